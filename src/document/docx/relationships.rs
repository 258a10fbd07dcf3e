//! How the parts of a package point at each other (ECMA-376-2 §6.5).

use encoding_rs::WINDOWS_1252;

use crate::document::Refusal;
use crate::document::package::Package;
use crate::document::text::decode_or;
use crate::document::xml::{Element, Node, Xml};

/// One part pointing at another.
pub(super) struct Relationship {
    /// What it is called where it is used.
    pub id: String,
    /// A URI, of which transitional and strict documents share the last segment.
    kind: String,
    /// The name of the part pointed at.
    pub target: String,
}

impl Relationship {
    /// Whether it is of the type whose URI ends with this segment.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// Where a part points inside the package; where the package itself does for the empty name.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn relationships(package: &mut Package, source: &str) -> Result<Vec<Relationship>, Refusal> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let Some(bytes) = package.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(Vec::new()) };
    let source = decode_or(WINDOWS_1252, &bytes);
    let mut xml = Xml::new(&source);
    let mut found = Vec::new();
    while let Some(node) = xml.next()? {
        if let Node::Start(element) = node
            && element.name.local == "Relationship"
        {
            found.extend(relationship(&element, folder));
        }
    }
    Ok(found)
}

fn relationship(element: &Element, folder: &str) -> Option<Relationship> {
    let is_external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
    let target = element.attribute("Target").filter(|_| !is_external)?;
    Some(Relationship {
        id: element.attribute("Id").unwrap_or_default(),
        kind: element.attribute("Type")?,
        target: resolve(folder, &target),
    })
}

/// The part that a target names, seen from a folder (RFC 3986 §5.2).
fn resolve(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for segment in start.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => drop(path.pop()),
            _ => path.push(segment),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_seen_from_the_folder_of_their_source() {
        assert_eq!(resolve("word", "header1.xml"), "word/header1.xml");
        assert_eq!(resolve("word", "/word/header1.xml"), "word/header1.xml");
        assert_eq!(resolve("word/parts", "../header1.xml"), "word/header1.xml");
        assert_eq!(resolve("", "./../../word/document2.xml"), "word/document2.xml");
    }
}
