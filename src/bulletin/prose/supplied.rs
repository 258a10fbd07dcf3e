//! What somebody writes, and nothing else, in answer to a letter of the desk that asks for it: "Conseil
//! citoyen de Moulins" where the organisation was missing.

use std::sync::LazyLock;

use regex::Regex;

use super::affiliation::{Affiliation, affiliation, is_a_proper_name, talks, without_article};
use super::words::phrase;
use crate::bulletin::doubts::is_doubtful;
use crate::bulletin::form::answers;
use crate::bulletin::labels::Label;
use crate::bulletin::names;
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::bulletin::values;
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};
use crate::event::Field;
use crate::fold::fold;

/// No value has more words than this.
const TOO_MANY: usize = 12;

/// The person of whom `own_words` say what was `asked`, and nothing else but courtesies.
pub fn supplied(own_words: &str, asked: &[Label]) -> Option<Participant> {
    let lines: Vec<(usize, &str)> = own_words
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, without_courtesies(line)))
        .filter(|(_, line)| !line.is_empty() && !is_polite(line) && !line.ends_with('?'))
        .collect();
    let (first, below) = lines.split_first()?;
    let is_one_each = asked.len() > 1 && lines.len() == asked.len();
    if is_one_each {
        let values = lines.iter().zip(asked).map(|((number, line), label)| one(label, line, *number));
        return person(values.collect::<Option<Vec<_>>>()?.into_iter().flatten());
    }
    if !below.is_empty() && !is_signature(below) {
        return None;
    }
    let (number, line) = *first;
    match asked {
        [label] => person(with_name(label, line, number).or_else(|| one(label, line, number))?.into_iter()),
        [_, ..] => person(several(asked, line, number)?.into_iter()),
        [] => None,
    }
}

fn person(values: impl Iterator<Item = Value>) -> Option<Participant> {
    let mut person = Participant::default();
    values.for_each(|value| person.keep(value));
    let is_sound = !person.values.is_empty() && !person.values.iter().any(is_doubtful);
    is_sound.then_some(person)
}

/// `line` as the value of `label`, if it looks like one.
fn one(label: &Label, line: &str, number: usize) -> Option<Vec<Value>> {
    if line.split_whitespace().count() > TOO_MANY || talks(line) || line.ends_with(['?', ':']) {
        return None;
    }
    let Label::Field(field) = label else { return None };
    let is_capital = || line.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let looks_like_it = match field {
        Field::Organisation => {
            begins_an_organisation(line) || is_a_proper_name(line) || names::is_shouted(line)
        }
        Field::Role => begins_a_role(line),
        Field::FirstName => is_capital() || line.split_whitespace().all(names::is_first_name),
        Field::LastName => is_capital() || line.split_whitespace().any(names::is_first_name),
        Field::Phone => values::phone(line).is_some(),
        Field::Email => values::email(line).is_some(),
        Field::Extra(_) => true,
    };
    let is_whole_name = matches!(field, Field::FirstName | Field::LastName) && names::is_a_name(line);
    match field {
        Field::Organisation if !looks_like_it => with_role(line, number),
        _ if !looks_like_it => None,
        _ if is_whole_name => Some(full_name(line, number)),
        Field::Organisation => Some(read(label, without_article(line), number)),
        _ => Some(read(label, line, number)),
    }
}

/// "Présidente de l'association Les Voisins".
fn with_role(line: &str, number: usize) -> Option<Vec<Value>> {
    let Affiliation { role, organisation } = affiliation(line)?;
    let said = [(Field::Organisation, organisation?), (Field::Role, role?)];
    Some(said.map(|(field, text)| value(field, text, number)).into())
}

/// "Petit Marie, CC Moulins", where only the organisation was asked for.
fn with_name(label: &Label, line: &str, number: usize) -> Option<Vec<Value>> {
    let (name, rest) = line.split_once(',').or_else(|| line.split_once(" - "))?;
    let is_somebody = names::is_a_name(name) && name.split_whitespace().any(names::is_first_name);
    let value = one(label, rest.trim(), number).filter(|_| is_somebody)?;
    Some(full_name(name, number).into_iter().chain(value).collect())
}

/// "Petit Marie, CC Moulins", where names and organisation were asked for.
fn several(asked: &[Label], line: &str, number: usize) -> Option<Vec<Value>> {
    if talks(line) || line.ends_with(['?', ':']) {
        return None;
    }
    let field = |label: &Label| match label {
        Label::Field(field) => Some(field.clone()),
        _ => None,
    };
    let fields: Vec<Field> = asked.iter().map(field).collect::<Option<_>>()?;
    let [Field::LastName, Field::FirstName, others @ ..] = fields.as_slice() else { return None };
    let (name, rest) = line.split_once(',').or_else(|| line.split_once(" - ")).unwrap_or((line, ""));
    let rest = read(&Label::Several(others.to_vec()), rest, number);
    let values: Vec<Value> = full_name(name, number).into_iter().chain(rest).collect();
    (values.len() >= asked.len()).then_some(values)
}

fn full_name(name: &str, number: usize) -> Vec<Value> {
    let parted = names::split_freely(name.trim());
    let halves = parted.map(|name| [(Field::LastName, name.last), (Field::FirstName, name.first)]);
    halves.into_iter().flatten().map(|(field, text)| value(field, text, number)).collect()
}

fn value(field: Field, text: String, number: usize) -> Value {
    let place = Place { paper: String::from("message"), spot: format!("line {number}") };
    Value { field, text, place, basis: Basis::Bare }
}

fn read(label: &Label, line: &str, number: usize) -> Vec<Value> {
    let written = values::written(line);
    let read = written.iter().flat_map(|written| answers::read(label, written, true));
    read.map(|(field, text, _)| value(field, text, number)).collect()
}

/// `line` without the words that lead up to a value, and the thanks behind it: "Voici : ", "Bonjour, ma
/// structure est ", ", merci".
fn without_courtesies(line: &str) -> &str {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)^(?:[-–•*:\s]|bonjour[\s,.!:]+|(?:oui|pardon|d[ée]sol[ée]e?)\s*[,.!:]+\s*|(?:(?:r[ée]f[ée]rence|r[ée]f|code)\.?[\s:]*)?(?-i:[2-9B-Z]{3}-[2-9B-Z]{4})\b|voici\b[\s,:]*|voil[àa]\b[\s,:]*|il\ s'agit\ (?:de\ l[a']|du|des?|d')\s*|(?:c'est|c|je\ m'appelle)\s+(?-i:l[ea]\ |l')?
              |(?:le\ nom\ de\ )?(?:ma|la|notre|le|mon)\ (?:structure|pr[ée]nom|nom|fonction)\ (?:est|c'est|:)\s*(?-i:l[ea]\ |l')?)+",
        )
    });
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)[\s,.!;–-]+(?:(?:(?:et |en vous )?(?:merci|remerciant)|bien à|à (?:bientôt|jeudi)|(?:bonne|belle|excellente) (?:journée|soirée|fin|semaine|réception))\b.{0,40}|(?:bien )?cordialement(?:[,\s]+(?-i:\p{Lu})[\p{L} '-]{2,40})?)?[\s.!]*$",
        )
    });
    let line = line.trim();
    let line = LEAD.find(line).and_then(|lead| line.get(lead.end()..)).unwrap_or(line);
    TAIL.find(line).and_then(|tail| line.get(..tail.start())).unwrap_or(line)
}

/// Whether a line greets, thanks, agrees or closes, and says nothing else.
fn is_polite(line: &str) -> bool {
    static POLITE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)^(?:(?:bonjour|bonsoir|salut|chere?s?|madame|monsieur|mesdames|messieurs)\b[^.:]{0,40}
              |(?:un\ grand\ |mille\ |encore\ )?merci\b.{0,80} | je\ vous\ remercie\b.{0,60}
              | .{0,40}\b(?:cordialement|cdlt|cdt|salutations|amicalement)\b.{0,40} | bien\ a\ (?:vous|toi)
              | (?:bonne|belle|excellente)\ (?:journee|soiree|semaine|reception|fin\ de\ .*|continuation)
              | (?:a\ (?:bientot|jeudi|tres\ vite)|entendu|parfait|super|genial|ok|oui|d'accord|volontiers|avec\ plaisir|desolee?\b.{0,40}
              | (?:bien\ |c'est\ )?(?:note|recu)|(?:en|voir\ la|voir)?\ ?(?:piece\ jointe|pj)|ci-joint\w*|voici|voila|reponse))$",
        )
    });
    POLITE.is_match(&fold(line))
}

/// Whether lines are those of a signature: a name first, then who that is.
fn is_signature(lines: &[(usize, &str)]) -> bool {
    let Some(((_, name), rest)) = lines.split_first() else { return false };
    let is_particular = |line: &str| {
        begins_a_role(line)
            || begins_an_organisation(line)
            || values::phone(line).is_some()
            || values::email(line).is_some()
    };
    names::is_a_name(name) && rest.iter().all(|(_, line)| is_particular(line))
}
