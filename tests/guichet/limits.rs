//! What is made to exhaust its reader ends in a verdict all the same, with little memory.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Desk, Inspection, Mail};

/// No message may cost more than this, program and reader together, in kB.
const MEMORY: u64 = 100 << 10;

const BEGINNING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
const END: &str = "</w:body></w:document>";

/// A DOCX whose main part is `document`.
fn docx(document: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(document).unwrap();
    archive.finish().unwrap().into_inner()
}

fn with_bulletin(document: &[u8]) -> Vec<u8> {
    Mail::new(1, "Inscription conseil citoyen", "Mon bulletin.\n")
        .with_file("bulletin.docx", docx(document))
        .octets()
}

/// A message of header fields and `body`.
fn message(content_type: &str, body: &str) -> Vec<u8> {
    let fields = "From: Zoé Petit <zoe.petit@mjc.example>\r\nTo: contact@irev.example\r\n\
                  Subject: Inscription conseil citoyen\r\nMIME-Version: 1.0\r\n";
    format!("{fields}Content-Type: {content_type}\r\n\r\n{body}").into_bytes()
}

/// What `inspect` says of `octets`, which must not cost more than [`MEMORY`].
fn verdict(octets: &[u8]) -> (String, String) {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.eml");
    fs::write(&path, octets).unwrap();
    let inspection = Inspection::of(&path, 1, &desk.config());
    assert!(inspection.peak < MEMORY, "{} kB", inspection.peak);
    let said = |key: &str| inspection.objects[0].get(key).and_then(Value::as_str).unwrap().to_owned();
    (said("verdict"), said("reason"))
}

fn review(reason: &str) -> (String, String) {
    ("review".to_owned(), reason.to_owned())
}

#[test]
fn a_document_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let mut document = BEGINNING.as_bytes().to_vec();
    let paragraph = "<w:p><w:r><w:t>Nom</w:t></w:r></w:p>";
    document.extend(paragraph.repeat((200 << 20) / paragraph.len()).as_bytes());
    document.extend(END.as_bytes());
    assert_eq!(verdict(&with_bulletin(&document)), review("too-large"));
}

#[test]
fn a_hundred_thousand_elements_in_each_other_are_refused() {
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r>", "</w:r></w:p>"),
    ] {
        let document = format!("{BEGINNING}{}{}{END}", open.repeat(100_000), close.repeat(100_000));
        let (verdict, reason) = verdict(&with_bulletin(document.as_bytes()));
        assert_eq!(verdict, "review", "{open}: {reason}");
        assert!(!reason.starts_with("reader"), "{open}: {reason}");
    }
}

#[test]
fn entities_that_multiply_are_not_followed() {
    let mut document = String::from("<?xml version=\"1.0\"?><!DOCTYPE bomb [<!ENTITY e0 \"Nom : Petit\">");
    for number in 1..30 {
        let before = format!("&e{};", number - 1).repeat(10);
        write!(document, "<!ENTITY e{number} \"{before}\">").unwrap();
    }
    let body = BEGINNING.split_once("?>").unwrap().1;
    write!(document, "]>{body}<w:p><w:r><w:t>&e29;</w:t></w:r></w:p>{END}").unwrap();
    let (verdict, reason) = verdict(&with_bulletin(document.as_bytes()));
    assert!(["review", "incomplete"].contains(&verdict.as_str()), "{reason}");
    assert!(!reason.starts_with("reader"), "{reason}");
}

#[test]
fn ten_thousand_parts_are_a_message_like_any_other() {
    let part = "--x\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n";
    let many = message("multipart/mixed; boundary=x", &format!("{}--x--\r\n", part.repeat(10_000)));
    let (_, reason) = verdict(&many);
    assert!(!reason.starts_with("reader"), "{reason}");
}

#[test]
fn ten_thousand_parts_in_each_other_are_a_message_like_any_other() {
    let mut nested = String::new();
    for depth in 0..10_000 {
        write!(nested, "--x{depth}\r\nContent-Type: multipart/mixed; boundary=x{}\r\n\r\n", depth + 1)
            .unwrap();
    }
    let (_, reason) = verdict(&message("multipart/mixed; boundary=x0", &nested));
    assert!(!reason.starts_with("reader"), "{reason}");
}

#[test]
fn a_message_of_fifty_megabytes_is_left_to_a_person() {
    let line = "Je vous prie de trouver ci-joint le bulletin de mon collègue pour le 24 mars.\r\n";
    let large = message("text/plain; charset=utf-8", &line.repeat((50 << 20) / line.len()));
    assert_eq!(verdict(&large), review("too-large"));
}

#[test]
fn what_fuzzing_found_is_read_without_harm() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (target, ending) in [("message", "eml"), ("docx", "docx")] {
        for entry in fs::read_dir(kept.join(target)).unwrap() {
            fs::copy(entry.unwrap().path(), folder.path().join(format!("{count:05}.{ending}"))).unwrap();
            count += 1;
        }
    }
    let inspection = Inspection::of(folder.path(), count, &Desk::new().config());
    assert!(inspection.peak < MEMORY, "{} kB", inspection.peak);
    for reading in inspection.objects {
        let reason = reading["reason"].as_str().unwrap();
        assert!(!reason.starts_with("reader"), "{}: {reason}", reading["path"]);
    }
}
