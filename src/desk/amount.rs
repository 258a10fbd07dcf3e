//! What the steps of a bulletin amount to: the outcome in a word, who is told, and what a person looks at.

use super::registration::{Identity, Place, State, own_address};
use super::writer::Writer;
use super::{Decision, Ground, Kind, Notice, Outcome, Recipient, Review, Roll, Step};
use crate::bulletin::reading::Reading;
use crate::event::{Confirm, Event};

/// The decision that takes these `steps` for the bulletin of `reading`.
pub fn sum_up(steps: Vec<Step>, event: &Event, roll: &Roll, reading: &Reading, writer: &Writer) -> Decision {
    let outcome = outcome(&steps, roll);
    let ground =
        if outcome == Outcome::Duplicate { Ground::AlreadyRegistered } else { Ground::Read(reading.reason) };
    let answer =
        Notice { kind: kind(&steps, event, roll), to: Recipient::Sender, about: (0..steps.len()).collect() };
    let mut reviews = namesakes(&steps, roll);
    if event.confirm == Confirm::Staff && !writer.changes_any {
        reviews.extend(to_confirm(&steps, roll));
    }
    let mut notices = vec![answer];
    notices.extend(personal(&steps, roll, writer));
    let mut decision = Decision { outcome, ground, steps, notices, reviews };
    tell_others(&mut decision, roll, writer);
    decision
}

/// A letter to each participant who has a place now, at the address of their own that the bulletin gives,
/// where somebody else mailed it.
fn personal(steps: &[Step], roll: &Roll, writer: &Writer) -> Vec<Notice> {
    let addresses: Vec<Option<String>> = steps.iter().map(|step| new_address(step, roll)).collect();
    let is_personal = |address: &String| {
        let shared = addresses.iter().flatten().filter(|other| *other == address).count() > 1;
        let is_answered = [&writer.address, &writer.reply_to].contains(&&Some(address.clone()));
        !shared && !is_answered
    };
    let letter = |(about, address): (usize, &Option<String>)| {
        let address = address.clone().filter(is_personal)?;
        Some(Notice { kind: Kind::Personal, to: Recipient::Contact(address), about: vec![about] })
    };
    addresses.iter().enumerate().filter_map(letter).collect()
}

/// Whoever else was told how a registration stood hears that nothing is missing any more, that the offered seat
/// is taken, or what was corrected; but for those to whom a letter goes already.
fn tell_others(decision: &mut Decision, roll: &Roll, writer: &Writer) {
    for about in 0..decision.steps.len() {
        let Some(step) = decision.steps.get(about) else { continue };
        let kind = match step {
            step if completes(step, roll) => Kind::Completed,
            step if accepts(step, roll) => Kind::Promoted,
            Step::Amend { state: State::Complete | State::Offered, .. } => Kind::Amended,
            _ => continue,
        };
        let (Step::Amend { registration, .. } | Step::Accept { registration }) = *step else { continue };
        let is_told = |address: &str| {
            let to = Recipient::Contact(address.to_owned());
            decision.notices.iter().any(|notice| notice.to == to && notice.about.contains(&about))
        };
        let Some(known) = roll.known.iter().find(|known| known.id == registration) else { continue };
        let others = known.contacts().filter(|other| Some(*other) != writer.address.as_deref());
        let others: Vec<String> = others.filter(|other| !is_told(other)).map(str::to_owned).collect();
        for other in others {
            decision.tell(kind, Recipient::Contact(other), about);
        }
    }
}

/// The own address of somebody whom a step gives a place for good.
fn new_address(step: &Step, roll: &Roll) -> Option<String> {
    match step {
        Step::Enter { participant, state: State::Complete, .. } => {
            own_address(participant).map(str::to_lowercase)
        }
        Step::Amend { identity, .. } if completes(step, roll) => identity.as_ref()?.address.clone(),
        _ => None,
    }
}

/// Those who ask for a seat that the staff give.
pub fn to_confirm(steps: &[Step], roll: &Roll) -> impl Iterator<Item = Review> {
    let asks = |step: &Step| match step {
        Step::Enter { place: Place::Line, state: State::Complete, .. } => true,
        step => completes(step, roll) && waits(step, roll),
    };
    let asking = steps.iter().enumerate().filter(move |(_, step)| asks(step));
    asking.map(|(about, _)| Review { ground: Ground::ToConfirm, about: Some(about) })
}

/// Whether the registration of a step is in line.
fn waits(step: &Step, roll: &Roll) -> bool {
    let Step::Amend { registration, .. } = step else { return false };
    roll.known.iter().any(|known| known.id == *registration && known.place == Place::Line)
}

/// Whether a step brings what was missing.
fn completes(step: &Step, roll: &Roll) -> bool {
    let Step::Amend { registration, state: State::Complete, .. } = step else { return false };
    roll.known.iter().any(|known| known.id == *registration && known.state == State::Incomplete)
}

/// Those who are entered though somebody of the same name is registered: for a person to compare.
pub fn namesakes(steps: &[Step], roll: &Roll) -> Vec<Review> {
    let has_namesake = |identity: &Identity| {
        let mut active = roll.known.iter().filter(|known| known.is_active());
        active.any(|known| known.identity().is_some_and(|known| known.names == identity.names))
    };
    let entered = steps.iter().enumerate().filter(
        |(_, step)| matches!(step, Step::Enter { identity: Some(identity), .. } if has_namesake(identity)),
    );
    entered.map(|(about, _)| Review { ground: Ground::Namesake, about: Some(about) }).collect()
}

/// What was done, in a word.
fn outcome(steps: &[Step], roll: &Roll) -> Outcome {
    let any = |wanted: &dyn Fn(&Step) -> bool| steps.iter().any(wanted);
    if any(&|step| matches!(step, Step::Enter { state: State::Incomplete, .. })) {
        Outcome::Incomplete
    } else if any(&|step| matches!(step, Step::Enter { .. })) {
        Outcome::Registered
    } else if any(&|step| matches!(step, Step::Amend { state: State::Incomplete, .. })) {
        Outcome::Incomplete
    } else if any(&|step| completes(step, roll)) {
        Outcome::Completed
    } else if any(&|step| accepts(step, roll)) {
        Outcome::OfferAccepted
    } else if any(&|step| matches!(step, Step::Amend { .. })) {
        Outcome::Corrected
    } else {
        Outcome::Duplicate
    }
}

/// Whether a step takes an offered seat.
fn accepts(step: &Step, roll: &Roll) -> bool {
    match step {
        Step::Accept { .. } => true,
        Step::Amend { registration, state: State::Complete, .. } => {
            roll.known.iter().any(|known| known.id == *registration && known.state == State::Offered)
        }
        _ => false,
    }
}

/// The letter that tells the sender what became of the bulletin.
fn kind(steps: &[Step], event: &Event, roll: &Roll) -> Kind {
    let waits = if event.confirm == Confirm::Staff { Kind::Requested } else { Kind::Waitlisted };
    let mut kinds: Vec<Kind> = steps.iter().map(|step| step_kind(step, waits, roll)).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] => *kind,
        kinds if kinds.contains(&Kind::Incomplete) => Kind::Incomplete,
        _ => Kind::Mixed,
    }
}

fn step_kind(step: &Step, waits: Kind, roll: &Roll) -> Kind {
    let standing =
        |id: &i64| roll.known.iter().find(|known| known.id == *id).map(|known| (known.place, known.state));
    match step {
        Step::Enter { state: State::Incomplete, .. } | Step::Amend { state: State::Incomplete, .. } => {
            Kind::Incomplete
        }
        Step::Enter { place: Place::Seat, .. } => Kind::Confirmed,
        Step::Enter { .. } => waits,
        Step::Amend { registration, .. } => match standing(registration) {
            Some((Place::Seat, State::Incomplete)) => Kind::Confirmed,
            Some((_, State::Incomplete)) => waits,
            _ if accepts(step, roll) => Kind::Accepted,
            _ => Kind::Corrected,
        },
        Step::Keep { registration } => match standing(registration) {
            Some((_, State::Incomplete)) => Kind::Incomplete,
            _ => Kind::AlreadyRegistered,
        },
        Step::Accept { .. } => Kind::Accepted,
        Step::Leave { .. } | Step::Refuse { .. } | Step::Lapse { .. } => Kind::Cancelled,
        Step::Promote { .. } | Step::Offer { .. } => Kind::Promoted,
    }
}
