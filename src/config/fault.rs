//! What is wrong with a configuration: where, what, and what to write instead.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

/// One fault of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; `None` where the fault is that something is absent altogether.
    pub line: Option<usize>,
    /// The section and the key, e.g. `[mailbox] url`; empty where the fault is none of a key.
    pub place: String,
    /// What is wrong, e.g. `is missing`.
    pub problem: String,
    /// What to do, e.g. `write for example capacity = 25`.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{} — {}", self.problem, self.remedy)
    }
}

/// Every fault of a configuration, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    origin: PathBuf,
    faults: Vec<Fault>,
}

impl Faults {
    /// The faults, in the order of their lines; those without a line come last.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.faults
    }

    pub(super) fn unreadable(origin: &Path, error: &std::io::Error) -> Self {
        let problem = format!("the file cannot be read: {error}");
        Self::of_file(origin, None, problem, "check the path, and who may read the file")
    }

    pub(super) fn not_utf8(origin: &Path, error: &FromUtf8Error) -> Self {
        let valid = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let line = 1 + valid.filter(|octet| **octet == b'\n').count();
        let problem = "a character is not in UTF-8".to_owned();
        Self::of_file(origin, Some(line), problem, "save the file in the encoding UTF-8")
    }

    fn of_file(origin: &Path, line: Option<usize>, problem: String, remedy: &str) -> Self {
        let fault = Fault { line, place: String::new(), problem, remedy: remedy.to_owned() };
        Self { origin: origin.to_owned(), faults: vec![fault] }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mistakes = if self.faults.len() == 1 { "mistake" } else { "mistakes" };
        write!(f, "{}: {} {mistakes}", self.origin.display(), self.faults.len())?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for Faults {}

/// What the parser says of a text without quotes, which it nevertheless reads as a text.
const UNQUOTED: &str = "string values must be quoted";

/// The faults found so far in one text.
pub(super) struct Findings {
    /// Where each line begins, in octets.
    line_starts: Vec<usize>,
    /// The lines that are not TOML, of which nothing more is said.
    broken_lines: BTreeSet<usize>,
    /// Whether a key or a section may have been lost with a broken line.
    lossy: bool,
    faults: Vec<Fault>,
}

impl Findings {
    /// Begins with what the TOML parser found wrong with `text`.
    pub(super) fn new(text: &str, errors: &[toml::de::Error]) -> Self {
        let after_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        let mut findings =
            Self { line_starts, broken_lines: BTreeSet::new(), lossy: false, faults: Vec::new() };
        for error in errors {
            findings.not_toml(error);
        }
        findings
    }

    fn not_toml(&mut self, error: &toml::de::Error) {
        let line = self.line(error.span().unwrap_or_default().start);
        let (problem, remedy) = explain(error.message());
        self.lossy |= !error.message().starts_with(UNQUOTED);
        if self.broken_lines.insert(line) {
            self.faults.push(Fault { line: Some(line), place: String::new(), problem, remedy });
        }
    }

    /// Notes a fault at an offset in octets, if it has one, unless that line is not even TOML.
    pub(super) fn note(&mut self, offset: Option<usize>, place: String, problem: String, remedy: String) {
        let line = offset.map(|offset| self.line(offset));
        if line.is_none_or(|line| !self.broken_lines.contains(&line)) {
            self.faults.push(Fault { line, place, problem, remedy });
        }
    }

    /// Whether what seems to be absent may only have been lost with a line that is not TOML.
    pub(super) fn may_lack_values(&self) -> bool {
        self.lossy
    }

    /// The value, when nothing was found wrong.
    pub(super) fn conclude<T>(mut self, value: Option<T>, origin: &Path) -> Result<T, Faults> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => {
                self.faults.sort_by_key(|fault| (fault.line.is_none(), fault.line));
                Err(Faults { origin: origin.to_owned(), faults: self.faults })
            }
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }
}

/// The parser's words, in those of somebody who does not know TOML by heart.
fn explain(message: &str) -> (String, String) {
    let (problem, remedy) = if message.starts_with(UNQUOTED) {
        ("a text must stand in quotes", "write it between double quotes")
    } else if message.starts_with("duplicate key") {
        ("the same key or section stands here a second time", "keep one of the two")
    } else {
        return (format!("not valid TOML: {message}"), "see https://toml.io for how to write it".to_owned());
    };
    (problem.to_owned(), remedy.to_owned())
}
