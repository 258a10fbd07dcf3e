//! Single property modifiers, the terms in which the format says what text looks like (MS-DOC
//! §2.2.5, §2.6).

use super::Version;
use crate::octets::{slice, u8_at, u16_at};

/// The properties that decide whether, where and as what text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    // Of characters (§2.6.1).
    Deleted,
    Struck,
    DoublyStruck,
    Hidden,
    /// The character stands for something else.
    Special,
    /// The font and the code of the symbol that it stands for.
    Symbol,
    /// Where in the data stream it is said what the character stands for.
    Location,
    /// The character stands for an object, whose storage has that location for a name.
    Object,
    /// The number of the font.
    Font,
    // Of paragraphs (§2.6.2).
    InTable,
    RowEnd,
    Depth,
    DepthChange,
    InnerCellEnd,
    InnerRowEnd,
    /// Where in the data stream more modifiers stand.
    Elsewhere,
    // Of rows of tables (§2.6.3).
    RowDefinition,
    MergedCells,
    VerticallyMerged,
}

impl Property {
    /// The property that an operation code of Word 97 modifies.
    fn of(code: u16) -> Option<Self> {
        Some(match code {
            0x0800 => Self::Deleted,
            0x0837 => Self::Struck,
            0x2a53 => Self::DoublyStruck,
            0x083c => Self::Hidden,
            0x0855 => Self::Special,
            0x6a09 => Self::Symbol,
            0x6a03 => Self::Location,
            0x080a => Self::Object,
            0x4a4f => Self::Font,
            0x2416 => Self::InTable,
            0x2417 => Self::RowEnd,
            0x6649 => Self::Depth,
            0x664a => Self::DepthChange,
            0x244b => Self::InnerCellEnd,
            0x244c => Self::InnerRowEnd,
            0x6645 | 0x6646 => Self::Elsewhere,
            0xd608 => Self::RowDefinition,
            0x5624 => Self::MergedCells,
            0xd62b => Self::VerticallyMerged,
            _ => return None,
        })
    }

    /// The property that an operation code of Word 6 modifies, or one of Word 97 in its short form
    /// (MS-DOC `Prm0`).
    fn of_short(code: u8) -> Option<Self> {
        Some(match code {
            24 => Self::InTable,
            25 => Self::RowEnd,
            65 => Self::Deleted,
            68 => Self::Location,
            74 => Self::Symbol,
            87 => Self::Struck,
            92 => Self::Hidden,
            93 => Self::Font,
            115 => Self::DoublyStruck,
            117 => Self::Special,
            190 => Self::RowDefinition,
            197 => Self::MergedCells,
            _ => return None,
        })
    }
}

/// A modifier of a property that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Modifier<'a> {
    pub property: Property,
    /// What it is set to, without the length that precedes it.
    pub operand: &'a [u8],
}

impl<'a> Modifier<'a> {
    /// A modifier in its short form: the code in seven bits over an empty one, the operand above.
    pub fn short(code: u8, operand: &'a [u8]) -> Option<Self> {
        Some(Self { property: Property::of_short(code)?, operand })
    }
}

/// The modifiers in a list of them, up to the first that is broken.
pub(super) fn modifiers(list: &[u8], version: Version) -> impl Iterator<Item = Modifier<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        loop {
            let (property, operand, length) = match version {
                Version::Word97 => modern(rest)?,
                Version::Word6 => old(rest)?,
            };
            rest = rest.get(length..)?;
            if let Some(property) = property {
                return Some(Modifier { property, operand });
            }
        }
    })
}

/// The first modifier of a list, its operand, and its whole length (§2.2.5.1).
fn modern(list: &[u8]) -> Option<(Option<Property>, &[u8], usize)> {
    let code = u16_at(list, 0)?;
    let (start, length) = match code >> 13 {
        0 | 1 => (2, 1),
        2 | 4 | 5 => (2, 2),
        3 => (2, 4),
        7 => (2, 3),
        _ if code == 0xd608 => (4, usize::from(u16_at(list, 2)?).saturating_sub(1)),
        _ if code == 0xc615 => (3, tabs(list, 2)?),
        _ => (3, usize::from(u8_at(list, 2)?)),
    };
    Some((Property::of(code), slice(list, start, length)?, start + length))
}

/// The length of the changes to the tabs of a paragraph, which may not fit in one byte (MS-DOC
/// `PChgTabsOperand`).
fn tabs(list: &[u8], offset: usize) -> Option<usize> {
    let length = usize::from(u8_at(list, offset)?);
    if length < 255 {
        return Some(length);
    }
    let deleted = usize::from(u8_at(list, offset + 1)?);
    let added = usize::from(u8_at(list, offset + 2 + 4 * deleted)?);
    Some(2 + 4 * deleted + 3 * added)
}

/// The same in Word 6, where codes have one byte, and lengths are known by heart.
fn old(list: &[u8]) -> Option<(Option<Property>, &[u8], usize)> {
    let code = u8_at(list, 0)?;
    let (start, length) = match code {
        0 | 1 | 52 | 83 | 163 => (1, 0),
        4..=11
        | 13
        | 14
        | 24
        | 25
        | 29
        | 37
        | 44
        | 50
        | 51
        | 65..=67
        | 71
        | 75
        | 85..=92
        | 94
        | 98
        | 100
        | 102
        | 104
        | 117..=119
        | 131
        | 132
        | 138
        | 139
        | 142
        | 143
        | 146
        | 147
        | 150..=153
        | 158
        | 159
        | 162
        | 185
        | 186 => (1, 1),
        2
        | 16..=19
        | 21
        | 22
        | 26..=28
        | 30..=36
        | 38..=43
        | 45..=49
        | 69
        | 72
        | 80
        | 93
        | 96
        | 97
        | 99
        | 101
        | 107
        | 109
        | 110
        | 121..=124
        | 140
        | 141
        | 144
        | 145
        | 148
        | 149
        | 154..=157
        | 160
        | 161
        | 164..=171
        | 182..=184
        | 189
        | 195
        | 197
        | 198 => (1, 2),
        73 | 95 | 136 | 137 => (1, 3),
        20 | 70 | 192 | 194 | 196 | 200 => (1, 4),
        193 | 199 => (1, 5),
        187 => (1, 12),
        188 | 190 => (3, usize::from(u16_at(list, 1)?).saturating_sub(1)),
        23 => (2, tabs(list, 1)?),
        _ => (2, usize::from(u8_at(list, 1)?)),
    };
    Some((Property::of_short(code), slice(list, start, length)?, start + length))
}
