//! A message as Outlook saves it: `.msg` (MS-OXMSG), a compound file with a stream for each property.

use super::mapi::{ATTACHED, Properties};
use super::{DEEPEST, Enclosed, Letter, MOST_FILES};
use crate::compound::{CompoundFile, Place, ROOT};
use crate::octets::Octets;

/// The stream of the properties that have a fixed length (MS-OXMSG §2.4).
const FIXED: &str = "__properties_version1.0";
/// How the streams of the other properties are called, up to the tag (§2.1.3).
const VARIABLE: &str = "__substg1.0_";
/// How the storages of attached files are called (§2.2.2).
const ATTACHMENT: &str = "__attach_version1.0_";
/// The storage of an attached letter (§2.2.2.1).
const ATTACHED_LETTER: &str = "__substg1.0_3701000D";

/// What precedes the properties in their stream, in octets (§2.4.1).
mod preamble {
    pub const MESSAGE: usize = 32;
    pub const ATTACHED_MESSAGE: usize = 24;
    pub const ATTACHMENT: usize = 8;
}

/// Reads a message; `None` where the file is something else.
pub(super) fn read(bytes: &[u8]) -> Option<Letter> {
    let file = CompoundFile::open(bytes).ok()?;
    file.find(ROOT, FIXED)?;
    Some(Outlook { file }.letter(ROOT, preamble::MESSAGE, DEEPEST))
}

struct Outlook<'a> {
    file: CompoundFile<'a>,
}

impl Outlook<'_> {
    /// The message in a storage.
    fn letter(&mut self, storage: Place, preamble: usize, depth: usize) -> Letter {
        let (mut files, mut letters) = (Vec::new(), Vec::new());
        for attachment in self.within(storage, ATTACHMENT).into_iter().take(MOST_FILES) {
            let properties = self.properties(attachment, preamble::ATTACHMENT);
            if let Some(bytes) = properties.octets(ATTACHED) {
                let name = properties.file_name().unwrap_or_default();
                files.push(Enclosed { name, bytes: bytes.to_vec() });
            } else if let (Some(letter), Some(depth)) =
                (self.file.find(attachment, ATTACHED_LETTER), depth.checked_sub(1))
            {
                letters.push(self.letter(letter, preamble::ATTACHED_MESSAGE, depth));
            }
        }
        self.properties(storage, preamble).letter(files, letters)
    }

    /// The streams or storages in `storage` whose names begin so, in the order of their names.
    fn within(&self, storage: Place, prefix: &str) -> Vec<Place> {
        let mut found = self.file.within(storage);
        found.retain(|&place| self.file.name(place).starts_with(prefix));
        found.sort_by_key(|&place| self.file.name(place));
        found
    }

    fn properties(&mut self, storage: Place, preamble: usize) -> Properties {
        let mut properties = Properties::default();
        for stream in self.within(storage, VARIABLE) {
            if let Some((id, kind)) = tag(self.file.name(stream))
                && let Ok(value) = self.file.content(stream)
            {
                properties.add(id, kind, &value);
            }
        }
        let fixed = self.file.find(storage, FIXED).and_then(|stream| self.file.content(stream).ok());
        for entry in fixed.unwrap_or_default().get(preamble..).unwrap_or_default().chunks_exact(16) {
            let mut entry = Octets(entry);
            if let (Some(kind), Some(id), Some(_flags)) = (entry.u16(), entry.u16(), entry.u32())
                && !has_a_stream(kind)
            {
                properties.add(id, kind, entry.0);
            }
        }
        properties
    }
}

/// Whether the values of a type have streams of their own; only their size stands among the others (§2.4.2.2).
fn has_a_stream(kind: u16) -> bool {
    matches!(kind, 0xd | 0x1e | 0x1f | 0x48 | 0x102) || kind & 0x1000 != 0
}

/// The identifier and the type in the name of a stream: `__substg1.0_0037001F`.
fn tag(stream: &str) -> Option<(u16, u16)> {
    let tag = stream.strip_prefix(VARIABLE)?;
    let (id, kind) = tag.split_at_checked(4)?;
    Some((u16::from_str_radix(id, 16).ok()?, u16::from_str_radix(kind, 16).ok()?))
}
