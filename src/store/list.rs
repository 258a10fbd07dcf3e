//! The list of participants, with status and rank.

use std::collections::BTreeMap;

use sqlx::{Row, SqliteConnection};

use super::error::Result;
use super::moments::{at, optional_at};
use super::roll::word;
use super::{Book, Store};
use crate::desk::registration::{Place, State, Status};
use crate::desk::roster::Listed;
use crate::event::Field;

/// The rank of a registration in line; everybody else has none.
pub(super) async fn rank(connection: &mut SqliteConnection, registration: i64) -> Result<Option<u32>> {
    let rank = sqlx::query_scalar(
        "SELECT CASE place WHEN 'line' THEN
            (SELECT count(*) FROM registration ahead
             WHERE ahead.event = mine.event AND ahead.place = 'line' AND ahead.arrival <= mine.arrival) END
         FROM registration mine WHERE id = ?",
    )
    .bind(registration)
    .fetch_one(connection)
    .await?;
    Ok(rank)
}

impl Store {
    /// Everybody registered for `event`, or for any: seats, line, then those who left, in order of
    /// arrival.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn participants(&self, event: Option<&str>) -> Result<Vec<Listed>> {
        participants(&mut *self.readers.begin().await?, event).await
    }
}

impl Book {
    /// The same, of one event in this transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn participants(&mut self, event: &str) -> Result<Vec<Listed>> {
        participants(&mut self.transaction, Some(event)).await
    }
}

async fn participants(connection: &mut SqliteConnection, event: Option<&str>) -> Result<Vec<Listed>> {
    let rows = sqlx::query(
        "SELECT id, event, arrival, place, state, code,
            coalesce((SELECT min(at) FROM change WHERE registration = registration.id), 0) AS registered_at,
            id IN (SELECT registration FROM unreachable) AS is_unreachable,
            (SELECT min(due_at) FROM deadline WHERE registration = registration.id AND done_at IS NULL) AS held_until,
            CASE place WHEN 'line' THEN row_number() OVER (PARTITION BY event, place ORDER BY arrival) END AS rank
         FROM registration WHERE ?1 IS NULL OR event = ?1
         ORDER BY event, CASE place WHEN 'seat' THEN 0 WHEN 'line' THEN 1 ELSE 2 END, arrival",
    )
    .bind(event)
    .fetch_all(&mut *connection)
    .await?;
    let mut fields = fields(connection, event).await?;
    rows.iter()
        .map(|row| {
            let place = word(row.get("place"), Place::from_word)?;
            let state = word(row.get("state"), State::from_word)?;
            Ok(Listed {
                event: row.get("event"),
                arrival: row.get("arrival"),
                registered_at: at(row, "registered_at"),
                status: Status::of(place, state),
                rank: row.get("rank"),
                held_until: optional_at(row, "held_until"),
                is_unreachable: row.get("is_unreachable"),
                code: row.get("code"),
                fields: fields.remove(&row.get("id")).unwrap_or_default(),
            })
        })
        .collect()
}

/// What is known of each registration.
async fn fields(
    connection: &mut SqliteConnection,
    event: Option<&str>,
) -> Result<BTreeMap<i64, BTreeMap<Field, String>>> {
    let rows = sqlx::query_as::<_, (i64, String, String)>(
        "SELECT registration, name, value FROM field JOIN registration ON registration.id = field.registration
         WHERE value IS NOT NULL AND (?1 IS NULL OR event = ?1)",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    let mut fields: BTreeMap<i64, BTreeMap<Field, String>> = BTreeMap::new();
    for (registration, name, value) in rows {
        fields.entry(registration).or_default().insert(Field::from(name), value);
    }
    Ok(fields)
}
