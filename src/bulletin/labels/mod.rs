//! The labels of French forms: what a form asks for, in the usual ways of asking.
//!
//! A label is judged by its words, not looked up in a list of phrases: "Structure ou organisme
//! employeur" is an organisation because each of its words is. A word that belongs to no kind
//! ("Nom de l'élu référent") makes it somebody else's label.

mod by_words;
mod phrases;
mod words;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

use self::by_words::by_words;
use self::phrases::phrase;
use self::words::foreign;
use crate::event::{Event, ExtraField, Field};
use crate::fold::{fold, words};
use crate::pattern::pattern;

/// What a label asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// One field.
    Field(Field),
    /// Family and given name in one, in the order in which the label names them.
    FullName(NameOrder),
    /// The name that somebody was born with, which counts where there is no other.
    BirthName,
    /// The telephone of the organisation, which counts where the person's own is not given.
    OfficePhone,
    /// Telephone or mail, told apart by what was written.
    Contact,
    /// A part of the organisation, or its town, which counts where the organisation is not named.
    Branch,
    /// What somebody is among others, which counts where the role is not named.
    Status,
    /// Organisation and role in one, in the order in which the label names them.
    Affiliation(AffiliationOrder),
    /// Names and other particulars in one, in the order in which the label names them.
    Several(Vec<Field>),
    /// Whether the person comes.
    Attendance,
    /// The code of a registration, as the desk's letters have it.
    Reference,
    /// The heading of somebody else's particulars: "Responsable hiérarchique".
    SomebodyElse,
    /// Something that the desk does not ask for.
    Foreign,
}

impl Label {
    /// Whether it asks for (a part of) the participant's name.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self, Self::FullName(_) | Self::Several(_) | Self::Field(Field::LastName | Field::FirstName))
    }

    /// Whether it asks for something of the participant's.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::Foreign | Self::SomebodyElse | Self::Attendance | Self::Reference)
    }
}

/// The order of organisation and role in one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffiliationOrder {
    /// Ville de Lens / médiatrice.
    OrganisationFirst,
    /// Médiatrice / Ville de Lens.
    RoleFirst,
}

/// The order in which a full name is written, unless capitals say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    /// Dupont Marie.
    LastFirst,
    /// Marie Dupont.
    FirstLast,
}

/// The labels that an event knows: the usual ones and its own.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    own: Vec<(String, Field)>,
    /// Titles and places of events that look like a label and its value.
    announced: Vec<String>,
}

/// No label is longer than this many words.
const LONGEST: usize = 9;

impl Labels {
    /// The usual labels, and those of an event's `extra` fields.
    #[must_use]
    pub fn with(extra: &[ExtraField]) -> Self {
        let own = extra
            .iter()
            .flat_map(|field| {
                field.labels.iter().map(|label| (bare(label), Field::Extra(field.name.clone())))
            })
            .collect();
        Self { own, announced: Vec::new() }
    }

    /// These labels, knowing the titles and places of `events`: "Mairie : salle du conseil".
    #[must_use]
    pub fn at(mut self, events: &[Event]) -> Self {
        let texts = events.iter().flat_map(|event| [&event.title, &event.place]);
        self.announced = texts.filter(|text| text.contains(':')).map(|text| bare(text)).collect();
        self
    }

    /// Whether a line only says what takes place, or where.
    #[must_use]
    pub fn announces(&self, line: &str) -> bool {
        !self.announced.is_empty() && self.announced.contains(&bare(line))
    }

    /// What `text` asks for, if it is a label and nothing else. `None`: it is no known label.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<Label> {
        if text.len() > 120 {
            return None;
        }
        let folded = bare(without_enumerator(text));
        if let Some((_, field)) = self.own.iter().find(|(label, _)| *label == folded) {
            return Some(Label::Field(field.clone()));
        }
        if let Some((before, last)) = folded.rsplit_once(':') {
            // "Participant : Nom" asks for the name.
            return self.recognise(before).and_then(|_| self.recognise(last));
        }
        if self.is_answered(text) {
            return None;
        }
        let of = |folded: &str| phrase(folded).or_else(|| by_words(folded));
        if names_nothing(&folded)
            && let Some(label) = self.in_brackets(&folded)
        {
            return Some(label);
        }
        // What stands in brackets says how to fill it in: "Téléphone (de préférence portable)".
        match of(&folded) {
            None | Some(Label::Foreign) if folded.contains('(') => {
                without_brackets(&folded).and_then(|folded| of(&folded)).or_else(|| of(&folded))
            }
            None | Some(Label::Foreign) if folded.contains('/') => {
                self.either(&folded).or_else(|| of(&folded))
            }
            label => label,
        }
    }

    /// Whether a dash parts a label from what was written for it, though labels have such words too: "Fonction –
    /// Stagiaire".
    fn is_answered(&self, text: &str) -> bool {
        let parts = text.split_once(" – ").or_else(|| text.split_once(" - "));
        parts.is_some_and(|(label, value)| {
            value.trim_start().starts_with(char::is_uppercase)
                && self.recognise(label).is_some_and(|label| label.is_asked())
                && self.recognise(value).is_none()
        })
    }

    /// What a label asks for in brackets: "au titre de (organisme, service)".
    fn in_brackets(&self, folded: &str) -> Option<Label> {
        let (_, inner) = folded.split_once('(')?;
        self.recognise(inner.split(')').next()?).filter(Label::is_asked)
    }

    /// What a label asks for in two words or two languages: "Nom / Naam", "Tél. / Fax".
    fn either(&self, folded: &str) -> Option<Label> {
        let (first, second) = folded.split_once('/')?;
        let label = self.recognise(first).filter(Label::is_asked)?;
        let is_one_word = words(second).len() == 1;
        match self.recognise(second) {
            Some(other) if other.is_asked() && other != label => None,
            Some(_) => Some(label),
            None => is_one_word.then_some(label),
        }
    }

    /// The label at the beginning of `text`, longest first, and the text behind it; for lines on
    /// which nothing parts the two.
    #[must_use]
    pub fn at_start<'t>(&self, text: &'t str) -> Option<(Label, &'t str)> {
        let starts = word_starts(text);
        // A sign or a gap parts the label from its value, and no label ends in an article.
        let is_one = |label: &str| {
            let signs = [":", "=", "→", "➔", "►", "…", "\t", "?", "..", " .", "->", "  "];
            let in_brackets = label.matches('(').count() > label.matches(')').count();
            !signs.iter().any(|sign| label.trim_end().contains(sign))
                && !in_brackets
                && (!ends_in_a_link(label) || phrase(&bare(label)).is_some())
        };
        let longest_first = || starts.iter().skip(1).take(LONGEST).rev();
        let is_somebody_elses = |end: &usize| {
            let candidate = text.get(..*end).filter(|candidate| is_one(candidate));
            candidate.is_some_and(|candidate| self.recognise(candidate) == Some(Label::SomebodyElse))
        };
        if longest_first().any(is_somebody_elses) {
            return None;
        }
        longest_first().find_map(|&end| {
            let (candidate, rest) = text.split_at_checked(end)?;
            if !is_one(candidate) || is_of_the_day(candidate) {
                return None;
            }
            let label = self.recognise(candidate).filter(Label::is_asked)?;
            (!self.repeats_itself(candidate)).then_some((label, rest))
        })
    }

    /// Whether a label without any sign in it asks twice for the same, as "structure Collectif" seems
    /// to: what is asked again is the value.
    fn repeats_itself(&self, candidate: &str) -> bool {
        let Some((first, last)) = candidate.trim().rsplit_once(' ') else { return false };
        let is_joined = first.trim_end().ends_with(['/', ',', '-', '&']) || ends_in_a_link(first);
        let of_organisation =
            |label: &Label| matches!(label, Label::Field(Field::Organisation) | Label::Branch);
        let is_same =
            |one: &Label, other: &Label| one == other || of_organisation(one) && of_organisation(other);
        let (first, last) = (self.recognise(first), self.recognise(last));
        let is_value = candidate.trim().rsplit(' ').next().is_some_and(|last| {
            last.starts_with(char::is_uppercase) && candidate.contains(char::is_lowercase)
        });
        !is_joined
            && is_value
            && matches!((&first, &last), (Some(first), Some(last)) if last.is_asked() && is_same(first, last))
    }

    /// The label at the end of `text`, longest first, and the text before it.
    #[must_use]
    pub fn at_end<'t>(&self, text: &'t str) -> Option<(&'t str, Label)> {
        let starts = word_starts(text);
        let first = starts.len().saturating_sub(LONGEST);
        starts.iter().skip(first).find_map(|&start| {
            let (before, candidate) = text.split_at_checked(start)?;
            if joins_on(before, candidate) {
                return None;
            }
            match self.recognise(candidate)? {
                Label::Foreign if !before.trim().is_empty() && !candidate_is_plain_foreign(candidate) => None,
                label => Some((before, label)),
            }
        })
    }
}

/// A label without the number or letter before it: "A. Inscription effectuée par", "2 – Participant".
fn without_enumerator(text: &str) -> &str {
    static ENUMERATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:\d{1,2}|[A-Ha-h])\s?[.)°–-]\s+"));
    ENUMERATOR.find(text).and_then(|found| text.get(found.end()..)).unwrap_or(text)
}

/// Whether a text ends the label "Organisation" with what is no organisation: "Organisation pratique".
fn is_of_the_day(candidate: &str) -> bool {
    static OF_THE_DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^organisation (?:pratique|materielle|de la|du|generale)\b"));
    OF_THE_DAY.is_match(&fold(candidate))
}

/// Whether a folded label says by itself neither what nor whose: "au titre de (…)".
fn names_nothing(folded: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "je represent",
        "agissant",
        "a quel titre",
        "au titre d",
        "et represent",
        "represent",
        "je soussigne",
        "je suis joignable",
        "ou par ",
    ];
    BEGINNINGS.iter().any(|beginning| folded.starts_with(beginning))
}

/// A folded label without what stands in brackets in it; `None` where nothing else does.
fn without_brackets(folded: &str) -> Option<String> {
    let (before, rest) = folded.split_once('(')?;
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    let kept = format!("{} {}", before.trim(), after.trim());
    Some(kept.trim().to_owned()).filter(|kept| !kept.is_empty())
}

/// Whether `candidate` only goes on with what `before` says: "Chargée de mission" ends in no label.
fn joins_on(before: &str, candidate: &str) -> bool {
    !before.trim().is_empty()
        && (ends_in_a_link(before) || words(candidate).first().is_some_and(|word| is_link(word)))
}

/// Whether `text` ends in a word that something has to follow.
fn ends_in_a_link(text: &str) -> bool {
    words(text).last().is_some_and(|word| is_link(word))
}

fn is_link(word: &str) -> bool {
    matches!(word, "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "au" | "aux" | "en" | "et")
}

/// Whether every word of a foreign label is itself a foreign label's word ("Fax", "Code postal"),
/// so that it ends the value before it on the same line.
fn candidate_is_plain_foreign(candidate: &str) -> bool {
    words(candidate).iter().all(|word| foreign(word))
}

/// The byte positions at which words begin.
fn word_starts(text: &str) -> Vec<usize> {
    let mut previous = ' ';
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() && previous.is_whitespace() {
            starts.push(at);
        }
        previous = c;
    }
    starts
}

/// A label without what stands around it.
fn bare(text: &str) -> String {
    static ENDINGS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?:e|s|es|ne|trice|se)\)"));
    let folded = fold(text.trim_matches(|c: char| c.is_whitespace() || "*:-–—•·.…_?!#>/|".contains(c)));
    ENDINGS.replace_all(&folded, "").into_owned()
}
