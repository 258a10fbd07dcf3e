//! The walk through a document: groups, what they are for, and text.
//!
//! Groups that are not named here are transparent, unless they say that readers who do not know them
//! are to pass over them.

mod destinations;
mod flow;

use destinations::Part;
use flow::Flow;

use super::MAX_DEPTH;
use super::characters::Characters;
use super::fields::Fields;
use super::header::Header;
use super::tokens::{Token, Tokens};
use crate::document::allowance::{MAX_TEXT, spend};
use crate::document::charsets::Charset;
use crate::document::compose::Composer;
use crate::document::{Block, Field, Refusal};

/// How deep tables are nested; what stands deeper stands in the deepest.
const MAX_TABLES: usize = 64;

/// What a document holds.
pub(super) struct Story {
    /// Its text.
    pub body: Vec<Block>,
    /// Its headers and footers.
    pub margins: Vec<Block>,
    /// Its form fields that have a name.
    pub fields: Vec<Field>,
    /// Whether there is a picture in the body.
    pub has_pictures: bool,
}

/// Walks through a document.
///
/// # Errors
/// `Damaged` or `TooLarge`.
pub(super) fn walk(source: &[u8]) -> Result<Story, Refusal> {
    let header = Header::default();
    let mut walker = Walker {
        tokens: Tokens::new(source),
        characters: Characters::new(header.charset),
        header,
        page: Composer::default(),
        margins: Composer::default(),
        is_in_margin: false,
        flow: Flow::default(),
        outer_flows: Vec::new(),
        fields: Fields::default(),
        group: Group { uc: 1, ..Group::default() },
        outer_groups: Vec::new(),
        is_starred: false,
        property: String::new(),
        has_pictures: false,
        allowance: MAX_TEXT,
    };
    while let Some(token) = walker.tokens.next()? {
        walker.take_in(token)?;
    }
    walker.flush()?;
    walker.close_tables(0);
    Ok(Story {
        body: walker.page.finish(),
        margins: walker.margins.finish(),
        fields: walker.fields.transcript.named,
        has_pictures: walker.has_pictures,
    })
}

struct Walker<'a> {
    tokens: Tokens<'a>,
    header: Header,
    characters: Characters,
    /// Where text goes: the body, or the margins while a header or footer is open.
    page: Composer,
    /// The other of the two.
    margins: Composer,
    is_in_margin: bool,
    /// The text that is being written with its tables: the body, a margin or a text box.
    flow: Flow,
    /// The flows around it, outermost first.
    outer_flows: Vec<Flow>,
    fields: Fields,
    group: Group,
    /// The groups around it, outermost first.
    outer_groups: Vec<Group>,
    /// Whether what follows may be passed over if it is not known.
    is_starred: bool,
    /// Which property of a shape comes next.
    property: String,
    has_pictures: bool,
    /// How many bytes of text are still allowed, the shapes of rows counted as text.
    allowance: usize,
}

/// What holds in a group, and in those inside it unless they say otherwise.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    /// What ends with it.
    ends: Option<Part>,
    /// Whether its text is not for the page.
    is_silent: bool,
    /// Why its text does not count: a bit for each [`Reason`].
    hidden_by: u8,
    font: i32,
    /// How many characters stand in for one that is given by number.
    uc: usize,
    /// Whether the paragraph is in a table, and in how many.
    in_table: bool,
    nesting: usize,
}

/// Why text does not count: hidden text is not shown, and struck-out text says as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Hidden,
    Struck,
    DoublyStruck,
    Deleted,
    Placeholder,
}

impl Group {
    /// Adds a reason to hide its text, or takes it away.
    fn hide(&mut self, reason: Reason, holds: bool) {
        let bit = 1 << reason as u8;
        self.hidden_by = if holds { self.hidden_by | bit } else { self.hidden_by & !bit };
    }
}

impl Walker<'_> {
    fn take_in(&mut self, token: Token) -> Result<(), Refusal> {
        let charset = self.charset();
        if !self.is_starred && self.characters.take_in(token, charset, self.group.uc) {
            return Ok(());
        }
        self.flush()?;
        let is_starred = std::mem::take(&mut self.is_starred);
        match token {
            Token::Open => self.open_group(),
            Token::Close => self.close_group(),
            Token::Word(word, parameter) => self.word(word, parameter, is_starred),
            Token::Symbol(b'*') => {
                self.is_starred = true;
                Ok(())
            }
            Token::Symbol(b'\r' | b'\n') => self.layout("par", None),
            _ => Ok(()),
        }
    }

    fn open_group(&mut self) -> Result<(), Refusal> {
        if self.outer_groups.len() == MAX_DEPTH {
            return Err(Refusal::TooLarge);
        }
        self.outer_groups.push(self.group);
        self.group.ends = None;
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Refusal> {
        if let Some(part) = self.group.ends {
            self.end(part)?;
        }
        self.group = self.outer_groups.pop().unwrap_or_default();
        Ok(())
    }

    fn word(&mut self, word: &str, parameter: Option<i32>, is_starred: bool) -> Result<(), Refusal> {
        if self.header.take_in(word, parameter, &mut self.tokens)? {
            self.group.font = self.header.font;
            return Ok(());
        }
        if self.begin(word, is_starred)? || self.group.is_silent || self.format(word, parameter) {
            return Ok(());
        }
        self.layout(word, parameter)
    }

    /// Takes in a property of characters or paragraphs. Whether it was one.
    fn format(&mut self, word: &str, parameter: Option<i32>) -> bool {
        let is_on = parameter != Some(0);
        let number = usize::try_from(parameter.unwrap_or_default()).unwrap_or_default();
        let group = &mut self.group;
        match word {
            "plain" => (group.hidden_by, group.font) = (0, self.header.font),
            "f" => group.font = parameter.unwrap_or_default(),
            "v" => group.hide(Reason::Hidden, is_on),
            "strike" => group.hide(Reason::Struck, is_on),
            "striked" => group.hide(Reason::DoublyStruck, is_on),
            "deleted" => group.hide(Reason::Deleted, is_on),
            "cs" => {
                let is_placeholder = self.header.is_placeholder(parameter.unwrap_or_default());
                group.hide(Reason::Placeholder, is_placeholder);
            }
            "uc" => group.uc = number,
            "pard" => (group.in_table, group.nesting) = (false, 0),
            "intbl" => group.in_table = is_on,
            "itap" => group.nesting = number.min(MAX_TABLES),
            _ => return false,
        }
        true
    }

    fn charset(&self) -> Charset {
        self.header.charset(self.group.font)
    }

    /// Shows the characters that were read since the last word.
    fn flush(&mut self) -> Result<(), Refusal> {
        let text = self.characters.take();
        if text.is_empty() { Ok(()) } else { self.write(&text) }
    }

    /// Whether text that stands here is shown.
    fn is_shown(&self) -> bool {
        !self.group.is_silent && self.group.hidden_by == 0
    }

    /// Shows text, unless something hides it.
    fn write(&mut self, text: &str) -> Result<(), Refusal> {
        let level = self.level();
        let is_between_rows = level < self.flow.tables.len() && text.trim().is_empty();
        if !self.is_shown() || is_between_rows {
            return Ok(());
        }
        self.settle(level)?;
        self.page.write(text);
        self.fields.transcript.note(text);
        self.spend(text.len())
    }

    /// Counts text against the allowance.
    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        spend(&mut self.allowance, bytes)
    }
}
