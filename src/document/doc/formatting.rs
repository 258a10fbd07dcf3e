//! What characters look like and what paragraphs are, as far as it matters: formatted pages say it
//! for the bytes of the text, and the piece in which a text stands may change it (MS-DOC §2.4.6).

use super::fib::{Fib, Part};
use super::pages::{PAGE, Pages};
use super::pieces::Run;
use super::rows::Row;
use super::sprms::{Modifier, Property, modifiers};
use super::{Streams, Version};
use crate::document::Refusal;
use crate::document::allowance::spend;
use crate::octets::{size_at, slice, u8_at, u16_at, u32_at};

/// How many bytes of modifiers are read: those of one paragraph may stand for many.
const MAX_MODIFIERS: usize = 32 << 20;
/// How deep a paragraph may be in tables; deeper ones are taken to be there.
const MAX_DEPTH: u32 = 32;

/// What a run of characters looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Character {
    /// What hides it.
    hiding: Hiding,
    /// Whether it stands for something else.
    pub is_special: bool,
    /// The symbol that it stands for.
    pub symbol: Option<u16>,
    /// Where in the data stream it is said what it stands for.
    pub location: Option<usize>,
    /// Whether that is the number of an object instead.
    pub is_object: bool,
    /// The number of its font.
    pub font: Option<u16>,
}

/// What each of its modifiers says by itself; the last one of a kind counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
struct Hiding {
    hidden: bool,
    deleted: bool,
    struck: bool,
    doubly_struck: bool,
}

impl Character {
    /// Whether it is not shown, or struck out, which says as much.
    pub fn is_hidden(&self) -> bool {
        self.hiding != Hiding::default()
    }

    fn apply(&mut self, modifier: Modifier) {
        let operand = modifier.operand;
        match modifier.property {
            Property::Hidden => self.hiding.hidden = is_on(operand),
            Property::Deleted => self.hiding.deleted = is_on(operand),
            Property::Struck => self.hiding.struck = is_on(operand),
            Property::DoublyStruck => self.hiding.doubly_struck = is_on(operand),
            Property::Special => self.is_special = is_on(operand),
            Property::Object => self.is_object = is_on(operand),
            Property::Font => self.font = u16_at(operand, 0),
            Property::Symbol => {
                self.is_special = true;
                self.symbol = u16_at(operand, 2).or_else(|| u8_at(operand, 2).map(u16::from));
            }
            Property::Location => {
                self.is_special = true;
                self.location = size_at(operand, 0);
            }
            _ => {}
        }
    }
}

/// What the mark at the end of a paragraph says of it.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Mark {
    is_in_table: bool,
    depth: Option<u32>,
    /// Whether it ends a row of the outermost table, or of one in a cell.
    pub ends_row: bool,
    pub ends_inner_row: bool,
    /// Whether it ends a cell of a table in a cell.
    pub ends_inner_cell: bool,
    /// How the row that it ends is divided.
    pub row: Option<Row>,
    /// Where in the data stream more is said of it.
    elsewhere: Option<usize>,
}

impl Mark {
    /// In how many tables it is, one in the cell of another.
    pub fn depth(&self) -> u32 {
        self.depth.unwrap_or_default().clamp(u32::from(self.is_in_table), MAX_DEPTH)
    }

    fn apply(&mut self, modifier: Modifier, version: Version) {
        let operand = modifier.operand;
        match modifier.property {
            Property::InTable => self.is_in_table = is_on(operand),
            Property::Depth => self.depth = u32_at(operand, 0),
            Property::DepthChange => self.depth = u32_at(operand, 0).map(|by| self.depth().wrapping_add(by)),
            Property::RowEnd => self.ends_row = is_on(operand),
            Property::InnerCellEnd => self.ends_inner_cell = is_on(operand),
            Property::InnerRowEnd => self.ends_inner_row = is_on(operand),
            Property::Elsewhere => self.elsewhere = size_at(operand, 0),
            Property::RowDefinition => self.row = Row::of(operand, version),
            Property::MergedCells => self.row.iter_mut().for_each(|row| row.merge(operand)),
            Property::VerticallyMerged => self.row.iter_mut().for_each(|row| row.merge_vertically(operand)),
            _ => {}
        }
    }
}

/// The value of a property that is on or off: as its style says, which is off, or the opposite.
fn is_on(operand: &[u8]) -> bool {
    operand.first().is_some_and(|value| value & 1 == 1)
}

/// The looks of a document.
pub(super) struct Formatting<'a> {
    version: Version,
    main: &'a [u8],
    data: &'a [u8],
    characters: Pages,
    paragraphs: Pages,
    /// How many bytes of modifiers may still be read.
    allowance: usize,
}

impl<'a> Formatting<'a> {
    pub fn of(streams: &'a Streams, fib: &Fib) -> Self {
        let pages = |part: Part, (first, count)| {
            let pages = Pages::of(fib.part(streams.table(), part), fib.version);
            if pages.len() < usize::from(count) {
                Pages::in_a_row(&streams.main, first, count)
            } else {
                pages
            }
        };
        let [characters, paragraphs] = fib.pages;
        Self {
            version: fib.version,
            main: &streams.main,
            data: streams.data(),
            characters: pages(Part::CharacterPages, characters),
            paragraphs: pages(Part::ParagraphPages, paragraphs),
            allowance: MAX_MODIFIERS,
        }
    }

    /// What the first character of a run looks like, and how many after it look alike.
    ///
    /// # Errors
    /// `TooLarge` where too much was asked for.
    pub fn character(&mut self, run: &Run) -> Result<(Character, usize), Refusal> {
        let (list, end) = self.characters.find(self.main, run.offset, |page, index, count| {
            let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + index)?);
            slice(page, at + 1, usize::from(u8_at(page, at)?)).filter(|_| at > 0)
        });
        spend(&mut self.allowance, list.len() + run.piece.weight())?;
        let mut character = Character::default();
        modifiers(list, self.version)
            .chain(run.piece.modifiers(self.version))
            .for_each(|m| character.apply(m));
        let bytes = usize::try_from(end.saturating_sub(run.offset)).unwrap_or(usize::MAX);
        Ok((character, (bytes / run.width()).max(1)))
    }

    /// What the first character of a run, a mark, says of its paragraph.
    ///
    /// # Errors
    /// `TooLarge` where too much was asked for.
    pub fn mark(&mut self, run: &Run) -> Result<Mark, Refusal> {
        let version = self.version;
        let (list, _) = self.paragraphs.find(self.main, run.offset, |page, index, count| {
            let entry = if version == Version::Word6 { 7 } else { 13 };
            let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + entry * index)?);
            list_of_paragraph(page, at, version).filter(|_| at > 0)
        });
        spend(&mut self.allowance, list.len() + run.piece.weight())?;
        let mut mark = Mark::default();
        modifiers(list, version).for_each(|m| mark.apply(m, version));
        if let Some(offset) = mark.elsewhere {
            let length = u16_at(self.data, offset).unwrap_or_default();
            let list = slice(self.data, offset.saturating_add(2), length.into()).unwrap_or_default();
            spend(&mut self.allowance, list.len())?;
            modifiers(list, version).for_each(|m| mark.apply(m, version));
        }
        run.piece.modifiers(version).for_each(|m| mark.apply(m, version));
        Ok(mark)
    }
}

/// The modifiers of a paragraph, which stand behind their length and the number of its style
/// (MS-DOC `PapxInFkp`).
fn list_of_paragraph(page: &[u8], at: usize, version: Version) -> Option<&[u8]> {
    let (start, length) = match (usize::from(u8_at(page, at)?), version) {
        (0, Version::Word97) => (at + 2, 2 * usize::from(u8_at(page, at + 1)?)),
        (words, Version::Word97) => (at + 1, 2 * words - 1),
        (words, Version::Word6) => (at + 1, 2 * words),
    };
    let end = (start + length).min(PAGE - 1);
    page.get(start + 2..end)
}
