//! A letter as one self-contained HTML page that mail programs can show: tables and inline styles;
//! nothing is loaded and nothing runs. The style sheet only adds a dark mode.

mod report;

use super::text::one_line;
use super::{Block, Entry, Letter, Tone};

const TEXT: &str = "#22272e";
const MUTED: &str = "#5b6470";
const RULE: &str = "#dfe3e8";
const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

impl Letter {
    /// The letter as an HTML page.
    #[must_use]
    pub fn html(&self) -> String {
        let body: String = self.body.iter().map(block).collect();
        page(&escape(&self.subject), &body)
    }
}

/// The page around a letter. Outlook follows the table's `width`, everything else `max-width`.
fn page(title: &str, body: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
@media (prefers-color-scheme: dark) {{
  .desk {{ background: #16191d !important; }}
  .sheet {{ background: #1f242a !important; border-color: #39414b !important; }}
  .sheet, .sheet h1, .name {{ color: #e8eaed !important; }}
  .card {{ background: #2a3038 !important; }}
  .muted {{ color: #aab2bd !important; }}
  .rule {{ border-color: #39414b !important; }}
  .settled {{ color: #7fd19b !important; }}
  .open {{ color: #f0bf6a !important; }}
  .alert {{ background: #45211f !important; border-color: #e5695f !important; }}
  .fill {{ background: #6ea8e6 !important; }}
  .track {{ background: #434c57 !important; }}
  .command {{ background: #16191d !important; border-color: #39414b !important; }}
}}
</style>
</head>
<body class="desk" style="margin:0;padding:0;background:#f2f4f6">
<table role="presentation" class="desk" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f6">
<tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="sheet" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;border:1px solid {RULE};border-radius:8px;{FONT};font-size:16px;line-height:1.5;color:{TEXT};text-align:left;overflow-wrap:anywhere">
<tr><td style="padding:24px 20px 12px">
<h1 style="margin:0 0 20px;font-size:21px;line-height:1.3;font-weight:600;color:{TEXT}">{title}</h1>
{body}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"#
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => paragraph(&escape(words)),
        Block::Lines(lines) => paragraph(&broken(lines)),
        Block::EventCard { title, date, place } => panel(&format!(
            "<strong>{}</strong><br>\n{}<br>\n{}",
            escape(title),
            escape(date),
            muted(&escape(place))
        )),
        Block::People(entries) => people(entries),
        Block::Form(lines) => panel(&broken(lines)),
        Block::Heading(words) => report::heading(words),
        Block::Alert(sentences) => report::alert(sentences),
        Block::Gauge(gauge) => report::gauge(gauge),
        Block::Roster(rows) => report::roster(rows),
        Block::News(headlines) => report::news(headlines),
        Block::Case(case) => report::case(case),
        Block::Commands(commands) => report::commands(commands),
        Block::Figures(figures) => report::figures(figures),
        Block::Facts(facts) => report::facts(facts),
        Block::Aside(words) => report::aside(words),
        Block::Signature { salutation, name } => {
            paragraph(&format!("{}<br>\n<strong>{}</strong>", escape(salutation), escape(name)))
        }
    }
}

fn paragraph(content: &str) -> String {
    format!("<p style=\"margin:0 0 16px\">{content}</p>\n")
}

/// Lines that stay lines.
fn broken(lines: &[String]) -> String {
    lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>\n")
}

/// Lines on a tinted ground.
fn panel(content: &str) -> String {
    format!(
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px\">\n\
         <tr><td class=\"card\" style=\"padding:12px 16px;background:#eef2f6;border-radius:6px\">\n\
         {content}\n</td></tr>\n</table>\n"
    )
}

fn people(entries: &[Entry]) -> String {
    list_of(&entries.iter().map(entry).collect::<String>())
}

/// A table of `rows`.
fn list_of(rows: &str) -> String {
    format!(
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 16px\">\n\
         {rows}</table>\n"
    )
}

/// `content` in the colour of `tone`.
fn toned(tone: Tone, content: &str) -> String {
    let (class, color) = match tone {
        Tone::Settled => ("settled", "#1b7a3d"),
        Tone::Open => ("open", "#8a5a00"),
        Tone::Ended => ("muted", MUTED),
    };
    format!("<span class=\"{class}\" style=\"color:{color};font-weight:600\">{content}</span>")
}

/// `content` in the colour of what is beside the point.
fn muted(content: &str) -> String {
    format!("<span class=\"muted\" style=\"color:{MUTED}\">{content}</span>")
}

fn entry(entry: &Entry) -> String {
    let mut lines = vec![
        format!("<strong>{}</strong>", escape(&entry.name)),
        toned(entry.tone, &escape(&entry.standing)),
    ];
    lines.extend(entry.notes.iter().map(|note| escape(note)));
    lines.push(format!(
        "<span class=\"muted\" style=\"color:{MUTED};white-space:nowrap\">{}</span>",
        escape(&entry.reference)
    ));
    format!(
        "<tr><td class=\"rule\" style=\"padding:10px 0;border-top:1px solid {RULE}\">\n{}\n</td></tr>\n",
        lines.join("<br>\n")
    )
}

/// `text` on one line, so written that it is text anywhere in HTML, in quoted attributes too.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
