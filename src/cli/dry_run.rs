//! `guichet run --dry-run`: what one round would do.

use std::io::Write;

use super::participants::plain_table;
use super::{Failure, this_program};
use crate::bulletin::reading::Verdict;
use crate::clock::Clock;
use crate::config::{After, Config, MailboxConfig, Sender, SenderConfig, StoreConfig};
use crate::daemon::Daemon;
use crate::flows::Handled;
use crate::plural::plural;
use crate::store::Store;

/// Does one round on a copy of the book, which is thrown away; the mailbox is only read, and letters
/// are written but not sent.
pub async fn dry_run(config: &Config) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let copy = Config {
        store: StoreConfig { path: folder.path().join("guichet.db") },
        sender: SenderConfig { url: Sender::Maildir(folder.path().join("letters")), ..config.sender.clone() },
        mailbox: MailboxConfig { after: After::Nothing, sent_folder: None, ..config.mailbox.clone() },
        ..config.clone()
    };
    if config.store.path.exists() {
        let book = Store::open_read_only(&config.store.path).await?;
        book.copy_to(&copy.store.path).await?;
        book.close().await;
    }
    let mut daemon = Daemon::open(&copy, this_program(), Clock::System, fastrand::Rng::new()).await?;
    // What is held back stays in the outbox, where it can be looked at.
    daemon.hold_letters();
    let mut all = Vec::new();
    let done = daemon.catch_up(&mut |handled| all.push(handled.clone()), &|| false).await;
    let letters = daemon.store().waiting_letters().await?;
    daemon.close().await;
    done?;

    print(&all, &letters)
}

fn print(all: &[Handled], letters: &[(String, String)]) -> Result<(), Failure> {
    let mut messages = plain_table(&["Message", "Verdict", "Outcome", "Reason"]);
    for handled in all {
        let verdict = handled.verdict.map_or("known", Verdict::as_str);
        messages.add_row([handled.uid.as_str(), verdict, handled.outcome.as_str(), &handled.ground]);
    }
    let mut outbox = plain_table(&["Letter", "Recipient"]);
    for (kind, recipient) in letters {
        outbox.add_row([kind, recipient]);
    }
    let mut out = std::io::stdout();
    for (table, rows) in [(messages, all.len()), (outbox, letters.len())] {
        if rows > 0 {
            writeln!(out, "{table}\n")?;
        }
    }
    let (handled, sent) = (plural(all.len(), "message"), plural(letters.len(), "letter"));
    Ok(writeln!(out, "{handled} would be handled and {sent} sent; nothing was recorded or sent")?)
}
