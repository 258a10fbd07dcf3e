//! What the Word files have in common (ISO/IEC 29500, DOCX): the page, the type, the tables.

use std::io::Cursor;

use docx_rs::{
    BorderType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCellMargins, TableLayoutType, TableRow, WidthType, XMLDocx,
};

use super::SheetError;

/// A4 upright, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// A font that every word processor has, or another of the same widths.
const FONT: &str = "Arial";
pub const BLACK: &str = "000000";
/// For what is beside the point; it is dark enough to be read (WCAG 2, 1.4.3).
pub const GREY: &str = "5F6B76";
pub const RULE: &str = "9AA5B1";
pub const SHADE: &str = "E8EDF2";

/// A document without content, in type of ten points.
pub fn blank_page(margin: PageMargin) -> Docx {
    let font = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let (width, height) = PAGE;
    Docx::new().page_size(width, height).page_margin(margin).default_fonts(font).default_size(20)
}

/// A paragraph of `size` half points, with room `before` and `after` it in twentieths of a point.
pub fn paragraph(words: &str, size: usize, colour: &str, before: u32, after: u32) -> Paragraph {
    let run = Run::new().add_text(words).size(size).color(colour);
    Paragraph::new().add_run(run).line_spacing(LineSpacing::new().before(before).after(after))
}

pub fn bold(words: &str, size: usize, before: u32, after: u32) -> Paragraph {
    let run = Run::new().add_text(words).size(size).bold();
    Paragraph::new().add_run(run).line_spacing(LineSpacing::new().before(before).after(after))
}

pub fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// A ruled table with columns of these `widths`, in twentieths of a point; its first row is the heading.
pub fn table(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let borders = [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::with_empty(),
        |borders, position| {
            borders.set(TableBorder::new(position).border_type(BorderType::Single).size(4).color(RULE))
        },
    );
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 100, 40, 100))
        .set_borders(borders)
}

/// `document` with the first row of each table repeated on each page (ISO/IEC 29500-1 §17.4.78), which
/// the crate cannot say. In what people wrote, a `<` is escaped, so that no tag can be theirs.
pub fn with_repeated_headings(document: &str) -> String {
    let mut parts = document.split("<w:tbl>");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str("<w:tbl>");
        whole.push_str(&part.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1));
    }
    whole
}

/// `part` with the changes that the crate cannot make.
///
/// # Errors
/// Never, as parts are UTF-8.
pub fn changed(part: &mut Vec<u8>, change: impl FnOnce(&str) -> String) -> Result<(), SheetError> {
    let text = std::str::from_utf8(part).map_err(|_| SheetError::Word)?;
    *part = change(text).into_bytes();
    Ok(())
}

/// The octets of a file of these parts.
///
/// # Errors
/// When the container cannot be written.
pub fn packed(parts: XMLDocx) -> Result<Vec<u8>, SheetError> {
    let mut octets = Cursor::new(Vec::new());
    parts.pack(&mut octets).map_err(|_| SheetError::Word)?;
    Ok(octets.into_inner())
}
