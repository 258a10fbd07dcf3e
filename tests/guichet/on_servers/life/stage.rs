//! The desk between its servers, a clock, and what everybody writes to whom.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::time::{Duration, SystemTime};

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::servers::{ServerDesk, USER};
use crate::support::{Letter, Mail};

/// A letter of the desk, as it lies in a mailbox.
#[derive(Debug, Clone)]
pub struct Sent {
    pub kind: String,
    pub recipient: String,
    pub letter: Letter,
}

pub struct Stage {
    pub desk: ServerDesk,
    pub now: Timestamp,
    pub sent: Vec<Sent>,
    /// What was written so far, by whom, as people would read it.
    pub transcript: String,
    mails: i64,
}

/// Where replies quote the letter that they answer.
#[derive(Debug, Clone, Copy)]
pub enum Program {
    Thunderbird,
    Outlook,
}

const EVENT: &str = r#"
[staff]
addresses = ["equipe@example.org"]

[[event]]
id = "rencontre"
title = "Rencontre de réseau référents conseil citoyen : séance de rattrapage"
starts = "2027-03-30T09:00"
ends = "2027-03-30T12:00"
closes = "2027-03-29T18:00"
place = "IREV, 135 boulevard Paul Painlevé, Lille"
capacity = 25
keywords = ["conseil citoyen", "30 mars"]
promotion = "offer"
offer_expires = "48h"
incomplete_hold = "72h"
"#;

impl Stage {
    /// The desk opens on Monday, 1 March 2027, at nine o'clock.
    pub fn new() -> Self {
        let desk = ServerDesk::new();
        let text = fs::read_to_string(desk.desk.config()).unwrap();
        let before = text.find("[[event]]").unwrap();
        fs::write(desk.desk.config(), format!("{}{EVENT}", &text[..before])).unwrap();
        let now = date(2027, 3, 1).at(9, 0, 0, 0).in_tz("Europe/Paris").unwrap().timestamp();
        let stage = Self { desk, now, sent: Vec::new(), transcript: String::new(), mails: 0 };
        stage.desk.desk.set_clock(now);
        stage.desk.desk.run_once().well();
        stage
    }

    /// Later on.
    pub fn pass(&mut self, time: SignedDuration) {
        self.now += time;
        self.desk.desk.set_clock(self.now);
    }

    /// The desk does what is due, and its letters arrive.
    pub fn goes_on(&mut self) -> Vec<Sent> {
        self.tell("Le temps passe.");
        self.round()
    }

    /// Somebody mails something new, and the desk deals with it.
    pub fn mails(&mut self, from: &str, subject: &str, words: &str) -> Vec<Sent> {
        let mail = self.mail(from, subject, words);
        self.brings(&mail, words)
    }

    /// The same, with a form.
    pub fn mails_form(&mut self, from: &str, subject: &str, words: &str, form: Vec<u8>) -> Vec<Sent> {
        let mail = self.mail(from, subject, words).with_file("bulletin.docx", form);
        self.brings(&mail, words)
    }

    /// Somebody answers a letter of the desk, which their program quotes.
    pub fn answers(&mut self, from: &str, to: &Letter, words: &str, with: Program) -> Vec<Sent> {
        let mail = self.answer(from, to, words, with);
        self.brings(&mail, words)
    }

    /// The same while the desk is away.
    pub fn answers_meanwhile(&mut self, from: &str, to: &Letter, words: &str) {
        let mail = self.answer(from, to, words, Program::Thunderbird);
        self.tell(&format!("{} écrit, et le guichet est arrêté : {}", mail.sender(), in_short(words)));
        self.deliver(&mail);
    }

    /// A person on the staff gives a command.
    pub fn orders(&mut self, words: &[&str]) -> Vec<Sent> {
        self.tell(&format!("L'équipe : guichet {}", words[..2].join(" ")));
        self.desk.desk.orders(words);
        self.round()
    }

    /// The newest letter to `address`.
    pub fn newest(&self, address: &str) -> Letter {
        let newest = self.sent.iter().rfind(|sent| sent.recipient == address);
        newest.unwrap_or_else(|| panic!("nobody wrote to {address}")).letter.clone()
    }

    /// The newest letter of a kind to `address`.
    pub fn newest_of(&self, kind: &str, address: &str) -> Letter {
        let newest = self.sent.iter().rfind(|sent| sent.recipient == address && sent.kind == kind);
        newest.unwrap_or_else(|| panic!("no {kind} to {address}")).letter.clone()
    }

    /// The newest letter of a kind about somebody with this first name.
    pub fn newest_about(&self, kind: &str, first: &str) -> Letter {
        let is_about = |sent: &&Sent| sent.kind == kind && sent.letter.text.contains(&format!("• {first} "));
        let newest = self.sent.iter().rev().find(is_about);
        newest.unwrap_or_else(|| panic!("no {kind} about {first}")).letter.clone()
    }

    fn mail(&mut self, from: &str, subject: &str, words: &str) -> Mail {
        self.mails += 1;
        Mail::new(self.mails, subject, words).from(from).received_at(&self.now.to_string())
    }

    fn answer(&mut self, from: &str, to: &Letter, words: &str, with: Program) -> Mail {
        let subject = format!("Re: {}", to.subject.trim_start_matches("Re: "));
        let quoted = with.quote(to, self.now - 1.hour());
        let text = format!("{words}\n\n{quoted}");
        let field = format!("In-Reply-To: <{0}>\r\nReferences: <{0}>", to.message_id);
        self.mail(from, &subject, &text).with_field(&field)
    }

    fn brings(&mut self, mail: &Mail, words: &str) -> Vec<Sent> {
        self.tell(&format!("{} écrit : {}", mail.sender(), in_short(words)));
        self.deliver(mail);
        let handled = self.desk.desk.count("SELECT count(*) FROM message");
        let sent = self.round();
        assert_eq!(self.desk.desk.count("SELECT count(*) FROM message"), handled + 1);
        sent
    }

    fn deliver(&self, mail: &Mail) {
        let seconds = self.now.as_second().try_into().unwrap();
        let received_at = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        self.desk.dovecot.deliver_at(USER, &mail.octets(), received_at);
    }

    /// One round of the desk; the letters that it sent, as they arrived.
    pub fn round(&mut self) -> Vec<Sent> {
        self.desk.desk.run_once().well();
        let known = self.sent.len();
        let all = "SELECT kind || ' ' || message_id || ' ' || recipient FROM notice
                   WHERE kind NOT IN ('digest') ORDER BY id";
        for row in self.desk.desk.texts(all).iter().skip(known) {
            let [kind, message_id, recipient] = row.splitn(3, ' ').collect::<Vec<_>>()[..] else {
                panic!("{row}")
            };
            let letter = self.arrived(message_id, recipient);
            self.show(recipient, &letter);
            self.sent.push(Sent { kind: kind.to_owned(), recipient: recipient.to_owned(), letter });
        }
        self.sent[known..].to_vec()
    }

    /// The letter with this Message-ID, once it lies in the mailbox of its recipient.
    fn arrived(&self, message_id: &str, recipient: &str) -> Letter {
        let user = recipient.split('@').next().unwrap();
        let mut found = None;
        self.desk.eventually(|| {
            found = self.desk.letters_to(user).into_iter().find(|letter| letter.message_id == message_id);
            found.is_some()
        });
        found.unwrap()
    }

    fn tell(&mut self, words: &str) {
        let moment = self.now.in_tz("Europe/Paris").unwrap().strftime("%d/%m, %H h %M");
        writeln!(self.transcript, "\n## {moment} – {words}").unwrap();
    }

    fn show(&mut self, recipient: &str, letter: &Letter) {
        writeln!(self.transcript, "\n→ {recipient} : {}", letter.subject).unwrap();
        for line in letter.text.lines() {
            writeln!(self.transcript, "{}", format!("    {line}").trim_end()).unwrap();
        }
    }

    /// The transcript with every code as the number of the registration that was told of first.
    pub fn transcript(&self) -> String {
        let mut numbers = BTreeMap::new();
        for code in codes(&self.transcript) {
            let next = numbers.len() + 1;
            numbers.entry(code).or_insert(next);
        }
        let mut transcript = self.transcript.clone();
        for (code, number) in numbers {
            transcript = transcript.replace(&code, &format!("REF-{number:02}"));
        }
        transcript
    }
}

/// The codes in `text`, in the order in which they stand.
pub fn codes(text: &str) -> Vec<String> {
    let marked = text.split("Référence").skip(1);
    let code = |rest: &str| {
        rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', ':']).chars().take(8).collect::<String>()
    };
    marked.map(code).filter(|code| code.len() == 8 && code.as_bytes()[3] == b'-').collect()
}

fn in_short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("« {} »", line.chars().take(160).collect::<String>())
}

impl Program {
    /// `letter` as the program quotes it, below an answer.
    fn quote(self, letter: &Letter, written: Timestamp) -> String {
        let day = written.in_tz("Europe/Paris").unwrap();
        match self {
            Self::Thunderbird => {
                let lines =
                    letter.text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
                format!(
                    "Le {} à {}, IREV a écrit :\n{lines}\n",
                    day.strftime("%d/%m/%Y"),
                    day.strftime("%H:%M")
                )
            }
            Self::Outlook => format!(
                "-----Message d'origine-----\nDe : IREV [mailto:contact@irev.example]\nEnvoyé : {}\n\
                 À : {}\nObjet : {}\n\n{}",
                day.strftime("%d/%m/%Y %H:%M"),
                letter.to.join("; "),
                letter.subject,
                letter.text
            ),
        }
    }
}
