use jiff::{SignedDuration, Timestamp, ToSpan};
use sqlx::SqlitePool;
use tempfile::TempDir;

use super::*;
use crate::delivery::smtp_tests::plain;
use crate::delivery::smtp_tests::server::{Act, Server};
use crate::store::Outgoing;

use Act::{Cut, Say};

const PACE: Pace = Pace { hourly: 100, daily_per_recipient: 100 };

/// An outbox and the server to which it leads.
struct Outbox {
    folder: TempDir,
    server: Server,
    desk: Dispatch,
}

impl Outbox {
    /// With a letter to each of `recipients`.
    async fn new(recipients: &[&str], script: &[(&'static str, Act)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(script).await;
        let desk = Dispatch {
            store: Store::open(&folder.path().join("guichet.db")).await.unwrap(),
            delivery: plain(&server),
            from: Mailbox { name: Some("IREV".into()), address: "desk@example.org".into() },
            holds_letters: false,
            pace: PACE,
            give_up_after: SignedDuration::from_hours(72),
            clock: Clock::replayed("2016-03-01T08:00:00Z".parse().unwrap()),
        };
        let outbox = Self { folder, server, desk };
        for (number, recipient) in (1..).zip(recipients) {
            outbox.write(number, recipient).await;
        }
        outbox
    }

    async fn write(&self, number: u32, recipient: &str) {
        self.write_as("confirmed", number, recipient).await;
    }

    async fn write_as(&self, kind: &str, number: u32, recipient: &str) {
        let mail = format!("Subject: {number}\r\n\r\nBonjour\r\n");
        let outgoing = Outgoing {
            kind,
            cause: format!("message:{number}"),
            recipient,
            message_id: &format!("guichet.{number}@example.org"),
            mail: mail.as_bytes(),
            registrations: &[],
        };
        let mut book = self.desk.store.open_book().await.unwrap();
        book.enqueue(&outgoing, self.desk.clock.now()).await.unwrap();
        book.close().await.unwrap();
    }

    /// Sends what is due: how many were sent, are tried again, will never arrive.
    async fn dispatch(&self) -> [usize; 3] {
        let Some(batch) = self.desk.open().await.unwrap() else { return [0; 3] };
        let Dispatched { sent, deferred, undelivered } =
            dispatch(&self.desk, batch, &|| false).await.unwrap();
        [sent, deferred, undelivered]
    }

    fn wait(&self, minutes: i64) {
        self.desk.clock.follow(self.desk.clock.now() + minutes.minutes());
    }

    async fn text(&self, query: &'static str) -> String {
        let path = self.folder.path().join("guichet.db");
        let pool = SqlitePool::connect(path.to_str().unwrap()).await.unwrap();
        let text: Option<String> = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
        text.unwrap_or_default()
    }

    async fn states(&self) -> String {
        self.text("SELECT group_concat(state) FROM (SELECT state FROM notice ORDER BY id)").await
    }
}

#[tokio::test]
async fn the_answer_of_the_server_is_kept_with_the_letter() {
    let outbox = Outbox::new(&["anne@example.org"], &[]).await;
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
    assert_eq!(outbox.text("SELECT answer FROM notice").await, "250 2.0.0 Ok: queued as 4F2");
    assert_eq!(outbox.dispatch().await, [0, 0, 0]);
}

#[tokio::test]
async fn a_refused_letter_is_left_to_the_staff_at_once_and_the_others_go() {
    let refusal = [("RCPT", Say("550 5.1.1 unknown"))];
    let outbox = Outbox::new(&["gone@example.org", "anne@example.org"], &refusal).await;
    assert_eq!(outbox.dispatch().await, [1, 0, 1]);
    assert_eq!(outbox.states().await, "refused,sent");
    assert_eq!(outbox.text("SELECT group_concat(reason) FROM review").await, "letter-refused");
    assert_eq!(outbox.dispatch().await, [0, 0, 0]);
}

#[tokio::test]
async fn a_letter_that_is_not_taken_now_is_tried_again_after_growing_pauses_and_then_given_up() {
    let outbox = Outbox::new(&["full@example.org"], &[]).await;
    let begun = outbox.desk.clock.now();
    let mut pauses = Vec::new();
    loop {
        outbox.server.then("RCPT", Say("452 4.2.2 mailbox full"));
        let before = outbox.desk.clock.now();
        if outbox.dispatch().await == [0, 0, 1] {
            break;
        }
        let mut minutes = 0;
        while !outbox.desk.store.has_due(PACE, outbox.desk.clock.now()).await.unwrap() {
            outbox.wait(1);
            minutes += 1;
        }
        assert!(outbox.desk.clock.now() > before);
        pauses.push(minutes);
    }
    assert_eq!(pauses[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
    let tried = outbox.desk.clock.now().duration_since(begun);
    assert!(tried >= SignedDuration::from_hours(72) && tried < SignedDuration::from_hours(74), "{tried}");
    assert_eq!(outbox.states().await, "given-up");
    assert_eq!(outbox.text("SELECT group_concat(reason) FROM review").await, "letter-given-up");
}

#[tokio::test]
async fn a_letter_over_which_the_server_hangs_up_does_not_keep_the_others_waiting() {
    let script = [("RCPT", Say("421 4.3.2 closing")), ("RCPT", Say("250 Ok"))];
    let outbox = Outbox::new(&["slam@example.org", "anne@example.org"], &script).await;
    assert_eq!(outbox.dispatch().await, [0, 1, 0]);
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
    assert_eq!(outbox.states().await, "due,sent");
}

#[tokio::test]
async fn a_letter_lost_after_the_final_dot_is_sent_again_the_very_same() {
    let outbox = Outbox::new(&["anne@example.org"], &[(".", Cut)]).await;
    assert_eq!(outbox.dispatch().await, [0, 1, 0]);
    outbox.wait(1);
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
    let mails = outbox.server.heard().mails;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0], mails[1]);
}

#[tokio::test]
async fn while_the_server_cannot_be_used_no_attempt_is_counted() {
    let outbox = Outbox::new(&["anne@example.org"], &[("connect", Say("554 no service"))]).await;
    assert!(matches!(outbox.desk.open().await, Err(FlowError::Delivery(_))));
    assert_eq!(outbox.text("SELECT CAST(attempts AS TEXT) FROM notice").await, "0");
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
}

#[tokio::test]
async fn no_more_letters_leave_in_an_hour_and_to_one_recipient_in_a_day_than_may() {
    let anne = "anne@example.org";
    let mut outbox = Outbox::new(&[anne, anne, anne, "luc@example.org", "zoe@example.org"], &[]).await;
    outbox.desk.pace = Pace { hourly: 3, daily_per_recipient: 2 };
    assert_eq!(outbox.dispatch().await, [3, 0, 0]);
    assert_eq!(outbox.states().await, "sent,sent,due,sent,due");
    outbox.wait(59);
    assert_eq!(outbox.dispatch().await, [0, 0, 0]);
    outbox.wait(1);
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
    assert_eq!(outbox.states().await, "sent,sent,due,sent,sent");
    outbox.wait(24 * 60);
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
}

#[tokio::test]
async fn neither_the_pace_nor_a_pause_holds_back_what_is_for_the_staff() {
    let mut outbox = Outbox::new(&["anne@example.org", "luc@example.org"], &[]).await;
    outbox.desk.pace = Pace { hourly: 1, daily_per_recipient: 1 };
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
    outbox.desk.store.set_paused(true, outbox.desk.clock.now()).await.unwrap();
    outbox.write_as("alarm", 3, "equipe@example.org").await;
    outbox.write_as("digest", 4, "equipe@example.org").await;
    assert_eq!(outbox.dispatch().await, [2, 0, 0]);
    assert_eq!(outbox.states().await, "sent,due,sent,sent");
}

#[tokio::test]
async fn paused_answers_wait_until_they_are_resumed() {
    let outbox = Outbox::new(&["anne@example.org"], &[]).await;
    let now = Timestamp::UNIX_EPOCH;
    assert!(outbox.desk.store.set_paused(true, now).await.unwrap());
    assert!(!outbox.desk.store.set_paused(true, now).await.unwrap());
    assert_eq!(outbox.dispatch().await, [0, 0, 0]);
    assert_eq!(outbox.server.heard().lines, [""; 0], "there was nothing to say");
    assert!(outbox.desk.store.set_paused(false, now).await.unwrap());
    assert!(!outbox.desk.store.set_paused(false, now).await.unwrap());
    assert_eq!(outbox.dispatch().await, [1, 0, 0]);
}
