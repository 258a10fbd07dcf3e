//! The open fields, and what was filled in (RTF 1.9.1, "Fields").

use super::forms::Instruction;
use crate::document::transcript::{Transcript, is_generated, named};

/// The fields of a document.
#[derive(Default)]
pub(super) struct Fields {
    pub transcript: Transcript,
    /// The open fields, innermost last.
    open: Vec<OpenField>,
    /// The last bookmark, and where it begins; it may be that of the form field that follows.
    bookmark: Option<(String, usize)>,
}

#[derive(Default)]
struct OpenField {
    instruction: Instruction,
    /// Where it begins.
    start: usize,
    /// The name of the bookmark that begins there.
    bookmark: Option<String>,
}

impl Fields {
    /// Begins a bookmark.
    pub fn mark(&mut self, name: String) {
        let name = named(Some(name)).filter(|name| !is_generated(name));
        self.bookmark = name.map(|name| (name, self.transcript.end()));
    }

    /// Begins a field.
    pub fn begin(&mut self) {
        let start = self.transcript.end();
        let bookmark = self.bookmark.take().filter(|(_, place)| *place == start);
        let bookmark = bookmark.map(|(name, _)| name);
        self.open.push(OpenField { instruction: Instruction::default(), start, bookmark });
    }

    /// Takes in the code of the innermost field.
    pub fn describe(&mut self, instruction: Instruction) {
        if let Some(field) = self.open.last_mut() {
            field.instruction = instruction;
        }
    }

    /// Takes in a name for the innermost field, unless it has one.
    pub fn name(&mut self, name: Option<String>) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.name.is_none()) {
            field.instruction.name = name;
        }
    }

    /// What the innermost field shows in place of its result.
    pub fn shown(&self) -> Option<&str> {
        self.open.last()?.instruction.shown.as_deref()
    }

    /// Ends the innermost field, and records it if it is a form field that has a name and is
    /// `visible`; how many bytes that takes.
    pub fn end(&mut self, visible: bool) -> usize {
        let Some(field) = self.open.pop().filter(|field| visible && field.instruction.is_form) else {
            return 0;
        };
        let name = named(field.instruction.name).or(field.bookmark);
        let Some(name) = name else { return 0 };
        match field.instruction.shown {
            Some(shown) => self.transcript.record(&name, shown),
            None => self.transcript.record_from(&name, field.start),
        }
    }
}
