//! What the loops have in common: they go on until the desk closes, and wait out the absence of
//! a server.

use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use tokio::time::timeout;

use super::outage::Health;
use super::state::State;
use super::stop::Stop;
use crate::clock::Clock;
use crate::flows::FlowError;
use crate::service::Vigil;

/// How long a step may take once the desk is to close. What it was about is then as after a loss of
/// power: nothing is lost, but a letter may have left that is sent once more.
pub const PATIENCE: Duration = Duration::from_secs(45);

/// One shift of the desk, from opening to closing.
#[derive(Debug)]
pub struct Shift {
    /// Whether the desk is to close.
    pub stop: Stop,
    /// Rung when a letter may be due.
    pub bell: Notify,
    /// Rung when a server is back.
    pub back: Notify,
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
            back: Notify::new(),
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
    /// next one follows after a pause that grows. A step that goes on for too long while the desk
    /// closes is cut short.
    ///
    /// # Errors
    /// Any other failure of a turn; the desk closes then.
    pub async fn go_on(
        mut self,
        turn: impl AsyncFnMut(&mut Self) -> Result<(), FlowError>,
    ) -> Result<(), FlowError> {
        let (name, shift) = (self.name.clone(), self.shift);
        let done = tokio::select! {
            done = self.take_turns(turn) => done,
            () = shift.stop.overdue(PATIENCE) => {
                tracing::warn!(flow = %name, "the {name} takes too long and is cut short");
                Ok(())
            }
        };
        shift.vigil.ended(&name);
        shift.stop.request();
        done
    }

    async fn take_turns(
        &mut self,
        mut turn: impl AsyncFnMut(&mut Self) -> Result<(), FlowError>,
    ) -> Result<(), FlowError> {
        while !self.is_over() {
            match turn(self).await {
                Err(error) if error.is_outage() => self.wait_out(&error).await,
                done => done?,
            }
        }
        Ok(())
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

    /// The server is there. Whoever else waits for one tries again at once: it may be the same.
    pub fn works(&mut self) {
        let now = self.clock.now();
        self.shift.state.send_if_modified(|state| state.contacts.works(&self.name, now));
        if self.health.works() {
            tracing::info!(flow = %self.name, "the {} works again", self.name);
            self.shift.back.notify_waiters();
        }
    }

    async fn wait_out(&mut self, error: &FlowError) {
        let why = error.to_string();
        if self.health.failed(why, self.clock.now()) {
            tracing::warn!(flow = %self.name, "{error}; it is tried again");
            if let Some(absence) = self.health.absence() {
                self.shift.state.send_modify(|state| state.contacts.fails(&self.name, absence.clone()));
            }
        }
        let pause = self.health.pause(&mut self.chance);
        // Whether the time is up or another server is back: it is tried.
        let _ = self.wait(pause, timeout(pause, self.shift.back.notified())).await;
    }

    fn expect(&self, within: Duration) {
        let now = Instant::now();
        self.shift.vigil.expect(&self.name, now.checked_add(within).unwrap_or(now));
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::delivery::DeliveryError;
    use crate::store::StoreError;

    const SECOND: Duration = Duration::from_secs(1);

    fn flow(shift: &Shift) -> Flow<'_> {
        Flow::new("sender", shift, SECOND, &Clock::System, fastrand::Rng::with_seed(1))
    }

    fn shift() -> Shift {
        Shift::new(State::new(TimeZone::UTC))
    }

    fn away() -> FlowError {
        let problem = "it hung up".to_owned();
        DeliveryError::Server { server: "mail.example:465".into(), problem, remedy: "wait" }.into()
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_is_away_is_waited_out_and_shown_as_long_as_it_is() {
        let (shift, begun) = (shift(), tokio::time::Instant::now());
        let mut turns = 0;
        let done = flow(&shift).go_on(async |flow| {
            turns += 1;
            if turns <= 5 {
                return Err(away());
            }
            assert!(shift.state.borrow().to_string().starts_with("sender unreachable since "));
            flow.works();
            shift.stop.request();
            Ok(())
        });
        done.await.unwrap();
        let waited = begun.elapsed().as_secs_f64();
        assert!((31.0 * 0.75..31.0 * 1.25).contains(&waited), "1 + 2 + 4 + 8 + 16 s, but {waited}");
        assert!(shift.state.borrow().contacts.absent().next().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_waits_for_its_server_tries_again_as_soon_as_another_is_back() {
        let (shift, begun) = (shift(), tokio::time::Instant::now());
        let back = 100 * SECOND;
        let mut last_turn = Duration::ZERO;
        let sender = flow(&shift).go_on(async |_| {
            last_turn = begun.elapsed();
            if last_turn < back {
                return Err(away());
            }
            shift.stop.request();
            Ok(())
        });
        let other = async {
            let mut other = flow(&shift);
            other.health.failed("it hung up".into(), Timestamp::UNIX_EPOCH);
            tokio::time::sleep(back).await;
            other.works();
        };
        let (done, ()) = tokio::join!(sender, other);
        done.unwrap();
        assert_eq!(last_turn, back);
    }

    #[tokio::test(start_paused = true)]
    async fn a_step_that_does_not_end_is_late_and_is_cut_short_when_the_desk_closes() {
        let (shift, begun) = (shift(), tokio::time::Instant::now());
        let late = async {
            tokio::time::sleep(SECOND).await;
            assert_eq!(shift.vigil.overdue(Instant::now()), []);
            let overdue = shift.vigil.overdue(Instant::now() + 2 * SECOND);
            assert_eq!(overdue.first().map(|overdue| overdue.flow.as_str()), Some("sender"));
            shift.stop.request();
        };
        let (done, ()) = tokio::join!(flow(&shift).go_on(async |_| pending().await), late);
        done.unwrap();
        assert_eq!(begun.elapsed(), SECOND + PATIENCE);
        assert_eq!(shift.vigil.overdue(Instant::now() + 2 * SECOND), []);
    }

    #[tokio::test]
    async fn what_waiting_does_not_mend_closes_the_desk() {
        let shift = shift();
        let done = flow(&shift).go_on(async |_| Err(StoreError::Full.into())).await;
        assert!(matches!(done, Err(FlowError::Store(StoreError::Full))));
        assert!(shift.stop.is_requested());
    }
}
