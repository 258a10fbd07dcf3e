//! One MIME part that holds no others, and what it is good for (RFC 2046, RFC 2183).

use crate::pattern::pattern;
use std::sync::LazyLock;

use regex::Regex;

use super::fields::Fields;
use super::parameters::Parameterized;
use super::{charset, transfer};

/// Smaller images that a text shows are logos and smileys, no scans; in octets.
const SMALLEST_SCAN: usize = 20_000;
/// So too where nothing shows them but that they are inline, as the pictures that telephones send are.
const SMALLEST_PICTURE: usize = 4_000;

/// What a part is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Use {
    Plain,
    Html,
    File,
    Message,
    /// A part and its signature in one (RFC 8551 §3.5.2).
    Signed,
    Invitation,
    /// A delivery status (RFC 3464).
    Status,
    /// The header fields of a message that could not be delivered (RFC 6522 §4).
    Headers,
    /// A read receipt or a complaint (RFC 8098, RFC 5965).
    Receipt,
    /// Signatures, logos: of no use to the desk.
    Apparatus,
}

/// A part with its content decoded.
pub(super) struct Part {
    pub bytes: Vec<u8>,
    content_type: Parameterized,
    disposition: Parameterized,
    has_content_id: bool,
}

impl Part {
    /// Takes the part's header fields and its body, still in its transfer encoding.
    pub fn read(fields: &Fields, body: &[u8]) -> Part {
        let read = |name| Parameterized::read(&fields.raw_text(name).unwrap_or_default());
        let encoding = fields.raw_text("content-transfer-encoding").unwrap_or_default();
        Part {
            bytes: transfer::decode(&encoding, body),
            content_type: read("content-type"),
            disposition: read("content-disposition"),
            has_content_id: fields.has("content-id"),
        }
    }

    /// The name its sender gave it, not cleaned; empty if there is none.
    pub fn name(&self) -> &str {
        let name = self.disposition.get("filename");
        name.or_else(|| self.content_type.get("name")).unwrap_or_default()
    }

    /// The only part of a message is its text although it may have a name.
    pub fn purpose(&self, is_root: bool) -> Use {
        let is_text = self.disposition.value != "attachment" && (is_root || self.name().is_empty());
        match self.content_type.value.as_str() {
            // Below a part that lacks its empty line the fields of the next are lost.
            "" | "text/plain" if self.bytes.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR") => {
                Use::Invitation
            }
            "" | "text/plain" | "text" if is_text => Use::Plain,
            "text/html" if is_text => Use::Html,
            unopened if unopened.starts_with("multipart/") => Use::Plain,
            "text/calendar" | "application/ics" => Use::Invitation,
            "message/delivery-status" | "message/global-delivery-status" => Use::Status,
            "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers" => Use::Headers,
            "message/disposition-notification"
            | "message/global-disposition-notification"
            | "message/feedback-report" => Use::Receipt,
            "message/rfc822" | "message/global" => Use::Message,
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => Use::Signed,
            _ if self.name().to_lowercase().ends_with(".eml") => Use::Message,
            kind if is_apparatus(kind) => Use::Apparatus,
            kind if kind.starts_with("image/") && self.is_logo() => Use::Apparatus,
            _ => Use::File,
        }
    }

    /// Its text with LF line ends.
    pub fn text(&self) -> String {
        let text = charset::decode(&self.bytes, self.content_type.get("charset"));
        text.replace("\r\n", "\n").replace('\r', "\n")
    }

    /// `format=flowed` (RFC 3676 §4).
    pub fn is_flowed(&self) -> bool {
        self.says("format", "flowed")
    }

    /// `delsp=yes` (RFC 3676 §4).
    pub fn deletes_space(&self) -> bool {
        self.says("delsp", "yes")
    }

    /// Whether this calendar object answers an invitation or takes one back (RFC 5546 §1.4).
    pub fn settles_invitation(&self) -> bool {
        static SETTLING: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?im)^METHOD:\s*(REPLY|COUNTER|CANCEL|DECLINECOUNTER)\s*$"));
        let methods = ["reply", "counter", "cancel", "declinecounter"];
        methods.iter().any(|method| self.says("method", method)) || SETTLING.is_match(&self.text())
    }

    fn says(&self, parameter: &str, value: &str) -> bool {
        self.content_type.get(parameter).is_some_and(|said| said.eq_ignore_ascii_case(value))
    }

    fn is_logo(&self) -> bool {
        let size = self.bytes.len();
        let is_inline = self.disposition.value == "inline";
        self.has_content_id && size < SMALLEST_SCAN || is_inline && size < SMALLEST_PICTURE
    }
}

/// Parts that mail programs write for each other.
fn is_apparatus(kind: &str) -> bool {
    const KINDS: [&str; 8] = [
        "application/pgp-encrypted",
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/enriched",
        "text/watch-html",
        "text/x-amp-html",
    ];
    KINDS.contains(&kind)
}
