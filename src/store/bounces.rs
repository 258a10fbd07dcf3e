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
    /// The letter on which `report`, received at `received_at`, reports: the one with its Message-ID, of
    /// several the one to a recipient that it names; else the last that was sent to one of its recipients within a week before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reported(
        &mut self,
        report: &DeliveryReport,
        received_at: Timestamp,
    ) -> Result<Option<Bounced>> {
        if let Some(message_id) = &report.original_message_id {
            let letters = sqlx::query("SELECT id, recipient FROM notice WHERE message_id = ? ORDER BY id")
                .bind(message_id)
                .fetch_all(&mut *self.transaction)
                .await?;
            let named = letters.iter().find(|letter| names(report, letter.get("recipient")));
            if let Some(letter) = named.or(letters.first()) {
                return Ok(Some(bounced(letter, report)));
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

/// Whether `report` tells of this recipient.
fn names(report: &DeliveryReport, recipient: &str) -> bool {
    report.failed.iter().any(|failed| is_about(failed, recipient))
}

fn is_about(failed: &FailedRecipient, recipient: &str) -> bool {
    failed.address.as_ref().is_some_and(|address| address.eq_ignore_ascii_case(recipient))
}

/// The letter in `row`, with what the report says of its recipient, or of the first if it is not named.
fn bounced(row: &SqliteRow, report: &DeliveryReport) -> Bounced {
    let recipient: &str = row.get("recipient");
    let named = report.failed.iter().find(|failed| is_about(failed, recipient));
    let failed = named.or(report.failed.first());
    let answer = failed.and_then(|failed| failed.said.clone().or_else(|| failed.status.clone()));
    Bounced { notice: row.get("id"), answer }
}
