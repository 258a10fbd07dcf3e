//! The desk's fairness, proved over random histories; and broken desks, each of which is caught.

mod book;
mod broken;
mod moves;
mod play;

pub use book::Book;
pub use moves::{History, Mail, histories, mail_of, person};
pub use play::{Desk, Received, Turn, event_of, honest, play, start};

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use book::Tally;

/// Plays histories until one goes wrong; why, made short where `shrinks`, and how often what happened.
fn first_fault(cases: u32, desk: &Desk, shrinks: bool) -> (Option<String>, Tally) {
    let max_shrink_iters = if shrinks { 10_000 } else { 0 };
    let config = Config { cases, failure_persistence: None, max_shrink_iters, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let tally = std::cell::RefCell::new(Tally::new());
    let played = TestRunner::new_with_rng(config, rng).run(&histories(), |history| {
        let played = play(&history, desk).map_err(TestCaseError::fail)?;
        for (what, times) in played.tally {
            *tally.borrow_mut().entry(what).or_default() += times;
        }
        Ok(())
    });
    let fault = match played {
        Ok(()) => None,
        Err(TestError::Fail(why, history)) => Some(format!("{why}\n{history:?}")),
        Err(abort) => Some(abort.to_string()),
    };
    (fault, tally.into_inner())
}

/// Every way in which a registration can change, each so often that a fault in it would show.
const TRANSITIONS: [&str; 25] = [
    "enter seat complete",
    "enter seat incomplete",
    "enter line complete",
    "enter line incomplete",
    "amend complete to complete",
    "amend incomplete to incomplete",
    "amend incomplete to complete",
    "amend offered to offered",
    "amend offered to complete",
    "promote complete",
    "promote incomplete",
    "offer",
    "accept",
    "cancelled from seat complete",
    "cancelled from seat incomplete",
    "cancelled from seat offered",
    "cancelled from line complete",
    "cancelled from line incomplete",
    "lapsed from seat incomplete",
    "lapsed from seat offered",
    "lapsed from line incomplete",
    "refused from line complete",
    "refused from line incomplete",
    "replace",
    "outage",
];

fn no_history_breaks_the_desk_in(cases: u32, at_least: u32) {
    let (fault, tally) = first_fault(cases, &Desk::honest(), true);
    assert_eq!(fault, None);
    println!("{cases} histories, 0 violations");
    for (what, times) in &tally {
        println!("{times:>9}  {what}");
    }
    let rare: Vec<_> =
        TRANSITIONS.iter().filter(|what| tally.get(**what).is_none_or(|times| *times < at_least)).collect();
    assert!(rare.is_empty(), "too seldom: {rare:?}");
}

#[test]
fn no_history_breaks_the_desk() {
    no_history_breaks_the_desk_in(1_500, 100);
}

/// The same at length; `tests/benchmark` runs it.
#[test]
#[ignore = "takes minutes where nothing is optimised"]
fn ten_thousand_histories_do_not_break_the_desk() {
    no_history_breaks_the_desk_in(10_000, 100);
}

#[test]
fn every_broken_desk_is_caught() {
    for (name, desk) in broken::desks() {
        let (fault, _) = first_fault(300, &desk, false);
        assert!(fault.is_some(), "the desk that {name} was not caught");
    }
}
