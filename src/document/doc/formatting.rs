//! What characters and paragraphs look like, as far as it matters: pages of 512 bytes in the main
//! stream say it for the bytes of the text (MS-DOC `ChpxFkp`, `PapxFkp`), and the piece in which a
//! text stands may change it.

use super::fib::{Fib, Part};
use super::pieces::Run;
use super::rows::Row;
use super::sprms::{Modifier, Property, modifiers};
use super::{Streams, Version};
use crate::document::Refusal;
use crate::document::octets::{size_at, slice, u8_at, u16_at, u32_at};

/// The size of a formatted page in bytes.
const PAGE: usize = 512;
/// How many formatted pages are looked at; a file has room for no more.
const MAX_PAGES: usize = 1 << 16;
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
    /// Where in the data stream that stands for which it stands.
    pub location: Option<usize>,
    /// The number of its font.
    pub font: Option<u16>,
}

/// What each of its modifiers says by itself; the last one of a kind counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent of each other")]
struct Hiding {
    on_page: bool,
    by_deletion: bool,
    by_line: bool,
    by_two_lines: bool,
}

impl Character {
    /// Whether it is not shown, or struck out, which says as much.
    pub fn is_hidden(&self) -> bool {
        self.hiding != Hiding::default()
    }

    fn apply(&mut self, modifier: Modifier) {
        let operand = modifier.operand;
        match modifier.property {
            Property::Hidden => self.hiding.on_page = is_on(operand),
            Property::Deleted => self.hiding.by_deletion = is_on(operand),
            Property::Struck => self.hiding.by_line = is_on(operand),
            Property::DoublyStruck => self.hiding.by_two_lines = is_on(operand),
            Property::Special => self.is_special = is_on(operand),
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

/// What a paragraph is.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Paragraph {
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

impl Paragraph {
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
            if pages.numbers.len() < usize::from(count) {
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
        self.spend(list.len() + run.piece.weight())?;
        let mut character = Character::default();
        modifiers(list, self.version)
            .chain(run.piece.modifiers(self.version))
            .for_each(|m| character.apply(m));
        let bytes = usize::try_from(end.saturating_sub(run.offset)).unwrap_or(usize::MAX);
        Ok((character, (bytes / run.width()).max(1)))
    }

    /// What the paragraph is that the first character of a run ends.
    ///
    /// # Errors
    /// `TooLarge` where too much was asked for.
    pub fn paragraph(&mut self, run: &Run) -> Result<Paragraph, Refusal> {
        let version = self.version;
        let (list, _) = self.paragraphs.find(self.main, run.offset, |page, index, count| {
            let entry = if version == Version::Word6 { 7 } else { 13 };
            let at = 2 * usize::from(u8_at(page, 4 * (count + 1) + entry * index)?);
            list_of_paragraph(page, at, version).filter(|_| at > 0)
        });
        self.spend(list.len() + run.piece.weight())?;
        let mut paragraph = Paragraph::default();
        modifiers(list, version).for_each(|m| paragraph.apply(m, version));
        if let Some(offset) = paragraph.elsewhere {
            let length = u16_at(self.data, offset).unwrap_or_default();
            let list = slice(self.data, offset.saturating_add(2), length.into()).unwrap_or_default();
            self.spend(list.len())?;
            modifiers(list, version).for_each(|m| paragraph.apply(m, version));
        }
        run.piece.modifiers(version).for_each(|m| paragraph.apply(m, version));
        Ok(paragraph)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.allowance = self.allowance.checked_sub(bytes).ok_or(Refusal::TooLarge)?;
        Ok(())
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

/// Where the formatted pages stand (MS-DOC `PlcBteChpx`, `PlcBtePapx`).
struct Pages {
    /// From which byte of the main stream on each holds, and up to which the last.
    starts: Vec<u32>,
    /// Their numbers.
    numbers: Vec<u32>,
}

impl Pages {
    fn of(table: &[u8], version: Version) -> Self {
        let width = if version == Version::Word6 { 2 } else { 4 };
        let count = table.len().saturating_sub(4) / (4 + width);
        let first = 4 * (count + 1);
        let count = count.min(MAX_PAGES);
        let number = |index: usize| {
            let at = first + width * index;
            if width == 2 { u16_at(table, at).map(u32::from) } else { u32_at(table, at) }
        };
        Self {
            starts: (0..=count).map_while(|index| u32_at(table, 4 * index)).collect(),
            numbers: (0..count).map_while(number).collect(),
        }
    }

    /// Pages one behind the other, of which Word 6 may name the first and no more than how many.
    fn in_a_row(main: &[u8], first: u16, count: u16) -> Self {
        let numbers: Vec<u32> = (0..count).map(|index| u32::from(first) + u32::from(index)).collect();
        let start = |&number: &u32| page(main, number).and_then(|page| u32_at(page, 0));
        let starts = numbers.iter().map_while(start).chain([u32::MAX]).collect();
        Self { starts, numbers }
    }

    /// What the pages say of a byte of the main stream, and where that ends. `list` takes it out of
    /// a page, given the index of its run and how many runs there are.
    fn find<'m>(
        &self,
        main: &'m [u8],
        offset: u32,
        list: impl Fn(&'m [u8], usize, usize) -> Option<&'m [u8]>,
    ) -> (&'m [u8], u32) {
        let next = self.starts.partition_point(|&start| start <= offset);
        let end = self.starts.get(next).copied().unwrap_or(u32::MAX);
        let found = next.checked_sub(1).and_then(|index| {
            let page = page(main, *self.numbers.get(index)?)?;
            let count = usize::from(u8_at(page, PAGE - 1)?);
            let (starts, _) = page.get(..4 * (count + 1))?.as_chunks();
            let next = starts.partition_point(|&start| u32::from_le_bytes(start) <= offset);
            let end = u32::from_le_bytes(*starts.get(next)?).min(end);
            let index = next.checked_sub(1)?;
            Some((list(page, index, count).unwrap_or_default(), end))
        });
        found.unwrap_or((&[], end))
    }
}

fn page(main: &[u8], number: u32) -> Option<&[u8]> {
    slice(main, usize::try_from(number).ok()?.checked_mul(PAGE)?, PAGE)
}
