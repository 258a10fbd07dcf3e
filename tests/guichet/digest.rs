//! The staff get one digest a day, whatever happens, and it says how everything stands.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use mail_parser::{MessageParser, MimeHeaders};

use crate::support::{Desk, Letter, Mail, people};

/// Who reads the digest.
const STAFF: [&str; 2] = ["equipe@example.org", "accueil@example.org"];

/// A desk that opened at `begun`, with these keys under `[staff]`.
fn desk_with(keys: &str, begun: &str) -> Desk {
    let desk = Desk::new();
    let staff = format!("[staff]\ndigest_to = {STAFF:?}\n{keys}\n[store]");
    fs::write(desk.config(), fs::read_to_string(desk.config()).unwrap().replace("[store]", &staff)).unwrap();
    at(&desk, begun);
    desk
}

fn desk(begun: &str) -> Desk {
    desk_with("", begun)
}

/// A round of the desk at this moment.
#[track_caller]
fn at(desk: &Desk, moment: &str) {
    desk.set_clock(moment.parse().unwrap());
    desk.run_once().well();
}

/// The digests that have left, oldest first: one mail each, addressed to all their readers.
fn digests(desk: &Desk) -> Vec<Letter> {
    let written = desk.texts(
        "SELECT message_id FROM notice WHERE kind = 'digest' AND state = 'sent' GROUP BY message_id ORDER BY id",
    );
    let envelopes = desk.count("SELECT count(*) FROM notice WHERE kind = 'digest'");
    assert_eq!(envelopes, i64::try_from(written.len() * STAFF.len()).unwrap(), "an envelope for each reader");
    let letters = desk.letters();
    let letter = |id: &String| letters.iter().find(|letter| letter.message_id == *id).unwrap().clone();
    let digests: Vec<Letter> = written.iter().map(letter).collect();
    assert!(digests.iter().all(|digest| digest.to == STAFF));
    digests
}

/// The days of which there was a digest that told something.
fn days(desk: &Desk) -> Vec<String> {
    let days = desk.texts("SELECT day FROM digest WHERE message_id IS NOT NULL ORDER BY day");
    assert_eq!(digests(desk).len(), days.len(), "a digest has one Message-ID");
    days
}

/// What it says, on one line.
fn words(letter: &Letter) -> String {
    plain(&letter.text)
}

fn plain(text: &str) -> String {
    let spaces = [' ', '\r', '\n', '\u{a0}', '\u{202f}'];
    text.split(spaces).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn deliver_bulletin(desk: &Desk, number: i64) {
    let index = usize::try_from(number - 1).unwrap();
    desk.deliver(&Mail::bulletin(number, &people(index + 1)[index]));
}

#[test]
fn it_is_made_at_eight_in_paris_on_both_days_on_which_clocks_change() {
    let desk = desk("2026-03-27T12:00:00Z");
    at(&desk, "2026-03-28T07:00:00Z");
    at(&desk, "2026-03-29T05:59:59Z");
    assert_eq!(days(&desk), ["2026-03-28"]);
    for later in ["06:00:00", "06:00:01", "07:00:00", "23:59:59"] {
        at(&desk, &format!("2026-03-29T{later}Z"));
        assert_eq!(days(&desk), ["2026-03-28", "2026-03-29"], "at {later}");
    }

    let desk = self::desk("2026-10-23T12:00:00Z");
    at(&desk, "2026-10-24T06:00:00Z");
    at(&desk, "2026-10-25T06:59:59Z");
    assert_eq!(days(&desk), ["2026-10-24"]);
    for later in ["07:00:00", "07:00:01", "08:00:00"] {
        at(&desk, &format!("2026-10-25T{later}Z"));
        assert_eq!(days(&desk), ["2026-10-24", "2026-10-25"], "at {later}");
    }
}

#[test]
fn a_clock_that_is_set_back_brings_no_second_one() {
    let desk = desk("2026-06-01T12:00:00Z");
    at(&desk, "2026-06-02T06:00:00Z");
    at(&desk, "2026-06-02T05:00:00Z");
    at(&desk, "2026-06-02T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-02"]);
}

#[test]
fn a_clock_that_was_wrong_for_a_day_makes_it_neither_skip_nor_repeat_news() {
    for wrong in ["2031-01-01T12:00:00Z", "2020-01-01T12:00:00Z"] {
        let desk = desk("2026-06-01T12:00:00Z");
        deliver_bulletin(&desk, 1);
        at(&desk, "2026-06-02T06:00:00Z");
        deliver_bulletin(&desk, 2);
        at(&desk, wrong);
        deliver_bulletin(&desk, 3);
        at(&desk, "2026-06-03T06:00:00Z");
        at(&desk, "2026-06-04T06:00:00Z");
        let arrivals = |digest: &Letter| words(digest).matches("Du nouveau : 1 arrivée").count();
        assert_eq!(digests(&desk).iter().map(arrivals).collect::<Vec<_>>(), [1, 1, 1, 0], "{wrong}");
    }
}

#[test]
fn a_desk_at_work_makes_it_when_its_time_has_come() {
    let desk = desk("2026-06-01T12:00:00Z");
    let mut running = desk.run();
    assert!(running.says("the desk is open"));
    desk.set_clock("2026-06-02T06:00:00Z".parse().unwrap());
    assert!(running.says("the digest of 2026-06-02 is made"));
    running.terminate().well();
    at(&desk, "2026-06-02T06:10:00Z");
    assert_eq!(days(&desk), ["2026-06-02"]);
}

#[test]
fn after_a_time_at_which_the_machine_was_off_it_is_made_at_once_and_only_the_latest() {
    let desk = desk("2026-06-01T12:00:00Z");
    at(&desk, "2026-06-04T13:37:00Z");
    assert_eq!(days(&desk), ["2026-06-04"]);
    at(&desk, "2026-06-05T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-04", "2026-06-05"]);
    // Off over eight o'clock, back before the next.
    at(&desk, "2026-06-07T04:00:00Z");
    assert_eq!(days(&desk), ["2026-06-04", "2026-06-05", "2026-06-06"]);
}

#[test]
fn a_desk_that_opens_today_brings_the_first_one_at_the_next_eight_oclock() {
    for opened in ["2026-06-01T05:00:00Z", "2026-05-31T07:00:00Z"] {
        let desk = desk(opened);
        at(&desk, "2026-06-01T05:59:00Z");
        assert_eq!(days(&desk), [""; 0]);
        at(&desk, "2026-06-01T06:00:00Z");
        assert_eq!(days(&desk), ["2026-06-01"], "opened at {opened}");
    }
}

#[test]
fn a_kill_at_any_step_of_making_and_sending_it_leaves_one_message_id_and_never_none() {
    for step in ["reconciled", "gathered", "digested", "published", "counted", "delivered", "sent"] {
        let desk = desk("2026-06-01T12:00:00Z");
        desk.set_clock("2026-06-02T06:00:00Z".parse().unwrap());
        let mut running = desk.round_until(step);
        assert!(running.says(&format!("stopped at {step}")), "{step} is not reached");
        running.kill();
        let seen: BTreeSet<String> = desk.letters().into_iter().map(|letter| letter.message_id).collect();

        desk.run_once().well();
        at(&desk, "2026-06-02T07:00:00Z");
        assert_eq!(days(&desk), ["2026-06-02"], "after a kill at {step}");
        let ids: BTreeSet<String> = desk.letters().into_iter().map(|letter| letter.message_id).collect();
        assert_eq!(ids.len(), 1, "after a kill at {step}");
        assert!(seen.is_subset(&ids), "what had left before the kill at {step} is the same mail");
        desk.assert_sound_pages();
    }
}

#[test]
fn the_subject_is_the_state_of_things_and_the_news_are_those_since_the_last_one() {
    let desk = Desk::with_seats(2);
    let staff = format!("[staff]\ndigest_to = {STAFF:?}\n[store]");
    fs::write(desk.config(), fs::read_to_string(desk.config()).unwrap().replace("[store]", &staff)).unwrap();
    at(&desk, "2026-06-01T12:00:00Z");
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    at(&desk, "2026-06-02T06:00:00Z");
    let first = digests(&desk).pop().unwrap();
    assert_eq!(plain(&first.subject), "24 mars : 2/2, 1 en attente");
    assert!(words(&first).contains("Du nouveau : 3 arrivées"), "{}", first.text);
    assert!(words(&first).contains("3 messages traités"), "{}", first.text);

    desk.deliver(&Mail::cancellation(10, "personne1@example.org"));
    let scan = Mail::new(11, "Inscription conseil citoyen", "Bonjour, voici mon bulletin.\n");
    desk.deliver(&scan.with_file("bulletin.png", b"\x89PNG\r\n\x1a\n0000".to_vec()));
    desk.orders(&["correct", &desk.code_of("Hélène"), "phone=03 53 01 00 01", "--quiet-letter"]);
    at(&desk, "2026-06-03T06:00:00Z");
    let second = digests(&desk).pop().unwrap();
    assert_eq!(plain(&second.subject), "24 mars : 2/2, 1 à traiter");
    let second = words(&second);
    for expected in [
        "Yannick Le Goff, Maison de quartier Le Goff : inscription annulée",
        "Marie-Claude Le Goff, Maison de quartier Le Goff : place libérée, inscription confirmée",
        "Hélène Le Goff, Maison de quartier Le Goff : inscription corrigée (téléphone)",
        "Le bulletin est un scan ou une photo.",
        "De : personne11@example.org",
        "Bonjour, voici mon bulletin.",
        "resolve 1 register last_name=…",
        "2 messages traités",
    ] {
        assert!(second.contains(expected), "{expected} is not in {second}");
    }
    assert!(!second.contains("3 arrivées"), "{second}");

    at(&desk, "2026-06-04T06:00:00Z");
    let third = digests(&desk).pop().unwrap();
    assert_eq!(plain(&third.subject), "24 mars : 2/2, 1 à traiter");
    assert!(!third.text.contains("annulée"), "{}", third.text);
}

#[test]
fn only_on_changes_there_is_none_of_a_day_on_which_nothing_happens() {
    let desk = desk_with("digest_when = \"changes\"", "2026-06-01T12:00:00Z");
    at(&desk, "2026-06-02T06:00:00Z");
    deliver_bulletin(&desk, 1);
    at(&desk, "2026-06-02T12:00:00Z");
    assert_eq!(days(&desk), [""; 0]);
    at(&desk, "2026-06-03T06:00:00Z");
    at(&desk, "2026-06-04T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-03"]);
    deliver_bulletin(&desk, 2);
    at(&desk, "2026-06-05T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-03", "2026-06-05"]);
    let latest = words(&digests(&desk).pop().unwrap());
    assert!(latest.contains("Du nouveau : 1 arrivée"), "{latest}");
}

#[test]
fn the_lists_go_with_it_and_near_the_event_the_sheet_to_sign() {
    let desk = desk("2099-03-21T12:00:00Z");
    deliver_bulletin(&desk, 1);
    at(&desk, "2099-03-22T07:00:00Z");
    at(&desk, "2099-03-23T07:00:00Z");
    let attached = |letter: &Letter| -> Vec<(String, Vec<u8>)> {
        let parsed = MessageParser::new().parse(&letter.octets).unwrap();
        let file = |part: &mail_parser::MessagePart| {
            (part.attachment_name().unwrap().to_owned(), part.contents().to_vec())
        };
        parsed.attachments().map(file).collect()
    };
    let [early, late]: [Letter; 2] = digests(&desk).try_into().unwrap();
    let names = |letter| attached(letter).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&early), ["inscriptions-rencontre.xlsx"]);
    assert_eq!(names(&late), ["inscriptions-rencontre.xlsx", "emargement-rencontre.docx"]);
    let mut workbook = Xlsx::new(Cursor::new(attached(&late).remove(0).1)).unwrap();
    let rows = workbook.worksheet_range_at(0).unwrap().unwrap();
    let cells: Vec<String> = rows.rows().nth(1).unwrap().iter().map(ToString::to_string).collect();
    assert!(cells.contains(&"Le Goff".to_owned()) && cells.contains(&"Yannick".to_owned()), "{cells:?}");
    assert!(words(&late).contains("la feuille d’émargement"), "{}", late.text);
}

#[test]
fn neither_a_pause_nor_the_pace_of_letters_keeps_it_waiting() {
    let desk = desk("2026-06-01T12:00:00Z");
    let config = fs::read_to_string(desk.config()).unwrap();
    let slow = config.replace("from = ", "hourly_limit = 1\ndaily_limit_per_recipient = 1\nfrom = ");
    fs::write(desk.config(), slow).unwrap();
    desk.says("pause");
    deliver_bulletin(&desk, 1);
    at(&desk, "2026-06-02T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-02"]);
    assert_eq!(desk.letters().len(), 1, "the answer waits");
    let told = words(&digests(&desk)[0]);
    assert!(told.contains("réponses") && told.contains("suspendu") || told.contains("retenu"), "{told}");
}

#[test]
fn it_can_be_looked_at_at_any_time_and_sent_before_its_time_once() {
    let desk = desk("2026-06-01T12:00:00Z");
    deliver_bulletin(&desk, 1);
    at(&desk, "2026-06-02T04:00:00Z");
    let printed = desk.says("digest --print");
    assert!(printed.contains("Yannick Le Goff"), "{printed}");
    assert_eq!(desk.count("SELECT count(*) FROM notice WHERE kind = 'digest'"), 0);

    assert!(desk.says("digest").contains("the digest of 2026-06-02 is in the outbox"));
    assert!(desk.says("digest").contains("was made before"));
    at(&desk, "2026-06-02T04:00:01Z");
    at(&desk, "2026-06-02T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-02"]);
}

#[test]
fn after_one_of_today_there_is_none_of_yesterday_nor_does_a_clock_far_ahead_end_them_all() {
    let desk = desk("2026-06-02T03:00:00Z");
    desk.execute("DELETE FROM digest").unwrap();
    desk.says("digest");
    at(&desk, "2026-06-02T04:00:00Z");
    assert_eq!(days(&desk), ["2026-06-02"]);

    at(&desk, "2036-06-02T07:00:00Z");
    at(&desk, "2026-06-03T06:00:00Z");
    assert_eq!(days(&desk), ["2026-06-02", "2026-06-03", "2036-06-02"]);
}

#[test]
fn who_has_no_readers_is_told_to_name_some() {
    let desk = Desk::new();
    desk.run_once().well();
    let (code, why) = desk.is_refused(&["digest"]);
    assert!(code == 2 && why.contains("set digest_to under [staff]"), "{why}");
}
