//! People of whom a message speaks beside those who are known from it.

use std::sync::LazyLock;

use regex::Regex;

use super::oneself::{companion, has_same_name, writes_from};
use super::told;
use super::words::{on_one_line, phrase};
use crate::bulletin::reading::Participant;
use crate::event::Field;
use crate::fold::fold;
use crate::message::Mailbox;

/// Whether `own_words` speak of more people who come than the `known` ones: by their number, as somebody's
/// colleague without a name, or by their names.
pub fn means_more(own_words: &str, known: &[Participant], sender: Option<&Mailbox>) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:serons|viendrons|participerons|venons|sommes) (?:donc |bien )?(?:a )?(deux|trois|quatre|cinq|six|[2-9])\b",
        )
    });
    static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?:\+ ?\d|\b(?:avec|et|plus|accompagnee? (?:de|par)|accompagnee? d') ?(?:une?|\d|deux|trois) (?:autres? )?(?:coll?egues?|benevoles?|personnes?|amie?s?|membres?|habitante?s?))\b",
        )
    });
    if known.is_empty() {
        return false;
    }
    let text = fold(&on_one_line(own_words));
    let counted = COUNTED.captures_iter(&text).filter_map(|found| number(found.get(1)?.as_str())).max();
    let is_known = |person: &Participant| {
        known.iter().any(|one| has_same_name(one, person))
            || sender.is_some_and(|sender| writes_from(person, sender))
    };
    let is_whole = |person: &Participant| {
        [Field::LastName, Field::FirstName].iter().all(|field| person.get(field).is_some())
    };
    counted.is_some_and(|count| count > known.len())
        || UNNAMED.is_match(&text)
        || told(own_words, "message", sender, false)
            .into_iter()
            .chain(companion(own_words, sender))
            .any(|person| is_whole(&person) && !is_known(&person))
}

/// Whether a line of `own_words` speaks of a couple: "M. et Mme Petit".
pub fn names_a_couple(own_words: &str) -> bool {
    static COUPLE: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"\b(?:mr?|monsieur|mme|madame)\.? (?:et|&) (?:mr?|monsieur|mme|madame)\b"));
    own_words.lines().map(fold).any(|line| COUPLE.is_match(&line))
}

fn number(word: &str) -> Option<usize> {
    const WORDS: [&str; 5] = ["deux", "trois", "quatre", "cinq", "six"];
    let written = WORDS.iter().position(|known| *known == word).map(|at| at + 2);
    written.or_else(|| word.parse().ok())
}
