//! The two kinds of form fields: content controls (ECMA-376-1 §17.5.2, MS-DOCX §2.6.1.13) and
//! legacy form fields (ECMA-376-1 §17.16).

use crate::document::transcript::named;
use crate::document::word_fields::FormField;
use crate::document::xml::{Element, Space, Xml};
use crate::document::{Refusal, check_box};

/// What a content control says of itself.
#[derive(Default)]
pub(super) struct Control {
    /// Its title, or else its tag.
    pub name: Option<String>,
    /// Whether it shows its placeholder: nothing was filled in.
    pub is_blank: bool,
    /// The box that it shows, for a check box.
    pub check_box: Option<char>,
}

impl Control {
    /// Reads an open `w:sdtPr`.
    pub fn read(xml: &mut Xml) -> Result<Self, Refusal> {
        let mut control = Self::default();
        let mut tag = None;
        xml.inside(|element, depth| match (element.name.space, element.name.local.as_str(), depth) {
            (Space::Word, "alias", 1) => control.name = value(element),
            (Space::Word, "tag", 1) => tag = value(element),
            (Space::Word, "showingPlcHdr", 1) => control.is_blank = is_on(element),
            (Space::Word2010, "checkbox", 1) => control.check_box = Some(check_box(false)),
            (Space::Word2010, "checked", 2) => control.check_box = Some(check_box(is_on(element))),
            _ => {}
        })?;
        control.name = control.name.or(tag);
        Ok(control)
    }
}

/// Reads an open `w:ffData`, in which a legacy form field says what it is. What was filled in beats the
/// default.
pub(super) fn form_field(xml: &mut Xml) -> Result<FormField, Refusal> {
    let mut name = None;
    let mut kind = "";
    let (mut set, mut default) = (None, None);
    let mut entries = Vec::new();
    xml.inside(|element, depth| match (element.name.local.as_str(), depth) {
        ("name", 1) => name = value(element),
        ("checkBox", 1) => kind = "checkBox",
        ("ddList", 1) => kind = "ddList",
        ("checked", 2) => set = Some(u32::from(is_on(element)).to_string()),
        ("default", 2) if kind == "checkBox" => default = Some(u32::from(is_on(element)).to_string()),
        ("result", 2) => set = value(element),
        ("default", 2) => default = value(element),
        ("listEntry", 2) => entries.push(value(element).unwrap_or_default()),
        _ => {}
    })?;
    let state: usize = set.or(default).and_then(|state| state.parse().ok()).unwrap_or_default();
    let shown = match kind {
        "checkBox" => Some(check_box(state == 1).to_string()),
        "ddList" => Some(entries.into_iter().nth(state).unwrap_or_default()),
        _ => None,
    };
    Ok(FormField { name, shown })
}

/// The value of an on-off property (ECMA-376-1 §22.9.2.7): on unless it says otherwise.
pub(super) fn is_on(element: &Element) -> bool {
    !element.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

fn value(element: &Element) -> Option<String> {
    named(element.attribute("val"))
}
