//! A whole message, as it comes from a mail server.
#![no_main]

use guichet::message::Message;
use guichet_fuzz::{own_addresses, read_honestly};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|octets: &[u8]| {
    if let Some(message) = Message::parse(octets, own_addresses()) {
        read_honestly(&message);
    }
});
