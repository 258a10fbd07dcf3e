//! An event as it was configured, and the fields that its form asks for.

use std::fmt;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// One meeting with a limited number of seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The configured identifier, e.g. `conseils-citoyens-2016-03-24`.
    pub id: String,
    /// The title, in French, as letters show it.
    pub title: String,
    /// When it begins, in the zone of the place.
    pub starts: ZonedDateTime,
    /// When it ends.
    pub ends: Option<ZonedDateTime>,
    /// Bulletins received before this are not accepted yet.
    pub opens: Option<ZonedDateTime>,
    /// Bulletins received after this are late.
    pub closes: ZonedDateTime,
    /// Where it takes place, as letters show it.
    pub place: String,
    /// How many seats there are.
    pub capacity: u32,
    /// Words that tell this event from the others.
    pub keywords: Vec<String>,
    /// The fields without which a bulletin is incomplete.
    pub required: Vec<Field>,
    /// What this event asks beside the usual fields.
    pub extra: Vec<ExtraField>,
    /// Whether the staff confirm every registration.
    pub confirm: Confirm,
    /// How many participants of one organisation may have a seat.
    pub max_per_organisation: Option<u32>,
    /// How people come up from the waitlist.
    pub promotion: Promotion,
    /// How long an offered seat waits for its answer.
    pub offer_expires: SignedDuration,
    /// Nobody comes up from the waitlist later than this long before it begins.
    pub promotion_cutoff: SignedDuration,
    /// How long an incomplete registration holds its seat or its place in line.
    pub incomplete_hold: SignedDuration,
}

impl Event {
    /// Whether bulletins received at `moment` are accepted, early or late.
    #[must_use]
    pub fn window(&self, moment: Timestamp) -> Window {
        if self.opens.as_ref().is_some_and(|opens| moment < opens.timestamp()) {
            Window::NotYetOpen
        } else if moment > self.closes.timestamp() {
            Window::Closed
        } else {
            Window::Open
        }
    }

    /// Whether it has taken place.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ends.as_ref().unwrap_or(&self.starts).timestamp() <= now
    }
}

/// Where a moment stands in the time during which an event takes bulletins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// Before `opens`.
    NotYetOpen,
    /// Bulletins are accepted.
    Open,
    /// After `closes`.
    Closed,
}

/// Who gives the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confirm {
    /// The desk, in the order of arrival.
    Automatic,
    /// The staff, who choose among those who ask.
    Staff,
}

/// How people come up from the waitlist when a seat is freed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Promotion {
    /// The next in line gets the seat at once.
    Automatic,
    /// The next in line is asked, and answers within a limited time.
    Offer,
    /// The staff decide.
    Staff,
}

/// A field that only this event asks for, e.g. the choice of a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraField {
    /// Its name in lists and in JSON.
    pub name: String,
    /// The labels under which forms ask for it.
    pub labels: Vec<String>,
}

/// What a bulletin says of a participant, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Field {
    /// Family name.
    LastName,
    /// Given name.
    FirstName,
    /// The body the participant comes from.
    Organisation,
    /// What the participant does there.
    Role,
    /// Telephone number, in E.164 where it is one.
    Phone,
    /// Mail address.
    Email,
    /// A field that the event's configuration adds.
    Extra(String),
}

impl Field {
    /// The usual fields, in the order in which lists show them.
    pub const USUAL: [Self; 6] =
        [Self::LastName, Self::FirstName, Self::Organisation, Self::Role, Self::Phone, Self::Email];

    /// Its name in configuration, database and JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::Organisation => "organisation",
            Self::Role => "role",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Extra(name) => name,
        }
    }
}

impl From<String> for Field {
    fn from(name: String) -> Self {
        Self::USUAL.into_iter().find(|field| field.as_str() == name).unwrap_or(Self::Extra(name))
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.as_str().to_owned()
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The two sessions of the meeting for which this desk was made, for the tests.
#[cfg(test)]
#[allow(clippy::unwrap_used, missing_docs)]
pub mod samples {
    use super::*;

    fn session(id: &str, title: &str, starts: &str, keywords: &[&str]) -> Event {
        let starts: ZonedDateTime = starts.parse().unwrap();
        Event {
            id: id.into(),
            title: title.into(),
            ends: Some(&starts + SignedDuration::from_hours(3)),
            opens: None,
            closes: &starts - SignedDuration::from_hours(15),
            place: "IREV, 135 boulevard Paul Painlevé, Lille".into(),
            capacity: 25,
            keywords: keywords.iter().map(|&word| word.into()).collect(),
            required: vec![Field::LastName, Field::FirstName, Field::Organisation],
            extra: Vec::new(),
            confirm: Confirm::Automatic,
            max_per_organisation: None,
            promotion: Promotion::Automatic,
            offer_expires: SignedDuration::from_hours(48),
            promotion_cutoff: SignedDuration::from_hours(12),
            incomplete_hold: SignedDuration::from_hours(72),
            starts,
        }
    }

    #[must_use]
    pub fn february() -> Event {
        let title = "Rencontre de réseau référents conseil citoyen";
        session("conseils-citoyens-2016-02-25", title, "2016-02-25T09:00[Europe/Paris]", &["25 février"])
    }

    #[must_use]
    pub fn march() -> Event {
        let title = "Rencontre de réseau référents conseil citoyen : séance de rattrapage";
        let keywords = ["conseil citoyen", "conseils citoyens", "24 mars"];
        session("conseils-citoyens-2016-03-24", title, "2016-03-24T09:00[Europe/Paris]", &keywords)
    }
}
