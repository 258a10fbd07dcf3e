//! Bulletins into the book: whoever is new is entered, whoever is known is corrected.

use jiff::Timestamp;

use super::amount::sum_up;
use super::registration::{Identity, Registration, State, organisation, own_address};
use super::seats::Seats;
use super::writer::Writer;
use super::{Amendment, Decision, Ground, Roll, Step};
use crate::bulletin::reading::{Answer, Participant, Reading};
use crate::event::{Event, Field};
use crate::fold::fold;

/// Everybody on the bulletin is entered, corrected or left as they are, in its order.
///
/// # Errors
/// Why a person has to decide.
pub fn register(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    writer: &Writer,
    now: Timestamp,
) -> Result<Decision, Ground> {
    let seats = Seats::of(event, roll);
    let mut desk = Registering { event, roll, reading, writer, now, seats, used: Vec::new() };
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
    Ok(sum_up(steps, event, roll, reading, writer))
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

/// One bulletin on its way into the book.
struct Registering<'r> {
    event: &'r Event,
    roll: &'r Roll,
    reading: &'r Reading,
    writer: &'r Writer,
    now: Timestamp,
    seats: Seats,
    /// Registrations that a participant of this bulletin is already matched with.
    used: Vec<i64>,
}

impl Registering<'_> {
    /// What happens to `participant`, unless a person has to decide.
    fn step(&mut self, participant: &Participant) -> Result<Step, Ground> {
        let participant = &self.writer.speak_of(participant);
        let identity = Identity::of(participant);
        let known = match (self.coded(participant, identity.as_ref()), &identity) {
            (Some(known), _) => Some(known),
            (None, Some(identity)) => self.same_person(identity).or_else(|| self.to_complete(identity)),
            (None, None) => self.meant_without_a_name()?,
        };
        let Some(known) = known else { return self.enter_or_come_back(participant, identity) };
        self.used.push(known.id);
        if !self.writer.may_change(&known, &self.reading.codes) {
            return Err(Ground::NotTheirs);
        }
        let step = self.with_answer(&known, amend(self.event, &known, participant));
        if let Step::Amend { identity: Some(identity), .. } = &step {
            self.seats.correct(known.place, &known.organisation(), &identity.organisation);
        }
        Ok(step)
    }

    /// A bulletin from somebody who is offered a seat, with a yes beside it, takes the seat.
    fn with_answer(&self, known: &Registration, step: Step) -> Step {
        if known.state != State::Offered || self.reading.answer != Some(Answer::Yes) {
            return step;
        }
        match step {
            Step::Keep { registration } => Step::Accept { registration },
            Step::Amend { registration, values, changes, identity, .. } => {
                Step::Amend { registration, values, changes, identity, state: State::Complete }
            }
            step => step,
        }
    }

    /// Somebody new; or, where nobody is named, whoever a registration was of that has ended, whose letter
    /// is answered: they come back with what is known of them.
    fn enter_or_come_back(
        &mut self,
        participant: &Participant,
        identity: Option<Identity>,
    ) -> Result<Step, Ground> {
        if identity.is_some() {
            return Ok(self.enter(participant, identity));
        }
        let ended = self.roll.known.iter().filter(|known| {
            !known.is_active()
                && self.reading.codes.contains(&known.code)
                && !self.used.contains(&known.id)
                && !self.roll.is_back(known)
        });
        match ended.collect::<Vec<_>>().as_slice() {
            [] => Ok(self.enter(participant, identity)),
            [known] => {
                self.used.push(known.id);
                let back = known.corrected_by(&participant.values);
                let identity = Identity::of(&back);
                Ok(self.enter(&back, identity))
            }
            _ => Err(Ground::SeveralMeant),
        }
    }

    fn active(&self) -> impl Iterator<Item = &Registration> {
        self.roll.known.iter().filter(|known| known.is_active() && !self.used.contains(&known.id))
    }

    /// The registration with the code that stands on the participant's form, unless that names somebody else.
    fn coded(&self, participant: &Participant, identity: Option<&Identity>) -> Option<Registration> {
        let code = participant.code.as_ref()?;
        let is_theirs = |known: &&Registration| match (identity, known.identity()) {
            (Some(said), Some(own)) => said.names == own.names,
            _ => true,
        };
        self.active().filter(|known| known.code == *code).find(is_theirs).cloned()
    }

    /// The registration of the same person.
    fn same_person(&self, identity: &Identity) -> Option<Registration> {
        self.active().find(|known| known.is_of(identity)).cloned()
    }

    /// The writer's own registration that waits for what this bulletin says: one that names nobody
    /// yet, or the same name without its organisation.
    fn to_complete(&self, identity: &Identity) -> Option<Registration> {
        let writer = self.writer.address.as_ref();
        self.active()
            .filter(|known| known.state == State::Incomplete)
            .filter(|known| {
                writer.is_some() && known.sender.as_ref() == writer
                    || self.reading.codes.contains(&known.code)
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
        let writer = self.writer.address.as_ref();
        let theirs = |known: &&Registration| {
            writer.is_some() && known.own_address.as_ref().or(known.sender.as_ref()) == writer
        };
        Ok(self.active().find(theirs).cloned())
    }

    fn enter(&mut self, participant: &Participant, identity: Option<Identity>) -> Step {
        let complete = participant.lacks(&self.event.required).next().is_none();
        let organisation = organisation(participant.get(&Field::Organisation));
        let place = if self.writer.changes_any {
            self.seats.place_by_staff(&organisation)
        } else {
            self.seats.next_place(&organisation)
        };
        Step::Enter {
            participant: participant.clone(),
            identity,
            place,
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
