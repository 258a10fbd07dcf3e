//! What the letters say, read by somebody who knows nothing of the desk.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{COLLEAGUE, PEOPLE};
use super::stage::{Sent, Stage, codes};

/// What a letter says of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    name: String,
    standing: String,
    code: String,
}

/// Each person of a letter: a name behind a bullet, the standing below it, and the code.
fn said(sent: &Sent) -> Vec<Said> {
    let text = sent.letter.text.replace(['\u{a0}', '\u{202f}'], " ");
    let mut people = Vec::new();
    for entry in text.split("  • ").skip(1) {
        let mut lines = entry.lines().map(str::trim);
        let name = lines.next().unwrap().split(" (").next().unwrap().to_owned();
        let standing = lines.find(|line| {
            line.starts_with("Inscription") || line.starts_with("Place") || line.starts_with("Sur liste")
        });
        let code = codes(entry).first().cloned().unwrap_or_default();
        people.push(Said { name, standing: standing.unwrap_or_default().to_owned(), code });
    }
    people
}

fn status(standing: &str) -> &'static str {
    match standing {
        "Inscription confirmée" => "confirmed",
        "Inscription annulée" | "Inscription expirée" => "cancelled",
        "Inscription à compléter" => "incomplete",
        standing if standing.starts_with("Sur liste d’attente") || standing == "Place proposée" => {
            "waitlisted"
        }
        standing => panic!("what does {standing:?} mean?"),
    }
}

pub fn the_letters_and_the_list_agree(stage: &Stage) {
    nobody_is_confirmed_beyond_the_seats(stage);
    seats_are_offered_in_the_order_of_arrival(stage);
    every_letter_goes_to_whom_it_concerns(stage);

    let mut last: BTreeMap<String, &str> = BTreeMap::new();
    for sent in &stage.sent {
        last.extend(said(sent).into_iter().map(|said| (said.code, status(&said.standing))));
    }
    let mut listed = BTreeMap::new();
    for person in stage.desk.desk.participants() {
        listed.insert(
            person["code"].as_str().unwrap().to_owned(),
            person["status"].as_str().unwrap().to_owned(),
        );
    }
    let last: BTreeMap<String, String> =
        last.into_iter().map(|(code, status)| (code, status.to_owned())).collect();
    assert_eq!(last, listed, "what people were told last is not how they stand");
}

fn nobody_is_confirmed_beyond_the_seats(stage: &Stage) {
    let mut confirmed = BTreeSet::new();
    for sent in &stage.sent {
        for said in said(sent) {
            match status(&said.standing) {
                "confirmed" => confirmed.insert(said.code),
                _ => confirmed.remove(&said.code),
            };
        }
        assert!(confirmed.len() <= 26, "{} people were told that they have a seat", confirmed.len());
    }
    assert_eq!(confirmed.len(), 26);
}

fn seats_are_offered_in_the_order_of_arrival(stage: &Stage) {
    let mut arrivals: Vec<String> = Vec::new();
    let mut offered: Vec<usize> = Vec::new();
    for said in stage.sent.iter().flat_map(said) {
        if !arrivals.contains(&said.code) {
            arrivals.push(said.code.clone());
        }
        let arrival = arrivals.iter().position(|code| *code == said.code).unwrap();
        if said.standing == "Place proposée" && !offered.contains(&arrival) {
            offered.push(arrival);
        }
    }
    assert!(offered.is_sorted(), "{offered:?}");
    assert!(offered.len() > 9, "{offered:?}");
}

fn every_letter_goes_to_whom_it_concerns(stage: &Stage) {
    for sent in &stage.sent {
        for said in said(sent) {
            let person = PEOPLE.iter().find(|person| {
                format!("{} {}", person.first, person.last).to_lowercase() == said.name.to_lowercase()
            });
            let person = person.unwrap_or_else(|| panic!("{} is nobody", said.name));
            let theirs =
                [person.own(), person.address(), COLLEAGUE.to_owned(), "zoe.perso@example.org".to_owned()];
            assert!(theirs.contains(&sent.recipient), "{} is told of {}", sent.recipient, said.name);
        }
    }
}
