//! What comes with a letter, beside its words.

use super::Answering;
use crate::flows::FlowError;
use crate::letters::{Attachment, Enclosure, Letter, calendar};
use crate::store::Book;

/// The files that `letter` says are enclosed.
///
/// # Errors
/// When the book fails.
pub async fn enclosures(
    book: &mut Book,
    answering: &Answering<'_>,
    letter: &Letter,
) -> Result<Vec<Attachment>, FlowError> {
    let mut enclosures = Vec::new();
    let Some(event) = answering.event else { return Ok(enclosures) };
    for enclosure in &letter.encloses {
        match enclosure {
            Enclosure::Calendar => {
                let sequence = book.sequence(event).await?;
                enclosures.push(calendar(event, &answering.letterhead.from, sequence, answering.now));
            }
            Enclosure::Bulletin => enclosures.extend(answering.letterhead.blanks.of(&event.id)),
        }
    }
    Ok(enclosures)
}
