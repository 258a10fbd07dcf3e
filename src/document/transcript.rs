//! What was shown so far, and the fields whose values are cut out of it.

use super::Field;
use super::text::clean;

/// How many fields are kept open; beyond that, the outermost is forgotten.
const MAX_OPEN: usize = 64;
/// How the names begin that `LibreOffice` gives to fields without one.
const GENERATED: &str = "__Fieldmark__";

/// The text of a document as it is shown, and its named fields.
#[derive(Default)]
pub(super) struct Transcript {
    /// The fields that ended and have a name, in the order of their ends.
    pub named: Vec<Field>,
    text: String,
}

impl Transcript {
    /// Notes text that was shown; `\n` for the end of a line.
    pub fn note(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Where the text that comes next begins, in bytes.
    pub fn end(&self) -> usize {
        self.text.len()
    }

    /// Records a field with this value; how many bytes that takes.
    pub fn record(&mut self, name: &str, value: String) -> usize {
        let spent = name.len() + value.len();
        self.named.push(Field { name: clean(name), value });
        spent
    }

    /// Records a field with the text from a place on, line by line as documents show it; how many
    /// bytes that takes.
    pub fn record_from(&mut self, name: &str, start: usize) -> usize {
        let text = self.text.get(start..).unwrap_or_default();
        let spent = name.len() + text.len();
        let value = text.split('\n').map(clean).collect::<Vec<_>>().join("\n").trim().to_owned();
        self.record(name, value);
        spent
    }
}

/// Adds a field to the open ones, innermost last.
pub(super) fn open<F>(fields: &mut Vec<F>, field: F) {
    if fields.len() == MAX_OPEN {
        fields.remove(0);
    }
    fields.push(field);
}

/// A name, unless it is blank.
pub(super) fn named(name: Option<String>) -> Option<String> {
    name.filter(|name| !name.trim().is_empty())
}

/// Whether a program made up this name for a field that has none.
pub(super) fn is_generated(name: &str) -> bool {
    name.starts_with(GENERATED)
}
