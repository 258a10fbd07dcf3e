//! From a decision to the letters that say it, rendered once into the outbox.

mod letter;
mod person;

use jiff::Timestamp;

pub use self::person::person;
use super::{FlowError, Letterhead, message_id};
use crate::bulletin::reading::Reading;
use crate::desk::{Decision, Ground};
use crate::event::Event;
use crate::letters::{self, Attachment, Enclosure, Letter, MailError, Post};
use crate::store::{Book, Outgoing};

/// What the letters of one decision are written from.
#[derive(Debug)]
pub struct Answering<'a> {
    /// The event, where there is one.
    pub event: Option<&'a Event>,
    /// What they have in common.
    pub letterhead: &'a Letterhead,
    /// What they are owed to.
    pub cause: Cause<'a>,
    /// What was decided.
    pub decision: &'a Decision,
    /// When they are written.
    pub now: Timestamp,
}

/// What letters are owed to.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// A message, by its row, with what was read of it.
    Message(i64, &'a Reading),
    /// What a person decided about a message, by the number of its review.
    Review(i64, &'a Reading),
    /// A command of the staff, by its row.
    Command(i64),
    /// A rule of the desk.
    Rule,
}

/// A letter that lies in the outbox now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says, in a word.
    pub kind: &'static str,
    /// Whom it goes to.
    pub recipient: String,
}

/// Writes the letters of a decision into the outbox. `registrations` are those of its steps. A
/// letter whose recipient has no usable address is left to the staff.
///
/// # Errors
/// When the book fails or a letter cannot be written.
pub async fn write(
    book: &mut Book,
    answering: &Answering<'_>,
    registrations: &[i64],
    chance: &mut fastrand::Rng,
) -> Result<Vec<Written>, FlowError> {
    let mut letters = Vec::new();
    for notice in &answering.decision.notices {
        let about: Vec<i64> =
            notice.about.iter().filter_map(|&step| registrations.get(step).copied()).collect();
        let mut people = Vec::with_capacity(about.len());
        for &registration in &about {
            people.push(person(book, answering.event, answering.now, registration).await?);
        }
        let Some(recipient) = answering.recipient(notice) else { continue };
        let mut letter = answering.letter(notice, &people);
        if answering.leaves_a_rest(notice) {
            letter = letter.leaving_the_rest();
        }
        if !book.has_been_written_to(&recipient).await? {
            letter = letter.telling(&answering.letterhead.privacy);
        }
        let from = &answering.letterhead.from;
        let message_id = message_id(chance, from);
        let post = Post { from, to: &[&recipient], message_id: &message_id, date: answering.now };
        let enclosures = answering.enclosures(book, &letter).await?;
        let mail = match letters::mail(&letter, &answering.thread(notice), post, &enclosures) {
            Ok(mail) => mail,
            Err(MailError::Recipient) => {
                let message = answering.message();
                let registration = about.first().copied();
                book.open_review(message, registration, Ground::NotAnswered, None, answering.now).await?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let outgoing = Outgoing {
            kind: notice.kind.as_str(),
            cause: answering.cause(notice, &about),
            recipient: &recipient,
            message_id: &message_id,
            mail: &mail,
            registrations: &about,
        };
        book.enqueue(&outgoing, answering.now).await?;
        letters.push(Written { kind: notice.kind.as_str(), recipient });
    }
    Ok(letters)
}

impl Answering<'_> {
    /// The files that `letter` says are enclosed.
    async fn enclosures(&self, book: &mut Book, letter: &Letter) -> Result<Vec<Attachment>, FlowError> {
        let Some(event) = self.event.filter(|_| !letter.encloses.is_empty()) else { return Ok(Vec::new()) };
        let sequence =
            if letter.encloses.contains(&Enclosure::Calendar) { book.sequence(event).await? } else { 0 };
        Ok(self.letterhead.enclosures(letter, event, sequence, self.now))
    }
}
