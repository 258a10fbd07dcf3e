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

/// The "paper" from which an address is read that a bulletin leaves blank.
pub const SENDER: &str = "sender";

/// A regular expression of this program's own.
#[expect(clippy::expect_used, reason = "the pattern is a literal, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}
