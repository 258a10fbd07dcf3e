//! Text boxes: their texts are a story of their own, in which each has its range of characters; a
//! character of the main text stands for the shape that shows it (MS-DOC `PlcftxbxTxt`, `PlcfSpa`).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::octets::{u16_at, u32_at};

/// The sizes in bytes of what is said of a text box (MS-DOC `FTXBXS`) and of a place (`Spa`).
const TEXT_BOX: usize = 22;
const PLACE: usize = 26;
/// How many text boxes, and how many places, are looked at.
const MAX_ENTRIES: usize = 10_000;

/// The text boxes of the main text or of the margins that were not read yet.
#[derive(Default)]
pub(super) struct TextBoxes {
    /// Where the text of each begins and ends, in the order of the story.
    texts: BTreeMap<u32, u32>,
    /// Where the texts begin that a shape shows, or a group that the shapes are in.
    by_shape: HashMap<u32, Vec<u32>>,
    /// Which shape stands at which character of the text.
    places: HashMap<u32, u32>,
}

impl TextBoxes {
    /// Reads where the text boxes of a story begin, and where in a text they stand.
    pub fn of(
        (boxes, story): (&[u8], Range<u32>),
        (places, text): (&[u8], Range<u32>),
        groups: &HashMap<u32, u32>,
    ) -> Self {
        let mut found = Self::default();
        for (position, said) in entries(boxes, TEXT_BOX) {
            let start = position.start.saturating_add(story.start);
            let end = position.end.saturating_add(story.start).min(story.end);
            let is_spare = u16_at(said, 8).is_some_and(|spare| spare != 0);
            if start < end {
                found.texts.insert(start, end);
            }
            if let Some(shape) = u32_at(said, 14).filter(|_| !is_spare) {
                let shape = groups.get(&shape).copied().unwrap_or(shape);
                found.by_shape.entry(shape).or_default().push(start);
            }
        }
        if found.texts.is_empty() && !story.is_empty() {
            found.texts.insert(story.start, story.end);
        }
        for (position, said) in entries(places, PLACE) {
            let position = position.start.saturating_add(text.start);
            if text.contains(&position) {
                found.places.extend(u32_at(said, 0).map(|shape| (position, shape)));
            }
        }
        found
    }

    /// The texts of the boxes that stand at a character.
    pub fn take_at(&mut self, position: u32) -> Vec<Range<u32>> {
        let shape = self.places.remove(&position);
        let starts = shape.and_then(|shape| self.by_shape.remove(&shape)).unwrap_or_default();
        starts.into_iter().filter_map(|start| Some(start..self.texts.remove(&start)?)).collect()
    }

    /// The texts of the boxes for which no place was found.
    pub fn take_rest(&mut self) -> Vec<Range<u32>> {
        std::mem::take(&mut self.texts).into_iter().map(|(start, end)| start..end).collect()
    }
}

/// The entries of a table: between which characters they hold, and what is said of each (MS-DOC
/// §2.2.2).
fn entries(table: &[u8], size: usize) -> impl Iterator<Item = (Range<u32>, &[u8])> {
    let count = table.len().saturating_sub(4) / (4 + size);
    let said = table.get(4 * (count + 1)..).unwrap_or_default().chunks_exact(size);
    said.take(count.min(MAX_ENTRIES))
        .enumerate()
        .filter_map(|(index, said)| Some((u32_at(table, 4 * index)?..u32_at(table, 4 * index + 4)?, said)))
}
