//! Glyphs on a page that is turned so that its text can be read: `x` grows to the right, `y`
//! downwards, in points.

use hayro_font::kurbo::{Affine, Point, Rect};

use crate::document::pdf::sheet::{Glyph, Origin, Rule, Sheet};

/// A character at its place on the upright page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub character: char,
    pub left: f64,
    pub right: f64,
    /// Where its base line is.
    pub base: f64,
    pub size: f64,
    /// The number of the field that it was filled in, if it was; 0 for a box that is drawn.
    pub entry: Option<usize>,
}

impl Placed {
    fn new(glyph: &Glyph, upright: Affine) -> Self {
        let (start, end) = (upright * glyph.start, upright * glyph.end);
        Self {
            character: glyph.character,
            left: start.x.min(end.x),
            right: start.x.max(end.x),
            base: start.y,
            size: glyph.size.max(0.1),
            entry: None,
        }
    }

    /// The middle of what can be seen of it.
    pub fn center(&self) -> Point {
        Point::new(f64::midpoint(self.left, self.right), self.base - 0.3 * self.size)
    }

    pub fn is_space(&self) -> bool {
        self.character.is_whitespace()
    }
}

/// The turn that makes most of the text upright: quarter turns counter-clockwise, 0 to 3.
pub(super) fn usual_turn(sheet: &Sheet) -> u8 {
    let count = |turns: u8| sheet.glyphs.iter().filter(|glyph| glyph.turns == turns).count();
    (0..4).rev().max_by_key(|turns| count(*turns)).unwrap_or(0)
}

/// What makes text of this turn upright.
pub(super) fn upright(turns: u8) -> Affine {
    Affine::new(match turns {
        1 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        2 => [-1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        3 => [0.0, -1.0, -1.0, 0.0, 0.0, 0.0],
        _ => [1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
    })
}

/// The glyphs of a turn and an origin, without those that were struck out.
pub(super) fn placed(sheet: &Sheet, turns: u8, origin: Origin) -> Vec<Placed> {
    let upright = upright(turns);
    let struck: Vec<Rect> = sheet.struck.iter().map(|rect| upright.transform_rect_bbox(*rect)).collect();
    let chosen = sheet.glyphs.iter().filter(|glyph| glyph.turns == turns && glyph.origin == origin);
    let mut glyphs: Vec<Placed> = chosen.map(|glyph| Placed::new(glyph, upright)).collect();
    glyphs.retain(|glyph| !struck.iter().any(|rect| rect.contains(glyph.center())));
    glyphs
}

/// Takes out what a line crosses that is just as long: struck out words.
pub(super) fn strike(glyphs: &mut Vec<Placed>, rules: &[Rule]) {
    /// How many comparisons that may take; drawings would take more.
    const MOST: usize = 10_000_000;
    if rules.len() * glyphs.len() > MOST {
        return;
    }
    for rule in rules.iter().filter(|rule| (rule.start.y - rule.end.y).abs() < 1.0) {
        let (left, right, at) = (rule.start.x.min(rule.end.x), rule.start.x.max(rule.end.x), rule.start.y);
        let is_crossed = |glyph: &Placed| {
            let height = (glyph.base - at) / glyph.size;
            (0.15..0.45).contains(&height) && glyph.right > left + 0.5 && glyph.left < right - 0.5
        };
        let crossed = || glyphs.iter().filter(|glyph| is_crossed(glyph) && !glyph.is_space());
        let first = crossed().map(|glyph| glyph.left).fold(f64::INFINITY, f64::min);
        let last = crossed().map(|glyph| glyph.right).fold(f64::NEG_INFINITY, f64::max);
        // The spaces at either end are struck out too.
        if crossed().count() > 1 && (first - left).abs() < 4.5 && (last - right).abs() < 4.5 {
            glyphs.retain(|glyph| !is_crossed(glyph));
        }
    }
}

/// Takes out the foot of a page: text at its very bottom, far below all else, which nothing frames.
pub(super) fn foot(glyphs: &mut Vec<Placed>, rules: &[Rule], page: Rect) -> Vec<Placed> {
    /// How far up a foot may begin, as a share of the page.
    const ZONE: f64 = 0.1;
    /// How far it is below everything else at least, in points.
    const GAP: f64 = 40.0;
    let mut bases: Vec<f64> =
        glyphs.iter().filter(|glyph| !glyph.is_space()).map(|glyph| glyph.base).collect();
    bases.sort_by(|one, other| other.total_cmp(one));
    let pairs = bases.iter().zip(bases.iter().skip(1));
    let zone = page.y1 - ZONE * page.height();
    let begins = pairs
        .take_while(|(lower, _)| **lower > zone)
        .find_map(|(lower, upper)| (lower - upper > GAP).then_some(lower - 1.0));
    let is_framed = |at: f64| {
        rules.iter().any(|rule| rule.start.y.min(rule.end.y) < at - 2.0 && rule.start.y.max(rule.end.y) > at)
    };
    let Some(begins) = begins.filter(|at| !is_framed(*at)) else { return Vec::new() };
    let (foot, rest) = glyphs.drain(..).partition(|glyph| glyph.base > begins);
    *glyphs = rest;
    foot
}
