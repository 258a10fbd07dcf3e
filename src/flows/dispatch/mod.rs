//! The outbox: what is due → sent, tried again later, or left to the staff.

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

use super::FlowError;
use crate::clock::Clock;
use crate::delivery::{Batch, Delivered, Delivery, Letter};
use crate::message::Mailbox;
use crate::store::{Due, Pace, Store, Undelivered};
use crate::trial;

/// Everything that is needed to send letters.
#[derive(Debug)]
pub struct Dispatch {
    /// The book with the outbox.
    pub store: Store,
    /// How letters leave.
    pub delivery: Delivery,
    /// In whose name they leave.
    pub from: Mailbox,
    /// Whether they all stay in the outbox.
    pub holds_letters: bool,
    /// How fast they may.
    pub pace: Pace,
    /// How long one is tried.
    pub give_up_after: SignedDuration,
    /// What time it is.
    pub clock: Clock,
}

/// What became of a batch of letters.
#[derive(Debug, Default)]
pub struct Dispatched {
    /// How many the server has.
    pub sent: usize,
    /// How many are tried again later.
    pub deferred: usize,
    /// How many will never reach their recipients.
    pub undelivered: usize,
}

impl Dispatched {
    /// How many letters were tried.
    #[must_use]
    pub fn tried(&self) -> usize {
        self.sent + self.deferred + self.undelivered
    }
}

/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// Sends what is due over `batch`, until nothing is due, the connection is over, or `enough` says so.
/// An attempt is counted before it is made, and a letter whose delivery was not recorded is delivered
/// again, the very same mail.
///
/// # Errors
/// When the book fails.
pub async fn dispatch(
    desk: &Dispatch,
    mut batch: Batch,
    enough: &dyn Fn() -> bool,
) -> Result<Dispatched, FlowError> {
    let mut dispatched = Dispatched::default();
    while batch.is_open() && !enough() {
        let now = desk.clock.now();
        let Some(letter) = desk.store.next_due(desk.pace, now).await? else { break };
        trial::reached("counted");
        let delivered = deliver(&mut batch, &desk.from.address, &letter).await;
        desk.record(&letter, delivered, now, &mut dispatched).await?;
    }
    batch.close().await;
    Ok(dispatched)
}

async fn deliver(batch: &mut Batch, from: &str, letter: &Due) -> Delivered {
    let Due { recipient, message_id, mail, .. } = letter;
    batch.deliver(&Letter { from, recipient, message_id, mail }).await
}

impl Dispatch {
    /// Opens the way out where a letter is due. Nothing is tried on it yet: this may be cut short.
    ///
    /// # Errors
    /// When the server as a whole cannot be used now ([`FlowError::Delivery`]), or the book fails.
    pub async fn open(&self) -> Result<Option<Batch>, FlowError> {
        let now = self.clock.now();
        if !self.holds_letters && self.store.has_due(self.pace, now).await? {
            return Ok(Some(self.delivery.open().await?));
        }
        Ok(None)
    }

    async fn record(
        &self,
        letter: &Due,
        delivered: Delivered,
        now: Timestamp,
        dispatched: &mut Dispatched,
    ) -> Result<(), FlowError> {
        let answer = match delivered {
            Delivered::Accepted(answer) => {
                trial::reached("delivered");
                self.store.record_sent(letter.id, &answer, now).await?;
                trial::reached("sent");
                dispatched.sent += 1;
                return Ok(());
            }
            Delivered::Refused(answer) => {
                dispatched.undelivered += 1;
                return self.leave_to_staff(letter, Undelivered::Refused, &answer, now).await;
            }
            Delivered::Deferred(answer) | Delivered::Unknown(answer) => answer,
            // It may be this very letter over which the server closes: the others go first.
            Delivered::Broken(error) => error.to_string(),
        };
        if now.duration_since(letter.created_at) >= self.give_up_after {
            dispatched.undelivered += 1;
            return self.leave_to_staff(letter, Undelivered::GivenUp, &answer, now).await;
        }
        dispatched.deferred += 1;
        tracing::warn!(notice = letter.id, attempts = letter.attempts, "a letter is tried again: {answer}");
        let next_try = now.saturating_add(pause(letter.attempts)).unwrap_or(now);
        Ok(self.store.record_deferred(letter.id, &answer, next_try).await?)
    }

    async fn leave_to_staff(
        &self,
        letter: &Due,
        undelivered: Undelivered,
        answer: &str,
        now: Timestamp,
    ) -> Result<(), FlowError> {
        tracing::warn!(
            notice = letter.id,
            attempts = letter.attempts,
            "a letter is left to the staff: {answer}"
        );
        Ok(self.store.record_undelivered(letter.id, undelivered, answer, now).await?)
    }
}

/// One minute after the first attempt, twice as long after each further one.
fn pause(attempts: u32) -> SignedDuration {
    let minutes = 1_i64 << attempts.saturating_sub(1).min(6);
    SignedDuration::from_mins(minutes).min(LONGEST_PAUSE)
}
