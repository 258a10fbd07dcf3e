//! `guichet participants`.

use std::fs;
use std::io::Write;
use std::path::Path;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value, json};

use super::Failure;
use crate::config::Config;
use crate::desk::roster::Listed;
use crate::event::Field;
use crate::store::Store;

/// How the list is printed.
#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// One array of objects.
    Json,
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
    let ids: Vec<&str> = config.events.iter().map(|event| event.event.id.as_str()).collect();
    if let Some(event) = event.filter(|event| !ids.contains(event)) {
        return Err(Failure::NoSuchEvent(event.to_owned(), ids.join(", ")));
    }
    let store = Store::open_read_only(&config.store.path).await?;
    let listed = store.participants(event).await?;
    store.close().await;
    let text = match format {
        Format::Table => format!("{}\n", table(&listed, &COLUMNS)),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&objects(&listed))?),
    };
    match output {
        Some(path) => fs::write(path, text).map_err(|source| Failure::File { path: path.to_owned(), source }),
        None => Ok(std::io::stdout().write_all(text.as_bytes())?),
    }
}

/// The list as a table for people, with these fields of each.
pub fn table(listed: &[Listed], fields: &[(Field, &str)]) -> Table {
    let mut heading = vec!["Status", "Code", "Name"];
    heading.extend(fields.iter().map(|(_, heading)| heading));
    let mut table = plain_table(&heading);
    for participant in listed {
        let value = |field: &Field| participant.fields.get(field).map(String::as_str).unwrap_or_default();
        let status = standing(participant);
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

/// The status in words, e.g. `waitlisted 3, unreachable`.
fn standing(participant: &Listed) -> String {
    let rank = participant.rank.map(|rank| format!(" {rank}")).unwrap_or_default();
    let unreachable = if participant.is_unreachable { ", unreachable" } else { "" };
    format!("{}{rank}{unreachable}", participant.status.as_str())
}

fn objects(listed: &[Listed]) -> Value {
    let object = |participant: &Listed| {
        let mut object = Map::new();
        object.insert("event".into(), json!(participant.event));
        object.insert("status".into(), json!(participant.status));
        object.insert("rank".into(), json!(participant.rank));
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
