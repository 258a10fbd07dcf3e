//! `[[event]]`: a meeting with a limited number of seats, and what its form asks.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, ZonedDateTime};
use toml::de::DeValue;

use super::Context;
use super::field::read_fields;
use super::kinds::{
    Mistake, Reading, duration, local_time_in, number_in, one_of, path_in, positive_duration, quoted, text,
};
use super::section::Section;
use crate::event::{Confirm, Event, Promotion};

/// An event, with what only its configuration knows.
#[derive(Debug, Clone, PartialEq)]
pub struct EventConfig {
    /// The event as the desk decides on it.
    pub event: Event,
    /// The blank form, sent when something is missing.
    pub bulletin: Option<PathBuf>,
}

const CONFIRMS: [(&str, Confirm); 2] = [("automatic", Confirm::Automatic), ("staff", Confirm::Staff)];
const PROMOTIONS: [(&str, Promotion); 3] =
    [("automatic", Promotion::Automatic), ("offer", Promotion::Offer), ("staff", Promotion::Staff)];

impl EventConfig {
    /// Reads one event, whose identifier must not be `taken`.
    pub(super) fn read(
        section: &mut Section,
        context: &Context,
        taken: &mut BTreeSet<String>,
    ) -> Option<Self> {
        let Context { folder, timezone } = context;
        let id = section.required("id", new_identifier(taken), r#""conseils-citoyens-2016-03-24""#);
        let title = section.required("title", text, r#""Rencontre de réseau""#);
        let times = read_times(section, timezone);
        let place = section.required("place", text, r#""IREV, 135 boulevard Paul Painlevé, Lille""#);
        let capacity = section.required("capacity", number_in(1..=100_000), "25");
        let keywords = section.list("keywords", text, r#"["conseil citoyen", "24 mars"]"#);
        let bulletin = section.optional("bulletin", path_in(folder), r#""/etc/guichet/bulletin.doc""#);
        let confirm = section.optional("confirm", one_of(&CONFIRMS), r#""automatic""#);
        let promotion = section.optional("promotion", one_of(&PROMOTIONS), r#""automatic""#);
        let offer_expires = section.optional("offer_expires", positive_duration, r#""48h""#);
        let promotion_cutoff = section.optional("promotion_cutoff", duration, r#""12h""#);
        let incomplete_hold = section.optional("incomplete_hold", positive_duration, r#""72h""#);
        let max_per_organisation = section.optional("max_per_organisation", number_in(1..=100_000), "3");
        let (required, extra) = read_fields(section);
        taken.extend(id.clone());

        let Times { starts, ends, opens, closes } = times?;
        let confirm = confirm.unwrap_or(Confirm::Automatic);
        if let (Confirm::Staff, Some(Promotion::Automatic | Promotion::Offer)) = (confirm, promotion) {
            let problem = String::from("the staff confirm every registration, as `confirm` says");
            section.refuse("promotion", problem, "write \"staff\", or leave it out");
        }
        let by_default = if confirm == Confirm::Staff { Promotion::Staff } else { Promotion::Automatic };
        let event = Event {
            id: id?,
            title: title?,
            starts,
            ends,
            opens,
            closes,
            place: place?,
            capacity: capacity?,
            keywords: keywords.unwrap_or_default(),
            required,
            extra: extra?,
            confirm,
            max_per_organisation,
            promotion: promotion.unwrap_or(by_default),
            offer_expires: offer_expires.unwrap_or(SignedDuration::from_hours(48)),
            promotion_cutoff: promotion_cutoff.unwrap_or(SignedDuration::from_hours(12)),
            incomplete_hold: incomplete_hold.unwrap_or(SignedDuration::from_hours(72)),
        };
        Some(Self { event, bulletin })
    }
}

/// When an event takes place, and takes bulletins.
struct Times {
    starts: ZonedDateTime,
    ends: Option<ZonedDateTime>,
    opens: Option<ZonedDateTime>,
    closes: ZonedDateTime,
}

/// Reads the times, which must follow each other.
fn read_times(section: &mut Section, timezone: &TimeZone) -> Option<Times> {
    let starts = section.required("starts", local_time_in(timezone), r#""2016-03-24T09:00""#);
    let ends = section.optional("ends", local_time_in(timezone), r#""2016-03-24T12:00""#);
    let opens = section.optional("opens", local_time_in(timezone), r#""2016-02-26T17:00""#);
    let closes = section.optional("closes", local_time_in(timezone), r#""2016-03-23T18:00""#);

    let last = if closes.is_some() { ("closes", &closes) } else { ("starts", &starts) };
    check_order(section, ("opens", &opens), Ordering::Greater, last);
    check_order(section, ("closes", &closes), Ordering::Greater, ("starts", &starts));
    check_order(section, ("ends", &ends), Ordering::Less, ("starts", &starts));

    let starts = starts?;
    Some(Times { closes: closes.unwrap_or_else(|| starts.clone()), starts, ends, opens })
}

/// Notes a fault of a time that stands to another as it must not.
fn check_order(
    section: &mut Section,
    (key, time): (&'static str, &Option<ZonedDateTime>),
    wrong: Ordering,
    (other_key, other): (&str, &Option<ZonedDateTime>),
) {
    let (Some(time), Some(other)) = (time, other) else { return };
    if time.cmp(other) != wrong {
        return;
    }
    let (relation, direction) =
        if wrong == Ordering::Less { ("before", "later") } else { ("after", "earlier") };
    let [time, other] = [time, other].map(|time| time.strftime("%Y-%m-%dT%H:%M"));
    let problem = format!("{time} is {relation} {other_key}");
    section.refuse(key, problem, &format!("write {other} or {direction}"));
}

/// An identifier that no other event has.
fn new_identifier(taken: &BTreeSet<String>) -> impl Fn(&DeValue) -> Reading<String> {
    |value| {
        let id = text(value)?;
        let is_allowed = |octet: u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-';
        if !id.bytes().all(is_allowed) {
            return Err(format!("{} has other characters than a-z, 0-9 and -", quoted(&id)).into());
        }
        if taken.contains(&id) {
            let problem = format!("{} is the id of an event above", quoted(&id));
            return Err(Mistake::with_remedy(problem, "write an id that no other event has"));
        }
        Ok(id)
    }
}
