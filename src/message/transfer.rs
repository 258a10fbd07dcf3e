//! Content-Transfer-Encoding undone, damage and all (RFC 2045 §6).

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode_char};

/// The octets of a part whose Content-Transfer-Encoding is `encoding`; unknown ones change nothing.
pub(super) fn decode(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(bytes),
        "quoted-printable" => quoted_printable(bytes),
        _ => bytes.to_vec(),
    }
}

/// Base64 in which characters outside the alphabet are skipped (RFC 2045 §6.8).
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let in_alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let clean: Vec<u8> = bytes.iter().copied().filter(in_alphabet).collect();
    base64_decode(&clean).unwrap_or_default()
}

/// Quoted-printable in which a `=` that means nothing stands for itself (RFC 2045 §6.7).
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let text = line.trim_ascii_end();
        let ending = match line.strip_suffix(b"\n") {
            Some(rest) if rest.ends_with(b"\r") => b"\r\n".as_slice(),
            Some(_) => b"\n",
            None => b"",
        };
        if let Some(soft) = text.strip_suffix(b"=") {
            escaped(soft, b'=', &mut decoded);
        } else {
            escaped(text, b'=', &mut decoded);
            decoded.extend_from_slice(ending);
        }
    }
    decoded
}

/// Appends `bytes` to `decoded` with every `mark` and two hexadecimal digits as the octet they name.
pub(super) fn escaped(bytes: &[u8], mark: u8, decoded: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        let octet = match tail {
            [high, low, ..] if first == mark => quoted_printable_decode_char(*high, *low),
            _ => None,
        };
        decoded.push(octet.unwrap_or(first));
        rest = match octet {
            Some(_) => tail.get(2..).unwrap_or_default(),
            None => tail,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_joins_soft_breaks_and_keeps_hard_ones() {
        let text = decode("Quoted-Printable", b"=C3=\r\n=A9t=C3=A9 = \r\nici \t\r\nfin=20");
        assert_eq!(text, "été ici\r\nfin ".as_bytes());
    }

    #[test]
    fn a_stray_equals_sign_costs_nothing() {
        assert_eq!(decode("quoted-printable", b"a=b, c=ZZ, =E9="), b"a=b, c=ZZ, \xE9");
    }

    #[test]
    fn base64_survives_foreign_characters_and_a_missing_end() {
        assert_eq!(decode("base64", b"Qm9u\r\n!!am91cg"), b"Bonjour");
    }

    #[test]
    fn other_encodings_change_nothing() {
        assert_eq!(decode("8bit", b"=E9"), b"=E9");
    }
}
