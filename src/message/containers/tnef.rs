//! Outlook's `winmail.dat`, Transport Neutral Encapsulation Format (MS-OXTNEF): what MIME has no place
//! for, and often the files too.

use super::mapi::{ATTACHED, BODY, Properties, SHORT_NAME, STRING_8, SUBJECT};
use super::{Enclosed, Letter, MOST_FILES};
use crate::octets::Octets;

/// How it begins (§2.1.3.1).
pub(super) const SIGNATURE: &[u8] = b"\x78\x9f\x3e\x22";
/// Several values (§2.1.3.5).
const SEVERAL: u16 = 0x1000;
/// How many properties one object may have.
const MOST_PROPERTIES: usize = 10_000;

/// The attributes that matter (§2.1.3.2).
mod attribute {
    pub const CODE_PAGE: u32 = 0x0006_9007;
    pub const SUBJECT: u32 = 0x0001_8004;
    pub const BODY: u32 = 0x0002_800c;
    pub const PROPERTIES: u32 = 0x0006_9003;
    /// Begins a file.
    pub const RENDERING: u32 = 0x0006_9002;
    pub const FILE_NAME: u32 = 0x0001_8010;
    pub const FILE: u32 = 0x0006_800f;
    pub const FILE_PROPERTIES: u32 = 0x0006_9005;
}

/// Reads it, as far as it is whole; letters in it `depth` deep. `None` where there is nothing in it.
pub(super) fn read(bytes: &[u8], depth: usize) -> Option<Letter> {
    let depth = depth.checked_sub(1)?;
    let mut stream = Octets(bytes);
    stream.take(SIGNATURE.len() + 2)?;
    let mut message = Properties::default();
    let mut files: Vec<Properties> = Vec::new();
    while let Some((id, value)) = attribute(&mut stream) {
        let is_full = files.len() == MOST_FILES;
        match (id, files.last_mut()) {
            (attribute::CODE_PAGE, _) => message.assume_code_page(Octets(value).u32().unwrap_or_default()),
            (attribute::SUBJECT, None) => message.add(SUBJECT, STRING_8, value),
            (attribute::BODY, None) => message.add(BODY, STRING_8, value),
            (attribute::PROPERTIES, None) => properties(value, &mut message),
            (attribute::RENDERING, _) if !is_full => files.push(Properties::default()),
            (attribute::FILE_NAME, Some(file)) => file.add(SHORT_NAME, STRING_8, value),
            (attribute::FILE, Some(file)) => file.add(ATTACHED, 0, value),
            (attribute::FILE_PROPERTIES, Some(file)) => properties(value, file),
            _ => {}
        }
    }
    let (mut enclosed, mut letters) = (Vec::new(), Vec::new());
    for file in &files {
        let Some(bytes) = file.octets(ATTACHED) else { continue };
        // The identifier of its interface stands before a letter (§2.1.3.5.1).
        if let Some(stream) = bytes.get(16..).filter(|stream| stream.starts_with(SIGNATURE)) {
            letters.extend(read(stream, depth));
        } else {
            let name = file.file_name().unwrap_or_default();
            enclosed.push(Enclosed { name, bytes: bytes.to_vec() });
        }
    }
    let letter = message.letter(enclosed, letters);
    let has_text = letter.plain.is_some() || letter.html.is_some() || letter.rich.is_some();
    (has_text || !letter.files.is_empty() || !letter.letters.is_empty()).then_some(letter)
}

/// The next attribute; its checksum is left alone, since programs get it wrong.
fn attribute<'a>(stream: &mut Octets<'a>) -> Option<(u32, &'a [u8])> {
    let _level = stream.u8()?;
    let id = stream.u32()?;
    let length = stream.size()?;
    let value = stream.take(length)?;
    stream.take(stream.0.len().min(2))?;
    Some((id, value))
}

/// Adds the properties in `octets` (§2.1.3.4) to `to`, up to the first that is cut short.
fn properties(octets: &[u8], to: &mut Properties) {
    let mut octets = Octets(octets);
    let count = octets.size().unwrap_or_default().min(MOST_PROPERTIES);
    for _ in 0..count {
        if property(&mut octets, to).is_none() {
            return;
        }
    }
}

fn property(octets: &mut Octets, to: &mut Properties) -> Option<()> {
    let kind = octets.u16()?;
    let id = octets.u16()?;
    if id >= 0x8000 {
        pass_over_name(octets)?;
    }
    let single = kind & !SEVERAL;
    let size = match single {
        2..=4 | 0xa | 0xb => 4,
        5..=7 | 0x14 | 0x40 => 8,
        0x48 => 16,
        _ => {
            let count = octets.size()?;
            for _ in 0..count {
                let length = octets.size()?;
                add(id, kind, octets.take_padded(length)?, to);
            }
            return Some(());
        }
    };
    let count = if kind & SEVERAL == 0 { 1 } else { octets.size()? };
    for _ in 0..count {
        add(id, kind, octets.take(size)?, to);
    }
    Some(())
}

/// The properties of named ones and of lists are nobody's concern here.
fn add(id: u16, kind: u16, value: &[u8], to: &mut Properties) {
    if id < 0x8000 && kind & SEVERAL == 0 {
        to.add(id, kind, value);
    }
}

/// Passes over the name of a property that has one (§2.1.3.4.1).
fn pass_over_name(octets: &mut Octets) -> Option<()> {
    octets.take(16)?;
    if octets.u32()? == 0 {
        octets.take(4)?;
    } else {
        let length = octets.size()?;
        octets.take_padded(length)?;
    }
    Some(())
}
