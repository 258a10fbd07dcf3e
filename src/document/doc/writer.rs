//! Writes what a story shows.

use std::mem;

use super::fields::{Fields, OpenField};
use crate::document::compose::Composer;
use crate::document::{Block, Field, Refusal};

/// How many characters a document may have, shown or not, and how many bytes its text may have, the
/// values of its fields counted again: 1 Mi.
pub(super) const MAX_TEXT: usize = 1 << 20;

/// A story in the making.
pub(super) struct Writer {
    pub composer: Composer,
    pub fields: Fields,
    /// Whether what is written now is not shown.
    pub is_muted: bool,
    /// How many bytes of text are still allowed.
    allowance: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            composer: Composer::default(),
            fields: Fields::default(),
            is_muted: false,
            allowance: MAX_TEXT,
        }
    }
}

impl Writer {
    /// Shows text, unless something hides it.
    pub fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if !self.is_muted && self.fields.show(text) {
            self.composer.write(text);
            spend(&mut self.allowance, text.len())?;
        }
        Ok(())
    }

    pub fn break_line(&mut self) -> Result<(), Refusal> {
        if !self.is_muted && self.fields.show("\n") {
            self.composer.break_line();
            spend(&mut self.allowance, 1)?;
        }
        Ok(())
    }

    /// Ends the paragraph; nothing is left of one that shows nothing, not even its mark.
    pub fn end_paragraph(&mut self, is_mark_hidden: bool) -> Result<(), Refusal> {
        self.fields.end_paragraph();
        if is_mark_hidden && self.composer.line().is_empty() {
            return Ok(());
        }
        self.fields.show("\n");
        self.composer.end_paragraph();
        spend(&mut self.allowance, 1)
    }

    /// Ends the innermost field: what a form shows in place of a result stands there.
    pub fn end_field(&mut self) -> Result<(), Refusal> {
        let Some(field) = self.fields.end() else { return Ok(()) };
        if let Some(shown) = field.shown() {
            self.write(shown)?;
        }
        let spent = if self.is_muted { 0 } else { self.fields.record(field) };
        spend(&mut self.allowance, spent)
    }

    /// Begins a text box, which the fields around it do not concern; those fields.
    pub fn open_text_box(&mut self) -> Vec<OpenField> {
        self.composer.open_text_box();
        mem::take(&mut self.fields.open)
    }

    /// Ends the text box; the text around it and its fields go on.
    pub fn close_text_box(&mut self, around: Vec<OpenField>) {
        self.composer.close_text_box();
        self.fields.open = around;
        self.is_muted = false;
    }

    /// Ends the story and begins another; its blocks and fields.
    pub fn finish(&mut self) -> (Vec<Block>, Vec<Field>) {
        let story = mem::replace(self, Self { allowance: self.allowance, ..Self::default() });
        (story.composer.finish(), story.fields.named)
    }
}

/// Counts something against an allowance.
///
/// # Errors
/// `TooLarge` once it is used up.
pub(super) fn spend(allowance: &mut usize, amount: usize) -> Result<(), Refusal> {
    *allowance = allowance.checked_sub(amount).ok_or(Refusal::TooLarge)?;
    Ok(())
}
