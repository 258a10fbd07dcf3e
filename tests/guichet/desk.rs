//! The desk as a whole: mail in, seats and letters out, and never twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Desk, Letter, Mail, people};
use guichet::demo::forms::Layout;

/// 33 bulletins in order of arrival, in a form or in the body.
fn bulletins() -> Vec<Mail> {
    let layouts = [
        Layout::TwoColumns,
        Layout::FourColumns,
        Layout::Grid,
        Layout::Lines,
        Layout::Leaders,
        Layout::Controls,
    ];
    (1..)
        .zip(&people(33))
        .map(|(number, person)| match layouts.get(usize::try_from(number).unwrap() % 8) {
            Some(&layout) => Mail::form(number, person, layout),
            None => Mail::bulletin(number, person),
        })
        .collect()
}

/// Delivers under names in another order than that of arrival, to both folders.
fn deliver_shuffled(desk: &Desk, mails: &[Mail]) {
    let mut names: Vec<usize> = (0..mails.len()).collect();
    fastrand::Rng::with_seed(33).shuffle(&mut names);
    for (mail, name) in mails.iter().zip(names) {
        let place =
            if name % 3 == 0 { format!("cur/{name:02}.host:2,S") } else { format!("new/{name:02}.host") };
        desk.deliver_as(mail, &place);
    }
}

fn expected_list() -> Vec<String> {
    let standing = |index: usize| match index {
        ..25 => "confirmed".to_owned(),
        _ => format!("waitlisted {}", index - 24),
    };
    let people = people(33);
    people
        .iter()
        .enumerate()
        .map(|(index, (last, first))| format!("{} {last} {first}", standing(index)))
        .collect()
}

#[test]
fn of_33_bulletins_and_3_repeats_25_are_confirmed_and_8_waitlisted_in_order_of_arrival() {
    let desk = Desk::new();
    let mut mails = bulletins();
    for (number, repeated) in [(40, 0), (41, 11), (42, 32)] {
        mails.push(mails[repeated].copied(number));
    }
    deliver_shuffled(&desk, &mails);
    let before = desk.inbox_as_it_is();
    assert_eq!(before.len(), 36);

    desk.run_once().well();
    assert_eq!(desk.list(), expected_list());
    let letters = desk.letters();
    assert_one_answer_each(&letters, &mails[..33]);
    desk.assert_all_letters_sent();
    desk.assert_sound();

    desk.run_once().well();
    assert_eq!(desk.list(), expected_list());
    assert_eq!(desk.letters(), letters);
    assert!(desk.inbox_as_it_is() == before, "the desk changed the mailbox");
}

/// Each message has one answer: in its thread, marked as automatic, to its sender alone.
fn assert_one_answer_each(letters: &[Letter], mails: &[Mail]) {
    let answers: BTreeMap<_, _> =
        letters.iter().map(|letter| (letter.in_reply_to.clone().unwrap(), letter)).collect();
    assert_eq!((letters.len(), answers.len()), (mails.len(), mails.len()));
    for mail in mails {
        let answer = answers[mail.id()];
        assert_eq!(answer.to, [mail.sender()]);
        assert_eq!(answer.copied_to, [""; 0]);
        assert_eq!(answer.auto_submitted.as_deref(), Some("auto-replied"));
    }
}

#[test]
fn a_mailbox_copied_elsewhere_adds_nothing() {
    let desk = Desk::new();
    deliver_shuffled(&desk, &bulletins());
    desk.run_once().well();
    let letters = desk.letters();

    let elsewhere = desk.path("elsewhere");
    for part in ["new", "cur"] {
        fs::create_dir_all(elsewhere.join(part)).unwrap();
    }
    for (number, octets) in desk.inbox_as_it_is().values().enumerate() {
        fs::write(elsewhere.join("new").join(number.to_string()), octets).unwrap();
    }
    desk.configure(&elsewhere, 25, "2099-03-23T18:00");
    let log = desk.run_once().well();
    assert_eq!(log.matches("same-message").count(), 33, "{log}");
    assert_eq!(desk.list(), expected_list());
    assert_eq!(desk.letters(), letters);
}

#[test]
fn a_message_that_somebody_reads_is_not_handled_again() {
    let desk = Desk::new();
    let delivered = desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    let name = delivered.file_name().unwrap().to_str().unwrap();
    fs::rename(&delivered, desk.inbox().join("cur").join(format!("{name}:2,RS"))).unwrap();
    let log = desk.run_once().well();
    assert!(!log.contains("handled"), "{log}");
    assert_eq!(desk.count("SELECT count(*) FROM copy"), 1);
}

#[test]
fn a_bulletin_that_a_machine_brings_counts_and_is_not_answered() {
    let desk = Desk::new();
    let people = people(2);
    desk.deliver(&Mail::bulletin(1, &people[0]).with_field("Auto-Submitted: auto-generated"));
    desk.deliver(&Mail::bulletin(2, &people[1]).with_field("Return-Path: <>"));
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT outcome FROM message ORDER BY id"), ["registered", "review"]);
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick"]);
    assert_eq!(desk.letters(), []);
}

#[test]
fn mail_that_a_machine_wrote_is_never_answered() {
    let desk = Desk::new();
    let person = &people(1)[0];
    let machines = [
        Mail::bulletin(1, person).with_field("Auto-Submitted: auto-replied"),
        Mail::question(2).with_field("Return-Path: <>"),
        Mail::new(3, "Absence du bureau : Inscription", "Je m'inscris au conseil citoyen à mon retour.\n"),
        Mail::new(4, "Lettre", "Inscrivez-vous.\n").with_field("List-Unsubscribe: <mailto:x@example.org>"),
    ];
    for mail in &machines {
        desk.deliver(mail);
    }
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT outcome FROM message"), ["automatic"; 4]);
    assert_eq!(desk.list(), [""; 0]);
    assert_eq!(desk.letters(), []);
    let personal = "SELECT count(*) FROM message WHERE sender IS NOT NULL OR subject IS NOT NULL";
    assert_eq!(desk.count(personal), 0);
}

#[test]
fn a_bulletin_that_forbids_an_answer_is_registered_and_shown_to_the_staff() {
    let desk = Desk::new();
    let people = people(2);
    desk.deliver(&Mail::bulletin(1, &people[0]).with_field("Precedence: bulk"));
    desk.deliver(&Mail::bulletin(2, &people[1]).with_field("X-Auto-Response-Suppress: All"));
    desk.run_once().well();
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick", "confirmed Le Goff Hélène"]);
    assert_eq!(desk.letters(), []);
    assert_eq!(desk.texts("SELECT reason FROM review"), ["not-answered"; 2]);
}

#[test]
fn late_is_what_was_received_after_closing_time_whenever_it_is_read() {
    let desk = Desk::new();
    desk.configure(&desk.inbox(), 25, "2026-02-26T18:00");
    let people = people(2);
    desk.deliver(&Mail::bulletin(1, &people[0]).received_at("2026-02-26T16:59:59Z"));
    desk.deliver(&Mail::bulletin(2, &people[1]).received_at("2026-02-26T17:00:01Z"));
    desk.run_once().well();
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick"]);
    assert_eq!(desk.texts("SELECT kind FROM notice ORDER BY id"), ["confirmed", "late"]);
    assert_eq!(desk.texts("SELECT reason FROM review"), ["late"]);
}

#[test]
fn the_log_holds_no_name_address_or_subject_of_any_message() {
    let desk = Desk::with_seats(20);
    let mut mails = bulletins();
    mails.push(Mail::question(50));
    mails.push(mails[3].copied(51));
    mails.push(Mail::cancellation(52, &mails[1].sender()));
    deliver_shuffled(&desk, &mails);
    let log = desk.run_once().well();
    assert_eq!(desk.count("SELECT count(*) FROM registration WHERE state = 'cancelled'"), 1);
    let mut personal: BTreeSet<String> =
        ["Inscription", "Accessibilité", "Annulation", "fauteuil"].map(str::to_owned).into();
    for (last, first) in people(33) {
        personal.extend([last, first]);
    }
    for mail in &mails {
        personal.extend([mail.sender(), mail.id().to_owned()]);
    }
    let log = log.to_lowercase();
    for word in personal {
        assert!(!log.contains(&word.to_lowercase()), "the log has {word:?}:\n{log}");
    }
    assert!(!log.contains('@'), "{log}");
}

#[test]
fn paused_the_desk_records_and_answers_nothing_until_it_resumes() {
    let desk = Desk::new();
    desk.run_once().well();
    assert_eq!(desk.says("pause"), "answers are paused, registrations go on; no letter waits\n");
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    assert_eq!(desk.list().len(), 1);
    assert_eq!(desk.letters(), []);
    assert_eq!(desk.says("pause"), "answers were paused already, registrations go on; 1 letter waits\n");
    assert_eq!(desk.says("resume"), "answers go out again; 1 letter waits\n");
    desk.run_once().well();
    assert_eq!(desk.letters().len(), 1);
    desk.assert_all_letters_sent();
}

#[test]
fn a_pause_takes_hold_of_a_desk_at_work() {
    let desk = Desk::new();
    let mut running = desk.run();
    assert!(running.says("the desk is open"));
    desk.says("pause");
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    assert!(running.says("handled"));
    assert_eq!(running.terminate().code, Some(0));
    assert_eq!(desk.list().len(), 1);
    assert_eq!(desk.letters(), []);
}
