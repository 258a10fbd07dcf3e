//! What needs a person.

use jiff::Timestamp;

use super::reasons::sentence;
use super::{Digest, Named};
use crate::letters::Block;
use crate::letters::french::{agree, list, typeset};
use crate::letters::people::given;
use crate::letters::report::{Case, Fact};
use crate::letters::text::one_line;

/// How many reviews are shown; the rest is listed by a command.
const MOST_TASKS: usize = 12;

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

impl Task {
    /// Whether it can be registered as it was read.
    pub(super) fn is_as_read(&self) -> bool {
        self.is_complete && !self.people.is_empty()
    }
}

impl Digest<'_> {
    /// What needs a person, under its heading.
    pub(super) fn cases(&self) -> Vec<Block> {
        if self.tasks.is_empty() {
            return Vec::new();
        }
        let heading = Block::Heading(format!("À traiter ({})", self.tasks.len()));
        let cases = self.tasks.iter().take(MOST_TASKS).map(|task| Block::Case(self.case(task)));
        let rest = self.tasks.len().saturating_sub(MOST_TASKS);
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
            matter: typeset(sentence(&task.reason)),
            facts: self.facts(task),
            excerpt: excerpt.and_then(shortened),
            commands: self.settling(task),
        }
    }

    fn facts(&self, task: &Task) -> Vec<Fact> {
        let message = task.message.as_ref();
        let several = self.pages.len() > 1;
        let concerned = |of: &Concerned| format!("{}, {}", of.code, of.who.introduction());
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
            ("Lu dans le message :", (!task.people.is_empty()).then(|| people(&task.people))),
            ("Inscription :", task.registration.as_ref().map(concerned)),
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
