//! Where people stand, as letters tell it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::desk::registration::{Place, Registration, State};
use crate::event::{Confirm, Event, Field};
use crate::flows::FlowError;
use crate::letters::{Held, Person, Standing, Wait};
use crate::store::Book;

/// A registration of `event` as letters name it, as it stands in the book `now`.
pub async fn person(
    book: &mut Book,
    event: Option<&Event>,
    now: Timestamp,
    id: i64,
) -> Result<Person, FlowError> {
    let (registration, rank) = book.standing(id).await?;
    let rank = rank.unwrap_or_default();
    let until = book.held_until(id).await?.unwrap_or(now);
    let zone = event.map_or(TimeZone::UTC, |event| event.starts.time_zone().clone());
    let value = |field: &Field| registration.fields.get(field).cloned();
    let standing = match (registration.place, registration.state) {
        (_, State::Lapsed) => Standing::Lapsed,
        (Place::None, _) | (_, State::Cancelled | State::Refused) => Standing::Cancelled,
        (_, State::Offered) => Standing::Offered { until: until.to_zoned_datetime(zone) },
        (Place::Seat, State::Complete) => Standing::Confirmed,
        (Place::Line, State::Complete) => {
            Standing::Waitlisted { rank, why: wait(book, event, &registration).await? }
        }
        (place, State::Incomplete) => Standing::Incomplete {
            missing: missing(event, &registration),
            place: held(place, rank, until > now),
            until: until.to_zoned_datetime(zone),
        },
    };
    Ok(Person {
        first_name: value(&Field::FirstName),
        last_name: value(&Field::LastName),
        organisation: value(&Field::Organisation),
        standing,
        code: registration.code,
    })
}

fn missing(event: Option<&Event>, registration: &Registration) -> Vec<Field> {
    let required = event.map(|event| event.required.as_slice()).unwrap_or_default();
    required.iter().filter(|field| !registration.fields.contains_key(field)).cloned().collect()
}

fn held(place: Place, rank: u32, is_held: bool) -> Held {
    match place {
        _ if !is_held => Held::Nothing,
        Place::Seat => Held::Seat,
        _ => Held::Line { rank },
    }
}

/// What stands between somebody in line and a seat.
async fn wait(
    book: &mut Book,
    event: Option<&Event>,
    registration: &Registration,
) -> Result<Wait, FlowError> {
    let Some(event) = event else { return Ok(Wait::Turn) };
    if event.confirm == Confirm::Staff {
        return Ok(Wait::Staff);
    }
    let organisation = registration.organisation();
    if let Some(limit) = event.max_per_organisation.filter(|_| !organisation.is_empty())
        && book.seats_of(&event.id, &organisation).await? >= limit
    {
        return Ok(Wait::Organisation { limit });
    }
    let seats = book.seats(&event.id).await?;
    Ok(if seats.taken >= seats.capacity { Wait::Full } else { Wait::Turn })
}
