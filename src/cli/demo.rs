//! `guichet demo`: the very code of `run`, with messages of 2016 in a temporary folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::participants::{plain_table, table};
use super::{Failure, this_program};
use crate::bulletin::reading::Verdict;
use crate::clock::Clock;
use crate::config;
use crate::daemon::Daemon;
use crate::demo::{Sample, configuration, samples};
use crate::event::Field;
use crate::flows::{Digesting, Handled};

/// The same codes and Message-IDs each time.
const SEED: u64 = 2016;

/// Fills a temporary Maildir, lets the desk handle it, and tells what happened.
pub async fn demo() -> Result<(), Failure> {
    let folder = tempfile::Builder::new().prefix("guichet-demo-").tempdir()?.keep();
    let [inbox, outbox] = ["inbox", "outbox"].map(|name| folder.join(name));
    let samples = samples()?;
    deliver(&samples, &inbox)?;
    let text = configuration(&inbox, &outbox, &folder.join("guichet.db"));
    let file = folder.join("guichet.toml");
    write(&file, text.as_bytes())?;
    let config = config::load(&file)?;
    let Some(event) = config.events.first().map(|event| event.event.clone()) else { return Ok(()) };

    let mut out = anstream::stdout();
    writeln!(
        out,
        "{} ({} seats)\n{} messages wait in {}",
        event.title,
        event.capacity,
        samples.len(),
        inbox.display()
    )?;
    write!(out, "handling them ")?;
    let beginning = samples.first().map_or(event.starts.timestamp(), |sample| sample.received_at);
    let clock = Clock::replayed(beginning);
    let mut daemon =
        Daemon::open(&config, this_program(), clock.clone(), fastrand::Rng::with_seed(SEED)).await?;
    let mut handled = Vec::new();
    let mut progress = |message: &Handled| {
        handled.push(message.clone());
        // Progress is for the eye; what cannot be shown is not missed.
        drop(write!(anstream::stdout(), "·").and_then(|()| anstream::stdout().flush()));
    };
    let round = daemon.catch_up(&mut progress, &|| false).await?;
    let listed = daemon.store().participants(None).await?;
    let digest = Digesting::new(&config, daemon.store()).preview(clock.now()).await?;
    daemon.close().await;
    let page = folder.join("digest.html");
    write(&page, digest.html().as_bytes())?;

    // Few columns, so that a row is a line of the terminal.
    let participants = table(&listed, &[(Field::Organisation, "Organisation")], None);
    writeln!(out, " done\n\nParticipants\n{participants}")?;
    writeln!(out, "\nWhat happened to each message\n{}", outcomes(&handled))?;
    writeln!(out, "\n{} letters lie in {}", round.sent, outbox.join("new").display())?;
    writeln!(out, "The staff read: {}, and more in {}", digest.subject, page.display())?;
    writeln!(
        out,
        "Look closer:  guichet inspect --config {} {}",
        file.display(),
        inbox.join("new").display()
    )?;
    Ok(())
}

/// Puts the messages where a mail server would.
fn deliver(samples: &[Sample], inbox: &Path) -> Result<(), Failure> {
    for part in ["tmp", "new", "cur"] {
        let path = inbox.join(part);
        fs::create_dir_all(&path).map_err(|source| Failure::File { path, source })?;
    }
    for sample in samples {
        write(
            &inbox.join("new").join(format!("{}.{}", sample.received_at.as_second(), sample.name)),
            &sample.octets,
        )?;
    }
    Ok(())
}

fn write(path: &PathBuf, octets: &[u8]) -> Result<(), Failure> {
    fs::write(path, octets).map_err(|source| Failure::File { path: path.clone(), source })
}

fn outcomes(handled: &[Handled]) -> comfy_table::Table {
    let mut table = plain_table(&["Message", "Verdict", "Outcome", "Reason"]);
    for message in handled {
        let name = message.uid.split_once('.').map_or(message.uid.as_str(), |(_, name)| name);
        let verdict = message.verdict.map_or("", Verdict::as_str);
        table.add_row([name, verdict, message.outcome.as_str(), &message.ground]);
    }
    table
}
