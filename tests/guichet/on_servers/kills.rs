//! The power may go at any moment, also between real servers.

use std::collections::BTreeSet;
use std::time::Duration;

use super::opened_desk;
use crate::servers::{ServerDesk, USER};
use crate::support::{Post, busy};

const KILLS: usize = 50;

/// Lets the daemon record at least one more message, and kills it a moment later.
fn kill_after_progress(desk: &ServerDesk, chance: &mut fastrand::Rng) {
    let count = || desk.desk.count("SELECT count(*) FROM message");
    let before = count();
    let daemon = desk.run();
    desk.eventually(|| count() > before);
    busy(Duration::from_micros(chance.u64(0..40_000)));
    daemon.kill();
}

#[test]
fn after_50_kills_over_300_messages_everybody_is_registered_once_and_no_letter_is_another() {
    let seed = std::env::var("GUICHET_SEED").map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
    println!("again with the same chance: GUICHET_SEED={seed}");
    let mut chance = fastrand::Rng::with_seed(seed);
    let desk = opened_desk();
    let post = Post::new(300);
    let mut waiting = post.mails.iter();
    for _ in 0..KILLS {
        for mail in waiting.by_ref().take(6) {
            desk.dovecot.deliver(USER, &mail.octets());
        }
        kill_after_progress(&desk, &mut chance);
        desk.desk.assert_sound();
    }
    assert_eq!(waiting.len(), 0);
    let daemon = desk.run();
    let accounted = "SELECT count(*) FROM copy WHERE state = 'handled'";
    desk.eventually(|| desk.desk.count(accounted) == 300);
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'") == 0);
    daemon.terminate().well();

    assert_eq!(desk.desk.list(), post.expected_list());
    assert_eq!(desk.desk.count("SELECT count(*) FROM message"), 300 - i64::try_from(post.copies).unwrap());
    let written: BTreeSet<String> = desk.desk.texts("SELECT message_id FROM notice").into_iter().collect();
    assert_eq!(written.len(), post.bulletins + post.repeats);
    let arrived = || {
        let letters = (1..=300).flat_map(|number| desk.letters_to(&format!("personne{number}")));
        letters.map(|letter| letter.message_id).collect::<Vec<String>>()
    };
    desk.eventually(|| arrived().into_iter().collect::<BTreeSet<_>>() == written);
    let repeated = arrived().len() - written.len();
    println!("{repeated} letters came twice, the very same");
    assert!(repeated <= KILLS, "a kill repeats no more than the letter that was just leaving");
    desk.desk.assert_sound();
}
