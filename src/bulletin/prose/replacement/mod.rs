//! Who comes in whose place, as the writer's sentences say: "Mme Petit étant malade, M. Durand la remplacera".
//!
//! Each name in a sentence has its part from the words around it. What says nothing of a name leaves it out.

mod mentions;
mod part;
mod sentences;

use self::mentions::{Mention, mentions};
use self::part::{Part, another_leaves, part, writer_comes, writer_leaves};
use self::sentences::{Sentence, sentences};

use super::segments::Beginning;
use super::story::role_before;
use super::told::{Position, Told};
use super::words::phrase;
use crate::bulletin::SENDER;
use crate::bulletin::intent::Speech;
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names;
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::event::Field;
use crate::fold::fold;
use crate::message::Mailbox;
use regex::Regex;
use std::sync::LazyLock;

/// Who is said to come, and who not to.
#[derive(Debug, Default)]
pub struct Replaced {
    /// Those who come.
    pub come: Vec<Participant>,
    /// Those who do not.
    pub leave: Vec<Participant>,
    /// Whether it is somebody else than the writer who does not come.
    pub another_leaves: bool,
}

/// Who comes in whose place, as `own_words` below `subject` say, which `sender` wrote.
pub fn replaced(subject: &str, own_words: &str, sender: Option<&Mailbox>) -> Replaced {
    let mut told = sentences("message", own_words);
    told.extend(sentences("subject", subject));
    let told: Vec<Heard> = told.into_iter().map(|sentence| Heard::of(sentence, sender)).collect();
    let is_said = told.iter().any(|heard| heard.replaces && heard.is_of(Part::Comes));
    let mut replaced = Replaced::default();
    for (at, heard) in told.iter().enumerate() {
        if heard.replaces || !is_said {
            let following = told.get(at + 1..).unwrap_or_default();
            heard.people(Part::Comes, following).for_each(|person| keep(&mut replaced.come, person));
        }
        heard.people(Part::Leaves, &[]).for_each(|person| keep(&mut replaced.leave, person));
    }
    replaced.leave.retain(|person| !replaced.come.iter().any(|known| is_same(known, person)));
    let says =
        |rule: fn(&str) -> bool| told.iter().any(|heard| heard.replaces && rule(&fold(&heard.sentence.text)));
    let is_the_writer = replaced.come.is_empty() && says(writer_comes);
    if is_the_writer {
        replaced.come.extend(sender.and_then(|sender| writer(&told, sender)));
    }
    replaced.another_leaves =
        is_the_writer || !replaced.leave.is_empty() || !says(writer_leaves) && says(another_leaves);
    replaced
}

/// The writer, as they sign, else as their address is named: "Nadia Haddad <nadia@example.org>".
fn writer(told: &[Heard], sender: &Mailbox) -> Option<Participant> {
    let mut names = told.iter().flat_map(|heard| {
        let unsaid = heard.names.iter().enumerate().filter(|(_, (_, part))| part.is_none());
        unsaid.map(|(at, (mention, _))| heard.told(at, mention))
    });
    let signed =
        names.find(|told| told.person.get(&Field::LastName).is_some_and(|name| sender.is_called(name)));
    signed.map(|told| told.person).or_else(|| {
        let name = names::split(sender.name.as_deref()?, NameOrder::FirstLast)?;
        let place = Place { paper: SENDER.into(), spot: String::new() };
        let is_told = matches!(name.by, Basis::Capitals | Basis::FirstName);
        let values = [(Field::LastName, name.last), (Field::FirstName, name.first)];
        let value = |(field, text)| Value { field, text, place: place.clone(), basis: name.by };
        is_told.then(|| Participant {
            values: values.into_iter().map(value).collect(),
            ..Participant::default()
        })
    })
}

/// A sentence, and the parts that people have in it.
struct Heard {
    sentence: Sentence,
    /// Whether it says that somebody comes in somebody's place.
    replaces: bool,
    names: Vec<(Mention, Option<Part>)>,
}

impl Heard {
    fn of(sentence: Sentence, sender: Option<&Mailbox>) -> Self {
        let replaces = Speech::of("", &sentence.text).intent().replaces;
        let names = mentions(&sentence.text, sender);
        let parts = parts(&sentence.text, &names);
        Self { sentence, replaces, names: names.into_iter().zip(parts).collect() }
    }

    fn is_of(&self, part: Part) -> bool {
        self.names.iter().any(|(_, of)| *of == Some(part))
    }

    /// Those who have this part, with what is said of them here and in the `following` sentences.
    fn people<'h>(&'h self, wanted: Part, following: &'h [Heard]) -> impl Iterator<Item = Participant> + 'h {
        let count = self.names.iter().filter(|(_, part)| *part == Some(wanted)).count();
        let named = self.names.iter().enumerate().filter(move |(_, (_, part))| *part == Some(wanted));
        named.map(move |(at, (mention, _))| {
            let mut told = self.told(at, mention);
            let of_nobody_else = following.iter().take_while(|heard| heard.names.is_empty() && count == 1);
            of_nobody_else.for_each(|heard| heard.sentence.add_to(&mut told));
            told.person
        })
    }

    /// The person named by the mention at `at`, with what this sentence says of them.
    fn told(&self, at: usize, mention: &Mention) -> Told {
        let text = &self.sentence.text;
        let begins = at.checked_sub(1).and_then(|at| self.names.get(at)).map_or(0, |(before, _)| before.end);
        let ends = self.names.get(at + 1).map_or(text.len(), |(next, _)| next.start);
        let mut told = Told {
            person: Participant::default(),
            paper: self.sentence.paper.to_owned(),
            order: mention.order.clone(),
            position: Position::Amid,
            line: self.sentence.line,
            is_introduced: true,
            is_open: true,
            is_followed: false,
        };
        let segment = self.sentence.segment(Beginning::Amid, text);
        told.keep(Field::LastName, mention.name.last.clone(), &segment);
        told.keep(Field::FirstName, mention.name.first.clone(), &segment);
        let before = text.get(begins..mention.start).unwrap_or_default();
        told.keep(
            Field::Role,
            role_before(before.trim_end_matches([',', ' '])).unwrap_or_default(),
            &segment,
        );
        let after = text.get(mention.end..ends).unwrap_or_default();
        self.sentence.add_particulars(Beginning::Amid, after, &mut told);
        told
    }
}

/// The part of each of `names` in `text`. One that is joined to another by "et" has the same.
fn parts(text: &str, names: &[Mention]) -> Vec<Option<Part>> {
    let between = |from: usize, to: usize| fold(text.get(from..to).unwrap_or_default());
    let ends = |at: usize| names.get(at).map_or(text.len(), |next| next.start);
    let begins = |at: usize| at.checked_sub(1).and_then(|at| names.get(at)).map_or(0, |before| before.end);
    let before: Vec<String> =
        names.iter().enumerate().map(|(at, name)| between(begins(at), name.start)).collect();
    let of = |(at, (name, before)): (usize, (&Mention, &String))| {
        let after = text.get(name.end..ends(at + 1)).unwrap_or_default();
        part(&format!("{before} "), &format!(" {}", fold(after)))
    };
    let mut parts: Vec<Option<Part>> = names.iter().zip(&before).enumerate().map(of).collect();
    let is_joined = |at: usize| before.get(at).is_some_and(|before| joins(before));
    for at in (1..parts.len()).filter(|at| is_joined(*at)) {
        if let ([.., one], [other, ..]) = parts.split_at_mut(at) {
            *other = other.or(*one);
            *one = one.or(*other);
        }
    }
    parts
}

/// Whether words between two names say no more than that both are meant.
fn joins(between: &str) -> bool {
    static AND: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"^,?(?:et|ou|ainsi que|puis|&)?(?: de| d'| a)?(?: (?:ma|mon|notre|sa|son) collegue)?$")
    });
    AND.is_match(between.trim())
}

/// Adds `person` to `people` unless they are known; what is said of them is put together.
fn keep(people: &mut Vec<Participant>, person: Participant) {
    match people.iter_mut().find(|known| is_same(known, &person)) {
        Some(known) => person.values.into_iter().for_each(|value| known.keep(value)),
        None => people.push(person),
    }
}

/// Whether two can be one person, as far as their names are known: "M. Durand" and "Paul Durand".
pub fn is_same(one: &Participant, other: &Participant) -> bool {
    let names = [Field::LastName, Field::FirstName];
    let agrees = |field: &Field| match (one.get(field), other.get(field)) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => true,
    };
    let has_both = |field: &Field| one.get(field).is_some() && other.get(field).is_some();
    let is_turned = || {
        let turned =
            |a: &Field, b: &Field| one.get(a).zip(other.get(b)).is_some_and(|(a, b)| fold(a) == fold(b));
        turned(&Field::LastName, &Field::FirstName) && turned(&Field::FirstName, &Field::LastName)
    };
    names.iter().all(agrees) && names.iter().any(has_both) || is_turned()
}
