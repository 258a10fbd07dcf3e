//! One table of the document, read key by key.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Findings;
use super::kinds::{Mistake, Reading, describe};
use super::spelling;

/// A table whose keys are asked for one after the other. What is wrong is noted with its line, and
/// the keys that nobody asked for are unknown.
pub(super) struct Section<'a> {
    /// The dotted name, e.g. `event.field`; empty for the document itself.
    path: String,
    /// The name as faults show it, e.g. `[[event.field]] `.
    label: String,
    table: &'a DeTable<'a>,
    /// Where it begins, in octets; `None` for a section that is not in the file.
    offset: Option<usize>,
    asked: Vec<&'static str>,
    findings: &'a mut Findings,
}

impl<'a> Section<'a> {
    /// The document itself.
    pub(super) fn document(table: &'a DeTable<'a>, findings: &'a mut Findings) -> Self {
        let (path, label) = (String::new(), String::new());
        Self { path, label, table, offset: None, asked: Vec::new(), findings }
    }

    /// Reads it with `read`, then reports the keys that were not asked for.
    pub(super) fn read<T>(mut self, read: impl FnOnce(&mut Section) -> T) -> T {
        let value = read(&mut self);
        self.report_unknown_keys();
        value
    }

    /// The value of a key that may be absent. A wrong value is noted, with `example` as the remedy.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        kind: impl Fn(&DeValue) -> Reading<T>,
        example: &str,
    ) -> Option<T> {
        let value = self.get(key)?;
        self.read_value(key, value, kind, example)
    }

    /// The value of a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        kind: impl Fn(&DeValue) -> Reading<T>,
        example: &str,
    ) -> Option<T> {
        let value = self.optional(key, kind, example);
        self.expect_some(key, "is missing", &write_for_example(key, example));
        value
    }

    /// The values of a list that may be absent, each read as `kind` and noted on its own line.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        kind: impl Fn(&DeValue) -> Reading<T>,
        example: &str,
    ) -> Option<Vec<T>> {
        let value = self.get(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            let problem = format!("is {}, not a list", describe(value.get_ref()));
            self.refuse(key, problem, &write_for_example(key, example));
            return None;
        };
        let read: Vec<_> = items.iter().map(|item| self.read_value(key, item, &kind, example)).collect();
        read.into_iter().collect()
    }

    /// The values of a list that must have some.
    pub(super) fn required_list<T>(
        &mut self,
        key: &'static str,
        kind: impl Fn(&DeValue) -> Reading<T>,
        example: &str,
    ) -> Option<Vec<T>> {
        let values = self.list(key, kind, example);
        self.expect_some(key, "is missing or empty", &write_for_example(key, example));
        values
    }

    /// What another look at the value of a key found; a mistake is noted.
    pub(super) fn check<T>(&mut self, key: &'static str, reading: Reading<T>) -> Option<T> {
        let refuse = |Mistake { problem, remedy }| self.refuse(key, problem, &remedy.unwrap_or_default());
        reading.map_err(refuse).ok()
    }

    /// A section inside this one. One that is absent is read as an empty one: its required keys are
    /// missing, its other keys have their defaults.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Section) -> Option<T>,
    ) -> Option<T> {
        let empty = DeTable::new();
        let Some(value) = self.get(key) else {
            return self.inner(key, ["[", "]"], &empty, None).read(read);
        };
        let DeValue::Table(table) = value.get_ref() else {
            let problem = format!("is {}, not a section", describe(value.get_ref()));
            self.refuse(key, problem, &format!("write [{}] in single brackets", self.path_to(key)));
            return None;
        };
        self.inner(key, ["[", "]"], table, Some(value.span().start)).read(read)
    }

    /// The sections of a name that may stand several times, none when it is absent; `None` as soon as
    /// one of them is wrong.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Section) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(value) = self.get(key) else { return Some(Vec::new()) };
        let Some(tables) = tables_of(value.get_ref()) else {
            let problem = format!("is {}, not a list of sections", describe(value.get_ref()));
            self.refuse(key, problem, &format!("write [[{}]] in double brackets", self.path_to(key)));
            return None;
        };
        let read: Vec<_> = tables
            .into_iter()
            .map(|(table, offset)| self.inner(key, ["[[", "]]"], table, Some(offset)).read(&mut read))
            .collect();
        read.into_iter().collect()
    }

    /// Notes a fault of the key unless it has a value, be it a wrong one.
    pub(super) fn expect_some(&mut self, key: &'static str, problem: &str, remedy: &str) {
        let is_there = self.table.get(key).is_some_and(|value| !is_empty_list(value.get_ref()));
        if !is_there && !self.findings.may_lack_values() {
            self.refuse(key, problem.to_owned(), remedy);
        }
    }

    /// Notes a fault at the line of the key, or where the section begins when the key is not there.
    pub(super) fn refuse(&mut self, key: &'static str, problem: String, remedy: &str) {
        let offset = self.table.get(key).map(|value| value.span().start).or(self.offset);
        self.findings.note(offset, format!("{}{key}", self.label), problem, remedy.to_owned());
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn read_value<T>(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue>,
        kind: impl Fn(&DeValue) -> Reading<T>,
        example: &str,
    ) -> Option<T> {
        let Mistake { problem, remedy } = match kind(value.get_ref()) {
            Ok(read) => return Some(read),
            Err(mistake) => mistake,
        };
        let remedy = remedy.unwrap_or_else(|| write_for_example(key, example));
        self.findings.note(Some(value.span().start), format!("{}{key}", self.label), problem, remedy);
        None
    }

    fn inner<'b>(
        &'b mut self,
        key: &str,
        [open, close]: [&str; 2],
        table: &'b DeTable<'b>,
        offset: Option<usize>,
    ) -> Section<'b> {
        let path = self.path_to(key);
        let label = format!("{open}{path}{close} ");
        Section { path, label, table, offset, asked: Vec::new(), findings: self.findings }
    }

    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn report_unknown_keys(&mut self) {
        for (key, value) in self.table {
            if self.asked.contains(&key.get_ref().as_ref()) {
                continue;
            }
            let path = self.path_to(key.get_ref());
            let place = match value.get_ref() {
                DeValue::Table(_) => format!("[{path}]"),
                list if tables_of(list).is_some() => format!("[[{path}]]"),
                _ => format!("{}{key}", self.label),
            };
            let remedy = match spelling::nearest(key.get_ref(), &self.asked) {
                Some(meant) => format!("did you mean {meant}?"),
                None => format!("remove it; known here: {}", self.asked.join(", ")),
            };
            self.findings.note(Some(key.span().start), place, "is not known".to_owned(), remedy);
        }
    }
}

/// The tables of an array of tables, each with its offset; `None` when the value is something else.
fn tables_of<'a>(value: &'a DeValue<'a>) -> Option<Vec<(&'a DeTable<'a>, usize)>> {
    let items = value.as_array()?;
    items.iter().map(|item| Some((item.get_ref().as_table()?, item.span().start))).collect()
}

fn is_empty_list(value: &DeValue) -> bool {
    value.as_array().is_some_and(|items| items.is_empty())
}

fn write_for_example(key: &str, example: &str) -> String {
    format!("write for example {key} = {example}")
}
