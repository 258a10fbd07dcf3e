//! Free seats: to those who wait, when the capacity was raised while the desk was away.

use super::answer::{Answering, Cause, write};
use super::{Counter, FlowError, code};
use crate::desk::fill;
use crate::store::{Actor, Origin};

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
        let decision = fill(&event, &book.roll(&event.id, None).await?, now);
        let mut code = || code(&mut counter.chance);
        let origin = Origin { actor: Actor::Rule, message: None, sender: None };
        let registrations = book.carry_out(&decision.steps, &event.id, origin, now, &mut code).await?;
        let answering = Answering {
            event: Some(&event),
            blanks: &counter.blanks,
            from: &counter.from,
            cause: Cause::Rule,
            decision: &decision,
            now,
        };
        write(&mut book, &answering, &registrations, &mut counter.chance).await?;
        book.close().await?;
        promoted += registrations.len();
    }
    Ok(promoted)
}
