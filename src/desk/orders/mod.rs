//! What a person on the staff may order: the rules that hold for everybody hold for them too, but they
//! may change any registration, and choose who comes up.

mod replace;

use jiff::Timestamp;

use super::amount::to_confirm;
use super::line;
use super::register::{amend, register as enter};
use super::registration::{Place, Registration, State, own_address};
use super::seats::Seats;
use super::writer::Writer;
use super::{Decision, EventState, Ground, Kind, Notice, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::{Participant, Reading, Value, missing};
use crate::event::{Confirm, Event, Window};

pub use replace::{newcomer, replace};

/// Why an order is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The event does not take place.
    #[error("the event {0} is called off; write guichet reopen {0} first if it takes place after all")]
    CalledOff(String),
    /// The event has taken place.
    #[error("the event {0} is over")]
    Over(String),
    /// The event is taking place.
    #[error("the event {0} has begun: nobody comes in somebody's place any more")]
    Begun(String),
    /// It takes no bulletins now.
    #[error("the event {0} takes no registrations now; add --although-closed to register all the same")]
    Closed(String),
    /// What every registration needs is missing.
    #[error("{} missing: add {}", .0.join(", "), .0.iter().map(|field| format!("{field}=...")).collect::<Vec<_>>().join(" "))]
    Missing(Vec<String>),
    /// Nothing that would have to be asked for is missing.
    #[error("nothing is missing: write register instead of incomplete")]
    NothingMissing,
    /// It could mean several registrations, or none.
    #[error(
        "it is not certain whom the message means ({0}): use the code of the registration, with guichet correct or cancel"
    )]
    Uncertain(String),
    /// The registration has ended.
    #[error(
        "{0} is not registered any more; to come back, a new registration joins the end of the line (guichet register)"
    )]
    Ended(String),
    /// Somebody else has these names and this organisation.
    #[error("{0} is registered with these names and this organisation already")]
    SamePerson(String),
    /// The registration says so already.
    #[error("nothing changes: {0} says so already")]
    NothingNew(String),
    /// There is no need for promotion.
    #[error("{0} has a seat already")]
    HasASeat(String),
    /// There is no free seat.
    #[error(
        "all {capacity} seats of {event} are taken: cancel somebody, or raise the number with guichet capacity {event} {needed}"
    )]
    Full {
        /// The event.
        event: String,
        /// How many seats it has.
        capacity: u32,
        /// How many it would need.
        needed: u32,
    },
}

impl Refusal {
    fn full(event: &Event, roll: &Roll, needed: u32) -> Self {
        Self::Full { event: event.id.clone(), capacity: roll.capacity, needed }
    }
}

type Ordered = Result<Decision, Refusal>;

/// The people of `reading` are entered or corrected, in the order of their arrival now. Each needs every
/// required field. The answer goes to the writer or, where there is none, to each participant.
///
/// # Errors
/// When the event takes nobody now (unless `although_closed`), something is missing, or somebody who is
/// typed by hand is registered already.
pub fn register(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    writer: &Writer,
    although_closed: bool,
    now: Timestamp,
) -> Ordered {
    takes_place(event, roll, now)?;
    if !although_closed {
        is_open(event, roll, now)?;
    }
    lacking(&reading.participants, event)?;
    let decision = entered(event, roll, reading, writer, now)?;
    match reading.envelope.from {
        Some(_) => Ok(decision),
        None => all_new(decision, roll),
    }
}

/// Whether everything required is known of `people`.
fn lacking(people: &[Participant], event: &Event) -> Result<(), Refusal> {
    let missing = missing(people, &event.required);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::Missing(missing.into_iter().map(String::from).collect()))
}

/// What is typed by hand is of somebody new: whoever is known is corrected by their code.
fn all_new(decision: Decision, roll: &Roll) -> Ordered {
    let known = decision.steps.iter().find_map(|step| match step {
        Step::Amend { registration, .. } | Step::Keep { registration } => Some(registration),
        _ => None,
    });
    match roll.known.iter().find(|other| Some(&other.id) == known) {
        Some(other) => Err(Refusal::SamePerson(other.code.clone())),
        None => Ok(decision),
    }
}

/// The people of `reading` get their places, and the writer is asked for what is missing.
///
/// # Errors
/// When the event takes nobody now, for then it would not take what is missing either; or when nothing is
/// missing.
pub fn hold(event: &Event, roll: &Roll, reading: &Reading, writer: &Writer, now: Timestamp) -> Ordered {
    takes_place(event, roll, now)?;
    is_open(event, roll, now)?;
    if missing(&reading.participants, &event.required).is_empty() {
        return Err(Refusal::NothingMissing);
    }
    entered(event, roll, reading, writer, now)
}

/// The people of `reading`, who were registered before the desk opened, are entered as they are; those who
/// are registered already stay as they are. Nobody is written to.
///
/// # Errors
/// When it is not certain who is meant.
pub fn import(event: &Event, roll: &Roll, reading: &Reading, now: Timestamp) -> Ordered {
    let entered = entered(event, roll, reading, &Writer::default(), now)?;
    let steps = entered.steps.into_iter().map(|step| match step {
        Step::Enter { participant, identity, place, .. } => {
            Step::Enter { participant, identity, place, state: State::Complete, held_until: None }
        }
        Step::Amend { registration, .. } => Step::Keep { registration },
        step => step,
    });
    Ok(Decision { steps: steps.collect(), notices: Vec::new(), ..entered })
}

fn entered(event: &Event, roll: &Roll, reading: &Reading, writer: &Writer, now: Timestamp) -> Ordered {
    let decision = enter(event, roll, reading, &writer.clone().backed_by_staff(), now)
        .map_err(|ground| Refusal::Uncertain(ground.code()))?;
    let notices = if reading.envelope.from.is_some() {
        decision.notices.into_iter().chain(to_others(&decision.steps, roll, reading, writer)).collect()
    } else {
        to_each(&decision.steps)
    };
    let (outcome, ground) = (Outcome::StaffCommand, Ground::Ordered);
    Ok(through(Decision { outcome, ground, notices, ..decision }, writer))
}

/// What a colleague passed on is answered to whoever wrote it, and the colleague is told.
fn through(decision: Decision, writer: &Writer) -> Decision {
    if writer.through_a_colleague { decision.handed_on(writer) } else { decision }
}

/// A letter to whomever a registration belongs that somebody else's message corrects.
fn to_others(steps: &[Step], roll: &Roll, reading: &Reading, writer: &Writer) -> Vec<Notice> {
    let is_theirs = |known: &Registration| writer.may_change(known, &reading.codes);
    let other = |step: &Step| match step {
        Step::Amend { registration, .. } => {
            roll.known.iter().find(|known| known.id == *registration && !is_theirs(known))
        }
        _ => None,
    };
    let letter = |(about, step)| notice(Kind::CorrectedByStaff, other(step)?, about);
    steps.iter().enumerate().filter_map(letter).collect()
}

/// A letter to each participant who is entered with an address.
fn to_each(steps: &[Step]) -> Vec<Notice> {
    let address = |step: &Step| match step {
        Step::Enter { participant, .. } => own_address(participant).map(str::to_lowercase),
        _ => None,
    };
    let notice = |(about, step)| {
        let to = Recipient::Contact(address(step)?);
        Some(Notice { kind: Kind::RegisteredByStaff, to, about: vec![about] })
    };
    steps.iter().enumerate().filter_map(notice).collect()
}

/// Values of a registration change.
///
/// # Errors
/// When it has ended, the values are what it says, or they make it another's.
pub fn correct(event: &Event, roll: &Roll, known: &Registration, values: &[Value]) -> Ordered {
    is_active(known)?;
    let said = Participant { values: values.to_vec(), ..Participant::default() };
    let given = own_address(&said).map(str::to_lowercase);
    let address_by_staff = known.address_by_staff || given.is_some();
    let own_address = given.or(known.own_address.clone());
    let step = amend(event, known, &said);
    let Step::Amend { identity, .. } = &step else {
        return Err(Refusal::NothingNew(known.code.clone()));
    };
    let is_theirs = |other: &&Registration| {
        other.id != known.id
            && other.is_active()
            && identity.is_some()
            && other.identity().map(|other| other.key())
                == identity.as_ref().map(super::registration::Identity::key)
    };
    if let Some(other) = roll.known.iter().find(is_theirs) {
        return Err(Refusal::SamePerson(other.code.clone()));
    }
    let mut decision = ordered();
    decision.steps.push(step);
    if event.confirm == Confirm::Staff {
        let roll = Roll { known: vec![known.clone()], ..roll.clone() };
        decision.reviews.extend(to_confirm(&decision.steps, &roll));
    }
    let readdressed = Registration { own_address, address_by_staff, ..known.clone() };
    decision.notices.extend(notice(Kind::CorrectedByStaff, &readdressed, 0));
    Ok(decision)
}

/// Registrations are cancelled; who waits comes up. The letters go to their contacts, but those of
/// whom `asked_by` mailed the bulletin or is the participant, who gets one answer. Whoever asked for a seat
/// that the staff give, and is cancelled without having asked for that, is refused.
///
/// # Errors
/// When one of them has ended, or the event has taken place.
pub fn cancel(
    event: &Event,
    roll: &Roll,
    leaving: &[Registration],
    asked_by: Option<&Writer>,
    now: Timestamp,
) -> Ordered {
    is_not_over(event, now)?;
    let (mut decision, mut seats) = (ordered(), Seats::of(event, roll));
    for registration in leaving {
        is_active(registration)?;
        let (step, kind) = end(event, registration, asked_by);
        let about = decision.step(step);
        seats.give_back(registration);
        decision.tell_all(kind, registration, asked_by.and_then(|writer| writer.address.as_deref()), about);
    }
    if let Some(writer) = asked_by {
        let about = (0..decision.steps.len()).collect();
        decision.notices.push(Notice { kind: Kind::Cancelled, to: Recipient::Sender, about });
        decision = through(decision, writer);
    }
    let gone: Vec<i64> = leaving.iter().map(|registration| registration.id).collect();
    line::promote(event, roll, &mut seats, &gone, now, &mut decision);
    Ok(decision)
}

/// How the staff end a registration, and what those are told who did not ask for it.
fn end(event: &Event, known: &Registration, asked_by: Option<&Writer>) -> (Step, Kind) {
    let registration = known.id;
    match asked_by {
        None if event.confirm == Confirm::Staff && known.place == Place::Line => {
            (Step::Refuse { registration }, Kind::RefusedByStaff)
        }
        Some(writer) if known.may_be_changed_by(writer.address.as_deref(), &[]) => {
            (Step::Leave { registration }, Kind::Withdrawn)
        }
        _ => (Step::Leave { registration }, Kind::CancelledByStaff),
    }
}

/// Somebody in line gets a free seat, whoever is before them.
///
/// # Errors
/// When there is no free seat, or nobody who waits for it.
pub fn promote(event: &Event, roll: &Roll, known: &Registration, now: Timestamp) -> Ordered {
    takes_place(event, roll, now)?;
    is_active(known)?;
    if known.state == State::Offered {
        return Ok(given(Step::Accept { registration: known.id }, Kind::Promoted, known));
    }
    if known.place == Place::Seat {
        return Err(Refusal::HasASeat(known.code.clone()));
    }
    if roll.taken >= roll.capacity {
        return Err(Refusal::full(event, roll, roll.taken.saturating_add(1)));
    }
    let kind = match (event.confirm, known.state) {
        (Confirm::Staff, _) => Kind::ConfirmedByStaff,
        (Confirm::Automatic, State::Incomplete) => Kind::ToComplete,
        (Confirm::Automatic, _) => Kind::Promoted,
    };
    Ok(given(line::up(event, known, now), kind, known))
}

/// Somebody has a seat by this step; everybody whom that concerns is told.
fn given(step: Step, kind: Kind, known: &Registration) -> Decision {
    let mut decision = ordered();
    let about = decision.step(step);
    decision.tell_all(kind, known, None, about);
    decision
}

/// The writer is told that nobody whom the message names is registered.
#[must_use]
pub fn decline(writer: &Writer) -> Decision {
    let answer = Notice { kind: Kind::Declined, to: Recipient::Sender, about: Vec::new() };
    through(Decision { notices: vec![answer], ..ordered() }, writer)
}

fn ordered() -> Decision {
    Decision::nothing(Outcome::StaffCommand, Ground::Ordered)
}

fn notice(kind: Kind, registration: &Registration, about: usize) -> Option<Notice> {
    let to = Recipient::Contact(registration.contact()?.to_owned());
    Some(Notice { kind, to, about: vec![about] })
}

/// Whether the event is not called off, and not over.
///
/// # Errors
/// When it is.
pub fn takes_place(event: &Event, roll: &Roll, now: Timestamp) -> Result<(), Refusal> {
    if roll.state == EventState::CalledOff {
        return Err(Refusal::CalledOff(event.id.clone()));
    }
    is_not_over(event, now)
}

fn is_open(event: &Event, roll: &Roll, now: Timestamp) -> Result<(), Refusal> {
    let is_open = roll.state == EventState::Open && event.window(now) == Window::Open;
    if is_open { Ok(()) } else { Err(Refusal::Closed(event.id.clone())) }
}

fn has_not_begun(event: &Event, now: Timestamp) -> Result<(), Refusal> {
    if now < event.starts.timestamp() { Ok(()) } else { Err(Refusal::Begun(event.id.clone())) }
}

/// Whether the event is not over.
///
/// # Errors
/// When it is.
pub fn is_not_over(event: &Event, now: Timestamp) -> Result<(), Refusal> {
    if event.is_over(now) { Err(Refusal::Over(event.id.clone())) } else { Ok(()) }
}

fn is_active(registration: &Registration) -> Result<(), Refusal> {
    if registration.is_active() { Ok(()) } else { Err(Refusal::Ended(registration.code.clone())) }
}
