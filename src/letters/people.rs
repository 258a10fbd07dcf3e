//! People as letters name them, and what letters say of their registrations.

use jiff::ZonedDateTime;

use super::french::{label, list, moment, named, ordinal, phone, typeset};
use super::{Block, Entry, Tone};
use crate::event::{Event, Field};

/// The longest value that a letter repeats, in characters: a letter must not be made to carry
/// somebody's advertisement.
const LONGEST_VALUE: usize = 100;

/// A participant.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// The body the participant comes from.
    pub organisation: Option<String>,
    /// The code of the registration, e.g. `K7F-3QDM`.
    pub code: String,
    /// What may be said of the registration now.
    pub standing: Standing,
}

/// What a person may be told of a registration.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// There is a seat.
    Confirmed,
    /// There is a place in line.
    Waitlisted {
        /// 1 for the next in line.
        rank: u32,
    },
    /// Something required is missing; a place is held for a limited time.
    Incomplete {
        /// The missing fields.
        missing: Vec<Field>,
        /// What is held meanwhile.
        place: Held,
        /// Until when.
        until: ZonedDateTime,
    },
    /// There is no place any more.
    Cancelled,
}

/// What an incomplete registration holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A seat.
    Seat,
    /// A place in line.
    Line {
        /// 1 for the next in line.
        rank: u32,
    },
}

/// A field that a later message changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The index among the people of the letter of the person whom it concerns.
    pub person: usize,
    /// The field.
    pub field: Field,
    /// What it said before.
    pub from: Option<String>,
    /// What it says now.
    pub to: Option<String>,
}

impl Person {
    /// First and last name as far as they are known.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let parts = [self.first_name.as_deref(), self.last_name.as_deref()];
        let parts: Vec<String> = parts.into_iter().filter_map(given).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The name as a greeting may use it: only when it is known in full.
    #[must_use]
    pub fn greeting(&self) -> Option<String> {
        Some(format!("{} {}", given(self.first_name.as_deref())?, given(self.last_name.as_deref())?))
    }

    /// The name with the organisation in brackets.
    #[must_use]
    pub fn introduction(&self) -> String {
        let name = self.name().unwrap_or_else(|| "Nom à préciser".to_owned());
        match given(self.organisation.as_deref()) {
            Some(organisation) => format!("{name} ({organisation})"),
            None => name,
        }
    }

    /// What is missing, if anything.
    #[must_use]
    pub fn missing(&self) -> &[Field] {
        match &self.standing {
            Standing::Incomplete { missing, .. } => missing,
            Standing::Confirmed | Standing::Waitlisted { .. } | Standing::Cancelled => &[],
        }
    }

    fn reference(&self) -> String {
        typeset(&format!("Référence : {}", self.code))
    }

    /// What a letter about `event` says of this person.
    #[must_use]
    pub fn entry(&self, event: &Event) -> Entry {
        let (standing, tone) = match &self.standing {
            Standing::Confirmed => ("Inscription confirmée".to_owned(), Tone::Settled),
            Standing::Waitlisted { rank } => {
                (format!("Sur liste d'attente, au {} rang", ordinal(*rank)), Tone::Open)
            }
            Standing::Incomplete { .. } => ("Inscription à compléter".to_owned(), Tone::Open),
            Standing::Cancelled => ("Inscription annulée".to_owned(), Tone::Ended),
        };
        let notes = self.notes(event).iter().map(|note| typeset(note)).collect();
        let (name, standing) = (typeset(&self.introduction()), typeset(&standing));
        Entry { name, standing, tone, notes, reference: self.reference() }
    }

    fn notes(&self, event: &Event) -> Vec<String> {
        let Standing::Incomplete { missing, place, until } = &self.standing else { return Vec::new() };
        let mut notes = Vec::new();
        if !missing.is_empty() {
            let missing: Vec<String> = missing.iter().map(|field| named(event, field)).collect();
            notes.push(format!("Il manque : {}", list(&missing)));
        }
        let until = moment(until);
        notes.push(match place {
            Held::Seat => format!("Place gardée jusqu'au {until}"),
            Held::Line { rank } => {
                format!("{} rang sur liste d'attente, gardé jusqu'au {until}", ordinal(*rank))
            }
        });
        notes
    }

    /// The lines with which what is missing can be told; they begin with the code, by which the
    /// answer is recognised.
    #[must_use]
    pub fn form(&self, event: &Event) -> Block {
        let blanks = self.missing().iter().map(|field| typeset(&format!("{} :", label(event, field))));
        Block::Form(std::iter::once(self.reference()).chain(blanks).collect())
    }
}

impl Change {
    /// The change in words: `Fonction : directrice (au lieu de « adjointe »)`. The values stay as they
    /// were written; only the words around them are set.
    #[must_use]
    pub fn words(&self, event: &Event) -> String {
        let read = |value: Option<&str>| {
            given(value).map(|value| if self.field == Field::Phone { phone(&value) } else { value })
        };
        let label = typeset(&format!("{} :", label(event, &self.field)));
        let to = read(self.to.as_deref()).unwrap_or_else(|| "en blanc".to_owned());
        match read(self.from.as_deref()) {
            Some(from) => format!("{label} {to} (au lieu de «\u{a0}{from}\u{a0}»)"),
            None => format!("{label} {to}"),
        }
    }
}

/// A value that was given, trimmed and cut to a bearable length.
pub(super) fn given(value: Option<&str>) -> Option<String> {
    let value = value?.trim();
    if value.chars().count() <= LONGEST_VALUE {
        return (!value.is_empty()).then(|| value.to_owned());
    }
    Some(value.chars().take(LONGEST_VALUE - 1).chain(['…']).collect())
}
