//! Numbers, rows and commands as HTML.

use super::{MUTED, RULE, escape, list_of, muted, panel, paragraph, toned};
use crate::letters::report::{Case, Command, Fact, Figure, Gauge, Headline, Row};

/// What commands are set in.
const MONOSPACE: &str = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px";

pub(super) fn heading(words: &str) -> String {
    format!(
        "<h2 style=\"margin:28px 0 10px;font-size:17px;line-height:1.3;font-weight:600\">{}</h2>\n",
        escape(words)
    )
}

pub(super) fn alert(sentences: &[String]) -> String {
    let sentences: Vec<String> = sentences.iter().map(|sentence| escape(sentence)).collect();
    format!(
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px\">\n\
         <tr><td class=\"alert\" style=\"padding:10px 14px;background:#fdecea;border-left:4px solid #c0362c;border-radius:4px\">\n\
         {}\n</td></tr>\n</table>\n",
        sentences.join("<br>\n")
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

pub(super) fn roster(rows: &[Row]) -> String {
    list_of(&rows.iter().map(row).collect::<String>())
}

fn row(row: &Row) -> String {
    let name = escape(&row.name);
    let who = match &row.organisation {
        Some(organisation) => format!("{name}, {}", muted(&escape(organisation))),
        None => name,
    };
    let mark = |mark: &String| {
        format!(" <span class=\"open\" style=\"color:#8a5a00\">–\u{a0}{}</span>", escape(mark))
    };
    let marks: String = row.marks.iter().map(mark).collect();
    format!(
        "<tr><td class=\"rule muted\" align=\"right\" valign=\"top\" style=\"{}\">{}</td>\
         <td class=\"rule\" style=\"{}\">{who}{marks}</td>\
         <td class=\"rule muted\" align=\"right\" valign=\"top\" style=\"{}\">{}</td></tr>\n",
        cell(&format!("width:20px;font-size:14px;color:{MUTED}")),
        row.number,
        cell("padding-left:10px"),
        cell(&format!("{MONOSPACE};white-space:nowrap;padding-left:10px;color:{MUTED}")),
        escape(&row.code)
    )
}

/// The style of a cell in a list.
fn cell(more: &str) -> String {
    format!("padding:5px 0;border-top:1px solid {RULE};{more}")
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
    let head = format!(
        "{} <strong>{}</strong>",
        muted(&format!("{} –", escape(&case.number))),
        escape(&case.matter)
    );
    let lines: Vec<String> = std::iter::once(head).chain(case.facts.iter().map(fact)).collect();
    let excerpt = case.excerpt.as_deref().map(quote).unwrap_or_default();
    let commands: String = case.commands.iter().map(command).collect();
    panel(&format!("{}{excerpt}{commands}", lines.join("<br>\n")))
}

fn quote(words: &str) -> String {
    let style = "margin:8px 0 0;padding:2px 0 2px 12px;border-left:3px solid #c3ccd6";
    format!("\n<div class=\"quote\" style=\"{style}\">{}</div>", escape(words))
}

pub(super) fn commands(commands: &[Command]) -> String {
    format!("<div style=\"margin:0 0 16px\">{}\n</div>\n", commands.iter().map(command).collect::<String>())
}

/// One touch selects the whole command, where the mail program lets it.
fn command(command: &Command) -> String {
    format!(
        "\n<div style=\"margin:10px 0 0;font-size:14px\">{}</div>\n\
         <div class=\"command\" style=\"margin:2px 0 0;padding:6px 10px;background:#ffffff;border:1px solid {RULE};\
         border-radius:4px;{MONOSPACE};-webkit-user-select:all;user-select:all\">{}</div>",
        muted(&escape(&command.meaning)),
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
