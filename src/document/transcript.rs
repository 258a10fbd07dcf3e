//! What was shown so far, and the fields whose values are cut out of it.

use super::Field;
use super::text::clean;

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

    /// Where the text that comes next begins.
    pub fn end(&self) -> usize {
        self.text.len()
    }

    /// Records a field with this value.
    pub fn record(&mut self, name: &str, value: String) {
        self.named.push(Field { name: clean(name), value });
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
