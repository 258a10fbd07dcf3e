//! What time it is. Decisions take the time as an argument; this is where it comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::trial;

/// A moment as a clock in `timezone` shows it: `2016-03-24 09:00`.
#[must_use]
pub fn local(moment: Timestamp, timezone: &TimeZone) -> String {
    moment.to_zoned_datetime(timezone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A clock.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// One that goes with the messages it is shown, as do its clones, in seconds since 1970: for the
    /// demo, which tells of 2016.
    Replayed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that shows `moment` until it is shown a later message.
    #[must_use]
    pub fn replayed(moment: Timestamp) -> Self {
        Self::Replayed(Arc::new(AtomicI64::new(moment.as_second())))
    }

    /// The time now, in whole seconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let second = match self {
            Self::System => trial::now().unwrap_or_else(Timestamp::now).as_second(),
            Self::Replayed(moment) => moment.load(Ordering::Relaxed),
        };
        Timestamp::from_second(second).unwrap_or_default()
    }

    /// A message received at `moment` is about to be handled.
    pub fn follow(&self, moment: Timestamp) {
        if let Self::Replayed(now) = self {
            now.fetch_max(moment.as_second(), Ordering::Relaxed);
        }
    }
}
