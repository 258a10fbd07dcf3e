//! Plain text in any encoding, and the characters that all readers leave.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

use super::charsets::Charset;
use super::compose::Composer;
use super::{CHECKED, Document, Format, UNCHECKED};

/// Reads plain text: every line is a line, tabs and the spaces before them stay.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut page = Composer::default();
    for line in
        text.replace("\r\n", "\n").split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        page.write(line);
        page.break_line();
    }
    Document { format: Format::Text, body: page.finish(), margins: Vec::new(), fields: Vec::new() }
}

/// The text that bytes stand for: what a byte order mark says, else UTF-8 or UTF-16, else what makes the most
/// French of Windows-1252, which covers ISO-8859-1, and the encodings of old Macs and of DOS.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if Encoding::for_bom(bytes).is_some() {
        return UTF_8.decode(bytes).0;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let mut text = String::new();
    Charset::of_french(bytes).decode(bytes, &mut text);
    text.into()
}

/// UTF-16 in the order in which most of the other halves of Latin letters are zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    /// So many bytes tell enough.
    const ENOUGH: usize = 512;
    let head = bytes.get(..ENOUGH).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() * 2 / 5;
    match (zeros(0), zeros(1)) {
        (0, second) if second > most => Some(UTF_16LE),
        (first, 0) if first > most => Some(UTF_16BE),
        _ => None,
    }
}

/// The text that bytes stand for where `encoding` is that of what is not Unicode.
pub(super) fn decode_or<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    if Encoding::for_bom(bytes).is_none() && std::str::from_utf8(bytes).is_err() {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    UTF_8.decode(bytes).0
}

/// A line in the characters that all documents share: composed (NFC), any space but the tab a plain
/// one, nothing invisible, plain hyphens, boxes as [`CHECKED`] and [`UNCHECKED`], and no space at
/// the end except in the `-- ` that announces a signature (RFC 3676 §4.3).
#[must_use]
pub fn clean(line: &str) -> String {
    let mut line: String = line.chars().filter_map(plain).nfc().collect();
    let length = line.trim_end_matches(' ').len();
    let signature = line.starts_with("-- ") && length == 2;
    line.truncate(if signature { 3 } else { length });
    line
}

/// What stands for a character, if anything does.
fn plain(character: char) -> Option<char> {
    match character {
        '\t' => Some('\t'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{f020}'..='\u{f0ff}' => Some(symbol(character)),
        '□' | '▢' | '◻' | '⬜' | '❏' | '❐' | '❑' | '❒' => Some(UNCHECKED),
        '☑' | '⊠' | '⌧' | '✅' | '🗵' | '🗷' | '🗹' | '✓' | '✔' | '✗' | '✘' => {
            Some(CHECKED)
        }
        _ if character.is_whitespace() => Some(' '),
        _ if character.is_control() || is_invisible(character) => None,
        _ => Some(character),
    }
}

/// Whether a character shows nothing: soft hyphens, joiners, marks of direction and of byte order.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fffc}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The character that a code stands for in a symbol font. Those stand at F000, but not every program moves
/// them there.
pub(super) fn in_symbol_font(code: u32) -> Option<char> {
    char::from_u32(if code < 0x100 { 0xf000 + code } else { code })
}

/// The box that a character of Wingdings or Wingdings 2 shows, which Word keeps in the private use
/// area at F000; a space for any other.
fn symbol(character: char) -> char {
    match u32::from(character) & 0xff {
        0x6f | 0x70 | 0x71 | 0x72 | 0xa3 | 0xa8 => UNCHECKED,
        0x4f..=0x54 | 0x78 | 0xfb..=0xfe => CHECKED,
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    fn lines(text: &str) -> Vec<String> {
        let line = |block| match block {
            Block::Line(line) => line,
            Block::Table(_) => panic!("plain text has no tables"),
        };
        read(text).body.into_iter().map(line).collect()
    }

    #[test]
    fn every_line_ending_ends_a_line_and_blank_lines_inside_stay() {
        assert_eq!(
            lines("\r\nNom :\tMorel\r\n\nPrénom : Zoé\rFin\n\n"),
            ["Nom :\tMorel", "", "Prénom : Zoé", "Fin"]
        );
    }

    #[test]
    fn spaces_become_plain_and_invisible_characters_go() {
        assert_eq!(clean("Nom\u{a0}:\u{202f}Mo\u{ad}rel\u{200b}\u{feff}\u{2003}"), "Nom : Morel");
        assert_eq!(clean("Jean\u{2011}Luc"), "Jean-Luc");
    }

    #[test]
    fn decomposed_accents_are_composed() {
        assert_eq!(clean("Ame\u{301}lie Franc\u{327}ois"), "Amélie François");
    }

    #[test]
    fn the_sign_before_a_signature_keeps_its_space() {
        assert_eq!(lines("Merci \n-- \nZoé"), ["Merci", "-- ", "Zoé"]);
        assert_eq!(clean("--\u{a0} "), "-- ");
    }

    #[test]
    fn boxes_of_all_fonts_become_two_characters() {
        assert_eq!(clean("☐☑☒ □✔ \u{f0a8}\u{f06f}\u{f0fe}\u{f052}"), "☐☒☒ ☐☒ ☐☐☒☒");
    }

    #[test]
    fn text_is_decoded_by_its_mark_or_its_bytes() {
        assert_eq!(decode(b"\xef\xbb\xbfZo\xc3\xa9"), "Zoé");
        assert_eq!(decode(b"\xff\xfeZ\0o\0\xe9\0"), "Zoé");
        assert_eq!(decode("Zoé".as_bytes()), "Zoé");
        assert_eq!(decode(b"Zo\xe9 \x80 \x9c"), "Zoé € œ");
        assert_eq!(decode(b"Z\0o\0\xe9\0 \0:\0"), "Zoé :");
        assert_eq!(decode(b"\0Z\0o\0\xe9\0 \0:"), "Zoé :");
    }

    #[test]
    fn text_of_old_macs_and_of_dos_is_known_by_its_french() {
        let french = "Prénom : Zoé, née à Béthune, chargée des élèves";
        let macintosh = |text: &str| encoding_rs::MACINTOSH.encode(text).0.into_owned();
        let dos = |text: &str| -> Vec<u8> {
            let octet = |c| "Çüéâäàåçêëèïî".chars().position(|known| known == c);
            text.chars().map(|c| octet(c).map_or(c as u8, |at| 0x80 + u8::try_from(at).unwrap())).collect()
        };
        assert_eq!(decode(&macintosh(french)), french);
        assert_eq!(decode(&dos(french)), french);
    }
}
