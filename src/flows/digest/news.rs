//! What is new since the digest before, from the history.

use std::collections::BTreeMap;

use crate::desk::EventState;
use crate::desk::registration::{Registration, State, Status};
use crate::event::Field;
use crate::flows::FlowError;
use crate::letters::digest::{self, Named, Turn, What};
use crate::store::{Book, Change};

/// The news of all events.
#[derive(Debug, Default)]
pub struct News {
    of_registrations: Vec<(String, digest::News)>,
    of_events: Vec<(String, Turn)>,
}

impl News {
    /// What happened to registrations at `event`.
    pub fn of(&self, event: &str) -> Vec<digest::News> {
        of(&self.of_registrations, event)
    }

    /// What happened to `event`.
    pub fn turns_of(&self, event: &str) -> Vec<Turn> {
        of(&self.of_events, event)
    }
}

fn of<T: Clone>(all: &[(String, T)], event: &str) -> Vec<T> {
    all.iter().filter(|(other, _)| other == event).map(|(_, news)| news.clone()).collect()
}

/// What changed after the change with the number `last`: of each registration once, as it stands now.
///
/// # Errors
/// When the book fails.
pub async fn news(book: &mut Book, last: i64) -> Result<News, FlowError> {
    let changes = book.changes_since(last).await?;
    let mut by_registration: BTreeMap<i64, Vec<&Change>> = BTreeMap::new();
    let mut by_event: BTreeMap<(&str, &str), Vec<&Change>> = BTreeMap::new();
    for change in &changes {
        match change.registration {
            Some(registration) => by_registration.entry(registration).or_default().push(change),
            None => by_event.entry((&change.event, &change.what)).or_default().push(change),
        }
    }
    let mut news = News::default();
    for (id, changes) in by_registration {
        let Some(first) = changes.first() else { continue };
        let (registration, rank) = book.standing(id).await?;
        if let Some(what) = what(&changes, &registration, rank) {
            news.of_registrations
                .push((first.event.clone(), digest::News { who: named(&registration), what }));
        }
    }
    news.of_events = by_event
        .into_iter()
        .filter_map(|((event, what), changes)| Some((event.to_owned(), turn(what, &changes)?)))
        .collect();
    Ok(news)
}

/// What happened to a registration, in all.
fn what(changes: &[&Change], registration: &Registration, rank: Option<u32>) -> Option<What> {
    let has = |what: &str| changes.iter().any(|change| change.what == what);
    if !registration.is_active() {
        return Some(match registration.state {
            State::Refused => What::Refused,
            State::Lapsed => What::Lapsed,
            _ => What::Left,
        });
    }
    if has("entered") {
        let status = Status::of(registration.place, registration.state);
        return Some(What::Arrived { status, rank });
    }
    if has("accepted") {
        return Some(What::Accepted);
    }
    if has("promoted") {
        return Some(What::MovedUp);
    }
    if has("offered") {
        return Some(What::Offered);
    }
    if has("completed") {
        return Some(What::Completed);
    }
    let fields: Vec<Field> = changes.iter().map(|change| Field::from(change.what.clone())).collect();
    (!fields.is_empty()).then_some(What::Corrected(fields))
}

fn turn(what: &str, changes: &[&Change]) -> Option<Turn> {
    let (first, last) = (changes.first()?, changes.last()?);
    if first.from == last.to {
        return None;
    }
    match (what, last.to.as_deref().and_then(EventState::from_word)) {
        ("state", Some(EventState::Open)) => Some(Turn::Reopened),
        ("state", Some(EventState::Closed)) => Some(Turn::Closed),
        ("state", Some(EventState::CalledOff)) => Some(Turn::CalledOff),
        ("capacity", _) => Some(Turn::Capacity {
            from: first.from.as_deref()?.parse().ok()?,
            to: last.to.as_deref()?.parse().ok()?,
        }),
        _ => None,
    }
}

fn named(registration: &Registration) -> Named {
    Named {
        name: Some(registration.name()).filter(|name| !name.is_empty()),
        organisation: registration.fields.get(&Field::Organisation).cloned(),
    }
}
