//! Controls that do not stand in a line but at a place beside their paragraph (ODF 1.3 part 3
//! §19.761): `LibreOffice` anchors them like that unless told otherwise.

use crate::document::xml::Element;

/// How far down in millimetres a control begins that stands beside the first line.
const LINE: f64 = 6.0;
/// How far down in millimetres the controls of one row may begin, one from the other.
const ROW: f64 = 4.0;
/// How far right in millimetres a control begins that stands before the words of the line.
const MARGIN: f64 = 10.0;
/// How many controls float beside one paragraph.
const MAX_FLOATING: usize = 1000;

/// The controls that float beside a paragraph, or on a page.
#[derive(Default)]
pub(super) struct Floating(Vec<(Place, String)>);

/// Where the upper left corner is, in millimetres from that of the paragraph or page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    x: f64,
    y: f64,
}

impl Place {
    /// The place of a `draw:control`; none if it stands in the line like a character.
    pub fn of(element: &Element) -> Option<Self> {
        let anchor = element.attribute("anchor-type").filter(|anchor| anchor != "as-char")?;
        let at = |name: &str| element.attribute(name).and_then(|length| millimetres(&length)).unwrap_or(0.0);
        let is_on_page = matches!(anchor.as_str(), "page" | "frame");
        Some(Self { x: at("x"), y: at("y") + if is_on_page { LINE } else { 0.0 } })
    }

    /// Whether it is before the words of the first line.
    pub fn is_before_line(self) -> bool {
        self.y < LINE && self.x < MARGIN
    }
}

impl Floating {
    /// Adds what a control shows.
    pub fn push(&mut self, place: Place, shown: String) {
        if !shown.is_empty() && self.0.len() < MAX_FLOATING {
            self.0.push((place, shown));
        }
    }

    /// What stands beside the first line, from left to right.
    pub fn take_line(&mut self) -> Vec<String> {
        let mut line: Vec<_> = self.0.extract_if(.., |(place, _)| place.y < LINE).collect();
        line.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
        line.into_iter().map(|(_, shown)| shown).collect()
    }

    /// All that is left, row by row from the top.
    pub fn take_rows(&mut self) -> Vec<String> {
        let mut left = std::mem::take(&mut self.0);
        left.sort_by(|(one, _), (other, _)| one.y.total_cmp(&other.y));
        let mut rows = Vec::new();
        for row in left.chunk_by_mut(|(one, _), (other, _)| other.y - one.y < ROW) {
            row.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x));
            rows.push(row.iter().map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join("\t"));
        }
        rows
    }
}

/// A length in millimetres (ODF 1.3 part 3 §18.3.18).
fn millimetres(length: &str) -> Option<f64> {
    let units = [("cm", 10.0), ("mm", 1.0), ("in", 25.4), ("pt", 25.4 / 72.0), ("pc", 25.4 / 6.0)];
    let (unit, size) = units.into_iter().find(|(unit, _)| length.ends_with(unit))?;
    let number: f64 = length.strip_suffix(unit)?.trim().parse().ok()?;
    number.is_finite().then_some(number * size)
}
