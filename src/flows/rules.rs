//! What the rules of the desk do without a message: free seats go to those who wait, and what is held for
//! a limited time is given back.

use jiff::Timestamp;

use super::answer::{Answering, Cause, write};
use super::{Counter, FlowError, code};
use crate::desk::{Decision, fill, lapse as run_out};
use crate::event::Event;
use crate::store::{Actor, Book, Origin};

/// Gives the free seats of every event to those who wait for them, with the letters that say so; how
/// many people came up is returned.
///
/// # Errors
/// When the book fails; then nobody came up.
pub async fn promote(counter: &mut Counter) -> Result<usize, FlowError> {
    let mut promoted = 0;
    for event in counter.events.clone() {
        if !counter.store.has_seats_for_the_line(&event.id).await? {
            continue;
        }
        let now = counter.clock.now();
        let mut book = counter.store.open_book().await?;
        let decision = fill(&event, &book.roll(&event, None).await?, now);
        promoted += carry_out(counter, book, &event, &decision, now).await?;
    }
    Ok(promoted)
}

/// Ends what was held until a moment before `seen_until`, up to which every message is handled, so that
/// an answer in time counts however late it is read. How many registrations changed is returned.
///
/// # Errors
/// When the book fails; then nothing ended.
pub async fn lapse(counter: &mut Counter, seen_until: Timestamp) -> Result<usize, FlowError> {
    let mut changed = 0;
    for event in counter.events.clone() {
        let now = counter.clock.now();
        if event.is_over(now) || !counter.store.has_run_out(&event.id, seen_until).await? {
            continue;
        }
        let mut book = counter.store.open_book().await?;
        let due = book.run_out(&event.id, seen_until).await?;
        let decision = run_out(&event, &book.roll(&event, None).await?, &due, now);
        changed += carry_out(counter, book, &event, &decision, now).await?;
    }
    Ok(changed)
}

async fn carry_out(
    counter: &mut Counter,
    mut book: Book,
    event: &Event,
    decision: &Decision,
    now: Timestamp,
) -> Result<usize, FlowError> {
    let mut code = || code(&mut counter.chance);
    let origin = Origin { actor: Actor::Rule, message: None, sender: None };
    let registrations = book.carry_out(&decision.steps, &event.id, origin, now, &mut code).await?;
    let answering =
        Answering { event: Some(event), letterhead: &counter.letterhead, cause: Cause::Rule, decision, now };
    write(&mut book, &answering, &registrations, &mut counter.chance).await?;
    book.close().await?;
    Ok(registrations.len())
}
