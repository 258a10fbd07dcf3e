//! What was decided in, the mail that says it out: warm and short, in French.
//!
//! A [`Letter`] describes its content once, as [`Block`]s; plain [text](Letter::text) and
//! [HTML](Letter::html) are two ways of setting the same words, so they cannot disagree. Each
//! situation has one function, which reads like the letter it writes:
//!
//! - [`answers`]: to somebody who registered, completed or corrected people, or accepted a seat;
//! - [`leaving`]: to somebody who withdrew people, declined a seat, or sends somebody else;
//! - [`replies`]: to somebody of whom nothing could be registered;
//! - [`notices`]: news that nobody asked for;
//! - [`by_staff`]: what the staff decided;
//! - [`digest`]: to the staff, once a day: how everything stands;
//! - [`alarms`]: to the staff, what cannot wait.
//!
//! [`mail()`] puts a letter into an envelope, with files such as a [`calendar()`] entry. Words are chosen so that they fit whoever reads them:
//! the sender is often not the participant, and nobody's gender is guessed.

pub mod alarms;
pub mod answers;
pub mod by_staff;
pub mod calendar;
pub mod digest;
pub mod french;
mod gallery;
mod html;
pub mod leaving;
pub mod mail;
pub mod notices;
pub mod people;
pub mod privacy;
pub mod replies;
pub mod report;
mod standings;
mod text;
mod waiting;

#[cfg(test)]
mod tests;

pub use self::alarms::{Alarm, Limit, Outage, Relief, Trouble, alarm, relief};
pub use self::answers::{
    accepted, already_registered, confirmed, corrected, incomplete, mixed, registered, requested, waitlisted,
};
pub use self::by_staff::{
    Announcement, announcement, cancelled_by_staff, confirmed_by_staff, corrected_by_staff, declined,
    event_called_off, forwarded, refused_by_staff, registered_by_staff,
};
pub use self::calendar::calendar;
pub use self::gallery::{Sample, gallery};
pub(crate) use self::html::escape;
pub use self::leaving::{already_cancelled, cancelled, nothing_to_cancel, offer_declined, replaced};
pub use self::mail::{Attachment, MailError, Post, Thread, mail};
pub use self::notices::{
    amended, completed, hold_lapsed, offer_lapsed, offered, personal_confirmation, promoted, test_letter,
    to_complete, withdrawn,
};
pub use self::people::{Change, Held, Person, Standing, Wait};
pub use self::privacy::Privacy;
pub use self::replies::{called_off, closed, handed_to_a_person, late, not_yet_open, over};
use self::report::{Case, Command, Fact, Figure, Gauge, Headline, Row};
pub(crate) use self::text::one_line;

use crate::event::Event;

/// What all letters about one event share.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// The event.
    pub event: &'a Event,
    /// Who signs, e.g. `IREV`.
    pub signature: &'a str,
}

impl Occasion<'_> {
    /// Begins an answer whose title names the day: `Inscription confirmée – 24 mars 2016`.
    fn answer(self, title: &str) -> Letter {
        Letter::new(&format!("{title}\u{a0}– {}", self.day()))
    }

    /// Begins an answer of which the day would be misread as the day when something happened:
    /// `Rendez-vous du 24 mars 2016 : inscriptions closes`.
    fn reply(self, title: &str) -> Letter {
        Letter::new(&format!("Rendez-vous du {} : {title}", self.day()))
    }

    /// The day of the event, on one line.
    fn day(self) -> String {
        french::day(&self.event.starts).replace(' ', "\u{a0}")
    }

    /// Begins a notice, titled likewise.
    fn notice(self, title: &str) -> Letter {
        Letter { unasked: true, ..self.answer(title) }
    }

    /// Begins a notice, titled as a reply.
    fn news(self, title: &str) -> Letter {
        Letter { unasked: true, ..self.reply(title) }
    }
}

/// What a mail says, whatever form it takes. Strings carry French typography already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The title: the heading of the HTML, and the subject where no thread gives one.
    pub subject: String,
    /// The content from top to bottom.
    pub body: Vec<Block>,
    /// Whether it is news that nobody asked for, rather than an answer to a message.
    pub unasked: bool,
    /// What it says is enclosed, so that it must be.
    pub encloses: Vec<Enclosure>,
}

/// A file that goes with a letter to participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosure {
    /// The event as a calendar file.
    Calendar,
    /// The blank bulletin.
    Bulletin,
}

/// A piece of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Some sentences.
    Paragraph(String),
    /// Some sentences, in lines that are kept.
    Lines(Vec<String>),
    /// The event: what, when, where.
    EventCard {
        /// Its title.
        title: String,
        /// When it takes place, in words.
        date: String,
        /// Where it takes place.
        place: String,
    },
    /// People, and what becomes of each.
    People(Vec<Entry>),
    /// Lines for the reader to copy and to fill in.
    Form(Vec<String>),
    /// The title of what follows.
    Heading(String),
    /// What cannot wait, a sentence each.
    Alert(Vec<String>),
    /// How full an event is.
    Gauge(Gauge),
    /// People, a row each.
    Roster(Vec<Row>),
    /// What happened, a line each.
    News(Vec<Headline>),
    /// Something that a person has to decide.
    Case(Case),
    /// Commands to copy.
    Commands(Vec<Command>),
    /// Numbers of things.
    Figures(Vec<Figure>),
    /// How things are.
    Facts(Vec<Fact>),
    /// Words beside the point.
    Aside(String),
    /// The last words and the name under them.
    Signature {
        /// A salutation with its comma.
        salutation: String,
        /// Who signs.
        name: String,
    },
}

/// What a letter says of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name, with the organisation in brackets.
    pub name: String,
    /// The standing in words.
    pub standing: String,
    /// Whether that is good news.
    pub tone: Tone,
    /// More about it, a line each.
    pub notes: Vec<String>,
    /// The registration's code, with its label.
    pub reference: String,
}

/// How a standing is coloured; the words alone must suffice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// There is a seat.
    Settled,
    /// Something is still to come.
    Open,
    /// It is over.
    Ended,
}

impl Letter {
    fn new(subject: &str) -> Self {
        Self { subject: french::typeset(subject), body: Vec::new(), unasked: false, encloses: Vec::new() }
    }

    fn head(self, title: &str) -> Self {
        self.with(Block::Heading(french::typeset(title)))
    }

    fn greet(self, name: Option<String>) -> Self {
        self.say(&name.map_or("Bonjour,".to_owned(), |name| format!("Bonjour {name},")))
    }

    fn say(self, words: &str) -> Self {
        self.with(Block::Paragraph(french::typeset(words)))
    }

    fn say_if(self, condition: bool, words: &str) -> Self {
        if condition { self.say(words) } else { self }
    }

    fn show(self, event: &Event) -> Self {
        self.with(Block::EventCard {
            title: french::typeset(&event.title),
            date: french::span(&event.starts, event.ends.as_ref()),
            place: french::typeset(&event.place),
        })
    }

    fn sign(self, salutation: &str, name: &str) -> Self {
        self.with(Block::Signature { salutation: french::typeset(salutation), name: name.to_owned() })
    }

    fn with_all(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.body.extend(blocks);
        self
    }

    fn with(mut self, block: Block) -> Self {
        self.body.push(block);
        self
    }
}
