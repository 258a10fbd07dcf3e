//! The shape of a table (RTF 1.9.1, "Table Definitions"). A row says where its cells end and which
//! belong together, often after its text; which columns there are is known when all rows are.

use crate::document::{Cell, Table};

/// How many cells a row may define.
const MAX_CELLS: usize = 256;
/// How far apart in twips (1/1440 inch) the edges of two columns are at least.
const NARROWEST: i32 = 30;

/// What a row says of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    cells: Vec<Shape>,
    /// What is said of the cell that comes next.
    next: Shape,
}

/// What is said of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shape {
    /// Where it ends, in twips.
    edge: i32,
    /// Whether it belongs to the cell on its left.
    continues_left: bool,
    /// Whether it continues the cell above it.
    continues_above: bool,
}

impl Row {
    /// Takes in a control word of the definition. Whether it was one.
    pub fn take_in(&mut self, word: &str, parameter: Option<i32>) -> bool {
        match word {
            "trowd" => *self = Self::default(),
            "clmrg" => self.next.continues_left = true,
            "clvmrg" => self.next.continues_above = true,
            "cellx" => {
                let cell = Shape { edge: parameter.unwrap_or_default(), ..std::mem::take(&mut self.next) };
                if self.cells.len() < MAX_CELLS {
                    self.cells.push(cell);
                }
            }
            _ => return false,
        }
        true
    }

    /// How many cells it defines.
    pub fn len(&self) -> usize {
        self.cells.len()
    }
}

/// Gives a table the shape that its rows say.
pub(super) fn shape(table: &mut Table, rows: &[Row]) {
    let edges = edges(rows);
    for (cells, row) in table.rows.iter_mut().zip(rows) {
        let mut shaped: Vec<Cell> = Vec::with_capacity(cells.len());
        let mut left = 0;
        for (index, mut cell) in std::mem::take(cells).into_iter().enumerate() {
            let shape = row.cells.get(index).copied().unwrap_or_default();
            let right = edges.partition_point(|&edge| edge <= shape.edge);
            cell.columns = right.saturating_sub(left).max(1);
            left = left.max(right);
            if shape.continues_above {
                cell.blocks.clear();
            }
            match shaped.last_mut() {
                Some(before) if shape.continues_left => {
                    before.columns += cell.columns;
                    before.blocks.append(&mut cell.blocks);
                }
                _ => shaped.push(cell),
            }
        }
        *cells = shaped;
    }
}

/// Where columns end, from left to right: nearly the same place counts as one.
fn edges(rows: &[Row]) -> Vec<i32> {
    let mut edges: Vec<i32> = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.edge).collect();
    edges.sort_unstable();
    edges.dedup_by(|edge, before| edge.saturating_sub(*before) < NARROWEST);
    edges
}
