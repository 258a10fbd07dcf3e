//! Bulletins into the book: whoever is new is entered, whoever is known is corrected.

use jiff::Timestamp;

use super::amount::sum_up;
use super::line::held_until;
use super::meant::{Pool, is_of_another};
use super::registration::{Identity, Registration, State, folded_names, organisation, own_address};
use super::seats::Seats;
use super::writer::Writer;
use super::{Amendment, Decision, Ground, Roll, Step};
use crate::bulletin::reading::{Answer, Basis, Participant, Reading, Value};
use crate::event::{Event, Field};
use crate::fold::{fold, words};

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
    let mut steps = Vec::with_capacity(participants.len());
    let mut are_all_theirs = true;
    for participant in participants {
        match desk.step(participant) {
            Ok(step) => steps.push(step),
            Err(Ground::NotTheirs) => are_all_theirs = false,
            Err(ground) => return Err(ground),
        }
    }
    if steps.is_empty() {
        return Err(Ground::NotTheirs);
    }
    if makes_one_of_two(&steps, roll) {
        return Err(Ground::SeveralMeant);
    }
    let decision = sum_up(steps, event, roll, reading, writer);
    // Nobody waits for somebody else's registration.
    Ok(if are_all_theirs { decision } else { decision.reviewed(Ground::NotTheirs) })
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

/// Whom a participant of a bulletin means.
enum Meant {
    /// Somebody who is registered.
    Known(Registration),
    /// Somebody whose registration has ended, and who comes back with what is known of them.
    Back(Registration),
    /// Nobody in the book.
    Nobody,
}

/// The one half of a name that a participant has, where it stands on a line of its own: "Nom : Petit"; a given name
/// in a sentence too.
fn telling_half(participant: &Participant) -> Option<&Value> {
    let names = (participant.value(&Field::LastName), participant.value(&Field::FirstName));
    let ((Some(half), None) | (None, Some(half))) = names else { return None };
    // Nobody registers somebody by a given name.
    (half.basis != Basis::Prose || half.field == Field::FirstName).then_some(half)
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
        let meant = match (self.coded(participant, identity.as_ref()), &identity) {
            (Some(known), _) => Meant::Known(known),
            (None, Some(identity)) => match self.named(participant, identity)? {
                Some(known) => Meant::Known(known),
                None => self.ended(identity).map_or(Meant::Nobody, Meant::Back),
            },
            (None, None) => self.meant_without_a_name()?,
        };
        let known = match meant {
            Meant::Known(known) => known,
            Meant::Back(ended) => {
                self.used.push(ended.id);
                let back = ended.corrected_by(&participant.values);
                let identity = Identity::of(&back);
                return Ok(self.enter(&back, identity));
            }
            Meant::Nobody => return Ok(self.enter(participant, identity)),
        };
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

    fn active(&self) -> impl Iterator<Item = &Registration> {
        self.roll.known.iter().filter(|known| self.is_open(known))
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

    /// The registration that a participant with a name means.
    fn named(&self, participant: &Participant, identity: &Identity) -> Result<Option<Registration>, Ground> {
        if let Some(half) = telling_half(participant)
            && let Some(known) = self.with_half(half)?
        {
            return Ok(Some(known));
        }
        let known = self
            .same_person(identity)
            .or_else(|| self.of_the_letter(identity))
            .or_else(|| self.to_complete(identity));
        if known.is_none() && self.may_correct_a_name(participant, identity) {
            return Err(Ground::SeveralMeant);
        }
        Ok(known)
    }

    /// Whether the name may be the right one of somebody of the letter that is answered: it shares the given name,
    /// or a part of it, and says no other organisation; or, without one, either half.
    fn may_correct_a_name(&self, participant: &Participant, identity: &Identity) -> bool {
        let Ok(Pool::Written(pool) | Pool::OfTheLetter(pool)) = self.spoken_of() else { return false };
        let says_none = identity.organisation.is_empty();
        let shares = |known: &Registration, field: &Field| {
            let said = words(participant.get(field).unwrap_or_default());
            let own = words(known.fields.get(field).map(String::as_str).unwrap_or_default());
            said.iter().any(|word| own.contains(word))
        };
        let is_near = |known: &Registration| {
            shares(known, &Field::FirstName) && (says_none || known.organisation() == identity.organisation)
                || says_none && shares(known, &Field::LastName)
        };
        pool.into_iter().any(|known| self.is_open(known) && is_near(known))
    }

    /// The registration of the same person. The address from which people register themselves is their own,
    /// also where they do not write it down.
    fn same_person(&self, identity: &Identity) -> Option<Registration> {
        let writer = self.writer.address.as_ref();
        let is_the_writers_own = |known: &&Registration| {
            let is_theirs = |own: &Option<String>| own.is_none() || own.as_ref() == writer;
            known.sender.is_some()
                && known.sender.as_ref() == writer
                && is_theirs(&identity.address)
                && is_theirs(&known.own_address)
                && known.identity().is_some_and(|own| own.names == identity.names)
                && self.writer.name.as_deref().map(folded_names).as_ref() == Some(&identity.names)
        };
        let is_same = |known: &&Registration| known.is_of(identity);
        self.active().find(is_same).or_else(|| self.active().find(is_the_writers_own)).cloned()
    }

    /// The writer's own registration of this name in the letter that is answered, or with this address: whatever else
    /// is said corrects it.
    fn of_the_letter(&self, identity: &Identity) -> Option<Registration> {
        let writer = self.writer.address.as_ref();
        let is_corrected = |known: &&Registration| {
            let is_answered = self.reading.codes.contains(&known.code) && self.writer.may_change(known, &[]);
            let is_their_address = known.own_address.is_some() && known.own_address.as_ref() == writer;
            known.identity().is_some_and(|own| own.names == identity.names)
                && (is_answered || is_their_address)
        };
        self.active().find(is_corrected).cloned()
    }

    /// The writer's registration with the same name that has ended, where the message leaves out the organisation
    /// that the book knows.
    fn ended(&self, identity: &Identity) -> Option<Registration> {
        let is_theirs = |known: &&Registration| {
            !known.is_active()
                && !self.used.contains(&known.id)
                && self.writer.may_change(known, &self.reading.codes)
                && known.identity().is_some_and(|own| own.names == identity.names)
                && !self.roll.is_back(known)
        };
        self.roll.known.iter().filter(|_| identity.organisation.is_empty()).rfind(is_theirs).cloned()
    }

    /// What half a name on a line of its own means in answer to a letter of the desk: whoever of that letter has
    /// it, or has none yet. Where it is another one, it may correct the name or be somebody else's.
    fn with_half(&self, half: &Value) -> Result<Option<Registration>, Ground> {
        let (Pool::Written(pool) | Pool::OfTheLetter(pool)) = self.spoken_of()? else { return Ok(None) };
        let pool: Vec<_> = pool.into_iter().filter(|known| self.is_open(known)).collect();
        let agrees = |known: &&&Registration| {
            known.fields.get(&half.field).is_none_or(|own| fold(own) == fold(&half.text))
        };
        match (pool.iter().filter(agrees).collect::<Vec<_>>().as_slice(), pool.as_slice()) {
            (_, []) => Ok(None),
            ([known], _) => Ok(Some((**known).clone())),
            _ => Err(Ground::SeveralMeant),
        }
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

    /// What a message means that names nobody: the registration whose code it carries, else the writer's own; or
    /// somebody whose registration has ended, where it answers the letter about that.
    fn meant_without_a_name(&self) -> Result<Meant, Ground> {
        let pool = match self.spoken_of()? {
            Pool::Written(pool) | Pool::OfTheLetter(pool) => pool,
            Pool::OfTheWriter(pool) => {
                // What a secretary mailed for somebody with an address of their own is not hers.
                let writer = self.writer.address.as_ref();
                let own = |known: &&Registration| {
                    self.is_open(known) && known.own_address.as_ref().or(known.sender.as_ref()) == writer
                };
                let own = pool.into_iter().find(own);
                return Ok(own.map_or(Meant::Nobody, |known| Meant::Known(known.clone())));
            }
        };
        let is_back = |known: &&Registration| !known.is_active() && !self.roll.is_back(known);
        let open: Vec<_> = pool.iter().copied().filter(|known| self.is_open(known)).collect();
        let ended: Vec<_> =
            pool.iter().copied().filter(is_back).filter(|known| !self.used.contains(&known.id)).collect();
        match (open.as_slice(), ended.as_slice()) {
            ([known], _) if is_of_another(self.roll, known, self.writer) => Err(Ground::SeveralMeant),
            ([known], _) => Ok(Meant::Known((*known).clone())),
            ([], [ended]) => Ok(Meant::Back((*ended).clone())),
            ([], []) => Ok(Meant::Nobody),
            _ => Err(Ground::SeveralMeant),
        }
    }

    fn spoken_of(&self) -> Result<Pool<'_>, Ground> {
        Pool::of(self.roll, self.reading, self.writer)
    }

    fn is_open(&self, known: &Registration) -> bool {
        known.is_active() && !self.used.contains(&known.id)
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
            held_until: (!complete).then(|| held_until(self.event, self.now)),
        }
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
