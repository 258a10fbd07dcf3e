//! Where messages come from. A mailbox belongs to somebody: nothing in it is changed by reading.

mod maildir;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

pub use maildir::Maildir;

use crate::sighting::{Copy, Look, Sighting};

/// A folder in which messages arrive.
#[derive(Debug)]
pub enum Inbox {
    /// A Maildir.
    Maildir(Maildir),
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
}

impl Inbox {
    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Maildir(maildir) => maildir.name(),
        }
    }

    /// Tells it which unique names are accounted for.
    pub fn remember(&mut self, names: HashSet<String>) {
        match self {
            Self::Maildir(maildir) => maildir.remember(names),
        }
    }

    /// What is new since the look before.
    ///
    /// # Errors
    /// When the mailbox cannot be looked through; nothing is known of it then.
    pub fn look(&mut self) -> Result<Look, MailboxError> {
        match self {
            Self::Maildir(maildir) => maildir.look(),
        }
    }

    /// Fetches messages; what came of each, in the order of `wanted`.
    ///
    /// # Errors
    /// When the mailbox as a whole cannot be read any more.
    pub fn fetch(&mut self, wanted: &[Sighting]) -> Result<Vec<Fetched>, MailboxError> {
        match self {
            Self::Maildir(maildir) => Ok(maildir.fetch(wanted)),
        }
    }

    /// Waits until something new is announced, at most `at_most`.
    ///
    /// # Errors
    /// When the mailbox cannot be watched any more.
    pub async fn wait(&mut self, at_most: Duration) -> Result<(), MailboxError> {
        match self {
            Self::Maildir(_) => {
                tokio::time::sleep(at_most).await;
                Ok(())
            }
        }
    }
}
