//! An event does not take place.

use std::collections::BTreeSet;

use super::everybody::{Circular, Preview};
use super::{Done, Office, OfficeError, Ordered};
use crate::desk::registration::Registration;
use crate::desk::{EventState, orders};
use crate::letters::{self, Occasion, Person};
use crate::store::Actor;

const KIND: &str = "event-called-off";

impl Office {
    /// What everybody would be told if `event` were called off; `None` where nobody can be written to.
    ///
    /// # Errors
    /// When the event is not configured, is over or is called off already, or the book fails.
    pub async fn preview_of_calling_off(&mut self, event: &str) -> Result<Option<Preview>, OfficeError> {
        let event = self.event(event)?;
        let mut book = self.store.open_book().await?;
        orders::takes_place(&event, &book.roll(&event, None).await?, self.now)?;
        let recipients = self.recipients(&mut book, &event, addresses).await?;
        let occasion = Occasion { event: &event, signature: self.letterhead.signature() };
        Ok(recipients.preview(|people| letters::event_called_off(occasion, people)))
    }

    /// Calls `event` off, and tells everybody who is registered: it takes no registrations any more, and
    /// whoever writes about it is told so.
    ///
    /// # Errors
    /// As for [`Office::preview_of_calling_off`].
    pub async fn call_off(&mut self, event: &str) -> Ordered {
        let event = self.event(event)?;
        let (mut book, command) = self.begin("call-off").await?;
        orders::takes_place(&event, &book.roll(&event, None).await?, self.now)?;
        let recipients = self.recipients(&mut book, &event, addresses).await?;
        book.set_state(&event.id, EventState::CalledOff, Actor::Command(command), self.now).await?;
        let mut done = Done { remarks: vec![format!("{} is called off", event.id)], ..Done::default() };
        let signature = self.letterhead.signature().to_owned();
        let occasion = Occasion { event: &event, signature: &signature };
        let letter = |people: &[Person]| letters::event_called_off(occasion, people);
        let cause = format!("command:{command}");
        let circular = Circular { kind: KIND, cause: &cause, letter: &letter };
        self.write_to_all(&mut book, &recipients, &circular, &mut done).await?;
        book.close().await?;
        Ok(done)
    }
}

/// Everybody whom that concerns: who gets the letters about a registration, and the participant.
fn addresses(registration: &Registration) -> BTreeSet<String> {
    registration.contacts().map(str::to_owned).collect()
}
