//! News that nobody asked for.

use super::answers::other_phone;
use super::people::{asked, helene, idriss, leo, zoe};
use super::{Desk, Named};
use crate::letters::Standing::{Cancelled, Confirmed, Lapsed};
use crate::letters::{
    Occasion, amended, completed, hold_lapsed, offer_lapsed, offered, promoted, test_letter, to_complete,
    withdrawn,
};

impl Desk<'_> {
    pub(super) fn notices(self) -> Named {
        let on = self.on();
        let (one, two) = ([helene(Cancelled)], [helene(Cancelled), idriss(Cancelled)]);
        let unfinished = [leo(self.unfinished())];
        self.seats()
            .into_iter()
            .chain([
                ("promoted_one", promoted(on, &[helene(Confirmed)])),
                ("promoted_two", promoted(on, &[helene(Confirmed), idriss(Confirmed)])),
                ("promoted_incomplete", promoted(on, &[helene(Confirmed), leo(self.unfinished())])),
                ("to_complete_one", to_complete(on, &unfinished)),
                ("completed_one", completed(on, &[leo(Confirmed)])),
                ("completed_two", completed(on, &[leo(Confirmed), zoe(Confirmed)])),
                ("amended_one", amended(on, &[helene(Confirmed)], &[other_phone()])),
                ("hold_lapsed_one", hold_lapsed(on, &[leo(Lapsed)])),
                ("hold_lapsed_two", hold_lapsed(on, &[leo(Lapsed), zoe(Lapsed)])),
                ("withdrawn_one", withdrawn(on, &one)),
                ("withdrawn_two", withdrawn(on, &two)),
                ("test_letter", test_letter(self.signature)),
            ])
            .collect()
    }

    /// About seats that are offered, or given by the staff.
    fn seats(self) -> Named {
        let (offering, chosen) = (self.offering(), self.chosen());
        let [offering, chosen] = [&offering, &chosen].map(|event| Occasion { event, ..self.on() });
        let asked = || asked(self.event);
        vec![
            ("hold_lapsed_of_a_request", hold_lapsed(chosen, &[leo(Lapsed)])),
            ("promoted_by_staff", promoted(chosen, &[helene(Confirmed)])),
            ("offered_one", offered(offering, &[helene(asked())])),
            ("offered_two", offered(offering, &[helene(asked()), idriss(asked())])),
            ("offer_lapsed_one", offer_lapsed(offering, &[helene(Lapsed)])),
            ("offer_lapsed_two", offer_lapsed(offering, &[helene(Lapsed), idriss(Lapsed)])),
        ]
    }
}
