//! Orders about single registrations.

use super::{Behind, Office, OfficeError, Ordered, said};
use crate::bulletin::reading::{Participant, Value};
use crate::desk::registration::Registration;
use crate::desk::{Decision, Roll, Writer, orders};
use crate::event::{Confirm, Event, Field};
use crate::store::Book;

impl Office {
    /// Registers somebody by hand.
    ///
    /// # Errors
    /// When the event or the rules do not allow it, or the book fails.
    pub async fn register(&mut self, event: &str, values: Vec<Value>, although_closed: bool) -> Ordered {
        let event = self.event(event)?;
        let (mut book, command) = self.begin("register").await?;
        let reading = said(&event, vec![Participant { values, ..Participant::default() }]);
        let nobody = Writer::default();
        let roll = book.roll(&event, Some((&reading, &nobody))).await?;
        let decision = orders::register(&event, &roll, &reading, &nobody, although_closed, self.now)?;
        let remarks = namesakes(&decision, &roll);
        let mut done = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
        done.remarks.extend(remarks);
        book.close().await?;
        Ok(done)
    }

    /// Corrects what is known of somebody.
    ///
    /// # Errors
    /// When there is no such registration, it has ended, or the book fails.
    pub async fn correct(&mut self, code: &str, values: &[Value]) -> Ordered {
        let (mut book, command) = self.begin("correct").await?;
        let (_, known) = self.find(&mut book, code).await?;
        if values.iter().any(|value| value.field == Field::Email) {
            book.forget_lost_sender(known.id).await?;
        }
        let (event, known) = self.find(&mut book, code).await?;
        let corrected = known.corrected_by(values);
        let roll = book.roll(&event, Some((&said(&event, vec![corrected]), &Writer::default()))).await?;
        let decision = orders::correct(&event, &roll, &known, values)?;
        let done = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
        book.close().await?;
        Ok(done)
    }

    /// Cancels registrations, all for the same event; who waits comes up.
    ///
    /// # Errors
    /// When one of them is not there or has ended, or the book fails.
    pub async fn cancel(&mut self, codes: &[String]) -> Ordered {
        let (mut book, command) = self.begin("cancel").await?;
        let (event, leaving) = self.find_all(&mut book, codes).await?;
        let roll = book.roll(&event, None).await?;
        let decision = orders::cancel(&event, &roll, &leaving, None, self.now)?;
        let done = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
        book.close().await?;
        Ok(done)
    }

    /// Gives somebody in line a free seat.
    ///
    /// # Errors
    /// When there is no free seat, nobody waits under this code, or the book fails.
    pub async fn promote(&mut self, code: &str) -> Ordered {
        let (mut book, command) = self.begin("promote").await?;
        let (event, known) = self.find(&mut book, code).await?;
        let roll = book.roll(&event, None).await?;
        let decision = orders::promote(&event, &roll, &known, self.now)?;
        let ahead = roll.line.iter().filter(|other| other.arrival < known.arrival).count();
        let mut done = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
        if ahead > 0 && event.confirm == Confirm::Automatic {
            done.remarks.push(format!("{ahead} of those who still wait had come before"));
        }
        book.close().await?;
        Ok(done)
    }

    /// The registrations with these codes, each once, and the event for which they all are.
    pub(super) async fn find_all(
        &self,
        book: &mut Book,
        codes: &[String],
    ) -> Result<(Event, Vec<Registration>), OfficeError> {
        let mut found: Vec<(Event, Registration)> = Vec::with_capacity(codes.len());
        for code in codes {
            let (event, registration) = self.find(book, code).await?;
            if found.iter().all(|(_, other)| other.id != registration.id) {
                found.push((event, registration));
            }
        }
        let Some((event, _)) = found.first().cloned() else {
            return Err(OfficeError::NoSuchCode(String::new()));
        };
        if found.iter().any(|(other, _)| other.id != event.id) {
            return Err(OfficeError::SeveralEvents);
        }
        Ok((event, found.into_iter().map(|(_, registration)| registration).collect()))
    }
}

/// Whoever is entered beside somebody of the same name.
pub(super) fn namesakes(decision: &Decision, roll: &Roll) -> Vec<String> {
    if decision.reviews.is_empty() {
        return Vec::new();
    }
    let active = roll.known.iter().filter(|known| known.is_active());
    active.map(|known| format!("somebody of the same name is registered as {}", known.code)).collect()
}
