//! A folder: looked through, and every message handled.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Mutex;

use super::flow::{Flow, Shift};
use crate::bulletin::reading::Verdict;
use crate::clock::Clock;
use crate::flows::{Counter, FlowError, Handled, MAILBOX, fetch, give_up, intake, lapse, look, promote};
use crate::mailbox::{Arrival, Inbox};
use crate::store::{Store, StoreError};

/// The longest that a step may take: a look, a fetch, or a message, over which the reader may take
/// up to 40 s. A mailbox on a slow line has its own, shorter limits.
const STEP: Duration = Duration::from_mins(5);
/// The shortest wait, for a message whose next try is due.
const SHORTEST: Duration = Duration::from_secs(1);

/// Who watches a folder.
#[derive(Debug)]
pub struct Watch {
    /// What it is called, e.g. `mailbox`.
    pub name: String,
    /// Where messages arrive.
    pub inbox: Inbox,
    /// How often to look when nothing is announced.
    pub poll_every: Duration,
    /// The counter to which messages are taken, one after the other whatever folder they are from.
    pub counter: Arc<Mutex<Counter>>,
    /// The book.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
}

impl Watch {
    /// Works until the desk closes.
    ///
    /// # Errors
    /// When a flow stops for a reason that waiting does not mend.
    pub async fn run(&mut self, shift: &Shift, chance: fastrand::Rng) -> Result<(), FlowError> {
        let flow = Flow::new(self.name.clone(), shift, STEP, &self.clock, chance);
        flow.go_on(async |flow| self.turn(flow, shift).await).await
    }

    async fn turn(&mut self, flow: &mut Flow<'_>, shift: &Shift) -> Result<(), FlowError> {
        if promote(&mut *self.counter.lock().await).await? > 0 {
            shift.bell.notify_one();
        }
        let clock = self.clock.clone();
        let note = async |_: Handled| {
            shift.state.send_modify(|state| {
                state.handled += 1;
                state.last = Some(clock.now());
            });
            shift.bell.notify_one();
            Ok(())
        };
        let seen_until = self.clock.now();
        self.look().await?;
        flow.works();
        self.handle_all(&|| flow.is_over(), note).await?;
        if !flow.is_over() && self.lapse(seen_until).await? > 0 {
            shift.bell.notify_one();
        }
        let at_most = self.until_next().await?;
        flow.wait(at_most, self.inbox.wait(at_most)).await.transpose()?;
        Ok(())
    }

    /// Ends what was held until before `seen_until`, now that every message up to then is handled; only in
    /// the mailbox are there answers.
    async fn lapse(&self, seen_until: Timestamp) -> Result<usize, FlowError> {
        if self.name != MAILBOX {
            return Ok(0);
        }
        lapse(&mut *self.counter.lock().await, seen_until).await
    }

    /// Takes what is new in the folder into the account.
    ///
    /// # Errors
    /// When the mailbox or the book fails.
    pub async fn look(&mut self) -> Result<(), FlowError> {
        look(&self.store, &mut self.inbox).await
    }

    /// Handles what waits, in order of arrival, until `enough`; `then` hears of each message. How
    /// many messages could not be fetched is returned.
    ///
    /// # Errors
    /// When a flow or `then` stops. What was handled stays so.
    pub async fn handle_all(
        &mut self,
        enough: &dyn Fn() -> bool,
        mut then: impl AsyncFnMut(Handled) -> Result<(), FlowError>,
    ) -> Result<usize, FlowError> {
        let mut unread = 0;
        while !enough() {
            let Some((arrivals, missed)) = fetch(&self.store, &mut self.inbox, self.clock.now()).await?
            else {
                break;
            };
            unread += missed;
            for arrival in &arrivals {
                if enough() {
                    break;
                }
                then(self.handle(arrival).await?).await?;
            }
        }
        Ok(unread)
    }

    /// Handles one message. One that cannot be recorded or answered is recorded as failed, for a
    /// person to look at: it must not keep the others waiting for ever.
    async fn handle(&self, arrival: &Arrival) -> Result<Handled, FlowError> {
        let mut counter = self.counter.lock().await;
        let handled = match intake(&mut counter, arrival).await {
            Err(refusal @ (FlowError::Store(StoreError::Refused(_)) | FlowError::Mail(_))) => {
                let uid = &arrival.copy.uid;
                tracing::error!(%uid, "message {uid} is left to a person, for it cannot be recorded: {refusal}");
                give_up(&mut counter, arrival).await?
            }
            handled => handled?,
        };
        log(&handled);
        Ok(handled)
    }

    /// How long to wait, unless something is announced: until the next look, or until a message
    /// that could not be fetched is due again.
    async fn until_next(&self) -> Result<Duration, FlowError> {
        let next = self.store.next_fetch(&self.inbox.name()).await?;
        let until = |next: Timestamp| next.duration_since(self.clock.now());
        let pause = next.map(|next| Duration::try_from(until(next)).unwrap_or_default().max(SHORTEST));
        Ok(pause.map_or(self.poll_every, |pause| pause.min(self.poll_every)))
    }
}

/// One line a message: no name, no address, no word of it.
fn log(handled: &Handled) {
    let Handled { uid, outcome, ground, took, .. } = handled;
    let verdict = handled.verdict.map_or("known", Verdict::as_str);
    tracing::info!(
        %uid,
        %verdict,
        %outcome,
        reason = %ground,
        ms = took.as_millis(),
        "handled {uid}: {verdict}, {outcome}"
    );
}
