//! Which events the words of a text fit: by their titles, their keywords, or what sets them apart.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::dates::days;
use crate::event::Event;
use crate::fold::{fold, words};
use crate::pattern::pattern;

/// Those of `events` that `text` fits by its words; none where it says nothing of any. Whole titles outrank
/// keywords and parts of titles ("atelier 2"), and those outrank single words ("l'atelier concertation").
/// What is said in as many words of several tells them from the others, but not from each other.
pub fn fitting<'e>(text: &str, events: &[&'e Event]) -> Vec<&'e Event> {
    let said = Said::in_text(text);
    let mut meant: Vec<&Event> = Vec::new();
    for phrases in [titles, keywords_and_parts, single_words] {
        let among = if meant.is_empty() { events } else { &meant };
        let phrases = phrases(among);
        let named = said.longest(&phrases);
        if named.is_empty() {
            continue;
        }
        let fits_all = |event: &&&Event| named.iter().all(|phrase| is_of(phrase, event));
        let fits_one = |event: &&&Event| named.iter().any(|phrase| is_of(phrase, event));
        // Beside the title of one, another may be named too.
        let apart = apart(&said, among);
        if apart.len() > 1 {
            return apart;
        }
        let of_all: Vec<&Event> = among.iter().filter(fits_all).copied().collect();
        if of_all.is_empty() {
            return among.iter().filter(fits_one).copied().collect();
        }
        meant = of_all;
    }
    // A repeat has all the words of what it repeats, and some of its own.
    let is_a_line = |event: &&Event| said.has_line(&plain(&event.title));
    if meant.len() > 1 && meant.iter().any(is_a_line) {
        meant.retain(is_a_line);
    }
    if meant.len() > 1 { in_the_half_of_the_day(text, meant) } else { meant }
}

/// Those of `events` that `text` names each in words of its own.
pub fn named_apart<'e>(text: &str, events: &[&'e Event]) -> Vec<&'e Event> {
    apart(&Said::in_text(text), events)
}

/// Those of `events` of which something is said that is said of no other: the title, or a word or a keyword in the
/// name of a meeting. "Référente conseil citoyen" is somebody's role.
fn apart<'e>(said: &Said, events: &[&'e Event]) -> Vec<&'e Event> {
    let names = |mut phrase: Phrase| {
        phrase.is_in_a_name = true;
        phrase
    };
    let in_a_name = keywords_and_parts(events).into_iter().chain(single_words(events)).map(names);
    let phrases: Vec<Phrase> = titles(events).into_iter().chain(in_a_name).collect();
    let found = said.longest(&phrases);
    let is_only_of = |phrase: &Phrase, event: &Event| {
        is_of(phrase, event) && !events.iter().any(|other| other.id != event.id && is_of(phrase, other))
    };
    let is_named = |event: &&&Event| found.iter().any(|phrase| is_only_of(phrase, event));
    events.iter().filter(is_named).copied().collect()
}

/// Of events on one day those in the half of it that `text` names: "la séance du matin".
pub fn in_the_half_of_the_day<'e>(text: &str, events: Vec<&'e Event>) -> Vec<&'e Event> {
    static MORNING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:du|le|au|en|la|de|session|seance) mat(?:in|inee)\b"));
    static AFTERNOON: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:de |en |session |seance )?(?:l'|d'|\bpm\b)?apres[- ]midi\b"));
    static GREETING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:bon|bonne|bel|belle|cet|cette|hier) (?:fin d'|debut d')?apres[- ]midi\b")
    });
    let is_one_day =
        events.windows(2).all(|two| matches!(two, [one, other] if one.starts.date() == other.starts.date()));
    let folded = fold(text);
    let folded = GREETING.replace_all(&folded, " ");
    let wanted = match (MORNING.is_match(&folded), AFTERNOON.is_match(&folded)) {
        (true, false) => |event: &&Event| event.starts.hour() < 12,
        (false, true) => |event: &&Event| event.starts.hour() >= 12,
        _ => return events,
    };
    if is_one_day && events.iter().any(wanted) { events.into_iter().filter(wanted).collect() } else { events }
}

/// A text as it is compared: its words without plural, numbers as figures behind what they number, and a
/// space on either side.
struct Said {
    text: String,
    lines: Vec<String>,
}

impl Said {
    fn in_text(text: &str) -> Self {
        Self { text: format!(" {} ", plain(text)), lines: text.lines().map(plain).collect() }
    }

    /// Those of `phrases` that it has, without those that are part of another one wherever they stand.
    fn longest<'p>(&self, phrases: &'p [Phrase]) -> Vec<&'p Phrase> {
        let mut found: Vec<&Phrase> = phrases.iter().filter(|phrase| phrase.is_in(&self.text)).collect();
        found.sort_by_key(|phrase| std::cmp::Reverse(phrase.text.len()));
        let mut rest = self.text.clone();
        found.retain(|phrase| {
            let is_in = phrase.is_in(&rest);
            rest = rest.replace(&phrase.bounded(), " | ");
            is_in
        });
        found
    }

    fn has_line(&self, title: &str) -> bool {
        self.lines.iter().any(|line| line == title)
    }
}

/// Some words of an event.
struct Phrase {
    text: String,
    /// Whether they count only in the name of a meeting: "l'atelier concertation", not "chargée de concertation".
    is_in_a_name: bool,
}

impl Phrase {
    fn bounded(&self) -> String {
        format!(" {} ", self.text)
    }

    fn is_in(&self, said: &str) -> bool {
        if self.is_in_a_name {
            is_in_the_name_of_a_meeting(&self.text, said)
        } else {
            said.contains(&self.bounded())
        }
    }
}

fn is_of(phrase: &Phrase, event: &Event) -> bool {
    let mut own = event.keywords.iter().chain([&event.title]);
    own.any(|words| format!(" {} ", plain(words)).contains(&phrase.bounded()))
}

fn titles(events: &[&Event]) -> Vec<Phrase> {
    distinct(events.iter().map(|event| event.title.as_str()), 1)
}

/// Days among the keywords are weighed elsewhere.
fn keywords_and_parts(events: &[&Event]) -> Vec<Phrase> {
    /// A shorter part of a title is said of anything.
    const TELLING: usize = 2;
    let keywords = events.iter().flat_map(|event| &event.keywords).map(String::as_str);
    let parts =
        events.iter().flat_map(|event| event.title.split([':', '–', '—', '(', ')', ',', '«', '»', '/', '.']));
    let parts = parts.flat_map(|part| part.split(" - "));
    let mut phrases = distinct(keywords, 1);
    phrases.extend(distinct(parts, TELLING));
    phrases
}

fn single_words(events: &[&Event]) -> Vec<Phrase> {
    /// Shorter words are said of anything, in letters.
    const TELLING: usize = 6;
    let is_telling = |word: &&str| word.chars().count() >= TELLING && !is_a_meeting(word);
    let titles: Vec<String> = events.iter().map(|event| plain(&event.title)).collect();
    let mut words: Vec<&str> = titles.iter().flat_map(|title| title.split(' ')).filter(is_telling).collect();
    words.sort_unstable();
    words.dedup();
    let is_of_one =
        |word: &&str| titles.iter().filter(|title| title.split(' ').any(|own| own == *word)).count() == 1;
    words
        .into_iter()
        .filter(is_of_one)
        .map(|word| Phrase { text: word.to_owned(), is_in_a_name: true })
        .collect()
}

/// Phrases of `texts` that name no day and have so many words.
fn distinct<'t>(texts: impl Iterator<Item = &'t str>, at_least: usize) -> Vec<Phrase> {
    let mut plain: Vec<String> = texts.filter(|text| days(&fold(text)).is_empty()).map(plain).collect();
    let is_article =
        |word: &&str| matches!(*word, "le" | "la" | "les" | "l" | "un" | "une" | "des" | "du" | "de" | "d");
    plain.retain(|text| {
        text.split(' ').skip_while(is_article).filter(|word| !word.is_empty()).count() >= at_least
    });
    plain.sort_unstable();
    plain.dedup();
    plain.into_iter().map(|text| Phrase { text, is_in_a_name: false }).collect()
}

/// Whether `words` stand in `said` behind what can only be a meeting: "atelier sur la concertation".
fn is_in_the_name_of_a_meeting(words: &str, said: &str) -> bool {
    /// So many words of a name are looked at.
    const LENGTH: usize = 4;
    let said: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = words.split(' ').collect();
    let is_named = |at: usize| {
        let before = said.get(at.saturating_sub(LENGTH)..at).unwrap_or_default();
        before.iter().any(|word| is_a_meeting(word)) || words.iter().any(|word| is_a_repeat(word))
    };
    said.windows(words.len()).enumerate().any(|(at, others)| others == words && is_named(at))
}

fn is_a_repeat(word: &str) -> bool {
    matches!(word, "rattrapage" | "redite")
}

fn is_a_meeting(word: &str) -> bool {
    is_numbered(word)
        || matches!(
            word,
            "formation"
                | "conference"
                | "stage"
                | "celui"
                | "celle"
                | "webinaire"
                | "visite"
                | "forum"
                | "seminaire"
                | "colloque"
        )
}

/// Whether such meetings are numbered.
fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "atelier"
            | "seance"
            | "session"
            | "rencontre"
            | "journee"
            | "matinee"
            | "module"
            | "reunion"
            | "cycle"
            | "groupe"
            | "volet"
            | "jour"
    )
}

/// `text` as it is compared: "2e atelier", "l'atelier n° 2" and "ateliers 1 et 2" have "atelier 2" in them.
fn plain(text: &str) -> String {
    let words: Vec<String> = words(text).into_iter().map(singular).collect();
    let mut plain: Vec<&str> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((word, following)) = rest.split_first() {
        rest = following;
        let next = following.first().map(String::as_str);
        if matches!(word.as_str(), "n" | "no" | "numero") && next.is_some_and(is_figure) {
            continue;
        }
        match (ordinal(word), next) {
            (Some(figure), Some(noun)) if is_numbered(noun) => {
                plain.extend([noun, figure]);
                rest = following.get(1..).unwrap_or_default();
            }
            _ => plain.push(word),
        }
        if is_numbered(word) {
            let count = numbers(following);
            let figures = following.iter().take(count).map(String::as_str).filter(|word| is_figure(word));
            for (at, figure) in figures.enumerate() {
                plain.extend((at > 0).then_some(word.as_str()).into_iter().chain([figure]));
            }
            rest = following.get(count..).unwrap_or_default();
        }
    }
    plain.join(" ")
}

/// How many of `words` list numbers: "1, 2 et 3".
fn numbers(words: &[String]) -> usize {
    let belongs =
        |word: &&String| is_figure(word) || matches!(word.as_str(), "et" | "n" | "no" | "numero" | "ou");
    let list: Vec<&String> = words.iter().take_while(belongs).collect();
    list.iter().rposition(|word| is_figure(word)).map_or(0, |last| last + 1)
}

fn is_figure(word: &str) -> bool {
    word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit())
}

fn ordinal(word: &str) -> Option<&'static str> {
    Some(match word {
        "1er" | "1ere" | "1re" | "premier" | "premiere" => "1",
        "2e" | "2eme" | "2nd" | "2nde" | "deuxieme" | "second" | "seconde" => "2",
        "3e" | "3eme" | "troisieme" => "3",
        "4e" | "4eme" | "quatrieme" => "4",
        "5e" | "5eme" | "cinquieme" => "5",
        "6e" | "6eme" | "sixieme" => "6",
        _ => return None,
    })
}

fn singular(word: String) -> String {
    match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 3 => stem.to_owned(),
        _ => word,
    }
}
