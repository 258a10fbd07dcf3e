//! `guichet check`: does everything that the configuration names work, and if not, what is to be done?

use std::convert::identity;
use std::io::Write;

use jiff::Timestamp;

use super::Failure;
use crate::clock::Clock;
use crate::config::Config;
use crate::delivery::Delivery;
use crate::flows::{BlankError, Blanks, Found, Reconciled, compare, send_test};
use crate::letters::Attachment;
use crate::mailbox;
use crate::plural::{plural, waiting_letters};
use crate::store::{Balance, Store, StoreError};

/// How many messages are named, at most, of those that are missing.
const NAMED: usize = 10;

/// A form of so many octets is named: it goes with many a letter.
const LARGE: usize = 1 << 20;

const TAKE_IN: &str = "see that the desk runs, which takes in what is missing";

/// What was found of one thing: how it works, or why not and what to do.
type Finding = Result<String, String>;

/// Tries everything once, and prints what was found.
pub async fn check(config: &Config, test_recipient: Option<&str>) -> Result<(), Failure> {
    let now = Clock::System.now();
    let blanks = Blanks::new(&config.events, &config.sender.from);
    let mut findings = vec![
        ("configuration", Ok(events(config, now))),
        ("bulletins", bulletins(&blanks)),
        ("clock", clock(config, now).await),
        ("store", store(config).await),
        ("mailbox", mailbox(config).await),
    ];
    // What is wrong with the store or the mailbox is told already.
    if findings.iter().all(|(_, finding)| finding.is_ok())
        && let Some(account) = account(config, now).await
    {
        findings.push(("account", account));
    }
    findings.push(("sender", sender(config).await));
    if let Some(recipient) = test_recipient {
        findings.push(("test letter", test_letter(config, recipient, now).await));
    }
    let mut out = std::io::stdout();
    for (what, finding) in &findings {
        let (verdict, words) = match finding {
            Ok(words) => ("works", words),
            Err(words) => ("does not work", words),
        };
        writeln!(out, "{what:<14} {verdict:<14} {words}")?;
    }
    blanks?;
    match findings.iter().filter(|(_, finding)| finding.is_err()).count() {
        0 => Ok(()),
        broken => Err(Failure::Broken(broken)),
    }
}

fn events(config: &Config, now: Timestamp) -> String {
    let to_come = config.events.iter().filter(|event| event.event.starts.timestamp() > now).count();
    format!("{}, {to_come} to come", plural(config.events.len(), "event"))
}

/// The forms that go with letters.
fn bulletins(blanks: &Result<Blanks, BlankError>) -> Finding {
    let blanks = blanks.as_ref().map_err(ToString::to_string)?;
    let named = blanks.iter().map(|(event, Attachment { name, bytes, .. })| {
        let advice = if bytes.len() > LARGE {
            let size = (bytes.len() * 10 + LARGE / 2) / LARGE;
            format!(", {}.{} MB, which is much for a letter: make its pictures smaller", size / 10, size % 10)
        } else {
            String::new()
        };
        format!("{event}: {name}{advice}")
    });
    Ok(named.collect::<Vec<_>>().join("; "))
}

/// Whether the clock runs on from where the book stands: with one that was set back, people would be
/// late, or not, who are the other.
async fn clock(config: &Config, now: Timestamp) -> Finding {
    let it_is = format!("it is {}", local(config, now));
    match last_handled(config).await {
        Some(last) if last > now => Err(format!(
            "{it_is}, but a message was handled at {}; set this machine's clock (timedatectl(1))",
            local(config, last)
        )),
        _ => Ok(it_is),
    }
}

/// When the last message was handled. What is wrong with the store is told elsewhere.
async fn last_handled(config: &Config) -> Option<Timestamp> {
    let store = Store::open_read_only(&config.store.path).await.ok()?;
    let last = store.last_handled().await.ok()?;
    store.close().await;
    last
}

fn local(config: &Config, moment: Timestamp) -> String {
    moment.to_zoned_datetime(config.staff.timezone.clone()).strftime("%Y-%m-%d %H:%M in %Q").to_string()
}

async fn store(config: &Config) -> Finding {
    let path = &config.store.path;
    if !path.exists() {
        let folder = path.parent().unwrap_or(path);
        return match tempfile::tempfile_in(folder) {
            Ok(_) => Ok(format!("{} is made at the first start", path.display())),
            Err(error) => Err(format!("{} cannot be written: {error}; make that folder", folder.display())),
        };
    }
    let look = async {
        let store = Store::open_read_only(path).await?;
        let registrations = store.participants(None).await?.len();
        let letters = store.count_waiting_letters().await?;
        store.close().await;
        Ok(format!("{}, {}", plural(registrations, "registration"), waiting_letters(letters)))
    };
    look.await.map_err(|error: StoreError| error.to_string())
}

async fn mailbox(config: &Config) -> Finding {
    mailbox::check(&config.mailbox).await.map_err(|error| error.to_string())
}

/// Whether every message in the mailbox is accounted for, once the desk has looked at it.
async fn account(config: &Config, now: Timestamp) -> Option<Finding> {
    let store = Store::open_read_only(&config.store.path).await.ok()?;
    let reconciled = compare(&store, &config.mailbox, now).await;
    store.close().await;
    let told: Vec<Finding> = reconciled.iter().filter_map(|folder| told(config, folder)).collect();
    let is_sound = told.iter().all(Result::is_ok);
    let told = told.into_iter().filter(|finding| finding.is_ok() == is_sound);
    let words = told.map(|finding| finding.unwrap_or_else(identity)).collect::<Vec<_>>().join("; ");
    (!words.is_empty()).then_some(if is_sound { Ok(words) } else { Err(words) })
}

fn told(config: &Config, Reconciled { folder, found }: &Reconciled) -> Option<Finding> {
    match found {
        Found::NotBegun => None,
        Found::Unknown(why) => Some(Err(why.clone())),
        Found::Counted(balance) if balance.missing.is_empty() => {
            let since = balance.since.map(|since| format!(" since {}", local(config, since)));
            let messages = plural(balance.seen() + balance.arriving, "message");
            Some(Ok(format!("{messages} in {folder}{}, all accounted for", since.unwrap_or_default())))
        }
        Found::Counted(Balance { missing, .. }) => {
            let named: Vec<&str> =
                missing.iter().map(|sighting| sighting.copy.uid.as_str()).take(NAMED).collect();
            let (named, more) = (named.join(", "), if missing.len() > NAMED { ", …" } else { "" });
            let messages = plural(missing.len(), "message");
            Some(Err(format!("{messages} in {folder} not accounted for: UID {named}{more}; {TAKE_IN}")))
        }
    }
}

async fn sender(config: &Config) -> Finding {
    let delivery = Delivery::new(&config.sender).map_err(|error| error.to_string())?;
    delivery.check().await.map_err(|error| error.to_string())
}

async fn test_letter(config: &Config, recipient: &str, now: Timestamp) -> Finding {
    let delivery = Delivery::new(&config.sender).map_err(|error| error.to_string())?;
    send_test(&delivery, &config.sender.from, recipient, now, &mut fastrand::Rng::new()).await
}
