//! What the columns of a list tell of each participant, in French.

use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use super::text;
use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::event::{Event, Field};
use crate::letters::french::{label, phone, typeset};

/// What a cell of Excel holds, in UTF-16 units, but for one: room for an apostrophe before it.
const LONGEST: usize = 32_766;

/// What a column tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// Which event it is, where several are listed.
    Event,
    /// The place on the waitlist today.
    Rank,
    /// The place in the order of arrival.
    Arrival,
    /// What the participant's bulletin says.
    Field(Field),
    /// How the registration stands.
    Standing,
    /// Whether letters reach the person.
    Reach,
    /// When it was recorded.
    RegisteredAt,
    /// The code that letters show.
    Code,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Words, on one line; none where nothing is known.
    Text(String),
    /// A count.
    Number(u32),
    /// A moment, in the zone of the place.
    Moment(ZonedDateTime),
}

/// The columns of every list of these events: what was asked everywhere, then what they ask beside it,
/// then the rest.
pub(super) fn columns(events: &[&Event]) -> Vec<Column> {
    let mut fields = Field::USUAL.to_vec();
    for extra in events.iter().flat_map(|event| &event.extra) {
        let field = Field::Extra(extra.name.clone());
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let mut columns = vec![Column::Arrival];
    columns.extend(fields.into_iter().map(Column::Field));
    columns.extend([Column::Standing, Column::Reach, Column::RegisteredAt, Column::Code]);
    columns
}

impl Column {
    /// What stands above it: for a field, the label of the first of these events that asks for it.
    pub fn heading(&self, events: &[&Event]) -> String {
        let words = match self {
            Self::Event => "Événement",
            Self::Rank => "Rang",
            Self::Arrival => "Arrivée",
            Self::Standing => "Inscription",
            Self::Reach => "Courriers",
            Self::RegisteredAt => "Enregistrée le",
            Self::Code => "Référence",
            Self::Field(field) => {
                let asks = |event: &&&Event| event.extra.iter().any(|extra| extra.name == field.as_str());
                let event = events.iter().find(asks).or(events.first());
                event.map_or(field.as_str(), |event| label(event, field))
            }
        };
        text(&typeset(words), LONGEST)
    }

    /// What it tells of `listed`, with times in `zone`; `event` names the event.
    pub fn cell(&self, listed: &Listed, event: &str, zone: &TimeZone) -> Cell {
        match self {
            Self::Event => Cell::Text(text(event, LONGEST)),
            Self::Rank => listed.rank.map_or(Cell::Text(String::new()), Cell::Number),
            Self::Arrival => Cell::Number(u32::try_from(listed.arrival).unwrap_or(u32::MAX)),
            Self::Field(field) => Cell::Text(value(listed, field)),
            Self::Standing => Cell::Text(standing(listed).to_owned()),
            Self::Reach => Cell::Text(if listed.is_unreachable { "injoignable" } else { "" }.to_owned()),
            Self::RegisteredAt => Cell::Moment(listed.registered_at.to_zoned_datetime(zone.clone())),
            Self::Code => Cell::Text(text(&listed.code, LONGEST)),
        }
    }
}

/// A field as people read it. Spaces in numbers are plain ones, so that they can be searched for.
fn value(listed: &Listed, field: &Field) -> String {
    let value = listed.fields.get(field).map(String::as_str).unwrap_or_default();
    match field {
        Field::Phone => text(&phone(value).replace('\u{a0}', " "), LONGEST),
        _ => text(value, LONGEST),
    }
}

/// How the registration stands, in words that fit everybody.
fn standing(listed: &Listed) -> &'static str {
    match (listed.status, listed.rank) {
        (Status::Confirmed, _) => "confirmée",
        (Status::Waitlisted, Some(_)) => "en attente",
        (Status::Waitlisted, None) => "place proposée",
        (Status::Incomplete, _) => "à compléter",
        (Status::Cancelled, _) => "annulée",
    }
}
