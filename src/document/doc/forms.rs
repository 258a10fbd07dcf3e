//! The form fields of Word (MS-DOC `FFData`).

use super::Version;
use crate::document::{CHECKED, UNCHECKED};
use crate::octets::{slice, u8_at, u16_at};

/// How it begins, unlike other things that a field may refer to.
const MARK: [u8; 4] = [0xff; 4];
/// The result of a check box or a list to which nothing was done.
const UNTOUCHED: u16 = 25;
/// The most entries of a list (MS-DOC `FFData`).
const MAX_ENTRIES: usize = 25;

/// What a form field says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormField {
    /// The bookmark that it is known by.
    pub name: Option<String>,
    /// What it shows in place of its result: a check box its box, a drop-down list its choice.
    /// `None` for a text field.
    pub shown: Option<String>,
}

impl FormField {
    /// Reads what stands in the data stream for a form field (MS-DOC `NilPICFAndBinData`).
    pub fn read(data: &[u8], offset: usize, version: Version) -> Option<Self> {
        let header = u16_at(data, offset.checked_add(4)?)?;
        let mut rest = Rest { bytes: data.get(offset.checked_add(header.into())?..)?, version };
        rest.skip(4).filter(|mark| *mark == MARK)?;
        let flags = rest.number()?;
        rest.skip(4)?;
        let name = rest.string()?;
        let kind = flags & 0x03;
        let result = flags >> 2 & 0x1f;
        let default = if kind == 0 {
            rest.string()?;
            0
        } else {
            rest.number()?
        };
        let state = if result == UNTOUCHED { default } else { result };
        let shown = match kind {
            1 => Some(if state == 0 { UNCHECKED } else { CHECKED }.to_string()),
            2 => Some(rest.choice(state.into()).unwrap_or_default()),
            _ => None,
        };
        Some(Self { name: Some(name).filter(|name| !name.trim().is_empty()), shown })
    }
}

/// What is still to be read.
struct Rest<'a> {
    bytes: &'a [u8],
    version: Version,
}

impl<'a> Rest<'a> {
    fn skip(&mut self, count: usize) -> Option<&'a [u8]> {
        let (skipped, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(skipped)
    }

    fn number(&mut self) -> Option<u16> {
        u16_at(self.skip(2)?, 0)
    }

    /// A string behind its length.
    fn counted(&mut self) -> Option<String> {
        if self.version == Version::Word6 {
            let length = u8_at(self.skip(1)?, 0)?;
            return Some(encoding_rs::WINDOWS_1252.decode(self.skip(length.into())?).0.into_owned());
        }
        let length = self.number()?;
        let units = self.skip(2 * usize::from(length))?.chunks_exact(2);
        Some(String::from_utf16_lossy(&units.filter_map(|unit| u16_at(unit, 0)).collect::<Vec<_>>()))
    }

    /// A string behind its length and before a zero (MS-DOC `Xstz`).
    fn string(&mut self) -> Option<String> {
        let string = self.counted()?;
        self.skip(if self.version == Version::Word6 { 1 } else { 2 })?;
        Some(string)
    }

    /// An entry of a list, behind format, help, status and the macros of the field.
    fn choice(&mut self, index: usize) -> Option<String> {
        for _ in 0..5 {
            self.string()?;
        }
        if self.version == Version::Word97 {
            slice(self.bytes, 0, 2).filter(|mark| *mark == [0xff, 0xff])?;
            self.skip(2)?;
        }
        let count = usize::from(self.number()?).min(MAX_ENTRIES);
        self.skip(2)?;
        (0..count).map_while(|_| self.counted()).nth(index)
    }
}
