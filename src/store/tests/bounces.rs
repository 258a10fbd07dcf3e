//! Letters that do not arrive, and whose registration that makes unreachable.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Beside, nameless};
use crate::bulletin::reading::Verdict;
use crate::desk::fairness::{Book, Mail, Received, mail_of, start};
use crate::desk::{Decision, Writer};
use crate::event::samples::march;
use crate::message::{DeliveryReport, FailedRecipient};
use crate::sighting::Copy;
use crate::store::{Claim, Outgoing, Pace, Undelivered};

/// Two people registered by one sender; the registrations are 1 and 2.
struct Desk {
    beside: Beside,
}

fn day(number: i64) -> Timestamp {
    start() + SignedDuration::from_hours(24 * number)
}

fn report(message_id: Option<&str>, address: Option<&str>) -> DeliveryReport {
    let failed = FailedRecipient {
        address: address.map(str::to_owned),
        status: Some("5.1.1".into()),
        said: Some("550 5.1.1 unknown".into()),
    };
    DeliveryReport { failed: vec![failed], original_message_id: message_id.map(str::to_owned) }
}

impl Desk {
    async fn new() -> Self {
        let mut desk = Self { beside: Beside::new(march()).await };
        desk.receive(&Mail::Bulletin { sender: 1, people: vec![1, 2], complete: true }, day(0)).await;
        desk
    }

    /// Takes a mail of people; the address that it is from.
    async fn receive(&mut self, mail: &Mail, at: Timestamp) -> String {
        let reading = mail_of(mail, &Book::new(march(), start())).unwrap();
        let writer = Writer::of(&reading, &[]);
        let received = Received { reading, writer, at, now: at };
        self.beside.receive(&received).await;
        received.reading.envelope.from.unwrap().address
    }

    /// Writes a letter about these registrations, whose address that is, and sends it; its row.
    async fn send(&self, message_id: &str, recipient: &str, about: &[i64], at: Timestamp) -> i64 {
        for registration in about {
            sqlx::query("INSERT INTO address VALUES (?, 'participant', lower(?)) ON CONFLICT DO NOTHING")
                .bind(registration)
                .bind(recipient)
                .execute(&self.beside.store.writer)
                .await
                .unwrap();
        }
        let cause = message_id.to_owned();
        let letter =
            Outgoing { kind: "confirmed", cause, recipient, message_id, mail: b"", registrations: about };
        let mut book = self.beside.store.open_book().await.unwrap();
        book.enqueue(&letter, at).await.unwrap();
        book.close().await.unwrap();
        let pace = Pace { hourly: 99, daily_per_recipient: 99 };
        let due = self.beside.store.next_due(pace, at).await.unwrap().unwrap();
        self.beside.store.record_sent(due.id, "250 Ok", at).await.unwrap();
        due.id
    }

    /// Takes a report; whether it was matched with a letter.
    async fn hear(&mut self, report: &DeliveryReport, at: Timestamp) -> bool {
        let mut reading = nameless().reading;
        reading.verdict = Verdict::Automatic;
        self.beside.handled += 1;
        let number = u8::try_from(self.beside.handled).unwrap();
        let copy = Copy { mailbox: "maildir:/x".into(), uid_validity: 0, uid: number.to_string() };
        let mut book = self.beside.store.open_book().await.unwrap();
        let Some(letter) = book.reported(report, at).await.unwrap() else { return false };
        let decision = Decision::bounced();
        let (copy, reading, decision) = (&copy, &reading, &decision);
        let claim = Claim { copy, fingerprint: [number; 32], received_at: at, reading, decision };
        let message = book.claim(&claim, at).await.unwrap();
        book.record_bounced(&letter, message, at).await.unwrap();
        book.close().await.unwrap();
        true
    }

    /// Whether each registration is shown as unreachable.
    async fn unreachable(&self) -> Vec<bool> {
        let listed = self.beside.store.participants(None).await.unwrap();
        listed.iter().map(|listed| listed.is_unreachable).collect()
    }

    async fn text(&self, query: &'static str) -> String {
        let text: Option<String> =
            sqlx::query_scalar(query).fetch_one(&self.beside.store.readers).await.unwrap();
        text.unwrap_or_default()
    }

    async fn states(&self) -> String {
        self.text("SELECT group_concat(state) FROM (SELECT state FROM notice ORDER BY id)").await
    }
}

const REVIEWS: &str = "SELECT group_concat(reason || ' ' || coalesce(registration, 'nobody')) FROM review";

#[tokio::test]
async fn a_report_with_the_message_id_of_a_letter_marks_everybody_of_whom_it_speaks() {
    let mut desk = Desk::new().await;
    desk.send("a@desk.example", "one@example.org", &[2], day(0)).await;
    desk.send("b@desk.example", "two@example.org", &[1], day(0)).await;
    assert!(desk.hear(&report(Some("a@desk.example"), None), day(20)).await);
    assert_eq!(desk.unreachable().await, [false, true]);
    assert_eq!(desk.states().await, "bounced,sent");
    assert_eq!(desk.text("SELECT answer FROM notice WHERE id = 1").await, "550 5.1.1 unknown");
    assert_eq!(desk.text(REVIEWS).await, "letter-bounced 2");
    assert_eq!(
        desk.text("SELECT outcome || ' ' || reason FROM message ORDER BY id DESC").await,
        "bounce letter-bounced"
    );
}

#[tokio::test]
async fn a_second_report_on_a_letter_adds_nothing() {
    let mut desk = Desk::new().await;
    desk.send("a@desk.example", "one@example.org", &[], day(0)).await;
    for _ in 0..2 {
        assert!(desk.hear(&report(Some("a@desk.example"), None), day(0)).await);
    }
    assert_eq!(desk.text(REVIEWS).await, "letter-bounced nobody");
}

#[tokio::test]
async fn of_a_letter_to_several_the_one_to_the_recipient_that_the_report_names_is_meant() {
    let mut desk = Desk::new().await;
    desk.send("a@desk.example", "one@example.org", &[], day(0)).await;
    desk.send("a@desk.example", "two@example.org", &[], day(0)).await;
    assert!(desk.hear(&report(Some("a@desk.example"), Some("TWO@example.org")), day(0)).await);
    assert_eq!(desk.states().await, "sent,bounced");
}

#[tokio::test]
async fn without_a_known_message_id_the_last_letter_to_the_recipient_within_a_week_is_meant() {
    let mut desk = Desk::new().await;
    desk.send("a@desk.example", "One@example.org", &[1], day(0)).await;
    desk.send("b@desk.example", "One@example.org", &[2], day(1)).await;
    desk.send("c@desk.example", "two@example.org", &[1], day(2)).await;
    for (address, at) in
        [("other@example.org", day(2)), ("one@example.org", day(9)), ("one@example.org", day(-1))]
    {
        assert!(!desk.hear(&report(None, Some(address)), at).await, "{address} {at}");
    }
    assert_eq!(desk.states().await, "sent,sent,sent");
    assert!(desk.hear(&report(Some("rewritten@relay.example"), Some("one@example.org")), day(7)).await);
    assert_eq!(desk.states().await, "sent,bounced,sent");
    assert_eq!(desk.unreachable().await, [false, true]);
}

#[tokio::test]
async fn a_letter_that_waits_is_known_by_its_message_id_alone() {
    let mut desk = Desk::new().await;
    let sent = desk.send("a@desk.example", "one@example.org", &[1], day(0)).await;
    desk.beside.store.record_deferred(sent, "451 later", day(0)).await.unwrap();
    sqlx::query("UPDATE notice SET sent_at = NULL").execute(&desk.beside.store.writer).await.unwrap();
    assert!(!desk.hear(&report(None, Some("one@example.org")), day(0)).await);
    assert!(desk.hear(&report(Some("a@desk.example"), None), day(0)).await);
    assert_eq!(desk.states().await, "bounced");
}

#[tokio::test]
async fn a_refusal_and_a_giving_up_make_unreachable_as_a_report_does() {
    for undelivered in [Undelivered::Refused, Undelivered::GivenUp] {
        let desk = Desk::new().await;
        let letter = desk.send("a@desk.example", "one@example.org", &[1], day(0)).await;
        assert_eq!(desk.unreachable().await, [false, false]);
        desk.beside.store.record_undelivered(letter, undelivered, "550 no", day(0)).await.unwrap();
        assert_eq!(desk.unreachable().await, [true, false]);
    }
}

#[tokio::test]
async fn who_writes_again_is_reachable_until_the_next_letter_fails() {
    let mut desk = Desk::new().await;
    let again = Mail::Bulletin { sender: 1, people: vec![1], complete: true };
    let sender = desk.receive(&again, day(0) - 1.second()).await;
    desk.send("a@desk.example", &sender.to_uppercase(), &[1], day(0)).await;
    desk.hear(&report(Some("a@desk.example"), None), day(1)).await;
    desk.receive(&Mail::Bulletin { sender: 7, people: vec![7], complete: true }, day(2)).await;
    assert_eq!(desk.unreachable().await, [true, false, false]);
    desk.receive(&again, day(2)).await;
    assert_eq!(desk.unreachable().await, [false, false, false]);
    desk.send("b@desk.example", &sender, &[1], day(3)).await;
    desk.hear(&report(Some("b@desk.example"), None), day(3)).await;
    assert_eq!(desk.unreachable().await, [true, false, false]);
}

#[tokio::test]
async fn a_letter_that_came_back_is_filed_among_the_sent_all_the_same() {
    let mut desk = Desk::new().await;
    let sent = desk.send("a@desk.example", "one@example.org", &[1], day(0)).await;
    desk.hear(&report(Some("a@desk.example"), None), day(0)).await;
    assert_eq!(desk.beside.store.to_file().await.unwrap().unwrap().id, sent);
}

#[tokio::test]
async fn no_seat_is_lost_by_a_bounce() {
    let mut desk = Desk::new().await;
    desk.send("a@desk.example", "one@example.org", &[1, 2], day(0)).await;
    let before = desk.beside.standing().await;
    desk.hear(&report(Some("a@desk.example"), None), day(0)).await;
    assert_eq!(desk.beside.standing().await, before);
    assert_eq!(desk.unreachable().await, [true, true]);
}
