//! The people whom a piece of a sentence names as leaving.

use std::sync::LazyLock;

use regex::Regex;

use super::super::affiliation::affiliation;
use super::super::name::{Found, Stands, find};
use super::super::segments::Segment;
use super::super::words::{is_no_name, phrase};
use super::words::FIRST_PERSON;
use crate::bulletin::names::{self, Parted};
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::bulletin::vocabulary::begins_an_organisation;
use crate::event::Field;
use crate::message::Mailbox;

/// Somebody named.
#[derive(Debug, Clone)]
pub struct Named {
    pub person: Participant,
    pub line: usize,
    /// Whether something follows the name.
    pub is_told_of: bool,
}

/// What stands between two given names.
static AND_ANOTHER: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?i)^[\p{L}-]+\s*(?:,|/|&|\bet\b|\bni\b)\s*(?:d['’]|de\s+)?"));

/// What stands between a full name and a given one: "Marie Petit et Paul".
static AND_ANOTHER_YET: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?i)^(?:,|et\b|ni\b|&)\s*(?:d['’]|de\s+)?"));

/// Who stands, with their civility or as somebody's colleague, at the beginning of a piece, and behind
/// whom nobody else is spoken of.
pub fn subjects(text: &str, segment: &Segment, sender: Option<&Mailbox>) -> Vec<Named> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)^(?:.*\bqu(?:e\s|'))?(?:(?i:et|ni|donc|car|malheureusement|hélas|finalement|par\scontre)\s+)*(?:(?:[Mm]a|[Mm]on|[Nn]otre|[Nn]os|[Mm]es)\s\w+\s+(?:\p{Ll}+\s+)?)?",
        )
    });
    let text = text.trim();
    // "Marie Petit ainsi que Paul Durand"
    let is_a_lead = |lead: &regex::Match| !lead.as_str().contains("ainsi qu");
    let bare = LEAD.find(text).filter(is_a_lead).and_then(|lead| text.get(lead.end()..)).unwrap_or(text);
    for text in [bare, text] {
        let found = people(text, segment, sender);
        let is_apart = |found: &Found<'_>| found.before.trim().is_empty() || is_whose(found.before);
        let leads = find(text, Stands::Called, sender).is_none_or(|found| is_apart(&found));
        if !found.is_empty() && leads && !FIRST_PERSON.is_match(behind_the_last(text, &found)) {
            return found;
        }
    }
    Vec::new()
}

/// Whether a piece before a name says whose colleague it is, or what civility it has.
fn is_whose(before: &str) -> bool {
    static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^(?:(?:et|ni|que|donc|malheureusement|finalement)\s+)*(?:(?:ma|mon|notre|la|le|l')\s?[\w-]+(?:\s[\w-]+){0,2}\s*)?(?:,\s*)?(?:M\.?|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)?\s*$|^(?:moi|je)\s*,?\s*$|soussign\S+\s*$|m'appelle\s*$",
        )
    });
    WHOSE.is_match(before)
}

/// What stands behind the last name of `found` in `text`.
fn behind_the_last<'t>(text: &'t str, found: &[Named]) -> &'t str {
    let last = found.last().and_then(|named| named.person.values.first()).map(|value| value.text.as_str());
    last.and_then(|name| text.rsplit_once(name)).map_or("", |(_, behind)| behind)
}

/// The people named in `text`, one behind the other.
pub fn people(text: &str, segment: &Segment, sender: Option<&Mailbox>) -> Vec<Named> {
    // "Mmes Petit et Roy"
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:Mesdames|Mmes|Messieurs|MM\.?|Mesdemoiselles|Mlles)\s+(\p{Lu}[\w'-]+)\s+et\s+(?:de\s+)?(\p{Lu}[\w'-]+)",
        )
    });
    static AND: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)^(?:,\s*|et\s+|ni\s+|ainsi\s+qu(?:e\s+|['’]))(?:celles?\s+)?(?:d['’]|de\s+)")
    });
    /// No piece of a sentence is longer, in octets.
    const LONG: usize = 1000;
    let mut people = Vec::new();
    if text.len() > LONG {
        return people;
    }
    let text = BOTH.replace(text, "Mme $1 et Mme $2");
    let mut rest = &*text;
    while let Some(found) = find(rest, Stands::Called, sender) {
        let mut person = Participant::default();
        for (field, name) in halves(found.name) {
            if !name.is_empty() {
                person.keep(value(field, name, segment));
            }
        }
        let organisation = affiliation(found.after).and_then(|said| said.organisation);
        if let Some(organisation) = organisation.filter(|name| begins_an_organisation(name)) {
            person.keep(value(Field::Organisation, organisation, segment));
        }
        let is_told_of = !found.after.is_empty();
        people.push(Named { person, line: segment.line, is_told_of });
        rest = found.after;
        rest = AND.find(rest).and_then(|and| rest.get(and.end()..)).unwrap_or(rest);
    }
    if people.is_empty() {
        people = by_given_names(&text, segment);
    } else if let Some(next) = AND_ANOTHER_YET.find(rest).and_then(|and| rest.get(and.end()..)) {
        people.extend(by_given_names(next, segment));
    }
    people
}

/// "Paul", "Paul et Anne", "Anne, Paul et Luc" at the beginning of a piece.
fn by_given_names(text: &str, segment: &Segment) -> Vec<Named> {
    let mut people = Vec::new();
    let mut rest = text;
    while let Some(named) = in_small_letters(rest, segment) {
        people.push(named);
        let next = AND_ANOTHER.find(rest).and_then(|and| rest.get(and.end()..));
        let Some(next) = next else { break };
        rest = next;
    }
    people
}

/// Family and given name; of "Mme Le Goff" there is no given one.
fn halves(name: Parted) -> [(Field, String); 2] {
    let whole = format!("{} {}", name.first, name.last);
    let (last, first) = match names::split_freely(&whole) {
        _ if names::is_particle(&name.first) => (whole, String::new()),
        Some(parted) => (parted.last, parted.first),
        None => (name.last, name.first),
    };
    [(Field::LastName, last), (Field::FirstName, first)]
}

/// "marie petit", "Marie" at the beginning of a piece, by the given name.
fn in_small_letters(text: &str, segment: &Segment) -> Option<Named> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let is_word = |word: &&&str| word.chars().all(|c| c.is_alphabetic() || c == '-') && !is_no_name(word);
    let is_link = |word: &str| {
        matches!(word, "et" | "est" | "sera" | "pour" | "le" | "du" | "au" | "de" | "ne" | "qui")
    };
    let first = words.first().filter(is_word)?;
    let second = words.get(1).filter(is_word).filter(|word| !is_link(word));
    let mut person = Participant::default();
    match second {
        Some(second) if names::is_first_name(first) => {
            let parted = names::split_freely(&format!("{first} {second}"))?;
            person.keep(value(Field::LastName, parted.last, segment));
            person.keep(value(Field::FirstName, parted.first, segment));
        }
        None if names::is_first_name(first) && first.starts_with(char::is_uppercase) => {
            person.keep(value(Field::FirstName, (*first).to_owned(), segment));
        }
        // "Benali ne vient pas"
        None if words.len() == 1 && text.trim() == *first && may_be_a_family_name(first) => {
            person.keep(value(Field::LastName, (*first).to_owned(), segment));
        }
        _ => return None,
    }
    Some(Named { person, line: segment.line, is_told_of: words.len() > 2 })
}

/// Whether a word that is all there is can be somebody's family name.
fn may_be_a_family_name(word: &str) -> bool {
    /// Shorter words are pronouns and the like, in letters.
    const SHORTEST: usize = 4;
    static ANYBODY: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^(?:personne|aucune?|quelqu|certaine?s?|finalement|malheureusement|h[ée]las|celui|celle|cela|voil[àa]|d[ée]sol[ée]e?s?|toute?s?|tous|sauf|donc|mais|maman|papa|monsieur|madame|coll[èe]gues?|inscription|participation|place|merci|bonjour|autre|d[ée]finitivement)",
        )
    });
    word.starts_with(char::is_uppercase) && word.chars().count() >= SHORTEST && !ANYBODY.is_match(word)
}

/// What is to be cancelled, without the words before whose it is: "l'inscription de ".
pub fn without_lead(object: &str) -> &str {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)^(?:\s|[-:–,]|(?:l'|d')|(?:de|la|le|les|des|du|et|aussi|également|donc|celles?|pour|à|a|au\snom|concernant|svp|suivantes?|ainsi\sque|notre|mon|ma|collègues?
              |inscriptions?|participations?|venue|présence|réservations?|places?|demandes?|les\sdeux)\b)+",
        )
    });
    LEAD.find(object).and_then(|lead| object.get(lead.end()..)).unwrap_or(object)
}

pub fn value(field: Field, text: String, segment: &Segment) -> Value {
    // The subject stands above the first line, with an empty one between.
    let place = match segment.line.checked_sub(2).filter(|line| *line > 0) {
        Some(line) => Place { paper: String::from("message"), spot: format!("line {line}") },
        None => Place { paper: String::from("subject"), spot: String::new() },
    };
    Value { field, text, place, basis: Basis::Prose }
}
