use insta::assert_snapshot;
use proptest::prelude::*;

use jiff::ZonedDateTime;

use super::gallery::people::{helene, idriss, lacking as lacks, person, zoe};
use super::*;
use crate::event::{ExtraField, Field};

pub fn at(local: &str) -> ZonedDateTime {
    format!("{local}[Europe/Paris]").parse().unwrap()
}

pub fn event() -> Event {
    Event {
        opens: Some(at("2016-02-26T17:00")),
        extra: vec![ExtraField {
            name: "workshop".to_owned(),
            labels: vec!["Choix de l'atelier".to_owned()],
        }],
        ..crate::event::samples::march()
    }
}

pub fn occasion(event: &Event) -> Occasion<'_> {
    Occasion { event, signature: "IREV" }
}

fn privacy() -> Privacy {
    let purpose = "gérer les inscriptions à nos rencontres";
    let [controller, purpose, retention, contact] =
        ["IREV", purpose, "jusqu'à un an après la rencontre", "contact@irev.example"].map(str::to_owned);
    Privacy { controller, purpose, retention, contact }
}

/// Every letter in its usual situations, named.
fn all() -> Vec<(&'static str, Letter)> {
    let gallery = gallery(&event(), "IREV", &privacy());
    gallery.into_iter().map(|Sample { name, letter }| (name, letter)).collect()
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
fn each_letter_of_the_gallery_has_a_name_of_its_own() {
    let mut names: Vec<_> = all().into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn a_letter_says_that_a_file_is_enclosed_exactly_when_it_must_be() {
    for (name, letter) in all() {
        let text = letter.text().replace('\n', " ");
        let encloses = |enclosure| letter.encloses.contains(&enclosure);
        assert_eq!(text.contains("Le fichier joint"), encloses(Enclosure::Calendar), "{name}");
        assert_eq!(text.contains("le bulletin joint"), encloses(Enclosure::Bulletin), "{name}");
        let is_seated = letter.body.iter().any(|block| {
            matches!(block, Block::People(entries) if entries.iter().any(|entry| entry.tone == Tone::Settled))
        });
        assert!(is_seated || !encloses(Enclosure::Calendar), "{name}");
    }
}

#[test]
fn nobody_is_told_that_all_seats_are_taken_or_a_rank_where_that_is_not_so() {
    let event = event();
    let on = occasion(&event);
    for why in [Wait::Full, Wait::Organisation { limit: 2 }, Wait::Turn, Wait::Staff] {
        let waits = || helene(Standing::Waitlisted { rank: 9, why });
        for letter in [
            registered(on, &[waits()]),
            waitlisted(on, &[waits(), waits()]),
            mixed(on, &[zoe(Standing::Confirmed), waits()]),
            already_registered(on, &[waits()]),
            promoted(on, &[zoe(Standing::Confirmed), waits()]),
            personal_confirmation(on, &waits()),
            announcement(
                on,
                &Announcement { subject: None, text: "Venez.", is_called_off: false },
                &[waits()],
            ),
        ] {
            let text = letter.text().replace('\n', " ");
            let is_full = text.contains("les places sont prises") || text.contains("pas assez de places");
            assert!(!is_full || why == Wait::Full, "{why:?}: {text}");
            assert_eq!(text.contains("au 9e rang"), why != Wait::Staff, "{why:?}: {text}");
            assert_eq!(text.contains("par structure"), why == Wait::Organisation { limit: 2 }, "{text}");
            assert_eq!(text.contains("l’équipe aura décidé"), why == Wait::Staff, "{why:?}: {text}");
        }
    }
}

#[test]
fn a_letter_names_one_reason_only_where_all_wait_for_it() {
    let event = event();
    let waits = |why| helene(Standing::Waitlisted { rank: 1, why });
    let people = [waits(Wait::Full), waits(Wait::Turn), zoe(Standing::Confirmed)];
    assert!(!mixed(occasion(&event), &people).text().contains("pas assez"));
    assert!(!waitlisted(occasion(&event), &people[..2]).text().contains("prises"));
}

#[test]
fn nothing_is_said_to_be_held_beyond_the_beginning_of_the_event() {
    let event = event();
    let until = at("2016-03-26T09:00");
    let lacks = Standing::Incomplete { missing: vec![Field::Role], place: Held::Seat, until: until.clone() };
    for letter in [
        incomplete(occasion(&event), &[helene(lacks.clone())]),
        to_complete(occasion(&event), &[helene(lacks)]),
        offered(occasion(&event), &[helene(Standing::Offered { until })]),
    ] {
        let text = letter.text().replace(['\n', '\u{a0}'], " ");
        assert!(!text.contains("26 mars") && text.contains("jeudi 24 mars 2016 à 9 h "), "{text}");
    }
}

#[test]
fn those_who_are_asked_together_answer_before_the_first_of_their_times_ends() {
    let event = event();
    let asked = |until| helene(Standing::Offered { until: at(until) });
    let text = offered(occasion(&event), &[asked("2016-03-15T09:00"), asked("2016-03-14T18:30")]).text();
    let text = text.replace(['\n', '\u{a0}'], " ");
    assert!(text.contains("à ce message avant le lundi 14 mars 2016 à 18 h 30."), "{text}");
}

#[test]
fn what_is_left_to_a_person_is_said_above_the_signature_and_the_use_of_data_below_it() {
    let event = event();
    let letter = cancelled(occasion(&event), &[helene(Standing::Cancelled)]);
    let contact = "o'hara@irev.example".to_owned();
    let body = letter.leaving_the_rest().telling(&Privacy { contact, ..privacy() }).body;
    let [.., Block::Paragraph(rest), Block::Signature { .. }, Block::Aside(privacy)] = &body[..] else {
        panic!("{body:?}")
    };
    assert!(rest.contains("le reste de votre message"), "{rest}");
    assert!(
        privacy.contains("jusqu’à un an") && privacy.ends_with("\u{a0}: o'hara@irev.example"),
        "{privacy}"
    );
}

#[test]
fn the_letter_follows_from_where_people_stand() {
    let event = event();
    let on = occasion(&event);
    let seated = || helene(Standing::Confirmed);
    let waiting = || idriss(Standing::Waitlisted { rank: 1, why: Wait::Full });
    let lacking = || zoe(lacks(&event, &[Field::Role], Held::Seat));
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
    let hostile = person(["<b>Eve</b>", "\"><script>alert('x')</script>", "A & B", "X"], Standing::Confirmed);
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
    let talkative = person(["Ève", &"achetez ".repeat(5_000), "", "X"], Standing::Confirmed);
    let text = confirmed(occasion(&event), &[talkative]).text();
    assert!(text.len() < 2_000 && text.contains('…'));
}

proptest! {
    #[test]
    fn nothing_that_people_wrote_adds_a_line(name in "\\PC{0,20}[\\x00-\\x1f\u{85}\u{2028}\u{202e}]{0,3}\\PC{0,9}") {
        let event = event();
        let letter = |name: &str| confirmed(occasion(&event), &[person([name, "Roux", "", "X"], Standing::Confirmed)]);
        let (text, html) = (letter(&name).text(), letter(&name).html());
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(text.lines().count() <= letter("Léo").text().lines().count() + 3, "only wrapping adds lines");
        prop_assert_eq!(html.lines().count(), letter("Léo").html().lines().count());
    }
}
