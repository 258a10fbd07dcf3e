use super::*;
use crate::document::{Format, Table};

fn document(body: Vec<Block>) -> Document {
    Document { format: Format::Docx, body, margins: Vec::new(), fields: Vec::new() }
}

fn lines(text: &str) -> Document {
    document(text.lines().map(|line| Block::Line(line.to_owned())).collect())
}

fn table(rows: &[&[&str]]) -> Document {
    let cell = |text: &&str| Cell {
        blocks: text.lines().map(|line| Block::Line(line.to_owned())).collect(),
        columns: 1,
    };
    let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    document(vec![Block::Line("Bulletin d'inscription".into()), Block::Table(Table { rows })])
}

fn people(document: &Document) -> Vec<String> {
    read(document, &Labels::default(), "form", &["contact@desk.example".into()])
        .people
        .iter()
        .map(|person| {
            Field::USUAL.iter().map(|field| person.get(field).unwrap_or("-")).collect::<Vec<_>>().join("|")
        })
        .collect()
}

const ZOE: &str = "Le Goff|Zoé|Ville de Lens|Médiatrice|+33639980001|zoe@lens.example";

#[test]
fn two_columns() {
    let form = table(&[
        &["Nom", "LE GOFF"],
        &["Prénom :", "Zoé"],
        &["Structure", "Ville de Lens"],
        &["Fonction", "Médiatrice"],
        &["Tél.", "06 39 98 00 01"],
        &["Mail", "zoe@lens.example"],
    ]);
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn four_columns() {
    let form = table(&[
        &["Nom", "LE GOFF", "Prénom", "Zoé"],
        &["Structure", "Ville de Lens", "Fonction", "Médiatrice"],
        &["Tél.", "06 39 98 00 01", "Mail", "zoe@lens.example"],
    ]);
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn a_heading_row_and_a_row_for_each_person_of_whom_some_stay_blank() {
    let form = table(&[
        &["N°", "Nom", "Prénom", "Structure", "Fonction", "Tél.", "Mail"],
        &["1", "LE GOFF", "Zoé", "Ville de Lens", "Médiatrice", "06 39 98 00 01", "zoe@lens.example"],
        &["2", "Petit", "Luc", "Ville de Lens", "", "", ""],
        &["3", "", "", "", "", "", ""],
    ]);
    assert_eq!(people(&form), [ZOE, "Petit|Luc|Ville de Lens|-|-|-"]);
}

#[test]
fn a_column_for_each_person() {
    let form = table(&[
        &["", "Participant 1", "Participant 2"],
        &["Nom", "LE GOFF", "Petit"],
        &["Prénom", "Zoé", "Luc"],
        &["Structure", "Ville de Lens", "MJC"],
    ]);
    assert_eq!(people(&form), ["Le Goff|Zoé|Ville de Lens|-|-|-", "Petit|Luc|MJC|-|-|-"]);
}

#[test]
fn label_and_value_in_one_cell() {
    let form = table(&[
        &["Nom : LE GOFF", "Prénom : Zoé"],
        &["Structure : Ville de Lens\nFonction : Médiatrice", "Tél : 0639980001\nMail : zoe@lens.example"],
    ]);
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn lines_with_one_label_or_several() {
    assert_eq!(
        people(&lines(
            "- Nom : LE GOFF\n- Prénom : Zoé\n- Structure : Ville de Lens\n- Fonction : Médiatrice\n- Tél : 06.39.98.00.01\n- E-mail : zoe@lens.example"
        )),
        [ZOE]
    );
    assert_eq!(
        people(&lines(
            "Nom : LE GOFF     Prénom : Zoé\nOrganisme : Ville de Lens Fonction : Médiatrice\nTél : 0639980001 Mail : zoe@lens.example"
        )),
        [ZOE]
    );
    assert_eq!(
        people(&lines("Nom\tLE GOFF\tPrénom\tZoé\nStructure\tVille de Lens")),
        ["Le Goff|Zoé|Ville de Lens|-|-|-"]
    );
}

#[test]
fn what_can_be_ticked_is_no_label() {
    let form = lines(
        "Nom : LE GOFF\nPrénom : Zoé\nVous êtes : ☐ Commune   ☐ Bailleur   ☒ Autre\nOrganisme : Ville de Lens\nFonction : Médiatrice\nTél : 06 39 98 00 01\nMail : zoe@lens.example",
    );
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn leaders_before_within_and_after_the_value() {
    assert_eq!(
        people(&lines(
            "Nom : ......LE GOFF...... Prénom ....Zoé....\nStructure : Ville de Lens…………\nFonction ____Médiatrice\nTél. : 0639980001........ Mail : ...zoe@lens.example"
        )),
        [ZOE]
    );
    assert_eq!(
        people(&lines("Nom : ............ Prénom : ............\nStructure : ..........\nMail : ______")),
        Vec::<String>::new()
    );
}

#[test]
fn labels_above_their_values() {
    assert_eq!(
        people(&lines(
            "Nom\n\nLE GOFF\n\nPrénom\n\nZoé\n\nStructure :\nVille de Lens\nFonction\nMédiatrice\nTél.\n06 39 98 00 01\nMail\nzoe@lens.example"
        )),
        [ZOE]
    );
}

#[test]
fn a_blank_label_does_not_take_the_sentence_below_it() {
    assert_eq!(
        people(&lines(
            "Nom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nFonction :\nMerci de renvoyer ce bulletin avant le 23 mars"
        )),
        ["Le Goff|Zoé|Ville de Lens|-|-|-"]
    );
}

#[test]
fn several_people_in_lines_with_the_organisation_asked_once() {
    assert_eq!(
        people(&lines(
            "Structure : Ville de Lens\nParticipant 1\nNom : LE GOFF\nPrénom : Zoé\nParticipant 2\nNom : Petit\nPrénom : Luc\nParticipant 3\nNom :\nPrénom :"
        )),
        ["Le Goff|Zoé|Ville de Lens|-|-|-", "Petit|Luc|Ville de Lens|-|-|-"]
    );
}

#[test]
fn one_label_for_both_names() {
    assert_eq!(
        people(&lines("NOM Prénom : LE GOFF Zoé\nStructure : Ville de Lens")),
        ["Le Goff|Zoé|Ville de Lens|-|-|-"]
    );
    assert_eq!(
        people(&lines("Nom : Zoé LE GOFF\nStructure : Ville de Lens")),
        ["Le Goff|Zoé|Ville de Lens|-|-|-"]
    );
}

#[test]
fn somebody_elses_labels_are_passed_over() {
    assert_eq!(
        people(&lines(
            "Nom de l'élu référent : Martin Durand\nNom : LE GOFF\nPrénom : Zoé\nNom de la structure : Ville de Lens\nAdresse mail de la structure : mairie@lens.example\nAdresse : 1 rue du Four\nHeure : 9:30"
        )),
        ["Le Goff|Zoé|Ville de Lens|-|-|-"]
    );
}

#[test]
fn the_organisers_address_is_nobodys() {
    let form = "À retourner avant le 18 mars par mail à : contact@desk.example\nNom : LE GOFF\nPrénom : Zoé\nMail : contact@desk.example";
    assert_eq!(people(&lines(form)), ["Le Goff|Zoé|-|-|-|-"]);
    let form =
        "À retourner par mail à : contact@desk.example\nNom : LE GOFF\nPrénom : Zoé\nMail : zoe@lens.example";
    assert_eq!(people(&lines(form)), ["Le Goff|Zoé|-|-|-|zoe@lens.example"]);
}

#[test]
fn the_last_word_of_a_value_among_leaders_is_no_label() {
    assert_eq!(
        people(&lines(
            "Nom : LE GOFF....\nPrénom : Zoé\nStructure : ......Service politique de la ville......"
        )),
        ["Le Goff|Zoé|Service politique de la ville|-|-|-"]
    );
}

#[test]
fn a_ticked_refusal_is_seen() {
    let labels = Labels::default();
    assert!(read(&lines("☐ participera\n☒ ne participera pas\nNom : Petit"), &labels, "form", &[]).declines);
    assert!(!read(&lines("☒ participera  ☐ ne participera pas\nNom : Petit"), &labels, "form", &[]).declines);
}

#[test]
fn a_row_of_labels_above_each_row_of_values() {
    let form = table(&[
        &["Nom :", "Prénom :"],
        &["LE GOFF", "Zoé"],
        &["Structure :", "Fonction :"],
        &["Ville de Lens", "Médiatrice"],
        &["Tél :", "Mail :"],
        &["06 39 98 00 01", "zoe@lens.example"],
    ]);
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn a_table_for_every_two_labels_with_the_values_below_them() {
    let Block::Table(names) = table(&[&["Nom", "Prénom"], &["LE GOFF", "Zoé"]]).body.remove(1) else {
        panic!()
    };
    let mut form = table(&[&["Structure", "Fonction"], &["Ville de Lens", "Médiatrice"]]);
    form.body.insert(1, Block::Table(names));
    form.body.extend(table(&[&["Tél.", "Mail"], &["06 39 98 00 01", "zoe@lens.example"]]).body.split_off(1));
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn labels_in_small_print_below_their_values() {
    let rows = table(&[
        &["LE GOFF", "Zoé"],
        &["(nom)", "(prénom)"],
        &["Ville de Lens", "Médiatrice"],
        &["(structure)", "(fonction)"],
        &["06 39 98 00 01", "zoe@lens.example"],
        &["(téléphone)", "(mail)"],
    ]);
    let cells = table(&[
        &["LE GOFF\nNom", "Zoé\nPrénom"],
        &["Ville de Lens\nStructure", "Médiatrice\nFonction"],
        &["06 39 98 00 01\nTéléphone", "zoe@lens.example\nMail"],
    ]);
    assert_eq!(people(&rows), [ZOE]);
    assert_eq!(people(&cells), [ZOE]);
}

#[test]
fn a_label_above_its_value_in_one_cell() {
    let form = table(&[
        &["Nom\nLE GOFF", "Prénom\nZoé"],
        &["Structure\nVille de Lens", "Fonction\nMédiatrice"],
        &["Tél\n06 39 98 00 01", "Mail\nzoe@lens.example"],
    ]);
    assert_eq!(people(&form), [ZOE]);
}

#[test]
fn what_stands_in_a_column_of_values_is_no_label() {
    for value in ["Service", "Ville", "Contact", "Poste", "Mail", "Participant"] {
        let form = table(&[
            &["Nom", value],
            &["Prénom", "Zoé"],
            &["Structure", "Association"],
            &["Tél.", "06 39 98 00 01"],
            &["Mail", "zoe@lens.example"],
        ]);
        assert_eq!(people(&form), [format!("{value}|Zoé|Association|-|+33639980001|zoe@lens.example")]);
    }
}

#[test]
fn idem_says_what_is_said_above() {
    let form = table(&[
        &["Nom", "Prénom", "Structure"],
        &["LE GOFF", "Zoé", "Ville de Lens"],
        &["Petit", "Luc", "idem"],
        &["Duval", "Anne", "\""],
    ]);
    let organisations: Vec<String> =
        people(&form).iter().map(|person| person.replace("|-|-|-", "")).collect();
    assert_eq!(
        organisations,
        ["Le Goff|Zoé|Ville de Lens", "Petit|Luc|Ville de Lens", "Duval|Anne|Ville de Lens"]
    );
}

#[test]
fn a_value_among_leaders_does_not_end_in_a_label() {
    for role in
        ["Chargée de mission", "Directeur de service", "Secrétaire de mairie", "Présidente de l'association"]
    {
        let form = format!("Nom : LE GOFF.....  Prénom : Zoé.....\nFonction : {role}....");
        assert_eq!(people(&lines(&form)), [format!("Le Goff|Zoé|-|{role}|-|-")]);
    }
}

#[test]
fn a_refusal_is_seen_in_cells_of_its_own_and_after_a_colon() {
    let labels = Labels::default();
    let declines = |document: &Document| read(document, &labels, "form", &[]).declines;
    assert!(declines(&table(&[&["Nom", "Petit"], &["☐", "participera"], &["☒", "ne participera pas"]])));
    assert!(!declines(&table(&[&["Nom", "Petit"], &["☒", "participera"], &["☐", "ne participera pas"]])));
    assert!(declines(&lines("Nom : Petit\nParticipera : ☐ oui ☒ non")));
    assert!(declines(&lines("Nom : Petit\nParticipera : ☐\nNe participera pas : ☒")));
    assert!(!declines(&lines("Nom : Petit\nParticipera au repas : ☐ oui ☒ non")));
}
