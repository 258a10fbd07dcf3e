//! Answers to later messages, and to those of whom nothing could be registered.

use super::people::{asked, helene, idriss, lacking, leo, zoe};
use super::{Desk, Named};
use crate::event::Field;
use crate::letters::Standing::{Confirmed, Waitlisted};
use crate::letters::{
    Change, Held, Occasion, Wait, accepted, already_registered, called_off, closed, corrected,
    handed_to_a_person, late, not_yet_open, over,
};

/// A change of the person with that index.
pub(super) fn change(person: usize, field: Field, from: &str, to: &str) -> Change {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    Change { person, field, from: given(from), to: given(to) }
}

/// Another telephone number of the first person.
pub(super) fn other_phone() -> Change {
    change(0, Field::Phone, "+33321000001", "+33321000002")
}

impl Desk<'_> {
    pub(super) fn answers(self) -> Named {
        let on = self.on();
        let offering = self.offering();
        let offering = Occasion { event: &offering, ..on };
        let waits = |rank| Waitlisted { rank, why: Wait::Full };
        let three = [helene(Confirmed), idriss(waits(1)), zoe(waits(2))];
        let overdue = lacking(self.event, &[Field::Organisation], Held::Nothing);
        let role = change(1, Field::Role, "", "Référent conseil citoyen");
        let email = change(1, Field::Email, "o'idriss@escale.example", "");
        let two = [helene(Confirmed), idriss(Confirmed)];
        vec![
            ("already_registered_one", already_registered(on, &[helene(waits(1))])),
            ("already_registered_three", already_registered(on, &three)),
            ("already_registered_offered", already_registered(offering, &[helene(asked(self.event))])),
            ("already_registered_overdue", already_registered(on, &[leo(overdue)])),
            ("corrected_one", corrected(on, &[helene(Confirmed)], &[other_phone()])),
            ("corrected_two", corrected(on, &two, &[other_phone(), role, email])),
            ("accepted_one", accepted(on, &[helene(Confirmed)])),
            ("accepted_two", accepted(on, &two)),
        ]
    }

    pub(super) fn replies(self) -> Named {
        let Self { event, signature } = self;
        vec![
            ("late", late(self.on())),
            ("closed", closed(self.on())),
            ("called_off", called_off(self.on())),
            ("over", over(self.on())),
            ("not_yet_open", not_yet_open(self.on())),
            ("handed_to_a_person", handed_to_a_person(Some(event), signature)),
            ("handed_to_a_person_without_event", handed_to_a_person(None, signature)),
        ]
    }
}
