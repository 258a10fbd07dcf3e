//! The office behind the counter: what a person on the staff orders at the command line, beside a daemon
//! that may be at work. Each order is one transaction, with its letters.

mod announce;
mod call_off;
mod events;
mod everybody;
mod import;
mod registrations;
mod replacing;
mod requests;
mod reviews;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::answer::{Answering, Cause, Written, write};
use super::{FlowError, Letterhead, code};
use crate::bulletin::by_hand::Mistyped;
use crate::bulletin::reading::{Participant, Reading, Reason};
use crate::clock::local;
use crate::desk::orders::Refusal;
use crate::desk::registration::{Registration, Status};
use crate::desk::{Decision, Ground, Recipient, Review, Step};
use crate::event::{Event, Field};
use crate::message::Envelope;
use crate::store::{Actor, Book, Origin, Store, StoreError};

pub use announce::Announcing;
pub use everybody::Preview;
pub use import::{Imported, Row};
pub use reviews::Settlement;

/// Everything that an order needs.
#[derive(Debug)]
pub struct Office {
    /// The book.
    pub store: Store,
    /// The configured events.
    pub events: Vec<Event>,
    /// What letters have in common.
    pub letterhead: Letterhead,
    /// The addresses of the staff.
    pub colleagues: Vec<String>,
    /// Whose account on this machine orders.
    pub who: String,
    /// The zone of local times.
    pub timezone: TimeZone,
    /// Whether anybody is written to.
    pub writes_letters: bool,
    /// What time it is.
    pub now: Timestamp,
    /// Where codes and Message-IDs come from.
    pub chance: fastrand::Rng,
}

/// What an order did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The registrations that it touched.
    pub registrations: Vec<Touched>,
    /// What else is to be known of it.
    pub remarks: Vec<String>,
    /// The letters that it caused.
    pub letters: Vec<Written>,
}

/// A registration that an order touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its code.
    pub code: String,
    /// The participant's name.
    pub name: String,
    /// How it stood before; it was not there where this is missing.
    pub before: Option<Stand>,
    /// How it stands now.
    pub now: Stand,
    /// The fields that changed.
    pub corrected: Vec<Field>,
}

/// Status and rank.
pub type Stand = (Status, Option<u32>);

/// Why an order was not carried out; nothing changed then.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// Nobody has this code.
    #[error("no registration has the code {0}; guichet participants lists them")]
    NoSuchCode(String),
    /// There is no such event in the configuration.
    #[error("there is no event {0:?} in the configuration; it has: {1}")]
    NoSuchEvent(String, String),
    /// Several registrations of one order are for several events.
    #[error("these registrations are for different events: name those of one event at a time")]
    SeveralEvents,
    /// There is no such review.
    #[error("there is no review {0}; guichet reviews lists those that are open")]
    NoSuchReview(i64),
    /// The review was settled before.
    #[error("review {0} was settled already, at {1}")]
    Settled(i64, String),
    /// There is nothing of a message to act on.
    #[error("nothing that this version can read of a message is kept with review {0}: use {1}")]
    NoMessage(i64, &'static str),
    /// The desk does not know which event is meant.
    #[error("it is not known which event is meant: add --event with one of: {0}")]
    WhichEvent(String),
    /// Values for one person cannot be meant for several.
    #[error(
        "the message names {0} people: register them as read, then correct them one by one by their codes"
    )]
    SeveralPeople(usize),
    /// Nobody may be told that nobody is registered who is.
    #[error("the message has registered people: cancel them instead, with guichet cancel")]
    HasRegistered,
    /// Nobody may be told so who has registered by another message, or by a command.
    #[error(
        "{0} is registered meanwhile: write resolve … done to leave it so, or guichet cancel to end it first"
    )]
    IsRegistered(String),
    /// Who withdraws cannot be told that nobody is registered.
    #[error("the message asks to cancel, not to register: write resolve … cancel or resolve … done")]
    AsksToLeave,
    /// Whoever has registrations is not told of somebody else's.
    #[error(
        "{0} is none of the registrations of whoever wrote the message of review {1}: if it is meant all the same, use guichet cancel, then resolve {1} done"
    )]
    NotTheSenders(String, i64),
    /// Who was registered by a message is not registered by it once more.
    #[error(
        "the message has registered people before: use guichet correct, or guichet register if they come back"
    )]
    RegisteredBefore,
    /// Who has left after they wrote is not brought back by what they had written.
    #[error(
        "{0} was cancelled after this message came: if they come all the same, use guichet register, then resolve … done"
    )]
    LeftSince(String),
    /// A review that asks for a seat is settled as a whole.
    #[error(
        "review {0} asks whether {1} gets a seat: write resolve {0} register or resolve {0} refuse; to correct it, guichet correct {1} first"
    )]
    AsksForASeat(i64, String),
    /// It is not known who is replaced.
    #[error(
        "it is not known who does not come: write resolve {0} replace CODE, with the code of their registration"
    )]
    WhoLeaves(i64),
    /// The desk still leaves the message to a person.
    #[error("the desk cannot decide this by itself ({0}): register, replace, cancel or refuse it")]
    Undecided(String),
    /// A table cannot be taken in.
    #[error("nothing is imported:\n  {}", .0.join("\n  "))]
    Table(Vec<String>),
    /// A text was announced before.
    #[error("this text was sent before, at {0}; change it to send it once more")]
    SentBefore(String),
    /// There is nobody to write to.
    #[error("nobody is registered at {0} who has an address")]
    Nobody(String),
    /// The rules forbid it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A value that cannot be taken.
    #[error(transparent)]
    Mistyped(#[from] Mistyped),
    /// The book fails, or a letter cannot be written.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for OfficeError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// What came of an order.
pub type Ordered = Result<Done, OfficeError>;

/// The part of an order that its letters and changes are owed to.
#[derive(Debug, Clone, Copy)]
struct Behind<'b> {
    command: i64,
    cause: Cause<'b>,
    message: Option<i64>,
    sender: Option<&'b str>,
}

impl Behind<'_> {
    fn command(command: i64) -> Self {
        Self { command, cause: Cause::Command(command), message: None, sender: None }
    }
}

impl Office {
    /// Opens the book for the command `name`; its row is returned.
    async fn begin(&self, name: &str) -> Result<(Book, i64), OfficeError> {
        let mut book = self.store.open_book().await?;
        let command = book.note_command(&self.who, name, self.now).await?;
        Ok((book, command))
    }

    fn local(&self, moment: Timestamp) -> String {
        local(moment, &self.timezone)
    }

    fn event(&self, id: &str) -> Result<Event, OfficeError> {
        let event = self.events.iter().find(|event| event.id == id).cloned();
        event.ok_or_else(|| OfficeError::NoSuchEvent(id.to_owned(), self.names()))
    }

    fn names(&self) -> String {
        self.events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The registration with this code, as people type it, and its event.
    async fn find(&self, book: &mut Book, code: &str) -> Result<(Event, Registration), OfficeError> {
        let code = as_printed(code);
        let (id, event) = book.find(&code).await?.ok_or(OfficeError::NoSuchCode(code))?;
        let (registration, _) = book.standing(id).await?;
        Ok((self.event(&event)?, registration))
    }

    /// Carries out a decision at `event`, writes its letters, and leaves to a person what is left to one of
    /// a message that is decided on.
    async fn carry_out(
        &mut self,
        book: &mut Book,
        event: Option<&Event>,
        mut decision: Decision,
        behind: Behind<'_>,
    ) -> Ordered {
        let mut remarks = Vec::new();
        if !self.writes_letters {
            decision.notices.clear();
        }
        if let Cause::Review(_, Reading { silence: Some(silence), .. }) = behind.cause {
            remarks.push(format!("the sender is not answered: {}", silence.sentence()));
            decision.notices.retain(|notice| notice.to != Recipient::Sender);
        }
        let mut before = Vec::new();
        for step in &decision.steps {
            before.push(match known(step) {
                Some(id) => Some(stand(&book.standing(id).await?)),
                None => None,
            });
        }
        let origin =
            Origin { actor: Actor::Command(behind.command), message: behind.message, sender: behind.sender };
        let ids = match event {
            Some(event) => {
                let mut code = || code(&mut self.chance);
                book.carry_out(&decision.steps, &event.id, origin, self.now, &mut code).await?
            }
            None => Vec::new(),
        };
        remarks.extend(self.leave_to_a_person(book, &decision, behind, &ids).await?);
        let mut registrations = Vec::new();
        for ((id, before), step) in ids.iter().zip(before).zip(&decision.steps) {
            registrations.push(touched(&book.standing(*id).await?, before, step));
        }
        let answering = Answering {
            event,
            letterhead: &self.letterhead,
            cause: behind.cause,
            decision: &decision,
            now: self.now,
        };
        let letters = write(book, &answering, &ids, &mut self.chance).await?;
        if letters.len() < decision.notices.len() {
            remarks.push("a letter has no address that it can be sent to: see guichet reviews".to_owned());
        }
        Ok(Done { registrations, remarks, letters })
    }

    /// Opens the reviews of a decision about a message, or about requests for seats; they are told in words.
    async fn leave_to_a_person(
        &self,
        book: &mut Book,
        decision: &Decision,
        behind: Behind<'_>,
        ids: &[i64],
    ) -> Result<Vec<String>, OfficeError> {
        let opened: Vec<Review>;
        if let (Cause::Review(_, reading), Some(message)) = (behind.cause, behind.message) {
            // That the sender is not answered was told before.
            let is_new = |review: &&Review| review.ground != Ground::NotAnswered;
            opened = decision.reviews.iter().filter(is_new).copied().collect();
            book.open_reviews(&opened, message, ids, reading, self.now).await?;
        } else {
            let asks = |review: &&Review| review.ground == Ground::ToConfirm;
            opened = decision.reviews.iter().filter(asks).copied().collect();
            for review in &opened {
                let asking = review.about.and_then(|step| ids.get(step)).copied();
                book.open_review(None, asking, review.ground, None, self.now).await?;
            }
        }
        Ok(opened.iter().map(|review| format!("a new review: {}", review.ground.code())).collect())
    }
}

/// A code as letters show it, however it was typed: `k7f3qdm` is `K7F-3QDM`.
#[must_use]
pub fn as_printed(typed: &str) -> String {
    let mut code: String = typed.trim().to_uppercase().replace([' ', '-'], "");
    if code.is_char_boundary(3) && code.len() > 3 {
        code.insert(3, '-');
    }
    code
}

fn known(step: &Step) -> Option<i64> {
    match step {
        Step::Enter { .. } => None,
        Step::Amend { registration, .. }
        | Step::Keep { registration }
        | Step::Leave { registration }
        | Step::Refuse { registration }
        | Step::Promote { registration, .. }
        | Step::Offer { registration, .. }
        | Step::Accept { registration }
        | Step::Lapse { registration } => Some(*registration),
    }
}

fn stand((registration, rank): &(Registration, Option<u32>)) -> Stand {
    (Status::of(registration.place, registration.state), *rank)
}

fn touched(standing: &(Registration, Option<u32>), before: Option<Stand>, step: &Step) -> Touched {
    let (registration, _) = standing;
    let corrected = match step {
        Step::Amend { changes, .. } => changes.iter().map(|change| change.field.clone()).collect(),
        _ => Vec::new(),
    };
    Touched {
        code: registration.code.clone(),
        name: registration.name(),
        before,
        now: stand(standing),
        corrected,
    }
}

/// What a person on the staff says of people, as if it had been read of a message that nobody wrote.
fn said(event: &Event, participants: Vec<Participant>) -> Reading {
    Reading {
        event: Some(event.id.clone()),
        participants,
        ..Reading::unread(Envelope::default(), None, Reason::Complete)
    }
}
