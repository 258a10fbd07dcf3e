//! What servers say, as it may be kept: one line, without mail addresses.

use std::sync::LazyLock;

use regex::{NoExpand, Regex, RegexBuilder};

use crate::pattern::pattern;

/// The longest answer that is kept, in characters.
const LONGEST: usize = 200;
/// What stands where an address stood.
const MASK: &str = "<…>";
/// The shortest name of a mailbox that is looked for in an answer, in octets: shorter ones are as
/// often words.
const SHORTEST_NAME: usize = 3;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)<?(?:"[^"]*"|[^\s<>"]+)(?:@|%40)[^\s<>]+>?"#));

/// `text` on one line, as it may be kept: without mail addresses, nor what stands before the @ in
/// `whom`, and of 200 characters at most.
#[must_use]
pub fn kept(text: &str, whom: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    let line = ADDRESS.replace_all(&line, NoExpand(MASK));
    let name = whom.rsplit_once('@').map_or(whom, |(name, _)| name);
    let line = if name.len() < SHORTEST_NAME { line.into_owned() } else { without(&line, name) };
    match line.char_indices().nth(LONGEST - 1) {
        Some((end, last)) if end + last.len_utf8() < line.len() => {
            line.chars().take(LONGEST - 1).chain(['…']).collect()
        }
        _ => line,
    }
}

fn without(line: &str, name: &str) -> String {
    let word = format!(r"\b{{start-half}}{}\b{{end-half}}", regex::escape(name));
    let name = RegexBuilder::new(&word).case_insensitive(true).build();
    name.map_or_else(|_| MASK.to_owned(), |name| name.replace_all(line, NoExpand(MASK)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_without_addresses() {
        for (text, expected) in [
            ("550 5.1.1 <anne@example.org>: unknown", "550 5.1.1 <…>: unknown"),
            ("550 5.1.1 anne.martin+x@example.org, unknown", "550 5.1.1 <…> unknown"),
            ("550 \"Anne Martin\"@example.org unknown", "550 <…> unknown"),
            ("550 see https://x.test/?to=anne%40example.org", "550 see <…>"),
            ("550 User Anne.Martin unknown", "550 User <…> unknown"),
            ("550 Anne.Martinet unknown", "550 Anne.Martinet unknown"),
            ("550 Ok: queued as 4F2", "550 Ok: queued as 4F2"),
            ("550 ", "550"),
        ] {
            assert_eq!(kept(text, "anne.martin@example.org"), expected);
        }
    }

    #[test]
    fn an_answer_is_kept_on_one_line_of_200_characters() {
        assert_eq!(kept("a\r\n\tb \u{1b}[2Jc", ""), "a b [2Jc");
        let long = kept(&"é".repeat(300), "");
        assert_eq!((long.chars().count(), long.ends_with("é…")), (200, true));
        assert_eq!(kept(&"é".repeat(200), ""), "é".repeat(200));
    }
}
