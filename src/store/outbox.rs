//! The outbox: letters that were decided and recorded, until the mail server has them.

use jiff::Timestamp;
use sqlx::{Row, SqliteConnection};

use super::Store;
use super::error::Result;
use super::moments::at;
use crate::config::SenderConfig;

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
    /// When it was written.
    pub created_at: Timestamp,
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

/// How fast letters may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Letters within an hour, at most.
    pub hourly: u32,
    /// Letters to one recipient within a day, at most.
    pub daily_per_recipient: u32,
}

impl From<&SenderConfig> for Pace {
    fn from(sender: &SenderConfig) -> Self {
        Self { hourly: sender.hourly_limit, daily_per_recipient: sender.daily_limit_per_recipient }
    }
}

/// What will never reach its recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// The server refused it for good.
    Refused,
    /// It was tried for too long.
    GivenUp,
    /// It was returned after the server had taken it.
    Bounced,
}

impl Undelivered {
    /// The state of the letter, and the reason for which the staff see to it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Refused => ("refused", "letter-refused"),
            Self::GivenUp => ("given-up", "letter-given-up"),
            Self::Bounced => ("bounced", "letter-bounced"),
        }
    }
}

/// Records that a letter will not reach its recipient, of which `message` tells if one does, and asks
/// the staff to see to each registration that it speaks of. The first such word is the last.
pub(super) async fn leave_to_staff(
    connection: &mut SqliteConnection,
    notice: i64,
    undelivered: Undelivered,
    answer: Option<&str>,
    message: Option<i64>,
    now: Timestamp,
) -> Result<()> {
    let (state, reason) = undelivered.words();
    let ended = sqlx::query(
        "UPDATE notice SET state = ?, answer = coalesce(?, answer)
         WHERE id = ? AND state NOT IN ('refused', 'bounced', 'given-up')",
    )
    .bind(state)
    .bind(answer)
    .bind(notice)
    .execute(&mut *connection)
    .await?;
    if ended.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO review (message, notice, registration, reason, opened_at)
         SELECT ?1, ?4, registration, ?2, ?3 FROM notice_registration WHERE notice = ?4
         UNION ALL
         SELECT ?1, ?4, NULL, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM notice_registration WHERE notice = ?4)",
    )
    .bind(message)
    .bind(reason)
    .bind(now.as_second())
    .bind(notice)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Whether the pace lets the letter `due` leave: when (?1), letters within an hour (?2), and to one
/// recipient within a day (?3). What left while the clock was ahead does not count.
macro_rules! in_pace {
    () => {
        "(?2 > (SELECT count(*) FROM notice WHERE sent_at > ?1 - 3600 AND sent_at <= ?1)
            AND ?3 > (SELECT count(*) FROM notice
                      WHERE recipient = due.recipient AND sent_at > ?1 - 86400 AND sent_at <= ?1))"
    };
}

/// Whether it is time (?1) to try a letter: no pause is as long as a day, so that what is put off for
/// longer was put off while the clock was ahead.
macro_rules! in_time {
    () => {
        "(next_try <= ?1 OR next_try > ?1 + 86400)"
    };
}

/// Whether the letter `due` is for the staff, whom neither the pace nor a pause keeps waiting.
macro_rules! for_staff {
    () => {
        "kind IN ('alarm', 'digest')"
    };
}

/// The letter that may leave next.
macro_rules! next {
    () => {
        concat!(
            "SELECT id FROM notice AS due WHERE state IN ('due', 'sending') AND ",
            in_time!(),
            " AND (",
            for_staff!(),
            " OR (NOT EXISTS (SELECT 1 FROM pause) AND ",
            in_pace!(),
            ")) ORDER BY id LIMIT 1"
        )
    };
}

impl Store {
    /// The next letter that is due, its attempt counted before it is made; while answers are paused or
    /// the pace is reached, only one for the staff. One whose sending was cut short is due again, the very same
    /// mail.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn next_due(&self, pace: Pace, now: Timestamp) -> Result<Option<Due>> {
        let row = sqlx::query(concat!(
            "UPDATE notice SET state = 'sending', attempts = attempts + 1 WHERE id = (",
            next!(),
            ") RETURNING id, recipient, message_id, mail, attempts, created_at"
        ))
        .bind(now.as_second())
        .bind(pace.hourly)
        .bind(pace.daily_per_recipient)
        .fetch_optional(&self.writer)
        .await?;
        Ok(row.map(|row| Due {
            id: row.get("id"),
            recipient: row.get("recipient"),
            message_id: row.get("message_id"),
            mail: row.get("mail"),
            attempts: row.get("attempts"),
            created_at: at(&row, "created_at"),
        }))
    }

    /// Whether [`Store::next_due`] would give a letter.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_due(&self, pace: Pace, now: Timestamp) -> Result<bool> {
        let has = sqlx::query_scalar(concat!("SELECT EXISTS (", next!(), ")"))
            .bind(now.as_second())
            .bind(pace.hourly)
            .bind(pace.daily_per_recipient)
            .fetch_one(&self.readers)
            .await?;
        Ok(has)
    }

    /// How many letters wait for no other reason than the pace.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_held_by_pace(&self, pace: Pace, now: Timestamp) -> Result<u32> {
        let count = sqlx::query_scalar(concat!(
            "SELECT count(*) FROM notice AS due
             WHERE state IN ('due', 'sending') AND NOT EXISTS (SELECT 1 FROM pause) AND ",
            in_time!(),
            " AND NOT ",
            for_staff!(),
            " AND NOT ",
            in_pace!()
        ))
        .bind(now.as_second())
        .bind(pace.hourly)
        .bind(pace.daily_per_recipient)
        .fetch_one(&self.readers)
        .await?;
        Ok(count)
    }

    /// How many letters left since `since`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_sent(&self, since: Timestamp) -> Result<u32> {
        let count = sqlx::query_scalar("SELECT count(*) FROM notice WHERE sent_at > ?")
            .bind(since.as_second())
            .fetch_one(&self.readers)
            .await?;
        Ok(count)
    }

    /// Records that the mail server has the letter, and how it said so.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_sent(&self, notice: i64, answer: &str, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE notice SET state = 'sent', sent_at = ?, answer = ? WHERE id = ?")
            .bind(now.as_second())
            .bind(answer)
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

    /// Records that the letter will not reach its recipient, and asks the staff to see to each
    /// registration that it speaks of.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_undelivered(
        &self,
        notice: i64,
        undelivered: Undelivered,
        answer: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        leave_to_staff(&mut transaction, notice, undelivered, Some(answer), None, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Holds answers back, or lets them go again; whether that changes anything.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_paused(&self, paused: bool, now: Timestamp) -> Result<bool> {
        let query = if paused {
            sqlx::query("INSERT INTO pause (one, since) VALUES (1, ?) ON CONFLICT DO NOTHING")
                .bind(now.as_second())
        } else {
            sqlx::query("DELETE FROM pause")
        };
        Ok(query.execute(&self.writer).await?.rows_affected() > 0)
    }

    /// The letters that wait: what each says, in a word, and whom it goes to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn waiting_letters(&self) -> Result<Vec<(String, String)>> {
        let letters = sqlx::query_as(
            "SELECT kind, recipient FROM notice WHERE state IN ('due', 'sending') ORDER BY id",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(letters)
    }

    /// Whether answers are held back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_paused(&self) -> Result<bool> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pause)").fetch_one(&self.readers).await?)
    }

    /// How many letters wait.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count_waiting_letters(&self) -> Result<u32> {
        let count = sqlx::query_scalar("SELECT count(*) FROM notice WHERE state IN ('due', 'sending')")
            .fetch_one(&self.readers)
            .await?;
        Ok(count)
    }
}
