//! The file information block at the beginning of the main stream (MS-DOC §2.5): what kind of file
//! it is, how long its stories are, and where everything else stands.

use std::ops::Range;

use super::Version;
use crate::document::{Foreign, Refusal};
use crate::octets::{size_at, slice, u16_at, u32_at};

/// What `nFib` says at least in Word 6 and in Word 97 (`FibBase`).
const WORD_6: u16 = 0x65;
const WORD_97: u16 = 0xc0;

/// How many stories there are.
const STORIES: usize = 8;

/// The parts of the table stream that are read, by their place in the block (`FibRgFcLcb97`).
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    CharacterPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    Anchors = 40,
    MarginAnchors = 41,
    Drawings = 50,
    TextBoxes = 56,
    MarginTextBoxes = 58,
}

/// The file information block.
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(super) struct Fib {
    pub version: Version,
    /// The language of the program that wrote the file (MS-LCID).
    pub language: u16,
    /// Whether text is in the characters of the Macintosh; in Word 6 only.
    pub is_macintosh: bool,
    /// Whether a character may have two bytes, also in Word 95.
    pub is_wide: bool,
    /// Whether the text stands in pieces, not in one run; always in Word 97.
    pub is_complex: bool,
    /// Whether it has pictures.
    pub has_pictures: bool,
    /// The name of its table stream.
    pub table: &'static str,
    /// Where the text stands that is in one run, in bytes.
    pub run: Range<u32>,
    /// The numbers of the first formatted pages of characters and of paragraphs, and how many
    /// there are; in Word 6 only, which may name no others.
    pub pages: [(u16, u16); 2],
    /// How many characters each story has: main text, footnotes, margins, macros, annotations,
    /// endnotes, text boxes, text boxes of the margins (`FibRgLw97`).
    lengths: Vec<u32>,
    /// Where each part stands in the table stream, and how long it is, in bytes.
    parts: Vec<(usize, usize)>,
}

impl Fib {
    /// Reads the block.
    ///
    /// # Errors
    /// `Damaged`, `Protected`, and `Unsupported` for a file of Word 2 or older.
    pub fn read(main: &[u8]) -> Result<Self, Refusal> {
        let number = u16_at(main, 2).ok_or(Refusal::Damaged)?;
        let flags = u16_at(main, 10).ok_or(Refusal::Damaged)?;
        if number < WORD_6 {
            return Err(Refusal::Unsupported(Foreign::Doc));
        }
        if flags & 0x0100 != 0 {
            return Err(Refusal::Protected);
        }
        let version = if number < WORD_97 { Version::Word6 } else { Version::Word97 };
        Self::of(main, version, flags).ok_or(Refusal::Damaged)
    }

    fn of(main: &[u8], version: Version, flags: u16) -> Option<Self> {
        let (lengths, parts) = match version {
            Version::Word6 => (52, 88),
            Version::Word97 => {
                let words = 34 + 2 * usize::from(u16_at(main, 32)?);
                let longs = words + 2 + 4 * usize::from(u16_at(main, words)?);
                (words + 2 + 12, longs + 2)
            }
        };
        let length = |index: usize| u32_at(main, lengths + 4 * index);
        let part =
            |index: usize| Some((size_at(main, parts + 8 * index)?, size_at(main, parts + 8 * index + 4)?));
        let page = |index: usize| match version {
            Version::Word6 => Some((u16_at(main, 0x18a + 2 * index)?, u16_at(main, 0x18e + 2 * index)?)),
            Version::Word97 => Some((0, 0)),
        };
        Some(Self {
            version,
            language: u16_at(main, 6)?,
            is_macintosh: u16_at(main, 20)? == 0x100,
            is_wide: flags & 0x1000 != 0,
            is_complex: flags & 0x0004 != 0,
            has_pictures: flags & 0x0008 != 0,
            table: if flags & 0x0200 == 0 { "0Table" } else { "1Table" },
            run: u32_at(main, 24)?..u32_at(main, 28)?,
            pages: [page(0)?, page(1)?],
            lengths: (0..STORIES).map(length).collect::<Option<_>>()?,
            parts: (0..=Part::MarginTextBoxes as usize).map_while(part).collect(),
        })
    }

    /// A part of the table stream; nothing if there is none.
    pub fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        let place = self.parts.get(part as usize);
        place.and_then(|&(offset, length)| slice(table, offset, length)).unwrap_or_default()
    }

    /// The characters of the main text.
    pub fn body(&self) -> Range<u32> {
        self.story(0)
    }

    /// The characters of headers and footers.
    pub fn margins(&self) -> Range<u32> {
        self.story(2)
    }

    /// The characters of the text boxes of the main text.
    pub fn text_boxes(&self) -> Range<u32> {
        self.story(6)
    }

    /// The characters of the text boxes of headers and footers.
    pub fn margin_text_boxes(&self) -> Range<u32> {
        self.story(7)
    }

    /// The characters of a story; the stories follow one another.
    fn story(&self, index: usize) -> Range<u32> {
        let until =
            |count| self.lengths.iter().take(count).fold(0, |sum: u32, &length| sum.saturating_add(length));
        until(index)..until(index + 1)
    }
}
