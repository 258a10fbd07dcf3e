//! A text of the staff to everybody who is registered.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::everybody::{Circular, Preview};
use super::{Done, Office, OfficeError, Ordered};
use crate::desk::EventState;
use crate::desk::registration::Registration;
use crate::letters::{self, Announcement, Occasion, Person};
use crate::store::Actor;

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

impl Office {
    /// What an announcement would say, and to whom.
    ///
    /// # Errors
    /// When the event is not configured, nobody can be written to, or the book fails.
    pub async fn preview(&mut self, announcing: &Announcing) -> Result<Preview, OfficeError> {
        let event = self.event(&announcing.event)?;
        let mut book = self.store.open_book().await?;
        let recipients = self.recipients(&mut book, &event, address).await?;
        let occasion = Occasion { event: &event, signature: self.letterhead.signature() };
        let preview = recipients.preview(|people| announcing.letter(occasion, people));
        preview.ok_or_else(|| OfficeError::Nobody(event.id.clone()))
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
        let recipients = self.recipients(&mut book, &event, address).await?;
        let mut done = Done::default();
        if announcing.is_called_off {
            let actor = Actor::Command(command);
            book.set_state(&event.id, EventState::CalledOff, actor, self.now).await?;
            done.remarks.push(format!("{} is called off", event.id));
        }
        let signature = self.letterhead.signature().to_owned();
        let occasion = Occasion { event: &event, signature: &signature };
        let letter = |people: &[Person]| announcing.letter(occasion, people);
        let circular = Circular { kind: KIND, cause: &cause, letter: &letter };
        self.write_to_all(&mut book, &recipients, &circular, &mut done).await?;
        book.close().await?;
        Ok(done)
    }
}

impl Announcing {
    fn letter(&self, occasion: Occasion<'_>, people: &[Person]) -> letters::Letter {
        let news = Announcement {
            subject: self.subject.as_deref(),
            text: &self.text,
            is_called_off: self.is_called_off,
        };
        letters::announcement(occasion, &news, people)
    }
}

/// Where an announcement reaches a participant: at their own address or, for want of one, at that from which
/// the bulletin came.
fn address(registration: &Registration) -> BTreeSet<String> {
    registration.own_address.as_ref().or(registration.sender.as_ref()).cloned().into_iter().collect()
}

/// The hash by which a text is known again, in hexadecimal.
fn fingerprint(announcing: &Announcing) -> String {
    let said = format!("{:?}\n{}\n{}", announcing.subject, announcing.is_called_off, announcing.text);
    let digest = Sha256::digest(said);
    format!("{:016x}", digest.iter().take(8).fold(0_u64, |hash, octet| hash << 8 | u64::from(*octet)))
}
