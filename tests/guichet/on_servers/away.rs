//! Servers go away and come back; lines are cut; passwords are wrong for a while. All goes on by itself.

use super::{all_answered, assert_each_once, deliver_bulletin, opened_desk};
use crate::servers::{PASSWORD, Proxy, ServerDesk, USER};

/// A desk that has looked at its mailbox once, and whose line to it goes over a proxy.
fn desk_over_a_proxy(keys: &str) -> (ServerDesk, Proxy) {
    let desk = opened_desk();
    let proxy = Proxy::to(desk.dovecot.imaps);
    desk.configure(&format!("{}{keys}\n", desk.imaps(proxy.port)), &desk.smtps(desk.postfix.smtps));
    (desk, proxy)
}

#[test]
fn what_comes_while_dovecot_is_killed_is_answered_once_it_is_back() {
    let mut desk = opened_desk();
    let daemon = desk.run();
    deliver_bulletin(&desk, 1);
    all_answered(&desk, [1]);
    // A Dovecot that dies before it has told Postfix that it has the letter gets the letter again.
    desk.eventually(|| desk.postfix.log().contains("status=sent"));
    desk.dovecot.kill();
    deliver_bulletin(&desk, 2);
    desk.eventually(|| desk.log().contains("the mailbox on localhost"));
    desk.dovecot.start();
    all_answered(&desk, [2]);
    deliver_bulletin(&desk, 3);
    all_answered(&desk, [3]);
    let log = daemon.terminate().well();
    assert!(log.contains("the mailbox works again"), "{log}");
    assert_each_once(&desk, 1..=3);
}

#[test]
fn a_line_that_is_cut_in_the_middle_of_a_fetch_loses_and_doubles_nothing() {
    let (desk, proxy) = desk_over_a_proxy("");
    for number in 1..=20 {
        deliver_bulletin(&desk, number);
    }
    // The handshake and the listing are about 5 kB, the messages 15 kB.
    for octets in [6_000, 9_000, 12_000] {
        proxy.cut_after(octets);
        assert_eq!(desk.desk.run_once().code, Some(1), "the line is cut");
        desk.desk.assert_sound();
    }
    let daemon = desk.run();
    desk.eventually(|| desk.log().contains("the desk is open"));
    all_answered(&desk, 1..=20);
    daemon.terminate().well();
    assert_each_once(&desk, 1..=20);
}

#[test]
fn a_line_that_is_cut_while_it_waits_is_taken_up_again() {
    let (desk, proxy) = desk_over_a_proxy("poll_every = \"1h\"");
    let daemon = desk.run();
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
        all_answered(&desk, [number]);
        proxy.cut();
    }
    deliver_bulletin(&desk, 4);
    all_answered(&desk, [4]);
    daemon.terminate().well();
    assert_each_once(&desk, 1..=4);
}

#[test]
fn a_line_on_which_nothing_comes_any_more_is_given_up() {
    let (desk, proxy) = desk_over_a_proxy("poll_every = \"1s\"");
    let daemon = desk.run();
    deliver_bulletin(&desk, 1);
    all_answered(&desk, [1]);
    proxy.freeze();
    deliver_bulletin(&desk, 2);
    desk.eventually(|| desk.log().contains("it was silent for 30 seconds"));
    proxy.thaw();
    all_answered(&desk, [2]);
    daemon.terminate().well();
    assert_each_once(&desk, 1..=2);
}

#[test]
fn a_mailbox_that_is_away_keeps_no_letter_back() {
    let (mut desk, proxy) = desk_over_a_proxy("");
    deliver_bulletin(&desk, 1);
    desk.postfix.kill();
    drop(desk.desk.run_once());
    assert_eq!(desk.desk.list().len(), 1);
    proxy.refuse();
    desk.postfix.start();
    let _daemon = desk.run();
    all_answered(&desk, [1]);
    assert!(desk.log().contains("the mailbox on localhost"), "{}", desk.log());
}

#[test]
fn a_wrong_password_that_is_put_right_works_by_itself() {
    let desk = opened_desk();
    desk.dovecot.break_password(USER);
    deliver_bulletin(&desk, 1);
    let daemon = desk.run();
    desk.eventually(|| desk.log().contains("refused the login"));
    desk.dovecot.set_password(USER, PASSWORD);
    all_answered(&desk, [1]);
    let log = daemon.terminate().well();
    assert!(!log.contains(PASSWORD), "{log}");
    assert_each_once(&desk, [1]);
}

#[test]
fn while_postfix_is_killed_registrations_go_on_and_the_letters_leave_once_it_is_back() {
    let mut desk = opened_desk();
    desk.postfix.kill();
    let daemon = desk.run();
    deliver_bulletin(&desk, 1);
    deliver_bulletin(&desk, 2);
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM registration") == 2);
    desk.eventually(|| desk.log().contains("cannot be used"));
    desk.postfix.start();
    all_answered(&desk, [1, 2]);
    daemon.terminate().well();
    assert_each_once(&desk, 1..=2);
}
