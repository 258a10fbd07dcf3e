//! The history of one registration, and the news of all.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::deadlines::held_until;
use super::error::Result;
use super::list::rank;
use super::moments::{at, optional_at};
use super::roll::registration;
use super::{Book, Store};
use crate::desk::registration::Registration;

/// A change as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Of which registration; else it is one of the event.
    pub registration: Option<i64>,
    /// At which event.
    pub event: String,
    /// Who made it.
    pub by: By,
    /// What changed: `entered`, `promoted`, `cancelled`, the name of a field, `capacity`, `state`.
    pub what: String,
    /// What it was, where that is nothing personal.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// How many seats were taken after it.
    pub taken: u32,
    /// How many people waited after it.
    pub waiting: u32,
    /// How many seats there were.
    pub capacity: u32,
}

/// Who made a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Whoever wrote this message.
    Message {
        /// Its row.
        id: i64,
        /// Who wrote it, as long as that is kept.
        sender: Option<String>,
    },
    /// This account, by this command.
    Command {
        /// The account.
        who: String,
        /// The command.
        name: String,
    },
    /// A rule of the desk.
    Rule,
}

/// A letter about a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailed {
    /// What it says, in a word.
    pub kind: String,
    /// To whom it went.
    pub recipient: String,
    /// What became of it, in a word.
    pub state: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// The story of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The event.
    pub event: String,
    /// The registration as it stands.
    pub registration: Registration,
    /// Its rank in line.
    pub rank: Option<u32>,
    /// Until when its place is held, if that is for a limited time.
    pub held_until: Option<Timestamp>,
    /// What happened to it, oldest first, and to its event since it came.
    pub changes: Vec<Change>,
    /// The letters about it.
    pub letters: Vec<Mailed>,
    /// How many came up from the line since it joined it who had come before it.
    pub promoted_before: u32,
    /// How many came up who had come after it, whom the staff chose.
    pub promoted_past: u32,
}

/// Changes with who made them.
macro_rules! changes {
    () => {
        r#"SELECT change.at, change.registration, change.event, change.message, change.what, change."from",
               change."to", change.taken, change.waiting, change.capacity, command."by", command.name,
               message.sender
           FROM change LEFT JOIN command ON command.id = change.command
               LEFT JOIN message ON message.id = change.message
        "#
    };
}

impl Store {
    /// The story of the registration with this code, if there is one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn story(&self, code: &str) -> Result<Option<Story>> {
        let mut transaction = self.readers.begin().await?;
        let found: Option<(i64, String, i64)> =
            sqlx::query_as("SELECT id, event, arrival FROM registration WHERE code = ?")
                .bind(code)
                .fetch_optional(&mut *transaction)
                .await?;
        let Some((id, event, arrival)) = found else { return Ok(None) };
        let changes = sqlx::query(concat!(
            changes!(),
            "WHERE change.registration = ?1
                    OR (change.event = ?2 AND change.registration IS NULL
                        AND change.id > (SELECT min(id) FROM change WHERE registration = ?1))
                 ORDER BY change.id"
        ))
        .bind(id)
        .bind(&event)
        .fetch_all(&mut *transaction)
        .await?;
        let letters = sqlx::query(
            "SELECT kind, recipient, state, created_at, sent_at FROM notice
             JOIN notice_registration ON notice_registration.notice = notice.id
             WHERE registration = ? ORDER BY notice.id",
        )
        .bind(id)
        .fetch_all(&mut *transaction)
        .await?;
        let (promoted_before, promoted_past) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE other.arrival < ?2), count(*) FILTER (WHERE other.arrival > ?2)
             FROM change JOIN registration other ON other.id = change.registration
             WHERE change.event = ?3 AND what = 'promoted' AND other.id <> ?1
                AND change.id > (SELECT min(id) FROM change WHERE registration = ?1)",
        )
        .bind(id)
        .bind(arrival)
        .bind(&event)
        .fetch_one(&mut *transaction)
        .await?;
        Ok(Some(Story {
            registration: registration(&mut transaction, id).await?,
            rank: rank(&mut transaction, id).await?,
            held_until: held_until(&mut transaction, id).await?,
            event,
            changes: changes.iter().map(change).collect(),
            letters: letters.iter().map(mailed).collect(),
            promoted_before,
            promoted_past,
        }))
    }
}

impl Book {
    /// What changed after the change with this number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn changes_since(&mut self, last: i64) -> Result<Vec<Change>> {
        let rows = sqlx::query(concat!(changes!(), "WHERE change.id > ? ORDER BY change.id"))
            .bind(last)
            .fetch_all(&mut *self.transaction)
            .await?;
        Ok(rows.iter().map(change).collect())
    }
}

fn change(row: &SqliteRow) -> Change {
    let by = match (row.get::<Option<i64>, _>("message"), row.get::<Option<String>, _>("by")) {
        (Some(id), _) => By::Message { id, sender: row.get("sender") },
        (None, Some(who)) => By::Command { who, name: row.get("name") },
        (None, None) => By::Rule,
    };
    Change {
        at: at(row, "at"),
        registration: row.get("registration"),
        event: row.get("event"),
        by,
        what: row.get("what"),
        from: row.get("from"),
        to: row.get("to"),
        taken: row.get("taken"),
        waiting: row.get("waiting"),
        capacity: row.get("capacity"),
    }
}

fn mailed(row: &SqliteRow) -> Mailed {
    Mailed {
        kind: row.get("kind"),
        recipient: row.get("recipient"),
        state: row.get("state"),
        created_at: at(row, "created_at"),
        sent_at: optional_at(row, "sent_at"),
    }
}
