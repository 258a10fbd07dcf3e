//! The daemon at work: what systemd hears of it, and how it does without its servers.

use std::fs;
use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{Desk, Mail, Running, Smtp, Systemd, people};

/// The patience of a watchdog to which nothing is said for so long that it bites.
const WATCHDOG: Duration = Duration::from_millis(200);

/// Delivers a bulletin and waits until it is handled.
fn handle(desk: &Desk, running: &mut Running, number: i64) {
    let people = people(usize::try_from(number).unwrap());
    desk.deliver(&Mail::bulletin(number, people.last().unwrap()));
    assert!(running.says("handled"), "message {number} is not handled");
}

#[test]
fn systemd_hears_that_the_desk_is_open_how_it_stands_that_it_is_well_and_that_it_closes() {
    let (desk, systemd) = (Desk::new(), Systemd::new());
    let mut running = desk.run_under(&systemd, WATCHDOG);
    let mut said = systemd.hears("STATUS=no message handled yet; no letter waits");
    handle(&desk, &mut running, 1);
    said.extend(systemd.hears("STATUS=1 message handled, last "));
    said.extend(systemd.hears("WATCHDOG=1"));
    running.terminate().well();
    said.extend(systemd.heard());

    assert_eq!(said[0], "READY=1");
    assert_eq!(said.last().map(String::as_str), Some("STOPPING=1"));
    let count = |word: &str| said.iter().filter(|line| line.starts_with(word)).count();
    assert_eq!([count("READY=1"), count("STOPPING=1")], [1, 1], "{said:#?}");
    assert!(count("WATCHDOG=1") > 3, "{said:#?}");
}

#[test]
fn the_watchdog_of_a_desk_that_hangs_is_not_fed() {
    let (desk, systemd) = (Desk::new(), Systemd::new());
    let mut running = desk.run_under_until(&systemd, WATCHDOG, "claimed");
    systemd.hears("WATCHDOG=1");
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    assert!(running.says("stopped at claimed"));
    systemd.heard();
    sleep(2 * WATCHDOG);
    assert_eq!(systemd.heard(), [""; 0]);
}

#[test]
fn a_mail_server_that_says_nothing_keeps_no_message_waiting_and_does_not_delay_the_end() {
    let desk = Desk::new();
    let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    desk.send_to(silent.local_addr().unwrap().port());
    let mut running = desk.run();
    let begun = Instant::now();
    for number in 1..=3 {
        handle(&desk, &mut running, number);
    }
    running.terminate().well();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(desk.texts("SELECT state FROM notice"), ["due"; 3]);
    assert_eq!(desk.count("SELECT sum(attempts) FROM notice"), 0);
}

#[test]
fn a_mail_server_that_is_away_is_told_of_once_and_gets_the_letters_when_it_is_back() {
    let (desk, systemd, server) = (Desk::new(), Systemd::new(), Smtp::away());
    desk.send_to(server.port);
    let mut running = desk.run_under(&systemd, WATCHDOG);
    handle(&desk, &mut running, 1);
    let said = systemd.hears("STATUS=sender unreachable since ");
    assert!(said.last().unwrap().contains("the mail server 127.0.0.1:"), "{said:#?}");
    while server.missed.load(Ordering::SeqCst) < 3 {
        sleep(Duration::from_millis(50));
    }
    server.comes_back();
    assert!(running.says("the sender works again"));
    let mail = server.mails.recv_timeout(Duration::from_secs(30)).unwrap();
    assert!(mail.contains("personne1@example.org"), "{mail}");
    systemd.hears("STATUS=1 message handled");

    let log = running.terminate().well();
    assert_eq!(log.matches("cannot be used").count(), 1, "{log}");
    assert_eq!(desk.texts("SELECT state FROM notice"), ["sent"]);
    assert_eq!(desk.count("SELECT sum(attempts) FROM notice"), 1);
}

#[test]
fn a_mailbox_that_is_away_is_told_of_once_and_keeps_no_letter_back() {
    let desk = Desk::new();
    let mut running = desk.run();
    assert!(running.says("the desk is open"));
    desk.says("pause");
    handle(&desk, &mut running, 1);
    let aside = desk.path("aside");
    fs::rename(desk.inbox(), &aside).unwrap();
    assert!(running.says("cannot be read"));
    desk.says("resume");
    let begun = Instant::now();
    while desk.letters().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(30), "the letter is kept back");
        sleep(Duration::from_millis(50));
    }

    fs::rename(&aside, desk.inbox()).unwrap();
    assert!(running.says("the mailbox works again"));
    handle(&desk, &mut running, 2);
    let log = running.terminate().well();
    assert_eq!(log.matches("cannot be read").count(), 1, "{log}");
    assert_eq!(desk.list().len(), 2);
    desk.run_once().well();
    desk.assert_all_letters_sent();
}

#[test]
fn what_breaks_the_book_ends_the_daemon_so_that_it_is_started_again() {
    let desk = Desk::new();
    let mut running = desk.run();
    assert!(running.says("the desk is open"));
    desk.execute("DROP TABLE pause").unwrap();
    let sentence = running.end().with_one_sentence(1);
    assert!(sentence.contains("the database failed"), "{sentence}");
}
