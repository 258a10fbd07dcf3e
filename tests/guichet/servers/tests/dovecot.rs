//! Dovecot: who may log in, what a mail program sees, what lies on the disk.

use std::collections::BTreeSet;
use std::net::TcpStream;
use std::panic;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;

use crate::servers::{Certificates, Colleague, Dovecot, Stored, token};

fn dovecot() -> Dovecot {
    let dovecot = Dovecot::new(&Certificates::new());
    dovecot.set_password("anne", "secret");
    dovecot
}

fn mail(number: usize) -> Vec<u8> {
    format!("Message-ID: <{number}@example.org>\r\n\r\nBonjour {number}\r\n").into_bytes()
}

fn octets(messages: &[Stored]) -> Vec<&[u8]> {
    messages.iter().map(|message| message.octets.as_slice()).collect()
}

fn flags(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn dovecot_killed_and_started_again_has_the_same_mail() {
    let mut dovecot = dovecot();
    dovecot.deliver("anne", &mail(1));
    let uid = Colleague::log_in(&dovecot, "anne", "secret").finds("1@example.org");
    dovecot.kill();
    assert!(TcpStream::connect(("127.0.0.1", dovecot.imap)).is_err());
    dovecot.start();
    assert_eq!(Colleague::log_in(&dovecot, "anne", "secret").finds("1@example.org"), uid);
    assert_eq!(dovecot.messages("anne", "INBOX")[0].octets, mail(1));
}

#[test]
fn a_killed_dovecot_hangs_up_on_its_clients() {
    let mut dovecot = dovecot();
    let colleague = Colleague::log_in(&dovecot, "anne", "secret");
    dovecot.kill();
    colleague.waits_for_the_end();
}

#[test]
fn a_test_that_panics_leaves_no_server_behind() {
    let (tell, told) = mpsc::channel();
    let test = thread::spawn(move || {
        let dovecot = dovecot();
        tell.send(dovecot.imap).unwrap();
        // As a panic, without its words.
        panic::resume_unwind(Box::new("a test that fails"));
    });
    assert!(test.join().is_err());
    let port = told.recv().unwrap();
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn delivered_mail_has_the_octets_and_the_time_that_it_was_given() {
    let dovecot = dovecot();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_456_472_401);
    dovecot.deliver("anne", &mail(1));
    dovecot.deliver_at("anne", &mail(2), then);
    let messages = dovecot.messages("anne", "INBOX");
    assert_eq!(octets(&messages), [&mail(2), &mail(1)]);
    assert_eq!(messages[0].received_at, then);

    let mut colleague = Colleague::log_in(&dovecot, "anne", "secret");
    let uid = colleague.finds("2@example.org");
    let answer = colleague.says(&format!("UID FETCH {uid} (INTERNALDATE BODY.PEEK[])")).unwrap();
    assert!(answer.contains("Bonjour 2"), "{answer}");
    assert!(answer.contains(r#"INTERNALDATE "26-Feb-2016 07:40:01 +0000""#), "{answer}");
}

#[test]
fn what_a_colleague_does_is_seen_on_the_disk() {
    let dovecot = dovecot();
    for number in 1..=4 {
        dovecot.deliver("anne", &mail(number));
    }
    let mut colleague = Colleague::log_in(&dovecot, "anne", "secret");
    colleague.reads("1@example.org");
    colleague.says("CREATE Archives/Trait&AOk-s").unwrap();
    colleague.moves("2@example.org", "Archives/Trait&AOk-s");
    colleague.deletes("3@example.org");
    let uid = colleague.finds("4@example.org");
    colleague.says(&format!("UID STORE {uid} +FLAGS (\\Flagged $Forwarded)")).unwrap();

    let inbox = dovecot.messages("anne", "INBOX");
    assert_eq!(octets(&inbox), [&mail(1), &mail(4)]);
    assert_eq!(inbox[0].flags, flags(&["\\Seen"]));
    assert_eq!(inbox[1].flags, flags(&["\\Flagged", "$Forwarded"]));
    let moved = dovecot.messages("anne", "Archives/Traités");
    assert_eq!(octets(&moved), [&mail(2)]);
    assert_eq!(dovecot.messages("anne", "Nowhere"), []);
}

#[test]
fn a_reset_numbers_the_messages_anew_under_another_uid_validity() {
    let uid_validity = |dovecot: &Dovecot| {
        let answer = Colleague::log_in(dovecot, "anne", "secret").says("EXAMINE INBOX").unwrap();
        let begin = answer.find("UIDVALIDITY ").unwrap() + "UIDVALIDITY ".len();
        answer[begin..].split(']').next().unwrap().parse::<u32>().unwrap()
    };
    let dovecot = dovecot();
    dovecot.deliver("anne", &mail(1));
    Colleague::log_in(&dovecot, "anne", "secret").deletes("1@example.org");
    dovecot.deliver("anne", &mail(2));
    assert_eq!(Colleague::log_in(&dovecot, "anne", "secret").finds("2@example.org"), 2);
    let before = uid_validity(&dovecot);

    dovecot.reset_uid_validity("anne", "INBOX");
    assert_eq!(Colleague::log_in(&dovecot, "anne", "secret").finds("2@example.org"), 1);
    assert_ne!(uid_validity(&dovecot), before);
}

#[test]
fn a_password_holds_from_the_moment_it_is_set() {
    let dovecot = dovecot();
    let logs_in =
        |password: &str| Colleague::connect(&dovecot).says(&format!("LOGIN anne {password}")).is_ok();
    assert!(logs_in("secret"));
    for password in ["first1", "second"] {
        dovecot.set_password("anne", password);
        assert!(logs_in(password));
        assert!(!logs_in("secret"));
    }
    dovecot.break_password("anne");
    assert!(!logs_in("second"));
    dovecot.set_password("anne", "secret");
    assert!(logs_in("secret"));
}

#[test]
fn a_token_holds_until_it_expires() {
    let dovecot = dovecot();
    let logs_in = |user: &str, token: String| {
        let xoauth2 = STANDARD.encode(format!("user={user}\x01auth=Bearer {token}\x01\x01"));
        let oauthbearer = STANDARD.encode(format!("n,a={user},\x01auth=Bearer {token}\x01\x01"));
        let try_with = |mechanism: &str, answer: &str| {
            Colleague::connect(&dovecot).says(&format!("AUTHENTICATE {mechanism} {answer}")).is_ok()
        };
        [try_with("XOAUTH2", &xoauth2), try_with("OAUTHBEARER", &oauthbearer)]
    };
    assert_eq!(logs_in("anne", token("anne", SignedDuration::from_mins(10))), [true; 2]);
    assert_eq!(logs_in("anne", token("anne", SignedDuration::from_secs(-5))), [false; 2]);
    assert_eq!(logs_in("anne", token("bruno", SignedDuration::from_mins(10))), [false; 2]);
}

#[test]
fn what_it_conceals_is_not_among_its_capabilities() {
    let capabilities = |dovecot: &Dovecot| {
        dovecot.set_password("anne", "secret");
        Colleague::log_in(dovecot, "anne", "secret").says("CAPABILITY").unwrap()
    };
    let certificates = Certificates::new();
    let all = capabilities(&Dovecot::new(&certificates));
    let some = capabilities(&Dovecot::without(&["IDLE", "MOVE"], &certificates));
    for name in ["IDLE", "MOVE"] {
        assert!(all.contains(&format!(" {name} ")), "{all}");
        assert!(!some.contains(&format!(" {name} ")), "{some}");
    }
    assert!(some.contains(" UIDPLUS "), "{some}");
}
