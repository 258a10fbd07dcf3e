//! The account of every copy of a message that was seen: it waits, or it is told what became of it.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::Store;
use super::error::Result;
use super::moments::{at, moment};
use crate::sighting::{Copy, Cursor, Look, Sighting};

/// A copy that waits to be fetched and handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What was seen of it.
    pub sighting: Sighting,
    /// How often it could not be fetched.
    pub tries: u32,
}

impl Store {
    /// The unique names that are accounted for in a Maildir. Those are not that were its past and were
    /// received at `since` or later: it reaches further back now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn known_names(&self, mailbox: &str, since: Option<Timestamp>) -> Result<Vec<String>> {
        let names = sqlx::query_scalar(
            "SELECT uid FROM copy WHERE mailbox = ? AND NOT (state = 'past' AND received_at >= ?)",
        )
        .bind(mailbox)
        .bind(since.unwrap_or(Timestamp::MIN).as_second())
        .fetch_all(&self.readers)
        .await?;
        Ok(names)
    }

    /// How far an IMAP folder was looked through.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn cursor(&self, mailbox: &str) -> Result<Option<Cursor>> {
        cursor(&mut *self.readers.acquire().await?, mailbox).await
    }

    /// Takes what a look found into the account.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note(&self, look: &Look) -> Result<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some((mailbox, cursor)) = &look.cursor {
            advance(&mut transaction, mailbox, cursor).await?;
        }
        for (sightings, state) in [(&look.waiting, "waiting"), (&look.past, "past")] {
            for sighting in sightings {
                see(&mut transaction, sighting, state).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// The next copies of `mailbox` to fetch, in the order in which the server received them, at
    /// most `limit`. What is put off for more than a day was put off while the clock was ahead.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn waiting(&self, mailbox: &str, now: Timestamp, limit: u32) -> Result<Vec<Waiting>> {
        let rows = sqlx::query(
            "SELECT mailbox, uid_validity, uid, octets, received_at, tries FROM copy
             WHERE mailbox = ?1 AND state = 'waiting' AND (next_try <= ?2 OR next_try > ?2 + 86400)
             ORDER BY received_at, CAST(uid AS INTEGER), uid LIMIT ?3",
        )
        .bind(mailbox)
        .bind(now.as_second())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.iter().map(waiting).collect())
    }

    /// When the next copy of `mailbox` that waits is to be fetched, if one waits.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_fetch(&self, mailbox: &str) -> Result<Option<Timestamp>> {
        let next: Option<i64> =
            sqlx::query_scalar("SELECT min(next_try) FROM copy WHERE mailbox = ? AND state = 'waiting'")
                .bind(mailbox)
                .fetch_one(&self.readers)
                .await?;
        Ok(next.map(moment))
    }

    /// Records that `copy` could not be fetched, and when to try again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn put_off(&self, copy: &Copy, next_try: Timestamp) -> Result<()> {
        sqlx::query(
            "UPDATE copy SET tries = tries + 1, next_try = ?
             WHERE mailbox = ? AND uid_validity = ? AND uid = ? AND state = 'waiting'",
        )
        .bind(next_try.as_second())
        .bind(&copy.mailbox)
        .bind(copy.uid_validity)
        .bind(&copy.uid)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Records that `copy` was moved or deleted before it could be fetched.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_gone(&self, copy: &Copy) -> Result<()> {
        sqlx::query(
            "UPDATE copy SET state = 'gone'
             WHERE mailbox = ? AND uid_validity = ? AND uid = ? AND state = 'waiting'",
        )
        .bind(&copy.mailbox)
        .bind(copy.uid_validity)
        .bind(&copy.uid)
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

/// How far an IMAP folder was looked through.
pub(super) async fn cursor(connection: &mut SqliteConnection, mailbox: &str) -> Result<Option<Cursor>> {
    let row = sqlx::query("SELECT uid_validity, first_uid, next_uid, since FROM cursor WHERE mailbox = ?")
        .bind(mailbox)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| Cursor {
        uid_validity: row.get("uid_validity"),
        first_uid: row.get("first_uid"),
        next_uid: row.get("next_uid"),
        since: at(&row, "since"),
    }))
}

/// Records how far a folder was looked through. Under another UIDVALIDITY than before, what waits
/// was given another UID, and is seen again under it.
async fn advance(connection: &mut SqliteConnection, mailbox: &str, cursor: &Cursor) -> Result<()> {
    sqlx::query(
        "INSERT INTO cursor (mailbox, uid_validity, first_uid, next_uid, since) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET uid_validity = excluded.uid_validity, first_uid = excluded.first_uid,
             next_uid = excluded.next_uid, since = excluded.since",
    )
    .bind(mailbox)
    .bind(cursor.uid_validity)
    .bind(cursor.first_uid)
    .bind(cursor.next_uid)
    .bind(cursor.since.as_second())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE copy SET state = 'renumbered' WHERE mailbox = ? AND uid_validity <> ? AND state = 'waiting'",
    )
    .bind(mailbox)
    .bind(cursor.uid_validity)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a copy that is there now into the account, unless it waits or is handled already.
pub(super) async fn see(connection: &mut SqliteConnection, sighting: &Sighting, state: &str) -> Result<()> {
    let Sighting { copy, octets, received_at } = sighting;
    sqlx::query(
        "INSERT INTO copy (mailbox, uid_validity, uid, state, octets, received_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET state = excluded.state, tries = 0, next_try = 0
         WHERE copy.state NOT IN ('waiting', 'handled')",
    )
    .bind(&copy.mailbox)
    .bind(copy.uid_validity)
    .bind(&copy.uid)
    .bind(state)
    .bind(i64::try_from(*octets).unwrap_or(i64::MAX))
    .bind(received_at.as_second())
    .execute(connection)
    .await?;
    Ok(())
}

/// Accounts for a copy as one of `message`.
pub(super) async fn account_for(connection: &mut SqliteConnection, copy: &Copy, message: i64) -> Result<()> {
    sqlx::query(
        "UPDATE copy SET state = 'handled', message = ? WHERE mailbox = ? AND uid_validity = ? AND uid = ?",
    )
    .bind(message)
    .bind(&copy.mailbox)
    .bind(copy.uid_validity)
    .bind(&copy.uid)
    .execute(connection)
    .await?;
    Ok(())
}

fn waiting(row: &SqliteRow) -> Waiting {
    Waiting {
        sighting: Sighting {
            copy: Copy {
                mailbox: row.get("mailbox"),
                uid_validity: row.get("uid_validity"),
                uid: row.get("uid"),
            },
            octets: u64::try_from(row.get::<i64, _>("octets")).unwrap_or_default(),
            received_at: at(row, "received_at"),
        },
        tries: row.get("tries"),
    }
}
