//! Starts the flows, wakes them, stops them. The database is the queue: what wakes a flow only says
//! that it may be worth looking.
//!
//! Two loops run side by side: [`watch`] takes in what arrives, [`send`] sends what is due. A mail
//! server that is slow or away does not keep messages waiting, and a mailbox that is away does not
//! keep letters back.

mod flow;
mod outage;
mod report;
mod send;
mod state;
mod stop;
mod watch;

use std::path::Path;
use std::time::Duration;

use jiff::tz::TimeZone;

pub use self::flow::PATIENCE;

use self::flow::Shift;
use self::send::send;
use self::state::State;
use self::watch::Watch;
use crate::bulletin::Knowledge;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::delivery::{Delivery, DeliveryError};
use crate::flows::{Counter, Dispatch, FlowError, Handled, dispatch, promote};
use crate::mailbox::{Inbox, MailboxError, Maildir};
use crate::reader::{Limits, Reader, ReaderError};
use crate::service::Service;
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
    watch: Watch,
    outbox: Dispatch,
    timezone: TimeZone,
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
        let (mut inbox, delivery) = endpoints(config)?;
        let lock = Lock::take(&config.store.path)?;
        let store = Store::open(&config.store.path).await?;
        let events: Vec<_> = config.events.iter().map(|event| event.event.clone()).collect();
        store.configure(&events).await?;
        let reader = Reader::new(program, &knowledge(config), Limits::default())?;
        inbox.remember(store.known_names(&inbox.name()).await?.into_iter().collect());
        let poll_every = Duration::try_from(config.mailbox.poll_every).unwrap_or(Duration::from_mins(1));
        let from = config.sender.from.clone();
        let outbox = Dispatch {
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
        let counter = Counter { store, reader, events, from, clock, chance };
        let watch = Watch { counter, inbox, poll_every };
        Ok(Self { watch, outbox, timezone: config.staff.timezone.clone(), _lock: lock })
    }

    /// The database, for those who want to look at it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.outbox.store
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
        promote(&mut self.watch.counter).await?;
        deliver(&self.outbox, &mut round, enough).await?;
        self.watch.look().await?;
        let answer = async |handled: Handled| {
            tell(&handled);
            deliver(&self.outbox, &mut round, enough).await
        };
        round.unread = self.watch.handle_all(enough, answer).await?;
        Ok(round)
    }

    /// Works until it is told to stop by SIGTERM or SIGINT, between two steps.
    ///
    /// # Errors
    /// When a flow stops for a reason that waiting does not mend.
    pub async fn run(&mut self) -> Result<(), DaemonError> {
        let service = Service::from_environment();
        let signalled = stop::signalled().map_err(DaemonError::Signal)?;
        self.watch.counter.reader.prove().await?;
        let shift = Shift::new(State::new(self.timezone.clone()));
        let chance = self.watch.counter.chance.fork();
        let work = async {
            let (watched, sent) = tokio::join!(self.watch.run(&shift), send(&self.outbox, &shift, chance));
            watched.and(sent)
        };
        tracing::info!("the desk is open");
        service.ready();
        let done = tokio::select! {
            done = work => done,
            never = report::close(&shift, service, signalled) => match never {},
            never = report::tell_state(&shift, service) => match never {},
            never = report::feed_watchdog(&shift, service) => match never {},
        };
        tracing::info!("the desk is closed");
        Ok(done?)
    }

    /// Closes the database.
    pub async fn close(self) {
        self.outbox.store.close().await;
    }
}

/// Sends what is due, over as many connections as that takes.
async fn deliver(outbox: &Dispatch, round: &mut Round, enough: &dyn Fn() -> bool) -> Result<(), FlowError> {
    // A server that cannot be reached is not waited for again and again in one round.
    while !round.unreachable && !enough() {
        match outbox.open().await {
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

/// What a reader under `config` knows.
#[must_use]
pub fn knowledge(config: &Config) -> Knowledge {
    Knowledge {
        events: config.events.iter().map(|event| event.event.clone()).collect(),
        own_addresses: vec![config.sender.from.address.clone()],
    }
}

fn endpoints(config: &Config) -> Result<(Inbox, Delivery), DaemonError> {
    let config::Mailbox::Maildir(inbox) = &config.mailbox.url else {
        return Err(DaemonError::NotYet("a mailbox over IMAP", "write [mailbox] url = \"maildir:/path\""));
    };
    for event in &config.events {
        if event.event.promotion == crate::event::Promotion::Offer {
            return Err(DaemonError::NotYet("promotion = \"offer\"", "write \"automatic\" or \"staff\""));
        }
        if event.max_per_organisation.is_some() {
            return Err(DaemonError::NotYet("max_per_organisation", "leave it out"));
        }
    }
    Ok((Inbox::Maildir(Maildir::at(inbox, config.mailbox.since)), Delivery::new(&config.sender)?))
}
