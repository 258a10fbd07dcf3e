//! What holds of every reading, whatever was read.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::LazyLock;

use guichet::bulletin::reading::{Reading, Verdict};
use guichet::bulletin::{Knowledge, read};
use guichet::config;
use guichet::daemon::knowledge;
use guichet::event::Event;
use guichet::message::Message;
use jiff::Timestamp;
use zip::write::{SimpleFileOptions, ZipWriter};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../config/guichet.toml"));
    knowledge(&config::load(example).unwrap())
});

/// The address of the desk, whose own letters are known by it.
pub fn own_addresses() -> &'static [String] {
    &KNOWLEDGE.own_addresses
}

/// Reads `message` as if it had come while the event takes bulletins.
///
/// # Panics
/// Where somebody would be registered of whom too little is known.
pub fn read_honestly(message: &Message) {
    let received_at = Timestamp::from_second(1_456_819_200).unwrap();
    assert_honest(&read(message, Some(received_at), None, &KNOWLEDGE));
}

/// An archive with this part.
///
/// # Panics
/// Never: it is written to memory.
pub fn archive(part: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(part, SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn assert_honest(reading: &Reading) {
    let required = |event: &Event| event.required.clone();
    let event = KNOWLEDGE.events.iter().find(|event| Some(&event.id) == reading.event.as_ref());
    match (reading.verdict, event.map(required)) {
        (Verdict::Registration, Some(required)) => {
            assert!(!reading.participants.is_empty(), "nobody is registered");
            let lacking = reading.participants.iter().flat_map(|person| person.lacks(&required));
            assert_eq!(lacking.count(), 0, "somebody is registered of whom too little is known");
        }
        (Verdict::Registration, None) => panic!("somebody is registered for nothing"),
        (Verdict::Incomplete, _) => assert!(!reading.missing.is_empty(), "nothing is missing"),
        _ => {}
    }
    for value in reading.participants.iter().flat_map(|person| &person.values) {
        assert!(!value.text.trim().is_empty(), "a value is blank");
        assert!(!value.text.contains(char::is_control), "a value has more than one line");
    }
}
