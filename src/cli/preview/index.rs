//! The page that shows all letters side by side. Nothing runs on it.

use crate::event::Event;
use crate::letters::{Enclosure, Sample, escape};

/// What tells the page of a preview from any other.
pub(super) const MARK: &str = r#"<meta name="generator" content="guichet preview">"#;

const STYLE: &str = "\
:root { color-scheme: light dark }
body { margin: 24px; font: 15px/1.4 system-ui, sans-serif }
nav { columns: 4 220px; margin-bottom: 32px }
nav a { display: block }
section { border-top: 1px solid #8888; padding: 8px 0 24px; overflow-x: auto }
h2 { font-size: 17px; margin: 8px 0 }
h2 small { font-weight: normal }
.views { display: flex; gap: 16px; align-items: flex-start }
iframe { flex: none; border: 1px solid #8888 }
.wide { width: 600px }
.narrow { width: 320px }
pre { flex: none; margin: 0; padding: 12px; width: 76ch; border: 1px solid #8888; white-space: pre-wrap }
";

/// The page of the letters about `event`.
pub(super) fn page(event: &Event, samples: &[Sample]) -> String {
    let title = format!("{} letters about {}", samples.len(), event.title);
    let title = escape(&title);
    let links: String = samples.iter().map(link).collect();
    let sections: String = samples.iter().map(section).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<nav>\n{links}</nav>\n{sections}</body>\n\
         </html>\n"
    )
}

fn link(Sample { name, .. }: &Sample) -> String {
    format!("<a href=\"#{name}\">{name}</a>\n")
}

/// A letter as a page of two widths and as text.
fn section(Sample { name, letter }: &Sample) -> String {
    let enclosed: Vec<&str> = letter.encloses.iter().map(|enclosure| file(*enclosure)).collect();
    let enclosed = enclosed.concat();
    let text = letter.text();
    let lines = text.lines().count();
    let (wide, narrow) = (180 + 24 * lines, 240 + 32 * lines);
    let [subject, text] = [escape(&letter.subject), lines_of(&text)];
    format!(
        "<section id=\"{name}\">\n<h2>{name} <small>“{subject}”{enclosed} · <a href=\"{name}.html\">html</a> \
         <a href=\"{name}.txt\">txt</a> <a href=\"{name}.eml\">eml</a></small></h2>\n<div class=\"views\">\n\
         <iframe class=\"wide\" style=\"height:{wide}px\" loading=\"lazy\" src=\"{name}.html\"></iframe>\n\
         <iframe class=\"narrow\" style=\"height:{narrow}px\" loading=\"lazy\" src=\"{name}.html\"></iframe>\n\
         <pre lang=\"fr\">{text}</pre>\n</div>\n</section>\n"
    )
}

/// What goes with a letter.
fn file(enclosure: Enclosure) -> &'static str {
    match enclosure {
        Enclosure::Calendar => " + calendar file",
        Enclosure::Bulletin => " + blank bulletin",
    }
}

/// Lines as they are, with their indentation.
fn lines_of(text: &str) -> String {
    let indented = |line: &str| {
        let bare = line.trim_start_matches(' ');
        " ".repeat(line.len() - bare.len()) + &escape(bare)
    };
    text.lines().map(indented).collect::<Vec<_>>().join("\n")
}
