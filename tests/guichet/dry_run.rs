//! `guichet run --dry-run` says what would be done, and does nothing.

use std::fs;

use crate::support::{Desk, Mail, people};

#[test]
fn a_dry_run_says_what_would_be_done_and_does_none_of_it() {
    let desk = Desk::with_seats(1);
    let people = people(3);
    desk.deliver(&Mail::bulletin(1, &people[0]));
    desk.run_once().well();
    desk.deliver(&Mail::bulletin(2, &people[1]));
    let (rows, letters) = (desk.says("participants"), desk.letters());

    let said = desk.says("run --dry-run");
    assert!(said.contains("registration  registered"), "{said}");
    assert!(said.contains("waitlisted"), "{said}");
    assert!(said.ends_with("1 message would be handled and 1 letter sent; nothing was recorded or sent\n"));
    assert_eq!(desk.says("participants"), rows);
    assert_eq!(desk.letters(), letters);

    desk.run_once().well();
    assert_eq!(desk.letters().len(), 2);
}

#[test]
fn a_dry_run_before_the_first_start_makes_no_files() {
    let desk = Desk::new();
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    let said = desk.says("run --dry-run");
    assert!(said.contains("1 message would be handled and 1 letter sent"), "{said}");
    assert!(!desk.database().exists());
    assert!(!fs::exists(desk.outbox()).unwrap());
}
