//! How much work a file may make: streams are measured before they are inflated, operators are
//! counted as they come (ISO 32000-2 §7.4, §7.8).

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_font::hayro_syntax::Filter;
use hayro_font::hayro_syntax::object::Stream;

use crate::document::Refusal;
use crate::document::allowance::{MAX_TEXT, spend};

/// The inflated size in bytes that one stream may have: 16 MiB.
const MAX_STREAM: u64 = 16 << 20;
/// The inflated size in bytes that all streams read may have together: 64 MiB.
const MAX_INFLATED: u64 = 64 << 20;
/// How many operators all pages may have together.
const MAX_OPERATORS: usize = 1_500_000;
/// How many streams may hold objects and cross-references.
const MAX_STRUCTURE: usize = 20_000;
/// How many bytes one byte of LZW or run-length encoded data comes to at most.
const MAX_LZW_RATIO: u64 = 2730;
/// How many bytes one byte of packed text comes to, where that cannot be measured.
const TEXT_RATIO: u64 = 16;

/// What a file may still cost.
pub(super) struct Budget {
    inflated: u64,
    operators: usize,
    text: usize,
}

impl Budget {
    /// The budget for a file, unless what its structure is packed in costs too much already:
    /// streams of objects and of cross-references are inflated before any is asked for.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn of(file: &[u8]) -> Result<Self, Refusal> {
        let budget = || Self { inflated: MAX_INFLATED, operators: MAX_OPERATORS, text: MAX_TEXT };
        let mut structured = budget();
        for (count, packed) in structure(file).enumerate() {
            if count == MAX_STRUCTURE {
                return Err(Refusal::TooLarge);
            }
            structured.spend(inflated_size(packed, MAX_STREAM))?;
        }
        Ok(budget())
    }

    /// The decoded content of a stream; nothing where it cannot be decoded.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn decode(&mut self, stream: &Stream) -> Result<Vec<u8>, Refusal> {
        self.measure(stream)?;
        self.spend(stream.raw_data().len() as u64)?;
        Ok(stream.decoded_data().map(Into::into).unwrap_or_default())
    }

    /// Counts what a stream comes to when somebody else decodes it.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn measure(&mut self, stream: &Stream) -> Result<(), Refusal> {
        let filters = stream.filters();
        let packers = filters.iter().filter(|filter| is_packer(**filter)).count();
        if packers == 0 {
            return Ok(());
        }
        if packers > 1 {
            return Err(Refusal::TooLarge);
        }
        let raw = stream.raw_data();
        self.spend(match filters.first() {
            Some(Filter::FlateDecode) => inflated_size(&raw, MAX_STREAM),
            Some(_) if raw.len() as u64 * MAX_LZW_RATIO <= MAX_STREAM => raw.len() as u64,
            // Flate below ASCII85, or much LZW.
            _ => raw.len() as u64 * TEXT_RATIO,
        })
    }

    /// Counts one operator of a content stream.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn operate(&mut self) -> Result<(), Refusal> {
        spend(&mut self.operators, 1)
    }

    /// Counts text.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn write(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.text, bytes)
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Refusal> {
        if bytes > MAX_STREAM {
            return Err(Refusal::TooLarge);
        }
        self.inflated = self.inflated.checked_sub(bytes).ok_or(Refusal::TooLarge)?;
        Ok(())
    }
}

fn is_packer(filter: Filter) -> bool {
    matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode)
}

/// The data of the streams that hold objects or cross-references, without knowing where they end.
fn structure(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    /// How far behind its kind the dictionary of such a stream ends at most.
    const DICTIONARY: usize = 1024;
    let is_kind = |window: &[u8]| window.starts_with(b"/ObjStm") || window.starts_with(b"/XRef");
    let kinds = file.windows(7).enumerate().filter(move |(_, window)| is_kind(window));
    kinds.filter_map(|(at, _)| {
        let rest = file.get(at..)?;
        let head = rest.get(..DICTIONARY).unwrap_or(rest);
        let start = head.windows(6).position(|window| window == b"stream")?;
        let data = rest.get(start + 6..)?;
        Some(data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data))
    })
}

/// How many bytes deflated data comes to, as far as it can be read and up to just above `limit`.
fn inflated_size(deflated: &[u8], limit: u64) -> u64 {
    let mut counted = Counter(0);
    // What is broken behind a good beginning still counts.
    let _ = io::copy(&mut ZlibDecoder::new(deflated).take(limit + 1), &mut counted);
    counted.0
}

/// Counts what is written to it.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
