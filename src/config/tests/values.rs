//! What single values mean.

use std::path::PathBuf;

use jiff::SignedDuration;
use jiff::civil::{Time, time};

use super::super::{Mailbox, Sender, load};
use super::{LEAST, event, read, read_changed, read_with, the_fault};

#[test]
fn durations_are_whole_seconds_minutes_hours_or_days() {
    let hold = |written: &str| event(read_with("[[event]]", &format!("incomplete_hold = {written:?}")));
    for (written, seconds) in [("90s", 90), ("15m", 900), ("72h", 259_200), ("7d", 604_800)] {
        assert_eq!(hold(written).event.incomplete_hold, SignedDuration::from_secs(seconds));
    }
    for wrong in ["72", "h", "-1h", "1.5h", "1h30m", "72 h", "0s", "99999d", "4294967296s", ""] {
        the_fault(read_with("[[event]]", &format!("incomplete_hold = {wrong:?}")));
    }
    let no_cutoff = event(read_with("[[event]]", r#"promotion_cutoff = "0s""#));
    assert_eq!(no_cutoff.event.promotion_cutoff, SignedDuration::ZERO);
}

#[test]
fn local_times_are_in_the_zone_of_the_staff() {
    let starts = |written: &str| {
        let text = LEAST.replace("\"2016-03-24T09:00\"", written);
        event(read(&format!("{text}\n[staff]\ntimezone = \"America/Guadeloupe\""))).event.starts
    };
    for written in
        ["\"2016-03-24T09:00\"", "\"2016-03-24T09:00:00\"", "2016-03-24T09:00:00", "2016-03-24 09:00"]
    {
        assert_eq!(starts(written).to_string(), "2016-03-24T09:00:00-04:00[America/Guadeloupe]");
    }
    for wrong in [
        "\"2016-03-24\"",
        "\"24-03-16T09:00\"",
        "2016-03-24",
        "\"2016-03-24T09:00+01:00\"",
        "2016-03-24T09:00:00Z",
        "\"2016-02-30T09:00\"",
        "9",
    ] {
        let fault = the_fault(read_changed("\"2016-03-24T09:00\"", wrong));
        assert!(fault.starts_with("line 13: [[event]] starts: "), "{fault}");
    }
}

#[test]
fn a_time_that_the_change_of_clocks_skips_or_repeats_is_accepted() {
    let starts = |written: &str| event(read_changed("2016-03-24T09:00", written)).event.starts.to_string();
    assert_eq!(starts("2016-03-27T02:30"), "2016-03-27T03:30:00+02:00[Europe/Paris]");
    assert_eq!(starts("2016-10-30T02:30"), "2016-10-30T02:30:00+02:00[Europe/Paris]");
}

#[test]
fn the_digest_leaves_at_a_time_of_day() {
    let digest_at = |written: &str| read(&format!("{LEAST}\n[staff]\ndigest_at = {written}"));
    let at = |written: &str| -> Time { digest_at(written).unwrap().staff.digest_at };
    assert_eq!(at("\"07:30\""), time(7, 30, 0, 0));
    assert_eq!(at("07:30:00"), time(7, 30, 0, 0));
    for wrong in ["\"8h\"", "\"24:00\"", "8", "\"2016-03-24T08:00\""] {
        the_fault(digest_at(wrong));
    }
}

#[test]
fn a_colleague_is_known_whatever_the_case_of_the_address() {
    let staff = read(&format!("{LEAST}\n[staff]\naddresses = [\"Equipe@Example.ORG\"]")).unwrap().staff;
    assert!(staff.includes("equipe@example.org"));
    assert!(!staff.includes("contact@example.org"));
}

#[test]
fn relative_paths_start_at_the_folder_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guichet.toml");
    std::fs::write(&path, LEAST.replace("\"/db\"", "\"desk/db\"").replace("maildir:/in", "maildir:in"))
        .unwrap();
    let config = load(&path).unwrap();
    assert_eq!(config.store.path, folder.path().join("desk/db"));
    assert_eq!(config.mailbox.url, Mailbox::Maildir(folder.path().join("in")));
    assert_eq!(config.sender.url, Sender::Maildir(PathBuf::from("/out")));
}

#[test]
fn nothing_is_expanded() {
    assert!(the_fault(read_changed("/db", "~/db")).contains("begins with ~"));
    let config = read_changed("/db", "/$HOME/db").unwrap();
    assert_eq!(config.store.path, PathBuf::from("/$HOME/db"));
}
