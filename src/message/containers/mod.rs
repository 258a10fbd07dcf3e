//! Files that hold messages, pages and files in turn: Outlook's `winmail.dat` and `.msg`, archives, mails and web
//! archives. Content tells them, never the name.

mod archive;
mod mapi;
mod outlook;
mod tnef;
mod web_archive;

#[cfg(test)]
mod tests;

use crate::archive::SIGNATURES;
use crate::compound;
use crate::message::fields::{Fields, divide};

/// How deep letters are followed that are attached to letters.
const DEEPEST: usize = 8;
/// How many files one container may hold; what follows is passed over.
const MOST_FILES: usize = 200;

/// What a container holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// The rest of the message that it is attached to: its text in other formats, its files.
    Rest(Letter),
    /// A message of its own.
    Letter(Letter),
    /// A mail that was saved as it came.
    Mail(Vec<u8>),
    /// The page of a web archive.
    Page(Vec<u8>),
    /// Files.
    Files(Vec<Enclosed>),
}

/// A message as Outlook keeps it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its header section (RFC 5322 §2.2), made up of what is known where it never travelled.
    pub header: Vec<u8>,
    pub plain: Option<String>,
    pub html: Option<String>,
    /// Its text as RTF.
    pub rich: Option<Vec<u8>>,
    pub files: Vec<Enclosed>,
    pub letters: Vec<Letter>,
}

/// A file in a container.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Enclosed {
    /// Its name, not cleaned.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Container {
    /// Opens a container that holds at most `limit` octets; `None` where it is none, or cannot be opened.
    pub fn open(bytes: &[u8], limit: usize) -> Option<Self> {
        if bytes.starts_with(tnef::SIGNATURE) {
            tnef::read(bytes, DEEPEST).map(Self::Rest)
        } else if bytes.starts_with(compound::SIGNATURE) {
            outlook::read(bytes).map(Self::Letter)
        } else if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
            archive::read(bytes, limit).map(Self::Files)
        } else {
            Self::below_a_header(bytes)
        }
    }

    /// How many octets it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Rest(letter) | Self::Letter(letter) => letter.size(),
            Self::Mail(bytes) | Self::Page(bytes) => bytes.len(),
            Self::Files(files) => files.iter().map(|file| file.bytes.len()).sum(),
        }
    }

    /// What begins with header fields.
    fn below_a_header(bytes: &[u8]) -> Option<Self> {
        /// No header section is longer, in octets.
        const LONGEST_SECTION: usize = 64 << 10;
        let (section, _) = divide(bytes.get(..LONGEST_SECTION).unwrap_or(bytes));
        let fields = Fields::read(section);
        if let Some(page) = web_archive::read(bytes, &fields) {
            return Some(Self::Page(page));
        }
        let is_mail = ["from", "date", "message-id"].iter().all(|name| fields.has(name));
        is_mail.then(|| Self::Mail(bytes.to_vec()))
    }
}

impl Letter {
    /// How many octets its files and those of the letters in it have, and its RTF.
    fn size(&self) -> usize {
        let files = self.files.iter().map(|file| file.bytes.len());
        let rich = self.rich.as_ref().map_or(0, Vec::len);
        files.chain(self.letters.iter().map(Self::size)).sum::<usize>() + rich
    }
}
