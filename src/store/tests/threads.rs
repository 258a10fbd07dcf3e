//! Which event a message goes on about, in a database of two events.

use super::start as now;
use crate::bulletin::reading::{Answer, Reading, Reason, Verdict};
use crate::event::Event;
use crate::event::samples::{february, march};
use crate::message::{Envelope, Mailbox};
use crate::store::{Outgoing, Store};

/// Marie has a seat at the first event, under MAR-0001; Luc at both, under LUC-0001 and LUC-0002; Zoé had one
/// at the second, under ZOE-0002.
struct Desk {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
        store.configure(&[february(), march()], now()).await.unwrap();
        let desk = Self { store, _folder: folder };
        let people = [
            (1, february(), "MAR-0001", "marie@lens.example", "seat"),
            (2, february(), "LUC-0001", "luc@lens.example", "seat"),
            (3, march(), "LUC-0002", "luc@lens.example", "line"),
            (4, march(), "ZOE-0002", "zoe@lens.example", "none"),
        ];
        for (id, event, code, address, place) in people {
            desk.register(id, &event, code, address, place).await;
        }
        desk
    }

    async fn register(&self, id: i64, event: &Event, code: &str, address: &str, place: &str) {
        let state = if place == "none" { "cancelled" } else { "complete" };
        sqlx::query(
            "INSERT INTO registration (id, event, arrival, code, place, state) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(id)
        .bind(&event.id)
        .bind(id)
        .bind(code)
        .bind(place)
        .bind(state)
        .execute(&self.store.writer)
        .await
        .unwrap();
        sqlx::query("INSERT INTO address VALUES (?, 'sender', ?)")
            .bind(id)
            .bind(address)
            .execute(&self.store.writer)
            .await
            .unwrap();
    }

    /// Puts a letter into the outbox.
    async fn write(&self, message_id: &str, cause: &str, about: &[i64]) {
        let recipient = "marie@lens.example";
        let letter = Outgoing {
            kind: "confirmed",
            cause: cause.to_owned(),
            recipient,
            message_id,
            mail: b"",
            registrations: about,
        };
        let mut book = self.store.open_book().await.unwrap();
        book.enqueue(&letter, now()).await.unwrap();
        book.close().await.unwrap();
    }

    /// Records a message that is for a person to decide, about `event`, and its review; both have this number.
    async fn ask(&self, number: i64, event: &Event) {
        sqlx::query(
            "INSERT INTO message (id, fingerprint, received_at, handled_at, verdict, outcome, reason, event)
             VALUES (?, ?, 0, 0, 'review', 'review', 'scan', ?)",
        )
        .bind(number)
        .bind([u8::try_from(number).unwrap(); 32].as_slice())
        .bind(&event.id)
        .execute(&self.store.writer)
        .await
        .unwrap();
        sqlx::query("INSERT INTO review (id, message, reason, opened_at) VALUES (?, ?, 'scan', 0)")
            .bind(number + 10)
            .bind(number)
            .execute(&self.store.writer)
            .await
            .unwrap();
    }

    async fn event_of(&self, reading: &Reading) -> Option<String> {
        self.store.open_book().await.unwrap().event_of_thread(reading).await.unwrap()
    }
}

/// What `address` wrote.
fn from(address: &str, verdict: Verdict) -> Reading {
    let from = Some(Mailbox { name: None, address: address.to_owned() });
    let envelope = Envelope { from, ..Envelope::default() };
    Reading { verdict, ..Reading::unread(envelope, None, Reason::Doubtful) }
}

fn with_codes(own: &[&str], quoted: &[&str]) -> Reading {
    let own: Vec<String> = own.iter().map(|&code| code.to_owned()).collect();
    let codes = own.iter().cloned().chain(quoted.iter().map(|&code| code.to_owned())).collect();
    Reading { own_codes: own, codes, ..from("somebody@else.example", Verdict::Review) }
}

fn answering(in_reply_to: &[&str], references: &[&str]) -> Reading {
    let mut reading = from("somebody@else.example", Verdict::Review);
    reading.envelope.in_reply_to = in_reply_to.iter().map(|&id| id.to_owned()).collect();
    reading.envelope.references = references.iter().map(|&id| id.to_owned()).collect();
    reading
}

#[tokio::test]
async fn a_code_tells_the_event_of_its_registration() {
    let desk = Desk::new().await;
    let (first, second) = (Some(february().id), Some(march().id));
    for (own, quoted, event) in [
        (&["MAR-0001"][..], &[][..], &first),
        (&[], &["LUC-0002"], &second),
        (&["LUC-0002"], &["MAR-0001"], &second),
        (&["MAR-0001", "LUC-0001"], &[], &first),
        (&["MAR-0001", "LUC-0002"], &[], &None),
        (&[], &["MAR-0001", "LUC-0002"], &None),
        (&["XXX-9999"], &["ZOE-0002"], &second),
        (&["XXX-9999"], &[], &None),
    ] {
        assert_eq!(&desk.event_of(&with_codes(own, quoted)).await, event, "{own:?} {quoted:?}");
    }
}

#[tokio::test]
async fn the_letter_that_is_answered_tells_the_event_of_its_registrations() {
    let desk = Desk::new().await;
    let (first, second) = (Some(february().id), Some(march().id));
    desk.write("first@desk.example", "registration:1", &[1, 2]).await;
    desk.write("second@desk.example", "registration:3", &[3]).await;
    desk.write("both@desk.example", "rule", &[2, 3]).await;
    for (in_reply_to, references, event) in [
        (&["first@desk.example"][..], &[][..], &first),
        (&["second@desk.example"], &["first@desk.example"], &second),
        (&["theirs@lens.example"], &["first@desk.example", "second@desk.example"], &second),
        (&[], &["first@desk.example", "theirs@lens.example"], &first),
        (&["both@desk.example"], &["first@desk.example"], &None),
        (&["theirs@lens.example"], &[], &None),
    ] {
        let reading = answering(in_reply_to, references);
        assert_eq!(&desk.event_of(&reading).await, event, "{in_reply_to:?} {references:?}");
    }
}

#[tokio::test]
async fn a_letter_without_registrations_is_about_the_event_of_what_it_answers() {
    let desk = Desk::new().await;
    desk.ask(1, &february()).await;
    desk.ask(2, &march()).await;
    desk.write("looked-at@desk.example", "message:1", &[]).await;
    desk.write("decided@desk.example", "review:12", &[]).await;
    desk.write("digest@desk.example", "rule", &[]).await;
    assert_eq!(desk.event_of(&answering(&["looked-at@desk.example"], &[])).await, Some(february().id));
    assert_eq!(desk.event_of(&answering(&["decided@desk.example"], &[])).await, Some(march().id));
    assert_eq!(desk.event_of(&answering(&["digest@desk.example"], &[])).await, None);
}

#[tokio::test]
async fn several_quoted_codes_are_told_apart_by_the_letter_that_is_answered() {
    let desk = Desk::new().await;
    desk.write("second@desk.example", "registration:3", &[3]).await;
    let codes = vec!["MAR-0001".to_owned(), "LUC-0002".to_owned()];
    let reading = Reading { codes, ..answering(&["second@desk.example"], &[]) };
    assert_eq!(desk.event_of(&reading).await, Some(march().id));
}

#[tokio::test]
async fn who_withdraws_or_answers_means_the_only_event_where_they_are_registered() {
    let desk = Desk::new().await;
    let first = Some(february().id);
    for (address, event) in [
        ("Marie@Lens.example", &first),
        // Registered for both.
        ("luc@lens.example", &None),
        // Not any longer.
        ("zoe@lens.example", &None),
        ("somebody@else.example", &None),
    ] {
        assert_eq!(&desk.event_of(&from(address, Verdict::Cancellation)).await, event, "{address}");
        let answer = Reading { answer: Some(Answer::Yes), ..from(address, Verdict::Other) };
        assert_eq!(&desk.event_of(&answer).await, event, "{address}");
    }
}

#[tokio::test]
async fn who_registers_again_may_mean_another_event() {
    let desk = Desk::new().await;
    assert_eq!(desk.event_of(&from("marie@lens.example", Verdict::Registration)).await, None);
    assert_eq!(desk.event_of(&from("marie@lens.example", Verdict::Review)).await, None);
}
