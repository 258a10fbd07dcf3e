//! PDF (ISO 32000-2): pages as they are seen, with what was filled in where it stands.
//!
//! A page knows glyphs at places, not lines and cells. A [`walker`] gathers what a page draws on a
//! [`sheet`], [`annotations`] add what was typed and ticked on top of it, and [`layout`] makes lines
//! and tables of that. A document that shows no text that can be read is a scan: text that is laid
//! invisibly behind a scan was guessed by a machine, and counts for nothing.

mod annotations;
mod budget;
mod fields;
mod fonts;
mod layers;
mod layout;
mod paths;
mod sheet;
mod strings;
mod walker;

#[cfg(test)]
mod tests;

use hayro_font::hayro_syntax::object::{Array, Dict, Stream};
use hayro_font::hayro_syntax::page::Page;
use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_font::kurbo::Rect;

use super::compose::Composer;
use super::{Document, Field, Foreign, Format, Refusal, refuse_blank};
use budget::Budget;
use fonts::Fonts;
use layers::Layers;
use sheet::Sheet;
use walker::{Shared, Walker};

/// How many pages a document may have.
const MAX_PAGES: usize = 500;
/// How often a file may name pages; all of them are kept in memory before they can be counted.
const MAX_PAGE_NAMES: usize = 20_000;

/// Reads a PDF.
///
/// # Errors
/// `Damaged`, `Protected`, `TooLarge`, `Empty`, `Image`, and `Unsupported` for a form that only
/// XFA describes.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    if bytes.windows(5).filter(|name| name == b"/Page").count() > MAX_PAGE_NAMES {
        return Err(Refusal::TooLarge);
    }
    let budget = Budget::of(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(refusal)?;
    let catalog = pdf.xref().get::<Dict>(pdf.xref().root_id()).unwrap_or_default();
    let shared = Shared { fonts: Fonts::new(), layers: Layers::of(&catalog), budget };
    let mut reader = Reader {
        shared,
        body: Composer::default(),
        margins: Composer::default(),
        fields: Vec::new(),
        seen: Seen::default(),
    };
    if pdf.pages().len() > MAX_PAGES {
        return Err(Refusal::TooLarge);
    }
    for page in pdf.pages().iter() {
        reader.page(page)?;
    }
    let form = catalog.get::<Dict>("AcroForm").unwrap_or_default();
    if form.contains_key("XFA") && reader.fields.is_empty() {
        return Err(Refusal::Unsupported(Foreign::Xfa));
    }
    reader.finish()
}

fn refusal(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::InvalidEncryption | DecryptionError::MissingIDEntry)
        | LoadPdfError::Invalid => Refusal::Damaged,
        LoadPdfError::Decryption(_) => Refusal::Protected,
    }
}

/// Reads page after page.
struct Reader<'a> {
    shared: Shared<'a>,
    body: Composer,
    margins: Composer,
    fields: Vec<Field>,
    seen: Seen,
}

/// What the pages showed so far, which tells text from scans.
#[derive(Default)]
struct Seen {
    characters: usize,
    unreadable: usize,
    /// Characters on pages that a picture does not cover, and what was filled in anywhere.
    beside_pictures: usize,
    is_painted: bool,
}

impl<'a> Reader<'a> {
    fn page(&mut self, page: &Page<'a>) -> Result<(), Refusal> {
        let crop = page.intersected_crop_box();
        let visible = Rect::new(crop.x0, crop.y0, crop.x1, crop.y1);
        let mut sheet = Sheet { page: visible, ..Sheet::default() };
        let content = content(page.raw(), &mut self.shared.budget)?;
        Walker::new(&mut self.shared, &mut sheet, visible).walk(&content, page.resources(), 0)?;
        annotations::read(page.raw(), &mut self.shared, &mut sheet, &mut self.fields)?;
        self.seen.add(&sheet);
        let written = layout::compose(&sheet, &mut self.body, &mut self.margins);
        self.shared.budget.write(written)
    }

    fn finish(self) -> Result<Document, Refusal> {
        let body = self.body.finish();
        let seen = &self.seen;
        if seen.unreadable * 2 > seen.characters || seen.is_scan() {
            return Err(Refusal::Image);
        }
        refuse_blank(&body, seen.is_painted)?;
        Ok(Document { format: Format::Pdf, body, margins: self.margins.finish(), fields: self.fields })
    }
}

impl Seen {
    fn add(&mut self, sheet: &Sheet) {
        /// A page that a picture covers to this share is a scan.
        const COVERED: f64 = 0.5;
        let printed = sheet.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
        self.characters += printed;
        self.unreadable += sheet.unreadable;
        self.beside_pictures += sheet.entries.len();
        if sheet.pictured < COVERED {
            self.beside_pictures += printed;
        }
        self.is_painted |= sheet.is_painted;
    }

    /// Whether nothing but pictures is shown, with no more text on them than an app signs them with.
    fn is_scan(&self) -> bool {
        /// More characters than such a signature has.
        const SIGNATURE: usize = 60;
        self.is_painted && self.beside_pictures == 0 && self.characters < SIGNATURE
    }
}

/// The content of a page: one stream, or several that make one (§7.8.2).
fn content(page: &Dict, budget: &mut Budget) -> Result<Vec<u8>, Refusal> {
    if let Some(stream) = page.get::<Stream>("Contents") {
        return budget.decode(&stream);
    }
    let mut content = Vec::new();
    for stream in page.get::<Array>("Contents").unwrap_or_default().iter::<Stream>() {
        content.extend(budget.decode(&stream)?);
        content.push(b'\n');
    }
    Ok(content)
}
