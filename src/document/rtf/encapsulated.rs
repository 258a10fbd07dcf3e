//! HTML that Outlook wrapped in RTF (MS-OXRTFEX): its tags stand in `\htmltag` groups, its text as
//! text, and what `\htmlrtf` brackets is for readers of RTF alone.

use std::mem;

use super::MAX_DEPTH;
use super::characters::{Characters, MAX_RUN};
use super::header::Header;
use super::tokens::{Token, Tokens};
use crate::document::Refusal;

/// How many bytes from the beginning the mark may stand.
const HEAD: usize = 1024;

/// Whether a document is HTML in RTF (§2.1.3.1).
pub(super) fn is_html(source: &[u8]) -> bool {
    const MARK: &[u8] = b"\\fromhtml1";
    source.get(..HEAD).unwrap_or(source).windows(MARK.len()).any(|word| word == MARK)
}

/// The HTML.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn html(source: &[u8]) -> Result<String, Refusal> {
    let header = Header::default();
    let mut wrapped = Wrapped {
        tokens: Tokens::new(source),
        characters: Characters::new(header.charset),
        header,
        html: String::new(),
        group: Group { is_tag: false, is_for_rtf: false, font: 0, uc: 1 },
        outer: Vec::new(),
        is_starred: false,
    };
    while let Some(token) = wrapped.tokens.next()? {
        wrapped.take_in(token)?;
    }
    wrapped.flush()?;
    Ok(wrapped.html)
}

struct Wrapped<'a> {
    tokens: Tokens<'a>,
    header: Header,
    characters: Characters,
    html: String,
    group: Group,
    outer: Vec<Group>,
    /// Whether what follows may be passed over if it is not known.
    is_starred: bool,
}

/// What holds in a group.
#[derive(Debug, Clone, Copy)]
struct Group {
    is_tag: bool,
    /// Whether what stands here is for readers of RTF.
    is_for_rtf: bool,
    font: i32,
    uc: usize,
}

impl Wrapped<'_> {
    fn take_in(&mut self, token: Token) -> Result<(), Refusal> {
        let charset = self.header.charset(self.group.font);
        if !self.is_starred && self.characters.take_in(token, charset, self.group.uc) {
            return Ok(());
        }
        self.flush()?;
        let is_starred = mem::replace(&mut self.is_starred, token == Token::Symbol(b'*'));
        match token {
            Token::Open if self.outer.len() == MAX_DEPTH => return Err(Refusal::TooLarge),
            Token::Open => self.outer.push(self.group),
            Token::Close => self.group = self.outer.pop().unwrap_or(self.group),
            Token::Word(word, parameter) => self.word(word, parameter, is_starred)?,
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &str, parameter: Option<i32>, is_starred: bool) -> Result<(), Refusal> {
        if self.header.take_in(word, parameter, &mut self.tokens)? {
            self.group.font = self.header.font;
            return Ok(());
        }
        match word {
            "htmltag" => self.group.is_tag = true,
            "htmlrtf" => self.group.is_for_rtf = parameter != Some(0),
            "f" => self.group.font = parameter.unwrap_or_default(),
            "plain" => self.group.font = self.header.font,
            "uc" => self.group.uc = parameter.and_then(|uc| uc.try_into().ok()).unwrap_or_default(),
            "par" | "line" if !self.group.is_for_rtf => self.html.push_str("\r\n"),
            _ if is_starred || is_left_out(word) => self.tokens.skip()?,
            _ => {}
        }
        Ok(())
    }

    /// Adds what was read since the last word: tags as they are, text so that it is no tag.
    fn flush(&mut self) -> Result<(), Refusal> {
        let text = self.characters.take();
        match self.group {
            Group { is_for_rtf: true, .. } => {}
            Group { is_tag: true, .. } => self.html.push_str(&text),
            _ => self.html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")),
        }
        if self.html.len() > MAX_RUN { Err(Refusal::TooLarge) } else { Ok(()) }
    }
}

/// Whether a group shows nothing of the HTML.
fn is_left_out(word: &str) -> bool {
    matches!(word, "colortbl" | "info" | "pict" | "listtext" | "pntext")
}
