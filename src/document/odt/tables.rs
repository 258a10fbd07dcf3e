//! Which columns the cells of a table cover (ODF 1.3 part 3 §9.1). A cell that covers others is
//! followed by a `table:covered-table-cell` for each, in its row and in the rows below.

use crate::document::xml::Element;

/// The most columns that a cell covers.
const MAX_COLUMNS: usize = 1000;
/// The most rows that a cell covers.
const MAX_ROWS: usize = 100_000;
/// How many cells of one row that cover rows below theirs are kept in mind.
const MAX_TALL: usize = 128;
/// How many times a cell or a row is repeated at most.
const MAX_REPEATED: usize = 100;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Grid {
    /// The column that comes next in the row.
    column: usize,
    /// The columns before this one are covered by a cell on the left.
    covered: usize,
    /// The cells that cover rows below theirs.
    tall: Vec<Tall>,
    /// The open row and the open cell.
    pub row: Repeat,
    pub cell: Repeat,
}

struct Tall {
    column: usize,
    columns: usize,
    /// How many rows below this one it still covers.
    below: usize,
    /// Whether it begins in this row.
    is_new: bool,
}

/// How often something that is open stands there.
#[derive(Clone, Copy, Default)]
pub(super) struct Repeat {
    /// How many times it stands there besides.
    pub times: usize,
    /// How many bytes of text were allowed when it began.
    pub before: usize,
}

impl Grid {
    /// Begins a row.
    pub fn begin_row(&mut self) {
        (self.column, self.covered) = (0, 0);
        self.tall.retain_mut(|tall| {
            tall.is_new = false;
            let goes_on = tall.below > 0;
            tall.below = tall.below.saturating_sub(1);
            goes_on
        });
    }

    /// Begins a cell; how many columns it covers.
    pub fn begin_cell(&mut self, element: &Element) -> usize {
        let columns = count(element, "number-columns-spanned").clamp(1, MAX_COLUMNS);
        let rows = count(element, "number-rows-spanned").clamp(1, MAX_ROWS);
        self.covered = self.column + columns;
        if rows > 1 && self.tall.len() < MAX_TALL {
            self.tall.push(Tall { column: self.column, columns, below: rows - 1, is_new: true });
        }
        self.column += 1 + repeated(element, "number-columns-repeated");
        columns
    }

    /// Passes covered columns; the columns of each cell from a row above that goes on there.
    pub fn pass_covered(&mut self, element: &Element) -> Vec<usize> {
        let mut going_on = Vec::new();
        for _ in 0..=repeated(element, "number-columns-repeated") {
            if self.column >= self.covered {
                let columns = self.tall_at(self.column).unwrap_or(1);
                self.covered = self.column + columns;
                going_on.push(columns);
            }
            self.column += 1;
        }
        going_on
    }

    /// The columns of the cell from a row above that covers from this column on.
    fn tall_at(&self, column: usize) -> Option<usize> {
        let tall = self.tall.iter().find(|tall| !tall.is_new && tall.column == column)?;
        Some(tall.columns)
    }
}

/// How many times a cell or a row stands there besides once.
pub(super) fn repeated(element: &Element, attribute: &str) -> usize {
    count(element, attribute).saturating_sub(1).min(MAX_REPEATED)
}

fn count(element: &Element, attribute: &str) -> usize {
    element.attribute(attribute).and_then(|count| count.trim().parse().ok()).unwrap_or(1)
}
