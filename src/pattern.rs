//! Regular expressions of this program's own.

use regex::Regex;

/// The regular expression `text`, a literal of this program.
#[expect(clippy::expect_used, reason = "the pattern is a literal, compiled by the tests")]
#[expect(clippy::missing_panics_doc, reason = "the pattern is a literal, compiled by the tests")]
#[must_use]
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a literal pattern compiles")
}
