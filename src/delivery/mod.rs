//! How letters leave: into a Maildir or over SMTP.
//!
//! Letters leave in batches, over one connection. What becomes of each is one of five things, and
//! they are kept apart because a letter must neither get lost nor come twice: see [`Delivered`].

mod maildir;
mod smtp;

use std::path::PathBuf;

use crate::config::{Sender, SenderConfig};

pub use maildir::Maildir;
pub use smtp::{LETTER, Smtp};

use smtp::Session;
#[cfg(test)]
pub(crate) use smtp::tests as smtp_tests;

/// How letters leave.
#[derive(Debug)]
pub enum Delivery {
    /// Into a Maildir.
    Maildir(Maildir),
    /// To a mail submission server.
    Smtp(Smtp),
}

/// A letter that is to leave.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'l> {
    /// The address that it comes from, which also hears of its failure (RFC 5321, section 3.3).
    pub from: &'l str,
    /// The one address that it goes to.
    pub recipient: &'l str,
    /// Its Message-ID, without angle brackets.
    pub message_id: &'l str,
    /// The whole mail, its lines ended by CR LF.
    pub mail: &'l [u8],
}

/// What became of a letter. The answers in it are one line, of 200 characters at most, without mail
/// addresses.
#[derive(Debug)]
pub enum Delivered {
    /// The server has it, and answers for it; its answer, e.g. `250 2.0.0 Ok: queued as 4F2`.
    Accepted(String),
    /// The server does not take this letter now; its answer. It is to be tried again.
    Deferred(String),
    /// The server will never take this letter; its answer.
    Refused(String),
    /// The connection was lost after the whole letter was sent and before the server answered for
    /// it; how. It may have been delivered, and is to be tried again, the same mail with the same
    /// Message-ID.
    Unknown(String),
    /// The server cannot be used any more. The letter was not delivered.
    Broken(DeliveryError),
}

/// Why no letter can be delivered now. It says what is wrong, where, and what to do, and holds no
/// password, name or mail address.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The Maildir cannot be written.
    #[error("the letter cannot be written to {}: {source}", path.display())]
    Maildir {
        /// Where to.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The server cannot be used.
    #[error("the mail server {server} cannot be used: {problem}; {remedy}")]
    Server {
        /// Its name and port, e.g. `mail.example.org:465`.
        server: String,
        /// A clause such as `it refused the login (535 5.7.8 authentication failed)`.
        problem: String,
        /// What to do.
        remedy: &'static str,
    },
}

impl Delivery {
    /// The way out that `config` names.
    ///
    /// # Errors
    /// When the folders of a Maildir cannot be made.
    pub fn new(config: &SenderConfig) -> Result<Self, DeliveryError> {
        Ok(match &config.url {
            Sender::Maildir(folder) => Self::Maildir(Maildir::at(folder)?),
            Sender::Smtp(url) => {
                Self::Smtp(Smtp::new(url.clone(), config.credential.clone(), config.ca_file.clone()))
            }
        })
    }

    /// Opens the way out for a batch of letters.
    ///
    /// # Errors
    /// When the server as a whole cannot be used now; nothing was tried on any letter.
    pub async fn open(&self) -> Result<Batch, DeliveryError> {
        Ok(Batch(match self {
            Self::Maildir(maildir) => Way::Maildir(maildir.clone()),
            Self::Smtp(smtp) => Way::Smtp(Box::new(Box::pin(smtp.open()).await?)),
        }))
    }

    /// Tries the way out without a letter, and says what it is like, e.g. `TLS, logged in`.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn check(&self) -> Result<String, DeliveryError> {
        match self {
            Self::Maildir(maildir) => maildir.check().map(|()| "a Maildir that can be written".to_owned()),
            Self::Smtp(smtp) => smtp.check().await,
        }
    }
}

/// An open way out.
pub struct Batch(Way);

enum Way {
    Maildir(Maildir),
    Smtp(Box<Session>),
}

impl Batch {
    /// Delivers one letter. When this is cut short, the batch is over, and it is unknown whether the
    /// letter was delivered.
    pub async fn deliver(&mut self, letter: &Letter<'_>) -> Delivered {
        match &mut self.0 {
            Way::Maildir(maildir) => match maildir.deliver(letter.message_id, letter.mail) {
                Ok(name) => Delivered::Accepted(format!("written as {name}")),
                Err(error) => Delivered::Broken(error),
            },
            Way::Smtp(session) => session.deliver(letter).await,
        }
    }

    /// Whether another letter can be delivered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match &self.0 {
            Way::Maildir(_) => true,
            Way::Smtp(session) => session.is_open(),
        }
    }

    /// Takes leave of the server, as far as it listens.
    pub async fn close(self) {
        if let Way::Smtp(session) = self.0 {
            session.close().await;
        }
    }
}
