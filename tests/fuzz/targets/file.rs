//! A file of any format, whose bytes tell what it is: a target for each format, by its seeds.
#![no_main]

use guichet::message::Message;
use guichet_fuzz::read_honestly;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| read_honestly(&Message::enclosing("bulletin", file.to_vec())));
