//! The daily mail to the staff: how everything stands, and what needs a person.
//!
//! [`Digest`] holds what it is written from, and [`Digest::letter`] writes it, in the order of what
//! matters: trouble, the state of each event, what needs a person, what is new, the lists, and last
//! how the mailbox and the desk are. On a day without anything to tell it is a few lines.
//!
//! Commands carry nothing that participants wrote, so that copying one into a terminal is safe.

mod account;
mod commands;
mod event;
mod machine;
mod news;
mod reasons;
mod subject;
mod tasks;
mod trouble;

#[cfg(test)]
mod tests;

use jiff::{Timestamp, ZonedDateTime};

use self::subject::capitalised;
use super::people::given;
use super::{Block, Letter, french};

pub use self::account::{Account, MailboxAccount, Tally, Unseen};
pub use self::commands::Shell;
pub use self::event::EventPage;
pub use self::machine::{Contact, Machine};
pub use self::news::{News, Turn, What};
pub use self::tasks::{Concerned, Replacing, Task, Written};

/// What one digest tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest<'a> {
    /// When it is written, in the zone of its times.
    pub now: ZonedDateTime,
    /// When the digest before it was written; `None` for the first one.
    pub since: Option<Timestamp>,
    /// The events that are not over, a page each.
    pub pages: Vec<EventPage<'a>>,
    /// What needs a person, the oldest first.
    pub tasks: Vec<Task>,
    /// What became of the mail.
    pub account: Account,
    /// How the desk is.
    pub machine: Machine,
    /// Whether the workbook with the whole lists goes with it.
    pub has_workbook: bool,
    /// The path of the configuration, where commands have to name it.
    pub config: Option<String>,
    /// Who signs, e.g. `IREV`.
    pub signature: &'a str,
}

/// Somebody, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// First and last name.
    pub name: Option<String>,
    /// The body that the person comes from.
    pub organisation: Option<String>,
}

impl Named {
    /// The name, and the organisation after a comma.
    fn introduction(&self) -> String {
        let name = given(self.name.as_deref()).unwrap_or_else(|| "Nom à préciser".to_owned());
        french::typeset(&match given(self.organisation.as_deref()) {
            Some(organisation) => format!("{name}, {organisation}"),
            None => name,
        })
    }
}

impl Digest<'_> {
    /// The mail.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let letter = Letter { unasked: true, ..Letter::new(&self.subject()) };
        let letter = letter.with_all(self.alerts()).with_all(self.gauges());
        let letter = if self.is_quiet() {
            letter
                .say(&format!("Rien de nouveau{}, rien à traiter.", self.period()))
                .with(self.account_in_short())
                .with(self.machine_in_short())
                .with_all(self.lists())
        } else {
            letter
                .with_all(self.cases())
                .with_all(self.news())
                .with_all(self.lists())
                .with_all(self.account())
                .with_all(self.machine())
        };
        letter.with_all(self.attached()).sign("Bonne journée,", self.signature)
    }

    /// Whether there is nothing to tell: nothing new, nothing to do and no trouble.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.tasks.is_empty()
            && self.troubles().is_empty()
            && self.pages.iter().all(|page| page.news.is_empty() && page.turns.is_empty())
    }

    /// ` depuis hier à 8 h`; nothing in the first digest.
    fn period(&self) -> String {
        self.since.map_or_else(String::new, |since| format!(" depuis {}", self.recently(since)))
    }

    /// A moment as it is told now.
    fn recently(&self, moment: Timestamp) -> String {
        let moment = moment.to_zoned_datetime(self.now.time_zone().clone());
        french::recently(&moment, &self.now)
    }

    /// How commands are written.
    fn shell(&self) -> Shell<'_> {
        Shell { config: self.config.as_deref() }
    }

    /// `title`, with the day of `page` before it where there are several.
    fn titled(&self, title: &str, page: &EventPage<'_>) -> Block {
        Block::Heading(french::typeset(&match self.pages.as_slice() {
            [_] => capitalised(title),
            _ => format!("{} : {title}", self.short_name(page)),
        }))
    }

    /// What is attached, in a line.
    fn attached(&self) -> Option<Block> {
        let words = match self.pages.as_slice() {
            [_] => "le classeur (liste, liste d'attente, annulations)",
            _ => "les classeurs (listes, listes d'attente, annulations)",
        };
        let workbook = self.has_workbook.then(|| words.to_owned());
        let with_sheet = self.pages.iter().filter(|page| page.has_sign_in_sheet);
        let sheets: Vec<String> = with_sheet.map(|page| self.short_name(page)).collect();
        let sheets = match sheets.as_slice() {
            [] => None,
            [only] => Some(format!("la feuille d'émargement du {only}")),
            several => Some(format!("les feuilles d'émargement du {}", french::list(several))),
        };
        let attached: Vec<String> = workbook.into_iter().chain(sheets).collect();
        let words = format!("Ci-joint : {}.", french::list(&attached));
        (!attached.is_empty()).then(|| Block::Aside(french::typeset(&words)))
    }
}
