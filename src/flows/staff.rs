//! Letters to the staff, all alike: one mail for all its readers, and an envelope for each.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use super::FlowError;
use crate::config::Config;
use crate::letters::{self, Attachment, Letter, Post, Thread};
use crate::message::Mailbox;
use crate::store::{Book, Outgoing, Pace, Store};

/// The staff, and what is needed to keep them informed.
#[derive(Debug)]
pub struct Staff {
    /// The book with the outbox.
    pub store: Store,
    /// In whose name they are written to.
    pub from: Mailbox,
    /// Who reads what is written to them; each once, maybe nobody.
    pub readers: Vec<String>,
    /// How long a server may be away, or letters stuck, before they hear of it.
    pub alarm_after: SignedDuration,
    /// How fast letters may leave.
    pub pace: Pace,
    /// Where the book is.
    pub database: PathBuf,
    /// Where they live.
    pub timezone: TimeZone,
}

impl Staff {
    /// The staff that `config` names.
    #[must_use]
    pub fn new(config: &Config, store: &Store) -> Self {
        Self {
            store: store.clone(),
            from: config.sender.from.clone(),
            readers: config.staff.readers(),
            alarm_after: config.staff.alarm_after,
            pace: Pace::from(&config.sender),
            database: config.store.path.clone(),
            timezone: config.staff.timezone.clone(),
        }
    }

    /// Puts `letter` into the outbox, due at once: one mail, and so one `message_id`, for all readers.
    ///
    /// # Errors
    /// When the book fails or the letter cannot be written.
    pub(super) async fn write(
        &self,
        book: &mut Book,
        (kind, cause): (&str, &str),
        letter: &Letter,
        attachments: &[Attachment],
        message_id: &str,
        now: Timestamp,
    ) -> Result<(), FlowError> {
        if self.readers.is_empty() {
            return Ok(());
        }
        let to: Vec<&str> = self.readers.iter().map(String::as_str).collect();
        let post = Post { from: &self.from, to: &to, message_id, date: now };
        let mail = letters::mail(letter, &Thread::default(), post, attachments)?;
        for recipient in to {
            let cause = cause.to_owned();
            let outgoing = Outgoing { kind, cause, recipient, message_id, mail: &mail, registrations: &[] };
            book.enqueue(&outgoing, now).await?;
        }
        Ok(())
    }

    /// A moment as the staff's clocks show it.
    pub(super) fn local(&self, moment: Timestamp) -> ZonedDateTime {
        moment.to_zoned_datetime(self.timezone.clone())
    }
}
