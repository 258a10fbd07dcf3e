//! Word documents in the binary format: Word 97 to 2003 (MS-DOC), and Word 6 and 95, whose format
//! is an older form of it. The main text into the body, headers and footers into the margins.
//! Footnotes, comments and what styles say are left out. One that shows nothing but pictures is a
//! scan.

mod controls;
mod drawings;
mod fib;
mod fonts;
mod formatting;
mod forms;
mod pages;
mod paragraphs;
mod pieces;
mod rows;
mod sprms;
mod text_boxes;
mod walker;
mod writer;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{Document, Format, Refusal, refuse_blank};
use crate::compound::CompoundFile;
use controls::controls;
use drawings::groups;
use fib::{Fib, Part};
use fonts::Fonts;
use formatting::Formatting;
use pieces::Text;
use text_boxes::TextBoxes;
use walker::Walker;

/// The forms of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// Word 6 and Word 95.
    Word6,
    /// Word 97 to 2003.
    Word97,
}

/// The streams of a document (MS-DOC §2.1).
struct Streams {
    /// Its text and what that looks like.
    main: Vec<u8>,
    /// Where everything stands; in Word 6 that is in the main stream.
    table: Option<Vec<u8>>,
    /// Pictures and form fields; in Word 6 they are in the main stream.
    data: Option<Vec<u8>>,
    /// What its ActiveX controls show.
    controls: HashMap<usize, String>,
}

impl Streams {
    fn table(&self) -> &[u8] {
        self.table.as_ref().unwrap_or(&self.main)
    }

    fn data(&self) -> &[u8] {
        self.data.as_ref().unwrap_or(&self.main)
    }
}

/// Reads a compound file that holds a document of Word.
///
/// # Errors
/// `Damaged`, `Protected`, `Macros`, `TooLarge`, `Empty`, `Image`, and `Unsupported` for Word 2 and older.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut file = CompoundFile::open(bytes)?;
    let main = file.stream("WordDocument")?.ok_or(Refusal::Damaged)?;
    let fib = Fib::read(&main)?;
    let streams = match fib.version {
        Version::Word6 => Streams { main, table: None, data: None, controls: HashMap::new() },
        Version::Word97 => Streams {
            main,
            table: Some(file.stream(fib.table)?.ok_or(Refusal::Damaged)?),
            data: Some(file.stream("Data")?.unwrap_or_default()),
            controls: controls(&mut file),
        },
    };
    // Those of Visual Basic (MS-DOC §2.1).
    if file.has_storage("Macros") || file.has_storage("_VBA_PROJECT_CUR") {
        return Err(Refusal::Macros);
    }
    let text = Text::of(&streams, &fib)?;
    let formatting = Formatting::of(&streams, &fib);
    let fonts = Fonts::of(streams.table(), &fib);
    let mut walker = Walker::new(&streams, &text, formatting, fonts);
    let part = |part| fib.part(streams.table(), part);
    let groups = groups(part(Part::Drawings));
    let boxes = (part(Part::TextBoxes), fib.text_boxes());
    let boxes = TextBoxes::of(boxes, (part(Part::Anchors), fib.body()), &groups);
    let story = walker.story(fib.body(), boxes)?;
    refuse_blank(&story.blocks, story.has_pictures || fib.has_pictures)?;
    let boxes = (part(Part::MarginTextBoxes), fib.margin_text_boxes());
    let boxes = TextBoxes::of(boxes, (part(Part::MarginAnchors), fib.margins()), &groups);
    let margins = walker.story(fib.margins(), boxes)?.blocks;
    Ok(Document { format: Format::Doc, body: story.blocks, margins, fields: story.fields })
}
