//! Whole messages where several events take bulletins: which one is meant, or which ones could be.

use super::*;

/// Two workshops of one series and a repeat of the first.
fn events() -> Vec<Event> {
    let event = |id: &str, title: &str, starts: &str| {
        let starts: jiff::ZonedDateTime = format!("2016-{starts}T09:00[Europe/Paris]").parse().unwrap();
        let ends = Some(&starts + jiff::SignedDuration::from_hours(3));
        let (id, title, keywords) = (id.to_owned(), title.to_owned(), Vec::new());
        Event { id, title, keywords, ends, closes: starts.clone(), starts, ..march() }
    };
    vec![
        event("diagnostic", "Atelier 1 : le diagnostic en marchant", "04-12"),
        event("concertation", "Atelier 2 : la concertation", "04-19"),
        event("rattrapage", "Atelier 1 : le diagnostic en marchant (séance de rattrapage)", "04-26"),
    ]
}

/// Reads a mail of 10 March 2016 that goes on about `thread`.
fn read_of(subject: &str, body: &str, events: Vec<Event>, thread: Option<&str>) -> Reading {
    let octets = format!(
        "From: Zoé <zoe@lens.example>\nTo: contact@desk.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    );
    let own_addresses = vec![String::from("contact@desk.example")];
    let message = Message::parse(octets.as_bytes(), &own_addresses).unwrap();
    let received_at = "2016-03-10T09:00:00Z".parse().ok();
    read(&message, received_at, thread, &Knowledge { events, own_addresses })
}

#[test]
fn the_event_that_is_meant_is_told_or_a_person_is_asked() {
    for (subject, words, event, candidates) in [
        ("Inscription atelier 2", "Voici mon bulletin.", Some("concertation"), &[][..]),
        ("Inscription", "Je m'inscris à la séance de rattrapage.", Some("rattrapage"), &[]),
        ("Inscription", "Je m'inscris au 2e atelier.", Some("concertation"), &[]),
        ("Atelier 1 : le diagnostic en marchant", "Je m'inscris au 12 avril.", Some("diagnostic"), &[]),
        (
            "Inscription",
            "Je ne peux pas venir le 12 avril, je m'inscris donc au 26 avril.",
            Some("rattrapage"),
            &[],
        ),
        ("Inscription atelier 1", "Voici mon bulletin.", None, &["diagnostic", "rattrapage"]),
        (
            "Inscription",
            "Je m'inscris aux ateliers des 12 et 19 avril.",
            None,
            &["diagnostic", "concertation"],
        ),
        ("Inscription", "Voici mon bulletin.", None, &["diagnostic", "concertation", "rattrapage"]),
    ] {
        let reading = read_of(subject, &format!("{words}{FORM}"), events(), None);
        assert_eq!(
            (reading.event.as_deref(), reading.is_event_presumed),
            (event, false),
            "{subject}: {words}"
        );
        assert_eq!(reading.candidates, candidates, "{subject}: {words}");
        let expected = if event.is_some() { Verdict::Registration } else { Verdict::Review };
        assert_eq!(reading.verdict, expected, "{subject}: {words}");
    }
}

#[test]
fn the_thread_tells_what_a_bulletin_does_not() {
    let body = format!("Voici mon bulletin.{FORM}");
    let reading = read_of("Inscription", &body, events(), Some("concertation"));
    assert_eq!((reading.event.as_deref(), reading.verdict), (Some("concertation"), Verdict::Registration));
    assert_eq!((reading.is_event_presumed, reading.candidates.is_empty()), (false, true));
    let reading = read_of("Inscription au 12 avril", &body, events(), Some("concertation"));
    assert_eq!(reading.event.as_deref(), Some("diagnostic"));
    let reading = read_of("Inscription au 12 mai", &body, events(), Some("concertation"));
    assert_eq!((reading.event, reading.reason), (None, Reason::UnknownEvent));
}

#[test]
fn an_event_that_alone_takes_bulletins_is_presumed() {
    let body = format!("Voici mon bulletin.{FORM}");
    let reading = read_of("Inscription", &body, events().split_off(2), None);
    assert_eq!((reading.event.as_deref(), reading.is_event_presumed), (Some("rattrapage"), true));
    let reading = read_of("Inscription au rattrapage", &body, events().split_off(2), None);
    assert!(!reading.is_event_presumed);
}

/// Two events without a word in common.
fn two_events() -> Vec<Event> {
    let mut events = events();
    events.truncate(2);
    let named = [
        ("Rencontre de réseau référents conseil citoyen", "conseil citoyen"),
        ("Journée budgets participatifs", "budget participatif"),
    ];
    for (event, (title, keyword)) in events.iter_mut().zip(named) {
        event.title = title.into();
        event.keywords = vec![keyword.into()];
    }
    events
}

#[test]
fn whoever_speaks_of_two_events_is_not_held_to_one() {
    for words in [
        "Je m'inscris à la rencontre conseil citoyen et à la journée budgets participatifs.",
        "Je souhaite participer à la rencontre conseil citoyen (12 avril) ainsi qu'à la journée budgets participatifs (19 avril).",
        "Je m'inscris aux deux journées.",
        "Je m'inscris à la rencontre du 12 avril et à celle du 19 avril.",
    ] {
        let reading = read_of("Inscriptions", &format!("{words}{FORM}"), two_events(), None);
        assert_eq!((reading.event, reading.reason), (None, Reason::SeveralEvents), "{words}");
    }
    for words in [
        "Je ne pourrai venir ni le 12 ni le 19 avril.",
        "Merci d'annuler mes inscriptions au 12 et au 19 avril.",
        "Je dois annuler les deux journées.",
        "Je ne pourrai venir ni à la rencontre conseil citoyen ni à la journée budgets participatifs.",
    ] {
        let reading = read_of("Re: Rencontre conseil citoyen", words, two_events(), Some("diagnostic"));
        assert_eq!((reading.event.as_deref(), reading.candidates.len()), (None, 2), "{words}");
    }
    for words in [
        "Je maintiens le 12 avril mais j'annule pour le 19 avril.",
        "J'annule pour le 19 avril, mais je maintiens le 12 avril.",
    ] {
        let reading = read_of("Re: Rencontre conseil citoyen", words, two_events(), Some("diagnostic"));
        assert_eq!(reading.event.as_deref(), Some("concertation"), "{words}");
    }
    for (words, event) in [
        ("Référente conseil citoyen, je m'inscris à la journée budgets participatifs.", "concertation"),
        ("Je ne peux pas venir le 12 avril, je m'inscris donc au 19 avril.", "concertation"),
    ] {
        let reading = read_of("Inscription", &format!("{words}{FORM}"), two_events(), None);
        assert_eq!(reading.event.as_deref(), Some(event), "{words}");
    }
    let each = "Pour la rencontre conseil citoyen :\nNom : Un\nPrénom : Zoé\nStructure : MJC\n\nPour la journée budgets participatifs :\nNom : Deux\nPrénom : Luc\nStructure : MJC";
    let reading = read_of("Inscription rencontre conseil citoyen", each, two_events(), None);
    assert_eq!((reading.event, reading.reason), (None, Reason::SeveralEvents));
}
