//! A small writer of MIME entities (RFC 2045, RFC 2046). Lines end with a line feed until the whole message is done.

use super::encoding::{Charset, Transfer, header_text};

/// A MIME entity: its header fields and its body as it travels (RFC 2045 §2.4).
pub(super) struct Entity {
    head: String,
    body: Vec<u8>,
}

impl Entity {
    /// Text of `content_type`, e.g. `text/plain`, with any further parameters.
    pub(super) fn text(content_type: &str, text: &str, charset: Charset, transfer: Transfer) -> Self {
        let (type_and_subtype, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
        let mut head = format!("Content-Type: {type_and_subtype}; charset=\"{}\"", charset.name());
        if !parameters.is_empty() {
            head = format!("{head};{parameters}");
        }
        head = format!("{head}\nContent-Transfer-Encoding: {}\n", transfer.name());
        // Base64 hides the ends of lines from the conversion that comes last.
        let text = if transfer == Transfer::Base64 { text.replace('\n', "\r\n") } else { text.to_owned() };
        Self { head, body: transfer.encode(&charset.encode(&text)) }
    }

    /// An attached file (RFC 2183).
    pub(super) fn file(content_type: &str, name: &str, octets: &[u8], charset: Charset) -> Self {
        let name = header_text(name, charset);
        let head = format!(
            "Content-Type: {content_type};\n name=\"{name}\"\nContent-Transfer-Encoding: base64\n\
             Content-Disposition: attachment;\n filename=\"{name}\"\n"
        );
        Self { head, body: Transfer::Base64.encode(octets) }
    }

    /// Several entities in one (RFC 2046 §5.1).
    pub(super) fn multipart(subtype: &str, boundary: &str, parts: Vec<Self>) -> Self {
        let mut body = Vec::new();
        for part in parts {
            body.extend(format!("--{boundary}\n").into_bytes());
            body.extend(part.octets());
            body.extend(b"\n");
        }
        body.extend(format!("--{boundary}--\n").into_bytes());
        Self { head: format!("Content-Type: multipart/{subtype};\n boundary=\"{boundary}\"\n"), body }
    }

    fn octets(self) -> Vec<u8> {
        let mut octets = self.head.into_bytes();
        octets.push(b'\n');
        octets.extend(self.body);
        octets
    }

    /// The message that this entity becomes under `header`, in lines ended by CRLF (RFC 5322 §2.1).
    pub(super) fn message(self, header: &str) -> Vec<u8> {
        let mut lines = header.as_bytes().to_vec();
        lines.extend(self.octets());
        let mut octets = Vec::with_capacity(lines.len() + lines.len() / 40);
        for octet in lines {
            if octet == b'\n' {
                octets.push(b'\r');
            }
            octets.push(octet);
        }
        octets
    }
}
