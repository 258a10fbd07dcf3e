//! `guichet check` says what works, what does not, and what to do.

use std::fs;

use crate::support::{Desk, Mail, people};

/// The line on `what`, its columns parted by one space.
fn line(said: &str, what: &str) -> String {
    let line = said.lines().find(|line| line.starts_with(what)).unwrap_or_else(|| panic!("{said}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_sound_desk_works_in_every_part_before_its_first_start_and_after() {
    let desk = Desk::new();
    let said = desk.says("check");
    assert_eq!(line(&said, "configuration"), "configuration works 1 event, 1 to come");
    assert!(line(&said, "store").ends_with("guichet.db is made at the first start"), "{said}");
    assert!(!desk.database().exists());

    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    let said = desk.says("check");
    assert_eq!(line(&said, "store"), "store works 1 registration, no letter waits");
    assert!(line(&said, "mailbox").starts_with("mailbox works 1 message in /"), "{said}");
    assert!(line(&said, "sender").starts_with("sender works"), "{said}");
}

#[test]
fn what_does_not_work_is_named_with_a_remedy_and_the_rest_is_tried_all_the_same() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.inbox()).unwrap();
    fs::write(desk.database(), "no database").unwrap();
    let (code, said) = desk.tries("check");
    assert_eq!(code, Some(1));
    assert!(line(&said, "mailbox").starts_with("mailbox does not work"), "{said}");
    assert!(line(&said, "mailbox").contains("check that it exists"), "{said}");
    assert!(line(&said, "store").contains("restore the latest copy"), "{said}");
    assert!(line(&said, "sender").starts_with("sender works"), "{said}");
}

#[test]
fn a_test_letter_is_sent_on_demand() {
    let desk = Desk::new();
    let said = desk.says("check --send-test anne@example.org");
    assert!(line(&said, "test letter").starts_with("test letter works"), "{said}");
    let letters = desk.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, ["anne@example.org"]);
    assert_eq!(letters[0].subject, "Message d’essai");
}

#[test]
fn a_clock_that_was_set_back_is_named() {
    let desk = Desk::new();
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    assert!(line(&desk.says("check"), "clock").starts_with("clock works it is 2"));

    desk.execute("UPDATE message SET handled_at = handled_at + 86400").unwrap();
    let (code, said) = desk.tries("check");
    assert_eq!(code, Some(1));
    assert!(line(&said, "clock").contains("does not work it is 2"), "{said}");
    assert!(line(&said, "clock").ends_with("set this machine's clock (timedatectl(1))"), "{said}");
}
