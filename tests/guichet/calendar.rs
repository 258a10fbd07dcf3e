//! What people put into their calendars, as the programs of others read it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Desk, Letter, Mail, people};
use guichet::event::Event;
use guichet::letters::calendar;
use jiff::Timestamp;
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};

/// Scripts that tell what another program reads in a calendar.
const READERS: [&str; 2] = ["read_with_icalendar.py", "read_with_libical.py"];

/// What a reader says of this file.
fn read_with(reader: &str, file: &[u8]) -> Value {
    // Debian's own Python, whose libraries tests/run installs.
    let mut python = Command::new("/usr/bin/python3")
        .arg(Path::new("tests/guichet/calendar").join(reader))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(file).unwrap();
    let output = python.wait_with_output().unwrap();
    let refusal = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{reader}: {refusal}\n{}", String::from_utf8_lossy(file));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn assert_all_read(file: &[u8], expected: &Value) {
    for reader in READERS {
        assert_eq!(read_with(reader, file), *expected, "{reader}");
    }
}

/// The calendar files that come with a letter.
fn calendars(letter: &Letter) -> Vec<Vec<u8>> {
    let parsed = MessageParser::new().parse(&letter.octets).unwrap();
    let attachments = parsed.attachments().map(|part| {
        let media_type = part.content_type().unwrap();
        assert_eq!((media_type.ctype(), media_type.subtype()), ("text", Some("calendar")));
        assert_eq!(media_type.attribute("charset"), Some("utf-8"));
        assert_eq!(media_type.attribute("method"), Some("PUBLISH"));
        assert!(part.content_disposition().unwrap().is_attachment());
        assert_eq!(part.attachment_name(), Some("rencontre.ics"));
        part.contents().to_owned()
    });
    attachments.collect()
}

/// A desk whose event lasts over the night of the change to summer time.
fn desk() -> Desk {
    let desk = Desk::with_seats(2);
    set(&desk, r#"starts = "2099-03-24T09:00""#, r#"starts = "2026-03-28T20:30""#);
    set(&desk, r#"ends = "2099-03-24T12:00""#, r#"ends = "2026-03-29T08:00""#);
    set(&desk, r#"closes = "2099-03-23T18:00""#, r#"closes = "2026-03-27T18:00""#);
    set(&desk, r#"place = "IREV, Lille""#, r#"place = "IREV, 135 boulevard Painlevé; « Lille » 🎉""#);
    desk.set_clock("2026-02-26T12:00:00Z".parse().unwrap());
    desk
}

/// Changes the configuration.
fn set(desk: &Desk, from: &str, to: &str) {
    let text = fs::read_to_string(desk.config()).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(desk.config(), text.replace(from, to)).unwrap();
}

/// The letter that answers `mail`.
#[track_caller]
fn answer(desk: &Desk, mail: &Mail) -> Letter {
    desk.deliver(mail);
    desk.run_once().well();
    let mut letters =
        desk.letters().into_iter().filter(|letter| letter.in_reply_to.as_deref() == Some(mail.id()));
    letters.next().unwrap()
}

#[test]
fn a_confirmation_brings_the_event_for_the_calendar_and_a_later_one_what_changed() {
    let desk = desk();
    let people = people(2);
    let files = calendars(&answer(&desk, &Mail::bulletin(1, &people[0])));
    assert_eq!(files.len(), 1);
    let mut expected = json!({
        "method": "PUBLISH",
        "uid": "rencontre@irev.example",
        "sequence": 0,
        "starts": "2026-03-28T19:30:00Z",
        "ends": "2026-03-29T06:00:00Z",
        "summary": "Rencontre de réseau référents conseil citoyen",
        "location": "IREV, 135 boulevard Painlevé; «\u{a0}Lille\u{a0}» 🎉",
        "organiser": "mailto:contact@irev.example",
        "organiser_name": "IREV",
    });
    assert_all_read(&files[0], &expected);

    set(&desk, r#"starts = "2026-03-28T20:30""#, r#"starts = "2026-03-29T03:30""#);
    let files = calendars(&answer(&desk, &Mail::bulletin(2, &people[1])));
    expected["sequence"] = 1.into();
    expected["starts"] = "2026-03-29T01:30:00Z".into();
    assert_all_read(&files[0], &expected);
}

#[test]
fn only_a_letter_that_tells_of_a_seat_brings_a_calendar() {
    let desk = desk();
    let people = people(3);
    let first = Mail::bulletin(1, &people[0]);
    let counts = [
        first.clone(),
        Mail::bulletin(2, &people[1]),
        Mail::bulletin(3, &people[2]),
        Mail::cancellation(4, &first.sender()),
    ]
    .map(|mail| calendars(&answer(&desk, &mail)).len());
    assert_eq!(counts, [1, 1, 0, 0]);
    let promoted: Vec<usize> = desk
        .letters()
        .iter()
        .filter(|letter| letter.in_reply_to.is_none())
        .map(|letter| calendars(letter).len())
        .collect();
    assert_eq!(promoted, [1], "whoever comes up from the waitlist has a seat");
}

/// An event of which only the zone and the times count.
fn event(zone: &str, starts: &str, ends: Option<&str>) -> Event {
    let ends = ends.map(|ends| format!("ends = \"{ends}\"")).unwrap_or_default();
    let text = format!(
        r#"[mailbox]
url = "maildir:/inbox"
[sender]
url = "maildir:/outbox"
from = "contact@irev.example"
[store]
path = "/guichet.db"
[staff]
timezone = "{zone}"
[[event]]
id = "rencontre"
title = "Rencontre"
place = "Ailleurs"
starts = "{starts}"
{ends}
capacity = 1
keywords = ["rencontre"]
"#
    );
    guichet::config::parse(&text, Path::new("/guichet.toml")).unwrap().events.remove(0).event
}

#[test]
fn calendars_that_do_not_know_the_zone_show_the_right_time_all_the_same() {
    let places = [
        ("Europe/Paris", "2026-03-28T20:00", Some("2026-03-29T09:00")),
        ("Europe/Paris", "2026-10-24T20:00", Some("2026-10-25T09:00")),
        ("Europe/Paris", "2026-07-01T09:00", None),
        ("Europe/Paris", "2028-03-29T09:00", Some("2029-01-07T12:00")),
        ("Europe/Dublin", "2026-10-24T20:00", Some("2026-10-25T09:00")),
        ("America/New_York", "2026-03-07T20:00", Some("2026-03-08T09:00")),
        ("America/Guadeloupe", "2026-03-24T09:00", Some("2026-03-24T12:00")),
        ("Asia/Kolkata", "2026-03-28T20:00", Some("2026-03-29T09:00")),
        ("Australia/Lord_Howe", "2026-04-04T20:00", Some("2026-04-05T09:00")),
        ("Africa/Casablanca", "2026-02-14T20:00", Some("2026-03-24T09:00")),
        ("UTC", "2026-03-28T20:00", Some("2026-03-29T09:00")),
    ];
    let organiser = guichet::message::Mailbox { name: None, address: "contact@irev.example".into() };
    for (zone, starts, ends) in places {
        let event = event(zone, starts, ends);
        let file = calendar(&event, &organiser, 7, Timestamp::UNIX_EPOCH).bytes;
        let file = String::from_utf8(file).unwrap().replace(zone, "Quelque-part");
        for reader in READERS {
            let read = read_with(reader, file.as_bytes());
            assert_eq!(read["starts"], event.starts.timestamp().to_string(), "{reader}\n{file}");
            let ends = event.ends.as_ref().map(|ends| ends.timestamp().to_string());
            assert_eq!(read["ends"], Value::from(ends), "{reader}\n{file}");
            assert_eq!((&read["sequence"], &read["organiser_name"]), (&7.into(), &Value::Null), "{reader}");
        }
    }
}
