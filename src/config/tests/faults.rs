//! What is said of a file with mistakes.

use std::path::Path;

use super::super::{load, parse};
use super::{LEAST, read, read_changed, the_fault};

#[test]
fn every_mistake_is_said_at_once_with_its_line_and_a_remedy() {
    let text = r#"
[mailbox]
url = "imaps://mail.example.org/INBOX"
pol_every = "5m"
after = "move"
since = "26/02/2016"

[sender]
from = "IREV, Lille <contact@example.org>"
password_file = contact

[staff]
addresses = [
    "equipe@example.org",
    "equipe at example.org",
]
digest_to = "equipe@example.org"
timezone = "Paris"

[[event]]
id = "Rencontre 24 mars"
title = "Rencontre de réseau"
starts = "2016-03-24T09:00"
ends = "2016-03-24T08:00"
closes = 2016-03-25T09:00
capacity = 0
required = ["organisation", "fonction"]
promotion = "auto"
incomplete_hold = "3 jours"

[[event.field]]
name = "email"
labels = []

[event.bulletin]
path = "bulletin.doc"

[store]
url = "/var/lib/guichet/guichet.db"

[[mail]]
"#;
    insta::assert_snapshot!(parse(text, Path::new("guichet.toml")).unwrap_err());
}

#[test]
fn an_empty_file_is_told_what_it_must_say() {
    insta::assert_snapshot!(parse("", Path::new("guichet.toml")).unwrap_err());
}

#[test]
fn a_file_that_is_missing_is_one_fault() {
    let faults = load(Path::new("/nowhere/guichet.toml")).unwrap_err();
    insta::assert_snapshot!(faults);
}

#[test]
fn a_file_in_another_encoding_is_one_fault_at_the_line_of_the_first_accent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guichet.toml");
    std::fs::write(&path, b"[[event]]\nplace = \"Lille\"\ntitle = \"R\xE9seau\"\n").unwrap();
    assert_eq!(
        the_fault(load(&path)),
        "line 3: a character is not in UTF-8 — save the file in the encoding UTF-8"
    );
}

#[test]
fn a_line_that_is_not_toml_hides_no_other_mistake_and_makes_up_none() {
    let broken = LEAST.replace("url = \"maildir:/in\"", "url = maildir:/in\n[mailbox]\nafter = \"never\"");
    let faults = read(&broken).unwrap_err();
    let lines: Vec<_> = faults.as_slice().iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5)], "{faults}");
}

#[test]
fn without_an_event_there_is_nothing_to_do() {
    let without = LEAST.split_once("[[event]]").unwrap().0;
    for text in [without.to_owned(), format!("event = []\n{without}")] {
        let fault = the_fault(read(&text));
        assert!(fault.contains("event: there is no event to register for"), "{fault}");
    }
    let fault = the_fault(read_changed("[[event]]", "[event]"));
    assert!(fault.ends_with("write [[event]] in double brackets"), "{fault}");
}
