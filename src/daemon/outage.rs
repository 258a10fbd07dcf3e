//! A server that is away, and how often it is tried again.

use std::time::Duration;

use jiff::Timestamp;

use crate::store::Absence;

/// The pause after the first failure; each further one is twice as long.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause, but for chance.
const LONGEST: Duration = Duration::from_mins(5);

/// A server as it was found, try after try.
#[derive(Debug)]
pub struct Health {
    absence: Option<Absence>,
    pause: Duration,
    failed_at: Timestamp,
}

impl Default for Health {
    fn default() -> Self {
        Self { absence: None, pause: FIRST, failed_at: Timestamp::MIN }
    }
}

impl Health {
    /// Since when it is away, if it is.
    #[must_use]
    pub fn absence(&self) -> Option<&Absence> {
        self.absence.as_ref()
    }

    /// It failed at `now`; whether it is news that it did, or why.
    pub fn failed(&mut self, why: String, now: Timestamp) -> bool {
        let pause = self.pause.saturating_mul(2).min(LONGEST);
        // One that comes and goes, and works for less time than was waited for it, has not recovered.
        let goes_on = self.absence.is_some() || now < self.failed_at.saturating_add(pause).unwrap_or(now);
        self.pause = if goes_on { pause } else { FIRST };
        self.failed_at = now;
        let since = self.absence.as_ref().map_or(now, |absence| absence.since);
        let is_news = self.absence.as_ref().is_none_or(|absence| absence.why != why);
        self.absence = Some(Absence { since, why });
        is_news
    }

    /// It works; whether that is news.
    pub fn works(&mut self) -> bool {
        self.absence.take().is_some()
    }

    /// How long to wait before the next try: up to a quarter less or more, so that many who miss
    /// the same server do not all come at once.
    pub fn pause(&self, chance: &mut fastrand::Rng) -> Duration {
        self.pause.mul_f64(0.75 + chance.f64() / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    /// The pauses, without chance, after failures at these seconds.
    fn pauses(health: &mut Health, seconds: &[i64]) -> Vec<u64> {
        let failed = |&second| {
            health.failed("silence".into(), Timestamp::UNIX_EPOCH + i64::seconds(second));
            health.pause.as_secs()
        };
        seconds.iter().map(failed).collect()
    }

    #[test]
    fn pauses_grow_to_five_minutes_and_begin_anew_once_it_has_worked_for_a_while() {
        let mut health = Health::default();
        let tries: Vec<i64> = (0..10).map(|number| number * 300).collect();
        assert_eq!(pauses(&mut health, &tries), [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
        assert!(health.works());
        assert_eq!(pauses(&mut health, &[2700 + 299]), [300], "it has hardly been there");
        assert!(health.works());
        assert_eq!(pauses(&mut health, &[9999]), [1]);
    }

    #[test]
    fn a_pause_is_up_to_a_quarter_less_or_more() {
        let (health, mut chance) = (Health::default(), fastrand::Rng::with_seed(1));
        let pauses: Vec<u128> = (0..1000).map(|_| health.pause(&mut chance).as_millis()).collect();
        assert!(pauses.iter().all(|pause| (750..=1250).contains(pause)));
        assert!(pauses.iter().any(|&pause| pause < 800) && pauses.iter().any(|&pause| pause > 1200));
    }

    #[test]
    fn news_is_that_it_fails_why_it_fails_and_that_it_works() {
        let (mut health, now) = (Health::default(), Timestamp::UNIX_EPOCH);
        assert!(!health.works());
        assert!(health.failed("silence".into(), now));
        assert!(!health.failed("silence".into(), now + 1.second()));
        assert!(health.failed("it refused the login".into(), now + 3.seconds()));
        assert_eq!(health.absence(), Some(&Absence { since: now, why: "it refused the login".into() }));
        assert!(health.works());
        assert!(!health.works());
    }
}
