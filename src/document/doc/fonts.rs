//! The fonts of a document (MS-DOC `SttbfFfn`): they say what text is written in where a character
//! has one byte in Word 6, and which letters are signs.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use super::Version;
use super::fib::{Fib, Part};
use crate::octets::{slice, u8_at};

/// The fonts of a document.
pub(super) struct Fonts {
    fonts: Vec<Font>,
    /// What text is written in if its font does not say.
    usual: &'static Encoding,
}

/// A font (MS-DOC `FFN`).
#[derive(Clone, Copy)]
struct Font {
    encoding: Option<&'static Encoding>,
    /// Whether it shows signs for letters.
    has_signs: bool,
}

impl Fonts {
    /// Reads the list of fonts.
    pub fn of(table: &[u8], fib: &Fib) -> Self {
        let list = fib.part(table, Part::Fonts);
        let mut at = if fib.version == Version::Word6 { 2 } else { 4 };
        let mut fonts = Vec::new();
        while u16::try_from(fonts.len()).is_ok()
            && let Some(length) = u8_at(list, at)
            && let Some(font) = slice(list, at + 1, length.into())
        {
            fonts.push(Font::of(font, fib.version));
            at += 1 + font.len();
        }
        let usual = match fib.version {
            Version::Word6 if fib.is_macintosh => MACINTOSH,
            Version::Word6 => of_language(fib.language),
            Version::Word97 => WINDOWS_1252,
        };
        Self { fonts, usual }
    }

    /// What text in a font is written in where a character has one byte.
    pub fn encoding(&self, font: Option<u16>) -> &'static Encoding {
        self.get(font).and_then(|font| font.encoding).unwrap_or(self.usual)
    }

    /// Whether a font shows signs for letters.
    pub fn has_signs(&self, font: Option<u16>) -> bool {
        self.get(font).is_some_and(|font| font.has_signs)
    }

    fn get(&self, font: Option<u16>) -> Option<&Font> {
        self.fonts.get(usize::from(font?))
    }
}

impl Font {
    /// Reads what stands behind the length of a font.
    fn of(font: &[u8], version: Version) -> Self {
        let name_at = if version == Version::Word6 { 5 } else { 39 };
        let name = font.get(name_at..).unwrap_or_default();
        let letters = name.iter().copied().filter(|&byte| byte != 0);
        let has_signs = letters.map(|letter| letter.to_ascii_lowercase()).take(9).eq(*b"wingdings");
        let encoding = u8_at(font, 3).filter(|_| version == Version::Word6).and_then(of_charset);
        Self { encoding, has_signs }
    }
}

/// The encoding that a font has (MS-WMF §2.1.1.5), if it is not the one of the system.
fn of_charset(charset: u8) -> Option<&'static Encoding> {
    Some(match charset {
        77 => MACINTOSH,
        128 => SHIFT_JIS,
        129 | 130 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

/// The encoding that Windows uses for a language (MS-LCID).
fn of_language(language: u16) -> &'static Encoding {
    const CHINESE_IN_TAIWAN: [u16; 3] = [0x0404, 0x0c04, 0x1404];
    const SERBIAN_IN_CYRILLIC: u16 = 0x0c1a;
    match language & 0x03ff {
        _ if language == SERBIAN_IN_CYRILLIC => WINDOWS_1251,
        _ if CHINESE_IN_TAIWAN.contains(&language) => BIG5,
        0x01 | 0x20 | 0x29 => WINDOWS_1256,
        0x02 | 0x19 | 0x22 | 0x23 | 0x2f => WINDOWS_1251,
        0x04 => GBK,
        0x05 | 0x0e | 0x15 | 0x18 | 0x1a | 0x1b | 0x1c | 0x24 => WINDOWS_1250,
        0x08 => WINDOWS_1253,
        0x0d => WINDOWS_1255,
        0x11 => SHIFT_JIS,
        0x12 => EUC_KR,
        0x1e => WINDOWS_874,
        0x1f => WINDOWS_1254,
        0x25..=0x27 => WINDOWS_1257,
        0x2a => WINDOWS_1258,
        _ => WINDOWS_1252,
    }
}
