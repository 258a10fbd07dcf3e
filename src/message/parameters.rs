//! Content-Type and Content-Disposition with their parameters (RFC 2045 §5.1, RFC 2183, RFC 2231).

use std::collections::BTreeMap;

use super::{charset, transfer, words};

/// A value such as `text/plain` or `attachment`, in lower case, and its parameters, decoded.
#[derive(Default)]
pub(super) struct Parameterized {
    pub value: String,
    parameters: BTreeMap<String, String>,
}

impl Parameterized {
    /// Reads an unfolded field body.
    pub fn read(body: &str) -> Parameterized {
        let mut pieces = pieces(body).into_iter();
        let value = pieces.next().unwrap_or_default();
        let mut attributes: BTreeMap<String, Attribute> = BTreeMap::new();
        for piece in pieces {
            if let Some((name, value)) = piece.split_once('=') {
                let (name, section, extended) = address(name.trim());
                let attribute = attributes.entry(name).or_default();
                attribute.add(section, extended, unquoted(value.trim()));
            }
        }
        Parameterized {
            value: value.split_whitespace().collect::<String>().to_lowercase(),
            parameters: attributes.into_iter().map(|(name, attribute)| (name, attribute.decoded())).collect(),
        }
    }

    /// The parameter of that name, in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }
}

/// The same parameter in its plain form, and in sections that may be percent-encoded (RFC 2231).
#[derive(Default)]
struct Attribute {
    plain: Option<String>,
    sections: BTreeMap<u32, (bool, String)>,
}

impl Attribute {
    fn add(&mut self, section: Option<u32>, extended: bool, value: String) {
        match section {
            Some(number) => drop(self.sections.entry(number).or_insert((extended, value))),
            None if extended => drop(self.sections.insert(0, (true, value))),
            None => self.plain = self.plain.take().or(Some(value)),
        }
    }

    fn decoded(&self) -> String {
        if self.sections.is_empty() {
            return words::decode(self.plain.as_deref().unwrap_or_default());
        }
        let mut label = None;
        let mut octets = Vec::new();
        for (number, (extended, value)) in &self.sections {
            let value = match (number, value.splitn(3, '\'').collect::<Vec<_>>().as_slice()) {
                (0, &[charset, _language, rest]) if *extended => {
                    label = Some(charset);
                    rest
                }
                _ => value,
            };
            let mark = if *extended { b'%' } else { b'\0' };
            transfer::escaped(value.as_bytes(), mark, &mut octets);
        }
        words::decode(&charset::decode(&octets, label))
    }
}

/// `name*1*` taken apart: the name in lower case, the section, whether it is percent-encoded.
fn address(name: &str) -> (String, Option<u32>, bool) {
    let (rest, extended) = match name.strip_suffix('*') {
        Some(rest) => (rest, true),
        None => (name, false),
    };
    let (base, section) = match rest.split_once('*') {
        Some((base, number)) => (base, number.parse().ok()),
        None => (rest, None),
    };
    (base.to_lowercase(), section, extended)
}

/// The pieces between semicolons that stand outside quotation marks.
fn pieces(body: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for character in body.chars() {
        if character == ';' && !quoted {
            pieces.push(String::new());
            continue;
        }
        if character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && character == '\\' && !escaped;
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// The content of a quoted string; a backslash that quotes nothing is the sender's own.
fn unquoted(value: &str) -> String {
    match value.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or(rest).replace(r#"\""#, "\"").replace(r"\\", r"\"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filename(parameters: &str) -> String {
        let field = Parameterized::read(&format!("Attachment; {parameters}"));
        assert_eq!(field.value, "attachment");
        field.get("filename").unwrap_or("none").to_owned()
    }

    #[test]
    fn quoted_strings_keep_semicolons_and_quotation_marks() {
        assert_eq!(filename(r#"FileName = "a; \"b\".doc"; size=3"#), r#"a; "b".doc"#);
    }

    #[test]
    fn a_name_without_quotation_marks_may_hold_spaces() {
        assert_eq!(filename("filename=Bulletin 24 mars.doc"), "Bulletin 24 mars.doc");
    }

    #[test]
    fn sections_may_be_split_inside_a_character_and_come_in_any_order() {
        assert_eq!(
            filename("filename*1*=%A9lène; filename*2=\" 1%.doc\"; filename*0*=utf-8'fr'H%C3"),
            "Hélène 1%.doc"
        );
    }

    #[test]
    fn the_extended_form_wins_over_the_plain_one() {
        assert_eq!(filename("filename=\"?.doc\"; filename*=iso-8859-1''%E9.doc"), "é.doc");
        assert_eq!(filename("filename*=sans%20jeu.doc"), "sans jeu.doc");
    }

    #[test]
    fn encoded_words_in_a_name_are_decoded() {
        assert_eq!(filename("filename=\"=?utf-8?Q?d=E2=80=99?= =?utf-8?Q?=C3=A9t=C3=A9?=\""), "d’été");
    }

    #[test]
    fn an_open_quotation_mark_runs_to_the_end() {
        assert_eq!(filename("filename=\"a; b.doc"), "a; b.doc");
    }
}
