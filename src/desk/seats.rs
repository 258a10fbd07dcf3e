//! Who gets a seat: strictly in the order of arrival, never beyond capacity, nobody passed over.

use super::Roll;
use super::registration::Place;

/// The seats and the line while one message is being decided.
#[derive(Debug, Clone)]
pub struct Seats {
    capacity: u32,
    taken: u32,
    waiting: u32,
}

impl Seats {
    /// The seats as the book has them.
    pub fn of(roll: &Roll) -> Self {
        Self { capacity: roll.capacity, taken: roll.taken, waiting: roll.waiting }
    }

    /// The place for whoever comes next: a seat while one is free and nobody waits for it.
    pub fn next_place(&mut self) -> Place {
        if self.is_free() && self.waiting == 0 {
            self.taken += 1;
            Place::Seat
        } else {
            self.waiting += 1;
            Place::Line
        }
    }

    /// A place is given back.
    pub fn give_back(&mut self, place: Place) {
        match place {
            Place::Seat => self.taken = self.taken.saturating_sub(1),
            Place::Line => self.waiting = self.waiting.saturating_sub(1),
            Place::None => {}
        }
    }

    /// Moves the first in line to a free seat; whether there was one.
    pub fn promote(&mut self) -> bool {
        let promotes = self.is_free() && self.waiting > 0;
        if promotes {
            self.taken += 1;
            self.waiting -= 1;
        }
        promotes
    }

    fn is_free(&self) -> bool {
        self.taken < self.capacity
    }
}
