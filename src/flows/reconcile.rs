//! Is every message accounted for? The mailbox is counted by somebody else than who watches it, so that
//! what the desk has overlooked comes out.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::timeout;

use super::FlowError;
use crate::config::MailboxConfig;
use crate::mailbox::Folder;
use crate::sighting::{Copy, Sighting};
use crate::store::{Balance, Store};

/// How long one folder may take.
const AT_MOST: Duration = Duration::from_mins(2);

/// What came of counting a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// What people call the folder, e.g. `INBOX`.
    pub folder: String,
    /// What was found.
    pub found: Found,
}

/// What was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The desk has not looked into it yet.
    NotBegun,
    /// So many messages, so many of each outcome, none missing, or which.
    Counted(Balance),
    /// Nothing is known, for this reason: a sentence of the log.
    Unknown(String),
}

/// Counts what the folders of the mailbox hold, and compares it with their accounts. What is missing is
/// taken into the account as waiting, so that it is handled after all; it is told all the same. It is
/// what a look would have found: of the same folder and UIDVALIDITY, and no older than its account. One
/// that was handled before is known by its fingerprint, and one in a further folder is not answered.
pub async fn reconcile(store: &Store, config: &MailboxConfig, now: Timestamp) -> Vec<Reconciled> {
    let reconciled = compare(store, config, now).await;
    for Reconciled { found, .. } in &reconciled {
        if let Found::Counted(Balance { missing, .. }) = found
            && !missing.is_empty()
        {
            take_in(store, missing).await;
        }
    }
    reconciled
}

/// The same, but what is missing stays so.
pub async fn compare(store: &Store, config: &MailboxConfig, now: Timestamp) -> Vec<Reconciled> {
    let mut reconciled = Vec::new();
    for folder in Folder::all(config) {
        let found = match timeout(AT_MOST, surely(store, &folder, now)).await {
            Ok(Ok(found)) => found,
            Ok(Err(error)) => Found::Unknown(error.to_string()),
            Err(_) => Found::Unknown(format!("the mailbox was not counted within {AT_MOST:?}")),
        };
        reconciled.push(Reconciled { folder: folder.label(), found });
    }
    reconciled
}

/// Counts twice where something is missing: it may have come while one counted.
async fn surely(store: &Store, folder: &Folder, now: Timestamp) -> Result<Found, FlowError> {
    match count(store, folder, now).await? {
        Found::Counted(balance) if !balance.missing.is_empty() => count(store, folder, now).await,
        found => Ok(found),
    }
}

/// The account is read first: what is seen after that is arriving, and what is not there any more was
/// there before.
async fn count(store: &Store, folder: &Folder, now: Timestamp) -> Result<Found, FlowError> {
    let Some(account) = store.account(&folder.name(), folder.since()).await? else {
        return Ok(Found::NotBegun);
    };
    let census = folder.census(account.first_uid(), now).await?;
    Ok(account.reconcile(&census, now).map_or_else(renumbered, Found::Counted))
}

fn renumbered() -> Found {
    let why = "the server has numbered the messages anew (UIDVALIDITY), and the desk has not looked since";
    Found::Unknown(why.to_owned())
}

async fn take_in(store: &Store, missing: &[Sighting]) {
    let taken_in = store.take_in(missing).await;
    for Sighting { copy: Copy { mailbox, uid, .. }, .. } in missing {
        match &taken_in {
            Ok(()) => tracing::error!(%mailbox, %uid, "message {uid} was overlooked; it is handled now"),
            Err(error) => tracing::error!(%mailbox, %uid, "message {uid} was overlooked, and {error}"),
        }
    }
}
