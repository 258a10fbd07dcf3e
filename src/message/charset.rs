//! Octets to text when the label is missing or lies.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// The text of `bytes`, whose sender calls them `label`; never with a U+FFFD that was not sent.
///
/// Western single-byte labels yield to valid UTF-8, which Latin text hardly ever is by chance.
/// Whatever is not valid in its charset is read as UTF-8, and its invalid octets as Windows-1252.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    let label = label.and_then(|label| label.split_whitespace().next()).unwrap_or("utf-8");
    let text = match Encoding::for_label(label.as_bytes()) {
        Some(western) if is_western(western) => utf8(bytes).or_else(|| strict(western, bytes)),
        Some(encoding) => strict(encoding, bytes),
        None => charset_decoder(label.as_bytes())
            .map(|decoder| decoder(bytes))
            .filter(|text| !text.contains(char::REPLACEMENT_CHARACTER)),
    };
    text.unwrap_or_else(|| lenient(bytes))
}

fn is_western(encoding: &'static Encoding) -> bool {
    [WINDOWS_1252, ISO_8859_15, MACINTOSH].contains(&encoding)
}

fn utf8(bytes: &[u8]) -> Option<String> {
    strict(UTF_8, bytes)
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _, malformed) = encoding.decode(bytes);
    (!malformed).then(|| text.into_owned())
}

/// UTF-8 with Windows-1252 in between, as quoting another's mail produces.
fn lenient(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_octets_are_windows_1252_whatever_their_label() {
        for label in [None, Some("us-ascii"), Some("utf-8"), Some("x-unknown"), Some("")] {
            assert_eq!(decode(b"Zo\xEB \x96 Li\xE9vin", label), "Zoë – Liévin", "{label:?}");
        }
    }

    #[test]
    fn utf8_labelled_as_latin_is_still_utf8() {
        for label in ["iso-8859-1", "windows-1252", "iso-8859-15", "us-ascii"] {
            assert_eq!(decode("Zoë – Liévin".as_bytes(), Some(label)), "Zoë – Liévin");
        }
    }

    #[test]
    fn a_true_label_is_followed() {
        assert_eq!(decode(b"5 \xA4, c\xBDur", Some("ISO-8859-15")), "5 €, cœur");
        assert_eq!(decode(b"\xCF\xF0\xE8", Some("windows-1251")), "При");
        assert_eq!(decode(b"Ren\x82", Some("IBM850")), "René");
        assert_eq!(decode(b"\xFF\xFEa\0", Some("utf-16")), "a");
    }

    #[test]
    fn a_comment_behind_the_label_is_ignored() {
        assert_eq!(decode(b"\xE9", Some("iso-8859-1 (Western)")), "é");
    }

    #[test]
    fn one_latin_octet_does_not_spoil_the_utf8_around_it() {
        assert_eq!(decode(b"\xC3\xA9t\xE9 \xC3", Some("utf-8")), "été Ã");
    }
}
