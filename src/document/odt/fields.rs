//! What is open in a text that decides whether and as what its content is shown, and what was filled
//! in: content controls of `LibreOffice`, and the form fields of Word, which OpenOffice.org keeps
//! between marks.

use crate::document::transcript::{Transcript, is_generated, named, open};
use crate::document::xml::{Element, Space, Xml};
use crate::document::{Refusal, check_box};

/// The fields of one part.
#[derive(Default)]
pub(super) struct Fields {
    pub transcript: Transcript,
    /// The open fields, innermost last.
    open: Vec<OpenField>,
}

/// A field whose content is being read.
#[derive(Default)]
pub(super) struct OpenField {
    name: Option<String>,
    /// What is shown in place of its content.
    shown: Option<String>,
    /// Whether its content is not shown: code, a placeholder, or what a state replaces.
    hides: bool,
    /// Where its content begins in the transcript.
    start: usize,
    /// The depth of the element that holds its content; none between marks.
    depth: Option<usize>,
}

impl OpenField {
    /// A content control (`loext:content-control`) at this depth.
    pub fn control(element: &Element, depth: usize) -> Self {
        let is_on = |name: &str| element.attribute(name).is_some_and(|value| value == "true");
        let name = ["alias", "tag"].iter().find_map(|name| named(element.attribute(name)));
        let shown = is_on("checkbox").then(|| check_box(is_on("checked")).to_string());
        let hides = shown.is_some() || is_on("showing-place-holder");
        Self { name, shown, hides, depth: Some(depth), ..Self::default() }
    }

    /// A form field (`field:fieldmark` or `field:fieldmark-start`), with its open element; its
    /// content begins with code if anything `divides` it.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn mark(element: &Element, xml: &mut Xml, divides: bool) -> Result<Self, Refusal> {
        let kind = element.attribute("type").unwrap_or_default();
        let (mut checked, mut choice, mut entries) = (false, None, Vec::new());
        xml.inside(|parameter, _| {
            if (parameter.name.space, parameter.name.local.as_str()) == (Space::Fieldmark, "param") {
                let value = parameter.attribute("value").unwrap_or_default();
                match parameter.attribute("name").as_deref() {
                    Some("Checkbox_Checked") => checked = value == "true" || value == "1",
                    Some("Dropdown_Selected") => choice = value.parse::<usize>().ok(),
                    Some("Dropdown_ListEntry") => entries.push(value),
                    _ => {}
                }
            }
        })?;
        let shown = match kind.rsplit('.').next() {
            Some("FORMCHECKBOX") => Some(check_box(checked).to_string()),
            Some("FORMDROPDOWN") => choice.and_then(|choice| entries.into_iter().nth(choice)),
            _ => None,
        };
        let name = named(element.attribute("name")).filter(|name| !is_generated(name));
        let hides = shown.is_some() || divides;
        Ok(Self { name, shown, hides, ..Self::default() })
    }

    /// What is shown in place of its content.
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }
}

impl Fields {
    /// Whether text that stands here is not shown.
    pub fn hides(&self) -> bool {
        self.open.iter().any(|field| field.hides)
    }

    /// Whether it stands in a content control that does not show its placeholder.
    pub fn is_filled_in(&self) -> bool {
        self.open.last().is_some_and(|field| field.depth.is_some() && !field.hides)
    }

    /// Begins a field.
    pub fn begin(&mut self, field: OpenField) {
        open(&mut self.open, OpenField { start: self.transcript.end(), ..field });
    }

    /// Goes from the code of the innermost field to its result.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| field.depth.is_none()) {
            field.hides = field.shown.is_some();
        }
    }

    /// Ends the innermost field if it began at such a depth, or for none between marks.
    pub fn end(&mut self, depth: Option<usize>) -> Option<OpenField> {
        self.open.pop_if(|field| field.depth == depth)
    }

    /// Records an ended field if it has a name and is `visible`; how many bytes that took.
    pub fn record(&mut self, field: OpenField, visible: bool) -> usize {
        let Some(name) = field.name.filter(|_| visible) else { return 0 };
        match field.shown {
            Some(shown) => self.transcript.record(&name, shown),
            None => self.transcript.record_from(&name, field.start),
        }
    }

    /// Gives up fields between marks that show nothing and did not end with the paragraph, lest they
    /// hide all that follows.
    pub fn end_paragraph(&mut self) {
        self.open.retain(|field| !field.hides || field.depth.is_some());
    }
}
