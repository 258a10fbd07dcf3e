//! From a form's entries to people: whose is what, and which slots stayed blank.

use std::collections::HashSet;

use super::{Entries, Entry};
use crate::bulletin::labels::{Label, NameOrder};
use crate::bulletin::names;
use crate::bulletin::reading::{Participant, PassedOver, Place, Value};
use crate::bulletin::values;
use crate::event::Field;
use crate::fold::fold;

/// The people that `entries` of the paper called `paper` name, and what was written in vain.
pub fn of(entries: &Entries, paper: &str, own_addresses: &[String]) -> (Vec<Participant>, Vec<PassedOver>) {
    let mut passed_over = Vec::new();
    let read: Vec<Participant> = entries
        .groups
        .iter()
        .flat_map(|group| slots(group))
        .map(|slot| participant(&slot, paper, own_addresses, &mut passed_over))
        .collect();
    let (mut named, nameless): (Vec<_>, Vec<_>) =
        read.into_iter().filter(|person| !person.values.is_empty()).partition(Participant::is_named);
    resolve_ditto(&mut named);
    share(&mut named, &nameless);
    if named.is_empty() {
        named.extend(nameless.into_iter().next());
    }
    (named, passed_over)
}

/// "Idem" says what is said of the person before.
fn resolve_ditto(named: &mut [Participant]) {
    let is_ditto = |value: &Value| matches!(fold(&value.text).trim_end_matches('.'), "idem" | "id" | "ibid");
    let mut before = Participant::default();
    for person in named {
        person.values.retain_mut(|value| {
            if is_ditto(value) {
                let Some(same) = before.get(&value.field) else { return false };
                same.clone_into(&mut value.text);
            }
            true
        });
        before = person.clone();
    }
}

/// What the form asks once for everybody (the organisation above a list of names) is everybody's.
fn share(named: &mut [Participant], nameless: &[Participant]) {
    let mut said =
        named.iter().chain(nameless).filter_map(|person| person.value(&Field::Organisation)).cloned();
    let Some(first) = said.next() else { return };
    if said.all(|other| fold(&other.text) == fold(&first.text)) {
        for person in named {
            person.keep(first.clone());
        }
    }
}

/// A group of entries, cut into one slot a person: a name asked again is somebody else's, and so is
/// what stands again before it.
fn slots(group: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut slots: Vec<Vec<&Entry>> = vec![Vec::new()];
    for entry in group {
        let slot = slots.last().map(Vec::as_slice).unwrap_or_default();
        if begins_another(slot, &entry.label) {
            slots.push(vec![entry]);
        } else if let Some(slot) = slots.last_mut() {
            slot.push(entry);
        }
    }
    fold_nameless(slots)
}

fn begins_another(slot: &[&Entry], label: &Label) -> bool {
    let has_name = slot.iter().any(|entry| entry.label.is_name());
    match label {
        Label::FullName(_) => has_name,
        Label::Field(Field::LastName | Field::FirstName) => slot.iter().any(|entry| {
            entry.label == *label || matches!(entry.label, Label::FullName(_)) && entry.written.is_some()
        }),
        Label::Field(Field::Organisation | Field::Role) => {
            has_name && slot.iter().any(|entry| entry.label == *label && entry.written.is_some())
        }
        _ => false,
    }
}

/// A slot that names nobody goes on about the person before it.
fn fold_nameless(slots: Vec<Vec<&Entry>>) -> Vec<Vec<&Entry>> {
    let mut folded: Vec<Vec<&Entry>> = Vec::new();
    for slot in slots {
        match folded.last_mut() {
            Some(before) if !slot.iter().any(|entry| entry.label.is_name()) => before.extend(slot),
            _ => folded.push(slot),
        }
    }
    folded
}

fn participant(
    slot: &[&Entry],
    paper: &str,
    own_addresses: &[String],
    passed_over: &mut Vec<PassedOver>,
) -> Participant {
    let own = |address: &str| own_addresses.iter().any(|own| own.eq_ignore_ascii_case(address));
    let own_spots = spots_of(slot, own);
    let mut person = Participant::default();
    let asks_first_name = slot.iter().any(|entry| entry.label == Label::Field(Field::FirstName));
    for entry in slot {
        let Some(written) = entry.written.as_deref() else { continue };
        let read = values_of(&entry.label, written, asks_first_name);
        if read.is_empty() && entry.label != Label::Foreign {
            passed_over.push(PassedOver {
                what: format!("{paper}, {}", entry.spot),
                why: String::from("what is written there is not of the form that the label asks for"),
            });
        }
        let theirs = |(field, text): &(Field, String)| match field {
            Field::Email => !own(text),
            Field::Phone => !own_spots.contains(entry.spot.as_str()),
            _ => true,
        };
        for (field, text) in read.into_iter().filter(theirs) {
            let place = Place { paper: paper.to_owned(), spot: entry.spot.clone() };
            person.keep(Value { field, text, place });
        }
    }
    person
}

/// Where the organiser's particulars stand, known by an address that is the organiser's `own`: a
/// telephone beside it is nobody's either.
fn spots_of<'e>(slot: &[&'e Entry], own: impl Fn(&str) -> bool) -> HashSet<&'e str> {
    slot.iter()
        .filter(|entry| entry.written.as_deref().and_then(values::email).is_some_and(|address| own(&address)))
        .map(|entry| entry.spot.as_str())
        .collect()
}

/// What was written for `label`, field by field.
fn values_of(label: &Label, written: &str, asks_first_name: bool) -> Vec<(Field, String)> {
    match label {
        Label::FullName(order) => full_name(written, *order),
        Label::Field(Field::LastName) if !asks_first_name => full_name(written, NameOrder::LastFirst),
        Label::Field(field @ (Field::LastName | Field::FirstName)) => {
            let name = names::tidy(written);
            let usable = name.chars().any(char::is_alphabetic) && !name.contains('@');
            usable.then(|| (field.clone(), name)).into_iter().collect()
        }
        Label::Field(Field::Phone) => values::phone(written)
            .map(|phone| (Field::Phone, phone))
            .into_iter()
            .chain(values::email(written).map(|email| (Field::Email, email)))
            .collect(),
        Label::Field(Field::Email) | Label::Contact => {
            let email = values::email(written).map(|email| (Field::Email, email));
            let phone = values::phone(written).map(|phone| (Field::Phone, phone));
            email.into_iter().chain(phone).collect()
        }
        Label::Field(field) => vec![(field.clone(), written.to_owned())],
        Label::Foreign => Vec::new(),
    }
}

fn full_name(written: &str, order: NameOrder) -> Vec<(Field, String)> {
    match names::split(written, order) {
        Some((last, first)) => vec![(Field::LastName, last), (Field::FirstName, first)],
        None => vec![(Field::LastName, names::tidy(written))],
    }
}
