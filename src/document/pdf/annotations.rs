//! What was put on top of a page: form fields, typed text, struck out text (ISO 32000-2 §12.5).
//! Notes and other comments are left out.

use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Rect as Corners, String as Bytes};
use hayro_font::kurbo::{Point, Rect};

use super::fields::{Widget, record};
use super::sheet::{Content, Entry, Sheet};
use super::strings::text_at;
use super::walker::Shared;
use crate::document::{Field, Refusal};

/// How many annotations of a page are looked at.
const MAX_ANNOTATIONS: usize = 2000;
/// Annotation flags: hidden, not to be viewed (§12.5.3).
const UNSEEN: i32 = 1 << 1 | 1 << 5;

/// Reads the annotations of a page.
///
/// # Errors
/// `TooLarge`.
pub(super) fn read<'a>(
    page: &Dict<'a>,
    shared: &mut Shared<'a>,
    sheet: &mut Sheet,
    fields: &mut Vec<Field>,
) -> Result<(), Refusal> {
    let annotations = page.get::<Array>("Annots").unwrap_or_default();
    for annotation in annotations.iter::<Dict>().take(MAX_ANNOTATIONS) {
        let flags = annotation.get::<i32>("F").unwrap_or(0);
        if flags & UNSEEN != 0 || shared.layers.hides(&annotation, "OC") {
            continue;
        }
        match annotation.get::<Name>("Subtype").as_deref() {
            Some(b"Widget") => widget(&annotation, shared, sheet, fields)?,
            Some(b"FreeText") => free_text(&annotation, sheet),
            Some(b"StrikeOut") => sheet.struck.extend(quadrilaterals(&annotation)),
            _ => {}
        }
    }
    Ok(())
}

fn widget<'a>(
    annotation: &Dict<'a>,
    shared: &mut Shared<'a>,
    sheet: &mut Sheet,
    fields: &mut Vec<Field>,
) -> Result<(), Refusal> {
    let Some(reading) = Widget::new(annotation).read(&mut shared.budget)? else { return Ok(()) };
    if let (Some(place), Some(content)) = (place(annotation), reading.content) {
        sheet.entries.push(Entry { place, content, size: font_size(annotation) });
    }
    shared.budget.write(reading.field.name.len() + reading.field.value.len())?;
    record(fields, reading.field);
    Ok(())
}

/// Text that somebody typed on top of the page (§12.5.6.6).
fn free_text(annotation: &Dict, sheet: &mut Sheet) {
    let text = text_at(annotation, "Contents").unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
    if let Some(place) = place(annotation).filter(|_| !text.trim().is_empty()) {
        let content = Content::Text(text.trim_end().to_owned());
        sheet.entries.push(Entry { place, content, size: font_size(annotation) });
    }
}

fn place(annotation: &Dict) -> Option<Rect> {
    let Corners { x0, y0, x1, y1 } = annotation.get::<Corners>("Rect")?;
    Some(Rect::from_points((x0, y0), (x1, y1))).filter(Rect::is_finite)
}

/// The size of the font in the default appearance (§12.7.4.3); 0 there means any.
fn font_size(annotation: &Dict) -> Option<f64> {
    let appearance = annotation.get::<Bytes>("DA")?;
    let mut operations = TypedIter::new(&appearance);
    while let Some(operation) = operations.next() {
        if let TypedInstruction::TextFont(font) = operation {
            return Some(font.1.as_f64().abs()).filter(|size| *size > 0.0);
        }
    }
    None
}

/// What an annotation marks in the text (§12.5.6.10).
fn quadrilaterals(annotation: &Dict) -> Vec<Rect> {
    let numbers: Vec<f64> = annotation.get::<Array>("QuadPoints").unwrap_or_default().iter::<f64>().collect();
    let corners = |quad: &[f64]| {
        let mut points = quad.chunks_exact(2).filter_map(|pair| match pair {
            [x, y] => Some(Point::new(*x, *y)),
            _ => None,
        });
        let first = points.next()?;
        Some(points.fold(Rect::from_points(first, first), |all, point| all.union_pt(point)))
    };
    numbers.chunks_exact(8).filter_map(corners).filter(Rect::is_finite).collect()
}
