//! Where messages come from. A mailbox belongs to somebody: nothing in it is changed.

mod maildir;

use jiff::Timestamp;

pub use maildir::Maildir;

/// One message as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its unique name or UID.
    pub uid: String,
    /// When the server received it.
    pub received_at: Timestamp,
    /// The whole message.
    pub octets: Vec<u8>,
}

/// What went wrong with a mailbox.
#[derive(Debug, thiserror::Error)]
#[error("the mailbox {} cannot be read: {source}; check that it exists and that this user may read it", path.display())]
pub struct MailboxError {
    /// Where it is.
    pub path: std::path::PathBuf,
    /// Why not.
    pub source: std::io::Error,
}
