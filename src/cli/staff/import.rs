//! `guichet import`.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::done::stand;
use super::{decoded, event_or_only, office};
use crate::cli::{Desk, Failure};
use crate::flows::office::{Imported, Row};
use crate::plural::plural;

/// What parts the cells, in the order in which they are tried.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// How many lines tell what parts the cells.
const FIRST_LINES: usize = 10;

/// How workbooks begin: of today, and of the years before 2007.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Registers the people of a table.
pub async fn import(file: &Path, event: Option<&str>, desk: &Desk) -> Result<(), Failure> {
    let octets = fs::read(file).map_err(|source| Failure::File { path: file.to_owned(), source })?;
    let no_table = |problem: String| Failure::Table { path: file.to_owned(), problem };
    if WORKBOOKS.iter().any(|beginning| octets.starts_with(beginning)) {
        return Err(no_table("it is a workbook; save it as CSV from there".to_owned()));
    }
    let rows = rows(&decoded(&octets)).map_err(|error| no_table(error.to_string()))?;
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

fn rows(text: &str) -> Result<Vec<Row>, csv::Error> {
    let count = |delimiter: &u8| {
        text.lines().take(FIRST_LINES).filter(|line| line.contains(char::from(*delimiter))).count()
    };
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
    fn a_title_above_the_headings_does_not_tell_what_parts_the_cells() {
        let rows = cells("Inscrits, mars\n\nNom;Prénom\nPetit;Zoé\n");
        assert_eq!(rows, [vec!["Inscrits, mars"], vec!["Nom", "Prénom"], vec!["Petit", "Zoé"]]);
    }

    #[test]
    fn a_table_is_read_in_the_encodings_in_which_spreadsheets_save_it() {
        let utf_16: Vec<u8> = "\u{feff}Prénom".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for octets in [&b"Pr\xe9nom"[..], "Prénom".as_bytes(), "\u{feff}Prénom".as_bytes(), &utf_16] {
            assert_eq!(decoded(octets), "Prénom");
        }
    }

    #[test]
    fn a_row_knows_its_line_and_may_be_short_or_hold_line_ends() {
        let rows = rows(&decoded(b"Nom;Ville\r\n\"Petit\r\nRoy\";Lens\r\nBlanc\r\n")).unwrap();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(rows[2].cells, ["Blanc"]);
    }

    #[test]
    fn the_guard_of_a_formula_is_taken_away() {
        assert_eq!(cells("Nom\n'=1+1\n'Hondt\n")[1..], [["=1+1"], ["'Hondt"]]);
    }
}
