//! What the rows of a table are: headings, examples, labels with their values.

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::labels::Label;
use crate::bulletin::vocabulary::begins_an_organisation;
use crate::fold::fold;

/// A cell, as far as one cell tells.
pub struct Read {
    pub label: Option<Label>,
    pub written: Option<String>,
    /// What is on its lines, where there are two.
    pub halves: Option<[String; 2]>,
    /// How many columns it covers, 1 or more.
    pub columns: usize,
    /// Whether there is a table in it.
    pub nests: bool,
    /// Whether its lines have labels of their own.
    pub is_a_form: bool,
}

/// The cells of a row with the columns at which they begin.
pub fn by_column(row: &[Read]) -> impl Iterator<Item = (usize, &Read)> {
    row.iter().scan(0, |column, cell| {
        let at = *column;
        *column += cell.columns;
        Some((at, cell))
    })
}

/// How many columns a row covers.
pub fn width(row: &[Read]) -> usize {
    row.iter().map(|cell| cell.columns).sum()
}

/// The row that names the columns. Where the rows below begin with labels of their own, it only
/// looks like one ("Nom | Service").
pub fn heading(rows: &[Vec<Read>]) -> Option<usize> {
    let heading = rows.iter().position(|row| is_heading(row))?;
    let columns = rows.get(heading)?.len();
    let is_pair = |row: &&Vec<Read>| match row.as_slice() {
        [first, second, ..] => first.label.is_some() && (columns == 2 || second.label.is_none()),
        _ => false,
    };
    let below = rows.get(heading + 1..).unwrap_or_default();
    // Below an empty corner stand titles of the rows: "Participant 1".
    let has_corner = rows.get(heading)?.first().is_some_and(|cell| cell.written.is_none());
    if below.first().is_some_and(|row| row.iter().any(|cell| cell.is_a_form)) {
        return None;
    }
    (has_corner || below.iter().filter(is_pair).count() * 2 <= below.len()).then_some(heading)
}

/// A row of labels only, which names the columns of the rows below it.
pub fn is_heading(row: &[Read]) -> bool {
    /// Where so many columns are known by their headings, one may ask for something else.
    const MANY: usize = 4;
    let asked: Vec<&Label> =
        row.iter().filter_map(|cell| cell.label.as_ref()).filter(|label| label.is_asked()).collect();
    let different = asked.iter().any(|label| Some(label) != asked.first());
    // A corner or a column of numbers may have no heading.
    let others = row.iter().skip(1).filter(|cell| cell.label.is_none()).count();
    let allowed = usize::from(asked.len() >= MANY);
    different
        && !row.iter().any(|cell| cell.nests)
        && asked.iter().any(|label| label.is_name())
        && others <= allowed
}

/// Whether a row holds nothing but different labels, and the one below it none: "Structure | Fonction" above
/// "Ville de Lens | Médiatrice".
pub fn are_titles_of(titles: &[Read], values: &[Read]) -> bool {
    let labels: Vec<&Label> = titles.iter().filter_map(|cell| cell.label.as_ref()).collect();
    let all_differ = labels.iter().all(|label| labels.iter().filter(|other| *other == label).count() == 1);
    let is_plain = |cell: &Read| cell.label.is_none() && !cell.nests;
    labels.len() == titles.len()
        && labels.len() > 1
        && labels.iter().all(|label| label.is_asked())
        && all_differ
        && titles.len() == values.len()
        && values.iter().all(is_plain)
        && values.iter().any(|cell| cell.written.is_some())
}

/// A row that shows how the table is to be filled in: "Exemple : DURAND".
pub fn is_example(row: &[Read]) -> bool {
    let first = row.iter().find_map(|cell| cell.written.as_deref()).map(fold).unwrap_or_default();
    first.starts_with("exemple") || first.starts_with("ex :") || first.starts_with("ex. ")
}

/// The organisation of the people in the rows below: "Ville de Lens" in a cell across the table.
pub fn organisation_of_those_below(row: &[Read]) -> Option<&Read> {
    /// As many columns as one value hardly covers.
    const MANY: usize = 3;
    let mut written = row.iter().filter(|cell| cell.written.is_some());
    let only = written.next().filter(|_| written.next().is_none() && width(row) >= MANY)?;
    only.written.as_deref().is_some_and(begins_an_organisation).then_some(only)
}

/// What the columns of a table ask for.
pub struct Titles {
    /// The label of each column, where it is known.
    pub labels: Vec<Option<Label>>,
    /// How many cells the heading has.
    pub cells: usize,
}

impl Titles {
    pub fn of(row: &[Read]) -> Self {
        let labels = row.iter().flat_map(|cell| std::iter::repeat_n(cell.label.clone(), cell.columns));
        Self { labels: labels.collect(), cells: row.len() }
    }

    /// The titles with a second heading row below them, which parts "Identité" into names. Where it
    /// says nothing that is known ("Intitulé"), the first row does.
    pub fn refined_by(self, row: &[Read]) -> Self {
        let parts_something = row.len() > self.cells && width(row) == self.labels.len();
        if !parts_something {
            return self;
        }
        let above = self.labels;
        let is_taken = |label: &Label| row.iter().any(|cell| cell.label.as_ref() == Some(label));
        let from_above = |column: usize| {
            let label = above.get(column).cloned().flatten()?;
            (!label.is_name() && !is_taken(&label)).then_some(label)
        };
        let labels = by_column(row).flat_map(|(column, cell)| {
            let label = cell.label.clone().or_else(|| from_above(column));
            std::iter::repeat_n(label, cell.columns)
        });
        Self { labels: labels.collect(), cells: row.len() }
    }

    fn has(&self, label: &Label) -> bool {
        self.labels.iter().any(|title| title.as_ref() == Some(label))
    }

    /// The cells of `row` with the labels above them. A row that is shorter lacks its first cells, as
    /// below a number that spans several rows.
    pub fn above<'t>(&'t self, row: &'t [Read]) -> impl Iterator<Item = (&'t Label, &'t Read)> {
        let shift = self.labels.len().saturating_sub(width(row));
        by_column(row).filter_map(move |(column, cell)| {
            self.labels.get(column + shift)?.as_ref().map(|label| (label, cell))
        })
    }
}

/// A row of labels only, none of which is among `titles`: it names the columns from here on.
pub fn is_another_heading(row: &[Read], titles: &Titles) -> bool {
    let known = |label: &Label| titles.has(label);
    let mut cells = row.iter().filter(|cell| cell.written.is_some()).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.label.as_ref().is_some_and(|label| !known(label)))
}

/// The columns that hold what was written for the labels in the column before them. What stands there is no
/// label, even if it reads like one ("Association").
pub fn value_columns(rows: &[Vec<Read>]) -> BTreeSet<usize> {
    let mut columns: BTreeMap<usize, Vec<&Read>> = BTreeMap::new();
    for (column, cell) in rows.iter().flat_map(|row| by_column(row)) {
        columns.entry(column).or_default().push(cell);
    }
    let mut labels_before = false;
    let mut holds_values = |cells: &[&Read]| {
        let labels = cells.iter().filter(|cell| cell.label.is_some()).count();
        let written = cells.iter().filter(|cell| cell.written.is_some()).count();
        let is_value = labels_before && labels * 2 <= cells.len();
        labels_before = !is_value && labels * 2 > written;
        is_value
    };
    columns.into_iter().filter(|(_, cells)| holds_values(cells)).map(|(column, _)| column).collect()
}

/// Labels in the first column and several columns of values.
pub fn is_sideways(rows: &[Vec<Read>]) -> bool {
    let titled = |row: &&Vec<Read>| row.first().is_some_and(|cell| cell.label.is_some());
    let values = |row: &Vec<Read>| row.iter().skip(1).filter(|cell| cell.written.is_some()).count();
    let asks_again =
        |row: &Vec<Read>| row.iter().skip(1).any(|cell| cell.label.as_ref().is_some_and(Label::is_asked));
    let titled: Vec<_> = rows.iter().filter(titled).collect();
    !titled.iter().any(|row| asks_again(row)) && titled.iter().filter(|row| values(row) >= 2).count() >= 2
}
