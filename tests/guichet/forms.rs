//! Forms filled in in LibreOffice Writer are read alike in every format that it saves.

use std::fs;
use std::path::{Path, PathBuf};

use guichet::document::{self, Block};
use serde_json::Value;

use crate::reading::configuration;
use crate::support::Inspection;

/// The formats, and that of the sources.
const FORMATS: [&str; 6] = ["docx", "doc", "odt", "rtf", "pdf", "fodt"];
/// In these Writer saves the boxes of legacy form fields without their state.
const STATELESS: [&str; 2] = ["legacy-fields.rtf", "legacy-fields.pdf"];
/// In these it saves the boxes of form controls without what stands beside them.
const WORDLESS: [&str; 1] = ["form-controls.rtf"];

fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

/// The forms by their names, with who is on them and which boxes are ticked.
fn truths() -> serde_json::Map<String, Value> {
    let truths = fs::read_to_string(forms().join("truth.json")).unwrap();
    serde_json::from_str::<Value>(&truths).unwrap().as_object().unwrap().clone()
}

/// The names of the files that a form is saved in.
fn files(form: &str) -> impl Iterator<Item = String> {
    let names = FORMATS.into_iter().map(move |format| format!("{form}.{format}"));
    names.filter(|name| forms().join(name).exists())
}

/// A person in short.
fn line(person: &Value) -> String {
    let fields = ["last_name", "first_name", "organisation", "role", "phone", "email"];
    fields.map(|field| person[field].as_str().unwrap_or("-")).join("|")
}

/// What blocks show, in one line without needless space.
fn words(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(|block| match block {
        Block::Line(line) => line.clone(),
        Block::Table(table) => {
            table.rows.iter().flatten().map(|cell| words(&cell.blocks)).collect::<Vec<_>>().join(" ")
        }
    });
    texts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_value_stands_at_its_label_in_each_format() {
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("saved");
    fs::create_dir(&saved).unwrap();
    let truths = truths();
    let files: Vec<String> = truths.keys().flat_map(|form| files(form)).collect();
    assert_eq!(files.len(), 59, "five formats of ten forms, and the sources of nine");
    for file in &files {
        fs::copy(forms().join(file), saved.join(file)).unwrap();
    }
    let config = configuration(folder.path());
    let mut faults = Vec::new();
    for reading in Inspection::of(&saved, files.len(), &config).objects {
        let file = Path::new(reading["path"].as_str().unwrap());
        let form = file.file_stem().unwrap().to_str().unwrap();
        let people: Vec<String> = reading["participants"].as_array().unwrap().iter().map(line).collect();
        if reading["verdict"] != "registration" || Value::from(people.clone()) != truths[form]["people"] {
            faults.push(format!("{}: {} {people:?}", file.display(), reading["verdict"]));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_box_has_its_state_in_each_format() {
    let mut faults = Vec::new();
    for (form, truth) in truths() {
        let stateful = files(&form).filter(|file| !STATELESS.contains(&file.as_str()));
        for file in stateful.filter(|file| !WORDLESS.contains(&file.as_str())) {
            let document = document::read(&fs::read(forms().join(&file)).unwrap()).unwrap();
            let shown = words(&document.body);
            let missing = |state: &&Value| !shown.contains(state.as_str().unwrap());
            let missing: Vec<_> = truth["boxes"].as_array().unwrap().iter().filter(missing).collect();
            if !missing.is_empty() {
                faults.push(format!("{file}: {missing:?} in {shown}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
