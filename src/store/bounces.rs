//! Delivery reports, matched to the letters on which they report.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::Book;
use super::error::Result;
use super::outbox::{Undelivered, leave_to_staff};
use crate::message::{DeliveryReport, FailedRecipient};

/// A letter is known by its recipient for that long after it was sent; in seconds.
const MEMORY: i64 = 7 * 86_400;
/// By so much may the clocks of two servers differ; in seconds.
const CLOCKS_APART: i64 = 300;

/// A letter that did not reach its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounced {
    /// Its row.
    notice: i64,
    /// What was said about it.
    answer: Option<String>,
}

impl Book {
    /// The letter on which `report`, received at `received_at`, reports: the one with its Message-ID,
    /// else the last that was sent to one of its recipients within a week before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reported(
        &mut self,
        report: &DeliveryReport,
        received_at: Timestamp,
    ) -> Result<Option<Bounced>> {
        if let Some(message_id) = &report.original_message_id {
            let letter = sqlx::query("SELECT id, recipient FROM notice WHERE message_id = ?")
                .bind(message_id)
                .fetch_optional(&mut *self.transaction)
                .await?;
            if let Some(letter) = letter {
                return Ok(Some(bounced(&letter, report)));
            }
        }
        for address in report.failed.iter().filter_map(|failed| failed.address.as_deref()) {
            let letter = sqlx::query(
                "SELECT id, recipient FROM notice
                 WHERE lower(recipient) = lower(?1) AND sent_at BETWEEN ?2 - ?3 AND ?2 + ?4
                 ORDER BY sent_at DESC, id DESC LIMIT 1",
            )
            .bind(address)
            .bind(received_at.as_second())
            .bind(MEMORY)
            .bind(CLOCKS_APART)
            .fetch_optional(&mut *self.transaction)
            .await?;
            if let Some(letter) = letter {
                return Ok(Some(bounced(&letter, report)));
            }
        }
        Ok(None)
    }

    /// Records that a letter did not arrive, as `message` reports, and asks the staff to see to each
    /// registration that it speaks of; once, however often it is reported.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_bounced(&mut self, letter: &Bounced, message: i64, now: Timestamp) -> Result<()> {
        let Bounced { notice, answer } = letter;
        let undelivered = Undelivered::Bounced;
        leave_to_staff(&mut self.transaction, *notice, undelivered, answer.as_deref(), Some(message), now)
            .await
    }
}

/// The letter in `row`, with what the report says of its recipient, or of the first if it is not named.
fn bounced(row: &SqliteRow, report: &DeliveryReport) -> Bounced {
    let recipient: String = row.get("recipient");
    let is_recipient = |failed: &&FailedRecipient| {
        failed.address.as_ref().is_some_and(|address| address.eq_ignore_ascii_case(&recipient))
    };
    let failed = report.failed.iter().find(is_recipient).or(report.failed.first());
    let answer = failed.and_then(|failed| failed.said.clone().or_else(|| failed.status.clone()));
    Bounced { notice: row.get("id"), answer }
}
