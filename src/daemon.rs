//! Starts the flows, wakes them, stops them. The database is the queue: what wakes a flow only says
//! that it may be worth looking.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::bulletin::Knowledge;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::delivery::{Delivery, DeliveryError};
use crate::flows::{Counter, Dispatched, FlowError, Handled, dispatch, give_up, intake, promote};
use crate::mailbox::{Arrival, MailboxError, Maildir};
use crate::reader::{Limits, Reader, ReaderError};
use crate::store::{Lock, Store, StoreError};

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
    mailbox: Maildir,
    outgoing: Delivery,
    since: Option<Timestamp>,
    poll_every: Duration,
    known: HashSet<String>,
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
        let (mailbox, outgoing) = endpoints(config)?;
        let lock = Lock::take(&config.store.path)?;
        let store = Store::open(&config.store.path).await?;
        let events: Vec<_> = config.events.iter().map(|event| event.event.clone()).collect();
        store.configure(&events).await?;
        let reader = Reader::new(program, &knowledge(config), Limits::default())?;
        let known = store.known_copies(&mailbox.name()).await?.into_iter().collect();
        let poll_every = Duration::try_from(config.mailbox.poll_every).unwrap_or(Duration::from_mins(1));
        let from = config.sender.from.clone();
        Ok(Self {
            counter: Counter { store, reader, events, from, clock, chance },
            mailbox,
            outgoing,
            since: config.mailbox.since,
            poll_every,
            known,
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
        for waiting in self.mailbox.waiting(&self.known)? {
            if enough() {
                break;
            }
            if self.since.is_some_and(|since| waiting.received_at < since) {
                self.known.insert(waiting.uid);
                continue;
            }
            match self.mailbox.fetch(&waiting) {
                Ok(Some(arrival)) => {
                    let handled = self.handle(&arrival).await?;
                    log(&handled);
                    tell(&handled);
                    self.known.insert(arrival.uid);
                }
                Ok(None) => {}
                // One message that cannot be fetched does not keep the others waiting.
                Err(error) => {
                    tracing::warn!(message = %waiting.uid, "{error}; it is tried again");
                    round.unread += 1;
                }
            }
            self.deliver(&mut round, enough).await?;
        }
        Ok(round)
    }

    /// Handles one message. What the book refuses to record is recorded as failed, for a person to
    /// look at: it must not keep the others waiting for ever.
    async fn handle(&mut self, arrival: &Arrival) -> Result<Handled, DaemonError> {
        let mailbox = self.mailbox.name();
        match intake(&mut self.counter, &mailbox, arrival).await {
            Err(FlowError::Store(StoreError::Refused(refusal))) => {
                tracing::error!(message = %arrival.uid, "the book refused to record this message: {refusal}");
                Ok(give_up(&mut self.counter, &mailbox, arrival).await?)
            }
            handled => Ok(handled?),
        }
    }

    async fn deliver(&self, round: &mut Round, enough: &mut dyn FnMut() -> bool) -> Result<(), DaemonError> {
        while !enough() {
            match dispatch(&self.counter, &self.outgoing).await? {
                Dispatched::Sent => round.sent += 1,
                Dispatched::Deferred => round.deferred += 1,
                Dispatched::Nothing => break,
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

fn endpoints(config: &Config) -> Result<(Maildir, Delivery), DaemonError> {
    let config::Mailbox::Maildir(inbox) = &config.mailbox.url else {
        return Err(DaemonError::NotYet("a mailbox over IMAP", "write [mailbox] url = \"maildir:/path\""));
    };
    if let config::Sender::Smtp(_) = &config.sender.url {
        return Err(DaemonError::NotYet("sending over SMTP", "write [sender] url = \"maildir:/path\""));
    }
    for event in &config.events {
        if event.event.promotion == crate::event::Promotion::Offer {
            return Err(DaemonError::NotYet("promotion = \"offer\"", "write \"automatic\" or \"staff\""));
        }
        if event.max_per_organisation.is_some() {
            return Err(DaemonError::NotYet("max_per_organisation", "leave it out"));
        }
    }
    Ok((Maildir::at(inbox), Delivery::new(&config.sender)?))
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
