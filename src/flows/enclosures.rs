//! What comes with a letter, beside its words.

use super::FlowError;
use super::answer::Answering;
use crate::letters::{Attachment, Person, Standing, calendar};
use crate::store::Book;

/// The files that go with the letter of a decision that speaks of `people`: the event for their
/// calendars, where somebody has a seat.
///
/// # Errors
/// When the book fails.
pub async fn enclosures(
    book: &mut Book,
    answering: &Answering<'_>,
    people: &[Person],
) -> Result<Vec<Attachment>, FlowError> {
    let mut enclosures = Vec::new();
    let is_confirmed = people.iter().any(|person| person.standing == Standing::Confirmed);
    if let Some(event) = answering.event.filter(|_| is_confirmed) {
        let sequence = book.sequence(event).await?;
        enclosures.push(calendar(event, answering.from, sequence, answering.now));
    }
    Ok(enclosures)
}
