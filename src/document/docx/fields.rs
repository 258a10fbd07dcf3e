//! What is open in a document that decides whether and as what its text is shown, and what was
//! filled in: content controls, and fields between `w:fldChar` elements (ECMA-376-1 §17.16.18).

use super::forms::{Control, LegacyField};
use crate::document::text::clean;
use crate::document::xml::Xml;
use crate::document::{Field, Refusal};

/// How many fields are kept open; beyond that, the outermost is forgotten.
const MAX_OPEN: usize = 64;

/// The fields of one part.
#[derive(Default)]
pub(super) struct Fields {
    /// Those that ended and have a name, in the order of their ends.
    pub named: Vec<Field>,
    /// All text shown so far, out of which values are cut.
    transcript: String,
    /// The open content controls, innermost last.
    controls: Vec<OpenControl>,
    /// The open fields, innermost last.
    open: Vec<OpenField>,
}

#[derive(Default)]
struct OpenControl {
    control: Control,
    /// Where its text begins in the transcript.
    start: usize,
    /// Whether its box was shown.
    is_shown: bool,
}

/// A field that began: code up to its separator, then its result.
#[derive(Default)]
pub(super) struct OpenField {
    form: Option<LegacyField>,
    /// Where its result begins in the transcript; `None` in its code.
    result: Option<usize>,
    /// Whether text is not shown now: in code, and where the form's state replaces the result.
    hides: bool,
}

impl OpenField {
    /// What the form shows in place of a result.
    pub fn shown(&self) -> Option<&str> {
        self.form.as_ref()?.shown.as_deref()
    }
}

impl Fields {
    /// Grows when anything is shown or filled in.
    pub fn progress(&self) -> usize {
        self.transcript.len() + self.named.len()
    }

    /// What is shown for a text that stands here, if anything is. A check box shows its state once,
    /// whatever characters the form's author chose for it.
    pub fn show(&mut self, text: &str) -> Option<String> {
        if self.open.last().is_some_and(|field| field.hides) {
            return None;
        }
        let shown = match self.controls.last_mut() {
            Some(open) if open.control.check_box.is_some() && text != "\n" => open.check_box()?.to_string(),
            _ => text.to_owned(),
        };
        self.transcript.push_str(&shown);
        Some(shown)
    }

    /// Begins a content control.
    pub fn open_control(&mut self) {
        self.controls.push(OpenControl { start: self.transcript.len(), ..OpenControl::default() });
    }

    /// Reads the properties of the innermost content control.
    pub fn describe_control(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let control = Control::read(xml)?;
        if let Some(open) = self.controls.last_mut() {
            open.control = control;
        }
        Ok(())
    }

    /// Whether the innermost content control shows its placeholder.
    pub fn is_in_blank_control(&self) -> bool {
        self.controls.last().is_some_and(|open| open.control.is_blank && open.control.check_box.is_none())
    }

    /// The box of the innermost content control, if it has one that no text stood for.
    pub fn pending_check_box(&self) -> Option<char> {
        self.controls.last().filter(|open| !open.is_shown)?.control.check_box
    }

    /// Ends a content control, records it if it has a name and is `visible`, and returns how many
    /// bytes that took.
    pub fn close_control(&mut self, visible: bool) -> usize {
        let Some(open) = self.controls.pop() else { return 0 };
        let Some(name) = open.control.name.filter(|_| visible) else { return 0 };
        let value = self.value(open.start);
        self.named.push(Field { name: clean(&name), value });
        name.len() + self.transcript.len() - open.start
    }

    /// Begins a field, in its code.
    pub fn begin(&mut self) {
        if self.open.len() == MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push(OpenField { hides: true, ..OpenField::default() });
    }

    /// Reads what the innermost field says of itself as a form field.
    pub fn describe_form(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let form = LegacyField::read(xml)?;
        if let Some(open) = self.open.last_mut() {
            open.form = Some(form);
        }
        Ok(())
    }

    /// Goes from the code of the innermost field to its result.
    pub fn separate(&mut self) {
        let start = self.transcript.len();
        let Some(mut field) = self.open.pop() else { return };
        let is_around_hidden = self.open.last().is_some_and(|around| around.hides);
        field.result = Some(start);
        field.hides = is_around_hidden || field.shown().is_some();
        self.open.push(field);
    }

    /// Ends the innermost field.
    pub fn end(&mut self) -> Option<OpenField> {
        self.open.pop()
    }

    /// Records an ended field if it has a name and is `visible`; how many bytes that took.
    pub fn record(&mut self, field: OpenField, visible: bool) -> usize {
        let Some(form) = field.form.filter(|_| visible) else { return 0 };
        let Some(name) = form.name else { return 0 };
        let start = field.result.unwrap_or(self.transcript.len());
        let value = form.shown.unwrap_or_else(|| self.value(start));
        self.named.push(Field { name: clean(&name), value });
        name.len() + self.transcript.len() - start
    }

    /// Gives up fields whose code did not end with the paragraph, lest they hide all that follows.
    pub fn end_paragraph(&mut self) {
        self.open.retain(|field| field.result.is_some());
        for field in &mut self.open {
            field.hides = field.shown().is_some();
        }
    }

    /// The text from a place in the transcript on, line by line as documents show it.
    fn value(&self, start: usize) -> String {
        let text = self.transcript.get(start..).unwrap_or_default();
        text.split('\n').map(clean).collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

impl OpenControl {
    /// Its box, the first time.
    fn check_box(&mut self) -> Option<char> {
        let first = !std::mem::replace(&mut self.is_shown, true);
        self.control.check_box.filter(|_| first)
    }
}
