//! Files that hold messages and files in turn: Outlook's `winmail.dat` and `.msg`, archives. Content tells
//! them, never the name.

mod archive;
mod mapi;
mod octets;
mod outlook;
mod tnef;

#[cfg(test)]
mod tests;

use crate::archive::SIGNATURES;

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
    /// Opens a container; `None` where it is none, or cannot be opened.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(tnef::SIGNATURE) {
            tnef::read(bytes, DEEPEST).map(Self::Rest)
        } else if bytes.starts_with(outlook::SIGNATURE) {
            outlook::read(bytes).map(Self::Letter)
        } else if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
            archive::read(bytes).map(Self::Files)
        } else {
            None
        }
    }
}
