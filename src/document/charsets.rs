//! How bytes stand for characters: the code pages of text and the character sets of fonts (RTF 1.9.1,
//! "Character Set" and "Font Table").

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC,
};

/// How bytes stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// As in an encoding of the web.
    Web(&'static Encoding),
    /// As in a code page of DOS: the upper half.
    Dos(&'static str),
    /// Pictures of a font such as Wingdings, which stand at F000.
    Pictures,
    /// The font Symbol, which has Greek letters and signs, but no boxes.
    Symbol,
}

impl Charset {
    /// What Windows calls by this number.
    pub fn of_code_page(number: i32) -> Option<Self> {
        Some(Self::Web(match number {
            437 => return Some(Self::Dos(CP437)),
            850 | 858 => return Some(Self::Dos(CP850)),
            874 => WINDOWS_874,
            932 | 10001 => SHIFT_JIS,
            936 | 10008 | 54936 => GBK,
            949 | 10003 => EUC_KR,
            950 | 10002 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            65001 => UTF_8,
            _ => return None,
        }))
    }

    /// What fonts call by this number; none where they leave it to the document.
    pub fn of_font(number: i32) -> Option<Self> {
        Self::of_code_page(match number {
            0 => 1252,
            2 => return Some(Self::Pictures),
            77 => 10000,
            78 | 128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// That in which bytes make the most French: of Windows, of old Macs, or of DOS.
    pub fn of_french(bytes: &[u8]) -> Self {
        /// So many bytes tell enough.
        const ENOUGH: usize = 1 << 14;
        let usual = "éèêëàâçîïôùûüœ«»’–€° \u{a0}";
        let bytes = bytes.get(..ENOUGH).unwrap_or(bytes);
        let foreign = |charset: &Self| {
            let mut text = String::new();
            charset.decode(bytes, &mut text);
            text.chars().filter(|c| !c.is_ascii() && !usual.contains(*c)).count()
        };
        // Of several that fit alike the first is meant.
        let candidates = [Self::Web(WINDOWS_1252), Self::Web(MACINTOSH), Self::Dos(CP850)];
        candidates.into_iter().min_by_key(foreign).unwrap_or(Self::Web(WINDOWS_1252))
    }

    /// Adds the characters that bytes stand for.
    pub fn decode(self, bytes: &[u8], text: &mut String) {
        match self {
            Self::Web(encoding) => text.push_str(&encoding.decode_without_bom_handling(bytes).0),
            Self::Dos(upper) => text.extend(bytes.iter().map(|&byte| dos(upper, byte))),
            Self::Pictures => text.extend(bytes.iter().map(|&byte| picture(byte))),
            Self::Symbol => text.extend(bytes.iter().map(|&byte| sign(byte))),
        }
    }
}

fn dos(upper: &str, byte: u8) -> char {
    let upper_half = byte.checked_sub(0x80);
    upper_half.map_or(byte.into(), |index| upper.chars().nth(index.into()).unwrap_or(' '))
}

/// A digit or a mark of punctuation of the font Symbol; a space for any letter or other sign.
fn sign(byte: u8) -> char {
    if byte < 0x40 { byte.into() } else { ' ' }
}

/// A character of a picture font, where Word keeps it: in the private use area at F000.
fn picture(byte: u8) -> char {
    if byte < 0x20 { byte.into() } else { char::from_u32(0xf000 + u32::from(byte)).unwrap_or(' ') }
}

const CP437: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);

const CP850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_pages_of_dos_have_128_characters_in_their_upper_half() {
        assert_eq!((CP437.chars().count(), CP850.chars().count()), (128, 128));
        assert_eq!((dos(CP437, 0x82), dos(CP850, 0xb7), dos(CP850, b'A')), ('é', 'À', 'A'));
    }
}
