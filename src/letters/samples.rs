//! An invented event and invented people, for the tests of this module.

use jiff::ZonedDateTime;

use super::{Held, Occasion, Person, Standing};
use crate::event::{Event, ExtraField, Field};

pub fn at(local: &str) -> ZonedDateTime {
    format!("{local}[Europe/Paris]").parse().unwrap()
}

pub fn event() -> Event {
    Event {
        opens: Some(at("2016-02-26T17:00")),
        extra: vec![ExtraField {
            name: "workshop".to_owned(),
            labels: vec!["Choix de l'atelier".to_owned()],
        }],
        ..crate::event::samples::march()
    }
}

pub fn occasion(event: &Event) -> Occasion<'_> {
    Occasion { event, signature: "IREV" }
}

pub fn person(
    first_name: &str,
    last_name: &str,
    organisation: &str,
    code: &str,
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

pub fn helene(standing: Standing) -> Person {
    person("Hélène", "Wattrelos", "Ville de Lens", "K7F-3QDM", standing)
}

pub fn idriss(standing: Standing) -> Person {
    person("Idriss", "Belkacem", "Centre social L'Escale", "P2X-9RTC", standing)
}

pub fn zoe(standing: Standing) -> Person {
    person("Zoé", "Vandamme-Lefebvre", "Communauté urbaine de Dunkerque", "W4H-6JBN", standing)
}

pub fn nobody(standing: Standing) -> Person {
    person("", "", "", "M8C-2VKA", standing)
}

pub fn lacking(missing: &[Field], place: Held) -> Standing {
    Standing::Incomplete { missing: missing.to_vec(), place, until: at("2016-03-07T18:00") }
}
