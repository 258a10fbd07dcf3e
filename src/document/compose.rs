//! What every reader writes into: text and structure as they come, blocks in reading order out.

use std::{iter, mem};

use super::text::clean;
use super::{Block, Cell, Table};

/// How deep tables are nested; in deeper ones every cell becomes lines.
const MAX_TABLES: usize = 32;

/// Puts together the blocks of a document. Every call is allowed in every state: what is not open
/// is not closed, and what is still open is closed when something around it is.
#[derive(Default)]
pub(super) struct Composer {
    /// Where text goes now.
    flow: Flow,
    /// The flows around it, outermost first.
    outer: Vec<Flow>,
    /// The tables around it, outermost first.
    tables: Vec<OpenTable>,
    /// How many tables beyond [`MAX_TABLES`] are open.
    flattened: usize,
    /// Whether lines are quoted mail text.
    quoted: bool,
}

/// A run of blocks in the making: the body, a cell or a text box.
#[derive(Default)]
struct Flow {
    place: Place,
    line: String,
    blocks: Vec<Block>,
    /// The text boxes anchored in the paragraph that is being written.
    afloat: Vec<Block>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Body,
    Cell {
        columns: usize,
    },
    TextBox,
}

struct OpenTable {
    table: Table,
    /// How many flows were around when it began: with more, one of its cells is open.
    around: usize,
}

impl Composer {
    /// Continues the line.
    pub fn write(&mut self, text: &str) {
        self.flow.line.push_str(text);
    }

    /// The line as written so far, not yet cleaned.
    pub fn line(&self) -> &str {
        &self.flow.line
    }

    /// Sets whether the lines that end from now on are quoted mail text.
    pub fn quote(&mut self, quoted: bool) {
        self.quoted = quoted;
    }

    /// Ends the line, if there is one.
    pub fn end_line(&mut self) {
        if !self.flow.line.is_empty() {
            self.break_line();
        }
    }

    /// Ends the line, even if it is empty.
    pub fn break_line(&mut self) {
        let line = clean(&self.flow.line);
        self.flow.line.clear();
        let quote = if self.quoted && !line.trim().is_empty() { "> " } else { "" };
        self.flow.blocks.push(Block::Line(format!("{quote}{line}")));
    }

    /// Ends the paragraph, even if it is empty; the text boxes anchored in it follow.
    pub fn end_paragraph(&mut self) {
        self.break_line();
        self.flow.blocks.append(&mut self.flow.afloat);
    }

    /// Begins a text box, whose lines come after the paragraph.
    pub fn open_text_box(&mut self) {
        self.open_flow(Place::TextBox);
    }

    /// Ends the text box.
    pub fn close_text_box(&mut self) {
        if self.flow.place == Place::TextBox {
            self.close_flow();
        }
    }

    /// Begins a table.
    pub fn open_table(&mut self) {
        self.end_line();
        if self.tables.len() < MAX_TABLES {
            self.tables.push(OpenTable { table: Table::default(), around: self.outer.len() });
        } else {
            self.flattened += 1;
        }
    }

    /// Begins a row of the innermost table, and ends the one before.
    pub fn open_row(&mut self) {
        self.close_cell();
        if self.flattened == 0
            && let Some(open) = self.tables.last_mut()
        {
            open.table.rows.push(Vec::new());
        }
    }

    /// Begins a cell that covers so many columns, and ends the one before.
    pub fn open_cell(&mut self, columns: usize) {
        self.close_cell();
        if self.flattened == 0
            && let Some(open) = self.tables.last_mut()
        {
            if open.table.rows.is_empty() {
                open.table.rows.push(Vec::new());
            }
            self.open_flow(Place::Cell { columns: columns.max(1) });
        }
    }

    /// Changes how many columns the open cell covers.
    pub fn widen_cell(&mut self, columns: usize) {
        if let Place::Cell { columns: covered } = &mut self.flow.place {
            *covered = columns.max(1);
        }
    }

    /// Ends the open cell of the innermost table.
    pub fn close_cell(&mut self) {
        match self.tables.last() {
            Some(open) if self.flattened == 0 => {
                let around = open.around;
                while self.outer.len() > around {
                    self.close_flow();
                }
            }
            _ => self.end_line(),
        }
    }

    /// Ends the open cell of the innermost table, and lets so many like it follow.
    pub fn repeat_cell(&mut self, times: usize) {
        self.close_cell();
        if self.flattened == 0
            && let Some(row) = self.tables.last_mut().and_then(|open| open.table.rows.last_mut())
            && let Some(cell) = row.last().cloned()
        {
            row.extend(iter::repeat_n(cell, times));
        }
    }

    /// Ends the open row of the innermost table, and lets so many like it follow.
    pub fn repeat_row(&mut self, times: usize) {
        self.close_cell();
        if self.flattened == 0
            && let Some(open) = self.tables.last_mut()
            && let Some(row) = open.table.rows.last().cloned()
        {
            open.table.rows.extend(iter::repeat_n(row, times));
        }
    }

    /// The innermost table as far as it was written, whose open cell is ended.
    pub fn table(&mut self) -> Option<&mut Table> {
        self.close_cell();
        let open = self.tables.last_mut().filter(|_| self.flattened == 0)?;
        Some(&mut open.table)
    }

    /// Ends the innermost table.
    pub fn close_table(&mut self) {
        self.close_cell();
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(open) = self.tables.pop() {
            self.end_line();
            if !open.table.rows.is_empty() {
                self.flow.blocks.push(Block::Table(open.table));
            }
        }
    }

    /// Ends everything; the blocks.
    pub fn finish(mut self) -> Vec<Block> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        while !self.outer.is_empty() {
            self.close_flow();
        }
        self.end_line();
        self.flow.finish()
    }

    fn open_flow(&mut self, place: Place) {
        let flow = Flow { place, ..Flow::default() };
        self.outer.push(mem::replace(&mut self.flow, flow));
    }

    /// Hands the innermost flow to what is around it.
    fn close_flow(&mut self) {
        self.end_line();
        let Some(around) = self.outer.pop() else { return };
        let flow = mem::replace(&mut self.flow, around);
        let place = flow.place;
        let mut blocks = flow.finish();
        match (place, self.tables.last_mut().and_then(|open| open.table.rows.last_mut())) {
            (Place::Cell { columns }, Some(row)) => row.push(Cell { blocks, columns }),
            _ => self.flow.afloat.append(&mut blocks),
        }
    }
}

impl Flow {
    /// Its blocks, without empty lines at either end.
    fn finish(mut self) -> Vec<Block> {
        self.blocks.append(&mut self.afloat);
        let is_blank = |block: &Block| matches!(block, Block::Line(line) if line.trim().is_empty());
        let end = self.blocks.iter().rposition(|block| !is_blank(block)).map_or(0, |last| last + 1);
        self.blocks.truncate(end);
        let start = self.blocks.iter().position(|block| !is_blank(block)).unwrap_or(0);
        self.blocks.drain(..start);
        self.blocks
    }
}
