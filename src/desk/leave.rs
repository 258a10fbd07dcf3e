//! Who leaves, and who comes up for it.

use jiff::Timestamp;

use super::registration::{Identity, Registration, State, sender};
use super::seats::Seats;
use super::{Decision, EventState, Ground, Kind, Notice, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::Reading;
use crate::event::{Event, Promotion};

/// A withdrawal counts when it can mean one registration only, and that is the writer's.
pub fn cancel(event: &Event, roll: &Roll, reading: &Reading, now: Timestamp) -> Decision {
    let sender = sender(reading);
    let named: Vec<Identity> = reading.participants.iter().filter_map(Identity::of).collect();
    let is_meant = |known: &Registration| {
        let is_named = |identity: &Identity| named.iter().any(|named| named.names == identity.names);
        named.is_empty() || known.identity().is_some_and(|identity| is_named(&identity))
    };
    let coded: Vec<_> = roll.known.iter().filter(|known| reading.codes.contains(&known.code)).collect();
    let theirs: Vec<_> = if coded.is_empty() { roll.known.iter().collect() } else { coded }
        .into_iter()
        .filter(|known| known.is_active() && known.may_be_changed_by(sender.as_deref(), &reading.codes))
        .filter(|known| is_meant(known))
        .collect();
    let [registration] = theirs.as_slice() else {
        return Decision::hand_over(if theirs.is_empty() {
            Ground::NothingMeant
        } else {
            Ground::SeveralMeant
        });
    };
    let mut decision = Decision::nothing(Outcome::Cancelled, Ground::Read(reading.reason));
    decision.steps.push(Step::Leave { registration: registration.id });
    decision.notices.push(Notice { kind: Kind::Cancelled, to: Recipient::Sender, about: vec![0] });
    let mut seats = Seats::of(roll);
    seats.give_back(registration.place);
    promote(event, roll, &mut seats, &[registration.id], now, &mut decision);
    decision
}

/// Free seats go to those who wait, after the capacity was raised.
#[must_use]
pub fn fill(event: &Event, roll: &Roll, now: Timestamp) -> Decision {
    let mut decision = Decision::nothing(Outcome::Other, Ground::Filled);
    promote(event, roll, &mut Seats::of(roll), &[], now, &mut decision);
    decision
}

/// Free seats go to the line, first come first served, as long as there is time to be told.
pub fn promote(
    event: &Event,
    roll: &Roll,
    seats: &mut Seats,
    gone: &[i64],
    now: Timestamp,
    decision: &mut Decision,
) {
    let in_time = now.checked_add(event.promotion_cutoff).is_ok_and(|then| then <= event.starts.timestamp());
    if event.promotion != Promotion::Automatic || !in_time || roll.state == EventState::CalledOff {
        return;
    }
    for next in roll.line.iter().filter(|next| !gone.contains(&next.id)) {
        if !seats.promote() {
            break;
        }
        let about = vec![decision.steps.len()];
        decision.steps.push(Step::Promote { registration: next.id });
        let kind = if next.state == State::Incomplete { Kind::Incomplete } else { Kind::Promoted };
        if let Some(contact) = next.contact() {
            decision.notices.push(Notice { kind, to: Recipient::Contact(contact.to_owned()), about });
        }
    }
}
