//! The stories, each a page that reads like the sentence that tells it.

mod alarms;
pub mod answer;
mod blanks;
mod digest;
mod dispatch;
mod intake;
mod letterhead;
mod look;
pub mod office;
mod reconcile;
mod rules;
mod send_test;
mod staff;
mod tidy;

pub use alarms::{FILING, MAILBOX, SENDER, Told, folder, watch_over};
pub use blanks::{BlankError, Blanks, blank};
pub use digest::{Digesting, Made, task};
pub use dispatch::{Dispatch, Dispatched, dispatch};
pub use intake::{Handled, give_up, intake};
pub use letterhead::Letterhead;
pub use look::{fetch, look, remember};
pub use reconcile::{Found, Reconciled, compare, reconcile};
pub use rules::{lapse, promote};
pub use send_test::send_test;
pub use staff::Staff;
pub use tidy::{Tidying, tidy};

use crate::clock::Clock;
use crate::delivery::DeliveryError;
use crate::event::Event;
use crate::letters::MailError;
use crate::mailbox::MailboxError;
use crate::message::Mailbox;
use crate::reader::{Reader, ReaderError};
use crate::store::{Store, StoreError};

/// The counter at which messages are handled: everything that the stories need.
#[derive(Debug)]
pub struct Counter {
    /// The book.
    pub store: Store,
    /// Who reads.
    pub reader: Reader,
    /// The events that take bulletins.
    pub events: Vec<Event>,
    /// What letters have in common.
    pub letterhead: Letterhead,
    /// The addresses of the staff, who pass on what others wrote.
    pub colleagues: Vec<String>,
    /// What time it is.
    pub clock: Clock,
    /// Where codes and Message-IDs come from.
    pub chance: fastrand::Rng,
}

/// What stops a story; nothing is recorded then, and it is told again.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reader.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// The mailbox.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// The delivery of letters.
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    /// A letter that cannot be written.
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl FlowError {
    /// Whether the mailbox or the mail server is away: what comes to an end without anybody doing
    /// anything here.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Mailbox(_) | Self::Delivery(_))
    }
}

impl Counter {
    fn event(&self, id: Option<&str>) -> Option<&Event> {
        self.events.iter().find(|event| Some(event.id.as_str()) == id)
    }
}

/// The letters and figures of codes: no vowels, so that no word comes up, and none that look alike.
const ALPHABET: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXZ";

/// A registration code, e.g. `K7F-3QDM`: one of ten thousand million.
fn code(chance: &mut fastrand::Rng) -> String {
    let mut code: String =
        (0..8).map(|_| char::from(chance.choice(ALPHABET).copied().unwrap_or(b'2'))).collect();
    code.replace_range(3..4, "-");
    code
}

/// A Message-ID (RFC 5322 §3.6.4) of the sender's domain, without angle brackets.
fn message_id(chance: &mut fastrand::Rng, from: &Mailbox) -> String {
    let domain = from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    format!("guichet.{:032x}@{domain}", chance.u128(..))
}
