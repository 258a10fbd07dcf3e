//! Who leaves.

use jiff::Timestamp;

use super::line::promote;
use super::meant::withdrawn;
use super::registration::{Identity, Registration, State};
use super::seats::Seats;
use super::writer::Writer;
use super::{Decision, Ground, Kind, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::{Participant, Reading, Reason};
use crate::event::{Event, Field};
use crate::fold::words;

/// A withdrawal counts for the registrations of the writer that it can only mean.
pub fn cancel(event: &Event, roll: &Roll, reading: &Reading, writer: &Writer, now: Timestamp) -> Decision {
    let meant = meant(roll, reading, writer);
    let others = spoken_of(roll, reading, writer, &meant);
    if reading.sends_somebody && others.is_empty() && !meant.leaving.is_empty() {
        // Who is to come is nobody whom the writer has registered: in whose place, a person decides.
        return Decision::hand_over(Ground::Read(Reason::Replacement));
    }
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
    // Whoever is spoken of as well may take the seat that they are offered.
    if let Some(waits) = others.into_iter().find(|known| known.state == State::Offered) {
        return decision.reviewed(Ground::AboutOffer).about(waits);
    }
    let is_more_meant = reading.count.is_some_and(|count| count > meant.leaving.len() + meant.ended.len());
    match meant.left_over.or(is_more_meant.then_some(Ground::SeveralMeant)) {
        Some(ground) => decision.reviewed(ground),
        None => decision,
    }
}

/// The one registration of the writer that the message speaks of leaving, if it can be one only.
pub fn the_one<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Option<&'r Registration> {
    match meant(roll, reading, writer) {
        Meant { leaving, ended, .. } if ended.is_empty() => match leaving.as_slice() {
            [known] => Some(known),
            _ => None,
        },
        _ => None,
    }
}

/// Whom a withdrawal means.
#[derive(Debug, Default)]
struct Meant<'r> {
    leaving: Vec<&'r Registration>,
    /// Those who had left before.
    ended: Vec<&'r Registration>,
    /// Why somebody whom it names does not leave, or nobody does.
    left_over: Option<Ground>,
}

fn meant<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Meant<'r> {
    let named: Vec<_> = reading.participants.iter().filter(|person| person.is_named()).collect();
    if !named.is_empty() {
        return named_ones(roll, reading, writer, &named);
    }
    match withdrawn(roll, reading, writer) {
        Ok(meant) => {
            let (leaving, ended) = meant.into_iter().partition(|known| known.is_active());
            let mut meant = Meant { leaving, ended, left_over: None };
            meant.left_over = leaves_others(roll, reading, writer, &meant).then_some(Ground::SeveralMeant);
            meant
        }
        Err(ground) => {
            let is_theirs = |known: &Registration| known.is_active() && writer.is(known) == Some(true);
            let is_elsewhere = ground == Ground::NothingMeant && roll.known.iter().any(is_theirs);
            let ground = if is_elsewhere { Ground::NotTheirs } else { ground };
            Meant { left_over: Some(ground), ..Meant::default() }
        }
    }
}

/// Those of the writer's registrations that have these names, each of which can mean one only.
fn named_ones<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer, named: &[&Participant]) -> Meant<'r> {
    let theirs = |known: &&Registration| writer.may_change(known, &reading.codes);
    let mut meant = Meant::default();
    for person in named {
        let called: Vec<_> = roll.known.iter().filter(|known| is_called(known, person)).collect();
        let (active, ended): (Vec<_>, Vec<_>) = called.into_iter().partition(|known| known.is_active());
        let own: Vec<_> = active.iter().copied().filter(theirs).collect();
        let ended: Vec<_> = ended.into_iter().filter(theirs).filter(|known| !roll.is_back(known)).collect();
        match own.as_slice() {
            [known] if meant.leaving.iter().any(|leaving| leaving.id == known.id) => {}
            [known] => meant.leaving.push(known),
            [] if !active.is_empty() => meant.left_over = Some(Ground::NotTheirs),
            [] if !ended.is_empty() => meant.ended.extend(ended),
            [] => meant.left_over = meant.left_over.or(Some(Ground::NothingMeant)),
            _ => meant.left_over = Some(Ground::SeveralMeant),
        }
    }
    let is_somebody_unnamed = reading.participants.len() > named.len();
    if is_somebody_unnamed || leaves_others(roll, reading, writer, &meant) {
        meant.left_over = meant.left_over.or(Some(Ground::SeveralMeant));
    }
    meant
}

/// Whether a message that withdraws some may mean others of the writer's too: it speaks of them, and says of
/// nobody that they come.
fn leaves_others(roll: &Roll, reading: &Reading, writer: &Writer, meant: &Meant<'_>) -> bool {
    !reading.says_who_comes && !spoken_of(roll, reading, writer, meant).is_empty()
}

/// Those of the writer's of whom a message speaks beside those who leave by it.
fn spoken_of<'r>(
    roll: &'r Roll,
    reading: &Reading,
    writer: &Writer,
    meant: &Meant<'_>,
) -> Vec<&'r Registration> {
    let left: Vec<_> = meant.leaving.iter().chain(&meant.ended).collect();
    let is_left = |known: &Registration| left.iter().any(|left| left.id == known.id);
    let of_others: Vec<String> = left.iter().flat_map(|left| words(&left.name())).collect();
    let signed = reading.signed.as_deref().map(words).unwrap_or_default();
    let said = words(&reading.excerpt);
    let is_said = |name: &String| said.contains(name) && !of_others.contains(name) && !signed.contains(name);
    let is_spoken_of = |known: &Registration| words(&known.name()).iter().any(is_said);
    roll.open_to(writer, &reading.codes)
        .filter(|known| known.is_active() && !is_left(known) && is_spoken_of(known))
        .collect()
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

/// What is answered where nobody leaves: what has left before stays so, what is not theirs is looked at by
/// a person, and who is not registered is told so.
fn nobody_leaves(roll: &Roll, reading: &Reading, writer: &Writer, meant: &Meant) -> Decision {
    let ground = meant.left_over.unwrap_or(Ground::AlreadyCancelled);
    if !meant.ended.is_empty() && matches!(ground, Ground::AlreadyCancelled | Ground::NothingMeant) {
        let mut decision = Decision::nothing(Outcome::Duplicate, Ground::AlreadyCancelled);
        for registration in &meant.ended {
            let about = decision.step(Step::Keep { registration: registration.id });
            decision.tell(Kind::AlreadyCancelled, Recipient::Sender, about);
        }
        return decision;
    }
    // Whom they have registered may be meant under another spelling of the name.
    let has_some = roll.open_to(writer, &reading.codes).any(Registration::is_active);
    // Who names those who come as well may mean to register them.
    if ground != Ground::NothingMeant || has_some || reading.says_who_comes {
        return Decision::hand_over(ground);
    }
    let mut decision = Decision::nothing(Outcome::Refused, ground);
    decision.answer(Kind::NothingToCancel);
    decision
}
