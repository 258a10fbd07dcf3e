//! The account of a folder, held against what the folder holds.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::Store;
use super::copies::{cursor, see};
use super::error::Result;
use crate::sighting::{Census, Cursor, Sighting};

/// For so long a message may be there that the desk has not looked at.
const ARRIVING: SignedDuration = SignedDuration::from_mins(10);

/// What the book tells of the messages of a folder, under the UIDVALIDITY that it has now.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Where it begins and how far the folder was looked through; a Maildir has none.
    cursor: Option<Cursor>,
    /// Messages that the server received before are not in it.
    since: Option<Timestamp>,
    /// What became of each message, by its UID or unique name.
    fates: HashMap<String, Fate>,
    past: usize,
    renumbered: usize,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It was handled; its outcome.
    Handled(String),
    /// It waits to be handled.
    Waiting,
    /// It was moved or deleted before it could be read.
    Gone,
}

/// A folder's account, held against the folder: so many messages, so many of each outcome, none
/// missing, or which. See [`Self::adds_up`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balance {
    /// When the account begins, where not with the folder itself.
    pub since: Option<Timestamp>,
    /// Messages of the account that the folder holds now.
    pub held: usize,
    /// Messages that were handled, by their outcome. The first copy of a message in the folder has the
    /// message's outcome, each further one is a `duplicate`.
    pub outcomes: BTreeMap<String, usize>,
    /// Messages that wait to be handled.
    pub waiting: usize,
    /// Messages that arrive just now: they are there, and the desk has not looked since.
    pub arriving: usize,
    /// Messages that are there, but that the desk does not know of.
    pub missing: Vec<Sighting>,
    /// Of those handled or waiting, how many are not there any more: the desk or somebody else has moved
    /// them, or somebody has deleted them.
    pub left: usize,
    /// Messages that somebody moved or deleted before they could be read.
    pub gone: usize,
    /// Messages from before the account began.
    pub past: usize,
    /// Messages that waited while the server gave them other UIDs, under which they count.
    pub renumbered: usize,
}

impl Balance {
    /// How many messages the desk has seen since the account began.
    #[must_use]
    pub fn seen(&self) -> usize {
        self.handled() + self.waiting + self.gone
    }

    /// How many messages were handled.
    #[must_use]
    pub fn handled(&self) -> usize {
        self.outcomes.values().sum()
    }

    /// Whether the sums agree with what the folder holds: of the messages handled or waiting, those
    /// that did not leave, and those that are not accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.held + self.left == self.handled() + self.waiting + self.arriving + self.missing.len()
    }

    fn count(&mut self, fate: &Fate, is_held: bool) {
        match fate {
            Fate::Handled(outcome) => *self.outcomes.entry(outcome.clone()).or_default() += 1,
            Fate::Waiting => self.waiting += 1,
            // One that is there all the same is missing.
            Fate::Gone => return self.gone += usize::from(!is_held),
        }
        self.left += usize::from(!is_held);
    }
}

impl Account {
    /// The first UID of the account; 1 for a Maildir, which has none.
    #[must_use]
    pub fn first_uid(&self) -> u32 {
        self.cursor.map_or(1, |cursor| cursor.first_uid)
    }

    /// Holds the account against a census of the folder that was taken after it. `None` when the server
    /// has given the messages other UIDs meanwhile, under which the folder is yet to be looked through.
    #[must_use]
    pub fn reconcile(&self, census: &Census, now: Timestamp) -> Option<Balance> {
        if uid_validity(self.cursor) != census.uid_validity {
            return None;
        }
        let held = census.held.iter().filter(|sighting| self.includes(sighting));
        let held: BTreeMap<&str, &Sighting> =
            held.map(|sighting| (sighting.copy.uid.as_str(), sighting)).collect();
        let mut balance = Balance {
            since: self.since,
            held: held.len(),
            past: self.past,
            renumbered: self.renumbered,
            ..Balance::default()
        };
        for (uid, fate) in &self.fates {
            balance.count(fate, held.contains_key(uid.as_str()));
        }
        for sighting in held.into_values() {
            match self.fates.get(&sighting.copy.uid) {
                Some(Fate::Handled(_) | Fate::Waiting) => {}
                None if self.is_ahead(sighting) && is_recent(sighting, now) => balance.arriving += 1,
                Some(Fate::Gone) | None => balance.missing.push(sighting.clone()),
            }
        }
        balance.missing.sort_by_key(|sighting| sighting.received_at);
        Some(balance)
    }

    /// Whether a message that is there belongs to the account.
    fn includes(&self, sighting: &Sighting) -> bool {
        self.since.is_none_or(|since| sighting.received_at >= since)
            && uid(sighting).is_none_or(|uid| uid >= self.first_uid())
    }

    /// Whether the desk has not been as far as this message, as far as one can tell.
    fn is_ahead(&self, sighting: &Sighting) -> bool {
        self.cursor.zip(uid(sighting)).is_none_or(|(cursor, uid)| uid >= cursor.next_uid)
    }
}

/// UIDVALIDITY; 0 for a Maildir, and for a folder on a server into which the desk has not looked.
fn uid_validity(cursor: Option<Cursor>) -> u32 {
    cursor.map_or(0, |cursor| cursor.uid_validity)
}

fn uid(sighting: &Sighting) -> Option<u32> {
    sighting.copy.uid.parse().ok().filter(|_| sighting.copy.uid_validity != 0)
}

fn is_recent(sighting: &Sighting, now: Timestamp) -> bool {
    now.duration_since(sighting.received_at) <= ARRIVING
}

impl Store {
    /// The account of a folder as it stands now; `None` where it has not begun. `since` is when that of
    /// a Maildir begins.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn account(&self, mailbox: &str, since: Option<Timestamp>) -> Result<Option<Account>> {
        let mut transaction = self.readers.begin().await?;
        let cursor = cursor(&mut transaction, mailbox).await?;
        let since = cursor.map_or(since, |cursor| Some(cursor.since));
        let uid_validity = uid_validity(cursor);
        let (copies, past, renumbered): (i64, i64, i64) = sqlx::query_as(
            "SELECT count(*), count(*) FILTER (WHERE state = 'past' AND uid_validity = ?),
                count(*) FILTER (WHERE state = 'renumbered')
             FROM copy WHERE mailbox = ?",
        )
        .bind(uid_validity)
        .bind(mailbox)
        .fetch_one(&mut *transaction)
        .await?;
        if cursor.is_none() && copies == 0 {
            return Ok(None);
        }
        let fates = fates(&mut transaction, mailbox, uid_validity, since).await?;
        let [past, renumbered] = [past, renumbered].map(|count| usize::try_from(count).unwrap_or_default());
        Ok(Some(Account { cursor, since, fates, past, renumbered }))
    }

    /// Takes messages into the account that were missing from it: they wait to be handled. Nothing is
    /// taken in of a folder whose messages the server has given other UIDs meanwhile.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn take_in(&self, missing: &[Sighting]) -> Result<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for sighting in missing {
            let cursor = cursor(&mut transaction, &sighting.copy.mailbox).await?;
            if uid_validity(cursor) == sighting.copy.uid_validity {
                see(&mut transaction, sighting, "waiting").await?;
            }
        }
        Ok(transaction.commit().await?)
    }
}

/// What became of each message that was received at `since` or later.
async fn fates(
    connection: &mut SqliteConnection,
    mailbox: &str,
    uid_validity: u32,
    since: Option<Timestamp>,
) -> Result<HashMap<String, Fate>> {
    let rows = sqlx::query(
        "SELECT copy.uid, copy.state, CASE row_number() OVER (
                PARTITION BY copy.message ORDER BY copy.received_at, CAST(copy.uid AS INTEGER), copy.uid
            ) WHEN 1 THEN message.outcome ELSE 'duplicate' END AS outcome
         FROM copy LEFT JOIN message ON message.id = copy.message
         WHERE copy.mailbox = ? AND copy.uid_validity = ? AND copy.received_at >= ?
            AND copy.state IN ('handled', 'waiting', 'gone')",
    )
    .bind(mailbox)
    .bind(uid_validity)
    .bind(since.unwrap_or(Timestamp::MIN).as_second())
    .fetch_all(connection)
    .await?;
    let fate = |row: &SqliteRow| match row.get("state") {
        "handled" => Fate::Handled(row.get("outcome")),
        "waiting" => Fate::Waiting,
        _ => Fate::Gone,
    };
    Ok(rows.iter().map(|row| (row.get("uid"), fate(row))).collect())
}
