//! Somebody else who works in the same mailbox, with a mail program of their own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use super::Dovecot;

/// A plain IMAP client (RFC 3501) in the INBOX.
pub struct Colleague {
    line: BufReader<TcpStream>,
}

impl Colleague {
    /// Logs in and opens the INBOX. From this machine, Dovecot takes passwords without TLS.
    pub fn log_in(dovecot: &Dovecot, user: &str, password: &str) -> Self {
        let mut colleague = Self::connect(dovecot);
        colleague.says(&format!("LOGIN \"{user}\" \"{password}\"")).unwrap();
        colleague.says("SELECT INBOX").unwrap();
        colleague
    }

    /// Connects, and is nobody yet.
    pub fn connect(dovecot: &Dovecot) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", dovecot.imap)).unwrap();
        let mut line = BufReader::new(stream);
        line.read_line(&mut String::new()).unwrap();
        Self { line }
    }

    /// Reads a message, which is then flagged as seen.
    pub fn reads(&mut self, message_id: &str) {
        let uid = self.finds(message_id);
        self.says(&format!("UID FETCH {uid} BODY[]")).unwrap();
    }

    /// Moves a message to a folder that exists.
    pub fn moves(&mut self, message_id: &str, folder: &str) {
        let uid = self.finds(message_id);
        self.says(&format!("UID MOVE {uid} \"{folder}\"")).unwrap();
    }

    pub fn deletes(&mut self, message_id: &str) {
        let uid = self.finds(message_id);
        self.says(&format!("UID STORE {uid} +FLAGS (\\Deleted)")).unwrap();
        self.says(&format!("UID EXPUNGE {uid}")).unwrap();
    }

    /// Waits until the server hangs up.
    pub fn waits_for_the_end(mut self) {
        while self.line.read_line(&mut String::new()).is_ok_and(|octets| octets > 0) {}
    }

    /// The UID of the message with this Message-ID.
    pub fn finds(&mut self, message_id: &str) -> u32 {
        let answer = self.says(&format!("UID SEARCH HEADER Message-ID <{message_id}>")).unwrap();
        let uids = answer.lines().find_map(|line| line.strip_prefix("* SEARCH ")).unwrap_or_default();
        uids.trim().parse().unwrap_or_else(|_| panic!("{message_id} is not there once: {answer}"))
    }

    /// What the server answers to a command: all its lines; as an error when the last is not OK.
    pub fn says(&mut self, command: &str) -> Result<String, String> {
        write!(self.line.get_mut(), "a {command}\r\n").unwrap();
        let mut answer = String::new();
        loop {
            let begin = answer.len();
            assert_ne!(self.line.read_line(&mut answer).unwrap(), 0, "{command} is not answered: {answer}");
            let line = answer[begin..].trim_end();
            if line.starts_with('+') {
                // A refused token is explained; the explanation wants an empty answer (RFC 7628, section 3.2.3).
                self.line.get_mut().write_all(b"\r\n").unwrap();
            }
            if line.starts_with("a ") {
                return if line.starts_with("a OK") { Ok(answer) } else { Err(answer) };
            }
            if let Some((_, size)) = line.strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
                let mut literal = vec![0; size.parse().unwrap()];
                self.line.read_exact(&mut literal).unwrap();
                answer.push_str(&String::from_utf8_lossy(&literal));
            }
        }
    }
}
