//! Lines as iCalendar wants them (RFC 5545 §3.1).

use crate::letters::text::one_line;

/// The longest line, in octets without its end.
const LONGEST: usize = 75;
/// Where a longer line goes on: its beginning is no part of the content.
const FOLD: &str = "\r\n ";

/// Lines, each ended by CRLF.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line whose `value` stands as it is. `name` brings its parameters.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.0.push_str(&folded(&format!("{name}:{value}")));
        self.0.push_str("\r\n");
    }

    /// Adds a line whose value is text that people wrote.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.put(name, &escaped(value));
    }

    pub(super) fn into_octets(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// `text` on one line, with a backslash before what has a meaning in a value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if matches!(character, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// `text` as the value of a parameter, in which no quotation mark can stand (RFC 5545 §3.2).
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('"', "'"))
}

/// `line` in pieces of at most 75 octets, none of which ends within a character.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / LONGEST * FOLD.len());
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LONGEST {
            folded.push_str(FOLD);
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of `content`, as a reader joins them again (RFC 5545 §3.1).
    fn unfolded(content: &str) -> String {
        content.replace(FOLD, "")
    }

    #[test]
    fn a_line_of_75_octets_stays_whole_and_one_of_76_is_folded() {
        assert_eq!(folded(&"x".repeat(75)), "x".repeat(75));
        assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x", "x".repeat(75)));
    }

    #[test]
    fn no_piece_has_more_than_75_octets_and_no_character_is_cut() {
        for text in ["é", "€", "🎉", "aé€🎉", " ", "👩‍👩‍👧 "] {
            for lead in 0..4 {
                let line = "x".repeat(lead) + &text.repeat(150);
                let folded = folded(&line);
                assert_eq!(unfolded(&folded), line);
                let longest = folded.split("\r\n").map(str::len).max();
                assert!((72..=75).contains(&longest.unwrap()), "{text:?}: {longest:?}");
            }
        }
    }

    #[test]
    fn what_has_a_meaning_in_a_value_is_escaped() {
        assert_eq!(escaped(r"a\n, b; c: « d » \"), r"a\\n\, b\; c: « d » \\");
    }

    #[test]
    fn no_line_break_or_control_character_of_a_text_is_left() {
        let text = "Titre\r\nATTENDEE:mailto:x@example.org\u{2028}a\u{85}b\x0bc\0d\x7f\u{202e}e";
        assert_eq!(escaped(text), "Titre ATTENDEE:mailto:x@example.org a b cde");
        let mut lines = Lines::default();
        lines.text("SUMMARY", text);
        assert_eq!(String::from_utf8(lines.into_octets()).unwrap().matches("\r\n").count(), 1);
    }

    #[test]
    fn a_quotation_mark_ends_no_parameter() {
        assert_eq!(quoted("Le \"35\";X=1:\r\ny"), "\"Le '35';X=1: y\"");
    }
}
