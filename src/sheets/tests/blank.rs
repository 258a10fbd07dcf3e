use std::io::Write;

use super::*;
use crate::bulletin::reading::{Participant, Reading, Reason, Verdict};
use crate::bulletin::{Knowledge, read as read_message};
use crate::document::{Block, Cell, read};
use crate::message::Message;
use crate::sheets::blank_bulletin;

/// What events ask beside the usual: names and labels.
const ODD: [(&str, &str); 8] = [
    ("workshop", "Atelier choisi (1, 2 ou 3)"),
    ("diet", "Régime alimentaire"),
    ("choice", "Atelier : premier choix"),
    ("area", "Quartier ou territoire d'intervention de votre structure 2016"),
    ("address", "Adresse postale"),
    ("birth", "Date de naissance"),
    ("meal", "Déjeuner sur place ?"),
    ("access", "Besoins d'accessibilité & <autres>"),
];

/// An event that asks the first `extra` of these, and requires the first.
fn asking(extra: usize) -> Event {
    let extra: Vec<ExtraField> = ODD[..extra]
        .iter()
        .map(|(name, label)| ExtraField { name: (*name).to_owned(), labels: vec![(*label).to_owned()] })
        .collect();
    let mut event = Event { extra, ..samples::march() };
    event.required.extend(event.extra.first().map(|extra| Field::Extra(extra.name.clone())));
    event
}

fn written(event: &Event) -> Vec<u8> {
    blank_bulletin(event, "IREV", "contact@irev.example").unwrap()
}

/// `octets` with their main part changed.
fn changed(octets: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(octets)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = Vec::new();
        let mut file = archive.by_index(index).unwrap();
        file.read_to_end(&mut part).unwrap();
        if file.name() == "word/document.xml" {
            part = change(String::from_utf8(part).unwrap()).into_bytes();
        }
        writer.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// `octets`, filled in as Word does it: the placeholder goes with its mark, lines are parted by breaks.
fn filled_in(octets: &[u8], values: &[(&str, &str)]) -> Vec<u8> {
    changed(octets, |document| {
        let mut document = document;
        for (field, value) in values {
            let tag = format!("<w:tag w:val=\"{field}\" />");
            let start = document.find(&tag).unwrap_or_else(|| panic!("no control for {field}"));
            let (before, control) = document.split_at(start);
            let (control, after) = control.split_once("</w:sdtContent>").unwrap();
            let (properties, _) = control.split_once("<w:sdtContent>").unwrap();
            let lines: Vec<String> =
                value.lines().map(|line| format!("<w:t>{}</w:t>", quick_xml::escape::escape(line))).collect();
            let properties = properties.replace("<w:showingPlcHdr />", "");
            let run = lines.join("<w:br/>");
            document = format!("{before}{properties}<w:sdtContent><w:r>{run}</w:r></w:sdtContent>{after}");
        }
        document
    })
}

/// What the desk reads of a message with this file, in March 2016.
fn received(event: &Event, octets: &[u8]) -> Reading {
    let own_addresses = vec!["contact@irev.example".to_owned()];
    let message = format!(
        "From: Accueil <accueil@mairie.example>\r\nTo: contact@irev.example\r\nSubject: Bulletin\r\n\
         Date: Thu, 10 Mar 2016 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
         Content-Type: application/octet-stream; name=\"bulletin-inscription.docx\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, octets)
    );
    let message = Message::parse(message.as_bytes(), &own_addresses).unwrap();
    let knowledge = Knowledge { events: vec![event.clone()], own_addresses };
    read_message(&message, message.envelope.date, None, &knowledge)
}

/// Four people, with what each says to everything that is asked.
fn people() -> [Vec<(&'static str, &'static str)>; 4] {
    [
        vec![
            ("last_name", "Le Goff-D’Hondt"),
            ("first_name", "Marie-Noëlle"),
            (
                "organisation",
                "Centre communal d’action sociale de Villeneuve-d’Ascq, pôle « vie des quartiers & citoyenneté » (antenne du Pont-de-Bois)",
            ),
            ("role", "Chargée de mission <participation>"),
            ("phone", "06 39 98 00 01"),
            ("email", "mn.legoff@ccas.example"),
            ("workshop", "2"),
            ("diet", "Végétarien, sans arachide"),
            ("choice", "Budget participatif : mode d’emploi"),
            ("area", "Pont-de-Bois & Résidence"),
            ("address", "12 rue de l’Église\n59650 Villeneuve-d’Ascq"),
            ("birth", "14 juillet 1980"),
            ("meal", "Oui, avec plaisir"),
            ("access", "Boucle magnétique"),
        ],
        vec![
            ("last_name", "ÑUÑEZ"),
            ("first_name", "Zoé"),
            ("organisation", "R&D Quartiers"),
            ("role", "Médiatrice"),
            ("phone", "+32 2 643 81 11"),
            ("email", "zoe@rd.example"),
            ("workshop", "1 ou 3"),
            ("diet", "Tout me va"),
            ("choice", "Fonction : élu, adjoint"),
            ("area", "Nom du quartier : Wazemmes"),
            ("address", "Mairie\nService des associations\n1 place Augustin-Laurent\n59000 Lille"),
            ("birth", "01/02/1990"),
            ("meal", "non"),
            ("access", "1 < 2 & 3 > 2"),
        ],
        vec![
            ("last_name", "Petit"),
            ("first_name", "Jean"),
            ("organisation", "Association des habitants de la Lionderie"),
            ("role", "Président"),
            ("phone", "03.20.12.34.56"),
            ("email", "jean.petit@lionderie.example"),
            ("workshop", "Atelier 3"),
            ("diet", "Halal"),
            ("choice", "Téléphone et lien social"),
            ("area", "Hem\nRoubaix"),
            ("address", "BP 12, 59510 Hem Cedex"),
            ("birth", "3 mai 1955"),
            ("meal", "Oui"),
            ("access", "Fauteuil roulant : place large"),
        ],
        // Whose answers look like questions.
        vec![
            ("last_name", "Mairie"),
            ("first_name", "Ange"),
            ("organisation", "Mairie"),
            ("role", "Direction"),
            ("phone", "+33 (0)6 39 98 00 07"),
            ("email", "MAIRIE@lomme.example"),
            ("workshop", "Atelier 1"),
            ("diet", "Repas : végétarien"),
            ("choice", "Nom et usages des places"),
            ("area", "Commune"),
            ("address", "Adresse : 3 rue du Service"),
            ("birth", "Nom de naissance : Dupont"),
            ("meal", "Déjeuner sur place"),
            ("access", "Par téléphone : non"),
        ],
    ]
}

/// A value as the desk keeps it: names in their own case, telephones in E.164, lines in one.
fn kept(field: &str, value: &str) -> String {
    match (field, value) {
        ("phone", "06 39 98 00 01") => "+33639980001".to_owned(),
        ("phone", "+32 2 643 81 11") => "+3226438111".to_owned(),
        ("phone", "03.20.12.34.56") => "+33320123456".to_owned(),
        ("phone", "+33 (0)6 39 98 00 07") => "+33639980007".to_owned(),
        ("last_name", "ÑUÑEZ") => "Ñuñez".to_owned(),
        _ => value.replace('\n', " "),
    }
}

/// The lines outside of tables, with plain spaces.
fn lines(blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Line(line) => Some(line.replace(['\u{a0}', '\u{202f}'], " ")),
        Block::Table(_) => None,
    };
    blocks.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

fn lines_of(cell: &Cell) -> String {
    lines(&cell.blocks)
}

/// What is read of each person, field by field.
fn values(reading: &Reading) -> Vec<Vec<(String, String)>> {
    let values = |person: &Participant| {
        person.values.iter().map(|value| (value.field.to_string(), value.text.clone())).collect()
    };
    reading.participants.iter().map(values).collect()
}

fn wanted(said: &[(&str, &str)]) -> Vec<(String, String)> {
    said.iter().map(|(field, value)| ((*field).to_owned(), kept(field, value))).collect()
}

#[test]
fn a_blank_one_that_comes_back_is_known_to_be_blank() {
    for extra in [0, 1, 3, 8] {
        let event = asking(extra);
        let reading = received(&event, &written(&event));
        assert_eq!(
            (reading.verdict, reading.reason),
            (Verdict::Incomplete, Reason::BlankBulletin),
            "{extra}"
        );
        assert_eq!(reading.event.as_deref(), Some(event.id.as_str()));
        assert!(reading.participants.is_empty());
    }
}

#[test]
fn every_value_that_is_filled_in_comes_back_in_its_field() {
    let mut wrong = Vec::new();
    for extra in [0, 1, 3, 8] {
        let event = asking(extra);
        for person in people() {
            let said = &person[..Field::USUAL.len() + extra];
            let reading = received(&event, &filled_in(&written(&event), said));
            if reading.reason != Reason::Complete || values(&reading) != [wanted(said)] {
                wrong.push((extra, reading.verdict, reading.reason, values(&reading), wanted(said)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_title_and_a_place_that_look_like_a_form_are_nobodys() {
    for (title, place) in [
        ("Associations : mieux se connaître", "Maison des associations : salle 2"),
        ("Fonction : élu", "Mairie : salle du conseil"),
        ("Nom : Personne", "Structure : le Phare, Tél. 03 20 00 00 00, accueil@phare.example"),
        ("Prénom, nom : changer d’état civil", "Service de l’état civil"),
    ] {
        let event = Event { title: title.to_owned(), place: place.to_owned(), ..asking(2) };
        let reading = received(&event, &written(&event));
        assert_eq!(reading.reason, Reason::BlankBulletin, "{title}: {:?}", reading.participants);
        for person in people() {
            let said = &person[..8];
            let reading = received(&event, &filled_in(&written(&event), said));
            assert_eq!(values(&reading), [wanted(said)], "{title}");
        }
    }
}

#[test]
fn what_stays_blank_is_missing_and_the_rest_is_read() {
    let event = asking(3);
    let reading =
        received(&event, &filled_in(&written(&event), &[("last_name", "Petit"), ("first_name", "Jean")]));
    assert_eq!((reading.verdict, reading.reason), (Verdict::Incomplete, Reason::FieldsMissing));
    assert_eq!(reading.missing, [Field::Organisation, Field::Extra("workshop".to_owned())]);
}

#[test]
fn it_says_for_what_it_is_and_what_is_asked_and_marks_what_must_be_answered() {
    let octets = written(&asking(2));
    let document = read(&octets).unwrap();
    let lines = lines(&document.body);
    assert!(
        lines.starts_with(
            "Bulletin d’inscription\nRencontre de réseau référents conseil citoyen : séance de rattrapage\n\
             Jeudi 24 mars 2016, de 9 h à 12 h\nIREV, 135 boulevard Paul Painlevé, Lille"
        ),
        "{lines}"
    );
    let Some(Block::Table(table)) = document.body.iter().find(|block| matches!(block, Block::Table(_)))
    else {
        panic!("no table")
    };
    let labels: Vec<String> = table.rows.iter().map(|row| lines_of(&row[0])).collect();
    assert_eq!(
        labels,
        [
            "Rubrique",
            "Nom *",
            "Prénom *",
            "Structure *",
            "Fonction",
            "Téléphone",
            "Adresse mail",
            "Atelier choisi (1, 2 ou 3) *",
            "Régime alimentaire"
        ]
    );
    assert!(lines.ends_with("* Réponse indispensable"), "{lines}");
}

#[test]
fn how_it_is_sent_back_stands_in_the_foot_which_is_nobodys() {
    let document = read(&written(&asking(0))).unwrap();
    let foot = lines(&document.margins);
    assert!(
        foot.starts_with("À renvoyer à IREV, contact@irev.example, avant le mercredi 23 mars 2016 à 18 h."),
        "{foot}"
    );
    assert!(!lines(&document.body).contains("contact@irev.example"));
    let nameless = blank_bulletin(&asking(0), "contact@irev.example", "contact@irev.example").unwrap();
    let foot = lines(&read(&nameless).unwrap().margins);
    assert!(foot.starts_with("À renvoyer à contact@irev.example, avant"), "{foot}");
}

#[test]
fn each_control_has_its_label_and_its_field_and_is_blank() {
    let event = asking(8);
    let octets = written(&event);
    let document = part(&octets, "word/document.xml");
    assert_eq!(document.matches("<w:showingPlcHdr />").count(), 14);
    for (label, name) in [("Nom", "last_name"), ("Atelier choisi (1, 2 ou 3)", "workshop")] {
        assert!(
            document.contains(&format!("<w:alias w:val=\"{label}\" /><w:tag w:val=\"{name}\" />")),
            "{label}"
        );
    }
    let named = read(&octets).unwrap().fields;
    assert!(named.iter().all(|field| field.value.is_empty()));
    assert_eq!(named.len(), 14);
    assert_eq!(named[13].name, "Besoins d'accessibilité & <autres>");
}

#[test]
fn a_screen_reader_is_told_the_language_the_title_and_the_headings() {
    let octets = written(&asking(1));
    assert!(part(&octets, "word/styles.xml").contains("<w:lang w:val=\"fr-FR\" /></w:rPr></w:rPrDefault>"));
    let properties = part(&octets, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Bulletin d’inscription – Rencontre de réseau"), "{properties}");
    assert!(properties.contains("<dc:language>fr-FR</dc:language>"));
    let document = part(&octets, "word/document.xml");
    for words in [
        "<w:tblHeader />",
        "w:firstRow=\"1\"",
        "w:firstColumn=\"1\"",
        "<w:tblCaption w:val=\"Bulletin d’inscription\" />",
        "<w:pStyle w:val=\"Heading1\" />",
    ] {
        assert_eq!(document.matches(words).count(), 1, "{words}");
    }
}

#[test]
fn nothing_that_is_configured_breaks_it() {
    for attack in ATTACKS.into_iter().chain(["\u{1}\u{fffe}", "</w:sdtPr>", "\" /><w:tag", "x\u{202e}y"]) {
        let long = format!("{attack} {}", "long ".repeat(200));
        let extra = ExtraField { name: "n".repeat(300), labels: vec![attack.to_owned()] };
        let longer = ExtraField { name: "longer".to_owned(), labels: vec![long.clone()] };
        let (title, place) = (format!("Réseau {attack}"), long.clone());
        let event = Event { title, place, extra: vec![extra, longer], ..samples::march() };
        let octets = blank_bulletin(&event, attack, "contact@irev.example").unwrap();
        let document = read(&octets).unwrap();
        assert_eq!(document.fields.len(), 8, "{attack}");
        let xml = part(&octets, "word/document.xml");
        assert!(xml.matches("<w:tbl>").count() == 1 && xml.matches("<w:tag ").count() == 8, "{attack}");
        let names = xml.split("<w:alias w:val=\"").skip(1).chain(xml.split("<w:tag w:val=\"").skip(1));
        let length = |name: &str| {
            let name = name.split('"').next().unwrap();
            quick_xml::escape::unescape(name).unwrap().encode_utf16().count()
        };
        assert_eq!(names.map(length).max(), Some(64), "Word takes no longer names");
        let person = [("last_name", "Petit"), ("first_name", "Zoé"), ("organisation", "MJC de Croix")];
        let reading = received(&event, &filled_in(&octets, &person));
        assert_eq!(values(&reading)[0][..3], wanted(&person), "{attack}");
    }
}

#[test]
fn the_same_event_makes_the_same_form() {
    assert!(written(&asking(8)) == written(&asking(8)));
}
