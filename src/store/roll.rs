//! Reading an event's roll: what the desk must know of it to take one step.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Row, SqliteConnection};

use super::Book;
use super::error::{Result, StoreError};
use crate::bulletin::by_hand::COMMAND_LINE;
use crate::bulletin::reading::{Reading, Reason, Verdict};
use crate::desk::registration::{Identity, Place, Registration, State, folded_names, organisation};
use crate::desk::{EventState, Roll, Writer};
use crate::event::{Event, Field};

/// The roll of `event`, as far as what is `said` needs it; the whole line where nothing is.
pub async fn roll(
    connection: &mut SqliteConnection,
    of: &Event,
    said: Option<(&Reading, &Writer)>,
) -> Result<Roll> {
    let event = of.id.as_str();
    let row = sqlx::query(
        "SELECT state, seats.capacity, taken, waiting FROM event JOIN seats ON seats.event = id WHERE id = ?",
    )
    .bind(event)
    .fetch_one(&mut *connection)
    .await?;
    let mut known = Vec::new();
    if let Some((reading, writer)) = said {
        for id in meant(connection, event, reading, writer).await? {
            known.push(registration(connection, id).await?);
        }
    }
    let mut line = Vec::new();
    let leaving = said.map(|(reading, _)| reading.participants.len().max(known.len()) + 1);
    for id in first_in_line(connection, event, leaving.filter(|_| of.max_per_organisation.is_none())).await? {
        line.push(registration(connection, id).await?);
    }
    let seated = match of.max_per_organisation {
        Some(_) => seated(connection, event).await?,
        None => BTreeMap::new(),
    };
    Ok(Roll {
        state: word(row.get("state"), EventState::from_word)?,
        capacity: row.get("capacity"),
        taken: row.get("taken"),
        waiting: row.get("waiting"),
        known,
        line,
        seated,
    })
}

/// The registrations that `reading`, which is of `writer`, could mean, in order of arrival.
async fn meant(
    connection: &mut SqliteConnection,
    event: &str,
    reading: &Reading,
    writer: &Writer,
) -> Result<BTreeSet<i64>> {
    let mut ids = BTreeSet::new();
    let somebody_leaves = reading.verdict == Verdict::Cancellation || reading.reason == Reason::Replacement;
    for names in named(reading, writer) {
        // "M. Durand" can be anybody of that name.
        let pattern = somebody_leaves.then(|| format!("% {} %", names.replace(' ', " % ")));
        let found = sqlx::query_scalar::<_, i64>(
            "SELECT id FROM registration
             WHERE event = ? AND (names = ? OR replace(' ' || names || ' ', ' ', '  ') LIKE ?)",
        )
        .bind(event)
        .bind(names)
        .bind(pattern)
        .fetch_all(&mut *connection)
        .await?;
        ids.extend(found);
    }
    for code in &reading.codes {
        let found = sqlx::query_scalar::<_, i64>(
            "SELECT other.id FROM registration own JOIN registration other
                ON other.event = own.event AND (other.id = own.id OR other.names = own.names)
             WHERE own.event = ? AND own.code = ?",
        )
        .bind(event)
        .bind(code)
        .fetch_all(&mut *connection)
        .await?;
        ids.extend(found);
    }
    if let Some(address) = &writer.address {
        // For a bulletin that names people, only what still waits for a name can be meant.
        let names_people = !reading.participants.is_empty() && !somebody_leaves;
        let found = sqlx::query_scalar::<_, i64>(
            "SELECT id FROM registration JOIN address ON registration = id
             WHERE address = ? AND event = ? AND (? OR state = 'incomplete')",
        )
        .bind(address)
        .bind(event)
        .bind(!names_people)
        .fetch_all(&mut *connection)
        .await?;
        ids.extend(found);
    }
    Ok(ids)
}

/// The names, folded, of those whom `reading` names; of the writer, where they withdraw and name nobody.
fn named(reading: &Reading, writer: &Writer) -> Vec<String> {
    let leaves = reading.replacement.iter().filter_map(|replacement| replacement.leaves.as_ref());
    let people = reading.participants.iter().chain(leaves);
    let mut names: Vec<String> = people.filter_map(Identity::of).map(|identity| identity.names).collect();
    if names.is_empty() && reading.verdict == Verdict::Cancellation {
        names.extend(writer.name.iter().chain(&writer.signed).map(|name| folded_names(name)));
    }
    names
}

/// How many seats each organisation has.
async fn seated(connection: &mut SqliteConnection, event: &str) -> Result<BTreeMap<String, u32>> {
    let named = sqlx::query_scalar::<_, String>(
        "SELECT value FROM field JOIN registration ON registration.id = field.registration
         WHERE event = ? AND place = 'seat' AND name = 'organisation' AND value IS NOT NULL",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    let mut seated = BTreeMap::new();
    for name in named {
        *seated.entry(organisation(Some(&name))).or_default() += 1;
    }
    Ok(seated)
}

impl Book {
    /// How many seats `organisation`, folded, has at `event`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn seats_of(&mut self, event: &str, organisation: &str) -> Result<u32> {
        Ok(seated(&mut self.transaction, event).await?.get(organisation).copied().unwrap_or_default())
    }
}

async fn first_in_line(
    connection: &mut SqliteConnection,
    event: &str,
    count: Option<usize>,
) -> Result<Vec<i64>> {
    let ids = sqlx::query_scalar(
        "SELECT id FROM registration WHERE event = ? AND place = 'line' ORDER BY arrival LIMIT ?",
    )
    .bind(event)
    .bind(count.and_then(|count| i64::try_from(count).ok()).unwrap_or(-1))
    .fetch_all(connection)
    .await?;
    Ok(ids)
}

/// One registration with its fields and addresses.
pub async fn registration(connection: &mut SqliteConnection, id: i64) -> Result<Registration> {
    let row = sqlx::query("SELECT arrival, place, state, code FROM registration WHERE id = ?")
        .bind(id)
        .fetch_one(&mut *connection)
        .await?;
    let fields: BTreeMap<Field, String> = sqlx::query_as::<_, (String, String)>(
        "SELECT name, value FROM field WHERE registration = ? AND value IS NOT NULL",
    )
    .bind(id)
    .fetch_all(&mut *connection)
    .await?
    .into_iter()
    .map(|(name, value)| (Field::from(name), value))
    .collect();
    let addresses =
        sqlx::query_as::<_, (String, String)>("SELECT role, address FROM address WHERE registration = ?")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
    let of_role =
        |wanted: &str| addresses.iter().find(|(role, _)| role == wanted).map(|(_, address)| address.clone());
    let address_by_staff = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM field WHERE registration = ? AND name = 'email' AND source = ?)",
    )
    .bind(id)
    .bind(COMMAND_LINE)
    .fetch_one(&mut *connection)
    .await?;
    Ok(Registration {
        id,
        arrival: row.get("arrival"),
        place: word(row.get("place"), Place::from_word)?,
        state: word(row.get("state"), State::from_word)?,
        code: row.get("code"),
        fields,
        sender: of_role("sender"),
        own_address: of_role("participant"),
        address_by_staff,
    })
}

/// A word of the book, which its CHECK constraints hold to those that are known.
pub fn word<T>(word: &str, known: impl Fn(&str) -> Option<T>) -> Result<T> {
    known(word).ok_or_else(|| StoreError::Sql(sqlx::Error::Decode(format!("unknown word {word:?}").into())))
}
