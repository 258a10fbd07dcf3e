//! Numbers, rows and commands as plain text.

use super::{narrow, one_line, wrap};
use crate::letters::report::{Case, Command, Fact, Figure, Gauge, Headline, Row};

/// How many characters a bar has.
const BAR: u32 = 50;

/// Where the codes of a list begin.
const CODE_COLUMN: usize = 66;

pub(super) fn heading(words: &str) -> String {
    let words = wrap(words, "", "");
    let length = words.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    format!("{words}\n{}", "─".repeat(length))
}

pub(super) fn alert(sentences: &[String]) -> String {
    let sentences: Vec<String> = sentences.iter().map(|sentence| wrap(sentence, "▌ ", "▌ ")).collect();
    sentences.join("\n▌\n")
}

pub(super) fn gauge(gauge: &Gauge) -> String {
    let filled = gauge.filled(BAR);
    let bar: String = (0..BAR).map(|cell| if cell < filled { '█' } else { '░' }).collect();
    let words = [&gauge.title, &gauge.when].into_iter().map(|line| wrap(line, "", ""));
    let below = std::iter::once(&gauge.words).chain(&gauge.notes).map(|line| wrap(line, "", ""));
    lines(words.chain([bar]).chain(below))
}

pub(super) fn roster(rows: &[Row]) -> String {
    let digits = rows.iter().map(|row| row.number.to_string().len()).max().unwrap_or_default();
    lines(rows.iter().map(|row| self::row(row, digits)))
}

/// A row with the number before and the code behind, each in its column.
fn row(row: &Row, digits: usize) -> String {
    let number = format!("{:>digits$}  ", row.number);
    let who = [Some(&row.name), row.organisation.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>();
    let marks: String = row.marks.iter().flat_map(|mark| [" –\u{a0}", mark]).collect();
    let words =
        narrow(&format!("{}{marks}", who.join(", ")), &number, &" ".repeat(number.len()), CODE_COLUMN - 2);
    let last = words.lines().last().map_or(0, |line| line.chars().count());
    let gap = CODE_COLUMN.saturating_sub(last).max(2);
    format!("{words}{}{}", " ".repeat(gap), one_line(&row.code))
}

pub(super) fn news(headlines: &[Headline]) -> String {
    lines(headlines.iter().map(|headline| {
        let words = match &headline.who {
            Some(who) => format!("{who}\u{a0}: {}", headline.what),
            None => headline.what.clone(),
        };
        wrap(&words, &format!("{} ", headline.sign), "  ")
    }))
}

pub(super) fn case(case: &Case) -> String {
    let head = wrap(&format!("{} – {}", case.number, case.matter), "", "  ");
    let facts = case.facts.iter().map(|fact| wrap(&format!("{} {}", fact.label, fact.value), "  ", "    "));
    let excerpt = case.excerpt.iter().map(|excerpt| wrap(excerpt, "  │ ", "  │ "));
    let commands = case.commands.iter().map(command);
    lines(std::iter::once(head).chain(facts).chain(excerpt).chain(commands))
}

pub(super) fn commands(commands: &[Command]) -> String {
    lines(commands.iter().map(command))
}

/// The command stands on a line of its own, however long: a broken one cannot be copied.
fn command(command: &Command) -> String {
    format!("{}\n      {}", wrap(&command.meaning, "  ", "  "), one_line(&command.line))
}

pub(super) fn figures(figures: &[Figure]) -> String {
    let digits = figures.iter().map(|figure| figure.number.to_string().len()).max().unwrap_or_default();
    lines(figures.iter().map(|figure| {
        let number = format!("{:>width$}  ", figure.number, width = digits + 2);
        wrap(&figure.of, &number, &" ".repeat(number.len()))
    }))
}

pub(super) fn facts(facts: &[Fact]) -> String {
    lines(facts.iter().map(|fact| wrap(&format!("{} {}", fact.label, fact.value), "", "  ")))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
