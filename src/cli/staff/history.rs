//! `guichet history`: the story of a registration in sentences.

use std::io::Write;

use jiff::Timestamp;
use serde_json::json;

use super::arguments::Format;
use super::done::stand;
use super::print_list;
use crate::cli::Failure;
use crate::clock::local;
use crate::config::Config;
use crate::desk::registration::{Place, State, Status};
use crate::flows::office::as_printed;
use crate::plural::plural;
use crate::store::{By, Change, Mailed, Store, Story};

/// Tells the story of the registration with this code.
pub async fn history(config: &Config, code: &str, format: Format) -> Result<(), Failure> {
    let code = as_printed(code);
    let book = Store::open_read_only(&config.store.path).await?;
    let found = book.story(&code).await?;
    book.close().await;
    let story = found.ok_or(Failure::NoSuchCode(code))?;
    if format == Format::Json {
        return print_list(format, Default::default, || object(&story));
    }
    let mut out = std::io::stdout();
    let registration = &story.registration;
    let status = Status::of(registration.place, registration.state);
    writeln!(
        out,
        "{}  {}, no. {} at {}: {}",
        registration.code,
        registration.name(),
        registration.arrival,
        story.event,
        stand((status, story.rank))
    )?;
    if let Some(until) = story.held_until {
        let until = local(until, &config.staff.timezone);
        match registration.state {
            State::Offered => writeln!(out, "a seat is offered to it until {until}")?,
            _ => writeln!(out, "its place is held until {until}")?,
        }
    }
    for (at, sentence) in sentences(&story) {
        let local = local(at, &config.staff.timezone);
        writeln!(out, "{local}  {sentence}")?;
    }
    match why_no_seat(&story) {
        Some(why) => Ok(writeln!(out, "{why}")?),
        None => Ok(()),
    }
}

/// What happened, in the order in which it did.
fn sentences(story: &Story) -> Vec<(Timestamp, String)> {
    let changes = story.changes.iter().map(|change| (change.at, of_change(change)));
    let letters =
        story.letters.iter().map(|letter| (letter.sent_at.unwrap_or(letter.created_at), of_letter(letter)));
    let mut sentences: Vec<_> = changes.chain(letters).collect();
    sentences.sort_by_key(|(at, _)| *at);
    sentences
}

fn of_change(change: &Change) -> String {
    let by = match &change.by {
        By::Message { sender: Some(sender), .. } => format!("a message from {sender}"),
        By::Message { id, sender: None } => format!("message {id}"),
        By::Command { who, name } => format!("{who}, by guichet {name}"),
        By::Rule => "the rules of the desk".to_owned(),
    };
    let seats = format!("{} of {} seats taken", change.taken, change.capacity);
    let [from, to] = [&change.from, &change.to].map(|value| value.as_deref().unwrap_or("nothing"));
    match (change.what.as_str(), to) {
        ("entered", "seat") => format!("{by}: registered, and given a seat ({seats})"),
        ("entered", _) => {
            format!("{by}: registered, and put in line as no. {} ({seats})", change.waiting)
        }
        ("promoted", _) => format!("{by}: a seat was free, and went to it ({seats})"),
        ("offered", _) => format!("{by}: a seat was free, and was offered to it ({seats})"),
        ("accepted", _) => format!("{by}: the offered seat was accepted"),
        ("lapsed", _) => format!("{by}: its time ran out; it had {}", held(from)),
        ("refused", _) => format!("{by}: refused; it had {}", held(from)),
        ("completed", _) => format!("{by}: nothing is missing any more"),
        ("cancelled", _) => format!("{by}: cancelled; it had {}", held(from)),
        ("capacity", _) => {
            format!("{by}: the event has {to} seats instead of {from} ({} taken)", change.taken)
        }
        ("state", "open") => format!("{by}: the event takes registrations again"),
        ("state", "called-off") => format!("{by}: the event is called off"),
        ("state", _) => format!("{by}: the event takes no registrations any more"),
        (field, _) => format!("{by}: {field} changed"),
    }
}

fn held(place: &str) -> &'static str {
    if place == Place::Seat.as_str() { "a seat" } else { "a place in line" }
}

fn of_letter(letter: &Mailed) -> String {
    let Mailed { kind, recipient, .. } = letter;
    match letter.state.as_str() {
        "sent" => format!("letter {kind} to {recipient}: sent"),
        "refused" => format!("letter {kind} to {recipient}: refused by the mail server"),
        "bounced" => format!("letter {kind} to {recipient}: sent, and returned"),
        "given-up" => format!("letter {kind} to {recipient}: given up after many tries"),
        _ => format!("letter {kind} to {recipient}: waits to be sent"),
    }
}

/// The answer to « pourquoi n'ai-je pas eu de place ? ».
fn why_no_seat(story: &Story) -> Option<String> {
    let came = story.changes.iter().find(|change| change.what == "entered")?;
    let rank = story.rank.filter(|_| came.to.as_deref() == Some(Place::Line.as_str()))?;
    let before = came.waiting.saturating_sub(1);
    let waited =
        if before == 0 { "nobody waited".to_owned() } else { format!("{} waited already", people(before)) };
    let came = format!("When it came, {} of {} seats were taken and {waited}.", came.taken, came.capacity);
    let seats = |count| plural(number(count), "seat");
    let since = match (story.promoted_before, story.promoted_past) {
        (0, 0) => "No seat was given to the line since.".to_owned(),
        (before, 0) => format!("Since then {} went to those before it.", seats(before)),
        (before, past) => format!(
            "Since then {} went to those before it, and {} to people whom the staff chose.",
            seats(before),
            seats(past)
        ),
    };
    let now = match rank {
        1 => "It is the next in line.".to_owned(),
        rank => format!(
            "{} before it in line now.",
            if rank == 2 { "1 person is".to_owned() } else { format!("{} people are", rank - 1) }
        ),
    };
    Some(format!("Why no seat? {came} {since} {now}"))
}

fn people(count: u32) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn number(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn object(story: &Story) -> serde_json::Value {
    let registration = &story.registration;
    let happened: Vec<_> = sentences(story)
        .into_iter()
        .map(|(at, sentence)| json!({"at": at.to_string(), "what": sentence}))
        .collect();
    json!({
        "code": registration.code,
        "event": story.event,
        "arrival": registration.arrival,
        "status": Status::of(registration.place, registration.state),
        "rank": story.rank,
        "offered": registration.state == State::Offered,
        "held_until": story.held_until.map(|until| until.to_string()),
        "history": happened,
        "why_no_seat": why_no_seat(story),
    })
}
