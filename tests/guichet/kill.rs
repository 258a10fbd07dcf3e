//! The power may go at any moment: nobody is lost, nobody is registered or written to twice.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use crate::support::{Desk, Mail, Post, busy, people};

/// The steps of one message up to the commit of its transaction, in their order.
const BEFORE_THE_COMMIT: [&str; 4] = ["read", "claimed", "carried-out", "written"];

/// Starts a round, kills it when it has reached `step` (`step:3`: for the third time).
fn kill_at(desk: &Desk, step: &str) {
    let mut running = desk.round_until(step);
    assert!(
        running.says(&format!("stopped at {}", step.split(':').next().unwrap())),
        "{step} is not reached"
    );
    running.kill();
}

/// How many messages, registrations and notices are recorded, and how many letters lie in the outbox.
fn tally(desk: &Desk) -> [i64; 4] {
    desk.assert_sound();
    [
        desk.count("SELECT count(*) FROM message"),
        desk.count("SELECT count(*) FROM registration"),
        desk.count("SELECT count(*) FROM notice"),
        i64::try_from(desk.letters().len()).unwrap(),
    ]
}

/// What is recorded and written when the desk dies at `step` of message `number`.
fn expected_tally(step: &str, number: i64) -> [i64; 4] {
    match step {
        _ if BEFORE_THE_COMMIT.contains(&step) => [number - 1; 4],
        "recorded" | "counted" => [number, number, number, number - 1],
        _ => [number; 4],
    }
}

#[test]
fn a_kill_at_any_step_of_a_message_loses_and_repeats_nothing() {
    let people = people(6);
    let expected = [
        "confirmed Le Goff Yannick",
        "confirmed Le Goff Hélène",
        "confirmed Le Goff Marie-Claude",
        "waitlisted 1 Le Goff Aïcha",
        "waitlisted 2 Le Goff Bruno",
        "waitlisted 3 Le Goff Fatoumata",
    ];
    for step in BEFORE_THE_COMMIT.iter().chain(&["recorded", "counted", "delivered", "sent"]) {
        for number in [1, 2, 5] {
            let desk = Desk::with_seats(3);
            for (number, person) in (1..).zip(&people) {
                desk.deliver(&Mail::bulletin(number, person));
            }
            kill_at(&desk, &format!("{step}:{number}"));
            assert_eq!(tally(&desk), expected_tally(step, number), "killed at {step} of message {number}");

            desk.run_once().well();
            assert_eq!(desk.list(), expected, "after a kill at {step} of message {number}");
            assert_eq!(tally(&desk), [6; 4], "after a kill at {step} of message {number}");
            desk.assert_all_letters_sent();
        }
    }
}

#[test]
fn a_letter_whose_sending_was_not_recorded_is_sent_again_the_very_same() {
    let desk = Desk::new();
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    kill_at(&desk, "delivered");
    let letters = desk.letters();
    assert_eq!(desk.texts("SELECT state FROM notice"), ["sending"]);
    // Somebody took it meanwhile.
    fs::remove_dir_all(desk.outbox()).unwrap();

    desk.run_once().well();
    assert_eq!(desk.letters(), letters);
    assert_eq!(desk.count("SELECT attempts FROM notice"), 2);
    desk.assert_all_letters_sent();
}

#[test]
fn a_cancellation_and_its_promotion_happen_together_or_not_at_all() {
    let people = people(3);
    for step in BEFORE_THE_COMMIT {
        let desk = Desk::with_seats(2);
        for (number, person) in (1..).zip(&people) {
            desk.deliver(&Mail::bulletin(number, person));
        }
        desk.deliver(&Mail::cancellation(4, "personne1@example.org"));
        kill_at(&desk, &format!("{step}:4"));
        assert_eq!(tally(&desk), [3; 4], "killed at {step}");
        assert_eq!(desk.list()[2], "waitlisted 1 Le Goff Marie-Claude");

        desk.run_once().well();
        let expected =
            ["confirmed Le Goff Hélène", "confirmed Le Goff Marie-Claude", "cancelled Le Goff Yannick"];
        assert_eq!(desk.list(), expected, "after a kill at {step}");
        let kinds = ["confirmed", "confirmed", "waitlisted", "cancelled", "promoted"];
        assert_eq!(desk.texts("SELECT kind FROM notice ORDER BY id"), kinds);
        desk.assert_all_letters_sent();
    }
}

#[test]
fn a_desk_killed_while_it_starts_for_the_first_time_starts_the_second_time() {
    let mut chance = fastrand::Rng::with_seed(1);
    for _ in 0..20 {
        let desk = Desk::new();
        desk.deliver(&Mail::bulletin(1, &people(1)[0]));
        let running = desk.run();
        busy(Duration::from_micros(chance.u64(0..60_000)));
        running.kill();
        desk.run_once().well();
        assert_eq!(desk.list(), ["confirmed Le Goff Yannick"]);
        desk.assert_all_letters_sent();
        desk.assert_sound();
    }
}

const KILLS: usize = 200;

/// Delivers questions until there is more mail than a desk handles between two kills.
fn restock(post: &mut Post, desk: &Desk) {
    let handled = desk.count("SELECT count(*) FROM copy WHERE state = 'handled'");
    for number in post.mails.len().. {
        if number >= usize::try_from(handled).unwrap() + 100 {
            break;
        }
        let mail = Mail::question(i64::try_from(number).unwrap() + 1);
        desk.deliver_as(&mail, &format!("new/{number}.host"));
        post.mails.push(mail);
    }
}

/// Starts a round, lets it record at least one more message, and kills it a moment later.
fn kill_after_progress(desk: &Desk, chance: &mut fastrand::Rng) {
    let before = desk.count("SELECT count(*) FROM message");
    let mut running = desk.round();
    loop {
        assert!(running.says("outcome="), "there was not enough mail for {KILLS} kills");
        if !running.last_line().contains("same-message") {
            break;
        }
    }
    busy(Duration::from_micros(chance.u64(0..40_000)));
    running.kill();
    assert!(desk.count("SELECT count(*) FROM message") > before);
}

#[test]
fn after_200_kills_at_random_moments_everybody_is_registered_once_and_answered_once() {
    let seed = std::env::var("GUICHET_SEED").map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
    println!("again with the same chance: GUICHET_SEED={seed}");
    let mut chance = fastrand::Rng::with_seed(seed);
    let desk = Desk::new();
    desk.deliver(&Mail::question(0));
    desk.run_once().well();
    let mut post = Post::new(450);
    for (number, mail) in post.mails.iter().enumerate() {
        desk.deliver_as(mail, &format!("new/{number}.host"));
    }

    for _ in 0..KILLS {
        restock(&mut post, &desk);
        kill_after_progress(&desk, &mut chance);
        desk.assert_sound();
    }
    println!("{} messages were recorded", desk.count("SELECT count(*) FROM message"));
    desk.run_once().well();

    assert_eq!(desk.list(), post.expected_list());
    assert_eq!(desk.letters().len(), post.bulletins + post.repeats);
    let answered: BTreeSet<_> = desk.letters().into_iter().map(|letter| letter.in_reply_to).collect();
    assert_eq!(answered.len(), post.bulletins + post.repeats, "one answer for each message");
    desk.assert_all_letters_sent();
    desk.assert_sound();
    let recorded = [desk.count("SELECT count(*) FROM message"), desk.count("SELECT count(*) FROM copy")];
    let delivered = [post.mails.len() - post.copies + 1, post.mails.len() + 1];
    assert_eq!(recorded.map(|count| usize::try_from(count).unwrap()), delivered);
}
