//! People of whom a message speaks beside those who are known from it.

use std::sync::LazyLock;

use regex::Regex;

use super::name::capital_words;
use super::oneself::{companions, has_same_name, writes_from};
use super::segments::segments;
use super::words::{on_one_line, phrase};
use super::{greets, is_about_somebody_else, said_around, told};
use crate::bulletin::names;
use crate::bulletin::reading::Participant;
use crate::bulletin::vocabulary::begins_an_organisation;
use crate::event::Field;
use crate::fold::{fold, words};
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
            .chain(companions(own_words, sender))
            .any(|person| is_whole(&person) && !is_known(&person))
        || names_another(own_words, known, sender)
}

/// Whether a sentence of `own_words` has a usual given name and another one with a capital behind it that belong to
/// nobody known: somebody whom no rule has found.
fn names_another(own_words: &str, known: &[Participant], sender: Option<&Mailbox>) -> bool {
    let known: Vec<String> =
        known.iter().flat_map(|person| &person.values).map(|value| fold(&value.text)).collect();
    let is_known = |name: &str| {
        let words: Vec<String> = words(name);
        words.iter().any(|word| known.iter().any(|text| text.contains(word.as_str())))
            || sender.is_some_and(|sender| words.iter().any(|word| sender.is_called(word)))
    };
    let segments = segments(own_words);
    segments.iter().enumerate().any(|(at, segment)| {
        let is_alone = |name: &str| name.len() == segment.text.len();
        let is_meant = |name: &&str| !is_alone(name) && !is_known(name);
        !(at < 2 && greets(&segment.text))
            && !is_about_somebody_else(&said_around(&segments, at))
            && full_names(&segment.text).any(|name| is_meant(&name))
    })
}

/// The names in a piece of a sentence that begin with a usual given one, and are not part of the name of a place or
/// an organisation: "Tarik Saïdi", not "centre social Rosa Parks".
fn full_names(text: &str) -> impl Iterator<Item = &str> {
    /// So many words before a name can begin that of an organisation.
    const LENGTH: usize = 4;
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:rue|avenue|boulevard|place|quai|allee|square|espace|salle|ecole|college|lycee|gymnase|quartier|residence|stade|parc|hopital|theatre|amphi\w*|batiment)\b",
        )
    });
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let names: Vec<&str> = starts
        .iter()
        .enumerate()
        .filter_map(|(index, &start)| {
            let name = capital_words(text.get(start..)?);
            let first = name.split_whitespace().next()?;
            let from = *starts.get(index.saturating_sub(LENGTH))?;
            let before = text.get(from..start)?;
            let begins_else = |&at: &usize| text.get(at..).is_some_and(begins_an_organisation);
            let is_of_a_place = PLACE.is_match(&fold(before))
                || starts.iter().filter(|&&at| (from..start).contains(&at)).any(begins_else);
            (names::is_first_name(first) && name.contains(' ') && !is_of_a_place).then_some(name)
        })
        .collect();
    names.into_iter()
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
