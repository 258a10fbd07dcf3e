//! Ports of 127.0.0.1 for servers that cannot choose one by themselves.

use std::array;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::ops::Range;
use std::time::Duration;

/// Below those that the kernel gives to outgoing connections (`ip_local_port_range` of ip(7)), so that
/// no connection takes the port of a server that is down for a while.
const RANGE: Range<u16> = 10_000..32_768;

/// Different ports on which nobody listens now. Somebody may before they are used.
pub fn free<const COUNT: usize>() -> [u16; COUNT] {
    // All are held until the last is found.
    let held: [TcpListener; COUNT] = array::from_fn(|_| {
        std::iter::repeat_with(|| TcpListener::bind(("127.0.0.1", fastrand::u16(RANGE))))
            .find_map(Result::ok)
            .unwrap()
    });
    held.map(|listener| listener.local_addr().unwrap().port())
}

/// Whether a server on `port` greets with a line that has `words`.
pub fn greets(port: u16, words: &str) -> bool {
    let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).is_ok() && line.contains(words)
}
