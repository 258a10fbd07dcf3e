//! The history: every change, with who made it and how the event stood after it. It holds no personal
//! values, and is never rewritten.

use jiff::Timestamp;

use super::Book;
use super::error::Result;
use super::events::Standing;
use crate::desk::EventState;

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever wrote this message.
    Message(i64),
    /// Whoever gave this command.
    Command(i64),
    /// A rule of the desk.
    Rule,
}

/// What changes.
enum Of<'o> {
    Event(&'o str),
    Registration(i64),
}

impl Actor {
    fn columns(self) -> (&'static str, Option<i64>, Option<i64>) {
        match self {
            Self::Message(message) => ("message", Some(message), None),
            Self::Command(command) => ("cli", None, Some(command)),
            Self::Rule => ("rule", None, None),
        }
    }
}

impl Book {
    /// Writes down that whoever uses the account `by` gives the command `name`; its row is returned.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_command(&mut self, by: &str, name: &str, now: Timestamp) -> Result<i64> {
        let command =
            sqlx::query_scalar(r#"INSERT INTO command (at, "by", name) VALUES (?, ?, ?) RETURNING id"#)
                .bind(now.as_second())
                .bind(by)
                .bind(name)
                .fetch_one(&mut *self.transaction)
                .await?;
        Ok(command)
    }

    /// Sets how many seats the event has, whatever is configured; `None` is what is configured.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_capacity(
        &mut self,
        event: &str,
        capacity: Option<u32>,
        actor: Actor,
        now: Timestamp,
    ) -> Result<()> {
        let before = self.seats(event).await?;
        sqlx::query("UPDATE event SET capacity_staff = ? WHERE id = ?")
            .bind(capacity)
            .bind(event)
            .execute(&mut *self.transaction)
            .await?;
        self.note_capacity(&before, actor, now).await
    }

    /// Writes down that an event has another number of seats than it had `before`, if it has.
    pub(super) async fn note_capacity(
        &mut self,
        before: &Standing,
        actor: Actor,
        now: Timestamp,
    ) -> Result<()> {
        let after = self.seats(&before.event).await?.capacity;
        if after == before.capacity {
            return Ok(());
        }
        let [from, to] = [before.capacity, after].map(|capacity| capacity.to_string());
        self.note_change(Of::Event(&before.event), now, actor, "capacity", Some(&from), Some(&to)).await
    }

    /// Sets whether the event takes bulletins.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_state(
        &mut self,
        event: &str,
        state: EventState,
        actor: Actor,
        now: Timestamp,
    ) -> Result<()> {
        let before = self.seats(event).await?.state;
        if before == state {
            return Ok(());
        }
        sqlx::query("UPDATE event SET state = ? WHERE id = ?")
            .bind(state.as_str())
            .bind(event)
            .execute(&mut *self.transaction)
            .await?;
        let (from, to) = (Some(before.as_str()), Some(state.as_str()));
        self.note_change(Of::Event(event), now, actor, "state", from, to).await
    }

    /// Writes down a change of a registration that was made in this transaction.
    pub(super) async fn change(
        &mut self,
        registration: i64,
        now: Timestamp,
        actor: Actor,
        what: &str,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<()> {
        self.note_change(Of::Registration(registration), now, actor, what, from, to).await
    }

    async fn note_change(
        &mut self,
        of: Of<'_>,
        now: Timestamp,
        actor: Actor,
        what: &str,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<()> {
        let (event, registration) = match of {
            Of::Event(event) => (Some(event), None),
            Of::Registration(registration) => (None, Some(registration)),
        };
        let (actor, message, command) = actor.columns();
        sqlx::query(
            r#"INSERT INTO change
                   (at, event, registration, actor, message, command, what, "from", "to", taken, waiting, capacity)
               SELECT ?1, event, ?2, ?3, ?4, ?5, ?6, ?7, ?8, taken, waiting, capacity FROM seats
               WHERE event = coalesce(?9, (SELECT event FROM registration WHERE id = ?2))"#,
        )
        .bind(now.as_second())
        .bind(registration)
        .bind(actor)
        .bind(message)
        .bind(command)
        .bind(what)
        .bind(from)
        .bind(to)
        .bind(event)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
