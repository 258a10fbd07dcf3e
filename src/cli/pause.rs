//! `guichet pause` and `guichet resume`.

use std::io::Write;

use super::Failure;
use crate::clock::Clock;
use crate::config::Config;
use crate::plural::waiting_letters;
use crate::store::Store;

/// Holds answers back while registrations go on, or lets them go again.
pub async fn set_paused(config: &Config, paused: bool) -> Result<(), Failure> {
    let store = Store::open_beside(&config.store.path).await?;
    let changed = store.set_paused(paused, Clock::System.now()).await?;
    let waiting = store.count_waiting_letters().await?;
    store.close().await;
    let state = match (paused, changed) {
        (true, true) => "answers are paused, registrations go on",
        (true, false) => "answers were paused already, registrations go on",
        (false, true) => "answers go out again",
        (false, false) => "answers were not paused",
    };
    Ok(writeln!(std::io::stdout(), "{state}; {}", waiting_letters(waiting))?)
}
