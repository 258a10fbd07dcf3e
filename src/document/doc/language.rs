//! What text of Word 6 is written in.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// The encoding that Windows uses for a language (MS-LCID), or the one of the Macintosh.
pub(super) fn encoding_of(language: u16, is_macintosh: bool) -> &'static Encoding {
    const CHINESE_IN_TAIWAN: [u16; 3] = [0x0404, 0x0c04, 0x1404];
    const SERBIAN_IN_CYRILLIC: u16 = 0x0c1a;
    if is_macintosh {
        return MACINTOSH;
    }
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
