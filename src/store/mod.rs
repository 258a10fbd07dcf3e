//! The desk's book: all SQL, and the transaction that records a decision with its notices.
//!
//! SQLite in WAL mode with one writing connection and a pool of readers, since several writers
//! only find the database locked. Every writing transaction begins IMMEDIATE. Queries are plain
//! strings, each run by a test, rather than checked by macros that would want a database to build.

mod account;
mod book;
mod bounces;
mod changes;
mod contacts;
mod copies;
mod deadlines;
mod digests;
mod error;
mod events;
mod filing;
mod history;
mod list;
mod lock;
mod moments;
mod outbox;
mod reviews;
mod roll;
mod room;
mod steps;
#[cfg(test)]
mod tests;
mod threads;
mod troubles;

use std::cmp::Ordering;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

pub use account::{Account, Balance};
pub use book::{Book, Claim};
pub use bounces::Bounced;
pub use changes::Actor;
pub use contacts::{Absence, Contact};
pub use copies::Waiting;
pub use digests::{Backlog, Told};
pub use error::{Result, StoreError};
pub use events::Standing;
pub use filing::Sent;
pub use history::{By, Change, Mailed, Story};
pub use lock::Lock;
pub use outbox::{Due, Outgoing, Pace, Undelivered};
pub use reviews::{LostLetter, OpenReview, Resolution, ReviewedMessage, ReviewedRegistration};
pub use room::{Room, room};
pub use steps::Origin;
pub use troubles::{Failed, Kind, Ongoing};

use crate::owner;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long whoever writes or reads waits for whoever writes: a command may take in a large table, or
/// make a digest of thousands.
const BUSY: Duration = Duration::from_mins(1);
/// What is deleted or no longer kept is overwritten in the file (<https://sqlite.org/pragma.html>).
const FORGETTING: (&str, &str) = ("secure_delete", "ON");
/// Readers beside the one writer.
const READERS: u32 = 4;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the database at `path`, makes it where it does not exist, and brings it up to date.
    ///
    /// # Errors
    /// When it cannot be opened or written, is damaged, or was made by a newer version.
    pub async fn open(path: &Path) -> Result<Self> {
        let at = |source: sqlx::Error| StoreError::at(path, source);
        make(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma(FORGETTING.0, FORGETTING.1)
            .busy_timeout(BUSY);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone().create_if_missing(true))
            .await
            .map_err(at)?;
        MIGRATIONS.run(&writer).await.map_err(|source| StoreError::migrating(path, source))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await
            .map_err(at)?;
        Ok(Self { writer, readers })
    }

    /// Opens the database at `path` for reading only, beside a daemon that may be writing.
    ///
    /// # Errors
    /// When it does not exist, cannot be read, or is of another version.
    pub async fn open_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let options = SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(BUSY);
        let readers = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options)
            .await
            .map_err(|source| StoreError::at(path, source))?;
        is_of_this_version(path, &readers).await?;
        Ok(Self { writer: readers.clone(), readers })
    }

    /// Opens the database at `path` beside a daemon that may be at work: it is neither made nor
    /// brought up to date.
    ///
    /// # Errors
    /// When it does not exist, cannot be written, or is of another version.
    pub async fn open_beside(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .pragma(FORGETTING.0, FORGETTING.1)
            .busy_timeout(BUSY);
        let at = |source: sqlx::Error| StoreError::at(path, source);
        let one = || SqlitePoolOptions::new().max_connections(1);
        let writer = one().connect_with(options.clone()).await.map_err(at)?;
        let readers = one().connect_with(options.read_only(true)).await.map_err(at)?;
        is_of_this_version(path, &readers).await?;
        Ok(Self { writer, readers })
    }

    /// Copies the database as it stands now to `path`, where there must be none.
    ///
    /// # Errors
    /// When it cannot be read, or the copy cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        sqlx::query("VACUUM INTO ?").bind(path.to_string_lossy()).execute(&self.readers).await?;
        Ok(())
    }

    /// Writes the log back into the database file and closes it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Whether every migration that this program knows was applied to the database, and no other.
async fn is_of_this_version(path: &Path, pool: &SqlitePool) -> Result<()> {
    let at = |source: sqlx::Error| StoreError::at(path, source);
    let path = path.to_owned();
    let is_begun = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '_sqlx_migrations')";
    if !sqlx::query_scalar::<_, bool>(is_begun).fetch_one(pool).await.map_err(at)? {
        return Err(StoreError::Older { path });
    }
    let applied = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success";
    let applied: i64 = sqlx::query_scalar(applied).fetch_one(pool).await.map_err(at)?;
    match applied.cmp(&MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()) {
        Ordering::Less => Err(StoreError::Older { path }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(StoreError::Newer { path }),
    }
}

/// Makes an empty database where there is none. SQLite gives the files that it makes beside it to
/// its owner.
fn make(path: &Path) -> Result<()> {
    match owner::create(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(StoreError::Unopenable { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}
