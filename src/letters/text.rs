//! A letter as plain text.

mod report;

use super::{Block, Entry, Letter};

/// How wide a line may be, in characters.
const WIDTH: usize = 76;

impl Letter {
    /// The letter as plain text: lines of at most 76 characters, except where a single word or a
    /// command is longer, ended by line feeds.
    #[must_use]
    pub fn text(&self) -> String {
        let blocks: Vec<String> = self.body.iter().map(block).collect();
        format!("{}\n", blocks.join("\n\n"))
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) | Block::Aside(words) => wrap(words, "", ""),
        Block::Lines(lines) => lines.iter().map(|line| wrap(line, "", "")).collect::<Vec<_>>().join("\n"),
        Block::EventCard { title, date, place } => indented([title, date, place]),
        Block::People(entries) => entries.iter().map(entry).collect::<Vec<_>>().join("\n\n"),
        Block::Form(lines) => indented(lines),
        Block::Heading(words) => report::heading(words),
        Block::Alert(sentences) => report::alert(sentences),
        Block::Gauge(gauge) => report::gauge(gauge),
        Block::Roster(rows) => report::roster(rows),
        Block::News(headlines) => report::news(headlines),
        Block::Case(case) => report::case(case),
        Block::Commands(commands) => report::commands(commands),
        Block::Figures(figures) => report::figures(figures),
        Block::Facts(facts) => report::facts(facts),
        Block::Signature { salutation, name } => format!("{}\n{}", one_line(salutation), one_line(name)),
    }
}

fn entry(entry: &Entry) -> String {
    let mut lines = vec![wrap(&entry.name, "  • ", "    "), wrap(&entry.standing, "    ", "    ")];
    lines.extend(entry.notes.iter().map(|note| wrap(note, "    ", "    ")));
    lines.push(wrap(&entry.reference, "    ", "    "));
    lines.join("\n")
}

fn indented<'a>(lines: impl IntoIterator<Item = &'a String>) -> String {
    lines.into_iter().map(|line| wrap(line, "    ", "    ")).collect::<Vec<_>>().join("\n")
}

/// Breaks `words` at plain spaces, as late as the width allows; the first line begins with `first`
/// and the others with `rest`.
fn wrap(words: &str, first: &str, rest: &str) -> String {
    narrow(words, first, rest, WIDTH)
}

/// [`wrap`] to lines of `limit` characters.
fn narrow(words: &str, first: &str, rest: &str, limit: usize) -> String {
    let mut wrapped = first.to_owned();
    let mut width = first.chars().count();
    let mut fresh = true;
    for word in one_line(words).split(' ') {
        let length = word.chars().count();
        if !fresh && width + 1 + length > limit {
            wrapped.push('\n');
            wrapped.push_str(rest);
            width = rest.chars().count();
        } else if !fresh {
            wrapped.push(' ');
            width += 1;
        }
        wrapped.push_str(word);
        width += length;
        fresh = false;
    }
    wrapped
}

/// `text` on one line: whatever could break a line is a space, other control characters and those
/// that reverse the direction of writing are gone, and plain spaces never come in a row.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\n' | '\x0b' | '\x0c' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            other if other.is_control() || is_invisible(other) => {}
            other => line.push(other),
        }
    }
    line.truncate(line.trim_end_matches(' ').len());
    line
}

/// Whether a character shows nothing itself, but may reverse or hide what stands around it
/// (Unicode UAX #9).
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}
