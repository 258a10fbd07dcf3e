//! What was typed and ticked on top of a page, put on the line of the label beside it.

use hayro_font::kurbo::{Affine, Point, Rect};

use super::placed::Placed;
use crate::document::check_box;
use crate::document::pdf::sheet::{Content, Entry, Sheet};

/// The usual size of a font, in points.
const USUAL_SIZE: f64 = 11.0;
/// How many drawn squares of a page may be check boxes; drawings have more.
const MAX_SQUARES: usize = 2000;
/// How far a value is from the left edge of its field, in points.
const INSET: f64 = 2.0;

/// Adds what was filled in to what is printed, and the boxes that are drawn; the squares that are cells of a
/// table, or for a letter each.
pub(super) fn add(sheet: &Sheet, upright: Affine, printed: &mut Vec<Placed>) -> Vec<Rect> {
    let turned = |rect: &Rect| upright.transform_rect_bbox(*rect);
    let entries: Vec<(Rect, &Entry)> =
        sheet.entries.iter().map(|entry| (turned(&entry.place), entry)).collect();
    let is_overlaid = |place: Point| {
        entries
            .iter()
            .any(|(field, entry)| matches!(entry.content, Content::Box(_)) && around(*field).contains(place))
    };
    // The box that is printed below a field is the same box.
    printed.retain(|glyph| !(is_box(glyph.character) && is_overlaid(glyph.center())));
    let are_boxes = sheet.squares.len() < MAX_SQUARES;
    let squares: Vec<Rect> = sheet.squares.iter().filter(|_| are_boxes).map(turned).collect();
    let (boxes, cells): (Vec<Rect>, Vec<Rect>) = squares
        .iter()
        .filter(|square| !is_overlaid(square.center()))
        .partition(|square| stands_alone(square, &squares));
    let marks: Vec<Rect> = sheet.marks.iter().map(turned).collect();
    printed.sort_by(|one, other| one.center().y.total_cmp(&other.center().y));
    let mut added = Vec::new();
    for square in boxes {
        let is_ticked = marks.iter().any(|mark| square.contains(mark.center())) | take_tick(printed, square);
        added.push(box_at(square, is_ticked, printed));
    }
    for (number, (place, entry)) in (1..).zip(&entries) {
        let mut glyphs = match &entry.content {
            Content::Box(is_ticked) => vec![box_at(*place, *is_ticked, printed)],
            Content::Text(text) => typed(*place, text, entry.size, printed),
        };
        for glyph in &mut glyphs {
            glyph.entry = Some(number);
        }
        added.append(&mut glyphs);
    }
    printed.append(&mut added);
    cells
}

fn around(field: Rect) -> Rect {
    field.inflate(2.0, 2.0)
}

fn is_box(character: char) -> bool {
    matches!(character, '☐' | '☑' | '☒' | '□' | '▢' | '◻' | '❏' | '❐' | '❑' | '❒' | '○' | '◯')
        || ('\u{f06f}'..='\u{f072}').contains(&character)
        || character == '\u{f0a8}'
}

/// Whether no other square touches it, as those do that hold a letter each.
fn stands_alone(square: &Rect, squares: &[Rect]) -> bool {
    let near = square.inflate(2.0, -2.0);
    let beside = squares.iter().filter(|other| near.overlaps(**other)).count();
    beside <= 1
}

/// Takes out the character that ticks a box, if there is one in it.
fn take_tick(printed: &mut Vec<Placed>, square: Rect) -> bool {
    let is_inside = |glyph: &Placed| square.contains(glyph.center()) && !glyph.is_space();
    let is_ticked = printed.iter().any(is_inside);
    printed.retain(|glyph| !is_inside(glyph));
    is_ticked
}

/// A box as a character on the line of the nearest text.
fn box_at(place: Rect, is_ticked: bool, printed: &[Placed]) -> Placed {
    let neighbour = beside(place, printed, |_| true);
    let size = place.height().clamp(4.0, 20.0);
    Placed {
        character: check_box(is_ticked),
        left: place.x0,
        right: place.x1,
        base: neighbour.map_or(place.y1 - 0.2 * size, |glyph| glyph.base),
        size: neighbour.map_or(size, |glyph| glyph.size),
        entry: Some(0),
    }
}

/// A value as characters: on the line of the label on its left, or else line by line in its field.
fn typed(place: Rect, text: &str, size: Option<f64>, printed: &[Placed]) -> Vec<Placed> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let label = beside(place, printed, |glyph| glyph.right <= place.x0 + INSET)
        .or_else(|| beside(place, printed, |_| true));
    if let Some(label) = label {
        return line(place, &lines.join(" "), label.base, label.size);
    }
    let pitch = place.height() / f64::from(count(lines.iter()));
    let size = size.unwrap_or(USUAL_SIZE).min(pitch).max(1.0);
    let base = |at: u32| place.y0 + pitch * (f64::from(at) + 0.5) + 0.35 * size;
    (0..).zip(lines).flat_map(|(at, text)| line(place, text, base(at), size)).collect()
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn line(place: Rect, text: &str, base: f64, size: f64) -> Vec<Placed> {
    let count = f64::from(count(text.chars()).max(1));
    let width = ((place.width() - 2.0 * INSET) / count).clamp(0.01, 0.5 * size);
    let left = |at: u32| place.x0 + INSET + f64::from(at) * width;
    let character = |(at, character): (u32, char)| Placed {
        character: if character.is_whitespace() { ' ' } else { character },
        left: left(at),
        right: left(at + 1),
        base,
        size,
        entry: Some(0),
    };
    (0..).zip(text.chars()).map(character).collect()
}

/// The nearest printed text that stands beside a place, of that which `suits`.
fn beside(place: Rect, printed: &[Placed], suits: impl Fn(&Placed) -> bool) -> Option<&Placed> {
    let distance = |glyph: &Placed| (place.x0 - glyph.right).max(glyph.left - place.x1).max(0.0);
    let is_beside = |glyph: &&Placed| {
        let center = glyph.center();
        !glyph.is_space() && !(place.x0..=place.x1).contains(&center.x) && suits(glyph)
    };
    // Sorted by their middles, from top to bottom.
    let top = printed.partition_point(|glyph| glyph.center().y < place.y0 - 1.0);
    let near = printed.iter().skip(top).take_while(|glyph| glyph.center().y <= place.y1 + 1.0);
    near.filter(is_beside).min_by(|one, other| distance(one).total_cmp(&distance(other)))
}
