//! The name with which somebody signs.

use std::sync::LazyLock;

use regex::Regex;

use super::words::phrase;
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names;
use crate::bulletin::reading::Basis;
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};

/// A name stands no further from the end of a text, or from the beginning of a signature, in lines.
const NEAR: usize = 3;

/// The name that stands in the `signature` or, without one, at the end of `own_words`.
#[must_use]
pub fn signature(own_words: &str, signature: &str) -> Option<String> {
    fn written(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
    let (own, below) = (written(own_words), written(signature));
    // What is all there is signs nothing.
    let above = own.iter().skip(1).rev().take(NEAR);
    below.iter().take(NEAR).chain(above).find_map(|line| signer(line))
}

/// Whether `name` is one with which somebody could sign.
pub fn is_a_signature(name: &str) -> bool {
    signer(name.trim()).is_some()
}

/// The name on a line that holds nothing else but a courtesy before and a role behind it.
fn signer(line: &str) -> Option<String> {
    static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^(?:[-–—*\s]+|(?:bien |très )?cordialement|cdlt|bien à (?:vous|toi)|amicalement|(?:sincères |cordiales )?salutations|à bientôt,)[\s,.!]*",
        )
    });
    let line = CLOSING.find(line).and_then(|closing| line.get(closing.end()..)).unwrap_or(line);
    let name = line.split([',', '(', '|', '/', '–', '—']).next().unwrap_or_default();
    let name = name.split(" - ").next().unwrap_or_default().trim().trim_end_matches(['.', '!']);
    let is_given = |name: &str| !name.contains(' ') && names::is_first_name(name);
    let is_whole = |name: &str| {
        names::is_a_name(name)
            && (name.split_whitespace().any(names::is_first_name)
                || names::split(name, NameOrder::FirstLast).is_some_and(|name| name.by == Basis::Capitals))
    };
    let is_name = (is_given(name) || is_whole(name)) && !begins_an_organisation(name) && !begins_a_role(name);
    is_name.then(|| name.to_owned())
}
