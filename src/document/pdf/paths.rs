//! What paths leave on a page: rules, small squares and marks (ISO 32000-2 §8.5).

use hayro_font::kurbo::{Affine, Point, Rect};

use super::sheet::{Rule, Sheet};

/// How many points of paths are kept on a page; drawings have more, forms do not.
const MAX_POINTS: usize = 100_000;
/// How thick a filled rectangle may be to be a line, in points.
const THICK: f64 = 3.0;
/// How far the ends of a line may be off an axis, in points.
const SLANT: f64 = 0.7;
/// The sides of a check box, or of a cell for a letter, in points.
const SQUARE: std::ops::RangeInclusive<f64> = 5.0..=18.0;
/// How large a cross or a tick may be, in points.
const MARK: f64 = 30.0;

/// A path in the making, in the coordinates of the page.
#[derive(Default)]
pub(super) struct Path {
    shapes: Vec<Shape>,
    /// How many points all paths of the page had so far.
    points: usize,
}

#[derive(Default)]
struct Shape {
    points: Vec<Point>,
    is_curved: bool,
}

/// How a path is painted.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub strokes: bool,
    /// Whether it is filled in a colour that can be seen on paper.
    pub fills: bool,
}

impl Path {
    pub fn move_to(&mut self, point: Point) {
        self.shapes.push(Shape::default());
        self.add(point, false);
    }

    pub fn line_to(&mut self, point: Point) {
        self.add(point, false);
    }

    pub fn curve_to(&mut self, point: Point) {
        self.add(point, true);
    }

    pub fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|shape| shape.points.first().copied()) {
            self.add(first, false);
        }
    }

    pub fn rectangle(&mut self, rect: Rect, matrix: Affine) {
        self.move_to(matrix * Point::new(rect.x0, rect.y0));
        self.line_to(matrix * Point::new(rect.x1, rect.y0));
        self.line_to(matrix * Point::new(rect.x1, rect.y1));
        self.line_to(matrix * Point::new(rect.x0, rect.y1));
        self.close();
    }

    fn add(&mut self, point: Point, is_curved: bool) {
        self.points += 1;
        if self.points <= MAX_POINTS
            && let Some(shape) = self.shapes.last_mut()
        {
            shape.points.push(point);
            shape.is_curved |= is_curved;
        }
    }

    /// Ends the path without painting it.
    pub fn end(&mut self) {
        self.shapes.clear();
    }

    /// Ends the path and paints it.
    pub fn paint(&mut self, paint: Paint, page: Rect, sheet: &mut Sheet) {
        sheet.is_painted |= paint.strokes || paint.fills;
        for shape in self.shapes.drain(..) {
            shape.paint(paint, page, sheet);
        }
    }
}

impl Shape {
    fn paint(&self, paint: Paint, page: Rect, sheet: &mut Sheet) {
        let Some(bounds) = self.bounds() else { return };
        if !(paint.strokes || paint.fills) {
            return;
        }
        let is_box = self.is_rectangle() || self.is_curved && self.is_closed();
        if is_box && is_square(bounds) {
            let boxes = if paint.strokes { &mut sheet.squares } else { &mut sheet.marks };
            boxes.push(bounds);
        } else if self.is_rectangle() {
            sheet.rules.extend(edges(bounds, page));
        } else if bounds.width().max(bounds.height()) <= MARK && !self.is_along_axes() {
            sheet.marks.push(bounds);
        } else if paint.strokes && !self.is_curved {
            sheet.rules.extend(self.segments().filter_map(rule));
        }
    }

    fn bounds(&self) -> Option<Rect> {
        let (first, rest) = self.points.split_first()?;
        let all = rest.iter().fold(Rect::from_points(*first, *first), |all, point| all.union_pt(*point));
        (!rest.is_empty() && all.is_finite()).then_some(all)
    }

    fn segments(&self) -> impl Iterator<Item = (Point, Point)> {
        self.points.iter().zip(self.points.iter().skip(1)).map(|(start, end)| (*start, *end))
    }

    fn is_along_axes(&self) -> bool {
        !self.is_curved && self.segments().all(|segment| rule(segment).is_some())
    }

    fn is_closed(&self) -> bool {
        match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => self.points.len() > 3 && first.distance(*last) < 1.0,
            _ => false,
        }
    }

    fn is_rectangle(&self) -> bool {
        matches!(self.points.len(), 4 | 5)
            && self.is_along_axes()
            && (self.points.len() == 4 || self.is_closed())
            && self.segments().count() >= 3
    }
}

fn is_square(bounds: Rect) -> bool {
    let (width, height) = (bounds.width(), bounds.height());
    SQUARE.contains(&width) && SQUARE.contains(&height) && (0.75..=1.33).contains(&(width / height))
}

fn rule((start, end): (Point, Point)) -> Option<Rule> {
    let is_along = (start.x - end.x).abs() <= SLANT || (start.y - end.y).abs() <= SLANT;
    is_along.then_some(Rule { start, end })
}

/// The edges of a rectangle, or the line that it is when it is thin. What fills the page is its ground.
fn edges(bounds: Rect, page: Rect) -> Vec<Rule> {
    let Rect { x0, y0, x1, y1 } = bounds;
    let line = |x0, y0, x1, y1| Rule { start: Point::new(x0, y0), end: Point::new(x1, y1) };
    let middle = bounds.center();
    if bounds.area() >= page.area() * 0.9 {
        Vec::new()
    } else if bounds.height() <= THICK && bounds.width() > THICK {
        vec![line(x0, middle.y, x1, middle.y)]
    } else if bounds.width() <= THICK {
        vec![line(middle.x, y0, middle.x, y1)]
    } else {
        vec![line(x0, y0, x1, y0), line(x0, y1, x1, y1), line(x0, y0, x0, y1), line(x1, y0, x1, y1)]
    }
}
