//! Who leaves.

use jiff::Timestamp;

use super::line::promote;
use super::registration::{Identity, Registration, State, folded_names};
use super::seats::Seats;
use super::writer::Writer;
use super::{Decision, Ground, Kind, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::{Participant, Reading};
use crate::event::{Event, Field};

/// A withdrawal counts for the registrations of the writer that it can only mean.
pub fn cancel(event: &Event, roll: &Roll, reading: &Reading, writer: &Writer, now: Timestamp) -> Decision {
    let meant = meant(roll, reading, writer);
    if meant.leaving.is_empty() {
        return nobody_leaves(roll, reading, writer, &meant);
    }
    let is_declined = meant.leaving.iter().all(|known| known.state == State::Offered);
    let (outcome, kind) = if is_declined {
        (Outcome::OfferDeclined, Kind::OfferDeclined)
    } else {
        (Outcome::Cancelled, Kind::Cancelled)
    };
    let mut decision = Decision::nothing(outcome, Ground::Read(reading.reason));
    let mut seats = Seats::of(event, roll);
    for registration in &meant.leaving {
        let about = decision.step(Step::Leave { registration: registration.id });
        seats.give_back(registration);
        decision.tell(kind, Recipient::Sender, about);
        decision.tell_all(Kind::Withdrawn, registration, writer.address.as_deref(), about);
    }
    let gone: Vec<i64> = meant.leaving.iter().map(|registration| registration.id).collect();
    promote(event, roll, &mut seats, &gone, now, &mut decision);
    match meant.left_over {
        Some(ground) => decision.reviewed(ground),
        None => decision,
    }
}

/// The one registration of the writer that the message speaks of leaving, if it can be one only.
pub fn the_one<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Option<&'r Registration> {
    match meant(roll, reading, writer).leaving.as_slice() {
        [known] => Some(known),
        _ => None,
    }
}

/// Whom a withdrawal means.
#[derive(Debug, Default)]
struct Meant<'r> {
    leaving: Vec<&'r Registration>,
    /// Why somebody whom it names does not leave, or nobody does.
    left_over: Option<Ground>,
}

fn meant<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Meant<'r> {
    let theirs: Vec<_> = roll
        .known
        .iter()
        .filter(|known| known.is_active() && writer.may_change(known, &reading.codes))
        .collect();
    let named: Vec<_> = reading.participants.iter().filter(|person| person.is_named()).collect();
    if !named.is_empty() {
        return named_ones(roll, &theirs, &named);
    }
    let with = |codes: &[String]| -> Vec<&Registration> {
        theirs.iter().copied().filter(|known| codes.contains(&known.code)).collect()
    };
    let by_own_code = with(&reading.own_codes);
    if !by_own_code.is_empty() {
        return Meant { leaving: by_own_code, left_over: None };
    }
    let of_the_letter = with(&reading.codes);
    let pool = if of_the_letter.is_empty() { theirs } else { of_the_letter };
    let of_the_writer: Vec<_> = pool.iter().copied().filter(|known| is_of(known, writer)).collect();
    match (pool.as_slice(), of_the_writer.as_slice()) {
        ([], _) if roll.known.iter().any(|known| known.is_active() && is_of(known, writer)) => {
            Meant { leaving: Vec::new(), left_over: Some(Ground::NotTheirs) }
        }
        ([], _) => Meant { leaving: Vec::new(), left_over: Some(Ground::NothingMeant) },
        ([_], _) => Meant { leaving: pool, left_over: None },
        _ if reading.withdraws_all => Meant { leaving: pool, left_over: None },
        (_, [_]) => Meant { leaving: of_the_writer, left_over: None },
        _ => Meant { leaving: Vec::new(), left_over: Some(Ground::SeveralMeant) },
    }
}

/// Those of the writer's registrations that have these names, each of which can mean one only.
fn named_ones<'r>(roll: &'r Roll, theirs: &[&'r Registration], named: &[&Participant]) -> Meant<'r> {
    let mut meant = Meant::default();
    for person in named {
        let called: Vec<_> = theirs.iter().copied().filter(|known| is_called(known, person)).collect();
        match called.as_slice() {
            [known] if meant.leaving.iter().any(|leaving| leaving.id == known.id) => {}
            [known] => meant.leaving.push(known),
            [] if roll.known.iter().any(|known| known.is_active() && is_called(known, person)) => {
                meant.left_over = Some(Ground::NotTheirs);
            }
            [] => meant.left_over = meant.left_over.or(Some(Ground::NothingMeant)),
            _ => meant.left_over = Some(Ground::SeveralMeant),
        }
    }
    meant
}

/// Whether a registration is of somebody with the names of `person`; "M. Durand" is a name too.
fn is_called(known: &Registration, person: &Participant) -> bool {
    let said = Identity::of(person).map(|identity| identity.names);
    let (Some(said), Some(own)) = (said, known.identity()) else { return false };
    if person.get(&Field::LastName).is_some() && person.get(&Field::FirstName).is_some() {
        return own.names == said;
    }
    let own: Vec<&str> = own.names.split(' ').collect();
    said.split(' ').all(|word| own.contains(&word))
}

/// Whether a registration is of whoever writes.
fn is_of(known: &Registration, writer: &Writer) -> bool {
    let is_at_their_address = known.own_address.is_some() && known.own_address == writer.address;
    let called = writer.name.as_deref().map(folded_names);
    is_at_their_address || called.is_some() && called == known.identity().map(|own| own.names)
}

/// What is answered where nobody leaves: what has left before stays so, what is not theirs is looked at by
/// a person, and who is not registered is told so.
fn nobody_leaves(roll: &Roll, reading: &Reading, writer: &Writer, meant: &Meant) -> Decision {
    let ground = meant.left_over.unwrap_or(Ground::NothingMeant);
    if ground != Ground::NothingMeant {
        return Decision::hand_over(ground);
    }
    let ended: Vec<_> = roll
        .known
        .iter()
        .filter(|known| !known.is_active() && writer.may_change(known, &reading.codes))
        .filter(|known| {
            reading.participants.is_empty()
                || reading.participants.iter().any(|person| is_called(known, person))
        })
        .filter(|known| !roll.is_back(known))
        .collect();
    // Whom they have registered may be meant under another spelling of the name.
    let theirs = |known: &Registration| known.is_active() && writer.may_change(known, &reading.codes);
    if ended.is_empty() && roll.known.iter().any(theirs) {
        return Decision::hand_over(ground);
    }
    if ended.is_empty() {
        let mut decision = Decision::nothing(Outcome::Refused, ground);
        decision.answer(Kind::NothingToCancel);
        return decision;
    }
    let mut decision = Decision::nothing(Outcome::Duplicate, Ground::AlreadyCancelled);
    for registration in ended {
        let about = decision.step(Step::Keep { registration: registration.id });
        decision.tell(Kind::AlreadyCancelled, Recipient::Sender, about);
    }
    decision
}
