//! One notice: due → sending → sent, or tried again later.

use jiff::SignedDuration;

use super::{Counter, FlowError};
use crate::delivery::Maildir;
use crate::trial;

/// What became of the outbox's next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispatched {
    /// It was delivered.
    Sent,
    /// It could not be delivered and is tried again.
    Deferred,
    /// None is due.
    Nothing,
}

/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// Delivers the next letter that is due. Its attempt is counted before it is made, and a letter
/// whose delivery was not recorded is delivered again, the very same mail.
///
/// # Errors
/// When the book fails.
pub async fn dispatch(counter: &Counter, outgoing: &Maildir) -> Result<Dispatched, FlowError> {
    let now = counter.clock.now();
    let Some(letter) = counter.store.next_due(now).await? else { return Ok(Dispatched::Nothing) };
    trial::reached("counted");
    match outgoing.deliver(&letter.message_id, &letter.mail) {
        Ok(()) => {
            trial::reached("delivered");
            counter.store.record_sent(letter.id, now).await?;
            trial::reached("sent");
            Ok(Dispatched::Sent)
        }
        Err(error) => {
            tracing::warn!(
                notice = letter.id,
                attempts = letter.attempts,
                "{error}; the letter is kept and tried again"
            );
            let next_try = now.saturating_add(pause(letter.attempts)).unwrap_or(now);
            counter.store.record_deferred(letter.id, &error.to_string(), next_try).await?;
            Ok(Dispatched::Deferred)
        }
    }
}

/// One minute after the first attempt, twice as long after each further one.
fn pause(attempts: u32) -> SignedDuration {
    let minutes = 1_i64 << attempts.saturating_sub(1).min(6);
    SignedDuration::from_mins(minutes).min(LONGEST_PAUSE)
}
