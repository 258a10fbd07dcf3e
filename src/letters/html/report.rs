//! Numbers, rows and commands as HTML.

use super::{MUTED, RULE, TEXT, escape, list_of, muted, panel, paragraph, toned};
use crate::letters::report::{Case, Command, Fact, Figure, Gauge, Headline, Row};

/// What commands are set in.
const MONOSPACE: &str = "font:13px/1.4 Menlo,Consolas,monospace";

pub(super) fn heading(words: &str) -> String {
    format!(
        "<h2 style=\"margin:28px 0 10px;font-size:17px;line-height:1.3;font-weight:600\">{}</h2>\n",
        escape(words)
    )
}

pub(super) fn alert(sentences: &[String]) -> String {
    let sentences: String =
        sentences.iter().map(|sentence| line("margin:4px 0", &escape(sentence))).collect();
    edged("alert", "padding:6px 14px;background:#fdecea;border-left:4px solid #c0362c", &sentences)
}

/// Content with an edge at its left.
fn edged(class: &str, style: &str, content: &str) -> String {
    format!(
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px\">\n\
         <tr><td class=\"{class}\" style=\"{style}\">\n{content}\n</td></tr>\n</table>\n"
    )
}

pub(super) fn gauge(gauge: &Gauge) -> String {
    let head = format!("<strong>{}</strong><br>\n{}", escape(&gauge.title), muted(&escape(&gauge.when)));
    let words = std::iter::once(toned(gauge.tone, &escape(&gauge.words)));
    let notes = gauge.notes.iter().map(|note| escape(note));
    let below: Vec<String> = words.chain(notes).collect();
    panel(&format!("{head}\n{}{}", bar(gauge.filled(100)), below.join("<br>\n")))
}

/// A bar of which so many hundredths are filled. Its cells hold a space: Outlook drops empty ones.
fn bar(filled: u32) -> String {
    let cell = |class: &str, share: u32, color: &str| {
        let style = format!("width:{share}%;height:10px;line-height:10px;font-size:0;background:{color}");
        let cell =
            format!("<td class=\"{class}\" width=\"{share}%\" height=\"10\" style=\"{style}\">\u{a0}</td>");
        if share == 0 { String::new() } else { cell }
    };
    format!(
        "<table role=\"presentation\" aria-hidden=\"true\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
         style=\"margin:8px 0;border-radius:5px;overflow:hidden\"><tr>{}{}</tr></table>\n",
        cell("fill", filled, "#2f6db5"),
        cell("track", 100 - filled, "#cfd8e3")
    )
}

/// Rows are many, so that what they share stands around them: some mail programs cut a page of more
/// than 102 KB.
pub(super) fn roster(rows: &[Row]) -> String {
    let style = format!("margin:0 0 16px;border-collapse:collapse;color:{MUTED}");
    format!(
        "<table role=\"presentation\" class=\"muted\" width=\"100%\" cellpadding=\"4\" cellspacing=\"0\" style=\"{style}\">\n\
         {}</table>\n",
        rows.iter().map(row).collect::<String>()
    )
}

fn row(row: &Row) -> String {
    let (comma, organisation) = match &row.organisation {
        Some(organisation) => (",", format!(" {}", escape(organisation))),
        None => ("", String::new()),
    };
    let mark = |mark: &String| {
        format!(" <span class=\"open\" style=\"color:#8a5a00\">–\u{a0}{}</span>", escape(mark))
    };
    format!(
        "<tr class=\"rule\" style=\"border-top:1px solid {RULE}\" valign=\"top\"><td align=\"right\" width=\"20\">{}</td>\
         <td><span class=\"name\" style=\"color:{TEXT}\">{}{comma}</span>{organisation}{}</td>\
         <td nowrap><code style=\"font-size:13px\">{}</code></td></tr>\n",
        row.number,
        escape(&row.name),
        row.marks.iter().map(mark).collect::<String>(),
        escape(&row.code)
    )
}

pub(super) fn news(headlines: &[Headline]) -> String {
    list_of(&headlines.iter().map(headline).collect::<String>())
}

fn headline(headline: &Headline) -> String {
    let what = toned(headline.tone, &escape(&headline.what));
    let words = match &headline.who {
        Some(who) => format!("{}\u{a0}: {what}", escape(who)),
        None => what,
    };
    format!(
        "<tr><td width=\"20\" valign=\"top\" style=\"padding:3px 0\">{}</td>\
         <td style=\"padding:3px 0\">{words}</td></tr>\n",
        toned(headline.tone, &escape(&headline.sign.to_string()))
    )
}

pub(super) fn case(case: &Case) -> String {
    let number = muted(&format!("{} –", escape(&case.number)));
    let head = format!("{number} <strong>{}</strong>", escape(&case.matter));
    let facts: String =
        case.facts.iter().map(|fact| line("margin:4px 0 0;font-size:15px", &self::fact(fact))).collect();
    let excerpt = case.excerpt.as_deref().map(quote).unwrap_or_default();
    let commands: String = case.commands.iter().map(command).collect();
    let content = format!("{head}{facts}{excerpt}{commands}");
    edged("case", "padding:2px 0 2px 14px;border-left:4px solid #d9a441", &content)
}

/// A line of its own.
fn line(style: &str, content: &str) -> String {
    format!("\n<div style=\"{style}\">{content}</div>")
}

fn quote(words: &str) -> String {
    let style = "margin:8px 0 2px;padding:8px 12px;background:#eef2f6;border-radius:4px;font-size:15px";
    format!("\n<div class=\"card\" style=\"{style}\">{}</div>", escape(words))
}

pub(super) fn commands(commands: &[Command]) -> String {
    format!("<div style=\"margin:0 0 16px\">{}\n</div>\n", commands.iter().map(command).collect::<String>())
}

/// One touch selects the whole command, where the mail program lets it.
fn command(command: &Command) -> String {
    let meaning = line("margin:8px 0 0;font-size:14px;line-height:1.4", &muted(&escape(&command.meaning)));
    format!(
        "{meaning}\n<div class=\"command\" style=\"margin:2px 0 0;padding:4px 8px;background:#f7f8fa;border:1px solid {RULE};\
         border-radius:4px;{MONOSPACE};-webkit-user-select:all;user-select:all\">{}</div>",
        escape(&command.line)
    )
}

pub(super) fn figures(figures: &[Figure]) -> String {
    let rows = figures.iter().map(|figure| {
        format!(
            "<tr><td align=\"right\" valign=\"top\" width=\"36\" style=\"padding:1px 0\">{}</td>\
             <td style=\"padding:1px 0 1px 10px\">{}</td></tr>\n",
            figure.number,
            muted(&escape(&figure.of))
        )
    });
    list_of(&rows.collect::<String>())
}

pub(super) fn facts(facts: &[Fact]) -> String {
    paragraph(&facts.iter().map(fact).collect::<Vec<_>>().join("<br>\n"))
}

fn fact(fact: &Fact) -> String {
    format!("{} {}", muted(&escape(&fact.label)), escape(&fact.value))
}

pub(super) fn aside(words: &str) -> String {
    format!(
        "<p class=\"muted\" style=\"margin:0 0 16px;font-size:14px;color:{MUTED}\">{}</p>\n",
        escape(words)
    )
}
