//! A desk whose mailbox is on a server and whose letters leave by one.

use std::fs::{self, File};
use std::path::PathBuf;

use super::patience;
use super::process::Process;
use super::{Certificates, Dovecot, Postfix};
use crate::support::{Desk, Ended, Letter, Mail, letter};

/// The user of the desk's mailbox, contact@irev.example.
pub const USER: &str = "contact";
pub const PASSWORD: &str = "ouvre-toi, guichet";

/// How many seats the event has, and until when it takes bulletins.
const SEATS: u32 = 25;
const CLOSES: &str = "2099-03-23T18:00";

/// A desk with servers of its own. Whoever writes to it from example.org has a mailbox there, too.
pub struct ServerDesk {
    /// The program, its configuration and its database.
    pub desk: Desk,
    pub postfix: Postfix,
    pub dovecot: Dovecot,
    pub certificates: Certificates,
}

/// The daemon under way, with all its children, which writes to the log; killed when dropped.
pub struct Daemon {
    process: Process,
    log: PathBuf,
}

impl ServerDesk {
    /// A desk with 25 seats, which reads the INBOX over IMAP and sends over SMTP, both under TLS.
    pub fn new() -> Self {
        Self::concealing(&[])
    }

    /// The same, with a Dovecot that conceals some of what it can do, e.g. `IDLE`.
    pub fn concealing(capabilities: &[&str]) -> Self {
        let certificates = Certificates::new();
        let dovecot = Dovecot::without(capabilities, &certificates);
        let postfix = Postfix::new(&dovecot, &certificates);
        dovecot.set_password(USER, PASSWORD);
        let desk = Desk::new();
        fs::write(desk.path("password"), PASSWORD).unwrap();
        let desk = Self { desk, postfix, dovecot, certificates };
        desk.configure(&desk.imaps(desk.dovecot.imaps), &desk.smtps(desk.postfix.smtps));
        desk
    }

    /// Writes a configuration with these keys under `[mailbox]` and `[sender]`.
    pub fn configure(&self, mailbox: &str, sender: &str) {
        let from = "from = \"IREV <contact@irev.example>\"";
        let sections = format!("[mailbox]\n{mailbox}\n[sender]\n{from}\n{sender}");
        self.desk.configure_with(&sections, SEATS, CLOSES);
    }

    /// The keys of a mailbox that is the INBOX, by the server or proxy on `port`.
    pub fn imaps(&self, port: u16) -> String {
        format!("url = \"imaps://{USER}%40irev.example@localhost:{port}/INBOX\"\n{}", self.trust())
    }

    /// The keys of a mailbox that is the INBOX as it lies on Dovecot's disk.
    pub fn maildir(&self) -> String {
        let inbox = self.dovecot.make_inbox(USER);
        format!("url = \"maildir:{}\"\npoll_every = \"1s\"\n", inbox.display())
    }

    /// The keys of a sender, by the server or proxy on `port`.
    pub fn smtps(&self, port: u16) -> String {
        format!("url = \"smtps://{USER}%40irev.example@localhost:{port}\"\n{}", self.trust())
    }

    fn trust(&self) -> String {
        let (password, authority) = (self.desk.path("password"), self.certificates.authority());
        format!("password_file = \"{}\"\nca_file = \"{}\"\n", password.display(), authority.display())
    }

    /// The daemon under way.
    pub fn run(&self) -> Daemon {
        let log = self.desk.path("log");
        let output = File::options().create(true).append(true).open(&log).unwrap();
        let config = self.desk.config().display().to_string();
        let environment = self.desk.environment().map(|(name, path)| format!("{name}={}", path.display()));
        let program = ["env", &environment[0], &environment[1], env!("CARGO_BIN_EXE_guichet")];
        let words = [&program[..], &["run", "--config", &config]].concat();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        Daemon { process: Process::start(&words, output), log }
    }

    /// What all its runs have logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.desk.path("log")).unwrap_or_default()
    }

    /// Has the mail servers bring a mail to contact@irev.example.
    pub fn receives(&self, mail: &Mail) {
        self.postfix.hand_over(&mail.sender(), "contact@irev.example", &mail.octets()).unwrap();
    }

    /// The letters in the INBOX of a participant, e.g. `personne1`, as they arrived.
    pub fn letters_to(&self, user: &str) -> Vec<Letter> {
        self.dovecot.messages(user, "INBOX").iter().map(|message| letter(&message.octets)).collect()
    }

    /// Looks until `condition` holds.
    ///
    /// # Panics
    /// With the logs of the desk and its servers, when it does not come to hold.
    #[track_caller]
    pub fn eventually(&self, condition: impl FnMut() -> bool) {
        let logs = || [self.log(), self.postfix.log(), self.dovecot.log()].join("\n");
        patience::eventually(condition, logs);
    }
}

impl Daemon {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// SIGKILL, as when the power goes.
    pub fn kill(self) {
        drop(self);
    }

    /// Asks it to stop, by SIGTERM, and waits until it has.
    pub fn terminate(self) -> Ended {
        let code = self.process.terminate();
        Ended { code, stderr: fs::read_to_string(&self.log).unwrap() }
    }
}
