//! `guichet inspect`: what is read of a message, and why.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use serde_json::{Map, Value, json};

use super::{Failure, this_program};
use crate::bulletin::Knowledge;
use crate::bulletin::reading::{
    self as bulletin, Basis, Participant, Reading, Replacement, Sureness, Verdict,
};
use crate::config::Config;
use crate::daemon::knowledge;
use crate::event::Field;
use crate::message::received_at;
use crate::reader::{Limits, Reader, Request};

/// Prints what is read of each of `paths`.
pub async fn inspect(config: Option<&Config>, json: bool, paths: &[PathBuf]) -> Result<(), Failure> {
    let nothing = || Knowledge { events: Vec::new(), own_addresses: Vec::new() };
    let knowledge = config.map_or_else(nothing, knowledge);
    let limits = Limits::default();
    let mut reader = Reader::new(this_program(), &knowledge, limits)?;
    let mut out = anstream::stdout().lock();
    for path in files(paths)? {
        let octets = beginning(&path, limits.octets)?;
        let reading = reader.read(&request(&path, &octets), &octets).await?;
        if json {
            writeln!(out, "{}", object(&path, &reading))?;
        } else {
            account(&mut out, &path, &reading)?;
        }
    }
    Ok(())
}

/// The files that `paths` name; of a folder, those in it, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let cannot = |source| Failure::File { path: path.clone(), source };
        if fs::metadata(path).map_err(cannot)?.is_dir() {
            let mut inside = Vec::new();
            for entry in fs::read_dir(path).map_err(cannot)? {
                let entry = entry.map_err(cannot)?.path();
                if entry.is_file() {
                    inside.push(entry);
                }
            }
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The file at `path`, but not much more of it than `most` octets: what is longer is not read whole.
fn beginning(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let read = || {
        let mut octets = Vec::new();
        let one_more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        fs::File::open(path)?.take(one_more).read_to_end(&mut octets)?;
        Ok(octets)
    };
    read().map_err(|source| Failure::File { path: path.to_owned(), source })
}

/// A message where the name or the content says so, else a bare document.
fn request(path: &Path, octets: &[u8]) -> Request {
    let moment = received_at(octets);
    let named =
        path.extension().and_then(OsStr::to_str).is_some_and(|ending| ending.eq_ignore_ascii_case("eml"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // In a Maildir messages have no ending, but they have been received.
    if named || moment.is_some() || name.contains(":2,") {
        Request::Message { received_at: moment, thread: None }
    } else {
        Request::File(name.into_owned())
    }
}

fn object(path: &Path, reading: &Reading) -> Value {
    let values = |person: &Participant, of: fn(&bulletin::Value) -> Value| {
        let values = person.values.iter().map(|value| (value.field.as_str().to_owned(), of(value)));
        Value::Object(values.collect::<Map<_, _>>())
    };
    let texts = |person: &Participant| values(person, |value| json!(value.text));
    let replacement = reading.replacement.as_ref().map(|Replacement { leaves, comes }| {
        json!({ "leaves": leaves.as_ref().map(texts), "comes": comes.as_ref().map(texts) })
    });
    let participants = reading.participants.iter();
    let sources = participants.clone().map(|person| {
        values(person, |value| {
            json!({
                "place": value.place.to_string(),
                "basis": value.basis,
                "sureness": value.basis.sureness(),
            })
        })
    });
    json!({
        "path": path,
        "message_id": reading.envelope.message_id,
        "verdict": reading.verdict,
        "event": reading.event,
        "candidates": reading.candidates,
        "participants": participants.map(texts).collect::<Vec<_>>(),
        "missing": reading.missing,
        "reason": reading.reason,
        "sureness": reading.sureness,
        "sources": sources.collect::<Vec<_>>(),
        "replacement": replacement,
        "passed_on_from": reading.passed_on_from,
    })
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The account for a person.
fn account(out: &mut impl Write, path: &Path, reading: &Reading) -> std::io::Result<()> {
    let colour = colour(reading.verdict);
    writeln!(out, "{BOLD}{}{BOLD:#}", path.display())?;
    let (verdict, sentence) = (reading.verdict, reading.reason.sentence());
    let (sureness, doubt) = (reading.sureness, emphasis(reading.sureness));
    writeln!(out, "  verdict      {colour}{verdict}{colour:#}, {doubt}{sureness}{doubt:#}: {sentence}")?;
    match (&reading.event, reading.verdict) {
        (Some(event), _) => writeln!(out, "  event        {event}")?,
        (None, Verdict::Automatic | Verdict::Other) => {}
        (None, _) if !reading.candidates.is_empty() => {
            writeln!(out, "  event        one of {}", reading.candidates.join(", "))?;
        }
        (None, _) => writeln!(out, "  event        none that is configured")?,
    }
    for (number, participant) in reading.participants.iter().enumerate() {
        writeln!(out, "  participant {}", number + 1)?;
        let width =
            participant.values.iter().map(|value| value.text.chars().count()).max().unwrap_or_default();
        for value in &participant.values {
            let (field, text) = (value.field.as_str(), &value.text);
            let (clause, doubt) = (value.basis.clause(), emphasis(value.basis.sureness()));
            let place =
                if value.basis == Basis::Sender { String::new() } else { format!(", {}", value.place) };
            writeln!(out, "    {field:<14} {text:<width$}  {doubt}{clause}{doubt:#}{DIM}{place}{DIM:#}")?;
        }
    }
    if !reading.missing.is_empty() && matches!(reading.verdict, Verdict::Incomplete) {
        let missing: Vec<&str> = reading.missing.iter().map(Field::as_str).collect();
        writeln!(out, "  missing      {}", missing.join(", "))?;
    }
    if let Some(Replacement { leaves, .. }) = &reading.replacement {
        let leaves = leaves.as_ref().map_or_else(|| String::from("the writer"), full_name);
        writeln!(out, "  in place of  {leaves}")?;
    }
    if let Some(from) = &reading.passed_on_from {
        writeln!(out, "  passed on    from {}", from.address)?;
    }
    if !reading.codes.is_empty() {
        writeln!(out, "  codes        {}", reading.codes.join(", "))?;
    }
    if reading.question {
        writeln!(out, "  question     the writer also asks something")?;
    }
    if let Some(silence) = reading.silence {
        writeln!(out, "  no answer    {}", silence.sentence())?;
    }
    for passed in &reading.passed_over {
        writeln!(out, "  {DIM}passed over  {}: {}{DIM:#}", passed.what, passed.why)?;
    }
    writeln!(out)
}

fn full_name(person: &Participant) -> String {
    let names = [Field::FirstName, Field::LastName];
    let names: Vec<&str> = names.iter().filter_map(|field| person.get(field)).collect();
    if names.is_empty() { String::from("somebody whom it does not name") } else { names.join(" ") }
}

/// The style of what is said with such sureness.
fn emphasis(sureness: Sureness) -> Style {
    match sureness {
        Sureness::Sure => DIM,
        Sureness::Likely => Style::new(),
        Sureness::Doubtful => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
    }
}

fn colour(verdict: Verdict) -> Style {
    let colour = match verdict {
        Verdict::Registration => AnsiColor::Green,
        Verdict::Incomplete | Verdict::Cancellation => AnsiColor::Yellow,
        Verdict::Review => AnsiColor::Red,
        Verdict::Automatic | Verdict::Other => AnsiColor::BrightBlack,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}
