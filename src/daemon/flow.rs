//! What the loops have in common: they go on until the desk closes, and wait out the absence of
//! a server.

use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use tokio::time::sleep;

use super::outage::Health;
use super::state::State;
use super::stop::Stop;
use crate::clock::Clock;
use crate::flows::FlowError;
use crate::service::Vigil;

/// One shift of the desk, from opening to closing.
#[derive(Debug)]
pub struct Shift {
    /// Whether the desk is to close.
    pub stop: Stop,
    /// Rung when a letter may be due.
    pub bell: Notify,
    /// Who watches that the loops go on.
    pub vigil: Vigil,
    /// How things stand.
    pub state: watch::Sender<State>,
}

impl Shift {
    /// A shift that begins.
    #[must_use]
    pub fn new(state: State) -> Self {
        Self {
            stop: Stop::default(),
            bell: Notify::new(),
            vigil: Vigil::default(),
            state: watch::Sender::new(state),
        }
    }
}

/// One of the loops at work.
#[derive(Debug)]
pub struct Flow<'s> {
    name: String,
    shift: &'s Shift,
    /// The longest that one of its steps may take.
    step: Duration,
    health: Health,
    clock: Clock,
    chance: fastrand::Rng,
}

impl<'s> Flow<'s> {
    /// The loop called `name`, none of whose steps takes longer than `step`.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        shift: &'s Shift,
        step: Duration,
        clock: &Clock,
        chance: fastrand::Rng,
    ) -> Self {
        Self { name: name.into(), shift, step, health: Health::default(), clock: clock.clone(), chance }
    }

    /// Takes turn after turn until the desk closes. Where a turn fails because a server is away, the
    /// next one follows after a pause that grows.
    ///
    /// # Errors
    /// Any other failure of a turn; the desk closes then.
    pub async fn go_on(
        &mut self,
        mut turn: impl AsyncFnMut(&mut Self) -> Result<(), FlowError>,
    ) -> Result<(), FlowError> {
        let mut done = Ok(());
        while done.is_ok() && !self.is_over() {
            done = match turn(self).await {
                Err(error) if error.is_outage() => {
                    self.wait_out(&error).await;
                    Ok(())
                }
                done => done,
            };
        }
        self.shift.vigil.ended(&self.name);
        self.shift.stop.request();
        done
    }

    /// Between two steps: whether the desk is to close. Else a step begins.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.expect(self.step);
        self.shift.stop.is_requested()
    }

    /// Waits for what takes `at_most` so long; `None` when the desk is to close.
    pub async fn wait<T>(&self, at_most: Duration, waiting: impl Future<Output = T>) -> Option<T> {
        self.expect(at_most.saturating_add(self.step));
        self.shift.stop.or(waiting).await
    }

    /// The server is there.
    pub fn works(&mut self) {
        if self.health.works() {
            tracing::info!(flow = %self.name, "the {} works again", self.name);
            self.show();
        }
    }

    async fn wait_out(&mut self, error: &FlowError) {
        let why = error.to_string();
        if self.health.failed(why, self.clock.now()) {
            tracing::warn!(flow = %self.name, "{error}; it is tried again");
            self.show();
        }
        let pause = self.health.pause(&mut self.chance);
        self.wait(pause, sleep(pause)).await;
    }

    fn show(&self) {
        self.shift.state.send_modify(|state| match self.health.outage() {
            Some(outage) => drop(state.away.insert(self.name.clone(), outage.clone())),
            None => drop(state.away.remove(&self.name)),
        });
    }

    fn expect(&self, within: Duration) {
        let now = Instant::now();
        self.shift.vigil.expect(&self.name, now.checked_add(within).unwrap_or(now));
    }
}
