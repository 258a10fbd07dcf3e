//! What the staff read of offers, requests, replacements and more registrations than seats.

use insta::assert_snapshot;

use super::*;
use crate::event::Confirm;

/// An event whose seats the staff give.
fn chosen() -> Event {
    Event { confirm: Confirm::Staff, ..march() }
}

fn replacement(comes: &str, leaves: &str) -> Task {
    let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    Task {
        message: Some(written("m.petit@lens.example", "Re: Inscription", "Anne Morel viendra à ma place.")),
        replacement: Some(Replacing { comes: name(comes), leaves: name(leaves), lacks: Vec::new() }),
        registration: Some(concerned("K7F-3QDM", "Marie Petit", "Ville de Lens")),
        ..task(41, "replacement")
    }
}

fn request(review: i64, code: &str, name: &str, organisation: &str) -> Task {
    Task {
        message: Some(written("secretariat@lens.example", "Bulletin", "Bonjour, voici mon bulletin.")),
        people: vec![name.to_owned()],
        is_complete: true,
        registration: Some(concerned(code, name, organisation)),
        ..task(review, "to-confirm")
    }
}

/// The day of an event whose seats the staff give: two requests and one seat given.
fn day_of_requests(event: &Event) -> Digest<'_> {
    let mut page = page(event, 25, 2, 2);
    let arrived = What::Arrived { status: Status::Waitlisted, rank: Some(2) };
    page.news = vec![
        News { who: named("Léo Roux", "Ville de Liévin"), what: arrived },
        News { who: named("Idriss Belkacem", "Centre social L'Escale"), what: What::MovedUp },
    ];
    let tasks = vec![
        request(51, "K2F-3QCM", "Zoé Vandamme-Lefebvre", "Communauté urbaine de Dunkerque"),
        task(52, "scan"),
        request(53, "K3F-3QDM", "Léo Roux", "Ville de Liévin"),
    ];
    Digest { pages: vec![page], tasks, ..quiet(event) }
}

/// The day of an event that offers its seats: one is offered, one accepted, one has lapsed; and its seats are
/// fewer than they were.
fn day_of_offers(event: &Event) -> Digest<'_> {
    let mut page = page(event, 3, 6, 1);
    page.listed[3].status = Status::Waitlisted;
    page.listed[3].held_until = Some(time("2016-03-16T18:30"));
    page.listed[4].status = Status::Incomplete;
    page.listed[4].held_until = Some(time("2016-03-18T09:00"));
    let news = |what, name, organisation| News { who: named(name, organisation), what };
    page.news = vec![
        news(What::Offered, "Léo Roux", "Ville de Liévin"),
        news(What::Accepted, "Hélène Wattrelos", "Ville de Lens"),
        news(What::Lapsed, "Rosa Almeida", "Conseil citoyen du Pont de Bois"),
    ];
    let unsure = Task {
        message: Some(written("l.roux@lievin.example", "Re: Une place", "Je vous redis cela demain.")),
        registration: Some(concerned("K3F-3QDM", "Léo Roux", "Ville de Liévin")),
        ..task(42, "about-offer")
    };
    Digest {
        pages: vec![page],
        tasks: vec![replacement("Anne Morel", "Marie Petit"), unsure],
        ..quiet(event)
    }
}

#[test]
fn requests_for_seats_and_offers_read_well() {
    let (asked, offered) = (chosen(), march());
    assert_snapshot!("requests", day_of_requests(&asked).letter().text());
    assert_snapshot!("offers", day_of_offers(&offered).letter().text());
}

#[test]
fn a_replacement_names_both_and_comes_with_the_command_that_does_it() {
    let event = march();
    let matter = |task: Task| {
        let digest = Digest { tasks: vec![task], ..quiet(&event) };
        plain(&cases(&digest)[0].matter)
    };
    assert_eq!(
        matter(replacement("Anne Morel", "Marie Petit")),
        "Anne Morel viendrait à la place de Marie Petit."
    );
    assert_eq!(matter(replacement("", "Élise Roy")), "Quelqu’un viendrait à la place d’Élise Roy.");
    assert_eq!(
        matter(replacement("Anne Morel", "")),
        "Anne Morel viendrait à la place de quelqu’un d’autre."
    );

    let mut unknown = replacement("Anne Morel", "");
    unknown.registration = None;
    unknown.replacement.as_mut().unwrap().lacks = vec![Field::LastName, Field::Email];
    assert_eq!(commands(unknown)[0], "guichet resolve 41 replace CODE last_name=… email=…");
}

#[test]
fn each_request_has_the_two_commands_that_decide_it_and_stands_apart_from_the_rest() {
    let event = chosen();
    let asked = commands(request(51, "K7F-3QDM", "Zoé Petit", "MJC"));
    assert_eq!(asked, ["guichet promote K7F-3QDM", "guichet cancel K7F-3QDM"]);
    assert_eq!(subject(&day_of_requests(&event)), "24 mars : 2/25, 2 demandes, 3 à traiter");
    let told = told(&day_of_requests(&event));
    let [other, requests] =
        ["À traiter (1)", "Demandes à confirmer (2)"].map(|title| told.find(title).unwrap());
    assert!(other < requests);
    assert!(told.contains("Demandes d’inscription (2)") && !told.contains("Liste d’attente ("), "{told}");
    let many = Digest { tasks: vec![request(51, "K7F-3QDM", "Zoé Petit", "MJC"); 30], ..quiet(&event) };
    assert!(self::told(&many).contains("Voir aussi les 5 autres : guichet reviews"));
    assert!(many.letter().html().len() < 102 * 1024);
}

#[test]
fn more_registrations_than_seats_are_told_as_long_as_there_are() {
    let event = march();
    let notes = |taken| gauge(&with_page(&event, |page| *page = self::page(&event, 25, taken, 0))).notes;
    assert!(plain(&notes(28)[0]).starts_with("3 inscriptions de plus que de places : "));
    assert!(plain(&notes(26)[0]).starts_with("1 inscription de plus que de places : "));
    assert!(!notes(25).iter().any(|note| note.contains("de plus")));
}

#[test]
fn an_offered_seat_is_shown_with_the_time_of_its_answer() {
    let event = march();
    let told = told(&day_of_offers(&event));
    assert!(told.contains("place proposée jusqu’à demain à 18 h 30"), "{told}");
    assert!(told.contains("1 place proposée, 1 inscription à compléter"), "{told}");
}

#[test]
fn what_may_be_for_several_events_names_them() {
    let (march, april) = (march(), april());
    let told = told(&two(&march, &april));
    assert!(told.contains("Peut-être pour : 24 mars et 7 avril"), "{told}");
}
