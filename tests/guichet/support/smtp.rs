//! A mail server that takes every letter, or is away.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

pub struct Smtp {
    pub port: u16,
    is_away: Arc<AtomicBool>,
    /// How many connections were made while it was away.
    pub missed: Arc<AtomicUsize>,
    /// A mail for each letter that it took.
    pub mails: mpsc::Receiver<String>,
}

impl Smtp {
    /// One that hangs up until [`Smtp::comes_back`].
    pub fn away() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (is_away, missed) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
        let (taken, mails) = mpsc::channel();
        let (hangs_up, count) = (Arc::clone(&is_away), Arc::clone(&missed));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if hangs_up.load(Ordering::SeqCst) {
                    count.fetch_add(1, Ordering::SeqCst);
                    continue;
                }
                // A client that hangs up is no matter.
                let _ = converse(stream, &taken);
            }
        });
        Self { port, is_away, missed, mails }
    }

    pub fn comes_back(&self) {
        self.is_away.store(false, Ordering::SeqCst);
    }
}

fn converse(mut stream: TcpStream, taken: &mpsc::Sender<String>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    write!(stream, "220 mock ESMTP\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let answer = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => "250-mock\r\n250 8BITMIME",
            "DATA" => {
                write!(stream, "354 go on\r\n")?;
                let mail: Vec<String> =
                    lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                drop(taken.send(mail.join("\n")));
                "250 2.0.0 Ok: queued"
            }
            "QUIT" => return write!(stream, "221 bye\r\n"),
            _ => "250 2.0.0 Ok",
        };
        write!(stream, "{answer}\r\n")?;
    }
    Ok(())
}
