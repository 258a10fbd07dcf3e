//! Where the log goes: to the journal, with fields, when standard error is connected to it; to
//! standard error elsewhere.
//!
//! Only this program's own lines are logged, whatever `RUST_LOG` says: the libraries' would tell
//! passwords and whole messages.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use tracing::level_filters::LevelFilter;
use tracing_journald::{Priority, PriorityMappings};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What lines are called in the journal, and what their fields begin with: `GUICHET_OUTCOME=`.
const IDENTIFIER: &str = "guichet";
const FIELD_PREFIX: &str = "GUICHET";

/// Starts to log what is at least as severe as `least`.
pub fn start(least: LevelFilter) {
    let registry = tracing_subscriber::registry().with(own(least));
    match journal() {
        Some(layer) => registry.with(layer).init(),
        None => registry
            .with(
                tracing_subscriber::fmt::layer()
                    .with_writer(io::stderr)
                    .with_ansi(io::stderr().is_terminal())
                    .with_target(false),
            )
            .init(),
    }
}

/// The lines of this crate.
fn own(least: LevelFilter) -> Targets {
    Targets::new().with_target(env!("CARGO_CRATE_NAME"), least)
}

/// Says on standard error why a command failed. The journal takes that for an error, too
/// (sd-daemon(3)).
pub fn complain(failure: &str) {
    let level = if is_journal() { "<3>" } else { "" };
    for line in failure.lines() {
        eprintln!("{level}{line}");
    }
}

/// Whether standard error goes to the journal (systemd.exec(5), `$JOURNAL_STREAM`).
fn is_journal() -> bool {
    let Ok(stream) = std::env::var("JOURNAL_STREAM") else { return false };
    let stderr = io::stderr().as_fd().try_clone_to_owned().and_then(|stderr| File::from(stderr).metadata());
    stderr.is_ok_and(|stderr| stream == format!("{}:{}", stderr.dev(), stderr.ino()))
}

/// The journal, if it is where standard error goes and it listens.
fn journal() -> Option<tracing_journald::Layer> {
    if !is_journal() {
        return None;
    }
    let priorities =
        PriorityMappings { info: Priority::Informational, debug: Priority::Debug, ..PriorityMappings::new() };
    let layer = tracing_journald::layer().ok()?;
    Some(
        layer
            .with_syslog_identifier(IDENTIFIER.to_owned())
            .with_field_prefix(Some(FIELD_PREFIX.to_owned()))
            .with_priority_mappings(priorities),
    )
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn the_lines_of_libraries_are_never_logged() {
        let own = own(LevelFilter::TRACE);
        assert!(own.would_enable("guichet::flows::intake", &Level::TRACE));
        for library in ["async_imap", "lettre", "rustls", "sqlx::query", "tokio", "log"] {
            assert!(!own.would_enable(library, &Level::ERROR), "{library}");
        }
    }
}
