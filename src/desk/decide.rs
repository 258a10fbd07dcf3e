//! The rules by which a message becomes a decision.

use jiff::Timestamp;

use super::registration::{Identity, Place, Registration, State, own_address};
use super::seats::Seats;
use super::{Amendment, Decision, EventState, Ground, Kind, Notice, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::{Participant, Reading, Verdict};
use crate::event::{Event, Promotion, Window};
use crate::fold::fold;

/// What the desk does about a message received at `received_at` and decided at `now`. `event` is the
/// event it is about with its roll; `None` where the reading names none.
#[must_use]
pub fn decide(
    event: Option<(&Event, &Roll)>,
    reading: &Reading,
    received_at: Timestamp,
    now: Timestamp,
) -> Decision {
    let ground = Ground::Read(reading.reason);
    let decision = match (reading.verdict, event) {
        (Verdict::Automatic, _) => Decision::nothing(Outcome::Automatic, ground),
        (Verdict::Other, Some((_, roll))) if is_about_an_incomplete(roll, reading) => {
            Decision { review: Some(Ground::AboutIncomplete), ..Decision::nothing(Outcome::Review, ground) }
        }
        (Verdict::Other, _) => Decision::nothing(Outcome::Other, ground),
        (Verdict::Review, _) | (_, None) => Decision::hand_over(ground),
        (Verdict::Cancellation, Some((event, roll))) => cancel(event, roll, reading, now),
        (Verdict::Registration | Verdict::Incomplete, Some((event, roll))) => {
            refuse(event, roll, received_at).unwrap_or_else(|| register(event, roll, reading, now))
        }
    };
    if reading.silence.is_some() { decision.silenced() } else { decision }
}

/// Whether words that ask for nothing continue the conversation about a registration that still
/// waits for something: they may be what it waits for.
fn is_about_an_incomplete(roll: &Roll, reading: &Reading) -> bool {
    let waits = |known: &Registration| known.is_active() && known.state == State::Incomplete;
    roll.known.iter().any(|known| waits(known) && reading.codes.contains(&known.code))
}

/// The answer to a bulletin that comes too early or too late, if it does.
fn refuse(event: &Event, roll: &Roll, received_at: Timestamp) -> Option<Decision> {
    let (outcome, ground, kind) = match (roll.state, event.window(received_at)) {
        (EventState::Open, Window::Open) => return None,
        (EventState::Open, Window::NotYetOpen) => (Outcome::Refused, Ground::NotYetOpen, Kind::NotYetOpen),
        (EventState::Open, Window::Closed) if received_at < event.starts.timestamp() => {
            (Outcome::Late, Ground::Late, Kind::Late)
        }
        _ => (Outcome::Refused, Ground::Closed, Kind::Closed),
    };
    Some(Decision {
        outcome,
        ground,
        steps: Vec::new(),
        notices: vec![Notice { kind, to: Recipient::Sender, about: Vec::new() }],
        review: Some(ground),
    })
}

/// Everybody on the bulletin is entered, corrected or left as they are, in its order.
fn register(event: &Event, roll: &Roll, reading: &Reading, now: Timestamp) -> Decision {
    let mut desk = Registering { event, roll, reading, now, seats: Seats::of(roll), used: Vec::new() };
    let nobody = Participant::default();
    let participants = match reading.participants.as_slice() {
        [] => std::slice::from_ref(&nobody),
        participants => participants,
    };
    let steps: Result<Vec<Step>, Ground> =
        participants.iter().map(|participant| desk.step(participant)).collect();
    let steps = match steps {
        Ok(steps) => steps,
        Err(ground) => return Decision::hand_over(ground),
    };
    let outcome = outcome(&steps, roll);
    let ground =
        if outcome == Outcome::Duplicate { Ground::AlreadyRegistered } else { Ground::Read(reading.reason) };
    let answer =
        Notice { kind: kind(&steps, roll), to: Recipient::Sender, about: (0..steps.len()).collect() };
    Decision { outcome, ground, steps, notices: vec![answer], review: None }
}

/// One bulletin on its way into the book.
struct Registering<'r> {
    event: &'r Event,
    roll: &'r Roll,
    reading: &'r Reading,
    now: Timestamp,
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
        if !known.may_be_changed_by(sender(self.reading).as_deref(), &self.reading.codes) {
            return Err(Ground::NotTheirs);
        }
        Ok(self.amend(&known, participant))
    }

    fn active(&self) -> impl Iterator<Item = &Registration> {
        self.roll.known.iter().filter(|known| known.is_active() && !self.used.contains(&known.id))
    }

    /// The registration of the same person.
    fn same_person(&self, identity: &Identity) -> Option<Registration> {
        self.active().find(|known| known.identity().is_some_and(|known| identity.is_same(&known))).cloned()
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

    /// A second bulletin corrects the first: what it says counts, what it leaves out stays.
    fn amend(&self, known: &Registration, participant: &Participant) -> Step {
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
        let complete = self.event.required.iter().all(|field| amended.fields.contains_key(field));
        let state = if known.state == State::Incomplete && complete { State::Complete } else { known.state };
        let identity = amended.identity();
        Step::Amend { registration: known.id, values, changes, identity, state }
    }
}

/// A withdrawal counts when it can mean one registration only, and that is the writer's.
fn cancel(event: &Event, roll: &Roll, reading: &Reading, now: Timestamp) -> Decision {
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
fn promote(
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
        if let Some(contact) = next.sender.clone().or_else(|| next.own_address.clone()) {
            decision.notices.push(Notice { kind, to: Recipient::Contact(contact), about });
        }
    }
}

/// The sender's address in lower case, as the book keeps it.
fn sender(reading: &Reading) -> Option<String> {
    reading.envelope.from.as_ref().map(|from| from.address.to_lowercase())
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

impl Decision {
    pub(super) fn nothing(outcome: Outcome, ground: Ground) -> Self {
        Self { outcome, ground, steps: Vec::new(), notices: Vec::new(), review: None }
    }

    /// A letter of the desk did not arrive: nobody is answered, and no seat is lost.
    #[must_use]
    pub fn bounced() -> Self {
        Self::nothing(Outcome::Bounce, Ground::Bounced)
    }

    /// The desk failed: a person has to look.
    #[must_use]
    pub fn failed() -> Self {
        Self { review: Some(Ground::Failed), ..Self::nothing(Outcome::Failed, Ground::Failed) }
    }

    /// `reading` is of a message in a folder from which nothing is answered: what seems to be for the
    /// desk is shown to a person.
    #[must_use]
    pub fn found_elsewhere(reading: &Reading) -> Self {
        match reading.verdict {
            Verdict::Automatic => Self::nothing(Outcome::Automatic, Ground::Read(reading.reason)),
            Verdict::Review if reading.event.is_none() => {
                Self::nothing(Outcome::Other, Ground::FoundElsewhere)
            }
            Verdict::Other => Self::nothing(Outcome::Other, Ground::Read(reading.reason)),
            _ => Self {
                review: Some(Ground::FoundElsewhere),
                ..Self::nothing(Outcome::Review, Ground::FoundElsewhere)
            },
        }
    }

    /// Nothing changes; a person decides, and the sender is told so.
    fn hand_over(ground: Ground) -> Self {
        let answer = Notice { kind: Kind::HandedOver, to: Recipient::Sender, about: Vec::new() };
        Self { notices: vec![answer], review: Some(ground), ..Self::nothing(Outcome::Review, ground) }
    }

    /// The same without its answer; what was recorded unseen by its sender is shown to the staff.
    fn silenced(mut self) -> Self {
        let before = self.notices.len();
        self.notices.retain(|notice| notice.to != Recipient::Sender);
        if self.notices.len() < before && self.review.is_none() {
            self.review = Some(Ground::NotAnswered);
        }
        self
    }
}
