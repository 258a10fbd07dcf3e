//! A ZIP archive that holds one document in parts, read with limits.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Refusal;

/// How many entries an archive may have.
const MAX_ENTRIES: usize = 10_000;
/// The inflated size in bytes that one part may have: 16 MiB.
const MAX_PART: u64 = 16 << 20;
/// The inflated size in bytes that all parts read may have together: 64 MiB.
const MAX_INFLATED: u64 = 64 << 20;
/// Where in an archive its last record may begin, from the end: that record, its comment, and the
/// locator before it (APPNOTE.TXT §4.3.15, §4.3.16).
const TAIL: usize = 22 + 0xffff + 20;

/// An open archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands; names as [`canonical`] writes them.
    parts: HashMap<String, usize>,
    /// How many bytes may still be inflated.
    allowance: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// `Damaged`, `Protected` if any entry is encrypted, `TooLarge` if there are too many.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if claims_too_many_entries(bytes) {
            return Err(Refusal::TooLarge);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if archive.len() > MAX_ENTRIES {
            return Err(Refusal::TooLarge);
        }
        if (0..archive.len()).any(|index| archive.by_index_raw(index).is_ok_and(|entry| entry.encrypted())) {
            return Err(Refusal::Protected);
        }
        let parts = archive.file_names().enumerate().map(|(index, name)| (canonical(name), index)).collect();
        Ok(Self { archive, parts, allowance: MAX_INFLATED })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&canonical(name))
    }

    /// Whether there is a part whose name `is` such, in small letters.
    pub fn has_any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.parts.keys().any(|name| is(name))
    }

    /// The content of a part, if there is one of this name. What is inflated is counted, whatever
    /// size the archive claims.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(&index) = self.parts.get(&canonical(name)) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let limit = MAX_PART.min(self.allowance);
        let mut content = Vec::new();
        let size = entry.take(limit + 1).read_to_end(&mut content).map_err(|_| Refusal::Damaged)? as u64;
        if size > limit {
            return Err(Refusal::TooLarge);
        }
        self.allowance -= size;
        Ok(Some(content))
    }
}

/// A part's name for comparison: ASCII case does not count (ECMA-376-2 §6.2.2.3), and some programs
/// write backslashes.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// Whether a ZIP64 archive claims more entries than are read; the room for them would be reserved
/// before the first is looked at.
fn claims_too_many_entries(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let has_locator = tail.windows(4).any(|signature| signature == b"PK\x06\x07");
    has_locator
        && bytes.windows(40).filter(|record| record.starts_with(b"PK\x06\x06")).any(|record| {
            let claimed = record.get(32..40).and_then(|count| count.try_into().ok()).map(u64::from_le_bytes);
            claimed.is_some_and(|claimed| claimed > MAX_ENTRIES as u64)
        })
}
