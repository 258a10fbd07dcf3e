//! Who wrote a message that is passed on in a text, by the header fields above it.

use crate::pattern::pattern;
use std::sync::LazyLock;

use regex::Regex;

use super::header;
use super::marks::Line;
use crate::message::Mailbox;
use crate::message::envelope::normalized;

/// The writer that `lines` name, which begin with the header of a message passed on; `length` of them were known
/// for that header. In a header that was a table each value stands on the line below its label.
pub(super) fn writer(lines: &[&str], length: usize) -> Option<Mailbox> {
    let read: Vec<Line> = lines.iter().take(header::LONGEST).map(|line| Line::read(line)).collect();
    let above = read.iter().take(length).position(|line| !line.is_blank()).unwrap_or(0);
    let rest = read.iter().skip(length.max(above + 1));
    let belongs = rest.take_while(|line| !line.is_blank()).count();
    let header = read.get(..length.max(above + 1) + belongs).unwrap_or(&read);
    let at = header.iter().position(header::is_sender)?;
    let is_value =
        |(index, line): &(usize, &Line)| *index == 0 || !line.is_blank() && !header::is_field(line);
    let value = header.iter().skip(at).take(3).enumerate().take_while(is_value).count();
    let text = lines.get(at..at + value)?.join(" ");
    mailbox(text.split_once(':')?.1)
}

/// The mailbox in what a mail program shows of one: "Marie Petit [mailto:marie@example.org]".
fn mailbox(shown: &str) -> Option<Mailbox> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?:mailto:)?([^\s<>\[\]"'(),;:]+(?:'[^\s<>\[\]"'(),;:]+)*@[^\s<>\[\]"'(),;:]+\.[^\s<>\[\]"'(),;:]*\w)"#,
        )
    });
    let found = ADDRESS.captures(shown)?;
    let (whole, address) = (found.get(0)?, normalized(found.get(1)?.as_str()));
    let name = shown.get(..whole.start())?.replace(['<', '>', '[', ']', '"', '*', '('], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches('\'');
    Some(Mailbox { name: Some(name.to_owned()).filter(|name| !name.is_empty()), address })
}
