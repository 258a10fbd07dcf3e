//! The encodings of mail: charsets, base64, quoted-printable (RFC 2045 §6) and encoded words (RFC 2047).

use std::fmt::Write;

/// The charsets in which the demo's mail programs write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Latin1,
    Windows1252,
}

impl Charset {
    /// Its name as headers give it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Latin1 => "ISO-8859-1",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The octets of `text`; what the charset lacks becomes a question mark or a character reference.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Latin1 => text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect(),
            Self::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        }
    }
}

/// How octets travel (RFC 2045 §6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    EightBit,
    QuotedPrintable,
    Base64,
}

impl Transfer {
    /// Its name as headers give it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::EightBit => "8bit",
            Self::QuotedPrintable => "quoted-printable",
            Self::Base64 => "base64",
        }
    }

    /// `octets` as they travel, in lines ended by a line feed.
    pub(super) fn encode(self, octets: &[u8]) -> Vec<u8> {
        match self {
            Self::EightBit => octets.to_vec(),
            Self::QuotedPrintable => quoted_printable(octets).into_bytes(),
            Self::Base64 => wrapped(&base64(octets)).into_bytes(),
        }
    }
}

/// Base64 on one line (RFC 4648 §4).
pub(super) fn base64(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len().div_ceil(3) * 4);
    for chunk in octets.chunks(3) {
        let mut group = [0; 3];
        group.iter_mut().zip(chunk).for_each(|(place, octet)| *place = *octet);
        let [a, b, c] = group;
        let sextets = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
        text.extend(sextets.into_iter().take(chunk.len() + 1).map(sextet));
        text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    text
}

fn sextet(value: u8) -> char {
    char::from(match value {
        0..=25 => b'A' + value,
        26..=51 => b'a' + value - 26,
        52..=61 => b'0' + value - 52,
        62 => b'+',
        _ => b'/',
    })
}

/// ASCII text in lines of 76 characters.
fn wrapped(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + text.len() / 76 + 1);
    for (position, letter) in text.chars().enumerate() {
        if position > 0 && position % 76 == 0 {
            lines.push('\n');
        }
        lines.push(letter);
    }
    lines.push('\n');
    lines
}

/// Quoted-printable with soft line breaks before column 76 (RFC 2045 §6.7).
fn quoted_printable(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len() * 5 / 4);
    let mut column = 0;
    let mut rest = octets.iter().copied().peekable();
    while let Some(octet) = rest.next() {
        if octet == b'\n' {
            text.push('\n');
            column = 0;
            continue;
        }
        let last = rest.peek().is_none_or(|next| *next == b'\n');
        let token = printable(octet, last);
        if column + token.len() > 75 {
            text.push_str("=\n");
            column = 0;
        }
        column += token.len();
        text.push_str(&token);
    }
    text
}

/// One octet of quoted-printable; a blank at the end of a line must be encoded.
fn printable(octet: u8, last: bool) -> String {
    match octet {
        b'=' => "=3D".to_owned(),
        b'!'..=b'~' => char::from(octet).to_string(),
        b' ' | b'\t' if !last => char::from(octet).to_string(),
        _ => format!("={octet:02X}"),
    }
}

/// A header's text (RFC 2047 §2): as it is if it is ASCII, else as encoded words of at most 20 characters,
/// folded: `B` for UTF-8, `Q` for the charsets of one octet a character.
pub(super) fn header_text(text: &str, charset: Charset) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let words =
        letters.chunks(20).map(|chunk| encoded_word(&charset.encode(&String::from_iter(chunk)), charset));
    words.collect::<Vec<_>>().join("\n ")
}

fn encoded_word(octets: &[u8], charset: Charset) -> String {
    let name = charset.name();
    if charset == Charset::Utf8 {
        return format!("=?{name}?B?{}?=", base64(octets));
    }
    let mut word = format!("=?{name}?Q?");
    for octet in octets {
        match octet {
            b' ' => word.push('_'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => word.push(char::from(*octet)),
            _ => {
                let _ = write!(word, "={octet:02X}");
            }
        }
    }
    word + "?="
}
