//! Octets in, a [`Message`] out: who wrote it, human or machine, what may be answered, its texts
//! and its files.

mod charset;
mod containers;
mod date;
mod envelope;
mod fields;
mod fingerprint;
mod flowed;
mod machine;
mod name;
mod parameters;
mod parse;
mod part;
pub mod quotation;
mod report;
mod signed;
#[cfg(test)]
mod tests;
mod transfer;
mod words;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::fold::fold;

pub use fingerprint::{fingerprint, header_section, received_at};
pub use report::{DeliveryReport, FailedRecipient, is_own};

/// One mail as it arrived, taken apart (RFC 5322, RFC 2045).
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Who wrote to whom, about what.
    pub envelope: Envelope,
    /// Why no human wrote it; `None` for a human.
    pub machine: Option<Machine>,
    /// Whether it is addressed to the desk itself, and not only to a list that the desk is on.
    pub is_addressed: bool,
    /// The report on a letter that it is, where a machine wrote that a letter did not arrive.
    pub report: Option<DeliveryReport>,
    /// Why it must not be answered even though a human may have written it.
    pub silence: Option<Silence>,
    /// The text of the plain alternatives, with LF line ends.
    pub plain: Option<String>,
    /// The HTML of the HTML alternatives, with LF line ends.
    pub html: Option<String>,
    /// The text as RTF, where there are no alternatives; Outlook writes such letters.
    pub rich: Option<Vec<u8>>,
    /// Attached files, in order.
    pub files: Vec<File>,
    /// Attached messages (`message/rfc822`), in order.
    pub attached: Vec<Message>,
}

/// What the desk needs of the header fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Envelope {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// From; the first of several.
    pub from: Option<Mailbox>,
    /// Reply-To; the first of several.
    pub reply_to: Option<Mailbox>,
    /// Subject, decoded.
    pub subject: String,
    /// Date.
    pub date: Option<Timestamp>,
    /// Message-IDs of In-Reply-To, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Message-IDs of References, without angle brackets, oldest first.
    pub references: Vec<String>,
}

/// A mailbox of RFC 5322 §3.4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// Display name.
    pub name: Option<String>,
    /// `local@domain`, the domain in lower case.
    pub address: String,
}

impl Mailbox {
    /// Whether somebody with this family name writes from it, by its name or its address.
    #[must_use]
    pub fn is_called(&self, family_name: &str) -> bool {
        let plain = |text: &str| fold(text).replace([' ', '-', '\'', '.', '_'], "");
        let called = plain(&format!("{} {}", self.name.as_deref().unwrap_or_default(), self.address));
        let name = plain(family_name);
        !name.is_empty() && called.contains(&name)
    }
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name without folders or control characters; a made-up one where it has none.
    pub name: String,
    /// Its decoded content.
    pub bytes: Vec<u8>,
}

/// The mark by which a machine is known (RFC 3834 §2 and custom).
///
/// [`Machine::certain`] tells the marks that no human's mail can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Machine {
    /// `Auto-Submitted` other than `no` (RFC 3834 §5).
    AutoSubmitted,
    /// An empty return path, as delivery reports have (RFC 5321 §4.5.5).
    NullReturnPath,
    /// `multipart/report`: a delivery report or a read receipt (RFC 6522).
    Report,
    /// `Precedence: bulk`, `list` or `junk`.
    Precedence,
    /// A mailing list's fields (RFC 2369, RFC 2919).
    List,
    /// `Auto-Submitted: auto-replied`, `X-Autoreply`, `X-Autorespond` and their like; `Precedence: auto_reply`.
    Autoreply,
    /// `X-Failed-Recipients`.
    FailedRecipients,
    /// A mailer-daemon, postmaster or no-reply sender.
    Role,
    /// An answer to an invitation, or one taken back (RFC 5546 METHOD:REPLY, METHOD:CANCEL).
    Calendar,
    /// An out-of-office subject.
    OutOfOffice,
    /// The desk's own mail come back.
    Own,
    /// Its words: "Message automatique", "Ne pas répondre".
    Words,
}

/// Why a message must not be answered, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// No machine is answered.
    Machine,
    /// There is no usable sender's address.
    NoAddress,
    /// `X-Auto-Response-Suppress` forbids it.
    Suppressed,
}

impl Machine {
    /// The mark in words, for whoever runs the server.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AutoSubmitted => "Auto-Submitted says that a machine sent it",
            Self::NullReturnPath => "it comes from no address",
            Self::Report => "it is a delivery report or a read receipt",
            Self::Precedence => "its Precedence is that of bulk mail",
            Self::List => "it came through a mailing list",
            Self::Autoreply => "its header says that it is an automatic reply",
            Self::FailedRecipients => "it reports failed recipients",
            Self::Role => "its sender is not a person",
            Self::Calendar => "it is a calendar answer",
            Self::OutOfOffice => "its subject is that of an out-of-office reply",
            Self::Own => "it is the desk's own mail",
            Self::Words => "its words say that a machine sent it",
        }
    }
}

impl Silence {
    /// The reason in words, for whoever runs the server.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Machine => "no machine is answered",
            Self::NoAddress => "there is no address to answer to",
            Self::Suppressed => "X-Auto-Response-Suppress forbids it",
        }
    }
}
