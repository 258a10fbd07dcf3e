//! Reports that a letter did not arrive: those of RFC 3464, and what servers write in their stead.
//!
//! Words are believed less than fields: they make a report only where a machine wrote them and where
//! they name one of the desk's own letters.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::envelope::normalized;
use super::fields::Fields;
use super::status::{self, Group};
use super::{Envelope, Machine};
use crate::fold::fold;
use crate::pattern::pattern;

/// More recipients are not told; a letter of the desk has one.
const MOST_RECIPIENTS: usize = 50;
/// A report says at once what it is; the returned letter stands below. In characters.
const OPENING: usize = 4_000;

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
    /// The report that a message is, if it is one.
    pub(super) fn recognize(seen: &Evidence) -> Option<DeliveryReport> {
        if seen.enclosed.arrived || !seen.machine.is_some_and(reports_delivery) {
            return None;
        }
        let original_message_id = seen.original();
        let failed = if seen.enclosed.statuses.is_empty() {
            original_message_id.as_deref().filter(|id| is_own(id))?;
            seen.failed_in_words()
        } else {
            let statuses = seen.enclosed.statuses.iter();
            failed(&statuses.flat_map(|text| status::groups(text)).collect::<Vec<_>>())
        };
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
            | Machine::Precedence
            | Machine::Role
    )
}

/// Whether this is a Message-ID as the desk makes them.
fn is_own(message_id: &str) -> bool {
    OWN.find(message_id).is_some_and(|found| found.len() == message_id.len())
}

static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"guichet\.[0-9a-f]{32}@[A-Za-z0-9._-]*[A-Za-z0-9]"));

/// The recipients whose delivery was given up, each once.
fn failed(groups: &[Group]) -> Vec<FailedRecipient> {
    let mut told = HashSet::new();
    let failed = groups.iter().filter(|group| group.has_failed).map(|group| &group.recipient);
    failed.filter(|recipient| told.insert(*recipient)).take(MOST_RECIPIENTS).cloned().collect()
}

impl Evidence<'_> {
    /// The Message-ID of the letter: what was returned of it knows best, also where it is pasted into
    /// the words; then the thread; then whatever is said about a letter of the desk.
    fn original(&self) -> Option<String> {
        static PASTED: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?im)^[> \t]*message-id:\s*(?:<|&lt;)([^<>&\s]+)"));
        let owned = |id: &str| id.to_owned();
        let pasted = || Some(PASTED.captures(self.words)?.get(1)?.as_str());
        let thread = || self.envelope.in_reply_to.first().or(self.envelope.references.last());
        self.attached
            .or(self.enclosed.returned.as_deref())
            .or_else(pasted)
            .or_else(|| thread().map(String::as_str))
            .or_else(|| OWN.find(self.words).map(|found| found.as_str()))
            .map(owned)
    }

    /// Those whom a report without a delivery status gives up; it may name nobody.
    fn failed_in_words(&self) -> Vec<FailedRecipient> {
        let groups = status::groups(self.words);
        if !groups.is_empty() {
            return failed(&groups);
        }
        let opening = opening(self.words);
        if !self.says_failed(&fold(&opening)) {
            return Vec::new();
        }
        let status = status::code(&opening);
        let recipient = |address| FailedRecipient { address, status: status.clone() };
        match self.named().as_slice() {
            [] => vec![recipient(None)],
            named => named.iter().cloned().map(Some).map(recipient).collect(),
        }
    }

    /// Whether the words say that the letter was given up, and not only that it takes long.
    fn says_failed(&self, opening: &str) -> bool {
        let subject = fold(&self.envelope.subject);
        let waits = WAITING_SUBJECT.is_match(&subject) || WAITING.is_match(opening);
        let is_named = self.fields.has("x-failed-recipients");
        !waits && (is_named || FAILED.is_match(&subject) || FAILED.is_match(opening))
    }

    /// The addresses in X-Failed-Recipients, which Exim and others write.
    fn named(&self) -> Vec<String> {
        let fields: Vec<_> = self.fields.all("x-failed-recipients").map(String::from_utf8_lossy).collect();
        let addresses = fields.iter().flat_map(|body| body.split(',')).map(normalized);
        addresses.filter(|address| address.contains('@')).take(MOST_RECIPIENTS).collect()
    }
}

/// The beginning of the words without tags.
fn opening(words: &str) -> String {
    static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?is)<style.*?</style>|<[^<>@]*>"));
    TAG.replace_all(words, " ").chars().take(OPENING).collect()
}

/// The subjects of reports that a letter is still under way, folded.
static WAITING_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^( delayed\ mail | warning: | avertissement | delivery\ delayed
        | (remise|distribution)\ (retardee|differee) ) | \((delay|retard)\)$",
    )
});

/// The words of reports that a letter is still under way, folded.
static WAITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b( this\ is\ a\ warning\ message\ only | (do|does)\ not\ need\ to\ resend
        | still\ being\ retried | not\ yet\ been\ delivered | will\ (be\ retried|keep\ trying|retry\ for)
        | n'a\ pas\ encore\ (ete|pu\ etre) | pas\ (besoin\ de|necessaire\ de\ le)\ (le\ )?renvoyer
        | nouvelles\ tentatives\ seront )",
    )
});

/// The words of reports that a letter was given up, folded: English, then French.
static FAILED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b( this\ is\ the\ qmail-send\ program
        | (could\ not|couldn't|cannot|can't|was\ not|wasn't|were\ not)\ (be\ )?deliver(ed)?
        | (was\ not|wasn't|not|un)\ ?able\ to\ deliver
        | undeliver(able|ed) | non-delivery | returning\ message\ to\ sender | returned\ mail
        | message\ not\ delivered | address\ not\ found | permanent\ (fatal\ )?errors?
        | did\ not\ reach\ (some\ or\ all\ of\ )?the\ (intended\ |following\ )*recipient
        | (mail\ )?delivery\ (has\ |status\ notification\ |to\ the\ following\ recipients?\ |subsystem\ )*\(?fail(ed|ure)
        | n'(a|ont)\ p(as|u)\ (pu\ )?(ete|etre|atteindre)\ (remis|delivre|distribue|achemine|livre|transmis|envoye)e?s?
        | n'(a|ont)\ pas\ (pu\ )?(atteint|atteindre)
        | (message|courrier|mail|e-mail)\ non\ (remis|distribue|delivre|distribuable)
        | ^non\ (remis|distribue|delivre)\ :
        | echec\ (de\ )?(la\ |l')?(remise|distribution|livraison|acheminement|envoi)
        | impossible\ de\ (remettre|distribuer|delivrer|livrer)
        | (remise|distribution)\ impossible | adresse\ introuvable )",
    )
});
