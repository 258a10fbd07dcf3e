use calamine::{Data, Range, Reader, Xlsx};

use super::*;
use crate::sheets::workbook;

fn written(listed: &[Listed]) -> Vec<u8> {
    workbook(&event(), listed, now()).unwrap()
}

/// A sheet, read by another library than the one that wrote it.
fn sheet(octets: &[u8], name: &str) -> Range<Data> {
    Xlsx::new(Cursor::new(octets)).unwrap().worksheet_range(name).unwrap()
}

/// The first row: the words above the columns.
fn headings(range: &Range<Data>) -> Vec<String> {
    range.rows().next().unwrap().iter().map(ToString::to_string).collect()
}

/// The cells below `heading`.
fn column<'r>(range: &'r Range<Data>, heading: &str) -> Vec<&'r Data> {
    let at = headings(range).iter().position(|found| found == heading).unwrap();
    range.rows().skip(1).map(|row| &row[at]).collect()
}

fn texts(range: &Range<Data>, heading: &str) -> Vec<String> {
    column(range, heading).iter().map(ToString::to_string).collect()
}

#[test]
fn seats_line_and_those_who_left_have_a_sheet_each() {
    let octets = written(&[
        named(1, Status::Confirmed, "Assise", "Anne"),
        named(2, Status::Incomplete, "Gardée", "Place"),
        named(5, Status::Waitlisted, "Proposée", "Place"),
        waiting(3, Status::Waitlisted, 1),
        waiting(4, Status::Incomplete, 2),
        named(6, Status::Cancelled, "Partie", "Paul"),
    ]);
    let names = |name| texts(&sheet(&octets, name), "Nom");
    assert_eq!(names("Inscrits"), ["Assise", "Gardée"]);
    assert_eq!(names("Liste d’attente"), ["Proposée", "Attente1", "Attente2"]);
    assert_eq!(names("Annulés"), ["Partie"]);
    let standings =
        ["Inscrits", "Liste d’attente", "Annulés"].map(|name| texts(&sheet(&octets, name), "Inscription"));
    assert_eq!(
        standings.concat(),
        ["confirmée", "à compléter", "place proposée", "en attente", "à compléter", "annulée"]
    );
}

#[test]
fn arrival_and_rank_are_numbers_and_the_time_is_a_time_of_the_place() {
    let octets = written(&[helene(), waiting(4, Status::Waitlisted, 1)]);
    let line = sheet(&octets, "Liste d’attente");
    assert_eq!(column(&line, "Rang"), [&Data::Float(1.0)]);
    assert_eq!(column(&line, "Arrivée"), [&Data::Float(4.0)]);
    let seats = sheet(&octets, "Inscrits");
    let Data::DateTime(time) = column(&seats, "Enregistrée le")[0] else { panic!("no time") };
    assert!(!time.is_duration());
    // 13:05:30 of Greenwich is 14:05:30 in Lille in winter.
    let expected = 42_430.0 + (14.0 * 3600.0 + 5.0 * 60.0 + 30.0) / 86_400.0;
    assert!((time.as_f64() - expected).abs() < 1e-8, "{}", time.as_f64());
    assert!(part(&octets, "xl/styles.xml").contains("dd/mm/yyyy hh:mm"));
}

#[test]
fn what_is_known_of_a_person_stands_under_the_labels_of_the_form() {
    let octets = written(&[Listed { is_unreachable: true, ..helene() }]);
    let seats = sheet(&octets, "Inscrits");
    let expected = [
        ("Nom", "Wattrelos"),
        ("Prénom", "Hélène"),
        ("Structure", "Ville de Lens"),
        ("Fonction", "Médiatrice"),
        ("Téléphone", "03 20 12 34 56"),
        ("Adresse mail", "helene@lens.example"),
        ("Choix de l’atelier", "Débat"),
        ("Courriers", "injoignable"),
        ("Référence", "K7F-0003"),
    ];
    for (heading, value) in expected {
        assert_eq!(column(&seats, heading), [&Data::String(value.to_owned())], "{heading}");
    }
}

#[test]
fn what_people_wrote_stays_text_whatever_it_begins_with() {
    let people: Vec<Listed> = ATTACKS
        .iter()
        .zip(1..)
        .map(|(attack, arrival)| named(arrival, Status::Confirmed, attack, attack))
        .collect();
    let octets = written(&people);
    let seats = sheet(&octets, "Inscrits");
    assert_eq!(texts(&seats, "Nom"), ATTACKS);
    assert!(column(&seats, "Nom").iter().all(|cell| matches!(cell, Data::String(_))));
    let xml = part(&octets, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "a formula or a link came to life");
}

#[test]
fn control_characters_and_endless_values_do_not_break_it() {
    let octets = written(&[named(1, Status::Confirmed, "\u{0}\u{1}A\u{b}\u{fffe}B", &"é".repeat(40_000))]);
    let seats = sheet(&octets, "Inscrits");
    assert_eq!(texts(&seats, "Nom"), ["A B"]);
    assert_eq!(texts(&seats, "Prénom")[0].chars().count(), 32_766);
}

#[test]
fn a_title_full_of_commands_of_excel_is_printed_as_it_is() {
    let title = "R&D & \u{1}l'\"avenir\" : ".to_owned() + &"&".repeat(300);
    let ends = "2099-09-26T12:30[Europe/Paris]".parse().ok();
    let octets = workbook(&Event { title, ends, ..event() }, &[helene()], now()).unwrap();
    let xml = part(&octets, "xl/worksheets/sheet1.xml");
    let head = xml.split("<oddHeader>").nth(1).unwrap().split("</oddHeader>").next().unwrap();
    let head = head.replace("&amp;", "&");
    assert!(head.starts_with("&L&\"-,Bold\"R&&D && l’\"avenir\"\u{a0}: &&&&"), "{head}");
    assert!(head.ends_with("&R&A") && head.contains("au samedi 26\u{a0}septembre 2099"), "{head}");
    assert!(head.encode_utf16().count() <= 255, "Excel takes no more");
    assert!(xml.contains("Page &amp;P sur &amp;N"));
}

#[test]
fn the_heading_row_is_frozen_filtered_and_printed_on_each_page() {
    let octets = written(&[helene()]);
    for number in 1..=3 {
        let xml = part(&octets, &format!("xl/worksheets/sheet{number}.xml"));
        for word in
            ["state=\"frozen\"", "<autoFilter ref=\"A1:", "orientation=\"landscape\"", "fitToPage=\"1\""]
        {
            assert!(xml.contains(word), "{word} is not in sheet {number}");
        }
    }
    let titles = part(&octets, "xl/workbook.xml");
    assert_eq!(titles.matches("_xlnm.Print_Titles").count(), 3);
    assert!(titles.contains("'Liste d’attente'!$1:$1"));
}

#[test]
fn a_list_of_nobody_has_its_headings() {
    let octets = written(&[]);
    for name in ["Inscrits", "Liste d’attente", "Annulés"] {
        assert!(headings(&sheet(&octets, name)).contains(&"Nom".to_owned()));
    }
}

#[test]
fn those_of_another_event_are_not_in_it() {
    let octets = written(&[helene(), Listed { event: "autre".to_owned(), ..helene() }]);
    assert_eq!(texts(&sheet(&octets, "Inscrits"), "Nom"), ["Wattrelos"]);
}

#[test]
fn the_same_list_makes_the_same_workbook() {
    assert!(written(&[helene()]) == written(&[helene()]));
    assert!(part(&written(&[]), "docProps/core.xml").contains("2016-03-22T07:00:00Z"));
}
