//! A document seen as a form: its labels, what was written beside or below them, and the people
//! that make of it.

pub mod answers;
mod layout;
mod lines;
mod people;
mod separated;
mod tables;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

use super::codes::codes;
use super::labels::{Label, Labels};
use super::names;
use super::reading::{Basis, Participant, PassedOver};
use crate::document::{Block, CHECKED, Cell, Document, Format};
use crate::event::Field;
use crate::fold::fold;
use crate::pattern::pattern;

/// What a document says when it is read as a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a form can show several of these at once")]
pub struct Form {
    /// The people named on it, in order.
    pub people: Vec<Participant>,
    /// Whether it asks for a participant's name, filled in or not.
    pub asks_for_a_name: bool,
    /// How many different things it asks for.
    pub asks_for: usize,
    /// Whether it asks for an organisation.
    pub asks_for_an_organisation: bool,
    /// Whether one slot names several people.
    pub crowds: bool,
    /// Whether a ticked box says that the person will not come.
    pub declines: bool,
    /// What was written but could not be used.
    pub passed_over: Vec<PassedOver>,
}

/// A label, and what was written for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    label: Label,
    written: Option<String>,
    /// Where it stands, e.g. `table 1, row 2`.
    spot: String,
    /// Whether what was written stands beside the label or below it.
    basis: Basis,
}

/// A form's entries in reading order, cut where the form itself separates people.
#[derive(Debug, Default)]
struct Entries {
    groups: Vec<Vec<Entry>>,
}

impl Entries {
    fn push(&mut self, entry: Entry) {
        match self.groups.last_mut() {
            Some(group) => group.push(entry),
            None => self.groups.push(vec![entry]),
        }
    }

    fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) {
        entries.into_iter().for_each(|entry| self.push(entry));
    }

    /// What follows is about somebody else.
    fn cut(&mut self) {
        self.groups.push(Vec::new());
    }

    fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flatten()
    }
}

/// Reads `document`, which is called `paper`, as a form that knows `labels`. The organiser's own
/// addresses stand on every form; they are nobody's.
#[must_use]
pub fn read(document: &Document, labels: &Labels, paper: &str, own_addresses: &[String]) -> Form {
    let entries = entries(document, labels);
    let mut asked: Vec<&Label> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.label.is_asked()) {
        if !asked.contains(&&entry.label) {
            asked.push(&entry.label);
        }
    }
    let asks_for_a_name = asked.iter().any(|label| label.is_name());
    let asks_for = asked.len();
    let is_organisation = |label: &&&Label| {
        matches!(label, Label::Field(Field::Organisation) | Label::Branch | Label::Affiliation(_))
    };
    let asks_for_an_organisation = asked.iter().any(|label| is_organisation(&label));
    let crowded =
        |entry: &Entry| entry.label.is_name() && entry.written.as_deref().is_some_and(names::names_several);
    let crowds = entries.iter().any(crowded);
    let people::People { named, declining, passed_over } =
        people::of(&entries, paper, own_addresses, is_mail(document));
    Form {
        declines: declines(document) || named.is_empty() && declining > 0,
        people: named,
        asks_for_a_name,
        asks_for,
        asks_for_an_organisation,
        crowds,
        passed_over,
    }
}

/// Whether a line begins with the label of a participant's name.
#[must_use]
pub fn asks_for_a_name(line: &str, labels: &Labels) -> bool {
    layout::label_of(line, labels).is_some_and(|label| label.is_name())
}

/// Whether a line begins with the label of anything that the desk asks for.
#[must_use]
pub fn asks_for_something(line: &str, labels: &Labels) -> bool {
    layout::label_of(line, labels).is_some_and(|label| label.is_asked())
}

/// Whether a line is the code of a registration, with its label: "Référence : K7F-3QDM".
#[must_use]
pub fn is_a_reference(line: &str, labels: &Labels) -> bool {
    layout::label_of(line, labels) == Some(Label::Reference) && codes(&[line]).len() == 1
}

/// Whether a line is the label of something that the desk asks for, with nothing beside it.
#[must_use]
pub fn asked_by(line: &str, labels: &Labels) -> Option<Label> {
    labels.recognise(line).filter(Label::is_asked)
}

/// How much `document` says as a form: how many of its labels are answered, and in how many characters.
#[must_use]
pub fn weight(document: &Document, labels: &Labels) -> (usize, usize) {
    let entries = entries(document, labels);
    let answers =
        entries.iter().filter(|entry| entry.label.is_asked()).filter_map(|entry| entry.written.as_ref());
    let lengths: Vec<usize> = answers.map(|answer| answer.chars().count()).collect();
    (lengths.len(), lengths.iter().sum())
}

/// Whether it is the body of a mail, with a signature below it.
fn is_mail(document: &Document) -> bool {
    matches!(document.format, Format::Text | Format::Html)
}

fn entries(document: &Document, labels: &Labels) -> Entries {
    let mut entries = Entries::default();
    let (mut line, mut table) = (0, 0);
    let mut run: Vec<layout::Numbered> = Vec::new();
    let is_mail = is_mail(document);
    for block in &document.body {
        match block {
            Block::Line(text) if labels.announces(text) => line += 1,
            Block::Line(text) => {
                line += 1;
                run.push((line, text.clone()));
            }
            // A letter a cell, below its label.
            Block::Table(rows) if let Some(word) = tables::spelt(rows) => {
                line += 1;
                run.push((line, word));
            }
            Block::Table(rows) => {
                table += 1;
                read_lines(std::mem::take(&mut run), labels, is_mail, &mut entries);
                tables::read(rows, labels, &format!("table {table}"), &mut entries);
            }
        }
    }
    read_lines(run, labels, is_mail, &mut entries);
    entries
}

fn read_lines(mut run: Vec<layout::Numbered>, labels: &Labels, is_mail: bool, entries: &mut Entries) {
    if let Some(separated) = separated::find(&run, labels) {
        let below = run.split_off(separated.ends);
        let heading = run.drain(separated.begins..).next().map_or(0, |(number, _)| number);
        read_lines(run, labels, is_mail, entries);
        tables::read(&separated.table, labels, &format!("below line {heading}"), entries);
        return read_lines(below, labels, is_mail, entries);
    }
    let mut lines = lines::Lines::new(labels);
    for (number, line) in layout::arrange(run, labels, is_mail) {
        lines.read(&line, &format!("line {number}"));
    }
    lines.finish(entries);
}

/// Whether the form says that the person will not come: "☒ ne participera pas", "Participera : non".
fn declines(document: &Document) -> bool {
    static DECLINED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)☒ \s? (?:je\ |j'|m\.?\ |mme\ )* (?:ne|n')\ ?(?:participer|viendr|ser|pourr|assister)\w*\ pas
              | ^[\s\d.,()–-]*(?:je\ |m\.?\ |mme\ )?ne\ (?:participer|viendr|assister)\w*\ pas\b
              | ^\W*(?:je\ |j')?(?:ne|n')\ ?(?:participer|viendr|assister)\w*\ pas[\ :.]*☒
              | \b(?:participera?i?|participation|presence|sera\ presente?|assistera?i?|viendrai?)\b
                (?:[^☐☒:]* (?::|☐\s?oui) \s? (?:☒\s?)? non\s*$ | [^☒]* ☒\s?non\b)",
        )
    });
    // Something else that is offered on the day.
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:repas|dejeuner|diner|buffet|cocktail|visite|atelier|apres-midi|covoiturage|frais|photo)",
        )
    });
    let text = with_boxes(&text(&document.body));
    text.lines().map(fold).any(|line| DECLINED.is_match(&line) && !BESIDE.is_match(&line))
}

/// `text` with each check box on the line of what it is for: in a table a box has a cell, and so a
/// line, of its own.
fn with_boxes(text: &str) -> String {
    static TICKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\[\s*[x✓✔]\s*\]"));
    let text = TICKED.replace_all(text, "☒").replace("[ ]", "☐").replace("[]", "☐");
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut().filter(|before| matches!(before.trim(), "☒" | "☐")) {
            Some(before) => *before = format!("{before} {line}"),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// `text` without the choices that nobody ticked, if any was.
#[must_use]
pub fn ticked(text: &str) -> String {
    static NOT_TICKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"☐[^☐☒\n]*"));
    let text = with_boxes(text);
    if text.contains(CHECKED) { NOT_TICKED.replace_all(&text, "").into_owned() } else { text }
}

/// The text of `blocks`, a line for each line, tables cell by cell.
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    gather(blocks, &mut text);
    text
}

fn gather(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Line(line) => {
                text.push_str(line);
                text.push('\n');
            }
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| gather(&cell.blocks, text));
            }
        }
    }
}

/// The text of a cell's own lines, without its nested tables.
fn own_lines(cell: &Cell) -> impl Iterator<Item = &str> {
    cell.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line.as_str()),
        Block::Table(_) => None,
    })
}
