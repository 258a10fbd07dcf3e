//! Human or machine? Which mark says so, and what may be answered (RFC 3834).

use crate::pattern::pattern;
use std::sync::LazyLock;

use regex::Regex;

use super::fields::Fields;
use super::parameters::Parameterized;
use super::{Envelope, Machine, Mailbox, Silence};
use crate::fold::fold;

/// What the marks are looked for in.
pub(super) struct Evidence<'a> {
    pub fields: &'a Fields,
    pub envelope: &'a Envelope,
    /// The desk's own addresses.
    pub own_addresses: &'a [String],
    /// Whether a part of the message answers an invitation or takes one back.
    pub settles_invitation: bool,
}

impl Evidence<'_> {
    /// Whether To or Cc (RFC 5322 §3.6.3) name the desk, or nobody.
    pub fn is_addressed(&self) -> bool {
        let mut addressed = self.fields.all("to").chain(self.fields.all("cc")).peekable();
        let names_the_desk = |body: &[u8]| {
            let body = String::from_utf8_lossy(body).to_lowercase();
            self.own_addresses.iter().any(|own| body.contains(&own.to_lowercase()))
        };
        addressed.peek().is_none() || self.own_addresses.is_empty() || addressed.any(names_the_desk)
    }
}

/// Whether a mark is there.
type Test = fn(&Evidence) -> bool;

/// The marks, the telling ones first: a message has the first that fits.
const MARKS: [(Machine, Test); 11] = [
    (Machine::Own, is_own),
    (Machine::Report, is_report),
    (Machine::FailedRecipients, |seen| seen.fields.has("x-failed-recipients")),
    (Machine::Calendar, |seen| seen.settles_invitation),
    (Machine::OutOfOffice, is_out_of_office),
    (Machine::Autoreply, is_autoreply),
    (Machine::NullReturnPath, comes_from_nobody),
    (Machine::AutoSubmitted, is_auto_submitted),
    (Machine::List, is_list),
    (Machine::Precedence, |seen| has_precedence(seen, &["bulk", "list", "junk"])),
    (Machine::Role, is_role),
];

impl Machine {
    pub(super) fn recognize(evidence: &Evidence) -> Option<Machine> {
        let (machine, _) = MARKS.iter().find(|(_, fits)| fits(evidence))?;
        Some(*machine)
    }

    /// Whether no human can have written it. The other marks stand also on mail that a human sent
    /// through a list or a gateway, or from an unattended address.
    #[must_use]
    pub fn certain(self) -> bool {
        !matches!(self, Machine::List | Machine::Precedence | Machine::Role)
    }

    /// Whether it may bring what a human filled in, as an online form or a scanner does. What it brings
    /// counts, but it is not answered.
    #[must_use]
    pub fn may_carry(self) -> bool {
        matches!(self, Machine::AutoSubmitted | Machine::NullReturnPath | Machine::Words) || !self.certain()
    }

    /// Whether a human's mail gets the mark on its way, and keeps its sender.
    #[must_use]
    pub fn keeps_the_sender(self) -> bool {
        matches!(self, Machine::List | Machine::Precedence)
    }

    /// Whether it sends under an address of its own.
    #[must_use]
    pub fn has_its_own_address(self) -> bool {
        matches!(self, Machine::AutoSubmitted | Machine::NullReturnPath | Machine::Role)
    }
}

impl Silence {
    pub(super) fn impose(fields: &Fields, envelope: &Envelope, machine: Option<Machine>) -> Option<Silence> {
        if machine.is_some() {
            Some(Silence::Machine)
        } else if !envelope.from.as_ref().is_some_and(is_usable) {
            Some(Silence::NoAddress)
        } else if suppresses_answers(fields) {
            Some(Silence::Suppressed)
        } else {
            None
        }
    }
}

/// A colleague who writes from the desk's address has no automatic mark.
fn is_own(seen: &Evidence) -> bool {
    let is_own_address = |from: &Mailbox| {
        let mut own = seen.own_addresses.iter();
        own.any(|address| address.eq_ignore_ascii_case(&from.address))
    };
    is_auto_submitted(seen) && seen.envelope.from.as_ref().is_some_and(is_own_address)
}

fn is_report(seen: &Evidence) -> bool {
    let content_type = seen.fields.raw_text("content-type").unwrap_or_default();
    Parameterized::read(&content_type).value == "multipart/report"
}

/// RFC 5321 §4.5.5; some mail systems empty the author's address too.
fn comes_from_nobody(seen: &Evidence) -> bool {
    seen.fields.first("return-path") == Some(b"<>")
        || seen.fields.all("from").any(|from| from.ends_with(b"<>"))
}

/// RFC 3834 §5: any keyword but `no`, with optional parameters and comments.
fn is_auto_submitted(seen: &Evidence) -> bool {
    seen.fields.all("auto-submitted").map(keyword).any(|keyword| !keyword.is_empty() && keyword != "no")
}

/// The fields that vacation programs add; `auto_reply` is no human's precedence either.
fn is_autoreply(seen: &Evidence) -> bool {
    const FIELDS: [&str; 6] = [
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-autoreply-from",
        "x-mail-autoreply",
    ];
    let says_yes = |name: &&str| seen.fields.first(name).is_some_and(|body| keyword(body) != "no");
    let replies = || seen.fields.all("auto-submitted").any(|body| keyword(body) == "auto-replied");
    FIELDS.iter().any(says_yes) || replies() || has_precedence(seen, &["auto_reply", "auto-reply"])
}

/// RFC 2369 and RFC 2919, and the field by which senders of bulk mail are told of complaints.
fn is_list(seen: &Evidence) -> bool {
    const FIELDS: [&str; 9] = [
        "feedback-id",
        "list-id",
        "list-unsubscribe",
        "list-post",
        "list-help",
        "list-subscribe",
        "list-owner",
        "list-archive",
        "mailing-list",
    ];
    FIELDS.iter().any(|name| seen.fields.has(name))
}

fn has_precedence(seen: &Evidence, keywords: &[&str]) -> bool {
    let ours = seen.fields.all("precedence");
    ours.chain(seen.fields.all("x-precedence")).any(|body| keywords.contains(&keyword(body).as_str()))
}

/// A sender that nobody reads or that is a mail server.
fn is_role(seen: &Evidence) -> bool {
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(mailerdaemon|postmaster|mailer|daemon|root|cron|wwwdata|robot|automate|bounces?
              |notifications?|alertes?|alerts?|monitoring|supervision|nagios|zabbix|invitations?
              |quarantaine|quarantine|antispam|sympa|mailman|listmaster|majordomo|listserv
              |scan|fax|telecopie)[0-9]*$ | ^(scanner|copieur|photocopieur|imprimante|mfp)
              | noreply | donotreply | nepasrepondre | nereponde[zr]pas | (owner|bounces|request)$",
        )
    });
    seen.envelope.from.as_ref().is_some_and(|from| {
        let local = from.address.split('@').next().unwrap_or_default();
        let local = local.split('+').next().unwrap_or_default();
        ROLE.is_match(&fold(local).replace(['-', '_', '.'], ""))
    })
}

/// By its subject; a vaguer one is believed of a sender that asks for no automatic answers.
fn is_out_of_office(seen: &Evidence) -> bool {
    static CLEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^( (reponse|message) \s? automatique | reponse \s automatisee
            | (message|notification|reponse|avis) \s d'absence
            | absence \s du \s bureau | absent (\(e\)|e)? \s du \s bureau
            | auto(matic|mated)? [\s-]? (reply|response) | out \s of (\s the)? \s office )\b",
        )
    });
    // As Lotus Notes writes: "Zoé PETIT est absent(e)".
    static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^.{1,60} est absente?(?:\(e\))?$"));
    static VAGUE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(absent|absence|en conges?|conges|vacances|automati|ooo\b|vacation)"));
    let subject = fold(&seen.envelope.subject);
    CLEAR.is_match(&subject)
        || NAMED.is_match(&subject)
        || VAGUE.is_match(&subject) && seen.fields.has("x-auto-response-suppress")
}

/// `X-Auto-Response-Suppress` (MS-OXCMAIL §2.1.3.2.20) as far as it speaks of such answers as the
/// desk's; `OOF`, `DR` and the like forbid other things.
fn suppresses_answers(fields: &Fields) -> bool {
    fields.all("x-auto-response-suppress").any(|body| {
        let body = String::from_utf8_lossy(body).to_ascii_lowercase();
        let mut keywords = body.split([',', ';', ' ']);
        keywords.any(|keyword| matches!(keyword, "all" | "autoreply"))
    })
}

/// A mailbox that a letter can be addressed to.
fn is_usable(mailbox: &Mailbox) -> bool {
    let parts: Vec<&str> = mailbox.address.split('@').collect();
    matches!(parts.as_slice(), [local, domain] if !local.is_empty() && !domain.is_empty())
}

/// The first word of a field body in lower case, without parameters and comments.
fn keyword(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    let mut words = text.split(|character: char| character.is_whitespace() || ";(,".contains(character));
    words.next().unwrap_or_default().to_owned()
}
