//! Tables that are drawn: rules that cross each other, and the cells between them.

use std::collections::{BTreeMap, HashSet};

use hayro_font::kurbo::{Point, Rect};

use super::placed::Placed;
use crate::document::pdf::sheet::Rule;

/// How far rules may be off each other and still meet, in points.
const NEAR: f64 = 3.0;
/// How low a row and how narrow a column may be, in points.
const NARROW: f64 = 4.0;
/// How many rules of a page may cross each other; drawings have more.
const MAX_RULES: usize = 3000;
/// How many cells a grid may have, before any are merged.
const MAX_CELLS: usize = 20_000;

/// A rule along one axis: where it is on the other, and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: f64,
    from: f64,
    to: f64,
}

/// A table that is drawn.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where its columns and its rows begin and end.
    columns: Vec<f64>,
    rows: Vec<f64>,
    /// For each row and column, the cell that covers it. A cell is known by its first place.
    covers: Vec<usize>,
}

/// The grids that rules make, and the edges of squares that touch each other.
pub(super) fn find(rules: &[Rule], squares: &[Rect]) -> Vec<Grid> {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    let edges = squares.iter().flat_map(edges_of);
    for Rule { start, end } in rules.iter().copied().chain(edges) {
        if (start.y - end.y).abs() <= (start.x - end.x).abs() {
            across.push(Stroke { at: start.y, from: start.x.min(end.x), to: start.x.max(end.x) });
        } else {
            down.push(Stroke { at: start.x, from: start.y.min(end.y), to: start.y.max(end.y) });
        }
    }
    let (across, down) = (joined(across), joined(down));
    if across.len() + down.len() > MAX_RULES {
        return Vec::new();
    }
    connected(&across, &down).iter().filter_map(|(across, down)| Grid::of(across, down)).collect()
}

fn edges_of(rect: &Rect) -> [Rule; 4] {
    let Rect { x0, y0, x1, y1 } = *rect;
    [((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))]
        .map(|(start, end)| Rule { start: start.into(), end: end.into() })
}

/// Rules with those joined that go on from each other.
fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|one, other| one.at.total_cmp(&other.at));
    let is_level = |one: &Stroke, other: &Stroke| other.at - one.at < NEAR / 2.0;
    let mut joined: Vec<Stroke> = Vec::new();
    for level in strokes.chunk_by_mut(is_level) {
        level.sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut open: Option<Stroke> = None;
        for stroke in level {
            match &mut open {
                Some(open) if stroke.from <= open.to + NEAR => open.to = open.to.max(stroke.to),
                _ => joined.extend(open.replace(*stroke)),
            }
        }
        joined.extend(open);
    }
    joined
}

/// Rules in groups that touch each other.
fn connected(across: &[Stroke], down: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut groups = Groups::new(across.len() + down.len());
    for (at, horizontal) in across.iter().enumerate() {
        for (other, vertical) in down.iter().enumerate() {
            if touches(horizontal, vertical) {
                groups.join(at, across.len() + other);
            }
        }
    }
    let mut found: BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> = BTreeMap::new();
    for (at, stroke) in across.iter().enumerate() {
        found.entry(groups.find(at)).or_default().0.push(*stroke);
    }
    for (at, stroke) in down.iter().enumerate() {
        found.entry(groups.find(across.len() + at)).or_default().1.push(*stroke);
    }
    found.into_values().collect()
}

fn touches(one: &Stroke, other: &Stroke) -> bool {
    let within = |at: f64, stroke: &Stroke| stroke.from - NEAR <= at && at <= stroke.to + NEAR;
    within(other.at, one) && within(one.at, other)
}

/// Things that belong together, by number.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The smallest number in the group of `at`.
    fn find(&self, mut at: usize) -> usize {
        while let Some(&parent) = self.0.get(at).filter(|parent| **parent != at) {
            at = parent;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(parent) = self.0.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }
}

impl Grid {
    /// The grid of rules that touch each other, if there are cells between them. The ends of rules
    /// close a table that has none at its sides.
    fn of(across: &[Stroke], down: &[Stroke]) -> Option<Self> {
        if across.len() < 2 || down.len() < 2 {
            return None;
        }
        let columns = edges(down, across);
        let rows = edges(across, down);
        let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
        if width == 0 || height == 0 || width * height > MAX_CELLS {
            return None;
        }
        let grid = Self { columns, rows, covers: Vec::new() };
        let mut groups = Groups::new(width * height);
        for row in 0..height {
            for column in 0..width {
                let at = row * width + column;
                if column + 1 < width && !is_walled(down, &grid.columns, column + 1, &grid.rows, row) {
                    groups.join(at, at + 1);
                }
                if row + 1 < height && !is_walled(across, &grid.rows, row + 1, &grid.columns, column) {
                    groups.join(at, at + width);
                }
            }
        }
        Some(Self { covers: (0..width * height).map(|at| groups.find(at)).collect(), ..grid })
    }

    pub fn width(&self) -> usize {
        self.columns.len().saturating_sub(1)
    }

    /// Where a column begins, or the one before it ends.
    pub fn edge(&self, column: usize) -> Option<f64> {
        self.columns.get(column).copied()
    }

    /// Whether a column is too narrow for more than a letter: the room between two frames.
    pub fn is_gap(&self, column: usize) -> bool {
        /// As wide as a letter, in points.
        const LETTER: f64 = 12.0;
        matches!((self.edge(column), self.edge(column + 1)), (Some(left), Some(right)) if right - left < LETTER)
    }

    pub fn height(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    pub fn bounds(&self) -> Rect {
        let ends = |edges: &[f64]| Some((*edges.first()?, *edges.last()?));
        let ((x0, x1), (y0, y1)) =
            (ends(&self.columns).unwrap_or_default(), ends(&self.rows).unwrap_or_default());
        Rect::new(x0, y0, x1, y1)
    }

    /// The cell at a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<usize> {
        self.covers.get(row * self.width() + column).copied()
    }

    /// Whether the cell at a row and a column covers the columns beside it too.
    pub fn spans(&self, row: usize, column: usize) -> bool {
        let is_same = |other: usize| other < self.width() && self.cell(row, other) == self.cell(row, column);
        is_same(column + 1) || column.checked_sub(1).is_some_and(is_same)
    }

    /// The cell around a point.
    pub fn cell_around(&self, point: Point) -> Option<usize> {
        let index = |edges: &[f64], at: f64| edges.partition_point(|edge| *edge <= at).checked_sub(1);
        let (column, row) = (index(&self.columns, point.x)?, index(&self.rows, point.y)?);
        if column >= self.width() || row >= self.height() {
            return None;
        }
        self.cell(row, column)
    }

    /// Whether it is one row of cells for a letter each.
    pub fn is_comb(&self, glyphs: &[Placed]) -> bool {
        /// So many cells are no chance.
        const FEWEST: usize = 3;
        /// How wide a cell for a letter may be, in points.
        const WIDEST: f64 = 30.0;
        let is_narrow = |edges: &[f64]| matches!(edges, [left, right] if right - left <= WIDEST);
        if self.height() != 1 || self.width() < FEWEST || !self.columns.windows(2).all(is_narrow) {
            return false;
        }
        let mut filled = HashSet::new();
        let letters = glyphs.iter().filter(|glyph| !glyph.is_space());
        letters.filter_map(|glyph| self.cell_around(glyph.center())).all(|cell| filled.insert(cell))
            && !filled.is_empty()
    }

    /// Stretches the letters of a comb so that they make words, and blank cells gaps between them.
    pub fn join_letters(&self, glyphs: &mut [Placed]) {
        for glyph in glyphs.iter_mut().filter(|glyph| self.bounds().contains(glyph.center())) {
            let at = self.columns.partition_point(|edge| *edge <= glyph.center().x);
            let edges = (self.columns.get(at.saturating_sub(1)), self.columns.get(at));
            if let (Some(left), Some(right)) = edges {
                (glyph.left, glyph.right) = (*left, *right);
            }
        }
    }
}

/// The lines of a grid along one axis: where `strokes` are, and how far those across them reach.
fn edges(strokes: &[Stroke], across: &[Stroke]) -> Vec<f64> {
    let from = across.iter().map(|stroke| stroke.from).fold(f64::INFINITY, f64::min);
    let to = across.iter().map(|stroke| stroke.to).fold(f64::NEG_INFINITY, f64::max);
    let mut all: Vec<f64> = strokes.iter().map(|stroke| stroke.at).chain([from, to]).collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|later, earlier| *later - *earlier < NARROW);
    all
}

/// Whether a rule lies on line `line` of one axis, along span `span` of the other.
fn is_walled(strokes: &[Stroke], lines: &[f64], line: usize, spans: &[f64], span: usize) -> bool {
    let (Some(at), Some(from), Some(to)) = (lines.get(line), spans.get(span), spans.get(span + 1)) else {
        return true;
    };
    let middle = f64::midpoint(*from, *to);
    strokes
        .iter()
        .any(|stroke| (stroke.at - at).abs() <= NARROW && stroke.from <= middle && middle <= stroke.to)
}
