//! What stands in a cell, line by line: what a narrow cell breaks is whole again.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use crate::pattern::pattern;

/// How far text stays from the edge of its cell, in em.
const INSET: f64 = 0.5;

/// The lines of a cell that ends at `edge`, where that is known.
pub(super) fn joined(lines: &[Line], edge: Option<f64>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines {
        let room = before.zip(edge).map(|(before, edge)| edge - INSET * before.size - right(before));
        let is_full = room.is_some_and(|room| room < line.size);
        let text = line.text();
        match joined.last_mut() {
            Some(above) if address_goes_on(above, &text, is_full) => above.push_str(&text),
            Some(above) if is_full && word_goes_on(above, &text) => above.push_str(&text),
            Some(above) if is_wrapped(line, room) && !is_label(above, &text) => {
                above.push_str(if is_hyphenated(above) { "" } else { " " });
                above.push_str(&text);
            }
            _ => joined.push(text),
        }
        before = Some(line);
    }
    joined
}

fn right(line: &Line) -> f64 {
    line.pieces.last().map_or(f64::NEG_INFINITY, |piece| piece.right)
}

/// Whether the first word of a line had no room on the line above it.
fn is_wrapped(line: &Line, room: Option<f64>) -> bool {
    let word = line.pieces.first().map_or(0.0, |piece| piece.first_word);
    room.is_some_and(|room| room < word + 0.25 * line.size)
}

/// Whether a line looks like the label of what is below it: it ends in a colon, or is in capitals.
fn is_label(above: &str, below: &str) -> bool {
    let in_capitals = |text: &str| !text.contains(char::is_lowercase);
    above.trim_end().ends_with(':') || in_capitals(above) && !in_capitals(below)
}

/// Whether a mail address goes on in the text below it: "zoe.petit@ex", "emple.fr". A line that is
/// full may break it where it could end.
pub(super) fn address_goes_on(above: &str, below: &str, is_full: bool) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\w.+-]+$"));
    static BEGUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)[\w.+-]+@[\w.-]*$"));
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@[\w.-]+\.[A-Za-z]{2,}$"));
    let is_plain = !below.contains(char::is_uppercase);
    let is_begun = BEGUN.is_match(above) && (!WHOLE.is_match(above) || is_full && is_plain);
    let is_whole_below = below.contains('@') && !below.contains(' ');
    let is_local = PART.is_match(above) && (below.starts_with('@') || is_full && above.contains(['.', '_']));
    is_begun && PART.is_match(below) || is_local && is_whole_below
}

/// Whether a word that fills a line goes on below: "VERSCHAEV", "E". Programs break one only where it has no
/// room by itself, so that little of it is left over.
fn word_goes_on(above: &str, below: &str) -> bool {
    /// More letters are a word of their own.
    const LEFT_OVER: usize = 3;
    const LINKS: [&str; 14] =
        ["de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "à", "au", "aux", "sur"];
    let rest = below.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let in_capitals = |text: &str| !text.contains(char::is_lowercase);
    let is_one_word = above.chars().all(char::is_alphabetic);
    let is_left_over = (1..=LEFT_OVER).contains(&rest.chars().count())
        && !LINKS.contains(&rest.to_lowercase().as_str())
        && (in_capitals(above) == in_capitals(rest))
        && (rest.starts_with(char::is_lowercase) || in_capitals(above));
    is_one_word && is_left_over
}

/// Whether a line ends amid what a hyphen joins: "Jean-", "Ville de Coudekerque-".
fn is_hyphenated(line: &str) -> bool {
    line.ends_with('-') && !line.ends_with(" -")
}

#[cfg(test)]
mod tests {
    use super::{address_goes_on, is_hyphenated, word_goes_on};

    #[test]
    fn an_address_may_be_broken_amid_a_word() {
        assert!(address_goes_on("zoe.petit@ex", "emple.fr", false));
        assert!(address_goes_on("Courriel : zoe@centre-", "social.fr", false));
        assert!(address_goes_on("zoe.petit", "@exemple.fr", false));
        assert!(address_goes_on("zoe.petit@lille.exa", "mple", true));
        assert!(address_goes_on("zoe.pet", "it@lille.exemple", true));
    }

    #[test]
    fn a_word_that_fills_a_line_goes_on_below() {
        assert!(word_goes_on("VERSCHAEV", "E") && word_goes_on("Coordinatric", "e sociale"));
        assert!(is_hyphenated("Ville de Coudekerque-") && !is_hyphenated("Ville de Lens -"));
        for (above, below) in [("Directrice", "de site"), ("Responsable", "proximité"), ("Zoé", "Roy")] {
            assert!(!word_goes_on(above, below), "{above} {below}");
        }
    }

    #[test]
    fn what_stands_below_a_whole_address_is_no_part_of_it() {
        assert!(!address_goes_on("zoe@exemple.fr", "Lille", true));
        assert!(!address_goes_on("zoe@exemple.fr", "ou", false));
        assert!(!address_goes_on("Petit", "zoe@exemple.fr", true));
    }
}
