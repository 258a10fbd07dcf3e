//! What ActiveX controls of Word's forms show (MS-OFORMS §2.2.5): text, a choice, a box with its caption.
//! LibreOffice saves its own form controls for Word like this.

use super::check_box;
use crate::compound::{self, CompoundFile};
use crate::octets::utf16;

/// How many controls of a document are read.
pub(super) const MAX_CONTROLS: usize = 500;
/// The stream of a control in a compound file.
pub(super) const CONTENTS: &str = "contents";
/// The length of the class identifier before a control that stands by itself, in octets.
const CLASS: usize = 16;
/// What a check box (4) and an option button (5) are among the `DisplayStyle`s (§2.5.14).
const BOXES: [u32; 2] = [4, 5];

/// What a control says of itself.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// Its `DisplayStyle`.
    pub style: u32,
    /// What was typed or chosen; `1` in a box that is ticked.
    pub value: String,
    /// What stands beside a box.
    pub caption: String,
}

impl Control {
    /// The control in the octets of a binary part: in a compound file, or behind its class identifier.
    pub fn in_part(part: &[u8]) -> Option<Self> {
        if !part.starts_with(compound::SIGNATURE) {
            return Self::read(part.get(CLASS..)?);
        }
        let contents = CompoundFile::open(part).ok()?.stream(CONTENTS).ok()??;
        Self::read(&contents)
    }

    /// Reads a `MorphDataControl` (§2.2.5.1).
    pub fn read(octets: &[u8]) -> Option<Self> {
        /// The size of each property in the order of the mask (§2.2.5.2); zero where it stands elsewhere.
        const SIZES: [usize; 33] = [
            4, 4, 4, 4, 1, 1, 1, 1, 0, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, 0, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2, 0, 0, 4,
        ];
        const DISPLAY_STYLE: usize = 6;
        const SIZE: usize = 8;
        const VALUE: usize = 22;
        const CAPTION: usize = 23;
        let mask = u64::from_le_bytes(octets.get(4..12)?.try_into().ok()?);
        let has = |property: usize| mask >> property & 1 == 1;
        let mut at: usize = 12;
        let mut numbers = [0; SIZES.len()];
        for ((property, &size), number) in SIZES.iter().enumerate().zip(&mut numbers) {
            if has(property) && size > 0 {
                at = at.next_multiple_of(size);
                let octets = octets.get(at..at + size)?;
                *number = octets.iter().rev().fold(0, |number, &octet| number << 8 | u32::from(octet));
                at += size;
            }
        }
        at = at.next_multiple_of(4) + if has(SIZE) { 8 } else { 0 };
        let mut text = |property: usize| text(octets, &mut at, numbers.get(property).copied()?);
        let (value, caption) = (text(VALUE)?, text(CAPTION)?);
        Some(Self { style: numbers.get(DISPLAY_STYLE).copied()?, value, caption })
    }

    /// What it shows.
    pub fn shown(&self) -> String {
        if !BOXES.contains(&self.style) {
            return self.value.clone();
        }
        format!("{} {}", check_box(self.value == "1"), self.caption)
    }
}

/// The text at `at`, whose length in octets is in `count`, with a mark for one octet a character (§2.4.14).
fn text(octets: &[u8], at: &mut usize, count: u32) -> Option<String> {
    const COMPRESSED: u32 = 1 << 31;
    let length = usize::try_from(count & !COMPRESSED).ok()?;
    let octets = octets.get(*at..at.checked_add(length)?)?;
    *at += length.next_multiple_of(4);
    if count & COMPRESSED != 0 {
        return Some(octets.iter().copied().map(char::from).collect());
    }
    Some(utf16(octets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::utf16;

    /// A control with `style`, a value and a caption, as LibreOffice writes it.
    fn control(style: u8, value: &str, caption: &str) -> Vec<u8> {
        let padded = |text: &str| {
            let mut octets = utf16(text);
            octets.resize(octets.len().next_multiple_of(4), 0);
            octets
        };
        let count = |text: &str| u32::try_from(utf16(text).len()).unwrap().to_le_bytes();
        let mask = (1_u64 | 1 << 6 | 1 << 8 | 1 << 22 | 1 << 23 | 1 << 31).to_le_bytes();
        [
            &[0, 2, 0, 0][..],
            &mask,
            &[0; 4],
            &[style, 0, 0, 0],
            &count(value),
            &count(caption),
            &[0; 8],
            &padded(value),
            &padded(caption),
        ]
        .concat()
    }

    #[test]
    fn a_text_box_shows_what_was_typed_and_a_box_its_state() {
        let shown = |style, value, caption| Control::read(&control(style, value, caption)).unwrap().shown();
        assert_eq!(shown(1, "Zoé", ""), "Zoé");
        assert_eq!(shown(4, "1", "Atelier A"), "☒ Atelier A");
        assert_eq!(shown(5, "0", "Atelier B"), "☐ Atelier B");
    }

    #[test]
    fn a_control_that_is_cut_short_shows_nothing() {
        let whole = control(4, "1", "Atelier A");
        for end in 0..whole.len() - 2 {
            assert!(Control::read(&whole[..end]).is_none(), "{end}");
        }
        assert!(Control::in_part(b"").is_none());
    }
}
