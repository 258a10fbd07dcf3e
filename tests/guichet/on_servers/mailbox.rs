//! A mailbox in which other people work too, with a past, and with numbers that may change.

use std::time::{Duration, SystemTime};

use super::{all_answered, assert_each_once, deliver_bulletin, opened_desk};
use crate::servers::{Colleague, PASSWORD, ServerDesk, USER};
use crate::support::{Mail, people};

#[test]
fn what_colleagues_do_changes_nothing_but_what_is_reported() {
    let desk = opened_desk();
    let bulletins: Vec<Mail> =
        (1..).zip(&people(5)).map(|(number, person)| Mail::bulletin(number, person)).collect();
    for bulletin in &bulletins {
        desk.dovecot.deliver(USER, &bulletin.octets());
    }
    // The desk has seen all five and is killed over the first.
    let mut round = desk.desk.round_until("read:1");
    assert!(round.says("stopped at read"));
    round.kill();

    let mut colleague = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    colleague.reads(bulletins[0].id());
    colleague.says("CREATE Archives").unwrap();
    colleague.moves(bulletins[2].id(), "Archives");
    colleague.deletes(bulletins[3].id());
    let daemon = desk.run();
    all_answered(&desk, [1, 2, 5]);
    let waiting = "SELECT count(*) FROM copy WHERE state = 'waiting'";
    // Its next tries are due.
    desk.eventually(|| {
        desk.desk.execute("UPDATE copy SET next_try = 0").unwrap();
        desk.desk.count(waiting) == 0
    });
    let log = daemon.terminate().well();
    assert_eq!(log.matches("somebody moved or deleted it").count(), 2, "{log}");
    assert_each_once(&desk, [1, 2, 5]);
    let seen: Vec<bool> =
        desk.dovecot.messages(USER, "INBOX").iter().map(|message| message.flags.contains("\\Seen")).collect();
    assert_eq!(seen, [true, false, false]);
}

#[test]
fn the_past_of_a_mailbox_is_never_answered_not_even_when_its_numbers_change() {
    let desk = ServerDesk::new();
    let year_ago = SystemTime::now() - Duration::from_hours(365 * 24);
    for number in 1..=3 {
        let mail = Mail::bulletin(number, &people(3)[0]);
        desk.dovecot.deliver_at(USER, &mail.octets(), year_ago);
    }
    desk.desk.run_once().well();
    deliver_bulletin(&desk, 4);
    desk.desk.run_once().well();
    assert_eq!(desk.desk.list().len(), 1);

    desk.dovecot.reset_uid_validity(USER, "INBOX");
    deliver_bulletin(&desk, 5);
    desk.desk.run_once().well();
    desk.eventually(|| desk.letters_to("personne5").len() == 1);
    assert_each_once(&desk, [4, 5]);
    assert_eq!(desk.desk.count("SELECT count(*) FROM message"), 2);
}

#[test]
fn with_since_a_mailbox_is_handled_from_that_day_on() {
    let desk = ServerDesk::new();
    let day = Duration::from_hours(24);
    for (number, days) in [(1, 40), (2, 20)] {
        let mail = Mail::bulletin(number, &people(2)[usize::try_from(number - 1).unwrap()]);
        desk.dovecot.deliver_at(USER, &mail.octets(), SystemTime::now() - days * day);
    }
    let since = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(30 * 24);
    let mailbox = format!("{}since = {}\n", desk.imaps(desk.dovecot.imaps), since.strftime("%Y-%m-%d"));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    desk.desk.run_once().well();
    assert_eq!(desk.desk.list(), ["confirmed Le Goff Hélène"]);
}

#[test]
fn a_server_that_announces_nothing_and_cannot_move_is_polled_all_the_same() {
    let desk = ServerDesk::concealing(&["IDLE", "MOVE"]);
    let mailbox = format!("{}poll_every = \"1s\"\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    desk.desk.run_once().well();
    let daemon = desk.run();
    for number in 1..=2 {
        deliver_bulletin(&desk, number);
        all_answered(&desk, [number]);
    }
    daemon.terminate().well();
    assert_each_once(&desk, 1..=2);
}
