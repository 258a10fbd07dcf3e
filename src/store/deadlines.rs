//! What is held for a limited time only.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::error::Result;
use super::moments::moment;
use super::roll::registration;
use super::{Book, Store};
use crate::desk::registration::Registration;

impl Store {
    /// Whether the time of a registration at `event` was over at `moment`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_run_out(&self, event: &str, moment: Timestamp) -> Result<bool> {
        let has = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM held WHERE event = ? AND due_at <= ?)")
            .bind(event)
            .bind(moment.as_second())
            .fetch_one(&self.readers)
            .await?;
        Ok(has)
    }
}

impl Book {
    /// The registrations at `event` whose time was over at `moment`, in the order in which it ran out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn run_out(&mut self, event: &str, moment: Timestamp) -> Result<Vec<Registration>> {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT registration FROM held WHERE event = ? AND due_at <= ? ORDER BY due_at, arrival",
        )
        .bind(event)
        .bind(moment.as_second())
        .fetch_all(&mut *self.transaction)
        .await?;
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            out.push(registration(&mut self.transaction, id).await?);
        }
        Ok(out)
    }

    /// Until when a place is held for a registration that is incomplete, or to which it is offered.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn held_until(&mut self, registration: i64) -> Result<Option<Timestamp>> {
        held_until(&mut self.transaction, registration).await
    }
}

/// Until when a place is held for a registration, if it is held for a limited time.
pub(super) async fn held_until(
    connection: &mut SqliteConnection,
    registration: i64,
) -> Result<Option<Timestamp>> {
    let due: Option<i64> =
        sqlx::query_scalar("SELECT min(due_at) FROM deadline WHERE registration = ? AND done_at IS NULL")
            .bind(registration)
            .fetch_one(connection)
            .await?;
    Ok(due.map(moment))
}
