//! `guichet events`, `capacity`, `close`, `call-off` and `reopen`.

use std::io::Write;

use serde_json::json;

use super::announce::show;
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
            let seats = standing.map_or(format!("0/{}", event.capacity), seats);
            let waiting = standing.map_or(0, |standing| standing.waiting).to_string();
            table.add_row([&event.id, &starts, *state, &seats, &waiting]);
        }
        let note = |(event, standing, _): &(&Event, Option<&Standing>, &str)| {
            let beyond = standing.and_then(beyond).map(|beyond| format!(" ({beyond})")).unwrap_or_default();
            format!("{}{beyond}", event.title)
        };
        table_with_notes(&table, &listed.iter().map(note).collect::<Vec<_>>())
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
                "offered": standing.map_or(0, |standing| standing.offered),
                "beyond": standing.map_or(0, Standing::beyond),
                "waiting": standing.map_or(0, |standing| standing.waiting),
            })
        };
        listed.iter().map(object).collect()
    };
    print_list(format, table, objects)
}

/// The seats of an event: `24/25, 2 offered`.
fn seats(standing: &Standing) -> String {
    let Standing { taken, capacity, offered, .. } = standing;
    let offered = if *offered > 0 { format!(", {offered} offered") } else { String::new() };
    format!("{taken}/{capacity}{offered}")
}

/// How many registrations an event has beyond its seats, in words.
fn beyond(standing: &Standing) -> Option<String> {
    let beyond = standing.beyond();
    let words = if beyond == 1 { "1 registration".to_owned() } else { format!("{beyond} registrations") };
    (beyond > 0).then(|| format!("{words} more than seats: nobody loses one, and none is given"))
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

/// Calls an event off, or shows what everybody would be told.
pub async fn call_off(event: &str, yes: bool, order: &Order) -> Result<(), Failure> {
    let mut office = order.office().await?;
    if yes {
        return print(&office.call_off(event).await?);
    }
    match office.preview_of_calling_off(event).await? {
        Some(preview) => show(&preview, "nothing was changed: add --yes to call it off and to send this"),
        None => Ok(writeln!(
            std::io::stdout(),
            "nobody is registered at {event} who has an address; nothing was changed: add --yes to call it off"
        )?),
    }
}

/// Takes registrations again.
pub async fn reopen(event: &str, order: &Order) -> Result<(), Failure> {
    print(&order.office().await?.set_state(event, EventState::Open).await?)
}
