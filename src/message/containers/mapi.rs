//! The properties of messages and files in Outlook's own formats (MS-OXCDATA §2.11, MS-OXPROPS).

use super::{Enclosed, Letter};
use crate::message::charset;
use crate::octets::{Octets, utf16};

/// A text in the code page of the message (`PtypString8`).
pub(super) const STRING_8: u16 = 0x1e;
/// A text in UTF-16 (`PtypString`).
pub(super) const STRING: u16 = 0x1f;

/// `PidTagSubject` (MS-OXPROPS).
pub(super) const SUBJECT: u16 = 0x37;
/// `PidTagBody`.
pub(super) const BODY: u16 = 0x1000;
/// `PidTagAttachDataBinary` or `PidTagAttachDataObject`.
pub(super) const ATTACHED: u16 = 0x3701;
/// `PidTagAttachFilename`: a name of eight and three letters.
pub(super) const SHORT_NAME: u16 = 0x3704;
const HEADER: u16 = 0x7d;
const SENDER_NAME: u16 = 0xc1a;
const SENDER_ADDRESS: u16 = 0xc1f;
const SENDER_SMTP_ADDRESS: u16 = 0x5d01;
const COMPRESSED_RTF: u16 = 0x1009;
const HTML: u16 = 0x1013;
const LONG_NAME: u16 = 0x3707;
const INTERNET_CODE_PAGE: u16 = 0x3fde;
const CODE_PAGE: u16 = 0x3ffd;
/// The code page of Windows in France.
const WINDOWS_1252: u32 = 1252;

/// The properties of one object.
#[derive(Default)]
pub(super) struct Properties(Vec<Property>);

struct Property {
    id: u16,
    kind: u16,
    value: Vec<u8>,
}

impl Properties {
    /// Adds a property of the type `kind`. Of two with the same `id` the first counts.
    pub fn add(&mut self, id: u16, kind: u16, value: &[u8]) {
        self.0.push(Property { id, kind, value: value.to_vec() });
    }

    /// Sets the code page of the texts where nothing else tells it.
    pub fn assume_code_page(&mut self, code_page: u32) {
        self.add(CODE_PAGE, 3, &code_page.to_le_bytes());
    }

    fn find(&self, id: u16) -> Option<&Property> {
        self.0.iter().find(|property| property.id == id)
    }

    /// The octets of a property.
    pub fn octets(&self, id: u16) -> Option<&[u8]> {
        self.find(id).map(|property| property.value.as_slice())
    }

    fn number(&self, id: u16) -> Option<u32> {
        Octets(self.octets(id)?).u32()
    }

    /// The text of a property, if it has any.
    fn text(&self, id: u16) -> Option<String> {
        let Property { kind, value, .. } = self.find(id)?;
        let text = if *kind == STRING {
            utf16(value)
        } else {
            let code_page = if *kind == STRING_8 { CODE_PAGE } else { INTERNET_CODE_PAGE };
            decode(value, self.number(code_page).or_else(|| self.number(CODE_PAGE)))
        };
        let text = text.trim_end_matches('\0').replace("\r\n", "\n");
        (!text.trim().is_empty()).then_some(text)
    }

    /// The message that has these properties.
    pub fn letter(&self, files: Vec<Enclosed>, letters: Vec<Letter>) -> Letter {
        Letter {
            header: self.header(),
            plain: self.text(BODY),
            html: self.text(HTML),
            rich: self.octets(COMPRESSED_RTF).and_then(decompressed),
            files,
            letters,
        }
    }

    /// The name of the file that has these properties, as long as its sender gave it.
    pub fn file_name(&self) -> Option<String> {
        self.text(LONG_NAME).or_else(|| self.text(SHORT_NAME))
    }

    /// The header section that it travelled with; where it never travelled, one that says as much.
    fn header(&self) -> Vec<u8> {
        if let Some(header) = self.text(HEADER) {
            return header.into_bytes();
        }
        let line = |id: u16| {
            self.text(id).unwrap_or_default().replace(|c: char| c.is_control() || "\"<>".contains(c), " ")
        };
        let is_address = |address: &String| address.contains('@');
        let address = [SENDER_SMTP_ADDRESS, SENDER_ADDRESS].map(line).into_iter().find(is_address);
        let (name, address) = (line(SENDER_NAME), address.unwrap_or_default());
        format!("From: \"{name}\" <{address}>\nSubject: {}\n", line(SUBJECT)).into_bytes()
    }
}

fn decode(octets: &[u8], code_page: Option<u32>) -> String {
    let label = match code_page.unwrap_or(WINDOWS_1252) {
        65001 => String::from("utf-8"),
        28605 => String::from("iso-8859-15"),
        code_page => format!("windows-{code_page}"),
    };
    charset::decode(octets, Some(&label))
}

/// RTF as it was before its compression (MS-OXRTFCP). The crate believes the lengths that the octets
/// claim, so that they are looked at before.
fn decompressed(octets: &[u8]) -> Option<Vec<u8>> {
    /// No text is longer, in octets: 4 MiB.
    const LONGEST: usize = 4 << 20;
    /// What stands before the text (§2.1.3.1).
    const HEADER: usize = 16;
    const UNCOMPRESSED: &[u8] = b"MELA";
    let mut header = Octets(octets);
    let (compressed, raw, kind) = (header.size()?, header.size()?, header.take(4)?);
    let octets = octets.get(..compressed.checked_add(4)?)?;
    let is_whole = kind != UNCOMPRESSED || raw.checked_add(HEADER)? <= octets.len();
    if raw > LONGEST || octets.len() > LONGEST || octets.len() < HEADER || !is_whole {
        return None;
    }
    let text = compressed_rtf::decompress_rtf(octets).ok()?;
    // It stands for octets.
    Some(text.chars().filter_map(|c| u8::try_from(c).ok()).collect())
}
