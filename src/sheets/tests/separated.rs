use jiff::tz::TimeZone;

use super::*;
use crate::sheets;

fn written(events: &[&Event], listed: &[Listed]) -> Vec<u8> {
    sheets::csv(events, listed, &TimeZone::get("Europe/Paris").unwrap()).unwrap()
}

/// The rows without the byte order mark.
fn rows(octets: &[u8]) -> Vec<Vec<String>> {
    let text = octets.strip_prefix("\u{feff}".as_bytes()).expect("no byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_french_excel_opens_it_rightly() {
    let octets = written(&[&event()], &[helene(), waiting(4, Status::Waitlisted, 1)]);
    let text = String::from_utf8(octets).unwrap();
    assert_eq!(
        text,
        "\u{feff}Rang;Arrivée;Nom;Prénom;Structure;Fonction;Téléphone;Adresse mail;Choix de l’atelier;\
         Inscription;Courriers;Enregistrée le;Référence\r\n\
         ;3;Wattrelos;Hélène;Ville de Lens;Médiatrice;03 20 12 34 56;helene@lens.example;Débat;\
         confirmée;;01/03/2016 14:05;K7F-0003\r\n\
         1;4;Attente1;Zoé;Ville de Lens;;;;;en attente;;01/03/2016 14:05;K7F-0004\r\n"
    );
}

#[test]
fn a_cell_that_looks_like_a_formula_begins_with_an_apostrophe() {
    let armed =
        ["=1+1", "+33 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n@x", " =1", "\u{0}=1", "\u{a0}=1", "＝1"];
    for attack in armed {
        let found = &rows(&written(&[&event()], &[named(1, Status::Confirmed, attack, "Zoé")]))[1][2];
        assert!(found.starts_with('\''), "{attack:?} became {found:?}");
    }
    for plain in ["N'Diaye", "Jean-Paul", "a=b", "<script>", "\u{0}x"] {
        let found = &rows(&written(&[&event()], &[named(1, Status::Confirmed, plain, "Zoé")]))[1][2];
        assert_eq!(*found, plain.replace('\0', ""));
    }
}

#[test]
fn a_foreign_number_is_no_formula_either() {
    let person = person(1, Status::Confirmed, &[(Field::Phone, "+3226438111")]);
    assert!(rows(&written(&[&event()], &[person]))[1].contains(&"'+3226438111".to_owned()));
}

#[test]
fn semicolons_quotes_and_line_ends_stay_in_their_cell() {
    let rows = rows(&written(&[&event()], &[named(1, Status::Confirmed, "a;\"b\"\r\nc;d", "Zoé")]));
    assert_eq!((rows.len(), rows[1][2].as_str(), rows[1][3].as_str()), (2, "a;\"b\" c;d", "Zoé"));
}

#[test]
fn an_endless_value_fits_a_cell() {
    let rows = rows(&written(&[&event()], &[named(1, Status::Confirmed, &"=".repeat(50_000), "Zoé")]));
    assert_eq!(rows[1][2].chars().count(), 32_767);
}

#[test]
fn of_several_events_each_row_names_its_own() {
    let february = Listed { event: samples::february().id, ..helene() };
    let gone = Listed { event: "ancien".to_owned(), ..helene() };
    let rows = rows(&written(&[&samples::february(), &event()], &[february, helene(), gone]));
    let first: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        first,
        [
            "Événement",
            "Rencontre de réseau référents conseil citoyen (25\u{a0}février 2016)",
            "Rencontre de réseau référents conseil citoyen : séance de rattrapage (24\u{a0}mars 2016)",
            "ancien"
        ]
    );
    assert!(rows[0].contains(&"Choix de l’atelier".to_owned()), "what one event asks has its label");
}
