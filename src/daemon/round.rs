//! One round of the desk, as `run --once` wants it: everything once, one after the other.

use jiff::SignedDuration;

use super::contacts::Contacts;
use super::{Daemon, DaemonError, digest, staff};
use crate::flows::{
    Dispatch, FILING, FlowError, Handled, SENDER, Told, dispatch, lapse, promote, tidy, watch_over,
};
use crate::store::{Contact, StoreError};

/// What one round did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Round {
    /// How many letters were delivered.
    pub sent: usize,
    /// How many could not be, and are tried again.
    pub deferred: usize,
    /// How many messages could not be fetched, and are tried again.
    pub unread: usize,
    /// Whether letters wait because the mail server cannot be reached.
    pub unreachable: bool,
}

impl Daemon {
    /// From now on letters are written and not sent, not even those to the staff.
    pub fn hold_letters(&mut self) {
        self.outbox.holds_letters = true;
    }

    /// Handles what is there now, in order of arrival, and delivers what is due; `tell` hears of each
    /// message. Stops between two steps when `enough` says so.
    ///
    /// # Errors
    /// When a flow stops. What was handled stays so.
    pub async fn catch_up(
        &mut self,
        tell: &mut dyn FnMut(&Handled),
        enough: &dyn Fn() -> bool,
    ) -> Result<Round, DaemonError> {
        let mut round = Round::default();
        let Self { counter, watches, outbox, tidying, contacts, .. } = self;
        promote(&mut *counter.lock().await).await?;
        deliver(outbox, contacts, &mut round, enough).await?;
        let seen_until = outbox.clock.now();
        for watch in watches {
            let looked = watch.look().await;
            contacts.tried(&watch.name, &looked, outbox.clock.now());
            looked?;
            let answer = async |handled: Handled| {
                tell(&handled);
                deliver(outbox, contacts, &mut round, enough).await
            };
            let unread = watch.handle_all(enough, answer).await?;
            round.unread += unread;
        }
        if !enough() && lapse(&mut *counter.lock().await, seen_until).await? > 0 {
            deliver(outbox, contacts, &mut round, enough).await?;
        }
        if let Some(tidying) = tidying {
            let tidied = tidy(tidying, outbox.clock.now(), enough).await;
            contacts.tried(FILING, &tidied, outbox.clock.now());
            tidied?;
        }
        Ok(round)
    }

    /// Tells the staff what the last round has shown that cannot wait, however that ended; and makes the
    /// digest, if it is due.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn inform_staff(&mut self) -> Result<(), DaemonError> {
        let (mut chance, now) = (self.counter.lock().await.chance.fork(), self.outbox.clock.now());
        let contacts = self.note_contacts().await?;
        let told = watch_over(&self.digesting.staff, &contacts, now, &mut chance).await;
        let has_alarmed = staff::told(told)?.is_some_and(Told::is_something);
        let has_made = digest::made(self.digesting.make_due(now, &mut chance).await)?.is_some();
        let is_away = self.contacts.absent().any(|(flow, _)| flow == SENDER);
        if (has_alarmed || has_made) && !is_away {
            deliver(&self.outbox, &mut self.contacts, &mut Round::default(), &|| false).await?;
            self.note_contacts().await?;
        }
        Ok(())
    }

    async fn note_contacts(&self) -> Result<Vec<Contact>, StoreError> {
        let now = self.outbox.clock.now();
        let contacts = self.contacts.of_all(&self.flows(), now, SignedDuration::ZERO);
        self.digesting.staff.store.note_contacts(&contacts).await?;
        Ok(contacts)
    }
}

/// Sends what is due, over as many connections as that takes.
async fn deliver(
    outbox: &Dispatch,
    contacts: &mut Contacts,
    round: &mut Round,
    enough: &dyn Fn() -> bool,
) -> Result<(), FlowError> {
    // A server that cannot be reached is not waited for again and again in one round.
    while !round.unreachable && !enough() {
        let opened = outbox.open().await;
        if !matches!(opened, Ok(None)) {
            contacts.tried(SENDER, &opened, outbox.clock.now());
        }
        match opened {
            Ok(Some(batch)) => {
                let dispatched = dispatch(outbox, batch, enough).await?;
                round.sent += dispatched.sent;
                round.deferred += dispatched.deferred;
            }
            Ok(None) => break,
            Err(FlowError::Delivery(error)) => {
                tracing::warn!("{error}; letters wait");
                round.unreachable = true;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
