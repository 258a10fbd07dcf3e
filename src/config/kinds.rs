//! The kinds of single values: what a TOML value must look like to mean something.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ZonedDateTime};
use toml::de::DeValue;

use crate::message;

/// A value as what it means, or why it means nothing.
pub(super) type Reading<T> = Result<T, Mistake>;

/// What is wrong with a value.
#[derive(Debug)]
pub(super) struct Mistake {
    /// A sentence that goes on from the name of the key, e.g. `is a list, not a text`.
    pub problem: String,
    /// What to do, where an example of the right value does not say it.
    pub remedy: Option<String>,
}

impl Mistake {
    pub(super) fn with_remedy(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { problem: problem.into(), remedy: Some(remedy.into()) }
    }
}

impl From<String> for Mistake {
    fn from(problem: String) -> Self {
        Self { problem, remedy: None }
    }
}

impl From<&str> for Mistake {
    fn from(problem: &str) -> Self {
        problem.to_owned().into()
    }
}

/// What a value is, in the words of faults.
pub(super) fn describe(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}

/// A text as faults repeat it: in quotes, on one line, not too long.
pub(super) fn quoted(text: &str) -> String {
    let shortened: String = text.chars().take(60).collect();
    let ellipsis = if shortened.len() < text.len() { "…" } else { "" };
    format!("{:?}", shortened + ellipsis)
}

/// A text of one line that is not blank.
pub(super) fn text(value: &DeValue) -> Reading<String> {
    let text = value.as_str().ok_or_else(|| format!("is {}, not a text", describe(value)))?.trim();
    if text.is_empty() {
        return Err("is empty".into());
    }
    if text.contains(char::is_control) {
        return Err(format!("{} holds a line break or another control character", quoted(text)).into());
    }
    Ok(text.to_owned())
}

/// `true` or `false`.
pub(super) fn boolean(value: &DeValue) -> Reading<bool> {
    value.as_bool().ok_or_else(|| format!("is {}, not true or false", describe(value)).into())
}

/// A whole number within `range`.
pub(super) fn number_in(range: RangeInclusive<u32>) -> impl Fn(&DeValue) -> Reading<u32> {
    move |value| {
        let DeValue::Integer(number) = value else {
            return Err(format!("is {}, not a whole number", describe(value)).into());
        };
        let read = u32::from_str_radix(number.as_str(), number.radix()).ok();
        read.filter(|read| range.contains(read))
            .ok_or_else(|| format!("{number} is not between {} and {}", range.start(), range.end()).into())
    }
}

/// One of a few words, each with its meaning.
pub(super) fn one_of<T: Clone>(words: &[(&str, T)]) -> impl Fn(&DeValue) -> Reading<T> {
    move |value| {
        let written = text(value)?;
        let known = words.iter().find(|(word, _)| *word == written);
        known.map(|(_, meaning)| meaning.clone()).ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| quoted(word)).collect();
            format!("{} is none of {}", quoted(&written), words.join(", ")).into()
        })
    }
}

/// A file or folder; a relative path is resolved against `folder`.
pub(super) fn path_in(folder: &Path) -> impl Fn(&DeValue) -> Reading<PathBuf> {
    move |value| resolve(folder, &text(value)?)
}

/// `path` as an absolute one, against `folder`.
pub(super) fn resolve(folder: &Path, path: &str) -> Reading<PathBuf> {
    if path.is_empty() {
        return Err("names no path".into());
    }
    if path.starts_with('~') {
        return Err(format!("{} begins with ~, which is not expanded here", quoted(path)).into());
    }
    Ok(folder.join(path))
}

/// A duration of whole seconds, minutes, hours or days of 24 hours, zero included.
pub(super) fn duration(value: &DeValue) -> Reading<SignedDuration> {
    const UNITS: [(char, i64); 4] = [('s', 1), ('m', 60), ('h', 3_600), ('d', 86_400)];
    const TEN_YEARS: i64 = 3_650 * 86_400;
    let text = text(value)?;
    let seconds = UNITS.iter().find_map(|(unit, seconds)| {
        let count: u32 = text.strip_suffix(*unit)?.parse().ok()?;
        Some(i64::from(count) * seconds)
    });
    match seconds {
        None => {
            Err(format!(r#"{} is not a duration such as "90s", "15m", "72h" or "7d""#, quoted(&text)).into())
        }
        Some(seconds) if seconds > TEN_YEARS => {
            Err(format!("{} is longer than ten years", quoted(&text)).into())
        }
        Some(seconds) => Ok(SignedDuration::from_secs(seconds)),
    }
}

/// A [`duration`] of at least a second.
pub(super) fn positive_duration(value: &DeValue) -> Reading<SignedDuration> {
    match duration(value)? {
        SignedDuration::ZERO => Err("is no time at all".into()),
        positive => Ok(positive),
    }
}

/// The name of a zone in the IANA database, e.g. `Europe/Paris`.
pub(super) fn timezone(value: &DeValue) -> Reading<TimeZone> {
    let name = text(value)?;
    TimeZone::get(&name).map_err(|_| format!("{} is not the name of a time zone", quoted(&name)).into())
}

/// A time of day, e.g. `08:00`.
pub(super) fn time_of_day(value: &DeValue) -> Reading<Time> {
    let text = date_or_time(value)?;
    let read = ["%H:%M", "%H:%M:%S"].iter().find_map(|format| Time::strptime(format, &text).ok());
    read.ok_or_else(|| format!("{} is not a time of day", quoted(&text)).into())
}

/// A local date and time, e.g. `2016-03-24T09:00`. A time that a change of clocks skips is taken as
/// so much later, one that it repeats as its first occurrence (RFC 5545, section 3.3.5).
pub(super) fn local_time_in(timezone: &TimeZone) -> impl Fn(&DeValue) -> Reading<ZonedDateTime> {
    move |value| {
        let text = date_or_time(value)?;
        parse_local_time(&text)
            .and_then(|local| local.to_zoned_datetime(timezone.clone()).ok())
            .ok_or_else(|| format!("{} is not a local date and time", quoted(&text)).into())
    }
}

/// A local date, which means its first moment, or a [local date and time](local_time_in).
pub(super) fn date_or_local_time_in(timezone: &TimeZone) -> impl Fn(&DeValue) -> Reading<ZonedDateTime> {
    move |value| {
        let text = date_or_time(value)?;
        parse_date(&text)
            .or_else(|| parse_local_time(&text))
            .and_then(|local| local.to_zoned_datetime(timezone.clone()).ok())
            .ok_or_else(|| format!("{} is neither a date nor a local date and time", quoted(&text)).into())
    }
}

fn parse_local_time(text: &str) -> Option<DateTime> {
    const FORMATS: [&str; 4] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    FORMATS.iter().find_map(|format| DateTime::strptime(format, text).ok()).filter(has_whole_year)
}

fn parse_date(text: &str) -> Option<DateTime> {
    Date::strptime("%Y-%m-%d", text).ok().map(DateTime::from).filter(has_whole_year)
}

/// Whether the year is no abbreviation: `24-03-16` is not a day of the year 24.
fn has_whole_year(local: &DateTime) -> bool {
    local.year() >= 1000
}

/// The text of a date or time, whether it stands in quotes or is one of TOML's own.
fn date_or_time(value: &DeValue) -> Reading<String> {
    match value {
        DeValue::Datetime(datetime) => Ok(datetime.to_string()),
        _ => text(value),
    }
}

/// A mail address with or without a name before it (RFC 5322, section 3.4).
pub(super) fn mailbox(value: &DeValue) -> Reading<message::Mailbox> {
    let text = text(value)?;
    let read: Result<lettre::message::Mailbox, _> = text.parse();
    let lettre::message::Mailbox { name, email } = read.map_err(|_| not_a_mailbox(&text))?;
    let address = format!("{}@{}", email.user(), email.domain().to_lowercase());
    Ok(message::Mailbox { name, address })
}

fn not_a_mailbox(text: &str) -> Mistake {
    if text.contains('<') {
        let problem = format!("{} is not a name with a mail address in <>", quoted(text));
        let remedy =
            r#"write a name with punctuation in quotes of its own: '"Name, Town" <contact@example.org>'"#;
        return Mistake::with_remedy(problem, remedy);
    }
    format!("{} is not a mail address", quoted(text)).into()
}

/// A mail address alone, `local@domain` in ASCII, the domain in lower case.
pub(super) fn address(value: &DeValue) -> Reading<String> {
    match mailbox(value) {
        Ok(message::Mailbox { name: None, address }) if !address.is_ascii() => {
            Err(format!("{} has letters other than ASCII, and no mail can go there", quoted(&address)).into())
        }
        Ok(message::Mailbox { name: None, address }) => Ok(address),
        _ => Err(format!("{} is not a mail address", quoted(&text(value)?)).into()),
    }
}
