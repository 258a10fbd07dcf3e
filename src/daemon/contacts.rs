//! Which parts of the daemon are in contact with their servers, as far as this run knows.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::flows::FlowError;
use crate::store::{Absence, Contact};

/// The parts of the daemon that have tried, by their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contacts(BTreeMap<String, Contact>);

impl Contacts {
    /// `flow` is in contact at `now`; whether that is news.
    pub fn works(&mut self, flow: &str, now: Timestamp) -> bool {
        let contact = self.of(flow);
        contact.works_at = Some(now);
        contact.absence.take().is_some()
    }

    /// `flow` has had no contact since then, and why.
    pub fn fails(&mut self, flow: &str, absence: Absence) {
        self.of(flow).absence = Some(absence);
    }

    /// `flow` tried once, and that came of it.
    pub fn tried<T>(&mut self, flow: &str, outcome: &Result<T, FlowError>, now: Timestamp) {
        match outcome {
            Ok(_) => drop(self.works(flow, now)),
            Err(error) if error.is_outage() => {
                self.fails(flow, Absence { since: now, why: error.to_string() });
            }
            Err(_) => {}
        }
    }

    /// Who has no contact.
    pub fn absent(&self) -> impl Iterator<Item = (&str, &Absence)> {
        self.0.iter().filter_map(|(flow, contact)| Some((flow.as_str(), contact.absence.as_ref()?)))
    }

    /// What is known of each of `flows`; an absence counts once it has lasted for so long.
    #[must_use]
    pub fn of_all(&self, flows: &[String], now: Timestamp, for_long: SignedDuration) -> Vec<Contact> {
        let counts = |absence: &Absence| now.duration_since(absence.since) >= for_long;
        let known = |flow: &String| {
            let unknown = || Contact { flow: flow.clone(), ..Contact::default() };
            let contact = self.0.get(flow).cloned().unwrap_or_else(unknown);
            Contact { absence: contact.absence.filter(counts), ..contact }
        };
        flows.iter().map(known).collect()
    }

    fn of(&mut self, flow: &str) -> &mut Contact {
        let unknown = || Contact { flow: flow.to_owned(), ..Contact::default() };
        self.0.entry(flow.to_owned()).or_insert_with(unknown)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn each_part_is_known_as_it_was_seen_and_an_absence_once_it_has_lasted() {
        let (mut contacts, now) = (Contacts::default(), Timestamp::UNIX_EPOCH);
        let absence = Absence { since: now, why: "it hung up".into() };
        assert!(!contacts.works("mailbox", now));
        contacts.fails("mailbox", absence.clone());
        let flows = ["mailbox".to_owned(), "sender".to_owned()];
        let seen = |contacts: &Contacts, seconds: i64| {
            contacts.of_all(&flows, now + seconds.seconds(), SignedDuration::from_mins(2))
        };
        let mailbox = Contact { flow: "mailbox".into(), works_at: Some(now), absence: None };
        let unknown = Contact { flow: "sender".into(), works_at: None, absence: None };
        assert_eq!(seen(&contacts, 119), [mailbox.clone(), unknown.clone()]);
        let away = Contact { absence: Some(absence), ..mailbox };
        assert_eq!(seen(&contacts, 120), [away, unknown]);
        assert!(contacts.works("mailbox", now));
        assert_eq!(contacts.absent().count(), 0);
    }
}
