//! Who wrote a message, and what that lets them change.

use super::registration::Registration;
use crate::bulletin::SENDER;
use crate::bulletin::reading::{Participant, Reading, Value};
use crate::message::Mailbox;

/// Whoever wrote a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Writer {
    /// The address that they wrote from, in lower case.
    pub address: Option<String>,
    /// What they are called there.
    pub name: Option<String>,
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
            name: writer.and_then(|writer| writer.name.clone()),
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
}
