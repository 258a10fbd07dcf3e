use super::*;
use crate::event::samples::{february, march};

/// An event of spring 2016.
fn event(id: &str, title: &str, starts: &str, keywords: &[&str]) -> Event {
    let starts: jiff::ZonedDateTime = format!("2016-{starts}[Europe/Paris]").parse().unwrap();
    Event {
        id: id.into(),
        title: title.into(),
        keywords: keywords.iter().map(|&word| word.into()).collect(),
        ends: Some(&starts + jiff::SignedDuration::from_hours(3)),
        closes: starts.clone(),
        starts,
        ..march()
    }
}

/// Three workshops of one series, each on a Tuesday.
fn workshops() -> Vec<Event> {
    vec![
        event("un", "Atelier 1 : le diagnostic en marchant", "04-12T09:00", &[]),
        event("deux", "Atelier 2 : la concertation", "04-19T09:00", &[]),
        event("trois", "Atelier 3 : le budget participatif", "04-26T14:00", &["budget participatif"]),
    ]
}

/// One session and its repeat, before either.
fn sessions() -> Vec<Event> {
    vec![
        event(
            "premiere",
            "Rencontre de réseau référents conseil citoyen",
            "04-12T09:00",
            &["conseil citoyen"],
        ),
        event(
            "rattrapage",
            "Rencontre de réseau référents conseil citoyen : séance de rattrapage",
            "04-19T09:00",
            &["conseils citoyens"],
        ),
    ]
}

/// The same session twice on one day.
fn halves() -> Vec<Event> {
    let title = "Prise en main de la plateforme";
    vec![event("matin", title, "04-12T09:30", &[]), event("apres-midi", title, "04-12T14:00", &[])]
}

/// What `texts` of 1 April 2016 are about: an event, or those that they fit.
fn about(texts: &[&str], events: &[Event], thread: Option<&str>) -> String {
    let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
    let written = "2016-04-01T10:00:00Z".parse().ok();
    match occasion(&texts, Circumstances { written, thread, spoken: "" }, events) {
        Occasion::Unknown => String::from("unknown"),
        Occasion::Presumed(event) => format!("presumed {}", event.id),
        Occasion::One(event) | Occasion::Continued(event) => event.id.clone(),
        unclear => unclear.candidates().join(" or "),
    }
}

fn read(texts: &[&str]) -> Option<String> {
    let events = [february(), march()];
    let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
    let written = "2016-03-01T10:00:00Z".parse().ok();
    match occasion(&texts, Circumstances { written, thread: None, spoken: "" }, &events) {
        Occasion::Unknown => Some("unknown".into()),
        occasion => occasion.event().map(|event| event.id.clone()),
    }
}

#[test]
fn the_day_decides() {
    assert_eq!(read(&["Rencontre du 25 février 2016"]).unwrap(), february().id);
    assert_eq!(read(&["Rencontre du 24/03"]).unwrap(), march().id);
}

#[test]
fn a_day_of_no_event_is_an_unknown_event_even_with_its_words() {
    assert_eq!(read(&["Conseils citoyens : journée du 12 avril"]).unwrap(), "unknown");
}

#[test]
fn the_day_on_which_a_form_was_signed_says_nothing() {
    assert_eq!(
        read(&["Fait à Lens, le 29 février 2016", "séance de rattrapage des conseils citoyens"]).unwrap(),
        march().id
    );
}

#[test]
fn where_nothing_tells_it_is_the_one_that_is_open() {
    assert_eq!(read(&["Bonjour, ci-joint mon bulletin"]).unwrap(), march().id);
}

#[test]
fn a_day_may_be_named_as_seen_from_the_day_of_writing() {
    assert_eq!(read(&["Je ne peux pas venir le 24, désolée"]).unwrap(), march().id);
    assert_eq!(read(&["Je serai en retard mardi"]).unwrap(), march().id);
}

#[test]
fn with_two_days_the_words_decide() {
    assert_eq!(read(&["Séance de rattrapage de la session du 25 février : Rencontre de réseau référents conseil citoyen : séance de rattrapage, 24 mars"]).unwrap(), march().id);
}

#[test]
fn workshops_of_a_series_are_told_apart() {
    for (text, is_about) in [
        ("Je m'inscris à l'atelier 2.", "deux"),
        ("Inscription à l'atelier n° 2", "deux"),
        ("Je participerai au 3e atelier", "trois"),
        ("pour le deuxième atelier svp", "deux"),
        ("atelier concertation", "deux"),
        ("Je souhaite participer à l'atelier sur le budget participatif.", "trois"),
        ("Atelier 1 : Le Diagnostic en marchant", "un"),
        ("Atelier 1 – le diagnostic\nen marchant", "un"),
        ("je m'inscris pour mardi 19", "deux"),
        ("l'atelier du 26", "trois"),
        ("Je ne viendrai pas mardi 26 à 14 h", "trois"),
    ] {
        assert_eq!(about(&[text], &workshops(), None), is_about, "{text}");
    }
}

#[test]
fn what_fits_several_is_not_guessed() {
    for (text, fits) in [
        ("Je m'inscris aux ateliers 1 et 3.", "un or trois"),
        ("les 12 et 19 avril", "un or deux"),
        ("Je viendrai le 12 ou le 26 avril", "un or trois"),
        ("je viendrai les 12 et 19", "un or deux"),
        ("mardi 12 et mardi 19", "un or deux"),
        ("Inscription aux ateliers", "un or deux or trois"),
        ("Bonjour, ci-joint mon bulletin", "un or deux or trois"),
        ("Je suis chargée de concertation à la Ville de Lens", "un or deux or trois"),
        ("l'atelier sur le diagnostic et celui sur la concertation", "un or deux"),
    ] {
        assert_eq!(about(&[text], &workshops(), None), fits, "{text}");
    }
}

#[test]
fn a_repeat_of_the_same_title_is_told_by_what_it_has_of_its_own() {
    for (text, is_about) in [
        ("Rencontre de réseau référents conseil citoyen : séance de rattrapage", "rattrapage"),
        ("RENCONTRE DE RESEAU\nREFERENTS CONSEIL CITOYEN\nSéance de rattrapage", "rattrapage"),
        ("Bulletin d'inscription\nRencontre de réseau référents conseil citoyen\nNom : Petit", "premiere"),
        ("Je m'inscris à la séance de rattrapage", "rattrapage"),
        ("je viens au rattrapage", "rattrapage"),
        ("Je m'inscris à la rencontre de réseau référents conseil citoyen.", "premiere or rattrapage"),
        ("rencontre des conseils citoyens", "premiere or rattrapage"),
    ] {
        assert_eq!(about(&[text], &sessions(), None), is_about, "{text}");
    }
}

#[test]
fn sessions_on_one_day_are_told_by_the_half_of_it() {
    for (text, is_about) in [
        ("Je m'inscris à la séance du matin", "matin"),
        ("12 avril, l'après-midi", "apres-midi"),
        ("Prise en main de la plateforme, 12 avril", "matin or apres-midi"),
        ("Je viendrai le 12 avril. Bonne après-midi", "matin or apres-midi"),
        ("demain", "matin or apres-midi"),
    ] {
        let text = format!("Prise en main de la plateforme\n{text}");
        assert_eq!(about(&[&text], &halves(), None), is_about, "{text}");
    }
}

#[test]
fn a_keyword_of_one_event_does_not_outweigh_the_title_of_another() {
    let mut events = sessions();
    events.push(event("laicite", "Laïcité et valeurs", "04-21T09:00", &["laïcité"]));
    let text = "Inscription Laïcité et valeurs\nStructure : Conseil citoyen des Lilas";
    assert_eq!(about(&[text], &events, None), "laicite");
    let text = "Inscription laïcité\nStructure : Conseil citoyen des Lilas";
    assert_eq!(about(&[text], &events, None), "premiere or rattrapage or laicite");
}

#[test]
fn keywords_are_whole_words() {
    let events = [
        event("art", "Une première journée", "04-12T09:00", &["art"]),
        event("b", "Une autre", "04-19T09:00", &[]),
    ];
    assert_eq!(about(&["Je souhaite participer, merci de votre part"], &events, None), "art or b");
}

#[test]
fn the_next_text_tells_apart_what_the_first_one_leaves_open() {
    let form = "Ateliers de printemps : 12 avril, 19 avril, 26 avril";
    assert_eq!(about(&[form, "Je m'inscris à l'atelier 2"], &workshops(), None), "deux");
    assert_eq!(
        about(&["ateliers 1 et 2", "je viendrai le 26 avril"], &workshops(), None),
        "un or deux or trois"
    );
}

#[test]
fn a_later_day_of_an_event_is_a_day_of_it() {
    let long =
        Event { ends: Some("2016-04-13T17:00[Europe/Paris]".parse().unwrap()), ..workshops().remove(0) };
    assert_eq!(about(&["Je viendrai le 13 avril"], &[long, workshops().remove(2)], None), "un");
}

#[test]
fn the_thread_tells_where_the_message_does_not() {
    for (text, is_about) in [
        ("Je ne pourrai finalement pas venir.", "deux"),
        ("Voici le nom de ma structure.", "deux"),
        ("Je m'inscris aux ateliers 1 et 2.", "deux"),
        ("Je ne viendrai pas le 12 avril.", "un"),
        ("Je viendrai plutôt à l'atelier 3", "trois"),
        ("Je ne viendrai pas aux ateliers 1 et 3.", "un or trois"),
        ("le 15 mai", "unknown"),
        ("je ne viens plus mardi", "un or deux"),
    ] {
        let is_near = text.contains("mardi");
        let written = if is_near { "2016-04-10T10:00:00Z" } else { "2016-04-01T10:00:00Z" };
        let known = Circumstances { written: written.parse().ok(), thread: Some("deux"), spoken: "" };
        let events = workshops();
        let found = match occasion(&[text.to_owned()], known, &events) {
            Occasion::Unknown => String::from("unknown"),
            occasion => {
                occasion.event().map_or_else(|| occasion.candidates().join(" or "), |event| event.id.clone())
            }
        };
        assert_eq!(found, is_about, "{text}");
    }
}

#[test]
fn who_leaves_on_another_day_than_the_letters_does_not_leave_the_event_of_the_letter() {
    let below = |text| about(&[text, "", text, "", "Atelier 2 : la concertation"], &workshops(), None);
    assert_eq!(below("je ne viendrai pas le 19"), "deux");
    assert_eq!(below("je ne viendrai pas le 26"), "deux or trois");
    assert_eq!(below("je ne viendrai pas, je suis en congé jusqu'au 26"), "deux");
}

#[test]
fn what_is_only_asked_or_quoted_does_not_outweigh_the_thread() {
    let nothing = "";
    let texts = [
        nothing,
        nothing,
        "Je ne pourrai pas venir.",
        nothing,
        nothing,
        nothing,
        "Y a-t-il de la place le 26 avril ?",
    ];
    assert_eq!(about(&texts, &workshops(), Some("deux")), "deux");
    assert_eq!(about(&texts, &workshops(), None), "trois");
}

#[test]
fn the_thread_of_an_event_that_is_not_configured_any_longer_tells_nothing() {
    assert_eq!(about(&["Bonjour"], &workshops()[..1], Some("ancien")), "presumed un");
    assert_eq!(about(&["Bonjour"], &workshops()[..1], Some("un")), "un");
}
