//! To the staff: what cannot wait, and that it is over.

mod begun;
mod over;

use jiff::ZonedDateTime;

pub use self::over::{Outage, Relief};

use super::french::typeset;
use super::{Block, Letter};

/// Who signs: the desk itself, for it writes to its own people.
const SIGNATURE: &str = "Le guichet d'inscription";
/// The longest subject or technical clause that is repeated, in characters.
const LONGEST_DETAIL: usize = 300;
/// The last words where a server is away or refuses.
const CHECK: &str = "Sur la machine du guichet, la commande « guichet check » dit ce qui ne va pas. Il est inutile \
                     de redémarrer le guichet : il réessaie de lui-même.";

/// Something that cannot wait. `why` is a technical clause, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The mailbox is away or refuses.
    Mailbox {
        /// What goes wrong.
        why: String,
    },
    /// So does a further folder.
    Folder {
        /// Its name.
        name: String,
        /// What goes wrong.
        why: String,
    },
    /// Order cannot be kept in the mailbox.
    Filing {
        /// What goes wrong.
        why: String,
    },
    /// Letters do not leave.
    Letters {
        /// How many wait.
        waiting: u32,
        /// What goes wrong, where the mail server as a whole is away or refuses.
        why: Option<String>,
    },
    /// The disk is nearly full.
    Disk {
        /// How many octets are free.
        free: u64,
        /// Which file is on that disk.
        database: String,
    },
    /// Letters wait for the pace.
    Limit {
        /// The limit that is reached.
        limit: Limit,
        /// How many wait.
        waiting: u32,
    },
    /// The desk failed on a message.
    Message {
        /// When the server received it.
        received_at: ZonedDateTime,
        /// Who sent it.
        sender: Option<String>,
        /// Its subject.
        subject: Option<String>,
    },
}

/// A limit of the letters that may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many in an hour.
    Hourly(u32),
    /// So many in a day to one recipient.
    DailyPerRecipient(u32),
}

/// A trouble that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What it is.
    pub trouble: Trouble,
    /// Since when.
    pub since: ZonedDateTime,
}

/// One matter of a letter.
struct Item {
    /// What is the matter, in half a sentence that begins with a small letter.
    title: String,
    /// The sentences about it, a paragraph each.
    words: Vec<String>,
    /// Lines to look at, typeset already.
    details: Vec<String>,
}

/// To the staff: these troubles begin.
#[must_use]
pub fn alarm(alarms: &[Alarm]) -> Letter {
    let items: Vec<Item> = alarms.iter().map(Alarm::item).collect();
    let retries = alarms.iter().any(|alarm| alarm.trouble.is_a_server());
    letter(&items, "alertes", if retries { CHECK } else { "" })
}

/// To the staff: these troubles are over.
#[must_use]
pub fn relief(reliefs: &[Relief]) -> Letter {
    let items: Vec<Item> = reliefs.iter().map(Relief::item).collect();
    letter(&items, "alertes levées", "Vous n'avez rien à faire.")
}

/// A letter about one matter, which is its title, or about several, each under its own; with the last
/// words on all of them.
fn letter(items: &[Item], several: &str, last: &str) -> Letter {
    let title = match items {
        [only] => only.title.clone(),
        many => format!("{}\u{a0}{several}", many.len()),
    };
    let letter = Letter::new(&format!("Guichet d'inscription : {title}")).greet(None);
    let letter = items.iter().fold(letter, |letter, item| {
        let letter = if items.len() > 1 { letter.head(&capitalised(&item.title)) } else { letter };
        let letter = item.words.iter().fold(letter, |letter, words| letter.say(words));
        if item.details.is_empty() { letter } else { letter.with(Block::Form(item.details.clone())) }
    });
    let letter = letter.say_if(!last.is_empty(), last).sign("Bien cordialement,", &typeset(SIGNATURE));
    Letter { unasked: true, ..letter }
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

impl Item {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), words: Vec::new(), details: Vec::new() }
    }

    /// Adds a paragraph.
    fn say(mut self, words: impl Into<String>) -> Self {
        self.words.push(words.into());
        self
    }

    /// Adds a line whose value stays as it was written.
    fn detail(mut self, label: &str, value: Option<&str>) -> Self {
        let value = value.unwrap_or_default().trim();
        let cut = if value.chars().count() > LONGEST_DETAIL { "…" } else { "" };
        let value: String = value.chars().take(LONGEST_DETAIL).collect();
        if !value.is_empty() {
            self.details.push(format!("{} {value}{cut}", typeset(&format!("{label} :"))));
        }
        self
    }
}
