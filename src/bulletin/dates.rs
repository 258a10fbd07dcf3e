//! Days that a text names: "le 24 mars", "24 mars 2016", "24/03/2016".

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::pattern::pattern;

/// A day as a text names it, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a day of the month is a day")]
pub struct Day {
    /// The day of the month, 1 to 31.
    pub day: i8,
    /// The month, 1 to 12.
    pub month: i8,
    /// The year, where it is named.
    pub year: Option<i16>,
}

impl Day {
    /// Whether it means `date`.
    #[must_use]
    pub fn means(self, date: Date) -> bool {
        (self.day, self.month) == (date.day(), date.month())
            && self.year.is_none_or(|year| year == date.year())
    }

    /// Whether it still lies ahead of `today`. Without a year it is taken as the nearest such day,
    /// which lies ahead when it is less than half a year away.
    #[must_use]
    pub fn lies_ahead_of(self, today: Date) -> bool {
        let in_year = |year: i16| Date::new(year, self.month, self.day).ok();
        match self.year {
            Some(year) => in_year(year).is_some_and(|date| date > today),
            None => [today.year(), today.year() + 1].into_iter().filter_map(in_year).any(|date| {
                let days = (date - today).get_days();
                (1..183).contains(&days)
            }),
        }
    }
}

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)(?P<deadline>(?:avant|jusqu'au|jusqu'a|au\ plus\ tard|d'ici|limite(?:\ (?:de|d'|des|pour)\ ?\w+){0,3})(?:\ (?:le|au|du|:))*\ (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\ ?)?
          \b(?:(?P<before>(?:\d{1,2}(?:er)?(?:,|\ ?-|\ ?/|\ et|\ ni|\ ou|\ &|\ puis|\ au)\ ?(?:le\ |du\ |au\ )?(?:lundi\ |mardi\ |mercredi\ |jeudi\ |vendredi\ |samedi\ |dimanche\ )?)*)
             (?P<day>\d{1,2})(?:er)?\ (?P<name>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b(?:\ (?P<year>\d{4}))?
          |(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?\b
          |(?P<dd>\d{1,2})[.-](?P<mm>\d{1,2})[.-](?P<yy>\d{4})\b)",
    )
});

/// The days that `folded` text names, in order; of "les 12 et 19 avril" both. Those of a deadline ("avant le
/// 18 mars") are left out.
#[must_use]
pub fn days(folded: &str) -> Vec<Day> {
    DATED
        .captures_iter(folded)
        .filter(|found| found.name("deadline").is_none())
        .flat_map(|found| named(&found))
        .collect()
}

/// The days of one list of days in a month.
fn named(found: &Captures<'_>) -> Vec<Day> {
    let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
    let month = match found.name("name") {
        Some(name) => {
            MONTHS.iter().position(|month| *month == name.as_str()).and_then(|at| i8::try_from(at + 1).ok())
        }
        None => number("m").or_else(|| number("mm")).and_then(|month| i8::try_from(month).ok()),
    };
    let Some(month) = month else { return Vec::new() };
    let year = number("year").or_else(|| number("y")).or_else(|| number("yy"));
    let year = year.map(|year| if year < 100 { year + 2000 } else { year });
    let before = found.name("before").map_or("", |before| before.as_str());
    let before = before.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<i8>().ok());
    let last = number("day").or_else(|| number("d")).or_else(|| number("dd"));
    let all = before.chain(last.and_then(|day| i8::try_from(day).ok()));
    let exists = |day: &Day| Date::new(day.year.unwrap_or(2024), day.month, day.day).is_ok();
    all.map(|day| Day { day, month, year }).filter(exists).collect()
}

/// The days that `folded` text names as seen from `today`: "demain", "jeudi", "le 24". A weekday and a
/// number mean the next such day from today on; "jeudi prochain" can also mean the one after.
#[must_use]
pub fn near_days(folded: &str, today: Date) -> Vec<Date> {
    // Numbers of streets, and the beginnings of telephone numbers, are no days.
    static NEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\b(?:(?P<today>aujourd'hui|ce\ matin) | (?P<overmorrow>apres-demain) | (?P<tomorrow>demain)
              | (?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\ (?P<of>\d{1,2})|(?P<next>\ prochain|\ suivant|\ en\ huit))?
              | (?:le|du|au|les|des|aux)\ (?P<days>\d{1,2}(?:(?:,|\ et|\ ni|\ ou|\ puis)\ (?:le\ |du\ |au\ )?\d{1,2})*)
                (?P<else>[\ .-]?\d{2}[\ .-]?\d{2}|,?\ (?:bis\ )?(?:rue|avenue|av|boulevard|bd|place|quai|allee|chemin|impasse|route)|\ ?%|\ heures?)?)\b",
        )
    });
    const A_MONTH: usize = 31;
    // From which, or until when, something else goes on.
    static BOUND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:avant|jusqu'au|jusqu'a|au plus tard|d'ici|depuis|a partir|a compter)(?: (?:le|au|du))? ?\d{1,2}\b",
        )
    });
    let undated = DATED.replace_all(folded, " ");
    let undated = BOUND.replace_all(&undated, " ");
    let days_from_today: Vec<Date> =
        std::iter::successors(Some(today), |day| day.tomorrow().ok()).take(A_MONTH).collect();
    let mut near = Vec::new();
    for found in NEAR.captures_iter(&undated).filter(|found| found.name("else").is_none()) {
        let is = |name: &str| found.name(name).is_some();
        let in_a_list = |day: i8| {
            let list = found.name("days").map_or("", |days| days.as_str());
            list.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.parse() == Ok(day))
        };
        let of = found.name("of").and_then(|day| day.as_str().parse::<i8>().ok());
        let is_meant = |(at, date): &(usize, &Date)| {
            is("today") && *at == 0
                || is("tomorrow") && *at == 1
                || is("overmorrow") && *at == 2
                || found.name("weekday").is_some_and(|day| day.as_str() == weekday(**date))
                    && of.is_none_or(|day| day == date.day())
                || in_a_list(date.day())
        };
        let meant = days_from_today.iter().enumerate().filter(is_meant).map(|(_, date)| *date);
        let most = if is("days") {
            A_MONTH
        } else if is("next") {
            2
        } else {
            1
        };
        near.extend(meant.take(most));
    }
    near
}

fn weekday(date: Date) -> &'static str {
    const NAMES: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let at = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    NAMES.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use jiff::civil::date;

    #[test]
    fn days_are_found_in_words_and_in_figures() {
        let found = days(&fold(
            "le jeudi 24 mars 2016, puis le 1er avril et le 25/02/16 ; tél. 03 21 00 00 00, 9.30",
        ));
        let named: Vec<_> = found.iter().map(|day| (day.day, day.month, day.year)).collect();
        assert_eq!(named, [(24, 3, Some(2016)), (1, 4, None), (25, 2, Some(2016))]);
    }

    #[test]
    fn all_days_of_a_list_are_read() {
        for (text, named) in [
            ("les mardis 12, 19 et 26 avril 2016", vec![(12, 4), (19, 4), (26, 4)]),
            ("le 12 ou le mardi 19 avril", vec![(12, 4), (19, 4)]),
            ("du 1er au 2 avril", vec![(1, 4), (2, 4)]),
            ("les 12/13 avril", vec![(12, 4), (13, 4)]),
            ("le 12/04 et le 19/04", vec![(12, 4), (19, 4)]),
            ("tél. 03 21 00 00 00, le 9 avril", vec![(9, 4)]),
        ] {
            let found: Vec<_> = days(&fold(text)).iter().map(|day| (day.day, day.month)).collect();
            assert_eq!(found, named, "{text}");
        }
    }

    #[test]
    fn a_deadline_is_not_the_day_of_the_event() {
        assert_eq!(days(&fold("À retourner avant le vendredi 18 mars")), []);
        assert_eq!(days(&fold("au plus tard le 18/03/2016")), []);
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        let day = days("24 mars").first().copied().expect("a day");
        assert!(day.means(date(2016, 3, 24)));
        assert!(day.lies_ahead_of(date(2016, 3, 1)) && !day.lies_ahead_of(date(2016, 3, 24)));
        assert!(day.lies_ahead_of(date(2015, 12, 20)));
    }

    #[test]
    fn days_are_named_as_seen_from_today() {
        let monday = date(2016, 3, 21);
        for (text, named) in [
            ("je ne peux pas venir demain", vec![date(2016, 3, 22)]),
            ("après-demain", vec![date(2016, 3, 23)]),
            ("ok pour jeudi", vec![date(2016, 3, 24)]),
            ("lundi", vec![monday]),
            ("à jeudi prochain", vec![date(2016, 3, 24), date(2016, 3, 31)]),
            ("la rencontre du 24", vec![date(2016, 3, 24)]),
            ("le 2", vec![date(2016, 4, 2)]),
            ("le jeudi 24 mars, le 24/03", vec![date(2016, 3, 24)]),
            ("dans le 59", vec![]),
            ("mardi 29", vec![date(2016, 3, 29)]),
            ("mardi 28", vec![]),
            ("les 24 et 31", vec![date(2016, 3, 24), date(2016, 3, 31)]),
            ("joignable au 06 39 98 00 01", vec![]),
            ("au 24 rue de la Paix", vec![]),
            ("en congé jusqu'au 24", vec![]),
            ("jeudi en huit", vec![date(2016, 3, 24), date(2016, 3, 31)]),
        ] {
            assert_eq!(near_days(&fold(text), monday), named, "{text}");
        }
    }
}
