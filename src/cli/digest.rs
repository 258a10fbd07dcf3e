//! `guichet digest`.

use std::io::Write;

use super::Failure;
use crate::clock::Clock;
use crate::config::Config;
use crate::event::Event;
use crate::flows::Digesting;
use crate::store::Store;

/// Makes the digest of today before its time, or only prints what it would say now.
pub async fn digest(config: &Config, print: bool) -> Result<(), Failure> {
    let store = Store::open_beside(&config.store.path).await?;
    let events: Vec<Event> = config.events.iter().map(|event| event.event.clone()).collect();
    store.add_events(&events).await?;
    let (digesting, now) = (Digesting::new(config, &store), Clock::System.now());
    let mut out = std::io::stdout();
    if print {
        let letter = digesting.preview(now).await?;
        return Ok(write!(out, "{}\n\n{}", letter.subject, letter.text())?);
    }
    if digesting.staff.readers.is_empty() {
        return Err(Failure::NoReaders);
    }
    match digesting.make_now(now, &mut fastrand::Rng::new()).await? {
        Some(made) => {
            Ok(writeln!(out, "the digest of {} is in the outbox; there is no other on that day", made.day)?)
        }
        None => Ok(writeln!(out, "the digest of today was made before; --print shows how things stand now")?),
    }
}
