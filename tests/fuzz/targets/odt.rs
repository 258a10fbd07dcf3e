//! The content of an OpenDocument text, in an archive that is sound.
#![no_main]

use guichet::message::Message;
use guichet_fuzz::{archive, read_honestly};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|content: &[u8]| read_honestly(&Message::enclosing(
    "bulletin.odt",
    archive("content.xml", content)
)));
