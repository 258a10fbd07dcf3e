//! Postfix: whom it takes mail from and for, and where the mail goes.

use std::net::TcpStream;

use crate::servers::{Certificates, Dovecot, Postfix, eventually};

const MAIL: &[u8] = b"Message-ID: <1@example.org>\r\n\r\nBonjour\r\n";

fn servers() -> (Postfix, Dovecot) {
    let certificates = Certificates::new();
    let dovecot = Dovecot::new(&certificates);
    dovecot.set_password("contact", "secret");
    (Postfix::new(&dovecot, &certificates), dovecot)
}

/// Waits until `user` has `count` messages.
fn has(user: &str, count: usize, (postfix, dovecot): &(Postfix, Dovecot)) {
    eventually(|| dovecot.messages(user, "INBOX").len() == count, || postfix.log());
}

#[test]
fn a_letter_submitted_with_a_login_arrives_in_the_mailbox_of_its_recipient() {
    let servers = servers();
    servers.0.submit("contact", "secret", "helene@example.org", MAIL).unwrap();
    has("helene", 1, &servers);
    let octets = &servers.1.messages("helene", "INBOX")[0].octets;
    assert!(String::from_utf8_lossy(octets).trim_end().ends_with("\n\nBonjour"));
}

#[test]
fn a_wrong_password_submits_nothing() {
    let (postfix, dovecot) = servers();
    assert_eq!(postfix.submit("contact", "wrong", "helene@example.org", MAIL), Err(535));
    dovecot.break_password("contact");
    assert_eq!(postfix.submit("contact", "secret", "helene@example.org", MAIL), Err(535));
}

#[test]
fn mail_from_elsewhere_arrives_at_the_desk_and_goes_nowhere_else() {
    let servers = servers();
    servers.0.hand_over("anne@example.com", "contact@irev.example", MAIL).unwrap();
    has("contact", 1, &servers);
    assert_eq!(servers.0.hand_over("anne@example.com", "bruno@example.com", MAIL), Err(554));
}

#[test]
fn the_refusing_recipients_are_refused_with_their_codes() {
    let (postfix, _dovecot) = servers();
    for (recipient, code) in [("gone", 550), ("later", 451), ("full", 452), ("slam", 421)] {
        let to = format!("{recipient}@example.org");
        assert_eq!(postfix.submit("contact", "secret", &to, MAIL), Err(code), "{recipient}");
        assert_eq!(postfix.hand_over("anne@example.org", &to, MAIL), Err(code), "{recipient}");
    }
}

#[test]
fn a_greylisted_recipient_is_accepted_at_the_second_attempt_of_each_sender() {
    let servers = servers();
    for count in 1..=2 {
        let submit = || match count {
            1 => servers.0.submit("contact", "secret", "grey@example.org", MAIL),
            _ => servers.0.hand_over("anne@example.org", "grey@example.org", MAIL),
        };
        assert_eq!([submit(), submit()], [Err(450), Ok(())]);
        has("grey", count, &servers);
    }
}

#[test]
fn postfix_killed_and_started_again_delivers_what_it_has_accepted() {
    let mut servers = servers();
    // Without Dovecot, the mail waits in the queue.
    servers.1.kill();
    servers.0.hand_over("anne@example.org", "contact@irev.example", MAIL).unwrap();
    servers.0.kill();
    assert!(TcpStream::connect(("127.0.0.1", servers.0.mx)).is_err());
    servers.1.start();
    servers.0.start();
    has("contact", 1, &servers);
}
