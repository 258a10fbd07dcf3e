//! What cannot wait for the digest, from its beginning to its end, so that it is told once.

use jiff::{SignedDuration, Timestamp};
use sqlx::Row;

use super::error::Result;
use super::moments::{at, moment};
use super::{Book, Store};

/// What kind of trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A part of the daemon has no contact with its server.
    Contact,
    /// Letters do not leave.
    Letters,
    /// The disk is nearly full.
    Disk,
    /// Letters wait for the pace.
    Limit,
    /// The desk failed on a message.
    Failed,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Contact, Self::Letters, Self::Disk, Self::Limit, Self::Failed];

    /// As the book and the log have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Letters => "letters",
            Self::Disk => "disk",
            Self::Limit => "limit",
            Self::Failed => "failed",
        }
    }
}

/// A trouble that was told and is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ongoing {
    /// Its row.
    pub id: i64,
    /// What kind it is.
    pub kind: Kind,
    /// Which one of its kind, e.g. `mailbox`.
    pub subject: String,
    /// Since when.
    pub since: Timestamp,
}

/// A message on which the desk failed, and which nobody has settled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Its row.
    pub message: i64,
    /// When the server received it.
    pub received_at: Timestamp,
    /// Who sent it, where that may be kept.
    pub sender: Option<String>,
    /// Its subject, likewise.
    pub subject: Option<String>,
}

impl Store {
    /// The troubles that were told and are not over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn ongoing_troubles(&self) -> Result<Vec<Ongoing>> {
        let rows =
            sqlx::query("SELECT id, kind, subject, since FROM trouble WHERE over_at IS NULL ORDER BY id")
                .fetch_all(&self.readers)
                .await?;
        let ongoing = rows.iter().filter_map(|row| {
            let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == row.get::<&str, _>("kind"))?;
            Some(Ongoing { id: row.get("id"), kind, subject: row.get("subject"), since: at(row, "since") })
        });
        Ok(ongoing.collect())
    }

    /// Whether a trouble of this kind began or ended after `since`, and not after `now`, as one has that was
    /// told while the clock was wrong.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_had_trouble(&self, kind: Kind, since: Timestamp, now: Timestamp) -> Result<bool> {
        let has = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM trouble
                WHERE kind = ?1 AND coalesce(over_at, since) > ?2 AND coalesce(over_at, since) <= ?3)",
        )
        .bind(kind.as_str())
        .bind(since.as_second())
        .bind(now.as_second())
        .fetch_one(&self.readers)
        .await?;
        Ok(has)
    }

    /// The messages on which the desk failed, as long as a person has to see to them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn failed_messages(&self) -> Result<Vec<Failed>> {
        let rows = sqlx::query(
            "SELECT id, received_at, sender, subject FROM message WHERE outcome = 'failed'
                AND id IN (SELECT message FROM review WHERE reason = 'failed' AND resolved_at IS NULL)
             ORDER BY id",
        )
        .fetch_all(&self.readers)
        .await?;
        let failed = rows.iter().map(|row| Failed {
            message: row.get("id"),
            received_at: at(row, "received_at"),
            sender: row.get("sender"),
            subject: row.get("subject"),
        });
        Ok(failed.collect())
    }

    /// When a message was received.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn received_at(&self, message: &str) -> Result<Option<Timestamp>> {
        let second: Option<i64> = sqlx::query_scalar("SELECT received_at FROM message WHERE id = ?")
            .bind(message)
            .fetch_optional(&self.readers)
            .await?;
        Ok(second.map(moment))
    }

    /// The oldest letter that the mail server does not take, where it has taken none for `long`: when it
    /// was written, and what the server says. What it says of one address or mailbox alone (RFC 3463
    /// §3.2, §3.3) does not count, nor does a letter that was tried once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn oldest_deferred(
        &self,
        long: SignedDuration,
        now: Timestamp,
    ) -> Result<Option<(Timestamp, Option<String>)>> {
        let before = now.saturating_sub(long).unwrap_or(Timestamp::MIN);
        let oldest: Option<(i64, Option<String>)> = sqlx::query_as(
            "SELECT created_at, answer FROM notice
             WHERE state IN ('due', 'sending') AND attempts > 1 AND created_at <= ?1
                AND coalesce(answer, '') NOT GLOB '4[0-9][0-9] 4.[12].*'
                AND NOT EXISTS (SELECT 1 FROM notice WHERE sent_at > ?1)
             ORDER BY created_at LIMIT 1",
        )
        .bind(before.as_second())
        .fetch_optional(&self.readers)
        .await?;
        Ok(oldest.map(|(second, answer)| (moment(second), answer)))
    }
}

impl Book {
    /// Records that a trouble begins; its row is returned.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn begin_trouble(&mut self, kind: Kind, subject: &str, since: Timestamp) -> Result<i64> {
        let id =
            sqlx::query_scalar("INSERT INTO trouble (kind, subject, since) VALUES (?, ?, ?) RETURNING id")
                .bind(kind.as_str())
                .bind(subject)
                .bind(since.as_second())
                .fetch_one(&mut *self.transaction)
                .await?;
        Ok(id)
    }

    /// Records that a trouble is over.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn end_trouble(&mut self, id: i64, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE trouble SET over_at = ? WHERE id = ?")
            .bind(now.as_second())
            .bind(id)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}
