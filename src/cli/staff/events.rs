//! `guichet events`, `capacity`, `close` and `reopen`.

use serde_json::json;

use super::arguments::{Format, Order};
use super::done::print;
use super::print_list;
use crate::cli::Failure;
use crate::cli::participants::{plain_table, table_with_notes};
use crate::clock::Clock;
use crate::config::Config;
use crate::desk::EventState;
use crate::event::{Event, Window};
use crate::store::{Standing, Store};

/// Lists the configured events with their seats.
pub async fn events(config: &Config, format: Format) -> Result<(), Failure> {
    let store = Store::open_read_only(&config.store.path).await?;
    let standings = store.standings().await?;
    store.close().await;
    let now = Clock::System.now();
    let listed: Vec<(&Event, Option<&Standing>, &str)> = config
        .events
        .iter()
        .map(|event| {
            let standing = standings.iter().find(|standing| standing.event == event.event.id);
            (&event.event, standing, state(&event.event, standing, now))
        })
        .collect();
    let table = || {
        let mut table = plain_table(&["Event", "Starts", "State", "Seats", "Waiting"]);
        for (event, standing, state) in &listed {
            let starts = event.starts.strftime("%Y-%m-%d %H:%M").to_string();
            let seats = standing.map_or(format!("0/{}", event.capacity), |standing| {
                format!("{}/{}", standing.taken, standing.capacity)
            });
            let waiting = standing.map_or(0, |standing| standing.waiting).to_string();
            table.add_row([&event.id, &starts, *state, &seats, &waiting]);
        }
        let titles: Vec<String> = listed.iter().map(|(event, ..)| event.title.clone()).collect();
        table_with_notes(&table, &titles)
    };
    let objects = || {
        let object = |(event, standing, state): &(&Event, Option<&Standing>, &str)| {
            json!({
                "event": event.id,
                "title": event.title,
                "starts": event.starts.strftime("%Y-%m-%dT%H:%M").to_string(),
                "state": state,
                "capacity": standing.map_or(event.capacity, |standing| standing.capacity),
                "capacity_configured": event.capacity,
                "taken": standing.map_or(0, |standing| standing.taken),
                "waiting": standing.map_or(0, |standing| standing.waiting),
            })
        };
        listed.iter().map(object).collect()
    };
    print_list(format, table, objects)
}

/// The state of an event in a word, by the staff and by the clock.
fn state(event: &Event, standing: Option<&Standing>, now: jiff::Timestamp) -> &'static str {
    let by_staff = standing.map_or(EventState::Open, |standing| standing.state);
    match (by_staff, event.window(now)) {
        (EventState::CalledOff, _) => "called off",
        _ if event.is_over(now) => "over",
        (EventState::Closed, _) | (_, Window::Closed) => "closed",
        (EventState::Open, Window::NotYetOpen) => "not yet open",
        (EventState::Open, Window::Open) => "open",
    }
}

/// Sets how many seats an event has.
pub async fn capacity(event: &str, number: &str, order: &Order) -> Result<(), Failure> {
    let capacity = match number {
        "configured" => None,
        number => Some(number.parse().map_err(|_| Failure::NoNumber(number.to_owned()))?),
    };
    print(&order.office().await?.set_capacity(event, capacity).await?)
}

/// Takes no more registrations.
pub async fn close(event: &str, order: &Order) -> Result<(), Failure> {
    print(&order.office().await?.set_state(event, EventState::Closed).await?)
}

/// Takes registrations again.
pub async fn reopen(event: &str, order: &Order) -> Result<(), Failure> {
    print(&order.office().await?.set_state(event, EventState::Open).await?)
}
