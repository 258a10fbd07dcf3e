//! The one transaction in which a message is claimed, decided and recorded.

use jiff::Timestamp;
use sqlx::{Sqlite, Transaction};

use super::copies::account_for;
use super::error::Result;
use super::moments::moment;
use super::outbox::Outgoing;
use super::roll::{registration, roll};
use super::{Store, list};
use crate::bulletin::reading::Reading;
use crate::desk::registration::Registration;
use crate::desk::{Decision, Ground, Outcome, Roll, Writer};
use crate::event::Event;
use crate::sighting::Copy;

/// What is recorded of a message.
#[derive(Debug)]
pub struct Claim<'m> {
    /// Where it was seen.
    pub copy: &'m Copy,
    /// The hash by which its copies are known.
    pub fingerprint: [u8; 32],
    /// When the server received it.
    pub received_at: Timestamp,
    /// What was read of it.
    pub reading: &'m Reading,
    /// What the desk does about it.
    pub decision: &'m Decision,
}

/// The book, opened for one decision. Nothing is recorded until [`Book::close`].
#[derive(Debug)]
pub struct Book {
    pub(super) transaction: Transaction<'static, Sqlite>,
}

impl Store {
    /// Opens the book for one decision; nobody else writes meanwhile.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_book(&self) -> Result<Book> {
        Ok(Book { transaction: self.writer.begin_with("BEGIN IMMEDIATE").await? })
    }

    /// Whether people wait for seats of `event` that are free.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_seats_for_the_line(&self, event: &str) -> Result<bool> {
        let has = sqlx::query_scalar("SELECT waiting > 0 AND taken < capacity FROM seats WHERE event = ?")
            .bind(event)
            .fetch_one(&self.readers)
            .await?;
        Ok(has)
    }

    /// When a message was handled last, if one was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_handled(&self) -> Result<Option<Timestamp>> {
        let last: Option<i64> =
            sqlx::query_scalar("SELECT max(handled_at) FROM message").fetch_one(&self.readers).await?;
        Ok(last.map(moment))
    }

    /// Accounts for `copy` if a message with this fingerprint was handled before; whether one was.
    /// One that was only found elsewhere is still to be handled where it `is_answered`, unless a person
    /// has decided on it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_copy(&self, copy: &Copy, fingerprint: &[u8; 32], is_answered: bool) -> Result<bool> {
        let known: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM message WHERE fingerprint = ? AND NOT (? AND reason = ? AND NOT EXISTS (
                    SELECT 1 FROM review WHERE message = message.id
                        AND resolution IN ('registered', 'incomplete', 'cancelled', 'refused')))",
        )
        .bind(fingerprint.as_slice())
        .bind(is_answered)
        .bind(Ground::FoundElsewhere.code())
        .fetch_optional(&self.readers)
        .await?;
        if let Some(message) = known {
            account_for(&mut *self.writer.acquire().await?, copy, message).await?;
        }
        Ok(known.is_some())
    }
}

impl Book {
    /// What the desk must know of `event` to decide on what a writer says, or to fill free seats.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn roll(&mut self, event: &Event, said: Option<(&Reading, &Writer)>) -> Result<Roll> {
        roll(&mut self.transaction, event, said).await
    }

    /// Records the message with what became of it; its row is returned. It replaces what was
    /// recorded when it was only found elsewhere.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn claim(&mut self, claim: &Claim<'_>, now: Timestamp) -> Result<i64> {
        let Claim { reading, decision, .. } = claim;
        // Nothing personal is kept of what is not for the desk.
        let ours = !matches!(decision.outcome, Outcome::Automatic | Outcome::Other | Outcome::Bounce);
        let sender = reading.envelope.from.as_ref().filter(|_| ours).map(|from| from.address.to_lowercase());
        let message: i64 = sqlx::query_scalar(
            "INSERT INTO message (fingerprint, message_id, received_at, handled_at, verdict, outcome, reason, event,
                sender, subject, question)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (fingerprint) DO UPDATE SET received_at = excluded.received_at,
                handled_at = excluded.handled_at, outcome = excluded.outcome, reason = excluded.reason
             WHERE reason = 'found-elsewhere' RETURNING id",
        )
        .bind(claim.fingerprint.as_slice())
        .bind(&reading.envelope.message_id)
        .bind(claim.received_at.as_second())
        .bind(now.as_second())
        .bind(reading.verdict.as_str())
        .bind(decision.outcome.as_str())
        .bind(decision.ground.code())
        .bind(&reading.event)
        .bind(sender)
        .bind(ours.then_some(&reading.envelope.subject))
        .bind(reading.question)
        .fetch_one(&mut *self.transaction)
        .await?;
        account_for(&mut self.transaction, claim.copy, message).await?;
        self.overtake(message, now).await?;
        Ok(message)
    }

    /// What was open while the message was only found elsewhere is settled by its arrival.
    async fn overtake(&mut self, message: i64, now: Timestamp) -> Result<()> {
        sqlx::query(
            "UPDATE review SET resolved_at = ?, resolution = 'overtaken', reading = NULL
             WHERE message = ? AND reason = 'found-elsewhere' AND resolved_at IS NULL",
        )
        .bind(now.as_second())
        .bind(message)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// The row of the registration with this code, and its event, if there is one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find(&mut self, code: &str) -> Result<Option<(i64, String)>> {
        let found = sqlx::query_as("SELECT id, event FROM registration WHERE code = ?")
            .bind(code)
            .fetch_optional(&mut *self.transaction)
            .await?;
        Ok(found)
    }

    /// A registration as it stands now, in this transaction, with its rank.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn standing(&mut self, id: i64) -> Result<(Registration, Option<u32>)> {
        let rank = list::rank(&mut self.transaction, id).await?;
        Ok((registration(&mut self.transaction, id).await?, rank))
    }

    /// The registrations at `event` that hold a seat or wait for one, in order of arrival.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn active(&mut self, event: &str) -> Result<Vec<i64>> {
        let active = sqlx::query_scalar(
            "SELECT id FROM registration WHERE event = ? AND place <> 'none' ORDER BY arrival",
        )
        .bind(event)
        .fetch_all(&mut *self.transaction)
        .await?;
        Ok(active)
    }

    /// Whether people are or were registered by this message.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_registered(&mut self, message: i64) -> Result<bool> {
        let has = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM registration WHERE message = ?)")
            .bind(message)
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(has)
    }

    /// Whether this registration was cancelled after `since`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_left_since(&mut self, registration: i64, since: Timestamp) -> Result<bool> {
        let has = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM change WHERE registration = ? AND what = 'cancelled' AND at > ?)",
        )
        .bind(registration)
        .bind(since.as_second())
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(has)
    }

    /// When a letter of this kind and cause was written, if one was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn written_at(&mut self, kind: &str, cause: &str) -> Result<Option<Timestamp>> {
        let at: Option<i64> =
            sqlx::query_scalar("SELECT min(created_at) FROM notice WHERE kind = ? AND cause = ?")
                .bind(kind)
                .bind(cause)
                .fetch_one(&mut *self.transaction)
                .await?;
        Ok(at.map(moment))
    }

    /// Whether a letter to `recipient` was written before.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_been_written_to(&mut self, recipient: &str) -> Result<bool> {
        let has =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM notice WHERE recipient IN (?1, lower(?1)))")
                .bind(recipient)
                .fetch_one(&mut *self.transaction)
                .await?;
        Ok(has)
    }

    /// Puts a rendered letter into the outbox, due at once.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn enqueue(&mut self, letter: &Outgoing<'_>, now: Timestamp) -> Result<()> {
        letter.insert(&mut self.transaction, now).await
    }

    /// Records everything.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing is recorded.
    pub async fn close(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}

/// The word by which a log line tells what became of a message.
impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
