//! Labels and values in tables: two or four columns, a heading row with a row for each person, a
//! heading column with a column for each person, a row of labels above each row of values, label and
//! value in one cell.

mod rows;
mod shape;

use super::lines::Lines;
use super::{Entries, Entry, own_lines};
use crate::bulletin::labels::{AffiliationOrder, Label, Labels};
use crate::bulletin::reading::Basis;
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};
use crate::bulletin::{names, values};
use crate::document::{Block, Cell, Table};
use crate::event::Field;
use rows::{
    Read, Titles, are_titles_of, by_column, heading, is_another_heading, is_example, is_heading, is_sideways,
    organisation_of_those_below, value_columns,
};
use shape::in_shape;
pub use shape::spelt;

/// Adds what `table`, which stands at `spot`, says to `entries`.
pub fn read(table: &Table, labels: &Labels, spot: &str, entries: &mut Entries) {
    let reader = TableReader { labels, spot };
    let table = &in_shape(table, labels);
    let rows: Vec<Vec<Read>> =
        table.rows.iter().map(|row| row.iter().map(|cell| reader.cell(cell)).collect()).collect();
    if let Some([left, right]) = halves(table, &rows) {
        read(&left, labels, &format!("{spot}, left half"), entries);
        entries.cut();
        read(&right, labels, &format!("{spot}, right half"), entries);
        entries.cut();
    } else if rows.iter().all(|row| row.len() < 2) {
        reader.as_lines(table, entries);
    } else if let [titles, values] = rows.as_slice()
        && are_titles_of(titles, values)
    {
        reader.titled(titles, values, entries);
    } else if let Some(heading) = heading(&rows) {
        reader.grid(table, &rows, heading, entries);
    } else if is_sideways(&rows) {
        reader.sideways(&rows, entries);
    } else {
        reader.pairs(table, &rows, entries);
    }
}

/// The halves of a table that asks two people, side by side, for the same.
fn halves(table: &Table, rows: &[Vec<Read>]) -> Option<[Table; 2]> {
    /// So many rows that ask for the same twice are no chance.
    const FEWEST: usize = 2;
    let width = rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum::<usize>()).max()?;
    let asks_twice = |row: &&Vec<Read>| {
        let label = |column: usize| {
            let (_, cell) = by_column(row).find(|(at, _)| *at == column)?;
            cell.label.as_ref().filter(|label| label.is_asked())
        };
        label(0).is_some() && label(0) == label(width / 2)
    };
    let twice: Vec<&Vec<Read>> = rows.iter().filter(asks_twice).collect();
    let is_name =
        |row: &&Vec<Read>| row.first().and_then(|cell| cell.label.as_ref()).is_some_and(Label::is_name);
    if width % 2 != 0 || width < 4 || twice.len() < FEWEST || !twice.iter().any(is_name) {
        return None;
    }
    let half = |is_left: bool| {
        let cells = |(row, read): (&Vec<Cell>, &Vec<Read>)| {
            let columns = by_column(read).map(|(column, _)| column);
            let is_mine = |(_, column): &(&Cell, usize)| (*column < width / 2) == is_left;
            row.iter().zip(columns).filter(is_mine).map(|(cell, _)| cell.clone()).collect()
        };
        Table { rows: table.rows.iter().zip(rows).map(cells).collect() }
    };
    Some([half(true), half(false)])
}

fn entry(label: Label, written: Option<String>, spot: String) -> Entry {
    Entry { label, written, spot, basis: Basis::Labelled }
}

/// Adds the label that waits for a value with the one in `cell`; names below each other are several people's.
fn answer(label: Entry, cell: &Cell, read: &Read, entries: &mut Entries) {
    let names: Vec<&str> = own_lines(cell).filter(|line| !line.trim().is_empty()).collect();
    if label.label.is_name() && names.len() > 1 && names.iter().all(|name| names::is_a_name(name)) {
        let several = names.iter().map(|name| Entry { written: values::written(name), ..label.clone() });
        entries.extend(several.collect::<Vec<_>>());
    } else {
        entries.push(Entry { written: read.written.clone(), ..label });
    }
}

/// Whether a row only announces those below it: "Accompagné(e) de :".
fn announces(row: Option<&Vec<Cell>>) -> bool {
    let texts = row.into_iter().flatten().map(|cell| own_lines(cell).collect::<String>());
    let written: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    matches!(written.as_slice(), [text] if text.trim_end().ends_with(':'))
}

/// What a cell below the heading `label` says: organisation and role may stand there on two lines.
fn below(label: &Label, cell: &Read) -> (Label, Option<String>) {
    let is_role = |text: &str| begins_a_role(text) && !begins_an_organisation(text);
    let order = match (label, &cell.halves) {
        (Label::Affiliation(order), Some(_)) => *order,
        (Label::Field(Field::Organisation), Some([_, second])) if is_role(second) => {
            AffiliationOrder::OrganisationFirst
        }
        _ => return (label.clone(), cell.written.clone()),
    };
    (Label::Affiliation(order), cell.halves.as_ref().map(|halves| halves.join("\t")))
}

struct TableReader<'r> {
    labels: &'r Labels,
    spot: &'r str,
}

impl TableReader<'_> {
    fn cell(&self, cell: &Cell) -> Read {
        let lines: Vec<&str> = own_lines(cell).collect();
        let text = lines.join(" ");
        // A known label with its value below is more than the label.
        let known = |line: &&str| self.labels.recognise(line).is_some_and(|label| label.is_asked());
        let holds_a_value = lines.len() > 1 && lines.first().is_some_and(known);
        let nests = cell.blocks.iter().any(|block| matches!(block, Block::Table(_)));
        let label = self.labels.recognise(&text).filter(|label| !(holds_a_value && *label == Label::Foreign));
        let labelled = |line: &&&str| {
            let label = line.split_once(':').and_then(|(label, _)| self.labels.recognise(label));
            label.is_some_and(|label| label.is_asked())
        };
        let is_a_form = lines.len() > 1 && lines.iter().filter(labelled).count() > 1;
        let halves: Vec<String> = lines.iter().filter_map(|line| values::written(line)).collect();
        let halves = halves.try_into().ok();
        Read {
            label,
            written: values::written(&text),
            halves,
            columns: cell.columns.max(1),
            nests,
            is_a_form,
        }
    }

    fn row_spot(&self, row: usize) -> String {
        format!("{}, row {}", self.spot, row + 1)
    }

    /// A table of one column is a frame around lines.
    fn as_lines(&self, table: &Table, entries: &mut Entries) {
        let mut lines = Lines::new(self.labels);
        for (at, row) in table.rows.iter().enumerate() {
            for cell in row {
                own_lines(cell).for_each(|line| lines.read(line, &self.row_spot(at)));
            }
        }
        lines.finish(entries);
        self.nested(table.rows.iter().flatten(), entries);
    }

    /// A row of labels, then one of values: of somebody of whom more may stand in the tables around.
    fn titled(&self, titles: &[Read], values: &[Read], entries: &mut Entries) {
        for (label, cell) in Titles::of(titles).above(values) {
            let (label, written) = below(label, cell);
            entries.push(entry(label, written, self.row_spot(1)));
        }
    }

    /// A heading row, then a row for each person.
    fn grid(&self, table: &Table, rows: &[Vec<Read>], heading: usize, entries: &mut Entries) {
        if let (Some(before), Some(read)) = (table.rows.get(..heading), rows.get(..heading)) {
            self.pairs(&Table { rows: before.to_vec() }, read, entries);
        }
        let Some(mut titles) = rows.get(heading).map(|row| Titles::of(row)) else { return };
        let mut organisation: Option<(&Read, String)> = None;
        let mut is_next_person = true;
        for (at, row) in rows.iter().enumerate().skip(heading + 1) {
            if is_another_heading(row, &titles) {
                titles = Titles::of(row);
                is_next_person = false;
                continue;
            }
            if is_heading(row) {
                if at == heading + 1 {
                    titles = titles.refined_by(row);
                }
                continue;
            }
            if let Some(heading) = organisation_of_those_below(row) {
                organisation = Some((heading, self.row_spot(at)));
                continue;
            }
            if is_next_person {
                entries.cut();
            }
            is_next_person = true;
            if is_example(row) || announces(table.rows.get(at)) {
                continue;
            }
            for (label, cell) in titles.above(row) {
                let (label, written) = below(label, cell);
                entries.push(entry(label, written, self.row_spot(at)));
            }
            if let Some((heading, spot)) = &organisation {
                let label = Label::Field(Field::Organisation);
                entries.push(entry(label, heading.written.clone(), spot.clone()));
            }
        }
        entries.cut();
    }

    /// Labels in the first column, then a column for each person.
    fn sideways(&self, rows: &[Vec<Read>], entries: &mut Entries) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        for column in 1..columns {
            entries.cut();
            for row in rows {
                let Some(label) = row.first().and_then(|cell| cell.label.clone()) else { continue };
                let written = row.get(column).and_then(|cell| cell.written.clone());
                entries.push(entry(label, written, format!("{}, column {}", self.spot, column + 1)));
            }
        }
        entries.cut();
    }

    /// A label, and its value in the next cell; or both in one cell.
    fn pairs(&self, table: &Table, rows: &[Vec<Read>], entries: &mut Entries) {
        let values = value_columns(rows);
        for (at, (cells, row)) in table.rows.iter().zip(rows).enumerate() {
            let mut waiting: Option<Entry> = None;
            for (cell, (column, read)) in cells.iter().zip(by_column(row)) {
                let is_value = values.contains(&column);
                let label = read.label.clone().filter(|_| !read.nests && (!is_value || waiting.is_none()));
                // What stands above an inner table is its title.
                if read.nests {
                    entries.extend(waiting.take());
                }
                if let Some(label) = label {
                    entries.extend(waiting.take());
                    waiting = Some(entry(label, None, self.row_spot(at)));
                } else if let Some(waiting) = waiting.take() {
                    answer(waiting, cell, read, entries);
                } else {
                    let mut lines = Lines::new(self.labels);
                    own_lines(cell).for_each(|line| lines.read(line, &self.row_spot(at)));
                    lines.finish(entries);
                }
            }
            entries.extend(waiting);
            self.nested(cells, entries);
        }
    }

    fn nested<'c>(&self, cells: impl IntoIterator<Item = &'c Cell>, entries: &mut Entries) {
        for block in cells.into_iter().flat_map(|cell| &cell.blocks) {
            if let Block::Table(table) = block {
                read(table, self.labels, &format!("{}, inner table", self.spot), entries);
            }
        }
    }
}
