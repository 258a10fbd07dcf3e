//! The rules by which a message becomes a decision.

use jiff::Timestamp;

use super::leave::cancel;
use super::register::{Authority, register};
use super::registration::{Registration, State};
use super::{Decision, EventState, Ground, Kind, Notice, Outcome, Recipient, Review, Roll};
use crate::bulletin::reading::{Reading, Verdict};
use crate::event::{Event, Window};

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
            Decision::nothing(Outcome::Review, ground).reviewed(Ground::AboutIncomplete)
        }
        (Verdict::Other, _) => Decision::nothing(Outcome::Other, ground),
        (Verdict::Review, _) | (_, None) => Decision::hand_over(ground),
        (Verdict::Cancellation, Some((event, roll))) => cancel(event, roll, reading, now),
        (Verdict::Registration | Verdict::Incomplete, Some((event, roll))) => {
            refuse(event, roll, received_at).unwrap_or_else(|| {
                register(event, roll, reading, now, Authority::Writer).unwrap_or_else(Decision::hand_over)
            })
        }
    };
    let decision = if reading.silence.is_some() { decision.silenced() } else { decision };
    if has_a_question_beside(reading, decision.outcome) {
        return decision.reviewed(Ground::QuestionBeside);
    }
    decision
}

/// Whether a question stands beside what the desk does without a person.
fn has_a_question_beside(reading: &Reading, outcome: Outcome) -> bool {
    let is_left_to_a_person = matches!(outcome, Outcome::Review | Outcome::Late | Outcome::Refused);
    let is_ours = !matches!(reading.verdict, Verdict::Automatic | Verdict::Other);
    reading.question && is_ours && !is_left_to_a_person
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
    let answer = Notice { kind, to: Recipient::Sender, about: Vec::new() };
    Some(Decision { notices: vec![answer], ..Decision::nothing(outcome, ground) }.reviewed(ground))
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

    /// Nothing changes; a person decides, and the sender is told so.
    pub(super) fn hand_over(ground: Ground) -> Self {
        let answer = Notice { kind: Kind::HandedOver, to: Recipient::Sender, about: Vec::new() };
        Self { notices: vec![answer], ..Self::nothing(Outcome::Review, ground) }.reviewed(ground)
    }

    /// The same, with something for a person to look at.
    fn reviewed(mut self, ground: Ground) -> Self {
        self.reviews.push(Review { ground, about: None });
        self
    }

    /// The same without its answer; what was recorded unseen by its sender is shown to the staff.
    fn silenced(mut self) -> Self {
        let before = self.notices.len();
        self.notices.retain(|notice| notice.to != Recipient::Sender);
        if self.notices.len() < before && self.reviews.is_empty() {
            return self.reviewed(Ground::NotAnswered);
        }
        self
    }
}
