use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use tempfile::TempDir;

use super::*;
use crate::message::Mailbox;
use crate::store::{Absence, Outgoing, Pace, Room, Store};

/// A desk whose troubles one looks for.
struct Desk {
    staff: Staff,
    contacts: Vec<Contact>,
    now: Timestamp,
    chance: fastrand::Rng,
    _folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("guichet.db");
        let staff = Staff {
            store: Store::open(&database).await.unwrap(),
            from: Mailbox { name: Some("IREV".into()), address: "desk@example.org".into() },
            readers: vec!["equipe@example.org".into()],
            alarm_after: SignedDuration::from_mins(30),
            pace: Pace { hourly: 100, daily_per_recipient: 2 },
            database,
            timezone: TimeZone::UTC,
        };
        let flows = [MAILBOX, "folder Junk", FILING, SENDER];
        let contacts = flows.map(|flow| Contact { flow: flow.to_owned(), ..Contact::default() }).into();
        let now = "2016-03-01T08:00:00Z".parse().unwrap();
        Self { staff, contacts, now, chance: fastrand::Rng::with_seed(1), _folder: folder }
    }

    fn of(&mut self, flow: &str) -> &mut Contact {
        self.contacts.iter_mut().find(|contact| contact.flow == flow).unwrap()
    }

    fn works(&mut self, flow: &str) {
        let now = self.now;
        *self.of(flow) = Contact { flow: flow.to_owned(), works_at: Some(now), absence: None };
    }

    fn fails(&mut self, flow: &str) {
        let absence = Absence { since: self.now, why: "it hung up".into() };
        self.of(flow).absence = Some(absence);
    }

    /// The program starts anew and knows nothing yet.
    fn restart(&mut self) {
        for contact in &mut self.contacts {
            *contact = Contact { flow: contact.flow.clone(), ..Contact::default() };
        }
    }

    fn wait(&mut self, minutes: i64) {
        self.now += minutes.minutes();
    }

    /// How many troubles begin and how many are over.
    async fn step(&mut self) -> [usize; 2] {
        self.staff.store.note_contacts(&self.contacts).await.unwrap();
        let Told { begun, over } =
            watch_over(&self.staff, &self.contacts, self.now, &mut self.chance).await.unwrap();
        [begun, over]
    }

    async fn write(&self, number: u32, recipient: &str) {
        let outgoing = Outgoing {
            kind: "confirmed",
            cause: format!("message:{number}"),
            recipient,
            message_id: &format!("guichet.{number}@example.org"),
            mail: b"",
            registrations: &[],
        };
        let mut book = self.staff.store.open_book().await.unwrap();
        book.enqueue(&outgoing, self.now).await.unwrap();
        book.close().await.unwrap();
    }

    /// Tries the next letter; with an answer that puts it off, or else it is sent.
    async fn attempt(&self, put_off: Option<&str>) {
        let store = &self.staff.store;
        let letter = store.next_due(self.staff.pace, self.now).await.unwrap().unwrap();
        match put_off {
            Some(answer) => store.record_deferred(letter.id, answer, self.now).await.unwrap(),
            None => store.record_sent(letter.id, "250 Ok", self.now).await.unwrap(),
        }
    }

    /// The letters to the staff that wait.
    async fn alarms(&self) -> usize {
        let waiting = self.staff.store.waiting_letters().await.unwrap();
        waiting.iter().filter(|(kind, _)| kind == LETTER).count()
    }
}

#[tokio::test]
async fn what_is_away_as_well_is_told_in_the_same_letter() {
    let mut desk = Desk::new().await;
    desk.fails(MAILBOX);
    desk.wait(10);
    desk.fails("folder Junk");
    desk.wait(19);
    assert_eq!(desk.step().await, [0, 0]);
    desk.wait(1);
    assert_eq!(desk.step().await, [2, 0]);
    assert_eq!(desk.alarms().await, 1);
    desk.works(MAILBOX);
    desk.works("folder Junk");
    assert_eq!(desk.step().await, [0, 2]);
    assert_eq!(desk.alarms().await, 2);
    assert_eq!(desk.step().await, [0, 0]);
}

#[tokio::test]
async fn one_that_is_away_for_ever_does_not_hurry_the_others() {
    let mut desk = Desk::new().await;
    desk.fails("folder Junk");
    desk.wait(30);
    assert_eq!(desk.step().await, [1, 0]);
    desk.fails(MAILBOX);
    desk.wait(29);
    assert_eq!(desk.step().await, [0, 0]);
    desk.wait(1);
    assert_eq!(desk.step().await, [1, 0]);
}

#[tokio::test]
async fn after_a_restart_a_trouble_goes_on_until_it_is_known_to_be_over() {
    let mut desk = Desk::new().await;
    desk.fails(MAILBOX);
    desk.step().await;
    desk.restart();
    desk.wait(31);
    assert_eq!(desk.step().await, [0, 0], "nothing is known of it yet");
    desk.fails(MAILBOX);
    assert_eq!(desk.step().await, [1, 0], "it has been away since before");
    desk.restart();
    assert_eq!(desk.step().await, [0, 0]);
    desk.works(MAILBOX);
    assert_eq!(desk.step().await, [0, 1]);
}

#[tokio::test]
async fn a_contact_in_between_ends_an_outage() {
    let mut desk = Desk::new().await;
    desk.fails(MAILBOX);
    desk.step().await;
    desk.wait(29);
    desk.works(MAILBOX);
    desk.step().await;
    desk.fails(MAILBOX);
    desk.wait(29);
    assert_eq!(desk.step().await, [0, 0]);
}

#[tokio::test]
async fn the_trouble_with_a_folder_that_is_not_read_any_more_is_over() {
    let mut desk = Desk::new().await;
    desk.fails("folder Junk");
    desk.wait(30);
    assert_eq!(desk.step().await, [1, 0]);
    desk.contacts.retain(|contact| contact.flow != "folder Junk");
    assert_eq!(desk.step().await, [0, 1]);
    assert!(desk.staff.store.contacts().await.unwrap().is_empty(), "it is forgotten");
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_a_trouble_while_a_letter_waits_for_it() {
    let mut desk = Desk::new().await;
    desk.fails(SENDER);
    desk.wait(31);
    assert_eq!(desk.step().await, [0, 0], "no letter waits");
    desk.write(1, "anne@example.org").await;
    desk.staff.store.set_paused(true, desk.now).await.unwrap();
    assert_eq!(desk.step().await, [0, 0], "it waits for those who paused it");
    desk.staff.store.set_paused(false, desk.now).await.unwrap();
    assert_eq!(desk.step().await, [1, 0]);
    assert_eq!(desk.step().await, [0, 0]);
    desk.works(SENDER);
    assert_eq!(desk.step().await, [0, 1]);
}

#[tokio::test]
async fn a_mail_server_that_takes_no_letter_is_a_trouble_until_it_takes_one() {
    let mut desk = Desk::new().await;
    desk.works(SENDER);
    desk.write(1, "anne@example.org").await;
    for minutes in [0, 10, 20] {
        desk.wait(minutes);
        desk.attempt(Some("451 4.7.1 too many messages")).await;
        assert_eq!(desk.step().await, [usize::from(minutes == 20), 0], "after {minutes} minutes more");
    }
    desk.attempt(None).await;
    assert_eq!(desk.step().await, [0, 1]);
}

#[tokio::test]
async fn a_letter_to_one_full_mailbox_is_no_alarm() {
    let mut desk = Desk::new().await;
    desk.works(SENDER);
    desk.write(1, "full@example.org").await;
    for _ in 0..5 {
        desk.attempt(Some("452 4.2.2 mailbox full")).await;
        desk.wait(20);
        assert_eq!(desk.step().await, [0, 0]);
    }
}

#[tokio::test]
async fn letters_of_before_a_long_stop_are_no_trouble_when_the_desk_starts() {
    let mut desk = Desk::new().await;
    desk.write(1, "anne@example.org").await;
    desk.wait(600);
    assert_eq!(desk.step().await, [0, 0]);
}

#[tokio::test]
async fn a_limit_that_is_reached_again_and_again_is_told_once_an_hour_at_most() {
    let mut desk = Desk::new().await;
    desk.write(1, "anne@example.org").await;
    let mut told = Vec::new();
    for minute in 0..130 {
        desk.staff.pace.daily_per_recipient = if minute % 2 == 0 { 0 } else { 2 };
        match desk.step().await {
            [0, 0] => {}
            [begun, _] => told.push((minute, begun == 1)),
        }
        desk.wait(1);
    }
    assert_eq!(told, [(0, true), (1, false), (62, true), (63, false), (124, true), (125, false)]);
}

#[tokio::test]
async fn what_was_told_while_the_clock_was_wrong_keeps_no_other_alarm_waiting() {
    let mut desk = Desk::new().await;
    let year = 366 * 24 * 60;
    desk.write(1, "anne@example.org").await;
    desk.wait(year);
    for (pace, told) in [(0, [1, 0]), (2, [0, 1])] {
        desk.staff.pace.daily_per_recipient = pace;
        assert_eq!(desk.step().await, told);
    }
    desk.wait(-year);
    desk.staff.pace.daily_per_recipient = 0;
    assert_eq!(desk.step().await, [1, 0]);
}

#[tokio::test]
async fn what_was_written_and_sent_while_the_clock_was_ahead_keeps_no_letter_waiting() {
    let mut desk = Desk::new().await;
    let year = 366 * 24 * 60;
    desk.wait(year);
    for number in 0..3 {
        desk.write(number, "anne@example.org").await;
    }
    for _ in 0..2 {
        desk.attempt(None).await;
    }
    desk.wait(-year);
    desk.attempt(None).await;
}

#[tokio::test]
async fn a_letter_that_cannot_be_written_records_no_trouble() {
    let mut desk = Desk::new().await;
    desk.staff.readers = vec!["équipe@example.org".into()];
    desk.fails(MAILBOX);
    desk.wait(31);
    let told = watch_over(&desk.staff, &desk.contacts, desk.now, &mut desk.chance).await;
    assert!(matches!(told, Err(FlowError::Mail(_))));
    assert_eq!(desk.staff.store.ongoing_troubles().await.unwrap(), []);
}

#[test]
fn a_disk_is_nearly_full_below_256_mib_and_a_small_one_below_a_twentieth() {
    let is_little = |free, total| survey::is_little(free, Room { free, total });
    assert!(is_little((256 << 20) - 1, 100 << 30) && !is_little(256 << 20, 100 << 30));
    assert!(is_little(49 << 20, 1000 << 20) && !is_little(50 << 20, 1000 << 20));
}
