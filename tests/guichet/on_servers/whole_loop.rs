//! From the bulletin that is mailed to the answer that is read, and what is left in the mailbox.

use super::opened_desk;
use crate::servers::{Colleague, PASSWORD, ServerDesk, USER};
use crate::support::{Mail, people};

#[test]
fn thirty_bulletins_fill_25_seats_and_5_places_in_line_and_each_is_answered_in_its_thread() {
    let desk = opened_desk();
    let people = people(30);
    let bulletins: Vec<Mail> =
        (1..).zip(&people).map(|(number, person)| Mail::bulletin(number, person)).collect();
    for (count, bulletin) in (1..).zip(&bulletins) {
        desk.receives(bulletin);
        desk.eventually(|| desk.dovecot.messages(USER, "INBOX").len() == count);
    }
    Colleague::log_in(&desk.dovecot, USER, PASSWORD).reads(bulletins[2].id());
    let before = desk.dovecot.messages(USER, "INBOX");

    let daemon = desk.run();
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state = 'sent'") == 30);
    for (number, bulletin) in (1..=30).zip(&bulletins) {
        let user = format!("personne{number}");
        desk.eventually(|| desk.letters_to(&user).len() == 1);
        let letter = &desk.letters_to(&user)[0];
        assert_eq!(letter.in_reply_to.as_deref(), Some(bulletin.id()));
        assert_eq!(letter.to, [bulletin.sender()]);
        let news = if number <= 25 { "est confirmée" } else { "liste d’attente" };
        assert!(letter.text.contains(news), "{}", letter.text);
    }
    daemon.terminate().well();
    let standing = |index| if index < 25 { "confirmed".into() } else { format!("waitlisted {}", index - 24) };
    let expected: Vec<String> = (people.iter().enumerate())
        .map(|(index, (last, first))| format!("{} {last} {first}", standing(index)))
        .collect();
    assert_eq!(desk.desk.list(), expected);
    assert_eq!(desk.dovecot.messages(USER, "INBOX"), before, "the mailbox is as it was");
}

/// A desk that keeps order in its mailbox as `keys` say.
fn orderly_desk(keys: &str) -> ServerDesk {
    let desk = ServerDesk::new();
    let mailbox = format!("{}{keys}\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    desk
}

#[test]
fn what_is_dealt_with_is_marked_and_what_was_said_lies_in_the_folder_of_sent_mail() {
    let desk = orderly_desk("after = \"keyword\"\nsent_folder = \"Sent\"");
    desk.desk.run_once().well();
    let bulletin = Mail::bulletin(1, &people(1)[0]);
    desk.dovecot.deliver(USER, &bulletin.octets());
    desk.dovecot.deliver(USER, &Mail::question(2).octets());
    desk.dovecot.deliver(USER, &Mail::new(3, "Lettre", "Bonjour.\n").octets());
    desk.desk.run_once().well();
    desk.desk.run_once().well();

    let keywords = |message: &crate::servers::Stored| message.flags.iter().cloned().collect::<Vec<_>>();
    let messages = desk.dovecot.messages(USER, "INBOX");
    let flags: Vec<_> = messages.iter().map(keywords).collect();
    assert_eq!(flags[0], ["guichet"]);
    assert_eq!(flags[2], [""; 0], "it was not for the desk");
    let sent = desk.dovecot.messages(USER, "Sent");
    let letters: Vec<_> = sent.iter().map(|message| crate::support::letter(&message.octets)).collect();
    assert_eq!(letters[0].in_reply_to.as_deref(), Some(bulletin.id()));
    let written = desk.desk.texts("SELECT message_id FROM notice ORDER BY id");
    let filed: Vec<_> = letters.iter().map(|letter| letter.message_id.clone()).collect();
    assert_eq!(filed, written, "each letter once");
    assert!(sent.iter().all(|message| message.flags.contains("\\Seen")));
}

#[test]
fn what_is_dealt_with_is_moved_and_what_is_under_review_stays() {
    let desk = orderly_desk("after = \"move:Bulletins\"");
    Colleague::log_in(&desk.dovecot, USER, PASSWORD).says("CREATE Bulletins").unwrap();
    desk.desk.run_once().well();
    desk.dovecot.deliver(USER, &Mail::bulletin(1, &people(1)[0]).octets());
    let scan = Mail::new(2, "Inscription conseil citoyen", "Bonjour, voici mon bulletin.\n");
    desk.dovecot.deliver(USER, &scan.with_file("bulletin.pdf", b"%PDF-1.4".to_vec()).octets());
    desk.desk.run_once().well();
    assert_eq!(desk.dovecot.messages(USER, "Bulletins").len(), 1);
    assert_eq!(desk.dovecot.messages(USER, "INBOX").len(), 1);
    assert_eq!(desk.desk.count("SELECT count(*) FROM review"), 1);
}

#[test]
fn a_bulletin_in_the_junk_is_shown_to_the_staff_and_answered_once_somebody_moves_it() {
    let desk = orderly_desk("also = [\"Junk\"]");
    desk.desk.run_once().well();
    let bulletin = Mail::bulletin(1, &people(1)[0]);
    desk.dovecot.deliver(USER, &bulletin.octets());
    let mut colleague = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    colleague.moves(bulletin.id(), "Junk");
    desk.desk.run_once().well();
    assert_eq!(desk.desk.texts("SELECT reason FROM review WHERE resolved_at IS NULL"), ["found-elsewhere"]);
    assert_eq!(desk.desk.list(), [""; 0]);
    assert_eq!(desk.desk.count("SELECT count(*) FROM notice"), 0);

    colleague.says("SELECT Junk").unwrap();
    colleague.moves(bulletin.id(), "INBOX");
    desk.desk.run_once().well();
    assert_eq!(desk.desk.list(), ["confirmed Le Goff Yannick"]);
    desk.eventually(|| desk.letters_to("personne1").len() == 1);
    assert_eq!(desk.desk.count("SELECT count(*) FROM review WHERE resolved_at IS NULL"), 0);
}

#[test]
fn a_bulletin_in_the_junk_that_the_staff_have_settled_is_not_answered_again_when_it_is_moved() {
    let desk = orderly_desk("also = [\"Junk\"]");
    desk.desk.run_once().well();
    let bulletins: Vec<_> = (1..).zip(&people(2)).map(|(number, one)| Mail::bulletin(number, one)).collect();
    for bulletin in &bulletins {
        desk.dovecot.deliver(USER, &bulletin.octets());
    }
    let mut colleague = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    for bulletin in &bulletins {
        colleague.moves(bulletin.id(), "Junk");
    }
    desk.desk.run_once().well();
    desk.desk.orders(&["resolve", "1", "register"]);
    desk.desk.orders(&["resolve", "2", "refuse"]);

    colleague.says("SELECT Junk").unwrap();
    for bulletin in &bulletins {
        colleague.moves(bulletin.id(), "INBOX");
    }
    desk.desk.run_once().well();
    assert_eq!(desk.desk.list(), ["confirmed Le Goff Yannick"]);
    assert_eq!(desk.desk.texts("SELECT kind FROM notice ORDER BY id"), ["confirmed", "declined"]);
}
