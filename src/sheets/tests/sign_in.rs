use super::*;
use crate::document::{Block, Cell, read};
use crate::sheets::sign_in_sheet;

fn written(listed: &[Listed]) -> Vec<u8> {
    sign_in_sheet(&event(), listed, now()).unwrap()
}

fn words(blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Line(line) => line.clone(),
        Block::Table(_) => String::new(),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The lines outside of tables, as the program's own reader of Word files finds them.
fn lines(octets: &[u8]) -> String {
    words(&read(octets).unwrap().body)
}

/// The rows of each table.
fn tables(octets: &[u8]) -> Vec<Vec<Vec<String>>> {
    let row =
        |cells: &Vec<Cell>| cells.iter().map(|cell| words(&cell.blocks).replace('\u{a0}', " ")).collect();
    let document = read(octets).unwrap();
    let tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().map(row).collect()),
        Block::Line(_) => None,
    });
    tables.collect()
}

/// Who is to sign, as `Nom Prénom`.
fn names(octets: &[u8]) -> Vec<String> {
    tables(octets)[0][1..].iter().map(|row| format!("{} {}", row[0], row[1])).collect()
}

#[test]
fn it_says_what_it_is_of_which_event_when_and_where_and_how_many_are_expected() {
    let octets = written(&[helene(), named(1, Status::Incomplete, "Petit", "Zoé")]);
    let lines = lines(&octets).replace('\u{a0}', " ");
    assert!(
        lines.starts_with(
            "Feuille d’émargement\nRencontre de réseau référents conseil citoyen : séance de rattrapage\n\
             Jeudi 24 mars 2016, de 9 h à 12 h\nIREV, 135 boulevard Paul Painlevé, Lille\n2 personnes attendues"
        ),
        "{lines}"
    );
    assert_eq!(tables(&octets)[0][0], ["Nom", "Prénom", "Structure", "Signature"]);
}

#[test]
fn who_holds_a_seat_is_on_it_and_nobody_else() {
    let octets = written(&[
        named(1, Status::Confirmed, "Assise", "Anne"),
        named(2, Status::Incomplete, "Gardée", "Place"),
        named(3, Status::Waitlisted, "Proposée", "Place"),
        waiting(4, Status::Waitlisted, 1),
        waiting(5, Status::Incomplete, 2),
        named(6, Status::Cancelled, "Partie", "Paul"),
        Listed { event: "autre".to_owned(), ..helene() },
    ]);
    assert_eq!(names(&octets), ["Assise Anne", "Gardée * Place"]);
    assert!(lines(&octets).contains("* Inscription à compléter"));
    assert!(!lines(&written(&[helene()])).contains('*'), "no note where nothing is incomplete");
}

#[test]
fn names_are_in_alphabetical_order_whatever_their_case_and_accents() {
    let people = [
        ("Zola", "Émile"),
        ("ÉTIENNE", "Zoé"),
        ("etienne", "Anne"),
        ("Ètienne", "Paul"),
        ("Fabre", "Léa"),
        ("d’Hondt", "Ida"),
        ("Œuvrard", "Luc"),
        ("Olivier", "Guy"),
        ("", "Max"),
        ("E\u{301}tienne", "Luc"),
    ];
    let listed: Vec<Listed> = people
        .iter()
        .zip(1..)
        .map(|((last, first), arrival)| named(arrival, Status::Confirmed, last, first))
        .collect();
    assert_eq!(
        names(&written(&listed)),
        [
            "d’Hondt Ida",
            "etienne Anne",
            "Étienne Luc",
            "Ètienne Paul",
            "ÉTIENNE Zoé",
            "Fabre Léa",
            "Œuvrard Luc",
            "Olivier Guy",
            "Zola Émile",
            " Max",
        ]
    );
}

#[test]
fn a_place_kept_for_somebody_who_is_not_named_has_its_line_at_the_end() {
    let octets = written(&[person(1, Status::Incomplete, &[]), helene()]);
    assert_eq!(names(&octets), ["Wattrelos Hélène", "Nom à préciser * "]);
}

#[test]
fn there_are_twelve_blank_lines_for_those_who_come_without_being_registered() {
    for listed in [vec![], vec![helene()]] {
        let octets = written(&listed);
        let tables = tables(&octets);
        let blank = tables.last().unwrap();
        assert_eq!(blank.len(), 13);
        assert!(blank[1..].iter().flatten().all(String::is_empty));
        assert!(lines(&octets).contains("Sans inscription préalable"));
    }
}

#[test]
fn headings_are_repeated_rows_do_not_split_and_pages_are_numbered() {
    let people: Vec<Listed> =
        (1..=60).map(|number| named(number, Status::Confirmed, &format!("Nom{number:02}"), "Zoé")).collect();
    let octets = written(&people);
    let xml = part(&octets, "word/document.xml");
    let tables: Vec<&str> = xml.split("<w:tbl>").skip(1).collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
        assert!(
            rows[0].contains("<w:tblHeader />") && rows[1..].iter().all(|row| !row.contains("tblHeader"))
        );
        assert!(rows.iter().all(|row| row.contains("<w:cantSplit />")));
    }
    let foot = part(&octets, "word/footer1.xml");
    for word in [">PAGE<", ">NUMPAGES<", "Liste au mardi 22\u{a0}mars 2016 à 8\u{a0}h"] {
        assert!(foot.contains(word), "{word} is not in the foot");
    }
}

#[test]
fn no_value_breaks_the_document() {
    let mut people: Vec<Listed> = ATTACKS
        .iter()
        .zip(1..)
        .map(|(attack, arrival)| named(arrival, Status::Confirmed, attack, attack))
        .collect();
    people.push(named(90, Status::Confirmed, "\u{0}\u{1}A\u{b}\u{fffe}\r\nB\u{202e}", "\t=1"));
    people.push(named(91, Status::Confirmed, "Zz", &"long ".repeat(10_000)));
    let octets = written(&people);
    let found = names(&octets);
    for attack in ATTACKS {
        assert!(found.contains(&format!("{attack} {attack}")), "{attack} is not in {found:?}");
    }
    assert!(found.contains(&"A B =1".to_owned()), "{found:?}");
    assert!(found.last().unwrap().chars().count() < 130);
    assert_eq!(part(&octets, "word/document.xml").matches("<w:tblHeader />").count(), 2);
}

#[test]
fn the_same_list_makes_the_same_sheet() {
    let people = [helene(), named(1, Status::Confirmed, "Petit", "Zoé")];
    assert!(written(&people) == written(&people));
    let other_thread = std::thread::spawn(move || written(&people)).join().unwrap();
    assert!(other_thread == written(&[helene(), named(1, Status::Confirmed, "Petit", "Zoé")]));
}
