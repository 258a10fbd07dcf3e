//! `guichet reviews` and `guichet resolve`.

use clap::Subcommand;
use serde_json::{Map, Value as Json, json};

use super::arguments::{Assignment, Format, Order, assignment};
use super::done::print;
use super::{print_list, values};
use crate::bulletin::reading::Participant;
use crate::cli::Failure;
use crate::cli::participants::{plain_table, table_with_notes};
use crate::clock::local;
use crate::config::Config;
use crate::event::Event;
use crate::flows::office::Settlement;
use crate::flows::task;
use crate::letters::digest::{Shell, Task};
use crate::letters::one_line;
use crate::store::{OpenReview, Store};

/// How a review is settled.
#[derive(Debug, Subcommand)]
pub enum Settle {
    /// Register whom the message names, with corrections if need be
    Register {
        /// What was read wrongly, or not at all: `organisation=…` and so on
        #[arg(value_name = "FIELD=VALUE", value_parser = assignment)]
        values: Vec<Assignment>,
        /// The event, if the message does not tell
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// Even if the event takes no registrations now
        #[arg(long)]
        although_closed: bool,
        #[command(flatten)]
        order: Order,
    },
    /// Hold a place, and ask the sender for what is missing
    Incomplete {
        /// The event, if the message does not tell
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        #[command(flatten)]
        order: Order,
    },
    /// Cancel these registrations, as the sender asks
    Cancel {
        /// The codes of the registrations
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        order: Order,
    },
    /// Put whoever comes in the place of whoever does not
    Replace {
        /// The code of the registration of whoever does not come, if the message does not tell; and what was read
        /// wrongly, or not at all, of whoever comes: `first_name=…` and so on
        #[arg(value_name = "CODE | FIELD=VALUE")]
        words: Vec<String>,
        #[command(flatten)]
        order: Order,
    },
    /// Register nobody, and tell the sender so
    Refuse {
        #[command(flatten)]
        order: Order,
    },
    /// Leave the message as it is, and tell nobody
    NotForTheDesk {
        #[command(flatten)]
        order: Order,
    },
    /// Do what the desk would have done, had the message named this event
    Assign {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        order: Order,
    },
    /// It was dealt with in another way
    Done {
        #[command(flatten)]
        order: Order,
    },
}

/// Settles a review.
pub async fn resolve(number: i64, settle: Settle) -> Result<(), Failure> {
    let (settlement, order) = match settle {
        Settle::Register { values: typed, event, although_closed, order } => {
            let values = values(&typed, &order.office().await?.events)?;
            (Settlement::Register { values, event, although_closed }, order)
        }
        Settle::Incomplete { event, order } => (Settlement::Incomplete { event }, order),
        Settle::Cancel { codes, order } => (Settlement::Cancel { codes }, order),
        Settle::Replace { words, order } => {
            let (code, typed) = replacing(words)?;
            let values = values(&typed, &order.office().await?.events)?;
            (Settlement::Replace { code, values }, order)
        }
        Settle::Refuse { order } => (Settlement::Refuse, order),
        Settle::NotForTheDesk { order } => (Settlement::NotForTheDesk, order),
        Settle::Assign { event, order } => (Settlement::Assign { event }, order),
        Settle::Done { order } => (Settlement::Done, order),
    };
    print(&order.office().await?.resolve(number, &settlement).await?)
}

/// A code, if there is one, and assignments, as they were typed.
fn replacing(words: Vec<String>) -> Result<(Option<String>, Vec<Assignment>), Failure> {
    let (assigned, codes): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| word.contains('='));
    let assigned = assigned.iter().map(|word| assignment(word)).collect::<Result<_, _>>();
    let assigned = assigned.map_err(Failure::Mistyped)?;
    match <[String; 1]>::try_from(codes) {
        Ok([code]) => Ok((Some(code), assigned)),
        Err(codes) if codes.is_empty() => Ok((None, assigned)),
        Err(codes) => Err(Failure::SeveralCodes(codes.len())),
    }
}

/// Lists what waits for a person.
pub async fn reviews(config: &Config, format: Format) -> Result<(), Failure> {
    let store = Store::open_read_only(&config.store.path).await?;
    let reviews = store.reviews().await?;
    store.close().await;
    let table = || {
        let mut table = plain_table(&["Number", "Since", "Reason", "Event"]);
        for review in &reviews {
            table.add_row([
                review.number.to_string().as_str(),
                &local(review.opened_at, &config.staff.timezone),
                &review.reason,
                review.event.as_deref().unwrap_or_default(),
            ]);
        }
        match reviews.as_slice() {
            [] => "nothing waits for a person".to_owned(),
            reviews => {
                let notes: Vec<String> = reviews.iter().map(|review| notes(review, config)).collect();
                table_with_notes(&table, &notes)
            }
        }
    };
    print_list(format, table, || reviews.iter().map(|review| object(review, config)).collect())
}

/// A review as the digest shows it.
fn shown(review: &OpenReview, config: &Config) -> Task {
    let events: Vec<Event> = config.events.iter().map(|event| event.event.clone()).collect();
    task(review, &events)
}

/// Whom a review is about, what is up for decision where names say it best, and the commands for it.
fn notes(review: &OpenReview, config: &Config) -> String {
    let path = config.named_in_commands();
    let shell = Shell { config: path.as_deref() };
    let (task, number) = (shown(review, config), review.number.to_string());
    let mut notes = vec![whose(review)];
    if let Some(replacing) = &task.replacement {
        let name = |name: &Option<String>| one_line(name.as_deref().unwrap_or("somebody"));
        notes.push(format!("{} in the place of {}", name(&replacing.comes), name(&replacing.leaves)));
        let replace = task.replaced_by();
        let words = ["resolve", &number].into_iter().chain(replace.iter().map(String::as_str));
        notes.push(shell.line(&words.collect::<Vec<_>>()));
    }
    if let Some(asking) = review.registration.as_ref().filter(|_| review.asks_for_a_seat()) {
        let organisation = asking.organisation.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
        notes.push(one_line(&format!("{}{organisation}", asking.name)));
        notes.extend(["promote", "cancel"].map(|order| shell.line(&[order, &asking.code])));
    }
    if review.event.is_none() {
        let assign = |event: &String| shell.line(&["resolve", &number, "assign", event]);
        notes.extend(task.candidates.iter().map(assign));
    }
    notes.retain(|note| !note.is_empty());
    notes.join("\n     ")
}

/// Whom a review is about, and the subject of their message.
fn whose(review: &OpenReview) -> String {
    let message = review.message.as_ref();
    let sender = message.and_then(|message| message.sender.as_deref());
    let recipient = review.letter.as_ref().map(|letter| letter.recipient.as_str());
    let subject = message.and_then(|message| message.subject.as_deref());
    recipient.or(sender).into_iter().chain(subject).map(one_line).collect::<Vec<_>>().join(": ")
}

fn object(review: &OpenReview, config: &Config) -> Json {
    let task = shown(review, config);
    let replacement = task.replacement.as_ref();
    let people =
        review.reading.as_ref().map(|reading| reading.participants.iter().map(person).collect::<Json>());
    json!({
        "number": review.number,
        "reason": review.reason,
        "opened_at": review.opened_at.to_string(),
        "event": review.event,
        "sender": review.message.as_ref().and_then(|message| message.sender.as_ref()),
        "subject": review.message.as_ref().and_then(|message| message.subject.as_ref()),
        "received_at": review.message.as_ref().map(|message| message.received_at.to_string()),
        "excerpt": review.reading.as_ref().map(|reading| &reading.excerpt),
        "participants": people,
        "candidates": task.candidates,
        "leaves": replacement.map(|replacement| &replacement.leaves),
        "comes": replacement.map(|replacement| &replacement.comes),
        "code": review.registration.as_ref().map(|registration| &registration.code),
        "recipient": review.letter.as_ref().map(|letter| &letter.recipient),
        "answer": review.letter.as_ref().and_then(|letter| letter.answer.as_ref()),
    })
}

fn person(participant: &Participant) -> Json {
    let field = |value: &crate::bulletin::reading::Value| (value.field.to_string(), json!(value.text));
    Json::Object(participant.values.iter().map(field).collect::<Map<_, _>>())
}
