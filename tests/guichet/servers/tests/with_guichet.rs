//! The desk between its servers.

use crate::servers::{Colleague, PASSWORD, Proxy, ServerDesk, USER};
use crate::support::{Mail, people};

/// A desk that reads the Maildir of Dovecot and sends to Postfix.
fn desk() -> ServerDesk {
    let desk = ServerDesk::new();
    desk.configure(&desk.maildir(), &desk.smtps(desk.postfix.smtps));
    desk
}

#[test]
fn a_bulletin_that_comes_by_mail_is_answered_in_its_thread() {
    let desk = desk();
    let daemon = desk.run();
    let bulletin = Mail::bulletin(1, &people(1)[0]);
    desk.receives(&bulletin);
    desk.eventually(|| !desk.letters_to("personne1").is_empty());

    let log = daemon.terminate().well();
    assert!(log.contains("handled"), "{log}");
    let letters = desk.letters_to("personne1");
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, [bulletin.sender()]);
    assert_eq!(letters[0].in_reply_to.as_deref(), Some(bulletin.id()));
    assert_eq!(desk.desk.list(), ["confirmed Le Goff Yannick"]);
}

#[test]
fn a_letter_that_finds_no_server_leaves_once_it_is_there_again() {
    let desk = desk();
    let proxy = Proxy::to(desk.postfix.smtps);
    desk.configure(&desk.maildir(), &desk.smtps(proxy.port));
    proxy.refuse();
    desk.receives(&Mail::bulletin(1, &people(1)[0]));
    let daemon = desk.run();
    desk.eventually(|| desk.log().contains("cannot be used"));
    daemon.kill();
    assert_eq!(desk.letters_to("personne1"), []);

    proxy.accept();
    let _daemon = desk.run();
    desk.eventually(|| desk.letters_to("personne1").len() == 1);
}

#[test]
fn the_configuration_of_a_desk_on_servers_is_sound() {
    let desk = ServerDesk::new();
    let (_, said) = desk.desk.tries("check");
    let works = |part: &str| said.lines().any(|line| line.starts_with(part) && line.contains(" works "));
    assert!(works("configuration") && works("sender"), "{said}");
    assert_eq!(desk.dovecot.messages(USER, "INBOX"), []);
}

#[test]
fn a_desk_can_have_a_mailbox_that_announces_nothing() {
    let desk = ServerDesk::concealing(&["IDLE"]);
    let capabilities = Colleague::log_in(&desk.dovecot, USER, PASSWORD).says("CAPABILITY").unwrap();
    assert!(!capabilities.contains(" IDLE "), "{capabilities}");
}
