//! Registrations that were taken before the desk opened.

use super::{Behind, Done, Office, OfficeError};
use crate::bulletin::by_hand::Columns;
use crate::bulletin::reading::{Participant, Place};
use crate::desk::{Writer, orders};
use crate::event::ExtraField;

/// A row of a table, with the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is in its cells.
    pub cells: Vec<String>,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// What changed.
    pub done: Done,
    /// The headings of columns that hold nothing that is known.
    pub unknown: Vec<String>,
}

impl Office {
    /// Registers the people of a table, in its order: seats first, then the line. Nobody is written to,
    /// and those who are registered already are left as they are. Above the headings, `rows` may hold
    /// titles.
    ///
    /// # Errors
    /// When the event is not configured, a row names nobody, or the book fails; then nobody is.
    pub async fn import(&mut self, event: &str, rows: &[Row]) -> Result<Imported, OfficeError> {
        let event = self.event(event)?;
        let (heading, rows) = below_the_headings(rows, &event.extra)?;
        let columns = Columns::under(&heading.cells, &event.extra);
        let people = people(&columns, rows)?;
        self.writes_letters = false;
        let (mut book, command) = self.begin("import").await?;
        let mut done = Done::default();
        for participant in people {
            let reading = super::said(&event, vec![participant]);
            let roll = book.roll(&event, Some((&reading, &Writer::default()))).await?;
            let decision = orders::import(&event, &roll, &reading, self.now)?;
            done.remarks.extend(super::registrations::namesakes(&decision, &roll));
            let one = self.carry_out(&mut book, Some(&event), decision, Behind::command(command)).await?;
            done.registrations.extend(one.registrations);
        }
        book.close().await?;
        let name = |column| heading.cells.get(column).cloned();
        Ok(Imported { done, unknown: columns.unknown().filter_map(name).collect() })
    }
}

/// The headings, which are the row of the first ones that names most columns, and the rows below.
fn below_the_headings<'r>(
    rows: &'r [Row],
    extra: &[ExtraField],
) -> Result<(&'r Row, &'r [Row]), OfficeError> {
    const LOWEST: usize = 10;
    let known = |(at, row): (usize, &Row)| {
        let columns = Columns::under(&row.cells, extra);
        columns.name_people().then(|| (row.cells.len() - columns.unknown().count(), at))
    };
    let best = rows.iter().enumerate().take(LOWEST).rev().filter_map(known).max_by_key(|(known, _)| *known);
    best.and_then(|(_, at)| rows.get(at..)?.split_first()).ok_or_else(|| {
        let problem = match rows {
            [] => "the file is empty",
            _ => "one of its first lines must hold headings, such as Nom, Prénom or Nom et prénom",
        };
        OfficeError::Table(vec![problem.to_owned()])
    })
}

/// The people of a table, each with a name.
fn people(columns: &Columns, rows: &[Row]) -> Result<Vec<Participant>, OfficeError> {
    let (mut people, mut problems) = (Vec::new(), Vec::new());
    for Row { line, cells } in rows {
        let place = Place { paper: String::from("import"), spot: format!("line {line}") };
        let participant = match columns.participant(cells, &place) {
            Ok(participant) => participant,
            Err(mistyped) => {
                problems.push(format!("line {line}: {mistyped}"));
                continue;
            }
        };
        if participant.is_named() {
            people.push(participant);
        } else if cells.iter().any(|cell| !cell.trim().is_empty()) {
            problems.push(format!("line {line}: there is no name of a person in it"));
        }
    }
    if people.is_empty() && problems.is_empty() {
        problems.push("there is nobody below the headings".to_owned());
    }
    if problems.is_empty() { Ok(people) } else { Err(OfficeError::Table(shortened(problems))) }
}

/// The first of many problems, and how many there are beside.
fn shortened(mut problems: Vec<String>) -> Vec<String> {
    const MOST: usize = 10;
    let rest = problems.len().saturating_sub(MOST);
    problems.truncate(MOST);
    if rest > 0 {
        problems.push(format!("and {rest} more"));
    }
    problems
}
