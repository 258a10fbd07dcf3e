//! The people whom sentences name as leaving: "Merci d'annuler l'inscription de Marie Petit", "M. Durand
//! est malade, il ne sera pas présent".

use std::sync::LazyLock;

use regex::Regex;

use super::affiliation::affiliation;
use super::name::{Found, Stands, find};
use super::segments::{Beginning, Segment, segments};
use super::words::{is_no_name, phrase};
use crate::bulletin::codes::codes;
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names::{self, Parted};
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::bulletin::vocabulary::begins_an_organisation;
use crate::event::Field;
use crate::message::Mailbox;

/// The people whom the words of `sender` name as leaving; the sender among them, who says so of herself too.
#[must_use]
pub fn leaving(subject: &str, own_words: &str, sender: Option<&Mailbox>) -> Vec<Participant> {
    let mut story = Story { sender, ..Story::default() };
    for segment in &segments(&format!("{subject}\n\n{own_words}")) {
        story.go_on(segment);
    }
    story.end()
}

/// The codes that `own_words` name beside those that they cancel: "annuler K7F-3QDM, mais garder B3R-7HKX".
#[must_use]
pub fn kept_codes(own_words: &str) -> Vec<String> {
    static COMING: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"(?i)\b(?:ok|oui|présente?|vient|viendra|maintenue?|confirmée?)\b"));
    let is_coming = |line: &&str| COMING.is_match(line) && !CANCELS.is_match(line) && !STAYS.is_match(line);
    let mut kept: Vec<String> = own_words.lines().filter(is_coming).flat_map(|line| codes(&[line])).collect();
    let mut is_kept = false;
    for segment in &segments(own_words) {
        let goes_on = matches!(segment.begins, Beginning::Amid | Beginning::Colon);
        is_kept &= goes_on;
        for (at, piece) in BUT.split(&segment.text).enumerate() {
            is_kept |= at > 0;
            kept.extend(codes(&[piece]).into_iter().filter(|_| is_kept));
        }
    }
    kept
}

/// Somebody named.
#[derive(Debug, Clone)]
struct Named {
    person: Participant,
    line: usize,
    /// Whether something follows the name.
    is_told_of: bool,
}

/// A text told so far.
#[derive(Debug, Default)]
struct Story<'m> {
    sender: Option<&'m Mailbox>,
    leaving: Vec<Named>,
    /// Those at the beginning of a sentence of whom nothing is said yet.
    waiting: Vec<Named>,
    /// Those of whom the sentence before spoke, whom "il" means.
    before: Vec<Named>,
    /// Whether a request to cancel goes on.
    cancels: bool,
    /// Whether the writer leaves.
    leaves_herself: bool,
}

impl Story<'_> {
    fn go_on(&mut self, segment: &Segment) {
        let is_listed = segment.is_item && self.cancels;
        if !matches!(segment.begins, Beginning::Amid | Beginning::Colon) && !is_listed {
            self.cancels = false;
            self.before = std::mem::take(&mut self.waiting);
        }
        let mut pieces = BUT.split(&segment.text);
        if let Some(first) = pieces.next() {
            self.piece(first, segment);
        }
        for piece in pieces {
            self.cancels = false;
            self.waiting.clear();
            self.piece(piece, segment);
        }
    }

    /// Goes on with a piece of a sentence in which at most one thing is said of people.
    fn piece(&mut self, text: &str, segment: &Segment) {
        if COMES.is_match(text) && !STAYS.is_match(text) {
            self.waiting.clear();
            self.cancels = false;
            return;
        }
        self.leaves_herself |= ONESELF.is_match(text);
        if STAYS.is_match(text) && !PARTLY.is_match(text) {
            let mut from = 0;
            for stays in STAYS.find_iter(text) {
                let before = text.get(from..stays.start()).unwrap_or_default();
                // "Je ne viendrai pas et Marie Petit non plus"
                let before = before.rsplit_once(" et ").filter(|_| from > 0).map_or(before, |(_, last)| last);
                self.stays_away(before, stays.as_str(), segment);
                from = stays.end();
            }
        } else if let Some(cancels) = CANCELS.find(text) {
            let object = text.get(cancels.end()..).unwrap_or_default();
            self.cancels = true;
            let named = people(without_lead(object), segment, self.sender);
            if named.is_empty() {
                self.cancels_theirs(object);
            }
            self.leaving.extend(named);
        } else if self.cancels {
            self.goes_on_cancelling(text, segment);
        } else {
            self.waiting.extend(subjects(text, segment, self.sender));
        }
    }

    /// "Marie Petit ne viendra pas": who stands before the words for it, unless the writer speaks of herself.
    fn stays_away(&mut self, before: &str, said: &str, segment: &Segment) {
        let subjects = subjects(before, segment, self.sender);
        let is_plural = PLURAL.is_match(said);
        let is_referred_to = PRONOUN.is_match(before);
        match () {
            () if !subjects.is_empty() => {
                let waiting = std::mem::take(&mut self.waiting);
                self.leaving.extend(waiting.into_iter().filter(|_| is_plural));
                self.leaving.extend(subjects);
            }
            () if !is_referred_to && (FIRST_PERSON.is_match(before) || !before.trim().is_empty()) => {}
            () if !self.waiting.is_empty() => self.leaving.append(&mut self.waiting),
            () if is_referred_to => self.leaving.append(&mut self.before),
            () => {}
        }
    }

    /// "Paul Durand nous a quittés, merci d'annuler son inscription."
    fn cancels_theirs(&mut self, object: &str) {
        static THEIRS: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)\b(?:son|sa|leurs?)\b"));
        let is_theirs = THEIRS.is_match(object);
        let is_told_of = |named: &Named| named.is_told_of && object.trim().is_empty();
        let (theirs, waiting): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|named| is_theirs || is_told_of(named));
        if theirs.is_empty() && is_theirs {
            self.leaving.append(&mut self.before);
        }
        self.waiting = waiting;
        self.leaving.extend(theirs);
    }

    /// The next of those whose registrations are to be cancelled, or where the last one comes from.
    fn goes_on_cancelling(&mut self, text: &str, segment: &Segment) {
        let next = people(without_lead(text), segment, self.sender);
        let organisation = affiliation(text).and_then(|said| said.organisation);
        match (self.leaving.last_mut(), organisation) {
            (Some(last), Some(organisation)) if next.is_empty() && last.line == segment.line => {
                last.person.keep(value(Field::Organisation, organisation, segment));
            }
            _ => self.leaving.extend(next),
        }
    }

    fn end(self) -> Vec<Participant> {
        let mut people: Vec<Participant> = Vec::new();
        for Named { person, .. } in self.leaving {
            let is_known = |known: &Participant| {
                [Field::LastName, Field::FirstName].iter().all(|field| known.get(field) == person.get(field))
            };
            if !people.iter().any(is_known) {
                people.push(person);
            }
        }
        let is_named = |sender: &Mailbox| {
            let mut last_names = people.iter().filter_map(|person| person.get(&Field::LastName));
            last_names.any(|name| sender.is_called(name))
        };
        let herself =
            self.sender.filter(|sender| self.leaves_herself && !people.is_empty() && !is_named(sender));
        people.extend(herself.map(writer));
        people
    }
}

/// Words behind which something else is said, of others.
static BUT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\s*\b(?:mais|par contre|en revanche|toutefois|cependant|tandis que|alors que|sauf|hormis|excepté|[àa] l'exception d[eu]|(?:et )?(?:de )?(?:garder|gardez|maintenir|maintenez|conserver|conservez|laisser))\b\s*",
    )
});
/// Words by which somebody else is said to stay away.
static STAYS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?xi)\b(?:ne\s|n')(?:\w+\s){0,2}?(?:pourr|peu[tvx]|puisse|viendr|vien[dnt]|ser[ao]|est\b|sont\b|particip|assist|souhait|compte)\w*
          | \b(?:viendra|viendront|pourra|pourront|peut|peuvent|sera|seront|participera|participeront|vient)\s(?:\w+\s)?(?:pas|plus)\b
          | \b(?:est|sera|sont|seront|étant|etant)\s(?:\w+\s){0,2}?(?:malade|absent|empêch|empech|indisponible|excus|souffrant|hospitalis|retenu|en\sarr[êe]t|en\scong)\w*
          | \b(?:se\sd[ée]sist|annul|renonc|d[ée]clin)(?:e|ent|era|eront)\b
          | \b(?:doi(?:t|vent)|souhaite(?:nt)?|préf[èe]re(?:nt)?)\s(?:\w+\s){0,2}?(?:annuler|se\sd[ée]sister|renoncer|d[ée]cliner)\b
          | \b(?:a|ont)\sun\s(?:empêchement|empechement|contretemps|imprévu) | \bnon\splus$",
    )
});
/// Words that say so of several.
static PLURAL: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)(?:ront|vent|sont|ont|ent)\b"));
/// What is said there is not about all of the meeting.
static PARTLY: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:qu'|que (?:le|la|pour|vers)\b)|jusqu'à la fin|\b(?:rester|le matin|l'après-midi|en retard)\b",
    )
});
/// Words by which a registration is cancelled; whose, stands behind them.
static CANCELS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:annul(?:er|ez|ation|ations|e|ons)|d[ée]s?inscri(?:re|vez|ption|ptions)|retir(?:er|ez)|supprim(?:er|ez)|enlev(?:er|ez)|ray(?:er|ez)|d[ée]sistements?|suppressions?|(?:excuse[rz]?|note[rz]|signaler?|annoncer?)\s+l'absence)\b",
    )
});
/// Words by which somebody comes all the same.
static COMES: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:viendra|viendront|participera|participeront|assistera|maintien\w*|maintenue?s?|reste(?:nt)?|sera (?:bien |quand même |donc |toujours )?(?:là|la|présente?)|seront (?:bien |donc )?(?:là|la|présente?s)|vient (?:bien|quand même)|est toujours)\b",
    )
});
/// Words by which the writer says it of herself too.
static ONESELF: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?xi)\bje\s(?:ne\s|n')?(?:\w+\s){0,2}?(?:pourrai|peux|viendrai|serai|participerai|viens)\b.*\b(?:venir|présente?|presente?|participer|assister|là|pas|plus)$
          | \b(?:me\sd[ée]siste|me\sd[ée]sister|me\sd[ée]sinscrire)\b | \b(?:mon\sinscription|ma\s(?:participation|venue|présence|place))\b
          | \bla\smienne\b | \b(?:et|que)\smoi(?:-même)?\b | \bmoi(?:-même)?\s(?:et|non\splus)\b",
    )
});
static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)\b(?:je|j'|nous|on)\b"));
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"(?i)(?:^|\b(?:qui|et|que|donc|car|qu') ?)\b(?:il|elle|ils|elles|qui)\s*$|^qui\s*$")
});

/// Who stands, with their civility or as somebody's colleague, at the beginning of a piece, and behind
/// whom nobody else is spoken of.
fn subjects(text: &str, segment: &Segment, sender: Option<&Mailbox>) -> Vec<Named> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)^(?:.*\bqu(?:e\s|'))?(?:(?i:et|ni|donc|car|malheureusement|hélas|finalement|par\scontre)\s+)*(?:(?:[Mm]a|[Mm]on|[Nn]otre|[Nn]os|[Mm]es)\s\w+\s+(?:\p{Ll}+\s+)?)?",
        )
    });
    let text = text.trim();
    let bare = LEAD.find(text).and_then(|lead| text.get(lead.end()..)).unwrap_or(text);
    for text in [bare, text] {
        let found = people(text, segment, sender);
        let is_apart = |found: &Found<'_>| found.before.trim().is_empty() || is_whose(found.before);
        let leads = find(text, Stands::Called, sender).is_none_or(|found| is_apart(&found));
        if !found.is_empty() && leads && !FIRST_PERSON.is_match(behind_the_last(text, &found)) {
            return found;
        }
    }
    Vec::new()
}

/// Whether a piece before a name says whose colleague it is, or what civility it has.
fn is_whose(before: &str) -> bool {
    static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^(?:(?:et|ni|que|donc|malheureusement|finalement)\s+)*(?:(?:ma|mon|notre|la|le|l')\s?[\w-]+(?:\s[\w-]+){0,2}\s*)?(?:,\s*)?(?:M\.?|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)?\s*$|^(?:moi|je)\s*,?\s*$|soussign\S+\s*$|m'appelle\s*$",
        )
    });
    WHOSE.is_match(before)
}

/// What stands behind the last name of `found` in `text`.
fn behind_the_last<'t>(text: &'t str, found: &[Named]) -> &'t str {
    let last = found.last().and_then(|named| named.person.values.first()).map(|value| value.text.as_str());
    last.and_then(|name| text.rsplit_once(name)).map_or("", |(_, behind)| behind)
}

/// The people named in `text`, one behind the other.
fn people(text: &str, segment: &Segment, sender: Option<&Mailbox>) -> Vec<Named> {
    // "Mmes Petit et Roy"
    static BOTH: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:Mesdames|Mmes|Messieurs|MM\.?|Mesdemoiselles|Mlles)\s+(\p{Lu}[\w'-]+)\s+et\s+(?:de\s+)?(\p{Lu}[\w'-]+)",
        )
    });
    /// No piece of a sentence is longer, in octets.
    const LONG: usize = 1000;
    let mut people = Vec::new();
    if text.len() > LONG {
        return people;
    }
    let text = BOTH.replace(text, "Mme $1 et Mme $2");
    let mut rest = &*text;
    while let Some(found) = find(rest, Stands::Called, sender) {
        let mut person = Participant::default();
        for (field, name) in halves(found.name) {
            if !name.is_empty() {
                person.keep(value(field, name, segment));
            }
        }
        let organisation = affiliation(found.after).and_then(|said| said.organisation);
        if let Some(organisation) = organisation.filter(|name| begins_an_organisation(name)) {
            person.keep(value(Field::Organisation, organisation, segment));
        }
        let is_told_of = !found.after.is_empty();
        people.push(Named { person, line: segment.line, is_told_of });
        rest = found.after;
    }
    if people.is_empty() {
        people.extend(in_small_letters(&text, segment));
    }
    people
}

/// Family and given name; of "Mme Le Goff" there is no given one.
fn halves(name: Parted) -> [(Field, String); 2] {
    let whole = format!("{} {}", name.first, name.last);
    let (last, first) = match names::split_freely(&whole) {
        _ if names::is_particle(&name.first) => (whole, String::new()),
        Some(parted) => (parted.last, parted.first),
        None => (name.last, name.first),
    };
    [(Field::LastName, last), (Field::FirstName, first)]
}

/// "marie petit", "Marie" at the beginning of a piece, by the given name.
fn in_small_letters(text: &str, segment: &Segment) -> Option<Named> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let is_word = |word: &&&str| word.chars().all(|c| c.is_alphabetic() || c == '-') && !is_no_name(word);
    let is_link = |word: &str| {
        matches!(word, "et" | "est" | "sera" | "pour" | "le" | "du" | "au" | "de" | "ne" | "qui")
    };
    let first = words.first().filter(is_word)?;
    let second = words.get(1).filter(is_word).filter(|word| !is_link(word));
    let mut person = Participant::default();
    match second {
        Some(second) if names::is_first_name(first) => {
            let parted = names::split_freely(&format!("{first} {second}"))?;
            person.keep(value(Field::LastName, parted.last, segment));
            person.keep(value(Field::FirstName, parted.first, segment));
        }
        None if names::is_first_name(first) && first.starts_with(char::is_uppercase) => {
            person.keep(value(Field::FirstName, (*first).to_owned(), segment));
        }
        _ => return None,
    }
    Some(Named { person, line: segment.line, is_told_of: words.len() > 2 })
}

/// What is to be cancelled, without the words before whose it is: "l'inscription de ".
fn without_lead(object: &str) -> &str {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)^(?:\s|[-:–,]|(?:l'|d')|(?:de|la|le|les|des|du|et|aussi|également|donc|celles?|pour|à|a|au\snom|concernant|svp|suivantes?|ainsi\sque|notre|mon|ma|collègues?
              |inscriptions?|participations?|venue|présence|réservations?|places?|demandes?|les\sdeux)\b)+",
        )
    });
    LEAD.find(object).and_then(|lead| object.get(lead.end()..)).unwrap_or(object)
}

fn value(field: Field, text: String, segment: &Segment) -> Value {
    // The subject stands above the first line, with an empty one between.
    let place = match segment.line.checked_sub(2).filter(|line| *line > 0) {
        Some(line) => Place { paper: String::from("message"), spot: format!("line {line}") },
        None => Place { paper: String::from("subject"), spot: String::new() },
    };
    Value { field, text, place, basis: Basis::Prose }
}

/// The writer, as far as the address says who that is.
fn writer(sender: &Mailbox) -> Participant {
    let place = Place { paper: String::from("sender"), spot: String::new() };
    let value = |field, text| Value { field, text, place: place.clone(), basis: Basis::Sender };
    let mut person = Participant::default();
    let called = sender.name.as_deref().filter(|name| names::is_a_name(name));
    if let Some(name) = called.and_then(|name| names::split(name, NameOrder::FirstLast)) {
        person.keep(value(Field::LastName, name.last));
        person.keep(value(Field::FirstName, name.first));
    }
    person.keep(value(Field::Email, sender.address.clone()));
    person
}
