//! What a person on the staff types, or has in a table: its headings understood as on a form, the rest taken as
//! it is.

use super::form::answers;
use super::labels::{Label, Labels};
use super::reading::{Basis, Participant, Place, Value};
use super::values;
use crate::event::{ExtraField, Field};

/// The "paper" of values that were typed at the command line.
pub const COMMAND_LINE: &str = "command line";

/// Why a value cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// There is nothing in it.
    #[error("{0} has no value")]
    Blank(Field),
    /// It is no mail address.
    #[error("{0} has no mail address in it, such as name@example.org")]
    NoAddress(Field),
}

/// `text`, typed at the command line for `field`. It is taken as it is; only a phone becomes E.164.
///
/// # Errors
/// When it is blank, or no address where one must be.
pub fn value(field: Field, text: &str) -> Result<Value, Mistyped> {
    value_at(field, text, &Place { paper: COMMAND_LINE.into(), spot: String::new() })
}

fn value_at(field: Field, text: &str, place: &Place) -> Result<Value, Mistyped> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if values::written(&text).is_none() {
        return Err(Mistyped::Blank(field));
    }
    let text = match field {
        Field::Phone => values::phone(&text).unwrap_or(text),
        Field::Email => values::email(&text).ok_or_else(|| Mistyped::NoAddress(field.clone()))?,
        _ => text,
    };
    Ok(Value { field, text, place: place.clone(), basis: Basis::Labelled })
}

/// The field that `name` stands for: its own name, or a label of forms in French, such as `téléphone`.
#[must_use]
pub fn field(name: &str, extra: &[ExtraField]) -> Option<Field> {
    named(name, extra).or_else(|| match label(&name.replace('_', " "), &Labels::with(extra)) {
        Some(Label::Field(field)) => Some(field),
        _ => None,
    })
}

/// The field with this name.
fn named(name: &str, extra: &[ExtraField]) -> Option<Field> {
    let field = Field::from(name.trim().to_lowercase());
    let is_known = Field::USUAL.contains(&field) || extra.iter().any(|own| own.name == field.as_str());
    is_known.then_some(field)
}

/// What a label of forms asks for.
fn label(text: &str, known: &Labels) -> Option<Label> {
    known.recognise(text).filter(Label::is_asked)
}

/// The columns of a table of people, understood by its heading row.
#[derive(Debug)]
pub struct Columns {
    labels: Vec<Option<Label>>,
}

impl Columns {
    /// Columns with these headings: labels of forms, in French, or names of fields.
    #[must_use]
    pub fn under(headings: &[String], extra: &[ExtraField]) -> Self {
        let known = Labels::with(extra);
        let label =
            |heading: &String| named(heading, extra).map(Label::Field).or_else(|| label(heading, &known));
        Self { labels: headings.iter().map(label).collect() }
    }

    /// Whether a column holds names.
    #[must_use]
    pub fn name_people(&self) -> bool {
        self.labels.iter().flatten().any(Label::is_name)
    }

    /// The columns, counted from 0, that hold nothing that is known.
    pub fn unknown(&self) -> impl Iterator<Item = usize> {
        self.labels.iter().enumerate().filter(|(_, label)| label.is_none()).map(|(column, _)| column)
    }

    /// The person of one row, which stands at `place`; nobody where it is blank. What stands in a cell
    /// is taken as it is, but for names, which may have to be parted.
    ///
    /// # Errors
    /// When a cell cannot be taken.
    pub fn participant(&self, cells: &[String], place: &Place) -> Result<Participant, Mistyped> {
        let has_first_names = self.labels.contains(&Some(Label::Field(Field::FirstName)));
        let mut participant = Participant::default();
        for (label, cell) in self.labels.iter().zip(cells) {
            let (Some(label), Some(written)) = (label, values::written(cell)) else { continue };
            match label {
                Label::Field(field) if !label.is_name() => {
                    participant.keep(value_at(field.clone(), cell, place)?);
                }
                label => {
                    let parted = answers::read(label, &written, has_first_names);
                    let is_lost = parted.is_empty() && label.is_name();
                    for (field, text, basis) in parted {
                        participant.keep(Value { field, text, place: place.clone(), basis });
                    }
                    if is_lost {
                        let is_first = *label == Label::Field(Field::FirstName);
                        let field = if is_first { Field::FirstName } else { Field::LastName };
                        participant.keep(value_at(field, cell, place)?);
                    }
                }
            }
        }
        Ok(participant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(headings: &[&str], cells: &[&str]) -> Vec<(String, String)> {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let columns = Columns::under(&owned(headings), &[]);
        let participant = columns.participant(&owned(cells), &Place::default()).unwrap();
        participant.values.into_iter().map(|value| (value.field.to_string(), value.text)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|&(field, text)| (field.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn what_is_typed_is_cleaned_as_on_a_bulletin() {
        let typed = |field: Field, text| value(field, text).map(|value| value.text);
        assert_eq!(typed(Field::Phone, "03 53 01 00 01").as_deref(), Ok("+33353010001"));
        assert_eq!(typed(Field::Phone, "poste 12").as_deref(), Ok("poste 12"));
        assert_eq!(typed(Field::Email, "Zoé <zoe@Asso.example>").as_deref(), Ok("zoe@asso.example"));
        assert_eq!(typed(Field::Email, "zoe"), Err(Mistyped::NoAddress(Field::Email)));
        assert_eq!(typed(Field::Role, " … "), Err(Mistyped::Blank(Field::Role)));
    }

    #[test]
    fn a_field_has_its_own_name_and_those_of_forms() {
        for (name, expected) in [
            ("last_name", Some(Field::LastName)),
            ("nom", Some(Field::LastName)),
            ("Prénom", Some(Field::FirstName)),
            ("prenom", Some(Field::FirstName)),
            ("téléphone", Some(Field::Phone)),
            ("tel", Some(Field::Phone)),
            ("PHONE", Some(Field::Phone)),
            ("mail", Some(Field::Email)),
            ("adresse_mail", Some(Field::Email)),
            ("structure", Some(Field::Organisation)),
            ("fonction", Some(Field::Role)),
            ("nom_et_prénom", None),
            ("remarque", None),
        ] {
            assert_eq!(field(name, &[]), expected, "{name}");
        }
    }

    #[test]
    fn a_table_is_understood_by_the_labels_of_forms_and_the_names_of_fields() {
        let expected =
            pairs(&[("last_name", "Petit"), ("first_name", "Zoé"), ("organisation", "MJC de Croix")]);
        let cells = ["Petit", "Zoé", "MJC de Croix"];
        assert_eq!(row(&["NOM", "Prénom", "Structure"], &cells), expected);
        assert_eq!(row(&["last_name", "first_name", "organisation"], &cells), expected);
        assert_eq!(
            row(&["Nom et prénom", "Remarque", "Organisme"], &["PETIT Zoé", "x", "MJC de Croix"])[2],
            expected[2]
        );
    }

    #[test]
    fn what_stands_in_a_cell_is_taken_as_it_is_and_names_that_cannot_be_parted_are_not_lost() {
        let odd = ["=1+1", "Ali 2", "+33 rue \"X\""];
        let expected =
            pairs(&[("last_name", "=1+1"), ("first_name", "Ali 2"), ("organisation", "+33 rue \"X\"")]);
        assert_eq!(row(&["Nom", "Prénom", "Structure"], &odd), expected);
        assert_eq!(row(&["Nom et prénom"], &["=1+1"]), expected[..1]);
        let columns = Columns::under(&["Nom", "Mail"].map(str::to_owned), &[]);
        let cells = ["Petit", "zoe"].map(str::to_owned);
        assert_eq!(columns.participant(&cells, &Place::default()), Err(Mistyped::NoAddress(Field::Email)));
    }

    #[test]
    fn columns_of_nothing_that_is_known_are_told() {
        let headings = ["N°", "Nom", "Payé"].map(str::to_owned);
        let columns = Columns::under(&headings, &[]);
        assert!(columns.name_people());
        assert_eq!(columns.unknown().collect::<Vec<_>>(), [0, 2]);
        assert!(!Columns::under(&headings[..1], &[]).name_people());
    }

    #[test]
    fn a_blank_row_is_nobody() {
        assert_eq!(row(&["Nom", "Prénom"], &["", " - "]), []);
    }
}
