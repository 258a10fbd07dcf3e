//! Bulletins into the book: whoever is new is entered, whoever is known is corrected.

use jiff::Timestamp;

use super::registration::{Identity, Place, Registration, State, own_address, sender};
use super::seats::Seats;
use super::{Amendment, Decision, Ground, Kind, Notice, Outcome, Recipient, Review, Roll, Step};
use crate::bulletin::reading::{Participant, Reading};
use crate::event::Event;
use crate::fold::fold;

/// By whose word a bulletin counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// Its writer's, who may change their own registrations.
    Writer,
    /// That of the staff, who may change any.
    Staff,
}

/// Everybody on the bulletin is entered, corrected or left as they are, in its order.
///
/// # Errors
/// Why a person has to decide.
pub fn register(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    now: Timestamp,
    authority: Authority,
) -> Result<Decision, Ground> {
    let seats = Seats::of(roll);
    let mut desk = Registering { event, roll, reading, now, authority, seats, used: Vec::new() };
    let nobody = Participant::default();
    let participants = match reading.participants.as_slice() {
        [] => std::slice::from_ref(&nobody),
        participants => participants,
    };
    let steps: Vec<Step> =
        participants.iter().map(|participant| desk.step(participant)).collect::<Result<_, _>>()?;
    if makes_one_of_two(&steps, roll) {
        return Err(Ground::SeveralMeant);
    }
    let outcome = outcome(&steps, roll);
    let ground =
        if outcome == Outcome::Duplicate { Ground::AlreadyRegistered } else { Ground::Read(reading.reason) };
    let answer =
        Notice { kind: kind(&steps, roll), to: Recipient::Sender, about: (0..steps.len()).collect() };
    let reviews = namesakes(&steps, roll);
    Ok(Decision { outcome, ground, steps, notices: vec![answer], reviews })
}

/// Whether somebody would be who somebody else is already: twice on one bulletin, or by a correction.
fn makes_one_of_two(steps: &[Step], roll: &Roll) -> bool {
    let mut amended = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for step in steps {
        match step {
            Step::Enter { identity, .. } => keys.extend(identity.as_ref().map(Identity::key)),
            Step::Amend { registration, identity, .. } => {
                amended.push(*registration);
                keys.extend(identity.as_ref().map(Identity::key));
            }
            _ => {}
        }
    }
    let others = roll.known.iter().filter(|known| known.is_active() && !amended.contains(&known.id));
    keys.extend(others.filter_map(Registration::identity).map(|identity| identity.key()));
    let count = keys.len();
    keys.sort();
    keys.dedup();
    keys.len() < count
}

/// Those who are entered though somebody of the same name is registered: for a person to compare.
fn namesakes(steps: &[Step], roll: &Roll) -> Vec<Review> {
    let has_namesake = |identity: &Identity| {
        let mut active = roll.known.iter().filter(|known| known.is_active());
        active.any(|known| known.identity().is_some_and(|known| known.names == identity.names))
    };
    let entered = steps.iter().enumerate().filter(
        |(_, step)| matches!(step, Step::Enter { identity: Some(identity), .. } if has_namesake(identity)),
    );
    entered.map(|(about, _)| Review { ground: Ground::Namesake, about: Some(about) }).collect()
}

/// One bulletin on its way into the book.
struct Registering<'r> {
    event: &'r Event,
    roll: &'r Roll,
    reading: &'r Reading,
    now: Timestamp,
    authority: Authority,
    seats: Seats,
    /// Registrations that a participant of this bulletin is already matched with.
    used: Vec<i64>,
}

impl Registering<'_> {
    /// What happens to `participant`, unless a person has to decide.
    fn step(&mut self, participant: &Participant) -> Result<Step, Ground> {
        let identity = Identity::of(participant);
        let known = match &identity {
            Some(identity) => self.same_person(identity).or_else(|| self.to_complete(identity)),
            None => self.meant_without_a_name()?,
        };
        let Some(known) = known else { return Ok(self.enter(participant, identity)) };
        self.used.push(known.id);
        if self.authority == Authority::Writer
            && !known.may_be_changed_by(sender(self.reading).as_deref(), &self.reading.codes)
        {
            return Err(Ground::NotTheirs);
        }
        Ok(amend(self.event, &known, participant))
    }

    fn active(&self) -> impl Iterator<Item = &Registration> {
        self.roll.known.iter().filter(|known| known.is_active() && !self.used.contains(&known.id))
    }

    /// The registration of the same person.
    fn same_person(&self, identity: &Identity) -> Option<Registration> {
        self.active().find(|known| known.is_of(identity)).cloned()
    }

    /// The writer's own registration that waits for what this bulletin says: one that names nobody
    /// yet, or the same name without its organisation.
    fn to_complete(&self, identity: &Identity) -> Option<Registration> {
        let sender = sender(self.reading)?;
        self.active()
            .filter(|known| known.state == State::Incomplete)
            .filter(|known| {
                known.sender.as_ref() == Some(&sender) || self.reading.codes.contains(&known.code)
            })
            .find(|known| match known.identity() {
                None => true,
                Some(known) => known.names == identity.names && known.organisation.is_empty(),
            })
            .cloned()
    }

    /// The registration that a message means that names nobody: the one whose code it carries, else
    /// the writer's own.
    fn meant_without_a_name(&self) -> Result<Option<Registration>, Ground> {
        let coded: Vec<_> = self.active().filter(|known| self.reading.codes.contains(&known.code)).collect();
        match coded.as_slice() {
            [] => {}
            [known] => return Ok(Some((*known).clone())),
            _ => return Err(Ground::SeveralMeant),
        }
        // What a secretary mailed for somebody with an address of their own is not hers.
        let sender = sender(self.reading);
        let theirs = |known: &&Registration| {
            sender.is_some() && known.own_address.as_ref().or(known.sender.as_ref()) == sender.as_ref()
        };
        Ok(self.active().find(theirs).cloned())
    }

    fn enter(&mut self, participant: &Participant, identity: Option<Identity>) -> Step {
        let complete = participant.lacks(&self.event.required).next().is_none();
        Step::Enter {
            participant: participant.clone(),
            identity,
            place: self.seats.next_place(),
            state: if complete { State::Complete } else { State::Incomplete },
            held_until: (!complete).then(|| self.held_until()),
        }
    }

    /// Until when an incomplete registration is held: a while, but not beyond closing time.
    fn held_until(&self) -> Timestamp {
        let closes = self.event.closes.timestamp();
        self.now.checked_add(self.event.incomplete_hold).map_or(closes, |until| until.min(closes))
    }
}

/// A second bulletin corrects the first: what it says counts, what it leaves out stays.
pub fn amend(event: &Event, known: &Registration, participant: &Participant) -> Step {
    let values: Vec<_> = participant
        .values
        .iter()
        .filter(|value| {
            value.place.paper != crate::bulletin::SENDER || !known.fields.contains_key(&value.field)
        })
        .filter(|value| known.fields.get(&value.field).is_none_or(|old| fold(old) != fold(&value.text)))
        .cloned()
        .collect();
    if values.is_empty() {
        return Step::Keep { registration: known.id };
    }
    let changes = values
        .iter()
        .map(|value| Amendment {
            field: value.field.clone(),
            from: known.fields.get(&value.field).cloned(),
            to: value.text.clone(),
        })
        .collect();
    let mut amended = known.clone();
    amended.fields.extend(values.iter().map(|value| (value.field.clone(), value.text.clone())));
    amended.own_address = own_address(participant).map(str::to_lowercase).or(amended.own_address);
    let complete = event.required.iter().all(|field| amended.fields.contains_key(field));
    let state = if known.state == State::Incomplete && complete { State::Complete } else { known.state };
    let identity = amended.identity();
    Step::Amend { registration: known.id, values, changes, identity, state }
}

fn outcome(steps: &[Step], roll: &Roll) -> Outcome {
    let any = |wanted: &dyn Fn(&Step) -> bool| steps.iter().any(wanted);
    let completes = |step: &Step| match step {
        Step::Amend { registration, state: State::Complete, .. } => {
            roll.known.iter().any(|known| known.id == *registration && known.state == State::Incomplete)
        }
        _ => false,
    };
    if any(&|step| matches!(step, Step::Enter { state: State::Incomplete, .. })) {
        Outcome::Incomplete
    } else if any(&|step| matches!(step, Step::Enter { .. })) {
        Outcome::Registered
    } else if any(&|step| matches!(step, Step::Amend { state: State::Incomplete, .. })) {
        Outcome::Incomplete
    } else if any(&completes) {
        Outcome::Completed
    } else if any(&|step| matches!(step, Step::Amend { .. })) {
        Outcome::Corrected
    } else {
        Outcome::Duplicate
    }
}

/// The letter that tells the sender what became of the bulletin.
fn kind(steps: &[Step], roll: &Roll) -> Kind {
    let mut kinds: Vec<Kind> = steps.iter().map(|step| step_kind(step, roll)).collect();
    kinds.dedup();
    match kinds.as_slice() {
        [kind] => *kind,
        kinds if kinds.contains(&Kind::Incomplete) => Kind::Incomplete,
        _ => Kind::Mixed,
    }
}

fn step_kind(step: &Step, roll: &Roll) -> Kind {
    let standing =
        |id: &i64| roll.known.iter().find(|known| known.id == *id).map(|known| (known.place, known.state));
    match step {
        Step::Enter { state: State::Incomplete, .. } | Step::Amend { state: State::Incomplete, .. } => {
            Kind::Incomplete
        }
        Step::Enter { place: Place::Seat, .. } => Kind::Confirmed,
        Step::Enter { .. } => Kind::Waitlisted,
        Step::Amend { registration, .. } => match standing(registration) {
            Some((Place::Seat, State::Incomplete)) => Kind::Confirmed,
            Some((_, State::Incomplete)) => Kind::Waitlisted,
            _ => Kind::Corrected,
        },
        Step::Keep { registration } => match standing(registration) {
            Some((_, State::Incomplete)) => Kind::Incomplete,
            _ => Kind::AlreadyRegistered,
        },
        Step::Leave { .. } => Kind::Cancelled,
        Step::Promote { .. } => Kind::Promoted,
    }
}
