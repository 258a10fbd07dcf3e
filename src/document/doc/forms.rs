//! The form fields of Word (MS-DOC `FFData`).

use encoding_rs::WINDOWS_1252;

use super::Version;
use crate::document::check_box;
use crate::document::transcript::named;
use crate::document::word_fields::FormField;
use crate::octets::{Octets, u16_at, utf16};

/// How it begins, unlike other things that a field may refer to.
const MARK: [u8; 4] = [0xff; 4];
/// The result of a check box or a list to which nothing was done.
const UNTOUCHED: u16 = 25;
/// The most entries of a list (MS-DOC `FFData`).
const MAX_ENTRIES: usize = 25;

/// Reads what stands in the data stream for a form field (MS-DOC `NilPICFAndBinData`).
pub(super) fn form_field(data: &[u8], offset: usize, version: Version) -> Option<FormField> {
    let header = u16_at(data, offset.checked_add(4)?)?;
    let mut rest = Rest { octets: Octets(data.get(offset.checked_add(header.into())?..)?), version };
    rest.octets.take(4).filter(|mark| *mark == MARK)?;
    let flags = rest.octets.u16()?;
    rest.octets.take(4)?;
    let name = rest.string()?;
    let kind = flags & 0x03;
    let result = flags >> 2 & 0x1f;
    let default = if kind == 0 {
        rest.string()?;
        0
    } else {
        rest.octets.u16()?
    };
    let state = if result == UNTOUCHED { default } else { result };
    let shown = match kind {
        1 => Some(check_box(state != 0).to_string()),
        2 => Some(rest.choice(state.into()).unwrap_or_default()),
        _ => None,
    };
    Some(FormField { name: named(Some(name)), shown })
}

/// What is still to be read.
struct Rest<'a> {
    octets: Octets<'a>,
    version: Version,
}

impl Rest<'_> {
    /// A string behind its length.
    fn counted(&mut self) -> Option<String> {
        if self.version == Version::Word6 {
            let length = self.octets.u8()?;
            return Some(WINDOWS_1252.decode(self.octets.take(length.into())?).0.into_owned());
        }
        let length = self.octets.u16()?;
        Some(utf16(self.octets.take(2 * usize::from(length))?))
    }

    /// A string behind its length and before a zero (MS-DOC `Xstz`).
    fn string(&mut self) -> Option<String> {
        let string = self.counted()?;
        self.octets.take(if self.version == Version::Word6 { 1 } else { 2 })?;
        Some(string)
    }

    /// An entry of a list, behind format, help, status and the macros of the field.
    fn choice(&mut self, index: usize) -> Option<String> {
        for _ in 0..5 {
            self.string()?;
        }
        if self.version == Version::Word97 {
            self.octets.take(2).filter(|mark| *mark == [0xff, 0xff])?;
        }
        let count = usize::from(self.octets.u16()?).min(MAX_ENTRIES);
        self.octets.take(2)?;
        (0..count).map_while(|_| self.counted()).nth(index)
    }
}
