//! `guichet participants`: the list in each of its formats, for the screen, for Excel and for the door.

use std::fs;
use std::process::Output;

use calamine::{Reader, Xlsx, open_workbook};

use crate::support::{Desk, Mail, guichet, people};

/// A desk of two seats, for which three people have registered.
fn desk_of_three() -> Desk {
    let desk = Desk::with_seats(2);
    for (number, person) in (1..).zip(&people(3)) {
        desk.deliver(&Mail::bulletin(number, person));
    }
    desk.run_once().well();
    desk
}

fn participants(desk: &Desk, words: &[&str]) -> Output {
    guichet().arg("participants").args(words).arg("--config").arg(desk.config()).output().unwrap()
}

/// Asserts that it was wrong usage, that nothing was printed as data, and that the error says so much.
#[track_caller]
fn assert_refused(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
    for word in words {
        assert!(said.contains(word), "{word} is not in: {said}");
    }
}

/// Adds a second event to the configuration.
fn add_an_event(desk: &Desk) {
    let second = r#"
[[event]]
id = "seconde"
title = "Seconde rencontre"
starts = "2099-05-24T09:00"
place = "Lille"
capacity = 10
keywords = ["seconde"]
"#;
    fs::write(desk.config(), fs::read_to_string(desk.config()).unwrap() + second).unwrap();
}

#[test]
fn the_list_comes_as_a_file_for_a_french_excel() {
    let desk = desk_of_three();
    let text = String::from_utf8(participants(&desk, &["--format", "csv"]).stdout).unwrap();
    let rows: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].starts_with("Rang;Arrivée;Nom;Prénom;Structure;"), "{}", rows[0]);
    assert!(rows[1].starts_with(";1;Le Goff;Yannick;"), "{}", rows[1]);
    assert!(rows[3].starts_with("1;3;"), "{}", rows[3]);
}

#[test]
fn the_list_comes_as_a_workbook() {
    let desk = desk_of_three();
    let path = desk.path("participants.xlsx");
    let output = participants(&desk, &["--format", "xlsx", "--output", path.to_str().unwrap()]);
    assert!(output.status.success() && output.stdout.is_empty());
    let mut workbook: Xlsx<_> = open_workbook(&path).unwrap();
    let people = ["Inscrits", "Liste d’attente", "Annulés"]
        .map(|name| workbook.worksheet_range(name).unwrap().height() - 1);
    assert_eq!(people, [2, 1, 0]);
}

#[test]
fn the_sign_in_sheet_comes_out_of_a_pipe_and_is_a_word_file() {
    let desk = desk_of_three();
    let output = participants(&desk, &["--format", "docx"]);
    assert!(output.status.success());
    let document = guichet::document::read(&output.stdout).unwrap();
    let shown = format!("{:?}", document.body);
    assert!(shown.contains("Feuille d’émargement") && shown.contains("Le Goff"), "{shown}");
}

#[test]
fn a_workbook_and_a_sign_in_sheet_are_of_one_event_which_must_be_named_among_several() {
    let desk = desk_of_three();
    add_an_event(&desk);
    for format in ["xlsx", "docx"] {
        assert_refused(&participants(&desk, &["--format", format]), &["--event", "rencontre, seconde"]);
        let wrong = participants(&desk, &["--format", format, "--event", "autre"]);
        assert_refused(&wrong, &["autre", "rencontre, seconde"]);
        assert!(participants(&desk, &["--format", format, "--event", "rencontre"]).status.success());
    }
    let all = String::from_utf8(participants(&desk, &["--format", "csv"]).stdout).unwrap();
    assert!(all.starts_with("\u{feff}Événement;Rang;"), "{all}");
    let one = participants(&desk, &["--format", "csv", "--event", "rencontre"]).stdout;
    assert!(String::from_utf8(one).unwrap().starts_with("\u{feff}Rang;"));
}
