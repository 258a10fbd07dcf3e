//! A desk with folders of its own and the real program; the mail that is delivered to it.
#![allow(
    clippy::unused_self,
    clippy::needless_pass_by_value,
    clippy::iter_not_returning_iterator,
    reason = "the tests read better so"
)]

mod inspection;
mod journal;
mod mail;
mod post;
mod program;
mod smtp;
mod systemd;
mod unit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use jiff::Timestamp;
use mail_parser::MessageParser;
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;

pub use inspection::{Inspection, memory};
pub use journal::{Entry, Journal};
pub use mail::{Mail, people};
pub use post::Post;
pub use program::{Ended, Running, busy, group, guichet};
pub use smtp::Smtp;
pub use systemd::Systemd;
pub use unit::{exposure, verify};

/// A desk in a temporary folder. Its event is far in the future, so that it takes bulletins.
pub struct Desk {
    folder: TempDir,
}

/// A letter that lies in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub message_id: String,
    pub to: Vec<String>,
    pub copied_to: Vec<String>,
    pub in_reply_to: Option<String>,
    pub auto_submitted: Option<String>,
    pub subject: String,
    pub text: String,
    pub octets: Vec<u8>,
}

impl Desk {
    /// A desk with 25 seats.
    pub fn new() -> Self {
        Self::with_seats(25)
    }

    pub fn with_seats(capacity: u32) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(desk.inbox().join(part)).unwrap();
        }
        desk.configure(&desk.inbox(), capacity, "2099-03-23T18:00");
        desk
    }

    /// Writes a configuration that reads `inbox` and takes bulletins until `closes`.
    pub fn configure(&self, inbox: &Path, capacity: u32, closes: &str) {
        let sections = format!(
            r#"[mailbox]
url = "maildir:{}"
poll_every = "1s"

[sender]
url = "maildir:{}"
from = "IREV <contact@irev.example>"
"#,
            inbox.display(),
            self.outbox().display()
        );
        self.configure_with(&sections, capacity, closes);
    }

    /// Writes a configuration with these sections `[mailbox]` and `[sender]`.
    pub fn configure_with(&self, sections: &str, capacity: u32, closes: &str) {
        let text = format!(
            r#"{sections}
[store]
path = "{}"

[[event]]
id = "rencontre"
title = "Rencontre de réseau référents conseil citoyen"
starts = "2099-03-24T09:00"
ends = "2099-03-24T12:00"
closes = "{closes}"
place = "IREV, Lille"
capacity = {capacity}
keywords = ["conseil citoyen"]
"#,
            self.database().display()
        );
        fs::write(self.config(), text).unwrap();
    }

    /// Letters go to the server at this port.
    pub fn send_to(&self, port: u16) {
        let maildir = format!("url = \"maildir:{}\"", self.outbox().display());
        let smtp = format!("url = \"smtp://127.0.0.1:{port}\"\nplaintext = true");
        let text = fs::read_to_string(self.config()).unwrap().replace(&maildir, &smtp);
        fs::write(self.config(), text).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn inbox(&self) -> PathBuf {
        self.path("inbox")
    }

    pub fn outbox(&self) -> PathBuf {
        self.path("outbox")
    }

    pub fn database(&self) -> PathBuf {
        self.path("guichet.db")
    }

    pub fn config(&self) -> PathBuf {
        self.path("guichet.toml")
    }

    /// Puts `mail` into `new/` of the inbox, as a mail server does.
    pub fn deliver(&self, mail: &Mail) -> PathBuf {
        self.deliver_as(mail, &format!("new/{}", mail.id()))
    }

    /// Puts `mail` under this name below the inbox, e.g. `cur/1456733840.M1:2,S`.
    pub fn deliver_as(&self, mail: &Mail, name: &str) -> PathBuf {
        let path = self.inbox().join(name);
        fs::write(&path, mail.octets()).unwrap();
        path
    }

    /// The daemon under way.
    pub fn run(&self) -> Running {
        Running::start(self.command(&["run"]))
    }

    /// The daemon under way as a service, whose watchdog is as patient as that.
    pub fn run_under(&self, systemd: &Systemd, watchdog: Duration) -> Running {
        Running::start(self.command_under(systemd, watchdog))
    }

    /// The same, which stops for ever at `step`.
    pub fn run_under_until(&self, systemd: &Systemd, watchdog: Duration, step: &str) -> Running {
        let mut command = self.command_under(systemd, watchdog);
        command.env("GUICHET_STOP_AT", step);
        Running::start(command)
    }

    fn command_under(&self, systemd: &Systemd, watchdog: Duration) -> Command {
        let mut command = self.command(&["run"]);
        command.env("NOTIFY_SOCKET", systemd.address()).env_remove("WATCHDOG_PID");
        command.env("WATCHDOG_USEC", watchdog.as_micros().to_string());
        command
    }

    /// One round under way.
    pub fn round(&self) -> Running {
        Running::start(self.command(&["run", "--once"]))
    }

    /// One round under way, which stops for ever at `step`, e.g. `claimed:2`.
    pub fn round_until(&self, step: &str) -> Running {
        let mut command = self.command(&["run", "--once"]);
        command.env("GUICHET_STOP_AT", step);
        Running::start(command)
    }

    /// One round, to its end.
    pub fn run_once(&self) -> Ended {
        self.round().end()
    }

    /// The program with these words and this desk's configuration.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = guichet();
        command.args(words).arg("--config").arg(self.config()).envs(self.environment());
        command
    }

    /// Where the program finds the time and the room on the disk that a test sets.
    pub fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [("GUICHET_CLOCK", self.path("clock")), ("GUICHET_FREE", self.path("free"))]
    }

    /// From now on it is `now` for the program.
    pub fn set_clock(&self, now: Timestamp) {
        self.set("clock", &now.to_string());
    }

    /// From now on so many octets of the disk are free for the program.
    pub fn set_free(&self, octets: u64) {
        self.set("free", &octets.to_string());
    }

    /// Writes a file at once, so that the program never reads a part of it.
    fn set(&self, name: &str, value: &str) {
        let draft = self.path("draft");
        fs::write(&draft, value).unwrap();
        fs::rename(draft, self.path(name)).unwrap();
    }

    /// What a command prints.
    pub fn says(&self, command: &str) -> String {
        let (code, said) = self.tries(command);
        assert_eq!(code, Some(0), "{said}");
        said
    }

    /// The exit code of a command, and what it prints.
    pub fn tries(&self, command: &str) -> (Option<i32>, String) {
        let words: Vec<&str> = command.split(' ').collect();
        let output = self.command(&words).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    /// What a command with these words prints, which goes well.
    #[track_caller]
    pub fn orders(&self, words: &[&str]) -> String {
        let (code, said, refusal) = self.order(words);
        assert_eq!(code, Some(0), "{said}{refusal}");
        said
    }

    /// The exit code of a command that is refused, and the sentence that says why.
    #[track_caller]
    pub fn is_refused(&self, words: &[&str]) -> (i32, String) {
        let (code, said, refusal) = self.order(words);
        assert_eq!(said, "", "{refusal}");
        assert!(!refusal.contains("panicked"), "{refusal}");
        (code.unwrap(), refusal)
    }

    fn order(&self, words: &[&str]) -> (Option<i32>, String, String) {
        let output = self.command(words).output().unwrap();
        let [said, refusal] = [output.stdout, output.stderr].map(|octets| String::from_utf8(octets).unwrap());
        (output.status.code(), said, refusal)
    }

    /// The code of the registration of somebody with this first name.
    #[track_caller]
    pub fn code_of(&self, first_name: &str) -> String {
        let people = self.participants();
        let person = people.iter().find(|person| person["first_name"] == first_name);
        person.unwrap_or_else(|| panic!("{first_name} is not there"))["code"].as_str().unwrap().to_owned()
    }

    /// What `guichet participants --format json` prints.
    pub fn participants(&self) -> Vec<Value> {
        serde_json::from_str(&self.says("participants --format json")).unwrap()
    }

    /// Status, rank and names of everybody on the list, e.g. `confirmed LE GOFF Yannick`.
    pub fn list(&self) -> Vec<String> {
        let word = |person: &Value, key: &str| person[key].as_str().unwrap_or_default().to_owned();
        self.participants()
            .iter()
            .map(|person| {
                let rank = person["rank"].as_u64().map(|rank| format!(" {rank}")).unwrap_or_default();
                let [status, last, first] =
                    ["status", "last_name", "first_name"].map(|key| word(person, key));
                format!("{status}{rank} {last} {first}")
            })
            .collect()
    }

    /// The letters in the outbox, by Message-ID.
    pub fn letters(&self) -> Vec<Letter> {
        let Ok(entries) = fs::read_dir(self.outbox().join("new")) else { return Vec::new() };
        let mut letters: Vec<Letter> =
            entries.map(|entry| letter(&fs::read(entry.unwrap().path()).unwrap())).collect();
        letters.sort_by(|one, other| one.message_id.cmp(&other.message_id));
        letters
    }

    /// Every file below the inbox with what it holds.
    pub fn inbox_as_it_is(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let folders = ["new", "cur", "tmp"].map(|part| self.inbox().join(part));
        let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
        files.map(|file| file.unwrap().path()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// The number that `query` gives, as the database stands on the disk.
    pub fn count(&self, query: &'static str) -> i64 {
        self.read(async |database| sqlx::query_scalar(query).fetch_one(database).await.unwrap())
    }

    /// The texts that `query` gives.
    pub fn texts(&self, query: &'static str) -> Vec<String> {
        self.read(async |database| sqlx::query_scalar(query).fetch_all(database).await.unwrap())
    }

    /// Changes the database behind the desk's back.
    pub fn execute(&self, statement: &'static str) -> Result<(), String> {
        with(&self.options(), async |database| {
            sqlx::raw_sql(statement).execute(database).await.map(drop).map_err(|error| error.to_string())
        })
    }

    fn read<T>(&self, look: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        with(&self.options().read_only(true), look)
    }

    /// How the database is opened.
    pub fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new().filename(self.database()).foreign_keys(true)
    }

    /// Asserts that the database is whole: its pages, its references, its seats, its history.
    pub fn assert_sound(&self) {
        self.assert_sound_pages();
        let beyond = "SELECT count(*) FROM event WHERE coalesce(capacity_staff, capacity) <
                      (SELECT count(*) FROM registration WHERE event = event.id AND place = 'seat')";
        let untold = "SELECT count(*) FROM registration WHERE id NOT IN (SELECT registration FROM change)";
        let unseen = "SELECT count(*) FROM message WHERE id NOT IN (SELECT message FROM copy)";
        for query in [beyond, untold, unseen] {
            assert_eq!(self.count(query), 0, "{query}");
        }
    }

    /// Asserts that the pages of the database and its references are whole.
    pub fn assert_sound_pages(&self) {
        assert_eq!(self.texts("PRAGMA integrity_check"), ["ok"]);
        assert_eq!(self.count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }

    /// Asserts that the outbox of the database and the folder have the same letters, each once.
    pub fn assert_all_letters_sent(&self) {
        let recorded = self.texts("SELECT message_id FROM notice ORDER BY message_id");
        let written: Vec<String> = self.letters().into_iter().map(|letter| letter.message_id).collect();
        assert_eq!(written, recorded);
        assert_eq!(self.count("SELECT count(*) FROM notice WHERE state <> 'sent'"), 0);
        assert_eq!(fs::read_dir(self.outbox().join("tmp")).unwrap().count(), 0, "drafts are left behind");
    }
}

/// Opens a database, looks, and closes it again.
pub fn with<T>(options: &SqliteConnectOptions, look: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut database = options.connect().await.unwrap();
        let seen = look(&mut database).await;
        database.close().await.unwrap();
        seen
    })
}

/// Reads a letter.
pub fn letter(octets: &[u8]) -> Letter {
    let parsed = MessageParser::new().parse(octets).unwrap();
    let addresses = |list: Option<&mail_parser::Address>| {
        list.into_iter()
            .flat_map(|list| list.iter().filter_map(|one| one.address().map(str::to_owned)))
            .collect()
    };
    Letter {
        message_id: parsed.message_id().unwrap().to_owned(),
        to: addresses(parsed.to()),
        copied_to: [addresses(parsed.cc()), addresses(parsed.bcc())].concat(),
        in_reply_to: parsed.in_reply_to().as_text().map(str::to_owned),
        auto_submitted: parsed.header("Auto-Submitted").and_then(|value| value.as_text()).map(str::to_owned),
        subject: parsed.subject().unwrap_or_default().to_owned(),
        text: parsed.body_text(0).unwrap_or_default().into_owned(),
        octets: octets.to_owned(),
    }
}
