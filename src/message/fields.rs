//! Header fields as octets: no charset, no grammar, nothing that can fail (RFC 5322 §2.2).

use super::{charset, words};

/// The header fields of a message or of a MIME part, in order, unfolded.
pub(super) struct Fields(Vec<Field>);

struct Field {
    name: String,
    body: Vec<u8>,
}

impl Fields {
    /// Reads a header section; lines that are no field are passed over. Linear time.
    pub fn read(section: &[u8]) -> Fields {
        let mut fields: Vec<Field> = Vec::new();
        let mut in_field = false;
        for line in lines(section) {
            if line.starts_with(b" ") || line.starts_with(b"\t") {
                if let Some(field) = fields.last_mut().filter(|_| in_field) {
                    field.body.push(b' ');
                    field.body.extend_from_slice(line.trim_ascii());
                }
            } else {
                let field = Field::read(line);
                in_field = field.is_some();
                fields.extend(field);
            }
        }
        Fields(fields)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bodies of the fields of that name (in lower case), in order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.0.iter().filter(move |field| field.name == name).map(|field| field.body.trim_ascii())
    }

    /// The body of the first field of that name.
    pub fn first(&self, name: &str) -> Option<&[u8]> {
        self.all(name).next()
    }

    /// Whether there is such a field.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// The first field of that name as text, encoded words left as they are.
    pub fn raw_text(&self, name: &str) -> Option<String> {
        self.first(name).map(|body| charset::decode(body, None))
    }

    /// The first field of that name as text, encoded words decoded.
    pub fn text(&self, name: &str) -> Option<String> {
        self.raw_text(name).map(|text| words::decode(&text))
    }
}

impl Field {
    fn read(line: &[u8]) -> Option<Field> {
        let colon = line.iter().position(|&byte| byte == b':')?;
        let (name, body) = line.split_at_checked(colon)?;
        let name = name.trim_ascii_end();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        Some(Field {
            name: String::from_utf8_lossy(name).to_ascii_lowercase(),
            body: body.get(1..).unwrap_or_default().trim_ascii().to_vec(),
        })
    }
}

/// The header section and the body, which the first empty line divides.
pub(super) fn divide(raw: &[u8]) -> (&[u8], &[u8]) {
    let raw = raw.trim_ascii_start();
    let mut offset = 0;
    for line in raw.split_inclusive(|&byte| byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            let (section, rest) = raw.split_at_checked(offset).unwrap_or((raw, b""));
            return (section, rest.get(line.len()..).unwrap_or_default());
        }
        offset += line.len();
    }
    (raw, b"")
}

/// Lines without their CRLF or LF.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_unfolded_and_the_first_of_a_name_wins() {
        let fields = Fields::read(b"Subject: a\r\n\t b\r\n  c\r\nSUBJECT : d\r\n");
        assert_eq!(fields.text("subject").as_deref(), Some("a b c"));
        assert_eq!(fields.all("subject").count(), 2);
    }

    #[test]
    fn an_mbox_line_and_other_strangers_are_no_fields() {
        let fields = Fields::read(b"From a@b.fr Mon Feb 29 08:17:00 2016\n folded\nTo: x\n: y\n");
        assert!(!fields.has("from"));
        assert_eq!(fields.raw_text("to").as_deref(), Some("x"));
    }

    #[test]
    fn raw_octets_in_a_field_are_windows_1252_or_utf8() {
        let fields = Fields::read(b"A: Ren\xE9\nB: Ren\xC3\xA9\n");
        assert_eq!(fields.text("a").as_deref(), Some("René"));
        assert_eq!(fields.text("b").as_deref(), Some("René"));
    }

    #[test]
    fn the_first_empty_line_divides_header_section_and_body() {
        assert_eq!(divide(b"\r\nA: b\r\n\r\nbody\r\n\r\n"), (&b"A: b\r\n"[..], &b"body\r\n\r\n"[..]));
        assert_eq!(divide(b"A: b"), (&b"A: b"[..], &b""[..]));
        assert_eq!(divide(b""), (&b""[..], &b""[..]));
    }
}
