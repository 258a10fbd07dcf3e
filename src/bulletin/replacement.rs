//! Who comes in whose place, from the sentences and the bulletins of a message.

use super::prose::replacement::{Replaced, is_same};
use super::reading::{Participant, Replacement};
use crate::event::Field;
use crate::message::Mailbox;

/// Who comes, of those whom the sentences of `sender` and the bulletins name. The sentences tell who it is; a
/// bulletin adds what it says of that person, or tells who comes where they name nobody.
pub fn who_comes(
    said: &Replaced,
    on_bulletins: Vec<Participant>,
    sender: Option<&Mailbox>,
) -> Vec<Participant> {
    let is_one_of =
        |people: &[Participant], person: &Participant| people.iter().any(|known| is_same(known, person));
    let is_the_writer = |person: &Participant| !said.another_leaves && is_called(person, sender);
    let stays_away = |person: &Participant| is_one_of(&said.leave, person) || is_the_writer(person);
    let newcomers =
        on_bulletins.into_iter().filter(|person| is_one_of(&said.come, person) || !stays_away(person));
    if said.come.is_empty() {
        return newcomers.collect();
    }
    let newcomers: Vec<Participant> = newcomers.collect();
    let with_bulletin = |person: &Participant| match newcomers.iter().find(|known| is_same(known, person)) {
        Some(known) => {
            let mut whole = known.clone();
            person.values.iter().for_each(|value| whole.keep(value.clone()));
            whole
        }
        None => person.clone(),
    };
    said.come.iter().map(with_bulletin).collect()
}

/// The replacement in which these `come`. What is said of several is not clear of one.
pub fn replacement(said: Replaced, come: &[Participant], sender: Option<&Mailbox>) -> Replacement {
    let comes = match come {
        [person] => Some(person.clone()),
        _ => None,
    };
    let mut leave = said.leave;
    let leaves = match (leave.pop(), leave.is_empty()) {
        (Some(person), true) if is_called(&person, sender) => None,
        (Some(person), true) => Some(person),
        (None, _) if !said.another_leaves => None,
        _ => Some(Participant::default()),
    };
    Replacement { leaves, comes }
}

/// Whether the name of `person` is that of the `sender`.
fn is_called(person: &Participant, sender: Option<&Mailbox>) -> bool {
    let mut names = [Field::LastName, Field::FirstName].into_iter().filter_map(|field| person.get(&field));
    person.is_named() && sender.is_some_and(|sender| names.all(|name| sender.is_called(name)))
}
