//! The walk through a story: main text, margins, or a text box. Tables are rows of cells whose
//! marks stand in the text (MS-DOC §2.4.3), each at the end of what it marks.

use std::ops::Range;

use super::Streams;
use super::fonts::Fonts;
use super::formatting::{Character, Formatting};
use super::forms::form_field;
use super::paragraphs::{MAX_PARAGRAPHS, Paragraph, paragraphs};
use super::pieces::{Run, Text};
use super::rows::{Grid, Row};
use super::text_boxes::TextBoxes;
use super::writer::Writer;
use crate::document::allowance::{MAX_TEXT, spend};
use crate::document::text::in_symbol_font;
use crate::document::{Block, Field, Refusal};

/// What a story holds.
pub(super) struct Story {
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its form fields that have a name.
    pub fields: Vec<Field>,
    /// Whether it has a picture or a drawing.
    pub has_pictures: bool,
}

/// Reads stories.
pub(super) struct Walker<'a> {
    streams: &'a Streams,
    text: &'a Text<'a>,
    formatting: Formatting<'a>,
    fonts: Fonts,
    writer: Writer,
    text_boxes: TextBoxes,
    has_pictures: bool,
    /// How many characters, shown or not, are still allowed: as many as bytes of text.
    characters: usize,
    /// How many paragraphs are still allowed.
    paragraphs: usize,
}

impl<'a> Walker<'a> {
    pub fn new(streams: &'a Streams, text: &'a Text<'a>, formatting: Formatting<'a>, fonts: Fonts) -> Self {
        Self {
            streams,
            text,
            formatting,
            fonts,
            writer: Writer::default(),
            text_boxes: TextBoxes::default(),
            has_pictures: false,
            characters: MAX_TEXT,
            paragraphs: MAX_PARAGRAPHS,
        }
    }

    /// Reads a story and its text boxes: each after the paragraph that holds it, those without a
    /// place at the end.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn story(&mut self, range: Range<u32>, text_boxes: TextBoxes) -> Result<Story, Refusal> {
        self.text_boxes = text_boxes;
        self.walk(range)?;
        for text in self.text_boxes.take_rest() {
            self.walk(text)?;
        }
        let (blocks, fields) = self.writer.finish();
        Ok(Story { blocks, fields, has_pictures: std::mem::take(&mut self.has_pictures) })
    }

    fn walk(&mut self, range: Range<u32>) -> Result<(), Refusal> {
        let length = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        spend(&mut self.characters, length)?;
        if !range.is_empty() && range.end > self.text.len() {
            return Err(Refusal::Damaged);
        }
        let found = paragraphs(self.text, range, &mut self.formatting)?;
        spend(&mut self.paragraphs, found.len())?;
        self.blocks(&found, 0)
    }

    /// Reads paragraphs and the tables between them that are deeper than these.
    fn blocks(&mut self, paragraphs: &[Paragraph], depth: u32) -> Result<(), Refusal> {
        for alike in paragraphs.chunk_by(|one, next| (one.depth > depth) == (next.depth > depth)) {
            if alike.first().is_some_and(|paragraph| paragraph.depth > depth) {
                self.table(alike, depth + 1)?;
            } else {
                alike.iter().try_for_each(|paragraph| self.paragraph(paragraph))?;
            }
        }
        Ok(())
    }

    fn table(&mut self, paragraphs: &[Paragraph], depth: u32) -> Result<(), Refusal> {
        let grid = Grid::of(paragraphs.iter().filter_map(|paragraph| paragraph.ended_row(depth)));
        self.writer.composer.open_table();
        for row in paragraphs.split_inclusive(|paragraph| paragraph.ended_row(depth).is_some()) {
            match row.split_last() {
                Some((end, cells)) if let Some(row) = end.ended_row(depth) => {
                    self.row(cells, depth, &grid, row)?;
                }
                _ => self.row(row, depth, &grid, &Row::default())?,
            }
        }
        self.writer.composer.close_table();
        Ok(())
    }

    fn row(&mut self, paragraphs: &[Paragraph], depth: u32, grid: &Grid, row: &Row) -> Result<(), Refusal> {
        self.writer.composer.open_row();
        if let before @ 1.. = grid.before(row) {
            self.writer.composer.open_cell(before);
        }
        let cells = paragraphs.split_inclusive(|paragraph| paragraph.ends_cell(depth));
        for (index, cell) in cells.enumerate() {
            let said = row.cell(index);
            if said.is_merged {
                continue;
            }
            self.writer.composer.open_cell(grid.covered(row, index));
            if !said.continues {
                self.blocks(cell, depth)?;
            }
        }
        self.writer.composer.close_cell();
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), Refusal> {
        for run in self.text.runs(paragraph.characters.clone()) {
            self.run(run?)?;
        }
        self.writer.end_paragraph(paragraph.is_mark_hidden)
    }

    /// Reads characters of one piece.
    fn run(&mut self, mut run: Run) -> Result<(), Refusal> {
        while run.len() > 0 {
            let (character, length) = self.formatting.character(&run)?;
            let (alike, rest) = run.split(length);
            self.writer.is_muted = character.is_hidden();
            self.alike(alike, &character)?;
            run = rest;
        }
        Ok(())
    }

    /// Reads characters that look alike: text, and between it those that stand for something else.
    fn alike(&mut self, mut run: Run, character: &Character) -> Result<(), Refusal> {
        if let Some(code) = character.symbol.filter(|_| character.is_special) {
            return run.codes().try_for_each(|_| self.writer.write(&symbol(code)));
        }
        while let Some(length) = run.codes().position(|code| code < 0x20) {
            let (text, rest) = run.split(length);
            let (other, rest) = rest.split(1);
            self.text(text, character)?;
            self.other(other, character)?;
            run = rest;
        }
        self.text(run, character)
    }

    /// Reads text, which may be written in signs.
    fn text(&mut self, run: Run, character: &Character) -> Result<(), Refusal> {
        if self.fonts.has_signs(character.font) {
            return run.codes().try_for_each(|code| self.writer.write(&symbol(code)));
        }
        self.writer.write(&run.text(self.fonts.encoding(character.font)))
    }

    /// Reads a character that is not text (MS-DOC `sprmCFSpec`).
    fn other(&mut self, run: Run, character: &Character) -> Result<(), Refusal> {
        match run.codes().next() {
            Some(0x01) if character.is_special => self.picture(character),
            Some(0x08) if character.is_special => self.drawing(run.position)?,
            Some(0x09) => self.writer.write("\t")?,
            Some(0x0b | 0x0e) => self.writer.break_line()?,
            Some(0x13) => self.writer.fields.begin(),
            Some(0x14) => {
                self.writer.fields.separate();
                self.control(character)?;
            }
            Some(0x15) => self.writer.end_field()?,
            Some(0x1e) => self.writer.write("-")?,
            _ => {}
        }
        Ok(())
    }

    /// Reads a character that stands for a picture or, in the code of a field, for a form field.
    fn picture(&mut self, character: &Character) {
        if !self.writer.fields.is_in_code() {
            self.has_pictures = true;
        } else if let Some(offset) = character.location
            && let Some(form) = form_field(self.streams.data(), offset, self.text.version())
        {
            self.writer.fields.describe(form);
        }
    }

    /// Shows what an ActiveX control does, line by line; the mark between the code of a field and its result
    /// stands for it.
    fn control(&mut self, mark: &Character) -> Result<(), Refusal> {
        let number = mark.location.filter(|_| mark.is_object);
        let shown = number.and_then(|number| self.streams.controls.get(&number));
        for (at, line) in shown.into_iter().flat_map(|shown| shown.lines()).enumerate() {
            if at > 0 {
                self.writer.break_line()?;
            }
            self.writer.write(line)?;
        }
        Ok(())
    }

    /// Reads the text boxes for whose shape a character stands.
    fn drawing(&mut self, position: u32) -> Result<(), Refusal> {
        self.has_pictures = true;
        let texts = self.text_boxes.take_at(position);
        if self.writer.is_muted {
            return Ok(());
        }
        for text in texts {
            let around = self.writer.open_text_box();
            self.walk(text)?;
            self.writer.close_text_box(around);
        }
        Ok(())
    }
}

fn symbol(code: u16) -> String {
    in_symbol_font(code.into()).map(String::from).unwrap_or_default()
}
