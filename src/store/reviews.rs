//! What a person on the staff has to decide, from the moment it is asked until it is settled.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::error::Result;
use super::moments::{at, optional_at};
use super::{Book, Store};
use crate::bulletin::reading::Reading;
use crate::desk::{Ground, Review};

/// Something that waits for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenReview {
    /// Its number, by which commands name it.
    pub number: i64,
    /// Why: the code of a [`Ground`], or of why a letter did not arrive.
    pub reason: String,
    /// Since when.
    pub opened_at: Timestamp,
    /// The message that it is about, or by which it was heard of.
    pub message: Option<ReviewedMessage>,
    /// What was read of the message, as far as this version of the program understands it.
    pub reading: Option<Box<Reading>>,
    /// The registration that it is about.
    pub registration: Option<ReviewedRegistration>,
    /// The event of the message or the registration.
    pub event: Option<String>,
    /// The letter that did not arrive, if it is about one.
    pub letter: Option<LostLetter>,
}

impl OpenReview {
    /// Whether it asks a person to give a seat to its registration.
    #[must_use]
    pub fn asks_for_a_seat(&self) -> bool {
        self.reason == Ground::ToConfirm.code()
    }
}

/// The message of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedMessage {
    /// Its row.
    pub id: i64,
    /// Who wrote it.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// When the server received it.
    pub received_at: Timestamp,
}

/// The registration of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedRegistration {
    /// Its code.
    pub code: String,
    /// The participant's name, the given name first.
    pub name: String,
    /// The organisation.
    pub organisation: Option<String>,
}

/// A letter that did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostLetter {
    /// To whom it went.
    pub recipient: String,
    /// What the server said about it.
    pub answer: Option<String>,
}

/// How a review is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// Its people are registered.
    Registered,
    /// They hold a place until something missing comes.
    Incomplete,
    /// A registration is cancelled.
    Cancelled,
    /// Nobody is registered, and the writer is told so.
    Refused,
    /// It was not for the desk: it is left as it is in the mailbox.
    NotForTheDesk,
    /// It was dealt with in another way.
    Done,
}

impl Resolution {
    /// Its word in the book.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Incomplete => "incomplete",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::NotForTheDesk => "not-for-the-desk",
            Self::Done => "done",
        }
    }
}

/// A review by its number (?1) or, where that is NULL, every one that is open.
const REVIEW: &str = "
    SELECT review.id, review.reason, review.opened_at, review.resolved_at, review.reading,
        message.id AS message, message.sender, message.subject, message.received_at,
        coalesce(registration.event, message.event) AS event, notice.recipient, notice.answer, registration.code,
        (SELECT value FROM field WHERE registration = review.registration AND name = 'last_name') AS last_name,
        (SELECT value FROM field WHERE registration = review.registration AND name = 'first_name') AS first_name,
        (SELECT value FROM field WHERE registration = review.registration AND name = 'organisation') AS organisation
    FROM review LEFT JOIN message ON message.id = review.message
        LEFT JOIN registration ON registration.id = review.registration
        LEFT JOIN notice ON notice.id = review.notice
    WHERE (?1 IS NULL AND resolved_at IS NULL) OR review.id = ?1 ORDER BY review.id";

impl Store {
    /// Everything that waits for a person, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reviews(&self) -> Result<Vec<OpenReview>> {
        open_reviews(&mut *self.readers.acquire().await?).await
    }
}

impl Book {
    /// Everything that waits for a person, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reviews(&mut self) -> Result<Vec<OpenReview>> {
        open_reviews(&mut self.transaction).await
    }

    /// The review with this number, and when it was settled if it was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn review(&mut self, number: i64) -> Result<Option<(OpenReview, Option<Timestamp>)>> {
        let row = sqlx::query(REVIEW).bind(number).fetch_optional(&mut *self.transaction).await?;
        Ok(row.map(|row| (review(&row), optional_at(&row, "resolved_at"))))
    }

    /// Asks a person to look at a message, or at the registrations of its steps. What was read is kept
    /// for them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_reviews(
        &mut self,
        reviews: &[Review],
        message: i64,
        registrations: &[i64],
        reading: &Reading,
        now: Timestamp,
    ) -> Result<()> {
        let reading = if reviews.is_empty() { None } else { serde_json::to_string(reading).ok() };
        for review in reviews {
            let registration = review.about.and_then(|step| registrations.get(step)).copied();
            self.open_review(Some(message), registration, review.ground, reading.as_deref(), now).await?;
        }
        Ok(())
    }

    /// Asks a person to look at a message or a registration.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_review(
        &mut self,
        message: Option<i64>,
        registration: Option<i64>,
        ground: Ground,
        reading: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO review (message, registration, reason, reading, opened_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(message)
        .bind(registration)
        .bind(ground.code())
        .bind(reading)
        .bind(now.as_second())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// A message turns out to be about `event`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn assign(&mut self, message: i64, event: &str) -> Result<()> {
        sqlx::query("UPDATE message SET event = ? WHERE id = ?")
            .bind(event)
            .bind(message)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// A message turns out not to be for the desk: nothing personal is kept of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_sender(&mut self, message: i64) -> Result<()> {
        sqlx::query("UPDATE message SET sender = NULL, subject = NULL WHERE id = ?")
            .bind(message)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Settles a review; what was read of its message is not kept any longer.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn resolve(
        &mut self,
        number: i64,
        resolution: Resolution,
        command: i64,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE review SET resolved_at = ?, resolution = ?, command = ?, reading = NULL WHERE id = ?",
        )
        .bind(now.as_second())
        .bind(resolution.as_str())
        .bind(command)
        .bind(number)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

async fn open_reviews(connection: &mut SqliteConnection) -> Result<Vec<OpenReview>> {
    let rows = sqlx::query(REVIEW).bind(None::<i64>).fetch_all(connection).await?;
    Ok(rows.iter().map(review).collect())
}

fn review(row: &SqliteRow) -> OpenReview {
    let message = row.get::<Option<i64>, _>("message").map(|id| ReviewedMessage {
        id,
        sender: row.get("sender"),
        subject: row.get("subject"),
        received_at: at(row, "received_at"),
    });
    let letter = row
        .get::<Option<String>, _>("recipient")
        .map(|recipient| LostLetter { recipient, answer: row.get("answer") });
    OpenReview {
        number: row.get("id"),
        reason: row.get("reason"),
        opened_at: at(row, "opened_at"),
        message,
        reading: row.get::<Option<&str>, _>("reading").and_then(|json| serde_json::from_str(json).ok()),
        registration: registration(row),
        event: row.get("event"),
        letter,
    }
}

fn registration(row: &SqliteRow) -> Option<ReviewedRegistration> {
    let code: Option<String> = row.get("code");
    let names: [Option<String>; 2] = [row.get("first_name"), row.get("last_name")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    code.map(|code| ReviewedRegistration { code, name, organisation: row.get("organisation") })
}
