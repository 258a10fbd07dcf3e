//! Paragraphs, and what decides whether their text is shown.

use std::mem;

use super::Walker;
use crate::document::Refusal;
use crate::document::allowance::LINE;
use crate::document::odt::floating::Floating;
use crate::document::odt::styles::{Family, Look};
use crate::document::xml::Element;

/// An open paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    /// How its text looks, and that of the open elements in it, with their depth.
    pub looks: Vec<(usize, Look)>,
    /// The controls that float beside it.
    pub floating: Floating,
    /// Whether a field says that it is not shown.
    is_hidden: bool,
}

impl Paragraph {
    /// Whether text that stands here in it, perhaps in a control that `is_filled_in`, is not shown.
    pub fn hides(&self, is_filled_in: bool) -> bool {
        self.is_hidden || self.looks.last().is_some_and(|(_, look)| look.hides(is_filled_in))
    }
}

impl Walker<'_, '_> {
    pub(super) fn open_paragraph(&mut self, element: &Element) {
        let look = self.styles.look(Family::Paragraph, element);
        let floating = mem::take(&mut self.on_page);
        let looks = vec![(self.xml.depth(), look)];
        self.paragraphs.push(Paragraph { looks, floating, is_hidden: false });
    }

    /// Ends a paragraph; the controls beside its first line end it, those further down follow.
    pub(super) fn end_paragraph(&mut self) -> Result<(), Refusal> {
        let open = self.paragraphs.last_mut();
        let mut floating = open.map(|open| mem::take(&mut open.floating)).unwrap_or_default();
        for shown in floating.take_line() {
            self.write(" ")?;
            self.write_lines(&shown)?;
        }
        let rows = floating.take_rows();
        if !rows.is_empty() {
            self.page.open_text_box();
            self.write_lines(&rows.join("\n"))?;
            self.page.close_text_box();
        }
        self.fields.end_paragraph();
        if self.is_shown() {
            self.fields.transcript.note("\n");
        }
        self.paragraphs.pop();
        self.page.end_paragraph();
        self.spend(LINE)
    }

    /// Shows the controls on a page that no paragraph followed.
    pub(super) fn end_page(&mut self) -> Result<(), Refusal> {
        let rows = self.on_page.take_rows();
        self.write_lines(&rows.join("\n"))
    }

    /// Lets the innermost element look like its style, for as long as it is open.
    pub(super) fn look(&mut self, family: Family, element: &Element) {
        let look = self.styles.look(family, element);
        let depth = self.xml.depth();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let around = paragraph.looks.last().map(|&(_, look)| look).unwrap_or_default();
            paragraph.looks.push((depth, around.with(look)));
        }
    }

    pub(super) fn hide_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.is_hidden = true;
        }
    }
}
