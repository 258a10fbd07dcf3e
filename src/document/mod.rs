//! Bytes of a file in, a [`Document`] out: lines, tables, fields and boxes in reading order,
//! whatever program wrote it. One file a format; content decides the format, never the name.
//! A document does not know what a bulletin is.

/// What was read of one file or of one message body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The format the content turned out to be.
    pub format: Format,
    /// The text in reading order.
    pub body: Vec<Block>,
    /// Headers and footers of the pages: letterhead, not content.
    pub margins: Vec<Block>,
    /// Form fields that carry a name of their own (content controls, legacy form fields).
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
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, or a part of one between line breaks. Tabs are kept, check boxes are
    /// [`CHECKED`] and [`UNCHECKED`], placeholders are gone. Quoted mail text begins with `> `.
    Line(String),
    /// A table.
    Table(Table),
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
    /// What stands in the cell.
    pub blocks: Vec<Block>,
    /// How many columns it covers, 1 or more.
    pub columns: usize,
}

/// A form field with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The title or tag that the form's author gave it.
    pub name: String,
    /// What was filled in; empty where nothing was.
    pub value: String,
}

/// An empty check box.
pub const UNCHECKED: char = '☐';
/// A ticked check box.
pub const CHECKED: char = '☒';
