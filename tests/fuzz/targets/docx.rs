//! The main part of a Word file, in an archive that is sound.
#![no_main]

use guichet::message::Message;
use guichet_fuzz::{archive, read_honestly};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|main: &[u8]| read_honestly(&Message::enclosing(
    "bulletin.docx",
    archive("word/document.xml", main)
)));
