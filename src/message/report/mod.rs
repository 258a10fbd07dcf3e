//! Reports that a letter did not arrive: those of RFC 3464, and what servers write in their stead.
//!
//! Only a machine reports. Its fields and parts are believed; its words only where a mail server
//! wrote them. Reports that a letter is under way or has arrived are no reports here.

mod status;
mod words;

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::{Envelope, Machine};
use crate::pattern::pattern;
use status::Group;

/// More recipients are not told; a letter of the desk has one.
const MOST_RECIPIENTS: usize = 50;

/// A report that a letter could not be delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryReport {
    /// Those whom it did not reach; at least one.
    pub failed: Vec<FailedRecipient>,
    /// The Message-ID of the letter, without angle brackets.
    pub original_message_id: Option<String>,
}

/// Somebody whom a letter did not reach.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FailedRecipient {
    /// The address to which the letter was sent; where the report tells only that, the one to which
    /// it was forwarded.
    pub address: Option<String>,
    /// The code of RFC 3463, e.g. `5.1.1`.
    pub status: Option<String>,
    /// What the server said, on one line, cut where it is long.
    pub said: Option<String>,
}

/// What a report is known by.
pub(super) struct Evidence<'e> {
    pub fields: &'e Fields,
    pub envelope: &'e Envelope,
    pub machine: Option<Machine>,
    pub enclosed: &'e Enclosed,
    /// The Message-ID of the first attached message.
    pub attached: Option<&'e str>,
    /// The words, tags and all where there is only HTML.
    pub words: &'e str,
}

/// The parts that a machine encloses about another message (RFC 6522).
#[derive(Default)]
pub(super) struct Enclosed {
    /// Delivery statuses (RFC 3464).
    pub statuses: Vec<String>,
    /// The Message-ID in the returned header fields.
    pub returned: Option<String>,
    /// A read receipt or a complaint (RFC 8098, RFC 5965): the letter did arrive.
    pub arrived: bool,
}

impl Enclosed {
    /// Keeps the Message-ID of the header fields `section` that were returned.
    pub fn take_header(&mut self, section: &[u8]) {
        let envelope = Envelope::read(&Fields::read(section));
        self.returned = self.returned.take().or(envelope.message_id);
    }
}

impl DeliveryReport {
    /// The report that a message is, if it is one. What a human may have sent through a list or a
    /// gateway is one only where it names a letter of the desk.
    pub(super) fn recognize(seen: &Evidence) -> Option<DeliveryReport> {
        let machine = seen.machine.filter(|machine| reports_delivery(*machine))?;
        let original_message_id = seen.original();
        let is_about_us = original_message_id.as_deref().is_some_and(is_own);
        if seen.enclosed.arrived || !machine.certain() && !is_about_us {
            return None;
        }
        let failed =
            if seen.enclosed.statuses.is_empty() { words::failed(seen) } else { given_up(&seen.groups()) };
        (!failed.is_empty()).then_some(DeliveryReport { failed, original_message_id })
    }
}

/// Other marks than these stand on mail that somebody's program wrote, or on a list's.
fn reports_delivery(machine: Machine) -> bool {
    matches!(
        machine,
        Machine::Report
            | Machine::FailedRecipients
            | Machine::NullReturnPath
            | Machine::AutoSubmitted
            | Machine::Autoreply
            | Machine::Precedence
            | Machine::Role
    )
}

static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"guichet\.[0-9a-f]{32}@[A-Za-z0-9._-]*[A-Za-z0-9]"));

/// Whether this is a Message-ID as the desk makes them.
#[must_use]
pub fn is_own(message_id: &str) -> bool {
    OWN.find(message_id).is_some_and(|found| found.len() == message_id.len())
}

/// The recipients whose delivery was given up, each once.
fn given_up(groups: &[Group]) -> Vec<FailedRecipient> {
    let mut told = HashSet::new();
    let failed = groups.iter().filter(|group| group.has_failed).map(|group| &group.recipient);
    failed.filter(|recipient| told.insert(&recipient.address)).take(MOST_RECIPIENTS).cloned().collect()
}

impl Evidence<'_> {
    fn groups(&self) -> Vec<Group> {
        self.enclosed.statuses.iter().flat_map(|text| status::groups(text)).collect()
    }

    /// The Message-ID of the letter: what was returned of it knows best, also where it is pasted into
    /// the words; then the thread; then whatever is said about a letter of the desk.
    fn original(&self) -> Option<String> {
        static PASTED: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?im)^[> \t]*message-id:\s*(?:<|&lt;)([^<>&\s]+)"));
        let pasted = || Some(PASTED.captures(self.words)?.get(1)?.as_str());
        let thread = || self.envelope.in_reply_to.first().or(self.envelope.references.last());
        self.attached
            .or(self.enclosed.returned.as_deref())
            .or_else(pasted)
            .or_else(|| thread().map(String::as_str))
            .or_else(|| OWN.find(self.words).map(|found| found.as_str()))
            .map(str::to_owned)
    }
}
