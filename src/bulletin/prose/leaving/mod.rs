//! The people whom sentences name as leaving: "Merci d'annuler l'inscription de Marie Petit", "M. Durand
//! est malade, il ne sera pas présent".

mod people;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use self::people::{Named, people, subjects, value, without_lead};
use self::words::{BUT, CANCELS, COMES, FIRST_PERSON, ONESELF, PARTLY, PLURAL, PRONOUN, STAYS};
pub use self::words::{kept_codes, says_who_comes, sends_somebody};
use super::Words;
use super::affiliation::affiliation;
use super::oneself::oneself;
use super::segments::{Beginning, Segment, segments};
use super::words::phrase;
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::event::Field;
use crate::message::Mailbox;

/// The people whom the `words` of a message below `subject` name as leaving; the sender among them, who says so of
/// herself too.
#[must_use]
pub fn leaving(subject: &str, words: &Words<'_>) -> Vec<Participant> {
    let mut story = Story { sender: words.sender, ..Story::default() };
    for segment in &segments(&format!("{subject}\n\n{}", words.papers.own_words)) {
        story.go_on(segment);
    }
    story.end(words.signed)
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

    fn end(self, signed: Option<&str>) -> Vec<Participant> {
        let mut people: Vec<Participant> = Vec::new();
        for Named { person, .. } in self.leaving {
            let is_known = |known: &Participant| {
                [Field::LastName, Field::FirstName].iter().all(|field| known.get(field) == person.get(field))
            };
            if !people.iter().any(is_known) {
                people.push(person);
            }
        }
        let mut last_names = people.iter().filter_map(|person| person.get(&Field::LastName));
        let is_named = self.sender.is_some_and(|sender| last_names.any(|name| sender.is_called(name)));
        if self.leaves_herself && !people.is_empty() && !is_named {
            people.extend(herself(signed, self.sender, &people));
        }
        people
    }
}

/// The writer, by whatever tells who that is; `None` where they are among the `named`.
fn herself(signed: Option<&str>, sender: Option<&Mailbox>, named: &[Participant]) -> Option<Participant> {
    let mut writer = oneself(signed, sender);
    if let Some(sender) = sender {
        let place = Place { paper: String::from("sender"), spot: String::new() };
        let text = sender.address.clone();
        writer.keep(Value { field: Field::Email, text, place, basis: Basis::Sender });
    }
    let is_among = |name: &str| named.iter().any(|person| person.get(&Field::FirstName) == Some(name));
    let is_named = writer.get(&Field::FirstName).is_some_and(is_among);
    (!is_named).then_some(writer)
}
