//! The header fields that the desk needs (RFC 5322 §3.6).

use crate::pattern::pattern;
use std::sync::LazyLock;

use mail_parser::MessageParser;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::fields::Fields;
use super::{Envelope, Mailbox, date, words};

static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"<([^<>]+)>"));

impl Envelope {
    /// Of fields that come twice the first wins.
    pub(super) fn read(fields: &Fields) -> Envelope {
        Envelope {
            message_id: identifiers(fields, "message-id").into_iter().next(),
            from: mailbox(fields, "from"),
            reply_to: mailbox(fields, "reply-to"),
            subject: tidy(&fields.text("subject").unwrap_or_default()),
            date: fields.raw_text("date").and_then(|text| date::timestamp(&text)),
            in_reply_to: identifiers(fields, "in-reply-to"),
            references: identifiers(fields, "references"),
        }
    }
}

/// The first mailbox with an address, else nothing.
fn mailbox(fields: &Fields, name: &str) -> Option<Mailbox> {
    let body = words::mend(&fields.raw_text(name)?);
    let section = format!("From: {body}\r\n\r\n");
    let parsed = MessageParser::new().parse_headers(&section)?;
    let found = parsed.from()?.iter().find(|found| found.address.is_some())?;
    let address = normalized(found.address.as_deref()?);
    let name = found
        .name
        .as_deref()
        .map(|name| tidy(name).trim_matches('\'').to_owned())
        .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(&address));
    Some(Mailbox { name, address })
}

/// `local@domain` with the domain in lower case.
pub(super) fn normalized(address: &str) -> String {
    let address: String = address.chars().filter(|&c| !c.is_whitespace() && !c.is_control()).collect();
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => address,
    }
}

/// Message identifiers without their angle brackets (RFC 5322 §3.6.4); a bare one if there are none.
fn identifiers(fields: &Fields, name: &str) -> Vec<String> {
    let text = fields.raw_text(name).unwrap_or_default();
    let bracketed: Vec<String> = BRACKETED
        .captures_iter(&text)
        .filter_map(|found| found.get(1))
        .map(|id| id.as_str().split_whitespace().collect())
        .collect();
    if bracketed.is_empty() {
        let bare = text.split_whitespace().find(|word| word.contains('@'));
        return bare.map(|id| id.trim_matches(['<', '>']).to_owned()).into_iter().collect();
    }
    bracketed
}

/// NFC, without control characters, with single spaces.
fn tidy(text: &str) -> String {
    let text: String =
        text.nfc().map(|character| if character.is_control() { ' ' } else { character }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(section: &[u8]) -> Envelope {
        Envelope::read(&Fields::read(section))
    }

    fn from(body: &str) -> (Option<String>, String) {
        let mailbox = envelope(format!("From: {body}\n").as_bytes()).from.unwrap();
        (mailbox.name, mailbox.address)
    }

    #[test]
    fn of_two_from_fields_the_first_wins() {
        let read = envelope(b"From: Anne <anne@example.org>\nFrom: Zoe <zoe@example.org>\n");
        assert_eq!(read.from.unwrap().address, "anne@example.org");
    }

    #[test]
    fn display_names_come_in_many_dresses() {
        for (body, name) in [
            ("\"Roy, Hélène\" <h@EXAMPLE.org>", Some("Roy, Hélène")),
            ("=?utf-8?Q?H=C3?= =?utf-8?Q?=A9l=C3=A8ne?= <h@Example.org>", Some("Hélène")),
            ("\"=?utf-8?B?SMOpbMOobmU=?=\" <h@example.org>", Some("Hélène")),
            ("h@example.org (Hélène)", Some("Hélène")),
            ("He\u{301}le\u{300}ne <h@example.org>", Some("Hélène")),
            ("'h@example.org' <h@example.org>", None),
            ("<h@example.org>", None),
            ("Roy <>, h@example.org", None),
        ] {
            assert_eq!(from(body), (name.map(str::to_owned), "h@example.org".to_owned()), "{body}");
        }
    }

    #[test]
    fn latin_octets_in_a_raw_field_are_decoded() {
        let read = envelope(b"From: Zo\xEB Lef\xE8vre <z@example.org>\nSubject: R\xE9union\n");
        assert_eq!(read.from.unwrap().name.unwrap(), "Zoë Lefèvre");
        assert_eq!(read.subject, "Réunion");
    }

    #[test]
    fn a_sender_without_address_is_nobody() {
        for body in ["", "Anne Roy", "undisclosed-recipients:;"] {
            assert_eq!(envelope(format!("From: {body}\n").as_bytes()).from, None, "{body}");
        }
    }

    #[test]
    fn a_subject_is_one_line_without_control_characters() {
        let read = envelope(b"Subject: =?utf-8?Q?a=0D=0Ab?=\r\n\tc\r\n");
        assert_eq!(read.subject, "a b c");
    }

    #[test]
    fn identifiers_lose_their_brackets_and_keep_their_order() {
        let read = envelope(
            b"Message-ID: bare@x\nIn-Reply-To: <a@x> (of yesterday)\nReferences: <b@x>\n <c\n @x>,<d@x>\n",
        );
        assert_eq!(read.message_id.as_deref(), Some("bare@x"));
        assert_eq!(read.in_reply_to, ["a@x"]);
        assert_eq!(read.references, ["b@x", "c@x", "d@x"]);
    }
}
