//! The list as CSV (RFC 4180), in the dialect that a French Excel opens by a double click.

use csv::{Terminator, WriterBuilder};
use jiff::tz::TimeZone;

use super::SheetError;
use super::columns::{Cell, Column, columns};
use crate::desk::roster::Listed;
use crate::event::Event;
use crate::letters::french::day;

/// By this, Excel knows UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The list as CSV: UTF-8 with a byte order mark, semicolons, CRLF, a heading row in French. Where it
/// is of several `events`, the first column names each; times are local to `zone`.
///
/// A cell that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-` or `@`, gets
/// an apostrophe before it ([OWASP](https://owasp.org/www-community/attacks/CSV_Injection)); a tab or a
/// line end at the beginning is not written at all. French phone numbers are in the national form,
/// which needs no apostrophe.
///
/// # Errors
/// When the rows cannot be written.
pub fn csv(events: &[&Event], listed: &[Listed], zone: &TimeZone) -> Result<Vec<u8>, SheetError> {
    let mut columns = columns(events);
    columns.insert(0, Column::Rank);
    let is_of_one = matches!(events, [only] if listed.iter().all(|listed| listed.event == only.id));
    if !is_of_one {
        columns.insert(0, Column::Event);
    }
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let headings = columns.iter().map(|column| unarmed(column.heading(events)));
    writer.write_record(headings).map_err(std::io::Error::from)?;
    for listed in listed {
        let event = name(events, &listed.event);
        let row = columns.iter().map(|column| words(column.cell(listed, &event, zone)));
        writer.write_record(row).map_err(std::io::Error::from)?;
    }
    writer.into_inner().map_err(|error| SheetError::Csv(error.into_error()))
}

/// The event as its column names it: title and day, as two sessions may share a title. One that is not
/// configured any more is named by its identifier.
fn name(events: &[&Event], id: &str) -> String {
    let event = events.iter().find(|event| event.id == id);
    event.map_or_else(|| id.to_owned(), |event| format!("{} ({})", event.title, day(&event.starts)))
}

fn words(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => unarmed(text),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) => moment.strftime("%d/%m/%Y %H:%M").to_string(),
    }
}

/// `text` with an apostrophe before it where a spreadsheet would take it for a formula; the full-width
/// signs count for it in some languages.
fn unarmed(text: String) -> String {
    let is_armed = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_armed { format!("'{text}") } else { text }
}
