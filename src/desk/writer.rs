//! Who wrote a message, and what that lets them change.

use super::registration::Registration;
use crate::bulletin::SENDER;
use crate::bulletin::reading::{Participant, Reading, Value};
use crate::fold::words;
use crate::message::Mailbox;

/// Whoever wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Writer {
    /// The address that they wrote from, in lower case.
    pub address: Option<String>,
    /// Where they ask to be answered, in lower case.
    pub reply_to: Option<String>,
    /// What they are called there.
    pub name: Option<String>,
    /// The name with which they sign.
    pub signed: Option<String>,
    /// Whether a colleague on the staff passed their message on, or writes in their place.
    pub through_a_colleague: bool,
    /// Whether the staff stand behind it: any registration may be changed.
    pub changes_any: bool,
}

impl Writer {
    /// Whoever wrote the message of `reading`: who sent it or, where one of the addresses in `staff` did,
    /// whose message that passes on.
    #[must_use]
    pub fn of(reading: &Reading, staff: &[String]) -> Self {
        let is_staff =
            |mailbox: &&Mailbox| staff.iter().any(|own| own.eq_ignore_ascii_case(&mailbox.address));
        let sender = reading.envelope.from.as_ref();
        let through_a_colleague = sender.as_ref().is_some_and(is_staff);
        let writer = if through_a_colleague {
            reading.passed_on_from.as_ref().filter(|writer| !is_staff(writer))
        } else {
            sender
        };
        Self {
            address: writer.map(|writer| writer.address.to_lowercase()),
            reply_to: reading.envelope.reply_to.as_ref().map(|reply_to| reply_to.address.to_lowercase()),
            name: writer.and_then(|writer| writer.name.clone()),
            signed: reading.signed.clone().filter(|_| !through_a_colleague),
            through_a_colleague,
            changes_any: false,
        }
    }

    /// The same, with the staff behind it.
    #[must_use]
    pub fn backed_by_staff(self) -> Self {
        Self { changes_any: true, ..self }
    }

    /// `participant` as the writer's bulletin says: the address that stands in for one is theirs, and not that
    /// of a colleague who passed it on.
    #[must_use]
    pub fn speak_of(&self, participant: &Participant) -> Participant {
        let of_the_writer = |value: &Value| match &self.address {
            _ if !self.through_a_colleague || value.place.paper != SENDER => Some(value.clone()),
            address => address.clone().map(|text| Value { text, ..value.clone() }),
        };
        Participant {
            values: participant.values.iter().filter_map(of_the_writer).collect(),
            ..participant.clone()
        }
    }

    /// Whether they may change `registration`, with the codes that they know.
    #[must_use]
    pub fn may_change(&self, registration: &Registration, codes: &[String]) -> bool {
        self.changes_any || registration.may_be_changed_by(self.address.as_deref(), codes)
    }

    /// Whether `registration` is their own, by the name with which they sign, else the one from which they write;
    /// `None` where neither tells.
    #[must_use]
    pub fn is(&self, registration: &Registration) -> Option<bool> {
        let own = registration.identity()?.names;
        if registration.own_address.is_some() && registration.own_address == self.address {
            return Some(!self.signs_otherwise(registration));
        }
        if let Some(is_called) = self.is_called(registration) {
            return Some(is_called);
        }
        let local = self.address.as_deref()?.split('@').next()?;
        is_the_same_name(local, &own).then_some(true)
    }

    /// Whether they have the name of `registration`, by that with which they sign, else by that from which they
    /// write.
    #[must_use]
    pub fn is_called(&self, registration: &Registration) -> Option<bool> {
        let said = self.signed.as_deref().or(self.name.as_deref())?;
        Some(is_the_same_name(said, &registration.identity()?.names))
    }

    /// Whether they sign with another name than that of `registration`.
    #[must_use]
    pub fn signs_otherwise(&self, registration: &Registration) -> bool {
        let signed = self.signed.as_deref().zip(registration.identity());
        signed.is_some_and(|(signed, own)| !is_the_same_name(signed, &own.names))
    }
}

/// Whether somebody who is called `own` can be `said` to be so: "M. Petit", "Marie", "PETIT Marie (CCAS)".
fn is_the_same_name(said: &str, own: &str) -> bool {
    let (said, own) = (words(said), words(own));
    let is_among = |word: &String, others: &[String]| {
        others.iter().any(|other| other == word || word.len() == 1 && other.starts_with(word.as_str()))
    };
    !said.is_empty()
        && (said.iter().all(|word| is_among(word, &own)) || own.iter().all(|word| is_among(word, &said)))
}
