//! A registration as the desk sees it: where it stands, what it waits for, whose it is.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::bulletin::reading::{Basis, Participant, Place as Spot, Value};
use crate::event::Field;
use crate::fold::words;

/// Does a registration hold a seat?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// It holds one.
    Seat,
    /// It waits for one, in the order of arrival.
    Line,
    /// Neither.
    None,
}

/// What a registration is waiting for, or how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// For nothing.
    Complete,
    /// For required fields.
    Incomplete,
    /// For the answer to an offered seat.
    Offered,
    /// It was withdrawn.
    Cancelled,
    /// The staff refused it.
    Refused,
    /// It was held for a limited time, which ran out.
    Lapsed,
}

/// What a person may be told of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A seat is theirs.
    Confirmed,
    /// They wait for a seat.
    Waitlisted,
    /// Required fields are missing.
    Incomplete,
    /// They are not registered any more.
    Cancelled,
}

impl Status {
    /// Its word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Waitlisted => "waitlisted",
            Self::Incomplete => "incomplete",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status that follows from place and state.
    #[must_use]
    pub fn of(place: Place, state: State) -> Self {
        match (place, state) {
            (Place::None, _) | (_, State::Cancelled | State::Refused | State::Lapsed) => Self::Cancelled,
            (_, State::Incomplete) => Self::Incomplete,
            (Place::Line, _) | (Place::Seat, State::Offered) => Self::Waitlisted,
            (Place::Seat, State::Complete) => Self::Confirmed,
        }
    }
}

/// A registration in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its row in the book.
    pub id: i64,
    /// Its place in the order of arrival at its event.
    pub arrival: i64,
    /// Does it hold a seat?
    pub place: Place,
    /// What it is waiting for.
    pub state: State,
    /// The short code that its notices show.
    pub code: String,
    /// What is known of the participant.
    pub fields: BTreeMap<Field, String>,
    /// Who mailed the bulletin.
    pub sender: Option<String>,
    /// The participant's own address, as the bulletin has it.
    pub own_address: Option<String>,
    /// Whether a person on the staff gave that address.
    pub address_by_staff: bool,
}

impl Registration {
    /// Whether it holds a seat or waits for one.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.place != Place::None
    }

    /// Where news of it goes: to the address that the staff gave; without one, to who mailed the
    /// bulletin, else to the participant.
    #[must_use]
    pub fn contact(&self) -> Option<&str> {
        let by_staff = self.own_address.as_deref().filter(|_| self.address_by_staff);
        by_staff.or(self.sender.as_deref()).or(self.own_address.as_deref())
    }

    /// Everybody whom news of it concerns: who gets it, and the participant at their own address.
    pub fn contacts(&self) -> impl Iterator<Item = &str> {
        let own = self.own_address.as_deref().filter(|own| self.contact() != Some(own));
        self.contact().into_iter().chain(own)
    }

    /// The organisation as one compares it: its words, folded.
    #[must_use]
    pub fn organisation(&self) -> String {
        organisation(self.fields.get(&Field::Organisation).map(String::as_str))
    }

    /// What is known of the participant, as if a bulletin said it.
    #[must_use]
    pub fn as_read(&self) -> Participant {
        self.corrected_by(&[])
    }

    /// The participant's name as far as it is known, the given name first.
    #[must_use]
    pub fn name(&self) -> String {
        let names = [Field::FirstName, Field::LastName].map(|field| self.fields.get(&field).cloned());
        names.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The participant as `values` correct what is known.
    #[must_use]
    pub fn corrected_by(&self, values: &[Value]) -> Participant {
        let mut corrected = Participant { values: values.to_vec(), ..Participant::default() };
        for (field, text) in &self.fields {
            // The address of who mailed the bulletin is not the participant's own.
            let is_own = *field != Field::Email
                || self.own_address.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(text));
            let paper = String::from(if is_own { "book" } else { crate::bulletin::SENDER });
            let place = Spot { paper, spot: String::new() };
            let (field, text) = (field.clone(), text.clone());
            corrected.keep(Value { field, text, place, basis: Basis::Labelled });
        }
        corrected
    }

    /// Whose it is; `None` where it names nobody.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        Identity::new(|field| self.fields.get(field).map(String::as_str), self.own_address.as_deref())
    }

    /// Whether it is that of the person with this identity.
    #[must_use]
    pub fn is_of(&self, identity: &Identity) -> bool {
        self.identity().is_some_and(|own| identity.is_same(&own))
    }

    /// Whether somebody who writes from `address` and knows `codes` may change it.
    #[must_use]
    pub fn may_be_changed_by(&self, address: Option<&str>, codes: &[String]) -> bool {
        let writes_from = |own: &Option<String>| own.is_some() && own.as_deref() == address;
        writes_from(&self.sender) || writes_from(&self.own_address) || codes.contains(&self.code)
    }
}

/// Who a participant is, for telling whether two bulletins mean the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The words of both names, folded, in alphabetical order: "marie petit".
    pub names: String,
    /// The words of the organisation, folded.
    pub organisation: String,
    /// The participant's own address.
    pub address: Option<String>,
}

impl Identity {
    /// The identity of a participant as read; `None` where nobody is named.
    #[must_use]
    pub fn of(participant: &Participant) -> Option<Self> {
        Self::new(|field| participant.get(field), own_address(participant))
    }

    fn new<'v>(value: impl Fn(&Field) -> Option<&'v str>, address: Option<&str>) -> Option<Self> {
        let text = |field: &Field| value(field).unwrap_or_default();
        let names = folded_names(&format!("{} {}", text(&Field::LastName), text(&Field::FirstName)));
        if names.is_empty() {
            return None;
        }
        let organisation = organisation(value(&Field::Organisation));
        Some(Self { names, organisation, address: address.map(str::to_lowercase) })
    }

    /// The same person: equal names, and the same own address or the same organisation. Where neither
    /// has an organisation, two addresses are two people.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let same_address = self.address.is_some() && self.address == other.address;
        let two_addresses = self.address.is_some() && other.address.is_some() && !same_address;
        let same_organisation =
            self.organisation == other.organisation && !(self.organisation.is_empty() && two_addresses);
        self.names == other.names && (same_address || same_organisation)
    }

    /// The identity as the book keeps it, for one registration a person.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.address {
            Some(address) if self.organisation.is_empty() => format!("{}||{address}", self.names),
            _ => format!("{}|{}", self.names, self.organisation),
        }
    }
}

/// The address that a participant gave; the sender's, which stands in for it, is not their own.
#[must_use]
pub fn own_address(participant: &Participant) -> Option<&str> {
    participant
        .value(&Field::Email)
        .filter(|value| value.place.paper != crate::bulletin::SENDER)
        .map(|value| value.text.as_str())
}

/// A name as one compares it: its words, folded, in alphabetical order.
#[must_use]
pub fn folded_names(name: &str) -> String {
    let mut names = words(name);
    names.sort();
    names.join(" ")
}

/// An organisation as one compares it: its words, folded; empty where it is not known.
#[must_use]
pub fn organisation(name: Option<&str>) -> String {
    words(name.unwrap_or_default()).join(" ")
}
