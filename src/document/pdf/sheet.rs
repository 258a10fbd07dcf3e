//! What a page shows, before anything is known of lines and tables: glyphs, rules and small shapes
//! at their places. Coordinates are those of the page, in points, `y` growing upwards.

use hayro_font::kurbo::{Point, Rect};

/// What a page shows.
#[derive(Default)]
pub(super) struct Sheet {
    /// What can be seen of the page.
    pub page: Rect,
    /// Everything printed that can be seen.
    pub glyphs: Vec<Glyph>,
    /// Straight lines along the axes: drawn, or the edges of what is filled.
    pub rules: Vec<Rule>,
    /// Outlines of small squares and circles: check boxes, or cells for a letter each.
    pub squares: Vec<Rect>,
    /// Small shapes, such as the crosses in check boxes.
    pub marks: Vec<Rect>,
    /// What was typed or ticked on top of the page.
    pub entries: Vec<Entry>,
    /// Where text was struck out by an annotation.
    pub struck: Vec<Rect>,
    /// The largest share of the page that one picture covers, from 0 to 1.
    pub pictured: f64,
    /// Whether anything but text was painted.
    pub is_painted: bool,
    /// How many glyphs were drawn that stand for no known character.
    pub unreadable: usize,
}

/// A character at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub character: char,
    /// Where its base line begins.
    pub start: Point,
    /// Where its base line ends.
    pub end: Point,
    /// The size of its font on the page.
    pub size: f64,
    /// In which direction it is written: quarter turns counter-clockwise, 0 to 3.
    pub turns: u8,
    /// Where it belongs.
    pub origin: Origin,
}

/// Where a glyph belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// To what the page prints.
    Print,
    /// To a header or footer of the page.
    Margin,
}

/// A straight line along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub start: Point,
    pub end: Point,
}

/// What was typed or ticked on top of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub place: Rect,
    pub content: Content,
    /// The size of its font where one is given, in points.
    pub size: Option<f64>,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Typed text, line by line; blank for a field that nobody filled in.
    Text(String),
    /// A check box.
    Box(bool),
}
