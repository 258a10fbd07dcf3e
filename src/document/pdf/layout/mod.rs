//! Lines and tables out of what a page shows.

mod cells;
mod columns;
mod entries;
mod grids;
mod lines;
mod placed;

use std::collections::{BTreeSet, HashMap, HashSet};

use hayro_font::kurbo::Rect;

use super::sheet::{Origin, Rule, Sheet};
use crate::document::compose::Composer;
use cells::{address_goes_on, joined};
use columns::{Block, blocks};
use grids::Grid;
use lines::{Line, lines};
use placed::{Placed, foot, placed, strike, upright, usual_turn};

/// How far below each other lines of one paragraph are at most, in em.
const PARAGRAPH_GAP: f64 = 2.2;
/// How far outside of a field its frame is drawn at most, in points.
const FRAME: f64 = 4.0;

/// Adds what a page shows to the body, and its headers and footers to the margins; how many bytes
/// of text that is.
pub(super) fn compose(sheet: &Sheet, body: &mut Composer, margins: &mut Composer) -> usize {
    let turn = usual_turn(sheet);
    let upright = upright(turn);
    let mut glyphs = placed(sheet, turn, Origin::Print);
    let rules = sheet.rules.iter().map(|rule| Rule { start: upright * rule.start, end: upright * rule.end });
    // Frames around fields are no cells of a table; programs draw them a little outside.
    let fields: Vec<Rect> = sheet
        .entries
        .iter()
        .map(|entry| upright.transform_rect_bbox(entry.place).inflate(FRAME, FRAME))
        .collect();
    let frames =
        |rule: &Rule| fields.iter().any(|field| field.contains(rule.start) && field.contains(rule.end));
    let rules: Vec<Rule> = rules.filter(|rule| !frames(rule)).collect();
    strike(&mut glyphs, &rules);
    let foot = foot(&mut glyphs, &rules, upright.transform_rect_bbox(sheet.page));
    let cells = entries::add(sheet, upright, &mut glyphs);
    let grids = grids::find(&rules, &cells);
    let mut page = Page { composer: body, text: 0 };
    page.area(glyphs, grids, None);
    for aside in (0..4).filter(|aside| *aside != turn) {
        page.area(placed(sheet, aside, Origin::Print), Vec::new(), None);
    }
    page.composer.break_line();
    let body = page.text;
    let mut page = Page { composer: margins, text: body };
    let marked = placed(sheet, turn, Origin::Margin);
    page.area(marked.into_iter().chain(foot).collect(), Vec::new(), None);
    page.text
}

/// A page, or a part of one, in the making.
struct Page<'c> {
    composer: &'c mut Composer,
    text: usize,
}

/// A table that is drawn, with what stands in it.
struct Drawn {
    grid: Grid,
    glyphs: HashMap<usize, Vec<Placed>>,
    inner: HashMap<usize, Vec<Grid>>,
    /// Narrow columns in which nothing stands.
    gaps: HashSet<usize>,
}

impl Drawn {
    /// The narrow columns in which nothing stands by itself.
    fn find_gaps(&self) -> HashSet<usize> {
        let is_blank = |row: usize, column: usize| {
            let cell = self.grid.cell(row, column);
            self.grid.spans(row, column) || !cell.is_some_and(|cell| self.glyphs.contains_key(&cell))
        };
        let is_gap = |column: &usize| {
            self.grid.is_gap(*column) && (0..self.grid.height()).all(|row| is_blank(row, *column))
        };
        (0..self.grid.width()).filter(is_gap).collect()
    }
}

impl Page<'_> {
    /// Writes an area: the tables drawn in it, and the lines between them. `edge` is where it ends at
    /// the right, for a cell.
    fn area(&mut self, mut glyphs: Vec<Placed>, grids: Vec<Grid>, edge: Option<f64>) {
        let drawn = tables(&mut glyphs, grids);
        let mut lines = lines(glyphs).into_iter().peekable();
        let write = |page: &mut Self, lines: Vec<Line>| match edge {
            Some(_) => page.cell(&lines, edge),
            None => page.lines(&lines),
        };
        for table in drawn {
            let top = table.grid.bounds().y0;
            let above = std::iter::from_fn(|| lines.next_if(|line| line.base - 0.3 * line.size < top));
            write(self, above.collect());
            self.table(table);
        }
        write(self, lines.collect());
    }

    /// Writes lines, with blank ones where the page leaves room for them.
    fn lines(&mut self, lines: &[Line]) {
        let mut before: Option<f64> = None;
        let mut blocks = blocks(lines).into_iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Line(line) => {
                    if before.is_some_and(|before| line.base - before > PARAGRAPH_GAP * line.size) {
                        self.composer.break_line();
                    }
                    before = Some(line.base);
                    let mut text = line.text();
                    let goes_on = |block: &Block| matches!(block, Block::Line(next) if address_goes_on(&text, &next.text(), false));
                    if let Some(Block::Line(next)) = blocks.next_if(goes_on) {
                        before = Some(next.base);
                        text.push_str(&next.text());
                    }
                    self.line(&text);
                }
                Block::Table(rows) => {
                    before = None;
                    self.aligned(rows);
                }
            }
        }
    }

    /// Writes the lines of a cell.
    fn cell(&mut self, lines: &[Line], edge: Option<f64>) {
        for line in joined(lines, edge) {
            self.line(&line);
        }
    }

    fn line(&mut self, text: &str) {
        let text = &without_placeholders(text);
        self.text += text.len() + 1;
        self.composer.write(text);
        self.composer.break_line();
    }

    fn aligned(&mut self, rows: Vec<Vec<Vec<Line>>>) {
        self.composer.open_table();
        for row in rows {
            self.composer.open_row();
            for cell in row {
                self.composer.open_cell(1);
                self.cell(&cell, None);
            }
        }
        self.composer.close_table();
    }

    fn table(&mut self, mut table: Drawn) {
        self.composer.open_table();
        for row in 0..table.grid.height() {
            self.composer.open_row();
            let mut column = 0;
            while let Some(cell) = table.grid.cell(row, column).filter(|_| column < table.grid.width()) {
                let is_same = |next: &usize| table.grid.cell(row, *next) == Some(cell);
                let behind = (column..table.grid.width()).find(|next| !is_same(next));
                let behind = behind.unwrap_or(table.grid.width());
                let columns = (column..behind).filter(|column| !table.gaps.contains(column)).count();
                if columns > 0 {
                    self.composer.open_cell(columns);
                    // A cell that goes on below holds what it holds in its first row.
                    let glyphs = table.glyphs.remove(&cell).unwrap_or_default();
                    let inner = table.inner.remove(&cell).unwrap_or_default();
                    self.area(glyphs, inner, table.grid.edge(behind));
                }
                column = behind;
            }
        }
        self.composer.close_table();
    }
}

/// The grids that are tables, from top to bottom, with what stands in them, which is taken out of
/// `glyphs`. A frame around lines is none, and neither is a box for each letter of a word.
fn tables(glyphs: &mut Vec<Placed>, mut grids: Vec<Grid>) -> Vec<Drawn> {
    grids.sort_by(|one, other| one.bounds().area().total_cmp(&other.bounds().area()));
    let mut tables = Vec::new();
    while let Some(grid) = grids.pop() {
        if grid.is_comb(glyphs) {
            grid.join_letters(glyphs);
            continue;
        }
        if !is_table(&grid, glyphs) {
            continue;
        }
        let mut table = Drawn { grid, glyphs: HashMap::new(), inner: HashMap::new(), gaps: HashSet::new() };
        let cell = |glyph: &Placed| table.grid.cell_around(glyph.center());
        let (inside, outside): (Vec<_>, Vec<_>) = glyphs.drain(..).partition(|glyph| cell(glyph).is_some());
        *glyphs = outside;
        for glyph in inside {
            if let Some(cell) = table.grid.cell_around(glyph.center()) {
                table.glyphs.entry(cell).or_default().push(glyph);
            }
        }
        table.gaps = table.find_gaps();
        let (inner, others): (Vec<_>, Vec<_>) =
            grids.drain(..).partition(|inner| table.grid.cell_around(inner.bounds().center()).is_some());
        grids = others;
        for inner in inner {
            if let Some(cell) = table.grid.cell_around(inner.bounds().center()) {
                table.inner.entry(cell).or_default().push(inner);
            }
        }
        tables.push(table);
    }
    tables.sort_by(|one, other| {
        let place = |table: &Drawn| table.grid.bounds();
        let (one, other): (Rect, Rect) = (place(one), place(other));
        one.y0.total_cmp(&other.y0).then(one.x0.total_cmp(&other.x0))
    });
    tables
}

/// Whether text stands in several cells, side by side.
fn is_table(grid: &Grid, glyphs: &[Placed]) -> bool {
    let text = glyphs.iter().filter(|glyph| !glyph.is_space());
    let filled: BTreeSet<usize> = text.filter_map(|glyph| grid.cell_around(glyph.center())).collect();
    let is_parted =
        |row: usize| (1..grid.width()).any(|column| grid.cell(row, column) != grid.cell(row, column - 1));
    filled.len() > 1 && (0..grid.height()).any(is_parted)
}

/// Text without what Word prints where nothing was filled in.
fn without_placeholders(text: &str) -> String {
    const PLACEHOLDERS: [&str; 6] = [
        "Cliquez ici pour taper du texte.",
        "Cliquez ici pour entrer du texte.",
        "Cliquez ou appuyez ici pour entrer du texte.",
        "Choisissez un élément.",
        "Click here to enter text.",
        "Click or tap here to enter text.",
    ];
    PLACEHOLDERS.iter().fold(text.to_owned(), |text, placeholder| text.replace(placeholder, ""))
}
