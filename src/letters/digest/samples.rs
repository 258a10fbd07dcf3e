//! Days of an invented desk, for the tests.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::*;
use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::desk::{EventState, Outcome};
use crate::event::{Event, Field, samples};
use crate::letters::samples::at;

pub fn march() -> Event {
    samples::march()
}

pub fn april() -> Event {
    Event {
        id: "ateliers-2016-04-07".into(),
        title: "Ateliers d'écriture des conseils citoyens".into(),
        starts: at("2016-04-07T14:00"),
        ends: Some(at("2016-04-07T17:30")),
        closes: at("2016-04-06T18:00"),
        place: "Maison des associations, Lens".into(),
        capacity: 12,
        ..samples::march()
    }
}

pub fn time(local: &str) -> Timestamp {
    at(local).timestamp()
}

pub fn named(name: &str, organisation: &str) -> Named {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    Named { name: given(name), organisation: given(organisation) }
}

const PEOPLE: [(&str, &str, &str); 29] = [
    ("Hélène", "Wattrelos", "Ville de Lens"),
    ("Idriss", "Belkacem", "Centre social L'Escale"),
    ("Zoé", "Vandamme-Lefebvre", "Communauté urbaine de Dunkerque"),
    ("Léo", "Roux", "Ville de Liévin"),
    ("Awa", "Diallo", "Conseil citoyen du Faubourg de Béthune"),
    ("Maëlle", "Caron", "Ville de Roubaix"),
    ("Karim", "Haddad", "Maison de quartier Les Moulins"),
    ("Odile", "Lefranc", "Conseil départemental du Nord"),
    ("Bruno", "Delattre", "Ville d'Hénin-Beaumont"),
    ("Yasmina", "Ferhat", "Conseil citoyen de Tourcoing"),
    ("Aurélien", "Dubrulle", "Préfecture du Pas-de-Calais"),
    ("Noémie", "Saint-Léger", "Régie de quartier Nord Services"),
    ("Tristan", "Cordier", "Ville de Calais"),
    ("Fatou", "N'Diaye", "Association Les Passerelles"),
    ("Simon", "Verhaeghe", "Ville de Grande-Synthe"),
    ("Clémence", "Duriez", "Communauté d'agglomération de Lens-Liévin"),
    ("Mehdi", "Ouali", "Conseil citoyen de Wattrelos"),
    ("Paulette", "Brasseur", "Centre social Vachala"),
    ("Gaël", "Tanguy", "Ville de Saint-Omer"),
    ("Rosa", "Almeida", "Conseil citoyen du Pont de Bois"),
    ("Étienne", "Lhomme", "Ville de Denain"),
    ("Nadège", "Pruvost", "Mission locale du Douaisis"),
    ("Ousmane", "Keïta", "Ville de Maubeuge"),
    ("Violette", "Hennebelle", "Conseil citoyen de Boulogne-sur-Mer"),
    ("Jules", "Marescaux", "Ville d'Arras"),
    ("Inès", "Bouzid", "Ville de Lille"),
    ("Arnaud", "Quenot", "Maison des habitants de Fives"),
    ("Solène", "Vasseur", "Ville de Valenciennes"),
    ("Théo", "Petitprez", "Conseil citoyen de Sous-le-Bois, à Louvroil et à Maubeuge"),
];

pub fn listed(event: &Event, number: usize, status: Status, rank: Option<u32>) -> Listed {
    let (first_name, last_name, organisation) = PEOPLE[number % PEOPLE.len()];
    let values =
        [(Field::FirstName, first_name), (Field::LastName, last_name), (Field::Organisation, organisation)];
    Listed {
        event: event.id.clone(),
        arrival: i64::try_from(number).unwrap() + 1,
        registered_at: time("2016-03-10T09:00"),
        status,
        rank,
        held_until: None,
        is_unreachable: false,
        code: format!("K{}F-3Q{}M", number % 10, ["A", "B", "C", "D", "E", "F", "G"][number % 7]),
        fields: values
            .into_iter()
            .map(|(field, value)| (field, value.to_owned()))
            .collect::<BTreeMap<_, _>>(),
    }
}

/// A page with so many people on the list and in line.
pub fn page(event: &Event, capacity: u32, taken: u32, waiting: u32) -> EventPage<'_> {
    let seats = (0..taken).map(|index| (index, Status::Confirmed, None));
    let line = (0..waiting).map(|index| (taken + index, Status::Waitlisted, Some(index + 1)));
    let listed = seats
        .chain(line)
        .map(|(index, status, rank)| listed(event, usize::try_from(index).unwrap(), status, rank))
        .collect();
    EventPage {
        event,
        state: EventState::Open,
        capacity,
        taken,
        waiting,
        listed,
        turns: Vec::new(),
        news: Vec::new(),
        has_sign_in_sheet: false,
    }
}

pub fn contact(part: &str, works_at: &str) -> Contact {
    Contact { part: part.into(), works_at: Some(time(works_at)), ..Contact::default() }
}

fn account() -> Account {
    let handled = vec![
        (Outcome::Registered, 31),
        (Outcome::Incomplete, 3),
        (Outcome::Corrected, 2),
        (Outcome::Cancelled, 1),
        (Outcome::Review, 4),
        (Outcome::Automatic, 8),
        (Outcome::Other, 9),
    ];
    let tally = Tally::AllSeen { held: 58, handled, waiting: 0, gone: 0 };
    Account { handled: Vec::new(), mailboxes: vec![MailboxAccount { name: "INBOX".into(), tally }] }
}

/// Nothing happened.
pub fn quiet(event: &Event) -> Digest<'_> {
    Digest {
        now: at("2016-03-15T08:00"),
        since: Some(time("2016-03-14T08:00")),
        pages: vec![page(event, 25, 18, 0)],
        tasks: Vec::new(),
        account: account(),
        machine: Machine {
            contacts: vec![contact("mailbox", "2016-03-15T07:59"), contact("sender", "2016-03-14T16:20")],
            version: "0.6.0".into(),
            ..Machine::default()
        },
        has_workbook: true,
        config: None,
        signature: "IREV",
    }
}

pub fn written(sender: &str, subject: &str, excerpt: &str) -> Written {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    Written {
        sender: given(sender),
        subject: given(subject),
        excerpt: given(excerpt),
        received_at: time("2016-03-14T17:42"),
    }
}

/// A review of the event in March.
pub fn task(review: i64, reason: &str) -> Task {
    Task {
        review,
        reason: reason.into(),
        opened_at: time("2016-03-14T17:45"),
        event: Some(march().id),
        ..Task::default()
    }
}

pub fn concerned(code: &str, name: &str, organisation: &str) -> Concerned {
    Concerned { code: code.into(), who: named(name, organisation) }
}

fn lively_news() -> Vec<News> {
    let news = |what, name, organisation| News { who: named(name, organisation), what };
    let arrived = |status, rank| What::Arrived { status, rank };
    vec![
        news(arrived(Status::Confirmed, None), "Violette Hennebelle", "Conseil citoyen de Boulogne-sur-Mer"),
        news(What::Left, "Marius Lemaire", "Ville de Douai"),
        news(What::MovedUp, "Jules Marescaux", "Ville d'Arras"),
        news(arrived(Status::Waitlisted, Some(3)), "Solène Vasseur", "Ville de Valenciennes"),
        news(What::Corrected(vec![Field::Phone, Field::Role]), "Hélène Wattrelos", "Ville de Lens"),
        news(arrived(Status::Incomplete, None), "Nadège Pruvost", "Mission locale du Douaisis"),
        news(What::Completed, "Léo Roux", "Ville de Liévin"),
    ]
}

/// A full event, with news, reviews, and people who cannot be reached.
pub fn lively(event: &Event) -> Digest<'_> {
    let mut page = page(event, 25, 25, 4);
    page.listed[21].status = Status::Incomplete;
    page.listed[7].is_unreachable = true;
    page.listed.push(listed(event, 28, Status::Cancelled, None));
    page.turns = vec![Turn::Capacity { from: 24, to: 25 }];
    page.news = lively_news();
    page.has_sign_in_sheet = true;
    let scan = Task {
        message: Some(written(
            "secretariat@mairie-wingles.example",
            "Inscription rencontre du 24 mars",
            "Bonjour,\r\nVeuillez trouver ci-joint le bulletin d'inscription signé de M. Castelain. \
             Merci de bien vouloir nous confirmer sa bonne réception.\r\nCordialement",
        )),
        ..task(17, "scan")
    };
    let replaced = Task {
        message: Some(written(
            "d.lefranc@nord.example",
            "Re: Inscription confirmée – 24 mars 2016",
            "Je ne pourrai finalement pas venir le 24, c'est ma collègue Agathe Morel qui viendra à ma place.",
        )),
        people: vec!["Agathe Morel".into()],
        replacement: Some(Replacing {
            comes: Some("Agathe Morel".into()),
            leaves: Some("Odile Lefranc".into()),
            lacks: Vec::new(),
        }),
        registration: Some(concerned("K7F-3QAM", "Odile Lefranc", "Conseil départemental du Nord")),
        ..task(19, "replacement")
    };
    let bounced = Task {
        registration: Some(concerned("K7F-3QAM", "Odile Lefranc", "Conseil départemental du Nord")),
        recipient: Some("o.lefranc@nrod.example".into()),
        said: Some("550 5.1.2 <…>: Recipient address rejected: Domain not found".into()),
        ..task(20, "letter-refused")
    };
    let question = Task {
        message: Some(written(
            "f.ndiaye@passerelles.example",
            "Bulletin",
            "Bonjour, voici mon bulletin. Y a-t-il un parking à proximité ?",
        )),
        registration: Some(concerned("K3F-3QGM", "Fatou N'Diaye", "Association Les Passerelles")),
        ..task(21, "question-beside")
    };
    let mut account = account();
    account.handled = vec![
        (Outcome::Registered, 3),
        (Outcome::Cancelled, 1),
        (Outcome::Review, 2),
        (Outcome::Automatic, 3),
    ];
    Digest {
        pages: vec![page],
        tasks: vec![scan, replaced, bounced, question],
        account,
        machine: Machine {
            letters_waiting: 1,
            oldest_letter: Some(time("2016-03-15T07:58")),
            ..quiet(event).machine
        },
        ..quiet(event)
    }
}

/// Servers away, answers paused, messages that were not seen.
pub fn trouble(event: &Event) -> Digest<'_> {
    let digest = quiet(event);
    let unseen = [
        Unseen { uid: "1043".to_owned(), received_at: Some(time("2016-03-14T09:12")) },
        Unseen { uid: "1051".to_owned(), received_at: Some(time("2016-03-14T16:30")) },
    ];
    let missing =
        MailboxAccount { name: "INBOX".into(), tally: Tally::Missing { held: 58, unseen: unseen.to_vec() } };
    let junk = MailboxAccount {
        name: "Junk".into(),
        tally: Tally::Unknown { why: "the server refused to open the folder: [NOPERM] Access denied".into() },
    };
    let sender = Contact {
        fails_since: Some(time("2016-03-14T22:10")),
        why: Some("cannot connect: Connection refused (os error 111)".into()),
        ..contact("sender", "2016-03-14T22:05")
    };
    Digest {
        tasks: vec![Task { message: Some(written("", "", "")), ..task(22, "reader-hung") }],
        account: Account { handled: vec![(Outcome::Registered, 1)], mailboxes: vec![missing, junk] },
        machine: Machine {
            contacts: vec![contact("mailbox", "2016-03-15T07:59"), sender],
            letters_waiting: 12,
            oldest_letter: Some(time("2016-03-14T14:02")),
            paused_since: Some(time("2016-03-14T14:00")),
            version: "0.6.0".into(),
        },
        config: Some("/srv/desk of IREV/guichet.toml".into()),
        ..digest
    }
}

/// Two events, and messages that may be for either.
pub fn two<'a>(first: &'a Event, second: &'a Event) -> Digest<'a> {
    let mut full = page(first, 25, 25, 2);
    let mut young = page(second, 12, 3, 0);
    full.news = vec![News {
        who: named("Arnaud Quenot", "Maison des habitants de Fives"),
        what: What::Arrived { status: Status::Waitlisted, rank: Some(2) },
    }];
    young.news = vec![News {
        who: named("Zoé Vandamme-Lefebvre", "Communauté urbaine de Dunkerque"),
        what: What::Arrived { status: Status::Confirmed, rank: None },
    }];
    let several = Task {
        message: Some(written(
            "t.petitprez@louvroil.example",
            "Inscription",
            "Bonjour, je m'inscris à votre rencontre.",
        )),
        people: vec!["Théo Petitprez".into()],
        is_complete: true,
        event: None,
        candidates: vec![first.id.clone(), second.id.clone()],
        ..task(31, "several-events")
    };
    let late = Task {
        message: Some(written("awa.diallo@faubourg.example", "Bulletin de dernière minute", "")),
        people: vec!["Awa Diallo".into()],
        is_complete: true,
        ..task(32, "late")
    };
    Digest {
        pages: vec![full, young],
        tasks: vec![several, late],
        account: Account { handled: vec![(Outcome::Registered, 2), (Outcome::Review, 1)], ..account() },
        ..quiet(first)
    }
}
