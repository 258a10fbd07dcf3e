//! The walk through the content of a page and of the forms that it places (ISO 32000-2 §8, §9).

use hayro_font::Font;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_font::hayro_syntax::page::Resources;
use hayro_font::kurbo::{Affine, Point, Rect};

use super::budget::Budget;
use super::fonts::{Fonts, Shown, UNREADABLE, shown};
use super::layers::Layers;
use super::paths::{Paint, Path};
use super::sheet::{Glyph, Origin, Sheet};
use crate::document::Refusal;

/// How deep forms may place forms.
const MAX_DEPTH: usize = 16;
/// How many graphics states are kept.
const MAX_SAVED: usize = 256;
/// How many glyphs a page may have.
const MAX_GLYPHS: usize = 100_000;

/// What the pages of a document share.
pub(super) struct Shared<'a> {
    pub fonts: Fonts<'a>,
    pub layers: Layers,
    pub budget: Budget,
}

/// Walks through the content of one page.
pub(super) struct Walker<'w, 'a> {
    shared: &'w mut Shared<'a>,
    sheet: &'w mut Sheet,
    /// What can be seen of the page.
    visible: Rect,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// The matrices of text and of its line (§9.4.1).
    text: Affine,
    line: Affine,
    path: Path,
    /// The marked content that is open, innermost last.
    marked: Vec<Marked>,
}

/// The graphics state (§8.4), as far as it decides what text says and where it stands.
#[derive(Clone)]
struct State<'a> {
    matrix: Affine,
    font: Option<Font<'a>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    /// Horizontal scaling, 1 for none.
    scale: f64,
    leading: f64,
    rise: f64,
    is_invisible: bool,
    fills_white: bool,
}

/// What marked content says of what it holds (§14.6).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    Plain,
    /// A header or footer of the page.
    Margin,
    /// Part of a layer that is off.
    Hidden,
}

impl<'w, 'a> Walker<'w, 'a> {
    pub fn new(shared: &'w mut Shared<'a>, sheet: &'w mut Sheet, visible: Rect) -> Self {
        let state = State {
            matrix: Affine::IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_invisible: false,
            fills_white: false,
        };
        Self {
            shared,
            sheet,
            visible,
            state,
            saved: Vec::new(),
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            path: Path::default(),
            marked: Vec::new(),
        }
    }

    /// Walks through a content stream. `depth` is how many forms are around it.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn walk(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) -> Result<(), Refusal> {
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.shared.budget.operate()?;
            self.operate(&operation, resources, depth)?;
        }
        Ok(())
    }

    fn operate(&mut self, op: &Op, resources: &Resources<'a>, depth: usize) -> Result<(), Refusal> {
        match op {
            Op::SaveState(_) if self.saved.len() < MAX_SAVED => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.restore(),
            Op::Transform(op) => self.state.matrix *= matrix([op.0, op.1, op.2, op.3, op.4, op.5]),
            Op::XObject(op) => self.place(op.0, resources, depth)?,
            Op::InlineImage(_) => self.picture(),
            Op::Shading(_) => self.sheet.is_painted = true,
            Op::BeginMarkedContent(_) => self.mark(Marked::Plain),
            Op::BeginMarkedContentWithProperties(op) => self.mark(self.marked(op.0, op.1, resources)),
            Op::EndMarkedContent(_) => drop(self.marked.pop()),
            Op::TextFont(op) => {
                self.state.size = op.1.as_f64();
                let Shared { fonts, budget, .. } = self.shared;
                self.state.font = fonts.font(&resources.fonts, op.0, budget)?;
            }
            Op::ShowText(op) => self.show(op.0)?,
            Op::NextLineAndShowText(op) => {
                self.next_line(0.0, -self.state.leading);
                self.show(op.0)?;
            }
            Op::ShowTextWithParameters(op) => {
                self.state.word_spacing = op.0.as_f64();
                self.state.character_spacing = op.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(op.2)?;
            }
            Op::ShowTexts(op) => {
                for item in op.0.iter::<Object>() {
                    match item {
                        Object::String(text) => self.show(&text)?,
                        Object::Number(number) => self.kern(number.as_f64()),
                        _ => {}
                    }
                }
            }
            _ => {
                self.set_text_state(op);
                self.draw(op);
                self.set_colour(op);
            }
        }
        Ok(())
    }

    fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    /// Text state and positions (§9.3, §9.4.2).
    fn set_text_state(&mut self, op: &Op) {
        match op {
            Op::BeginText(_) => {
                self.text = Affine::IDENTITY;
                self.line = Affine::IDENTITY;
            }
            Op::CharacterSpacing(op) => self.state.character_spacing = op.0.as_f64(),
            Op::WordSpacing(op) => self.state.word_spacing = op.0.as_f64(),
            Op::HorizontalScaling(op) => self.state.scale = op.0.as_f64() / 100.0,
            Op::TextLeading(op) => self.state.leading = op.0.as_f64(),
            Op::TextRise(op) => self.state.rise = op.0.as_f64(),
            Op::TextRenderingMode(op) => self.state.is_invisible = matches!(op.0.as_i64(), 3 | 7),
            Op::NextLine(op) => self.next_line(op.0.as_f64(), op.1.as_f64()),
            Op::NextLineAndSetLeading(op) => {
                self.state.leading = -op.1.as_f64();
                self.next_line(op.0.as_f64(), op.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::SetTextMatrix(op) => {
                self.line = matrix([op.0, op.1, op.2, op.3, op.4, op.5]);
                self.text = self.line;
            }
            _ => {}
        }
    }

    /// Paths (§8.5).
    fn draw(&mut self, op: &Op) {
        let at = |x: &Number, y: &Number| self.state.matrix * Point::new(x.as_f64(), y.as_f64());
        match op {
            Op::MoveTo(op) => self.path.move_to(at(&op.0, &op.1)),
            Op::LineTo(op) => self.path.line_to(at(&op.0, &op.1)),
            Op::CubicTo(op) => self.path.curve_to(at(&op.4, &op.5)),
            Op::CubicStartTo(op) => self.path.curve_to(at(&op.2, &op.3)),
            Op::CubicEndTo(op) => self.path.curve_to(at(&op.2, &op.3)),
            Op::ClosePath(_) => self.path.close(),
            Op::RectPath(op) => {
                let corner = Point::new(op.0.as_f64(), op.1.as_f64());
                let opposite = Point::new(corner.x + op.2.as_f64(), corner.y + op.3.as_f64());
                self.path.rectangle(Rect::from_points(corner, opposite), self.state.matrix);
            }
            Op::StrokePath(_) => self.paint(true, false),
            Op::CloseAndStrokePath(_) => {
                self.path.close();
                self.paint(true, false);
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.paint(false, true);
            }
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.paint(true, true),
            Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.paint(true, true);
            }
            Op::EndPath(_) => self.path.end(),
            _ => {}
        }
    }

    fn paint(&mut self, strokes: bool, fills: bool) {
        if self.is_hidden() {
            return self.path.end();
        }
        let paint = Paint { strokes, fills: fills && !self.state.fills_white };
        self.path.paint(paint, self.visible, self.sheet);
    }

    /// Whether what is filled is as white as the paper (§8.6).
    fn set_colour(&mut self, op: &Op) {
        self.state.fills_white = match op {
            Op::NonStrokeColorDeviceGray(op) => are_all(&[op.0], 1.0),
            Op::NonStrokeColorDeviceRgb(op) => are_all(&[op.0, op.1, op.2], 1.0),
            Op::NonStrokeColorCmyk(op) => are_all(&[op.0, op.1, op.2, op.3], 0.0),
            Op::NonStrokeColor(op) => is_white(&op.0),
            Op::NonStrokeColorNamed(op) => op.1.is_none() && is_white(&op.0),
            Op::ColorSpaceNonStroke(_) => false,
            _ => self.state.fills_white,
        };
    }

    /// Paints an external object (§8.8): a picture, or a form with content of its own.
    fn place(&mut self, name: &Name, resources: &Resources<'a>, depth: usize) -> Result<(), Refusal> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        if self.is_hidden() || self.shared.layers.hides(object.dict(), "OC") {
            return Ok(());
        }
        match object.dict().get::<Name>("Subtype").as_deref() {
            Some(b"Image") => self.picture(),
            Some(b"Form") if depth < MAX_DEPTH => self.form(&object, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream<'a>, around: &Resources<'a>, depth: usize) -> Result<(), Refusal> {
        let content = self.shared.budget.decode(form)?;
        let own = form.dict().get::<Dict>("Resources").map(Resources::new);
        let outside = (self.state.clone(), std::mem::take(&mut self.saved), self.text, self.line);
        let open = self.marked.len();
        if let Some(matrix) = form.dict().get::<[f64; 6]>("Matrix") {
            self.state.matrix *= Affine::new(matrix);
        }
        self.walk(&content, own.as_ref().unwrap_or(around), depth + 1)?;
        self.marked.truncate(open);
        (self.state, self.saved, self.text, self.line) = outside;
        Ok(())
    }

    /// A picture covers the unit square (§8.9.5.1).
    fn picture(&mut self) {
        self.sheet.is_painted = true;
        let place = self.state.matrix.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        let seen = place.intersect(self.visible);
        let share = seen.area() / self.visible.area().max(1.0);
        self.sheet.pictured = self.sheet.pictured.max(share);
    }

    fn mark(&mut self, marked: Marked) {
        if self.marked.len() < MAX_SAVED {
            self.marked.push(marked);
        }
    }

    fn marked(&self, tag: &Name, properties: &Object, resources: &Resources<'a>) -> Marked {
        let is_margin = |artifact: &Dict| {
            let kind = artifact.get::<Name>("Subtype");
            matches!(kind.as_deref(), Some(b"Header" | b"Footer"))
        };
        match (&**tag, properties) {
            (b"Artifact", Object::Dict(artifact)) if is_margin(artifact) => Marked::Margin,
            (b"OC", Object::Name(layer))
                if self.shared.layers.hides(&resources.properties, layer.as_str()) =>
            {
                Marked::Hidden
            }
            _ => Marked::Plain,
        }
    }

    fn is_hidden(&self) -> bool {
        self.marked.contains(&Marked::Hidden)
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    fn kern(&mut self, thousandths: f64) {
        self.advance(-thousandths / 1000.0 * self.state.size * self.state.scale);
    }

    fn advance(&mut self, by: f64) {
        self.text *= Affine::translate((by, 0.0));
    }

    /// Shows a string (§9.4.3).
    fn show(&mut self, string: &[u8]) -> Result<(), Refusal> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        for code in shown(&font, string) {
            self.shared.budget.operate()?;
            if !self.state.is_invisible && !self.is_hidden() {
                self.glyphs(&code)?;
            }
            let State { size, character_spacing, word_spacing, scale, .. } = self.state;
            let spacing = character_spacing + if code.is_space { word_spacing } else { 0.0 };
            self.advance((code.advance * size + spacing) * scale);
        }
        Ok(())
    }

    /// Adds the characters of a code, which share its width.
    fn glyphs(&mut self, code: &Shown) -> Result<(), Refusal> {
        let State { size, scale, rise, .. } = self.state;
        let em = self.state.matrix * self.text * Affine::new([size * scale, 0.0, 0.0, size, 0.0, rise]);
        let [a, b, c, d, ..] = em.as_coeffs();
        let Some(turns) = turns(a, b) else { return Ok(()) };
        let width = code.advance / f64::from(u32::try_from(code.text.chars().count()).unwrap_or(1).max(1));
        for (at, character) in (0_u32..).zip(code.text.chars()) {
            let start = em * Point::new(width * f64::from(at), 0.0);
            let end = em * Point::new(width * (f64::from(at) + 1.0), 0.0);
            if !start.is_finite() || !end.is_finite() || !self.visible.inflate(1.0, 1.0).contains(start) {
                continue;
            }
            if self.sheet.glyphs.len() >= MAX_GLYPHS {
                return Err(Refusal::TooLarge);
            }
            self.sheet.unreadable += usize::from(character == UNREADABLE);
            let origin = if self.marked.contains(&Marked::Margin) { Origin::Margin } else { Origin::Print };
            let glyph = Glyph { character, start, end, size: c.hypot(d), turns, origin };
            self.sheet.glyphs.push(glyph);
        }
        Ok(())
    }
}

/// In which direction text goes whose em goes `right` and `up`, in quarter turns counter-clockwise.
/// What goes across the page is a watermark ("SPÉCIMEN"), and says nothing.
fn turns(right: f64, up: f64) -> Option<u8> {
    /// How slanted a line may be.
    const SLANT: f64 = 0.3;
    if up.abs() <= SLANT * right.abs() {
        Some(if right < 0.0 { 2 } else { 0 })
    } else if right.abs() <= SLANT * up.abs() {
        Some(if up < 0.0 { 3 } else { 1 })
    } else {
        None
    }
}

fn matrix(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

/// Whether a colour of unknown space is white: all light, or no ink of four.
fn is_white(levels: &[Number]) -> bool {
    let white = if levels.len() == 4 { 0.0 } else { 1.0 };
    !levels.is_empty() && are_all(levels, white)
}

fn are_all(levels: &[Number], level: f64) -> bool {
    levels.iter().all(|number| (number.as_f64() - level).abs() < 0.001)
}
