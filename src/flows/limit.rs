//! The pace is reached: answers wait, and the staff hear of it.

use jiff::{SignedDuration, Timestamp};

use super::dispatch::Dispatch;
use super::{FlowError, message_id};
use crate::letters::{self, Limit, Post, Thread};
use crate::store::{Outgoing, Pace};

const KIND: &str = "limit-reached";
/// For so long the staff are not told again.
const ONCE: SignedDuration = SignedDuration::from_hours(24);

/// Writes to the staff where letters wait for no other reason than the pace; whether it did. They are
/// told once a day.
///
/// # Errors
/// When the book fails or the letter cannot be written.
pub async fn tell_of_limit(desk: &Dispatch, now: Timestamp) -> Result<bool, FlowError> {
    let Dispatch { store, from, staff, pace: Pace { hourly, daily_per_recipient }, .. } = desk;
    let before = |pause: SignedDuration| now.saturating_sub(pause).unwrap_or(now);
    let waiting = store.count_due(now).await?;
    if waiting == 0 || staff.is_empty() || store.has_written(KIND, before(ONCE)).await? {
        return Ok(false);
    }
    let is_hourly = store.count_sent(before(SignedDuration::from_hours(1))).await? >= *hourly;
    let limit =
        if is_hourly { Limit::Hourly(*hourly) } else { Limit::DailyPerRecipient(*daily_per_recipient) };
    tracing::warn!("{waiting} letters wait, for the limit of letters is reached; the staff are told");
    let letter = letters::limit_reached(limit, waiting, from.name.as_deref().unwrap_or(&from.address));
    let mut book = store.open_book().await?;
    for recipient in staff {
        let message_id = message_id(&mut fastrand::Rng::new(), from);
        let post = Post { from, to: recipient, message_id: &message_id, date: now };
        let mail = letters::mail(&letter, &Thread::default(), post, &[])?;
        let cause = format!("limit:{now}");
        let outgoing = Outgoing {
            kind: KIND,
            cause,
            recipient,
            message_id: &message_id,
            mail: &mail,
            registrations: &[],
        };
        book.enqueue(&outgoing, now).await?;
    }
    book.close().await?;
    Ok(true)
}
