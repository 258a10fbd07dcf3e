//! The rules by which a message becomes a decision.

use jiff::Timestamp;

use super::answer::{answer, late_yes};
use super::leave::{cancel, the_one};
use super::register::register;
use super::registration::{Registration, State};
use super::writer::Writer;
use super::{Decision, EventState, Ground, Kind, Notice, Outcome, Recipient, Review, Roll, Step};
use crate::bulletin::reading::{Answer, Reading, Reason, Verdict};
use crate::event::{Event, Window};

/// What the desk does about a message of `writer`, received at `received_at` and decided at `now`. `event`
/// is the event it is about with its roll; `None` where nothing tells which that is.
#[must_use]
pub fn decide(
    event: Option<(&Event, &Roll)>,
    reading: &Reading,
    writer: &Writer,
    received_at: Timestamp,
    now: Timestamp,
) -> Decision {
    let decision = match event {
        Some((event, roll)) => {
            at_event(event, roll, reading, writer, received_at, now).holding(roll, reading, writer)
        }
        None => without_event(reading),
    };
    let decision = if writer.through_a_colleague { decision.handed_on(writer) } else { decision };
    let decision = if reading.silence.is_some() { decision.silenced() } else { decision };
    if has_a_question_beside(reading, decision.outcome) {
        return decision.reviewed(Ground::QuestionBeside);
    }
    decision
}

fn without_event(reading: &Reading) -> Decision {
    let ground = Ground::Read(reading.reason);
    match reading.verdict {
        Verdict::Automatic => Decision::nothing(Outcome::Automatic, ground),
        Verdict::Other => Decision::nothing(Outcome::Other, ground),
        _ => Decision::hand_over(ground),
    }
}

fn at_event(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    writer: &Writer,
    received_at: Timestamp,
    now: Timestamp,
) -> Decision {
    if let Some(said) = late_yes(roll, reading, writer) {
        return enter(event, roll, &said, writer, received_at, now);
    }
    if reading.verdict != Verdict::Automatic
        && let Some(answered) = answer(event, roll, reading, writer, now)
    {
        return no_longer(event, roll, received_at).unwrap_or(answered);
    }
    let ground = Ground::Read(reading.reason);
    match reading.verdict {
        Verdict::Automatic => Decision::nothing(Outcome::Automatic, ground),
        Verdict::Other => spoken_of(roll, reading, writer),
        Verdict::Review => match leaves(roll, reading, writer) {
            Some(known) => Decision::hand_over(ground).about(known),
            None => Decision::hand_over(ground),
        },
        Verdict::Cancellation => {
            no_longer(event, roll, received_at).unwrap_or_else(|| cancel(event, roll, reading, writer, now))
        }
        Verdict::Registration | Verdict::Incomplete => enter(event, roll, reading, writer, received_at, now),
    }
}

/// Whoever is new is registered while the list is open; whoever has a place may complete and correct it as
/// long as the event takes place.
fn enter(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    writer: &Writer,
    received_at: Timestamp,
    now: Timestamp,
) -> Decision {
    let registered = register(event, roll, reading, writer, now);
    match (refuse(event, roll, received_at), registered) {
        (Some(_), Ok(registered))
            if registered.enters_nobody() && no_longer(event, roll, received_at).is_none() =>
        {
            registered
        }
        (Some(refused), _) => refused,
        (None, registered) => registered.unwrap_or_else(Decision::hand_over),
    }
}

/// Whether a question stands beside what the desk does without a person.
fn has_a_question_beside(reading: &Reading, outcome: Outcome) -> bool {
    let is_left_to_a_person = matches!(outcome, Outcome::Review | Outcome::Late | Outcome::Refused);
    let is_ours = !matches!(outcome, Outcome::Automatic | Outcome::Other);
    reading.question && is_ours && !is_left_to_a_person
}

/// Words that ask for nothing are shown to a person where they go on about a registration and may be what it
/// waits for, or take it back.
fn spoken_of(roll: &Roll, reading: &Reading, writer: &Writer) -> Decision {
    let says_something = reading.comes || reading.answer.is_some() && reading.reason != Reason::Thanks;
    let theirs = || roll.open_to(writer, &reading.codes).filter(|known| reading.codes.contains(&known.code));
    let is_ended = |known: &&Registration| !known.is_active() && !roll.is_back(known);
    let ground = match waiting(roll, reading, writer).next() {
        Some(known) => about_what_waits(known),
        None if reading.answer == Some(Answer::No) && theirs().any(Registration::is_active) => {
            Ground::AboutRegistration
        }
        None if reading.corrects && roll.open_to(writer, &[]).any(Registration::is_active) => {
            Ground::AboutRegistration
        }
        None if wants_to_come_too(roll, reading, writer) => return Decision::hand_over(Ground::NotTheirs),
        None if says_something && theirs().any(|known| is_ended(&known)) => Ground::AboutReturn,
        None => return Decision::nothing(Outcome::Other, Ground::Read(reading.reason)),
    };
    let decision = Decision::nothing(Outcome::Review, ground).reviewed(ground);
    match theirs().collect::<Vec<_>>().as_slice() {
        [known] => decision.about(known),
        _ => decision,
    }
}

/// Whether somebody without a place says that they come, below a letter that is somebody else's.
fn wants_to_come_too(roll: &Roll, reading: &Reading, writer: &Writer) -> bool {
    let is_quoted = |known: &Registration| reading.codes.contains(&known.code);
    let is_theirs = |known: &Registration| writer.may_change(known, &[]) || writer.is(known) == Some(true);
    reading.comes && roll.known.iter().any(is_quoted) && !roll.known.iter().any(is_theirs)
}

/// The registrations of the writer that wait for an answer, which the message may be.
fn waiting<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> impl Iterator<Item = &'r Registration> {
    roll.open_to(writer, &reading.codes).filter(|known| {
        let is_answered = reading.codes.contains(&known.code);
        match known.state {
            State::Incomplete => is_answered,
            State::Offered => is_answered || reading.answer.is_some(),
            _ => false,
        }
    })
}

/// What a person looks at where words may be what a registration waits for.
fn about_what_waits(known: &Registration) -> Ground {
    if known.state == State::Incomplete { Ground::AboutIncomplete } else { Ground::AboutOffer }
}

/// The registration in whose place somebody is to come, where that can be one only.
fn leaves<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Option<&'r Registration> {
    if reading.reason != Reason::Replacement {
        return None;
    }
    let named = reading.replacement.as_ref().and_then(|replacement| replacement.leaves.clone());
    // Somebody else than the writer whom the message does not name can be anybody.
    if named.as_ref().is_some_and(|named| !named.is_named()) {
        return None;
    }
    let participants = named.into_iter().collect();
    the_one(roll, &Reading { participants, ..reading.clone() }, writer)
}

/// The answer to a bulletin that comes too early or too late, if it does.
fn refuse(event: &Event, roll: &Roll, received_at: Timestamp) -> Option<Decision> {
    if let Some(decision) = no_longer(event, roll, received_at) {
        return Some(decision);
    }
    let (outcome, ground, kind) = match (roll.state, event.window(received_at)) {
        (EventState::Open, Window::Open) => return None,
        (EventState::Open, Window::NotYetOpen) => (Outcome::Refused, Ground::NotYetOpen, Kind::NotYetOpen),
        (EventState::Open, Window::Closed) if received_at < event.starts.timestamp() => {
            (Outcome::Late, Ground::Late, Kind::Late)
        }
        _ => (Outcome::Refused, Ground::Closed, Kind::Closed),
    };
    Some(Decision::refusing(outcome, ground, kind))
}

/// The answer to whatever comes when the event is over or does not take place.
fn no_longer(event: &Event, roll: &Roll, received_at: Timestamp) -> Option<Decision> {
    let (ground, kind) = match roll.state {
        EventState::CalledOff => (Ground::CalledOff, Kind::CalledOff),
        _ if event.is_over(received_at) => (Ground::Over, Kind::Over),
        _ => return None,
    };
    Some(Decision::refusing(Outcome::Refused, ground, kind))
}

impl Decision {
    pub(super) fn nothing(outcome: Outcome, ground: Ground) -> Self {
        Self { outcome, ground, steps: Vec::new(), notices: Vec::new(), reviews: Vec::new() }
    }

    /// A letter of the desk did not arrive: nobody is answered, and no seat is lost.
    #[must_use]
    pub fn bounced() -> Self {
        Self::nothing(Outcome::Bounce, Ground::Bounced)
    }

    /// The desk failed: a person has to look.
    #[must_use]
    pub fn failed() -> Self {
        Self::nothing(Outcome::Failed, Ground::Failed).reviewed(Ground::Failed)
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
            _ => Self::nothing(Outcome::Review, Ground::FoundElsewhere).reviewed(Ground::FoundElsewhere),
        }
    }

    /// An answer that fits offers of several events: a person looks.
    #[must_use]
    pub fn answering_several_events() -> Self {
        Self::nothing(Outcome::Review, Ground::AboutOffer).reviewed(Ground::AboutOffer)
    }

    /// The same, where a message of the writer's waits for a person: what finds no registration to withdraw may
    /// withdraw that.
    #[must_use]
    pub fn after_one_that_waits(self) -> Self {
        if self.ground != Ground::NothingMeant {
            return self;
        }
        let handed_over = Self::hand_over(self.ground);
        // What is not answered stays so.
        if self.notices.is_empty() { Self { notices: Vec::new(), ..handed_over } } else { handed_over }
    }

    /// Nothing changes; a person decides, and the sender is told so.
    pub(super) fn hand_over(ground: Ground) -> Self {
        let mut decision = Self::nothing(Outcome::Review, ground).reviewed(ground);
        decision.answer(Kind::HandedOver);
        decision
    }

    /// Nothing is recorded; the sender is told why, and the staff see it.
    fn refusing(outcome: Outcome, ground: Ground, kind: Kind) -> Self {
        let mut decision = Self::nothing(outcome, ground).reviewed(ground);
        decision.answer(kind);
        decision
    }

    /// The same, with something for a person to look at.
    pub(super) fn reviewed(mut self, ground: Ground) -> Self {
        self.reviews.push(Review { ground, about: None });
        self
    }

    /// The same, with what a person has to look at tied to a registration.
    pub(super) fn about(mut self, known: &Registration) -> Self {
        let about = self.step(Step::Keep { registration: known.id });
        for review in &mut self.reviews {
            review.about = Some(about);
        }
        self
    }

    /// Adds a step; its index is returned.
    pub(super) fn step(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    /// The sender is told something that is about nobody.
    pub(super) fn answer(&mut self, kind: Kind) {
        self.notices.push(Notice { kind, to: Recipient::Sender, about: Vec::new() });
    }

    /// Somebody is told of the registration of the step `about`; in one letter with other news of the
    /// kind for them.
    pub(super) fn tell(&mut self, kind: Kind, to: Recipient, about: usize) {
        match self.notices.iter_mut().find(|notice| notice.kind == kind && notice.to == to) {
            Some(notice) => notice.about.push(about),
            None => self.notices.push(Notice { kind, to, about: vec![about] }),
        }
    }

    /// Everybody whom `registration` concerns is told of it, but `writer`, who is answered.
    pub(super) fn tell_all(
        &mut self,
        kind: Kind,
        registration: &Registration,
        writer: Option<&str>,
        about: usize,
    ) {
        for address in registration.contacts().filter(|address| Some(*address) != writer) {
            self.tell(kind, Recipient::Contact(address.to_owned()), about);
        }
    }

    /// The same, with what a person has to look at tied to the registrations that wait for an answer: they do not
    /// lapse before somebody has looked.
    fn holding(mut self, roll: &Roll, reading: &Reading, writer: &Writer) -> Self {
        if self.outcome != Outcome::Review {
            return self;
        }
        let (mut steps, mut reviews) = (std::mem::take(&mut self.steps), std::mem::take(&mut self.reviews));
        for known in waiting(roll, reading, writer) {
            let is_known =
                |step: &Step| matches!(step, Step::Keep { registration } if *registration == known.id);
            if steps.iter().any(is_known) {
                continue;
            }
            let about = Some(steps.len());
            steps.push(Step::Keep { registration: known.id });
            match reviews.iter_mut().find(|review| review.about.is_none()) {
                Some(review) => review.about = about,
                None => reviews.push(Review { ground: about_what_waits(known), about }),
            }
        }
        Self { steps, reviews, ..self }
    }

    /// Whether it corrects, completes or accepts only what was registered in time.
    fn enters_nobody(&self) -> bool {
        !self.steps.iter().any(|step| matches!(step, Step::Enter { .. }))
    }

    /// The message came through a colleague, who is told what was recorded; its writer is answered.
    pub(super) fn handed_on(mut self, writer: &Writer) -> Self {
        let answers = self.notices.iter_mut().filter(|notice| notice.to == Recipient::Sender);
        let mut to_the_writer = Vec::new();
        for answer in answers.filter(|answer| answer.kind != Kind::HandedOver) {
            if let Some(address) = &writer.address {
                to_the_writer.push(Notice { to: Recipient::Contact(address.clone()), ..answer.clone() });
            }
            if !answer.about.is_empty() {
                answer.kind = Kind::Forwarded;
            }
        }
        self.notices.extend(to_the_writer);
        self
    }

    /// The same without its answer; what was recorded unseen by its sender is shown to the staff.
    fn silenced(mut self) -> Self {
        let before = self.notices.len();
        self.notices.retain(|notice| notice.to != Recipient::Sender && notice.kind != Kind::Personal);
        if self.notices.len() < before && self.reviews.is_empty() {
            return self.reviewed(Ground::NotAnswered);
        }
        self
    }
}
