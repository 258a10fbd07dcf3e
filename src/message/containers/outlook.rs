//! A message as Outlook saves it: `.msg` (MS-OXMSG), a compound file with a stream for each property.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;

use super::mapi::{ATTACHED, Properties};
use super::octets::Octets;
use super::{DEEPEST, Enclosed, Letter, MOST_FILES};

/// How every compound file begins (MS-CFB §2.2).
pub(super) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The stream of the properties that have a fixed length (MS-OXMSG §2.4).
const FIXED: &str = "__properties_version1.0";
/// How the streams of the other properties are called, up to the tag (§2.1.3).
const VARIABLE: &str = "__substg1.0_";
/// How the storages of attached files are called (§2.2.2).
const ATTACHMENT: &str = "__attach_version1.0_";
/// The storage of an attached letter (§2.2.2.1).
const ATTACHED_LETTER: &str = "__substg1.0_3701000D";
/// The size in bytes that all properties may have together: 64 MiB.
const MAX_BYTES: u64 = 64 << 20;

/// What precedes the properties in their stream, in octets (§2.4.1).
mod preamble {
    pub const MESSAGE: usize = 32;
    pub const ATTACHED_MESSAGE: usize = 24;
    pub const ATTACHMENT: usize = 8;
}

/// Reads a message; `None` where the file is something else.
pub(super) fn read(bytes: &[u8]) -> Option<Letter> {
    let file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    if !file.is_stream(Path::new("/").join(FIXED)) {
        return None;
    }
    Some(Outlook { file, allowance: MAX_BYTES }.letter(Path::new("/"), preamble::MESSAGE, DEEPEST))
}

struct Outlook<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// How many bytes may still be read.
    allowance: u64,
}

impl Outlook<'_> {
    /// The message in a storage.
    fn letter(&mut self, storage: &Path, preamble: usize, depth: usize) -> Letter {
        let (mut files, mut letters) = (Vec::new(), Vec::new());
        for attachment in self.within(storage, ATTACHMENT).into_iter().take(MOST_FILES) {
            let properties = self.properties(&attachment, preamble::ATTACHMENT);
            let letter = attachment.join(ATTACHED_LETTER);
            if let Some(bytes) = properties.octets(ATTACHED) {
                let name = properties.file_name().unwrap_or_default();
                files.push(Enclosed { name, bytes: bytes.to_vec() });
            } else if let Some(depth) = depth.checked_sub(1).filter(|_| self.file.is_storage(&letter)) {
                letters.push(self.letter(&letter, preamble::ATTACHED_MESSAGE, depth));
            }
        }
        self.properties(storage, preamble).letter(files, letters)
    }

    /// The streams or storages in `storage` whose names begin so.
    fn within(&self, storage: &Path, prefix: &str) -> Vec<PathBuf> {
        let entries = self.file.read_storage(storage).into_iter().flatten();
        let named = entries.filter(|entry| entry.name().starts_with(prefix));
        named.map(|entry| entry.path().to_owned()).collect()
    }

    fn properties(&mut self, storage: &Path, preamble: usize) -> Properties {
        let mut properties = Properties::default();
        for path in self.within(storage, VARIABLE) {
            if let Some((id, kind)) = tag(&path)
                && let Some(value) = self.stream(&path)
            {
                properties.add(id, kind, &value);
            }
        }
        let fixed = self.stream(&storage.join(FIXED)).unwrap_or_default();
        for entry in fixed.get(preamble..).unwrap_or_default().chunks_exact(16) {
            let mut entry = Octets(entry);
            if let (Some(kind), Some(id), Some(_flags)) = (entry.u16(), entry.u16(), entry.u32())
                && !has_a_stream(kind)
            {
                properties.add(id, kind, entry.0);
            }
        }
        properties
    }

    /// The octets of a stream, as far as may still be read.
    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        let mut octets = Vec::new();
        let stream = self.file.open_stream(path).ok()?;
        stream.take(self.allowance).read_to_end(&mut octets).ok()?;
        self.allowance -= octets.len() as u64;
        Some(octets)
    }
}

/// Whether the values of a type have streams of their own; only their size stands among the others (§2.4.2.2).
fn has_a_stream(kind: u16) -> bool {
    matches!(kind, 0xd | 0x1e | 0x1f | 0x48 | 0x102) || kind & 0x1000 != 0
}

/// The identifier and the type in the name of a stream: `__substg1.0_0037001F`.
fn tag(path: &Path) -> Option<(u16, u16)> {
    let tag = path.file_name()?.to_str()?.strip_prefix(VARIABLE)?;
    let (id, kind) = tag.split_at_checked(4)?;
    Some((u16::from_str_radix(id, 16).ok()?, u16::from_str_radix(kind, 16).ok()?))
}
