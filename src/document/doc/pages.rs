//! Formatted pages: 512 bytes of the main stream each, which say for the bytes of the text by which
//! modifiers they look as they do (MS-DOC `ChpxFkp`, `PapxFkp`).

use super::Version;
use crate::octets::{slice, u8_at, u16_at, u32_at};

/// The size of a formatted page in bytes.
pub(super) const PAGE: usize = 512;
/// How many formatted pages are looked at; a file has room for no more.
const MAX_PAGES: usize = 1 << 16;

/// Where the formatted pages stand (MS-DOC `PlcBteChpx`, `PlcBtePapx`).
pub(super) struct Pages {
    /// From which byte of the main stream on each holds, and up to which the last.
    starts: Vec<u32>,
    /// Their numbers.
    numbers: Vec<u32>,
}

impl Pages {
    /// Reads where they stand.
    pub fn of(table: &[u8], version: Version) -> Self {
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
    pub fn in_a_row(main: &[u8], first: u16, count: u16) -> Self {
        let numbers: Vec<u32> = (0..count).map(|index| u32::from(first) + u32::from(index)).collect();
        let start = |&number: &u32| page(main, number).and_then(|page| u32_at(page, 0));
        let starts = numbers.iter().map_while(start).chain([u32::MAX]).collect();
        Self { starts, numbers }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// What the pages say of a byte of the main stream, and where that ends. `list` takes it out of
    /// a page, given the index of its run and how many runs there are.
    pub fn find<'m>(
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
