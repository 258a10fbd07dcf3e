//! Which of the configured events a message is about.

#[cfg(test)]
mod tests;
mod wording;

use std::sync::LazyLock;

use jiff::{Timestamp, ToSpan};
use regex::Regex;

use self::wording::{fitting, in_the_half_of_the_day, named_apart};
use super::dates::{Day, days, near_days};
use crate::event::{Event, Window};
use crate::fold::fold;
use crate::pattern::pattern;

/// So many of the texts that can tell which event is meant say so; the others ask, or are quoted.
pub const SAYING: usize = 6;

/// What a message says of the event it is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Occasion<'e> {
    /// One configured event.
    One(&'e Event),
    /// Nothing in it tells, but what it goes on with is about this event.
    Continued(&'e Event),
    /// Nothing tells, but this event alone takes bulletins at the moment.
    Presumed(&'e Event),
    /// It names a day ahead on which no configured event takes place.
    Unknown,
    /// It fits these, or nothing tells which of them; none where none takes bulletins.
    Unclear(Vec<&'e Event>),
    /// No event is configured.
    Unasked,
}

impl<'e> Occasion<'e> {
    /// The event, where it is one.
    #[must_use]
    pub fn event(&self) -> Option<&'e Event> {
        match self {
            Self::One(event) | Self::Continued(event) | Self::Presumed(event) => Some(event),
            Self::Unknown | Self::Unclear(_) | Self::Unasked => None,
        }
    }

    /// The identifiers of the events that it fits, where it fits several.
    #[must_use]
    pub fn candidates(&self) -> Vec<String> {
        match self {
            Self::Unclear(events) => events.iter().map(|event| event.id.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

/// What is known of a message beside what it says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'c> {
    /// When it was written.
    pub written: Option<Timestamp>,
    /// The identifier of the event that the thread is about, which it goes on with.
    pub thread: Option<&'c str>,
    /// What says of which events somebody is to come, or not to; it may be of several.
    pub spoken: &'c str,
}

/// The event that `texts` are about: the first text that tells decides, so the most telling come first: what is said
/// of leaving, if anything is. A day outranks words. What fits several is told apart by the next texts, or not at all.
/// Where the texts that say something do not tell, it is the event of the thread; where no text tells, the one on a
/// day like "demain", or the one that takes bulletins at the moment of writing. Who names several is not held to one.
#[must_use]
pub fn occasion<'e>(texts: &[String], known: Circumstances<'_>, events: &'e [Event]) -> Occasion<'e> {
    if events.is_empty() {
        return Occasion::Unasked;
    }
    let mut search = Search { events, written: known.written, tied: Vec::new(), over: None };
    let each = search.each_of(known.spoken);
    if each.len() > 1 {
        return Occasion::Unclear(each);
    }
    let (saying, others) = texts.split_at_checked(SAYING).unwrap_or((texts, &[]));
    let thread = events.iter().find(|event| known.thread == Some(event.id.as_str()));
    let near = search.near(saying.get(..1).unwrap_or_default());
    search
        .look_through(saying, true)
        .map(|found| search.unless_near(found, &near))
        .or_else(|| thread.map(|event| search.go_on_with(event, saying)))
        .or_else(|| search.look_through(others, false))
        .or_else(|| search.over.map(Occasion::One))
        .or_else(|| search.look_near(texts))
        .unwrap_or_else(|| search.presume())
}

struct Search<'e> {
    events: &'e [Event],
    written: Option<Timestamp>,
    /// The events that what was read so far fits, where they are several.
    tied: Vec<&'e Event>,
    /// The one on a day that is over: the form may still have the day of the last time.
    over: Option<&'e Event>,
}

impl<'e> Search<'e> {
    /// The events to come that `spoken` names each by a day or in words of its own, or all by their number: "les deux
    /// journées".
    fn each_of(&self, spoken: &str) -> Vec<&'e Event> {
        static BOTH: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\b(?:les|ces|vos|des) (?:deux|2) (?:journees|rencontres|dates|evenements|reunions|seances|manifestations|sessions|matinees|ateliers)\b",
            )
        });
        let folded = fold(spoken);
        let to_come = self.to_come();
        if to_come.len() == 2 && BOTH.is_match(&folded) {
            return to_come;
        }
        let named = days(&folded);
        let has_day =
            |event: &Event| named.iter().any(|day| is_on(event, *day)) || self.is_near(event, &folded);
        let by_words = named_apart(spoken, &to_come);
        let is_alone = |event: &Event| {
            !to_come.iter().any(|other| other.id != event.id && other.starts.date() == event.starts.date())
        };
        let is_named = |event: &&Event| by_words.contains(event) || has_day(event) && is_alone(event);
        to_come.iter().copied().filter(is_named).collect()
    }

    fn look_through(&mut self, texts: &[String], say_something: bool) -> Option<Occasion<'e>> {
        texts.iter().find_map(|text| self.look(text, say_something))
    }

    fn look(&mut self, text: &str, says_something: bool) -> Option<Occasion<'e>> {
        let named = days(&fold(text));
        let is_named = |event: &&Event| named.iter().any(|day| is_on(event, *day));
        let mut on_a_named_day: Vec<&Event> = self.events.iter().filter(is_named).collect();
        // "La séance du 25 février était complète, nous la rejouons le 24 mars": what is over is not meant.
        if on_a_named_day.iter().any(|event| self.is_to_come(event)) {
            on_a_named_day.retain(|event| self.is_to_come(event));
        }
        if !on_a_named_day.is_empty() {
            return match *narrowed(text, on_a_named_day) {
                [event] if !self.is_to_come(event) => {
                    self.over = self.over.or(Some(event).filter(|_| says_something));
                    None
                }
                ref meant => self.settle(meant),
            };
        }
        if self.names_another_day(&named) {
            return Some(Occasion::Unknown);
        }
        if self.over.is_some() {
            return None;
        }
        self.settle(&fitting(text, &self.to_come()))
    }

    /// The event, where `meant` is one, or one of those that were tied before. Events that contradict those are
    /// no choice either.
    fn settle(&mut self, meant: &[&'e Event]) -> Option<Occasion<'e>> {
        if meant.is_empty() {
            return None;
        }
        if self.tied.is_empty() {
            self.tied = meant.to_vec();
        } else if self.tied.iter().any(|event| meant.contains(event)) {
            self.tied.retain(|event| meant.contains(event));
        } else {
            let all = self.events.iter().filter(|event| self.tied.contains(event) || meant.contains(event));
            return Some(Occasion::Unclear(all.collect()));
        }
        match *self.tied {
            [event] => Some(Occasion::One(event)),
            _ => None,
        }
    }

    /// The event of the thread, unless what was said fits others alone.
    fn go_on_with(&self, thread: &'e Event, saying: &[String]) -> Occasion<'e> {
        let near = self.near(saying);
        let is_contradicted = |others: &[&Event]| !others.is_empty() && !others.contains(&thread);
        match () {
            () if is_contradicted(&near) => {
                let both = self.events.iter().filter(|event| near.contains(event) || *event == thread);
                Occasion::Unclear(both.collect())
            }
            () if is_contradicted(&self.tied) => Occasion::Unclear(self.tied.clone()),
            () => Occasion::Continued(thread),
        }
    }

    /// What was `found`, unless somebody leaves on another day: "je ne viendrai pas le 15", below a letter about the 10.
    fn unless_near(&self, found: Occasion<'e>, near: &[&'e Event]) -> Occasion<'e> {
        match found {
            Occasion::One(event) if !near.is_empty() && !near.contains(&event) => {
                let both = self.events.iter().filter(|other| near.contains(other) || *other == event);
                Occasion::Unclear(both.collect())
            }
            found => found,
        }
    }

    fn look_near(&mut self, texts: &[String]) -> Option<Occasion<'e>> {
        let near = self.near(texts);
        self.settle(&near)
    }

    /// The events on a day that the first of `texts` to do so names as seen from the day of writing: "demain",
    /// "jeudi".
    fn near(&self, texts: &[String]) -> Vec<&'e Event> {
        let on_a_near_day = |text: &String| -> Vec<&'e Event> {
            let folded = fold(text);
            narrowed(text, self.events.iter().filter(|event| self.is_near(event, &folded)).collect())
        };
        texts.iter().map(on_a_near_day).find(|near| !near.is_empty()).unwrap_or_default()
    }

    fn is_near(&self, event: &Event, folded: &str) -> bool {
        self.written.is_some_and(|written| {
            let today = written.to_zoned_datetime(event.starts.time_zone().clone()).date();
            near_days(folded, today).contains(&event.starts.date())
        })
    }

    /// The only one that takes bulletins at the moment, of those that are tied or of all.
    fn presume(&self) -> Occasion<'e> {
        let all: Vec<&Event> = self.events.iter().collect();
        let mut fitting = if self.tied.is_empty() { all } else { self.tied.clone() };
        let is_open = |event: &&Event| self.written.is_none_or(|moment| event.window(moment) == Window::Open);
        if fitting.len() > 1 && (self.tied.is_empty() || fitting.iter().any(is_open)) {
            fitting.retain(is_open);
        }
        match *fitting {
            [event] => Occasion::Presumed(event),
            _ => Occasion::Unclear(fitting),
        }
    }

    /// The events that had not begun when the message was written; all where none is left. What is over
    /// is not meant by words that others have in common with it.
    fn to_come(&self) -> Vec<&'e Event> {
        let to_come: Vec<&Event> = self.events.iter().filter(|event| self.is_to_come(event)).collect();
        if to_come.is_empty() { self.events.iter().collect() } else { to_come }
    }

    fn is_to_come(&self, event: &Event) -> bool {
        is_to_come(event, self.written)
    }

    fn names_another_day(&self, named: &[Day]) -> bool {
        let (Some(written), Some(event)) = (self.written, self.events.first()) else { return false };
        let today = written.to_zoned_datetime(event.starts.time_zone().clone()).date();
        named.iter().any(|day| day.lies_ahead_of(today))
    }
}

/// Those of `events` that the words of `text` fit too; all where they tell nothing.
fn narrowed<'e>(text: &str, events: Vec<&'e Event>) -> Vec<&'e Event> {
    if events.len() < 2 {
        return events;
    }
    let fitting = fitting(text, &events);
    if fitting.is_empty() { in_the_half_of_the_day(text, events) } else { fitting }
}

/// Whether `event` takes place on `day`, be it its last one.
fn is_on(event: &Event, day: Day) -> bool {
    let first = event.starts.date();
    let last = event.ends.as_ref().map_or(first, jiff::ZonedDateTime::date);
    let is_one_of_its_days =
        || first.series(1.day()).take_while(|date| *date <= last).any(|date| day.means(date));
    day.means(first) || first < last && is_one_of_its_days()
}

/// Whether `event` had not begun when the message was `written`.
pub fn is_to_come(event: &Event, written: Option<Timestamp>) -> bool {
    written.is_none_or(|moment| moment < event.starts.timestamp())
}

/// Whether `text` names one of `events`, by its day or in words.
#[must_use]
pub fn names_one(text: &str, events: &[Event]) -> bool {
    let folded = fold(text);
    let named = days(&folded);
    events.iter().any(|event| {
        named.iter().any(|day| is_on(event, *day))
            || event.keywords.iter().chain([&event.title]).any(|words| folded.contains(&fold(words)))
    })
}
