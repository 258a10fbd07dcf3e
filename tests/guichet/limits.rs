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

/// A compound file whose directory is a single sector that names itself as the next.
fn cyclic_compound_file() -> Vec<u8> {
    let mut bytes = vec![0; 3 * 512];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    bytes[30] = 9;
    bytes[76..512].fill(0xff);
    bytes[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    // The allocation table is the first sector; the second follows itself.
    bytes[76..80].fill(0);
    bytes[48] = 1;
    bytes[512 + 4] = 1;
    for (index, unit) in "WordDocument".encode_utf16().enumerate() {
        bytes[1024 + 2 * index..][..2].copy_from_slice(&unit.to_le_bytes());
    }
    bytes
}

/// A PDF of these objects, numbered from 1; the first is its catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1)
        .unwrap();
    file.into_bytes()
}

/// An archive in an archive, `depth` times.
fn archive_in_archive(depth: usize) -> Vec<u8> {
    (0..depth).fold(b"Nom : Petit".to_vec(), |inner, _| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("bulletin.zip", SimpleFileOptions::default()).unwrap();
        archive.write_all(&inner).unwrap();
        archive.finish().unwrap().into_inner()
    })
}

#[test]
fn a_hostile_file_of_each_format_is_left_to_a_person() {
    let page_cycle = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".into(),
        "<< /Type /Pages /Count 1 /Kids [2 0 R] >>".into(),
    ]);
    let nested = format!("<< /Type /Catalog /Pages {}{} >>", "[".repeat(100_000), "]".repeat(100_000));
    let group = format!("{{\\rtf1 {}Nom{}}}", "{".repeat(1_000_000), "}".repeat(1_000_000));
    let repeated = "<table:table-cell table:number-columns-repeated=\"16384\"/>".repeat(1000);
    let rows =
        format!("<table:table-row table:number-rows-repeated=\"1048576\">{repeated}</table:table-row>");
    let flat = format!(
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><office:body><office:text>\
         <table:table>{rows}</table:table></office:text></office:body></office:document>"
    );
    let lie = [&b"\x78\x9f\x3e\x22\x01\x00\x01"[..], &[0xff; 64]].concat();
    for (what, file) in [
        ("a cyclic allocation table", cyclic_compound_file()),
        ("a page that is its own parent", page_cycle),
        ("nested arrays", pdf(&[nested])),
        ("a million groups", group.into_bytes()),
        ("cells repeated beyond measure", flat.into_bytes()),
        ("archives in archives", archive_in_archive(1000)),
        ("lengths that lie", lie),
    ] {
        let message =
            Mail::new(1, "Inscription conseil citoyen", "Mon bulletin.\n").with_file("bulletin", file);
        let (verdict, reason) = verdict(&message.octets());
        assert_eq!(verdict, "review", "{what}: {reason}");
        assert!(!reason.starts_with("reader"), "{what}: {reason}");
    }
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
    let endings = [("message", "eml"), ("docx", "docx"), ("odt", "xml"), ("doc", "doc"), ("rtf", "rtf")];
    for (target, ending) in endings.into_iter().chain([("pdf", "pdf"), ("outlook", "dat")]) {
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
