//! What a document says of itself before its text: character set, fonts, styles (RTF 1.9.1, "Contents
//! of an RTF File").

use std::collections::{HashMap, HashSet};

use super::characters::Characters;
use super::tokens::{Token, Tokens};
use crate::document::Refusal;
use crate::document::charsets::Charset;

/// How many fonts and how many styles are kept.
const MAX_ENTRIES: usize = 10_000;
/// What Word calls the style of placeholders, in English and in French.
const PLACEHOLDERS: [&str; 2] = ["placeholder text", "texte de l'espace réservé"];

/// What the header says.
pub(super) struct Header {
    /// The character set of text in a font that names none.
    pub charset: Charset,
    /// The font of text that names none.
    pub font: i32,
    fonts: HashMap<i32, Charset>,
    placeholders: HashSet<i32>,
}

impl Default for Header {
    fn default() -> Self {
        let charset = Charset::Web(encoding_rs::WINDOWS_1252);
        Self { charset, font: 0, fonts: HashMap::new(), placeholders: HashSet::new() }
    }
}

impl Header {
    /// Takes in a control word of the header. Whether it was one.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn take_in(
        &mut self,
        word: &str,
        parameter: Option<i32>,
        tokens: &mut Tokens,
    ) -> Result<bool, Refusal> {
        let code_page = match word {
            "ansicpg" => parameter.and_then(Charset::of_code_page),
            "mac" => Charset::of_code_page(10000),
            "pc" => Charset::of_code_page(437),
            "pca" => Charset::of_code_page(850),
            "deff" => {
                self.font = parameter.unwrap_or_default();
                return Ok(true);
            }
            "fonttbl" => return self.read_fonts(tokens).map(|()| true),
            "stylesheet" => return self.read_styles(tokens).map(|()| true),
            _ => return Ok(false),
        };
        self.charset = code_page.unwrap_or(self.charset);
        Ok(true)
    }

    /// How text in a font is written.
    pub fn charset(&self, font: i32) -> Charset {
        self.fonts.get(&font).copied().unwrap_or(self.charset)
    }

    /// Whether a character style is that of placeholders.
    pub fn is_placeholder(&self, style: i32) -> bool {
        self.placeholders.contains(&style)
    }

    /// Reads an open `\fonttbl`.
    fn read_fonts(&mut self, tokens: &mut Tokens) -> Result<(), Refusal> {
        let mut entry = Entry::new(self.charset);
        let mut charset = None;
        tokens.inside(|token, depth| match token {
            Token::Word("f", Some(number)) => {
                (entry, charset) = (Entry { number, ..Entry::new(self.charset) }, None);
            }
            Token::Word("fcharset", Some(number)) => charset = Charset::of_font(number),
            Token::Word("cpg", Some(number)) => charset = Charset::of_code_page(number).or(charset),
            _ if depth <= 2 && self.fonts.len() <= MAX_ENTRIES && entry.take_in(token) => {
                let charset = match entry.name.as_str() {
                    "symbol" => Some(Charset::Symbol),
                    name if name.starts_with("wingdings") => Some(Charset::Pictures),
                    _ => charset,
                };
                self.fonts.extend(charset.map(|charset| (entry.number, charset)));
            }
            _ => {}
        })?;
        if self.fonts.len() > MAX_ENTRIES { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Reads an open `\stylesheet`.
    fn read_styles(&mut self, tokens: &mut Tokens) -> Result<(), Refusal> {
        let mut entry = Entry::new(self.charset);
        tokens.inside(|token, depth| match token {
            Token::Word("cs", Some(number)) => entry = Entry { number, ..Entry::new(self.charset) },
            Token::Word("s" | "ds" | "ts", _) => entry = Entry::new(self.charset),
            _ if depth <= 2 && entry.take_in(token) && PLACEHOLDERS.contains(&&*entry.name) => {
                self.placeholders.insert(entry.number);
            }
            _ => {}
        })?;
        if self.placeholders.len() > MAX_ENTRIES { Err(Refusal::TooLarge) } else { Ok(()) }
    }
}

/// A font or a style: its number, and its name up to a semicolon.
struct Entry {
    number: i32,
    name: String,
    charset: Charset,
    characters: Characters,
}

impl Entry {
    fn new(charset: Charset) -> Self {
        Self { number: -1, name: String::new(), charset, characters: Characters::new(charset) }
    }

    /// Takes in a part of the name. Whether that ended it.
    fn take_in(&mut self, token: Token) -> bool {
        if !self.characters.take_in(token, self.charset, 1) {
            return false;
        }
        let ends = matches!(token, Token::Text(text) if text.ends_with(b";"));
        if ends {
            let name = self.characters.take();
            name.trim_end_matches(';').trim().replace('’', "'").to_lowercase().clone_into(&mut self.name);
        }
        ends
    }
}
