//! Labels and values in running lines: "Nom : Dupont    Prénom : Marie", leaders, label above value.

use std::sync::LazyLock;

use regex::Regex;

use super::{Entries, Entry};
use crate::bulletin::labels::{Label, Labels, NameOrder};
use crate::bulletin::reading::Basis;
use crate::bulletin::{names, values};
use crate::document::{CHECKED, UNCHECKED};
use crate::event::Field;
use crate::fold::fold;
use crate::pattern::pattern;

/// Reads line after line; a label may have its value on the line below.
pub struct Lines<'l> {
    labels: &'l Labels,
    found: Vec<Found>,
    /// Whether the last label stands alone and may have its value below.
    open: bool,
}

/// An entry whose value may stand beside its label or below it.
struct Found {
    entry: Entry,
    below: Option<String>,
    /// Whether there are dots or underscores beside the label, to write on.
    led: bool,
    /// Whether somebody's name stands below by itself, as it does above a signature.
    signed: bool,
}

/// What can stand between a label and its value, or between a value and the next label.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s*:[\s:]*|\s*(?:=>?|->|→|➔|►)\s*|\s*[;?]\s*|[.·]{3,}|\s+\.{2,}|(?:\.\s){3,}\.?|…+|_{2,}|\t+| {3,}|\s+\|\s+",
    )
});

/// Number and sign before a label in a list: "1) ", "a. ".
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}|[a-h])\s?[).°]\s*"));

/// What a separator says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// What is before it is a label: a colon, an equals sign, an arrow.
    Colon,
    /// What is before it may be a label, if it is known: a semicolon, a question mark.
    Mark,
    /// Something to write on, or nothing but space.
    Leader,
    Space,
    /// The end of the line.
    End,
}

impl Sign {
    fn of(separator: &str) -> Self {
        match separator.trim() {
            "" if separator.is_empty() => Self::End,
            "" => Self::Space,
            ";" | "?" => Self::Mark,
            text if text.contains([':', '=', '>', '→', '➔', '►']) => Self::Colon,
            _ => Self::Leader,
        }
    }
}

impl<'l> Lines<'l> {
    pub fn new(labels: &'l Labels) -> Self {
        Self { labels, found: Vec::new(), open: false }
    }

    /// Reads the next line, which stands at `spot`.
    pub fn read(&mut self, line: &str, spot: &str) {
        if line.trim().is_empty() {
            return;
        }
        let taken = self.take_apart(line, spot);
        // A label that stands alone is not asked twice: what is below it answers it.
        let again = taken.entries.iter().all(|entry| entry.written.is_none() && self.waits_for(&entry.label));
        let asks_else = line.trim_end().ends_with(':');
        let unknown =
            !asks_else && taken.entries.iter().all(|entry| entry.label == Label::Foreign && !taken.known);
        if let Some(last) = self.found.last_mut() {
            if self.open && (again || unknown) {
                last.below = values::written(line);
            }
            last.signed |= !self.open && taken.entries.is_empty() && names::is_a_name(line);
        }
        if taken.entries.is_empty() || self.open && again {
            self.open = false;
            return;
        }
        self.open = taken.entries.last().is_some_and(|last| last.written.is_none());
        let led = taken.led;
        let found = |entry| Found { entry, below: None, led, signed: false };
        self.found.extend(taken.entries.into_iter().map(found));
    }

    /// Whether the last label stands alone and is `label`.
    fn waits_for(&self, label: &Label) -> bool {
        self.open
            && *label != Label::Foreign
            && self.found.last().is_some_and(|last| last.entry.label == *label)
    }

    /// Adds everything found to `entries`, each label with its value. A form is filled in below its
    /// labels when more of them have something below than beside. Below a name that answers no label
    /// stand the particulars of whoever signed.
    pub fn finish(&mut self, entries: &mut Entries) {
        /// Below dots to write on, what stands there by chance is no answer.
        const MANY: usize = 3;
        let asked = || self.found.iter().filter(|found| found.entry.label.is_asked());
        let beside = asked().filter(|found| found.entry.written.is_some()).count();
        let below = asked().filter(|found| found.below.is_some()).count();
        let led = asked().any(|found| found.led);
        self.open = false;
        for Found { mut entry, below: value, signed, .. } in std::mem::take(&mut self.found) {
            let is_filled_in_below = below > beside && (!led || below >= MANY);
            let answered = is_filled_in_below && entry.written.is_none() && value.is_some();
            if answered {
                entry.written = value;
                entry.basis = Basis::Below;
            }
            entries.push(entry);
            if signed && !answered {
                entries.cut();
            }
        }
    }

    /// The labels of `line` with the values beside them.
    fn take_apart(&self, line: &str, spot: &str) -> Line {
        let mut read = Line::default();
        let line = line.trim_matches(|c: char| c.is_whitespace() || "-–—•*·>".contains(c));
        let mut rest = match ITEM.find(line).and_then(|item| line.get(item.end()..)) {
            Some(item) if self.labels.at_start(item).is_some() => item,
            _ => line,
        };
        loop {
            let (chunk, separator, after) = next_chunk(rest);
            let sign = Sign::of(separator);
            let is_another_chunk = !read.entries.is_empty() && !read.waits() && rest != line;
            read.led |= sign == Sign::Leader;
            match self.label_in(chunk, sign, &read) {
                Some((_, Label::Foreign))
                    if matches!(sign, Sign::Leader | Sign::Space) && self.is_labelled(chunk) =>
                {
                    self.take_labelled(chunk, &mut read, spot);
                }
                Some((before, label)) => {
                    read.append(before);
                    read.known = true;
                    read.note(label, spot);
                }
                None if separator.contains(':') && read.entries.is_empty() && !chunk.trim().is_empty() => {
                    read.note(Label::Foreign, spot);
                }
                None if sign == Sign::Leader && read.entries.is_empty() && self.is_labelled(chunk)
                    || is_another_chunk && self.is_labelled_plainly(chunk) =>
                {
                    self.take_labelled(chunk, &mut read, spot);
                }
                None => {
                    read.append(chunk);
                    read.append(if matches!(sign, Sign::Colon | Sign::Mark) { separator } else { " " });
                }
            }
            if separator.is_empty() {
                break;
            }
            rest = after;
        }
        for entry in &mut read.entries {
            entry.written = entry.written.take().as_deref().and_then(values::written);
        }
        read
    }

    /// Whether `chunk` begins with a label that nothing parts from its value: "NOM Petit" before dots.
    fn is_labelled(&self, chunk: &str) -> bool {
        self.labels.at_start(chunk.trim_start()).is_some_and(|(_, value)| {
            value.trim_start().starts_with(char::is_uppercase) && !begins_with_a_link(value)
        })
    }

    /// Whether it is the label of a name, a telephone or an address that `chunk` begins with.
    fn is_labelled_plainly(&self, chunk: &str) -> bool {
        use Field::{Email, FirstName, LastName, Phone};
        let label = self.labels.at_start(chunk.trim_start()).map(|(label, _)| label);
        let is_plain = matches!(label, Some(Label::Field(LastName | FirstName | Phone | Email)));
        let (_, value) = chunk.trim_start().split_once(' ').unwrap_or_default();
        is_plain
            && (self.is_labelled(chunk) || values::phone(value).is_some() || values::email(value).is_some())
    }

    fn take_labelled(&self, chunk: &str, read: &mut Line, spot: &str) {
        if let Some((label, value)) = self.labels.at_start(chunk.trim_start()) {
            read.known = true;
            read.note(label, spot);
            read.append(value);
        }
    }

    /// The label at the end of `chunk`, if what follows makes it one.
    fn label_in<'t>(&self, chunk: &'t str, sign: Sign, line: &Line) -> Option<(&'t str, Label)> {
        let whole = || self.labels.recognise(chunk).map(|label| ("", label));
        match sign {
            Sign::Colon | Sign::Leader => {
                if sign == Sign::Leader && is_civility(chunk) {
                    return Some(("", Label::FullName(NameOrder::LastFirst)));
                }
                let (before, label) = self.labels.at_end(chunk)?;
                // A sentence that ends in a label ("à retourner par mail :") asks for nothing, and dots
                // after a value end it, whatever its last word is.
                let asked = chunk.get(before.len()..).unwrap_or_default();
                let is_apart = before.trim_end().ends_with(['.', '-', '–', ';', '!', ','])
                    || asked.trim_start().starts_with(['-', '–']);
                let sentence = line.entries.is_empty() && !is_apart && before.split_whitespace().count() > 1;
                let value = sign == Sign::Leader && !before.trim().is_empty() && !label.is_asked();
                (!sentence && !value).then_some((before, label))
            }
            Sign::Mark if line.entries.is_empty() => whole().filter(|(_, label)| label.is_asked()),
            // "☐ Bailleur   ☒ Autre": what can be ticked is a value.
            Sign::Space
                if !line.entries.is_empty() && chunk.trim_start().starts_with([CHECKED, UNCHECKED]) =>
            {
                None
            }
            // Space ends a value; by itself it does not make a label of the word before it.
            Sign::Space if line.entries.is_empty() || !line.waits() => whole(),
            Sign::End if line.entries.is_empty() => whole(),
            Sign::Mark | Sign::Space | Sign::End => None,
        }
    }
}

/// Whether `text` goes on with what is before it: "de l'élu référent".
fn begins_with_a_link(text: &str) -> bool {
    let first = text.trim_start().split([' ', '\'', '’']).next().unwrap_or_default();
    matches!(fold(first).as_str(), "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "et" | "ou")
}

/// Whether `chunk` is a civility, which stands before dots to write a name on.
fn is_civility(chunk: &str) -> bool {
    names::is_civility(fold(chunk).trim_end_matches('.'))
}

/// A line taken apart.
#[derive(Default)]
struct Line {
    entries: Vec<Entry>,
    /// What stood before the first label, or all of it where there is none.
    unclaimed: String,
    /// Whether one of its labels is known to be one, rather than taken for one for its colon.
    known: bool,
    /// Whether it has dots or underscores to write on.
    led: bool,
}

impl Line {
    fn note(&mut self, label: Label, spot: &str) {
        self.entries.push(Entry { label, written: None, spot: spot.to_owned(), basis: Basis::Labelled });
    }

    fn append(&mut self, text: &str) {
        match self.entries.last_mut() {
            Some(entry) => entry.written.get_or_insert_default().push_str(text),
            None => self.unclaimed.push_str(text),
        }
    }

    /// Whether the last label has no value yet.
    fn waits(&self) -> bool {
        self.entries
            .last()
            .is_some_and(|entry| entry.written.as_deref().is_none_or(|text| text.trim().is_empty()))
    }
}

/// The text up to the next separator, the separator, and what follows it. A colon in a time or in
/// an address separates nothing.
fn next_chunk(text: &str) -> (&str, &str, &str) {
    for found in SEPARATOR.find_iter(text) {
        let (chunk, after) = (text.get(..found.start()), text.get(found.end()..));
        let (Some(chunk), Some(after)) = (chunk, after) else { continue };
        let digit_before = chunk.ends_with(|c: char| c.is_ascii_digit());
        let in_time =
            found.as_str() == ":" && digit_before && after.starts_with(|c: char| c.is_ascii_digit());
        if in_time || after.starts_with("//") || chunk.ends_with("mailto") {
            continue;
        }
        return (chunk, found.as_str(), after);
    }
    (text, "", "")
}
