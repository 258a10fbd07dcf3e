//! What fields say of themselves: their code, and the form field in it (RTF 1.9.1, "Fields" and "Form
//! Fields").

use super::characters::text;
use super::header::Header;
use super::tokens::{Token, Tokens};
use crate::document::charsets::Charset;
use crate::document::text::in_symbol_font;
use crate::document::{Refusal, check_box};

/// How many choices a list has.
const MAX_ENTRIES: usize = 1000;
/// How many bytes of a field's code are looked at.
const MAX_CODE: usize = 4096;
/// The state of a check box or a list to which nothing was done.
const UNTOUCHED: i32 = 25;

/// The code of a field.
#[derive(Default)]
pub(super) struct Instruction {
    /// The name of a form field.
    pub name: Option<String>,
    /// Whether something can be filled in.
    pub is_form: bool,
    /// What is shown in place of its result: a check box its box, a list its choice, a symbol its
    /// character.
    pub shown: Option<String>,
}

/// A form field in the making.
#[derive(Default)]
struct FormField {
    name: Option<String>,
    entries: Vec<String>,
    state: Option<i32>,
    default: Option<i32>,
}

impl Instruction {
    /// Reads an open `\fldinst`, up to its end.
    ///
    /// # Errors
    /// `Damaged` where the source is cut short.
    pub fn read(tokens: &mut Tokens, header: &Header) -> Result<Self, Refusal> {
        let mut form = FormField::default();
        let mut code = Vec::new();
        let outer = tokens.depth();
        while !(tokens.depth() == outer && tokens.ends_group()) {
            match tokens.next()? {
                Some(Token::Text(text)) if code.len() < MAX_CODE => code.extend(text),
                Some(Token::Symbol(b'\\')) => code.push(b'\\'),
                Some(Token::Word("datafield", _)) => tokens.skip()?,
                Some(Token::Word(word, parameter)) => {
                    form.take_in(word, parameter, tokens, header.charset)?;
                }
                Some(_) => {}
                None => break,
            }
        }
        Ok(form.field(&String::from_utf8_lossy(&code)))
    }
}

impl FormField {
    fn take_in(
        &mut self,
        word: &str,
        parameter: Option<i32>,
        tokens: &mut Tokens,
        charset: Charset,
    ) -> Result<(), Refusal> {
        match word {
            "ffres" => self.state = parameter.filter(|&state| state != UNTOUCHED),
            "ffdefres" => self.default = parameter,
            "ffname" => self.name = Some(text(tokens, charset)?),
            "ffl" if self.entries.len() < MAX_ENTRIES => self.entries.push(text(tokens, charset)?),
            "ffdeftext" | "ffformat" | "ffhelptext" | "ffstattext" | "ffentrymcr" | "ffexitmcr" => {
                tokens.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The field whose code this is.
    fn field(self, code: &str) -> Instruction {
        let mut words = code.split_ascii_whitespace();
        let state = self.state.or(self.default).unwrap_or_default();
        let (is_form, shown) = match words.next().map(str::to_ascii_uppercase).as_deref() {
            Some("FORMTEXT") => (true, None),
            Some("FORMCHECKBOX") => (true, Some(check_box(state == 1).to_string())),
            Some("FORMDROPDOWN") => {
                let choice =
                    usize::try_from(state).ok().and_then(|state| self.entries.into_iter().nth(state));
                (true, Some(choice.unwrap_or_default()))
            }
            Some("SYMBOL") => (false, words.next().and_then(|number| symbol(number, code))),
            _ => (false, None),
        };
        Instruction { name: self.name, is_form, shown }
    }
}

/// The character of a `SYMBOL` field: its number in the font that is named.
fn symbol(number: &str, code: &str) -> Option<String> {
    let number: u32 = number.parse().ok()?;
    let is_picture = code.to_ascii_lowercase().contains("wingdings");
    if is_picture { in_symbol_font(number) } else { char::from_u32(number) }.map(String::from)
}
