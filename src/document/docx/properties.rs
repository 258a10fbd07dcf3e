//! What runs, rows, cells and symbols say of themselves (ECMA-376-1 §17.3.2, §17.4).

use super::forms::is_on;
use crate::document::Refusal;
use crate::document::text::in_symbol_font;
use crate::document::xml::{Element, Xml};

/// The most grid columns that Word knows.
const MAX_COLUMNS: usize = 63;

/// Reads an open `w:rPr`: whether the run is not shown, or struck out, which says as much.
pub(super) fn is_hidden_run(xml: &mut Xml) -> Result<bool, Refusal> {
    let mut is_hidden = false;
    xml.inside(|element, depth| {
        is_hidden |= depth == 1
            && matches!(element.name.local.as_str(), "vanish" | "strike" | "dstrike")
            && is_on(element);
    })?;
    Ok(is_hidden)
}

/// The properties of a table row.
#[derive(Default)]
pub(super) struct Row {
    /// Whether its deletion was tracked.
    pub is_deleted: bool,
    /// How many grid columns it leaves out before its first cell.
    pub before: usize,
}

impl Row {
    /// Reads an open `w:trPr`.
    pub fn read(xml: &mut Xml) -> Result<Self, Refusal> {
        let mut row = Self::default();
        xml.inside(|element, depth| match (element.name.local.as_str(), depth) {
            ("del", 1) => row.is_deleted = true,
            ("gridBefore", 1) => row.before = columns(element),
            _ => {}
        })?;
        Ok(row)
    }
}

/// The properties of a table cell.
pub(super) struct Cell {
    /// How many grid columns it covers.
    pub columns: usize,
    /// Whether it continues the cell above it.
    pub continues: bool,
}

impl Cell {
    /// Reads an open `w:tcPr`.
    pub fn read(xml: &mut Xml) -> Result<Self, Refusal> {
        let mut cell = Self { columns: 1, continues: false };
        xml.inside(|element, depth| match (element.name.local.as_str(), depth) {
            ("gridSpan", 1) => cell.columns = columns(element),
            ("vMerge", 1) => cell.continues = element.attribute("val").is_none_or(|value| value != "restart"),
            _ => {}
        })?;
        Ok(cell)
    }
}

fn columns(element: &Element) -> usize {
    element.attribute("val").and_then(|value| value.parse().ok()).unwrap_or(1).min(MAX_COLUMNS)
}

/// The character of a `w:sym` (§17.3.3.30).
pub(super) fn symbol(element: &Element) -> String {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    code.and_then(in_symbol_font).map(String::from).unwrap_or_default()
}
