//! What was written for a label, field by field.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::labels::{AffiliationOrder, Label, NameOrder};
use crate::bulletin::names;
use crate::bulletin::reading::Basis;
use crate::bulletin::values;
use crate::event::Field;
use crate::fold::fold;
use crate::pattern::pattern;

/// What `written` for `label` says, field by field, and what tells so.
pub fn read(label: &Label, written: &str, asks_first_name: bool) -> Vec<(Field, String, Basis)> {
    let labelled = |field: Field, text: String| (field, text, Basis::Labelled);
    if let (Label::Field(field), true) = (label, values::is_ditto(written)) {
        return vec![labelled(field.clone(), written.to_owned())];
    }
    match label {
        Label::FullName(order) => full_name(written, *order),
        Label::Several(fields) => several(written, fields),
        Label::Field(Field::LastName) if !asks_first_name => full_name(written, NameOrder::LastFirst),
        Label::BirthName => name(Field::LastName, written).into_iter().collect(),
        Label::Field(field @ (Field::LastName | Field::FirstName)) => {
            name(field.clone(), written).into_iter().collect()
        }
        Label::OfficePhone => {
            values::phone(written).map(|phone| labelled(Field::Phone, phone)).into_iter().collect()
        }
        Label::Field(Field::Phone | Field::Email) | Label::Contact => {
            let phone = values::phone(written).map(|phone| labelled(Field::Phone, phone));
            let email = values::email(written).map(|email| labelled(Field::Email, email));
            phone.into_iter().chain(email).collect()
        }
        // "Conseil citoyen : séance du 24 mars" is a title.
        Label::Branch if names_an_occasion(written) => Vec::new(),
        Label::Status => vec![labelled(Field::Role, written.to_owned())],
        Label::Branch => vec![labelled(Field::Organisation, written.to_owned())],
        Label::Affiliation(order) => affiliation(written, *order),
        Label::Field(field @ (Field::Role | Field::Organisation)) => {
            let (value, phone) = apart_from_phone(written);
            let phone = phone.map(|phone| labelled(Field::Phone, phone));
            [labelled(field.clone(), value.to_owned())].into_iter().chain(phone).collect()
        }
        Label::Field(field) => vec![labelled(field.clone(), written.to_owned())],
        Label::Foreign | Label::SomebodyElse | Label::Attendance | Label::Reference => Vec::new(),
    }
}

/// A role or an organisation without the telephone that was written behind it: "juriste Tél 03 53 01 00 01".
fn apart_from_phone(written: &str) -> (&str, Option<String>) {
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)[\s,(/–-]+(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mobile)\b\.?[\s:]*\+?\d[\d\s.()/-]{8,}$",
        )
    });
    let behind = PHONE.find(written).and_then(|found| Some((written.get(..found.start())?, found.as_str())));
    match behind {
        Some((role, number)) if !role.is_empty() => (role, values::phone(number)),
        _ => (written, None),
    }
}

/// Names and other particulars in one slot, parted by commas: "Baert, Josiane, directrice". Where there
/// is one less than `fields`, both names stand in the first.
fn several(written: &str, fields: &[Field]) -> Vec<(Field, String, Basis)> {
    let parts: Vec<&str> = written
        .split([',', ';', '/', '|'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let listed = |fields: &[Field], parts: &[&str]| -> Vec<(Field, String, Basis)> {
        fields
            .iter()
            .zip(parts)
            .flat_map(|(field, part)| read(&Label::Field(field.clone()), part, true))
            .map(|(field, text, _)| (field, text, Basis::LabelOrder))
            .collect()
    };
    if parts.len() == fields.len() {
        return listed(fields, &parts);
    }
    match (parts.split_first(), fields) {
        (Some((name, rest)), [Field::LastName, Field::FirstName, others @ ..])
            if rest.len() <= others.len() =>
        {
            full_name(name, NameOrder::LastFirst).into_iter().chain(listed(others, rest)).collect()
        }
        (Some((name, rest)), [Field::FirstName, Field::LastName, others @ ..])
            if rest.len() <= others.len() =>
        {
            full_name(name, NameOrder::FirstLast).into_iter().chain(listed(others, rest)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a value is the title of a meeting.
fn names_an_occasion(written: &str) -> bool {
    let folded = fold(written);
    ["seance", "rencontre", "reunion", "session"].iter().any(|word| folded.contains(word))
}

/// What is written up to the end of a sentence, if one ends in it: "Luigi. Je vous envoie la suite".
fn first_sentence(written: &str) -> &str {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\p{L}{3}\.\s+\p{Lu}\p{Ll}* "));
    let end =
        END.find(written).and_then(|end| written.get(end.start()..)?.find('.').map(|at| end.start() + at));
    end.and_then(|end| written.get(..end)).unwrap_or(written)
}

/// One half of a name, if it can be one.
fn name(field: Field, written: &str) -> Option<(Field, String, Basis)> {
    let name = names::tidy(first_sentence(written));
    names::is_plausible(&name).then_some((field, name, Basis::Labelled))
}

fn full_name(written: &str, order: NameOrder) -> Vec<(Field, String, Basis)> {
    // "M. / Mme : Mme"
    if names::is_civility(fold(written).trim_end_matches('.')) {
        return Vec::new();
    }
    match names::split(written, order) {
        Some(parted) if names::is_plausible(&parted.last) && names::is_plausible(&parted.first) => {
            vec![(Field::LastName, parted.last, parted.by), (Field::FirstName, parted.first, parted.by)]
        }
        Some(_) => Vec::new(),
        None => name(Field::LastName, written).into_iter().collect(),
    }
}

/// Organisation and role, parted as their label parts them.
fn affiliation(written: &str, order: AffiliationOrder) -> Vec<(Field, String, Basis)> {
    let parted =
        [" / ", "/", " - ", " – ", ", ", " (", "\t"].iter().find_map(|sign| written.split_once(sign));
    let Some((left, right)) = parted else { return Vec::new() };
    let (organisation, role) = match order {
        AffiliationOrder::OrganisationFirst => (left, right),
        AffiliationOrder::RoleFirst => (right, left),
    };
    let value = |field, text: &str| (field, text.trim().to_owned(), Basis::LabelOrder);
    vec![value(Field::Organisation, organisation), value(Field::Role, role)]
}
