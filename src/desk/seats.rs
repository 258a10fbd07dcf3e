//! Who gets a seat: strictly in the order of arrival, never beyond capacity, nobody passed over who could
//! have it.

use std::collections::BTreeMap;

use super::Roll;
use super::registration::{Place, Registration};
use crate::event::{Confirm, Event};

/// The seats and the line while one message is being decided.
#[derive(Debug, Clone)]
pub struct Seats {
    capacity: u32,
    taken: u32,
    /// How many people wait.
    waiting: u32,
    /// Whether the staff give the seats, so that nobody is next.
    by_staff: bool,
    share: Option<Share>,
}

/// How many seats an organisation may have, and has.
#[derive(Debug, Clone)]
struct Share {
    most: u32,
    seated: BTreeMap<String, u32>,
    /// The organisations of those who wait.
    line: Vec<String>,
}

impl Share {
    /// `organisation` has one seat more or less.
    fn count(&mut self, organisation: &str, more: i32) {
        let seats = self.seated.entry(organisation.to_owned()).or_default();
        *seats = seats.saturating_add_signed(more);
    }
}

impl Seats {
    /// The seats of `event` as the book has them.
    pub fn of(event: &Event, roll: &Roll) -> Self {
        let share = event.max_per_organisation.map(|most| Share {
            most,
            seated: roll.seated.clone(),
            line: roll.line.iter().map(Registration::organisation).collect(),
        });
        let by_staff = event.confirm == Confirm::Staff;
        Self { capacity: roll.capacity, taken: roll.taken, waiting: roll.waiting, by_staff, share }
    }

    /// The place for whoever comes next, of `organisation`: a seat while they may have one and nobody
    /// waits who may have it too.
    pub fn next_place(&mut self, organisation: &str) -> Place {
        if !self.by_staff && self.is_free() && !self.is_awaited() && self.has_a_share(organisation) {
            self.take(organisation);
            Place::Seat
        } else {
            self.waiting += 1;
            if let Some(share) = &mut self.share {
                share.line.push(organisation.to_owned());
            }
            Place::Line
        }
    }

    /// The same, for somebody whom the staff want: where they give the seats, nobody is before them.
    pub fn place_by_staff(&mut self, organisation: &str) -> Place {
        if self.by_staff && self.is_free() {
            self.take(organisation);
            return Place::Seat;
        }
        self.next_place(organisation)
    }

    /// Whoever has this place is of another organisation than was known.
    pub fn correct(&mut self, place: Place, from: &str, to: &str) {
        let Some(share) = self.share.as_mut().filter(|_| from != to) else { return };
        match place {
            Place::Seat => {
                share.count(from, -1);
                share.count(to, 1);
            }
            Place::Line => {
                if let Some(waiting) = share.line.iter_mut().find(|waiting| *waiting == from) {
                    to.clone_into(waiting);
                }
            }
            Place::None => {}
        }
    }

    /// Its place is given back.
    pub fn give_back(&mut self, registration: &Registration) {
        let organisation = registration.organisation();
        match registration.place {
            Place::Seat => {
                self.taken = self.taken.saturating_sub(1);
                if let Some(share) = &mut self.share {
                    share.count(&organisation, -1);
                }
            }
            Place::Line => self.leave_line(&organisation),
            Place::None => {}
        }
    }

    /// Moves somebody in line to a seat; whether there was one that they may have.
    pub fn promote(&mut self, next: &Registration) -> bool {
        let organisation = next.organisation();
        let promotes = self.is_free() && self.has_a_share(&organisation);
        if promotes {
            self.leave_line(&organisation);
            self.take(&organisation);
        }
        promotes
    }

    /// Whether a seat is free.
    pub fn is_free(&self) -> bool {
        self.taken < self.capacity
    }

    /// Whether `organisation` may have one more seat. Who has not said theirs is not counted.
    pub fn has_a_share(&self, organisation: &str) -> bool {
        self.share.as_ref().is_none_or(|share| {
            organisation.is_empty() || share.seated.get(organisation).is_none_or(|&seats| seats < share.most)
        })
    }

    /// Whether somebody waits who may have a seat.
    fn is_awaited(&self) -> bool {
        match &self.share {
            Some(share) => share.line.iter().any(|organisation| self.has_a_share(organisation)),
            None => self.waiting > 0,
        }
    }

    /// A seat is taken, whoever waits for it.
    pub fn take(&mut self, organisation: &str) {
        self.taken += 1;
        if let Some(share) = &mut self.share {
            share.count(organisation, 1);
        }
    }

    fn leave_line(&mut self, organisation: &str) {
        self.waiting = self.waiting.saturating_sub(1);
        if let Some(share) = &mut self.share
            && let Some(at) = share.line.iter().position(|waiting| waiting == organisation)
        {
            share.line.swap_remove(at);
        }
    }
}
