//! Ways of being wrong, each by one mistake.

use super::play::{Desk, Received, honest};
use crate::bulletin::reading::Answer;
use crate::desk::registration::{Place, State};
use crate::desk::{Decision, Ground, Kind, Outcome, Roll, Step, fill, lapse};

/// The honest desk, told something wrong.
fn by(change: impl Fn(&mut Roll, &mut Received) + 'static) -> Desk {
    let decide = Box::new(move |event: &_, roll: &Roll, received: &Received| {
        let (mut roll, mut received) = (roll.clone(), received.clone());
        change(&mut roll, &mut received);
        honest(event, &roll, &received)
    });
    Desk { decide, ..Desk::honest() }
}

/// The honest desk, whose decision is spoilt.
fn after(change: impl Fn(&Roll, &Received, &mut Decision) + 'static) -> Desk {
    let decide = Box::new(move |event: &_, roll: &Roll, received: &Received| {
        let mut decision = honest(event, roll, received);
        change(roll, received, &mut decision);
        decision
    });
    Desk { decide, ..Desk::honest() }
}

/// The honest desk, whose rules of time are spoilt.
fn in_time(change: impl Fn(&mut Decision) + 'static) -> Desk {
    let lapse = Box::new(move |event: &_, roll: &Roll, due: &[_], now| {
        let mut decision = lapse(event, roll, due, now);
        change(&mut decision);
        decision
    });
    Desk { lapse, ..Desk::honest() }
}

pub fn desks() -> Vec<(&'static str, Desk)> {
    [with_seats(), with_people(), with_time()].into_iter().flatten().collect()
}

fn with_seats() -> Vec<(&'static str, Desk)> {
    vec![
        ("has one seat too many", by(|roll, _| roll.capacity += 1)),
        ("does not see the line", by(|roll, _| roll.waiting = 0)),
        ("promotes the last in line", by(|roll, _| roll.line.reverse())),
        ("does not count organisations", by(|roll, _| roll.seated.clear())),
        (
            "promotes nobody",
            after(|_, _, decision| {
                if decision.steps.iter().any(|step| matches!(step, Step::Leave { .. })) {
                    decision.steps.truncate(1);
                    decision.notices.truncate(1);
                    decision.notices.iter_mut().for_each(|notice| notice.about.truncate(1));
                }
            }),
        ),
        (
            "gives a seat to whoever is second",
            after(|_, _, decision| {
                for step in decision.steps.iter_mut().skip(1) {
                    if let Step::Enter { place, .. } = step {
                        *place = Place::Seat;
                    }
                }
            }),
        ),
        (
            "refuses whoever withdraws",
            after(|_, _, decision| {
                for step in &mut decision.steps {
                    if let Step::Leave { registration } = *step {
                        *step = Step::Refuse { registration };
                    }
                }
            }),
        ),
        (
            "fills no seats",
            Desk {
                fill: Box::new(|_, _, _| Decision::nothing(Outcome::Other, Ground::Filled)),
                ..Desk::honest()
            },
        ),
        (
            "fills from the end of the line",
            Desk {
                fill: Box::new(|event, roll, now| {
                    let mut roll = roll.clone();
                    roll.line.reverse();
                    fill(event, &roll, now)
                }),
                ..Desk::honest()
            },
        ),
    ]
}

fn with_people() -> Vec<(&'static str, Desk)> {
    vec![
        ("knows nobody again", by(|roll, _| roll.known.clear())),
        (
            "drops the last on a bulletin",
            by(|_, received| {
                if received.reading.participants.len() > 1 {
                    received.reading.participants.pop();
                }
            }),
        ),
        ("lets anybody change anything", by(|_, received| received.writer.changes_any = true)),
        (
            "takes a colleague for the participant",
            by(|_, received| {
                let from = received.reading.envelope.from.as_ref().map(|from| from.address.clone());
                received.writer.address = from;
            }),
        ),
        ("answers twice", after(|_, _, decision| decision.notices.extend(decision.notices.first().cloned()))),
        (
            "tells those who wait that they have a seat",
            after(|_, _, decision| {
                for notice in decision.notices.iter_mut().filter(|notice| notice.kind == Kind::Waitlisted) {
                    notice.kind = Kind::Confirmed;
                }
            }),
        ),
        (
            "takes the withdrawal but keeps the seat",
            after(|_, _, decision| {
                for step in &mut decision.steps {
                    if let Step::Leave { registration } = step {
                        *step = Step::Keep { registration: *registration };
                    }
                }
            }),
        ),
        (
            "tells only the writer that somebody has left",
            after(|_, _, decision| decision.notices.retain(|notice| notice.kind != Kind::Withdrawn)),
        ),
        (
            "tells nobody that they come up",
            after(|_, _, decision| {
                decision.notices.retain(|notice| !matches!(notice.kind, Kind::Promoted | Kind::Offered));
            }),
        ),
        (
            "tells only the writer that nothing is missing any more",
            after(|_, _, decision| decision.notices.retain(|notice| notice.kind != Kind::Completed)),
        ),
    ]
}

fn with_time() -> Vec<(&'static str, Desk)> {
    vec![
        (
            "takes a no for a yes",
            by(|roll, received| {
                let is_offered = roll.known.iter().any(|known| known.state == State::Offered);
                if is_offered && received.reading.answer == Some(Answer::No) {
                    received.reading.answer = Some(Answer::Yes);
                }
            }),
        ),
        ("does not hear a yes", by(|_, received| received.reading.answer = None)),
        (
            "offers a seat without holding it",
            after(|_, _, decision| {
                for step in &mut decision.steps {
                    if let Step::Offer { registration, .. } = step {
                        *step = Step::Keep { registration: *registration };
                    }
                }
            }),
        ),
        (
            "forgets what is held",
            in_time(|decision| {
                decision.steps.clear();
                decision.notices.clear();
            }),
        ),
        (
            "ends what is held without a word",
            in_time(|decision| {
                decision
                    .notices
                    .retain(|notice| !matches!(notice.kind, Kind::OfferLapsed | Kind::HoldLapsed));
            }),
        ),
        (
            "ends what is held before its time",
            after(|roll, _, decision| {
                let held = roll.known.iter().find(|known| known.state == State::Offered);
                decision.steps.extend(held.map(|known| Step::Lapse { registration: known.id }));
            }),
        ),
    ]
}
