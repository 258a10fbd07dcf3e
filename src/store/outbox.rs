//! The outbox: letters that were decided and recorded, until the mail server has them.

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection};

use super::Store;
use super::error::Result;

/// A letter on its way into the outbox.
#[derive(Debug)]
pub struct Outgoing<'l> {
    /// What it says, in a word.
    pub kind: &'l str,
    /// What caused it; a cause has one letter of a kind for a recipient.
    pub cause: String,
    /// Whom it goes to.
    pub recipient: &'l str,
    /// Its Message-ID, without angle brackets.
    pub message_id: &'l str,
    /// The whole mail, rendered.
    pub mail: &'l [u8],
    /// The registrations it speaks of.
    pub registrations: &'l [i64],
}

/// A letter that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// Whom it goes to.
    pub recipient: String,
    /// Its Message-ID.
    pub message_id: String,
    /// The whole mail.
    pub mail: Vec<u8>,
    /// How many times its delivery was tried, this one included.
    pub attempts: u32,
}

impl Outgoing<'_> {
    pub(super) async fn insert(&self, connection: &mut SqliteConnection, now: Timestamp) -> Result<()> {
        let notice: i64 = sqlx::query_scalar(
            "INSERT INTO notice (kind, cause, recipient, message_id, mail, state, next_try, created_at)
             VALUES (?, ?, ?, ?, ?, 'due', ?, ?) RETURNING id",
        )
        .bind(self.kind)
        .bind(&self.cause)
        .bind(self.recipient)
        .bind(self.message_id)
        .bind(self.mail)
        .bind(now.as_second())
        .bind(now.as_second())
        .fetch_one(&mut *connection)
        .await?;
        for registration in self.registrations {
            sqlx::query(
                "INSERT INTO notice_registration (notice, registration) VALUES (?, ?) ON CONFLICT DO NOTHING",
            )
            .bind(notice)
            .bind(registration)
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }
}

impl Store {
    /// The next letter that is due, its attempt counted before it is made. One whose sending was cut
    /// short is due again, the very same mail.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn next_due(&self, now: Timestamp) -> Result<Option<Due>> {
        let row = sqlx::query(
            "UPDATE notice SET state = 'sending', attempts = attempts + 1
             WHERE id = (SELECT id FROM notice WHERE state IN ('due', 'sending') AND next_try <= ? ORDER BY id LIMIT 1)
             RETURNING id, recipient, message_id, mail, attempts",
        )
        .bind(now.as_second())
        .fetch_optional(&self.writer)
        .await?;
        Ok(row.map(|row| Due {
            id: row.get("id"),
            recipient: row.get("recipient"),
            message_id: row.get("message_id"),
            mail: row.get("mail"),
            attempts: row.get("attempts"),
        }))
    }

    /// Records that the mail server has the letter.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_sent(&self, notice: i64, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE notice SET state = 'sent', sent_at = ?, answer = NULL WHERE id = ?")
            .bind(now.as_second())
            .bind(notice)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Records why the letter could not be delivered, and when to try again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_deferred(&self, notice: i64, answer: &str, next_try: Timestamp) -> Result<()> {
        sqlx::query("UPDATE notice SET state = 'due', answer = ?, next_try = ? WHERE id = ?")
            .bind(answer)
            .bind(next_try.as_second())
            .bind(notice)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
