//! The walk through one part, or through all of a document in one file (ODF 1.3 part 3 §3 to §10).
//!
//! Text counts in paragraphs only. Elements of text that are not named here are transparent: their
//! text counts as if they were not there. That holds for links, fields, sections and lists.

mod changes;
mod forms;
mod paragraphs;
mod tables;

use changes::Changes;
use paragraphs::Paragraph;

use super::controls::Controls;
use super::fields::{Fields, OpenField};
use super::floating::Floating;
use super::styles::{Family, Styles};
use super::tables::Grid;
use crate::document::allowance::{CELL, LINE, TABLE, spend};
use crate::document::compose::Composer;
use crate::document::xml::{Element, Name, Node, Space, Xml};
use crate::document::{Block, Field, Foreign, Refusal};

/// How many spaces or tabs one element stands for.
const MAX_SPACES: usize = 200;

/// What one part holds.
#[derive(Default)]
pub(super) struct Story {
    /// Whether it is a text: it has an `office:text`, or is of that class in OpenOffice.org 1.
    pub is_text: bool,
    /// Its text.
    pub body: Vec<Block>,
    /// The headers and footers of its page styles.
    pub margins: Vec<Block>,
    /// Its form fields that have a name.
    pub fields: Vec<Field>,
    /// Whether there is a picture in the body.
    pub has_pictures: bool,
}

/// Walks through a part, and takes its styles in. `allowance` is how many bytes of text are still
/// allowed.
///
/// # Errors
/// `Damaged`, `TooLarge`, and `Unsupported` if it is no text.
pub(super) fn walk(source: &str, styles: &mut Styles, allowance: &mut usize) -> Result<Story, Refusal> {
    let mut walker = Walker {
        xml: Xml::new(source),
        story: Story::default(),
        page: Composer::default(),
        other_page: Composer::default(),
        fields: Fields::default(),
        controls: Controls::default(),
        paragraphs: Vec::new(),
        on_page: Floating::default(),
        tables: Vec::new(),
        changes: Changes::default(),
        divides_fields: source.contains("fieldmark-separator"),
        styles,
        allowance,
    };
    while let Some(node) = walker.xml.next()? {
        match node {
            Node::Start(element) => walker.start(&element)?,
            Node::End(name) => walker.end(&name)?,
            Node::Text(text) => walker.text(&text)?,
        }
    }
    walker.end_page()?;
    Ok(Story {
        body: walker.page.finish(),
        margins: walker.other_page.finish(),
        fields: walker.fields.transcript.named,
        ..walker.story
    })
}

struct Walker<'x, 'r> {
    xml: Xml<'x>,
    story: Story,
    /// Where text goes now: the body, or the margins among the page styles.
    page: Composer,
    /// The other of the two.
    other_page: Composer,
    fields: Fields,
    controls: Controls,
    /// The open paragraphs, one in a text box that is anchored in another, innermost last.
    paragraphs: Vec<Paragraph>,
    /// The controls that float on a page.
    on_page: Floating,
    /// The open tables, innermost last.
    tables: Vec<Grid>,
    changes: Changes,
    /// Whether fields between marks have code before their result; older programs wrote none.
    divides_fields: bool,
    styles: &'r mut Styles,
    allowance: &'r mut usize,
}

impl Walker<'_, '_> {
    fn start(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.space {
            Space::Office => self.start_office(element),
            Space::Text => self.start_text(element),
            Space::Table => self.start_table(element),
            Space::Draw => self.start_draw(element),
            Space::Fieldmark => self.start_fieldmark(element),
            Space::LibreOffice => self.start_extension(element),
            Space::Style => self.start_style(element),
            _ => self.xml.skip(),
        }
    }

    fn start_office(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "text" => self.story.is_text = true,
            "spreadsheet" => return Err(Refusal::Unsupported(Foreign::Spreadsheet)),
            "presentation" => return Err(Refusal::Unsupported(Foreign::Presentation)),
            "drawing" | "chart" | "image" | "database" => return Err(Refusal::Unsupported(Foreign::Unknown)),
            "styles" | "automatic-styles" => self.styles.read(&mut self.xml)?,
            "master-styles" => std::mem::swap(&mut self.page, &mut self.other_page),
            "forms" => self.controls.read(&mut self.xml)?,
            "document-content" => {
                self.story.is_text |= element.attribute("class").is_some_and(|class| class == "text");
            }
            "document" | "document-styles" | "body" => {}
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    fn start_text(&mut self, element: &Element) -> Result<(), Refusal> {
        let is = |name: &str, value: &str| element.attribute(name).is_some_and(|found| found == value);
        if is("display", "none") || (is("display", "condition") && is("is-hidden", "true")) {
            return self.xml.skip();
        }
        match element.name.local.as_str() {
            "p" | "h" => self.open_paragraph(element),
            "span" | "a" => self.look(Family::Text, element),
            "s" => self.write(&" ".repeat(count(element)))?,
            "tab" | "tab-stop" => self.write("\t")?,
            "line-break" => self.break_line()?,
            "change-start" => self.changes.begin(element),
            "change-end" => self.changes.end(element),
            "tracked-changes" => self.changes.read(&mut self.xml)?,
            "hidden-paragraph" if is("is-hidden", "true") => self.hide_paragraph(),
            "hidden-text" if is("is-hidden", "true") => self.xml.skip()?,
            "text-input" => self.input(element, "description")?,
            "drop-down" => self.input(element, "name")?,
            "note" | "footnote" | "endnote" | "placeholder" | "ruby-text" | "script" | "number" => {
                self.xml.skip()?;
            }
            local if local.ends_with("-source") => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "table" | "sub-table" => {
                self.spend(TABLE)?;
                self.page.open_table();
                self.tables.push(Grid::default());
            }
            "table-row" => self.open_row(element)?,
            "table-cell" => self.open_cell(element)?,
            "covered-table-cell" => self.pass_covered(element)?,
            "table-header-rows" | "table-rows" | "table-row-group" => {}
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    fn start_draw(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "frame" | "a" | "g" | "page" => {}
            "image" => {
                self.story.has_pictures |= self.story.is_text;
                self.xml.skip()?;
            }
            "control" => self.control(element)?,
            local if holds_text(local) => {
                self.spend(CELL)?;
                self.page.open_text_box();
            }
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    fn start_fieldmark(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "fieldmark" => {
                let field = OpenField::mark(element, &mut self.xml, false)?;
                self.fields.begin(field);
                self.end_field(None)?;
            }
            "fieldmark-start" => {
                let field = OpenField::mark(element, &mut self.xml, self.divides_fields)?;
                self.fields.begin(field);
            }
            "fieldmark-separator" => self.fields.separate(),
            "fieldmark-end" => self.end_field(None)?,
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    /// Begins a content control, or a part of a table, which has another namespace in a shape.
    fn start_extension(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "content-control" => self.fields.begin(OpenField::control(element, self.xml.depth())),
            local if local.contains("table") => self.start_table(element)?,
            _ => {}
        }
        Ok(())
    }

    /// Begins a page style or one of its headers and footers, unless it is not shown.
    fn start_style(&mut self, element: &Element) -> Result<(), Refusal> {
        let is_shown = element.attribute("display").is_none_or(|display| display != "false");
        let local = element.name.local.as_str();
        let is_page = local == "master-page" || local.starts_with("header") || local.starts_with("footer");
        if is_page && is_shown { Ok(()) } else { self.xml.skip() }
    }

    fn end(&mut self, name: &Name) -> Result<(), Refusal> {
        let depth = self.xml.depth();
        match (name.space, name.local.as_str()) {
            (Space::Text, "p" | "h") => self.end_paragraph()?,
            (Space::Table | Space::LibreOffice, "table" | "sub-table") => {
                self.page.close_table();
                self.tables.pop();
            }
            (Space::Table | Space::LibreOffice, "table-row") => self.end_row()?,
            (Space::Table | Space::LibreOffice, "table-cell") => self.end_cell()?,
            (Space::Draw, local) if holds_text(local) => self.page.close_text_box(),
            (Space::LibreOffice, "content-control") => self.end_field(Some(depth + 1))?,
            (Space::Office, "master-styles") => std::mem::swap(&mut self.page, &mut self.other_page),
            _ => {}
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            while paragraph.looks.pop_if(|(level, _)| *level > depth).is_some() {}
        }
        Ok(())
    }

    /// Shows text of a paragraph, in which any white space is one space, and none at the beginning of
    /// a line (§6.1.2).
    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        let is_text = |name: &Name| matches!(name.space, Space::Text | Space::LibreOffice);
        if self.paragraphs.is_empty() || !self.xml.innermost().is_some_and(is_text) {
            return Ok(());
        }
        let line = self.page.line();
        let mut is_after_space = line.is_empty() || line.ends_with(' ');
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
            if !is_space || !is_after_space {
                shown.push(if is_space { ' ' } else { character });
            }
            is_after_space = is_space;
        }
        self.write(&shown)
    }

    /// Whether text that stands here is shown.
    fn is_shown(&self) -> bool {
        let is_filled_in = self.fields.is_filled_in();
        let is_in_hidden = self.paragraphs.last().is_some_and(|paragraph| paragraph.hides(is_filled_in));
        !is_in_hidden && !self.changes.deletes() && !self.fields.hides()
    }

    /// Shows text, unless something open hides it.
    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if self.is_shown() {
            self.page.write(text);
            self.fields.transcript.note(text);
            self.spend(text.len())?;
        }
        Ok(())
    }

    fn break_line(&mut self) -> Result<(), Refusal> {
        if self.is_shown() {
            self.page.break_line();
            self.fields.transcript.note("\n");
            self.spend(LINE)?;
        }
        Ok(())
    }

    /// Shows text that may have several lines.
    fn write_lines(&mut self, text: &str) -> Result<(), Refusal> {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.break_line()?;
            }
            self.write(line)?;
        }
        Ok(())
    }

    /// Counts text against the allowance.
    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(self.allowance, bytes)
    }
}

/// Whether a drawing may have text in it: a text box or a shape (§10.3).
fn holds_text(local: &str) -> bool {
    DRAWINGS.split_ascii_whitespace().any(|drawing| drawing == local)
}

const DRAWINGS: &str = "text-box rect line polyline polygon regular-polygon path circle ellipse connector caption \
    measure custom-shape";

/// How many spaces a `text:s` stands for.
fn count(element: &Element) -> usize {
    element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(MAX_SPACES)
}
