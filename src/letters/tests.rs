use insta::assert_snapshot;
use proptest::prelude::*;

use super::samples::{at, event, helene, idriss, lacking, nobody, occasion, person, zoe};
use super::*;
use crate::event::Field;

/// Every letter in its usual situations, named.
fn letters() -> Vec<(&'static str, Letter)> {
    answers().into_iter().chain(decisions()).chain(digests()).collect()
}

/// The daily mail on days of all kinds.
fn digests() -> Vec<(&'static str, Letter)> {
    use super::digest::samples::{april, lively, march, quiet, trouble, two};
    let (march, april) = (march(), april());
    vec![
        ("digest_lively", lively(&march).letter()),
        ("digest_quiet", quiet(&march).letter()),
        ("digest_trouble", trouble(&march).letter()),
        ("digest_two_events", two(&march, &april).letter()),
    ]
}

/// What participants are told of what the staff decided.
fn decisions() -> Vec<(&'static str, Letter)> {
    use Standing::{Cancelled, Confirmed, Waitlisted};
    let event = event();
    let on = occasion(&event);
    let phone = Change {
        person: 0,
        field: Field::Phone,
        from: Some("+33321000001".to_owned()),
        to: Some("+33321000002".to_owned()),
    };
    let moved = Announcement {
        subject: None,
        text: "Bonjour,\n\nLa rencontre approche. Elle aura lieu au premier étage, où un café vous\nattend. \
               Pensez à apporter :\n- votre convention ;\n- un stylo.\n \nÀ bientôt,\nLéa Martin\n",
        is_called_off: false,
    };
    let called_off = Announcement {
        text: "Nous devons malheureusement annuler cette rencontre.\nUne autre date vous sera proposée.",
        is_called_off: true,
        ..moved
    };
    vec![
        ("corrected_by_staff", corrected_by_staff(on, &[helene(Confirmed)], &[phone])),
        ("cancelled_by_staff_one", cancelled_by_staff(on, &[helene(Cancelled)])),
        ("cancelled_by_staff_two", cancelled_by_staff(on, &[helene(Cancelled), idriss(Cancelled)])),
        ("confirmed_by_staff_one", confirmed_by_staff(on, &[helene(Confirmed)])),
        ("confirmed_by_staff_two", confirmed_by_staff(on, &[helene(Confirmed), idriss(Confirmed)])),
        (
            "confirmed_by_staff_incomplete",
            confirmed_by_staff(on, &[helene(lacking(&[Field::Role], Held::Seat))]),
        ),
        ("refused_by_staff_one", refused_by_staff(on, &[helene(Cancelled)])),
        ("refused_by_staff_two", refused_by_staff(on, &[helene(Cancelled), idriss(Cancelled)])),
        ("event_called_off_one", event_called_off(on, &[helene(Confirmed)])),
        (
            "event_called_off_three",
            event_called_off(on, &[helene(Confirmed), idriss(Waitlisted { rank: 1 }), zoe(Confirmed)]),
        ),
        ("declined", declined(Some(&event), "IREV")),
        ("declined_without_event", declined(None, "IREV")),
        ("announcement", announcement(on, &moved, &[helene(Confirmed), idriss(Waitlisted { rank: 1 })])),
        ("announcement_called_off", announcement(on, &called_off, &[helene(Confirmed)])),
    ]
}

#[test]
fn an_announcement_is_signed_as_its_text_is() {
    let event = event();
    let last = |text: &str| {
        let news = Announcement { subject: None, text, is_called_off: false };
        announcement(occasion(&event), &news, &[]).body.pop().unwrap()
    };
    let signed = |salutation: &str, name: &str| Block::Signature {
        salutation: salutation.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(last("Venez nombreux.\n\nÀ bientôt,"), signed("À bientôt,", "IREV"));
    let with_a_name = last("Venez.\n\nCordialement\n\nLéa Martin\nRéseaux");
    assert_eq!(with_a_name, signed("Cordialement", "Léa Martin, Réseaux"));
    assert_eq!(last("À bientôt, donc.\n\nLe plan :\n1\n2\n3\n4"), signed("Bien cordialement,", "IREV"));
    assert_eq!(last("Venez."), signed("Bien cordialement,", "IREV"));
}

/// What participants are told.
fn answers() -> Vec<(&'static str, Letter)> {
    use Standing::{Cancelled, Confirmed, Waitlisted};
    let event = event();
    let on = occasion(&event);
    let last_rank = || Waitlisted { rank: 2 };
    let split = [helene(Confirmed), idriss(Waitlisted { rank: 1 }), zoe(last_rank())];
    let unfinished = lacking(&[Field::Organisation, Field::Extra("workshop".to_owned())], Held::Seat);
    let in_line = lacking(&[Field::FirstName], Held::Line { rank: 3 });
    let unnamed = lacking(&event.required, Held::Seat);
    let change = |person, field, from: &str, to: &str| Change {
        person,
        field,
        from: (!from.is_empty()).then(|| from.to_owned()),
        to: (!to.is_empty()).then(|| to.to_owned()),
    };
    let phone = change(0, Field::Phone, "+33321000001", "+33321000002");
    let role = change(1, Field::Role, "", "Référent conseil citoyen");
    let email = change(1, Field::Email, "o'idriss@escale.example", "");
    vec![
        ("confirmed_one", confirmed(on, &[helene(Confirmed)])),
        ("confirmed_three", confirmed(on, &[helene(Confirmed), idriss(Confirmed), zoe(Confirmed)])),
        ("waitlisted_one", waitlisted(on, &[helene(Waitlisted { rank: 1 })])),
        ("waitlisted_two", waitlisted(on, &[helene(Waitlisted { rank: 1 }), zoe(last_rank())])),
        ("mixed_three", mixed(on, &split)),
        (
            "mixed_incomplete",
            mixed(on, &[helene(Confirmed), person("Léo", "Roux", "", "T5N-8WQD", unfinished.clone())]),
        ),
        ("already_registered_one", already_registered(on, &[helene(Waitlisted { rank: 1 })])),
        ("already_registered_three", already_registered(on, &split)),
        ("corrected_one", corrected(on, &[helene(Confirmed)], std::slice::from_ref(&phone))),
        ("corrected_two", corrected(on, &[helene(Confirmed), idriss(Confirmed)], &[phone, role, email])),
        ("incomplete_one", incomplete(on, &[person("Léo", "Roux", "", "T5N-8WQD", unfinished.clone())])),
        (
            "incomplete_two",
            incomplete(
                on,
                &[
                    person("Léo", "Roux", "", "T5N-8WQD", unfinished),
                    person("", "Diallo", "Ville de Liévin", "B3R-7YHE", in_line),
                ],
            ),
        ),
        ("incomplete_nobody", incomplete(on, &[nobody(unnamed)])),
        ("late", late(on)),
        ("closed", closed(on)),
        ("not_yet_open", not_yet_open(on)),
        ("handed_to_a_person", handed_to_a_person(Some(&event), "IREV")),
        ("handed_to_a_person_without_event", handed_to_a_person(None, "IREV")),
        ("cancelled_one", cancelled(on, &[helene(Cancelled)])),
        ("cancelled_two", cancelled(on, &[helene(Cancelled), idriss(Cancelled)])),
        ("test_letter", test_letter("IREV")),
        ("promoted_one", promoted(on, &[helene(Confirmed)])),
        ("promoted_two", promoted(on, &[helene(Confirmed), idriss(Confirmed)])),
        ("personal_confirmation_confirmed", personal_confirmation(on, &idriss(Confirmed))),
        ("personal_confirmation_waitlisted", personal_confirmation(on, &idriss(Waitlisted { rank: 4 }))),
    ]
}

/// The letters about troubles, named.
fn alarms() -> Vec<(&'static str, Letter)> {
    let why = || {
        "the mailbox on mail.irev.example:993 cannot be read: it refused the login; check the password"
            .to_owned()
    };
    let one = |trouble| Alarm { trouble, since: at("2016-03-23T18:05") };
    let outage = || Outage { from: at("2016-03-23T18:05"), to: at("2016-03-23T19:12") };
    let mailbox = || one(Trouble::Mailbox { why: why() });
    let folder = one(Trouble::Folder { name: "Indésirables".to_owned(), why: why() });
    let stuck = |waiting, why| one(Trouble::Letters { waiting, why });
    let limit = |limit, waiting| one(Trouble::Limit { limit, waiting });
    let message = |sender: Option<&str>, subject: Option<&str>| {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let (sender, subject) = (owned(sender), owned(subject));
        one(Trouble::Message { received_at: at("2016-03-23T17:58"), sender, subject })
    };
    let silence = "the mail server mail.irev.example:465 cannot be used: it hung up; it is tried again";
    let full = one(Trouble::Disk { free: 187_000_000, database: "/var/lib/guichet/guichet.db".to_owned() });
    vec![
        ("alarm_mailbox", alarm(&[mailbox()])),
        ("alarm_letters", alarm(&[stuck(12, Some(silence.to_owned()))])),
        ("alarm_disk", alarm(&[full])),
        ("alarm_limit_hourly", alarm(&[limit(Limit::Hourly(500), 12)])),
        ("alarm_limit_recipient", alarm(&[limit(Limit::DailyPerRecipient(20), 1)])),
        (
            "alarm_message",
            alarm(&[message(Some("h.wattrelos@ville.example"), Some("Inscription du 24 mars"))]),
        ),
        ("alarm_message_of_a_machine", alarm(&[message(None, None)])),
        ("alarm_several", alarm(&[mailbox(), folder, one(Trouble::Filing { why: why() }), stuck(1, None)])),
        ("relief_mailbox", relief(&[Relief::Mailbox(outage())])),
        ("relief_letters", relief(&[Relief::Letters(outage())])),
        ("relief_disk", relief(&[Relief::Disk])),
        ("relief_limit", relief(&[Relief::Limit])),
        ("relief_message", relief(&[Relief::Message(at("2016-03-23T17:58"))])),
        (
            "relief_several",
            relief(&[
                Relief::Mailbox(outage()),
                Relief::Folder("Indésirables".to_owned(), outage()),
                Relief::Filing(outage()),
            ]),
        ),
    ]
}

fn all() -> Vec<(&'static str, Letter)> {
    letters().into_iter().chain(alarms()).collect()
}

#[test]
fn every_letter_reads_well_as_text() {
    for (name, letter) in all() {
        assert_snapshot!(format!("text_{name}"), format!("[{}]\n\n{}", letter.subject, letter.text()));
    }
}

#[test]
fn a_letter_becomes_a_page_of_html() {
    let shown = ["mixed_three", "incomplete_one", "digest_lively", "digest_trouble", "alarm_several"];
    for (name, letter) in all() {
        if shown.contains(&name) {
            assert_snapshot!(format!("html_{name}"), letter.html());
        }
    }
}

#[test]
fn the_letter_follows_from_where_people_stand() {
    let event = event();
    let on = occasion(&event);
    let seated = || helene(Standing::Confirmed);
    let waiting = || idriss(Standing::Waitlisted { rank: 1 });
    let lacking = || zoe(lacking(&[Field::Role], Held::Seat));
    assert_eq!(registered(on, &[seated()]), confirmed(on, &[seated()]));
    assert_eq!(registered(on, &[waiting()]), waitlisted(on, &[waiting()]));
    assert_eq!(registered(on, &[lacking()]), incomplete(on, &[lacking()]));
    assert_eq!(registered(on, &[seated(), waiting()]), mixed(on, &[seated(), waiting()]));
}

#[test]
fn lines_of_text_stay_within_76_columns() {
    for (name, letter) in all() {
        for line in letter.text().lines() {
            let is_command = line.trim_start().starts_with("guichet ");
            assert!(is_command || line.chars().count() <= 76, "{name}: {line}");
            assert_eq!(line, line.trim_end(), "{name}");
        }
    }
}

#[test]
fn text_and_html_say_the_same_words() {
    for (name, letter) in all() {
        let said: Vec<String> = letter.text().split_whitespace().map(str::to_owned).collect();
        let shown = visible(&letter.html());
        let shown: Vec<&str> = shown.split_whitespace().collect();
        let drawn = |word: &str| word.chars().all(|c| "•─█░▌│".contains(c));
        let bulletless: Vec<&str> = said.iter().map(String::as_str).filter(|word| !drawn(word)).collect();
        assert_eq!(bulletless, shown, "{name}");
    }
}

/// The words that a mail program shows below the heading.
fn visible(html: &str) -> String {
    let body = html.split("</h1>").nth(1).unwrap();
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    let bare = tag.replace_all(body, " ");
    bare.replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn typography_is_french_everywhere() {
    let loose = regex::Regex::new(r"'| [;:!?»]|« ").unwrap();
    for (name, letter) in all() {
        let letter = without_quotations(letter);
        for said in [letter.subject.clone(), letter.text(), visible(&letter.html())] {
            let said = said.replace("o'idriss", "");
            assert_eq!(loose.find(&said).map(|found| found.as_str()), None, "{name}: {said}");
        }
    }
}

/// `letter` without what is repeated as it was written, and without commands.
fn without_quotations(mut letter: Letter) -> Letter {
    for block in &mut letter.body {
        match block {
            Block::Case(case) => {
                case.excerpt = None;
                case.facts.retain(|fact| !fact.label.starts_with("Objet"));
                case.facts.retain(|fact| !fact.label.starts_with("Réponse"));
                case.commands.iter_mut().for_each(|command| command.line.clear());
            }
            Block::Commands(commands) => commands.iter_mut().for_each(|command| command.line.clear()),
            _ => {}
        }
    }
    letter
}

#[test]
fn every_code_and_every_event_is_told() {
    let event = event();
    let people = [helene(Standing::Confirmed), idriss(Standing::Confirmed)];
    for said in [confirmed(occasion(&event), &people).text(), confirmed(occasion(&event), &people).html()] {
        for expected in
            ["K7F-3QDM", "P2X-9RTC", "24\u{a0}mars 2016", "135 boulevard Paul Painlevé", "9\u{a0}h"]
        {
            assert!(said.contains(expected), "{expected} in {said}");
        }
    }
}

#[test]
fn an_event_without_opening_time_is_simply_not_open_yet() {
    let mut event = event();
    event.opens = None;
    assert!(not_yet_open(occasion(&event)).html().contains("ne sont pas encore ouvertes."));
    event.opens = Some(at("2016-02-01T09:30"));
    let html = not_yet_open(occasion(&event)).html();
    assert!(html.contains("ouvriront le lundi 1er\u{a0}février 2016 à 9\u{a0}h\u{a0}30."));
}

#[test]
fn what_people_wrote_is_never_markup() {
    let event = event();
    let hostile = person("<b>Eve</b>", "\"><script>alert('x')</script>", "A & B", "X", Standing::Confirmed);
    let html = confirmed(occasion(&event), &[hostile]).html();
    assert!(!html.contains("<script") && !html.contains("<b>"));
    assert!(html.contains("&lt;b&gt;Eve&lt;/b&gt;") && html.contains("A &amp; B"));
}

#[test]
fn what_a_message_says_that_failed_is_never_markup_or_a_line_of_its_own() {
    let hostile = Trouble::Message {
        received_at: at("2016-03-23T17:58"),
        sender: Some("eve@ville.example".to_owned()),
        subject: Some(format!("<b>Vite</b>\r\nÀ faire : payez {}", "vite ".repeat(500))),
    };
    let letter = alarm(&[Alarm { trouble: hostile, since: at("2016-03-23T18:00") }]);
    assert!(
        letter.html().contains("Objet\u{a0}: &lt;b&gt;Vite&lt;/b&gt; À faire : payez"),
        "{}",
        letter.html()
    );
    assert!(letter.text().contains("    Objet\u{a0}: <b>Vite</b> À faire : payez vite"), "{}", letter.text());
    assert!(letter.text().len() < 2_000);
}

#[test]
fn an_endless_value_is_cut() {
    let event = event();
    let talkative = person("Ève", &"achetez ".repeat(5_000), "", "X", Standing::Confirmed);
    let text = confirmed(occasion(&event), &[talkative]).text();
    assert!(text.len() < 2_000 && text.contains('…'));
}

proptest! {
    #[test]
    fn nothing_that_people_wrote_adds_a_line(name in "\\PC{0,20}[\\x00-\\x1f\u{85}\u{2028}\u{202e}]{0,3}\\PC{0,9}") {
        let event = event();
        let letter = |name: &str| confirmed(occasion(&event), &[person(name, "Roux", "", "X", Standing::Confirmed)]);
        let (text, html) = (letter(&name).text(), letter(&name).html());
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(text.lines().count() <= letter("Léo").text().lines().count() + 3, "only wrapping adds lines");
        prop_assert_eq!(html.lines().count(), letter("Léo").html().lines().count());
    }
}
