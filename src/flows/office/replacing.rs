//! An order that puts somebody in somebody else's place.

use super::reviews::{correct, nobody_comes_back};
use super::{Behind, Office, OfficeError, Ordered};
use crate::bulletin::reading::{Reading, Value};
use crate::desk::orders;
use crate::flows::answer::Cause;
use crate::store::{Book, OpenReview};

impl Office {
    /// Whoever comes, as the message of a review says and `values` correct, gets the place of whoever does not:
    /// of the registration with this `code` or, without one, of that with which the review is concerned.
    pub(super) async fn settle_by_replacing(
        &mut self,
        book: &mut Book,
        review: &OpenReview,
        code: Option<&str>,
        values: &[Value],
        command: i64,
    ) -> Ordered {
        let (Some(message), Some(reading)) = (&review.message, &review.reading) else {
            return Err(OfficeError::NoMessage(
                review.number,
                "guichet cancel and guichet register, then resolve … done",
            ));
        };
        let concerned = review.registration.as_ref().map(|registration| registration.code.as_str());
        let code = code.or(concerned).ok_or(OfficeError::WhoLeaves(review.number))?;
        let (event, leaving) = self.find(book, code).await?;
        let mut comes = orders::newcomer(reading, &leaving.name());
        correct(&mut comes, values);
        let said = Reading { participants: vec![comes.clone()], ..reading.as_ref().clone() };
        let writer = self.writer(reading);
        let roll = book.roll(&event, Some((&said, &writer))).await?;
        let decision = orders::replace(&event, &roll, &leaving, &comes, &writer, self.now)?;
        nobody_comes_back(book, &decision, &roll, message).await?;
        book.assign(message.id, &event.id).await?;
        let behind = Behind {
            command,
            cause: Cause::Review(review.number, reading),
            message: Some(message.id),
            sender: writer.address.as_deref(),
        };
        self.carry_out(book, Some(&event), decision, behind).await
    }
}
