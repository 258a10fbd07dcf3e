//! Where messages are seen: mailboxes find them, the book keeps account of them.

use jiff::Timestamp;

/// Where one copy of a message was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Copy {
    /// The mailbox, e.g. `maildir:/var/mail/contact`.
    pub mailbox: String,
    /// UIDVALIDITY (RFC 3501 §2.3.1.1); 0 for a Maildir.
    pub uid_validity: u32,
    /// The UID, or the unique name of a file in a Maildir.
    pub uid: String,
}

/// A copy of a message that has not been fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Where it is.
    pub copy: Copy,
    /// How long the message is, in octets.
    pub octets: u64,
    /// When the server received it (IMAP: INTERNALDATE).
    pub received_at: Timestamp,
}

/// How far an IMAP folder was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// UIDVALIDITY (RFC 3501 §2.3.1.1): another one means that all UIDs are others.
    pub uid_validity: u32,
    /// The first UID of the account: every message from it on, received at `since` or later, is
    /// accounted for.
    pub first_uid: u32,
    /// The first UID that was not seen.
    pub next_uid: u32,
    /// Messages that the server received before are the folder's past.
    pub since: Timestamp,
}

/// What a folder holds at one moment, of what belongs to its account, as far as the mailbox can tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Census {
    /// UIDVALIDITY; 0 for a Maildir.
    pub uid_validity: u32,
    /// The messages, in any order.
    pub held: Vec<Sighting>,
}

/// What a look into a mailbox found that was not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Copies to fetch and handle, in any order.
    pub waiting: Vec<Sighting>,
    /// Copies from the mailbox's past.
    pub past: Vec<Sighting>,
    /// Of an IMAP folder that was looked through further: its name in the book, and how far.
    pub cursor: Option<(String, Cursor)>,
}

impl Look {
    /// What was seen, parted by the time before which messages are the mailbox's past.
    #[must_use]
    pub fn new(seen: Vec<Sighting>, since: Option<Timestamp>) -> Self {
        let is_past = |sighting: &Sighting| since.is_some_and(|since| sighting.received_at < since);
        let (past, waiting) = seen.into_iter().partition(is_past);
        Self { waiting, past, cursor: None }
    }

    /// Whether nothing is new.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.past.is_empty() && self.cursor.is_none()
    }
}
