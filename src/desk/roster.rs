//! The list of an event, as people look at it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::registration::Status;
use crate::event::Field;

/// A registration as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The event it is for.
    pub event: String,
    /// Its place in the order of arrival there, for ever.
    pub arrival: i64,
    /// When it was recorded.
    pub registered_at: Timestamp,
    /// What the person may be told.
    pub status: Status,
    /// The place on the waitlist today.
    pub rank: Option<u32>,
    /// Until when a place is held for the answer to an offer, or for what is missing.
    pub held_until: Option<Timestamp>,
    /// Whether a letter about it did not arrive, and its recipient has not written since.
    pub is_unreachable: bool,
    /// Its code.
    pub code: String,
    /// What is known of the participant.
    pub fields: BTreeMap<Field, String>,
}

impl Listed {
    /// Whether a seat is held for the answer to an offer.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.status == Status::Waitlisted && self.rank.is_none()
    }
}
