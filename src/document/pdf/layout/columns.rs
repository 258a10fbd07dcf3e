//! Tables that are only aligned: lines whose pieces stand below each other.

use super::lines::{Line, Piece};

/// How far edges of aligned pieces may be off, in em.
pub(super) const ALIGNED: f64 = 0.4;
/// How far below each other lines of one table may be, in em.
const FAR: f64 = 4.0;
/// How far below each other lines of one table may be where others are closer, in em.
const PARTED: f64 = 2.6;
/// How close below each other lines of one cell are, in em.
const CLOSE: f64 = 1.5;
/// How many lines and how many columns one table may have.
const MAX_LINES: usize = 200;
const MAX_COLUMNS: usize = 24;

/// Lines that stand below each other, or a table that some of them make.
#[derive(Debug, PartialEq)]
pub(super) enum Block {
    Line(Line),
    /// Rows of cells; each cell holds lines.
    Table(Vec<Vec<Vec<Line>>>),
}

/// The blocks that lines make.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        if let Some((table, behind)) = Table::at(rest) {
            blocks.push(Block::Table(table.rows));
            rest = behind;
        } else {
            blocks.push(Block::Line(first.clone()));
            rest = after;
        }
    }
    blocks
}

/// A table in the making.
struct Table {
    /// From where to where its columns go, from left to right.
    columns: Vec<(f64, f64)>,
    rows: Vec<Vec<Vec<Line>>>,
}

impl Table {
    /// The table that begins with the first of these lines, and what is behind it.
    fn at(lines: &[Line]) -> Option<(Self, &[Line])> {
        lines.first().filter(|line| line.pieces.len() > 1)?;
        let mut columns: Vec<(f64, f64)> = Vec::new();
        let mut chosen: Vec<Line> = Vec::new();
        // How far apart rows are.
        let mut pitch = f64::INFINITY;
        // Behind the last of several pieces nothing belongs to the table but what goes on with it.
        let mut count = 0;
        for line in lines.iter().take(MAX_LINES) {
            let line = line.parted_at(&columns.iter().map(|column| column.0).collect::<Vec<_>>());
            let before = chosen.last();
            let gap = before.map_or(0.0, |before| line.base - before.base);
            let is_near = gap < FAR * line.size && (gap < PARTED * line.size || gap < 1.6 * pitch);
            let Some(wider) = widened(&columns, &line).filter(|_| is_near) else { break };
            let goes_on = before.is_some_and(|before| wraps(&line, before, &columns));
            if before.is_some() && !goes_on {
                pitch = pitch.min(gap);
            }
            columns = wider;
            let belongs = line.pieces.len() > 1 || goes_on;
            chosen.push(line);
            if belongs {
                count = chosen.len();
            }
        }
        chosen.truncate(count);
        let behind = lines.get(count..).filter(|_| are_aligned(&chosen, &columns))?;
        let mut table = Self { columns, rows: Vec::new() };
        let mut before: Option<&Line> = None;
        for line in &chosen {
            table.add(line, before);
            before = Some(line);
        }
        Some((table, behind))
    }

    /// Adds a line: a row, or more of the row before it.
    fn add(&mut self, line: &Line, before: Option<&Line>) {
        let goes_on = before.is_some_and(|before| wraps(line, before, &self.columns) || meets(line, before));
        if !goes_on || self.rows.is_empty() {
            self.rows.push(vec![Vec::new(); self.columns.len()]);
        }
        let Some(row) = self.rows.last_mut() else { return };
        for (at, cell) in row.iter_mut().enumerate() {
            let is_inside = |piece: &&Piece| column_of(piece, &self.columns) == Some(at);
            let pieces: Vec<Piece> = line.pieces.iter().filter(is_inside).cloned().collect();
            if !pieces.is_empty() {
                cell.push(Line { pieces, ..*line });
            }
        }
    }
}

/// The columns with those of one more line, unless one of its pieces lies across several, or several lie in
/// one, as below the value of a line that stands above the table.
fn widened(columns: &[(f64, f64)], line: &Line) -> Option<Vec<(f64, f64)>> {
    let overlap = |piece: &Piece, column: &(f64, f64)| piece.left < column.1 && column.0 < piece.right;
    let shares = |column: &(f64, f64)| line.pieces.iter().filter(|piece| overlap(piece, column)).count() > 1;
    if columns.iter().any(shares) {
        return None;
    }
    let mut wider = columns.to_vec();
    for piece in &line.pieces {
        let mut found = wider.iter_mut().filter(|column| overlap(piece, column));
        match (found.next(), found.next()) {
            (Some(column), None) => *column = (column.0.min(piece.left), column.1.max(piece.right)),
            (Some(_), Some(_)) => return None,
            (None, _) => wider.push((piece.left, piece.right)),
        }
    }
    wider.sort_by(|one, other| one.0.total_cmp(&other.0));
    let are_apart = wider.windows(2).all(|pair| match pair {
        [one, other] => one.1 <= other.0,
        _ => true,
    });
    (are_apart && wider.len() <= MAX_COLUMNS).then_some(wider)
}

fn column_of(piece: &Piece, columns: &[(f64, f64)]) -> Option<usize> {
    columns.iter().position(|column| piece.left >= column.0 - 0.1 && piece.right <= column.1 + 0.1)
}

/// Whether a line goes on with the cells of the one before: close below it, with nothing in the first
/// column.
fn wraps(line: &Line, before: &Line, columns: &[(f64, f64)]) -> bool {
    let is_close = line.base - before.base <= CLOSE * line.size.min(before.size);
    let first = columns.first().map_or(f64::NEG_INFINITY, |column| column.1);
    is_close && line.pieces.iter().all(|piece| piece.left > first)
}

/// Whether two lines overlap, as those do of cells that are centred beside each other.
fn meets(line: &Line, before: &Line) -> bool {
    line.base - before.base < 0.9 * line.size.min(before.size)
}

/// Whether pieces stand below each other: at their left, their middle or their right.
fn are_aligned(lines: &[Line], columns: &[(f64, f64)]) -> bool {
    let rows = lines.iter().filter(|line| line.pieces.len() > 1).count();
    let is_aligned = |column: usize| {
        let pieces: Vec<(&Piece, f64)> = lines
            .iter()
            .flat_map(|line| line.pieces.iter().map(|piece| (piece, line.size)))
            .filter(|(piece, _)| column_of(piece, columns) == Some(column))
            .collect();
        let agree = |edge: fn(&Piece) -> f64| {
            let near = |one: &(&Piece, f64)| {
                pieces.iter().filter(|other| (edge(one.0) - edge(other.0)).abs() <= ALIGNED * one.1).count()
            };
            pieces.iter().map(near).max().unwrap_or(0)
        };
        let most = agree(|piece| piece.left)
            .max(agree(|piece| piece.right))
            .max(agree(|piece| f64::midpoint(piece.left, piece.right)));
        pieces.len() > 1 && most * 2 > pieces.len()
    };
    rows > 1 && columns.len() > 1 && (1..columns.len()).any(is_aligned)
}
