//! Fields (MS-DOC §2.8.25): code up to a separator, which is not shown, then their result.

use super::forms::FormField;
use crate::document::Field;
use crate::document::text::clean;

/// How many fields are kept open; beyond that, the outermost is forgotten.
const MAX_OPEN: usize = 64;

/// The fields of one story.
#[derive(Default)]
pub(super) struct Fields {
    /// Those that ended and have a name, in the order of their ends.
    pub named: Vec<Field>,
    /// All text shown so far, out of which values are cut.
    transcript: String,
    /// The open fields, innermost last.
    pub open: Vec<OpenField>,
}

/// A field that began.
#[derive(Default)]
pub(super) struct OpenField {
    form: Option<FormField>,
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
    /// Takes note of a text that stands here; whether it is shown.
    pub fn show(&mut self, text: &str) -> bool {
        let is_shown = !self.open.last().is_some_and(|field| field.hides);
        if is_shown {
            self.transcript.push_str(text);
        }
        is_shown
    }

    /// Begins a field, in its code.
    pub fn begin(&mut self) {
        if self.open.len() == MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push(OpenField { hides: true, ..OpenField::default() });
    }

    /// Whether the innermost field is in its code.
    pub fn is_in_code(&self) -> bool {
        self.open.last().is_some_and(|field| field.result.is_none())
    }

    /// Takes note of what the innermost field says of itself as a form field.
    pub fn describe(&mut self, form: FormField) {
        if let Some(open) = self.open.last_mut() {
            open.form = Some(form);
        }
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

    /// Records an ended field if it has a name; how many bytes that took.
    pub fn record(&mut self, field: OpenField) -> usize {
        let Some(form) = field.form else { return 0 };
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
