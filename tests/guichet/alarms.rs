//! What cannot wait is told to the staff: once for each trouble, and again when it is over.

use std::fs;

use jiff::{Timestamp, ToSpan};

use crate::support::{Desk, Letter, Mail, people};

/// Who reads the alarms.
const STAFF: [&str; 2] = ["equipe@example.org", "accueil@example.org"];

/// A desk on a day in 2098, whose staff are told of troubles; with these keys under `[sender]`.
fn desk(sender: &str) -> Desk {
    let desk = Desk::new();
    let staff = format!("{sender}\n[staff]\ndigest_to = {STAFF:?}\n\n[store]");
    let text = fs::read_to_string(desk.config()).unwrap().replace("[store]", &staff);
    fs::write(desk.config(), text).unwrap();
    desk.set_clock(moment(0));
    desk
}

/// So many minutes after the test has begun.
fn moment(minutes: i64) -> Timestamp {
    "2098-11-28T08:00:00Z".parse::<Timestamp>().unwrap() + minutes.minutes()
}

fn deliver_bulletin(desk: &Desk, number: i64) {
    let index = usize::try_from(number - 1).unwrap();
    desk.deliver(&Mail::bulletin(number, &people(index + 1)[index]));
}

/// The letters to the staff in the order in which they were written. All have left for all readers: one
/// mail, which lies once in the Maildir.
fn told(desk: &Desk) -> Vec<Letter> {
    let written = desk.texts(
        "SELECT message_id FROM notice WHERE kind = 'alarm' AND state = 'sent' GROUP BY message_id ORDER BY id",
    );
    let readers = i64::try_from(written.len() * STAFF.len()).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE kind = 'alarm'"), readers);
    let letters = desk.letters();
    let letter = |id: &String| {
        let letter = letters.iter().find(|letter| letter.message_id == *id).unwrap();
        assert_eq!(letter.to, STAFF);
        assert_eq!(letter.auto_submitted.as_deref(), Some("auto-generated"));
        letter.clone()
    };
    written.iter().map(letter).collect()
}

/// What these letters are about, e.g. `le disque est presque plein`.
fn subjects(desk: &Desk) -> Vec<String> {
    let about =
        |letter: Letter| letter.subject.replace('\u{a0}', " ").split_once(" : ").unwrap().1.to_owned();
    told(desk).into_iter().map(about).collect()
}

const FULL: &str = "le disque est presque plein";
const ROOM_AGAIN: &str = "le disque a de nouveau de la place";

#[test]
fn a_disk_that_is_nearly_full_is_told_once_until_there_is_clearly_room_again() {
    let desk = desk("");
    desk.set_free(300 << 20);
    desk.run_once().well();
    assert_eq!(subjects(&desk), [""; 0]);
    desk.set_free(200 << 20);
    let log = desk.run_once().well();
    assert!(log.contains("ERROR") && log.contains("nearly full, with 209 MB free"), "{log}");
    assert!(told(&desk)[0].text.contains("209\u{a0}Mo"), "{}", told(&desk)[0].text);
    for free in [100 << 20, 300 << 20, 500 << 20, 10 << 20] {
        desk.set_free(free);
        desk.run_once().well();
        assert_eq!(subjects(&desk), [FULL], "with {free} octets free");
    }
    desk.set_free(513 << 20);
    assert!(desk.run_once().well().contains("over: trouble with disk"));
    assert_eq!(subjects(&desk), [FULL, ROOM_AGAIN]);
    desk.set_free(200 << 20);
    desk.run_once().well();
    assert_eq!(subjects(&desk), [FULL, ROOM_AGAIN, FULL], "a new trouble");
}

#[test]
fn a_kill_at_any_step_of_an_alarm_neither_loses_nor_repeats_it() {
    for step in ["noticed", "alarmed", "told", "counted", "delivered", "sent"] {
        let desk = desk("");
        desk.run_once().well();
        let kill_at = |step: &str| {
            let mut running = desk.round_until(step);
            assert!(running.says(&format!("stopped at {step}")), "{step} is not reached");
            running.kill();
        };
        desk.set_free(1 << 20);
        kill_at(step);
        let is_recorded = desk.count("SELECT count(*) FROM trouble");
        assert_eq!(
            desk.count("SELECT count(*) FROM notice"),
            2 * is_recorded,
            "neither without the other: {step}"
        );
        desk.run_once().well();
        desk.run_once().well();
        assert_eq!(subjects(&desk), [FULL], "after a kill at {step}");

        desk.set_free(1 << 40);
        kill_at(if step == "noticed" { "ended" } else { step });
        desk.run_once().well();
        desk.run_once().well();
        assert_eq!(subjects(&desk), [FULL, ROOM_AGAIN], "after a kill at {step}");
        desk.assert_sound();
    }
}

#[test]
fn a_mailbox_that_one_round_after_the_other_misses_is_told_after_half_an_hour() {
    let desk = desk("");
    deliver_bulletin(&desk, 1);
    desk.run_once().well();
    let (inbox, aside) = (desk.inbox(), desk.path("aside"));
    fs::rename(&inbox, &aside).unwrap();
    for (minutes, letters) in [(10, 0), (39, 0), (41, 1), (90, 1)] {
        desk.set_clock(moment(minutes));
        assert_eq!(desk.run_once().code, Some(1));
        assert_eq!(told(&desk).len(), letters, "after {minutes} minutes");
    }
    let alarm = told(&desk).remove(0);
    // 08:10 UTC is 09:10 in Paris.
    assert!(
        alarm.text.contains("Depuis le vendredi 28\u{a0}novembre 2098 à 9\u{a0}h\u{a0}10,"),
        "{}",
        alarm.text
    );
    let detail = alarm.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(detail.contains("cannot be read: No such file or directory"), "{}", alarm.text);

    fs::rename(&aside, &inbox).unwrap();
    desk.set_clock(moment(100));
    desk.run_once().well();
    let expected =
        ["la boîte de réception est inaccessible", "la boîte de réception est de nouveau accessible"];
    assert_eq!(subjects(&desk), expected);
    assert!(
        told(&desk)[1].text.contains("de 9\u{a0}h\u{a0}10 à\u{a0}10\u{a0}h\u{a0}40."),
        "{}",
        told(&desk)[1].text
    );
    let row =
        "SELECT flow || ' ' || works_at || ' ' || coalesce(fails_since, 'works') FROM contact ORDER BY flow";
    let works = |flow| format!("{flow} {} works", moment(100).as_second());
    assert_eq!(desk.texts(row), [works("mailbox"), works("sender")]);
}

#[test]
fn letters_that_wait_for_the_pace_are_told_and_so_is_that_none_waits_any_more() {
    let desk = desk("hourly_limit = 2");
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    desk.run_once().well();
    desk.run_once().well();
    assert_eq!(subjects(&desk), ["des réponses attendent"]);
    let text = told(&desk)[0].text.replace(['\u{a0}', '\n'], " ");
    assert!(text.contains("2 messages par heure") && text.contains("hourly_limit"), "{text}");
    assert!(text.contains("Une réponse attend"), "{text}");
    desk.set_clock(moment(61));
    desk.run_once().well();
    assert_eq!(subjects(&desk), ["des réponses attendent", "plus aucune réponse n’attend"]);
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'"), 0);
}

#[test]
fn a_pause_by_hand_is_no_trouble_and_holds_no_alarm_back() {
    let desk = desk("");
    desk.run_once().well();
    desk.says("pause");
    deliver_bulletin(&desk, 1);
    desk.run_once().well();
    desk.set_clock(moment(120));
    desk.run_once().well();
    assert_eq!(subjects(&desk), [""; 0]);
    desk.set_free(0);
    desk.run_once().well();
    assert_eq!(subjects(&desk), [FULL]);
    assert_eq!(desk.texts("SELECT state FROM notice WHERE kind = 'confirmed'"), ["due"]);
}

#[test]
fn a_message_on_which_the_desk_fails_is_told_until_somebody_has_settled_it() {
    let desk = desk("");
    desk.run_once().well();
    desk.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON registration BEGIN SELECT raise(ABORT, 'broken'); END",
    )
    .unwrap();
    deliver_bulletin(&desk, 1);
    desk.run_once().well();
    let alarm = told(&desk).remove(0);
    let text = alarm.text.replace('\u{a0}', " ");
    assert!(text.contains("De : personne1@example.org"), "{text}");
    assert!(text.contains("guichet reviews"), "{text}");

    // What fails within the hour is told together once it is over.
    for (number, minutes) in [(2, 10), (3, 50)] {
        deliver_bulletin(&desk, number);
        desk.set_clock(moment(minutes));
        desk.run_once().well();
        assert_eq!(told(&desk).len(), 1);
    }
    desk.set_clock(moment(61));
    desk.run_once().well();
    assert_eq!(subjects(&desk), ["un message n’a pas pu être traité", "2 alertes"]);

    desk.execute("UPDATE review SET resolved_at = 1, resolution = 'done', reading = NULL WHERE message = 1")
        .unwrap();
    desk.run_once().well();
    desk.run_once().well();
    assert_eq!(subjects(&desk)[2..], ["le message est réglé"]);
    assert_eq!(desk.count("SELECT count(*) FROM trouble WHERE over_at IS NULL"), 2);
}

#[test]
fn a_dry_run_tells_nobody() {
    let desk = desk("");
    desk.run_once().well();
    desk.set_free(0);
    let said = desk.says("run --dry-run");
    assert!(said.contains("0 messages would be handled and 0 letters sent"), "{said}");
    assert_eq!(desk.count("SELECT count(*) FROM trouble"), 0);
}

#[test]
fn where_nobody_is_to_be_told_troubles_are_still_in_the_log() {
    let desk = Desk::new();
    desk.set_free(0);
    assert!(desk.run_once().well().contains("nearly full"));
    assert!(!desk.run_once().well().contains("nearly full"), "once");
    assert_eq!(desk.count("SELECT count(*) FROM notice"), 0);
}
