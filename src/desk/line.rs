//! Who comes up from the line, and whose time runs out.

use jiff::{SignedDuration, Timestamp};

use super::registration::{Registration, State};
use super::seats::Seats;
use super::{Decision, EventState, Ground, Kind, Outcome, Roll, Step};
use crate::event::{Event, Promotion};

/// Free seats go to those who wait, after the capacity was raised or a place was given back.
#[must_use]
pub fn fill(event: &Event, roll: &Roll, now: Timestamp) -> Decision {
    let mut decision = Decision::nothing(Outcome::Other, Ground::Filled);
    promote(event, roll, &mut Seats::of(event, roll), &[], now, &mut decision);
    decision
}

/// The places of those whose time ran out are given back: an offered seat that nobody answered for, a held
/// one for which nothing came.
#[must_use]
pub fn lapse(event: &Event, roll: &Roll, due: &[Registration], now: Timestamp) -> Decision {
    let mut decision = Decision::nothing(Outcome::Other, Ground::Lapsed);
    let mut seats = Seats::of(event, roll);
    for registration in due {
        let kind = match registration.state {
            State::Offered => Kind::OfferLapsed,
            State::Incomplete => Kind::HoldLapsed,
            _ => continue,
        };
        seats.give_back(registration);
        let about = decision.step(Step::Lapse { registration: registration.id });
        decision.tell_all(kind, registration, None, about);
    }
    let gone: Vec<i64> = due.iter().map(|registration| registration.id).collect();
    promote(event, roll, &mut seats, &gone, now, &mut decision);
    decision
}

/// Who is offered a seat has so much time at least to answer: with less nobody is asked, and the seat stays free
/// for the staff to give.
const TIME_TO_ANSWER: SignedDuration = SignedDuration::from_hours(2);

/// Free seats go to the line, first come first served, as long as there is time to be told.
pub fn promote(
    event: &Event,
    roll: &Roll,
    seats: &mut Seats,
    gone: &[i64],
    now: Timestamp,
    decision: &mut Decision,
) {
    let until = event.starts.timestamp().checked_sub(event.promotion_cutoff).unwrap_or(Timestamp::MIN);
    let is_in_time = match event.promotion {
        Promotion::Automatic => now < until,
        Promotion::Offer => {
            now.checked_add(event.offer_expires.min(TIME_TO_ANSWER)).is_ok_and(|end| end <= until)
        }
        Promotion::Staff => false,
    };
    if !is_in_time || roll.state == EventState::CalledOff {
        return;
    }
    let offered_until = now.checked_add(event.offer_expires).map_or(until, |lapses| lapses.min(until));
    for next in roll.line.iter().filter(|next| !gone.contains(&next.id)) {
        if !seats.is_free() {
            break;
        }
        if !seats.promote(next) {
            continue;
        }
        let (step, kind) = match (event.promotion, next.state) {
            // Whoever still owes an answer to the one question is not asked another.
            (_, State::Incomplete) => (up(event, next, now), Kind::ToComplete),
            (Promotion::Offer, _) => {
                (Step::Offer { registration: next.id, until: offered_until }, Kind::Offered)
            }
            _ => (up(event, next, now), Kind::Promoted),
        };
        let about = decision.step(step);
        decision.tell_all(kind, next, None, about);
    }
}

/// A seat for `next`; for whom something is missing has the whole time again to bring it.
#[must_use]
pub fn up(event: &Event, next: &Registration, now: Timestamp) -> Step {
    let held_until = (next.state == State::Incomplete).then(|| held_until(event, now));
    Step::Promote { registration: next.id, held_until }
}

/// Until when an incomplete registration is held: a while, but not beyond closing time.
#[must_use]
pub fn held_until(event: &Event, now: Timestamp) -> Timestamp {
    let closes = event.closes.timestamp();
    now.checked_add(event.incomplete_hold).map_or(closes, |until| until.min(closes))
}
