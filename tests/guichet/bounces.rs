//! Letters that come back: whom they did not reach is shown, and nobody is answered.

use std::fs;

use crate::support::{Desk, Letter, Mail, people};

/// A report of RFC 3464 that `letter` did not reach `recipient`, with the letter.
fn report(recipient: &str, letter: &[u8]) -> Vec<u8> {
    let above = format!(
        "Return-Path: <>\r\nReceived: from mx.example.org by mail.irev.example; {}\r\n\
         From: MAILER-DAEMON@mx.example.org (Mail Delivery System)\r\nTo: contact@irev.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=cut\r\n\r\n\
         --cut\r\nContent-Type: text/plain\r\n\r\nThis is the mail system at host mx.example.org.\r\n\
         --cut\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 unknown\r\n\r\n--cut\r\nContent-Type: message/rfc822\r\n\r\n",
        jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S +0000")
    );
    [above.as_bytes(), letter, b"\r\n--cut--\r\n"].concat()
}

fn deliver(desk: &Desk, name: &str, octets: &[u8]) {
    fs::write(desk.inbox().join("new").join(name), octets).unwrap();
}

/// A desk that answered two bulletins, and its answers to the first and to the second.
fn answered() -> (Desk, [Letter; 2]) {
    let desk = Desk::new();
    let mails = [1, 2].map(|number| Mail::bulletin(number, &people(2)[usize::try_from(number).unwrap() - 1]));
    for mail in &mails {
        desk.deliver(mail);
    }
    desk.run_once().well();
    let letters = desk.letters();
    let answer =
        |mail: &Mail| letters.iter().find(|letter| letter.in_reply_to.as_deref() == Some(mail.id())).unwrap();
    let answers = [answer(&mails[0]).clone(), answer(&mails[1]).clone()];
    (desk, answers)
}

fn unreachable(desk: &Desk) -> Vec<bool> {
    desk.participants().iter().map(|person| person["unreachable"].as_bool().unwrap()).collect()
}

#[test]
fn whom_a_letter_does_not_reach_is_shown_as_unreachable_until_they_write_again() {
    let (desk, [_, letter]) = answered();
    let letters = desk.letters();
    assert_eq!(unreachable(&desk), [false, false]);

    // The report names the address to which the provider forwards.
    deliver(&desk, "report", &report("mailbox@provider.example", &letter.octets));
    let log = desk.run_once().well();
    assert!(log.contains("bounce") && !log.contains('@'), "{log}");
    assert_eq!(unreachable(&desk), [false, true]);
    let table = desk.says("participants");
    let shown: Vec<bool> =
        table.lines().skip(1).map(|line| line.contains("confirmed, unreachable")).collect();
    assert_eq!(shown, [false, true], "{table}");
    assert_eq!(desk.texts("SELECT outcome FROM message WHERE verdict = 'automatic'"), ["bounce"]);
    assert_eq!(desk.texts("SELECT reason FROM review WHERE registration = 2"), ["letter-bounced"]);
    assert_eq!(desk.letters(), letters, "a report was answered");
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick", "confirmed Le Goff Hélène"]);
    desk.assert_sound();

    desk.deliver(
        &Mail::new(2000, "Re: Inscription", "Je m'inscris au conseil citoyen.\n")
            .from(&letter.to[0])
            .received_at("2098-01-01T08:00:00Z"),
    );
    desk.run_once().well();
    assert_eq!(unreachable(&desk)[..2], [false, false]);
}

#[test]
fn a_report_is_known_by_its_recipient_where_a_relay_made_up_another_message_id() {
    let (desk, [letter, _]) = answered();
    let sent = String::from_utf8(letter.octets.clone()).unwrap();
    let rewritten = sent.replace(&letter.message_id, "0102@relay.example");
    deliver(&desk, "report", &report(&letter.to[0], rewritten.as_bytes()));
    desk.run_once().well();
    assert_eq!(unreachable(&desk), [true, false]);
}

#[test]
fn a_report_on_somebody_else_s_letter_changes_nothing() {
    let (desk, [letter, _]) = answered();
    let letters = desk.letters();
    let other =
        b"From: contact@irev.example\r\nMessage-ID: <1@irev.example>\r\nSubject: Convention\r\n\r\nBonjour";
    deliver(&desk, "other", &report("mairie@example.org", other));
    let mut delayed = report(&letter.to[0], &letter.octets);
    let text = String::from_utf8_lossy(&delayed).replace("failed", "delayed").replace("5.1.1", "4.4.1");
    delayed = text.into_bytes();
    deliver(&desk, "delayed", &delayed);
    desk.run_once().well();
    assert_eq!(unreachable(&desk), [false, false]);
    assert_eq!(desk.texts("SELECT outcome FROM message WHERE verdict = 'automatic'"), ["automatic"; 2]);
    assert_eq!(desk.texts("SELECT reason FROM review"), [""; 0]);
    assert_eq!(desk.letters(), letters);
    desk.assert_all_letters_sent();
}
