//! What the desk needs of a message before any parser may touch it: a key and a time.
//!
//! Octets only, in linear time, and nothing that can fail.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::fields::{Fields, divide, lines};
use super::{charset, date};

/// Longest header section handed out, in octets.
const LONGEST_SECTION: usize = 64 * 1024;

/// SHA-256 over From, Date, Message-ID and the body: the same for every copy of a message.
///
/// Trace fields differ from copy to copy and are left out, and so are the kind of line ends, the
/// folding of the fields and the empty lines at the end.
#[must_use]
pub fn fingerprint(raw: &[u8]) -> [u8; 32] {
    let (section, body) = divide(raw);
    let fields = Fields::read(section);
    let mut hash = Sha256::new();
    for name in ["from", "date", "message-id"] {
        hash.update(fields.first(name).unwrap_or_default());
        hash.update(b"\n");
    }
    for line in lines(body.trim_ascii_end()) {
        hash.update(line);
        hash.update(b"\n");
    }
    hash.finalize().into()
}

/// When the desk's own server received the message: the date of the topmost Received field that has
/// one, behind its last semicolon (RFC 5321 §4.4).
#[must_use]
pub fn received_at(raw: &[u8]) -> Option<Timestamp> {
    let fields = Fields::read(divide(raw).0);
    fields.all("received").find_map(|body| {
        let date = body.rsplit(|&byte| byte == b';').next()?;
        date::timestamp(&charset::decode(date, None))
    })
}

/// The header section without the empty line that ends it, at most 64 KiB.
#[must_use]
pub fn header_section(raw: &[u8]) -> &[u8] {
    let section = divide(raw).0;
    section.get(..LONGEST_SECTION).unwrap_or(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "Received: from a.example.org by b.example.org\n\
        \twith ESMTPS id 1; Mon, 29 Feb 2016 08:17:20 +0100 (CET)\n\
        Received: from c; Mon, 29 Feb 2016 07:00:00 GMT\n\
        From: Anne Roy\n <anne@example.org>\n\
        Date: Mon, 29 Feb 2016 08:17:00 +0100\n\
        Message-ID: <1@example.org>\n\
        \n\
        Bonjour\n\
        \n\
        Anne\n";

    #[test]
    fn copies_of_a_message_have_one_fingerprint() {
        let expected = fingerprint(MAIL.as_bytes());
        for copy in [
            MAIL.replace('\n', "\r\n"),
            format!("{MAIL}\n\r\n\n"),
            MAIL.trim_end().to_owned(),
            MAIL.replace("Roy\n <", "Roy <"),
            format!("Delivered-To: x\nX-Spam: no\nReturn-Path: <a@b>\n{MAIL}"),
            format!("From anne@example.org Mon Feb 29 08:17:00 2016\n{MAIL}"),
            MAIL.replace("Received", "X-Received"),
        ] {
            assert_eq!(fingerprint(copy.as_bytes()), expected, "{copy}");
        }
    }

    #[test]
    fn other_messages_have_other_fingerprints() {
        let expected = fingerprint(MAIL.as_bytes());
        for (old, new) in [("Anne Roy", "A. Roy"), ("17:00", "18:00"), ("<1@", "<2@"), ("Bonjour", "Bonsoir")]
        {
            assert_ne!(fingerprint(MAIL.replace(old, new).as_bytes()), expected, "{new}");
        }
    }

    #[test]
    fn the_topmost_received_field_tells_when_it_came() {
        let expected = "2016-02-29T07:17:20Z".parse().unwrap();
        assert_eq!(received_at(MAIL.as_bytes()), Some(expected));
        assert_eq!(received_at(MAIL.replace("Received", "X-Trace").as_bytes()), None);
    }

    #[test]
    fn the_header_section_ends_at_the_empty_line_and_at_64_kib() {
        let section = header_section(MAIL.as_bytes());
        assert!(section.ends_with(b"<1@example.org>\n"));
        assert_eq!(header_section("x".repeat(100_000).as_bytes()).len(), 65_536);
    }

    #[test]
    fn nothing_is_refused() {
        for raw in [&b""[..], b"\n\n", b":", b"\xFF\xFE", b"Received: ;\n\n"] {
            let _hash = fingerprint(raw);
            assert_eq!(received_at(raw), None);
        }
    }
}
