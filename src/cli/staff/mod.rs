//! The commands of the staff, beside a daemon that may be at work.

mod announce;
pub mod arguments;
mod done;
mod events;
mod history;
mod import;
mod registrations;
mod reviews;

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::Value as Json;

use self::arguments::{Assignment, Format, Order, StaffCommand};
use super::Failure;
use crate::bulletin::by_hand;
use crate::bulletin::reading::Value;
use crate::clock::Clock;
use crate::config::Config;
use crate::event::{Event, ExtraField, Field};
use crate::flows::Letterhead;
use crate::flows::office::Office;
use crate::store::Store;

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
        C::CallOff { event, yes, order } => events::call_off(&event, yes, &order).await,
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
    let letterhead = Letterhead::new(config)?;
    let path = &config.store.path;
    // What was registered before the desk opens for the first time may be imported.
    let store = if path.exists() { Store::open_beside(path).await? } else { Store::open(path).await? };
    let events: Vec<Event> = config.events.iter().map(|event| event.event.clone()).collect();
    store.add_events(&events).await?;
    Ok(Office {
        store,
        events,
        letterhead,
        colleagues: config.staff.addresses.clone(),
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
