//! Rich Text Format (RTF 1.9.1): the text into the body, headers and footers into the margins.
//! Footnotes, comments and the labels of lists are left out. One that shows nothing but pictures is a
//! scan. A mail in HTML that Outlook wrapped in RTF is read as HTML.

mod characters;
mod encapsulated;
mod fields;
mod forms;
mod header;
mod tables;
mod tokens;
mod walker;

#[cfg(test)]
mod tests;

use super::{Document, Format, Refusal, html, refuse_blank};

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
    refuse_blank(&story.body, story.has_pictures)?;
    Ok(Document { format: Format::Rtf, body: story.body, margins: story.margins, fields: story.fields })
}
