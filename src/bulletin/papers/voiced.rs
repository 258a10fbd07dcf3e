//! A body by voice, and the answers in it to questions that it quotes.

use std::sync::LazyLock;

use regex::Regex;

use super::passed_on::Letter;
use crate::bulletin::form;
use crate::bulletin::labels::Labels;
use crate::document::{Block, Document};
use crate::message::quotation::{PassedOn, Split, Voice, split};
use crate::pattern::pattern;

/// So many answers are no chance.
const SEVERAL: usize = 2;

/// A body whose lines are known by voice.
pub struct Voiced<'d> {
    document: &'d Document,
    /// The voice of each block; a table speaks with the voice that most of its lines have.
    voices: Vec<Voice>,
    /// What is passed on in it, the outermost first.
    pub passed_on: Vec<Letter>,
}

impl<'d> Voiced<'d> {
    pub fn of(document: &'d Document, subject: &str) -> Self {
        let texts: Vec<String> =
            document.body.iter().map(|block| form::text(std::slice::from_ref(block))).collect();
        let mut lines: Vec<&str> = Vec::new();
        let mut first_line = Vec::with_capacity(texts.len());
        for text in &texts {
            first_line.push(lines.len());
            lines.extend(text.trim_end_matches('\n').split('\n'));
        }
        let split = split(&lines, subject);
        let voices =
            first_line.iter().map(|&at| split.voices.get(at).copied().unwrap_or(Voice::Own)).collect();
        Self { document, voices, passed_on: letters(&lines, &split) }
    }

    /// The answers to quoted labels, with these: between their lines, or by their numbers in `own_words` and
    /// `quoted_words`. Nothing where there are hardly any.
    pub fn answers(&self, quoted_words: &str, own_words: &str, labels: &Labels) -> Document {
        let (mut body, mut answers, mut waits) = (Vec::new(), 0, false);
        for (block, voice) in self.document.body.iter().zip(&self.voices) {
            let Block::Line(line) = block else { continue };
            let bare = line.trim_start_matches(['>', ' ']);
            match voice {
                Voice::Quoted if bare.trim().is_empty() => {}
                Voice::Quoted => {
                    waits = labels.recognise(bare).is_some_and(|label| label.is_asked());
                    if waits {
                        body.push(Block::Line(bare.to_owned()));
                    }
                }
                Voice::Own if line.trim().is_empty() => {}
                Voice::Own => {
                    answers += usize::from(waits);
                    body.push(block.clone());
                    waits = false;
                }
                Voice::Signature | Voice::Forwarded => {}
            }
        }
        self.document_of(if answers >= SEVERAL { body } else { by_number(quoted_words, own_words, labels) })
    }

    /// All lines, those of tables too, with their voices.
    pub fn lines(&self) -> Vec<(Voice, String)> {
        let blocks = self.document.body.iter().zip(&self.voices);
        let lines = |(block, voice): (&Block, &Voice)| {
            let text = form::text(std::slice::from_ref(block));
            let voice = *voice;
            text.lines().map(|line| (voice, line.to_owned())).collect::<Vec<_>>()
        };
        blocks.flat_map(lines).collect()
    }

    /// Whether anything speaks with `voice`.
    pub fn has(&self, voice: Voice) -> bool {
        self.voices.contains(&voice)
    }

    /// The blocks that speak with `voice`, without their quotation marks.
    pub fn part(&self, voice: Voice) -> Document {
        let blocks = self.document.body.iter().zip(&self.voices).filter(|(_, of)| **of == voice);
        let body = blocks.map(|(block, _)| match block {
            Block::Line(line) => Block::Line(line.trim_start_matches(['>', ' ']).to_owned()),
            table @ Block::Table(_) => table.clone(),
        });
        self.document_of(body.collect())
    }

    /// The document with this body instead.
    pub fn document_of(&self, body: Vec<Block>) -> Document {
        let Document { format, margins, fields, .. } = self.document;
        Document { format: *format, body, margins: margins.clone(), fields: fields.clone() }
    }
}

/// What is passed on in `lines`.
fn letters(lines: &[&str], split: &Split) -> Vec<Letter> {
    let ends = split.passed_on.iter().skip(1).map(|next| next.begins).chain([lines.len()]);
    let letter = |(passed_on, end): (&PassedOn, usize)| {
        let spoken = lines.iter().zip(&split.voices).take(end).skip(passed_on.begins);
        let words = spoken.filter(|(_, voice)| **voice == Voice::Forwarded).map(|(line, _)| *line);
        Letter { writer: passed_on.writer.clone(), words: words.collect::<Vec<_>>().join("\n") }
    };
    split.passed_on.iter().zip(ends).map(letter).collect()
}

/// "1. Petit" above "> 1. Votre nom" as "Votre nom : Petit".
fn by_number(quoted_words: &str, own_words: &str, labels: &Labels) -> Vec<Block> {
    let pairs = numbered(quoted_words).into_iter().zip(numbered(own_words));
    let asked = |(question, answer): (String, String)| {
        let is_label = labels.recognise(&question).is_some_and(|label| label.is_asked());
        is_label.then(|| Block::Line(format!("{question} : {answer}")))
    };
    let lines: Vec<Block> = pairs.filter_map(asked).collect();
    if lines.len() >= SEVERAL { lines } else { Vec::new() }
}

/// What follows "1.", "2)" and so on in `text`, each up to the next number or the end of its line.
fn numbered(text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)(?:^|[\s,;:])([1-9]) ?[.)/°-]+\s*"));
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for found in NUMBER.captures_iter(text) {
        let [number] = found.extract().1;
        if let Some(mark) = found.get(0).filter(|_| number.parse() == Ok(spans.len() + 1)) {
            spans.push((mark.start(), mark.end()));
        }
    }
    let ends = spans.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let item = |(begin, end): (usize, usize)| {
        let line = text.get(begin..end).and_then(|item| item.lines().next()).unwrap_or_default();
        line.trim_end_matches([',', ';', '?', ' ']).to_owned()
    };
    spans.iter().map(|(_, begin)| *begin).zip(ends).map(item).collect()
}
