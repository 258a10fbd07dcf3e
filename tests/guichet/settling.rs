//! Orders of the staff about people who have written, left or come meanwhile.

use crate::support::{Desk, Mail, people};

const WRITER: &str = "personne1@example.org";

/// A desk at which one person is registered.
fn desk_of_one() -> Desk {
    let desk = Desk::with_seats(2);
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    desk
}

/// The same person's bulletin from elsewhere, which is left to a person; the number of its review.
fn somebody_else_writes_for_them(desk: &Desk) -> String {
    desk.deliver(&Mail::bulletin(2, &people(1)[0]));
    desk.run_once().well();
    let review = desk.texts("SELECT CAST(max(id) AS TEXT) FROM review WHERE resolved_at IS NULL");
    review.into_iter().next().unwrap()
}

#[test]
fn what_was_read_by_another_version_stops_neither_the_digest_nor_the_desk() {
    let desk = desk_of_one();
    let review = somebody_else_writes_for_them(&desk);
    desk.execute(r#"UPDATE review SET reading = '{"verdict": "of another version"}'"#).unwrap();
    assert!(desk.says("reviews").contains("not-theirs"));
    assert!(desk.says("digest --print").contains("personne2@example.org"));
    let (_, refusal) = desk.is_refused(&["resolve", &review, "register"]);
    assert!(refusal.contains("this version"), "{refusal}");
    desk.orders(&["resolve", &review, "done"]);
}

#[test]
fn the_last_address_that_somebody_gave_is_the_one_that_is_written_to() {
    let desk = Desk::with_seats(1);
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk.run_once().well();
    let person = ["last_name=Petit", "first_name=Zoé", "organisation=MJC", "email=zoe@example.org"];
    desk.orders(&[&["register"], &person[..]].concat());
    let code = desk.code_of("Zoé");
    for address in ["petit@example.org", "z@example.org", "a@example.org"] {
        let corrected = desk.orders(&["correct", &code, &format!("email={address}")]);
        assert!(corrected.contains(&format!("letter corrected-by-staff to {address}\n")), "{corrected}");
    }
    let promoted = desk.orders(&["capacity", "rencontre", "2"]);
    assert!(promoted.contains("letter promoted to a@example.org"), "{promoted}");
}

#[test]
fn somebody_whose_letter_came_back_is_reached_at_the_address_that_the_staff_give() {
    let desk = Desk::with_seats(1);
    for (number, person) in (1..).zip(&people(2)) {
        desk.deliver(&Mail::bulletin(number, person));
    }
    desk.run_once().well();
    desk.execute("UPDATE notice SET state = 'bounced' WHERE id = 2").unwrap();
    let unreachable = "SELECT count(*) FROM unreachable";
    assert_eq!(desk.count(unreachable), 1);
    let corrected = desk.orders(&["correct", &desk.code_of("Hélène"), "email=helene@example.org"]);
    assert!(corrected.contains("letter corrected-by-staff to helene@example.org"), "{corrected}");
    assert_eq!(desk.count(unreachable), 0);
    let promoted = desk.orders(&["capacity", "rencontre", "2"]);
    assert!(promoted.contains("letter promoted to helene@example.org"), "{promoted}");
}

#[test]
fn where_the_staff_gave_an_address_news_goes_there_and_who_mailed_the_bulletin_may_still_cancel() {
    let desk = desk_of_one();
    let corrected = desk.orders(&["correct", &desk.code_of("Yannick"), "email=yannick@example.org"]);
    assert!(corrected.contains("letter corrected-by-staff to yannick@example.org"), "{corrected}");
    desk.deliver(&Mail::cancellation(50, WRITER));
    desk.run_once().well();
    assert_eq!(desk.list(), ["cancelled Le Goff Yannick"]);
}

#[test]
fn somebody_named_twice_is_cancelled_once() {
    let desk = Desk::with_seats(1);
    for (number, person) in (1..).zip(&people(3)) {
        desk.deliver(&Mail::bulletin(number, person));
    }
    desk.run_once().well();
    let [first, second] = ["Yannick", "Hélène"].map(|name| desk.code_of(name));
    desk.orders(&["cancel", &first, &second, &first]);
    assert_eq!(desk.count("SELECT count(*) FROM change WHERE what = 'cancelled'"), 2);
    assert_eq!(desk.list()[0], "confirmed Le Goff Marie-Claude");
}

/// A desk to which somebody has written that they may come, as review 1.
fn desk_with_a_doubt() -> Desk {
    let desk = Desk::with_seats(2);
    let text = "Bonjour,\n\nje pense venir mais ce n'est pas encore certain.\n\nZoé Petit, MJC de Croix\n";
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", text).from("Zoé Petit <zoe@example.org>"));
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT reason FROM review"), ["doubtful"]);
    desk
}

/// The same person's bulletin.
fn bulletin_of_zoe() -> Mail {
    let text = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n";
    Mail::new(2, "Inscription conseil citoyen", text).from("Zoé Petit <zoe@example.org>")
}

#[test]
fn nobody_is_told_that_they_cannot_be_registered_who_has_registered_meanwhile() {
    let desk = desk_with_a_doubt();
    desk.deliver(&bulletin_of_zoe());
    desk.run_once().well();
    let (_, refusal) = desk.is_refused(&["resolve", "1", "refuse"]);
    assert!(refusal.contains(&desk.code_of("Zoé")), "{refusal}");
    desk.orders(&["cancel", &desk.code_of("Zoé")]);
    desk.orders(&["resolve", "1", "refuse"]);
}

#[test]
fn who_has_left_after_they_wrote_is_not_registered_by_what_they_wrote() {
    let desk = desk_with_a_doubt();
    desk.deliver(&bulletin_of_zoe());
    desk.run_once().well();
    let code = desk.code_of("Zoé");
    desk.orders(&["cancel", &code]);
    let words =
        ["resolve", "1", "register", "last_name=Petit", "first_name=Zoé", "organisation=MJC de Croix"];
    let (_, refusal) = desk.is_refused(&words);
    assert!(refusal.contains(&format!("{code} was cancelled after this message came")), "{refusal}");
    desk.orders(&[&["register"], &words[3..]].concat());
    assert_eq!(desk.list(), ["confirmed Petit Zoé", "cancelled Petit Zoé"]);
}

#[test]
fn a_message_that_has_registered_somebody_registers_nobody_else_and_stays_the_desk_s() {
    let desk = Desk::with_seats(2);
    let text = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n\nY a-t-il un parking sur place ?\n";
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", text));
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT reason FROM review"), ["question-beside"]);
    desk.orders(&["correct", &desk.code_of("Zoé"), "last_name=Petit-Roy"]);
    let (_, refusal) = desk.is_refused(&["resolve", "1", "register"]);
    assert!(refusal.contains("has registered people before"), "{refusal}");
    let (_, refusal) = desk.is_refused(&["resolve", "1", "not-for-the-desk"]);
    assert!(refusal.contains("has registered people"), "{refusal}");
    desk.orders(&["resolve", "1", "done"]);
    assert_eq!(desk.list(), ["confirmed Petit-Roy Zoé"]);
}

#[test]
fn who_asks_to_leave_is_not_answered_as_if_they_had_asked_to_come() {
    let desk = desk_of_one();
    desk.deliver(&Mail::cancellation_of(2, &people(1)[0]));
    desk.run_once().well();
    let (_, refusal) = desk.is_refused(&["resolve", "1", "refuse"]);
    assert!(refusal.contains("asks to cancel"), "{refusal}");
}

#[test]
fn who_wrote_about_an_event_that_is_not_configured_any_more_can_be_refused() {
    let desk = desk_with_a_doubt();
    let text = std::fs::read_to_string(desk.config()).unwrap();
    std::fs::write(desk.config(), text.replace(r#"id = "rencontre""#, r#"id = "another""#)).unwrap();
    let refused = desk.orders(&["resolve", "1", "refuse"]);
    assert!(refused.contains("letter declined to zoe@example.org"), "{refused}");
}

#[test]
fn a_database_of_another_version_is_told_from_one_of_this() {
    let desk = Desk::new();
    std::fs::write(desk.database(), "").unwrap();
    let person = ["register", "last_name=Petit", "first_name=Zoé", "organisation=MJC"];
    for words in [&person[..], &["reviews"], &["participants"], &["digest"]] {
        let (_, refusal) = desk.is_refused(words);
        assert!(refusal.contains("run the desk once"), "{words:?}: {refusal}");
    }
    desk.run_once().well();
    desk.orders(&person);
    desk.execute("INSERT INTO _sqlx_migrations SELECT 9, description, installed_on, success, checksum, execution_time FROM _sqlx_migrations").unwrap();
    let (_, refusal) = desk.is_refused(&["reviews"]);
    assert!(refusal.contains("newer version"), "{refusal}");
}

#[test]
fn an_import_keeps_people_of_the_same_name_apart_by_their_addresses() {
    let desk = Desk::with_seats(2);
    let table = desk.path("before.csv");
    let rows = ["m1@example.org", "m2@example.org", "m1@example.org", ""]
        .map(|address| format!("Martin;Marie;{address}"));
    std::fs::write(&table, format!("Nom;Prénom;Courriel\n{}\n", rows.join("\n"))).unwrap();
    let imported = desk.orders(&["import", table.to_str().unwrap()]);
    assert!(imported.contains("2 registrations imported"), "{imported}");
    assert_eq!(desk.list(), ["confirmed Martin Marie"; 2]);
}

#[test]
fn a_question_beside_a_bulletin_is_still_there_when_its_event_is_told() {
    let desk = Desk::with_seats(2);
    let second = r#"
[[event]]
id = "seconde"
title = "Seconde rencontre"
starts = "2099-05-24T09:00"
place = "Lille"
capacity = 10
keywords = ["seconde"]
"#;
    std::fs::write(desk.config(), std::fs::read_to_string(desk.config()).unwrap() + second).unwrap();
    let text = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n\nY a-t-il un parking sur place ?\n";
    desk.deliver(&Mail::new(1, "Inscription", text));
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT reason FROM review"), ["several-events"]);
    let assigned = desk.orders(&["resolve", "1", "assign", "seconde"]);
    assert!(assigned.contains("a new review: question-beside"), "{assigned}");
    assert_eq!(desk.texts("SELECT reason FROM review WHERE resolved_at IS NULL"), ["question-beside"]);
}

#[test]
fn who_did_not_ask_to_cancel_is_not_thanked_for_it() {
    let desk = desk_of_one();
    let review = somebody_else_writes_for_them(&desk);
    let cancelled = desk.orders(&["resolve", &review, "cancel", &desk.code_of("Yannick")]);
    assert!(cancelled.contains(&format!("letter cancelled-by-staff to {WRITER}\n1 letter")), "{cancelled}");
}

#[test]
fn nobody_is_told_of_a_registration_whose_code_was_mistaken_for_theirs() {
    let desk = desk_of_one();
    desk.deliver(&bulletin_of_zoe());
    desk.deliver(
        &Mail::new(3, "Re: conseil citoyen", "Je viendrai peut-être, je ne sais pas encore.\n")
            .from("Zoé Petit <zoe@example.org>"),
    );
    desk.run_once().well();
    let review = desk.texts("SELECT CAST(max(id) AS TEXT) FROM review");
    let [yannick, zoe] = ["Yannick", "Zoé"].map(|name| desk.code_of(name));
    let (_, refusal) = desk.is_refused(&["resolve", &review[0], "cancel", &yannick]);
    assert!(refusal.contains(&format!("{yannick} is none of the registrations")), "{refusal}");
    desk.orders(&["resolve", &review[0], "cancel", &zoe]);
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick", "cancelled Petit Zoé"]);
}

#[test]
fn what_somebody_changes_of_her_telephone_is_not_told_to_who_registered_her() {
    let desk = Desk::with_seats(2);
    let text = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\nMail : zoe@example.org\n";
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", text).from("Accueil <accueil@example.org>"));
    desk.run_once().well();
    let text = text.replace("Mail : zoe@example.org", "Téléphone : 03 53 01 00 01\nFonction : élue");
    desk.deliver(&Mail::new(2, "Inscription conseil citoyen", &text).from("Zoé Petit <zoe@example.org>"));
    desk.run_once().well();
    let letters = desk.letters();
    let corrected = |to: &str| {
        let letter = letters.iter().find(|letter| letter.to == [to] && letter.text.contains("élue"));
        letter.expect("a letter").text.split_whitespace().collect::<String>()
    };
    assert!(corrected("zoe@example.org").contains("0353010001"));
    assert!(!corrected("accueil@example.org").contains("0353010001"));
}

#[test]
fn nothing_of_a_message_is_left_in_the_file_once_its_review_is_settled() {
    let desk = desk_with_a_doubt();
    let keeps = || {
        let octets = std::fs::read(desk.database()).unwrap();
        String::from_utf8_lossy(&octets).contains("pas encore certain")
    };
    assert!(keeps());
    desk.orders(&["resolve", "1", "done"]);
    desk.run_once().well();
    assert!(!keeps());
}

#[test]
fn whoever_is_corrected_by_somebody_else_s_message_is_told_each_time() {
    let desk = desk_of_one();
    let [(last, first)] = people(1).try_into().unwrap();
    for (number, phone) in [(2, "03 53 01 00 01"), (3, "03 53 01 00 02")] {
        let text = format!(
            "Nom : {last}\nPrénom : {first}\nStructure : Maison de quartier {last}\nTéléphone : {phone}\n"
        );
        desk.deliver(&Mail::new(number, "Inscription conseil citoyen", &text));
        desk.run_once().well();
        let corrected = desk.orders(&["resolve", &(number - 1).to_string(), "register"]);
        for letter in [
            format!("letter corrected to personne{number}@example.org"),
            format!("letter corrected-by-staff to {WRITER}"),
        ] {
            assert!(corrected.contains(&letter), "{corrected}");
        }
    }
}

#[test]
fn a_message_that_names_no_event_is_settled_for_the_only_one() {
    let desk = desk_with_a_doubt();
    desk.execute("UPDATE review SET reading = json_set(reading, '$.event', NULL)").unwrap();
    desk.orders(&["resolve", "1", "register", "last_name=Petit", "first_name=Zoé", "organisation=MJC"]);
    assert_eq!(desk.list(), ["confirmed Petit Zoé"]);
}

#[test]
fn a_text_that_was_announced_before_can_still_call_the_event_off() {
    let desk = desk_of_one();
    let text = desk.path("text");
    std::fs::write(&text, "La salle est inondée.\n").unwrap();
    let words = ["announce", "rencontre", text.to_str().unwrap(), "--send"];
    desk.orders(&words);
    let called_off = desk.orders(&[&words[..], &["--called-off"]].concat());
    assert!(called_off.contains("rencontre is called off\nletter announcement"), "{called_off}");
}
