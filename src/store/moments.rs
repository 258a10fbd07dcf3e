//! Times as the database keeps them: whole seconds since 1970.

use jiff::Timestamp;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The time in `column`.
pub fn at(row: &SqliteRow, column: &str) -> Timestamp {
    moment(row.get(column))
}

/// The time in `column`, if there is one.
pub fn optional_at(row: &SqliteRow, column: &str) -> Option<Timestamp> {
    row.get::<Option<i64>, _>(column).map(moment)
}

/// The time at `second`.
pub fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or_default()
}
