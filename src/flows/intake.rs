//! One message: read, decide, record with its letters.

use std::time::{Duration, Instant};

use super::answer::{Answering, write};
use super::{Counter, FlowError, code};
use crate::bulletin::reading::Verdict;
use crate::desk::{Decision, Outcome, decide};
use crate::mailbox::Arrival;
use crate::message::fingerprint;
use crate::reader::Request;
use crate::store::{Claim, Copy};
use crate::trial;

/// What became of one message, without anything personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handled {
    /// Its unique name or UID.
    pub uid: String,
    /// What it asked; `None` where it was known already.
    pub verdict: Option<Verdict>,
    /// What was done.
    pub outcome: Outcome,
    /// Why.
    pub ground: String,
    /// How long it took.
    pub took: Duration,
}

/// Handles `arrival`, found in the mailbox called `mailbox`. Either all of it is recorded (the
/// message, what changed and the letters that say so) or nothing is.
///
/// # Errors
/// When the reader or the book fails; the message is then still to be handled.
pub async fn intake(counter: &mut Counter, mailbox: &str, arrival: &Arrival) -> Result<Handled, FlowError> {
    let begun = Instant::now();
    let copy = copy(mailbox, arrival);
    let handled = |verdict, outcome, ground| Handled {
        uid: arrival.uid.clone(),
        verdict,
        outcome,
        ground,
        took: begun.elapsed(),
    };
    counter.clock.follow(arrival.received_at);
    let fingerprint = fingerprint(&arrival.octets);
    if counter.store.note_copy(&copy, &fingerprint).await? {
        return Ok(handled(None, Outcome::Duplicate, String::from("same-message")));
    }

    let reading = counter.reader.read(&Request::Message(Some(arrival.received_at)), &arrival.octets).await?;
    trial::reached("read");

    let now = counter.clock.now();
    let mut book = counter.store.open_book().await?;
    let event = counter.event(reading.event.as_deref()).cloned();
    let roll = match &event {
        Some(event) => Some(book.roll(&event.id, Some(&reading)).await?),
        None => None,
    };
    let decision = decide(event.as_ref().zip(roll.as_ref()), &reading, arrival.received_at, now);
    let claim = Claim {
        copy: &copy,
        fingerprint,
        received_at: arrival.received_at,
        reading: &reading,
        decision: &decision,
    };
    let message = book.claim(&claim, now).await?;
    trial::reached("claimed");

    let registrations = match &event {
        Some(event) => {
            let sender = reading.envelope.from.as_ref().map(|from| from.address.to_lowercase());
            let mut code = || code(&mut counter.chance);
            book.carry_out(&decision.steps, &event.id, Some(message), sender.as_deref(), now, &mut code)
                .await?
        }
        None => Vec::new(),
    };
    trial::reached("carried-out");

    let answering = Answering {
        event: event.as_ref(),
        from: &counter.from,
        answered: Some((message, &reading)),
        decision: &decision,
        now,
    };
    write(&mut book, &answering, &registrations, &mut counter.chance).await?;
    trial::reached("written");
    book.close().await?;
    trial::reached("recorded");
    Ok(handled(Some(reading.verdict), decision.outcome, decision.ground.code()))
}

/// Where `arrival` was found.
fn copy(mailbox: &str, arrival: &Arrival) -> Copy {
    Copy { mailbox: mailbox.to_owned(), uidvalidity: 0, uid: arrival.uid.clone() }
}

/// Records `arrival` as a message on which the desk failed, and nothing else.
///
/// # Errors
/// When the book cannot be written at all.
pub async fn give_up(counter: &mut Counter, mailbox: &str, arrival: &Arrival) -> Result<Handled, FlowError> {
    let begun = Instant::now();
    let copy = copy(mailbox, arrival);
    let reading = counter.reader.read(&Request::Message(Some(arrival.received_at)), &arrival.octets).await?;
    let decision = Decision::failed();
    let claim = Claim {
        copy: &copy,
        fingerprint: fingerprint(&arrival.octets),
        received_at: arrival.received_at,
        reading: &reading,
        decision: &decision,
    };
    let mut book = counter.store.open_book().await?;
    book.claim(&claim, counter.clock.now()).await?;
    book.close().await?;
    Ok(Handled {
        uid: arrival.uid.clone(),
        verdict: Some(reading.verdict),
        outcome: decision.outcome,
        ground: decision.ground.code(),
        took: begun.elapsed(),
    })
}
