//! Starts the flows, wakes them, stops them. The database is the queue: what wakes a flow only says
//! that it may be worth looking.
//!
//! Loops run side by side: [`mod@watch`] takes in what arrives, [`mod@send`] sends what is due,
//! [`mod@file`] keeps order in the mailbox, [`mod@staff`] tells the staff what cannot wait, and
//! [`mod@digest`] all the rest, once a day. A mail server that is slow or away does not keep messages
//! waiting, and a mailbox that is away does not keep letters back.

mod contacts;
mod digest;
mod file;
mod flow;
mod outage;
mod report;
mod round;
mod send;
mod staff;
mod state;
mod stop;
mod watch;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::Mutex;
use tokio::time::timeout;

pub use self::flow::PATIENCE;
pub use self::round::Round;

use self::contacts::Contacts;
use self::digest::digest;
use self::file::file;
use self::flow::Shift;
use self::send::send;
use self::staff::inform;
use self::state::State;
use self::watch::Watch;
use crate::bulletin::Knowledge;
use crate::clock::Clock;
use crate::config::Config;
use crate::delivery::{Delivery, DeliveryError};
use crate::flows::{
    BlankError, Counter, Digesting, Dispatch, FILING, FlowError, Letterhead, MAILBOX, SENDER, Tidying,
    folder, remember,
};
use crate::mailbox::{Inbox, MailboxError};
use crate::reader::{Limits, Reader, ReaderError};
use crate::service::Service;
use crate::store::{Lock, Pace, Store, StoreError};

/// How long taking leave of the servers may take.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why the daemon cannot work.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
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
    /// A blank form cannot be had.
    #[error(transparent)]
    Blank(#[from] BlankError),
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
    counter: Arc<Mutex<Counter>>,
    /// Of the mailbox first, then of the further folders.
    watches: Vec<Watch>,
    outbox: Dispatch,
    tidying: Option<Tidying>,
    digesting: Digesting,
    /// What the last round knows of the servers.
    contacts: Contacts,
    _lock: Lock,
}

impl Daemon {
    /// Opens the desk as `config` says; `program` is this program, which reads messages as a child.
    ///
    /// # Errors
    /// When the mailbox, the database, the outgoing Maildir or a blank form cannot be used, or another daemon
    /// holds the database.
    pub async fn open(
        config: &Config,
        program: &Path,
        clock: Clock,
        chance: fastrand::Rng,
    ) -> Result<Self, DaemonError> {
        let delivery = Delivery::new(&config.sender)?;
        let letterhead = Letterhead::new(config)?;
        let lock = Lock::take(&config.store.path)?;
        let store = Store::open(&config.store.path).await?;
        let events: Vec<_> = config.events.iter().map(|event| event.event.clone()).collect();
        store.configure(&events, clock.now()).await?;
        let reader = Reader::new(program, &knowledge(config), Limits::default())?;
        let poll_every = Duration::try_from(config.mailbox.poll_every).unwrap_or(Duration::from_mins(1));
        let from = config.sender.from.clone();
        let outbox = Dispatch {
            store: store.clone(),
            delivery,
            from: from.clone(),
            holds_letters: false,
            pace: Pace::from(&config.sender),
            give_up_after: config.sender.give_up_after,
            clock: clock.clone(),
        };
        let tidying = Tidying::new(&config.mailbox, &store);
        let digesting = Digesting::new(config, &store);
        let colleagues = config.staff.addresses.clone();
        let counter = Counter { store, reader, events, letterhead, colleagues, clock: clock.clone(), chance };
        let mut desk = Self {
            counter: Arc::new(Mutex::new(counter)),
            watches: Vec::new(),
            outbox,
            tidying,
            digesting,
            contacts: Contacts::default(),
            _lock: lock,
        };
        desk.watch(MAILBOX.to_owned(), Inbox::new(&config.mailbox, &clock), poll_every).await?;
        for (name, inbox) in Inbox::also(&config.mailbox, &clock) {
            desk.watch(folder(&name), inbox, poll_every).await?;
        }
        Ok(desk)
    }

    async fn watch(
        &mut self,
        name: String,
        mut inbox: Inbox,
        poll_every: Duration,
    ) -> Result<(), DaemonError> {
        let Dispatch { store, clock, .. } = &self.outbox;
        remember(store, &mut inbox).await?;
        let (store, clock) = (store.clone(), clock.clone());
        self.watches.push(Watch { name, inbox, poll_every, counter: self.counter.clone(), store, clock });
        Ok(())
    }

    /// The database, for those who want to look at it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.outbox.store
    }

    /// The parts that need servers.
    fn flows(&self) -> Vec<String> {
        let watches = self.watches.iter().map(|watch| watch.name.clone());
        let filing = self.tidying.iter().map(|_| FILING.to_owned());
        watches.chain(filing).chain([SENDER.to_owned()]).collect()
    }

    /// Works until it is told to stop by SIGTERM or SIGINT, between two steps.
    ///
    /// # Errors
    /// When a flow stops for a reason that waiting does not mend.
    pub async fn run(&mut self) -> Result<(), DaemonError> {
        let service = Service::from_environment();
        let signalled = stop::signalled().map_err(DaemonError::Signal)?;
        let mut chance = {
            let mut counter = self.counter.lock().await;
            counter.reader.prove().await?;
            counter.chance.fork()
        };
        let shift = Shift::new(State::new(self.digesting.staff.timezone.clone()));
        let flows = self.flows();
        let work = async {
            let sending = send(&self.outbox, &shift, chance.fork());
            let filing = file(self.tidying.as_mut(), &shift, &self.outbox.clock, chance.fork());
            let watching = join_all(self.watches.iter_mut().map(|watch| watch.run(&shift, chance.fork())));
            let informing = inform(&self.digesting.staff, &flows, &shift, &self.outbox.clock, chance.fork());
            let telling = Box::pin(digest(&self.digesting, &shift, &self.outbox.clock, chance.fork()));
            let (watched, sent, filed, informed, told) =
                tokio::join!(watching, sending, filing, informing, telling);
            watched.into_iter().chain([sent, filed, informed, told]).collect::<Result<(), _>>()
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

    /// Takes leave of the servers and closes the database.
    pub async fn close(mut self) {
        let farewell = async {
            for watch in &mut self.watches {
                watch.inbox.close().await;
            }
            if let Some(tidying) = &mut self.tidying {
                tidying.filing.close().await;
            }
        };
        // Nothing hangs on it.
        let _ = timeout(FAREWELL, farewell).await;
        self.outbox.store.close().await;
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
