//! Which of the configured events a message is about.

use jiff::Timestamp;

use super::dates::{Day, days, near_days};
use crate::event::{Event, Window};
use crate::fold::fold;

/// So many of the texts that can tell which event is meant say so; the others ask, or are quoted.
pub const SAYING: usize = 5;

/// What a message says of the event it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Occasion<'e> {
    /// One configured event.
    One(&'e Event),
    /// Nothing tells, but this event alone takes bulletins at the moment.
    Presumed(&'e Event),
    /// It names a day ahead on which no configured event takes place.
    Unknown,
    /// It fits several, or nothing tells which.
    Unclear,
    /// No event is configured.
    Unasked,
}

impl<'e> Occasion<'e> {
    /// The event, where it is one.
    #[must_use]
    pub fn event(self) -> Option<&'e Event> {
        match self {
            Self::One(event) | Self::Presumed(event) => Some(event),
            Self::Unknown | Self::Unclear | Self::Unasked => None,
        }
    }
}

/// The event that `texts` are about: the first text that tells decides, so the most telling come
/// first. A day outranks words. Where no text tells, it is the event on a day like "demain", or the one
/// that takes bulletins at the moment of `written`.
#[must_use]
pub fn occasion<'e>(texts: &[String], events: &'e [Event], written: Option<Timestamp>) -> Occasion<'e> {
    if events.is_empty() {
        return Occasion::Unasked;
    }
    let mut over = None;
    for (at, text) in texts.iter().enumerate() {
        let folded = fold(text);
        let named = days(&folded);
        let is_named = |event: &&Event| named.iter().any(|day| day.means(event.starts.date()));
        let mut on_a_named_day: Vec<&Event> = events.iter().filter(is_named).collect();
        // "La séance du 25 février était complète, nous la rejouons le 24 mars": what is over is not meant.
        if on_a_named_day.iter().any(|event| is_to_come(event, written)) {
            on_a_named_day.retain(|event| is_to_come(event, written));
        }
        if !on_a_named_day.is_empty() {
            let event =
                the_most_fitting(&folded, &on_a_named_day).or_else(|| first_named(&named, &on_a_named_day));
            let Some(event) = event else { return Occasion::Unclear };
            if is_to_come(event, written) {
                return Occasion::One(event);
            }
            // The form may still have the day of the last time.
            if at < SAYING {
                over = over.or(Some(event));
            }
            continue;
        }
        if names_another_day(&named, events, written) {
            return Occasion::Unknown;
        }
        if over.is_some() {
            continue;
        }
        if let Some(event) = the_most_fitting(&folded, &to_come(events, written)) {
            return Occasion::One(event);
        }
    }
    if let Some(event) = over {
        return Occasion::One(event);
    }
    if let Some(event) = texts.iter().find_map(|text| near(&fold(text), events, written)) {
        return Occasion::One(event);
    }
    the_only_open_one(events, written).map_or(Occasion::Unclear, Occasion::Presumed)
}

/// The events that had not begun when the message was `written`; all where none is left. What is over
/// is not meant by words that others have in common with it.
fn to_come(events: &[Event], written: Option<Timestamp>) -> Vec<&Event> {
    let to_come: Vec<&Event> = events.iter().filter(|event| is_to_come(event, written)).collect();
    if to_come.is_empty() { events.iter().collect() } else { to_come }
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
        named.iter().any(|day| day.means(event.starts.date()))
            || event.keywords.iter().chain([&event.title]).any(|words| folded.contains(&fold(words)))
    })
}

/// The event with the longest words in `folded`, if it is one alone. Days among the keywords were
/// weighed before.
fn the_most_fitting<'e>(folded: &str, events: &[&'e Event]) -> Option<&'e Event> {
    let weight = |event: &Event| -> usize {
        let words = event.keywords.iter().chain([&event.title]).map(|words| fold(words));
        words
            .filter(|words| days(words).is_empty() && folded.contains(words.as_str()))
            .map(|words| words.len())
            .sum()
    };
    let heaviest = events.iter().map(|event| weight(event)).max().filter(|weight| *weight > 0)?;
    let mut fitting = events.iter().filter(|event| weight(event) == heaviest);
    let event = fitting.next()?;
    fitting.next().is_none().then_some(event)
}

fn first_named<'e>(named: &[Day], events: &[&'e Event]) -> Option<&'e Event> {
    named.iter().find_map(|day| events.iter().find(|event| day.means(event.starts.date())).copied())
}

fn names_another_day(named: &[Day], events: &[Event], written: Option<Timestamp>) -> bool {
    let (Some(written), Some(event)) = (written, events.first()) else { return false };
    let today = written.to_zoned_datetime(event.starts.time_zone().clone()).date();
    named.iter().any(|day| day.lies_ahead_of(today))
}

/// The event on a day that is named as seen from the day of `written`: "demain", "jeudi".
fn near<'e>(folded: &str, events: &'e [Event], written: Option<Timestamp>) -> Option<&'e Event> {
    let written = written?;
    events.iter().find(|event| {
        let today = written.to_zoned_datetime(event.starts.time_zone().clone()).date();
        near_days(folded, today).contains(&event.starts.date())
    })
}

fn the_only_open_one(events: &[Event], written: Option<Timestamp>) -> Option<&Event> {
    let [event] = events else {
        let mut open =
            events.iter().filter(|event| written.is_some_and(|moment| event.window(moment) == Window::Open));
        let event = open.next()?;
        return open.next().is_none().then_some(event);
    };
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::samples::{february, march};

    fn read(texts: &[&str]) -> Option<String> {
        let events = [february(), march()];
        let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        let written = "2016-03-01T10:00:00Z".parse().ok();
        match occasion(&texts, &events, written) {
            Occasion::One(event) | Occasion::Presumed(event) => Some(event.id.clone()),
            Occasion::Unknown => Some("unknown".into()),
            Occasion::Unclear | Occasion::Unasked => None,
        }
    }

    #[test]
    fn the_day_decides() {
        assert_eq!(read(&["Rencontre du 25 février 2016"]).unwrap(), february().id);
        assert_eq!(read(&["Rencontre du 24/03"]).unwrap(), march().id);
    }

    #[test]
    fn a_day_of_no_event_is_an_unknown_event_even_with_its_words() {
        assert_eq!(read(&["Conseils citoyens : journée du 12 avril"]).unwrap(), "unknown");
    }

    #[test]
    fn the_day_on_which_a_form_was_signed_says_nothing() {
        assert_eq!(
            read(&["Fait à Lens, le 29 février 2016", "séance de rattrapage des conseils citoyens"]).unwrap(),
            march().id
        );
    }

    #[test]
    fn where_nothing_tells_it_is_the_one_that_is_open() {
        assert_eq!(read(&["Bonjour, ci-joint mon bulletin"]).unwrap(), march().id);
    }

    #[test]
    fn a_day_may_be_named_as_seen_from_the_day_of_writing() {
        assert_eq!(read(&["Je ne peux pas venir le 24, désolée"]).unwrap(), march().id);
        assert_eq!(read(&["Je serai en retard mardi"]).unwrap(), march().id);
    }

    #[test]
    fn with_two_days_the_words_decide() {
        assert_eq!(read(&["Séance de rattrapage de la session du 25 février : Rencontre de réseau référents conseil citoyen : séance de rattrapage, 24 mars"]).unwrap(), march().id);
    }
}
