//! The daily mail on days of all kinds.

use jiff::Timestamp;

use super::people::before;
use super::{Desk, Named as Letters};
use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::desk::{EventState, Outcome};
use crate::event::{Event, Field};
use crate::letters::digest::{
    Account, Concerned, Contact, Digest, EventPage, Machine, MailboxAccount, Named, News, Replacing, Tally,
    Task, Turn, Unseen, What, Written,
};
use crate::letters::french::day;

impl Desk<'_> {
    pub(super) fn digests(self) -> Letters {
        let second = second(self.event);
        let signed = |digest: Digest<'_>| Digest { signature: self.signature, ..digest }.letter();
        vec![
            ("digest_lively", signed(lively(self.event))),
            ("digest_quiet", signed(quiet(self.event))),
            ("digest_trouble", signed(trouble(self.event))),
            ("digest_two_events", signed(two(self.event, &second))),
        ]
    }
}

/// Another event, two weeks after `event`.
pub(in crate::letters) fn second(event: &Event) -> Event {
    let later = |days: i64, hour, minute| before(event, -days, (hour, minute));
    let starts = later(14, 14, 0);
    Event {
        id: format!("ateliers-{}", starts.date()),
        title: "Ateliers d'écriture des conseils citoyens".into(),
        ends: Some(later(14, 17, 30)),
        closes: later(13, 18, 0),
        starts,
        place: "Maison des associations, Lens".into(),
        capacity: 12,
        ..event.clone()
    }
}

/// A moment so many days before `event`.
fn time(event: &Event, days: i64, hour: i8, minute: i8) -> Timestamp {
    before(event, days, (hour, minute)).timestamp()
}

fn given(value: &str) -> Option<String> {
    (!value.is_empty()).then(|| value.to_owned())
}

pub(in crate::letters) fn named(name: &str, organisation: &str) -> Named {
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

pub(in crate::letters) fn listed(event: &Event, number: usize, status: Status, rank: Option<u32>) -> Listed {
    let (first_name, last_name, organisation) =
        PEOPLE.get(number % PEOPLE.len()).copied().unwrap_or_default();
    let values =
        [(Field::FirstName, first_name), (Field::LastName, last_name), (Field::Organisation, organisation)];
    let letter = "ABCDEFG".chars().nth(number % 7).unwrap_or('A');
    Listed {
        event: event.id.clone(),
        arrival: i64::try_from(number).unwrap_or_default() + 1,
        registered_at: time(event, 14, 9, 0),
        status,
        rank,
        held_until: None,
        is_unreachable: false,
        code: format!("K{}F-3Q{letter}M", number % 10),
        fields: values.into_iter().map(|(field, value)| (field, value.to_owned())).collect(),
    }
}

/// A page with so many people on the list and in line.
pub(in crate::letters) fn page(event: &Event, capacity: u32, taken: u32, waiting: u32) -> EventPage<'_> {
    let seats = (0..taken).map(|_| (Status::Confirmed, None));
    let line = (1..=waiting).map(|rank| (Status::Waitlisted, Some(rank)));
    let people = seats.chain(line).enumerate();
    EventPage {
        event,
        state: EventState::Open,
        capacity,
        taken,
        waiting,
        listed: people.map(|(number, (status, rank))| listed(event, number, status, rank)).collect(),
        turns: Vec::new(),
        news: Vec::new(),
        has_sign_in_sheet: false,
    }
}

pub(in crate::letters) fn contact(part: &str, works_at: Timestamp) -> Contact {
    Contact { part: part.into(), works_at: Some(works_at), ..Contact::default() }
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
pub(in crate::letters) fn quiet(event: &Event) -> Digest<'_> {
    Digest {
        now: before(event, 9, (8, 0)),
        since: Some(time(event, 10, 8, 0)),
        pages: vec![page(event, event.capacity, event.capacity * 18 / 25, 0)],
        tasks: Vec::new(),
        account: account(),
        machine: Machine {
            contacts: vec![
                contact("mailbox", time(event, 9, 7, 59)),
                contact("sender", time(event, 10, 16, 20)),
            ],
            version: "0.6.0".into(),
            ..Machine::default()
        },
        has_workbook: true,
        config: None,
        signature: "IREV",
    }
}

/// A message, ten days before `event`.
pub(in crate::letters) fn written(event: &Event, [sender, subject, excerpt]: [&str; 3]) -> Written {
    Written {
        sender: given(sender),
        subject: given(subject),
        excerpt: given(excerpt),
        received_at: time(event, 10, 17, 42),
    }
}

/// A review of `event`.
pub(in crate::letters) fn task(event: &Event, review: i64, reason: &str) -> Task {
    Task {
        review,
        reason: reason.into(),
        opened_at: time(event, 10, 17, 45),
        event: Some(event.id.clone()),
        ..Task::default()
    }
}

pub(in crate::letters) fn concerned(code: &str, name: &str, organisation: &str) -> Concerned {
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
pub(in crate::letters) fn lively(event: &Event) -> Digest<'_> {
    let mut page = page(event, event.capacity, event.capacity, 4);
    for (number, one) in page.listed.iter_mut().enumerate() {
        one.is_unreachable = number == 7;
        if number == 21 {
            one.status = Status::Incomplete;
        }
    }
    page.listed.push(listed(event, 28, Status::Cancelled, None));
    page.turns = vec![Turn::Capacity { from: event.capacity.saturating_sub(1), to: event.capacity }];
    page.news = lively_news();
    page.has_sign_in_sheet = true;
    let mut account = account();
    account.handled = vec![
        (Outcome::Registered, 3),
        (Outcome::Cancelled, 1),
        (Outcome::Review, 2),
        (Outcome::Automatic, 3),
    ];
    let quiet = quiet(event);
    Digest {
        pages: vec![page],
        tasks: lively_tasks(event),
        account,
        machine: Machine { letters_waiting: 1, oldest_letter: Some(time(event, 9, 7, 58)), ..quiet.machine },
        ..quiet
    }
}

fn lively_tasks(event: &Event) -> Vec<Task> {
    let about = |code, name, organisation| Some(concerned(code, name, organisation));
    let odile = || about("K7F-3QAM", "Odile Lefranc", "Conseil départemental du Nord");
    let scan = written(
        event,
        [
            "secretariat@mairie-wingles.example",
            "Inscription à la rencontre",
            "Bonjour,\r\nVeuillez trouver ci-joint le bulletin d'inscription signé de M. Castelain. Merci de bien \
             vouloir nous confirmer sa bonne réception.\r\nCordialement",
        ],
    );
    let replacement = written(
        event,
        [
            "d.lefranc@nord.example",
            &format!("Re: Inscription confirmée – {}", day(&event.starts).replace('\u{a0}', " ")),
            "Je ne pourrai finalement pas venir, c'est ma collègue Agathe Morel qui viendra à ma place.",
        ],
    );
    let question = written(
        event,
        [
            "f.ndiaye@passerelles.example",
            "Bulletin",
            "Bonjour, voici mon bulletin. Y a-t-il un parking à proximité ?",
        ],
    );
    vec![
        Task { message: Some(scan), ..task(event, 17, "scan") },
        Task {
            message: Some(replacement),
            people: vec!["Agathe Morel".into()],
            replacement: Some(Replacing {
                comes: Some("Agathe Morel".into()),
                leaves: Some("Odile Lefranc".into()),
                lacks: Vec::new(),
            }),
            registration: odile(),
            ..task(event, 19, "replacement")
        },
        Task {
            registration: odile(),
            recipient: Some("o.lefranc@nrod.example".into()),
            said: Some("550 5.1.2 <…>: Recipient address rejected: Domain not found".into()),
            ..task(event, 20, "letter-refused")
        },
        Task {
            message: Some(question),
            registration: about("K3F-3QGM", "Fatou N'Diaye", "Association Les Passerelles"),
            ..task(event, 21, "question-beside")
        },
    ]
}

/// Servers away, answers paused, messages that were not seen.
pub(in crate::letters) fn trouble(event: &Event) -> Digest<'_> {
    let digest = quiet(event);
    let unseen = [
        Unseen { uid: "1043".to_owned(), received_at: Some(time(event, 10, 9, 12)) },
        Unseen { uid: "1051".to_owned(), received_at: Some(time(event, 10, 16, 30)) },
    ];
    let missing =
        MailboxAccount { name: "INBOX".into(), tally: Tally::Missing { held: 58, unseen: unseen.to_vec() } };
    let junk = MailboxAccount {
        name: "Junk".into(),
        tally: Tally::Unknown { why: "the server refused to open the folder: [NOPERM] Access denied".into() },
    };
    let sender = Contact {
        fails_since: Some(time(event, 10, 22, 10)),
        why: Some("cannot connect: Connection refused (os error 111)".into()),
        ..contact("sender", time(event, 10, 22, 5))
    };
    Digest {
        tasks: vec![Task { message: Some(written(event, ["", "", ""])), ..task(event, 22, "reader-hung") }],
        account: Account { handled: vec![(Outcome::Registered, 1)], mailboxes: vec![missing, junk] },
        machine: Machine {
            contacts: vec![contact("mailbox", time(event, 9, 7, 59)), sender],
            letters_waiting: 12,
            oldest_letter: Some(time(event, 10, 14, 2)),
            paused_since: Some(time(event, 10, 14, 0)),
            version: "0.6.0".into(),
        },
        config: Some("/srv/desk of IREV/guichet.toml".into()),
        ..digest
    }
}

/// Two events, and messages that may be for either.
pub(in crate::letters) fn two<'a>(first: &'a Event, second: &'a Event) -> Digest<'a> {
    let mut full = page(first, first.capacity, first.capacity, 2);
    let mut young = page(second, second.capacity, 3, 0);
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
            first,
            ["t.petitprez@louvroil.example", "Inscription", "Bonjour, je m'inscris à votre rencontre."],
        )),
        people: vec!["Théo Petitprez".into()],
        is_complete: true,
        event: None,
        candidates: vec![first.id.clone(), second.id.clone()],
        ..task(first, 31, "several-events")
    };
    let late = Task {
        message: Some(written(first, ["awa.diallo@faubourg.example", "Bulletin de dernière minute", ""])),
        people: vec!["Awa Diallo".into()],
        is_complete: true,
        ..task(first, 32, "late")
    };
    Digest {
        pages: vec![full, young],
        tasks: vec![several, late],
        account: Account { handled: vec![(Outcome::Registered, 2), (Outcome::Review, 1)], ..account() },
        ..quiet(first)
    }
}
