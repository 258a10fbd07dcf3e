//! A server that takes mail from strangers only when they try again (RFC 6647).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::backstage::Backstage;

const REFUSAL: &str = "450 4.2.0 greylisted, try again";
const NO_OPINION: &str = "DUNNO";

/// The policy service that Postfix asks at each RCPT. Recipients whose address begins with `grey` are
/// refused to each sender at the first attempt.
pub struct Greylist {
    pub port: u16,
    _service: Backstage,
}

/// How often each sender has tried each recipient.
type Attempts = Mutex<BTreeMap<[String; 2], usize>>;

impl Greylist {
    pub fn new() -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = Backstage::run(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            let attempts = Arc::new(Attempts::default());
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&attempts)));
            }
        });
        Self { port, _service: service }
    }
}

/// Answers the questions of one connection until Postfix ends it. Each is some lines `name=value` and
/// an empty one (<https://www.postfix.org/SMTPD_POLICY_README.html>).
async fn answer(stream: TcpStream, attempts: Arc<Attempts>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    loop {
        let mut question = BTreeMap::new();
        while let Some((name, value)) = lines.next_line().await.ok()??.split_once('=') {
            question.insert(name.to_owned(), value.to_owned());
        }
        let action = action(&question, &attempts);
        lines.get_mut().write_all(format!("action={action}\n\n").as_bytes()).await.ok()?;
    }
}

fn action(question: &BTreeMap<String, String>, attempts: &Attempts) -> &'static str {
    if !question["recipient"].starts_with("grey") {
        return NO_OPINION;
    }
    let pair = ["sender", "recipient"].map(|name| question[name].clone());
    let mut attempts = attempts.lock().unwrap();
    let attempt = attempts.entry(pair).or_default();
    *attempt += 1;
    if *attempt == 1 { REFUSAL } else { NO_OPINION }
}
