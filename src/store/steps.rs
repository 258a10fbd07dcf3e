//! The steps of a decision, carried out in the book.

use jiff::Timestamp;

use super::Book;
use super::changes::Actor;
use super::error::Result;
use crate::bulletin::reading::{Participant, Value};
use crate::desk::Step;
use crate::desk::registration::{Identity, Place, State, own_address};

/// Where the steps of a decision come from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'o> {
    /// By whom the changes are made.
    pub actor: Actor,
    /// The message that is behind them, whoever decides on it.
    pub message: Option<i64>,
    /// Who wrote that message.
    pub sender: Option<&'o str>,
}

impl Book {
    /// Carries out `steps` at `event`; the registration of each step is returned. `code` makes up codes
    /// until one is new.
    ///
    /// # Errors
    /// When the database cannot be written, or refuses a step because the event is full.
    pub async fn carry_out(
        &mut self,
        steps: &[Step],
        event: &str,
        origin: Origin<'_>,
        now: Timestamp,
        code: &mut (dyn FnMut() -> String + Send),
    ) -> Result<Vec<i64>> {
        let mut registrations = Vec::with_capacity(steps.len());
        for step in steps {
            registrations.push(self.carry_out_one(step, event, origin, now, code).await?);
        }
        Ok(registrations)
    }

    async fn carry_out_one(
        &mut self,
        step: &Step,
        event: &str,
        origin: Origin<'_>,
        now: Timestamp,
        code: &mut (dyn FnMut() -> String + Send),
    ) -> Result<i64> {
        let actor = origin.actor;
        let end = |state| (Some(Place::None), Some(state));
        let (id, what, (place, state)) = match step {
            Step::Enter { participant, identity, place, state, held_until } => {
                let code = self.unused_code(code).await?;
                let id =
                    self.enter(event, origin.message, identity.as_ref(), (*place, *state), &code).await?;
                self.write_down(id, participant, origin.sender, *held_until).await?;
                self.change(id, now, actor, "entered", None, Some(place.as_str())).await?;
                return Ok(id);
            }
            Step::Amend { registration, values, identity, state, .. } => {
                self.note_completion(*registration, *state, actor, now).await?;
                self.amend(*registration, values, identity.as_ref(), *state, actor, now).await?;
                return Ok(*registration);
            }
            Step::Keep { registration } => return Ok(*registration),
            Step::Leave { registration } => (*registration, "cancelled", end(State::Cancelled)),
            Step::Refuse { registration } => (*registration, "refused", end(State::Refused)),
            Step::Lapse { registration } => (*registration, "lapsed", end(State::Lapsed)),
            Step::Promote { registration, held_until } => {
                self.hold_longer(*registration, *held_until).await?;
                (*registration, "promoted", (Some(Place::Seat), None))
            }
            Step::Accept { registration } => (*registration, "accepted", (None, Some(State::Complete))),
            Step::Offer { registration, until } => {
                self.set_deadline(*registration, "offer", *until).await?;
                (*registration, "offered", (Some(Place::Seat), Some(State::Offered)))
            }
        };
        let (before, after) = self.move_to(id, place, state).await?;
        self.change(id, now, actor, what, Some(&before), Some(&after)).await?;
        let comes_up = matches!(step, Step::Offer { .. } | Step::Promote { .. });
        if !comes_up {
            self.settle_deadlines(id, now).await?;
        }
        self.overtake_reviews(id, !comes_up, now).await?;
        Ok(id)
    }

    async fn unused_code(&mut self, code: &mut (dyn FnMut() -> String + Send)) -> Result<String> {
        loop {
            let code = code();
            let taken = sqlx::query("SELECT 1 FROM registration WHERE code = ?")
                .bind(&code)
                .fetch_optional(&mut *self.transaction)
                .await?;
            if taken.is_none() {
                return Ok(code);
            }
        }
    }

    async fn enter(
        &mut self,
        event: &str,
        message: Option<i64>,
        identity: Option<&Identity>,
        (place, state): (Place, State),
        code: &str,
    ) -> Result<i64> {
        let arrival: i64 = sqlx::query_scalar(
            "UPDATE event SET next_arrival = next_arrival + 1 WHERE id = ? RETURNING next_arrival - 1",
        )
        .bind(event)
        .fetch_one(&mut *self.transaction)
        .await?;
        let id = sqlx::query_scalar(
            "INSERT INTO registration (event, arrival, code, names, identity, message, place, state)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(event)
        .bind(arrival)
        .bind(code)
        .bind(identity.map(|identity| &identity.names))
        .bind(identity.map(Identity::key))
        .bind(message)
        .bind(place.as_str())
        .bind(state.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    async fn write_down(
        &mut self,
        registration: i64,
        participant: &Participant,
        sender: Option<&str>,
        held_until: Option<Timestamp>,
    ) -> Result<()> {
        for value in &participant.values {
            self.set_field(registration, value).await?;
        }
        let own = own_address(participant).map(str::to_lowercase);
        self.set_address(registration, "sender", sender).await?;
        self.set_address(registration, "participant", own.as_deref()).await?;
        match held_until {
            Some(due) => self.set_deadline(registration, "hold", due).await,
            None => Ok(()),
        }
    }

    async fn set_deadline(&mut self, registration: i64, kind: &str, due: Timestamp) -> Result<()> {
        sqlx::query("INSERT INTO deadline (registration, kind, due_at) VALUES (?, ?, ?)")
            .bind(registration)
            .bind(kind)
            .bind(due.as_second())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn hold_longer(&mut self, registration: i64, until: Option<Timestamp>) -> Result<()> {
        let Some(until) = until else { return Ok(()) };
        sqlx::query("UPDATE deadline SET due_at = max(due_at, ?) WHERE registration = ? AND kind = 'hold'")
            .bind(until.as_second())
            .bind(registration)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn amend(
        &mut self,
        registration: i64,
        values: &[Value],
        identity: Option<&Identity>,
        state: State,
        actor: Actor,
        now: Timestamp,
    ) -> Result<()> {
        for value in values {
            self.set_field(registration, value).await?;
            self.change(registration, now, actor, value.field.as_str(), None, None).await?;
        }
        sqlx::query("UPDATE registration SET names = ?, identity = ?, state = ? WHERE id = ?")
            .bind(identity.map(|identity| &identity.names))
            .bind(identity.map(Identity::key))
            .bind(state.as_str())
            .bind(registration)
            .execute(&mut *self.transaction)
            .await?;
        let own = identity.and_then(|identity| identity.address.as_deref());
        self.forget_other_addresses(registration, own).await?;
        self.set_address(registration, "participant", own).await?;
        if state == State::Complete {
            self.settle_deadlines(registration, now).await?;
        }
        Ok(())
    }

    /// Writes down that a registration has all that it was waiting for, if it is so now.
    async fn note_completion(
        &mut self,
        registration: i64,
        state: State,
        actor: Actor,
        now: Timestamp,
    ) -> Result<()> {
        let before: String = sqlx::query_scalar("SELECT state FROM registration WHERE id = ?")
            .bind(registration)
            .fetch_one(&mut *self.transaction)
            .await?;
        let what = match State::from_word(&before) {
            Some(State::Incomplete) if state == State::Complete => "completed",
            Some(State::Offered) if state == State::Complete => "accepted",
            _ => return Ok(()),
        };
        self.change(registration, now, actor, what, Some(&before), Some(state.as_str())).await?;
        self.overtake_reviews(registration, true, now).await
    }

    async fn settle_deadlines(&mut self, registration: i64, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE deadline SET done_at = ? WHERE registration = ? AND done_at IS NULL")
            .bind(now.as_second())
            .bind(registration)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Nobody need look any more at a registration that has come up, nor at one for which nothing is awaited: what
    /// it waited for has come, or it has ended.
    async fn overtake_reviews(
        &mut self,
        registration: i64,
        nothing_is_awaited: bool,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE review SET resolved_at = ?, resolution = 'overtaken', reading = NULL
             WHERE registration = ? AND resolved_at IS NULL
                AND (reason = 'to-confirm' OR ? AND reason IN ('about-incomplete', 'about-offer'))",
        )
        .bind(now.as_second())
        .bind(registration)
        .bind(nothing_is_awaited)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    async fn set_field(&mut self, registration: i64, value: &Value) -> Result<()> {
        sqlx::query(
            "INSERT INTO field (registration, name, value, source) VALUES (?, ?, ?, ?)
             ON CONFLICT (registration, name) DO UPDATE SET value = excluded.value, source = excluded.source",
        )
        .bind(registration)
        .bind(value.field.as_str())
        .bind(&value.text)
        .bind(value.place.to_string())
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    async fn set_address(&mut self, registration: i64, role: &str, address: Option<&str>) -> Result<()> {
        let Some(address) = address else { return Ok(()) };
        sqlx::query(
            "INSERT INTO address (registration, role, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(registration)
        .bind(role)
        .bind(address)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// A participant has one address of their own: the last that was given.
    async fn forget_other_addresses(&mut self, registration: i64, own: Option<&str>) -> Result<()> {
        sqlx::query("DELETE FROM address WHERE registration = ? AND role = 'participant' AND address <> ?")
            .bind(registration)
            .bind(own)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Forgets who mailed the bulletin where a letter about it did not arrive there, and they have not
    /// written since: news goes to the participant's own address.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget_lost_sender(&mut self, registration: i64) -> Result<()> {
        sqlx::query(
            "DELETE FROM address WHERE registration = ?1 AND role = 'sender'
                AND address IN (SELECT address FROM lost_address WHERE registration = ?1)",
        )
        .bind(registration)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Moves a registration to a place or a state; its places before and after are returned.
    async fn move_to(
        &mut self,
        registration: i64,
        place: Option<Place>,
        state: Option<State>,
    ) -> Result<(String, String)> {
        let before: String = sqlx::query_scalar("SELECT place FROM registration WHERE id = ?")
            .bind(registration)
            .fetch_one(&mut *self.transaction)
            .await?;
        let after = sqlx::query_scalar(
            "UPDATE registration SET place = coalesce(?, place), state = coalesce(?, state) WHERE id = ?
             RETURNING place",
        )
        .bind(place.map(Place::as_str))
        .bind(state.map(State::as_str))
        .bind(registration)
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok((before, after))
    }
}
