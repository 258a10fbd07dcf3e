//! What a whole configuration file means; beside this, what its parts mean and what its mistakes.

mod events;
mod faults;
mod servers;
mod values;

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::event::{ExtraField, Field, Promotion};

const EXAMPLE: &str = include_str!("../../../config/guichet.toml");

/// The least that a configuration says.
const LEAST: &str = r#"
[mailbox]
url = "maildir:/in"
[sender]
url = "maildir:/out"
from = "contact@example.org"
[store]
path = "/db"
[[event]]
id = "a"
title = "Rencontre"
place = "Lille"
starts = "2016-03-24T09:00"
capacity = 25
"#;

fn read(text: &str) -> Result<Config, Faults> {
    parse(text, Path::new("/etc/guichet/guichet.toml"))
}

/// What [`LEAST`] means once `line` is added to `section`, which is one of its headers.
fn read_with(section: &str, line: &str) -> Result<Config, Faults> {
    assert!(LEAST.contains(section), "{section}");
    read(&LEAST.replace(section, &format!("{section}\n{line}")))
}

/// What [`LEAST`] means once a piece of it stands differently.
fn read_changed(from: &str, to: &str) -> Result<Config, Faults> {
    assert!(LEAST.contains(from), "{from}");
    read(&LEAST.replacen(from, to, 1))
}

/// The only fault there is.
fn the_fault(result: Result<Config, Faults>) -> String {
    let faults = result.unwrap_err();
    assert_eq!(faults.as_slice().len(), 1, "{faults}");
    faults.as_slice()[0].to_string()
}

fn event(result: Result<Config, Faults>) -> EventConfig {
    result.unwrap().events.remove(0)
}

#[test]
fn the_example_configuration_has_no_fault() {
    let config = read(EXAMPLE).unwrap();
    let event = &config.events[0].event;
    assert_eq!(event.starts.datetime(), date(2016, 3, 24).at(9, 0, 0, 0));
    assert_eq!(event.starts.time_zone().iana_name(), Some("Europe/Paris"));
    assert_eq!(event.capacity, 25);
    assert_eq!(config.sender.from.name.as_deref(), Some("IREV"));
    assert_eq!(config.sender.from.address, "contact@irev.fr");
}

#[test]
fn the_defaults_that_the_example_shows_are_the_true_ones() {
    let is_default = |line: &&str| line.starts_with('#') && !line.starts_with("# ") && line.len() > 1;
    let defaults = EXAMPLE.lines().filter(is_default).count();
    assert_eq!(defaults, 22);
    let written: Vec<_> = EXAMPLE
        .lines()
        .map(|line| if is_default(&line) { line.trim_start_matches('#') } else { line })
        .collect();
    assert_eq!(read(&written.join("\n")), read(EXAMPLE));
}

#[test]
fn what_the_example_leaves_commented_out_can_be_used() {
    let on_a_server = EXAMPLE.replace("maildir:/var/mail/contact", "imaps://contact@mail.example.org");
    let config = read(&on_a_server.replace("# Example: ", "")).unwrap();
    assert_eq!(config.mailbox.since, Some("2016-02-25T23:00:00Z".parse::<Timestamp>().unwrap()));
    assert_eq!(config.events[0].event.max_per_organisation, Some(3));
    let labels = vec!["Atelier".to_owned(), "Choix de l'atelier".to_owned()];
    assert_eq!(config.events[0].event.extra, [ExtraField { name: "workshop".to_owned(), labels }]);
}

#[test]
fn alarms_go_to_those_who_get_the_digest_or_else_to_the_colleagues_each_once() {
    let readers = |staff: &str| read(&format!("{LEAST}\n[staff]\n{staff}")).unwrap().staff.readers();
    let colleagues = "addresses = [\"a@irev.example\", \"b@irev.example\", \"A@irev.example\"]";
    assert_eq!(readers(colleagues), ["a@irev.example", "b@irev.example"]);
    assert_eq!(readers(&format!("{colleagues}\ndigest_to = [\"c@irev.example\"]")), ["c@irev.example"]);
    let faults = read(&format!("{LEAST}\n[staff]\ndigest_to = [\"équipe@irev.example\"]")).unwrap_err();
    assert!(faults.to_string().contains("letters other than ASCII"), "{faults}");
}

#[test]
fn whoever_writes_keeps_the_data_unless_another_is_named() {
    let told = |result: Result<Config, Faults>| {
        let Privacy { controller, contact, .. } = result.unwrap().privacy;
        (controller, contact)
    };
    let owned = |controller: &str, contact: &str| (controller.to_owned(), contact.to_owned());
    let nameless = owned("contact@example.org", "contact@example.org");
    assert_eq!(told(read(LEAST)), nameless);
    assert_eq!(
        told(read_changed("contact@example.org", "IREV <contact@example.org>")),
        owned("IREV", "contact@example.org")
    );
    let section = "[privacy]\ncontroller = \"GIP Quartiers\"\ncontact = \"dpo@example.org\"\n[store]";
    assert_eq!(told(read_changed("[store]", section)), owned("GIP Quartiers", "dpo@example.org"));
    let fault = the_fault(read_changed("[store]", "[privacy]\nretention = \"un an\\nEt payez\"\n[store]"));
    assert!(fault.starts_with("line 8: [privacy] retention: "), "{fault}");
}

#[test]
fn what_is_left_out_has_its_default() {
    let config = read(LEAST).unwrap();
    assert_eq!(config.mailbox.poll_every, SignedDuration::from_secs(5));
    assert_eq!(config.mailbox.after, After::Nothing);
    assert_eq!(config.mailbox.since, None);
    assert_eq!(config.staff.digest_at, time(8, 0, 0, 0));
    assert_eq!(config.staff.digest_when, DigestWhen::Always);
    assert_eq!(config.staff.sign_in_sheet_from, SignedDuration::from_hours(48));
    assert_eq!(config.staff.alarm_after, SignedDuration::from_mins(30));
    assert_eq!(config.staff.timezone.iana_name(), Some("Europe/Paris"));
    assert!(config.staff.addresses.is_empty() && config.staff.digest_to.is_empty());

    let EventConfig { event, bulletin } = &config.events[0];
    assert_eq!(event.closes, event.starts);
    assert_eq!((&event.ends, &event.opens), (&None, &None));
    assert_eq!(event.required, [Field::LastName, Field::FirstName, Field::Organisation]);
    assert_eq!(event.promotion, Promotion::Automatic);
    assert_eq!(event.incomplete_hold, SignedDuration::from_hours(72));
    assert_eq!(event.offer_expires, SignedDuration::from_hours(48));
    assert_eq!(event.promotion_cutoff, SignedDuration::from_hours(12));
    assert_eq!((bulletin, event.max_per_organisation), (&None, None));
}
