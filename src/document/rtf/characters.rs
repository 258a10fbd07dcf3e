//! From bytes in changing character sets, characters given by number, and words for characters, to
//! text (RTF 1.9.1, "Unicode RTF" and "Special Characters").

use super::tokens::{Token, Tokens};
use crate::document::Refusal;
use crate::document::charsets::Charset;

/// How many bytes are kept between two words; more than any document may have. 4 MiB.
pub(super) const MAX_RUN: usize = 4 << 20;

/// Puts text together. Bytes wait until their character set changes, since one character may have
/// several.
pub(super) struct Characters {
    text: String,
    bytes: Vec<u8>,
    charset: Charset,
    /// The first half of a character that is given in two numbers (UTF-16).
    high: Option<u16>,
    /// How many characters stand for the one before, and are passed over.
    skip: usize,
}

impl Characters {
    pub fn new(charset: Charset) -> Self {
        Self { text: String::new(), bytes: Vec::new(), charset, high: None, skip: 0 }
    }

    /// Adds what a token says if it is text in such a character set; `uc` is how many characters
    /// stand in for one given by number. Whether it was.
    pub fn take_in(&mut self, token: Token, charset: Charset, uc: usize) -> bool {
        match token {
            Token::Text(text) => self.bytes(text, charset),
            Token::Byte(byte) => self.bytes(&[byte], charset),
            Token::Symbol(symbol @ (b'{' | b'}' | b'\\')) => self.bytes(&[symbol], charset),
            Token::Word("u", Some(code)) => self.unit(code, uc),
            Token::Symbol(_) | Token::Word(..) => {
                let Some(character) = special(token) else {
                    self.skip = 0;
                    return false;
                };
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.character(character);
                }
            }
            Token::Binary => self.skip = self.skip.saturating_sub(1),
            Token::Open | Token::Close => {
                self.skip = 0;
                return false;
            }
        }
        true
    }

    /// The text so far, which is taken out.
    pub fn take(&mut self) -> String {
        self.decode();
        std::mem::take(&mut self.text)
    }

    fn bytes(&mut self, bytes: &[u8], charset: Charset) {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        if charset != self.charset {
            self.decode();
            self.charset = charset;
        }
        let room = (MAX_RUN + 1).saturating_sub(self.bytes.len());
        self.bytes.extend(bytes.iter().skip(skipped).take(room));
    }

    fn character(&mut self, character: char) {
        self.decode();
        self.text.push(character);
    }

    /// Adds a unit of UTF-16, which is written as a number with a sign.
    fn unit(&mut self, code: i32, uc: usize) {
        self.decode();
        let unit = u16::try_from(code.rem_euclid(0x1_0000)).unwrap_or_default();
        let units = self.high.take().into_iter().chain([unit]);
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(character) => self.text.push(character),
                Err(half) if (0xd800..0xdc00).contains(&half.unpaired_surrogate()) => {
                    self.high = Some(half.unpaired_surrogate());
                }
                Err(_) => {}
            }
        }
        self.skip = uc;
    }

    /// Turns the bytes that wait into text.
    fn decode(&mut self) {
        if self.text.len() <= MAX_RUN {
            self.charset.decode(&self.bytes, &mut self.text);
        }
        self.bytes.clear();
    }
}

/// The text in the rest of the innermost group, up to its end.
///
/// # Errors
/// `Damaged` where the source is cut short.
pub(super) fn text(tokens: &mut Tokens, charset: Charset) -> Result<String, Refusal> {
    let mut characters = Characters::new(charset);
    tokens.inside(|token, _| {
        characters.take_in(token, charset, 1);
    })?;
    Ok(characters.take())
}

/// The character that a control word or symbol stands for.
fn special(token: Token) -> Option<char> {
    Some(match token {
        Token::Symbol(b'~') => '\u{a0}',
        Token::Symbol(b'_') => '\u{2011}',
        Token::Symbol(b'-') => '\u{ad}',
        Token::Symbol(b'\t') | Token::Word("tab", _) => '\t',
        Token::Word("emdash", _) => '—',
        Token::Word("endash", _) => '–',
        Token::Word("lquote", _) => '‘',
        Token::Word("rquote", _) => '’',
        Token::Word("ldblquote", _) => '“',
        Token::Word("rdblquote", _) => '”',
        Token::Word("bullet", _) => '•',
        Token::Word("emspace" | "enspace" | "qmspace", _) => '\u{2002}',
        _ => return None,
    })
}
