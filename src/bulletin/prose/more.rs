//! People of whom a message speaks beside those who are known from it.

use std::sync::LazyLock;

use regex::Regex;

use super::name::capital_words;
use super::oneself::companions;
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
            r"(?:\+ ?\d|\b(?:avec|et|plus|accompagnee? (?:de|par)|accompagnee? d') ?(?:une?|\d|deux|trois) (?:autres? )?(?:coll?egues?|benevoles?|personnes?|amie?s?|membres?|habitante?s?)|nombre d(?:e |')(?:participante?s?|personnes?|places?|inscrite?s?) ?: ?(?:[2-9]|deux|trois))\b",
        )
    });
    let text = fold(&on_one_line(own_words));
    let counted = COUNTED.captures_iter(&text).filter_map(|found| number(found.get(1)?.as_str())).max();
    let is_new = |name: String| !is_of(&name, known) && !is_of_the(sender, &name);
    let names_another = || {
        let told = told(own_words, "message", sender, false);
        let named =
            told.into_iter().chain(companions(own_words, sender)).filter_map(|person| full_name(&person));
        named.chain(full_names(own_words)).any(is_new)
    };
    let says_more = known.len() == 1 && (UNNAMED.is_match(&text) || is_accompanied(own_words));
    !known.is_empty() && counted.is_some_and(|count| count > known.len()) || says_more || names_another()
}

/// Whether the writer of `text` says that somebody comes along: "une collègue m'accompagnera".
pub fn is_accompanied(text: &str) -> bool {
    static ALONG: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:m'|nous\ )accompagn(?:e|era|eront|ent)\b | \b(?:viendra|viendront|vient|sera|seront)\ (?:\w+\ )?avec\ (?:moi|nous)\b
              | \bje\ (?:serai|viendrai|viens|suis)\ (?:\w+\ )?accompagne
              | \b(?:ma|mon|mes|une?|deux)\ (?:coll?egues?|amie?s?|mari|femme|epou\w+|conjointe?|binome|benevoles?|adjointe?|voisine?)\b.{0,60}\b(?:viendr(?:a|ont)|participer(?:a|ont)|assister(?:a|ont)|ser(?:a|ont)\ (?:present|la|des\ votres))",
        )
    });
    ALONG.is_match(&fold(&on_one_line(text)))
}

/// The name of whoever has a family name and a given one.
fn full_name(person: &Participant) -> Option<String> {
    Some(format!("{} {}", person.get(&Field::FirstName)?, person.get(&Field::LastName)?))
}

/// Whether all words of `name` are told of one of `people`, be it as those of an organisation.
fn is_of(name: &str, people: &[Participant]) -> bool {
    people.iter().any(|person| {
        let told: Vec<String> = person.values.iter().flat_map(|value| words(&value.text)).collect();
        words(name).iter().all(|word| told.contains(word))
    })
}

/// Whether all words of `name` are the sender's.
fn is_of_the(sender: Option<&Mailbox>, name: &str) -> bool {
    sender.is_some_and(|sender| words(name).iter().all(|word| sender.is_called(word)))
}

/// The full names amid the sentences of `own_words` that begin with a usual given one, whatever is said of them
/// there, but for those of people who are only greeted, thanked or absent.
fn full_names(own_words: &str) -> Vec<String> {
    let segments = segments(own_words);
    let is_meant = |at: usize, text: &str| {
        !(is_about_somebody_else(&said_around(&segments, at)) || at < 2 && greets(text))
    };
    let meant = segments.iter().enumerate().filter(|(at, segment)| is_meant(*at, &segment.text));
    // A name on a line of its own signs.
    meant
        .flat_map(|(_, segment)| names_in(&segment.text).filter(|name| name.len() < segment.text.len()))
        .map(str::to_owned)
        .collect()
}

/// The names in a piece of a sentence that begin with a usual given one, and are not part of the name of a place or
/// an organisation: "Tarik Saïdi", not "centre social Rosa Parks".
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    /// So many words before a name can begin that of an organisation.
    const LENGTH: usize = 4;
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:rue|avenue|boulevard|place|quai|allee|square|espace|salle|ecole|college|lycee|gymnase|quartier|residence|stade|parc|hopital|theatre|amphi\w*|batiment)\b",
        )
    });
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect();
    let name_from = move |index: usize| {
        let start = *starts.get(index)?;
        let name = capital_words(text.get(start..)?);
        let near = starts.get(index.saturating_sub(LENGTH)..index)?;
        let before = text.get(near.first().copied().unwrap_or(start)..start)?;
        let begins_an_organisation = |&at: &usize| text.get(at..).is_some_and(begins_an_organisation);
        let is_of_a_place = PLACE.is_match(&fold(before)) || near.iter().any(begins_an_organisation);
        let is_given = name.split_whitespace().next().is_some_and(names::is_first_name);
        (is_given && name.contains(' ') && !is_of_a_place).then_some(name)
    };
    (0..=text.matches(' ').count()).filter_map(name_from)
}

/// Of how many registrations or seats `own_words` speak: "nos deux inscriptions", "oui pour les deux".
pub fn counted(own_words: &str) -> Option<usize> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:mes|les|nos|ces|des) (deux|trois|quatre|cinq|six|[2-9])(?: autres)? (?:inscriptions|participations|places|propositions|reservations|offres)\b|\boui pour (?:les|nos) (deux|trois|quatre|cinq|six|[2-9])\b",
        )
    });
    let text = fold(&on_one_line(own_words));
    let said = |found: regex::Captures<'_>| number(found.get(1).or(found.get(2))?.as_str());
    COUNTED.captures_iter(&text).filter_map(said).max()
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
