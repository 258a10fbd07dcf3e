//! x
mod dates;
mod form;
mod intent;
mod labels;
mod names;
mod occasion;
pub mod reading;
mod values;

use regex::Regex;

/// A regular expression of this program's own.
#[expect(clippy::expect_used, reason = "the pattern is a literal, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}
