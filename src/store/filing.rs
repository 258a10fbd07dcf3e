//! What is still to be put in order in the mailbox.

use jiff::Timestamp;
use sqlx::Row;

use super::Store;
use super::error::Result;
use super::moments::at;

/// A letter that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its row.
    pub id: i64,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// The whole mail.
    pub mail: Vec<u8>,
    /// When the mail server took it.
    pub sent_at: Timestamp,
}

impl Store {
    /// Messages in `mailbox` that were for the desk, are under no review, and are not put away, at
    /// most `limit`: their UIDVALIDITY and their UIDs.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn to_put_away(&self, mailbox: &str, limit: u32) -> Result<Option<(u32, Vec<u32>)>> {
        let rows = sqlx::query(
            "SELECT copy.uid_validity, CAST(copy.uid AS INTEGER) AS uid FROM copy
             JOIN message ON message.id = copy.message
             WHERE copy.mailbox = ? AND copy.state = 'handled' AND copy.put_away_at IS NULL
                AND message.verdict IN ('registration', 'incomplete', 'cancellation', 'review')
                AND NOT EXISTS (SELECT 1 FROM review WHERE review.message = message.id
                    AND (resolved_at IS NULL OR resolution = 'not-for-the-desk'))
             ORDER BY copy.uid_validity DESC, 2 LIMIT ?",
        )
        .bind(mailbox)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let Some(uid_validity) = rows.first().map(|row| row.get::<u32, _>("uid_validity")) else {
            return Ok(None);
        };
        let of_it = rows.iter().take_while(|row| row.get::<u32, _>("uid_validity") == uid_validity);
        Ok(Some((uid_validity, of_it.map(|row| row.get("uid")).collect())))
    }

    /// Records that messages are put away.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_put_away(
        &self,
        mailbox: &str,
        uid_validity: u32,
        uids: &[u32],
        now: Timestamp,
    ) -> Result<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for uid in uids {
            sqlx::query("UPDATE copy SET put_away_at = ? WHERE mailbox = ? AND uid_validity = ? AND uid = ?")
                .bind(now.as_second())
                .bind(mailbox)
                .bind(uid_validity)
                .bind(uid.to_string())
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The next letter that left and is not in the folder of sent mail.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn to_file(&self) -> Result<Option<Sent>> {
        let row = sqlx::query(
            "SELECT id, message_id, mail, sent_at FROM notice
             WHERE sent_at IS NOT NULL AND filed_at IS NULL AND mail IS NOT NULL ORDER BY id LIMIT 1",
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| Sent {
            id: row.get("id"),
            message_id: row.get("message_id"),
            mail: row.get("mail"),
            sent_at: at(&row, "sent_at"),
        }))
    }

    /// Records that a letter is in the folder of sent mail.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_filed(&self, notice: i64, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE notice SET filed_at = ? WHERE id = ?")
            .bind(now.as_second())
            .bind(notice)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
