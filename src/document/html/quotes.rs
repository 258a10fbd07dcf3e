//! Which parts of a mail quote another: replies do, forwarded messages are meant to be read.

use super::tags::{Tag, attribute, style};
use crate::document::text::clean;

/// Whether the text of an element is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Quote {
    /// It is not, or no more than what is around it.
    #[default]
    No,
    /// Its first line will tell.
    Undecided,
    /// It is.
    Yes,
}

/// How lines begin, in lower case, after which mail programs put a forwarded message.
const FORWARDS: [&str; 11] = [
    "forwarded message",
    "begin forwarded message",
    "message transféré",
    "message réexpédié",
    "mail transféré",
    "e-mail transféré",
    "courriel transféré",
    "début du message transféré",
    "début du message réexpédié",
    "début du courriel transféré",
    "début de l'e-mail transféré",
];

/// How many characters of a line are compared with [`FORWARDS`].
const HEAD: usize = 80;

/// Whether the element that begins quotes. `<blockquote>` does, except where mail programs use it
/// to indent; so does what Gmail calls a quote, which may be a forwarded message.
pub(super) fn quotes(tag: &Tag) -> Quote {
    let class = attribute(tag, "class").unwrap_or_default();
    let has_class = |name| class.split_ascii_whitespace().any(|class| class == name);
    let is_indent = || has_class("webkit-indent-blockquote") || style(tag).contains("border:none");
    if has_class("gmail_quote") || (tag.name.as_slice() == b"blockquote" && !is_indent()) {
        Quote::Undecided
    } else {
        Quote::No
    }
}

/// Whether a line announces that a forwarded message follows.
pub(super) fn announces_forward(line: &str) -> bool {
    let head: String = line.chars().take(HEAD).collect();
    let head = clean(&head).to_lowercase().replace('’', "'");
    let head = head.trim_start_matches(|character: char| !character.is_alphanumeric());
    FORWARDS.iter().any(|beginning| head.starts_with(beginning))
}
