//! The pieces that RTF is written in (RTF 1.9.1, "RTF Syntax").

use std::str;

use crate::document::Refusal;

/// How many letters a control word has.
const MAX_WORD: usize = 32;

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word, with its parameter if it has one.
    Word(&'a str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text, written in hexadecimal.
    Byte(u8),
    /// Text as it stands there.
    Text(&'a [u8]),
    /// Bytes that are no text, passed over.
    Binary,
}

/// Reads tokens from beginning to end.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
    /// How many groups are open.
    depth: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(source: &'a [u8]) -> Self {
        Self { rest: source, depth: 0 }
    }

    /// How many groups are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next token; `None` once the outermost group has ended.
    ///
    /// # Errors
    /// `Damaged` where the source is cut short.
    pub fn next(&mut self) -> Result<Option<Token<'a>>, Refusal> {
        loop {
            let Some((&first, rest)) = self.rest.split_first() else { return Err(Refusal::Damaged) };
            let token = match first {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => {
                    self.rest = rest;
                    return self.control().map(Some);
                }
                _ if is_ignored(first) => {
                    self.rest = rest;
                    continue;
                }
                _ => return Ok(Some(self.text())),
            };
            self.rest = rest;
            if token == Token::Open {
                self.depth += 1;
            } else if self.depth == 0 {
                return Ok(None);
            } else {
                self.depth -= 1;
            }
            return Ok(if self.depth == 0 { None } else { Some(token) });
        }
    }

    /// Whether the end of the innermost group comes next.
    pub fn ends_group(&mut self) -> bool {
        let ignored = self.rest.iter().take_while(|byte| is_ignored(**byte)).count();
        self.rest = self.rest.get(ignored..).unwrap_or_default();
        self.rest.starts_with(b"}")
    }

    /// Passes over the rest of the innermost group, up to its end.
    ///
    /// # Errors
    /// `Damaged` where the source is cut short.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        self.inside(|_, _| {})
    }

    /// Shows every token in the rest of the innermost group, with its depth, 1 for what stands in
    /// that group itself, and stops before its end.
    ///
    /// # Errors
    /// `Damaged` where the source is cut short.
    pub fn inside(&mut self, mut visit: impl FnMut(Token<'a>, usize)) -> Result<(), Refusal> {
        let outer = self.depth;
        while self.depth > outer || !self.ends_group() {
            match self.next()? {
                Some(token) => visit(token, 1 + self.depth - outer),
                None => break,
            }
        }
        Ok(())
    }

    /// Reads what follows a backslash.
    fn control(&mut self) -> Result<Token<'a>, Refusal> {
        let letters = self.rest.iter().take(MAX_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.symbol();
        }
        let (word, rest) = self.rest.split_at(letters);
        self.rest = rest;
        let word = str::from_utf8(word).unwrap_or_default();
        let parameter = self.parameter();
        self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
        if word == "bin" {
            let length = parameter.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
            self.rest = self.rest.get(length..).ok_or(Refusal::Damaged)?;
            return Ok(Token::Binary);
        }
        Ok(Token::Word(word, parameter))
    }

    /// The number that follows a control word, if one does.
    fn parameter(&mut self) -> Option<i32> {
        let sign = usize::from(self.rest.starts_with(b"-"));
        let digits = self.rest.iter().skip(sign).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let (number, rest) = self.rest.split_at(sign + digits);
        self.rest = rest;
        str::from_utf8(number).ok()?.parse().ok()
    }

    fn symbol(&mut self) -> Result<Token<'a>, Refusal> {
        let (&symbol, rest) = self.rest.split_first().ok_or(Refusal::Damaged)?;
        self.rest = rest;
        if symbol != b'\'' {
            return Ok(Token::Symbol(symbol));
        }
        let digit = |at: usize| rest.get(at).and_then(|&digit| char::from(digit).to_digit(16));
        let Some(byte) = digit(0).zip(digit(1)).and_then(|(high, low)| u8::try_from(high << 4 | low).ok())
        else {
            return Ok(Token::Symbol(symbol));
        };
        self.rest = rest.get(2..).unwrap_or_default();
        Ok(Token::Byte(byte))
    }

    fn text(&mut self) -> Token<'a> {
        let is_text = |byte: &&u8| !matches!(byte, b'{' | b'}' | b'\\') && !is_ignored(**byte);
        let (text, rest) = self.rest.split_at(self.rest.iter().take_while(is_text).count());
        self.rest = rest;
        Token::Text(text)
    }
}

/// Whether a byte between tokens says nothing.
fn is_ignored(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n' | 0)
}
