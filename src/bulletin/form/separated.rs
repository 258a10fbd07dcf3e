//! Tables that were typed or pasted as lines: "Nom;Prénom;Structure" above "Petit;Zoé;MJC de Croix".

use super::layout::Numbered;
use crate::bulletin::labels::{Label, Labels};
use crate::document::{Block, Cell, Table};

/// A table among lines.
pub struct Separated {
    /// The index of its heading.
    pub begins: usize,
    /// The index behind its last row.
    pub ends: usize,
    /// Its rows, the heading first.
    pub table: Table,
}

/// The signs that part cells.
const SIGNS: [char; 3] = [';', '|', '\t'];

/// The first table among `lines`: a heading of at least three labels, a name among them, and the rows
/// below it that are parted by the same sign.
pub fn find(lines: &[Numbered], labels: &Labels) -> Option<Separated> {
    lines.iter().enumerate().find_map(|(begins, (_, line))| {
        SIGNS.into_iter().find_map(|sign| {
            let heading = heading(line, sign, labels)?;
            let mut rows = vec![row(&heading)];
            let mut ends = begins + 1;
            for (at, (_, line)) in lines.iter().enumerate().skip(begins + 1) {
                let cells: Vec<&str> = line.split(sign).map(str::trim).collect();
                match () {
                    () if line.trim().is_empty() => continue,
                    () if cells.len() < 2 || cells.len() > heading.len() => break,
                    () => rows.push(row(&cells)),
                }
                ends = at + 1;
            }
            (rows.len() > 1).then_some(Separated { begins, ends, table: Table { rows } })
        })
    })
}

/// The cells of a line that is a heading, perhaps in brackets: "Inscriptions (nom ; prénom ; mail) :".
fn heading<'l>(line: &'l str, sign: char, labels: &Labels) -> Option<Vec<&'l str>> {
    /// Fewer labels may stand on a line by chance.
    const FEWEST: usize = 3;
    let in_brackets =
        line.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map(|(inner, _)| inner);
    let whole = in_brackets.filter(|inner| inner.contains(sign)).unwrap_or(line);
    let cells: Vec<&str> = whole.trim().trim_matches(sign).split(sign).map(str::trim).collect();
    let asked: Vec<Label> =
        cells.iter().filter_map(|cell| labels.recognise(cell)).filter(Label::is_asked).collect();
    (asked.len() >= FEWEST && asked.iter().any(Label::is_name)).then_some(cells)
}

fn row(cells: &[&str]) -> Vec<Cell> {
    let cell = |text: &&str| Cell { blocks: vec![Block::Line((*text).to_owned())], columns: 1 };
    cells.iter().map(cell).collect()
}
