//! The writer as one of those who register, named by nothing but a signature or an address.

use std::sync::LazyLock;

use regex::Regex;

use super::leaving::writer;
use super::signature::signature;
use super::story::another_name;
use super::words::phrase;
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names;
use crate::bulletin::papers::Papers;
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

/// The writer by the name with which they sign, else by the one from which they write; as little as is known
/// of them.
pub fn oneself(papers: &Papers, sender: Option<&Mailbox>) -> Participant {
    let signed = signature(&papers.own_words, &papers.signature);
    let signed = signed.and_then(|name| names::split(&name, NameOrder::FirstLast));
    if let Some(name) = signed {
        let place = Place { paper: String::from("message"), spot: String::from("signature") };
        let value = |field, text| Value { field, text, place: place.clone(), basis: Basis::Prose };
        let values = vec![value(Field::LastName, name.last), value(Field::FirstName, name.first)];
        return Participant { values, ..Participant::default() };
    }
    let name = sender.and_then(|sender| sender.name.as_deref()).unwrap_or_default();
    let mut person = sender.filter(|_| signature("", name).is_some()).map(writer).unwrap_or_default();
    person.values.retain(|value| value.field != Field::Email);
    person
}

/// Whether `person` has the name of the `sender`, as far as that is told.
pub fn writes_from(person: &Participant, sender: &Mailbox) -> bool {
    let is_called = |field| person.get(field).is_none_or(|name| sender.is_called(name));
    person.get(&Field::LastName).is_some()
        && is_called(&Field::LastName)
        && (sender.name.is_none() || is_called(&Field::FirstName))
}

/// Whether two people have the same name.
pub fn is_same(one: &Participant, other: &Participant) -> bool {
    [Field::LastName, Field::FirstName]
        .iter()
        .all(|field| one.get(field).map(fold) == other.get(field).map(fold))
}

/// Whether `organisation` stands below the name with which the writer signs.
pub fn stands_in_the_signature(organisation: &str, papers: &Papers) -> bool {
    let text = format!("{}\n{}", papers.own_words, papers.signature);
    let signed = signature(&papers.own_words, &papers.signature);
    let below = signed.and_then(|name| text.rfind(&name).and_then(|at| text.get(at + name.len()..)));
    below.is_some_and(|below| below.contains(organisation))
}

/// The person with whom the writer of `own_words` comes: "je viendrai avec Luc Roy".
pub fn companion(own_words: &str, sender: Option<&Mailbox>) -> Option<Participant> {
    static COMES_WITH: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)\b(?:m'inscri[st]|je (?:\w+ )?(?:viens|viendrai|participe|participerai|assisterai|serai (?:présente?|presente?|là))|m[ao]n? (?:participation|présence|venue|inscription))\b(?:[^,;.!?]{0,80}?\s)?((?:avec|ainsi que)\s)",
        )
    });
    let text = own_words.split_whitespace().collect::<Vec<_>>().join(" ").replace(" M. ", " M ");
    let with = COMES_WITH.captures(&text)?.get(1)?;
    let sentence = text.get(with.start()..)?.split(['.', ';', '!', '?']).next()?;
    let found = another_name(sentence, sender)?;
    let place = Place { paper: String::from("message"), spot: String::new() };
    let mut person = Participant::default();
    for (field, text) in [(Field::LastName, found.name.last), (Field::FirstName, found.name.first)] {
        if !text.is_empty() {
            person.keep(Value { field, text, place: place.clone(), basis: Basis::Prose });
        }
    }
    Some(person)
}

/// Whether the writer of `own_words` names herself among `people`: "je suis Zoé Petit".
pub fn is_named(people: &[Participant], own_words: &str) -> bool {
    static I_AM: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:je (?:suis|me nomme|soussigne\w*(?: ?\(e\))?)|je m'appelle|mon nom est|moi,? c'est|ici) (?:m |mme )?(.{0,40})",
        )
    });
    let text = on_one_line(own_words);
    let names =
        people.iter().flat_map(|person| [Field::LastName, Field::FirstName].map(|field| person.get(&field)));
    let names: Vec<String> = names.flatten().map(fold).collect();
    let begins_with_one = |said: &str| names.iter().any(|name| said.starts_with(name.as_str()));
    I_AM.captures_iter(&text).filter_map(|found| found.get(1)).any(|said| begins_with_one(said.as_str()))
}

/// Whether the writer of `own_words` registers herself.
pub fn joins(own_words: &str) -> bool {
    ONESELF.is_match(&on_one_line(own_words))
}

/// Whether the writer of `own_words` registers together with `others` whom they name: "je viendrai avec Luc
/// Roy", "Luc Roy et moi".
pub fn joins_with(others: &[Participant], own_words: &str) -> bool {
    static TOGETHER: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"\b(?:ainsi que|avec|accompagnee? (?:de|par|d')|de meme que|et)\b"));
    static AND_ME: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"\b(?:et|avec) moi(?:[- ]meme)?\b|\bmoi(?:[- ]meme)? et\b|\bmoi[- ]meme\b"));
    let text = on_one_line(own_words).replace(" m. ", " m ");
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

fn on_one_line(text: &str) -> String {
    fold(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
