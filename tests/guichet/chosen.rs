//! What the staff choose: who comes in whose place, who gets a seat, whether the event takes place.

use jiff::{Timestamp, ToSpan};

use crate::servers::patience::eventually;
use crate::support::{Desk, Mail, people};

const WRITER: &str = "personne1@example.org";
const OPEN: &str = "SELECT reason FROM review WHERE resolved_at IS NULL ORDER BY id";

/// A desk whose event has these seats and, in its configuration, these lines too.
fn desk_with(seats: u32, lines: &str) -> Desk {
    let desk = Desk::with_seats(seats);
    let text = std::fs::read_to_string(desk.config()).unwrap();
    std::fs::write(desk.config(), format!("{text}{lines}")).unwrap();
    desk
}

/// What the digest would say now, on one line.
fn digest(desk: &Desk) -> String {
    let digest = desk.says("digest --print").replace(['\u{a0}', '\u{202f}'], " ");
    digest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So many people mail their bulletins.
fn register(desk: &Desk, count: usize) {
    for (number, person) in (1..).zip(&people(count)) {
        desk.deliver(&Mail::bulletin(number, person));
    }
    desk.run_once().well();
}

/// The first of them writes that Anne Morel comes instead; as the reader of sentences has it.
fn anne_comes_instead(desk: &Desk) {
    let text = "Bonjour,\n\nje ne pourrai pas venir, ma collègue Anne Morel viendra à ma place.\n";
    desk.deliver(&Mail::new(50, "Inscription conseil citoyen", text).from(WRITER));
    desk.run_once().well();
    assert_eq!(desk.texts(OPEN), ["replacement"]);
    let value = |field: &str, text: &str| {
        format!(
            r#"{{"field":"{field}","text":"{text}","place":{{"paper":"message","spot":""}},"basis":"labelled"}}"#
        )
    };
    let comes = [value("last_name", "Morel"), value("first_name", "Anne")].join(",");
    let told = format!(r#"{{"leaves":null,"comes":{{"values":[{comes}]}}}}"#);
    let statement = format!("UPDATE review SET reading = json_set(reading, '$.replacement', json('{told}'))");
    desk.execute(statement.leak()).unwrap();
}

#[test]
fn whoever_comes_in_somebody_s_place_has_the_seat_by_one_command_that_is_shown_ready_to_copy() {
    let desk = desk_with(1, "");
    register(&desk, 2);
    anne_comes_instead(&desk);
    let command = format!("guichet resolve 1 replace --config {}", desk.config().display());
    let reviews = desk.says("reviews");
    assert!(reviews.contains("Anne Morel in the place of Yannick Le Goff\n"), "{reviews}");
    assert!(reviews.contains(&command), "{reviews}");
    let digest = digest(&desk);
    assert!(digest.contains("Anne Morel viendrait à la place de Yannick Le Goff."), "{digest}");
    assert!(digest.contains(&command), "{digest}");

    let replaced = desk.orders(&["resolve", "1", "replace", "email=anne@example.org"]);
    for letter in ["letter replaced to personne1@example.org", "letter personal to anne@example.org"] {
        assert!(replaced.contains(letter), "{replaced}");
    }
    assert!(replaced.contains("2 letters in the outbox"), "{replaced}");
    assert_eq!(
        desk.list(),
        ["confirmed Morel Anne", "waitlisted 1 Le Goff Hélène", "cancelled Le Goff Yannick"]
    );
    assert_eq!(desk.participants()[0]["organisation"], "Maison de quartier Le Goff");
    desk.assert_sound();
    let (_, refusal) = desk.is_refused(&["resolve", "1", "replace"]);
    assert!(refusal.contains("was settled already"), "{refusal}");
}

#[test]
fn where_the_desk_cannot_tell_who_does_not_come_the_code_says_it() {
    let desk = desk_with(2, "");
    for (number, person) in (1..).zip(&people(2)) {
        desk.deliver(&Mail::bulletin(number, person).from(WRITER));
    }
    desk.run_once().well();
    anne_comes_instead(&desk);
    let (_, refusal) = desk.is_refused(&["resolve", "1", "replace"]);
    assert!(refusal.contains("resolve 1 replace CODE"), "{refusal}");
    let (_, refusal) = desk.is_refused(&["resolve", "1", "assign", "rencontre"]);
    assert!(refusal.contains("register, replace, cancel or refuse it"), "{refusal}");
    let codes = ["Yannick", "Hélène"].map(|name| desk.code_of(name));
    let (code, refusal) = desk.is_refused(&["resolve", "1", "replace", &codes[0], &codes[1]]);
    assert!(code == 2 && refusal.contains("there are 2 codes"), "{refusal}");
    let (_, refusal) =
        desk.is_refused(&["resolve", "1", "replace", &codes[1], "last_name=Le Goff", "first_name=Yannick"]);
    assert!(refusal.contains(&format!("{} is registered", codes[0])), "{refusal}");
    desk.orders(&["resolve", "1", "replace", &codes[1]]);
    assert_eq!(
        desk.list(),
        ["confirmed Le Goff Yannick", "confirmed Morel Anne", "cancelled Le Goff Hélène"]
    );
}

#[test]
fn where_the_staff_give_the_seats_each_request_is_decided_by_name_and_its_review_settles_itself() {
    let desk = desk_with(25, "confirm = \"staff\"\n");
    register(&desk, 4);
    assert_eq!(desk.texts(OPEN), ["to-confirm"; 4]);
    let codes = ["Yannick", "Hélène", "Marie-Claude", "Aïcha"].map(|name| desk.code_of(name));
    let digest = digest(&desk);
    assert!(digest.contains("Demandes à confirmer (4)"), "{digest}");
    for order in ["promote", "cancel"] {
        let command = format!("guichet {order} {} --config", codes[1]);
        assert!(digest.contains(&command) && desk.says("reviews").contains(&command), "{digest}");
    }

    let confirmed = desk.orders(&["promote", &codes[0]]);
    assert!(confirmed.contains("letter confirmed-by-staff to personne1@example.org"), "{confirmed}");
    let refused = desk.orders(&["cancel", &codes[1]]);
    assert!(refused.contains("letter refused-by-staff to personne2@example.org"), "{refused}");
    assert_eq!(desk.texts(OPEN), ["to-confirm"; 2]);
    let (_, refusal) = desk.is_refused(&["resolve", "3", "incomplete"]);
    assert!(refusal.contains("resolve 3 register or resolve 3 refuse"), "{refusal}");
    let confirmed = desk.orders(&["resolve", "3", "register"]);
    assert!(confirmed.contains("letter confirmed-by-staff to personne3@example.org"), "{confirmed}");
    let refused = desk.orders(&["resolve", "4", "refuse"]);
    assert!(refused.contains("letter refused-by-staff to personne4@example.org"), "{refused}");
    assert_eq!(desk.texts(OPEN), [""; 0]);
    assert_eq!(
        desk.texts("SELECT resolution FROM review ORDER BY id"),
        ["overtaken", "overtaken", "registered", "refused"]
    );
    assert_eq!(
        desk.texts("SELECT state FROM registration ORDER BY arrival"),
        ["complete", "refused", "complete", "refused"]
    );
    assert!(desk.says(&format!("history {}", codes[1])).contains("refused; it had a place in line"));
    desk.run_once().well();
    for letter in desk.letters().iter().filter(|letter| letter.subject.contains("confirmée")) {
        assert!(!letter.text.contains("libérée"), "{}", letter.text);
    }
}

#[test]
fn whoever_lacked_something_asks_for_a_seat_once_the_staff_have_filled_it_in() {
    let desk = desk_with(25, "confirm = \"staff\"\n");
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", "Nom : Petit\nPrénom : Zoé\nStructure :\n"));
    desk.run_once().well();
    assert_eq!((desk.texts(OPEN), desk.list()), (vec![], vec!["incomplete 1 Petit Zoé".to_owned()]));
    let code = desk.code_of("Zoé");
    let corrected = desk.orders(&["correct", &code, "organisation=MJC de Croix"]);
    assert!(corrected.contains("a new review: to-confirm"), "{corrected}");
    assert!(desk.says("reviews").contains(&format!("guichet promote {code}")));
    desk.orders(&["resolve", "1", "register"]);
    assert_eq!(desk.list(), ["confirmed Petit Zoé"]);
    assert_eq!(desk.texts("SELECT resolution FROM review"), ["registered"]);
}

#[test]
fn an_event_is_called_off_after_a_look_and_everybody_is_told_once() {
    let desk = desk_with(2, "");
    register(&desk, 3);
    let shown = desk.orders(&["call-off", "rencontre"]);
    assert!(shown.contains("3 recipients; nothing was changed: add --yes"), "{shown}");
    assert!(
        shown.contains("n’aura pas lieu") && desk.texts("SELECT state FROM event") == ["open"],
        "{shown}"
    );
    let called_off = desk.orders(&["call-off", "rencontre", "--yes"]);
    assert!(called_off.starts_with("rencontre is called off\n"), "{called_off}");
    for number in 1..=3 {
        let letter = format!("letter event-called-off to personne{number}@example.org\n");
        assert_eq!(called_off.matches(&letter).count(), 1, "{called_off}");
    }
    assert!(called_off.contains("3 letters in the outbox"), "{called_off}");
    let (_, refusal) = desk.is_refused(&["call-off", "rencontre", "--yes"]);
    assert!(refusal.contains("is called off"), "{refusal}");

    desk.deliver(&Mail::bulletin(60, &people(4)[3]));
    desk.run_once().well();
    assert_eq!(
        desk.texts("SELECT kind FROM notice WHERE recipient = 'personne60@example.org'"),
        ["called-off"]
    );
    assert_eq!(desk.participants().len(), 3);
    let reopened = desk.orders(&["reopen", "rencontre"]);
    assert!(reopened.contains("was told that rencontre is called off does not hear of this"), "{reopened}");
    assert_eq!(desk.texts("SELECT state FROM event"), ["open"]);
    desk.set_clock("2099-03-24T18:00:00Z".parse().unwrap());
    let (_, refusal) = desk.is_refused(&["call-off", "rencontre", "--yes"]);
    assert!(refusal.contains("is over"), "{refusal}");
}

#[test]
fn more_registrations_than_seats_are_shown_as_long_as_there_are() {
    let desk = desk_with(3, "");
    register(&desk, 3);
    let lowered = desk.orders(&["capacity", "rencontre", "1"]);
    assert!(lowered.contains("2 more are taken"), "{lowered}");
    let shows = || {
        let digest = digest(&desk);
        let events = desk.says("events");
        (
            digest.contains("2 inscriptions de plus que de places"),
            events.contains("2 registrations more than seats"),
        )
    };
    assert_eq!(shows(), (true, true));
    desk.orders(&["capacity", "rencontre", "configured"]);
    assert_eq!(shows(), (false, false));
}

#[test]
fn an_offered_seat_is_shown_as_such_with_the_time_of_its_answer() {
    let desk = desk_with(1, "promotion = \"offer\"\n");
    register(&desk, 2);
    desk.orders(&["cancel", &desk.code_of("Yannick")]);
    let history = desk.says(&format!("history {}", desk.code_of("Hélène")));
    assert!(history.contains("a seat is offered to it until 20"), "{history}");
    assert!(desk.says("participants").contains("waitlisted, offered a seat until 20"));
    assert_eq!(desk.participants()[0]["offered"], true);
    assert!(desk.says("events").contains("1/1, 1 offered"));
    let digest = digest(&desk);
    assert!(digest.contains("place proposée jusqu’"), "{digest}");
    assert!(digest.contains("1 place proposée Inscriptions ouvertes"), "{digest}");
}

#[test]
fn a_participant_whose_bulletin_a_colleague_passed_on_is_answered_and_the_colleague_is_told() {
    let desk = desk_with(2, "\n[staff]\naddresses = [\"equipe@irev.example\"]\n");
    let text = "Bonjour,\n\nje pense venir mais ce n'est pas encore certain.\n\nZoé Petit, MJC de Croix\n";
    for number in [1, 2] {
        desk.deliver(&Mail::new(number, "Inscription conseil citoyen", text).from("equipe@irev.example"));
    }
    desk.run_once().well();
    assert_eq!(desk.texts(OPEN), ["doubtful"; 2]);
    let passed_on = r#"UPDATE review SET reading =
        json_set(reading, '$.passed_on_from', json('{"name":"Zoé Petit","address":"zoe@example.org"}'))"#;
    desk.execute(passed_on).unwrap();
    let person = ["last_name=Petit", "first_name=Zoé", "organisation=MJC"];
    let registered = desk.orders(&[&["resolve", "1", "register"], &person[..]].concat());
    for letter in ["letter confirmed to zoe@example.org", "letter forwarded to equipe@irev.example"] {
        assert!(registered.contains(letter), "{registered}");
    }
    let declined = desk.orders(&["cancel", &desk.code_of("Zoé")]);
    assert!(declined.contains("letter cancelled-by-staff to zoe@example.org"), "{declined}");
    let refused = desk.orders(&["resolve", "2", "refuse"]);
    assert!(refused.contains("letter declined to zoe@example.org"), "{refused}");
}

#[test]
fn who_wrote_what_colleagues_pass_on_is_answered_each_time() {
    let desk = desk_with(2, "\n[staff]\naddresses = [\"equipe@irev.example\"]\n");
    let passed_on = |number: i64, first: &str, phone: &str| {
        let text = format!(
            "Pour inscription.\n\n-----Message d'origine-----\nDe : Zoé Petit [mailto:zoe@example.org]\n\
             Envoyé : lundi 2 mars 2026 09:12\nÀ : Equipe\nObjet : inscription\n\nBonjour,\n\nNom : Petit\n\
             Prénom : {first}\nStructure : MJC\nTél : {phone}\n"
        );
        Mail::new(number, "TR: inscription conseil citoyen", &text).from("equipe@irev.example")
    };
    for (number, phone) in [(1, "06 39 98 00 01"), (2, "06 39 98 00 02"), (3, "06 39 98 00 03")] {
        desk.deliver(&passed_on(number, "Zoé", phone));
    }
    desk.run_once().well();
    let told = "SELECT kind FROM notice WHERE recipient = 'zoe@example.org' ORDER BY id";
    assert_eq!(desk.texts(told), ["confirmed", "corrected", "corrected"]);
    desk.orders(&["close", "rencontre"]);
    for (number, first) in [(4, "Lise"), (5, "Luce")] {
        desk.deliver(&passed_on(number, first, "06 39 98 00 04"));
    }
    desk.run_once().well();
    assert_eq!(desk.texts(told)[3..], ["closed", "closed"]);
}

#[test]
fn what_is_for_no_event_for_certain_names_those_that_it_may_be_for_each_with_its_command() {
    let second = r#"
[[event]]
id = "seconde"
title = "Seconde rencontre"
starts = "2099-05-24T09:00"
place = "Lille"
capacity = 10
keywords = ["seconde"]
"#;
    let desk = desk_with(2, second);
    let text = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n";
    desk.deliver(&Mail::new(1, "Inscription", text));
    desk.run_once().well();
    desk.execute(
        r#"UPDATE review SET reading = json_set(reading, '$.candidates', json('["rencontre","seconde"]'))"#,
    )
    .unwrap();
    let (digest, reviews) = (desk.says("digest --print"), desk.says("reviews"));
    for event in ["rencontre", "seconde"] {
        let command = format!("guichet resolve 1 assign {event} --config");
        assert!(digest.contains(&command), "{digest}");
        assert!(reviews.contains(&command), "{reviews}");
    }
}

#[test]
fn an_offer_that_nobody_answers_goes_on_while_the_daemon_runs() {
    let desk = desk_with(1, "promotion = \"offer\"\noffer_expires = \"48h\"\n");
    let begun = Timestamp::now();
    desk.set_clock(begun);
    register(&desk, 3);
    desk.orders(&["cancel", &desk.code_of("Yannick")]);
    let daemon = desk.run();
    let kinds = || desk.texts("SELECT kind || ' ' || recipient FROM notice WHERE state = 'sent' ORDER BY id");
    let is_told = |kind: &str| kinds().contains(&kind.to_owned());
    eventually(|| is_told("offered personne2@example.org"), || kinds().join("\n"));
    assert!(!is_told("offered personne3@example.org"));
    desk.set_clock(begun + 49.hours());
    eventually(|| is_told("offered personne3@example.org"), || kinds().join("\n"));
    assert!(is_told("offer-lapsed personne2@example.org"));
    daemon.terminate().well();
    let (last, first) = people(3).pop().unwrap();
    assert_eq!(desk.list()[0], format!("waitlisted {last} {first}"));
}

#[test]
fn an_offer_about_which_a_person_has_to_decide_is_held_until_they_have() {
    let desk = desk_with(1, "promotion = \"offer\"\noffer_expires = \"48h\"\n");
    let begun = Timestamp::now();
    desk.set_clock(begun);
    register(&desk, 3);
    desk.orders(&["cancel", &desk.code_of("Yannick")]);
    let code = desk.code_of("Hélène");
    let unsure = format!("Oui, mais seulement si je trouve un train.\n\nRéférence : {code}\n");
    desk.deliver(&Mail::new(50, "Re: Une place est proposée", &unsure).from("personne2@example.org"));
    desk.run_once().well();
    assert_eq!(desk.texts(OPEN), ["about-offer"]);
    desk.set_clock(begun + 72.hours());
    desk.run_once().well();
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE kind = 'offer-lapsed'"), 0);
    assert!(digest(&desk).contains(&format!("guichet promote {code}")), "{}", digest(&desk));
    desk.orders(&["resolve", "1", "done"]);
    desk.run_once().well();
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE kind = 'offer-lapsed'"), 1);
}
