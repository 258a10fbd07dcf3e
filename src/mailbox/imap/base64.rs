//! Base64 in its two dialects: that of SASL (RFC 4648, section 4) and that of folder names, which
//! has a comma for the slash and no padding (RFC 3501, section 5.1.3).

/// Base64 with padding, for SASL.
pub(super) fn encode(octets: &[u8]) -> String {
    let mut text = sextets(octets);
    text.extend(std::iter::repeat_n('=', (4 - text.len() % 4) % 4));
    text
}

/// The dialect of folder names.
pub(super) fn encode_modified(octets: &[u8]) -> String {
    sextets(octets).replace('/', ",")
}

/// Undoes [`encode_modified`]; `None` for a character that does not occur in it.
pub(super) fn decode_modified(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for character in text.bytes() {
        bits = (bits << 6 | u32::from(value(character)?)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            octets.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(octets)
}

fn sextets(octets: &[u8]) -> String {
    let groups = octets.chunks(3).flat_map(|chunk| {
        let mut group = [0; 3];
        group.iter_mut().zip(chunk).for_each(|(place, octet)| *place = *octet);
        let [a, b, c] = group;
        let sextets = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
        sextets.into_iter().take(chunk.len() + 1)
    });
    groups.map(letter).collect()
}

fn letter(sextet: u8) -> char {
    char::from(match sextet {
        0..=25 => b'A' + sextet,
        26..=51 => b'a' + sextet - 26,
        52..=61 => b'0' + sextet - 52,
        62 => b'+',
        _ => b'/',
    })
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b',' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_padded_as_in_the_rfc() {
        // RFC 4648, section 10.
        let examples = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (length, expected) in examples.into_iter().enumerate() {
            assert_eq!(encode(&b"foobar"[..length]), expected);
        }
    }

    #[test]
    fn the_modified_dialect_goes_there_and_back() {
        let octets: Vec<u8> = (0..=255).rev().collect();
        for length in 0..octets.len() {
            let text = encode_modified(&octets[..length]);
            assert!(!text.contains(['/', '=']), "{text}");
            assert_eq!(decode_modified(&text).as_deref(), Some(&octets[..length]));
        }
        assert_eq!(decode_modified("AB/D"), None);
    }
}
