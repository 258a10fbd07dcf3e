//! A letter that proves that sending works.

use jiff::Timestamp;

use super::message_id;
use crate::delivery::{Delivered, Delivery, Letter};
use crate::letters::{self, Post, Thread};
use crate::message::Mailbox;

/// Sends a test letter to `recipient`, past the outbox; the answer of the mail server.
///
/// # Errors
/// A clause that says why it was not sent.
pub async fn send_test(
    delivery: &Delivery,
    from: &Mailbox,
    recipient: &str,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Result<String, String> {
    let message_id = message_id(chance, from);
    let letter = letters::test_letter(from.name.as_deref().unwrap_or(&from.address));
    let post = Post { from, to: &[recipient], message_id: &message_id, date: now };
    let mail = letters::mail(&letter, &Thread::default(), post, &[]).map_err(|error| error.to_string())?;
    let mut batch = delivery.open().await.map_err(|error| error.to_string())?;
    let letter = Letter { from: &from.address, recipient, message_id: &message_id, mail: &mail };
    let delivered = batch.deliver(&letter).await;
    batch.close().await;
    match delivered {
        Delivered::Accepted(answer) => Ok(answer),
        Delivered::Deferred(answer) => Err(format!("the server does not take it now: {answer}")),
        Delivered::Refused(answer) => Err(format!("the server refused it: {answer}")),
        Delivered::Unknown(how) => Err(format!("it may have been delivered: {how}")),
        Delivered::Broken(error) => Err(error.to_string()),
    }
}
