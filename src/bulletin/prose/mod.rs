//! People whom the writer's sentences name for registration: "Je soussignée Zoé PETIT, médiatrice au
//! sein de la Ville de Lens, participerai", "Merci d'inscrire : - M. Luc Roy (MJC de Croix)".
//!
//! A name is believed where something proves it: a civility, capitals, a usual given name, or the
//! sender's own; and where the sentence is about taking part, or particulars follow the name. What
//! stands alone at the end is a signature.

mod affiliation;
mod leaving;
mod more;
mod name;
mod oneself;
pub mod replacement;
mod segments;
mod signature;
mod story;
mod supplied;
mod told;
mod words;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

pub use self::leaving::{kept_codes, leaving, says_who_comes, sends_somebody};
pub use self::more::{counted, is_accompanied, means_more, names_a_couple};
use self::name::{Stands, find, is_about_taking_part};
use self::oneself::{
    companions, has_same_name, is_named, joins, joins_with, oneself, stands_below, writes_from,
};
use self::segments::{Beginning, Segment, segments};
pub use self::signature::signature;
use self::story::Story;
use self::words::phrase;
use super::form;
use super::intent::{Intent, Speech};
use super::occasion::names_one;
use super::papers::{Origin, Papers};
use super::reading::Participant;
use crate::event::{Event, Field};
use crate::fold::fold;
use crate::message::Mailbox;

/// The words of a message in which people may be named.
#[derive(Debug)]
pub struct Words<'m> {
    /// The papers of the message.
    pub papers: &'m Papers,
    /// What its writer's own words say.
    pub intent: &'m Intent,
    /// What the words of the messages say that it passes on.
    pub passed_on: &'m Intent,
    /// Whether it answers a letter of the desk.
    pub answers_a_notice: bool,
    /// The name with which its writer signs.
    pub signed: Option<&'m str>,
    /// Who sent it.
    pub sender: Option<&'m Mailbox>,
    /// The events that are not over.
    pub events: &'m [Event],
}

/// The people whom sentences name for registration: those of the writer, of a letter in a file, or of a
/// message that is passed on to be registered. In answer to a letter of the desk it may be somebody
/// without a name, for whom something was missing.
pub fn people(words: &Words<'_>) -> Vec<Participant> {
    let Words { papers, intent, passed_on, sender, .. } = words;
    let answers = words.answers_a_notice && !intent.leaves() && !intent.replaces;
    let supplies = answers && !intent.asks;
    let mut people = Vec::new();
    let registers_others = intent.joins && !intent.withdraws && !intent.replaces && !intent.abstains;
    let registers = registers_others || intent.registers() && !words.answers_a_notice;
    if registers || supplies && (intent.supplies || !papers.asked.is_empty()) {
        people = told(&papers.own_words, "message", *sender, intent.joins_oneself);
        add_who_comes_along(&mut people, words);
    }
    if people.is_empty() && !intent.leaves() {
        people = words.letters().flat_map(|(name, text)| told(&text, name, None, false)).collect();
    }
    if people.is_empty() && intent.passes_on_to_register && passed_on.registers() {
        people = told(&papers.passed_on_words, "forwarded message", *sender, false);
    }
    if people.is_empty() && supplies {
        people.extend(said_of_the_writer(&papers.own_words));
    }
    if people.is_empty() && answers {
        people.extend(supplied::supplied(&papers.own_words, &papers.asked));
    }
    people
}

/// Adds those whom the sentences name without a word of their own: whoever comes with the writer; and the writer,
/// who comes with others, or alone and signs.
fn add_who_comes_along(people: &mut Vec<Participant>, words: &Words<'_>) {
    let Words { papers, signed, sender, .. } = words;
    for companion in companions(&papers.own_words, *sender) {
        if !people.iter().any(|person| has_same_name(person, &companion)) {
            people.push(companion);
        }
    }
    let is_there = sender.is_some_and(|sender| people.iter().any(|person| writes_from(person, sender)))
        || is_named(people, &papers.own_words);
    let is_alone = people.is_empty() && joins(&papers.own_words) && !words.answers_a_notice;
    // Who signs below "merci de m'inscrire" is registered, whomever else she names.
    let signs_for_herself = signed.is_some() && words.intent.joins_oneself && joins(&papers.own_words);
    let comes_too = is_alone || !is_there && (joins_with(people, &papers.own_words) || signs_for_herself);
    if !comes_too || words.intent.leaves_out_oneself || words.intent.withdraws_oneself {
        return;
    }
    let mut writer = oneself(*signed, *sender);
    let mut organisations = people.iter().rev().filter_map(|person| person.value(&Field::Organisation));
    let text = format!("{}\n{}", papers.own_words, papers.signature);
    let organisation = organisations.next().filter(|value| stands_below(*signed, &value.text, &text));
    if let Some(organisation) = organisation {
        writer.keep(organisation.clone());
    }
    let is_known = people.iter().any(|person| has_same_name(person, &writer));
    if writer.is_named() && !is_known || !is_alone && !writer.is_named() {
        people.push(writer);
    }
}

impl<'m> Words<'m> {
    /// The files that are letters in which somebody registers, with their texts.
    fn letters(&self) -> impl Iterator<Item = (&'m str, String)> {
        /// No letter is longer, in octets: what is has people in it for other reasons.
        const LONGEST: usize = 3000;
        let is_letter = |text: &str| {
            let says = Speech::of("", text).intent();
            text.len() < LONGEST && says.registers() && !says.invites && names_one(text, self.events)
        };
        let files = self.papers.sheets.iter().filter(|sheet| sheet.origin == Origin::File);
        let texts = files.map(|sheet| (sheet.name.as_str(), form::text(&sheet.document.body)));
        texts.filter(move |(_, text)| is_letter(text))
    }
}

/// The people of whom `text` tells, which `sender` wrote and which is called `paper`. Where it names nobody,
/// but registers its writer, it is whoever signs it.
fn told(text: &str, paper: &str, sender: Option<&Mailbox>, is_the_writer: bool) -> Vec<Participant> {
    let segments = segments(text);
    let mut story = Story::on(paper, sender);
    let mut before = "";
    let (mut is_after_colon, mut is_in_list, mut is_of_absent) = (false, false, false);
    for (at, segment) in segments.iter().enumerate() {
        is_of_absent = match segment.begins {
            Beginning::Colon => are_not_to_come(before),
            Beginning::Amid => is_of_absent,
            _ => false,
        };
        let sentence = said_around(&segments, at);
        let is_excluded = is_about_somebody_else(&sentence) || at < 2 && greets(&sentence);
        is_after_colon = match segment.begins {
            Beginning::Colon => true,
            Beginning::Amid => is_after_colon,
            _ => false,
        };
        is_in_list |= segment.begins == Beginning::Colon && is_about_taking_part(before, "");
        let stands = match segment.begins {
            Beginning::Amid => Stands::Amid,
            Beginning::Sentence => Stands::Apart,
            _ if is_in_list => Stands::Called,
            _ => Stands::Apart,
        };
        match find(&segment.text, stands, sender) {
            // Whoever does not come is no organisation either.
            Some(found) if is_of_absent || is_excluded || is_declined(found.after) => {}
            None if is_of_absent || are_not_to_come(&segment.text) => {}
            Some(mut found) => {
                found.is_introduced |= is_after_colon
                    || stands == Stands::Called
                    || takes_part(&sentence)
                    || is_registered(&segments, at, found.before);
                story.begin(segment, found);
            }
            None => {
                is_in_list &= segment.begins != Beginning::Paragraph;
                story.go_on(segment);
            }
        }
        before = &segment.text;
    }
    story.end(is_the_writer)
}

/// Whether a label stands before people who are not to come: "Excusés", "Copie".
fn are_not_to_come(label: &str) -> bool {
    static ABSENT: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:(?:personnes? |sont |est |seront |sera )?(?:excuse|absent|indisponible|empeche|non disponible|non present)e?s?|ne (?:viendra|viendront|participe\w*) pas|(?:en )?copies?(?: a)?|cc|pour (?:info|information))$",
        )
    });
    ABSENT.is_match(fold(label).trim_end_matches([' ', ':']))
}

/// Whether what stands behind a name on a list says no: "Tarik Saïdi non".
fn is_declined(after: &str) -> bool {
    static NO: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:non|ko|(?:etant|est|sera) (?:\w+ )?(?:excuse|malade|absent|indisponible|empeche|retenu|souffrant|en conge).*|excusee?|absente?|indisponible|pas (?:disponible|present|la)\w*|ne (?:vient|viendra|participe\w*|peut|pourra) pas.*)$",
        )
    });
    NO.is_match(&fold(after))
}

/// What the writer says of herself without naming anybody: "Je suis rattachée à la MJC de Croix".
pub fn said_of_the_writer(own_words: &str) -> Option<Participant> {
    let mut story = Story::on("message", None);
    for segment in &segments(own_words) {
        story.go_on(segment);
    }
    story.supplement()
}

/// The sentence around the segment at `at`, without what a "mais" or a colon before it sets apart.
fn said_around(segments: &[Segment], at: usize) -> String {
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)\b(?:mais|cependant|toutefois|par contre|en revanche|donc|d[ée]sign\w+|mandat[ée]\w*|d[ée]l[èe]gu[ée])\b",
        )
    });
    let begins = |segment: &Segment| !matches!(segment.begins, Beginning::Amid | Beginning::Colon);
    let is_set_apart = |segment: &Segment| begins(segment) || segment.begins == Beginning::Colon;
    let first = (0..=at).rev().find(|&index| segments.get(index).is_some_and(is_set_apart)).unwrap_or(0);
    let rest = segments.get(at + 1..).unwrap_or_default();
    let length = rest.iter().position(begins).unwrap_or(rest.len());
    let length = rest.iter().take(length).position(|segment| turns(&segment.text)).unwrap_or(length);
    let join = |segments: &[Segment]| {
        segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let before = join(segments.get(first..=at).unwrap_or_default());
    let before = APART
        .find_iter(&before)
        .last()
        .map_or(before.as_str(), |word| before.get(word.end()..).unwrap_or_default());
    format!("{}, {}", before.trim_start(), join(rest.get(..length).unwrap_or_default()))
        .trim_end_matches([',', ' '])
        .to_owned()
}

/// Whether the sentence has said, before the name in the segment at `at`, that somebody is to be registered.
fn is_registered(segments: &[Segment], at: usize, before: &str) -> bool {
    static REGISTERING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:inscrire|enregistrer|ajouter|rajouter|inscription (?:de|d'|pour)|participation (?:de|d'))",
        )
    });
    let begins = |segment: &Segment| segment.begins != Beginning::Amid;
    let first = (0..=at).rev().find(|&index| segments.get(index).is_some_and(begins)).unwrap_or(0);
    let said = segments.get(first..at).unwrap_or_default().iter().map(|segment| segment.text.as_str());
    said.chain([before]).any(|text| REGISTERING.is_match(&fold(text)))
}

/// Whether a piece of a sentence goes on about the writer, or against what was said.
fn turns(piece: &str) -> bool {
    static TURN: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)^(?:et |mais |cependant |toutefois )?(?:mais|je|j'|nous|on|pour ma part)\b")
    });
    TURN.is_match(piece)
}

/// Whether a sentence says that those whom it names take part: "… vous pouvez l'inscrire", "nous viendrons
/// à deux : …".
fn takes_part(sentence: &str) -> bool {
    static TAKING_PART: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:l'|la\ |le\ |les\ |nous\ |m')inscri(?:re|s|vons) | \b(?:nous|on)\ (?:viendr|ser(?:ons|a)\ (?:deux|trois|quatre|\d)|particip)\w*
              | \b(?:viendr(?:a|ont)|participer(?:a|ont)|assister(?:a|ont))\b",
        )
    });
    TAKING_PART.is_match(&fold(sentence))
}

/// Whether a sentence is addressed to somebody: "Bonjour Madame Petit".
fn greets(sentence: &str) -> bool {
    static GREETING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"^(?:bonjour|bonsoir|salut|coucou|chere?|madame|monsieur|mme|m\.)(?: [\w'-]+){1,5}$")
    });
    GREETING.is_match(&fold(sentence))
}

/// Whether a sentence names somebody who is not to be registered.
fn is_about_somebody_else(sentence: &str) -> bool {
    static ELSE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:de\ la\ part\ de|merci\ a|copie\ a|cc\ (?:a|m|mr|mme)\ |remplac\w+|a\ la\ place|au\ lieu|succed\w+|partie?\ en\ retraite
              |ne\ (?:pourr\w+|peut|viendr\w+|particip\w+|ser\w+)|(?:est|sont|sera|seront)\ (?:\w+\ )?(?:excus|absent|indisponible|empech|malade|retenu|souffrant|en\ conge)\w*|m'en\ a\ parle|m'a\ (?:parle|conseille|invite|transmis)|(?:coordonnees|information|invitation|mail|message)\ par|(?:vous\ )?(?:enverra|transmettra|contactera)\w*|s'inscrira\w*|(?:me|vous)\ confirmer(?:a|ont)?\b|attend\ (?:l'|son|sa|encore)|(?:manque|rate)\ .*\ avec|en\ copie|transmis\ par|conseils?\ de|(?:echang|discut|parl|travaill|conven)\w*\ avec|en\ (?:lien|contact|accord)\ avec|appele\ par|recu\ de)\b",
        )
    });
    ELSE.is_match(&fold(sentence))
}
