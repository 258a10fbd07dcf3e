//! Letters to everybody who is registered.

use std::collections::{BTreeMap, BTreeSet};

use super::{Done, Office, OfficeError};
use crate::desk::registration::Registration;
use crate::event::Event;
use crate::flows::answer::{Written, person};
use crate::flows::{FlowError, message_id};
use crate::letters::{self, Letter, MailError, Person, Post, Thread};
use crate::store::{Book, Outgoing};

/// What everybody would be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The letter to the first of its recipients.
    pub letter: Letter,
    /// To whom it goes, once each.
    pub recipients: Vec<String>,
    /// The codes of those who have no address.
    pub without_address: Vec<String>,
}

/// At which addresses everybody is reached.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Recipients {
    /// The people for whom one address stands.
    pub reached: BTreeMap<String, Vec<(i64, Person)>>,
    /// The codes of those who have none.
    pub without_address: Vec<String>,
}

/// A letter to everybody.
pub(super) struct Circular<'c> {
    /// What it says, in a word.
    pub kind: &'static str,
    /// What it is owed to.
    pub cause: &'c str,
    /// The letter to the people for whom one address stands.
    pub letter: &'c (dyn Fn(&[Person]) -> Letter + Sync),
}

impl Recipients {
    /// What they would be told by `letter`; `None` where nobody can be written to.
    pub fn preview(self, letter: impl Fn(&[Person]) -> Letter) -> Option<Preview> {
        let letter = letter(&people(self.reached.values().next()?));
        let recipients = self.reached.into_keys().collect();
        Some(Preview { letter, recipients, without_address: self.without_address })
    }
}

impl Office {
    /// Whom `addresses` reach of those who are registered for `event`.
    pub(super) async fn recipients(
        &self,
        book: &mut Book,
        event: &Event,
        addresses: impl Fn(&Registration) -> BTreeSet<String>,
    ) -> Result<Recipients, OfficeError> {
        let mut recipients = Recipients::default();
        for id in book.active(&event.id).await? {
            let (registration, _) = book.standing(id).await?;
            let addresses = addresses(&registration);
            if addresses.is_empty() {
                recipients.without_address.push(registration.code);
            }
            for address in addresses {
                let person = person(book, Some(event), self.now, id).await?;
                recipients.reached.entry(address).or_default().push((id, person));
            }
        }
        Ok(recipients)
    }

    /// Writes to all of them, each once.
    pub(super) async fn write_to_all(
        &mut self,
        book: &mut Book,
        recipients: &Recipients,
        circular: &Circular<'_>,
        done: &mut Done,
    ) -> Result<(), OfficeError> {
        for (recipient, people) in recipients.reached.iter().filter(|_| self.writes_letters) {
            let letter = (circular.letter)(&self::people(people));
            let from = &self.letterhead.from;
            let message_id = message_id(&mut self.chance, from);
            let post = Post { from, to: &[recipient], message_id: &message_id, date: self.now };
            let mail = match letters::mail(&letter, &Thread::default(), post, &[]) {
                Err(MailError::Recipient) => {
                    done.remarks.push(format!("nothing can be sent to {recipient}"));
                    continue;
                }
                mail => mail.map_err(FlowError::from)?,
            };
            let registrations: Vec<i64> = people.iter().map(|(id, _)| *id).collect();
            let outgoing = Outgoing {
                kind: circular.kind,
                cause: circular.cause.to_owned(),
                recipient,
                message_id: &message_id,
                mail: &mail,
                registrations: &registrations,
            };
            book.enqueue(&outgoing, self.now).await?;
            done.letters.push(Written { kind: circular.kind, recipient: recipient.clone() });
        }
        done.remarks.extend(recipients.without_address.iter().map(|code| format!("{code} has no address")));
        Ok(())
    }
}

fn people(people: &[(i64, Person)]) -> Vec<Person> {
    people.iter().map(|(_, person)| person.clone()).collect()
}
