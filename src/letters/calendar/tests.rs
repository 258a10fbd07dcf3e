use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::*;
use crate::event::samples::march;

fn desk() -> Mailbox {
    Mailbox { name: Some("IREV".to_owned()), address: "contact@irev.example".to_owned() }
}

fn at(local: &str, zone: &str) -> ZonedDateTime {
    local.parse::<DateTime>().unwrap().to_zoned_datetime(TimeZone::get(zone).unwrap()).unwrap()
}

fn event(zone: &str, starts: &str, ends: &str) -> Event {
    Event { starts: at(starts, zone), ends: Some(at(ends, zone)), ..march() }
}

fn written_by(event: &Event, organiser: &Mailbox) -> String {
    let stamp = "2016-02-26T16:05:09Z".parse().unwrap();
    String::from_utf8(calendar(event, organiser, 2, stamp).bytes).unwrap()
}

/// The lines of the file, joined again where they are folded.
fn lines(event: &Event, organiser: &Mailbox) -> Vec<String> {
    written_by(event, organiser).replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// What the file says of clocks: a line for each of their changes, with where it begins, how it recurs,
/// and from which offset to which it leads.
fn clocks(event: &Event) -> Vec<String> {
    let mut changes: Vec<String> = Vec::new();
    for line in lines(event, &desk()) {
        let Some((name, value)) = line.split_once(':') else { continue };
        match (name, value) {
            ("BEGIN", "STANDARD" | "DAYLIGHT") => changes.push(value.to_owned()),
            ("DTSTART" | "RRULE" | "TZOFFSETFROM" | "TZOFFSETTO" | "TZNAME", _) if !changes.is_empty() => {
                let change = changes.last_mut().unwrap();
                *change = format!("{change} {}", value.trim_start_matches("FREQ=YEARLY;"));
            }
            ("END", "VTIMEZONE") => break,
            _ => {}
        }
    }
    changes
}

fn moments(event: &Event) -> Vec<String> {
    let written = lines(event, &desk()).into_iter().rev().filter(|line| line.starts_with("DT"));
    let mut moments: Vec<String> = written.take_while(|line| !line.starts_with("DTSTAMP")).collect();
    moments.reverse();
    moments
}

const WINTER: &str = "STANDARD 20251026T030000 BYMONTH=10;BYDAY=-1SU +0200 +0100 CET";

#[test]
fn a_whole_file() {
    let file = calendar(&march(), &desk(), 2, "2016-02-26T16:05:09Z".parse().unwrap());
    assert_eq!(file.name, "rencontre.ics");
    assert_eq!(file.media_type, "text/calendar; charset=utf-8; method=PUBLISH");
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//guichet//guichet//FR
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:20150329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20151025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:conseils-citoyens-2016-03-24@irev.example
SEQUENCE:2
DTSTAMP:20160226T160509Z
DTSTART;TZID=Europe/Paris:20160324T090000
DTEND;TZID=Europe/Paris:20160324T120000
SUMMARY:Rencontre de réseau référents conseil citoyen\u{a0}: séance de ratt
 rapage
LOCATION:IREV\\, 135 boulevard Paul Painlevé\\, Lille
DESCRIPTION:En cas d’empêchement\\, merci de nous prévenir à l’adress
 e contact@irev.example\u{a0}: la place profitera à quelqu’un d’autre.
ORGANIZER;CN=\"IREV\":mailto:contact@irev.example
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
";
    assert_eq!(String::from_utf8(file.bytes).unwrap(), expected.replace('\n', "\r\n"));
}

#[test]
fn an_event_that_lasts_over_the_change_to_summer_time_is_right_on_both_sides() {
    let night = event("Europe/Paris", "2026-03-28T20:00", "2026-03-29T09:00");
    assert_eq!(clocks(&night), ["DAYLIGHT 20250330T020000 BYMONTH=3;BYDAY=-1SU +0100 +0200 CEST", WINTER]);
    let expected = ["DTSTART;TZID=Europe/Paris:20260328T200000", "DTEND;TZID=Europe/Paris:20260329T090000"];
    assert_eq!(moments(&night), expected);
}

#[test]
fn an_event_that_lasts_over_the_change_to_winter_time_is_right_on_both_sides() {
    let night = event("Europe/Paris", "2026-10-24T20:00", "2026-10-25T09:00");
    let summer = "DAYLIGHT 20260329T020000 BYMONTH=3;BYDAY=-1SU +0100 +0200 CEST";
    assert_eq!(clocks(&night), [WINTER, summer]);
}

#[test]
fn the_moment_of_the_change_itself_belongs_to_the_new_time() {
    let morning = event("Europe/Paris", "2026-03-29T03:00", "2026-03-29T09:00");
    let summer = "DAYLIGHT 20260329T020000 BYMONTH=3;BYDAY=-1SU +0100 +0200 CEST";
    assert_eq!(clocks(&morning), [WINTER, summer]);
}

#[test]
fn west_of_greenwich_clocks_are_behind() {
    let event = event("America/New_York", "2026-03-07T20:00", "2026-03-08T09:00");
    let expected = [
        "DAYLIGHT 20250309T020000 BYMONTH=3;BYDAY=2SU -0500 -0400 EDT",
        "STANDARD 20251102T020000 BYMONTH=11;BYDAY=1SU -0400 -0500 EST",
    ];
    assert_eq!(clocks(&event), expected);
}

#[test]
fn a_zone_without_changes_has_one_time_for_ever() {
    let event = event("Asia/Kolkata", "2026-03-29T09:00", "2026-03-29T12:00");
    assert_eq!(clocks(&event), ["STANDARD 19700101T000000 +0530 +0530 IST"]);
}

#[test]
fn in_utc_no_clocks_are_described() {
    let event = event("UTC", "2026-03-29T09:00", "2026-03-29T12:00");
    assert_eq!(clocks(&event), [""; 0]);
    assert_eq!(moments(&event), ["DTSTART:20260329T090000Z", "DTEND:20260329T120000Z"]);
}

#[test]
fn changes_that_follow_no_rule_are_told_one_by_one() {
    // Morocco puts its clocks back for Ramadan, a month of the moon.
    let event = event("Africa/Casablanca", "2026-02-14T20:00", "2026-02-15T09:00");
    let expected = [
        "STANDARD 20250223T030000 +0100 +0000 +00",
        "DAYLIGHT 20250406T020000 +0000 +0100 +01",
        "STANDARD 20260215T030000 +0100 +0000 +00",
    ];
    assert_eq!(clocks(&event), expected);
}

#[test]
fn summer_is_the_exception_also_where_the_law_says_that_winter_is() {
    let event = event("Europe/Dublin", "2026-07-01T09:00", "2026-07-01T12:00");
    let expected = [
        "STANDARD 20251026T020000 BYMONTH=10;BYDAY=-1SU +0100 +0000 GMT",
        "DAYLIGHT 20260329T010000 BYMONTH=3;BYDAY=-1SU +0000 +0100 IST",
    ];
    assert_eq!(clocks(&event), expected);
}

#[test]
fn an_event_without_an_end_has_none() {
    let event = Event { ends: None, ..march() };
    assert_eq!(moments(&event), ["DTSTART;TZID=Europe/Paris:20160324T090000"]);
}

#[test]
fn whatever_is_configured_makes_no_other_line() {
    let hostile = "Fin\r\nEND:VEVENT\nX-A:1\u{2028}, \"b\"; c:\\ 🎉".to_owned() + &"é🎉".repeat(150);
    let event = Event { title: hostile.clone(), place: hostile.clone(), ..march() };
    let organiser = Mailbox { name: Some(hostile), address: "a\r\nb?c#\"d@irev.example".to_owned() };
    let names = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.split([':', ';']).next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(names(lines(&event, &organiser)), names(lines(&march(), &desk())));
    let file = written_by(&event, &organiser);
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
    let summary = "SUMMARY:Fin END:VEVENT X-A:1 \\, \"b\"\\; c:\\\\ 🎉é🎉";
    assert!(lines(&event, &organiser).iter().any(|line| line.starts_with(summary)), "{file}");
    assert!(file.replace("\r\n ", "").contains(":mailto:a%0D%0Ab%3Fc%23%22d@irev.example\r\n"), "{file}");
}

#[test]
fn a_desk_without_a_name_is_named_by_its_address() {
    let organiser = Mailbox { name: Some(" ".to_owned()), ..desk() };
    assert!(lines(&march(), &organiser).contains(&"ORGANIZER:mailto:contact@irev.example".to_owned()));
}
