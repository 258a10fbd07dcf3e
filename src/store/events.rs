//! How the events stand.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::changes::Actor;
use super::error::Result;
use super::roll::word;
use super::{Book, Store};
use crate::desk::EventState;
use crate::event::Event;

/// How an event stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its identifier.
    pub event: String,
    /// Whether the staff keep it open.
    pub state: EventState,
    /// How many seats there are today.
    pub capacity: u32,
    /// How many the staff said there are, whatever is configured.
    pub capacity_by_staff: Option<u32>,
    /// How many are taken, held or offered.
    pub taken: u32,
    /// How many of these are offered.
    pub offered: u32,
    /// How many people wait.
    pub waiting: u32,
}

impl Standing {
    /// How many registrations there are beyond the seats, after their number was lowered.
    #[must_use]
    pub fn beyond(&self) -> u32 {
        self.taken.saturating_sub(self.capacity)
    }
}

/// Of one event (?1), or of all where that is NULL.
const STANDING: &str = "
    SELECT id, state, capacity_staff, seats.capacity, taken, waiting,
        (SELECT count(*) FROM registration WHERE event = event.id AND state = 'offered') AS offered
    FROM event JOIN seats ON seats.event = id WHERE ?1 IS NULL OR id = ?1 ORDER BY id";

impl Store {
    /// How every event stands that ever was configured.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn standings(&self) -> Result<Vec<Standing>> {
        let rows = sqlx::query(STANDING).bind(None::<&str>).fetch_all(&self.readers).await?;
        rows.iter().map(standing).collect()
    }

    /// Takes the configured events into the book. Another number of seats than before is a change.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn configure(&self, events: &[Event], now: Timestamp) -> Result<()> {
        let mut book = self.open_book().await?;
        for event in events {
            book.add(event).await?;
            book.configure(event, now).await?;
        }
        book.close().await
    }

    /// Takes those of the configured events into the book that are not there yet.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn add_events(&self, events: &[Event]) -> Result<()> {
        let mut book = self.open_book().await?;
        for event in events {
            book.add(event).await?;
        }
        book.close().await
    }
}

impl Book {
    /// How `event` stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn seats(&mut self, event: &str) -> Result<Standing> {
        seats(&mut self.transaction, event).await
    }

    /// The number of the calendar file that tells of `event` now (RFC 5545 §3.8.7.4): a higher one than
    /// the last file had, if the title, the times or the place have changed since.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn sequence(&mut self, event: &Event) -> Result<u32> {
        let sequence = sqlx::query_scalar(
            "UPDATE event SET sequence = sequence + coalesce(details <> ?1, 0), details = ?1
             WHERE id = ?2 RETURNING sequence",
        )
        .bind(details(event))
        .bind(&event.id)
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(sequence)
    }

    async fn add(&mut self, event: &Event) -> Result<()> {
        sqlx::query("INSERT INTO event (id, capacity) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(&event.id)
            .bind(event.capacity)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn configure(&mut self, event: &Event, now: Timestamp) -> Result<()> {
        let before = self.seats(&event.id).await?;
        sqlx::query("UPDATE event SET capacity = ? WHERE id = ?")
            .bind(event.capacity)
            .bind(&event.id)
            .execute(&mut *self.transaction)
            .await?;
        self.note_capacity(&before, Actor::Rule, now).await
    }
}

/// What people put into their calendars, in JSON.
fn details(event: &Event) -> String {
    let ends = event.ends.as_ref().map(ToString::to_string);
    let details =
        [Some(event.title.clone()), Some(event.starts.to_string()), ends, Some(event.place.clone())];
    serde_json::Value::from_iter(details).to_string()
}

async fn seats(connection: &mut SqliteConnection, event: &str) -> Result<Standing> {
    standing(&sqlx::query(STANDING).bind(event).fetch_one(connection).await?)
}

fn standing(row: &SqliteRow) -> Result<Standing> {
    Ok(Standing {
        event: row.get("id"),
        state: word(row.get("state"), EventState::from_word)?,
        capacity: row.get("capacity"),
        capacity_by_staff: row.get("capacity_staff"),
        taken: row.get("taken"),
        offered: row.get("offered"),
        waiting: row.get("waiting"),
    })
}
