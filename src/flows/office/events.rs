//! Orders about whole events.

use super::{Behind, Office, Ordered};
use crate::desk::{EventState, fill, orders};
use crate::plural::plural;
use crate::store::Actor;

impl Office {
    /// Sets how many seats an event has, whatever is configured; `None` is what is configured. Where
    /// there are more, who waits comes up; where there are fewer, nobody loses a seat.
    ///
    /// # Errors
    /// When the event is not configured, or the book fails.
    pub async fn set_capacity(&mut self, event: &str, capacity: Option<u32>) -> Ordered {
        let event = self.event(event)?;
        let (mut book, command) = self.begin("capacity").await?;
        let before = book.seats(&event.id).await?.capacity;
        book.set_capacity(&event.id, capacity, Actor::Command(command), self.now).await?;
        let decision = fill(&event, &book.roll(&event, None).await?, self.now);
        let mut done = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
        let after = book.seats(&event.id).await?;
        let seats = usize::try_from(after.capacity).unwrap_or(usize::MAX);
        done.remarks.push(format!("{} has {}, {before} before", event.id, plural(seats, "seat")));
        if after.beyond() > 0 {
            let beyond = after.beyond();
            done.remarks
                .push(format!("{beyond} more are taken: nobody loses a seat, and none is given until then"));
        }
        book.close().await?;
        Ok(done)
    }

    /// Sets whether an event takes registrations.
    ///
    /// # Errors
    /// When the event is not configured, or is over; or the book fails.
    pub async fn set_state(&mut self, event: &str, state: EventState) -> Ordered {
        let event = self.event(event)?;
        let name = if state == EventState::Open { "reopen" } else { "close" };
        let (mut book, command) = self.begin(name).await?;
        let mut done = super::Done::default();
        orders::is_not_over(&event, self.now)?;
        if book.seats(&event.id).await?.state == EventState::CalledOff {
            done.remarks.push(format!(
                "who was told that {} is called off does not hear of this: write to them with guichet announce",
                event.id
            ));
        }
        book.set_state(&event.id, state, Actor::Command(command), self.now).await?;
        done.remarks.push(match state {
            EventState::Open => format!("{} takes registrations as configured", event.id),
            EventState::Closed => {
                format!("{} takes no registrations any more, until guichet reopen", event.id)
            }
            EventState::CalledOff => format!("{} is called off", event.id),
        });
        if state == EventState::Open {
            let decision = fill(&event, &book.roll(&event, None).await?, self.now);
            let filled = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
            done.registrations = filled.registrations;
            done.letters = filled.letters;
        }
        book.close().await?;
        Ok(done)
    }
}
