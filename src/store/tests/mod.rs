mod account;
mod bounces;
mod events;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::{Actor, Claim, Origin, Store};
use crate::bulletin::reading::{Reading, Reason, Verdict};
use crate::desk::fairness::{Book, Move, honest, honest_fill, moves, now, reading_of};
use crate::desk::{Decision, Roll};
use crate::event::samples::march;
use crate::message::Envelope;
use crate::sighting::Copy;

/// The registrations as a history leaves them: arrival, place, state.
type Standing = Vec<(String, String)>;

struct Beside {
    store: Store,
    handled: u32,
    codes: u32,
    _folder: tempfile::TempDir,
}

impl Beside {
    async fn new(capacity: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
        let this = Self { store, handled: 0, codes: 0, _folder: folder };
        this.set_capacity(capacity).await;
        this
    }

    async fn set_capacity(&self, capacity: u32) {
        self.store.configure(&[crate::event::Event { capacity, ..march() }], now()).await.unwrap();
    }

    async fn take(&mut self, reading: Option<&Reading>, decide: impl Fn(&Roll) -> Decision) -> Roll {
        let mut book = self.store.open_book().await.unwrap();
        let roll = book.roll(&march().id, reading).await.unwrap();
        let decision = decide(&roll);
        let mut message = None;
        if let Some(reading) = reading {
            self.handled += 1;
            let mut fingerprint = [0; 32];
            fingerprint[..4].copy_from_slice(&self.handled.to_be_bytes());
            let copy = Copy { mailbox: "maildir:/x".into(), uid_validity: 0, uid: self.handled.to_string() };
            let claim = Claim { copy: &copy, fingerprint, received_at: now(), reading, decision: &decision };
            message = Some(book.claim(&claim, now()).await.unwrap());
        }
        let sender =
            reading.and_then(|reading| reading.envelope.from.as_ref()).map(|from| from.address.clone());
        let codes = &mut self.codes;
        let mut code = || {
            *codes += 1;
            format!("C{}", *codes - 1)
        };
        let actor = message.map_or(Actor::Rule, Actor::Message);
        let origin = Origin { actor, message, sender: sender.as_deref() };
        book.carry_out(&decision.steps, &march().id, origin, now(), &mut code).await.unwrap();
        book.close().await.unwrap();
        roll
    }

    async fn standing(&self) -> Standing {
        sqlx::query_as("SELECT place, state FROM registration ORDER BY arrival")
            .fetch_all(&self.store.readers)
            .await
            .unwrap()
    }
}

fn standing(book: &Book) -> Standing {
    book.rows.iter().map(|row| (row.place.as_str().into(), row.state.as_str().into())).collect()
}

/// The desk's rules are proved in memory; here the database must lead to the same lists.
#[tokio::test]
async fn the_database_and_the_model_agree_after_every_step_of_any_history() {
    let mut runner = TestRunner::new_with_rng(
        proptest::test_runner::Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    for _ in 0..25 {
        let (capacity, history) = (1_u32..=5, moves()).new_tree(&mut runner).unwrap().current();
        let mut model = Book { event: march(), capacity, rows: Vec::new() };
        let mut beside = Beside::new(capacity).await;
        for one in &history {
            if let Move::Capacity { seats } = one {
                model.capacity = u32::from(*seats);
                beside.set_capacity(model.capacity).await;
                let nothing = Reading::unread(Envelope::default(), None, Reason::Complete);
                let decision = honest_fill(&model.event, &model.roll(&nothing));
                model.carry_out(&decision, None);
                beside.take(None, |roll| honest_fill(&march(), roll)).await;
            } else {
                let reading = reading_of(one);
                let decision = honest(&model.event, &model.roll(&reading), &reading);
                let sender = reading.envelope.from.as_ref().map(|from| from.address.as_str());
                model.carry_out(&decision, sender);
                beside.take(Some(&reading), |roll| honest(&march(), roll, &reading)).await;
            }
            assert_eq!(beside.standing().await, standing(&model), "after {one:?}");
        }
    }
}

#[tokio::test]
async fn nothing_personal_is_kept_of_what_is_not_for_the_desk() {
    let mut beside = Beside::new(5).await;
    for (verdict, kept) in [(Verdict::Other, false), (Verdict::Automatic, false), (Verdict::Review, true)] {
        let mut reading = reading_of(&Move::Nameless { sender: 1 });
        reading.verdict = verdict;
        reading.envelope.subject = "Une question".into();
        beside.take(Some(&reading), |roll| honest(&march(), roll, &reading)).await;
        let (sender, subject): (Option<String>, Option<String>) =
            sqlx::query_as("SELECT sender, subject FROM message ORDER BY id DESC LIMIT 1")
                .fetch_one(&beside.store.readers)
                .await
                .unwrap();
        assert_eq!((sender.is_some(), subject.is_some()), (kept, kept), "{verdict}");
    }
}
