//! From a decision to the letters that say it, rendered once into the outbox.

use jiff::Timestamp;

use super::{FlowError, message_id};
use crate::bulletin::reading::Reading;
use crate::desk::registration::{Place, Registration, State, Status};
use crate::desk::{Decision, Ground, Kind, Notice, Recipient, Step};
use crate::event::{Event, Field};
use crate::letters::{self, Change, Held, Letter, MailError, Occasion, Person, Post, Standing, Thread};
use crate::message::Mailbox;
use crate::store::{Book, Outgoing};

/// What the letters of one decision are written from.
#[derive(Debug)]
pub struct Answering<'a> {
    /// The event, where there is one.
    pub event: Option<&'a Event>,
    /// In whose name they are written.
    pub from: &'a Mailbox,
    /// What they are owed to.
    pub cause: Cause<'a>,
    /// What was decided.
    pub decision: &'a Decision,
    /// When they are written.
    pub now: Timestamp,
}

/// What letters are owed to.
#[derive(Debug, Clone, Copy)]
pub enum Cause<'a> {
    /// A message, by its row, with what was read of it.
    Message(i64, &'a Reading),
    /// What a person decided about a message, by the number of its review.
    Review(i64, &'a Reading),
    /// A command of the staff, by its row.
    Command(i64),
    /// A rule of the desk.
    Rule,
}

/// A letter that lies in the outbox now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says, in a word.
    pub kind: &'static str,
    /// Whom it goes to.
    pub recipient: String,
}

/// Writes the letters of a decision into the outbox. `registrations` are those of its steps. A
/// letter whose recipient has no usable address is left to the staff.
///
/// # Errors
/// When the book fails or a letter cannot be written.
pub async fn write(
    book: &mut Book,
    answering: &Answering<'_>,
    registrations: &[i64],
    chance: &mut fastrand::Rng,
) -> Result<Vec<Written>, FlowError> {
    let mut letters = Vec::new();
    for notice in &answering.decision.notices {
        let about: Vec<i64> =
            notice.about.iter().filter_map(|&step| registrations.get(step).copied()).collect();
        let mut people = Vec::with_capacity(about.len());
        for &registration in &about {
            people.push(person(book, answering.event, answering.now, registration).await?);
        }
        let letter = answering.letter(notice, &people);
        let Some(recipient) = answering.recipient(notice) else { continue };
        let message_id = message_id(chance, answering.from);
        let post =
            Post { from: answering.from, to: &[&recipient], message_id: &message_id, date: answering.now };
        let mail = match letters::mail(&letter, &answering.thread(notice), post, &[]) {
            Ok(mail) => mail,
            Err(MailError::Recipient) => {
                let message = answering.message();
                let registration = about.first().copied();
                book.open_review(message, registration, Ground::NotAnswered, None, answering.now).await?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let outgoing = Outgoing {
            kind: notice.kind.as_str(),
            cause: answering.cause(notice, &about),
            recipient: &recipient,
            message_id: &message_id,
            mail: &mail,
            registrations: &about,
        };
        book.enqueue(&outgoing, answering.now).await?;
        letters.push(Written { kind: notice.kind.as_str(), recipient });
    }
    Ok(letters)
}

/// A registration of `event` as letters name it, as it stands in the book now.
pub async fn person(
    book: &mut Book,
    event: Option<&Event>,
    now: Timestamp,
    id: i64,
) -> Result<Person, FlowError> {
    let (registration, rank) = book.standing(id).await?;
    let until = book.held_until(id).await?.unwrap_or(now);
    let value = |field: &Field| registration.fields.get(field).cloned();
    Ok(Person {
        first_name: value(&Field::FirstName),
        last_name: value(&Field::LastName),
        organisation: value(&Field::Organisation),
        standing: standing(event, &registration, rank.unwrap_or_default(), until),
        code: registration.code,
    })
}

fn standing(event: Option<&Event>, registration: &Registration, rank: u32, until: Timestamp) -> Standing {
    match (Status::of(registration.place, registration.state), event) {
        (Status::Confirmed, _) => Standing::Confirmed,
        (Status::Incomplete, Some(event)) => {
            let missing = event.required.iter().filter(|field| !registration.fields.contains_key(field));
            Standing::Incomplete {
                missing: missing.cloned().collect(),
                place: if registration.place == Place::Seat { Held::Seat } else { Held::Line { rank } },
                until: until.to_zoned_datetime(event.starts.time_zone().clone()),
            }
        }
        (Status::Waitlisted | Status::Incomplete, _) => Standing::Waitlisted { rank },
        (Status::Cancelled, _) => Standing::Cancelled,
    }
}

impl Answering<'_> {
    fn letter(&self, notice: &Notice, people: &[Person]) -> Letter {
        let signature = self.from.name.as_deref().unwrap_or(&self.from.address);
        let Some(event) = self.event else {
            return match notice.kind {
                Kind::Declined => letters::declined(None, signature),
                _ => letters::handed_to_a_person(None, signature),
            };
        };
        let occasion = Occasion { event, signature };
        match notice.kind {
            Kind::Confirmed => letters::confirmed(occasion, people),
            Kind::Waitlisted => letters::waitlisted(occasion, people),
            Kind::Mixed => letters::mixed(occasion, people),
            Kind::AlreadyRegistered => letters::already_registered(occasion, people),
            Kind::Corrected => letters::corrected(occasion, people, &self.changes(notice)),
            Kind::Incomplete => letters::incomplete(occasion, people),
            Kind::Late => letters::late(occasion),
            Kind::Closed => letters::closed(occasion),
            Kind::NotYetOpen => letters::not_yet_open(occasion),
            Kind::HandedOver => letters::handed_to_a_person(Some(event), signature),
            Kind::Cancelled => letters::cancelled(occasion, people),
            Kind::Promoted => letters::promoted(occasion, people),
            Kind::ToComplete
            | Kind::Requested
            | Kind::Offered
            | Kind::Accepted
            | Kind::OfferDeclined
            | Kind::OfferLapsed
            | Kind::HoldLapsed
            | Kind::NothingToCancel
            | Kind::AlreadyCancelled
            | Kind::Withdrawn
            | Kind::Replaced
            | Kind::CalledOff
            | Kind::Over
            | Kind::Completed
            | Kind::Personal
            | Kind::Forwarded => letters::handed_to_a_person(Some(event), signature),
            Kind::RegisteredByStaff => letters::registered_by_staff(occasion, people),
            Kind::CorrectedByStaff => letters::corrected_by_staff(occasion, people, &self.changes(notice)),
            Kind::CancelledByStaff => letters::cancelled_by_staff(occasion, people),
            Kind::ConfirmedByStaff => letters::confirmed_by_staff(occasion, people),
            Kind::RefusedByStaff => letters::refused_by_staff(occasion, people),
            Kind::Declined => letters::declined(Some(event), signature),
        }
    }

    /// What the notice's steps changed, by the index of the person.
    fn changes(&self, notice: &Notice) -> Vec<Change> {
        let steps = notice.about.iter().map(|&step| self.decision.steps.get(step));
        steps
            .enumerate()
            .filter_map(|(person, step)| match step? {
                Step::Amend { changes, state: State::Complete | State::Offered, .. } => {
                    Some((person, changes))
                }
                _ => None,
            })
            .flat_map(|(person, changes)| {
                changes.iter().map(move |change| Change {
                    person,
                    field: change.field.clone(),
                    from: change.from.clone(),
                    to: Some(change.to.clone()),
                })
            })
            .collect()
    }

    /// The sender is From; Reply-To stands in for it only when it is on the bulletin too.
    fn recipient(&self, notice: &Notice) -> Option<String> {
        if let Recipient::Contact(address) = &notice.to {
            return Some(address.clone());
        }
        let reading = self.reading()?;
        let envelope = &reading.envelope;
        let on_the_bulletin = |mailbox: &&Mailbox| {
            reading.participants.iter().any(|participant| {
                participant
                    .get(&Field::Email)
                    .is_some_and(|email| email.eq_ignore_ascii_case(&mailbox.address))
            })
        };
        let mailbox = envelope.reply_to.as_ref().filter(on_the_bulletin).or(envelope.from.as_ref())?;
        Some(mailbox.address.clone())
    }

    /// An answer continues its message's thread; other notices begin one.
    fn thread(&self, notice: &Notice) -> Thread {
        match (&notice.to, self.reading()) {
            (Recipient::Sender, Some(reading)) => Thread::from(&reading.envelope),
            _ => Thread::default(),
        }
    }

    fn reading(&self) -> Option<&Reading> {
        match self.cause {
            Cause::Message(_, reading) | Cause::Review(_, reading) => Some(reading),
            Cause::Command(_) | Cause::Rule => None,
        }
    }

    fn message(&self) -> Option<i64> {
        match self.cause {
            Cause::Message(message, _) => Some(message),
            Cause::Review(..) | Cause::Command(_) | Cause::Rule => None,
        }
    }

    /// The cause in words: of a cause there is one letter of a kind for a recipient. News of a
    /// registration is owed to it, unless a person brought it.
    fn cause(&self, notice: &Notice, about: &[i64]) -> String {
        let registration = about.first().map(|registration| format!("registration:{registration}"));
        match (&notice.to, self.cause) {
            (_, Cause::Command(command)) => {
                format!("command:{command} {}", registration.unwrap_or_default()).trim_end().to_owned()
            }
            (Recipient::Sender, Cause::Message(message, _)) => format!("message:{message}"),
            (Recipient::Sender, Cause::Review(number, _)) => format!("review:{number}"),
            (_, Cause::Review(number, _)) => {
                format!("review:{number} {}", registration.unwrap_or_default()).trim_end().to_owned()
            }
            (Recipient::Contact(_) | Recipient::Sender, _) => {
                registration.unwrap_or_else(|| "rule".to_owned())
            }
        }
    }
}
