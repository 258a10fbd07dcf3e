//! The state of things, in one line.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::contacts::Contacts;
use crate::clock::local;
use crate::plural::{plural, waiting_letters};
use crate::store::Absence;

/// How things stand since the daemon started.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// How many messages were handled.
    pub handled: usize,
    /// When the last one was.
    pub last: Option<Timestamp>,
    /// How many letters wait.
    pub letters: u32,
    /// Whether answers are held back by hand.
    pub is_paused: bool,
    /// Who is in contact with its server and who is not: `mailbox`, `sender`, and so on.
    pub contacts: Contacts,
    /// Where the people live who read this.
    pub timezone: TimeZone,
}

impl State {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(timezone: TimeZone) -> Self {
        Self { handled: 0, last: None, letters: 0, is_paused: false, contacts: Contacts::default(), timezone }
    }

    fn local(&self, moment: Timestamp) -> impl fmt::Display {
        local(moment, &self.timezone)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, Absence { since, why }) in self.contacts.absent() {
            write!(f, "{what} unreachable since {}: {why}. ", self.local(*since))?;
        }
        match self.last {
            Some(last) => {
                write!(f, "{} handled, last {}", plural(self.handled, "message"), self.local(last))?;
            }
            None => f.write_str("no message handled yet")?,
        }
        write!(f, "; {}", waiting_letters(self.letters))?;
        if self.is_paused {
            f.write_str("; answers are paused")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_things_is_told_in_local_time_with_what_is_away_first() {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut state = State::new(TimeZone::get("Europe/Paris").unwrap());
        assert_eq!(state.to_string(), "no message handled yet; no letter waits");

        state.handled = 12;
        state.last = Some(moment("2016-03-01T09:32:10Z"));
        assert_eq!(state.to_string(), "12 messages handled, last 2016-03-01 10:32; no letter waits");

        (state.letters, state.is_paused) = (3, true);
        let absence = Absence { since: moment("2016-03-01T08:58:00Z"), why: "it hung up".into() };
        state.contacts.works("mailbox", moment("2016-03-01T09:00:00Z"));
        state.contacts.fails("sender", absence);
        assert_eq!(
            state.to_string(),
            "sender unreachable since 2016-03-01 09:58: it hung up. \
             12 messages handled, last 2016-03-01 10:32; 3 letters wait; answers are paused"
        );
    }
}
