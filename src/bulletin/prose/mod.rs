//! People whom the writer's sentences name for registration: "Je soussignée Zoé PETIT, médiatrice au
//! sein de la Ville de Lens, participerai", "Merci d'inscrire : - M. Luc Roy (MJC de Croix)".
//!
//! A name is believed where something proves it: a civility, capitals, a usual given name, or the
//! sender's own; and where the sentence is about taking part, or particulars follow the name. What
//! stands alone at the end is a signature.

mod name;
mod segments;
mod words;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

use self::name::{Found, find};
use self::segments::{Beginning, Segment, segments};
use self::words::{begins_a_role, begins_an_organisation};
use super::names;
use super::reading::{Basis, Participant, Place, Value};
use super::values;
use crate::event::Field;
use crate::fold::fold;
use crate::pattern::pattern;

/// The people whom `own_words` name for registration. The message's sender is called `sender`, where
/// that is known.
pub fn people(own_words: &str, sender: Option<&str>) -> Vec<Participant> {
    let segments = segments(own_words);
    let mut story = Story { people: Vec::new(), said_of_all: None };
    for (at, segment) in segments.iter().enumerate() {
        let is_excluded = is_about_somebody_else(&sentence(&segments, at));
        match find(&segment.text, sender).filter(|_| !is_excluded) {
            Some(found) => story.begin(segment, &found, sender),
            None => story.go_on(segment),
        }
    }
    story.end()
}

/// A person being told of.
#[derive(Debug)]
struct Told {
    person: Participant,
    /// Whether the sentence is about this person taking part.
    is_introduced: bool,
    is_item: bool,
    /// Whether the name stands amid a sentence, as none that signs does.
    is_amid: bool,
    /// Whether particulars may still follow.
    is_open: bool,
    line: usize,
    /// Whether anything follows in the text.
    is_followed: bool,
    /// Whether the name follows another one, as in "Zoé Le Goff et Luc Petit".
    is_one_of_several: bool,
}

#[derive(Debug)]
struct Story {
    people: Vec<Told>,
    /// The organisation that is said once, of everybody.
    said_of_all: Option<String>,
}

impl Story {
    fn begin(&mut self, segment: &Segment, found: &Found<'_>, sender: Option<&str>) {
        self.note_organisation(found.before, segment);
        self.people.iter_mut().for_each(|told| told.is_followed = true);
        let mut told = Told {
            person: Participant::default(),
            is_introduced: found.is_introduced || segment.begins == Beginning::Colon,
            is_item: segment.is_item,
            is_amid: segment.begins == Beginning::Amid || !found.before.is_empty(),
            is_open: true,
            line: segment.line,
            is_followed: false,
            is_one_of_several: false,
        };
        told.keep(Field::LastName, found.name.last.clone(), segment);
        told.keep(Field::FirstName, found.name.first.clone(), segment);
        let another = another_name(found.after, sender);
        if another.is_none() && !found.after.is_empty() {
            let _ = told.particulars(found.after, segment);
        }
        self.people.push(told);
        if let Some(another) = another {
            let is_introduced = found.is_introduced || another.is_introduced;
            self.begin(segment, &Found { before: "", is_introduced, ..another }, sender);
            if let Some(told) = self.people.last_mut() {
                told.is_one_of_several = true;
            }
        }
    }

    fn go_on(&mut self, segment: &Segment) {
        self.note_organisation(&segment.text, segment);
        let Some(told) = self.people.last_mut() else { return };
        let is_next_line = segment.line > told.line;
        if segment.begins == Beginning::Paragraph || is_next_line && told.is_item {
            told.is_open = false;
        }
        let is_particular = told.is_open && told.particulars(&segment.text, segment);
        told.is_followed |= !is_particular;
        self.share_organisation();
    }

    /// The organisation behind "Zoé Le Goff et Luc Petit" is that of both.
    fn share_organisation(&mut self) {
        let mut organisation: Option<Value> = None;
        for told in self.people.iter_mut().rev() {
            match &organisation {
                Some(value) => told.person.keep(value.clone()),
                None => organisation = told.person.value(&Field::Organisation).cloned(),
            }
            if !told.is_one_of_several {
                break;
            }
        }
    }

    /// Keeps the organisation that a sentence names for all: "deux membres du Conseil citoyen de
    /// Sin-le-Noble".
    fn note_organisation(&mut self, text: &str, segment: &Segment) {
        static OF: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?i)\b(?:personnes?|membres?|deux|trois|quatre|cinq|\d+|tous|toutes|collegues?|collègues?|agents?|suivante?s?)\b(?: \S+){0,3}? (?:du |de la |de l['’]|des |d['’]|de )(.+)$",
            )
        });
        let Some(of) = OF.captures(text).and_then(|captures| captures.get(1)) else { return };
        if begins_an_organisation(of.as_str()) && segment.begins != Beginning::Amid || self.people.is_empty()
        {
            let organisation = up_to_the_occasion(of.as_str());
            if begins_an_organisation(organisation) {
                self.said_of_all.get_or_insert_with(|| organisation.to_owned());
            }
        }
    }

    /// Those who are told of for registration, each once.
    fn end(self) -> Vec<Participant> {
        let mut people: Vec<Participant> = Vec::new();
        let count = self.people.len();
        for (at, told) in self.people.into_iter().enumerate() {
            let has_particulars = told.person.values.len() > 2;
            // The last name of a text, with nothing behind it but its own particulars, signs it.
            let signs = at + 1 == count && !told.is_followed && !told.is_item && !told.is_amid;
            if !(told.is_introduced || told.is_item || has_particulars && !signs) {
                continue;
            }
            let same = people.iter_mut().find(|known| {
                [Field::LastName, Field::FirstName]
                    .iter()
                    .all(|field| known.get(field).map(fold) == told.person.get(field).map(fold))
            });
            match same {
                Some(known) => told.person.values.iter().for_each(|value| known.keep(value.clone())),
                None => people.push(told.person),
            }
        }
        if let Some(organisation) = &self.said_of_all {
            for person in &mut people {
                let place = person.values.first().map(|value| value.place.clone()).unwrap_or_default();
                let (field, text) = (Field::Organisation, organisation.clone());
                person.keep(Value { field, text, place, basis: Basis::ForAll });
            }
        }
        people
    }
}

impl Told {
    fn keep(&mut self, field: Field, text: String, segment: &Segment) {
        let place = Place { paper: "message".into(), spot: format!("line {}", segment.line) };
        self.person.keep(Value { field, text, place, basis: Basis::Prose });
    }

    /// Reads what a piece of a sentence says of the person; whether it says anything.
    fn particulars(&mut self, text: &str, segment: &Segment) -> bool {
        if let Some(email) = values::email(text) {
            self.keep(Field::Email, email, segment);
        } else if let Some(phone) = values::phone(text) {
            self.keep(Field::Phone, phone, segment);
        } else if let Some((role, organisation)) = affiliation(text) {
            if let Some(role) = role {
                self.keep(Field::Role, role, segment);
            }
            if let Some(organisation) = organisation {
                self.keep(Field::Organisation, organisation, segment);
            }
        } else {
            return false;
        }
        true
    }
}

/// The name in "et Luc Petit".
fn another_name<'t>(after: &'t str, sender: Option<&str>) -> Option<Found<'t>> {
    static AND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:et|&|ainsi que|avec)\s+(?:(?:moi-même|mon|ma)\s+(?:coll[èe]gue\s+)?)?")
    });
    let rest = AND.find(after).and_then(|and| after.get(and.end()..))?;
    find(rest, sender).filter(|found| found.before.is_empty())
}

/// Role and organisation that a piece of a sentence names: "médiatrice au sein de la Ville de Lens".
fn affiliation(text: &str) -> Option<(Option<String>, Option<String>)> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?xi)^(?:et\ )?(?:
              (?:je\ suis|elle\ est|il\ est|qui\ est|c'est|est|en\ tant\ que|en\ qualit[ée]\ d[e']|au\ titre\ d[e'u]|comme)\s?
              (?:rattach[ée]e?\ (?:à\ la|à\ l'|au|à)\s?)?
              |(?:j'appartiens|je\ travaille|je\ bosse|je\ repr[ée]sente|repr[ée]sentante?|membre|salari[ée]e?|b[ée]n[ée]vole|issue?)\ (?:au|aux|[àa]\ la|[àa]\ l'|[àa]|chez|pour|du|de\ la|de\ l'|des|d'|de|la|le|l')\s?
              |(?:au\ sein|aupr[èe]s)\ (?:du|de\ la|de\ l'|des|d'|de)\s?
              |(?:du|de\ la|de\ l'|des|d'|de|au|aux|[àa]\ la|[àa]\ l'|chez|pour\ la|pour\ le|pour\ l'|pour)\s?
              )",
        )
    });
    let text = text.replace('’', "'");
    let whole = text.trim().trim_matches(['"', '«', '»', '“', '”', ' ']);
    let stripped = LEAD.find(whole).and_then(|lead| whole.get(lead.end()..)).unwrap_or(whole).trim();
    let is_led = stripped.len() < whole.len();
    if begins_a_role(stripped) && !begins_an_organisation(stripped) {
        let (role, organisation) = role_with_organisation(stripped);
        let role = up_to_the_occasion(role);
        return Some((Some(role.to_owned()).filter(|role| !role.is_empty()), organisation));
    }
    let organisation = unquoted(up_to_the_occasion(stripped));
    if begins_an_organisation(&organisation) || is_a_proper_name(&organisation) {
        return Some((None, Some(organisation)));
    }
    // What is written small and short is what somebody does: "scénographe".
    let is_short = !is_led && whole.split_whitespace().count() <= 3 && whole.starts_with(char::is_lowercase);
    (is_short && !talks(whole)).then(|| (Some(whole.to_owned()), None))
}

/// A role, and the organisation that follows it.
fn role_with_organisation(text: &str) -> (&str, Option<String>) {
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?i)\s(?:(?:et je (?:bosse|travaille) )?(?:au sein (?:du|de la|de l'|des|d'|de)|chez|pour (?:la|le|l')|à la|à l'|au|aux|du|de la|de l'|des|d'|de|[-–/]))\s?"#,
        )
    });
    for link in WITHIN.find_iter(text) {
        let (Some(role), Some(rest)) = (text.get(..link.start()), text.get(link.end()..)) else { continue };
        let organisation = up_to_the_occasion(rest);
        let is_within = fold(link.as_str()).contains("au sein") || link.as_str().contains("chez");
        let is_named = organisation.starts_with(|c: char| c.is_uppercase() || "\"«“".contains(c))
            && (begins_an_organisation(unquoted(organisation).as_str())
                || organisation.starts_with(['"', '«', '“']));
        let is_shouting = !text.contains(char::is_lowercase);
        if (is_within || is_named) && !(is_shouting && !begins_an_organisation(organisation)) {
            return (role.trim(), Some(unquoted(organisation)));
        }
    }
    (text, None)
}

fn unquoted(text: &str) -> String {
    text.trim().trim_matches(['"', '«', '»', '“', '”', ' ']).to_owned()
}

/// `text` without what tells of the meeting: "CCAS d'Avion pour le 24".
fn up_to_the_occasion(text: &str) -> &str {
    static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?xi)\s+(?:(?:pour|à|a|lors\ de)\ (?:la|le|cette|votre|ce)\ (?:rencontre|séance|seance|réunion|reunion|session|journée|matinée|rdv|rendez|\d)
              |(?:le|au|du|pour\ le|pour)\ (?:jeudi|lundi|mardi|mercredi|vendredi|samedi|\d)
              |(?:participer|assister|viendr|ser[ao]|souhait|désir|voudr|aimer|y\ )\w*|qui\ |car\ |afin\ |dans\ le\ cadre|depuis\b|merci\b|tél\b|tel\b|svp|s'il\ vous)",
        )
    });
    OCCASION.find(text).and_then(|found| text.get(..found.start())).unwrap_or(text).trim()
}

/// Whether a piece is nothing but a proper name: "ADELI-Habitat", "Les Jardins du Beffroi", "La Mil'Patte".
fn is_a_proper_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let is_link = |word: &str| {
        names::is_particle(word) || matches!(word, "et" | "à" | "en" | "pour" | "&" | "des" | "aux")
    };
    (1..=8).contains(&words.len())
        && words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && words.iter().filter(|word| small(word)).all(|word| is_link(word))
        && !text.chars().all(|c| !c.is_alphabetic())
        && !words.first().is_some_and(|word| words::is_no_name(word))
}

/// Whether a piece says something, rather than naming a role.
fn talks(text: &str) -> bool {
    static TALK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:je|j'|nous|vous|merci|bonjour|svp|est|sont|pas|ne|n'|bien|encore|aussi|donc|mais|si|ok|oui|non|tel|mail|mars|demain|jeudi|a bientot|a\+)\b",
        )
    });
    TALK.is_match(&fold(text))
}

/// The sentence around the segment at `at`.
fn sentence(segments: &[Segment], at: usize) -> String {
    let begins = |segment: &Segment| segment.begins != Beginning::Amid && segment.begins != Beginning::Colon;
    let first = (0..=at).rev().find(|&index| segments.get(index).is_some_and(begins)).unwrap_or(0);
    let rest = segments.get(first..).unwrap_or_default();
    let length = rest.iter().skip(1).position(begins).map_or(rest.len(), |length| length + 1);
    rest.iter().take(length).map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Whether a sentence names somebody who is not to be registered.
fn is_about_somebody_else(sentence: &str) -> bool {
    static ELSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:(?:bonjour|bonsoir|salut|coucou|chere?|madame|monsieur|mme|m\.)\ [\w\ -]+)$
              | \b(?:de\ la\ part\ de|merci\ a|copie\ a|cc\ |remplac\w+|a\ la\ place|au\ lieu|succed\w+|partie?\ en\ retraite|suite\ a\ (?:mon|notre|l')
              |ne\ (?:pourr\w+|peut|viendr\w+|particip\w+|ser\w+)|n'est\ pas|en\ copie|transmis\ par|conseil\ de|appele\ par|recu\ de)\b",
        )
    });
    ELSE.is_match(&fold(sentence))
}
