//! Bytes of a file in, a [`Document`] out: lines, tables, fields and boxes in reading order,
//! whatever program wrote it. One module a format; content decides the format, never the name.
//! A document does not know what a bulletin is.
//!
//! A reader walks its format once and tells a [`Composer`](compose::Composer) what it meets: text,
//! ends of lines, tables. It notes what it shows in a [`Transcript`](transcript::Transcript), out of
//! which fields have their values, and counts it against an [`allowance`]. To add a format, write its
//! reader in a module of its own, have [`Content`] tell it from the others, and name it in [`read`].

mod activex;
mod allowance;
mod charsets;
mod compose;
mod content;
mod doc;
mod docx;
pub mod html;
mod odt;
mod package;
mod pdf;
mod refusal;
mod rtf;
pub mod text;
mod transcript;
mod word_fields;
mod xml;

pub use refusal::{Foreign, Refusal};

use content::Content;

/// The size in bytes above which a file is not read: 32 MiB.
const MAX_BYTES: usize = 32 << 20;

/// Reads a file. Its content decides how; its name is not asked for.
///
/// # Errors
/// A [`Refusal`] that says why the file was not read.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    match Content::of(bytes)? {
        Content::Text(text) => Ok(text::read(&text)),
        Content::Html(source) => Ok(html::read(&source)),
        Content::OfficeOpenXml(package) => docx::read(*package),
        Content::Doc(bytes) => doc::read(bytes),
        Content::OpenDocument(package) => odt::read(*package),
        Content::FlatOpenDocument(source) => odt::read_flat(&source),
        Content::Rtf(source) => rtf::read(source),
        Content::Pdf(bytes) => pdf::read(bytes),
        Content::Foreign(foreign) => Err(Refusal::Unsupported(foreign)),
    }
}

/// What was read of one file or of one message body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The format the content turned out to be.
    pub format: Format,
    /// The text in reading order.
    pub body: Vec<Block>,
    /// Headers and footers of the pages: letterhead, not content.
    pub margins: Vec<Block>,
    /// Form fields that carry a name of their own (content controls, legacy form fields, fields of a PDF).
    /// Their values also stand in the body, where they are shown.
    pub fields: Vec<Field>,
}

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Office Open XML (ECMA-376), transitional or strict.
    Docx,
    /// Word 97 to 2003 (MS-DOC), or Word 6 and 95.
    Doc,
    /// `OpenDocument` text, in a package or flat.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// PDF (ISO 32000).
    Pdf,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, or a part of one between line breaks, in the characters that [`text::clean`]
    /// leaves. Tabs are kept, check boxes are [`CHECKED`] and [`UNCHECKED`], placeholders are gone.
    /// Quoted mail text begins with `> `. An empty line is one that the page shows; there is none at
    /// the beginning or the end of a body, a text box or a cell.
    Line(String),
    /// A table.
    Table(Table),
}

impl Block {
    /// Whether it shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Line(line) => line.trim().is_empty(),
            Self::Table(table) => {
                table.rows.iter().flatten().all(|cell| cell.blocks.iter().all(Self::is_blank))
            }
        }
    }
}

/// A table, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows from top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell, which holds blocks in turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What stands in the cell; nothing in an empty one or in the continuation of a vertical merge.
    pub blocks: Vec<Block>,
    /// How many columns it covers, 1 or more.
    pub columns: usize,
}

/// A form field with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The title or tag that the form's author gave it.
    pub name: String,
    /// What was filled in, its lines separated by `\n`; empty where nothing was.
    pub value: String,
}

/// An empty check box.
pub const UNCHECKED: char = '☐';
/// A ticked check box.
pub const CHECKED: char = '☒';

/// Refuses a body that shows nothing, or nothing but pictures.
fn refuse_blank(body: &[Block], has_pictures: bool) -> Result<(), Refusal> {
    if !body.iter().all(Block::is_blank) {
        Ok(())
    } else if has_pictures {
        Err(Refusal::Image)
    } else {
        Err(Refusal::Empty)
    }
}

fn check_box(is_checked: bool) -> char {
    if is_checked { CHECKED } else { UNCHECKED }
}

#[cfg(test)]
mod tests;
