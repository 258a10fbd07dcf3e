//! A person of whom a text tells.

use std::sync::LazyLock;

use regex::Regex;

use super::affiliation::{Affiliation, affiliation, named_only};
use super::name::Order;
use super::segments::{Beginning, Segment};
use super::words::phrase;
use crate::bulletin::names::Parted;
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::bulletin::values;
use crate::event::Field;
use crate::fold::fold;
use crate::message::Mailbox;

/// A person being told of.
#[derive(Debug)]
pub struct Told {
    pub person: Participant,
    pub paper: String,
    pub order: Order,
    pub position: Position,
    pub line: usize,
    /// Whether the sentence is about this person taking part.
    pub is_introduced: bool,
    /// Whether particulars may still follow.
    pub is_open: bool,
    /// Whether anything follows in the text.
    pub is_followed: bool,
}

/// Where a name stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// As an item of a list.
    Item,
    /// Amid a sentence, as none that signs does.
    Amid,
    /// Behind another one, as in "Zoé Le Goff et Luc Petit".
    Joined,
    /// At the beginning of a line.
    Apart,
    /// Above words by which this person does not come: "Zoé Petit, secrétaire (je ne participe pas)".
    Away,
}

impl Told {
    pub fn keep(&mut self, field: Field, text: String, segment: &Segment) {
        let place = Place { paper: self.paper.clone(), spot: format!("line {}", segment.line) };
        if !text.is_empty() {
            self.person.keep(Value { field, text, place, basis: Basis::Prose });
        }
    }

    /// Keeps the organisation that is said of everybody, if one is.
    pub fn keep_of_all(&mut self, organisation: Option<&str>, segment: &Segment) {
        let place = Place { paper: self.paper.clone(), spot: format!("line {}", segment.line) };
        if let Some(text) = organisation.map(str::to_owned) {
            self.person.keep(Value { field: Field::Organisation, text, place, basis: Basis::ForAll });
        }
    }

    /// Whether the name can be read both ways.
    pub fn can_be_turned(&self) -> bool {
        matches!(self.order, Order::Either(_))
    }

    /// Whether the bare address of the `sender` has the name the other way round: "zoe.petit@" of "Petit Zoé".
    pub fn is_turned_in(&self, sender: &Mailbox) -> bool {
        let Order::Either(Parted { first, last, .. }) = &self.order else { return false };
        if sender.name.is_some() {
            return false;
        }
        let local = fold(sender.address.split('@').next().unwrap_or_default());
        [".", "-", "_"].iter().any(|sign| local.starts_with(&format!("{}{sign}{}", fold(first), fold(last))))
    }

    /// Reads the name the other way round.
    pub fn turn(&mut self) {
        let Order::Either(Parted { last, first, .. }) = &self.order else { return };
        for value in &mut self.person.values {
            match value.field {
                Field::LastName => value.text.clone_from(last),
                Field::FirstName => value.text.clone_from(first),
                _ => {}
            }
        }
    }

    /// Reads what a piece of a sentence says of the person; whether it says anything.
    pub fn particulars(&mut self, text: &str, segment: &Segment) -> bool {
        /// More words than a telephone or an address takes with its label.
        const LONG: usize = 6;
        let has_contact = self.contact(text, segment);
        if has_contact && text.split_whitespace().count() <= LONG {
            return true;
        }
        let is_bare = segment.begins == Beginning::Amid && self.person.get(&Field::Organisation).is_none();
        let said = affiliation(text).or_else(|| named_only(text).filter(|_| is_bare));
        let Some(Affiliation { role, organisation }) = said else { return has_contact };
        // What goes on about others, or about coming, is no role: "et un bénévole", "souhaite s'inscrire".
        let role = role.filter(|role| !["et ", "souhait"].iter().any(|lead| role.starts_with(lead)));
        self.keep(Field::Role, role.unwrap_or_default(), segment);
        self.keep(Field::Organisation, organisation.unwrap_or_default(), segment);
        true
    }

    /// Whether this is the `sender`.
    pub fn is(&self, sender: &Mailbox) -> bool {
        let name = fold(sender.name.as_deref().unwrap_or(&sender.address));
        let mut names =
            [Field::LastName, Field::FirstName].into_iter().filter_map(|field| self.person.get(&field));
        names.all(|part| name.contains(&fold(part)))
    }

    /// Reads an address or a number; whether there is one.
    pub fn contact(&mut self, text: &str, segment: &Segment) -> bool {
        let (email, phone) = (values::email(text), values::phone(text));
        let is_one = email.is_some() || phone.is_some();
        self.keep(Field::Email, email.unwrap_or_default(), segment);
        self.keep(Field::Phone, phone.unwrap_or_default(), segment);
        is_one
    }
}

pub fn stays_away(piece: &str) -> bool {
    static AWAY: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)^je (?:ne |n')(?:participe|viens|viendrai|serai|pourrai|peux)\b.*\bpas\b")
    });
    AWAY.is_match(piece)
}
