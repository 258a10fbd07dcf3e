//! What needs a person.

use jiff::Timestamp;

use super::reasons::sentence;
use super::{Digest, Named};
use crate::event::Field;
use crate::fold::fold;
use crate::letters::Block;
use crate::letters::french::{agree, list, typeset};
use crate::letters::people::given;
use crate::letters::report::{Case, Fact};
use crate::letters::text::one_line;

/// How many reviews are shown; the rest is listed by a command.
const MOST_TASKS: usize = 12;

/// How many requests for seats are shown.
const MOST_REQUESTS: usize = 25;

/// The reason of such a request.
const TO_CONFIRM: &str = "to-confirm";

/// The longest excerpt, in characters.
const LONGEST_EXCERPT: usize = 280;

/// A review that is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// Its number in commands.
    pub review: i64,
    /// Why a person has to decide: a code of the book.
    pub reason: String,
    /// Since when it waits.
    pub opened_at: Timestamp,
    /// The message that it is about.
    pub message: Option<Written>,
    /// The names of the people on its bulletins, as they were read.
    pub people: Vec<String>,
    /// The identifier of the event that it is for.
    pub event: Option<String>,
    /// The identifiers of those that it may be for.
    pub candidates: Vec<String>,
    /// Whether every required field of these people was read.
    pub is_complete: bool,
    /// Whether somebody withdraws.
    pub is_withdrawal: bool,
    /// The registration that it concerns.
    pub registration: Option<Concerned>,
    /// Who would come in whose place.
    pub replacement: Option<Replacing>,
    /// To whom a letter did not arrive.
    pub recipient: Option<String>,
    /// What the mail server said of that letter.
    pub said: Option<String>,
}

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The address it came from.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// Its first words.
    pub excerpt: Option<String>,
    /// When it was received.
    pub received_at: Timestamp,
}

/// A registration that a review concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concerned {
    /// Its code.
    pub code: String,
    /// Whose it is.
    pub who: Named,
}

/// Somebody who would come in somebody else's place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacing {
    /// The name of whoever comes.
    pub comes: Option<String>,
    /// The name of whoever does not.
    pub leaves: Option<String>,
    /// The required fields that are not known of whoever comes.
    pub lacks: Vec<Field>,
}

impl Replacing {
    /// `Anne Morel viendrait à la place de Marie Petit.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let name = |name: &Option<String>| given(name.as_deref());
        let comes = name(&self.comes).unwrap_or_else(|| "Quelqu'un".to_owned());
        let leaves = name(&self.leaves).unwrap_or_else(|| "quelqu'un d'autre".to_owned());
        let of = if begins_with_a_vowel(&leaves) { "d'" } else { "de " };
        format!("{comes} viendrait à la place {of}{leaves}.")
    }
}

/// Whether `de` is shortened before a name. Before an H that is kept or not, nobody is offended by `de`.
fn begins_with_a_vowel(name: &str) -> bool {
    fold(name).starts_with(['a', 'e', 'i', 'o', 'u'])
}

impl Task {
    /// What is up for decision, in a sentence.
    fn matter(&self) -> String {
        match (self.reason.as_str(), &self.replacement, &self.registration) {
            ("replacement", Some(replacement), _) => replacement.sentence(),
            (TO_CONFIRM, _, Some(asking)) => {
                format!("Demande d'inscription : {}", asking.who.introduction())
            }
            (reason, ..) => sentence(reason).to_owned(),
        }
    }

    /// Whether somebody asks for a seat that the staff give.
    fn is_request(&self) -> bool {
        self.reason == TO_CONFIRM
    }

    /// Whether it can be registered as it was read.
    pub(super) fn is_as_read(&self) -> bool {
        self.is_complete && !self.people.is_empty()
    }
}

impl Digest<'_> {
    /// What needs a person, and who asks for seats that the staff give, each under its heading.
    pub(super) fn cases(&self) -> Vec<Block> {
        let (requests, others): (Vec<&Task>, Vec<&Task>) =
            self.tasks.iter().partition(|task| task.is_request());
        let requests = self.some_cases("Demandes à confirmer", &requests, MOST_REQUESTS);
        self.some_cases("À traiter", &others, MOST_TASKS).into_iter().chain(requests).collect()
    }

    /// The first of `tasks` under a heading, and how the rest is listed.
    fn some_cases(&self, title: &str, tasks: &[&Task], most: usize) -> Vec<Block> {
        if tasks.is_empty() {
            return Vec::new();
        }
        let heading = Block::Heading(format!("{title} ({})", tasks.len()));
        let cases = tasks.iter().take(most).map(|task| Block::Case(self.case(task)));
        let rest = tasks.len().saturating_sub(most);
        let more = (rest > 0).then(|| {
            let meaning = match rest {
                1 => "Voir aussi le dernier :".to_owned(),
                rest => format!("Voir aussi les {rest} autres :"),
            };
            let command = self.shell().command(&meaning, &["reviews"]);
            Block::Commands(vec![command])
        });
        std::iter::once(heading).chain(cases).chain(more).collect()
    }

    fn case(&self, task: &Task) -> Case {
        let excerpt = task.message.as_ref().and_then(|message| message.excerpt.as_deref());
        Case {
            number: format!("N°\u{a0}{}", task.review),
            matter: typeset(&task.matter()),
            facts: self.facts(task),
            excerpt: excerpt.and_then(shortened),
            commands: self.settling(task),
        }
    }

    fn facts(&self, task: &Task) -> Vec<Fact> {
        let message = task.message.as_ref();
        let several = self.pages.len() > 1;
        let concerned = |of: &Concerned| {
            if task.is_request() {
                of.code.clone()
            } else {
                format!("{}, {}", of.code, of.who.introduction())
            }
        };
        let candidates: Vec<String> = task.candidates.iter().map(|id| self.day_of(id)).collect();
        let candidates = (task.event.is_none() && !candidates.is_empty()).then(|| list(&candidates));
        let sender = message.and_then(|message| given(message.sender.as_deref()));
        let when = self.recently(message.map_or(task.opened_at, |message| message.received_at));
        let dated = |address: String| format!("{address} ({when})");
        let contact = match (sender, given(task.recipient.as_deref())) {
            (Some(sender), _) => ("De :", dated(sender)),
            (None, Some(recipient)) => ("À :", dated(recipient)),
            (None, None) => ("Depuis :", when),
        };
        let facts = [
            (contact.0, Some(contact.1)),
            ("Objet :", message.and_then(|message| given(message.subject.as_deref()))),
            ("Réponse du serveur :", task.said.clone()),
            ("Rendez-vous :", task.event.as_deref().filter(|_| several).map(|id| self.day_of(id))),
            ("Peut-être pour :", candidates),
            (
                "Lu dans le message :",
                (!task.people.is_empty() && !task.is_request()).then(|| people(&task.people)),
            ),
            (
                if task.is_request() { "Référence :" } else { "Inscription :" },
                task.registration.as_ref().map(concerned),
            ),
        ];
        let fact =
            |(label, value): (&str, Option<String>)| Some(Fact { label: typeset(label), value: value? });
        facts.into_iter().filter_map(fact).collect()
    }
}

/// A few names, and how many more there are.
fn people(names: &[String]) -> String {
    const MOST: usize = 5;
    let rest = names.len().saturating_sub(MOST);
    let shown = names.iter().take(MOST).filter_map(|name| given(Some(name))).map(|name| typeset(&name));
    let others = (rest > 0).then(|| format!("{rest} {}", agree(rest, "autre", "autres")));
    list(&shown.chain(others).collect::<Vec<_>>())
}

/// The first words of `text` on one line, ended by an ellipsis where they are not all.
fn shortened(text: &str) -> Option<String> {
    let line = one_line(text);
    if line.chars().count() <= LONGEST_EXCERPT {
        return (!line.is_empty()).then_some(line);
    }
    let cut: String = line.chars().take(LONGEST_EXCERPT - 2).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    Some(format!("{words} …"))
}
