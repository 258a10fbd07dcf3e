//! One scene of the play, and the message it puts on the stage.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::{TimeZone, offset};

use super::cast::Person;
use super::encoding::header_text;
use super::forms::Form;
use super::mime::Entity;
use super::programs::{Program, Quoted};
use super::{Sample, SampleError};

/// Somebody writes to the desk. Moments are written "03-24 09:00", in Paris in winter 2016.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    name: &'static str,
    written: &'static str,
    received: &'static str,
    program: Program,
    author: &'static Person,
    subject: &'static str,
    text: String,
    quoted: Option<&'static Quoted>,
    fields: &'static str,
    files: Vec<(&'static str, File)>,
    outcome: &'static str,
}

#[derive(Debug, Clone)]
enum File {
    Docx(Form),
    Jpeg(&'static [u8]),
}

impl Scene {
    pub(super) fn new(
        name: &'static str,
        at: &'static str,
        program: Program,
        author: &'static Person,
    ) -> Self {
        Self {
            name,
            written: at,
            received: at,
            program,
            author,
            subject: "",
            text: String::new(),
            quoted: None,
            fields: "",
            files: Vec::new(),
            outcome: "",
        }
    }

    /// What the mail says, in lines without the signature; lines that hold a tab are rows of a table.
    pub(super) fn says(mut self, subject: &'static str, text: impl Into<String>) -> Self {
        self.subject = subject;
        self.text = text.into();
        self
    }

    /// The mail that it answers, which its program quotes below.
    pub(super) fn answering(mut self, quoted: &'static Quoted) -> Self {
        self.quoted = Some(quoted);
        self
    }

    pub(super) fn with_form(mut self, name: &'static str, form: Form) -> Self {
        self.files.push((name, File::Docx(form)));
        self
    }

    pub(super) fn with_picture(mut self, name: &'static str, jpeg: &'static [u8]) -> Self {
        self.files.push((name, File::Jpeg(jpeg)));
        self
    }

    /// Further header fields, each ended by a line feed.
    pub(super) fn marked(mut self, fields: &'static str) -> Self {
        self.fields = fields;
        self
    }

    /// What the desk is expected to make of it.
    pub(super) fn becomes(mut self, outcome: &'static str) -> Self {
        self.outcome = outcome;
        self
    }

    /// The very same message, delivered once more.
    pub(super) fn delivered_again(&self, name: &'static str, received: &'static str) -> Self {
        Self { name, received, outcome: "duplicate", ..self.clone() }
    }

    /// The message as the desk's mail server delivered it.
    pub(super) fn sample(&self) -> Result<Sample, SampleError> {
        let received_at = moment(self.received, 9)?;
        let seed = hash(&[self.author.address, self.written]);
        let header = self.trace(received_at)? + &self.header(seed)?;
        let octets = self.entity(seed)?.message(&header);
        Ok(Sample { name: self.name, received_at, octets, outcome: self.outcome })
    }

    /// Trace fields (RFC 5321 §4.4), newest first: they alone differ when a message is delivered again.
    fn trace(&self, received_at: Timestamp) -> Result<String, SampleError> {
        let (address, domain) = (self.author.address, self.author.domain());
        let queue = hash(&[address, self.received]);
        let (delivered, handed_over) = (date(received_at)?, date(moment(self.written, 4)?)?);
        Ok(format!(
            "Return-Path: <{address}>\nDelivered-To: contact@irev.fr\n\
             Received: from smtp.{domain} (smtp.{domain} [192.0.2.{host}])\n\
             \tby mail.example.org (Postfix) with ESMTPS id {id:010X}\n\
             \tfor <contact@irev.fr>; {delivered} (CET)\n\
             Received: from [198.51.100.{host}] by smtp.{domain} with ESMTPSA;\n\t{handed_over} (CET)\n",
            host = hash(&[domain]) % 250 + 1,
            id = queue >> 24,
        ))
    }

    fn header(&self, seed: u64) -> Result<String, SampleError> {
        let (charset, _) = self.program.encoding();
        let name = self.program.display_name(self.author);
        let name = if name.is_ascii() { format!("\"{name}\"") } else { header_text(&name, charset) };
        let answered = self.quoted.map(|quoted| quoted.message_id);
        Ok(format!(
            "From: {name} <{address}>\nTo: contact@irev.fr\nSubject: {subject}\nDate: {date}\n\
             Message-ID: <{id}@{domain}>\n{thread}{fields}{agent}MIME-Version: 1.0\n",
            address = self.author.address,
            subject = header_text(self.subject, charset),
            date = date(moment(self.written, 2)?)?,
            id = self.program.message_id(seed),
            domain = self.author.domain(),
            thread =
                answered.map(|id| format!("In-Reply-To: <{id}>\nReferences: <{id}>\n")).unwrap_or_default(),
            fields = self.fields,
            agent = self.program.agent(),
        ))
    }

    fn entity(&self, seed: u64) -> Result<Entity, SampleError> {
        let words = self.words(seed);
        if self.files.is_empty() {
            return Ok(words);
        }
        let mut parts = vec![words];
        for (name, file) in &self.files {
            parts.push(self.attached(name, file)?);
        }
        Ok(Entity::multipart("mixed", &self.program.boundary(seed, 1), parts))
    }

    /// The text as the program writes it: plain, or plain and HTML.
    fn words(&self, seed: u64) -> Entity {
        let (charset, transfer) = self.program.encoding();
        let text = self.text.clone() + &self.program.signature(self.author);
        let quote = self.quoted.map(|quoted| self.program.quote(quoted)).unwrap_or_default();
        let plain = without_tables(&text) + &quote;
        let plain = Entity::text(self.program.plain_type(), &plain, charset, transfer);
        let Some(html) = self.program.html(&text, self.quoted) else { return plain };
        let html = Entity::text("text/html", &html, charset, transfer);
        Entity::multipart("alternative", &self.program.boundary(seed, 2), vec![plain, html])
    }

    fn attached(&self, name: &str, file: &File) -> Result<Entity, SampleError> {
        let (charset, _) = self.program.encoding();
        Ok(match file {
            File::Docx(form) => Entity::file(DOCX, name, &form.bytes()?, charset),
            File::Jpeg(octets) => Entity::file("image/jpeg", name, octets, charset),
        })
    }
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Text in lines, with each cell of a table in a paragraph of its own.
fn without_tables(text: &str) -> String {
    let line = |line: &str| match line.split_once('\t') {
        Some((label, value)) => format!("{label}\n\n{value}\n\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

fn moment(at: &str, second: u8) -> Result<Timestamp, jiff::Error> {
    format!("2016-{at}:{second:02}+01").parse()
}

fn date(moment: Timestamp) -> Result<String, jiff::Error> {
    rfc2822::to_string(&moment.to_zoned_datetime(TimeZone::fixed(offset(1))))
}

/// A number that looks arbitrary and is always the same (FNV-1a).
fn hash(words: &[&str]) -> u64 {
    let octets = words.iter().flat_map(|word| word.bytes());
    octets.fold(0xcbf2_9ce4_8422_2325, |hash, octet| (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3))
}
