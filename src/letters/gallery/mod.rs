//! Every letter of every situation, written to invented people: for looking at, and for the tests.

mod alarms;
mod answers;
mod arrivals;
mod by_staff;
pub(super) mod digests;
mod leaving;
mod notices;
pub(super) mod people;

use super::{Letter, Occasion, Privacy};
use crate::event::{Confirm, Event, Promotion};

/// A letter of the gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its situation, e.g. `waitlisted_two`: a name for a file.
    pub name: &'static str,
    /// The letter; what goes with it stands in its `encloses`.
    pub letter: Letter,
}

type Named = Vec<(&'static str, Letter)>;

/// The letters about `event`, as if invented people registered for it, and those to the staff.
#[must_use]
pub fn gallery(event: &Event, signature: &str, privacy: &Privacy) -> Vec<Sample> {
    let desk = Desk { event, signature };
    let first = desk.arrivals().into_iter().map(|(name, letter)| (name, letter.telling(privacy)));
    let later = [
        desk.answers(),
        desk.leaving(),
        desk.replies(),
        desk.notices(),
        desk.by_staff(),
        desk.digests(),
        desk.alarms(),
        desk.reliefs(),
    ];
    first.chain(later.into_iter().flatten()).map(|(name, letter)| Sample { name, letter }).collect()
}

/// Where the invented people write to.
#[derive(Clone, Copy)]
struct Desk<'a> {
    event: &'a Event,
    signature: &'a str,
}

impl<'a> Desk<'a> {
    fn on(self) -> Occasion<'a> {
        Occasion { event: self.event, signature: self.signature }
    }

    /// The event as one of which the staff confirm each registration.
    fn chosen(self) -> Event {
        Event { confirm: Confirm::Staff, promotion: Promotion::Staff, ..self.event.clone() }
    }

    /// The event as one that offers its free seats.
    fn offering(self) -> Event {
        Event { promotion: Promotion::Offer, ..self.event.clone() }
    }
}
