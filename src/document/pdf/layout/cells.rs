//! What stands in a cell, line by line: what a narrow cell breaks is whole again.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use crate::pattern::pattern;

/// How far text stays from the edge of its cell, in em.
const INSET: f64 = 0.5;

/// The lines of a cell that ends at `edge`, where that is known. The first line may be a label: what
/// is below it is not joined to it.
pub(super) fn joined(lines: &[Line], edge: Option<f64>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines {
        let is_second = joined.len() < 2;
        let room = before.zip(edge).map(|(before, edge)| edge - INSET * before.size - right(before));
        let is_full = room.zip(before).is_some_and(|(room, before)| room < 0.7 * before.size);
        let is_wrapped = room.is_some_and(|room| room < first_word(line)) && !is_second;
        let text = line.text();
        match joined.last_mut() {
            Some(above) if address_goes_on(above, &text, is_full) => above.push_str(&text),
            Some(above) if is_wrapped => {
                above.push(' ');
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

/// How wide the first word of a line is, with the space before it.
fn first_word(line: &Line) -> f64 {
    let Some(piece) = line.pieces.first() else { return 0.0 };
    let length = |text: &str| u32::try_from(text.chars().count()).map_or(0.0, f64::from);
    let word = piece.text.split(' ').next().unwrap_or_default();
    (piece.right - piece.left) * length(word) / length(&piece.text).max(1.0) + 0.25 * line.size
}

/// Whether a mail address goes on in the text below it: "zoe.petit@ex", "emple.fr". A line that is
/// full may break it where it could end.
pub(super) fn address_goes_on(above: &str, below: &str, is_full: bool) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\w.+-]+$"));
    static BEGUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\s)[\w.+-]+@[\w.-]*$"));
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@[\w.-]+\.[A-Za-z]{2,}$"));
    let is_plain = !below.contains(char::is_uppercase);
    let is_begun = BEGUN.is_match(above) && (!WHOLE.is_match(above) || is_full && is_plain);
    is_begun && PART.is_match(below) || PART.is_match(above) && below.starts_with('@') && !below.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::address_goes_on;

    #[test]
    fn an_address_may_be_broken_amid_a_word() {
        assert!(address_goes_on("zoe.petit@ex", "emple.fr", false));
        assert!(address_goes_on("Courriel : zoe@centre-", "social.fr", false));
        assert!(address_goes_on("zoe.petit", "@exemple.fr", false));
        assert!(address_goes_on("zoe.petit@lille.exa", "mple", true));
    }

    #[test]
    fn what_stands_below_a_whole_address_is_no_part_of_it() {
        assert!(!address_goes_on("zoe@exemple.fr", "Lille", true));
        assert!(!address_goes_on("zoe@exemple.fr", "ou", false));
        assert!(!address_goes_on("Petit", "zoe@exemple.fr", true));
    }
}
