//! How folder names travel: modified UTF-7 (RFC 3501, section 5.1.3), in which `Reçus` is `Re&AOc-us`.

use base64::Engine;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::NO_PAD;

/// Base64 with a comma for the slash and without padding.
const MODIFIED: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// A folder name as the server knows it.
pub(super) fn encode(name: &str) -> String {
    let mut encoded = String::new();
    let mut foreign = Vec::new();
    for character in name.chars() {
        match character {
            ' '..='~' => {
                shift(&mut foreign, &mut encoded);
                encoded.push(character);
                if character == '&' {
                    encoded.push('-');
                }
            }
            _ => {
                foreign
                    .extend(character.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
            }
        }
    }
    shift(&mut foreign, &mut encoded);
    encoded
}

/// Writes what is not ASCII as one run of base64.
fn shift(foreign: &mut Vec<u8>, encoded: &mut String) {
    if !foreign.is_empty() {
        encoded.push('&');
        encoded.push_str(&MODIFIED.encode(&*foreign));
        encoded.push('-');
        foreign.clear();
    }
}

/// A folder name as people know it. One that is no modified UTF-7 is left as it is.
pub(super) fn decode(encoded: &str) -> String {
    try_decode(encoded).unwrap_or_else(|| encoded.to_owned())
}

fn try_decode(encoded: &str) -> Option<String> {
    let mut name = String::new();
    let mut rest = encoded;
    while let Some((plain, shifted)) = rest.split_once('&') {
        let (run, after) = shifted.split_once('-')?;
        name.push_str(plain);
        match run {
            "" => name.push('&'),
            run => name.push_str(&utf16(&MODIFIED.decode(run).ok()?)?),
        }
        rest = after;
    }
    name.push_str(rest);
    Some(name)
}

fn utf16(octets: &[u8]) -> Option<String> {
    let (pairs, []) = octets.as_chunks::<2>() else { return None };
    String::from_utf16(&pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect::<Vec<_>>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        let examples = [
            ("INBOX", "INBOX"),
            ("Reçus", "Re&AOc-us"),
            ("Entwürfe & mehr", "Entw&APw-rfe &- mehr"),
            // RFC 3501, section 5.1.3.
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("Fête 🎉", "F&AOo-te &2DzfiQ-"),
        ];
        for (name, encoded) in examples {
            assert_eq!(encode(name), encoded);
            assert_eq!(decode(encoded), name);
        }
    }

    #[test]
    fn a_name_that_is_no_modified_utf_7_is_left_as_it_is() {
        for name in ["A&B", "Re&!-us", "Re&AOc", "&AO-", "&2Dw-", "Reçus"] {
            assert_eq!(decode(name), name);
        }
    }

    #[test]
    fn no_name_ends_the_line_of_its_command() {
        assert_eq!(encode("a\r\nb"), "a&AA0ACg-b");
    }
}
