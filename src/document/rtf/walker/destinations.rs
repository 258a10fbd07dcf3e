//! What groups are for (RTF 1.9.1, "Destinations").

use super::Walker;
use crate::document::Refusal;
use crate::document::allowance::{CELL, FIELD, TABLE};
use crate::document::rtf::characters::text;
use crate::document::rtf::forms::Instruction;

/// The property of a shape that holds the words it shows as a drawing (RTF 1.9.1, "Drawing Objects").
const WORD_ART: &str = "gtextUNICODE";

/// What ends with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Margin,
    TextBox,
    Field,
    /// The definition of a row in a table that stands in another.
    NestedRow,
}

impl Walker<'_> {
    /// Takes in a word that says what its group is for. Whether it did; those that may be passed over
    /// are, unless they are known.
    pub(super) fn begin(&mut self, word: &str, is_starred: bool) -> Result<bool, Refusal> {
        match word {
            "pict" => {
                self.has_pictures |= !self.is_in_margin;
                self.tokens.skip()?;
            }
            "ud" => self.group.is_silent = false,
            "sn" => self.property = text(&mut self.tokens, self.header.charset)?,
            "sv" if self.property == WORD_ART => self.word_art()?,
            "upr" | "sv" => self.group.is_silent = true,
            "shppict" | "shpinst" | "do" => {}
            _ if is_left_out(word) => self.tokens.skip()?,
            _ if self.group.is_silent => {}
            "shptxt" | "dptxbxtext" => self.begin_text_box()?,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.begin_margin()?;
            }
            "field" => {
                self.spend(FIELD)?;
                self.fields.begin();
                self.group.ends = Some(Part::Field);
            }
            "fldinst" => {
                let instruction = Instruction::read(&mut self.tokens, &self.header)?;
                self.fields.describe(instruction);
            }
            "formfield" => {
                let form = Instruction::read(&mut self.tokens, &self.header)?;
                self.fields.name(form.name);
            }
            "fldrslt" if self.fields.shown().is_some() => self.tokens.skip()?,
            "bkmkstart" => {
                let name = text(&mut self.tokens, self.header.charset)?;
                self.fields.mark(name);
            }
            "nesttableprops" => {
                self.spend(TABLE)?;
                self.flow.outer_rows.push(std::mem::take(&mut self.flow.row));
                self.group.ends = Some(Part::NestedRow);
            }
            _ if is_starred && word != "cs" => self.tokens.skip()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Ends what ends with a group.
    pub(super) fn end(&mut self, part: Part) -> Result<(), Refusal> {
        match part {
            Part::Margin => {
                self.end_flow();
                self.page.end_line();
                std::mem::swap(&mut self.page, &mut self.margins);
                self.is_in_margin = false;
            }
            Part::TextBox => {
                self.end_flow();
                self.page.close_text_box();
            }
            Part::Field => self.end_field()?,
            Part::NestedRow => self.flow.row = self.flow.outer_rows.pop().unwrap_or_default(),
        }
        Ok(())
    }

    fn begin_text_box(&mut self) -> Result<(), Refusal> {
        self.settle(self.level())?;
        self.spend(CELL)?;
        self.page.open_text_box();
        self.begin_flow(Part::TextBox);
        Ok(())
    }

    /// Shows the text of a shape that has it as a property.
    fn word_art(&mut self) -> Result<(), Refusal> {
        let words = text(&mut self.tokens, self.header.charset)?;
        self.begin_text_box()?;
        self.write(&words)
    }

    fn begin_margin(&mut self) -> Result<(), Refusal> {
        if self.is_in_margin {
            return self.tokens.skip();
        }
        self.is_in_margin = true;
        std::mem::swap(&mut self.page, &mut self.margins);
        self.begin_flow(Part::Margin);
        Ok(())
    }

    fn begin_flow(&mut self, part: Part) {
        self.outer_flows.push(std::mem::take(&mut self.flow));
        (self.group.in_table, self.group.nesting) = (false, 0);
        self.group.ends = Some(part);
    }

    fn end_flow(&mut self) {
        self.close_tables(0);
        self.flow = self.outer_flows.pop().unwrap_or_default();
    }

    fn end_field(&mut self) -> Result<(), Refusal> {
        if let Some(shown) = self.fields.shown().map(ToOwned::to_owned) {
            self.write(&shown)?;
        }
        let is_shown = self.is_shown();
        let spent = self.fields.end(is_shown);
        self.spend(spent)
    }
}

/// Whether a group is one whose text is none of the page's, although older readers would show it.
fn is_left_out(word: &str) -> bool {
    LEFT_OUT.split_ascii_whitespace().any(|left_out| left_out == word)
}

const LEFT_OUT: &str = "aftncn aftnsep aftnsepc annotation atnauthor atnid background colortbl datafield doccomm \
    filetbl footnote ftncn ftnsep ftnsepc generator info listoverridetable listtable listtext nonesttables \
    nonshppict objdata objclass objname pntext pntxta pntxtb private1 revtbl rsidtbl rxe shprslt tc tcn template \
    themedata txe userprops xe";
