//! The fields of Word's own formats, XML and binary: code up to a separator, which is not shown, then their
//! result, or what the state of a form field shows in its place.

use super::transcript::{Transcript, is_generated, open};

/// What a form field says of itself.
pub(super) struct FormField {
    /// The bookmark that it is known by.
    pub name: Option<String>,
    /// What it shows in place of its result: a check box its box, a drop-down list its choice.
    /// `None` for a text field.
    pub shown: Option<String>,
}

/// The fields of one text.
#[derive(Default)]
pub(super) struct Fields {
    pub transcript: Transcript,
    /// The open fields, innermost last.
    open: Vec<OpenField>,
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
    /// Whether text that stands here is not shown.
    pub fn hides(&self) -> bool {
        self.open.last().is_some_and(|field| field.hides)
    }

    /// Begins a field, in its code.
    pub fn begin(&mut self) {
        open(&mut self.open, OpenField { hides: true, ..OpenField::default() });
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
        let Some(mut field) = self.open.pop() else { return };
        field.result = Some(self.transcript.end());
        field.hides = self.hides() || field.shown().is_some();
        self.open.push(field);
    }

    /// Ends the innermost field.
    pub fn end(&mut self) -> Option<OpenField> {
        self.open.pop()
    }

    /// Records an ended field if it has a name and is `visible`; how many bytes that took.
    pub fn record(&mut self, field: OpenField, visible: bool) -> usize {
        let Some(form) = field.form.filter(|_| visible) else { return 0 };
        let Some(name) = form.name.filter(|name| !is_generated(name)) else { return 0 };
        match form.shown {
            Some(shown) => self.transcript.record(&name, shown),
            None => self.transcript.record_from(&name, field.result.unwrap_or(self.transcript.end())),
        }
    }

    /// Gives up fields whose code did not end with the paragraph, lest they hide all that follows.
    pub fn end_paragraph(&mut self) {
        self.open.retain(|field| field.result.is_some());
        let mut is_hidden = false;
        for field in &mut self.open {
            field.hides = is_hidden || field.shown().is_some();
            is_hidden = field.hides;
        }
    }

    /// Takes out the open fields, which do not concern a text box that begins in them.
    pub fn set_aside(&mut self) -> Vec<OpenField> {
        std::mem::take(&mut self.open)
    }

    /// Goes on in fields that were set aside.
    pub fn resume(&mut self, open: Vec<OpenField>) {
        self.open = open;
    }
}
