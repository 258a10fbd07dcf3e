//! `guichet bulletin`: the blank form.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use super::Failure;
use super::participants::{chosen, only, write};
use crate::config::Config;
use crate::flows::blank;

/// Writes the form of `event`, or of the only one, into `output`, or prints it.
pub fn bulletin(config: &Config, event: Option<&str>, output: Option<&Path>) -> Result<(), Failure> {
    let events = chosen(config, event)?;
    let id = &only(&events)?.id;
    if output.is_none() && stdout().is_terminal() {
        return Err(Failure::NotForTerminals);
    }
    match config.events.iter().find(|config| config.event.id == *id) {
        Some(event) => write(&blank(event, &config.sender.from)?.bytes, output),
        None => Ok(()),
    }
}
