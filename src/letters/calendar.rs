//! The event as an entry for a calendar: a file that goes with a letter (RFC 5545, RFC 5546 §3.2.1).

mod lines;
mod zone;

use jiff::{Timestamp, ZonedDateTime};

use self::lines::{Lines, quoted};
use super::french::typeset;
use super::mail::Attachment;
use super::text::one_line;
use crate::event::Event;
use crate::message::Mailbox;

/// The name of the file.
const NAME: &str = "rencontre.ics";
/// Who made it (RFC 5545 §3.7.3).
const MAKER: &str = "-//guichet//guichet//FR";

/// `event` as a file that programs put into their calendar, where a file with a higher `sequence`
/// (RFC 5545 §3.8.7.4) replaces it; `stamp` is when the file is made. `organiser` is told when somebody
/// cannot come.
///
/// The same arguments give the same octets.
#[must_use]
pub fn calendar(event: &Event, organiser: &Mailbox, sequence: u32, stamp: Timestamp) -> Attachment {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", MAKER);
    lines.put("METHOD", "PUBLISH");
    if let Some(name) = zone_of(&event.starts) {
        let ends = event.ends.as_ref().unwrap_or(&event.starts);
        zone::describe(&mut lines, name, &event.starts, ends);
    }
    lines.put("BEGIN", "VEVENT");
    lines.text("UID", &uid(event, organiser));
    lines.put("SEQUENCE", &sequence.to_string());
    lines.put("DTSTAMP", &in_utc(stamp));
    describe(&mut lines, event, organiser);
    lines.put("END", "VEVENT");
    lines.put("END", "VCALENDAR");
    Attachment {
        name: NAME.to_owned(),
        media_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        bytes: lines.into_octets(),
    }
}

/// Adds what people see of the event.
fn describe(lines: &mut Lines, event: &Event, organiser: &Mailbox) {
    put_moment(lines, "DTSTART", &event.starts);
    if let Some(ends) = &event.ends {
        put_moment(lines, "DTEND", ends);
    }
    lines.text("SUMMARY", &typeset(&event.title));
    lines.text("LOCATION", &typeset(&event.place));
    lines.text("DESCRIPTION", &description(organiser));
    lines.put(&organiser_field(organiser), &mail_to(&organiser.address));
    lines.put("STATUS", "CONFIRMED");
    lines.put("TRANSP", "OPAQUE");
}

/// What the entry is known by, as long as the event is (RFC 5545 §3.8.4.7, RFC 7986 §5.3).
fn uid(event: &Event, organiser: &Mailbox) -> String {
    let domain = organiser.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    format!("{}@{}", event.id, domain.to_lowercase())
}

fn description(organiser: &Mailbox) -> String {
    let request = typeset("En cas d'empêchement, merci de nous prévenir à l'adresse");
    let reason = typeset(" : la place profitera à quelqu'un d'autre.");
    format!("{request} {}{reason}", organiser.address)
}

/// The name of the field, with the name of whom it names (RFC 5545 §3.8.4.3).
fn organiser_field(organiser: &Mailbox) -> String {
    let name = organiser.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    name.map_or("ORGANIZER".to_owned(), |name| format!("ORGANIZER;CN={}", quoted(&name)))
}

/// The address as a URI; every octet that may mean something else there is encoded (RFC 6068 §2).
fn mail_to(address: &str) -> String {
    let octets = address.bytes().map(|octet| {
        let stands_for_itself = octet.is_ascii_alphanumeric() || b"@.-_+~!$*'".contains(&octet);
        if stands_for_itself { char::from(octet).to_string() } else { format!("%{octet:02X}") }
    });
    format!("mailto:{}", octets.collect::<String>())
}

/// A moment in its zone, or in UTC where that has no name of its own (RFC 5545 §3.3.5).
fn put_moment(lines: &mut Lines, name: &str, moment: &ZonedDateTime) {
    match zone_of(moment) {
        Some(zone) => lines.put(&format!("{name};TZID={zone}"), &zone::on_the_clock(moment.datetime())),
        None => lines.put(name, &in_utc(moment.timestamp())),
    }
}

fn zone_of(moment: &ZonedDateTime) -> Option<&str> {
    moment.time_zone().iana_name().filter(|name| *name != "UTC")
}

fn in_utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests;
