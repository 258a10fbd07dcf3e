//! What the folders hold, counted beside the desk that watches them. Nothing is fetched or changed.

use jiff::Timestamp;

use super::imap::{self, Imap};
use super::{MailboxError, Maildir};
use crate::config::{Mailbox, MailboxConfig};
use crate::sighting::Census;

/// A folder in which messages arrive, to be counted over a connection of its own.
#[derive(Debug, Clone)]
pub enum Folder {
    /// A Maildir.
    Maildir(Maildir),
    /// A folder on an IMAP server.
    Imap(Imap, String),
}

impl Folder {
    /// The mailbox that `config` names, then the further folders.
    #[must_use]
    pub fn all(config: &MailboxConfig) -> Vec<Self> {
        match &config.url {
            Mailbox::Maildir(folder) => vec![Self::Maildir(Maildir::at(folder, config.since))],
            Mailbox::Imap(url) => {
                let server = Imap::new(url, config);
                let folders = [&url.folder].into_iter().chain(&config.also);
                folders.map(|folder| Self::Imap(server.clone(), folder.clone())).collect()
            }
        }
    }

    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Maildir(maildir) => maildir.name(),
            Self::Imap(server, folder) => server.name_of(folder),
        }
    }

    /// What people call it, e.g. `INBOX` or `/var/mail/contact`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Maildir(maildir) => maildir.folder().display().to_string(),
            Self::Imap(_, folder) => folder.clone(),
        }
    }

    /// From when on its messages are handled, where the configuration alone says so.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Maildir(maildir) => maildir.since(),
            Self::Imap(..) => None,
        }
    }

    /// What it holds: of a folder on a server, from the UID `first_uid` on. A message of which the
    /// server does not say when it was received counts as received `now`.
    ///
    /// # Errors
    /// When it cannot be looked through.
    pub async fn census(&self, first_uid: u32, now: Timestamp) -> Result<Census, MailboxError> {
        match self {
            Self::Maildir(maildir) => {
                let mut anew = Maildir::at(maildir.folder(), maildir.since());
                Ok(Census { uid_validity: 0, held: anew.look()?.waiting })
            }
            Self::Imap(server, folder) => imap::census(server, folder, first_uid, now).await,
        }
    }
}
