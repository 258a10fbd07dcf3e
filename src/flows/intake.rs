//! One message: read, decide, record with its letters.

use std::time::{Duration, Instant};

use super::answer::{Answering, Cause, write};
use super::{Counter, FlowError, code};
use crate::bulletin::reading::{Reading, Reason, Verdict};
use crate::desk::{Decision, Ground, Outcome, Writer, decide};
use crate::mailbox::Arrival;
use crate::message::fingerprint;
use crate::reader::Request;
use crate::store::{Actor, Claim, Origin};
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

/// Handles `arrival`. Either all of it is recorded (the
/// message, what changed and the letters that say so) or nothing is.
///
/// # Errors
/// When the reader or the book fails; the message is then still to be handled.
pub async fn intake(counter: &mut Counter, arrival: &Arrival) -> Result<Handled, FlowError> {
    let begun = Instant::now();
    let copy = &arrival.copy;
    let handled = |verdict, outcome, ground| Handled {
        uid: arrival.copy.uid.clone(),
        verdict,
        outcome,
        ground,
        took: begun.elapsed(),
    };
    counter.clock.follow(arrival.received_at);
    let fingerprint = fingerprint(&arrival.octets);
    if counter.store.note_copy(copy, &fingerprint, arrival.is_answered).await? {
        return Ok(handled(None, Outcome::Duplicate, String::from("same-message")));
    }

    let mut reading = read_in_its_thread(counter, arrival).await?;
    trial::reached("read");

    let now = counter.clock.now();
    let mut book = counter.store.open_book().await?;
    let answered = book.codes_answered(&reading).await?;
    reading.codes.extend(answered);
    let event = counter.event(reading.event.as_deref()).cloned();
    let writer = Writer::of(&reading, &counter.colleagues);
    let roll = match &event {
        Some(event) => Some(book.roll(event, Some((&reading, &writer))).await?),
        None => None,
    };
    let bounced = match &reading.report {
        Some(report) => book.reported(report, arrival.received_at).await?,
        None => None,
    };
    let decision = match &bounced {
        Some(_) => Decision::bounced(),
        None if arrival.is_answered => {
            let decision =
                decide(event.as_ref().zip(roll.as_ref()), &reading, &writer, arrival.received_at, now);
            match &writer.address {
                Some(writer) if event.is_none() && book.is_answer_to_offers(&reading, writer).await? => {
                    Decision::answering_several_events()
                }
                Some(writer)
                    if decision.ground == Ground::NothingMeant && book.awaits_a_person(writer).await? =>
                {
                    decision.after_one_that_waits()
                }
                _ => decision,
            }
        }
        None => Decision::found_elsewhere(&reading),
    };
    let claim =
        Claim { copy, fingerprint, received_at: arrival.received_at, reading: &reading, decision: &decision };
    let message = book.claim(&claim, now).await?;
    trial::reached("claimed");
    if let Some(letter) = &bounced {
        book.record_bounced(letter, message, now).await?;
    }

    let registrations = match &event {
        Some(event) => {
            let sender = writer.address.as_deref();
            let origin = Origin { actor: Actor::Message(message), message: Some(message), sender };
            let mut code = || code(&mut counter.chance);
            book.carry_out(&decision.steps, &event.id, origin, now, &mut code).await?
        }
        None => Vec::new(),
    };
    book.open_reviews(&decision.reviews, message, &registrations, &reading, now).await?;
    trial::reached("carried-out");

    let answering = Answering {
        event: event.as_ref(),
        letterhead: &counter.letterhead,
        cause: Cause::Message(message, &reading),
        decision: &decision,
        now,
    };
    write(&mut book, &answering, &registrations, &mut counter.chance).await?;
    trial::reached("written");
    book.close().await?;
    trial::reached("recorded");
    Ok(handled(Some(reading.verdict), decision.outcome, decision.ground.code()))
}

/// What the reader makes of a message. Where that does not tell which event it is about, it is read once
/// more with the event of the thread that it belongs to.
async fn read_in_its_thread(counter: &mut Counter, arrival: &Arrival) -> Result<Reading, FlowError> {
    let reading = read(counter, arrival, None).await?;
    let is_told = reading.event.is_some() && !reading.is_event_presumed;
    if is_told || reading.verdict == Verdict::Automatic {
        return Ok(reading);
    }
    let mut book = counter.store.open_book().await?;
    let thread = book.event_of_thread(&reading).await?;
    drop(book);
    match thread {
        Some(event) if reading.event.as_ref() != Some(&event) => read(counter, arrival, Some(event)).await,
        _ => Ok(reading),
    }
}

/// What the reader makes of a message of this `thread`, or of its header section where it is too large to
/// be fetched.
async fn read(
    counter: &mut Counter,
    arrival: &Arrival,
    thread: Option<String>,
) -> Result<Reading, FlowError> {
    let request = Request::Message { received_at: Some(arrival.received_at), thread };
    let reader = &mut counter.reader;
    Ok(if arrival.is_whole {
        reader.read(&request, &arrival.octets).await?
    } else {
        reader.read_header(&request, &arrival.octets, Reason::TooLarge).await?
    })
}

/// Records `arrival` as a message on which the desk failed, and nothing else.
///
/// # Errors
/// When the book cannot be written at all.
pub async fn give_up(counter: &mut Counter, arrival: &Arrival) -> Result<Handled, FlowError> {
    let begun = Instant::now();
    let copy = &arrival.copy;
    let reading = read(counter, arrival, None).await?;
    let decision = Decision::failed();
    let claim = Claim {
        copy,
        fingerprint: fingerprint(&arrival.octets),
        received_at: arrival.received_at,
        reading: &reading,
        decision: &decision,
    };
    let now = counter.clock.now();
    let mut book = counter.store.open_book().await?;
    let message = book.claim(&claim, now).await?;
    book.open_reviews(&decision.reviews, message, &[], &reading, now).await?;
    book.close().await?;
    Ok(Handled {
        uid: arrival.copy.uid.clone(),
        verdict: Some(reading.verdict),
        outcome: decision.outcome,
        ground: decision.ground.code(),
        took: begun.elapsed(),
    })
}
