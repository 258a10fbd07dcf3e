//! Answers to those who withdraw, decline, or send somebody else.

use super::people::{helene, idriss, leo, nobody};
use super::{Desk, Named};
use crate::letters::Standing::{Cancelled, Confirmed, Waitlisted};
use crate::letters::{Wait, already_cancelled, cancelled, nothing_to_cancel, offer_declined, replaced};

impl Desk<'_> {
    pub(super) fn leaving(self) -> Named {
        let (on, Self { event, signature }) = (self.on(), self);
        let (one, two) = ([helene(Cancelled)], [helene(Cancelled), idriss(Cancelled)]);
        let waits = Waitlisted { rank: 2, why: Wait::Full };
        vec![
            ("cancelled_one", cancelled(on, &one)),
            ("cancelled_two", cancelled(on, &two)),
            ("cancelled_with_a_rest", cancelled(on, &one).leaving_the_rest()),
            ("already_cancelled_one", already_cancelled(on, &one)),
            ("already_cancelled_two", already_cancelled(on, &two)),
            ("nothing_to_cancel", nothing_to_cancel(Some(event), signature)),
            ("nothing_to_cancel_without_event", nothing_to_cancel(None, signature)),
            ("offer_declined_one", offer_declined(on, &one)),
            ("offer_declined_two", offer_declined(on, &two)),
            ("replaced", replaced(on, &[helene(Cancelled), idriss(Confirmed)])),
            ("replaced_in_line", replaced(on, &[helene(Cancelled), idriss(waits)])),
            ("replaced_incomplete", replaced(on, &[nobody(Cancelled), leo(self.unfinished())])),
        ]
    }
}
