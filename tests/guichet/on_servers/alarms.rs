//! The staff hear of servers that are away for long, once for each outage, and again when it is over.

use std::fs;

use jiff::{Timestamp, ToSpan};

use super::{all_answered, deliver_bulletin, opened_desk};
use crate::servers::{PASSWORD, Proxy, ServerDesk};
use crate::support::Letter;

const STAFF: &str = "\n[staff]\ndigest_to = [\"equipe@example.org\", \"accueil@example.org\"]\n";

/// A desk that has looked at its mailbox once, whose line to it goes over a proxy, whose password there
/// is in a file of its own, and whose staff are told of troubles.
struct Watched {
    desk: ServerDesk,
    proxy: Proxy,
    begun: Timestamp,
}

impl Watched {
    fn new() -> Self {
        let desk = opened_desk();
        let proxy = Proxy::to(desk.dovecot.imaps);
        let mailbox = desk.imaps(proxy.port).replace("/password\"", "/mailbox.password\"");
        let sender = format!("{}{STAFF}", desk.smtps(desk.postfix.smtps));
        desk.configure(&format!("{mailbox}poll_every = \"1s\"\n"), &sender);
        let watched = Self { desk, proxy, begun: Timestamp::now() };
        watched.set_password(PASSWORD);
        watched.wait_until(0);
        watched
    }

    fn set_password(&self, password: &str) {
        fs::write(self.desk.desk.path("mailbox.password"), password).unwrap();
    }

    /// From now on it is so many minutes after the beginning.
    fn wait_until(&self, minutes: i64) {
        self.desk.desk.set_clock(self.begun + minutes.minutes());
    }

    /// The alarms that a member of the staff got, oldest first; the hours that a test lets pass may be
    /// those of a digest.
    fn letters(&self, user: &str) -> Vec<Letter> {
        let mut letters = self.desk.letters_to(user);
        letters.retain(|letter| letter.subject.starts_with("Guichet d’inscription"));
        letters
    }

    /// Waits until the staff have as many letters as `about` has subjects, and asserts that each has
    /// those.
    #[track_caller]
    fn are_told(&self, about: &[&str]) {
        for user in ["equipe", "accueil"] {
            self.desk.eventually(|| self.letters(user).len() >= about.len());
            let letters = self.letters(user);
            assert_eq!(
                letters.len(),
                about.len(),
                "{:?}",
                letters.iter().map(|l| &l.subject).collect::<Vec<_>>()
            );
            for (letter, about) in letters.iter().zip(about) {
                assert!(letter.subject.ends_with(about), "{} is not {about}", letter.subject);
                assert_eq!(letter.to, ["equipe@example.org", "accueil@example.org"]);
            }
        }
        let ids = |user| self.letters(user).into_iter().map(|letter| letter.message_id).collect::<Vec<_>>();
        assert_eq!(ids("equipe"), ids("accueil"), "one Message-ID for all");
    }

    fn count(&self, query: &'static str) -> i64 {
        self.desk.desk.count(query)
    }
}

const AWAY: &str = "la boîte de réception est inaccessible";
const BACK: &str = "la boîte de réception est de nouveau accessible";

#[test]
fn a_mailbox_that_is_away_for_half_an_hour_is_told_once_whatever_restarts_and_again_when_it_is_back() {
    let desk = Watched::new();
    let daemon = desk.desk.run();
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM contact WHERE works_at IS NOT NULL") == 1);
    desk.proxy.refuse();
    desk.proxy.cut();
    desk.desk.eventually(|| desk.desk.log().contains("the mailbox on localhost"));
    desk.wait_until(29);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM contact WHERE fails_since IS NOT NULL") == 1);
    assert_eq!(desk.count("SELECT count(*) FROM trouble"), 0);
    // The outage goes on over a restart.
    daemon.kill();
    let daemon = desk.desk.run();
    desk.desk.eventually(|| desk.desk.log().matches("the mailbox on localhost").count() == 2);
    desk.wait_until(32);
    desk.are_told(&[AWAY]);
    assert!(desk.letters("equipe")[0].text.contains("the mailbox on localhost"));

    daemon.terminate().well();
    let daemon = desk.desk.run();
    desk.desk.eventually(|| desk.desk.log().matches("the mailbox on localhost").count() == 3);
    desk.wait_until(90);
    deliver_bulletin(&desk.desk, 1);
    desk.proxy.accept();
    all_answered(&desk.desk, [1]);
    desk.are_told(&[AWAY, BACK]);
    let log = daemon.terminate().well();
    assert!(log.contains("the mailbox has had no contact since"), "{log}");
    assert_eq!(desk.count("SELECT count(*) FROM trouble"), 1);
    assert_eq!(desk.count("SELECT count(*) FROM contact WHERE fails_since IS NOT NULL"), 0);
}

#[test]
fn a_mailbox_that_refuses_the_login_is_told_with_what_it_says() {
    let desk = Watched::new();
    desk.set_password("un autre");
    let daemon = desk.desk.run();
    desk.desk.eventually(|| desk.desk.log().contains("refused the login"));
    desk.wait_until(31);
    desk.are_told(&[AWAY]);
    let text = desk.letters("equipe")[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("refused the login"), "{text}");
    assert!(!text.contains("un autre"), "{text}");
    desk.set_password(PASSWORD);
    desk.are_told(&[AWAY, BACK]);
    daemon.terminate().well();
}

#[test]
fn a_short_outage_is_told_to_nobody() {
    let desk = Watched::new();
    let daemon = desk.desk.run();
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM contact WHERE works_at IS NOT NULL") == 1);
    desk.proxy.refuse();
    desk.proxy.cut();
    desk.desk.eventually(|| desk.desk.log().contains("the mailbox on localhost"));
    desk.wait_until(20);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM contact WHERE fails_since IS NOT NULL") == 1);
    desk.proxy.accept();
    desk.desk.eventually(|| desk.desk.log().contains("the mailbox works again"));
    desk.wait_until(60);
    deliver_bulletin(&desk.desk, 1);
    all_answered(&desk.desk, [1]);
    daemon.terminate().well();
    assert_eq!(desk.count("SELECT count(*) FROM trouble"), 0);
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE kind = 'alarm'"), 0);
}

#[test]
fn while_the_mail_server_is_away_the_alarm_waits_with_the_letters_and_leaves_with_them() {
    let mut desk = Watched::new();
    desk.desk.postfix.kill();
    let daemon = desk.desk.run();
    deliver_bulletin(&desk.desk, 1);
    desk.desk.eventually(|| desk.desk.log().contains("cannot be used"));
    desk.wait_until(31);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM trouble WHERE kind = 'letters'") == 1);
    assert!(desk.desk.log().contains("no letter has left since"), "{}", desk.desk.log());
    desk.desk.postfix.start();
    all_answered(&desk.desk, [1]);
    desk.are_told(&["les réponses ne partent plus", "les réponses partent de nouveau"]);
    daemon.terminate().well();
    assert_eq!(desk.count("SELECT count(*) FROM trouble WHERE over_at IS NOT NULL"), 1);
}

#[test]
fn when_all_servers_are_away_each_is_told_of_once_they_are_back_and_nothing_twice() {
    let mut desk = Watched::new();
    let daemon = desk.desk.run();
    deliver_bulletin(&desk.desk, 1);
    all_answered(&desk.desk, [1]);
    desk.desk.dovecot.kill();
    desk.desk.postfix.kill();
    desk.desk.eventually(|| desk.desk.log().contains("the mailbox on localhost"));
    desk.wait_until(31);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM trouble WHERE kind = 'contact'") == 1);
    desk.desk.eventually(|| desk.desk.log().contains("the mail server localhost"));
    desk.wait_until(62);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM trouble WHERE kind = 'letters'") == 1);
    desk.desk.dovecot.start();
    desk.desk.postfix.start();
    let over = "SELECT count(*) FROM trouble WHERE over_at IS NOT NULL";
    desk.desk.eventually(|| desk.count(over) == 2);
    desk.desk.eventually(|| desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'") == 0);
    daemon.terminate().well();
    assert_eq!(desk.count("SELECT count(*) FROM trouble"), 2);
    // What is over at the same time is told together, or one by one.
    let letters = desk.count("SELECT count(DISTINCT message_id) FROM notice WHERE kind = 'alarm'");
    assert!((3..=4).contains(&letters), "{letters}");
    let written = usize::try_from(letters).unwrap();
    desk.desk.eventually(|| desk.letters("equipe").len() == written);
}
