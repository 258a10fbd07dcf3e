//! The first letters about people, which tell them of the use of their data too.

use super::people::{diallo, helene, idriss, lacking, leo, nobody, zoe};
use super::{Desk, Named};
use crate::event::Field;
use crate::letters::Standing::{Confirmed, Waitlisted};
use crate::letters::{
    Held, Occasion, Standing, Wait, confirmed, incomplete, mixed, personal_confirmation, registered_by_staff,
    requested, waitlisted,
};

const LIMITED: Wait = Wait::Organisation { limit: 3 };

fn waits(rank: u32, why: Wait) -> Standing {
    Waitlisted { rank, why }
}

impl Desk<'_> {
    pub(super) fn arrivals(self) -> Named {
        let later = [self.waitlisted(), self.mixed(), self.incomplete(), self.personal()];
        self.confirmed().into_iter().chain(later.into_iter().flatten()).collect()
    }

    fn confirmed(self) -> Named {
        let on = self.on();
        let chosen = self.chosen();
        let chosen = Occasion { event: &chosen, ..on };
        let undecided = || waits(0, Wait::Staff);
        vec![
            ("confirmed_one", confirmed(on, &[helene(Confirmed)])),
            ("confirmed_three", confirmed(on, &[helene(Confirmed), idriss(Confirmed), zoe(Confirmed)])),
            ("requested_one", requested(chosen, &[helene(undecided())])),
            ("requested_two", requested(chosen, &[helene(undecided()), idriss(undecided())])),
        ]
    }

    fn waitlisted(self) -> Named {
        let on = self.on();
        let offering = self.offering();
        let offering = Occasion { event: &offering, ..on };
        let alone = Wait::Organisation { limit: 1 };
        vec![
            ("waitlisted_one", waitlisted(on, &[helene(waits(1, Wait::Full))])),
            (
                "waitlisted_two",
                waitlisted(offering, &[helene(waits(1, Wait::Full)), zoe(waits(2, Wait::Full))]),
            ),
            ("waitlisted_organisation", waitlisted(on, &[helene(waits(4, LIMITED))])),
            ("waitlisted_organisation_of_one", waitlisted(on, &[helene(waits(4, alone))])),
            ("waitlisted_turn", waitlisted(on, &[helene(waits(1, Wait::Turn))])),
            ("waitlisted_several", waitlisted(on, &[helene(waits(5, LIMITED)), zoe(waits(6, Wait::Full))])),
        ]
    }

    fn mixed(self) -> Named {
        let on = self.on();
        let full = [helene(Confirmed), idriss(waits(1, Wait::Full)), zoe(waits(2, Wait::Full))];
        let limited = [helene(Confirmed), leo(waits(1, LIMITED))];
        let several = [helene(Confirmed), leo(waits(7, LIMITED)), zoe(waits(8, Wait::Turn))];
        vec![
            ("mixed_three", mixed(on, &full)),
            ("mixed_organisation", mixed(on, &limited)),
            ("mixed_several", mixed(on, &several)),
            ("mixed_incomplete", mixed(on, &[helene(Confirmed), leo(self.unfinished())])),
        ]
    }

    fn incomplete(self) -> Named {
        let on = self.on();
        let in_line = lacking(self.event, &[Field::FirstName], Held::Line { rank: 3 });
        let unnamed = lacking(self.event, &self.event.required, Held::Seat);
        vec![
            ("incomplete_one", incomplete(on, &[leo(self.unfinished())])),
            ("incomplete_two", incomplete(on, &[leo(self.unfinished()), diallo(in_line)])),
            ("incomplete_nobody", incomplete(on, &[nobody(unnamed)])),
        ]
    }

    fn personal(self) -> Named {
        let on = self.on();
        let personal = |standing| personal_confirmation(on, &idriss(standing));
        vec![
            ("personal_confirmation_confirmed", personal(Confirmed)),
            ("personal_confirmation_waitlisted", personal(waits(4, Wait::Full))),
            ("personal_confirmation_requested", personal(waits(0, Wait::Staff))),
            ("personal_confirmation_incomplete", personal_confirmation(on, &leo(self.unfinished()))),
            (
                "registered_by_staff_two",
                registered_by_staff(on, &[helene(Confirmed), idriss(waits(1, Wait::Full))]),
            ),
        ]
    }

    /// Without an organisation, and without what the form of this event asks beside the usual.
    pub(super) fn unfinished(self) -> Standing {
        let extra = self.event.extra.iter().map(|extra| Field::Extra(extra.name.clone()));
        let missing: Vec<Field> = std::iter::once(Field::Organisation).chain(extra.take(1)).collect();
        lacking(self.event, &missing, Held::Seat)
    }
}
