//! What participants are told of what the staff decided, and colleagues of what they passed on.

use super::answers::other_phone;
use super::people::{helene, idriss, leo};
use super::{Desk, Named};
use crate::letters::Standing::{Cancelled, Confirmed, Waitlisted};
use crate::letters::{
    Announcement, Wait, announcement, cancelled_by_staff, confirmed_by_staff, corrected_by_staff, declined,
    event_called_off, forwarded, refused_by_staff,
};

const MOVED: Announcement<'_> = Announcement {
    subject: None,
    text: "Bonjour,\n\nLa rencontre approche. Elle aura lieu au premier étage, où un café vous\nattend. Pensez à \
           apporter :\n- votre convention ;\n- un stylo.\n \nÀ bientôt,\nLéa Martin\n",
    is_called_off: false,
};

const CALLED_OFF: Announcement<'_> = Announcement {
    subject: None,
    text: "Nous devons malheureusement annuler cette rencontre.\nUne autre date vous sera proposée.",
    is_called_off: true,
};

impl Desk<'_> {
    pub(super) fn by_staff(self) -> Named {
        let (on, Self { event, signature }) = (self.on(), self);
        let two = [helene(Confirmed), idriss(Waitlisted { rank: 1, why: Wait::Full })];
        vec![
            ("corrected_by_staff", corrected_by_staff(on, &[helene(Confirmed)], &[other_phone()])),
            ("cancelled_by_staff_one", cancelled_by_staff(on, &[helene(Cancelled)])),
            ("cancelled_by_staff_two", cancelled_by_staff(on, &[helene(Cancelled), idriss(Cancelled)])),
            ("confirmed_by_staff_one", confirmed_by_staff(on, &[helene(Confirmed)])),
            ("confirmed_by_staff_two", confirmed_by_staff(on, &[helene(Confirmed), idriss(Confirmed)])),
            ("confirmed_by_staff_incomplete", confirmed_by_staff(on, &[leo(self.unfinished())])),
            ("refused_by_staff_one", refused_by_staff(on, &[helene(Cancelled)])),
            ("refused_by_staff_two", refused_by_staff(on, &[helene(Cancelled), idriss(Cancelled)])),
            ("event_called_off_one", event_called_off(on, &[helene(Confirmed)])),
            ("event_called_off_two", event_called_off(on, &two)),
            ("declined", declined(Some(event), signature)),
            ("declined_without_event", declined(None, signature)),
            ("announcement", announcement(on, &MOVED, &two)),
            ("announcement_called_off", announcement(on, &CALLED_OFF, &[helene(Confirmed)])),
            ("forwarded_answered", forwarded(on, &[helene(Confirmed)], true)),
            ("forwarded_answered_two", forwarded(on, &two, true)),
            ("forwarded_cancellation", forwarded(on, &[helene(Cancelled)], true)),
            ("forwarded_unanswered", forwarded(on, &[leo(self.unfinished())], false)),
        ]
    }
}
