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
use crate::flows::office::Settlement;
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
        Settle::Refuse { order } => (Settlement::Refuse, order),
        Settle::NotForTheDesk { order } => (Settlement::NotForTheDesk, order),
        Settle::Assign { event, order } => (Settlement::Assign { event }, order),
        Settle::Done { order } => (Settlement::Done, order),
    };
    print(&order.office().await?.resolve(number, &settlement).await?)
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
            reviews => table_with_notes(&table, &reviews.iter().map(whose).collect::<Vec<_>>()),
        }
    };
    print_list(format, table, || reviews.iter().map(object).collect())
}

/// Whom a review is about, and the subject of their message.
fn whose(review: &OpenReview) -> String {
    let message = review.message.as_ref();
    let sender = message.and_then(|message| message.sender.as_deref());
    let recipient = review.letter.as_ref().map(|letter| letter.recipient.as_str());
    let subject = message.and_then(|message| message.subject.as_deref());
    recipient.or(sender).into_iter().chain(subject).map(one_line).collect::<Vec<_>>().join(": ")
}

fn object(review: &OpenReview) -> Json {
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
        "code": review.registration.as_ref().map(|registration| &registration.code),
        "recipient": review.letter.as_ref().map(|letter| &letter.recipient),
        "answer": review.letter.as_ref().and_then(|letter| letter.answer.as_ref()),
    })
}

fn person(participant: &Participant) -> Json {
    let field = |value: &crate::bulletin::reading::Value| (value.field.to_string(), json!(value.text));
    Json::Object(participant.values.iter().map(field).collect::<Map<_, _>>())
}
