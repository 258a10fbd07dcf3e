//! What a label asks for, by the kinds of its words.

use std::sync::LazyLock;

use regex::Regex;

use super::phrases::is_somebody_elses;
use super::words::{Kind, foreign, kind};
use super::{AffiliationOrder, LONGEST, Label, NameOrder, is_link};
use crate::bulletin::names;
use crate::event::Field;
use crate::fold::words;
use crate::pattern::pattern;

/// What a folded label asks for, by its words.
pub fn by_words(folded: &str) -> Option<Label> {
    static COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bconseils? citoyens? (?:ou|/|,) ?(?P<a>\w+)|(?P<b>\w+) ?(?:ou|/|,) (?:votre )?conseils? citoyens?\b",
        )
    });
    // "Structure ou conseil citoyen"
    let folded = COUNCIL.replace_all(folded, "$a$b");
    let words = words(&folded);
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    // A salutation is no slot for civilities.
    let is_salutation = folded.contains(',') && words.iter().all(|word| names::is_civility(word));
    if is_salutation && words.iter().any(|word| word.len() > 4) {
        return None;
    }
    if is_somebody_elses(&words) {
        return Some(Label::SomebodyElse);
    }
    judge(&words)
}

/// What the folded `words` of a label ask for.
fn judge(words: &[String]) -> Option<Label> {
    // "L'élu participant" is the participant, whoever else an "élu" may be.
    let takes_part = words.iter().any(|word| word.starts_with("participant"));
    let kind = |(at, word): (usize, &String)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let is_whose = before.is_some_and(|before| is_link(before)) && is_whoever_fills_in(word);
        let is_participant = takes_part && is_what_participants_are(word) || is_whose;
        if is_participant { Kind::Neutral } else { kind(word) }
    };
    let kinds: Vec<Kind> = words.iter().enumerate().map(kind).collect();
    let has = |wanted: Kind| kinds.contains(&wanted);
    if has(Kind::Foreign) || has(Kind::Address) && !has(Kind::Email) {
        let first = kinds.iter().find(|kind| **kind != Kind::Neutral);
        let asks_somebody_else = first.is_some_and(|kind| kind.asks_for_a_person());
        let asks_something_else =
            words.iter().zip(&kinds).all(|(word, kind)| foreign(word) || *kind == Kind::Neutral);
        return (asks_somebody_else || asks_something_else).then_some(Label::Foreign);
    }
    if has(Kind::Birth) {
        return Some(if has(Kind::LastName) { Label::BirthName } else { Label::Foreign });
    }
    let subjects = [Kind::Organisation, Kind::Branch, Kind::Role, Kind::Phone, Kind::Email, Kind::Contact];
    let asked: Vec<Kind> = subjects.into_iter().filter(|kind| has(*kind)).collect();
    match asked.as_slice() {
        [] => asked_name(words, &kinds),
        _ if has(Kind::LastName) && has(Kind::FirstName) => Some(several(&kinds)),
        [Kind::Organisation | Kind::Branch] if has(Kind::LastName) => Some(Label::Field(Field::Organisation)),
        asked => Some(asked_subject(words, &kinds, asked)),
    }
}

/// Whether "nom de l'enseignant" is the participant's.
fn is_whoever_fills_in(word: &str) -> bool {
    matches!(
        word,
        "enseignant"
            | "enseignante"
            | "salarie"
            | "salariee"
            | "candidat"
            | "candidate"
            | "benevole"
            | "collaborateur"
            | "collaboratrice"
            | "etudiant"
            | "etudiante"
    )
}

fn is_what_participants_are(word: &str) -> bool {
    matches!(
        word,
        "elu"
            | "elue"
            | "referent"
            | "referente"
            | "habitant"
            | "habitante"
            | "delegue"
            | "deleguee"
            | "membre"
    )
}

/// What a label asks for that names other particulars behind family and given name.
fn several(kinds: &[Kind]) -> Label {
    let mut fields: Vec<Field> = Vec::new();
    for kind in kinds {
        let field = match kind {
            Kind::LastName => Field::LastName,
            Kind::FirstName => Field::FirstName,
            Kind::Organisation | Kind::Branch => Field::Organisation,
            Kind::Role => Field::Role,
            Kind::Phone => Field::Phone,
            Kind::Email => Field::Email,
            _ => continue,
        };
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    if fields.len() == 2 { Label::FullName(order(kinds)) } else { Label::Several(fields) }
}

/// The name that a label asks for which asks for nothing else.
fn asked_name(words: &[String], kinds: &[Kind]) -> Option<Label> {
    let has = |wanted: Kind| kinds.contains(&wanted);
    let civilities = words.len() > 1 && words.iter().all(|word| names::is_civility(word));
    match (has(Kind::LastName), has(Kind::FirstName)) {
        (true, true) => Some(Label::FullName(order(kinds))),
        (true, false) => Some(Label::Field(Field::LastName)),
        (false, true) => Some(Label::Field(Field::FirstName)),
        (false, false) => {
            let first = kinds.iter().find(|kind| **kind != Kind::Neutral);
            let is_person = first == Some(&Kind::Person) && words.first().is_some_and(|word| word != "de");
            (is_person || civilities).then_some(Label::FullName(NameOrder::FirstLast))
        }
    }
}

/// What a label asks for that names an organisation, a role, a telephone or an address, or several
/// of these: `asked`.
fn asked_subject(words: &[String], kinds: &[Kind], asked: &[Kind]) -> Label {
    use Kind::{Branch, Contact, Email, Organisation, Phone, Role};
    // "Fonction dans la structure" asks for the role alone.
    let within = words.iter().any(|word| word == "dans" || word == "sein");
    match asked {
        [Phone] | [Phone, Contact] => Label::Field(Field::Phone),
        [Organisation | Branch, Phone] | [Organisation, Branch, Phone] => Label::OfficePhone,
        // "Poste téléphonique"
        [Role, Phone] if words.iter().any(|word| word == "poste") => Label::Field(Field::Phone),
        [Email] | [Email, Contact] => Label::Field(Field::Email),
        [Contact] | [Phone, Email] | [Phone, Email, Contact] => Label::Contact,
        [Organisation] | [Organisation, Branch] => Label::Field(Field::Organisation),
        [Branch] => Label::Branch,
        [Role] => Label::Field(Field::Role),
        [Organisation | Branch, Role] | [Organisation, Branch, Role] if within => Label::Field(Field::Role),
        [Organisation | Branch, Role] => {
            let at = |wanted: &[Kind]| kinds.iter().position(|kind| wanted.contains(kind));
            Label::Affiliation(if at(&[Role]) < at(&[Organisation, Branch]) {
                AffiliationOrder::RoleFirst
            } else {
                AffiliationOrder::OrganisationFirst
            })
        }
        _ => Label::Foreign,
    }
}

fn order(kinds: &[Kind]) -> NameOrder {
    let at = |wanted: Kind| kinds.iter().position(|&kind| kind == wanted);
    if at(Kind::FirstName) < at(Kind::LastName) { NameOrder::FirstLast } else { NameOrder::LastFirst }
}
