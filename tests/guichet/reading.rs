//! The labelled messages of `tests/corpus` are read as a careful secretary reads them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Inspection;

/// Where they are.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// A desk of their organiser.
const CONFIGURATION: &str = r#"
[mailbox]
url = "maildir:in"
[sender]
url = "maildir:out"
from = "IREV <contact@irev.fr>"
[store]
path = "guichet.db"
"#;

/// The events that the messages are about, and whose they are.
pub const EVENTS: &str = r#"
[staff]
digest_to = ["equipe@irev.fr"]
timezone = "Europe/Paris"
[[event]]
id = "conseils-citoyens-2016-02-25"
title = "Rencontre de réseau référents conseil citoyen"
starts = "2016-02-25T09:00"
ends = "2016-02-25T12:00"
closes = "2016-02-24T18:00"
place = "Hénin-Carvin"
capacity = 25
keywords = ["25 février"]
[[event]]
id = "conseils-citoyens-2016-03-24"
title = "Rencontre de réseau référents conseil citoyen : séance de rattrapage"
starts = "2016-03-24T09:00"
ends = "2016-03-24T12:00"
closes = "2016-03-23T18:00"
place = "IREV, 135 boulevard Paul Painlevé, Lille"
capacity = 25
keywords = ["conseil citoyen", "conseils citoyens", "24 mars"]
"#;

/// The configuration of a desk for them, written to `folder`.
pub fn configuration(folder: &Path) -> PathBuf {
    let path = folder.join("guichet.toml");
    fs::write(&path, [CONFIGURATION, EVENTS].concat()).unwrap();
    path
}

/// What a careful secretary reads in each of them, in the order of their names.
pub fn truths() -> Vec<Value> {
    let truths = fs::read_to_string(corpus().join("truth.jsonl")).unwrap();
    truths.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is written, however it is spaced.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `read` has every field of `person`.
fn is(read: &Value, person: &Value) -> bool {
    person.as_object().unwrap().iter().all(|(field, value)| text(&read[field]) == text(value))
}

/// What is wrong with the reading of one message, if anything.
fn fault(truth: &Value, reading: &Value) -> Option<String> {
    let name = format!("{} ({})", text(&truth["file"]), text(&truth["kind"]));
    if reading["verdict"] != truth["verdict"] {
        return Some(format!("{name}: {} read as {}", truth["verdict"], reading["verdict"]));
    }
    if truth["verdict"] != "registration" {
        return None;
    }
    if !truth["event"].is_null() && reading["event"] != truth["event"] {
        return Some(format!("{name}: for {}", reading["event"]));
    }
    let (people, read) =
        (truth["participants"].as_array().unwrap(), reading["participants"].as_array().unwrap());
    let missing = people.iter().find(|person| !read.iter().any(|read| is(read, person)));
    let invented = (read.len() > people.len()).then(|| format!("{name}: {} people", read.len()));
    missing.map(|person| format!("{name}: not as {person}")).or(invented)
}

#[test]
fn every_labelled_message_is_read_as_a_secretary_reads_it() {
    let truths = truths();
    let folder = tempfile::tempdir().unwrap();
    let config = configuration(folder.path());
    let readings = Inspection::of(&corpus().join("mails"), truths.len(), &config).objects;
    let faults: Vec<String> =
        truths.iter().zip(&readings).filter_map(|(truth, reading)| fault(truth, reading)).collect();
    assert!(faults.is_empty(), "{} of {} messages:\n{}", faults.len(), truths.len(), faults.join("\n"));
}
