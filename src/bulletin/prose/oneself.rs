//! The writer as one of those who register, named by nothing but a signature or an address.

use std::sync::LazyLock;

use regex::Regex;

use super::signature::is_a_signature;
use super::story::another_name;
use super::words::{on_one_line, phrase};
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names::{self, Parted};
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::event::Field;
use crate::fold::fold;
use crate::message::Mailbox;

/// Words by which the writer registers herself.
static ONESELF: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"\b(?:m'inscri\w+|m'y inscri\w+|me (?:re)?inscri\w+|inscri\w+[ -]moi|je (?:\w+ )?(?:viens|viendrai|participe|participerai|assisterai|serai (?:presente?|la))|je (?:souhait|voudr|desir|aimer)\w* (?:bien |aussi )?(?:participer|assister|venir)|ma (?:participation|presence|venue)|mon inscription)\b",
    )
});

/// The writer by the name with which they have `signed`, else by the one from which they write; as little as is
/// known of them.
pub fn oneself(signed: Option<&str>, sender: Option<&Mailbox>) -> Participant {
    let split = |name: &str| names::split(name, NameOrder::FirstLast);
    if let Some(name) = signed.and_then(split) {
        return named(name, &Place { paper: "message".into(), spot: "signature".into() }, Basis::Prose);
    }
    let called = sender.and_then(|sender| sender.name.as_deref());
    let called = called.filter(|name| is_a_signature(name) && names::is_a_name(name)).and_then(split);
    let place = Place { paper: "sender".into(), spot: String::new() };
    called.map(|name| named(name, &place, Basis::Sender)).unwrap_or_default()
}

/// Somebody with this name, as far as it goes, which stood at `place`.
fn named(name: Parted, place: &Place, basis: Basis) -> Participant {
    let halves = [(Field::LastName, name.last), (Field::FirstName, name.first)];
    let known = halves.into_iter().filter(|(_, text)| !text.is_empty());
    let values = known.map(|(field, text)| Value { field, text, place: place.clone(), basis }).collect();
    Participant { values, ..Participant::default() }
}

/// Whether `person` has the name of the `sender`, as far as that is told.
pub fn writes_from(person: &Participant, sender: &Mailbox) -> bool {
    let is_called = |field| person.get(field).is_none_or(|name| sender.is_called(name));
    person.get(&Field::LastName).is_some()
        && is_called(&Field::LastName)
        && (sender.name.is_none() || is_called(&Field::FirstName))
}

/// Whether two people are written with the same name.
pub fn has_same_name(one: &Participant, other: &Participant) -> bool {
    [Field::LastName, Field::FirstName]
        .iter()
        .all(|field| one.get(field).map(fold) == other.get(field).map(fold))
}

/// Whether `organisation` stands in `text` below the name with which it is `signed`.
pub fn stands_below(signed: Option<&str>, organisation: &str, text: &str) -> bool {
    let below = signed.and_then(|name| text.rfind(name).and_then(|at| text.get(at + name.len()..)));
    below.is_some_and(|below| below.contains(organisation))
}

/// The people with whom the writer of `own_words` comes: "je viendrai avec Luc Roy et Anne Petit".
pub fn companions(own_words: &str, sender: Option<&Mailbox>) -> Vec<Participant> {
    static COMES_WITH: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)\b(?:m'inscri(?:[st]|re)|inscri\w+-moi|je (?:\w+ )?(?:viens|viendrai|participe|participerai|assisterai|serai (?:présente?|presente?|là))|m[ao]n? (?:participation|présence|venue|inscription))\b(?:[^,;.!?]{0,80}?,?\s)?((?:avec|ainsi que|accompagn[ée]e?s? (?:de|d'|par))\s?)",
        )
    });
    let text = on_one_line(own_words).replace(" M. ", " M ");
    let with = COMES_WITH.captures(&text).and_then(|found| found.get(1));
    let sentence = with.and_then(|with| text.get(with.start()..)?.split(['.', ';', '!', '?']).next());
    let mut next = sentence.and_then(|sentence| another_name(sentence, sender));
    let mut companions = Vec::new();
    while let Some(found) = next {
        let place = Place { paper: "message".into(), spot: String::new() };
        companions.push(named(found.name, &place, Basis::Prose));
        next = another_name(found.after, sender);
    }
    companions
}

/// Whether the writer of `own_words` names herself among `people`: "je suis Zoé Petit".
pub fn is_named(people: &[Participant], own_words: &str) -> bool {
    static I_AM: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:je (?:suis|me nomme|soussigne\w*(?: ?\(e\))?)|je m'appelle|mon nom est|moi,? c'est|ici) (?:m |mme )?(.{0,40})",
        )
    });
    let text = fold(&on_one_line(own_words));
    let names =
        people.iter().flat_map(|person| [Field::LastName, Field::FirstName].map(|field| person.get(&field)));
    let names: Vec<String> = names.flatten().map(fold).collect();
    let begins_with_one = |said: &str| names.iter().any(|name| said.starts_with(name.as_str()));
    I_AM.captures_iter(&text).filter_map(|found| found.get(1)).any(|said| begins_with_one(said.as_str()))
}

/// Whether the writer of `own_words` registers herself.
pub fn joins(own_words: &str) -> bool {
    ONESELF.is_match(&fold(&on_one_line(own_words)))
}

/// Whether the writer of `own_words` registers together with `others` whom they name: "je viendrai avec Luc
/// Roy", "Luc Roy et moi".
pub fn joins_with(others: &[Participant], own_words: &str) -> bool {
    static TOGETHER: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"\b(?:ainsi que|avec|accompagnee? (?:de|par|d')|de meme que|et)\b"));
    static AND_ME: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"\b(?:et|avec) moi(?:[- ]meme)?\b|\bmoi(?:[- ]meme)? et\b|\bmoi[- ]meme\b"));
    let text = fold(&on_one_line(own_words)).replace(" m. ", " m ");
    if !others.is_empty() && AND_ME.is_match(&text) {
        return true;
    }
    let names = others.iter().filter_map(|person| person.get(&Field::LastName)).map(fold);
    let is_after = |name: String| {
        let sentences = text.split(['.', ';', '!', '?']);
        sentences.filter_map(|sentence| sentence.split_once(name.as_str())).any(|(before, _)| {
            let said = ONESELF.find(before).and_then(|said| before.get(said.end()..));
            said.is_some_and(|between| TOGETHER.is_match(between))
        })
    };
    names.into_iter().any(is_after)
}
