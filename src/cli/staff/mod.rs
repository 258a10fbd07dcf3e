//! The commands of the staff, beside a daemon that may be at work.

mod announce;
mod events;
mod history;
mod import;
mod registrations;
mod reviews;

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::Value as Json;

use super::{Desk, Failure};
use crate::bulletin::by_hand;
use crate::bulletin::reading::Value;
use crate::clock::Clock;
use crate::config::Config;
use crate::event::{Event, ExtraField, Field};
use crate::flows::office::{Done, Office, Stand};
use crate::plural::plural;
use crate::store::Store;

/// What the staff look at and order.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// List what waits for a person
    Reviews {
        #[command(flatten)]
        listing: Listing,
    },
    /// Settle what waited for a person
    Resolve {
        /// Its number, as `reviews` and the digest show it
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: i64,
        #[command(subcommand)]
        settlement: reviews::Settle,
    },
    /// Register somebody by hand
    Register {
        /// The event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// Even if the event takes no registrations now
        #[arg(long)]
        although_closed: bool,
        /// `last_name=…` `first_name=…` `organisation=…` and so on
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        values: Vec<Assignment>,
        #[command(flatten)]
        order: Order,
    },
    /// Correct what is known of a participant
    Correct {
        /// The code of the registration
        code: String,
        /// `phone=…` `email=…` and so on
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        values: Vec<Assignment>,
        #[command(flatten)]
        order: Order,
    },
    /// Cancel registrations; who waits comes up
    Cancel {
        /// The codes of the registrations
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        order: Order,
    },
    /// Give somebody in line a free seat
    Promote {
        /// The code of the registration
        code: String,
        #[command(flatten)]
        order: Order,
    },
    /// Set how many seats an event has
    Capacity {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        /// So many, or `configured` for what the configuration says
        #[arg(value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        order: Order,
    },
    /// List the events with their seats
    Events {
        #[command(flatten)]
        listing: Listing,
    },
    /// Take no more registrations for an event
    Close {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        order: Order,
    },
    /// Take registrations again, as configured
    Reopen {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        order: Order,
    },
    /// Tell the story of a registration, and why it has no seat
    History {
        /// The code of the registration
        code: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Register the people of a table, without writing to anybody
    Import {
        /// A table in CSV, with a line of headings: Nom, Prénom, Structure and so on
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// The event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        #[command(flatten)]
        desk: Desk,
    },
    /// Write to everybody who is registered; shows the letter first
    Announce {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        /// The text in French, paragraphs parted by blank lines; - reads it from the standard input.
        /// What the configuration says of time and place stands below it: change that first
        #[arg(value_name = "FILE")]
        text: PathBuf,
        /// The subject of the letter
        #[arg(long)]
        subject: Option<String>,
        /// Say that the event does not take place; it takes no registrations then
        #[arg(long, conflicts_with = "subject")]
        called_off: bool,
        /// Send it, after it was looked at
        #[arg(long)]
        send: bool,
        #[command(flatten)]
        order: Order,
    },
}

/// What all orders have in common.
#[derive(Debug, Clone, Args)]
pub struct Order {
    #[command(flatten)]
    desk: Desk,
    /// Write to nobody about it
    #[arg(long)]
    quiet_letter: bool,
}

/// What all lists have in common.
#[derive(Debug, Clone, Args)]
pub struct Listing {
    #[command(flatten)]
    desk: Desk,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// `field=value`, as it was typed.
#[derive(Debug, Clone)]
pub struct Assignment {
    field: String,
    text: String,
}

fn assignment(typed: &str) -> Result<Assignment, String> {
    let (field, text) = typed.split_once('=').ok_or("write field=value, for example last_name=Petit")?;
    Ok(Assignment { field: field.trim().to_owned(), text: text.to_owned() })
}

/// The number of a review, also as the digest writes it.
fn number(typed: &str) -> Result<i64, String> {
    let digits = typed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_sign = |sign: &str| matches!(sign.trim().to_lowercase().as_str(), "" | "n°" | "no" | "#");
    let sign = typed.strip_suffix(digits).unwrap_or(typed);
    let number = digits.trim().parse().ok().filter(|_| is_sign(sign));
    number.ok_or_else(|| "write the number that guichet reviews shows, for example 12".to_owned())
}

/// Runs a command of the staff to its end.
pub async fn run(command: StaffCommand) -> Result<(), Failure> {
    use StaffCommand as C;
    match command {
        C::Reviews { listing } => reviews::reviews(&listing.desk.config()?, listing.format).await,
        C::Resolve { number, settlement } => reviews::resolve(number, settlement).await,
        C::Register { event, although_closed, values, order } => {
            registrations::register(event.as_deref(), although_closed, &values, &order).await
        }
        C::Correct { code, values, order } => registrations::correct(&code, &values, &order).await,
        C::Cancel { codes, order } => registrations::cancel(&codes, &order).await,
        C::Promote { code, order } => registrations::promote(&code, &order).await,
        C::Capacity { event, number, order } => events::capacity(&event, &number, &order).await,
        C::Events { listing } => events::events(&listing.desk.config()?, listing.format).await,
        C::Close { event, order } => events::close(&event, &order).await,
        C::Reopen { event, order } => events::reopen(&event, &order).await,
        C::History { code, listing } => {
            history::history(&listing.desk.config()?, &code, listing.format).await
        }
        C::Import { file, event, desk } => import::import(&file, event.as_deref(), &desk).await,
        C::Announce { event, text, subject, called_off, send, order } => {
            announce::announce(event, &text, subject, called_off, send, &order).await
        }
    }
}

impl Order {
    /// The office of the desk that is meant.
    async fn office(&self) -> Result<Office, Failure> {
        office(&self.desk.config()?, !self.quiet_letter).await
    }
}

/// The office of the desk that `config` describes.
async fn office(config: &Config, writes_letters: bool) -> Result<Office, Failure> {
    let path = &config.store.path;
    // What was registered before the desk opens for the first time may be imported.
    let store = if path.exists() { Store::open_beside(path).await? } else { Store::open(path).await? };
    let events: Vec<Event> = config.events.iter().map(|event| event.event.clone()).collect();
    store.add_events(&events).await?;
    Ok(Office {
        store,
        events,
        from: config.sender.from.clone(),
        who: account(),
        timezone: config.staff.timezone.clone(),
        writes_letters,
        now: Clock::System.now(),
        chance: fastrand::Rng::new(),
    })
}

/// Whose account on this machine it is, even behind sudo (passwd(5)).
fn account() -> String {
    let behind_sudo = std::env::var("SUDO_USER").ok().filter(|name| !name.is_empty());
    behind_sudo.unwrap_or_else(|| {
        let user = fs::metadata("/proc/self").map(|process| process.uid().to_string()).unwrap_or_default();
        let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let name = accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            (fields.nth(1)? == user).then(|| name.to_owned())
        });
        name.unwrap_or_else(|| format!("user {user}"))
    })
}

/// A text as the programs of an office save it, with plain line ends: in UTF-8 or UTF-16, else in
/// Windows-1252.
fn decoded(octets: &[u8]) -> String {
    let encoding = match Encoding::for_bom(octets) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(octets).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(octets).0.replace("\r\n", "\n")
}

/// The event that is meant where none is named: the only one.
fn event_or_only<'e>(named: Option<&'e str>, events: &'e [Event]) -> Result<&'e str, Failure> {
    match (named, events) {
        (Some(named), _) => Ok(named),
        (None, [only]) => Ok(&only.id),
        (None, events) => {
            let ids = events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>().join(", ");
            Err(Failure::WhichEvent(ids))
        }
    }
}

/// What was typed, as values of fields that the events have.
fn values(typed: &[Assignment], events: &[Event]) -> Result<Vec<Value>, Failure> {
    let extra: Vec<ExtraField> = events.iter().flat_map(|event| event.extra.clone()).collect();
    let value = |Assignment { field, text }: &Assignment| {
        let known = by_hand::field(field, &extra).ok_or_else(|| {
            let usual = Field::USUAL.iter().map(Field::as_str);
            let names: Vec<&str> = usual.chain(extra.iter().map(|field| field.name.as_str())).collect();
            Failure::NoSuchField(field.clone(), names.join(", "))
        })?;
        by_hand::value(known, text).map_err(|mistyped| Failure::Mistyped(mistyped.to_string()))
    };
    typed.iter().map(value).collect()
}

/// Prints what an order did.
fn print(done: &Done) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    for registration in &done.registrations {
        let corrected: Vec<&str> = registration.corrected.iter().map(Field::as_str).collect();
        let corrected =
            if corrected.is_empty() { String::new() } else { format!(" ({})", corrected.join(", ")) };
        writeln!(
            out,
            "{}  {}: {}{corrected}",
            registration.code,
            registration.name,
            course(registration.before, registration.now)
        )?;
    }
    for remark in &done.remarks {
        writeln!(out, "{remark}")?;
    }
    for letter in &done.letters {
        writeln!(out, "letter {} to {}", letter.kind, letter.recipient)?;
    }
    match done.letters.len() {
        0 => writeln!(out, "nobody is written to")?,
        letters => writeln!(out, "{} in the outbox", plural(letters, "letter"))?,
    }
    Ok(())
}

/// How a registration moved: `waitlisted 1 → confirmed`.
fn course(before: Option<Stand>, now: Stand) -> String {
    match before {
        None => format!("new, {}", stand(now)),
        Some(before) if before == now => stand(now),
        Some(before) => format!("{} → {}", stand(before), stand(now)),
    }
}

fn stand((status, rank): Stand) -> String {
    let rank = rank.map(|rank| format!(" {rank}")).unwrap_or_default();
    format!("{}{rank}", status.as_str())
}

/// Prints a list.
fn print_list(
    format: Format,
    table: impl FnOnce() -> String,
    json: impl FnOnce() -> Json,
) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    match format {
        Format::Table => Ok(writeln!(out, "{}", table())?),
        Format::Json => Ok(writeln!(out, "{}", serde_json::to_string_pretty(&json())?)?),
    }
}
