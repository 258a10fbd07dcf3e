//! A message sorted into papers: what its writer said, what may be a form, what cannot be read, and
//! what somebody else wrote.

use super::form;
use super::reading::PassedOver;
use crate::document::{self, Block, Document, Foreign, Refusal};
use crate::message::quotation::{Voice, split};
use crate::message::{File, Message};

/// How many octets of text a body may have: 1 MiB, a book.
const LONGEST_BODY: usize = 1 << 20;

/// The papers of one message.
#[derive(Debug, Default)]
pub struct Papers {
    /// The writer's own words.
    pub own_words: String,
    /// What others wrote below or above them.
    pub quoted_words: String,
    /// Everything that may be a form: the body, the files, what was passed on.
    pub sheets: Vec<Sheet>,
    /// The files and bodies that could not be read.
    pub refused: Vec<(String, Refusal)>,
    /// What is left aside, and why.
    pub passed_over: Vec<PassedOver>,
}

/// Something that may be a form.
#[derive(Debug)]
pub struct Sheet {
    /// Its file name, or what else it is.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// What is on it.
    pub document: Document,
}

/// Where a sheet came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The message's own words.
    Body,
    /// An attached file.
    File,
    /// The words of a message that was passed on.
    PassedOn,
}

impl Papers {
    /// Sorts `message`.
    #[must_use]
    pub fn of(message: &Message) -> Self {
        let mut papers = Self::default();
        papers.sort(message, true);
        papers
    }

    fn sort(&mut self, message: &Message, outermost: bool) {
        self.body(message, outermost);
        for file in &message.files {
            self.file(file);
        }
        for attached in &message.attached {
            self.sort(attached, false);
        }
    }

    fn body(&mut self, message: &Message, outermost: bool) {
        let (name, origin) =
            if outermost { ("message", Origin::Body) } else { ("attached message", Origin::PassedOn) };
        if [&message.plain, &message.html].into_iter().flatten().any(|text| text.len() > LONGEST_BODY) {
            return self.refuse(name, Refusal::TooLarge);
        }
        let Some(document) = body(message) else { return };
        let voiced = Voiced::of(&document, &message.envelope.subject);
        let own = voiced.part(Voice::Own);
        if outermost {
            self.own_words = form::text(&own.body);
        }
        self.quoted_words.push_str(&form::text(&voiced.part(Voice::Quoted).body));
        self.sheets.push(Sheet { name: name.into(), origin, document: own });
        let forwarded = voiced.part(Voice::Forwarded);
        if !forwarded.body.is_empty() {
            self.sheets.push(Sheet {
                name: "forwarded message".into(),
                origin: Origin::PassedOn,
                document: forwarded,
            });
        }
        for (voice, what) in [(Voice::Quoted, "quoted text"), (Voice::Signature, "signature")] {
            if !voiced.part(voice).body.is_empty() {
                self.pass_over(what, "not the writer's own words in this message");
            }
        }
    }

    fn file(&mut self, file: &File) {
        match document::read(&file.bytes) {
            Ok(document) => {
                self.sheets.push(Sheet { name: file.name.clone(), origin: Origin::File, document });
            }
            Err(refusal) => self.refuse(&file.name, refusal),
        }
    }

    fn refuse(&mut self, name: &str, refusal: Refusal) {
        self.pass_over(name, &refusal.to_string());
        self.refused.push((name.to_owned(), refusal));
    }

    fn pass_over(&mut self, what: &str, why: &str) {
        self.passed_over.push(PassedOver { what: what.to_owned(), why: why.to_owned() });
    }
}

/// Whether a file that was refused could hold a bulletin at all.
#[must_use]
pub fn could_be_a_bulletin(refusal: Refusal) -> bool {
    !matches!(refusal, Refusal::Unsupported(Foreign::Presentation))
}

/// The body: the plain alternative, unless the HTML one has a table, which the plain one lost.
fn body(message: &Message) -> Option<Document> {
    let plain = message.plain.as_deref().filter(|text| !text.trim().is_empty());
    let html = message.html.as_deref().map(document::html::read);
    let has_table = |document: &Document| document.body.iter().any(|block| matches!(block, Block::Table(_)));
    match (plain, html) {
        (_, Some(html)) if has_table(&html) => Some(html),
        (Some(plain), _) => Some(document::text::read(plain)),
        (None, html) => html,
    }
}

/// A body whose lines are known by voice.
struct Voiced<'d> {
    document: &'d Document,
    /// The voice of each block; a table speaks with the voice that most of its lines have.
    voices: Vec<Voice>,
}

impl<'d> Voiced<'d> {
    fn of(document: &'d Document, subject: &str) -> Self {
        let texts: Vec<String> =
            document.body.iter().map(|block| form::text(std::slice::from_ref(block))).collect();
        let mut lines: Vec<&str> = Vec::new();
        let mut first_line = Vec::with_capacity(texts.len());
        for text in &texts {
            first_line.push(lines.len());
            lines.extend(text.trim_end_matches('\n').split('\n'));
        }
        let line_voices = split(&lines, subject);
        let voices =
            first_line.iter().map(|&at| line_voices.get(at).copied().unwrap_or(Voice::Own)).collect();
        Self { document, voices }
    }

    /// The blocks that speak with `voice`, without their quotation marks.
    fn part(&self, voice: Voice) -> Document {
        let blocks = self.document.body.iter().zip(&self.voices).filter(|(_, of)| **of == voice);
        let body = blocks.map(|(block, _)| match block {
            Block::Line(line) => Block::Line(line.trim_start_matches(['>', ' ']).to_owned()),
            table @ Block::Table(_) => table.clone(),
        });
        Document { body: body.collect(), ..self.document.clone() }
    }
}
