//! The blank form: it goes with every letter that asks for more, people fill it in in LibreOffice Writer, and
//! what they mail back is read whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mail_parser::{MessageParser, MimeHeaders};
use serde_json::{Value, json};

use crate::support::{Desk, Letter, Mail, guichet};

/// What Writer saves.
const FORMATS: [&str; 5] = ["docx", "doc", "odt", "rtf", "pdf"];

/// What the event of these tests asks beside the usual.
const FIELDS: &str = r#"
[[event.field]]
name = "workshop"
labels = ["Atelier choisi (1, 2 ou 3)"]

[[event.field]]
name = "diet"
labels = ["Régime alimentaire"]

[[event.field]]
name = "address"
labels = ["Adresse : où écrire"]
"#;

const NAMES: [&str; 9] =
    ["last_name", "first_name", "organisation", "role", "phone", "email", "workshop", "diet", "address"];

/// Three people, with what each writes, and the telephone as the desk keeps it.
const PEOPLE: [([&str; 9], &str); 3] = [
    (
        [
            "Le Goff-D’Hondt",
            "Marie-Noëlle",
            "Centre communal d’action sociale de Villeneuve-d’Ascq, pôle « vie des quartiers & citoyenneté » (antenne du Pont-de-Bois)",
            "Chargée de mission <participation>",
            "06 39 98 00 01",
            "mn.legoff@ccas.example",
            "2",
            "Végétarien, sans arachide",
            "12 rue de l’Église\n59650 Villeneuve-d’Ascq",
        ],
        "+33639980001",
    ),
    (
        [
            "Ñuñez",
            "Zoé",
            "R&D Quartiers",
            "Médiatrice",
            "+32 2 643 81 11",
            "zoe@rd.example",
            "1 ou 3",
            "Tout me va",
            "Mairie\nService des associations\n1 place Augustin-Laurent\n59000 Lille",
        ],
        "+3226438111",
    ),
    (
        [
            "Petit",
            "Jean",
            "Association des habitants de la Lionderie",
            "Président",
            "03.20.12.34.56",
            "jean.petit@lionderie.example",
            "Atelier 3",
            "Halal",
            "BP 12, 59510 Hem Cedex",
        ],
        "+33320123456",
    ),
];

/// A desk whose event asks for more, with these lines of its own.
fn desk(lines: &str) -> Desk {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.config()).unwrap();
    let required = r#"required = ["last_name", "first_name", "organisation", "workshop"]"#;
    fs::write(desk.config(), format!("{text}{required}\n{lines}\n{FIELDS}")).unwrap();
    desk
}

/// The files of `form`, filled in with `values` in Writer, by their formats.
fn filled_in(form: &Path, values: &[&str], folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let list = folder.join("values.json");
    fs::write(&list, serde_json::to_vec(values).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/fill");
    let output = Command::new(script).args([form, &list, folder]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stem = form.file_stem().unwrap().to_str().unwrap();
    FORMATS.map(|format| folder.join(format!("{stem}.{format}"))).to_vec()
}

/// What the desk keeps of such a person.
fn kept((values, phone): &([&str; 9], &str)) -> Value {
    let value = |(name, value): (&str, &str)| {
        let value = if name == "phone" { (*phone).to_owned() } else { value.replace('\n', " ") };
        (name.to_owned(), Value::from(value))
    };
    Value::Object(NAMES.into_iter().zip(*values).map(value).collect())
}

/// The fields of a participant among others.
fn fields(participant: &Value) -> Value {
    Value::Object(NAMES.iter().map(|name| ((*name).to_owned(), participant[name].clone())).collect())
}

/// The file that goes with a letter: its name, its media type, its octets.
fn enclosed(letter: &Letter) -> Option<(String, String, Vec<u8>)> {
    let parsed = MessageParser::new().parse(&letter.octets).unwrap();
    let part = parsed.attachments().next()?;
    let kind = part.content_type().unwrap();
    let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap());
    Some((part.attachment_name().unwrap().to_owned(), kind, part.contents().to_vec()))
}

#[test]
fn a_letter_that_asks_for_more_brings_the_form_and_the_form_filled_in_brings_the_rest() {
    let desk = desk("");
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", "Bonjour, je m'inscris. Zoé Petit\n"));
    desk.run_once().well();
    let letters = desk.letters();
    let (name, kind, octets) = enclosed(&letters[0]).unwrap();
    assert_eq!(name, "bulletin-inscription.docx");
    assert_eq!(kind, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    let form = desk.path("bulletin-inscription.docx");
    fs::write(&form, octets).unwrap();
    let files = filled_in(&form, &PEOPLE[0].0, &desk.path("filled"));
    let answer =
        Mail::new(2, "Bulletin", "Bonjour, le voici.\n").from("Marie-Noëlle <mn.legoff@ccas.example>");
    desk.deliver(&answer.with_file("bulletin-inscription.odt", fs::read(&files[2]).unwrap()));
    desk.run_once().well();
    let list = desk.participants();
    let person = list.iter().find(|person| person["last_name"] == "Le Goff-D’Hondt").unwrap();
    assert_eq!(person["status"], "confirmed");
    assert_eq!(fields(person), kept(&PEOPLE[0]));
    let confirmed =
        desk.letters().into_iter().find(|letter| letter.to == ["mn.legoff@ccas.example"]).unwrap();
    let names = enclosed(&confirmed).map(|(name, ..)| name);
    assert_ne!(names.as_deref(), Some("bulletin-inscription.docx"), "nothing is missing");
}

#[test]
fn every_value_comes_back_in_whatever_format_writer_saves_the_form() {
    let desk = desk("");
    let form = desk.path("form.docx");
    desk.orders(&["bulletin", "--output", form.to_str().unwrap()]);
    for (number, person) in PEOPLE.iter().enumerate() {
        let files = filled_in(&form, &person.0, &desk.path(&format!("person{number}")));
        let mails: Vec<PathBuf> = files
            .iter()
            .map(|file| {
                let name = file.file_name().unwrap().to_str().unwrap();
                let mail = Mail::new(1, "Bulletin", "Bonjour, le voici.\n");
                let path = desk.path(&format!("{number}.{name}.eml"));
                fs::write(&path, mail.with_file(name, fs::read(file).unwrap()).octets()).unwrap();
                path
            })
            .collect();
        let output = guichet()
            .args(["inspect", "--json", "--config"])
            .arg(desk.config())
            .args(&mails)
            .output()
            .unwrap();
        assert!(output.status.success());
        let read = String::from_utf8(output.stdout).unwrap();
        assert_eq!(read.lines().count(), FORMATS.len());
        for (line, format) in read.lines().zip(FORMATS) {
            let reading: Value = serde_json::from_str(line).unwrap();
            assert_eq!(reading["verdict"], "registration", "{format}: {line}");
            let people: Vec<Value> = reading["participants"].as_array().unwrap().iter().map(fields).collect();
            assert_eq!(people, [kept(person)], "{format}");
        }
    }
}

#[test]
fn a_form_that_writer_saves_blank_is_blank_in_every_format() {
    let desk = desk("");
    let form = desk.path("form.docx");
    desk.orders(&["bulletin", "--output", form.to_str().unwrap()]);
    for file in filled_in(&form, &["Cliquez ici pour taper"; 9], &desk.path("blank")) {
        let output =
            guichet().args(["inspect", "--json", "--config"]).arg(desk.config()).arg(&file).output().unwrap();
        let reading: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            (&reading["reason"], &reading["participants"]),
            (&json!("blank-bulletin"), &json!([])),
            "{file:?}"
        );
    }
}

#[test]
fn the_organisers_own_form_goes_instead_under_its_own_name() {
    let desk = desk("bulletin = \"Bulletin 24 mars.doc\"");
    fs::write(desk.path("Bulletin 24 mars.doc"), b"\xd0\xcf\x11\xe0 the organiser's own").unwrap();
    desk.deliver(&Mail::new(1, "Inscription conseil citoyen", "Bonjour, je m'inscris. Zoé Petit\n"));
    desk.run_once().well();
    let enclosed = enclosed(&desk.letters()[0]).unwrap();
    assert_eq!((enclosed.0.as_str(), enclosed.1.as_str()), ("Bulletin 24 mars.doc", "application/msword"));
    assert_eq!(enclosed.2, b"\xd0\xcf\x11\xe0 the organiser's own");
    let copy = desk.path("copy");
    desk.orders(&["bulletin", "--event", "rencontre", "--output", copy.to_str().unwrap()]);
    assert_eq!(fs::read(copy).unwrap(), enclosed.2);
}

#[test]
fn a_form_that_is_not_there_or_too_large_is_told_before_anybody_needs_it() {
    let desk = desk("bulletin = \"own.doc\"");
    for (octets, words) in [
        (None, ["own.doc, cannot be read: ", "put it there"]),
        (Some(0), ["own.doc, is empty", "save it once more"]),
        (Some((5 << 20) + 1), ["own.doc, is larger than 5 MB", "make its pictures smaller"]),
    ] {
        if let Some(octets) = octets {
            fs::write(desk.path("own.doc"), vec![b'x'; octets]).unwrap();
        }
        for command in [&["run", "--once"][..], &["bulletin"], &["check"], &["register", "nom=Petit"]] {
            let output = guichet().args(command).arg("--config").arg(desk.config()).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{command:?}: {said}");
            assert!(words.iter().all(|word| said.contains(word)), "{command:?}: {said}");
            assert!(said.contains("the bulletin of rencontre, /"), "{said}");
        }
        let (_, said) = desk.tries("check");
        assert!(said.lines().any(|line| line.starts_with("bulletins      does not work")), "{said}");
        assert!(said.lines().any(|line| line.starts_with("sender         works")), "{said}");
    }
    assert!(!desk.database().exists());
}

#[test]
fn check_names_each_form_and_says_when_one_is_much_for_a_letter() {
    let own = desk("bulletin = \"own.doc\"");
    fs::write(own.path("own.doc"), vec![b'x'; 3 << 19]).unwrap();
    let said = own.says("check");
    assert!(said.contains("rencontre: own.doc, 1.5 MB, which is much for a letter"), "{said}");
    let said = desk("").says("check");
    assert!(said.contains("bulletins      works          rencontre: bulletin-inscription.docx\n"), "{said}");
}
