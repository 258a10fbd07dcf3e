//! Orders that settle what the desk left to a person.

use jiff::Timestamp;

use super::{Behind, Done, Office, OfficeError, Ordered};
use crate::bulletin::reading::{Participant, Reading, Reason, Value, Verdict, missing};
use crate::desk::registration::{Identity, Registration};
use crate::desk::{Decision, Outcome, Roll, Step, Writer, decide, orders};
use crate::event::Event;
use crate::flows::answer::Cause;
use crate::fold::words;
use crate::store::{Book, OpenReview, Resolution, ReviewedMessage};

/// How a person settles a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Settlement {
    /// The people of the message are registered, with these values where they correct what was read.
    Register {
        /// What was read wrongly, or not at all.
        values: Vec<Value>,
        /// The event, where the message does not tell.
        event: Option<String>,
        /// Whether that holds although the event takes no registrations now.
        although_closed: bool,
    },
    /// They get their places, and the sender is asked for what is missing.
    Incomplete {
        /// The event, where the message does not tell.
        event: Option<String>,
    },
    /// The sender withdraws these registrations.
    Cancel {
        /// Their codes.
        codes: Vec<String>,
    },
    /// Somebody comes in somebody else's place.
    Replace {
        /// The code of the registration of whoever does not come, where the message does not tell.
        code: Option<String>,
        /// What was read wrongly, or not at all, of whoever comes.
        values: Vec<Value>,
    },
    /// Nobody is registered, and the sender is told so.
    Refuse,
    /// The message is left as it is; nobody is told anything.
    NotForTheDesk,
    /// The desk does what it would have done, had the message named this event.
    Assign {
        /// The event.
        event: String,
    },
    /// It was dealt with in another way.
    Done,
}

impl Office {
    /// Settles the review with this number.
    ///
    /// # Errors
    /// When it is not there, was settled before, or the rules do not allow it; or the book fails.
    pub async fn resolve(&mut self, number: i64, settlement: &Settlement) -> Ordered {
        let (mut book, command) = self.begin("resolve").await?;
        let (review, settled) = book.review(number).await?.ok_or(OfficeError::NoSuchReview(number))?;
        if let Some(at) = settled {
            return Err(OfficeError::Settled(number, self.local(at)));
        }
        let (mut done, resolution) = match settlement {
            Settlement::NotForTheDesk => {
                if let Some(message) = &review.message {
                    if book.has_registered(message.id).await? {
                        return Err(OfficeError::HasRegistered);
                    }
                    book.forget_sender(message.id).await?;
                }
                (Done::default(), Resolution::NotForTheDesk)
            }
            Settlement::Done => (Done::default(), Resolution::Done),
            Settlement::Cancel { codes } => {
                (self.settle_by_cancelling(&mut book, &review, codes, command).await?, Resolution::Cancelled)
            }
            Settlement::Replace { code, values } => {
                let done =
                    self.settle_by_replacing(&mut book, &review, code.as_deref(), values, command).await?;
                (done, Resolution::Registered)
            }
            settlement => match review.registration.as_ref().filter(|_| review.asks_for_a_seat()) {
                Some(asking) => {
                    self.settle_request(&mut book, number, &asking.code, settlement, command).await?
                }
                None => self.settle_message(&mut book, &review, settlement, command).await?,
            },
        };
        book.resolve(number, resolution, command, self.now).await?;
        book.close().await?;
        done.remarks.push(format!("review {number} is settled: {}", resolution.as_str()));
        Ok(done)
    }

    /// Cancels registrations: as the sender of the message asks, who is answered, where the message may
    /// have asked for that; else as the staff decide.
    async fn settle_by_cancelling(
        &mut self,
        book: &mut Book,
        review: &OpenReview,
        codes: &[String],
        command: i64,
    ) -> Ordered {
        let (event, leaving) = self.find_all(book, codes).await?;
        let roll = book.roll(&event, None).await?;
        let asking = match (&review.message, &review.reading) {
            (Some(message), Some(reading))
                if matches!(reading.verdict, Verdict::Cancellation | Verdict::Review)
                    && !book.has_registered(message.id).await? =>
            {
                Some(reading)
            }
            _ => None,
        };
        let writer = asking.map(|reading| self.writer(reading));
        if let Some((reading, writer)) = asking.zip(writer.as_ref()) {
            let roll = book.roll(&event, Some((reading, writer))).await?;
            let others = leaving.iter().find(|leaving| is_mistaken_for(&roll, reading, writer, leaving));
            if let Some(other) = others {
                return Err(OfficeError::NotTheSenders(other.code.clone(), review.number));
            }
        }
        let decision = orders::cancel(&event, &roll, &leaving, writer.as_ref(), self.now)?;
        let behind = match asking {
            Some(reading) => {
                Behind { cause: Cause::Review(review.number, reading), ..Behind::command(command) }
            }
            None => Behind::command(command),
        };
        self.carry_out(book, Some(&event), decision, behind).await
    }

    /// Does about the message of a review what a person decided.
    async fn settle_message(
        &mut self,
        book: &mut Book,
        review: &OpenReview,
        settlement: &Settlement,
        command: i64,
    ) -> Result<(Done, Resolution), OfficeError> {
        let (Some(message), Some(reading)) = (&review.message, &review.reading) else {
            return Err(OfficeError::NoMessage(
                review.number,
                "guichet register, correct or cancel, then resolve … done",
            ));
        };
        let mut reading = reading.as_ref().clone();
        let event = self.meant(&mut reading, settlement)?;
        let (event, decision, resolution) =
            self.decide_on(book, event, &mut reading, settlement, message).await?;
        let writer = self.writer(&reading);
        let behind = Behind {
            command,
            cause: Cause::Review(review.number, &reading),
            message: Some(message.id),
            sender: writer.address.as_deref(),
        };
        if let Some(event) = &event {
            book.assign(message.id, &event.id).await?;
        }
        let done = self.carry_out(book, event.as_ref(), decision, behind).await?;
        Ok((done, resolution))
    }

    pub(super) fn writer(&self, reading: &Reading) -> Writer {
        Writer::of(reading, &self.colleagues)
    }

    /// The event that the person or the message names, else the only one; `reading` is about it then.
    fn meant(&self, reading: &mut Reading, settlement: &Settlement) -> Result<Option<Event>, OfficeError> {
        let named = match settlement {
            // Whoever is refused need not come to an event that is still configured.
            Settlement::Refuse => return Ok(reading.event.as_deref().and_then(|id| self.event(id).ok())),
            Settlement::Register { event, .. } | Settlement::Incomplete { event } => event.as_ref(),
            Settlement::Assign { event } => Some(event),
            _ => None,
        };
        // What names another event is not for the only one without a word of the person.
        let names_none = reading.event.is_none()
            && !matches!(reading.reason, Reason::UnknownEvent | Reason::SeveralEvents);
        if let Some(named) = named.or(self.only_event().filter(|_| names_none)) {
            reading.event = Some(named.clone());
        }
        reading.event.as_deref().map(|id| self.event(id)).transpose()
    }

    /// The event that is yet to come, if it is the only one.
    fn only_event(&self) -> Option<&String> {
        let mut coming = self.events.iter().filter(|event| !event.is_over(self.now));
        coming.next().filter(|_| coming.next().is_none()).map(|event| &event.id)
    }

    /// What becomes of the message.
    async fn decide_on(
        &self,
        book: &mut Book,
        event: Option<Event>,
        reading: &mut Reading,
        settlement: &Settlement,
        message: &ReviewedMessage,
    ) -> Result<Settled, OfficeError> {
        match settlement {
            Settlement::Refuse if reading.verdict == Verdict::Cancellation => Err(OfficeError::AsksToLeave),
            Settlement::Refuse if book.has_registered(message.id).await? => Err(OfficeError::HasRegistered),
            Settlement::Refuse => {
                if let Some(event) = &event {
                    let writer = self.writer(reading);
                    let roll = book.roll(event, Some((reading, &writer))).await?;
                    nobody_is_registered(&roll, reading, &writer)?;
                }
                Ok((event, orders::decline(&self.writer(reading)), Resolution::Refused))
            }
            settlement => {
                let event = event.ok_or_else(|| OfficeError::WhichEvent(self.names()))?;
                if let Settlement::Register { values, .. } = settlement {
                    insert(reading, values)?;
                }
                let writer = self.writer(reading);
                let roll = book.roll(&event, Some((reading, &writer))).await?;
                let (decision, resolution) =
                    enter(&event, &roll, (reading, &writer), settlement, message.received_at, self.now)?;
                nobody_comes_back(book, &decision, &roll, message).await?;
                Ok((Some(event), decision, resolution))
            }
        }
    }
}

/// The event of a message, what is done about it, and how its review is settled by that.
type Settled = (Option<Event>, Decision, Resolution);

/// What becomes of a message that registers people, or is to be decided by the rules.
fn enter(
    event: &Event,
    roll: &Roll,
    (reading, writer): (&mut Reading, &Writer),
    settlement: &Settlement,
    received_at: Timestamp,
    now: Timestamp,
) -> Result<(Decision, Resolution), OfficeError> {
    match settlement {
        Settlement::Register { although_closed, .. } => Ok((
            orders::register(event, roll, reading, writer, *although_closed, now)?,
            Resolution::Registered,
        )),
        Settlement::Incomplete { .. } => {
            Ok((orders::hold(event, roll, reading, writer, now)?, Resolution::Incomplete))
        }
        _ => {
            reading.verdict = verdict(event, reading);
            let decision = decide(Some((event, roll)), reading, writer, received_at, now);
            let resolution = resolution(&decision)?;
            Ok((decision, resolution))
        }
    }
}

/// Whether the writer has nobody registered whom the message names, or nobody at all where it names none.
fn nobody_is_registered(roll: &Roll, reading: &Reading, writer: &Writer) -> Result<(), OfficeError> {
    let people = &reading.participants;
    let is_named = |known: &Registration| {
        people.is_empty() || people.iter().filter_map(Identity::of).any(|identity| known.is_of(&identity))
    };
    let mut theirs = roll
        .known
        .iter()
        .filter(|known| known.is_active() && writer.may_change(known, &reading.codes) && is_named(known));
    theirs.next().map_or(Ok(()), |known| Err(OfficeError::IsRegistered(known.code.clone())))
}

/// Whether `decision` enters nobody whom the message has registered before, or who has left since it came.
pub(super) async fn nobody_comes_back(
    book: &mut Book,
    decision: &Decision,
    roll: &Roll,
    message: &ReviewedMessage,
) -> Result<(), OfficeError> {
    for step in &decision.steps {
        let Step::Enter { identity, .. } = step else { continue };
        if book.has_registered(message.id).await? {
            return Err(OfficeError::RegisteredBefore);
        }
        for known in roll.known.iter().filter(|known| !known.is_active()) {
            let is_theirs = identity.as_ref().is_some_and(|identity| known.is_of(identity));
            if is_theirs && book.has_left_since(known.id, message.received_at).await? {
                return Err(OfficeError::LeftSince(known.code.clone()));
            }
        }
    }
    Ok(())
}

/// Puts values that a person typed in the place of those that were read.
fn insert(reading: &mut Reading, values: &[Value]) -> Result<(), OfficeError> {
    if values.is_empty() {
        return Ok(());
    }
    if reading.participants.is_empty() {
        reading.participants.push(Participant::default());
    }
    let count = reading.participants.len();
    let [participant] = reading.participants.as_mut_slice() else {
        return Err(OfficeError::SeveralPeople(count));
    };
    correct(participant, values);
    Ok(())
}

/// Puts values that a person typed in the place of those that were read of somebody.
pub(super) fn correct(participant: &mut Participant, values: &[Value]) {
    participant.values.retain(|read| values.iter().all(|value| value.field != read.field));
    participant.values.extend(values.iter().cloned());
}

/// What a message that was left to a person asks for, now that it is about `event`.
fn verdict(event: &Event, reading: &Reading) -> Verdict {
    let people = &reading.participants;
    if reading.verdict == Verdict::Cancellation {
        Verdict::Cancellation
    } else if reading.reason == Reason::Replacement {
        Verdict::Review
    } else if !people.is_empty() && missing(people, &event.required).is_empty() {
        Verdict::Registration
    } else {
        Verdict::Incomplete
    }
}

fn resolution(decision: &Decision) -> Result<Resolution, OfficeError> {
    match decision.outcome {
        Outcome::Registered | Outcome::Completed | Outcome::Corrected | Outcome::Duplicate => {
            Ok(Resolution::Registered)
        }
        Outcome::Incomplete => Ok(Resolution::Incomplete),
        Outcome::Cancelled => Ok(Resolution::Cancelled),
        Outcome::Refused => Ok(Resolution::Refused),
        _ => Err(OfficeError::Undecided(decision.ground.code())),
    }
}

/// Whether a message of `writer`, who has registrations, says nothing of the one that is `leaving`, which is not
/// among them.
fn is_mistaken_for(roll: &Roll, reading: &Reading, writer: &Writer, leaving: &Registration) -> bool {
    let is_own = |known: &Registration| known.is_active() && writer.may_change(known, &[]);
    let said = words(&reading.excerpt);
    let is_named = words(&leaving.name()).iter().any(|name| said.contains(name));
    roll.known.iter().any(is_own) && !writer.may_change(leaving, &reading.codes) && !is_named
}
