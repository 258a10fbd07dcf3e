//! What can go wrong with the database, and what to do about it.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What went wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is none.
    #[error("there is no database at {}: run the desk once, or mend [store] path", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// It cannot be opened.
    #[error("the database {} cannot be opened for writing: check that the folder exists and belongs to this user", path.display())]
    Unopenable {
        /// Where it is.
        path: PathBuf,
    },
    /// It is no database, or a broken one.
    #[error("the database {} is damaged or is not a database: put it aside and restore the latest copy", path.display())]
    Damaged {
        /// Where it is.
        path: PathBuf,
    },
    /// It comes from a later version of this program.
    #[error("the database {} was made by a newer version of guichet: install that version", path.display())]
    Newer {
        /// Where it is.
        path: PathBuf,
    },
    /// It was made by an earlier version of this program, or not made to its end.
    #[error("the database {} is not that of this version yet: run the desk once, which brings it up to date", path.display())]
    Older {
        /// Where it is.
        path: PathBuf,
    },
    /// Another daemon holds it.
    #[error("the database {} is held by another guichet (process {holder}): stop that one first", path.display())]
    Held {
        /// Where it is.
        path: PathBuf,
        /// The process that holds it.
        holder: String,
    },
    /// The lock file cannot be made.
    #[error("the lock file {} cannot be written: {source}", path.display())]
    Lock {
        /// Where it should be.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The disk is full.
    #[error("the disk is full: make room; nothing is lost, the message is handled again")]
    Full,
    /// The database may not be written.
    #[error("the database may not be written: check the rights of its file and its folder")]
    ReadOnly,
    /// It became unreadable while it was open.
    #[error("the database is damaged: stop the desk, put the file aside and restore the latest copy")]
    Broken,
    /// What was to be recorded breaks a rule that the database holds.
    #[error("the database refused: {0}")]
    Refused(sqlx::Error),
    /// Something else.
    #[error("the database failed: {0}")]
    Sql(sqlx::Error),
}

/// SQLite's primary result codes (<https://sqlite.org/rescode.html>), without the extended part.
mod code {
    pub const READONLY: i32 = 8;
    pub const CORRUPT: i32 = 11;
    pub const FULL: i32 = 13;
    pub const CANTOPEN: i32 = 14;
    pub const CONSTRAINT: i32 = 19;
    pub const NOTADB: i32 = 26;
}

fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}

impl StoreError {
    /// An error on opening the database at `path`.
    pub(super) fn at(path: &Path, source: sqlx::Error) -> Self {
        let path = path.to_owned();
        match primary_code(&source) {
            Some(code::CORRUPT | code::NOTADB) => Self::Damaged { path },
            Some(code::CANTOPEN | code::READONLY) => Self::Unopenable { path },
            _ => Self::from(source),
        }
    }

    /// An error on bringing the database at `path` up to date.
    pub(super) fn migrating(path: &Path, source: MigrateError) -> Self {
        match source {
            MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => {
                Self::Newer { path: path.to_owned() }
            }
            MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => {
                Self::at(path, source)
            }
            other => Self::Sql(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(source: sqlx::Error) -> Self {
        match primary_code(&source) {
            Some(code::FULL) => Self::Full,
            Some(code::READONLY) => Self::ReadOnly,
            Some(code::CORRUPT | code::NOTADB) => Self::Broken,
            Some(code::CONSTRAINT) => Self::Refused(source),
            _ => Self::Sql(source),
        }
    }
}
