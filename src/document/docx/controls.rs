//! The ActiveX controls of a document, each in parts of its own (ECMA-376-1 §17.3.3.3, MS-OE376 §3.7).

use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;

use super::relationships::{Relationship, relationships};
use crate::document::Refusal;
use crate::document::activex::{Control, MAX_CONTROLS};
use crate::document::package::Package;
use crate::document::text::decode_or;
use crate::document::xml::{Node, Xml};

/// What each control shows that `related` points at, by the identifier of the relationship. What cannot be
/// read shows nothing.
pub(super) fn controls(package: &mut Package, related: &[Relationship]) -> HashMap<String, String> {
    let controls = related.iter().filter(|relationship| relationship.is("control"));
    let shown = |control: &Relationship| {
        let shown = read(package, &control.target).ok().flatten()?.shown();
        Some((control.id.clone(), shown))
    };
    controls.take(MAX_CONTROLS).filter_map(shown).collect()
}

fn read(package: &mut Package, part: &str) -> Result<Option<Control>, Refusal> {
    let Some(bytes) = package.part(part)? else { return Ok(None) };
    let binary = relationships(package, part)?.into_iter().find(|part| part.is("activeXControlBinary"));
    if let Some(binary) = binary {
        return Ok(package.part(&binary.target)?.as_deref().and_then(Control::in_part));
    }
    property_bag(&decode_or(WINDOWS_1252, &bytes)).map(Some)
}

/// A control whose properties are written out.
fn property_bag(source: &str) -> Result<Control, Refusal> {
    let mut control = Control::default();
    let mut xml = Xml::new(source);
    while let Some(node) = xml.next()? {
        let Node::Start(element) = node else { continue };
        let value = element.attribute("value").unwrap_or_default();
        match element.attribute("name").as_deref() {
            Some("DisplayStyle") => control.style = value.parse().unwrap_or_default(),
            Some("Value") => control.value = value,
            Some("Caption") => control.caption = value,
            _ => {}
        }
    }
    Ok(control)
}
