//! Starts the flows, wakes them, stops them. The database is the queue: what wakes a flow only says
//! that it may be worth looking.

use std::path::Path;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::bulletin::Knowledge;
use crate::clock::Clock;
use crate::config::Config;
use crate::delivery::{Delivery, DeliveryError};
use crate::flows::{
    Counter, Dispatch, FlowError, Handled, dispatch, fetch, give_up, intake, look, promote, remember,
};
use crate::mailbox::{Arrival, Inbox, MailboxError};
use crate::reader::{Limits, Reader, ReaderError};
use crate::store::{Lock, Pace, Store, StoreError};

/// Why the daemon cannot work.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The configuration asks for something that this version does not have.
    #[error("{0} is not in this version: {1}")]
    NotYet(&'static str, &'static str),
    /// A flow stopped.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The mailbox cannot be read.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// Letters cannot be delivered.
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    /// The reader cannot be used.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// Signals cannot be received.
    #[error("signals cannot be received: {0}")]
    Signal(std::io::Error),
}

/// The desk, open for business: what `run` runs.
#[derive(Debug)]
pub struct Daemon {
    counter: Counter,
    inbox: Inbox,
    dispatch: Dispatch,
    poll_every: Duration,
    _lock: Lock,
}

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
    /// Opens the desk as `config` says; `program` is this program, which reads messages as a child.
    ///
    /// # Errors
    /// When the mailbox, the database or the outgoing Maildir cannot be used, another daemon holds the
    /// database, or `config` asks for what this version does not have.
    pub async fn open(
        config: &Config,
        program: &Path,
        clock: Clock,
        chance: fastrand::Rng,
    ) -> Result<Self, DaemonError> {
        let (mut inbox, delivery) = endpoints(config, &clock)?;
        let lock = Lock::take(&config.store.path)?;
        let store = Store::open(&config.store.path).await?;
        let events: Vec<_> = config.events.iter().map(|event| event.event.clone()).collect();
        store.configure(&events).await?;
        let reader = Reader::new(program, &knowledge(config), Limits::default())?;
        remember(&store, &mut inbox).await?;
        let poll_every = Duration::try_from(config.mailbox.poll_every).unwrap_or(Duration::from_mins(1));
        let from = config.sender.from.clone();
        let dispatch = Dispatch {
            store: store.clone(),
            delivery,
            from: from.address.clone(),
            pace: Pace {
                hourly: config.sender.hourly_limit,
                daily_per_recipient: config.sender.daily_limit_per_recipient,
            },
            give_up_after: config.sender.give_up_after,
            clock: clock.clone(),
        };
        Ok(Self {
            counter: Counter { store, reader, events, from, clock, chance },
            inbox,
            dispatch,
            poll_every,
            _lock: lock,
        })
    }

    /// The database, for those who want to look at it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.counter.store
    }

    /// Handles what is there now, in order of arrival, and delivers what is due; `tell` hears of each
    /// message. Stops between two steps when `enough` says so.
    ///
    /// # Errors
    /// When a flow stops. What was handled stays so.
    pub async fn catch_up(
        &mut self,
        tell: &mut dyn FnMut(&Handled),
        enough: &mut dyn FnMut() -> bool,
    ) -> Result<Round, DaemonError> {
        let mut round = Round::default();
        promote(&mut self.counter).await?;
        self.deliver(&mut round, enough).await?;
        look(&self.counter.store, &mut self.inbox).await?;
        while !enough() {
            let now = self.counter.clock.now();
            let Some((arrivals, unread)) = fetch(&self.counter.store, &mut self.inbox, now).await? else {
                break;
            };
            round.unread += unread;
            for arrival in &arrivals {
                if enough() {
                    break;
                }
                let handled = self.handle(arrival).await?;
                log(&handled);
                tell(&handled);
                self.deliver(&mut round, enough).await?;
            }
        }
        Ok(round)
    }

    /// Handles one message. What the book refuses to record is recorded as failed, for a person to
    /// look at: it must not keep the others waiting for ever.
    async fn handle(&mut self, arrival: &Arrival) -> Result<Handled, DaemonError> {
        match intake(&mut self.counter, arrival).await {
            Err(FlowError::Store(StoreError::Refused(refusal))) => {
                tracing::error!(message = %arrival.copy.uid, "the book refused to record this message: {refusal}");
                Ok(give_up(&mut self.counter, arrival).await?)
            }
            handled => Ok(handled?),
        }
    }

    /// Sends what is due, over as many connections as that takes.
    async fn deliver(&self, round: &mut Round, enough: &mut dyn FnMut() -> bool) -> Result<(), DaemonError> {
        // A server that cannot be reached is not waited for again and again in one round.
        while !round.unreachable {
            let dispatched = dispatch(&self.dispatch, enough).await?;
            round.sent += dispatched.sent;
            round.deferred += dispatched.deferred;
            if let Some(error) = &dispatched.unreachable {
                tracing::warn!("{error}; letters wait");
                round.unreachable = true;
            }
            if dispatched.tried() == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Works until it is told to stop by SIGTERM or SIGINT, between two steps.
    ///
    /// # Errors
    /// When a flow stops for a reason that waiting does not mend.
    pub async fn run(&mut self) -> Result<(), DaemonError> {
        let mut stop = Stop::new().map_err(DaemonError::Signal)?;
        tracing::info!("the desk is open");
        while !stop.requested() {
            self.catch_up(&mut |_| {}, &mut || stop.requested()).await?;
            stop.or_after(self.poll_every).await;
        }
        tracing::info!("the desk is closed");
        Ok(())
    }

    /// Closes the database.
    pub async fn close(self) {
        self.counter.store.close().await;
    }
}

/// What a reader under `config` knows.
#[must_use]
pub fn knowledge(config: &Config) -> Knowledge {
    Knowledge {
        events: config.events.iter().map(|event| event.event.clone()).collect(),
        own_addresses: vec![config.sender.from.address.clone()],
    }
}

fn endpoints(config: &Config, clock: &Clock) -> Result<(Inbox, Delivery), DaemonError> {
    for event in &config.events {
        if event.event.promotion == crate::event::Promotion::Offer {
            return Err(DaemonError::NotYet("promotion = \"offer\"", "write \"automatic\" or \"staff\""));
        }
        if event.max_per_organisation.is_some() {
            return Err(DaemonError::NotYet("max_per_organisation", "leave it out"));
        }
    }
    Ok((Inbox::new(&config.mailbox, clock), Delivery::new(&config.sender)?))
}

/// One line a message: no name, no address, no word of it.
fn log(handled: &Handled) {
    let verdict = handled.verdict.map_or("known", crate::bulletin::reading::Verdict::as_str);
    tracing::info!(
        message = %handled.uid,
        %verdict,
        outcome = %handled.outcome,
        reason = %handled.ground,
        ms = handled.took.as_millis(),
        "handled"
    );
}

/// The signals that ask the daemon to stop.
struct Stop {
    terminate: Signal,
    interrupt: Signal,
    requested: bool,
}

impl Stop {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            requested: false,
        })
    }

    /// Whether one has come.
    fn requested(&mut self) -> bool {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        self.requested |= self.terminate.poll_recv(&mut context).is_ready()
            || self.interrupt.poll_recv(&mut context).is_ready();
        self.requested
    }

    /// Waits for one, at most `pause`.
    async fn or_after(&mut self, pause: Duration) {
        if self.requested {
            return;
        }
        tokio::select! {
            _ = self.terminate.recv() => self.requested = true,
            _ = self.interrupt.recv() => self.requested = true,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
