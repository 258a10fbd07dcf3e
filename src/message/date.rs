//! Dates of header fields, with the liberties mail programs take (RFC 5322 §3.3, §4.3).

use crate::pattern::pattern;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use regex::Regex;

static PARSER: DateTimeParser = DateTimeParser::new();

/// Day, month, year, hour, minute, second, zone; weekday, fractions and comments are passed over.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(\d{1,2})[ -]+([a-z]{3})[a-z]*[ -]+(\d{2}|\d{4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([+-]\d{4}|[a-z]+)?",
    )
});

/// The moment that `text` names; without a zone, or with one unknown, it is in UTC.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    let found = DATE.captures(text)?;
    let part = |index| found.get(index).map_or("", |part| part.as_str());
    let seconds = if part(6).is_empty() { "00" } else { part(6) };
    let zone = match part(7).to_ascii_uppercase().as_str() {
        "" => "+0000".to_owned(),
        "CET" | "MET" => "+0100".to_owned(),
        "CEST" | "MEST" => "+0200".to_owned(),
        zone => zone.to_owned(),
    };
    let [day, month, year, hour, minute] = [1, 2, 3, 4, 5].map(part);
    let date = format!("{day} {month} {year} {hour:0>2}:{minute}:{seconds} {zone}");
    PARSER.parse_timestamp(date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_spelling_names_the_same_moment() {
        let expected = "2016-02-29T07:17:00Z".parse().ok();
        for text in [
            "Mon, 29 Feb 2016 08:17:00 +0100",
            "29 Feb 2016 08:17:00 +0100 (CET)",
            "Tue,  29  Feb 16 8:17 CET",
            "Mon, 29 Feb 2016 07:17:00 GMT",
            "Mon, 29 Feb 2016 02:17:00 EST",
            "Mon, 29 Feb 2016 07:17:00.123 (UTC) (x)",
            "29-feb-2016 07:17:00",
            "Mon, 29 February 2016 09:17:00 CEST",
        ] {
            assert_eq!(timestamp(text), expected, "{text}");
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in ["", "hier", "31 Feb 2016 08:17:00 +0100", "1 Xyz 2016 25:00 +0000"] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }
}
