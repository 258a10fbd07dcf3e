//! Lines, and the tables that paragraphs say they stand in (RTF 1.9.1, "Table Definitions" and "Nested
//! Tables"): a table begins with the first paragraph that is in one, and ends with the first that is
//! not.

use super::Walker;
use crate::document::Refusal;
use crate::document::allowance::{CELL, LINE, TABLE};
use crate::document::rtf::tables::{Row, shape};

/// A text with its tables: the body, a margin or a text box.
#[derive(Default)]
pub(super) struct Flow {
    /// The open tables, innermost last.
    pub tables: Vec<OpenTable>,
    /// The definition of the row that is being written or was written last.
    pub row: Row,
    /// The definitions of rows around it, while one in a nested table is being read.
    pub outer_rows: Vec<Row>,
    /// Whether a row of the outermost table was defined and has not ended.
    is_in_row: bool,
}

#[derive(Default)]
pub(super) struct OpenTable {
    /// The definitions of the rows that ended.
    rows: Vec<Row>,
    has_row: bool,
    has_cell: bool,
}

impl Walker<'_> {
    /// Takes in a word that ends a line, a cell or a row, or defines one.
    pub(super) fn layout(&mut self, word: &str, parameter: Option<i32>) -> Result<(), Refusal> {
        match word {
            "par" => self.end_paragraph(),
            "line" => self.break_line(),
            "sect" | "page" | "column" => {
                self.page.end_line();
                Ok(())
            }
            "cell" => self.end_cell(1),
            "nestcell" => self.end_cell(self.level().max(2)),
            "row" => {
                self.flow.is_in_row = false;
                self.end_row(1)
            }
            "nestrow" => self.end_row(self.level().max(2)),
            _ => {
                let is_definition = self.flow.row.take_in(word, parameter);
                if is_definition && self.flow.outer_rows.is_empty() {
                    self.flow.is_in_row = true;
                }
                Ok(())
            }
        }
    }

    /// In how many tables the paragraph stands.
    pub(super) fn level(&self) -> usize {
        let in_table = self.group.in_table || self.flow.is_in_row;
        self.group.nesting.max(usize::from(in_table))
    }

    /// Goes to a place in so many tables: those beyond end, and those that are missing begin.
    pub(super) fn settle(&mut self, level: usize) -> Result<(), Refusal> {
        self.close_tables(level);
        for depth in 0..level {
            if self.flow.tables.len() == depth {
                self.page.open_table();
                self.flow.tables.push(OpenTable::default());
                self.spend(TABLE)?;
            }
            let Some(table) = self.flow.tables.get_mut(depth) else { break };
            if !table.has_row {
                self.page.open_row();
            }
            if !table.has_cell {
                self.page.open_cell(1);
            }
            (table.has_row, table.has_cell) = (true, true);
        }
        Ok(())
    }

    /// Ends the tables beyond the first so many.
    pub(super) fn close_tables(&mut self, level: usize) {
        while self.flow.tables.len() > level {
            let Some(table) = self.flow.tables.pop() else { break };
            if let Some(written) = self.page.table() {
                shape(written, &table.rows);
            }
            self.page.close_table();
        }
    }

    fn end_paragraph(&mut self) -> Result<(), Refusal> {
        self.settle(self.level())?;
        self.page.end_paragraph();
        self.fields.transcript.note("\n");
        self.spend(LINE)
    }

    fn break_line(&mut self) -> Result<(), Refusal> {
        self.settle(self.level())?;
        self.page.break_line();
        self.fields.transcript.note("\n");
        self.spend(LINE)
    }

    fn end_cell(&mut self, level: usize) -> Result<(), Refusal> {
        self.settle(level)?;
        self.page.close_cell();
        if let Some(table) = self.flow.tables.last_mut() {
            table.has_cell = false;
        }
        self.fields.transcript.note("\n");
        self.spend(CELL)
    }

    /// Ends a row of the table at this depth, which has the shape that was defined last.
    fn end_row(&mut self, level: usize) -> Result<(), Refusal> {
        self.close_tables(level);
        if self.flow.tables.len() < level {
            return Ok(());
        }
        let Some(table) = self.flow.tables.last_mut().filter(|table| table.has_row) else { return Ok(()) };
        (table.has_row, table.has_cell) = (false, false);
        table.rows.push(self.flow.row.clone());
        self.page.close_cell();
        self.spend(CELL + self.flow.row.len())
    }
}
