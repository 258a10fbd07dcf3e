//! Which letter says what was decided, to whom, in which thread, and what it is owed to.

use super::{Answering, Cause};
use crate::bulletin::reading::Reading;
use crate::desk::registration::State;
use crate::desk::{Amendment, Ground, Kind, Notice, Recipient, Review, Step};
use crate::event::Field;
use crate::letters::{self, Change, Letter, Occasion, Person, Thread};
use crate::message::Mailbox;

impl Answering<'_> {
    pub(super) fn letter(&self, notice: &Notice, people: &[Person]) -> Letter {
        let signature = self.letterhead.signature();
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
            Kind::ToComplete => letters::to_complete(occasion, people),
            Kind::Requested => letters::requested(occasion, people),
            Kind::Offered => letters::offered(occasion, people),
            Kind::Accepted => letters::accepted(occasion, people),
            Kind::OfferDeclined => letters::offer_declined(occasion, people),
            Kind::OfferLapsed => letters::offer_lapsed(occasion, people),
            Kind::HoldLapsed => letters::hold_lapsed(occasion, people),
            Kind::NothingToCancel => letters::nothing_to_cancel(Some(event), signature),
            Kind::AlreadyCancelled => letters::already_cancelled(occasion, people),
            Kind::Withdrawn => letters::withdrawn(occasion, people),
            Kind::Replaced => letters::replaced(occasion, people),
            Kind::CalledOff => letters::called_off(occasion),
            Kind::Over => letters::over(occasion),
            Kind::Completed => letters::completed(occasion, people),
            Kind::Amended => letters::amended(occasion, people, &self.changes(notice)),
            Kind::Personal => personal(occasion, people),
            Kind::Forwarded => letters::forwarded(occasion, people, self.answers_others(notice)),
            Kind::RegisteredByStaff => letters::registered_by_staff(occasion, people),
            Kind::CorrectedByStaff => letters::corrected_by_staff(occasion, people, &self.changes(notice)),
            Kind::CancelledByStaff => letters::cancelled_by_staff(occasion, people),
            Kind::ConfirmedByStaff => letters::confirmed_by_staff(occasion, people),
            Kind::RefusedByStaff => letters::refused_by_staff(occasion, people),
            Kind::Declined => letters::declined(Some(event), signature),
        }
    }

    /// Whether a part of the message that the notice answers is left to a person.
    pub(super) fn leaves_a_rest(&self, notice: &Notice) -> bool {
        let is_a_rest = |review: &Review| {
            matches!(
                review.ground,
                Ground::QuestionBeside
                    | Ground::NotTheirs
                    | Ground::SeveralMeant
                    | Ground::NothingMeant
                    | Ground::AboutOffer
            )
        };
        notice.to == Recipient::Sender
            && notice.kind != Kind::HandedOver
            && self.decision.reviews.iter().any(is_a_rest)
    }

    /// Whether the people of whom the sender is told are written to themselves.
    fn answers_others(&self, told: &Notice) -> bool {
        let is_about_them = |notice: &Notice| notice.about.iter().any(|step| told.about.contains(step));
        self.decision.notices.iter().any(|notice| notice.to != Recipient::Sender && is_about_them(notice))
    }

    /// What the notice's steps changed, by the index of the person. How somebody is reached is told to nobody else
    /// once they have an address of their own.
    fn changes(&self, notice: &Notice) -> Vec<Change> {
        let is_for = |own: Option<&str>| match &notice.to {
            Recipient::Contact(address) => own.is_none_or(|own| own == address),
            Recipient::Sender => true,
        };
        let is_public = |change: &&Amendment| {
            matches!(change.field, Field::LastName | Field::FirstName | Field::Organisation | Field::Role)
        };
        let steps = notice.about.iter().map(|&step| self.decision.steps.get(step));
        steps
            .enumerate()
            .filter_map(|(person, step)| match step? {
                Step::Amend { changes, state: State::Complete | State::Offered, identity, .. } => {
                    let own = identity.as_ref().and_then(|identity| identity.address.as_deref());
                    Some((person, changes, is_for(own)))
                }
                _ => None,
            })
            .flat_map(|(person, changes, is_theirs)| {
                let told = changes.iter().filter(move |change| is_theirs || is_public(change));
                told.map(move |change| Change {
                    person,
                    field: change.field.clone(),
                    from: change.from.clone(),
                    to: Some(change.to.clone()),
                })
            })
            .collect()
    }

    /// The sender is From; Reply-To stands in for it only when it is on the bulletin too.
    pub(super) fn recipient(&self, notice: &Notice) -> Option<String> {
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
    pub(super) fn thread(&self, notice: &Notice) -> Thread {
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

    pub(super) fn message(&self) -> Option<i64> {
        match self.cause {
            Cause::Message(message, _) => Some(message),
            Cause::Review(..) | Cause::Command(_) | Cause::Rule => None,
        }
    }

    /// The cause in words: of a cause there is one letter of a kind for a recipient. News of a
    /// registration is owed to it, unless a person brought it.
    pub(super) fn cause(&self, notice: &Notice, about: &[i64]) -> String {
        let registration = about.first().map(|registration| format!("registration:{registration}"));
        match (&notice.to, self.cause) {
            (_, Cause::Command(command)) => {
                format!("command:{command} {}", registration.unwrap_or_default()).trim_end().to_owned()
            }
            (Recipient::Sender, Cause::Message(message, _)) => format!("message:{message}"),
            // A colleague passed it on: whoever wrote it is answered.
            (_, Cause::Message(message, _)) if !notice.kind.is_news() => format!("message:{message}"),
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

/// The letter to one participant at their own address.
fn personal(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    match people {
        [person] => letters::personal_confirmation(occasion, person),
        people => letters::registered(occasion, people),
    }
}
