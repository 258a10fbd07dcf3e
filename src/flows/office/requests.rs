//! Orders about people who ask for a seat that the staff give.

use std::slice;

use super::{Behind, Done, Office, OfficeError};
use crate::desk::orders;
use crate::flows::office::Settlement;
use crate::store::{Book, Resolution};

impl Office {
    /// Gives the registration with this `code` the seat for which review `number` asks, or refuses it.
    pub(super) async fn settle_request(
        &mut self,
        book: &mut Book,
        number: i64,
        code: &str,
        settlement: &Settlement,
        command: i64,
    ) -> Result<(Done, Resolution), OfficeError> {
        let (event, known) = self.find(book, code).await?;
        let roll = book.roll(&event, None).await?;
        let (decision, resolution) = match settlement {
            Settlement::Register { values, .. } if values.is_empty() => {
                (orders::promote(&event, &roll, &known, self.now)?, Resolution::Registered)
            }
            Settlement::Refuse => {
                let refused = slice::from_ref(&known);
                (orders::cancel(&event, &roll, refused, None, self.now)?, Resolution::Refused)
            }
            _ => return Err(OfficeError::AsksForASeat(number, known.code)),
        };
        let done = self.carry_out(book, Some(&event), decision, Behind::command(command)).await?;
        Ok((done, resolution))
    }
}
