//! `OpenDocument` texts (ODF 1.3 part 3), in a package or in one XML file, and those of
//! OpenOffice.org 1, which differ little: the body into the body, headers and footers of the page
//! styles into the margins. Footnotes, comments, indexes' templates and the labels of lists are left
//! out. One that shows nothing but pictures is a scan.

mod controls;
mod fields;
mod floating;
mod styles;
mod tables;
mod walker;

#[cfg(test)]
mod tests;

use encoding_rs::WINDOWS_1252;

use super::allowance::MAX_TEXT;
use super::package::Package;
use super::text::decode_or;
use super::{Document, Format, Refusal, refuse_blank};
use styles::Styles;
use walker::{Story, walk};

/// The size in bytes of a document in one XML file, its pictures included: 16 MiB.
const MAX_FLAT: usize = 16 << 20;

/// Reads a package (ODF 1.3 part 2). The styles come first, since they say what is hidden.
///
/// # Errors
/// `Damaged`, `Protected`, `Macros`, `TooLarge`, `Empty`, `Image`, and `Unsupported` for a workbook or slides.
pub(super) fn read(mut package: Package) -> Result<Document, Refusal> {
    if is_encrypted(&mut package)? {
        return Err(Refusal::Protected);
    }
    if has_macros(&package) {
        return Err(Refusal::Macros);
    }
    let mut styles = Styles::default();
    let mut allowance = MAX_TEXT;
    let page = part(&mut package, "styles.xml", &mut styles, &mut allowance)?.unwrap_or_default();
    let story = part(&mut package, "content.xml", &mut styles, &mut allowance)?.ok_or(Refusal::Damaged)?;
    document(Story { margins: page.margins, ..story })
}

/// Reads a document in one XML file (ODF 1.3 part 3 §3.1.2).
///
/// # Errors
/// `Damaged`, `TooLarge`, `Empty`, `Image`, and `Unsupported` for a workbook or slides.
pub(super) fn read_flat(source: &str) -> Result<Document, Refusal> {
    if source.len() > MAX_FLAT {
        return Err(Refusal::TooLarge);
    }
    document(walk(source, &mut Styles::default(), &mut MAX_TEXT.clone())?)
}

/// Whether a package carries programs: modules of Basic, or scripts in another language.
fn has_macros(package: &Package) -> bool {
    let is_index = |part: &str| ["script-lc.xml", "script-lb.xml"].iter().any(|name| part.ends_with(name));
    package.has_any(|part| {
        let is_program = part.starts_with("basic/") || part.starts_with("scripts/");
        is_program && !part.ends_with('/') && !is_index(part)
    })
}

/// Whether the manifest names a key that parts are encrypted with (ODF 1.3 part 2 §4.4).
fn is_encrypted(package: &mut Package) -> Result<bool, Refusal> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    Ok(decode_or(WINDOWS_1252, &manifest).contains("encryption-data"))
}

/// Reads one part, if it is there.
fn part(
    package: &mut Package,
    name: &str,
    styles: &mut Styles,
    allowance: &mut usize,
) -> Result<Option<Story>, Refusal> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    walk(&decode_or(WINDOWS_1252, &bytes), styles, allowance).map(Some)
}

fn document(story: Story) -> Result<Document, Refusal> {
    if !story.is_text {
        return Err(Refusal::Damaged);
    }
    refuse_blank(&story.body, story.has_pictures)?;
    Ok(Document { format: Format::Odt, body: story.body, margins: story.margins, fields: story.fields })
}
