//! Each migration applies over rows of the version before it; and what the schema promises holds
//! whoever writes to it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Desk, with};
use guichet::store::Store;
use sqlx::AssertSqlSafe;
use sqlx::migrate::Migrator;

/// The migrations in their order, e.g. `migrations/0001_the_desk.sql`.
fn migrations() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("migrations").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The rows that this migration is to be followed by, in `tests/migrations/0001.sql`.
fn sample_rows(migration: &Path) -> String {
    let number = migration.file_name().unwrap().to_str().unwrap().split('_').next().unwrap();
    let file = format!("tests/migrations/{number}.sql");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Applies one migration after the other as a running desk would have seen them, with rows between.
fn migrate_with_rows(desk: &Desk) {
    let applied = desk.path("applied");
    fs::create_dir(&applied).unwrap();
    for migration in migrations() {
        fs::copy(&migration, applied.join(migration.file_name().unwrap())).unwrap();
        let options = desk.options().create_if_missing(true);
        with(&options, async |database| {
            Migrator::new(applied.as_path()).await.unwrap().run(&mut *database).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(sample_rows(&migration))).execute(database).await.unwrap();
        });
    }
}

#[test]
fn each_migration_applies_over_rows_of_the_version_before() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    desk.assert_sound_pages();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listed = runtime.block_on(async {
        let store = Store::open(&desk.database()).await.unwrap();
        let listed = store.participants(None).await.unwrap();
        store.close().await;
        listed
    });
    let codes: Vec<&str> = listed.iter().map(|person| person.code.as_str()).collect();
    assert_eq!(codes, ["K7F-3QDM", "B2C-4DFG", "H5J-6KMN"]);
}

#[track_caller]
fn assert_refused(desk: &Desk, statement: &'static str, why: &str) {
    let refusal = desk.execute(statement).unwrap_err();
    assert!(refusal.contains(why), "{refusal}");
}

const TAKE_25_SEATS: &str = "
    WITH RECURSIVE seat (number) AS (VALUES (1) UNION ALL SELECT number + 1 FROM seat WHERE number < 25)
    INSERT INTO registration (event, arrival, code, identity, place, state)
    SELECT 'full', number, 'code ' || number, 'person ' || number, 'seat', 'complete' FROM seat";

#[test]
fn the_database_itself_refuses_the_26th_seat() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    desk.execute("INSERT INTO event (id, capacity) VALUES ('full', 25)").unwrap();
    desk.execute(TAKE_25_SEATS).unwrap();
    let sit = "INSERT INTO registration (event, arrival, code, identity, place, state)
               VALUES ('full', 26, 'code 26', 'person 26', 'seat', 'complete')";
    assert_refused(&desk, sit, "the event is full");
    let wait = "INSERT INTO registration (event, arrival, code, identity, place, state)
                VALUES ('full', 26, 'code 26', 'person 26', 'line', 'complete')";
    desk.execute(wait).unwrap();
    let promote = "UPDATE registration SET place = 'seat' WHERE event = 'full' AND arrival = 26";
    assert_refused(&desk, promote, "the event is full");

    desk.execute("UPDATE registration SET place = 'none', state = 'cancelled' WHERE code = 'code 3'")
        .unwrap();
    desk.execute(promote).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM registration WHERE event = 'full' AND place = 'seat'"), 25);
}

#[test]
fn the_capacity_that_the_staff_set_counts() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    desk.execute("INSERT INTO event (id, capacity, capacity_staff) VALUES ('full', 24, 25)").unwrap();
    desk.execute(TAKE_25_SEATS).unwrap();
    desk.execute("UPDATE event SET capacity_staff = 2 WHERE id = 'full'").unwrap();
    desk.execute("UPDATE registration SET state = 'incomplete' WHERE code = 'code 25'").unwrap();
    desk.execute("UPDATE registration SET place = 'line' WHERE code = 'code 25'").unwrap();
    let back = "UPDATE registration SET place = 'seat' WHERE code = 'code 25'";
    assert_refused(&desk, back, "the event is full");
}

#[test]
fn history_is_neither_rewritten_nor_erased() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    assert_refused(&desk, "UPDATE change SET at = 0", "history is append-only");
    assert_refused(&desk, "DELETE FROM change", "history is append-only");
}

#[test]
fn arrival_event_and_code_of_a_registration_never_change() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    for statement in [
        "UPDATE registration SET arrival = 9 WHERE id = 1",
        "UPDATE registration SET code = 'other' WHERE id = 1",
        "UPDATE registration SET event = 'rencontre' WHERE id = 1",
    ] {
        assert_refused(&desk, statement, "never change");
    }
}

#[test]
fn a_person_a_message_and_a_letter_are_there_once() {
    let desk = Desk::new();
    migrate_with_rows(&desk);
    for statement in [
        "INSERT INTO registration (event, arrival, code, identity, place, state)
         VALUES ('rencontre', 9, 'new', 'anne roy|mairie', 'line', 'complete')",
        "INSERT INTO registration (event, arrival, code, identity, place, state)
         VALUES ('rencontre', 2, 'new', 'somebody else', 'line', 'complete')",
        "INSERT INTO message (fingerprint, received_at, handled_at, verdict, outcome, reason)
         VALUES (zeroblob(32), 0, 0, 'other', 'other', 'question')",
        "INSERT INTO notice (kind, cause, recipient, message_id, state, next_try, created_at)
         VALUES ('confirmed', 'message:1', 'anne@example.org', 'c@irev.example', 'due', 0, 0)",
        "INSERT INTO notice (kind, cause, recipient, message_id, state, next_try, created_at)
         VALUES ('late', 'message:9', 'anne@example.org', 'a@irev.example', 'due', 0, 0)",
    ] {
        assert_refused(&desk, statement, "UNIQUE constraint failed");
    }
    // Somebody who left may register again.
    desk.execute(
        "INSERT INTO registration (event, arrival, code, identity, place, state)
         VALUES ('rencontre', 9, 'new', 'paul petit|mairie', 'line', 'complete')",
    )
    .unwrap();
}
