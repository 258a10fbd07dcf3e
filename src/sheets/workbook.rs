//! The list as a workbook of Excel (ISO/IEC 29500, XLSX).

use jiff::{Timestamp, ZonedDateTime};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
    XlsxError,
};

use super::columns::{Cell, Column, columns};
use super::{Part, SheetError, text};
use crate::desk::roster::Listed;
use crate::event::Event;
use crate::letters::french::{moment, span, typeset};

/// How a French reader wants a moment, in Excel's own words.
const MOMENT: &str = "dd/mm/yyyy hh:mm";
/// The widest that a column becomes by itself, in pixels; longer values are wrapped.
const WIDEST: u32 = 260;
/// How many characters a line of such a column holds at least.
const A_LINE: usize = 38;
/// The height of a line, of what stands above and below a row's lines, and of the highest row, in points.
const LINE_HEIGHT: f64 = 15.0;
const ROW_MARGIN: f64 = 3.0;
const HIGHEST_ROW: f64 = 400.0;
/// The width of a moment, in characters.
const MOMENT_WIDTH: f64 = 16.5;
/// The longest title in the head of a page, in UTF-16 units: Excel allows 255 for the whole head, of
/// which dates and commands take 120 at most.
const LONGEST_TITLE: usize = 120;
/// A4, in Excel's count of papers.
const A4: u8 = 9;

/// The list of `event` as a workbook of three sheets: who has a seat, who waits, who left. Those whose
/// registration is incomplete stand where their seat or their place in line is.
///
/// Numbers and moments are typed, in the zone of the event; everything else is text, never a formula
/// or a link. It says that it was made at `now`. Only those of `listed` who are registered for `event` count.
///
/// # Errors
/// When there are more rows than Excel holds.
pub fn workbook(event: &Event, listed: &[Listed], now: Timestamp) -> Result<Vec<u8>, SheetError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(now.as_second())?;
    let properties = DocProperties::new().set_title(title(event, LONGEST_TITLE)).set_author("guichet");
    workbook.set_properties(&properties.set_creation_datetime(&made));
    let made = now.to_zoned_datetime(event.starts.time_zone().clone());
    for part in [Part::Seats, Part::Line, Part::Gone] {
        let rows: Vec<&Listed> =
            listed.iter().filter(|listed| listed.event == event.id && Part::of(listed) == part).collect();
        let sheet = workbook.add_worksheet();
        sheet.set_name(part.name())?;
        fill(sheet, event, &part.columns(event), &rows)?;
        lay_out(sheet, event, &made)?;
    }
    Ok(workbook.save_to_buffer()?)
}

impl Part {
    /// The name of its sheet.
    fn name(self) -> &'static str {
        match self {
            Self::Seats => "Inscrits",
            Self::Line => "Liste d’attente",
            Self::Gone => "Annulés",
        }
    }

    fn columns(self, event: &Event) -> Vec<Column> {
        let mut columns = columns(&[event]);
        if self == Self::Line {
            columns.insert(0, Column::Rank);
        }
        columns
    }
}

/// Writes the heading row and the rows, and makes them easy to read and to filter.
fn fill(sheet: &mut Worksheet, event: &Event, columns: &[Column], rows: &[&Listed]) -> Result<(), XlsxError> {
    let (heading, body) = (heading_format(), body_format());
    for (column, at) in columns.iter().zip(0..) {
        sheet.write_string_with_format(0, at, column.heading(&[event]), &heading)?;
    }
    sheet.set_row_height(0, 22)?;
    for (listed, row) in rows.iter().zip(1..) {
        let cells = columns.iter().map(|column| column.cell(listed, &event.title, event.starts.time_zone()));
        let cells: Vec<Cell> = cells.collect();
        sheet.set_row_height(row, height(&cells))?;
        for (cell, at) in cells.into_iter().zip(0..) {
            write(sheet, (row, at), cell, &body)?;
        }
    }
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last_column)?;
    sheet.set_autofit_max_width(WIDEST).autofit();
    for (_, at) in columns.iter().zip(0..).filter(|(column, _)| **column == Column::RegisteredAt) {
        sheet.set_column_width(at, MOMENT_WIDTH)?;
    }
    // A foreign phone number is text, and no oversight.
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// The height of a row whose long values are wrapped, in points; some programs do not find it themselves.
fn height(cells: &[Cell]) -> f64 {
    let lines = cells.iter().map(|cell| match cell {
        Cell::Text(text) => text.chars().count().div_ceil(A_LINE),
        Cell::Number(_) | Cell::Moment(_) => 1,
    });
    let lines = u16::try_from(lines.max().unwrap_or(1)).unwrap_or(u16::MAX);
    (f64::from(lines) * LINE_HEIGHT + ROW_MARGIN).min(HIGHEST_ROW)
}

fn write(sheet: &mut Worksheet, (row, at): (u32, u16), cell: Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, at, text, format)?,
        Cell::Number(number) => {
            let format = format.clone().set_align(FormatAlign::Center);
            sheet.write_number_with_format(row, at, number, &format)?
        }
        Cell::Moment(moment) => {
            // Excel knows no zones: what the clock on the wall showed.
            let shown = moment.timestamp().as_second() + i64::from(moment.offset().seconds());
            let format = format.clone().set_num_format(MOMENT).set_align(FormatAlign::Center);
            sheet.write_datetime_with_format(row, at, ExcelDateTime::from_timestamp(shown)?, &format)?
        }
    };
    Ok(())
}

fn heading_format() -> Format {
    let format = Format::new().set_bold().set_font_color(Color::White).set_background_color(0x2F_4A_66);
    format.set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin).set_border_color(0x2F_4A_66)
}

fn body_format() -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    format.set_border(FormatBorder::Thin).set_border_color(0xD0_D7_DE)
}

/// How it is printed: A4 across, as wide as the page, with the heading row, the title and the number
/// on each.
fn lay_out(sheet: &mut Worksheet, event: &Event, made: &ZonedDateTime) -> Result<(), XlsxError> {
    let (title, date, made) = (title_in_head(event), span(&event.starts, event.ends.as_ref()), moment(made));
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_margins(0.5, 0.5, 0.8, 0.7, 0.3, 0.3);
    sheet.set_header(format!("&L&\"-,Bold\"{title}&\"-,Regular\"\n{date}&R&A"));
    sheet.set_footer(format!("&LListe au {made}&RPage &P sur &N"));
    Ok(())
}

fn title(event: &Event, longest: usize) -> String {
    text(&typeset(&event.title), longest)
}

/// The title as the head of a page has it: an ampersand begins a command of Excel, two are one to read.
fn title_in_head(event: &Event) -> String {
    let doubled = event.title.matches('&').count().min(LONGEST_TITLE / 2);
    title(event, LONGEST_TITLE - doubled).replace('&', "&&")
}
