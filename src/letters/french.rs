//! How French writes dates, hours, ranks, lists and punctuation.

use jiff::ZonedDateTime;
use jiff::civil::Weekday;

use crate::event::{Event, Field};

/// The no-break space: before a colon, inside guillemets, between a number and its unit.
const NO_BREAK_SPACE: char = '\u{a0}';
/// The narrow no-break space: before a semicolon, an exclamation mark or a question mark.
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A day of which the year is plain: `24 mars`, `1er avril`.
#[must_use]
pub fn short_day(moment: &ZonedDateTime) -> String {
    let number = match moment.day() {
        1 => "1er".to_owned(),
        other => other.to_string(),
    };
    let month = usize::try_from(moment.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{number}{NO_BREAK_SPACE}{month}")
}

/// A day without its weekday: `24 mars 2016`, `1er avril 2016`.
#[must_use]
pub fn day(moment: &ZonedDateTime) -> String {
    format!("{} {}", short_day(moment), moment.year())
}

/// A day with its weekday: `jeudi 24 mars 2016`.
#[must_use]
pub fn date(moment: &ZonedDateTime) -> String {
    format!("{} {}", weekday(moment), day(moment))
}

fn weekday(moment: &ZonedDateTime) -> &'static str {
    match moment.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// A time of day: `9 h`, `9 h 05`.
#[must_use]
pub fn time(moment: &ZonedDateTime) -> String {
    let hour = format!("{}{NO_BREAK_SPACE}h", moment.hour());
    match moment.minute() {
        0 => hour,
        minute => format!("{hour}{NO_BREAK_SPACE}{minute:02}"),
    }
}

/// A day and a time of day: `mercredi 23 mars 2016 à 18 h`.
#[must_use]
pub fn moment(moment: &ZonedDateTime) -> String {
    format!("{} à {}", date(moment), time(moment))
}

/// A moment as it is told at `now`: `aujourd'hui à 8 h`, `hier à 17 h 30`, `demain à 9 h`,
/// `le lundi 14 mars à 9 h`, and with its year in another one.
#[must_use]
pub fn recently(moment: &ZonedDateTime, now: &ZonedDateTime) -> String {
    let day = match days_between(now, moment) {
        Some(-1) => "hier".to_owned(),
        Some(0) => "aujourd’hui".to_owned(),
        Some(1) => "demain".to_owned(),
        _ if moment.year() == now.year() => format!("le {} {}", weekday(moment), short_day(moment)),
        _ => format!("le {}", date(moment)),
    };
    format!("{day} à {}", time(moment))
}

/// How far ahead a day is: `aujourd'hui`, `demain`, `dans 9 jours`; nothing of a day that is over.
#[must_use]
pub fn ahead(moment: &ZonedDateTime, now: &ZonedDateTime) -> Option<String> {
    match days_between(now, moment)? {
        0 => Some("aujourd’hui".to_owned()),
        1 => Some("demain".to_owned()),
        days if days > 1 => Some(format!("dans {days}{NO_BREAK_SPACE}jours")),
        _ => None,
    }
}

/// How many midnights lie between two moments.
fn days_between(from: &ZonedDateTime, to: &ZonedDateTime) -> Option<i32> {
    Some(from.date().until(to.date()).ok()?.get_days())
}

/// How long something lasts: `jeudi 24 mars 2016, de 9 h à 12 h`, or over several days
/// `du jeudi 24 mars 2016 à 9 h au vendredi 25 mars 2016 à 12 h`.
#[must_use]
pub fn span(starts: &ZonedDateTime, ends: Option<&ZonedDateTime>) -> String {
    match ends {
        None => moment(starts),
        Some(ends) if ends.date() == starts.date() => {
            format!("{}, de {} à{NO_BREAK_SPACE}{}", date(starts), time(starts), time(ends))
        }
        Some(ends) => format!("du {} au {}", moment(starts), moment(ends)),
    }
}

/// A place in an order of masculine things: `1er`, `2e`.
#[must_use]
pub fn ordinal(number: u32) -> String {
    if number == 1 { "1er".to_owned() } else { format!("{number}e") }
}

/// A count of feminine things, in words as far as ten: `une`, `deux`, `12`.
#[must_use]
pub fn count(number: usize) -> String {
    const WORDS: [&str; 11] =
        ["aucune", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `one` for a single thing, `many` for several.
#[must_use]
pub fn agree<'a, N: Copy + PartialOrd + From<u8>>(number: N, one: &'a str, many: &'a str) -> &'a str {
    if number < N::from(2) { one } else { many }
}

/// A list as it is said: `Anne, Paul et Zoé`.
#[must_use]
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// The label under which forms ask for `field` at `event`: `Structure`.
#[must_use]
pub fn label<'a>(event: &'a Event, field: &'a Field) -> &'a str {
    match field {
        Field::LastName => "Nom",
        Field::FirstName => "Prénom",
        Field::Organisation => "Structure",
        Field::Role => "Fonction",
        Field::Phone => "Téléphone",
        Field::Email => "Adresse mail",
        Field::Extra(name) => {
            let extra = event.extra.iter().find(|extra| extra.name == *name);
            extra.and_then(|extra| extra.labels.first()).map_or(name, |label| label)
        }
    }
}

/// `field` as a sentence names it: `la structure`, `« Choix de l’atelier »`.
#[must_use]
pub fn named(event: &Event, field: &Field) -> String {
    match field {
        Field::LastName => "le nom".to_owned(),
        Field::FirstName => "le prénom".to_owned(),
        Field::Organisation => "la structure".to_owned(),
        Field::Role => "la fonction".to_owned(),
        Field::Phone => "le téléphone".to_owned(),
        Field::Email => "l'adresse mail".to_owned(),
        Field::Extra(_) => format!("« {} »", label(event, field)),
    }
}

/// A telephone number of E.164 as it is read out: `03 20 12 34 56` for `+33320123456`. Other
/// numbers stay as they are.
#[must_use]
pub fn phone(number: &str) -> String {
    let national = number.strip_prefix("+33").filter(|rest| rest.len() == 9);
    let Some(rest) = national.filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) else {
        return number.to_owned();
    };
    let mut spoken = String::from("0");
    for (index, digit) in rest.chars().enumerate() {
        if index % 2 == 1 {
            spoken.push(NO_BREAK_SPACE);
        }
        spoken.push(digit);
    }
    spoken
}

/// `text`, typed with plain apostrophes and spaces, with the apostrophes and the no-break spaces
/// that French typography wants. Spaces are made unbreakable where they stand, never added.
///
/// ```
/// use guichet::letters::french::typeset;
/// assert_eq!(typeset("C'est noté : merci !"), "C’est noté\u{a0}: merci\u{202f}!");
/// ```
#[must_use]
pub fn typeset(text: &str) -> String {
    let mut set = String::with_capacity(text.len() + text.len() / 16);
    let mut characters = text.chars().peekable();
    let mut previous = None;
    while let Some(character) = characters.next() {
        set.push(match (previous, character, characters.peek()) {
            (_, '\'', _) => '’',
            (_, ' ', Some(';' | '!' | '?')) => NARROW_NO_BREAK_SPACE,
            (_, ' ', Some(':' | '»')) | (Some('«'), ' ', _) => NO_BREAK_SPACE,
            _ => character,
        });
        previous = Some(character);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `text`, with plain spaces, to compare at a glance.
    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn at(local: &str) -> ZonedDateTime {
        format!("{local}[Europe/Paris]").parse().unwrap()
    }

    #[test]
    fn a_date_is_written_with_its_weekday_and_month() {
        assert_eq!(plain(&date(&at("2016-03-24T09:00"))), "jeudi 24 mars 2016");
        assert_eq!(plain(&date(&at("2016-08-15T09:00"))), "lundi 15 août 2016");
        assert_eq!(plain(&date(&at("2024-12-31T09:00"))), "mardi 31 décembre 2024");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal_and_the_other_days_are_not() {
        assert_eq!(plain(&date(&at("2016-04-01T09:00"))), "vendredi 1er avril 2016");
        assert_eq!(plain(&day(&at("2016-02-02T09:00"))), "2 février 2016");
    }

    #[test]
    fn a_day_never_parts_from_its_month_nor_an_hour_from_its_unit() {
        assert_eq!(moment(&at("2016-03-24T09:30")), "jeudi 24\u{a0}mars 2016 à 9\u{a0}h\u{a0}30");
    }

    #[test]
    fn full_hours_go_without_minutes_and_minutes_have_two_digits() {
        assert_eq!(plain(&time(&at("2016-03-24T09:00"))), "9 h");
        assert_eq!(plain(&time(&at("2016-03-24T14:05"))), "14 h 05");
        assert_eq!(plain(&time(&at("2016-03-24T00:00"))), "0 h");
    }

    #[test]
    fn an_event_of_one_day_names_the_day_once() {
        let starts = at("2016-03-24T09:00");
        assert_eq!(plain(&span(&starts, Some(&at("2016-03-24T12:00")))), "jeudi 24 mars 2016, de 9 h à 12 h");
        assert_eq!(plain(&span(&starts, None)), "jeudi 24 mars 2016 à 9 h");
    }

    #[test]
    fn an_event_of_two_days_names_both() {
        assert_eq!(
            plain(&span(&at("2016-03-31T14:00"), Some(&at("2016-04-01T12:30")))),
            "du jeudi 31 mars 2016 à 14 h au vendredi 1er avril 2016 à 12 h 30"
        );
    }

    #[test]
    fn a_moment_close_by_is_told_by_its_day() {
        let now = at("2016-03-15T08:00");
        for (moment, expected) in [
            ("2016-03-15T07:59", "aujourd’hui à 7 h 59"),
            ("2016-03-14T23:30", "hier à 23 h 30"),
            ("2016-03-16T09:00", "demain à 9 h"),
            ("2016-03-01T14:00", "le mardi 1er mars à 14 h"),
            ("2015-12-31T14:00", "le jeudi 31 décembre 2015 à 14 h"),
        ] {
            assert_eq!(plain(&recently(&at(moment), &now)), expected);
        }
    }

    #[test]
    fn days_ahead_are_counted_in_midnights_also_over_a_change_of_clocks() {
        let now = at("2016-03-26T23:30");
        let told = |moment: &str| ahead(&at(moment), &now).map(|ahead| plain(&ahead));
        assert_eq!(told("2016-03-26T23:45").as_deref(), Some("aujourd’hui"));
        assert_eq!(told("2016-03-27T09:00").as_deref(), Some("demain"));
        assert_eq!(told("2016-04-27T09:00").as_deref(), Some("dans 32 jours"));
        assert_eq!(told("2016-03-25T09:00"), None);
    }

    #[test]
    fn ranks_and_counts_are_written_as_french_does() {
        assert_eq!([1, 2, 21].map(ordinal), ["1er", "2e", "21e"]);
        assert_eq!([1, 3, 10, 11].map(count), ["une", "trois", "dix", "11"]);
    }

    #[test]
    fn a_list_ends_with_et() {
        let names = ["Anne", "Paul", "Zoé"].map(str::to_owned);
        assert_eq!(list(&[]), "");
        assert_eq!(list(&names[..1]), "Anne");
        assert_eq!(list(&names[..2]), "Anne et Paul");
        assert_eq!(list(&names), "Anne, Paul et Zoé");
    }

    #[test]
    fn a_french_number_is_grouped_by_two_and_a_foreign_one_is_left_alone() {
        assert_eq!(plain(&phone("+33320123456")), "03 20 12 34 56");
        assert_eq!(phone("+3226438111"), "+3226438111");
        assert_eq!(phone("poste 12"), "poste 12");
        assert_eq!(phone("+33éééé1"), "+33éééé1");
    }

    #[test]
    fn spaces_before_high_punctuation_do_not_break() {
        assert_eq!(typeset("Vite ! Qui ? Lui ; elle : « oui »"), {
            "Vite\u{202f}! Qui\u{202f}? Lui\u{202f}; elle\u{a0}: «\u{a0}oui\u{a0}»"
        });
        assert_eq!(typeset("9:00, a;b"), "9:00, a;b", "no space is added");
    }
}
