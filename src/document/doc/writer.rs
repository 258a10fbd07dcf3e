//! Writes what a story shows.

use std::mem;

use crate::document::allowance::{MAX_TEXT, spend};
use crate::document::compose::Composer;
use crate::document::word_fields::{Fields, OpenField};
use crate::document::{Block, Field, Refusal};

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
    /// Whether text that stands here is shown.
    fn is_shown(&self) -> bool {
        !self.is_muted && !self.fields.hides()
    }

    /// Shows text, unless something hides it.
    pub fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if self.is_shown() {
            self.composer.write(text);
            self.fields.transcript.note(text);
            spend(&mut self.allowance, text.len())?;
        }
        Ok(())
    }

    pub fn break_line(&mut self) -> Result<(), Refusal> {
        if self.is_shown() {
            self.composer.break_line();
            self.fields.transcript.note("\n");
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
        if !self.fields.hides() {
            self.fields.transcript.note("\n");
        }
        self.composer.end_paragraph();
        spend(&mut self.allowance, 1)
    }

    /// Ends the innermost field: what a form shows in place of a result stands there.
    pub fn end_field(&mut self) -> Result<(), Refusal> {
        let Some(field) = self.fields.end() else { return Ok(()) };
        if let Some(shown) = field.shown() {
            self.write(shown)?;
        }
        let spent = self.fields.record(field, !self.is_muted);
        spend(&mut self.allowance, spent)
    }

    /// Begins a text box, which the fields around it do not concern; those fields.
    pub fn open_text_box(&mut self) -> Vec<OpenField> {
        self.composer.open_text_box();
        self.fields.set_aside()
    }

    /// Ends the text box; the text around it and its fields go on.
    pub fn close_text_box(&mut self, around: Vec<OpenField>) {
        self.composer.close_text_box();
        self.fields.resume(around);
        self.is_muted = false;
    }

    /// Ends the story and begins another; its blocks and fields.
    pub fn finish(&mut self) -> (Vec<Block>, Vec<Field>) {
        let story = mem::replace(self, Self { allowance: self.allowance, ..Self::default() });
        (story.composer.finish(), story.fields.transcript.named)
    }
}
