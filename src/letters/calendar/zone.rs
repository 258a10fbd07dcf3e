//! What clocks show where an event takes place (RFC 5545 §3.6.5).
//!
//! Some calendars know the zone by its name; others, among them Outlook, know only what is written here:
//! best one yearly change to summer time and one back ([MS-OXCICAL] §2.1.3.1.1.19).
//!
//! [MS-OXCICAL]: https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcical/

use jiff::civil::{self, DateTime};
use jiff::tz::{Offset, TimeZone, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use super::lines::Lines;

/// How long before an event the changes of clocks are told: a yearly one lies within.
const BEFORE: SignedDuration = SignedDuration::from_hours(400 * 24);
/// For how many years a change must recur to be called yearly.
const YEARS: i16 = 5;

/// A change of clocks.
struct Change {
    /// What clocks show when it begins, as they ran before.
    at: DateTime,
    from: Offset,
    to: Offset,
    /// What clocks run by after it, e.g. `CEST`.
    name: String,
    is_to_summer: bool,
    /// How it recurs, where it is yearly.
    rule: Option<String>,
}

/// Adds a description of the zone in which an event starts, called `name`, that is right until it `ends`.
pub(super) fn describe(lines: &mut Lines, name: &str, starts: &ZonedDateTime, ends: &ZonedDateTime) {
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", name);
    for change in changes(starts.time_zone(), starts.timestamp(), ends.timestamp()) {
        change.describe(lines);
    }
    lines.put("END", "VTIMEZONE");
}

/// What `clock` shows, as RFC 5545 §3.3.5 writes it.
pub(super) fn on_the_clock(clock: DateTime) -> String {
    clock.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The latest change of either kind before an event, and those during it. Where clocks have long been
/// left alone, they always were.
fn changes(zone: &TimeZone, starts: Timestamp, ends: Timestamp) -> Vec<Change> {
    let first = starts.saturating_sub(BEFORE).unwrap_or(Timestamp::MIN);
    // What changes at its very beginning belongs to what was before.
    let before = zone.preceding(just_after(starts)).take_while(|transition| transition.timestamp() >= first);
    let mut changes: Vec<Change> = Vec::new();
    for change in before.map(|transition| Change::new(zone, &transition)) {
        if changes.iter().all(|later| later.is_to_summer != change.is_to_summer) {
            changes.push(change);
        }
    }
    changes.reverse();
    if changes.is_empty() {
        changes.push(Change::never(zone, starts));
    }
    let during = zone.following(starts).take_while(|transition| transition.timestamp() <= ends);
    for change in during.map(|transition| Change::new(zone, &transition)) {
        if !changes.iter().any(|earlier| earlier.covers(&change)) {
            changes.push(change);
        }
    }
    changes
}

impl Change {
    fn new(zone: &TimeZone, transition: &TimeZoneTransition<'_>) -> Self {
        let before = zone.to_offset_info(just_before(transition.timestamp()));
        let (from, to) = (before.offset(), transition.offset());
        let at = from.to_datetime(transition.timestamp());
        // Ireland calls its winter the exception; readers expect summer to be.
        let is_seasonal = before.dst().is_dst() || transition.dst().is_dst();
        let name = transition.abbreviation().to_owned();
        Self { at, from, to, name, is_to_summer: is_seasonal && to > from, rule: None }.with_rule(zone)
    }

    /// Clocks that always ran as they do at `moment`.
    fn never(zone: &TimeZone, moment: Timestamp) -> Self {
        let now = zone.to_offset_info(moment);
        let name = now.abbreviation().to_owned();
        let at = civil::date(1970, 1, 1).at(0, 0, 0, 0);
        Self { at, from: now.offset(), to: now.offset(), name, is_to_summer: false, rule: None }
    }

    /// Notes that it recurs on the last, or the first, second … such weekday of its month.
    fn with_rule(mut self, zone: &TimeZone) -> Self {
        let position = (self.at.day() - 1) / 7 + 1;
        let nth =
            [-1, position].into_iter().find(|nth| (0..=YEARS).all(|years| self.recurs(zone, *nth, years)));
        self.rule = nth.map(|nth| {
            let weekday: String = self.at.strftime("%a").to_string().to_uppercase().chars().take(2).collect();
            format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{weekday}", self.at.month())
        });
        self
    }

    /// Whether the same change happens so many years later on the `nth` such weekday of its month.
    fn recurs(&self, zone: &TimeZone, nth: i8, years: i16) -> bool {
        let month = civil::Date::new(self.at.year() + years, self.at.month(), 1);
        let day = month.and_then(|month| month.nth_weekday_of_month(nth, self.at.weekday()));
        let moment = day.and_then(|day| self.from.to_timestamp(day.to_datetime(self.at.time())));
        moment.is_ok_and(|moment| {
            zone.to_offset(just_before(moment)) == self.from && zone.to_offset(moment) == self.to
        })
    }

    /// Whether `later` is told with this one.
    fn covers(&self, later: &Self) -> bool {
        self.rule.is_some() && (&self.rule, self.from, self.to) == (&later.rule, later.from, later.to)
    }

    fn describe(&self, lines: &mut Lines) {
        let kind = if self.is_to_summer { "DAYLIGHT" } else { "STANDARD" };
        lines.put("BEGIN", kind);
        lines.put("DTSTART", &on_the_clock(self.at));
        if let Some(rule) = &self.rule {
            lines.put("RRULE", rule);
        }
        lines.put("TZOFFSETFROM", &written(self.from));
        lines.put("TZOFFSETTO", &written(self.to));
        lines.text("TZNAME", &self.name);
        lines.put("END", kind);
    }
}

/// An offset from UTC, e.g. `+0530`.
fn written(offset: Offset) -> String {
    Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::fixed(offset)).strftime("%z").to_string()
}

fn just_before(moment: Timestamp) -> Timestamp {
    moment.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(moment)
}

fn just_after(moment: Timestamp) -> Timestamp {
    moment.saturating_add(SignedDuration::from_nanos(1)).unwrap_or(moment)
}
