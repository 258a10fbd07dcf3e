//! From a form's entries to people: whose is what, and which slots stayed blank.

use std::collections::HashSet;

use super::answers;
use super::{Entries, Entry};
use crate::bulletin::codes::codes;
use crate::bulletin::labels::{Label, NameOrder};
use crate::bulletin::names;
use crate::bulletin::organiser::is_the_organisers;
use crate::bulletin::reading::{Basis, Participant, PassedOver, Place, Value};
use crate::bulletin::values;
use crate::event::Field;
use crate::fold::fold;

/// The people on a form.
#[derive(Debug, Default)]
pub struct People {
    /// Those whom it names, in order.
    pub named: Vec<Participant>,
    /// How many it names who will not come.
    pub declining: usize,
    /// What was written in vain.
    pub passed_over: Vec<PassedOver>,
}

/// The people that `entries` of the paper called `paper` name; below those of a mail somebody signs.
pub fn of(entries: &Entries, paper: &str, own_addresses: &[String], is_mail: bool) -> People {
    let mut people = People::default();
    let reader = Reader { paper, own_addresses };
    let mut read = Vec::new();
    for slot in entries.groups.iter().flat_map(|group| participants_slots(group)) {
        let person = reader.participant(&slot, &mut people.passed_over);
        if slot.iter().any(|entry| declines(entry)) && person.is_named() {
            people.declining += 1;
            people.pass_over(paper, slot.first(), "this person will not come");
        } else {
            read.push(person);
        }
    }
    let is_known = |person: &Participant| person.is_named() || person.code.is_some();
    let (mut named, nameless): (Vec<_>, Vec<_>) =
        read.into_iter().filter(|person| !person.values.is_empty()).partition(is_known);
    resolve_ditto(&mut named);
    named.iter_mut().filter(|person| person.get(&Field::FirstName).is_none()).for_each(split_up);
    // What is written for one registration is said of nobody else.
    if named.iter().filter(|person| person.code.is_some()).count() < 2 {
        share(&mut named, &nameless, is_mail);
    }
    if named.is_empty() && people.declining == 0 {
        named.extend(nameless.into_iter().next());
    }
    for person in &mut named {
        person.values.retain(|value| !values::is_unknown(&value.text));
    }
    named.retain(|person| !person.values.is_empty());
    people.named = named;
    people
}

impl People {
    fn pass_over(&mut self, paper: &str, entry: Option<&&Entry>, why: &str) {
        let spot = entry.map_or("", |entry| entry.spot.as_str());
        self.passed_over.push(PassedOver { what: format!("{paper}, {spot}"), why: why.to_owned() });
    }
}

/// Whether an entry says that the person will not come.
fn declines(entry: &Entry) -> bool {
    let said = entry.written.as_deref().map(fold).unwrap_or_default();
    let ticked = |text: &str| text.contains("☒ non") || text.contains("[x] non") || text.contains("non ☒");
    entry.label == Label::Attendance && (said == "non" || ticked(&said))
}

/// "Idem" says what is said of the person before.
fn resolve_ditto(named: &mut [Participant]) {
    let mut before = Participant::default();
    for person in named {
        person.values.retain_mut(|value| {
            if values::is_ditto(&value.text) {
                let Some(same) = before.get(&value.field) else { return false };
                same.clone_into(&mut value.text);
                value.basis = Basis::Ditto;
            }
            true
        });
        before = person.clone();
    }
}

/// What the form asks once for everybody (the organisation above a list of names) is everybody's; what
/// it asks beside the only person named is that person's, unless it is what signatures of mails have.
fn share(named: &mut [Participant], nameless: &[Participant], is_mail: bool) {
    if let [person] = named {
        let signs = |value: &&Value| matches!(value.field, Field::Phone | Field::Email);
        let values = nameless.iter().flat_map(|other| &other.values);
        values.filter(|value| !is_mail || !signs(value)).for_each(|value| person.keep(value.clone()));
    }
    let mut said =
        named.iter().chain(nameless).filter_map(|person| person.value(&Field::Organisation)).cloned();
    let Some(first) = said.next() else { return };
    if said.all(|other| fold(&other.text) == fold(&first.text)) {
        for person in named {
            person.keep(Value { basis: Basis::ForAll, ..first.clone() });
        }
    }
}

/// The slots of `group` that are a participant's: without those below the heading of somebody else,
/// unless nothing else remains.
fn participants_slots(group: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut theirs: Vec<&Entry> = Vec::new();
    let mut is_theirs = true;
    for (at, entry) in group.iter().enumerate() {
        let heads = entry.written.is_none() && group.get(at + 1).is_some_and(|next| next.label.is_name());
        match entry.label {
            Label::SomebodyElse if heads => is_theirs = false,
            Label::FullName(_) if heads => is_theirs = true,
            _ => {}
        }
        if is_theirs {
            theirs.push(entry);
        }
    }
    let names_somebody = |entry: &&Entry| entry.label.is_name() && entry.written.is_some();
    if !theirs.iter().any(names_somebody) && group.iter().any(|entry| names_somebody(&entry)) {
        theirs = group.iter().collect();
    }
    slots(&theirs)
}

/// Whether the name asked at `at` is that of the organisation: a "Nom" right below the bare heading
/// "Votre structure", without a given name, on a form that asks for a person's name elsewhere.
fn names_the_organisation(group: &[&Entry], at: usize) -> bool {
    let is_last = |entry: &&Entry| entry.label == Label::Field(Field::LastName);
    let is_first = |entry: &&Entry| entry.label == Label::Field(Field::FirstName);
    let heading = at.checked_sub(1).and_then(|before| group.get(before));
    let below_heading = heading
        .is_some_and(|entry| entry.label == Label::Field(Field::Organisation) && entry.written.is_none());
    let behind = group.get(at + 1..).unwrap_or_default();
    let without_first = !behind.iter().take_while(|entry| !is_last(entry)).any(is_first);
    let elsewhere = group.iter().enumerate().any(|(other, entry)| other != at && is_last(entry))
        && group.iter().any(is_first);
    group.get(at).is_some_and(is_last) && below_heading && without_first && elsewhere
}

/// The code of a registration, where an entry is one.
fn code(entry: &Entry) -> Option<String> {
    let written = entry.written.as_deref().filter(|_| entry.label == Label::Reference)?;
    codes(&[written]).pop()
}

/// A group of entries, cut into one slot a person: a name asked again is somebody else's, and so is
/// what stands again before it, and what stands below another of several codes.
fn slots<'e>(group: &[&'e Entry]) -> Vec<Vec<&'e Entry>> {
    let mut slots: Vec<Vec<&Entry>> = vec![Vec::new()];
    let has_several_codes = group.iter().filter(|entry| code(entry).is_some()).count() > 1;
    for (at, entry) in group.iter().enumerate() {
        let slot = slots.last().map(Vec::as_slice).unwrap_or_default();
        let is_another_code = has_several_codes && code(entry).is_some();
        if is_another_code || begins_another(slot, &entry.label) && !names_the_organisation(group, at) {
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
        Label::FullName(_) | Label::Several(_) => has_name,
        Label::Field(Field::LastName | Field::FirstName) => slot.iter().any(|entry| {
            entry.label == *label || matches!(entry.label, Label::FullName(_)) && has_several_words(entry)
        }),
        Label::Field(Field::Organisation | Field::Role) => {
            has_name && slot.iter().any(|entry| entry.label == *label && entry.written.is_some())
        }
        _ => false,
    }
}

fn has_several_words(entry: &Entry) -> bool {
    entry.written.as_deref().is_some_and(|written| written.split_whitespace().count() > 1)
}

/// A slot that names nobody goes on about the person before it.
fn fold_nameless(slots: Vec<Vec<&Entry>>) -> Vec<Vec<&Entry>> {
    let mut folded: Vec<Vec<&Entry>> = Vec::new();
    for slot in slots {
        match folded.last_mut() {
            Some(before) if !slot.iter().any(|entry| entry.label.is_name() || code(entry).is_some()) => {
                before.extend(slot);
            }
            _ => folded.push(slot),
        }
    }
    folded
}

/// Reads slots of one paper.
struct Reader<'r> {
    paper: &'r str,
    own_addresses: &'r [String],
}

impl Reader<'_> {
    fn participant(&self, slot: &[&Entry], passed_over: &mut Vec<PassedOver>) -> Participant {
        let own = |address: &str| is_the_organisers(address, self.own_addresses);
        let own_spots = spots_of(slot, own);
        let code = slot.iter().find_map(|entry| code(entry));
        let mut person = Participant { code, ..Participant::default() };
        let mut spare = Vec::new();
        let asks_first_name = slot.iter().any(|entry| entry.label == Label::Field(Field::FirstName));
        for (at, entry) in slot.iter().enumerate() {
            let Some(written) = entry.written.as_deref().filter(|_| !is_answered_below_the_name(slot, at))
            else {
                continue;
            };
            let label = if is_the_organisations(slot, at) {
                &Label::Field(Field::Organisation)
            } else {
                &entry.label
            };
            let read = answers::read(label, written, asks_first_name);
            if read.is_empty() && label.is_asked() {
                passed_over.push(PassedOver {
                    what: format!("{}, {}", self.paper, entry.spot),
                    why: String::from("what is written there is not of the form that the label asks for"),
                });
            }
            let theirs = |field: &Field, text: &str| match field {
                Field::Email => !own(text),
                Field::Phone => !own_spots.contains(entry.spot.as_str()),
                _ => true,
            };
            for (field, text, basis) in read.into_iter().filter(|(field, text, _)| theirs(field, text)) {
                let place = Place { paper: self.paper.to_owned(), spot: entry.spot.clone() };
                let basis = if entry.basis == Basis::Below { Basis::Below } else { basis };
                let value = Value { field, text, place, basis };
                if matches!(label, Label::Branch | Label::BirthName | Label::Status | Label::OfficePhone) {
                    spare.push(value);
                } else {
                    person.keep(value);
                }
            }
        }
        for value in spare {
            person.keep(value);
        }
        untangle(&mut person);
        person
    }
}

/// Whether what is said at `at`, above the name, is said again below it: above stand the particulars of
/// whoever sends the form.
fn is_answered_below_the_name(slot: &[&Entry], at: usize) -> bool {
    let name = slot.iter().position(|entry| entry.label.is_name());
    let (Some(entry), Some(name)) = (slot.get(at), name.filter(|name| at < *name)) else { return false };
    slot.iter().skip(name).any(|below| below.label == entry.label && below.written.is_some())
}

/// Whether the name asked at `at` in a slot is that of the organisation, below its bare heading.
fn is_the_organisations(slot: &[&Entry], at: usize) -> bool {
    let is_last = |entry: &&&Entry| entry.label == Label::Field(Field::LastName);
    let heading = at.checked_sub(1).and_then(|before| slot.get(before));
    let second = slot.iter().take(at + 1).filter(is_last).count() > 1;
    let is_heading =
        |entry: &&Entry| entry.label == Label::Field(Field::Organisation) && entry.written.is_none();
    slot.get(at).as_ref().is_some_and(is_last) && second && heading.is_some_and(is_heading)
}

/// Takes the given name out of the slot of the family name, where both were written there and the given
/// name in its own slot too.
fn untangle(person: &mut Participant) {
    let Some(first) = person.get(&Field::FirstName).map(fold) else { return };
    let Some(last) = person.values.iter_mut().find(|value| value.field == Field::LastName) else { return };
    let kept: Vec<&str> = last.text.split_whitespace().filter(|word| fold(word) != first).collect();
    if !kept.is_empty() && kept.len() < last.text.split_whitespace().count() {
        last.text = names::tidy(&kept.join(" "));
    }
}

/// Parts the full name that was written in the slot of the family name, if something tells how.
fn split_up(person: &mut Participant) {
    let Some(last) = person.values.iter_mut().find(|value| value.field == Field::LastName) else { return };
    let is_told = |parted: &names::Parted| matches!(parted.by, Basis::Capitals | Basis::FirstName);
    let Some(parted) = names::split(&last.text, NameOrder::LastFirst).filter(is_told) else { return };
    last.text = parted.last;
    last.basis = parted.by;
    let first = Value { field: Field::FirstName, text: parted.first, ..last.clone() };
    person.keep(first);
}

/// Where the organiser's particulars stand, known by an address that is the organiser's `own`: a
/// telephone beside it is nobody's either.
fn spots_of<'e>(slot: &[&'e Entry], own: impl Fn(&str) -> bool) -> HashSet<&'e str> {
    slot.iter()
        .filter(|entry| entry.written.as_deref().and_then(values::email).is_some_and(|address| own(&address)))
        .map(|entry| entry.spot.as_str())
        .collect()
}
