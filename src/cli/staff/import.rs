//! `guichet import`.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::{event_or_only, office, stand};
use crate::cli::{Desk, Failure};
use crate::flows::office::{Imported, Row};
use crate::plural::plural;

/// What parts the cells, in the order in which they are tried.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// Registers the people of a table.
pub async fn import(file: &Path, event: Option<&str>, desk: &Desk) -> Result<(), Failure> {
    let octets = fs::read(file).map_err(|source| Failure::File { path: file.to_owned(), source })?;
    let rows = rows(&text(&octets))
        .map_err(|error| Failure::Table { path: file.to_owned(), problem: error.to_string() })?;
    let mut office = office(&desk.config()?, false).await?;
    let event = event_or_only(event, &office.events)?.to_owned();
    let imported = office.import(&event, &rows).await?;
    print(&imported)
}

fn print(imported: &Imported) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    for registration in &imported.done.registrations {
        let news = if registration.before.is_some() { "was registered already, " } else { "" };
        writeln!(out, "{}  {}: {news}{}", registration.code, registration.name, stand(registration.now))?;
    }
    for remark in &imported.done.remarks {
        writeln!(out, "{remark}")?;
    }
    if !imported.unknown.is_empty() {
        writeln!(
            out,
            "columns left out, for they hold nothing that is known: {}",
            imported.unknown.join(", ")
        )?;
    }
    let new = imported.done.registrations.iter().filter(|one| one.before.is_none()).count();
    Ok(writeln!(out, "{} imported; nobody is written to", plural(new, "registration"))?)
}

/// A table as spreadsheets save it: in UTF-8, else in Windows-1252.
fn text(octets: &[u8]) -> String {
    let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
    match std::str::from_utf8(octets) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(octets).0.into_owned(),
    }
}

fn rows(text: &str) -> Result<Vec<Row>, csv::Error> {
    let heading = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| heading.matches(char::from(*delimiter)).count();
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(count).unwrap_or(b';');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        Ok(Row { line, cells: record.iter().map(bare).collect() })
    };
    reader.records().map(row).collect()
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn bare(cell: &str) -> String {
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    guarded.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn semicolons_tabs_and_commas_part_cells() {
        let expected = [["Nom", "Prénom"], ["Petit, née Roy", "Zoé"]];
        for text in [
            "Nom;Prénom\r\nPetit, née Roy;Zoé\r\n",
            "Nom\tPrénom\nPetit, née Roy\tZoé",
            "Nom,Prénom\n\"Petit, née Roy\",Zoé\n",
        ] {
            assert_eq!(cells(text), expected, "{text}");
        }
    }

    #[test]
    fn a_table_of_windows_1252_or_with_a_mark_of_utf_8_is_read() {
        assert_eq!(text(b"Pr\xe9nom"), "Prénom");
        assert_eq!(text("\u{feff}Prénom".as_bytes()), "Prénom");
    }

    #[test]
    fn a_row_knows_its_line_and_may_be_short_or_hold_line_ends() {
        let rows = rows("Nom;Ville\n\"Petit\nRoy\";Lens\nBlanc\n").unwrap();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(rows[2].cells, ["Blanc"]);
    }

    #[test]
    fn the_guard_of_a_formula_is_taken_away() {
        assert_eq!(cells("Nom\n'=1+1\n'Hondt\n")[1..], [["=1+1"], ["'Hondt"]]);
    }
}
