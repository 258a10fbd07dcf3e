//! The commands of the staff, beside a daemon at work on real servers; their letters as they arrive.

use std::fs;

use super::{all_answered, deliver_bulletin, opened_desk};
use crate::servers::{Daemon, ServerDesk, USER};
use crate::support::{Letter, Mail, people};

/// A desk at work with so many seats, at which the people of the first bulletins are registered.
fn desk_at_work(seats: u32, bulletins: i64) -> (ServerDesk, Daemon) {
    let desk = opened_desk();
    desk.desk.orders(&["capacity", "rencontre", &seats.to_string()]);
    for number in 1..=bulletins {
        deliver_bulletin(&desk, number);
    }
    let daemon = desk.run();
    all_answered(&desk, 1..=bulletins);
    (desk, daemon)
}

/// The letter number `count` to a user, once it has arrived.
#[track_caller]
fn letter(desk: &ServerDesk, user: &str, count: usize) -> Letter {
    desk.eventually(|| desk.letters_to(user).len() == count);
    desk.letters_to(user).pop().unwrap()
}

/// What the letter number `count` to a user says, on one line.
#[track_caller]
fn words(desk: &ServerDesk, user: &str, count: usize) -> String {
    letter(desk, user, count)
        .text
        .split([' ', '\n', '\u{a0}'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Asserts that all letters that are recorded have left, and that the book is sound.
#[track_caller]
fn settled(desk: &ServerDesk, daemon: Daemon) {
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'") == 0);
    daemon.terminate().well();
    desk.desk.assert_sound();
}

#[test]
fn who_is_cancelled_by_the_staff_is_told_and_the_next_in_line_comes_up() {
    let (desk, daemon) = desk_at_work(2, 3);
    let yannick = desk.desk.code_of("Yannick");
    let said = desk.desk.orders(&["cancel", &yannick.to_lowercase().replace('-', "")]);
    for expected in [
        &format!("{yannick}  Yannick Le Goff: confirmed → cancelled"),
        "Marie-Claude Le Goff: waitlisted 1 → confirmed",
        "letter cancelled-by-staff to personne1@example.org",
        "letter promoted to personne3@example.org",
        "2 letters in the outbox",
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    let cancelled = letter(&desk, "personne1", 2);
    assert!(cancelled.text.contains("vient d’être annulée par notre équipe"), "{}", cancelled.text);
    assert_eq!(cancelled.auto_submitted.as_deref(), Some("auto-generated"));
    assert!(words(&desk, "personne3", 2).contains("Bonne nouvelle"));

    let (code, why) = desk.desk.is_refused(&["cancel", &yannick]);
    assert!(code == 1 && why.contains("is not registered any more"), "{why}");
    let (code, why) = desk.desk.is_refused(&["cancel", "BCD-2345"]);
    assert!(code == 1 && why.contains("no registration has the code BCD-2345"), "{why}");
    settled(&desk, daemon);
}

#[test]
fn somebody_registered_by_hand_is_told_at_their_own_address_and_waits_when_it_is_full() {
    let (desk, daemon) = desk_at_work(2, 1);
    let zoe = ["last_name=Petit", "first_name=Zoé", "organisation=MJC de Croix", "email=zoe@example.org"];
    let said = desk.desk.orders(&[&["register"], &zoe[..]].concat());
    assert!(said.contains("Zoé Petit: new, confirmed"), "{said}");
    assert!(words(&desk, "zoe", 1).contains("une place vous est réservée"));
    let said = desk.desk.orders(&["register", "last_name=Blanc", "first_name=Ali", "organisation=CCAS"]);
    assert!(said.contains("Ali Blanc: new, waitlisted 1") && said.contains("nobody is written to"), "{said}");

    let (code, why) = desk.desk.is_refused(&["register", "nom=Roux"]);
    assert!(code == 1 && why.contains("first_name, organisation missing"), "{why}");
    let (code, why) = desk.desk.is_refused(&["register", "remarque=Roux"]);
    assert!(code == 2 && why.contains("there is no field \"remarque\"; there are last_name"), "{why}");
    let (code, why) = desk.desk.is_refused(&[&["register", "--event", "autre"], &zoe[..]].concat());
    assert!(code == 2 && why.contains("there is no event \"autre\""), "{why}");

    desk.desk.orders(&["close", "rencontre"]);
    let lea = ["last_name=Roux", "first_name=Léa", "organisation=Ville de Lens"];
    let (code, why) = desk.desk.is_refused(&[&["register"], &lea[..]].concat());
    assert!(code == 1 && why.contains("takes no registrations now; add --although-closed"), "{why}");
    let said = desk.desk.orders(&[&["register", "--although-closed"], &lea[..]].concat());
    assert!(said.contains("waitlisted 2"), "{said}");
    deliver_bulletin(&desk, 5);
    assert!(words(&desk, "personne5", 1).contains("Les inscriptions sont closes"));
    settled(&desk, daemon);
}

#[test]
fn a_correction_by_the_staff_names_what_changed_and_a_quiet_one_reaches_nobody() {
    let (desk, daemon) = desk_at_work(2, 1);
    let yannick = desk.desk.code_of("Yannick");
    let said = desk.desk.orders(&["correct", &yannick, "phone=03 53 01 00 01", "role=médiation"]);
    assert!(said.contains("confirmed (phone, role)"), "{said}");
    let text = words(&desk, "personne1", 2);
    assert!(text.contains("Téléphone : 03 53 01 00 01") && text.contains("Fonction : médiation"), "{text}");
    let said = desk.desk.orders(&["correct", &yannick, "organisation=CCAS de Lens", "--quiet-letter"]);
    assert!(said.contains("nobody is written to"), "{said}");
    assert_eq!(desk.desk.participants()[0]["organisation"], "CCAS de Lens");

    let (code, why) = desk.desk.is_refused(&["correct", &yannick, "role=Médiation"]);
    assert!(code == 1 && why.contains("nothing changes"), "{why}");
    let (code, why) = desk.desk.is_refused(&["correct", &yannick, "email=nowhere"]);
    assert!(code == 2 && why.contains("no mail address"), "{why}");
    settled(&desk, daemon);
    assert_eq!(desk.letters_to("personne1").len(), 2);
}

#[test]
fn once_the_staff_give_another_address_all_letters_go_there() {
    let (desk, daemon) = desk_at_work(2, 1);
    let yannick = desk.desk.code_of("Yannick");
    let said = desk.desk.orders(&["correct", &yannick, "email=personne9@example.org"]);
    assert!(said.contains("letter corrected-by-staff to personne9@example.org"), "{said}");
    let said = desk.desk.orders(&["cancel", &yannick]);
    assert!(said.contains("letter cancelled-by-staff to personne9@example.org"), "{said}");
    settled(&desk, daemon);
    assert_eq!(desk.letters_to("personne1").len(), 1);
}

#[test]
fn more_seats_go_to_the_line_and_fewer_are_taken_from_nobody() {
    let (desk, daemon) = desk_at_work(1, 4);
    let aicha = desk.desk.code_of("Aïcha");
    let (code, why) = desk.desk.is_refused(&["promote", &aicha]);
    assert!(code == 1 && why.contains("all 1 seats of rencontre are taken"), "{why}");
    let said = desk.desk.orders(&["capacity", "rencontre", "3"]);
    assert!(said.contains("rencontre has 3 seats, 1 before"), "{said}");
    assert!(words(&desk, "personne2", 2).contains("Bonne nouvelle"));
    assert!(words(&desk, "personne3", 2).contains("Bonne nouvelle"));
    let said = desk.desk.orders(&["capacity", "rencontre", "2"]);
    assert!(said.contains("1 more are taken: nobody loses a seat"), "{said}");
    assert_eq!(
        desk.desk.list()[..3],
        ["confirmed Le Goff Yannick", "confirmed Le Goff Hélène", "confirmed Le Goff Marie-Claude"]
    );
    let said = desk.desk.orders(&["events"]);
    assert!(said.contains("3/2"), "{said}");
    let (code, _) = desk.desk.is_refused(&["capacity", "rencontre", "beaucoup"]);
    assert_eq!(code, 2);
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'") == 0);
    daemon.terminate().well();
}

#[test]
fn the_staff_choose_who_comes_up_where_promotion_is_theirs() {
    let desk = opened_desk();
    let config = fs::read_to_string(desk.desk.config()).unwrap();
    fs::write(desk.desk.config(), format!("{config}promotion = \"staff\"\n")).unwrap();
    desk.desk.orders(&["capacity", "rencontre", "1"]);
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    let daemon = desk.run();
    all_answered(&desk, 1..=3);
    desk.desk.orders(&["cancel", &desk.desk.code_of("Yannick")]);
    let claude = desk.desk.code_of("Marie-Claude");
    let said = desk.desk.orders(&["promote", &claude]);
    assert!(said.contains("waitlisted 2 → confirmed"), "{said}");
    assert!(said.contains("1 of those who still wait had come before"), "{said}");
    assert!(words(&desk, "personne3", 2).contains("Bonne nouvelle"));
    let (code, why) = desk.desk.is_refused(&["promote", &claude]);
    assert!(code == 1 && why.contains("has a seat already"), "{why}");
    let why = desk.desk.orders(&["history", &desk.desk.code_of("Hélène")]);
    assert!(why.contains("1 seat to people whom the staff chose") || why.contains("and 1 seat"), "{why}");
    settled(&desk, daemon);
}

/// A desk at work to which messages came that it leaves to a person, in this order: a scan, a bulletin
/// for another event, and a stranger's withdrawal.
fn desk_with_reviews() -> (ServerDesk, Daemon) {
    let (desk, daemon) = desk_at_work(5, 1);
    let scan = Mail::new(11, "Inscription conseil citoyen", "Bonjour, voici mon bulletin.\n");
    let elsewhere = Mail::new(
        12,
        "Inscription à la journée du 12 avril",
        "Bulletin d'inscription\nJournée du 12 avril 2099\n\nNom : ROUX\nPrénom : Léa\nStructure : Ville de Lens\n",
    );
    let withdrawal = Mail::cancellation_of(13, &people(1)[0]);
    for mail in [scan.with_file("bulletin.png", b"\x89PNG\r\n\x1a\n0000".to_vec()), elsewhere, withdrawal] {
        desk.dovecot.deliver(USER, &mail.octets());
    }
    all_answered(&desk, 11..=13);
    (desk, daemon)
}

#[test]
fn what_was_left_to_a_person_is_settled_in_one_command_each_and_answered_in_its_thread() {
    let (desk, daemon) = desk_with_reviews();
    let listed = desk.desk.orders(&["reviews"]);
    let numbered = |line: &&str| !line.starts_with("  ");
    let lines: Vec<&str> = listed.lines().skip(1).filter(numbered).collect();
    let reasons: Vec<&str> = lines.iter().map(|line| line.split_whitespace().nth(3).unwrap()).collect();
    assert_eq!(reasons, ["scan", "unknown-event", "not-theirs"], "{listed}");
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{listed}");
    assert!(listed.contains("\n     personne11@example.org: "), "{listed}");

    let (code, why) = desk.desk.is_refused(&["resolve", "1", "register"]);
    assert!(code == 1 && why.contains("missing: add last_name="), "{why}");
    let said = desk.desk.orders(&[
        "resolve",
        "1",
        "register",
        "last_name=Blanc",
        "first_name=Ali",
        "organisation=CCAS",
    ]);
    assert!(said.contains("Ali Blanc: new, confirmed"), "{said}");
    assert!(said.contains("review 1 is settled: registered"), "{said}");
    let answer = letter(&desk, "personne11", 2);
    assert_eq!(answer.in_reply_to.as_deref(), Some("0011.message@example.org"));
    assert!(answer.text.contains("est confirmée"), "{}", answer.text);

    let (code, why) = desk.desk.is_refused(&["resolve", "2", "register"]);
    assert!(code == 2 && why.contains("add --event with one of: rencontre"), "{why}");
    let said = desk.desk.orders(&["resolve", "2", "assign", "rencontre"]);
    assert!(said.contains("Léa Roux: new, confirmed"), "{said}");
    assert!(words(&desk, "personne12", 2).contains("est confirmée"));

    let yannick = desk.desk.code_of("Yannick");
    let said = desk.desk.orders(&["resolve", "3", "cancel", &yannick]);
    assert!(said.contains("confirmed → cancelled"), "{said}");
    assert!(words(&desk, "personne13", 2).contains("l’inscription est annulée"));
    assert!(words(&desk, "personne1", 2).contains("annulée par notre équipe"), "whose it is hears of it");

    let (code, why) = desk.desk.is_refused(&["resolve", "3", "done"]);
    assert!(code == 1 && why.contains("was settled already"), "{why}");
    let (code, why) = desk.desk.is_refused(&["resolve", "99", "done"]);
    assert!(code == 1 && why.contains("no review 99"), "{why}");
    assert_eq!(desk.desk.orders(&["reviews", "--format", "json"]).trim(), "[]");
    assert_eq!(
        desk.desk.count("SELECT count(*) FROM review WHERE reading IS NOT NULL"),
        0,
        "nothing read is kept"
    );
    settled(&desk, daemon);
}

#[test]
fn a_message_may_be_refused_held_incomplete_or_left_alone() {
    let (desk, daemon) = desk_with_reviews();
    let said = desk.desk.orders(&["resolve", "1", "incomplete"]);
    assert!(said.contains("new, incomplete"), "{said}");
    assert!(words(&desk, "personne11", 2).contains("il nous manque encore"));
    desk.desk.orders(&["resolve", "2", "refuse"]);
    assert!(words(&desk, "personne12", 2).contains("nous ne pouvons pas enregistrer l’inscription"));
    let said = desk.desk.orders(&["resolve", "3", "not-for-the-desk"]);
    assert!(said.contains("nobody is written to"), "{said}");
    assert_eq!(
        desk.desk.texts("SELECT resolution FROM review ORDER BY id"),
        ["incomplete", "refused", "not-for-the-desk"]
    );
    assert_eq!(desk.desk.count("SELECT count(*) FROM message WHERE id = 4 AND sender IS NOT NULL"), 0);
    settled(&desk, daemon);
    assert_eq!(desk.letters_to("personne13").len(), 1);
}

#[test]
fn registrations_from_before_the_desk_take_their_seats_and_nobody_is_written_to() {
    let desk = opened_desk();
    desk.desk.orders(&["capacity", "rencontre", "3"]);
    let table = desk.desk.path("avant.csv");
    fs::write(&table, b"Nom;Pr\xe9nom;Structure;Mail;Pay\xe9\r\nPETIT;Zo\xe9;MJC de Croix;zoe@example.org;oui\r\nLe Goff;Yannick;Maison de quartier Le Goff;;\r\n").unwrap();
    let table = table.to_str().unwrap();
    let said = desk.desk.orders(&["import", table]);
    assert!(said.contains("2 registrations imported; nobody is written to"), "{said}");
    assert!(said.contains("columns left out, for they hold nothing that is known: Payé"), "{said}");
    let said = desk.desk.orders(&["import", table]);
    assert!(said.contains("0 registrations imported"), "{said}");

    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    let daemon = desk.run();
    all_answered(&desk, 2..=3);
    assert_eq!(
        desk.desk.list(),
        [
            "confirmed Petit Zoé",
            "confirmed Le Goff Yannick",
            "confirmed Le Goff Hélène",
            "waitlisted 1 Le Goff Marie-Claude"
        ]
    );
    assert_eq!(desk.letters_to("zoe"), []);

    fs::write(table, "Nom;Ville\nRoux;Lens\n;Lille\n").unwrap();
    let (code, why) = desk.desk.is_refused(&["import", table]);
    assert!(code == 1 && why.contains("line 3: there is no name of a person in it"), "{why}");
    fs::write(table, "Inscrits de mars;\r\n\r\nNom;Ville\r\n;Lille\r\n").unwrap();
    let (code, why) = desk.desk.is_refused(&["import", table]);
    assert!(code == 1 && why.contains("line 4: there is no name of a person in it"), "{why}");
    fs::write(table, "Ville\nLens\n").unwrap();
    let (code, why) = desk.desk.is_refused(&["import", table]);
    assert!(code == 1 && why.contains("must hold headings"), "{why}");
    assert_eq!(desk.desk.list().len(), 4);
    daemon.terminate().well();
}

#[test]
fn an_announcement_is_shown_first_and_sent_once_to_each_address() {
    let (desk, daemon) = desk_at_work(1, 2);
    let text = desk.desk.path("annonce.txt");
    fs::write(&text, "La rencontre aura lieu au premier étage.\n\nVenez par l'entrée B !\n").unwrap();
    let text = text.to_str().unwrap();
    let shown = desk.desk.orders(&["announce", "rencontre", text]);
    assert!(shown.contains("2 recipients; nothing was sent: add --send"), "{shown}");
    assert!(shown.contains("La rencontre aura lieu au premier étage."), "{shown}");
    desk.desk.orders(&["announce", "rencontre", text, "--send"]);
    for user in ["personne1", "personne2"] {
        let letter = letter(&desk, user, 2);
        assert!(letter.text.contains("Venez par l’entrée B\u{202f}!"), "{}", letter.text);
    }
    let (code, why) = desk.desk.is_refused(&["announce", "rencontre", text, "--send"]);
    assert!(code == 1 && why.contains("was sent before"), "{why}");

    fs::write(text, "Nous devons malheureusement annuler la rencontre.\n").unwrap();
    let said = desk.desk.orders(&["announce", "rencontre", text, "--called-off", "--send"]);
    assert!(said.contains("rencontre is called off"), "{said}");
    assert!(letter(&desk, "personne1", 3).subject.starts_with("Annulation"));
    assert!(words(&desk, "personne2", 3).contains("malheureusement"));
    deliver_bulletin(&desk, 3);
    all_answered(&desk, [3]);
    assert_eq!(desk.desk.list().len(), 2, "nobody is registered any more");
    settled(&desk, daemon);
}

#[test]
fn history_tells_what_happened_and_why_there_was_no_seat() {
    let (desk, daemon) = desk_at_work(1, 3);
    desk.desk.orders(&["cancel", &desk.desk.code_of("Yannick")]);
    letter(&desk, "personne2", 2);
    let told = desk.desk.orders(&["history", &desk.desk.code_of("Marie-Claude")]);
    for expected in [
        "Marie-Claude Le Goff, no. 3 at rencontre: waitlisted 1",
        "a message from personne3@example.org: registered, and put in line as no. 2 (1 of 1 seats taken)",
        "letter waitlisted to personne3@example.org: sent",
        "Why no seat? When it came, 1 of 1 seats were taken and 1 person waited already. Since then 1 seat went to \
         those before it. It is the next in line.",
    ] {
        assert!(told.contains(expected), "{expected} in {told}");
    }
    let told = desk.desk.orders(&["history", &desk.desk.code_of("Yannick")]);
    assert!(told.contains("by guichet cancel: cancelled; it had a seat"), "{told}");
    assert!(!told.contains("Why no seat"), "{told}");
    let personal = "SELECT count(*) FROM change WHERE \"from\" LIKE '%Goff%' OR \"to\" LIKE '%Goff%' OR what LIKE '%Goff%'";
    assert_eq!(desk.desk.count(personal), 0);
    settled(&desk, daemon);
}

#[test]
fn orders_and_bulletins_at_the_same_time_lose_nobody_and_take_no_seat_twice() {
    let (desk, daemon) = desk_at_work(10, 0);
    let people = people(40);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for (number, person) in (1..).zip(&people) {
                desk.dovecot.deliver(USER, &Mail::bulletin(number, person).octets());
            }
        });
        scope.spawn(|| {
            for number in 1..=20 {
                let last = format!("last_name=Nom{number}");
                desk.desk.orders(&["register", &last, "first_name=Ali", "organisation=CCAS"]);
            }
        });
        scope.spawn(|| {
            for capacity in (11..=20).rev().chain(11..=20) {
                desk.desk.orders(&["capacity", "rencontre", &capacity.to_string()]);
            }
        });
    });
    all_answered(&desk, 1..=40);
    let listed = desk.desk.list();
    assert_eq!(listed.len(), 60);
    let seated = listed.iter().filter(|line| line.starts_with("confirmed")).count();
    assert_eq!(seated, 20, "{listed:?}");
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM notice WHERE state <> 'sent'") == 0);
    daemon.terminate().well();
    desk.desk.assert_sound_pages();
}
