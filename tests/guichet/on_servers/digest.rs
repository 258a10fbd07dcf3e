//! The digest between a real mailbox and a real mail server: it counts what the server holds, and reaches
//! its readers once.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};

use super::deliver_bulletin;
use crate::servers::{Proxy, ServerDesk, USER};
use crate::support::{Letter, Mail};

const STAFF: &str = "\n[staff]\ndigest_to = [\"equipe@example.org\", \"accueil@example.org\"]\n";

/// A desk that has looked at its mailbox once, and has two readers of its digest; and a time that was
/// yesterday's eight o'clock.
fn desk() -> (ServerDesk, Timestamp) {
    let desk = ServerDesk::new();
    let sender = format!("{}{STAFF}", desk.smtps(desk.postfix.smtps));
    desk.configure(&format!("{}poll_every = \"1s\"\n", desk.imaps(desk.dovecot.imaps)), &sender);
    desk.desk.run_once().well();
    (desk, Timestamp::now())
}

/// What a digest says, on one line.
fn words(letter: &Letter) -> String {
    plain(&letter.text)
}

fn plain(text: &str) -> String {
    let spaces = [' ', '\r', '\n', '\u{a0}', '\u{202f}'];
    text.split(spaces).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The digest that both readers got, which is one mail.
#[track_caller]
fn read(desk: &ServerDesk) -> Letter {
    let [one, other] = ["equipe", "accueil"].map(|user| {
        desk.eventually(|| !desk.letters_to(user).is_empty());
        desk.letters_to(user)
    });
    assert_eq!((one.len(), other.len()), (1, 1));
    assert_eq!(one[0].message_id, other[0].message_id);
    assert_eq!(one[0].to, ["equipe@example.org", "accueil@example.org"]);
    one.into_iter().next().unwrap()
}

#[test]
fn it_says_that_all_messages_of_the_server_were_seen_or_which_was_not_and_that_is_handled_after_all() {
    let (desk, begun) = desk();
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    desk.dovecot.deliver(USER, &Mail::question(4).octets());
    desk.desk.run_once().well();
    let printed = plain(&desk.desk.orders(&["digest", "--print"]));
    assert!(printed.contains("INBOX : 4 messages sur le serveur, tous vus"), "{printed}");

    // Somebody hides the second bulletin from the desk.
    desk.desk
        .execute(
            "DELETE FROM copy WHERE uid = '2';
             UPDATE message SET fingerprint = randomblob(32) WHERE id = 2;",
        )
        .unwrap();
    desk.desk.set_clock(begun + 24.hours());
    let daemon = desk.run();
    let digest = words(&read(&desk));
    assert!(digest.contains("Un message de la boîte aux lettres avait échappé au guichet"), "{digest}");
    assert!(digest.contains("UID 2 :"), "{digest}");
    let seen_again = "SELECT count(*) FROM copy WHERE uid = '2' AND state = 'handled'";
    desk.eventually(|| desk.desk.count(seen_again) == 1);
    daemon.terminate().well();
    let printed = plain(&desk.desk.orders(&["digest", "--print"]));
    assert!(printed.contains("4 messages sur le serveur, tous vus"), "{printed}");
}

#[test]
fn a_mailbox_that_is_away_keeps_no_digest_back() {
    let (desk, begun) = desk();
    let proxy = Proxy::to(desk.dovecot.imaps);
    let sender = format!("{}{STAFF}", desk.smtps(desk.postfix.smtps));
    desk.configure(&format!("{}poll_every = \"1s\"\n", desk.imaps(proxy.port)), &sender);
    drop(proxy);
    desk.desk.set_clock(begun + 24.hours());
    let daemon = desk.run();
    let digest = words(&read(&desk));
    assert!(digest.contains("Le compte des messages n’a pas pu être vérifié : INBOX."), "{digest}");
    daemon.terminate().well();
}

#[test]
fn a_kill_at_any_step_sends_nobody_two_different_ones() {
    for step in ["reconciled", "gathered", "digested", "published", "counted", "delivered", "sent"] {
        let (desk, begun) = desk();
        desk.desk.set_clock(begun + 24.hours());
        let mut running = desk.desk.round_until(step);
        assert!(running.says(&format!("stopped at {step}")), "{step} is not reached");
        running.kill();
        desk.desk.run_once().well();
        for user in ["equipe", "accueil"] {
            desk.eventually(|| !desk.letters_to(user).is_empty());
        }
        let all = || ["equipe", "accueil"].into_iter().flat_map(|user| desk.letters_to(user));
        let ids: BTreeSet<String> = all().map(|letter| letter.message_id).collect();
        assert_eq!(ids.len(), 1, "after a kill at {step}");
        let written = desk.desk.texts("SELECT DISTINCT message_id FROM notice WHERE kind = 'digest'");
        assert_eq!(written, ids.into_iter().collect::<Vec<_>>(), "after a kill at {step}");
    }
}
