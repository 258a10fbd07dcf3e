//! Office Open XML text documents (ECMA-376): the main part into the body, headers and footers into
//! the margins. Footnotes, comments and the names of styles are left out. One that shows nothing but
//! pictures is a scan.

mod content_controls;
mod controls;
mod forms;
mod properties;
mod relationships;
mod walker;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;

use super::allowance::MAX_TEXT;
use super::package::Package;
use super::text::decode_or;
use super::{Document, Foreign, Format, Refusal, refuse_blank};
use controls::controls;
use relationships::relationships;
use walker::{Story, walk};

/// How many headers and footers are read.
const MAX_MARGINS: usize = 64;
/// The main part where no relationship names one.
const USUAL_MAIN_PART: &str = "word/document.xml";

/// Reads a package of an office program.
///
/// # Errors
/// `Damaged`, `TooLarge`, `Empty`, `Image`, `Macros`, and `Unsupported` for a workbook or slides.
pub(super) fn read(mut package: Package) -> Result<Document, Refusal> {
    let main = relationships(&mut package, "")?
        .into_iter()
        .find(|relationship| relationship.is("officeDocument"))
        .map_or_else(|| USUAL_MAIN_PART.to_owned(), |relationship| relationship.target);
    if main.ends_with("workbook.bin") {
        return Err(Refusal::Unsupported(Foreign::Spreadsheet));
    }
    let mut related = relationships(&mut package, &main)?;
    let controls = controls(&mut package, &related);
    let mut allowance = MAX_TEXT;
    let story = part(&mut package, &main, &controls, &mut allowance)?.ok_or(Refusal::Damaged)?;
    match story.root.as_str() {
        "document" => {}
        "workbook" => return Err(Refusal::Unsupported(Foreign::Spreadsheet)),
        "presentation" => return Err(Refusal::Unsupported(Foreign::Presentation)),
        _ => return Err(Refusal::Unsupported(Foreign::Unknown)),
    }
    if package.has_any(|part| part.ends_with("vbaproject.bin")) {
        return Err(Refusal::Macros);
    }
    refuse_blank(&story.blocks, package.has_any(is_picture))?;
    related.retain(|relationship| relationship.is("header") || relationship.is("footer"));
    let mut margins = Vec::new();
    for margin in related.iter().take(MAX_MARGINS) {
        let found = part(&mut package, &margin.target, &HashMap::new(), &mut allowance)?;
        margins.extend(found.into_iter().flat_map(|story| story.blocks));
    }
    Ok(Document { format: Format::Docx, body: story.blocks, margins, fields: story.fields })
}

/// Whether a part is a picture that the document shows; the thumbnail of a file manager is not.
fn is_picture(part: &str) -> bool {
    let endings = [".jpeg", ".jpg", ".png", ".gif", ".tiff", ".tif", ".bmp", ".emf", ".wmf"];
    part.contains("media/") && endings.iter().any(|ending| part.ends_with(ending))
}

/// Reads one part with its `controls`, if it is there.
fn part(
    package: &mut Package,
    name: &str,
    controls: &HashMap<String, String>,
    allowance: &mut usize,
) -> Result<Option<Story>, Refusal> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    walk(&decode_or(WINDOWS_1252, &bytes), controls, allowance).map(Some)
}
