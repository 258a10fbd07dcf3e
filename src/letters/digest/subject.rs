//! The subject: the state of things in a line.

use super::{Digest, EventPage};
use crate::desk::EventState;
use crate::event::Confirm;
use crate::letters::french;

impl Digest<'_> {
    /// E.g. `24 mars : 25/25, 4 en attente, 2 à traiter`. Trouble stands before everything else, and
    /// several events are set apart by dots.
    pub(super) fn subject(&self) -> String {
        let states: Vec<String> = self.pages.iter().map(|page| self.state_in_short(page)).collect();
        let state = match (states.as_slice(), self.rest()) {
            ([], rest) => vec![format!("Guichet d'inscription : {}", rest.unwrap_or("alerte".to_owned()))],
            ([only], Some(rest)) => vec![format!("{only}, {rest}")],
            (several, rest) => several.iter().cloned().chain(rest).collect(),
        };
        self.alarm().into_iter().chain(state).collect::<Vec<_>>().join(" · ")
    }

    /// The worst of what is wrong.
    fn alarm(&self) -> Option<String> {
        let troubles: Vec<String> = self.troubles().into_iter().map(|trouble| trouble.short).collect();
        match troubles.as_slice() {
            [] => None,
            [first, second, _, ..] => Some(capitalised(&format!("{first}, {second}, etc."))),
            few => Some(capitalised(&few.join(", "))),
        }
    }

    /// What is to be done, or that there is nothing to tell.
    fn rest(&self) -> Option<String> {
        match self.tasks.len() {
            0 if self.is_quiet() => Some("rien de nouveau".to_owned()),
            0 => None,
            tasks => Some(format!("{tasks}\u{a0}à traiter")),
        }
    }

    fn state_in_short(&self, page: &EventPage<'_>) -> String {
        let name = self.short_name(page);
        let seats = format!("{}/{}", page.taken, page.capacity);
        match (page.state, page.waiting) {
            (EventState::CalledOff, _) => format!("{name} : annulé"),
            (_, 0) => format!("{name} : {seats}"),
            (_, asking) if page.event.confirm == Confirm::Staff => {
                let words = french::agree(asking, "demande", "demandes");
                format!("{name} : {seats}, {asking}\u{a0}{words}")
            }
            (_, waiting) => format!("{name} : {seats}, {waiting}\u{a0}en attente"),
        }
    }

    /// The day of an event, e.g. `24 mars`; with its hour where another one is on the same day.
    pub(super) fn short_name(&self, page: &EventPage<'_>) -> String {
        let starts = &page.event.starts;
        let on_the_day = self.pages.iter().filter(|other| other.event.starts.date() == starts.date());
        match on_the_day.count() {
            0 | 1 => french::short_day(starts),
            _ => format!("{} à {}", french::short_day(starts), french::time(starts)),
        }
    }
}

/// `words` with a capital letter.
pub(super) fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
