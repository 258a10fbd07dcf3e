//! A letter of the desk that a message quotes: what it asks for, and what the writer filled in on it.
//!
//! The lines to fill in stand below the code of a registration and were blank when the letter left: what
//! stands on them is the writer's word. Nothing else in a quoted letter is.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::form;
use crate::bulletin::labels::{Label, Labels};
use crate::document::Block;
use crate::fold::fold;
use crate::message::quotation::Voice;
use crate::pattern::pattern;

/// Whether a quoted text is a letter of the desk, whose people are registered already.
#[must_use]
pub fn is_notice(quoted_words: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\b(?:inscription|demande)\ (?:\S+\ ){0,2}?(?:confirmee|enregistree|annulee|incomplete)|\bliste\ d'attente\b
              |\bconfirmer\ (?:l'|votre\ )inscription|\bcode\ (?:de\ (?:l'|votre\ )inscription|:)|\breference\ (?::|[a-z0-9-]{4,9}\))
              |\brappel\w*\ (?:de\ )?votre\ inscription|\bvous\ etes\ (?:bien\ |deja\ )?inscrit|\bplace\ (?:s'est|vient\ de\ se)\ liberer?e?|\brepondez\ .{0,30}\bannuler\b
              |\bguichet\ des\ inscriptions",
        )
    });
    NOTICE.is_match(&fold(quoted_words))
}

/// Whether a quoted letter asks whether somebody wants a seat.
#[must_use]
pub fn offers_a_seat(quoted_words: &str) -> bool {
    static OFFER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\bplace (?:vous est |est )?proposee\b|\b(?:souhaitez|voulez)-vous (?:cette|la) place\b|\bla voulez-vous\b|\brepondez .{0,3}oui.{0,3} ou .{0,3}non\b",
        )
    });
    OFFER.is_match(&fold(quoted_words))
}

/// What a quoted letter of the desk asks for.
#[derive(Debug, Default)]
pub struct Notice {
    /// The lines to fill in, as they came back, with those of the codes above them.
    lines: Vec<String>,
    /// Whether anything stands on them.
    is_filled_in: bool,
    /// What it asks for, where it asks for one person.
    pub asked: Vec<Label>,
}

impl Notice {
    /// Reads the `lines` of a message that quotes a letter, with their voices.
    #[must_use]
    pub fn read(lines: &[(Voice, String)], labels: &Labels) -> Self {
        let mut reader = Reader { labels, notice: Self::default(), blocks: 0, state: State::Elsewhere };
        for (voice, line) in lines {
            let line = line.trim_matches(|c: char| c.is_whitespace() || ">|*\u{a0}".contains(c));
            match voice {
                _ if line.is_empty() => {}
                Voice::Quoted => reader.quoted(line),
                Voice::Own => reader.own(line),
                Voice::Signature | Voice::Forwarded => reader.state = State::Elsewhere,
            }
        }
        let Reader { mut notice, blocks, .. } = reader;
        if blocks == 0 {
            let quoted = lines.iter().filter(|(voice, _)| *voice == Voice::Quoted);
            notice.asked = said_to_be_missing(quoted.map(|(_, line)| line.as_str()), labels);
        } else if blocks > 1 {
            notice.asked.clear();
        }
        notice
    }

    /// The lines to fill in, if anything stands on them.
    #[must_use]
    pub fn filled_in(&self) -> Vec<Block> {
        let lines = self.lines.iter().filter(|_| self.is_filled_in);
        lines.cloned().map(Block::Line).collect()
    }
}

/// Where in a message the next line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not on the lines to fill in.
    Elsewhere,
    /// Below a code.
    BelowCode,
    /// Below a line with something on it.
    BelowAnswer,
    /// Below a line with nothing on it.
    BelowBlank,
}

struct Reader<'l> {
    labels: &'l Labels,
    notice: Notice,
    /// Below how many codes there are lines to fill in.
    blocks: usize,
    state: State,
}

impl Reader<'_> {
    fn quoted(&mut self, line: &str) {
        if form::is_a_reference(line, self.labels) {
            self.notice.lines.push(line.to_owned());
            self.state = State::BelowCode;
            return;
        }
        let blank = form::asked_by(line, self.labels);
        let is_line = blank.is_some() || form::asks_for_something(line, self.labels) && line.contains(':');
        match self.state {
            State::Elsewhere => {}
            _ if is_line => self.line(line, blank),
            State::BelowBlank if is_a_value(line) => self.value(line),
            _ => self.state = State::Elsewhere,
        }
    }

    /// The writer's own words amid the quoted lines are the value of the line above them.
    fn own(&mut self, line: &str) {
        let is_value = is_a_value(line) && !form::asks_for_something(line, self.labels);
        if self.state == State::BelowBlank && is_value {
            self.value(line);
        }
    }

    /// A line to fill in, and what it asks for if it is `blank`.
    fn line(&mut self, line: &str, blank: Option<Label>) {
        self.blocks += usize::from(self.state == State::BelowCode);
        self.notice.lines.push(line.to_owned());
        self.notice.is_filled_in |= blank.is_none();
        self.state = if blank.is_some() { State::BelowBlank } else { State::BelowAnswer };
        self.notice.asked.extend(blank);
    }

    fn value(&mut self, value: &str) {
        if let Some(line) = self.notice.lines.last_mut() {
            let label = line.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
            *line = format!("{label} : {value}");
            self.notice.is_filled_in = true;
            self.notice.asked.pop();
        }
        self.state = State::BelowAnswer;
    }
}

/// Whether a line below a blank one can be its value: letters go on in sentences.
fn is_a_value(line: &str) -> bool {
    /// More words than a value has.
    const TOO_MANY: usize = 10;
    static LETTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:vous|nous)\b|^(?:pour|bien cordialement|a bientot|en cas|bonjour|merci|voici|oui|non|ok)\b",
        )
    });
    let ends_a_sentence = line.ends_with(['.', ',', ':', ';', '!']);
    !ends_a_sentence && line.split_whitespace().count() <= TOO_MANY && !LETTER.is_match(&fold(line))
}

/// What "Il manque : la structure" names, where that is said of one person.
fn said_to_be_missing<'t>(lines: impl Iterator<Item = &'t str>, labels: &Labels) -> Vec<Label> {
    static MISSING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\W*il manque : ?(.+)$"));
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:le |la |l'|les |« ?)"));
    let missing: Vec<String> =
        lines.filter_map(|line| Some(MISSING.captures(&fold(line))?.get(1)?.as_str().to_owned())).collect();
    let [missing] = missing.as_slice() else { return Vec::new() };
    let label =
        |named: &str| labels.recognise(ARTICLE.replace(named.trim(), "").trim_end_matches(['»', ' ', '.']));
    let named: Option<Vec<Label>> =
        missing.split(", ").flat_map(|part| part.split(" et ")).map(label).collect();
    named.filter(|named| named.iter().all(Label::is_asked)).unwrap_or_default()
}
