//! Which drawings are grouped (MS-ODRAW `OfficeArtSpgrContainer`): the text knows the place of a
//! group only, the text boxes in it are known by their own numbers.

use std::collections::HashMap;

use crate::octets::{size_at, u16_at, u32_at};

/// The kinds of records that matter (MS-ODRAW §2.2): what is said of all drawings of the document, those
/// of the main text or of the margins, a group of shapes, a shape's number.
const WHOLE: u16 = 0xf000;
const DRAWING: u16 = 0xf002;
const GROUP: u16 = 0xf003;
const SHAPE: u16 = 0xf00a;
/// The size of a record's header in bytes.
const HEADER: usize = 8;
/// How many shapes in groups are looked at.
const MAX_SHAPES: usize = 10_000;
/// How deep records are nested.
const MAX_DEPTH: usize = 64;

/// For each shape in a group, the number of the outermost group it is in.
pub(super) fn groups(drawings: &[u8]) -> HashMap<u32, u32> {
    let mut groups = HashMap::new();
    // The ends of the open records and whether they are groups, outermost first.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut outermost = None;
    let mut at = 0;
    while groups.len() < MAX_SHAPES
        && let Some(record) = drawings.get(at..).filter(|rest| rest.len() >= HEADER)
    {
        while open.pop_if(|(end, _)| *end <= at).is_some() {}
        let is_container = u16_at(record, 0).is_some_and(|version| version & 0x0f == 0x0f);
        let kind = u16_at(record, 2).unwrap_or_default();
        if open.is_empty() && kind != DRAWING {
            // Before each drawing stands a byte that says where it belongs; the first record is of
            // the document as a whole.
            let is_whole = is_container && kind == WHOLE;
            at += if is_whole { HEADER.saturating_add(size_at(record, 4).unwrap_or_default()) } else { 1 };
            continue;
        }
        let end = at.saturating_add(HEADER).saturating_add(size_at(record, 4).unwrap_or_default());
        // All shapes of a drawing are in one group that nobody made.
        let depth = open.iter().filter(|(_, is_group)| *is_group).count();
        if kind == SHAPE && depth > 1 {
            let shape = u32_at(record, HEADER).unwrap_or_default();
            groups.insert(shape, *outermost.get_or_insert(shape));
        }
        if kind == GROUP && depth == 1 {
            outermost = None;
        }
        if is_container && open.len() < MAX_DEPTH {
            open.push((end, kind == GROUP));
            at += HEADER;
        } else {
            at = end;
        }
    }
    groups
}
