//! One notice: due → sending → sent, or tried again later.

use jiff::SignedDuration;

use super::{Counter, FlowError};
use crate::delivery::{Delivered, Delivery, Letter};
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
pub async fn dispatch(counter: &Counter, outgoing: &Delivery) -> Result<Dispatched, FlowError> {
    let now = counter.clock.now();
    let Some(letter) = counter.store.next_due(now).await? else { return Ok(Dispatched::Nothing) };
    trial::reached("counted");
    let mail = Letter {
        from: &counter.from.address,
        recipient: &letter.recipient,
        message_id: &letter.message_id,
        mail: &letter.mail,
    };
    let problem = match deliver(outgoing, &mail).await {
        Delivered::Accepted(_) => {
            trial::reached("delivered");
            counter.store.record_sent(letter.id, now).await?;
            trial::reached("sent");
            return Ok(Dispatched::Sent);
        }
        Delivered::Deferred(answer) | Delivered::Refused(answer) | Delivered::Unknown(answer) => answer,
        Delivered::Broken(error) => error.to_string(),
    };
    tracing::warn!(
        notice = letter.id,
        attempts = letter.attempts,
        "{problem}; the letter is kept and tried again"
    );
    let next_try = now.saturating_add(pause(letter.attempts)).unwrap_or(now);
    counter.store.record_deferred(letter.id, &problem, next_try).await?;
    Ok(Dispatched::Deferred)
}

async fn deliver(outgoing: &Delivery, letter: &Letter<'_>) -> Delivered {
    let mut batch = match outgoing.open().await {
        Ok(batch) => batch,
        Err(error) => return Delivered::Broken(error),
    };
    let delivered = batch.deliver(letter).await;
    batch.close().await;
    delivered
}

/// One minute after the first attempt, twice as long after each further one.
fn pause(attempts: u32) -> SignedDuration {
    let minutes = 1_i64 << attempts.saturating_sub(1).min(6);
    SignedDuration::from_mins(minutes).min(LONGEST_PAUSE)
}
