//! Invented people, and the days before an event on which they do something.

use jiff::{ToSpan, ZonedDateTime};

use crate::event::{Event, Field};
use crate::letters::{Held, Person, Standing};

/// A time of day so many days before `event`.
pub(in crate::letters) fn before(event: &Event, days: i64, (hour, minute): (i8, i8)) -> ZonedDateTime {
    let day = event.starts.checked_sub(days.days());
    let time = day.and_then(|day| day.with().hour(hour).minute(minute).second(0).build());
    time.unwrap_or_else(|_| event.starts.clone())
}

pub(in crate::letters) fn person(
    [first_name, last_name, organisation, code]: [&str; 4],
    standing: Standing,
) -> Person {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    Person {
        first_name: given(first_name),
        last_name: given(last_name),
        organisation: given(organisation),
        code: code.to_owned(),
        standing,
    }
}

pub(in crate::letters) fn helene(standing: Standing) -> Person {
    person(["Hélène", "Wattrelos", "Ville de Lens", "K7F-3QDM"], standing)
}

pub(in crate::letters) fn idriss(standing: Standing) -> Person {
    person(["Idriss", "Belkacem", "Centre social L'Escale", "P2X-9RTC"], standing)
}

pub(in crate::letters) fn zoe(standing: Standing) -> Person {
    person(["Zoé", "Vandamme-Lefebvre", "Communauté urbaine de Dunkerque", "W4H-6JBN"], standing)
}

/// Somebody whose organisation is not known.
pub(in crate::letters) fn leo(standing: Standing) -> Person {
    person(["Léo", "Roux", "", "T5N-8WQD"], standing)
}

/// Somebody whose given name is not known.
pub(in crate::letters) fn diallo(standing: Standing) -> Person {
    person(["", "Diallo", "Ville de Liévin", "B3R-7YHE"], standing)
}

pub(in crate::letters) fn nobody(standing: Standing) -> Person {
    person(["", "", "", "M8C-2VKA"], standing)
}

/// Without the `missing` fields, and with a place for three days.
pub(in crate::letters) fn lacking(event: &Event, missing: &[Field], place: Held) -> Standing {
    Standing::Incomplete { missing: missing.to_vec(), place, until: before(event, 17, (18, 0)) }
}

/// With the offer of a seat.
pub(in crate::letters) fn asked(event: &Event) -> Standing {
    Standing::Offered { until: before(event, 10, (9, 0)) }
}
