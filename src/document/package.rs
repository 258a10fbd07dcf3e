//! An archive that holds one document in parts.

use std::collections::HashMap;

use super::Refusal;
use crate::archive::Archive;

/// An open package.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    /// Where each part stands; names as [`canonical`] writes them.
    parts: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// `Damaged`, `Protected` if any part is encrypted, `TooLarge` if there are too many.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = Archive::open(bytes)?;
        let parts = archive.names().map(|(index, name)| (canonical(name), index)).collect();
        Ok(Self { archive, parts })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&canonical(name))
    }

    /// Whether there is a part whose name `is` such, in small letters.
    pub fn has_any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.parts.keys().any(|name| is(name))
    }

    /// The content of a part, if there is one of this name.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(&index) = self.parts.get(&canonical(name)) else { return Ok(None) };
        Ok(Some(self.archive.entry(index)?))
    }
}

/// A part's name for comparison: ASCII case does not count (ECMA-376-2 §6.2.2.3), and some programs
/// write backslashes.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}
