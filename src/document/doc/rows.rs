//! How a row of a table is divided into cells (MS-DOC `TDefTableOperand`), and how many columns of the table
//! each of them covers.

use std::collections::BTreeSet;

use super::Version;
use crate::octets::{u8_at, u16_at};

/// The most cells that a row may have.
const MAX_CELLS: usize = 64;
/// How far apart two edges are in twips that are two: nearer ones were meant to be one.
const MIN_WIDTH: i32 = 40;

/// The division of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The edges of its cells from left to right, in twips: one more than there are cells.
    edges: Vec<i16>,
    cells: Vec<Cell>,
}

/// What a row says of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Whether it became part of the cell before it.
    pub is_merged: bool,
    /// Whether it continues the cell above it.
    pub continues: bool,
}

impl Row {
    /// Reads the definition of a row.
    pub fn of(operand: &[u8], version: Version) -> Option<Self> {
        let count = usize::from(u8_at(operand, 0)?).min(MAX_CELLS);
        let edge = |index: usize| u16_at(operand, 1 + 2 * index).map(u16::cast_signed);
        let edges = (0..=count).map(edge).collect::<Option<Vec<_>>>()?;
        let size = if version == Version::Word6 { 10 } else { 20 };
        let flags = |index: usize| u16_at(operand, 3 + 2 * count + size * index).unwrap_or_default();
        let merged = merged((0..count).map(|index| flags(index) & 0x03));
        let cell = |(index, is_merged)| Cell { is_merged, continues: flags(index) & 0x60 == 0x20 };
        Some(Self { edges, cells: merged.enumerate().map(cell).collect() })
    }

    /// Merges cells of a row: the first, and the one behind the last (MS-DOC `sprmTMerge`).
    pub fn merge(&mut self, operand: &[u8]) {
        let (Some(first), Some(limit)) = (u8_at(operand, 0), u8_at(operand, 1)) else { return };
        let merged = usize::from(first) + 1..usize::from(limit);
        for (_, cell) in self.cells.iter_mut().enumerate().filter(|(index, _)| merged.contains(index)) {
            cell.is_merged = true;
        }
    }

    /// Sets how a cell is merged with those above and below (MS-DOC `VertMergeOperand`).
    pub fn merge_vertically(&mut self, operand: &[u8]) {
        let (Some(index), Some(flags)) = (u8_at(operand, 0), u8_at(operand, 1)) else { return };
        if let Some(cell) = self.cells.get_mut(usize::from(index)) {
            cell.continues = flags == 1;
        }
    }

    /// What is said of a cell.
    pub fn cell(&self, index: usize) -> Cell {
        self.cells.get(index).copied().unwrap_or_default()
    }
}

/// Which cells became part of the one before them, by two bits of their flags. Descriptions of the
/// format do not agree which of the two marks the first of such cells: it is whichever comes first.
fn merged(flags: impl Iterator<Item = u16>) -> impl Iterator<Item = bool> {
    flags.scan(0, |first, flags| {
        if flags == 0 || *first == 0 {
            *first = flags;
        }
        Some(flags != *first)
    })
}

/// The columns of a table: all edges of its cells, from left to right.
pub(super) struct Grid(Vec<i32>);

impl Grid {
    /// The columns of a table of these rows.
    pub fn of<'r>(rows: impl Iterator<Item = &'r Row>) -> Self {
        let edges: BTreeSet<i16> = rows.flat_map(|row| &row.edges).copied().collect();
        let mut columns: Vec<i32> = Vec::new();
        for edge in edges.into_iter().map(i32::from) {
            if columns.last().is_none_or(|&last| edge - last >= MIN_WIDTH) {
                columns.push(edge);
            }
        }
        Self(columns)
    }

    /// How many columns stand left of a row.
    pub fn before(&self, row: &Row) -> usize {
        row.edges.first().map_or(0, |&edge| self.column(edge))
    }

    /// How many columns a cell covers, together with those merged into it.
    pub fn covered(&self, row: &Row, index: usize) -> usize {
        let merged = row.cells.iter().skip(index + 1).take_while(|cell| cell.is_merged).count();
        match (row.edges.get(index), row.edges.get(index + merged + 1)) {
            (Some(&left), Some(&right)) => self.column(right).saturating_sub(self.column(left)).max(1),
            _ => 1,
        }
    }

    /// How many columns stand left of an edge.
    fn column(&self, edge: i16) -> usize {
        self.0.partition_point(|&column| column + MIN_WIDTH <= i32::from(edge))
    }
}
