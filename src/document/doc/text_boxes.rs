//! Text boxes: their texts are a story of their own, in which each has its range of characters; a
//! character of the main text stands for the shape that shows it (MS-DOC `PlcftxbxTxt`, `PlcfSpa`).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::document::octets::{u16_at, u32_at};

/// The sizes in bytes of what is said of a text box (MS-DOC `FTXBXS`) and of a place (`Spa`).
const TEXT_BOX: usize = 22;
const PLACE: usize = 26;

/// The text boxes of the main text or of the margins that were not read yet.
#[derive(Default)]
pub(super) struct TextBoxes {
    /// The characters of each, in their order, with the number of its shape or of the group that
    /// this is in.
    texts: BTreeMap<u32, (u32, u32)>,
    /// Which shape stands at which character of the text.
    places: HashMap<u32, u32>,
}

impl TextBoxes {
    /// Reads what the table stream says of text boxes whose story begins at a character, in a text
    /// that begins at another.
    pub fn of(
        (boxes, story): (&[u8], Range<u32>),
        (places, text): (&[u8], Range<u32>),
        groups: &HashMap<u32, u32>,
    ) -> Self {
        let mut found = Self::default();
        for (start, end, said) in entries(boxes, TEXT_BOX) {
            let is_spare = u16_at(said, 8).is_some_and(|spare| spare != 0);
            let shape = u32_at(said, 14).filter(|_| !is_spare).unwrap_or_default();
            let range = start.saturating_add(story.start)..end.saturating_add(story.start).min(story.end);
            if range.start < range.end {
                found.texts.insert(range.start, (range.end, groups.get(&shape).copied().unwrap_or(shape)));
            }
        }
        if found.texts.is_empty() && !story.is_empty() {
            found.texts.insert(story.start, (story.end, 0));
        }
        for (position, _, said) in entries(places, PLACE) {
            let position = position.saturating_add(text.start);
            if text.contains(&position) {
                found.places.insert(position, u32_at(said, 0).unwrap_or_default());
            }
        }
        found
    }

    /// The texts of the boxes that stand at a character.
    pub fn take_at(&mut self, position: u32) -> Vec<Range<u32>> {
        let Some(shape) = self.places.remove(&position) else { return Vec::new() };
        let taken = self.texts.extract_if(.., |_, (_, of)| *of == shape && shape != 0);
        taken.map(|(start, (end, _))| start..end).collect()
    }

    /// The texts of the boxes for which no place was found.
    pub fn take_rest(&mut self) -> Vec<Range<u32>> {
        std::mem::take(&mut self.texts).into_iter().map(|(start, (end, _))| start..end).collect()
    }
}

/// The entries of a table: numbers of characters, between which they hold, and what is said of
/// each (MS-DOC §2.2.2).
fn entries(table: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = table.len().saturating_sub(4) / (4 + size);
    let said = table.get(4 * (count + 1)..).unwrap_or_default().chunks_exact(size);
    said.take(count)
        .enumerate()
        .filter_map(|(index, said)| Some((u32_at(table, 4 * index)?, u32_at(table, 4 * index + 4)?, said)))
}
