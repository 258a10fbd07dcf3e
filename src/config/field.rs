//! `[[event.field]]`: what an event asks beside the usual; and which fields are required.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::kinds::{Mistake, Reading, quoted, text};
use super::section::Section;
use crate::event::{ExtraField, Field};

/// What lists and JSON say of a registration beside its fields.
const RESERVED: [&str; 3] = ["status", "rank", "code"];

/// Reads which fields are required, and those that this event asks beside the usual.
pub(super) fn read_fields(section: &mut Section) -> (Vec<Field>, Option<Vec<ExtraField>>) {
    let mut names: BTreeSet<String> = Field::USUAL.into_iter().map(String::from).collect();
    let extra = section.tables("field", |section| read_field(section, &mut names));

    let example = r#"["last_name", "first_name", "organisation"]"#;
    let required = section.list("required", field_among(&names), example);
    if required.as_ref().is_some_and(|fields| !fields.iter().any(is_name)) {
        let problem = "asks for no name, so that nobody could be told from anybody".to_owned();
        section.refuse("required", problem, &format!("write for example required = {example}"));
    }
    let usual = || vec![Field::LastName, Field::FirstName, Field::Organisation];
    (required.unwrap_or_else(usual), extra)
}

fn read_field(section: &mut Section, taken: &mut BTreeSet<String>) -> Option<ExtraField> {
    let name = section.required("name", new_field_name(taken), r#""workshop""#);
    let labels = section.required_list("labels", text, r#"["Atelier", "Choix de l'atelier"]"#);
    taken.extend(name.clone());
    Some(ExtraField { name: name?, labels: labels? })
}

fn is_name(field: &Field) -> bool {
    matches!(field, Field::LastName | Field::FirstName)
}

/// The name of a field that is not there yet.
fn new_field_name(taken: &BTreeSet<String>) -> impl Fn(&DeValue) -> Reading<String> {
    |value| {
        let name = text(value)?;
        if !name.chars().all(|character| character.is_alphanumeric() || "_-".contains(character)) {
            return Err(
                format!("{} has other characters than letters, digits, _ and -", quoted(&name)).into()
            );
        }
        if taken.contains(&name) || RESERVED.contains(&name.as_str()) {
            let problem = format!("{} is taken already", quoted(&name));
            return Err(Mistake::with_remedy(problem, "write another name"));
        }
        Ok(name)
    }
}

/// One of the fields that the event has.
fn field_among(names: &BTreeSet<String>) -> impl Fn(&DeValue) -> Reading<Field> {
    |value| {
        let name = text(value)?;
        if names.contains(&name) {
            return Ok(Field::from(name));
        }
        let known: Vec<_> = names.iter().map(String::as_str).collect();
        let problem = format!("{} is not a field of this event", quoted(&name));
        let remedy = format!("write one of {}, or add an [[event.field]] of that name", known.join(", "));
        Err(Mistake::with_remedy(problem, remedy))
    }
}
