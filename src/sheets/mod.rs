//! The list of an event as a file for the staff: a [`workbook()`], a [`csv()`] file, a [`sign_in_sheet`];
//! and for those who register, the form to fill in: a [`blank_bulletin`].
//!
//! What people wrote stands there as text and nothing else, whatever it begins with: it is set on one
//! line, without the characters that XML forbids, those that reverse the direction of writing, and
//! what is longer than a cell of Excel. The same arguments give the same octets.

mod blank;
mod columns;
mod separated;
mod sign_in;
mod word;
mod workbook;

#[cfg(test)]
mod tests;

pub use self::blank::blank_bulletin;
pub use self::separated::csv;
pub use self::sign_in::sign_in_sheet;
pub use self::workbook::workbook;

use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::letters::one_line;

/// Why a file cannot be made. The reasons carry no word of a participant, so that they may be logged.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Excel's limits or the container of the workbook.
    #[error("the workbook cannot be put together: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// Writing the rows.
    #[error("the CSV file cannot be put together: {0}")]
    Csv(#[from] std::io::Error),
    /// The container of a Word file.
    #[error("the Word file cannot be put together")]
    Word,
}

/// Where somebody stands, which is where a list has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// With a seat, also where the registration is incomplete.
    Seats,
    /// In line for one; an offered seat is nobody's yet.
    Line,
    /// Not registered any more.
    Gone,
}

impl Part {
    fn of(listed: &Listed) -> Self {
        match (listed.status, listed.rank) {
            (Status::Cancelled, _) => Self::Gone,
            (Status::Waitlisted, _) | (_, Some(_)) => Self::Line,
            (Status::Confirmed | Status::Incomplete, None) => Self::Seats,
        }
    }
}

/// `value` on one line, at most `longest` UTF-16 units of it, as Excel counts; a longer one ends in `…`.
fn text(value: &str, longest: usize) -> String {
    let line = one_line(&value.replace(['\u{fffe}', '\u{ffff}'], ""));
    if line.encode_utf16().count() <= longest {
        return line;
    }
    let mut room = longest.saturating_sub(1);
    let kept = line.chars().take_while(|character| match room.checked_sub(character.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    });
    kept.chain(['…']).collect()
}
