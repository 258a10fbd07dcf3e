//! The recipients that a delivery status tells of (RFC 3464 §2, RFC 6533).

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::envelope::normalized;
use super::super::fields::Fields;
use super::super::transfer;
use super::FailedRecipient;
use crate::pattern::pattern;

/// More of what a server said is not kept; in characters.
const LONGEST_ANSWER: usize = 300;

/// What a delivery status says of one recipient.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Whether delivery was given up: Action is `failed`, not `delayed`, `delivered`, `relayed` or
    /// `expanded` (RFC 3464 §2.3.3).
    pub has_failed: bool,
    pub recipient: FailedRecipient,
}

/// The per-recipient groups of fields in `text`; empty lines divide them.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut section = String::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            groups.extend(group(&Fields::read(section.as_bytes())));
            section.clear();
        } else {
            section.push_str(line);
            section.push('\n');
        }
    }
    groups
}

/// The group of these fields, unless they speak of no recipient.
fn group(fields: &Fields) -> Option<Group> {
    if !fields.has("final-recipient") && !fields.has("original-recipient") {
        return None;
    }
    let address = |name| fields.raw_text(name).and_then(|body| address(&body));
    let said = fields.text("diagnostic-code").map(|body| without_type(&body).to_owned());
    let status = fields.raw_text("status").and_then(|body| code(&body));
    let status = status.or_else(|| code(said.as_deref()?));
    let action = fields.raw_text("action").unwrap_or_default().to_ascii_lowercase();
    let mut words = action.split(|character: char| !character.is_ascii_alphabetic());
    let has_failed = match words.find(|word| !word.is_empty()) {
        Some(action) => action == "failed",
        None => status.as_ref().is_some_and(|status| status.starts_with('5')),
    };
    let address = address("original-recipient").or_else(|| address("final-recipient"));
    Some(Group {
        has_failed,
        recipient: FailedRecipient { address, status, said: said.as_deref().and_then(one_line) },
    })
}

/// `smtp; 550 5.1.1 unknown` without what kind of server says so (RFC 3464 §2.3.6).
fn without_type(body: &str) -> &str {
    match body.split_once(';') {
        Some((kind, text)) if !kind.trim().contains(char::is_whitespace) => text,
        _ => body,
    }
}

/// What a server said, on one line of bearable length; nothing where it said nothing.
pub(super) fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| line.chars().take(LONGEST_ANSWER).collect())
}

/// The first code of RFC 3463 in `text` that tells of a failure, e.g. `5.1.1`.
pub(super) fn code(text: &str) -> Option<String> {
    static CODE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)(?:^|[\s(#])([45]\.[0-9]\.[0-9]{1,3})(?:[\s,;:)>-]|$)"));
    Some(CODE.captures(text)?.get(1)?.as_str().to_owned())
}

/// The mailbox in `rfc822; anne@example.org`, also one in the encodings that SMTP needs: `utf-8`
/// with `\x{E9}` (RFC 6533 §3) and xtext with `+2B` (RFC 3461 §4).
fn address(body: &str) -> Option<String> {
    static ESCAPED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\\x\{([0-9A-Fa-f]{2,6})\}"));
    let (kind, address) = body.split_once(';').unwrap_or(("rfc822", body));
    let address = match kind.trim().to_ascii_lowercase().as_str() {
        "rfc822" => xtext(address),
        "utf-8" => ESCAPED.replace_all(address, |found: &Captures| unescaped(found)).into_owned(),
        _ => return None,
    };
    let address = normalized(&address.replace(['<', '>'], ""));
    address.contains('@').then_some(address)
}

fn unescaped(found: &Captures) -> String {
    let [digits] = found.extract().1;
    let character = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    character.map_or_else(|| found[0].to_owned(), String::from)
}

/// An address with its `@` is taken as it is but for what xtext always encodes: many servers write it
/// plain, and `anne+24@example.org` is somebody's.
fn xtext(address: &str) -> String {
    if address.contains('@') {
        return address.replace("+2B", "+").replace("+3D", "=");
    }
    let mut octets = Vec::with_capacity(address.len());
    transfer::escaped(address.as_bytes(), b'+', &mut octets);
    String::from_utf8_lossy(&octets).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipients(text: &str) -> Vec<(bool, Option<String>, Option<String>)> {
        let parts = |group: Group| (group.has_failed, group.recipient.address, group.recipient.status);
        groups(text).into_iter().map(parts).collect()
    }

    #[test]
    fn only_what_was_given_up_has_failed() {
        for (fields, has_failed) in [
            ("Action: failed", true),
            ("Action: Failed (mailbox full)\nStatus: 4.2.2", true),
            ("Action: delayed\nStatus: 4.4.1", false),
            ("Action: relayed\nStatus: 2.0.0", false),
            ("Action: delivered", false),
            ("Action: expanded", false),
            ("Status: 5.1.1", true),
            ("Status: 4.4.1", false),
        ] {
            let text = format!("Final-Recipient: rfc822; a@example.org\n{fields}\n");
            assert_eq!(groups(&text).first().unwrap().has_failed, has_failed, "{fields}");
        }
    }

    #[test]
    fn each_recipient_has_a_group_and_the_message_has_none() {
        let text = "Reporting-MTA: dns; mx.example.org\r\nArrival-Date: today\r\n\r\n\
                    Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n \r\n\r\n\
                    Final-Recipient: RFC822;<b@EXAMPLE.org>\r\nAction: delivered\r\n";
        let address = |local: &str| Some(format!("{local}@example.org"));
        assert_eq!(
            recipients(text),
            [(true, address("a"), Some("5.1.1".into())), (false, address("b"), None)]
        );
    }

    #[test]
    fn an_address_comes_in_every_encoding() {
        for (body, address) in [
            ("rfc822; anne@Example.org", Some("anne@example.org")),
            ("anne@example.org", Some("anne@example.org")),
            ("rfc822; anne+2Bliste@example.org", Some("anne+liste@example.org")),
            ("rfc822; anne+24@example.org", Some("anne+24@example.org")),
            ("rfc822;anne+40example.org", Some("anne@example.org")),
            ("utf-8; h\\x{E9}l\\x{E8}ne@example.org", Some("hélène@example.org")),
            ("utf-8; hélène@example.org", Some("hélène@example.org")),
            ("utf-8; h\\x{D800}@example.org", Some("h\\x{D800}@example.org")),
            ("x400; /s=anne/", None),
            ("rfc822; anne", None),
        ] {
            assert_eq!(super::address(body).as_deref(), address, "{body}");
        }
    }

    #[test]
    fn the_letter_s_own_recipient_is_told_before_the_one_it_was_forwarded_to() {
        let text = "Original-Recipient: rfc822;a@example.org\nFinal-Recipient: rfc822; z@forward.example\n";
        assert_eq!(recipients(text), [(false, Some("a@example.org".into()), None)]);
    }

    #[test]
    fn what_the_server_said_is_one_line_of_bearable_length() {
        let said =
            |code: &str| group(&Fields::read(format!("Final-Recipient: a@b.example\n{code}").as_bytes()));
        let said = |code: &str| said(code).and_then(|group| group.recipient.said);
        assert_eq!(said("Diagnostic-Code: smtp; 550 no; never\n\t again").unwrap(), "550 no; never again");
        assert_eq!(said("Diagnostic-Code: no such user; sorry").unwrap(), "no such user; sorry");
        assert_eq!(said("Diagnostic-Code: smtp;"), None);
        assert_eq!(said(&format!("Diagnostic-Code: {}", "é".repeat(999))).unwrap().chars().count(), 300);
    }

    #[test]
    fn a_code_is_no_address_of_the_network_and_no_version() {
        assert_eq!(code("said: 550 5.1.1 <a@example.org>: unknown").as_deref(), Some("5.1.1"));
        assert_eq!(code("(#5.7.509)").as_deref(), Some("5.7.509"));
        assert_eq!(code("host 5.6.7.8 (Exim 4.92.3), 2.0.0"), None);
    }
}
