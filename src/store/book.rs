//! The one transaction in which a message is claimed, decided and recorded.

use jiff::Timestamp;
use sqlx::{Sqlite, Transaction};

use super::error::Result;
use super::outbox::Outgoing;
use super::roll::{registration, roll};
use super::{Store, list};
use crate::bulletin::reading::{Participant, Reading, Value, Verdict};
use crate::desk::registration::{Identity, Place, Registration, State};
use crate::desk::{Decision, Ground, Outcome, Roll, Step};

/// Where one copy of a message was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Copy {
    /// The mailbox, e.g. `maildir:/var/mail/contact`.
    pub mailbox: String,
    /// UIDVALIDITY (RFC 3501 §2.3.1.1); 0 for a Maildir.
    pub uidvalidity: u32,
    /// The UID, or the unique name of a file in a Maildir.
    pub uid: String,
}

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
    transaction: Transaction<'static, Sqlite>,
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
        let has = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM registration WHERE event = event.id AND place = 'line')
                AND coalesce(capacity_staff, capacity) >
                    (SELECT count(*) FROM registration WHERE event = event.id AND place = 'seat')
             FROM event WHERE id = ?",
        )
        .bind(event)
        .fetch_one(&self.readers)
        .await?;
        Ok(has)
    }

    /// The copies of `mailbox` that are accounted for, by UID or unique name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn known_copies(&self, mailbox: &str) -> Result<Vec<String>> {
        let uids = sqlx::query_scalar("SELECT uid FROM copy WHERE mailbox = ? AND message IS NOT NULL")
            .bind(mailbox)
            .fetch_all(&self.readers)
            .await?;
        Ok(uids)
    }

    /// Accounts for `copy` if a message with this fingerprint was handled before; whether one was.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_copy(&self, copy: &Copy, fingerprint: &[u8; 32]) -> Result<bool> {
        let known: Option<i64> = sqlx::query_scalar("SELECT id FROM message WHERE fingerprint = ?")
            .bind(fingerprint.as_slice())
            .fetch_optional(&self.readers)
            .await?;
        if let Some(message) = known {
            insert_copy(&mut *self.writer.acquire().await?, copy, message).await?;
        }
        Ok(known.is_some())
    }
}

impl Book {
    /// What the desk must know of `event` to decide on `reading`, or to fill free seats.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn roll(&mut self, event: &str, reading: Option<&Reading>) -> Result<Roll> {
        roll(&mut self.transaction, event, reading).await
    }

    /// Records the message with what became of it; its row is returned.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn claim(&mut self, claim: &Claim<'_>, now: Timestamp) -> Result<i64> {
        let Claim { reading, decision, .. } = claim;
        // Nothing personal is kept of what is not for the desk.
        let ours = !matches!(reading.verdict, Verdict::Automatic | Verdict::Other);
        let sender = reading.envelope.from.as_ref().filter(|_| ours).map(|from| from.address.to_lowercase());
        let message: i64 = sqlx::query_scalar(
            "INSERT INTO message (fingerprint, message_id, received_at, handled_at, verdict, outcome, reason, event,
                sender, subject, question)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
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
        insert_copy(&mut self.transaction, claim.copy, message).await?;
        if let Some(ground) = decision.review {
            self.open_review(Some(message), None, ground, now).await?;
        }
        Ok(message)
    }

    /// Asks a person on the staff to look at a message or a registration.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn open_review(
        &mut self,
        message: Option<i64>,
        registration: Option<i64>,
        ground: Ground,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query("INSERT INTO review (message, registration, reason, opened_at) VALUES (?, ?, ?, ?)")
            .bind(message)
            .bind(registration)
            .bind(ground.code())
            .bind(now.as_second())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Carries out `steps` for `message`, which `sender` wrote, or by a rule; the registration of
    /// each step is returned. `code` makes up codes until one is new.
    ///
    /// # Errors
    /// When the database cannot be written, or refuses a step because the event is full.
    pub async fn carry_out(
        &mut self,
        steps: &[Step],
        event: &str,
        message: Option<i64>,
        sender: Option<&str>,
        now: Timestamp,
        code: &mut (dyn FnMut() -> String + Send),
    ) -> Result<Vec<i64>> {
        let mut registrations = Vec::with_capacity(steps.len());
        for step in steps {
            registrations.push(match step {
                Step::Enter { participant, identity, place, state, held_until } => {
                    let code = self.unused_code(code).await?;
                    let id = self.enter(event, message, identity.as_ref(), (*place, *state), &code).await?;
                    self.write_down(id, participant, sender, *held_until).await?;
                    self.change(id, now, message, "entered", None, Some(place.as_str())).await?;
                    id
                }
                Step::Amend { registration, values, identity, state, .. } => {
                    self.amend(*registration, values, identity.as_ref(), *state, message, now).await?;
                    *registration
                }
                Step::Keep { registration } => *registration,
                Step::Leave { registration } => {
                    let before = self.move_to(*registration, Place::None, Some(State::Cancelled)).await?;
                    self.change(*registration, now, message, "cancelled", Some(&before), Some("none"))
                        .await?;
                    *registration
                }
                Step::Promote { registration } => {
                    let before = self.move_to(*registration, Place::Seat, None).await?;
                    self.change(*registration, now, message, "promoted", Some(&before), Some("seat")).await?;
                    *registration
                }
            });
        }
        Ok(registrations)
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
        let own = crate::desk::registration::own_address(participant).map(str::to_lowercase);
        self.set_address(registration, "sender", sender).await?;
        self.set_address(registration, "participant", own.as_deref()).await?;
        if let Some(due) = held_until {
            sqlx::query("INSERT INTO deadline (registration, kind, due_at) VALUES (?, 'hold', ?)")
                .bind(registration)
                .bind(due.as_second())
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }

    async fn amend(
        &mut self,
        registration: i64,
        values: &[Value],
        identity: Option<&Identity>,
        state: State,
        message: Option<i64>,
        now: Timestamp,
    ) -> Result<()> {
        for value in values {
            self.set_field(registration, value).await?;
            self.change(registration, now, message, value.field.as_str(), None, None).await?;
        }
        sqlx::query("UPDATE registration SET names = ?, identity = ?, state = ? WHERE id = ?")
            .bind(identity.map(|identity| &identity.names))
            .bind(identity.map(Identity::key))
            .bind(state.as_str())
            .bind(registration)
            .execute(&mut *self.transaction)
            .await?;
        let own = identity.and_then(|identity| identity.address.as_deref());
        self.set_address(registration, "participant", own).await?;
        if state == State::Complete {
            self.settle_hold(registration, now).await?;
        }
        Ok(())
    }

    async fn settle_hold(&mut self, registration: i64, now: Timestamp) -> Result<()> {
        sqlx::query(
            "UPDATE deadline SET done_at = ? WHERE registration = ? AND kind = 'hold' AND done_at IS NULL",
        )
        .bind(now.as_second())
        .bind(registration)
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

    /// Moves a registration, and ends it where `ended` says how; its place before is returned.
    async fn move_to(&mut self, registration: i64, place: Place, ended: Option<State>) -> Result<String> {
        let before: String = sqlx::query_scalar("SELECT place FROM registration WHERE id = ?")
            .bind(registration)
            .fetch_one(&mut *self.transaction)
            .await?;
        sqlx::query("UPDATE registration SET place = ?, state = coalesce(?, state) WHERE id = ?")
            .bind(place.as_str())
            .bind(ended.map(State::as_str))
            .bind(registration)
            .execute(&mut *self.transaction)
            .await?;
        Ok(before)
    }

    async fn change(
        &mut self,
        registration: i64,
        now: Timestamp,
        message: Option<i64>,
        what: &str,
        from: Option<&str>,
        to: Option<&str>,
    ) -> Result<()> {
        sqlx::query(
            r#"INSERT INTO change (at, registration, actor, message, what, "from", "to") VALUES (?, ?, ?, ?, ?, ?, ?)"#,
        )
        .bind(now.as_second())
        .bind(registration)
        .bind(if message.is_some() { "message" } else { "rule" })
        .bind(message)
        .bind(what)
        .bind(from)
        .bind(to)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// A registration as it stands now, in this transaction, with its rank.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn standing(&mut self, id: i64) -> Result<(Registration, Option<u32>)> {
        let rank = list::rank(&mut self.transaction, id).await?;
        Ok((registration(&mut self.transaction, id).await?, rank))
    }

    /// Until when an incomplete registration is held.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn held_until(&mut self, registration: i64) -> Result<Option<Timestamp>> {
        let due: Option<i64> = sqlx::query_scalar(
            "SELECT due_at FROM deadline WHERE registration = ? AND kind = 'hold' AND done_at IS NULL",
        )
        .bind(registration)
        .fetch_optional(&mut *self.transaction)
        .await?;
        Ok(due.and_then(|due| Timestamp::from_second(due).ok()))
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

async fn insert_copy(connection: &mut sqlx::SqliteConnection, copy: &Copy, message: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO copy (mailbox, uidvalidity, uid, message) VALUES (?, ?, ?, ?)
         ON CONFLICT (mailbox, uidvalidity, uid) DO UPDATE SET message = excluded.message",
    )
    .bind(&copy.mailbox)
    .bind(copy.uidvalidity)
    .bind(&copy.uid)
    .bind(message)
    .execute(connection)
    .await?;
    Ok(())
}

/// The word by which a log line tells what became of a message.
impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
