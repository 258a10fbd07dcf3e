//! An invented list, and what a hostile one may hold.

mod blank;
mod separated;
mod sign_in;
mod workbook;

use std::io::{Cursor, Read};

use jiff::Timestamp;

use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::event::{Event, ExtraField, Field, samples};

/// What people may write to bring a cell, a page or a program to life.
const ATTACKS: [&str; 10] = [
    "=1+1",
    "+33 1",
    "@SUM(A1:A9)",
    "-2+3",
    "<script>alert(1)</script>",
    "<w:tbl><w:trPr>",
    "{=A1}",
    "https://example.org/",
    "_x0041_&amp;",
    "a;\"b\"",
];

fn event() -> Event {
    let labels = vec!["Choix de l'atelier".to_owned()];
    Event { extra: vec![ExtraField { name: "workshop".to_owned(), labels }], ..samples::march() }
}

fn now() -> Timestamp {
    "2016-03-22T07:00:00Z".parse().unwrap()
}

fn person(arrival: i64, status: Status, fields: &[(Field, &str)]) -> Listed {
    Listed {
        event: event().id,
        arrival,
        registered_at: "2016-03-01T13:05:30Z".parse().unwrap(),
        status,
        rank: None,
        held_until: None,
        is_unreachable: false,
        code: format!("K7F-{arrival:04}"),
        fields: fields.iter().map(|(field, value)| (field.clone(), (*value).to_owned())).collect(),
    }
}

fn named(arrival: i64, status: Status, last: &str, first: &str) -> Listed {
    let fields = [(Field::LastName, last), (Field::FirstName, first), (Field::Organisation, "Ville de Lens")];
    person(arrival, status, &fields)
}

/// Somebody of whom everything is known.
fn helene() -> Listed {
    let fields = [
        (Field::LastName, "Wattrelos"),
        (Field::FirstName, "Hélène"),
        (Field::Organisation, "Ville de Lens"),
        (Field::Role, "Médiatrice"),
        (Field::Phone, "+33320123456"),
        (Field::Email, "helene@lens.example"),
        (Field::Extra("workshop".to_owned()), "Débat"),
    ];
    person(3, Status::Confirmed, &fields)
}

fn waiting(arrival: i64, status: Status, rank: u32) -> Listed {
    Listed { rank: Some(rank), ..named(arrival, status, &format!("Attente{rank}"), "Zoé") }
}

/// The text of a file in a package.
fn part(octets: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(octets)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_value_is_one_line_of_visible_characters_and_no_longer_than_a_cell() {
    let text = |value: &str| super::text(value, 5);
    assert_eq!(text("\ta\r\nb\u{0}\u{1}\u{202e}\u{ffff} "), "a b");
    assert_eq!(text("abcde"), "abcde");
    assert_eq!(text("abcdef"), "abcd…");
    assert_eq!(text("👍👍👍"), "👍👍…", "Excel counts UTF-16 units, and no character is cut in two");
}
