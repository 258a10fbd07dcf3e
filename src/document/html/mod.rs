//! HTML as mail programs write it, well formed or not (WHATWG HTML §13): lines where a browser
//! breaks them, tables, boxes, and quoted text marked as such.

mod quotes;
mod tags;

#[cfg(test)]
mod tests;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::compose::Composer;
use super::{Document, Format, check_box};
use quotes::{Quote, announces_forward, quotes};
use tags::{Open, Tag, attribute, is_block, is_hidden, is_in_head, is_preformatted, is_void};

/// How deep elements are nested; deeper ones count as if they were not there. Browsers stop here too.
const MAX_DEPTH: usize = 512;
/// The most columns that a cell covers (§4.9.11).
const MAX_COLUMNS: usize = 1000;

/// Reads HTML, however broken.
#[must_use]
pub fn read(html: &str) -> Document {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut walker = Walker::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => walker.start(&tag),
            Ok(Token::EndTag(tag)) => walker.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => walker.text(&String::from_utf8_lossy(&text)),
            Ok(_) => {}
        }
    }
    walker.end_line();
    Document { format: Format::Html, body: walker.page.finish(), margins: Vec::new(), fields: Vec::new() }
}

#[derive(Default)]
struct Walker {
    page: Composer,
    /// The open elements, innermost last.
    open: Vec<Open>,
    /// Whether the last line announced a forwarded message.
    forwarding: bool,
}

impl Walker {
    fn start(&mut self, tag: &Tag) {
        let name = String::from_utf8_lossy(&tag.name);
        let is_block = is_block(&name);
        self.imply_ends(&name, is_block);
        let is_shown = !self.is_hidden() && !is_hidden(&name, tag);
        if is_shown && is_block {
            self.end_line();
        }
        if is_shown && !self.begin(&name, tag) {
            return;
        }
        let is_empty = is_void(&name) || (tag.self_closing && name.contains(':'));
        if !is_empty && self.open.len() < MAX_DEPTH {
            let quote = if self.forwarding { Quote::No } else { quotes(tag) };
            let is_preformatted = is_preformatted(&name, tag) || self.is_preformatted();
            self.open.push(Open {
                is_block,
                is_hidden: !is_shown,
                is_preformatted,
                quote,
                name: name.into_owned(),
            });
        }
    }

    /// Shows what the beginning of an element shows. Whether the element is to be opened: a row
    /// outside of a table, for one, is not.
    fn begin(&mut self, name: &str, tag: &Tag) -> bool {
        match name {
            "html" | "body" => return false,
            "br" => self.break_line(),
            "input" => self.input(tag),
            "table" | "tr" | "td" | "th" if self.open.len() == MAX_DEPTH => return false,
            "table" => self.page.open_table(),
            "tr" | "td" | "th" if !self.is_between_cells() => return false,
            "tr" => self.page.open_row(),
            "td" | "th" => {
                let columns = attribute(tag, "colspan").and_then(|columns| columns.trim().parse().ok());
                self.page.open_cell(columns.unwrap_or(1).min(MAX_COLUMNS));
            }
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" => self.break_line(),
            "table" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "caption" => {
                self.close(&[name], |open| open.name == "table");
            }
            _ if is_block(name) => self.close(&[name], Open::holds_cell),
            _ => self.close(&[name], |open| open.is_block),
        }
    }

    /// Ends the elements that a start tag ends although nothing says so (§13.1.2.4).
    fn imply_ends(&mut self, name: &str, is_block: bool) {
        if self.is_hidden() && !is_in_head(name) {
            self.close(&["head"], Open::holds_cell);
        }
        if is_block {
            self.close(&["p"], Open::holds_cell);
        }
        let is_table = |open: &Open| open.name == "table";
        match name {
            "td" | "th" => self.close(&["td", "th", "caption"], is_table),
            "tr" => {
                self.close(&["td", "th", "caption"], is_table);
                self.close(&["tr"], is_table);
            }
            "tbody" | "thead" | "tfoot" => {
                self.imply_ends("tr", false);
                self.close(&["tbody", "thead", "tfoot"], is_table);
            }
            "table" if self.is_between_cells() => self.close(&["table"], is_table),
            "li" => self.close(&["li"], |open| ["ul", "ol"].contains(&&*open.name) || open.holds_cell()),
            "dt" | "dd" => self.close(&["dt", "dd"], |open| open.name == "dl" || open.holds_cell()),
            "option" => self.close(&["option"], |open| open.name == "select"),
            _ => {}
        }
    }

    /// Ends the innermost element of a kind with all that is open in it, unless it stands beyond a
    /// barrier.
    fn close(&mut self, names: &[&str], is_barrier: impl Fn(&Open) -> bool) {
        let is_meant = |open: &Open| names.contains(&open.name.as_str());
        let found = self.open.iter().rposition(|open| is_meant(open) || is_barrier(open));
        let meant = found.filter(|&index| self.open.get(index).is_some_and(is_meant));
        while meant.is_some_and(|index| index < self.open.len()) {
            self.leave();
        }
    }

    /// Ends the innermost element.
    fn leave(&mut self) {
        let is_shown_block = self.open.last().is_some_and(|open| open.is_block && !open.is_hidden);
        if is_shown_block {
            self.end_line();
        }
        match self.open.pop().filter(|_| is_shown_block).as_ref().map(|open| open.name.as_str()) {
            Some("table") => self.page.close_table(),
            Some("td" | "th") => self.page.close_cell(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(open) if open.is_hidden => {}
            Some(open) if open.is_preformatted => self.preformatted(text),
            _ => self.collapsed(text),
        }
    }

    /// Shows text line by line as it is written.
    fn preformatted(&mut self, text: &str) {
        for (index, line) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
            if index > 0 {
                self.break_line();
            }
            self.page.write(line);
        }
    }

    /// Shows text in which any white space is one space, and none at the beginning of a line.
    fn collapsed(&mut self, text: &str) {
        let spaces = [' ', '\t', '\n', '\r', '\u{c}'];
        for (index, word) in text.split(spaces).enumerate() {
            let line = self.page.line();
            if index > 0 && !line.is_empty() && !line.ends_with(' ') {
                self.page.write(" ");
            }
            self.page.write(word);
        }
    }

    /// Shows what a field of a form holds (§4.10.5).
    fn input(&mut self, tag: &Tag) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        match kind.as_str() {
            "checkbox" | "radio" => {
                let is_checked = attribute(tag, "checked").is_some();
                self.page.write(check_box(is_checked).encode_utf8(&mut [0; 4]));
            }
            "hidden" | "submit" | "button" | "reset" | "image" | "file" | "password" => {}
            _ => self.collapsed(&attribute(tag, "value").unwrap_or_default()),
        }
    }

    fn end_line(&mut self) {
        self.decide_quotes();
        self.page.end_line();
    }

    fn break_line(&mut self) {
        if !self.is_hidden() {
            self.decide_quotes();
            self.page.break_line();
        }
    }

    /// Decides whether the line that ends is quoted, and with it the elements whose first line it is.
    fn decide_quotes(&mut self) {
        if self.page.line().trim().is_empty() {
            return;
        }
        self.forwarding = announces_forward(self.page.line());
        let decision = if self.forwarding { Quote::No } else { Quote::Yes };
        for open in self.open.iter_mut().filter(|open| open.quote == Quote::Undecided) {
            open.quote = decision;
        }
        self.page.quote(self.open.iter().any(|open| open.quote == Quote::Yes));
    }

    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_hidden)
    }

    fn is_preformatted(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_preformatted)
    }

    /// Whether a table is open and no cell of it is.
    fn is_between_cells(&self) -> bool {
        self.open.iter().rfind(|open| open.holds_cell()).is_some_and(|open| open.name == "table")
    }
}
