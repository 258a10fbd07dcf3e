//! The desk decides: a reading and the state of the event in, what changes and who is told out.
//! Nothing here reads a clock, rolls a die or touches a file, so every decision can be replayed.
//!
//! [`decide`] tells the whole story; `register`, `answer` and `leave` are its parts, and [`writer`] says whose
//! word it is. [`fill`] and [`lapse`] are what time brings, [`orders`] what the staff decide; `seats` holds the
//! arithmetic that keeps all of it fair.

mod amount;
mod answer;
mod decide;
mod leave;
mod line;
mod meant;
pub mod orders;
mod register;
pub mod registration;
pub mod roster;
mod seats;
mod words;
pub mod writer;

#[cfg(test)]
pub(crate) mod fairness;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use decide::decide;
pub use line::{fill, lapse};
pub use words::{Ground, Kind, Outcome};
pub use writer::Writer;

use crate::bulletin::reading::{Participant, Value};
use crate::event::Field;
use registration::{Identity, Place, Registration, State};

/// What the desk must know of an event to take one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// Whether the staff keep it open.
    pub state: EventState,
    /// How many seats there are today.
    pub capacity: u32,
    /// How many seats are taken, held or offered.
    pub taken: u32,
    /// How many people wait in line.
    pub waiting: u32,
    /// The registrations, ended ones too, that the message could mean: those with the same name as
    /// one of its participants, with the sender's address, with a code that it carries, or with the
    /// same name as one with such a code.
    pub known: Vec<Registration>,
    /// The first of the line, in order of arrival: at least one more than the message names people, or
    /// means; the whole line where the event limits the seats of an organisation.
    pub line: Vec<Registration>,
    /// How many seats each organisation has, by its folded name, where the event limits them.
    pub seated: BTreeMap<String, u32>,
}

impl Roll {
    /// The registration itself or, where it has ended and whoever it was of is registered once more, that one.
    #[must_use]
    pub fn current<'r>(&'r self, known: &'r Registration) -> &'r Registration {
        let again = if known.is_active() { None } else { self.again(known) };
        again.unwrap_or(known)
    }

    /// Whether whoever a registration was of is registered once more.
    #[must_use]
    pub fn is_back(&self, ended: &Registration) -> bool {
        self.again(ended).is_some()
    }

    /// The active registration of whoever one was of.
    fn again(&self, ended: &Registration) -> Option<&Registration> {
        let identity = ended.identity()?;
        self.known.iter().find(|other| other.is_active() && other.is_of(&identity))
    }

    /// The registrations that `writer`, who knows `codes`, may change.
    pub fn open_to<'r>(
        &'r self,
        writer: &Writer,
        codes: &[String],
    ) -> impl Iterator<Item = &'r Registration> {
        self.known.iter().filter(move |known| writer.may_change(known, codes))
    }
}

/// Whether bulletins are accepted, as far as the staff decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// They are.
    Open,
    /// The staff closed the list.
    Closed,
    /// The event does not take place.
    CalledOff,
}

/// What the desk does about one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What was done with it, in a word.
    pub outcome: Outcome,
    /// Why.
    pub ground: Ground,
    /// What changes in the book, in this order.
    pub steps: Vec<Step>,
    /// Who is told what.
    pub notices: Vec<Notice>,
    /// What a person on the staff has to look at.
    pub reviews: Vec<Review>,
}

/// Something that a person on the staff has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Why.
    pub ground: Ground,
    /// The step whose registration it is about; `None` where it is about the message.
    pub about: Option<usize>,
}

/// One change in the book. Notices refer to steps by their index.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Somebody new.
    Enter {
        /// What is known of the person; nothing where a message names nobody.
        participant: Participant,
        /// Who it is.
        identity: Option<Identity>,
        /// Seat or line.
        place: Place,
        /// Complete or incomplete.
        state: State,
        /// Until when an incomplete registration is held.
        held_until: Option<Timestamp>,
    },
    /// What is known of somebody changes; the arrival stays.
    Amend {
        /// The registration's row.
        registration: i64,
        /// The values that are new, each with where it was read.
        values: Vec<Value>,
        /// What the letter tells of them.
        changes: Vec<Amendment>,
        /// Who it is now.
        identity: Option<Identity>,
        /// Complete or still incomplete.
        state: State,
    },
    /// Nothing changes; the registration is only spoken of.
    Keep {
        /// The registration's row.
        registration: i64,
    },
    /// Somebody withdraws.
    Leave {
        /// The registration's row.
        registration: i64,
    },
    /// The staff refuse somebody who asked for a seat.
    Refuse {
        /// The registration's row.
        registration: i64,
    },
    /// A seat for the next in line.
    Promote {
        /// The registration's row.
        registration: i64,
        /// Until when an incomplete registration is held now.
        held_until: Option<Timestamp>,
    },
    /// A seat is held for the next in line, who is asked.
    Offer {
        /// The registration's row.
        registration: i64,
        /// Until when.
        until: Timestamp,
    },
    /// Somebody takes the seat that they were offered.
    Accept {
        /// The registration's row.
        registration: i64,
    },
    /// The time runs out for which a place was held.
    Lapse {
        /// The registration's row.
        registration: i64,
    },
}

/// A field whose value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Which.
    pub field: Field,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: String,
}

/// A letter to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub kind: Kind,
    /// Whom it goes to.
    pub to: Recipient,
    /// The steps whose registrations it speaks of.
    pub about: Vec<usize>,
}

/// Whom a notice goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// The sender of the message; the notice is its answer.
    Sender,
    /// Somebody else, who did not write just now.
    Contact(String),
}
