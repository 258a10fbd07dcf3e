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
    /// Whether a letter about it did not arrive, and its recipient has not written since.
    pub is_unreachable: bool,
    /// Its code.
    pub code: String,
    /// What is known of the participant.
    pub fields: BTreeMap<Field, String>,
}
