//! Encoded words in header fields (RFC 2047), also those that break its rules.

use crate::pattern::pattern;
use std::fmt::Write;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{charset, transfer};

static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?="));

/// An unstructured field body with its encoded words decoded.
pub(super) fn decode(text: &str) -> String {
    replace(text, |decoded, text| text.push_str(decoded))
}

/// A structured field body in which each run of encoded words has become a single one in UTF-8.
///
/// Many mailers split words inside a character, which RFC 2047 §5 forbids and parsers do not expect.
pub(super) fn mend(text: &str) -> String {
    replace(text, |decoded, text| {
        text.push_str("=?utf-8?Q?");
        for byte in decoded.bytes() {
            let _infallible = write!(text, "={byte:02X}");
        }
        text.push_str("?=");
    })
}

/// Hands the decoded text of each run of neighbouring encoded words to `put`, which appends it.
fn replace(text: &str, put: impl Fn(&str, &mut String)) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut run = Run::default();
    let mut end = 0;
    for word in WORD.captures_iter(text) {
        let (start, next) = word.get(0).map_or((end, end), |whole| (whole.start(), whole.end()));
        let gap = text.get(end..start).unwrap_or_default();
        if run.is_empty() || !gap.trim().is_empty() {
            run.finish(&put, &mut replaced);
            replaced.push_str(gap);
        }
        run.push(&word);
        end = next;
    }
    run.finish(&put, &mut replaced);
    replaced.push_str(text.get(end..).unwrap_or_default());
    replaced
}

/// Neighbouring encoded words: what is decoded, and the octets of one charset that wait for more.
#[derive(Default)]
struct Run {
    decoded: String,
    charset: String,
    octets: Vec<u8>,
}

impl Run {
    fn is_empty(&self) -> bool {
        self.charset.is_empty()
    }

    fn push(&mut self, word: &Captures) {
        let [charset, encoding, content] = word.extract().1;
        if !charset.eq_ignore_ascii_case(&self.charset) {
            self.settle();
            charset.clone_into(&mut self.charset);
        }
        if encoding.eq_ignore_ascii_case("b") {
            self.octets.extend(transfer::base64(content.as_bytes()));
        } else {
            let spaced = content.replace('_', " ");
            transfer::escaped(spaced.as_bytes(), b'=', &mut self.octets);
        }
    }

    fn settle(&mut self) {
        let octets = std::mem::take(&mut self.octets);
        self.decoded.push_str(&charset::decode(&octets, Some(&self.charset)));
    }

    fn finish(&mut self, put: impl Fn(&str, &mut String), text: &mut String) {
        if !self.is_empty() {
            self.settle();
            put(&self.decoded, text);
            *self = Run::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_split_between_two_words_is_whole_again() {
        assert_eq!(decode("=?utf-8?B?wqtB4oA=?= =?UTF-8?B?mWLCuw==?="), "«A’b»");
        assert_eq!(decode("Re: =?utf-8?Q?H=C3?=\t=?utf-8?Q?=A9l=C3=A8ne?= Roy"), "Re: Hélène Roy");
    }

    #[test]
    fn space_between_words_goes_and_space_beside_them_stays() {
        assert_eq!(decode("a =?utf-8?q?b_?= =?iso-8859-1?q?=E9?= c"), "a b é c");
        assert_eq!(decode("l'=?utf-8?q?=C3=A9t=C3=A9?="), "l'été");
    }

    #[test]
    fn latin_octets_labelled_utf8_are_decoded() {
        assert_eq!(decode("=?utf-8?Q?R=E9ponse?="), "Réponse");
    }

    #[test]
    fn a_language_and_raw_spaces_are_tolerated() {
        assert_eq!(decode("=?utf-8*fr?Q?Li=C3=A9vin ville?="), "Liévin ville");
    }

    #[test]
    fn mending_leaves_one_clean_word() {
        assert_eq!(
            mend("=?utf-8?Q?H=C3?= =?utf-8?Q?=A9?= <h@example.org>"),
            "=?utf-8?Q?=48=C3=A9?= <h@example.org>"
        );
    }

    #[test]
    fn what_only_looks_like_a_word_is_left_alone() {
        assert_eq!(decode("2=?x? =?utf-8?z?a?="), "2=?x? =?utf-8?z?a?=");
    }
}
