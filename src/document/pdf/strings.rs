//! Text outside of content streams (ISO 32000-2 §7.9.2).

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use hayro_font::hayro_syntax::object::{Dict, Object};

/// The text that a string stands for: what its byte order mark says, else `PDFDocEncoding`.
pub(super) fn text(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xfe, 0xff, ..] => UTF_16BE,
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        _ => return bytes.iter().map(|byte| character(*byte)).collect(),
    };
    let decoded = encoding.decode_with_bom_removal(bytes).0;
    without_languages(&decoded)
}

/// The text of a name or a string.
pub(super) fn text_of(object: &Object) -> Option<String> {
    match object {
        Object::String(string) => Some(text(string)),
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    }
}

/// The text that a dictionary holds for a key.
pub(super) fn text_at(dict: &Dict, key: &str) -> Option<String> {
    text_of(&dict.get::<Object>(key)?)
}

/// Text without the languages that escapes announce (§7.9.2.2.2).
fn without_languages(text: &str) -> String {
    text.split('\u{1b}').step_by(2).collect()
}

/// The character of a byte in `PDFDocEncoding` (Annex D.3).
fn character(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', ' ', '€',
    ];
    let special = match byte {
        0x18..=0x1f => LOW.get(usize::from(byte - 0x18)),
        0x80..=0xa0 => HIGH.get(usize::from(byte - 0x80)),
        _ => None,
    };
    special.copied().unwrap_or(char::from(byte))
}
