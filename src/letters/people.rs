//! People as letters name them, and what letters say of their registrations.

use jiff::ZonedDateTime;

use super::french::{label, list, moment, named, ordinal, phone, typeset};
use super::{Block, Entry, Tone};
use crate::event::{Confirm, Event, Field};

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
        /// What stands between the person and a seat.
        why: Wait,
    },
    /// A seat is held while the person is asked whether they want it.
    Offered {
        /// Until when they may answer.
        until: ZonedDateTime,
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
    /// What was held for a limited time, or offered, is not held any more.
    Lapsed,
}

/// Why somebody waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// All seats are taken.
    Full,
    /// The event limits the seats of one organisation, and theirs has them.
    Organisation {
        /// How many it may have.
        limit: u32,
    },
    /// A seat may be free, but is not given now: the staff choose who comes up, it is too late, or
    /// others stand before.
    Turn,
    /// The staff confirm every registration, and have not decided yet.
    Staff,
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
    /// Nothing for certain: the time is over, though nobody else has the place yet.
    Nothing,
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
            _ => &[],
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
            Standing::Waitlisted { why: Wait::Staff, .. } => {
                ("En attente de confirmation par l'équipe".to_owned(), Tone::Open)
            }
            Standing::Waitlisted { rank, .. } => {
                (format!("Sur liste d'attente, au {} rang", ordinal(*rank)), Tone::Open)
            }
            Standing::Offered { .. } => ("Place proposée".to_owned(), Tone::Open),
            Standing::Incomplete { .. } => ("Inscription à compléter".to_owned(), Tone::Open),
            Standing::Cancelled => ("Inscription annulée".to_owned(), Tone::Ended),
            Standing::Lapsed => ("Inscription expirée".to_owned(), Tone::Ended),
        };
        let notes = self.notes(event).iter().map(|note| typeset(note)).collect();
        let (name, standing) = (typeset(&self.introduction()), typeset(&standing));
        Entry { name, standing, tone, notes, reference: self.reference() }
    }

    fn notes(&self, event: &Event) -> Vec<String> {
        match &self.standing {
            Standing::Waitlisted { why, .. } => why.note().into_iter().collect(),
            Standing::Offered { until } => {
                vec![format!("Réponse attendue avant le {}", moment(until.min(&event.starts)))]
            }
            Standing::Incomplete { missing, place, until } => {
                let names: Vec<String> = missing.iter().map(|field| named(event, field)).collect();
                let lack = (!names.is_empty()).then(|| format!("Il manque : {}", list(&names)));
                lack.into_iter().chain([place.words(event, until)]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The lines with which what is missing can be told; they begin with the code, by which the
    /// answer is recognised.
    #[must_use]
    pub fn form(&self, event: &Event) -> Block {
        let blanks = self.missing().iter().map(|field| typeset(&format!("{} :", label(event, field))));
        Block::Form(std::iter::once(self.reference()).chain(blanks).collect())
    }
}

impl Held {
    /// What is held until `until`, or until `event` starts.
    fn words(self, event: &Event, until: &ZonedDateTime) -> String {
        let until = moment(until.min(&event.starts));
        match self {
            Self::Seat => format!("Place gardée jusqu'au {until}"),
            Self::Line { .. } if event.confirm == Confirm::Staff => {
                format!("Demande gardée jusqu'au {until}")
            }
            Self::Line { rank } => {
                format!("{} rang sur liste d'attente, gardé jusqu'au {until}", ordinal(rank))
            }
            Self::Nothing => {
                "Le délai est passé : la place peut être proposée à quelqu'un d'autre".to_owned()
            }
        }
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
