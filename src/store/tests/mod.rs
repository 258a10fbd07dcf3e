mod account;
mod bounces;
mod events;
mod threads;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::{Actor, Claim, Origin, Store};
use crate::bulletin::reading::Verdict;
use crate::desk::fairness::{
    Book, Desk, History, Mail, Received, Turn, event_of, histories, honest, mail_of, person, play, start,
};
use crate::desk::registration::Registration;
use crate::desk::{Decision, Writer, fill, lapse};
use crate::event::{Event, Field, samples::march};
use crate::sighting::Copy;

/// The registrations as a history leaves them: place, state, name.
type Standing = Vec<(String, String, Option<String>)>;

/// The database, to which the same happens as to the book in memory.
struct Beside {
    store: Store,
    event: Event,
    handled: u32,
    codes: u32,
    folder: tempfile::TempDir,
}

impl Beside {
    async fn new(event: Event) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
        store.configure(std::slice::from_ref(&event), start()).await.unwrap();
        Self { store, event, handled: 0, codes: 0, folder }
    }

    async fn restart(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.folder.path().join("guichet.db")).await.unwrap();
    }

    async fn take(&mut self, turn: &Turn) {
        match turn {
            Turn::Mail(received) => self.receive(received).await,
            Turn::Lapse(now) => {
                let mut book = self.store.open_book().await.unwrap();
                let due = book.run_out(&self.event.id, *now).await.unwrap();
                let roll = book.roll(&self.event, None).await.unwrap();
                self.carry_out(book, &lapse(&self.event, &roll, &due, *now), Actor::Rule, None).await;
            }
            Turn::Fill(now) => {
                let mut book = self.store.open_book().await.unwrap();
                let roll = book.roll(&self.event, None).await.unwrap();
                self.carry_out(book, &fill(&self.event, &roll, *now), Actor::Rule, None).await;
            }
            Turn::Order(decision) => {
                let book = self.store.open_book().await.unwrap();
                self.carry_out(book, decision, Actor::Rule, None).await;
            }
            Turn::Capacity(capacity) => {
                let event = Event { capacity: *capacity, ..self.event.clone() };
                self.store.configure(&[event], start()).await.unwrap();
            }
            Turn::Settle => {
                let settle = "UPDATE review SET resolved_at = opened_at, resolution = 'done', reading = NULL
                              WHERE resolved_at IS NULL";
                sqlx::query(settle).execute(&self.store.writer).await.unwrap();
            }
            Turn::State(state) => {
                let set = sqlx::query("UPDATE event SET state = ?").bind(state.as_str());
                set.execute(&self.store.writer).await.unwrap();
            }
        }
    }

    async fn receive(&mut self, received: &Received) {
        let Received { reading, at, now, .. } = received;
        let mut book = self.store.open_book().await.unwrap();
        let roll = book.roll(&self.event, Some((reading, &received.writer))).await.unwrap();
        let decision = honest(&self.event, &roll, received);
        self.handled += 1;
        let mut fingerprint = [0; 32];
        fingerprint[..4].copy_from_slice(&self.handled.to_be_bytes());
        let copy = Copy { mailbox: "maildir:/x".into(), uid_validity: 0, uid: self.handled.to_string() };
        let claim = Claim { copy: &copy, fingerprint, received_at: *at, reading, decision: &decision };
        let message = book.claim(&claim, *now).await.unwrap();
        self.carry_out(book, &decision, Actor::Message(message), Some((message, received))).await;
    }

    async fn carry_out(
        &mut self,
        mut book: super::Book,
        decision: &Decision,
        actor: Actor,
        message: Option<(i64, &Received)>,
    ) {
        let codes = &mut self.codes;
        let mut code = || {
            *codes += 1;
            format!("C{}", *codes - 1)
        };
        let sender = message.and_then(|(_, received)| received.writer.address.as_deref());
        let origin = Origin { actor, message: message.map(|(message, _)| message), sender };
        let rows = book.carry_out(&decision.steps, &self.event.id, origin, start(), &mut code).await.unwrap();
        if let Some((message, received)) = message {
            book.open_reviews(&decision.reviews, message, &rows, &received.reading, start()).await.unwrap();
        }
        book.close().await.unwrap();
    }

    async fn standing(&self) -> Standing {
        sqlx::query_as("SELECT place, state, names FROM registration ORDER BY arrival")
            .fetch_all(&self.store.readers)
            .await
            .unwrap()
    }
}

fn standing(rows: &[Registration]) -> Standing {
    let standing = |row: &Registration| {
        (row.place.as_str().into(), row.state.as_str().into(), row.identity().map(|identity| identity.names))
    };
    rows.iter().map(standing).collect()
}

/// The desk's rules are proved in memory; here the database, which is closed and opened now and then, must
/// lead to the same lists.
#[tokio::test]
async fn the_database_and_the_model_agree_after_every_step_of_any_history() {
    let mut runner = TestRunner::new_with_rng(
        proptest::test_runner::Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    for _ in 0..25 {
        let history: History = histories().new_tree(&mut runner).unwrap().current();
        let played = play(&history, &Desk::honest()).unwrap();
        let mut beside = Beside::new(event_of(&history)).await;
        for (number, (turn, rows)) in played.turns.iter().enumerate() {
            beside.take(turn).await;
            if number % 20 == 19 {
                beside.restart().await;
            }
            assert_eq!(beside.standing().await, standing(rows), "after {turn:?} of {history:?}");
        }
    }
}

/// A mail that names nobody.
fn nameless() -> Received {
    let reading = mail_of(&Mail::Nameless { sender: 1 }, &Book::new(march(), start())).unwrap();
    let writer = Writer::of(&reading, &[]);
    Received { reading, writer, at: start(), now: start() }
}

#[tokio::test]
async fn nothing_personal_is_kept_of_what_is_not_for_the_desk() {
    let mut beside = Beside::new(march()).await;
    for (verdict, kept) in [(Verdict::Other, false), (Verdict::Automatic, false), (Verdict::Review, true)] {
        let mut received = nameless();
        received.reading.verdict = verdict;
        received.reading.envelope.subject = "Une question".into();
        beside.receive(&received).await;
        let (sender, subject): (Option<String>, Option<String>) =
            sqlx::query_as("SELECT sender, subject FROM message ORDER BY id DESC LIMIT 1")
                .fetch_one(&beside.store.readers)
                .await
                .unwrap();
        assert_eq!((sender.is_some(), subject.is_some()), (kept, kept), "{verdict}");
    }
}

#[tokio::test]
async fn whoever_is_named_by_half_their_name_is_found_for_a_person_to_look_at() {
    let mut beside = Beside::new(march()).await;
    let mut received = nameless();
    received.reading.participants = vec![person(7, true)];
    beside.receive(&received).await;
    let mut book = beside.store.open_book().await.unwrap();
    let mut half = person(7, true);
    half.values.retain(|value| value.field == Field::LastName);
    let stranger = Writer { address: Some("x@example.net".into()), ..Writer::default() };
    for (verdict, found) in [(Verdict::Cancellation, 1), (Verdict::Incomplete, 0)] {
        received.reading.verdict = verdict;
        received.reading.participants = vec![half.clone()];
        let roll = book.roll(&beside.event, Some((&received.reading, &stranger))).await.unwrap();
        assert_eq!(roll.known.len(), found, "{verdict}");
    }
    received.reading.participants.clear();
    received.reading.verdict = Verdict::Cancellation;
    let by_signature = Writer { signed: Some("Nom7".into()), ..stranger };
    let roll = book.roll(&beside.event, Some((&received.reading, &by_signature))).await.unwrap();
    assert_eq!(roll.known.len(), 1);
}
