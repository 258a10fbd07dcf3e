//! Somebody comes in somebody else's place.

use jiff::Timestamp;

use super::{Ordered, Refusal, has_not_begun, is_active, lacking, ordered, takes_place, through};
use crate::bulletin::SENDER;
use crate::bulletin::reading::{Participant, Reading, Value};
use crate::desk::amount::{namesakes, to_confirm};
use crate::desk::registration::{Identity, Place, Registration, State, organisation, own_address};
use crate::desk::seats::Seats;
use crate::desk::writer::Writer;
use crate::desk::{Decision, Kind, Notice, Recipient, Roll, Step, line};
use crate::event::{Confirm, Event, Field};
use crate::fold::words;

/// Who comes, as far as `reading` says, in the place of whoever has the name `leaves`.
#[must_use]
pub fn newcomer(reading: &Reading, leaves: &str) -> Participant {
    let told = reading.replacement.as_ref().and_then(|replacement| replacement.comes.clone());
    let mut comes = told.unwrap_or_default();
    let others = reading.participants.iter().filter(|person| person.is_named() && !is_called(person, leaves));
    if let [only] = others.collect::<Vec<_>>().as_slice()
        && Identity::of(&comes).is_none_or(|identity| Some(identity.names) == names(only))
    {
        for value in &only.values {
            comes.keep(value.clone());
        }
    }
    comes
}

/// The names of somebody, as one compares them.
fn names(person: &Participant) -> Option<String> {
    Identity::of(person).map(|identity| identity.names)
}

fn is_called(person: &Participant, name: &str) -> bool {
    let mut called = words(name);
    called.sort();
    names(person).is_some_and(|names| names == called.join(" "))
}

/// `comes` takes the place of `leaving`: the seat itself where that has one that is confirmed or offered, else
/// the end of the line. The organisation is that of `leaving` where none is said. The answer goes to the
/// writer.
///
/// # Errors
/// When the event does not take place or has begun, `leaving` has ended, something required is missing, or
/// `comes` is registered already.
pub fn replace(
    event: &Event,
    roll: &Roll,
    leaving: &Registration,
    comes: &Participant,
    writer: &Writer,
    now: Timestamp,
) -> Ordered {
    takes_place(event, roll, now)?;
    has_not_begun(event, now)?;
    is_active(leaving)?;
    let comes = in_the_place_of(leaving, comes);
    lacking(std::slice::from_ref(&comes), event)?;
    let identity = Identity::of(&comes).ok_or_else(|| Refusal::Missing(vec![Field::LastName.to_string()]))?;
    is_new(roll, leaving, &identity)?;

    let (mut decision, mut seats) = (ordered(), Seats::of(event, roll));
    let left = decision.step(Step::Leave { registration: leaving.id });
    seats.give_back(leaving);
    let place = place(event, roll, leaving, &comes, &mut seats)?;
    let (participant, identity) = (comes.clone(), Some(identity));
    let entered =
        decision.step(Step::Enter { participant, identity, place, state: State::Complete, held_until: None });
    tell(&mut decision, leaving, &comes, writer, (left, entered));
    line::promote(event, roll, &mut seats, &[leaving.id], now, &mut decision);
    show(&mut decision, event, roll, leaving);
    Ok(through(decision, writer))
}

/// `comes` with the organisation of whoever leaves, unless there is another. The address of whoever leaves is
/// nobody else's.
fn in_the_place_of(leaving: &Registration, comes: &Participant) -> Participant {
    let mut comes = comes.clone();
    let stands_in = |value: &Value| {
        value.place.paper == SENDER && leaving.may_be_changed_by(Some(&value.text.to_lowercase()), &[])
    };
    comes.values.retain(|value| !stands_in(value));
    if let Some(organisation) = leaving.as_read().value(&Field::Organisation) {
        comes.keep(organisation.clone());
    }
    comes
}

/// Whether nobody with this identity is registered.
fn is_new(roll: &Roll, leaving: &Registration, identity: &Identity) -> Result<(), Refusal> {
    let mut active = roll.known.iter().filter(|known| known.is_active()).chain([leaving]);
    match active.find(|known| known.is_of(identity)) {
        Some(known) => Err(Refusal::SamePerson(known.code.clone())),
        None => Ok(()),
    }
}

fn place(
    event: &Event,
    roll: &Roll,
    leaving: &Registration,
    comes: &Participant,
    seats: &mut Seats,
) -> Result<Place, Refusal> {
    let organisation = organisation(comes.get(&Field::Organisation));
    let has_a_seat = leaving.place == Place::Seat && leaving.state != State::Incomplete;
    if !has_a_seat {
        return Ok(seats.next_place(&organisation));
    }
    if !seats.is_free() {
        return Err(Refusal::full(event, roll, roll.taken));
    }
    seats.take(&organisation);
    Ok(Place::Seat)
}

/// The writer is answered; whoever else the registration that ended concerns is told, and the newcomer at
/// their own address.
fn tell(
    decision: &mut Decision,
    leaving: &Registration,
    comes: &Participant,
    writer: &Writer,
    (left, entered): (usize, usize),
) {
    let about = vec![left, entered];
    decision.notices.push(Notice { kind: Kind::Replaced, to: Recipient::Sender, about });
    decision.tell_all(Kind::Withdrawn, leaving, writer.address.as_deref(), left);
    let own = own_address(comes).map(str::to_lowercase).filter(|own| Some(own) != writer.address.as_ref());
    if let Some(own) = own {
        decision.tell(Kind::Personal, Recipient::Contact(own), entered);
    }
}

/// What the staff have to look at: somebody of the newcomer's name, or their request where the staff give the
/// seats.
fn show(decision: &mut Decision, event: &Event, roll: &Roll, leaving: &Registration) {
    let others = roll.known.iter().filter(|known| known.id != leaving.id).cloned().collect();
    let roll = Roll { known: others, ..roll.clone() };
    decision.reviews = namesakes(&decision.steps, &roll);
    if event.confirm == Confirm::Staff {
        decision.reviews.extend(to_confirm(&decision.steps, &roll));
    }
}
