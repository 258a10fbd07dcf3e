use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::super::{Balance, Store};
use crate::sighting::{Census, Copy, Cursor, Look, Sighting};

const FOLDER: &str = "imap://contact@mail.example.org/INBOX";
const MAILDIR: &str = "maildir:/var/mail/contact";

/// The account of a folder on a server began at the first UID 10, at this time.
fn begun() -> Timestamp {
    "2016-02-29T08:00:00Z".parse().unwrap()
}

fn now() -> Timestamp {
    begun() + SignedDuration::from_hours(48)
}

fn cursor(uid_validity: u32, next_uid: u32) -> Cursor {
    Cursor { uid_validity, first_uid: 10, next_uid, since: begun() }
}

/// A message that was received an hour after the account began.
fn message(uid: u32) -> Sighting {
    let copy = Copy { mailbox: FOLDER.into(), uid_validity: 7, uid: uid.to_string() };
    Sighting { copy, octets: 100, received_at: begun() + SignedDuration::from_hours(1) }
}

fn at(sighting: Sighting, received_at: Timestamp) -> Sighting {
    Sighting { received_at, ..sighting }
}

fn under(sighting: Sighting, uid_validity: u32) -> Sighting {
    Sighting { copy: Copy { uid_validity, ..sighting.copy }, ..sighting }
}

fn file(name: &str) -> Sighting {
    let copy = Copy { mailbox: MAILDIR.into(), uid_validity: 0, uid: name.into() };
    Sighting { copy, octets: 100, received_at: begun() }
}

fn holds(held: impl IntoIterator<Item = Sighting>) -> Census {
    Census { uid_validity: 7, held: held.into_iter().collect() }
}

fn missing(balance: &Balance) -> Vec<&str> {
    balance.missing.iter().map(|sighting| sighting.copy.uid.as_str()).collect()
}

struct Book {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Book {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
        Self { store, _folder: folder }
    }

    /// One in which the messages `uids` of the folder wait.
    async fn with(uids: impl IntoIterator<Item = u32>) -> Self {
        let book = Self::new().await;
        let waiting: Vec<Sighting> = uids.into_iter().map(message).collect();
        let next =
            waiting.iter().filter_map(|one| one.copy.uid.parse::<u32>().ok()).max().map_or(10, |uid| uid + 1);
        book.looks(waiting, cursor(7, next)).await;
        book
    }

    async fn looks(&self, waiting: Vec<Sighting>, cursor: Cursor) {
        let look = Look { waiting, past: Vec::new(), cursor: Some((FOLDER.into(), cursor)) };
        self.store.note(&look).await.unwrap();
    }

    /// Records that copies were handled: of one message, which came to `outcome`.
    async fn handles(&self, uids: &[u32], outcome: &str) {
        let message: i64 = sqlx::query_scalar(
            "INSERT INTO message (fingerprint, received_at, handled_at, verdict, outcome, reason)
             VALUES (randomblob(32), 0, 0, 'other', ?, '') RETURNING id",
        )
        .bind(outcome)
        .fetch_one(&self.store.writer)
        .await
        .unwrap();
        for uid in uids {
            sqlx::query("UPDATE copy SET state = 'handled', message = ? WHERE uid = ?")
                .bind(message)
                .bind(uid.to_string())
                .execute(&self.store.writer)
                .await
                .unwrap();
        }
    }

    /// The folder's balance, whose sums agree with what it holds.
    async fn balance(&self, census: &Census) -> Balance {
        let mailbox = &census.held.first().unwrap().copy.mailbox;
        let account = self.store.account(mailbox, None).await.unwrap().unwrap();
        let balance = account.reconcile(census, now()).unwrap();
        assert!(balance.adds_up(), "{balance:?}");
        balance
    }

    async fn waiting(&self) -> Vec<String> {
        let waiting = self.store.waiting(FOLDER, now(), 100).await.unwrap();
        waiting.into_iter().map(|waiting| waiting.sighting.copy.uid).collect()
    }
}

#[tokio::test]
async fn each_message_counts_once_and_a_further_copy_of_it_as_a_duplicate() {
    let book = Book::with(10..=16).await;
    book.handles(&[10], "registered").await;
    book.handles(&[11, 13, 15], "registered").await;
    book.handles(&[12], "automatic").await;
    let balance = book.balance(&holds((10..=16).map(message))).await;
    let outcomes = [("automatic", 1), ("duplicate", 2), ("registered", 2)];
    assert_eq!(balance.outcomes, outcomes.map(|(outcome, count)| (outcome.to_owned(), count)).into());
    assert_eq!((balance.held, balance.seen(), balance.waiting), (7, 7, 2));
    assert_eq!(missing(&balance), [""; 0]);
}

#[tokio::test]
async fn what_somebody_moved_or_deleted_is_told_apart_by_whether_it_had_been_read() {
    let book = Book::with(10..=13).await;
    book.handles(&[10], "registered").await;
    book.handles(&[11], "other").await;
    book.store.note_gone(&message(12).copy).await.unwrap();
    let balance = book.balance(&holds([11, 13].map(message))).await;
    assert_eq!((balance.held, balance.left, balance.gone, balance.seen()), (2, 1, 1, 4));
}

#[tokio::test]
async fn a_message_that_the_desk_passed_over_is_missing_and_waits_once_it_is_taken_in() {
    let book = Book::with([10, 12]).await;
    let census = holds([10, 11, 12].map(message));
    let balance = book.balance(&census).await;
    assert_eq!(missing(&balance), ["11"]);
    book.store.take_in(&balance.missing).await.unwrap();
    assert_eq!(missing(&book.balance(&census).await), [""; 0]);
    assert_eq!(book.waiting().await, ["10", "11", "12"]);
}

#[tokio::test]
async fn a_message_that_was_given_up_and_is_there_is_missing_and_is_tried_again() {
    let book = Book::with([10]).await;
    book.store.put_off(&message(10).copy, Timestamp::MAX).await.unwrap();
    book.store.note_gone(&message(10).copy).await.unwrap();
    let balance = book.balance(&holds([message(10)])).await;
    assert_eq!((missing(&balance), balance.gone), (vec!["10"], 0));
    book.store.take_in(&balance.missing).await.unwrap();
    assert_eq!(book.waiting().await, ["10"]);
}

#[tokio::test]
async fn a_message_that_is_set_aside_without_being_handled_is_missing() {
    for state in ["past", "renumbered"] {
        let book = Book::with([10]).await;
        sqlx::query("UPDATE copy SET state = ?").bind(state).execute(&book.store.writer).await.unwrap();
        assert_eq!(missing(&book.balance(&holds([message(10)])).await), ["10"], "{state}");
    }
}

#[tokio::test]
async fn what_came_before_the_account_began_is_none_of_it() {
    let book = Book::with([10]).await;
    let early = |uid| at(message(uid), begun() - SignedDuration::from_secs(1));
    // The last was moved into the folder, and is not new for that.
    let balance = book.balance(&holds([message(9), message(10), early(8), early(11)])).await;
    assert_eq!((balance.held, balance.seen(), missing(&balance)), (1, 1, vec![]));
}

#[tokio::test]
async fn a_message_that_has_just_come_arrives_and_one_that_nobody_looks_at_is_missing() {
    let book = Book::with([10]).await;
    let ago = |uid, minutes| at(message(uid), now() - SignedDuration::from_mins(minutes));
    let balance = book.balance(&holds([message(10), ago(11, 9), ago(12, 11)])).await;
    assert_eq!((balance.held, balance.arriving, missing(&balance)), (3, 1, vec!["12"]));
    // What is behind the cursor does not arrive any more.
    book.looks(vec![], cursor(7, 12)).await;
    assert_eq!(missing(&book.balance(&holds([message(10), ago(11, 9)])).await), ["11"]);
}

#[tokio::test]
async fn what_is_seen_after_the_account_was_read_has_not_left() {
    let book = Book::with([10]).await;
    let account = book.store.account(FOLDER, None).await.unwrap().unwrap();
    book.looks(vec![message(11)], cursor(7, 12)).await;
    let balance = account.reconcile(&holds([message(10), at(message(11), now())]), now()).unwrap();
    assert_eq!((balance.left, balance.arriving), (0, 1));
}

#[tokio::test]
async fn under_another_uidvalidity_the_account_begins_anew_and_nothing_is_taken_in_from_before() {
    let book = Book::with([10, 11]).await;
    book.handles(&[10], "registered").await;
    let account = book.store.account(FOLDER, None).await.unwrap().unwrap();
    let anew = Census { uid_validity: 8, held: vec![under(message(11), 8)] };
    assert_eq!(account.reconcile(&anew, now()), None);

    book.looks(anew.held.clone(), cursor(8, 12)).await;
    let balance = book.balance(&anew).await;
    assert_eq!((balance.held, balance.waiting, balance.left, balance.renumbered), (1, 1, 0, 1));
    assert_eq!(balance.outcomes, BTreeMap::new());
    book.store.take_in(&[message(12)]).await.unwrap();
    assert_eq!(book.waiting().await, ["11"]);
    assert_eq!(book.balance(&anew).await, balance);
}

#[tokio::test]
async fn into_a_folder_that_the_desk_has_not_looked_at_nothing_is_taken() {
    let book = Book::with([10]).await;
    sqlx::query("DELETE FROM cursor").execute(&book.store.writer).await.unwrap();
    let account = book.store.account(FOLDER, None).await.unwrap().unwrap();
    assert_eq!(account.reconcile(&holds([message(10), message(11)]), now()), None);
    book.store.take_in(&[message(11)]).await.unwrap();
    assert_eq!(book.waiting().await, ["10"]);
}

#[tokio::test]
async fn what_waited_under_a_uidvalidity_that_comes_back_waits_again() {
    let book = Book::with([10]).await;
    book.looks(vec![], cursor(8, 10)).await;
    assert_eq!(book.waiting().await, [""; 0]);
    book.looks(vec![message(10)], cursor(7, 11)).await;
    assert_eq!(book.waiting().await, ["10"]);
}

#[tokio::test]
async fn a_maildir_is_accounted_for_by_the_names_of_its_files() {
    let book = Book::new().await;
    assert!(book.store.account(MAILDIR, None).await.unwrap().is_none());
    let look = Look { waiting: vec![file("1.a"), file("2.a")], ..Look::default() };
    book.store.note(&look).await.unwrap();
    let census =
        |held: &[&str]| Census { uid_validity: 0, held: held.iter().map(|name| file(name)).collect() };
    let balance = book.balance(&census(&["2.a", "3.a"])).await;
    assert_eq!((balance.held, balance.left, missing(&balance)), (2, 1, vec!["3.a"]));
    book.store.take_in(&balance.missing).await.unwrap();
    assert_eq!(missing(&book.balance(&census(&["2.a", "3.a"])).await), [""; 0]);
}
