//! A server that takes mail from whom it does not know only when they try again (RFC 6647).

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

const REFUSAL: &str = "450 4.2.0 greylisted, try again";

/// The policy service that Postfix asks at each RCPT. Recipients whose address begins with `grey` are
/// refused to each sender at the first attempt.
pub struct Greylist {
    port: u16,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// How often each sender has tried each recipient.
type Attempts = Mutex<BTreeMap<(String, String), usize>>;

impl Greylist {
    pub fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let is_over = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&is_over);
        let serve = move || {
            let attempts = Arc::new(Attempts::default());
            for stream in listener.incoming().map_while(Result::ok) {
                if seen.load(Ordering::Relaxed) {
                    return;
                }
                let attempts = Arc::clone(&attempts);
                thread::spawn(move || answer(&stream, &attempts));
            }
        };
        Self { port, is_over, thread: Some(thread::spawn(serve)) }
    }

    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Greylist {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        // It learns of it from the next connection.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        self.thread.take().map(JoinHandle::join);
    }
}

/// Answers the questions of one connection, of which each is some lines `name=value` and an empty one
/// (<https://www.postfix.org/SMTPD_POLICY_README.html>), until Postfix ends it.
fn answer(mut stream: &TcpStream, attempts: &Attempts) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    loop {
        let mut question = BTreeMap::new();
        loop {
            let line = lines.next()?.ok()?;
            let Some((name, value)) = line.split_once('=') else { break };
            question.insert(name.to_owned(), value.to_owned());
        }
        let action = action(&question, attempts);
        write!(stream, "action={action}\n\n").ok()?;
    }
}

fn action(question: &BTreeMap<String, String>, attempts: &Attempts) -> &'static str {
    let [sender, recipient] = ["sender", "recipient"].map(|name| question[name].clone());
    if !recipient.starts_with("grey") {
        return "DUNNO";
    }
    let mut attempts = attempts.lock().unwrap();
    let attempt = attempts.entry((sender, recipient)).or_default();
    *attempt += 1;
    if *attempt == 1 { REFUSAL } else { "DUNNO" }
}
