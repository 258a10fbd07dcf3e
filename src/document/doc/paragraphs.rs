//! A story cut into paragraphs, each with its place in the tables.

use std::ops::Range;

use super::formatting::Formatting;
use super::pieces::Text;
use super::rows::Row;
use crate::document::Refusal;

/// The characters that end a paragraph (MS-DOC §2.4.2): its mark, that of a cell or a row, and a
/// page break, which may be the end of a section.
const PARAGRAPH_MARK: u16 = 0x0d;
const CELL_MARK: u16 = 0x07;
const PAGE_BREAK: u16 = 0x0c;
/// How many paragraphs a document may have, cells counted.
pub(super) const MAX_PARAGRAPHS: usize = 50_000;

/// A paragraph.
pub(super) struct Paragraph {
    /// Its characters, without the mark at its end.
    pub characters: Range<u32>,
    /// In how many tables it is, one in the cell of another.
    pub depth: u32,
    pub ends: Ends,
    /// Whether its mark is not shown.
    pub is_mark_hidden: bool,
}

/// What ends with a paragraph.
#[derive(Debug, Clone)]
pub(super) enum Ends {
    Nothing,
    Cell,
    Row(Row),
}

impl Paragraph {
    /// Whether it ends a cell of the table at this depth.
    pub fn ends_cell(&self, depth: u32) -> bool {
        self.depth == depth && matches!(self.ends, Ends::Cell)
    }

    /// The row of the table at this depth that it ends.
    pub fn ended_row(&self, depth: u32) -> Option<&Row> {
        match &self.ends {
            Ends::Row(row) if self.depth == depth => Some(row),
            _ => None,
        }
    }
}

/// The paragraphs of a range of characters.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn paragraphs(
    text: &Text,
    range: Range<u32>,
    formatting: &mut Formatting,
) -> Result<Vec<Paragraph>, Refusal> {
    let mut found = Vec::new();
    let mut start = range.start;
    for run in text.runs(range.clone()) {
        let run = run?;
        for (index, code) in run.codes().enumerate() {
            if !matches!(code, PARAGRAPH_MARK | CELL_MARK | PAGE_BREAK) {
                continue;
            }
            if found.len() == MAX_PARAGRAPHS {
                return Err(Refusal::TooLarge);
            }
            let (_, mark) = run.split(index);
            let characters = start..mark.position;
            start = mark.position.saturating_add(1);
            let said = formatting.mark(&mark)?;
            let is_mark_hidden = formatting.character(&mark)?.0.is_hidden();
            let (depth, ends) = match code {
                CELL_MARK if said.ends_row => (1, Ends::Row(said.row.unwrap_or_default())),
                CELL_MARK => (1, Ends::Cell),
                PARAGRAPH_MARK if said.ends_inner_row => {
                    (said.depth(), Ends::Row(said.row.unwrap_or_default()))
                }
                PARAGRAPH_MARK if said.ends_inner_cell => (said.depth(), Ends::Cell),
                _ => (said.depth(), Ends::Nothing),
            };
            found.push(Paragraph { characters, depth, ends, is_mark_hidden });
        }
    }
    if start < range.end {
        found.push(Paragraph {
            characters: start..range.end,
            depth: 0,
            ends: Ends::Nothing,
            is_mark_hidden: false,
        });
    }
    Ok(found)
}
