//! What time it is. Decisions take the time as an argument; this is where it comes from.

use jiff::Timestamp;

/// A clock.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's.
    System,
    /// One that goes with the messages it is shown: for the demo, which tells of 2016.
    Replayed(Timestamp),
}

impl Clock {
    /// The time now, in whole seconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Replayed(moment) => *moment,
        };
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// A message received at `moment` is about to be handled.
    pub fn follow(&mut self, moment: Timestamp) {
        if let Self::Replayed(now) = self {
            *now = moment.max(*now);
        }
    }
}
