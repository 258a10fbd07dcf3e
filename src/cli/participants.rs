//! `guichet participants`.

use std::fs;
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

use comfy_table::{ContentArrangement, Table, presets};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::Failure;
use crate::clock::{Clock, local};
use crate::config::Config;
use crate::desk::roster::Listed;
use crate::event::{Event, Field};
use crate::sheets;
use crate::store::Store;

/// How the list is printed.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// One array of objects.
    Json,
    /// A file that a French Excel opens: UTF-8, semicolons.
    Csv,
    /// A workbook of one event: who has a seat, who waits, who left.
    Xlsx,
    /// The sign-in sheet of one event, for Word.
    Docx,
}

impl Format {
    /// Whether it is of one event, in octets that no terminal can show.
    fn is_of_one_event(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }
}

/// What the table tells of a participant beside status, code and name.
const COLUMNS: [(Field, &str); 3] =
    [(Field::Organisation, "Organisation"), (Field::Phone, "Telephone"), (Field::Email, "Mail")];

/// Prints the list, or writes it into `output`.
pub async fn participants(
    config: &Config,
    event: Option<&str>,
    format: Format,
    output: Option<&Path>,
) -> Result<(), Failure> {
    let events = chosen(config, event)?;
    if format.is_of_one_event() {
        only(&events)?;
        if output.is_none() && stdout().is_terminal() {
            return Err(Failure::NotForTerminals);
        }
    }
    let store = Store::open_read_only(&config.store.path).await?;
    let listed = store.participants(event).await?;
    store.close().await;
    let octets = match format {
        Format::Table => format!("{}\n", table(&listed, &COLUMNS, Some(&config.staff.timezone))).into_bytes(),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&objects(&listed))?).into_bytes(),
        Format::Csv => sheets::csv(&events, &listed, &config.staff.timezone)?,
        Format::Xlsx => sheets::workbook(only(&events)?, &listed, Clock::System.now())?,
        Format::Docx => sheets::sign_in_sheet(only(&events)?, &listed, Clock::System.now())?,
    };
    write(&octets, output)
}

/// Writes `octets` into a file, or prints them.
pub fn write(octets: &[u8], output: Option<&Path>) -> Result<(), Failure> {
    match output {
        Some(path) => {
            fs::write(path, octets).map_err(|source| Failure::File { path: path.to_owned(), source })
        }
        None => Ok(stdout().write_all(octets)?),
    }
}

/// The configured events that are meant: all of them, or the one that is named.
pub fn chosen<'c>(config: &'c Config, id: Option<&str>) -> Result<Vec<&'c Event>, Failure> {
    let events: Vec<&Event> = config.events.iter().map(|event| &event.event).collect();
    let Some(id) = id else { return Ok(events) };
    match events.iter().find(|event| event.id == id) {
        Some(event) => Ok(vec![event]),
        None => Err(Failure::NoSuchEvent(id.to_owned(), ids(&events))),
    }
}

/// The one event, for a format that takes no more.
pub fn only<'c>(events: &[&'c Event]) -> Result<&'c Event, Failure> {
    match events {
        [only] => Ok(only),
        several => Err(Failure::WhichEvent(ids(several))),
    }
}

fn ids(events: &[&Event]) -> String {
    events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// The list as a table for people, with these fields of each, and until when places are held in this time zone.
pub fn table(listed: &[Listed], fields: &[(Field, &str)], timezone: Option<&TimeZone>) -> Table {
    let mut heading = vec!["Status", "Code", "Name"];
    heading.extend(fields.iter().map(|(_, heading)| heading));
    let mut table = plain_table(&heading);
    for participant in listed {
        let value = |field: &Field| participant.fields.get(field).map(String::as_str).unwrap_or_default();
        let status = standing(participant, timezone);
        let name = format!("{} {}", value(&Field::LastName), value(&Field::FirstName));
        let mut row = vec![status.as_str(), &participant.code, name.trim()];
        row.extend(fields.iter().map(|(field, _)| value(field)));
        table.add_row(row);
    }
    table
}

/// A table of bare columns.
pub fn plain_table(heading: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(heading);
    table
}

/// A table of bare columns with a line below each row, for what is too long for a column.
pub fn table_with_notes(table: &Table, notes: &[String]) -> String {
    let below = std::iter::once("").chain(notes.iter().map(String::as_str));
    let lines = table.lines().zip(below).map(|(line, note)| match note {
        "" => line.trim_end().to_owned(),
        note => format!("{}\n     {note}", line.trim_end()),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The status in words, e.g. `waitlisted 3, unreachable`.
fn standing(participant: &Listed, timezone: Option<&TimeZone>) -> String {
    let rank = participant.rank.map(|rank| format!(" {rank}")).unwrap_or_default();
    let what = if participant.is_offered() { ", offered a seat" } else { "" };
    let until = participant.held_until.zip(timezone);
    let until = until.map(|(until, zone)| format!(" until {}", local(until, zone))).unwrap_or_default();
    let unreachable = if participant.is_unreachable { ", unreachable" } else { "" };
    format!("{}{rank}{what}{until}{unreachable}", participant.status.as_str())
}

fn objects(listed: &[Listed]) -> Value {
    let object = |participant: &Listed| {
        let mut object = Map::new();
        object.insert("event".into(), json!(participant.event));
        object.insert("status".into(), json!(participant.status));
        object.insert("rank".into(), json!(participant.rank));
        object.insert("offered".into(), json!(participant.is_offered()));
        object.insert("held_until".into(), json!(participant.held_until.map(|until| until.to_string())));
        object.insert("unreachable".into(), json!(participant.is_unreachable));
        object.insert("code".into(), json!(participant.code));
        for field in &Field::USUAL {
            object.insert(field.as_str().into(), json!(participant.fields.get(field)));
        }
        for (field, value) in &participant.fields {
            object.insert(field.as_str().into(), json!(value));
        }
        Value::Object(object)
    };
    listed.iter().map(object).collect()
}
