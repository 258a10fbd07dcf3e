//! The main part of a Word file, in an archive that is sound.
#![no_main]

use std::io::{Cursor, Write};

use guichet::message::Message;
use guichet_fuzz::read_honestly;
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

fuzz_target!(|main: &[u8]| read_honestly(&Message::enclosing("bulletin.docx", archive(main))));

fn archive(main: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(main).unwrap();
    archive.finish().unwrap().into_inner()
}
