//! Tables without what is only there for their looks: frames, colons, a cell for each letter, labels in
//! small print below the values.

use crate::bulletin::form::own_lines;
use crate::bulletin::labels::Labels;
use crate::document::{Block, CHECKED, Cell, Table, UNCHECKED};

/// The table without what is only there for its looks.
pub fn in_shape(table: &Table, labels: &Labels) -> Table {
    labels_first(letters_joined(without_colons(&unframed(table))), labels)
}

/// The table without the tables of one cell inside of its cells, which are only frames.
fn unframed(table: &Table) -> Table {
    let unframe = |block: &Block| match block {
        Block::Table(inner) => match unframed(inner).rows.as_mut_slice() {
            [row] if row.len() == 1 => {
                row.iter_mut().flat_map(|cell| std::mem::take(&mut cell.blocks)).collect()
            }
            _ => vec![block.clone()],
        },
        Block::Line(_) => vec![block.clone()],
    };
    let cell =
        |cell: &Cell| Cell { blocks: cell.blocks.iter().flat_map(unframe).collect(), columns: cell.columns };
    Table { rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect() }
}

/// The table without the cells that hold nothing but the colon between label and value.
fn without_colons(table: &Table) -> Table {
    let is_colon = |cell: &Cell| {
        let text = own_lines(cell).collect::<String>();
        !text.trim().is_empty() && text.trim().chars().all(|c| ":=→".contains(c))
    };
    let rows = table.rows.iter().map(|row| row.iter().filter(|cell| !is_colon(cell)).cloned().collect());
    Table { rows: rows.collect() }
}

/// The table with each row that has a letter a cell, as official forms do, in one cell.
fn letters_joined(table: Table) -> Table {
    /// So many cells with a letter each are no chance.
    const SEVERAL: usize = 3;
    let text = |cell: &Cell| own_lines(cell).collect::<String>().trim().to_owned();
    let joined = |mut row: Vec<Cell>| {
        let label = row.first().filter(|cell| text(cell).chars().count() > 1).cloned();
        if label.is_some() {
            row.remove(0);
        }
        let letters: Vec<String> = row.iter().map(text).collect();
        let is_of_letters = letters.iter().all(|letter| letter.chars().count() < 2)
            && letters.iter().filter(|letter| !letter.is_empty()).count() >= SEVERAL
            && !letters.iter().any(|letter| letter.contains([CHECKED, UNCHECKED]));
        if !is_of_letters {
            return label.into_iter().chain(row).collect();
        }
        let word = |letter: &String| if letter.is_empty() { String::from(" ") } else { letter.clone() };
        let word: String = letters.iter().map(word).collect();
        let word = Cell { blocks: vec![Block::Line(word.trim().to_owned())], columns: row.len() };
        label.into_iter().chain([word]).collect()
    };
    Table { rows: table.rows.into_iter().map(joined).collect() }
}

/// The table with its labels above their values, where they stand below: in the row, or in the cell.
fn labels_first(mut table: Table, labels: &Labels) -> Table {
    let asks = |text: &str| labels.recognise(text).is_some_and(|label| label.is_asked());
    let text = |cell: &Cell| own_lines(cell).collect::<Vec<_>>().join(" ");
    let written = |row: &Vec<Cell>| row.iter().map(text).filter(|text| !text.trim().is_empty()).collect();
    let names_those_above = |rows: &[Vec<Cell>]| match rows {
        [above, below] => {
            let (values, captions): (Vec<_>, Vec<_>) = (written(above), written(below));
            above.len() == below.len()
                && captions.len() > 1
                && captions.iter().all(|caption| asks(caption))
                && !values.iter().any(|value| asks(value))
        }
        _ => false,
    };
    if table.rows.len() > 1 && table.rows.chunks(2).all(names_those_above) {
        table.rows.chunks_exact_mut(2).for_each(|rows| rows.swap(0, 1));
    }
    let is_caption = |cell: &Cell| match cell.blocks.as_slice() {
        [Block::Line(value), Block::Line(caption)] => !asks(value) && asks(caption),
        _ => false,
    };
    if table.rows.iter().flatten().all(is_caption) {
        table.rows.iter_mut().flatten().for_each(|cell| cell.blocks.swap(0, 1));
    }
    table
}

/// The word that a table of one row has a letter of in each cell.
pub fn spelt(table: &Table) -> Option<String> {
    let joined = letters_joined(Table { rows: table.rows.clone() });
    let [row] = joined.rows.as_slice() else { return None };
    let [cell] = row.as_slice() else { return None };
    (table.rows.first()?.len() > 1).then(|| own_lines(cell).collect())
}
