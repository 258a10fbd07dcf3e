//! A message that crashes, hangs or swells its reader costs that message alone. In this build the
//! reader opens attachments called `trial.docx` with docx-rs, which really does all three.

use std::io::{Cursor, Write};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Desk, Mail, group, people};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const NO_RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#;

const BEGINNING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;

/// A DOCX whose main part is `document` (ECMA-376 part 2).
fn docx(document: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/_rels/document.xml.rels", NO_RELATIONSHIPS.as_bytes()),
        ("word/document.xml", document),
    ];
    for (name, octets) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(octets).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Tables in tables, deeper than any stack.
fn nested() -> Vec<u8> {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    docx(
        format!("{BEGINNING}{}{}</w:body></w:document>", open.repeat(20_000), close.repeat(20_000))
            .as_bytes(),
    )
}

/// XML that breaks off.
fn cut_short() -> Vec<u8> {
    docx(format!("{BEGINNING}<w:p><w:r><w:t>Nom").as_bytes())
}

/// An archive that says its main part has three gigabytes: the size in its directory is overwritten.
fn announcing_gigabytes() -> Vec<u8> {
    let mut archive = docx(format!("{BEGINNING}</w:body></w:document>").as_bytes());
    let entry = archive.windows(4).rposition(|octets| octets == b"PK\x01\x02").unwrap();
    archive[entry + 24..entry + 28].copy_from_slice(&3_000_000_000_u32.to_le_bytes());
    archive
}

/// Little to send, 300 MiB to unpack.
fn swelling() -> Vec<u8> {
    let paragraph = "<w:p><w:r><w:t>Nom</w:t></w:r></w:p>";
    let mut document = BEGINNING.as_bytes().to_vec();
    document.extend(paragraph.repeat((300 << 20) / paragraph.len()).as_bytes());
    document.extend(b"</w:body></w:document>");
    docx(&document)
}

/// Delivers `hostile` between two bulletins and asserts that a person is asked to look at it, that its
/// sender is told so, and that the bulletins are handled as ever.
fn assert_costs_one_message(hostile: Vec<u8>, reason: &str) {
    let desk = Desk::new();
    let people = people(2);
    desk.deliver(&Mail::bulletin(1, &people[0]));
    let mail =
        Mail::new(2, "Inscription conseil citoyen", "Mon bulletin.\n").with_file("trial.docx", hostile);
    desk.deliver(&mail);
    desk.deliver(&Mail::bulletin(3, &people[1]));

    let running = desk.round();
    let leader = running.id();
    running.end().well();
    assert_ends(leader);

    assert_eq!(desk.list(), ["confirmed Le Goff Yannick", "confirmed Le Goff Hélène"]);
    assert_eq!(desk.texts("SELECT outcome FROM message ORDER BY id"), ["registered", "review", "registered"]);
    assert_eq!(desk.texts("SELECT reason FROM message WHERE verdict = 'review'"), [reason]);
    assert_eq!(desk.texts("SELECT reason FROM review"), [reason]);
    assert_eq!(desk.texts("SELECT kind FROM notice ORDER BY id"), ["confirmed", "handed-over", "confirmed"]);
    let letters = desk.letters();
    let answer = letters.iter().find(|letter| letter.in_reply_to.as_deref() == Some(mail.id())).unwrap();
    assert_eq!(answer.to, [mail.sender()]);
    desk.assert_all_letters_sent();
    desk.assert_sound();
}

#[test]
fn tables_nested_20_000_deep_crash_the_reader_and_cost_one_message() {
    assert_costs_one_message(nested(), "reader-crashed");
}

#[test]
fn xml_cut_short_hangs_the_reader_and_costs_one_message() {
    assert_costs_one_message(cut_short(), "reader-hung");
}

#[test]
fn an_archive_that_announces_gigabytes_costs_one_message() {
    assert_costs_one_message(announcing_gigabytes(), "reader-crashed");
}

#[test]
fn a_document_that_swells_beyond_the_memory_of_the_reader_costs_one_message() {
    assert_costs_one_message(swelling(), "reader-crashed");
}

#[test]
fn the_same_messages_in_a_row_are_all_left_to_a_person() {
    let desk = Desk::new();
    for (number, hostile) in (1..).zip([nested(), announcing_gigabytes(), nested()]) {
        desk.deliver(&Mail::new(number, "Inscription", "Mon bulletin.\n").with_file("trial.docx", hostile));
    }
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT reason FROM message"), ["reader-crashed"; 3]);
}

#[test]
fn a_reader_that_hangs_ends_soon_after_its_daemon_was_killed() {
    let desk = Desk::new();
    desk.deliver(&Mail::question(1));
    desk.deliver(&Mail::new(2, "Inscription", "Mon bulletin.\n").with_file("trial.docx", cut_short()));
    let mut running = desk.round();
    assert!(running.says("handled"));
    let leader = running.id();
    // It hangs when it has used up more of the processor than it needs for any message.
    while readers(leader).iter().all(|ticks| *ticks < 200) {
        assert!(!group(leader).is_empty(), "nothing hangs");
        thread::yield_now();
    }
    running.kill();
    assert_ends(leader);
    desk.run_once().well();
    assert_eq!(desk.texts("SELECT reason FROM message ORDER BY id"), ["question", "reader-hung"]);
}

/// Asserts that no process of a group stays; one that was killed may take a moment to go.
fn assert_ends(leader: u32) {
    let begin = Instant::now();
    while !group(leader).is_empty() {
        assert!(begin.elapsed() < Duration::from_mins(3), "processes are left behind: {:?}", group(leader));
        thread::yield_now();
    }
}

/// The time on the processor that each process of a group but its leader has used, in ticks of which
/// there are 100 a second.
fn readers(leader: u32) -> Vec<u64> {
    let others = group(leader).into_iter().filter(|stat| !stat.starts_with(&format!("{leader} ")));
    others.filter_map(|stat| stat.rsplit_once(") ")?.1.split(' ').nth(11)?.parse().ok()).collect()
}
