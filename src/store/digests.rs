//! Which days had their digest, and what the next one tells.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::Row;

use super::error::Result;
use super::moments::{at, moment};
use super::{Book, Store};
use crate::desk::Outcome;

/// How far the last digest told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// When it was written.
    pub at: Timestamp,
    /// The last change of which it told.
    pub last_change: i64,
    /// The last message that it counted.
    pub last_message: i64,
}

/// The letters that have not left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// How many there are.
    pub letters: u32,
    /// When the oldest of them was written.
    pub oldest: Option<Timestamp>,
    /// Since when answers are held back by hand, if they are.
    pub paused_since: Option<Timestamp>,
}

impl Store {
    /// Whether the digest of `day` was made, or already one of a day after it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_digest(&self, day: Date, now: Timestamp) -> Result<bool> {
        // One from a future to which the clock was set by mistake does not count.
        let has = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM digest WHERE day = ?1 OR (day > ?1 AND made_at <= ?2))",
        )
        .bind(day.to_string())
        .bind(now.as_second())
        .fetch_one(&self.readers)
        .await?;
        Ok(has)
    }
}

impl Book {
    /// Writes down that the desk opens on `day`: its first digest is that of the day after, or of this
    /// day's time if that is still to come. Whether it is the first time.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_digests(&mut self, day: Date, now: Timestamp) -> Result<bool> {
        let opened = sqlx::query(
            "INSERT INTO digest (day, made_at, last_change, last_message)
             SELECT ?, ?, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM digest)",
        )
        .bind(day.to_string())
        .bind(now.as_second())
        .execute(&mut *self.transaction)
        .await?;
        Ok(opened.rows_affected() > 0)
    }

    /// How far the last digest told that told anything; the opening of the desk for the first one. The
    /// last is the one that was made last, whatever the clock said.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_digest(&mut self) -> Result<Option<Told>> {
        let row = sqlx::query(
            "SELECT made_at, last_change, last_message FROM digest
             WHERE message_id IS NOT NULL OR id = (SELECT min(id) FROM digest) ORDER BY id DESC LIMIT 1",
        )
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(row.map(|row| Told {
            at: at(&row, "made_at"),
            last_change: row.get("last_change"),
            last_message: row.get("last_message"),
        }))
    }

    /// Writes down the digest of `day`, which tells of everything up to now; `message_id` is its
    /// Message-ID, or `None` where there was nothing to tell. Whether the day had none yet.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_digest(
        &mut self,
        day: Date,
        message_id: Option<&str>,
        now: Timestamp,
    ) -> Result<bool> {
        let recorded = sqlx::query(
            "INSERT INTO digest (day, made_at, message_id, last_change, last_message)
             SELECT ?, ?, ?, coalesce((SELECT max(id) FROM change), 0), coalesce((SELECT max(id) FROM message), 0)
             WHERE TRUE ON CONFLICT DO NOTHING",
        )
        .bind(day.to_string())
        .bind(now.as_second())
        .bind(message_id)
        .execute(&mut *self.transaction)
        .await?;
        Ok(recorded.rows_affected() > 0)
    }

    /// The messages that were handled after the one with this row, by outcome.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn outcomes_since(&mut self, last: i64) -> Result<Vec<(Outcome, u32)>> {
        let counts: Vec<(String, u32)> = sqlx::query_as(
            "SELECT outcome, count(*) FROM message WHERE id > ? GROUP BY outcome ORDER BY count(*) DESC, outcome",
        )
        .bind(last)
        .fetch_all(&mut *self.transaction)
        .await?;
        Ok(counts.iter().filter_map(|(word, count)| Some((Outcome::from_word(word)?, *count))).collect())
    }

    /// What has not left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn backlog(&mut self) -> Result<Backlog> {
        let (letters, oldest, paused_since): (u32, Option<i64>, Option<i64>) = sqlx::query_as(
            "SELECT count(*), min(created_at), (SELECT since FROM pause) FROM notice
             WHERE state IN ('due', 'sending')",
        )
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(Backlog { letters, oldest: oldest.map(moment), paused_since: paused_since.map(moment) })
    }
}
