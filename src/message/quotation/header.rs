//! Header fields in the middle of a text, as Outlook and others put them above what they quote.

use crate::pattern::pattern;
use std::sync::LazyLock;

use regex::Regex;

use super::marks::Line;

/// Longest block looked at, in lines.
pub(super) const LONGEST: usize = 20;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    From,
    When,
    To,
    Subject,
    Other,
}

static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^\*?\s? (?: (?<from> de|from|von|expediteur ) | (?<when> envoye(\sle)?|date|sent|message\sdu )
        | (?<to> a|to|pour|destinataires? ) | (?<subject> objet|subject|sujet )
        | cc|cci|bcc|copie(\sa)?|copies?|repondre\sa|reply-to|importance|priorite|envoye\spar
        | pieces?\s(jointes?|attachees?)|attachments? ) \s? \*? \s? :",
    )
});

/// A time of day, or a date in figures.
static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,2}[:h]\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}"));

fn field(line: &Line) -> Option<Field> {
    let found = FIELD.captures(&line.text)?;
    let kinds =
        [("from", Field::From), ("when", Field::When), ("to", Field::To), ("subject", Field::Subject)];
    let kind = kinds.iter().find(|(name, _)| found.name(name).is_some());
    Some(kind.map_or(Field::Other, |(_, kind)| *kind))
}

/// Whether a line is a header field.
pub(super) fn is_field(line: &Line) -> bool {
    field(line).is_some()
}

/// Whether a line names the sender.
pub(super) fn is_sender(line: &Line) -> bool {
    field(line) == Some(Field::From)
}

/// The number of lines of the header block that opens a quotation, with the ruler above it.
///
/// It names a sender, a time, and a subject or a recipient: less may be the writer's own.
pub(super) fn block(lines: &[Line]) -> Option<usize> {
    let above = above(lines);
    let fields = lines.get(above..)?;
    let length = length(fields);
    let block = fields.get(..length)?;
    let has = |kind| block.iter().any(|line| field(line) == Some(kind));
    let is_timed = block.iter().any(|line| field(line) == Some(Field::When) && TIME.is_match(&line.text));
    let is_header = has(Field::From) && is_timed && (has(Field::Subject) || has(Field::To));
    is_header.then_some(above + length)
}

/// A line of underscores, hyphens or equals signs, and the blank ones below it.
fn above(lines: &[Line]) -> usize {
    let is_ruler = |line: &Line| line.text.len() >= 5 && line.text.chars().all(|c| "_-=".contains(c));
    match lines.first() {
        Some(first) if is_ruler(first) => 1 + blank(lines.get(1..).unwrap_or_default()),
        _ => 0,
    }
}

/// The number of lines of the header fields below a mark, the blank ones around them included.
pub(super) fn length_below(lines: &[Line]) -> usize {
    let above = blank(lines);
    match length(lines.get(above..).unwrap_or_default()) {
        0 => 0,
        length => above + length,
    }
}

/// Whether all lines are header fields or blank.
pub(super) fn is_all(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.is_blank() || field(line).is_some())
}

fn blank(lines: &[Line]) -> usize {
    let blank = lines.iter().take(3).take_while(|line| line.is_blank());
    blank.count()
}

/// The number of lines up to the last of neighbouring header fields. A blank line may stand between
/// two of them, and the rest of a long sender or list of recipients; a second sender starts another block.
fn length(lines: &[Line]) -> usize {
    let mut length = 0;
    let mut last = None;
    let mut has_sender = false;
    for (index, line) in lines.iter().take(LONGEST).enumerate() {
        let found = field(line);
        let gap = lines.get(length..index).unwrap_or_default();
        let is_blank_gap = gap.iter().all(Line::is_blank);
        let is_list = matches!(last, Some(Field::From | Field::To | Field::Other));
        if has_sender && found == Some(Field::From) || gap.len() > 2 || !(is_blank_gap || is_list) {
            break;
        }
        if found.is_some() {
            (length, last) = (index + 1, found);
            has_sender |= found == Some(Field::From);
        }
    }
    length
}
