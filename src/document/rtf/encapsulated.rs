//! HTML that Outlook wrapped in RTF (MS-OXRTFEX): its tags stand in `\htmltag` groups, its text as
//! text, and what `\htmlrtf` brackets is for readers of RTF alone.

use super::characters::Characters;
use super::header::Header;
use super::tokens::{Token, Tokens};
use super::{MAX_DEPTH, MAX_TEXT};
use crate::document::Refusal;

/// How many bytes from the beginning the mark may stand.
const HEAD: usize = 1024;
/// How many bytes of HTML are unwrapped: styles and addresses are longer than the text.
const MAX_HTML: usize = 8 * MAX_TEXT;

/// Whether a document is HTML in RTF (§2.1.3.1).
pub(super) fn is_html(source: &[u8]) -> bool {
    const MARK: &[u8] = b"\\fromhtml1";
    source.get(..HEAD).unwrap_or(source).windows(MARK.len()).any(|word| word == MARK)
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

/// The HTML.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn html(source: &[u8]) -> Result<String, Refusal> {
    let mut tokens = Tokens::new(source);
    let mut header = Header::default();
    let mut characters = Characters::new(header.charset);
    let mut html = String::new();
    let mut group = Group { is_tag: false, is_for_rtf: false, font: 0, uc: 1 };
    let mut outer = Vec::new();
    let mut is_starred = false;
    while let Some(token) = tokens.next()? {
        if !is_starred && characters.take_in(token, header.charset(group.font), group.uc) {
            continue;
        }
        append(&mut html, &characters.take(), group);
        match token {
            Token::Open if outer.len() == MAX_DEPTH => return Err(Refusal::TooLarge),
            Token::Open => outer.push(group),
            Token::Close => group = outer.pop().unwrap_or(group),
            Token::Symbol(b'*') => {
                is_starred = true;
                continue;
            }
            Token::Word(word, parameter) if header.take_in(word, parameter, &mut tokens)? => {
                group.font = header.font;
            }
            Token::Word("htmltag", _) => group.is_tag = true,
            Token::Word("htmlrtf", parameter) => group.is_for_rtf = parameter != Some(0),
            Token::Word("f", Some(font)) => group.font = font,
            Token::Word("plain", _) => group.font = header.font,
            Token::Word("uc", Some(uc)) => group.uc = usize::try_from(uc).unwrap_or_default(),
            Token::Word("par" | "line", _) => append(&mut html, "\r\n", group),
            Token::Word(word, _) if is_starred || is_left_out(word) => tokens.skip()?,
            _ => {}
        }
        is_starred = false;
        if html.len() > MAX_HTML {
            return Err(Refusal::TooLarge);
        }
    }
    append(&mut html, &characters.take(), group);
    Ok(html)
}

/// Adds tags as they are, and text so that it is no tag.
fn append(html: &mut String, text: &str, group: Group) {
    if group.is_for_rtf {
    } else if group.is_tag {
        html.push_str(text);
    } else {
        html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
    }
}

/// Whether a group shows nothing of the HTML.
fn is_left_out(word: &str) -> bool {
    matches!(word, "colortbl" | "info" | "pict" | "listtext" | "pntext")
}
