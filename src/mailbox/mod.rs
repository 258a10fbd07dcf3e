//! Where messages come from. A mailbox belongs to somebody: nothing in it is changed by reading.

mod census;
mod check;
mod imap;
mod maildir;

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

pub use census::Folder;
pub use check::check;
pub use imap::{Filing, Imap, ImapInbox};
pub use maildir::Maildir;

use crate::clock::Clock;
use crate::config::{Mailbox, MailboxConfig};
use crate::sighting::{Copy, Look, Sighting};

/// A folder in which messages arrive.
#[derive(Debug)]
pub enum Inbox {
    /// A Maildir.
    Maildir(Maildir),
    /// A folder on an IMAP server.
    Imap(Box<ImapInbox>),
}

/// A message as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Where it was seen.
    pub copy: Copy,
    /// When the server received it.
    pub received_at: Timestamp,
    /// The message.
    pub octets: Vec<u8>,
    /// Whether `octets` are all of it; else they are its header section, for it is too large.
    pub is_whole: bool,
    /// Whether it came where answers come from; else it is for the staff alone.
    pub is_answered: bool,
}

/// What came of fetching one message.
#[derive(Debug)]
pub enum Fetched {
    /// It is here.
    Arrived(Arrival),
    /// It is not there any more.
    Gone,
    /// It is there and cannot be read.
    Unreadable(MailboxError),
}

/// What went wrong with a mailbox.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// A file or folder of a Maildir.
    #[error("the mailbox {} cannot be read: {source}; check that it exists and that this user may read it", path.display())]
    Maildir {
        /// Where it is.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A folder on an IMAP server.
    #[error("the mailbox on {server} cannot be read: {problem}; {remedy}")]
    Server {
        /// Its name and port, e.g. `mail.example.org:993`.
        server: String,
        /// A clause such as `it refused the login (NO [AUTHENTICATIONFAILED] Authentication failed.)`.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
}

impl Inbox {
    /// The mailbox that `config` names.
    #[must_use]
    pub fn new(config: &MailboxConfig, clock: &Clock) -> Self {
        match &config.url {
            Mailbox::Maildir(folder) => Self::Maildir(Maildir::at(folder, config.since)),
            Mailbox::Imap(url) => {
                let server = Imap::new(url, config);
                let inbox = ImapInbox::new(server, url.folder.clone(), config.since, clock.clone());
                Self::Imap(Box::new(inbox))
            }
        }
    }

    /// The further folders that `config` names, in which a message may have landed by mistake.
    #[must_use]
    pub fn also(config: &MailboxConfig, clock: &Clock) -> Vec<(String, Self)> {
        let Mailbox::Imap(url) = &config.url else { return Vec::new() };
        let server = Imap::new(url, config);
        let inbox = |folder: &String| {
            ImapInbox::new(server.clone(), folder.clone(), config.since, clock.clone()).unanswered()
        };
        config.also.iter().map(|folder| (folder.clone(), Self::Imap(Box::new(inbox(folder))))).collect()
    }

    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Maildir(maildir) => maildir.name(),
            Self::Imap(imap) => imap.name(),
        }
    }

    /// What is new since the look before.
    ///
    /// # Errors
    /// When the mailbox cannot be looked through; nothing is known of it then.
    pub async fn look(&mut self) -> Result<Look, MailboxError> {
        match self {
            Self::Maildir(maildir) => maildir.look(),
            Self::Imap(imap) => imap.look().await,
        }
    }

    /// Fetches messages; what came of each, in the order of `wanted`.
    ///
    /// # Errors
    /// When the mailbox as a whole cannot be read any more.
    pub async fn fetch(&mut self, wanted: &[Sighting]) -> Result<Vec<Fetched>, MailboxError> {
        match self {
            Self::Maildir(maildir) => Ok(maildir.fetch(wanted)),
            Self::Imap(imap) => imap.fetch(wanted).await,
        }
    }

    /// Waits until something new is announced, at most `at_most`; it may return earlier. It may be
    /// dropped halfway.
    ///
    /// # Errors
    /// When the mailbox cannot be watched any more.
    pub async fn wait(&mut self, at_most: Duration) -> Result<(), MailboxError> {
        match self {
            Self::Maildir(_) => {
                tokio::time::sleep(at_most).await;
                Ok(())
            }
            Self::Imap(imap) => imap.wait(at_most).await,
        }
    }

    /// Takes leave of the server, if there is one.
    pub async fn close(&mut self) {
        if let Self::Imap(imap) = self {
            imap.close().await;
        }
    }
}
