//! The walk through one part: main document, header or footer (ECMA-376-1 §17.2, §17.10).
//!
//! Elements that are not named here are transparent: their text counts as if they were not there.
//! That holds for content controls, hyperlinks, tracked insertions, smart tags and shapes.

use std::collections::HashMap;

use super::content_controls::ContentControls;
use super::{forms, properties};
use crate::document::allowance::spend;
use crate::document::compose::Composer;
use crate::document::word_fields::Fields;
use crate::document::xml::{Element, Name, Node, Space, Xml};
use crate::document::{Block, Field, Refusal};

/// What one part holds.
pub(super) struct Story {
    /// The local name of its root element.
    pub root: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its form fields that have a name.
    pub fields: Vec<Field>,
}

/// Walks through a part. `controls` is what ActiveX controls show, by their identifiers; `allowance` is how
/// many bytes of text are still allowed.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn walk(
    source: &str,
    controls: &HashMap<String, String>,
    allowance: &mut usize,
) -> Result<Story, Refusal> {
    let mut walker = Walker {
        xml: Xml::new(source),
        page: Composer::default(),
        fields: Fields::default(),
        content_controls: ContentControls::default(),
        muted: None,
        alternatives: Vec::new(),
        controls,
        allowance,
    };
    let mut root = None;
    while let Some(node) = walker.xml.next()? {
        match node {
            Node::Start(element) => {
                root.get_or_insert_with(|| element.name.local.clone());
                walker.start(&element)?;
            }
            Node::End(name) => walker.end(&name)?,
            Node::Text(_) => {}
        }
    }
    let root = root.ok_or(Refusal::Damaged)?;
    Ok(Story { root, blocks: walker.page.finish(), fields: walker.fields.transcript.named })
}

struct Walker<'x, 'r> {
    xml: Xml<'x>,
    page: Composer,
    fields: Fields,
    content_controls: ContentControls,
    /// The depth of the outermost open element whose text is not shown.
    muted: Option<usize>,
    /// The open `mc:AlternateContent` elements, innermost last.
    alternatives: Vec<Alternatives>,
    /// What ActiveX controls show, by their identifiers.
    controls: &'r HashMap<String, String>,
    /// How many bytes of text are still allowed.
    allowance: &'r mut usize,
}

/// The branches of an `mc:AlternateContent`, of which one counts: the first that shows anything.
struct Alternatives {
    /// What [`Walker::progress`] said before.
    before: usize,
    taken: bool,
}

impl Walker<'_, '_> {
    fn start(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.space {
            Space::Word => self.start_word(element),
            Space::Compatibility => self.start_alternative(&element.name.local),
            _ => Ok(()),
        }
    }

    fn start_word(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.name.local.as_str() {
            "t" => {
                let text = self.xml.text()?;
                self.write(&text.replace(['\n', '\r'], " "))?;
            }
            "tab" | "ptab" => self.write("\t")?,
            "noBreakHyphen" => self.write("-")?,
            "sym" => self.write(&properties::symbol(element))?,
            "control" => self.control(element)?,
            "br" | "cr" => self.break_line()?,
            "rPr" => self.run_properties()?,
            "del" | "moveFrom" => self.mute(),
            "tbl" => self.page.open_table(),
            "tr" => self.page.open_row(),
            "trPr" => self.row_properties()?,
            "tc" => self.page.open_cell(1),
            "tcPr" => self.cell_properties()?,
            "txbxContent" => self.page.open_text_box(),
            "sdt" => self.content_controls.open(self.fields.transcript.end()),
            "sdtPr" => self.content_controls.describe(&mut self.xml)?,
            "sdtContent" if self.content_controls.is_blank() => self.mute(),
            "fldChar" => self.field_character(element)?,
            "ffData" => self.fields.describe(forms::form_field(&mut self.xml)?),
            "pPr" | "sectPr" | "sdtEndPr" | "instrText" | "rt" => self.xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Begins a part of `mc:AlternateContent`, or passes over it if another branch was taken.
    fn start_alternative(&mut self, local: &str) -> Result<(), Refusal> {
        match local {
            "AlternateContent" => {
                self.alternatives.push(Alternatives { before: self.progress(), taken: false });
            }
            "Choice" | "Fallback" if self.alternatives.last().is_some_and(|open| open.taken) => {
                self.xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &Name) -> Result<(), Refusal> {
        match (name.space, name.local.as_str()) {
            (Space::Word, "p") => self.end_paragraph()?,
            (Space::Word, "tc") => self.page.close_cell(),
            (Space::Word, "tbl") => self.page.close_table(),
            (Space::Word, "txbxContent") => self.page.close_text_box(),
            (Space::Word, "sdt") => self.close_control()?,
            (Space::Compatibility, "Choice") => {
                let progress = self.progress();
                if let Some(open) = self.alternatives.last_mut() {
                    open.taken = progress > open.before;
                }
            }
            (Space::Compatibility, "AlternateContent") => drop(self.alternatives.pop()),
            _ => {}
        }
        if self.muted.is_some_and(|depth| depth > self.xml.depth()) {
            self.muted = None;
        }
        Ok(())
    }

    /// Hides the text in the rest of the innermost element.
    fn mute(&mut self) {
        self.muted.get_or_insert(self.xml.depth());
    }

    /// Grows when anything is shown or filled in.
    fn progress(&self) -> usize {
        self.fields.transcript.end() + self.fields.transcript.named.len()
    }

    /// Whether text that stands here is shown.
    fn is_shown(&self) -> bool {
        self.muted.is_none() && !self.fields.hides()
    }

    /// Shows text, unless something open hides it.
    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        if self.is_shown()
            && let Some(text) = self.content_controls.show(text)
        {
            self.page.write(&text);
            self.fields.transcript.note(&text);
            self.spend(text.len())?;
        }
        Ok(())
    }

    /// Shows what an ActiveX control does, line by line.
    fn control(&mut self, element: &Element) -> Result<(), Refusal> {
        let shown = element.attribute("id").and_then(|id| self.controls.get(&id));
        for (at, line) in shown.into_iter().flat_map(|shown| shown.lines()).enumerate() {
            if at > 0 {
                self.break_line()?;
            }
            self.write(line)?;
        }
        Ok(())
    }

    fn break_line(&mut self) -> Result<(), Refusal> {
        if self.is_shown() {
            self.page.break_line();
            self.fields.transcript.note("\n");
            self.spend(1)?;
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), Refusal> {
        self.fields.end_paragraph();
        if self.is_shown() {
            self.fields.transcript.note("\n");
        }
        self.page.end_paragraph();
        self.spend(1)
    }

    /// Counts text against the allowance.
    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(self.allowance, bytes)
    }

    fn run_properties(&mut self) -> Result<(), Refusal> {
        if properties::is_hidden_run(&mut self.xml)? {
            self.mute();
        }
        Ok(())
    }

    fn row_properties(&mut self) -> Result<(), Refusal> {
        let row = properties::Row::read(&mut self.xml)?;
        if row.before > 0 {
            self.page.open_cell(row.before);
            self.page.close_cell();
        }
        if row.is_deleted {
            self.mute();
        }
        Ok(())
    }

    fn cell_properties(&mut self) -> Result<(), Refusal> {
        let cell = properties::Cell::read(&mut self.xml)?;
        self.page.widen_cell(cell.columns);
        if cell.continues {
            self.mute();
        }
        Ok(())
    }

    fn close_control(&mut self) -> Result<(), Refusal> {
        if let Some(check_box) = self.content_controls.pending_check_box() {
            self.write(&check_box.to_string())?;
        }
        let spent = self.content_controls.close(&mut self.fields.transcript, self.muted.is_none());
        self.spend(spent)
    }

    /// Reads `w:fldChar`, which begins, divides and ends a field (ECMA-376-1 §17.16.18).
    fn field_character(&mut self, element: &Element) -> Result<(), Refusal> {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                let Some(field) = self.fields.end() else { return Ok(()) };
                if let Some(shown) = field.shown() {
                    self.write(shown)?;
                }
                let spent = self.fields.record(field, self.muted.is_none());
                self.spend(spent)?;
            }
            _ => {}
        }
        Ok(())
    }
}
