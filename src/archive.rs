//! ZIP archives, read with limits: what they claim of themselves is not believed (APPNOTE.TXT).

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// How an archive with something in it begins (§4.3.7), and one with nothing in it (§4.3.16).
pub const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How many entries an archive may have.
const MAX_ENTRIES: usize = 10_000;
/// The inflated size in bytes that one entry may have: 16 MiB.
const MAX_ENTRY: u64 = 16 << 20;
/// The inflated size in bytes that all entries read may have together: 64 MiB.
const MAX_INFLATED: u64 = 64 << 20;
/// Where in an archive its last record may begin, from the end: that record, its comment, and the
/// locator before it (§4.3.15, §4.3.16).
const TAIL: usize = 22 + 0xffff + 20;

/// Why an archive, or an entry of it, is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not whole.
    Damaged,
    /// An entry is encrypted.
    Encrypted,
    /// There are too many entries, or they inflate beyond measure.
    TooLarge,
}

/// An open archive.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    allowance: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// `Damaged`, `Encrypted` if any entry is, `TooLarge` if there are too many.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        if claims_too_many_entries(bytes) {
            return Err(Fault::TooLarge);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(Fault::TooLarge);
        }
        if (0..zip.len()).any(|index| zip.by_index_raw(index).is_ok_and(|entry| entry.encrypted())) {
            return Err(Fault::Encrypted);
        }
        Ok(Self { zip, allowance: MAX_INFLATED })
    }

    /// The archive, of whose entries no more than so many bytes are inflated together.
    #[must_use]
    pub fn limited_to(self, bytes: usize) -> Self {
        Self { allowance: self.allowance.min(bytes as u64), ..self }
    }

    /// The names of its entries with their indices, in order. That of a folder ends in `/`.
    pub fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.zip.file_names().enumerate()
    }

    /// The content of an entry. What is inflated is counted, whatever size the archive claims.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn entry(&mut self, index: usize) -> Result<Vec<u8>, Fault> {
        let entry = self.zip.by_index(index).map_err(|_| Fault::Damaged)?;
        let limit = MAX_ENTRY.min(self.allowance);
        let mut content = Vec::new();
        let size = entry.take(limit + 1).read_to_end(&mut content).map_err(|_| Fault::Damaged)? as u64;
        self.allowance = self.allowance.checked_sub(size).filter(|_| size <= limit).ok_or(Fault::TooLarge)?;
        Ok(content)
    }
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
