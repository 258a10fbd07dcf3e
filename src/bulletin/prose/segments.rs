//! A text cut into segments: what stands between two commas, brackets, dashes or ends of sentences.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::names;
use crate::pattern::pattern;

/// A line at least so long may have been wrapped by a mail program, in characters.
const WRAPPED: usize = 60;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The piece, without the signs around it.
    pub text: String,
    /// The number of the line in which it begins.
    pub line: usize,
    /// What it begins with.
    pub begins: Beginning,
    /// Whether the signs before it are a bullet of a list.
    pub is_item: bool,
}

/// Where a segment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// After an empty line, or at the beginning of the text.
    Paragraph,
    /// At the beginning of a line.
    Line,
    /// After the end of a sentence.
    Sentence,
    /// After a colon, be it at the end of the line before.
    Colon,
    /// Amid a sentence.
    Amid,
}

/// The segments of `text`, in order.
pub fn segments(text: &str) -> Vec<Segment> {
    static BULLET: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[-–—•*·+>]\s*|\d{1,2}\s?[).°/-]\s+)+"));
    let mut segments = Vec::new();
    let (mut is_after_blank, mut is_after_colon) = (true, false);
    for (number, line) in joined(text) {
        let line = line.trim();
        if line.is_empty() {
            is_after_blank = true;
            continue;
        }
        let content = BULLET.find(line).and_then(|bullet| line.get(bullet.end()..)).unwrap_or(line);
        let is_item = content.len() < line.len();
        let first = match () {
            () if is_after_colon => Beginning::Colon,
            () if is_after_blank => Beginning::Paragraph,
            () => Beginning::Line,
        };
        cut(content, number, first, is_item, &mut segments);
        (is_after_blank, is_after_colon) = (false, line.ends_with(':'));
    }
    segments
}

/// Cuts one line.
fn cut(line: &str, number: usize, first: Beginning, is_item: bool, segments: &mut Vec<Segment>) {
    // A full stop ends a sentence unless it follows one letter or a civility, as in "M. Petit".
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\s*[,;()|]+(?:\s*[-–—]+\s)?\s*|\s+[-–—/]+\s+|\s*:(?:\s+|$)|\s*[.!?…]+(?:\s+|$)")
    });
    let mut start = 0;
    let mut begins = first;
    let mut push = |text: &str, begins: Beginning, is_item: bool| {
        let text = text.trim();
        if !text.is_empty() {
            segments.push(Segment { text: text.to_owned(), line: number, begins, is_item });
        }
    };
    let mut is_first = is_item;
    for sign in SIGN.find_iter(line) {
        let before = line.get(start..sign.start()).unwrap_or_default();
        let is_stop = sign.as_str().trim_start().starts_with(['.', '!', '?', '…']);
        if is_stop && ends_in_an_abbreviation(before) {
            continue;
        }
        push(before, begins, std::mem::take(&mut is_first));
        begins = match sign.as_str().trim() {
            ":" => Beginning::Colon,
            _ if is_stop => Beginning::Sentence,
            _ => Beginning::Amid,
        };
        start = sign.end();
    }
    push(line.get(start..).unwrap_or_default(), begins, is_first);
}

/// Whether `text` ends in a civility, an initial or another abbreviation.
fn ends_in_an_abbreviation(text: &str) -> bool {
    let last = text.rsplit([' ', '-', '.', '\'']).next().unwrap_or_default();
    matches!(
        last.to_lowercase().as_str(),
        "mr" | "mme" | "mlle" | "dr" | "pr" | "tél" | "tel" | "port" | "st" | "ste"
    ) || last.chars().count() == 1 && last.chars().all(char::is_alphabetic)
}

/// The lines of `text` with their numbers, those joined that a mail program wrapped.
fn joined(text: &str) -> Vec<(usize, String)> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:[-–•*·]|\d{1,2}\s?[).°]\s)"));
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut may_go_on = false;
    for (index, line) in text.lines().map(str::trim_end).enumerate() {
        let is_item = ITEM.is_match(line);
        let goes_on = may_go_on && !is_item && !line.is_empty() && !begins_with_a_name(line);
        may_go_on = line.chars().count() >= WRAPPED && !line.ends_with(['.', ':', '!', '?', ';']);
        match lines.last_mut() {
            Some((_, before)) if goes_on => {
                before.push(' ');
                before.push_str(line.trim_start());
            }
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}

fn begins_with_a_name(line: &str) -> bool {
    let first = line.split(" - ").next().unwrap_or_default();
    first.split([',', '(', ';', ':']).next().is_some_and(|first| names::is_a_name(first.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_at_its_signs_but_not_at_those_of_abbreviations() {
        let texts = |text: &str| segments(text).into_iter().map(|segment| segment.text).collect::<Vec<_>>();
        assert_eq!(
            texts(
                "Merci d'inscrire Mme. Zoé Petit (MJC de Croix, tél. 06 39 98 00 01) – médiatrice. À bientôt !"
            ),
            [
                "Merci d'inscrire Mme. Zoé Petit",
                "MJC de Croix",
                "tél. 06 39 98 00 01",
                "médiatrice",
                "À bientôt"
            ]
        );
    }

    #[test]
    fn items_of_a_list_are_known() {
        let found = segments("Pour le 24 :\n- Zoé Petit, élue\n2) Luc Roy");
        let items: Vec<&str> =
            found.iter().filter(|segment| segment.is_item).map(|segment| segment.text.as_str()).collect();
        assert_eq!(items, ["Zoé Petit", "Luc Roy"]);
    }

    #[test]
    fn a_line_that_was_wrapped_is_one() {
        let text = "Nous serons deux de la Maison des habitants de Rouvroy à participer le\n24 mars.";
        assert_eq!(segments(text).len(), 1);
    }
}
