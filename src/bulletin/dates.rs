//! Days that a text names: "le 24 mars", "24 mars 2016", "24/03/2016".

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

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
          \b(?:(?P<day>\d{1,2})(?:er)?\ (?P<name>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b(?:\ (?P<year>\d{4}))?
          |(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?\b
          |(?P<dd>\d{1,2})[.-](?P<mm>\d{1,2})[.-](?P<yy>\d{4})\b)",
    )
});

/// The days that `folded` text names, in order. Those of a deadline ("avant le 18 mars") are left out.
#[must_use]
pub fn days(folded: &str) -> Vec<Day> {
    DATED
        .captures_iter(folded)
        .filter(|found| found.name("deadline").is_none())
        .filter_map(|found| {
            let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
            let month = match found.name("name") {
                Some(name) => MONTHS.iter().position(|month| *month == name.as_str()).map(|at| at + 1)?,
                None => usize::try_from(number("m").or_else(|| number("mm"))?).ok()?,
            };
            let day = number("day").or_else(|| number("d")).or_else(|| number("dd"))?;
            let year = number("year").or_else(|| number("y")).or_else(|| number("yy"));
            let year = year.map(|year| if year < 100 { year + 2000 } else { year });
            let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
            Date::new(year.unwrap_or(2024), month, day).ok()?;
            Some(Day { day, month, year })
        })
        .collect()
}

/// The days that `folded` text names as seen from `today`: "demain", "jeudi", "le 24". A weekday and a
/// number mean the next such day from today on; "jeudi prochain" can also mean the one after.
#[must_use]
pub fn near_days(folded: &str, today: Date) -> Vec<Date> {
    static NEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\b(?:(?P<today>aujourd'hui|ce\ matin) | (?P<overmorrow>apres-demain) | (?P<tomorrow>demain)
              | (?P<weekday>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?P<next>\ prochain)?
              | (?:le|du|au)\ (?P<day>\d{1,2}))\b",
        )
    });
    const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    const A_MONTH: usize = 31;
    let undated = DATED.replace_all(folded, " ");
    let days_from_today: Vec<Date> =
        std::iter::successors(Some(today), |day| day.tomorrow().ok()).take(A_MONTH).collect();
    let mut near = Vec::new();
    for found in NEAR.captures_iter(&undated) {
        let is = |name: &str| found.name(name).is_some();
        let day = found.name("day").and_then(|day| day.as_str().parse::<i8>().ok());
        let weekday = found.name("weekday").map(|day| day.as_str());
        let is_meant = |(at, date): &(usize, &Date)| {
            let name = WEEKDAYS.get(usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()));
            is("today") && *at == 0
                || is("tomorrow") && *at == 1
                || is("overmorrow") && *at == 2
                || weekday.is_some() && weekday == name.copied()
                || day == Some(date.day())
        };
        let meant = days_from_today.iter().enumerate().filter(is_meant).map(|(_, date)| *date);
        near.extend(meant.take(if is("next") { 2 } else { 1 }));
    }
    near
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
        ] {
            assert_eq!(near_days(&fold(text), monday), named, "{text}");
        }
    }
}
