//! The text in its order: pieces of the main stream, one behind the other (MS-DOC §2.4.1).

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::Encoding;

use super::fib::{Fib, Part};
use super::sprms::{Modifier, modifiers};
use super::{Streams, Version};
use crate::document::Refusal;
use crate::octets::{slice, u8_at, u16_at, u32_at, utf16};

/// How many pieces a text may have.
const MAX_PIECES: usize = 100_000;
/// How many lists of modifiers there are to refer to (MS-DOC `Prm1`).
const MAX_LISTS: usize = 0x8000;

/// The text of a document.
pub(super) struct Text<'a> {
    main: &'a [u8],
    version: Version,
    pieces: Vec<Piece<'a>>,
}

/// Text that stands in one place.
pub(super) struct Piece<'a> {
    /// Which characters of the document it holds.
    positions: Range<u32>,
    /// Where the first stands in the main stream, in bytes.
    offset: u32,
    /// How many bytes each has: 1, or 2 in UTF-16.
    width: u32,
    changes: Changes<'a>,
}

/// How a piece is to look different, in a document that was saved fast (MS-DOC `Prm`).
enum Changes<'a> {
    None,
    /// A modifier in its short form: its code, and its operand.
    Short(u8, [u8; 1]),
    List(&'a [u8]),
}

impl Piece<'_> {
    /// The modifiers that apply to all of it.
    pub fn modifiers(&self, version: Version) -> impl Iterator<Item = Modifier<'_>> {
        let (short, list) = match &self.changes {
            Changes::None => (None, &[][..]),
            Changes::Short(code, operand) => (Modifier::short(*code, operand), &[][..]),
            Changes::List(list) => (None, *list),
        };
        short.into_iter().chain(modifiers(list, version))
    }

    /// How many bytes of modifiers it has.
    pub fn weight(&self) -> usize {
        if let Changes::List(list) = self.changes { list.len() } else { 1 }
    }
}

/// A run of characters in one piece.
#[derive(Clone, Copy)]
pub(super) struct Run<'t, 'a> {
    pub piece: &'t Piece<'a>,
    /// The number of its first character in the document.
    pub position: u32,
    /// Where that stands in the main stream, in bytes.
    pub offset: u32,
    bytes: &'a [u8],
}

impl<'a> Text<'a> {
    /// Finds the pieces of a document.
    ///
    /// # Errors
    /// `Damaged`.
    pub fn of(streams: &'a Streams, fib: &Fib) -> Result<Self, Refusal> {
        let clx = fib.part(streams.table(), Part::Pieces);
        let pieces = match fib.version {
            Version::Word6 if !fib.is_complex || clx.is_empty() => vec![single(fib)],
            _ => pieces(clx, fib).ok_or(Refusal::Damaged)?,
        };
        Ok(Self { main: &streams.main, version: fib.version, pieces })
    }

    /// How many characters it has.
    pub fn len(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.positions.end)
    }

    pub fn version(&self) -> Version {
        self.version
    }

    /// The runs that make up a range of characters; `Damaged` for one that is not there.
    pub fn runs(&self, range: Range<u32>) -> impl Iterator<Item = Result<Run<'_, 'a>, Refusal>> {
        let first = self.pieces.partition_point(|piece| piece.positions.end <= range.start);
        let pieces = self.pieces.iter().skip(first);
        pieces.take_while(move |piece| piece.positions.start < range.end).map(move |piece| {
            let start = piece.positions.start.max(range.start);
            let end = piece.positions.end.min(range.end);
            self.run(piece, start, end).ok_or(Refusal::Damaged)
        })
    }

    fn run<'t>(&'t self, piece: &'t Piece<'a>, start: u32, end: u32) -> Option<Run<'t, 'a>> {
        let before = (start - piece.positions.start).checked_mul(piece.width)?;
        let offset = piece.offset.checked_add(before)?;
        let length = end.saturating_sub(start).checked_mul(piece.width)?;
        let bytes = slice(self.main, offset.try_into().ok()?, length.try_into().ok()?)?;
        Some(Run { piece, position: start, offset, bytes })
    }
}

impl<'a> Run<'_, 'a> {
    /// How many bytes each character has.
    pub fn width(&self) -> usize {
        if self.piece.width == 2 { 2 } else { 1 }
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.bytes.len() / self.width()
    }

    /// The code of each character: its byte, or its unit of UTF-16.
    pub fn codes(&self) -> impl Iterator<Item = u16> + use<'a> {
        let code = |bytes: &[u8]| u16_at(bytes, 0).or_else(|| u8_at(bytes, 0).map(u16::from));
        self.bytes.chunks_exact(self.width()).filter_map(code)
    }

    /// Its first characters, and the others.
    pub fn split(self, count: usize) -> (Self, Self) {
        let bytes = count.saturating_mul(self.width()).min(self.bytes.len());
        let (head, tail) = self.bytes.split_at_checked(bytes).unwrap_or((self.bytes, &[]));
        let distance = |width| u32::try_from(bytes / width).unwrap_or(u32::MAX);
        let rest = Self {
            position: self.position.saturating_add(distance(self.width())),
            offset: self.offset.saturating_add(distance(1)),
            bytes: tail,
            ..self
        };
        (Self { bytes: head, ..self }, rest)
    }

    /// Its text; `encoding` is what it is written in where a character has one byte.
    pub fn text(&self, encoding: &'static Encoding) -> Cow<'a, str> {
        match self.width() {
            2 => Cow::Owned(utf16(self.bytes)),
            _ => encoding.decode_without_bom_handling(self.bytes).0,
        }
    }
}

/// The text of a document that has all of it in one run of bytes.
fn single(fib: &Fib) -> Piece<'static> {
    let width = if fib.is_wide { 2 } else { 1 };
    let positions = 0..fib.run.end.saturating_sub(fib.run.start) / width;
    Piece { positions, offset: fib.run.start, width, changes: Changes::None }
}

/// Reads the piece table (MS-DOC `Clx`): lists of modifiers, then where the pieces stand.
fn pieces<'a>(clx: &'a [u8], fib: &Fib) -> Option<Vec<Piece<'a>>> {
    let mut lists = Vec::new();
    let mut at = 0;
    while u8_at(clx, at)? == 1 {
        let length = usize::from(u16_at(clx, at + 1)?);
        lists.extend(Some(slice(clx, at + 3, length)?).filter(|_| lists.len() < MAX_LISTS));
        at += 3 + length;
    }
    let places = slice(clx, at + 5, u32_at(clx, at + 1)?.try_into().ok()?)?;
    let count = places.len().saturating_sub(4) / 12;
    let mut pieces = Vec::new();
    for index in 0..count.min(MAX_PIECES) {
        let positions = u32_at(places, 4 * index)?..u32_at(places, 4 * index + 4)?;
        if positions.start > positions.end || (index == 0 && positions.start > 0) {
            return None;
        }
        let descriptor = slice(places, 4 * (count + 1) + 8 * index, 8)?;
        pieces.push(piece(positions, descriptor, &lists, fib)?);
    }
    Some(pieces)
}

/// Reads where a piece stands (MS-DOC `Pcd`).
fn piece<'a>(positions: Range<u32>, descriptor: &[u8], lists: &[&'a [u8]], fib: &Fib) -> Option<Piece<'a>> {
    let place = u32_at(descriptor, 2)?;
    let (offset, width) = match fib.version {
        Version::Word6 if fib.is_wide => (place, 2),
        Version::Word6 => (place, 1),
        Version::Word97 if place & 0x4000_0000 != 0 => ((place & 0x3fff_ffff) / 2, 1),
        Version::Word97 => (place & 0x3fff_ffff, 2),
    };
    let change = u16_at(descriptor, 6)?;
    let [low, high] = change.to_le_bytes();
    let changes = match change & 1 {
        _ if change == 0 => Changes::None,
        0 => Changes::Short(low >> 1, [high]),
        _ => lists.get(usize::from(change >> 1)).map_or(Changes::None, |list| Changes::List(list)),
    };
    Some(Piece { positions, offset, width, changes })
}
