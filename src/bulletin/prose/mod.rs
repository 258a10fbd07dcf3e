//! People whom the writer's sentences name for registration: "Je soussignée Zoé PETIT, médiatrice au
//! sein de la Ville de Lens, participerai", "Merci d'inscrire : - M. Luc Roy (MJC de Croix)".
//!
//! A name is believed where something proves it: a civility, capitals, a usual given name, or the
//! sender's own; and where the sentence is about taking part, or particulars follow the name. What
//! stands alone at the end is a signature.

mod affiliation;
mod name;
mod segments;
mod story;
mod words;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

use self::name::{Stands, find, is_about_taking_part};
use self::segments::{Beginning, Segment, segments};
use self::story::Story;
use self::words::phrase;
use super::reading::Participant;
use crate::fold::fold;
use crate::message::Mailbox;

/// The people whom `own_words`, which `sender` wrote, name for registration.
pub fn people(own_words: &str, sender: Option<&Mailbox>) -> Vec<Participant> {
    let segments = segments(own_words);
    let mut story = Story::of(sender);
    let mut before = "";
    for (at, segment) in segments.iter().enumerate() {
        let is_excluded = is_about_somebody_else(&said_around(&segments, at));
        let stands = match segment.begins {
            Beginning::Amid => Stands::Amid,
            Beginning::Colon if is_about_taking_part(before, "") => Stands::Called,
            _ => Stands::Apart,
        };
        match find(&segment.text, stands, sender).filter(|_| !is_excluded) {
            Some(found) => story.begin(segment, found),
            None => story.go_on(segment),
        }
        before = &segment.text;
    }
    story.end()
}

/// What the writer adds to a registration that the desk has asked about: "Je suis rattachée à la MJC de
/// Croix". Nobody is named in it.
pub fn supplement(own_words: &str) -> Option<Participant> {
    let mut story = Story::of(None);
    segments(own_words).iter().for_each(|segment| story.go_on(segment));
    story.supplement()
}

/// The sentence around the segment at `at`, without what a "mais" or a colon before it sets apart.
fn said_around(segments: &[Segment], at: usize) -> String {
    static APART: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"(?i)\b(?:mais|cependant|toutefois|par contre|en revanche|donc)\b"));
    let begins = |segment: &Segment| !matches!(segment.begins, Beginning::Amid | Beginning::Colon);
    let is_set_apart = |segment: &Segment| begins(segment) || segment.begins == Beginning::Colon;
    let first = (0..=at).rev().find(|&index| segments.get(index).is_some_and(is_set_apart)).unwrap_or(0);
    let rest = segments.get(at + 1..).unwrap_or_default();
    let length = rest.iter().position(begins).unwrap_or(rest.len());
    let join = |segments: &[Segment]| {
        segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(", ")
    };
    let before = join(segments.get(first..=at).unwrap_or_default());
    let before = APART
        .find_iter(&before)
        .last()
        .map_or(before.as_str(), |word| before.get(word.end()..).unwrap_or_default());
    format!("{}, {}", before.trim_start(), join(rest.get(..length).unwrap_or_default()))
        .trim_end_matches([',', ' '])
        .to_owned()
}

/// Whether a sentence names somebody who is not to be registered.
fn is_about_somebody_else(sentence: &str) -> bool {
    static ELSE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)^(?:(?:bonjour|bonsoir|salut|coucou|chere?|madame|monsieur|mme|m\.)(?:\ [\w'-]+){1,5})$
              | \b(?:de\ la\ part\ de|merci\ a|copie\ a|cc\ |remplac\w+|a\ la\ place|au\ lieu|succed\w+|partie?\ en\ retraite
              |ne\ (?:pourr\w+|peut|viendr\w+|particip\w+|ser\w+)|en\ copie|transmis\ par|conseil\ de|appele\ par|recu\ de)\b",
        )
    });
    ELSE.is_match(&fold(sentence))
}
