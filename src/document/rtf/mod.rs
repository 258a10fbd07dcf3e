//! Rich Text Format (RTF 1.9.1): the text into the body, headers and footers into the margins.
//! Footnotes, comments and the labels of lists are left out. One that shows nothing but pictures is a
//! scan. A mail in HTML that Outlook wrapped in RTF is read as HTML.

mod characters;
mod charsets;
mod encapsulated;
mod fields;
mod forms;
mod header;
mod tables;
mod tokens;
mod walker;

#[cfg(test)]
mod tests;

use super::{Block, Document, Format, Refusal, html};

/// How deep groups may be nested.
const MAX_DEPTH: usize = 4096;

/// Reads a document, from its opening brace on.
///
/// # Errors
/// `Damaged`, `TooLarge`, `Empty`, `Image`.
pub(super) fn read(source: &[u8]) -> Result<Document, Refusal> {
    if encapsulated::is_html(source) {
        return Ok(html::read(&encapsulated::html(source)?));
    }
    let story = walker::walk(source)?;
    if !story.body.iter().all(Block::is_blank) {
        Ok(Document { format: Format::Rtf, body: story.body, margins: story.margins, fields: story.fields })
    } else if story.shows_picture {
        Err(Refusal::Image)
    } else {
        Err(Refusal::Empty)
    }
}
