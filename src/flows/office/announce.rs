//! A text of the staff to everybody who is registered.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Done, Office, OfficeError, Ordered};
use crate::desk::EventState;
use crate::event::Event;
use crate::flows::answer::{Written, person};
use crate::flows::message_id;
use crate::letters::{self, Announcement, Letter, MailError, Occasion, Person, Post, Thread};
use crate::store::{Actor, Book, Outgoing};

const KIND: &str = "announcement";

/// What is to be announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcing {
    /// To whom: everybody who is registered for this event.
    pub event: String,
    /// The subject, if it is not the usual one.
    pub subject: Option<String>,
    /// The paragraphs, parted by blank lines.
    pub text: String,
    /// Whether the event does not take place; it takes no registrations then.
    pub is_called_off: bool,
}

/// What an announcement would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The letter to the first of its recipients.
    pub letter: Letter,
    /// To whom it goes, once each.
    pub recipients: Vec<String>,
    /// The codes of those who have no address.
    pub without_address: Vec<String>,
}

/// The people for whom one address stands.
type Recipients = BTreeMap<String, Vec<(i64, Person)>>;

impl Office {
    /// What an announcement would say, and to whom.
    ///
    /// # Errors
    /// When the event is not configured, nobody can be written to, or the book fails.
    pub async fn preview(&mut self, announcing: &Announcing) -> Result<Preview, OfficeError> {
        let event = self.event(&announcing.event)?;
        let mut book = self.store.open_book().await?;
        let (recipients, without_address) = self.recipients(&mut book, &event).await?;
        let people = recipients.values().next().ok_or_else(|| OfficeError::Nobody(event.id.clone()))?;
        let letter = self.letter(&event, announcing, people);
        Ok(Preview { letter, recipients: recipients.into_keys().collect(), without_address })
    }

    /// Announces it.
    ///
    /// # Errors
    /// As for [`Office::preview`], and when the same text was announced before.
    pub async fn announce(&mut self, announcing: &Announcing) -> Ordered {
        let event = self.event(&announcing.event)?;
        let (mut book, command) = self.begin("announce").await?;
        let cause = format!("{}:{}", event.id, fingerprint(announcing));
        if let Some(at) = book.written_at(KIND, &cause).await? {
            return Err(OfficeError::SentBefore(self.local(at)));
        }
        let (recipients, without_address) = self.recipients(&mut book, &event).await?;
        let mut done = Done::default();
        if announcing.is_called_off {
            let actor = Actor::Command(command);
            book.set_state(&event.id, EventState::CalledOff, actor, self.now).await?;
            done.remarks.push(format!("{} is called off", event.id));
        }
        for (recipient, people) in recipients.iter().filter(|_| self.writes_letters) {
            let letter = self.letter(&event, announcing, people);
            let from = &self.letterhead.from;
            let message_id = message_id(&mut self.chance, from);
            let post = Post { from, to: &[recipient], message_id: &message_id, date: self.now };
            let mail = match letters::mail(&letter, &Thread::default(), post, &[]) {
                Err(MailError::Recipient) => {
                    done.remarks.push(format!("nothing can be sent to {recipient}"));
                    continue;
                }
                mail => mail.map_err(crate::flows::FlowError::from)?,
            };
            let registrations: Vec<i64> = people.iter().map(|(id, _)| *id).collect();
            let outgoing = Outgoing {
                kind: KIND,
                cause: cause.clone(),
                recipient,
                message_id: &message_id,
                mail: &mail,
                registrations: &registrations,
            };
            book.enqueue(&outgoing, self.now).await?;
            done.letters.push(Written { kind: KIND, recipient: recipient.clone() });
        }
        done.remarks.extend(without_address.iter().map(|code| format!("{code} has no address")));
        book.close().await?;
        Ok(done)
    }

    fn letter(&self, event: &Event, announcing: &Announcing, people: &[(i64, Person)]) -> Letter {
        let signature = self.letterhead.signature();
        let people: Vec<Person> = people.iter().map(|(_, person)| person.clone()).collect();
        let news = Announcement {
            subject: announcing.subject.as_deref(),
            text: &announcing.text,
            is_called_off: announcing.is_called_off,
        };
        letters::announcement(Occasion { event, signature }, &news, &people)
    }

    /// Whom an announcement reaches: each participant at their own address or, for want of one, at that
    /// from which the bulletin came; and the codes of those who have neither.
    async fn recipients(
        &self,
        book: &mut Book,
        event: &Event,
    ) -> Result<(Recipients, Vec<String>), OfficeError> {
        let (mut recipients, mut without_address) = (Recipients::new(), Vec::new());
        for id in book.active(&event.id).await? {
            let (registration, _) = book.standing(id).await?;
            match registration.own_address.as_ref().or(registration.sender.as_ref()) {
                Some(address) => {
                    let person = person(book, Some(event), self.now, id).await?;
                    recipients.entry(address.clone()).or_default().push((id, person));
                }
                None => without_address.push(registration.code),
            }
        }
        Ok((recipients, without_address))
    }
}

/// The hash by which a text is known again, in hexadecimal.
fn fingerprint(announcing: &Announcing) -> String {
    let said = format!("{:?}\n{}\n{}", announcing.subject, announcing.is_called_off, announcing.text);
    let digest = Sha256::digest(said);
    format!("{:016x}", digest.iter().take(8).fold(0_u64, |hash, octet| hash << 8 | u64::from(*octet)))
}
