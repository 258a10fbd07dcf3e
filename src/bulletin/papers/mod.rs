//! A message sorted into papers: what its writer said, what may be a form, what cannot be read, and
//! what somebody else wrote.

mod notice;
mod passed_on;
mod voiced;

use std::sync::LazyLock;

use regex::Regex;

use super::form;
use super::labels::{Label, Labels};
use super::reading::PassedOver;
use crate::document::{self, Block, Document, Foreign, Refusal};
use crate::fold::fold;
use crate::message::quotation::Voice;
use crate::message::{File, Message, is_own};
use crate::pattern::pattern;
use notice::{Notice, is_notice, offers_a_seat};
use passed_on::Letter;
use voiced::Voiced;

/// How many octets of text a body may have: 1 MiB, a book.
const LONGEST_BODY: usize = 1 << 20;

/// The papers of one message.
#[derive(Debug, Default)]
pub struct Papers {
    /// The writer's own words.
    pub own_words: String,
    /// What stands below a closing formula or a separator: the writer's signature.
    pub signature: String,
    /// What others wrote below or above them.
    pub quoted_words: String,
    /// What others wrote in messages that were passed on.
    pub passed_on_words: String,
    /// The messages that are passed on: first those in the text, then those attached side by side, each with
    /// what is passed on in it, the outermost first.
    pub passed_on: Vec<Vec<Letter>>,
    /// Everything that may be a form: the body, the files, what was passed on.
    pub sheets: Vec<Sheet>,
    /// The files and bodies that could not be read.
    pub refused: Vec<(String, Refusal)>,
    /// Whether the message answers a letter of the desk.
    pub answers_a_notice: bool,
    /// Whether that letter offers a seat.
    pub offers: bool,
    /// What that letter asks for, where it asks for one person.
    pub asked: Vec<Label>,
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
    /// The writer's answers in a form that the message quotes.
    Answers,
    /// An attached file.
    File,
    /// The words of a message that was passed on.
    PassedOn,
}

impl Papers {
    /// Sorts `message`. What is a form is told by its `labels`.
    #[must_use]
    pub fn of(message: &Message, labels: &Labels) -> Self {
        let mut papers = Self::default();
        papers.sort(message, labels, true);
        papers.answers_a_notice =
            message.envelope.in_reply_to.iter().any(|id| is_own(id)) || is_notice(&papers.quoted_words);
        papers
    }

    fn sort(&mut self, message: &Message, labels: &Labels, outermost: bool) {
        if outermost {
            self.passed_on.push(Vec::new());
        }
        self.body(message, labels, outermost);
        for file in &message.files {
            self.file(file);
        }
        for attached in &message.attached {
            if outermost {
                self.passed_on.push(Vec::new());
            }
            if attached.machine.is_none() {
                self.pass_on([Letter { writer: attached.envelope.from.clone(), words: String::new() }]);
            }
            self.sort(attached, labels, false);
        }
    }

    /// Keeps messages that are passed on beside those that are passed on with them.
    fn pass_on(&mut self, letters: impl IntoIterator<Item = Letter>) {
        if let Some(known) = self.passed_on.last_mut() {
            known.extend(letters);
        }
    }

    fn body(&mut self, message: &Message, labels: &Labels, outermost: bool) {
        let (name, origin) =
            if outermost { ("message", Origin::Body) } else { ("attached message", Origin::PassedOn) };
        if [&message.plain, &message.html].into_iter().flatten().any(|text| text.len() > LONGEST_BODY) {
            return self.refuse(name, Refusal::TooLarge);
        }
        let document = match body(message, labels) {
            Ok(Some(document)) => document,
            Ok(None) => return,
            Err(refusal) => return self.refuse(name, refusal),
        };
        let mut voiced = Voiced::of(&document, &message.envelope.subject);
        let own = voiced.part(Voice::Own);
        let own_words = form::text(&own.body);
        let quoted = voiced.part(Voice::Quoted);
        let quoted_words = form::text(&quoted.body);
        self.sheet(name, origin, own);
        let passed_on = voiced.part(Voice::Forwarded);
        self.passed_on_words.push_str(&form::text(&passed_on.body));
        self.sheet("forwarded message", Origin::PassedOn, passed_on);
        if is_notice(&quoted_words) {
            let notice = Notice::read(&voiced.lines(), labels);
            self.sheet("quoted form", Origin::Answers, voiced.document_of(notice.filled_in()));
            if outermost {
                self.asked = notice.asked;
                self.offers = offers_a_seat(&quoted_words);
            }
        } else {
            let answers = voiced.answers(&quoted_words, &own_words, labels);
            let is_blank = answers.body.is_empty();
            let answers =
                if is_blank && fills_in_below(&own_words) { form_in(quoted, labels) } else { answers };
            self.sheet("quoted form", Origin::Answers, answers);
        }
        for (voice, what) in [(Voice::Quoted, "quoted text"), (Voice::Signature, "signature")] {
            if voiced.has(voice) {
                self.pass_over(what, "not the writer's own words in this message");
            }
        }
        if outermost {
            self.own_words = own_words;
            self.signature = form::text(&voiced.part(Voice::Signature).body);
        } else {
            self.passed_on_words.push_str(&own_words);
            let letter = self.passed_on.last_mut().and_then(|letters| letters.last_mut());
            if let Some(letter) = letter.filter(|_| message.machine.is_none()) {
                letter.words.clone_from(&own_words);
            }
        }
        self.pass_on(std::mem::take(&mut voiced.passed_on));
        self.quoted_words.push_str(&quoted_words);
    }

    fn sheet(&mut self, name: &str, origin: Origin, document: Document) {
        if !document.body.is_empty() {
            self.sheets.push(Sheet { name: name.to_owned(), origin, document });
        }
    }

    fn file(&mut self, file: &File) {
        match document::read(&file.bytes) {
            Ok(document) => self.sheet(&file.name, Origin::File, document),
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

/// Whether the writer says that the answers stand in the quoted message: "complété ci-dessous", "mes
/// réponses en bleu".
fn fills_in_below(own_words: &str) -> bool {
    static BELOW: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\b(?:repon\w+|complete\w*|rempli\w*|renseign\w+|inscri\w+|bulletin|fiche|tableau|infos?|informations)\b
              .{0,60}?\b(?:ci-?\ ?(?:dessous|dessus|apres)|plus\ bas|en\ bas|en\ dessous|sous\ votre
              |dans\ (?:votre|le|ce|la|son)\ (?:\w+\ de\ (?:votre|ce)\ )?(?:message|mail|courriel|texte|corps|tableau|annonce)
              |en\ (?:bleu|rouge|vert|gras|couleur|majuscules)|directement)
              | \b(?:coupon|bulletin|fiche|formulaire)\s?:$",
        )
    });
    own_words.lines().map(fold).any(|line| BELOW.is_match(&line))
}

/// The part of `document` from the first label of a name on, with the labels right above it: what is
/// above those is the announcement.
fn form_in(document: Document, labels: &Labels) -> Document {
    let begins = |block: &Block| match block {
        Block::Line(line) => form::asks_for_a_name(line, labels),
        Block::Table(_) => true,
    };
    let is_label =
        |block: &Block| matches!(block, Block::Line(line) if form::asks_for_something(line, labels));
    let name = document.body.iter().position(begins).unwrap_or(document.body.len());
    let above = document.body.iter().take(name).rev().take_while(|block| is_label(block)).count();
    let body = document.body.iter().skip(name - above).cloned().collect();
    Document { body, ..document }
}

/// The body: of two alternatives the one that says more. Programs that make the plain one lose
/// tables, accents, or all of it. Without either, what Outlook wrote as RTF.
fn body(message: &Message, labels: &Labels) -> Result<Option<Document>, Refusal> {
    let plain = message.plain.as_deref().filter(|text| !text.trim().is_empty());
    let html = message.html.as_deref().map(document::html::read);
    Ok(match (plain, html) {
        (Some(plain), Some(html)) => {
            let read = document::text::read(plain);
            let (said, said_in_html) = (Said::by(&read, labels), Said::by(&html, labels));
            let is_struck = message.html.as_deref().is_some_and(strikes_out);
            Some(if is_struck || said_in_html.is_more_than(&said) { html } else { read })
        }
        (Some(plain), None) => Some(document::text::read(plain)),
        (None, Some(html)) => Some(html),
        (None, None) => message.rich.as_deref().map(document::read).transpose()?,
    })
}

/// Whether something is struck out in `html`, which the plain alternative cannot show.
fn strikes_out(html: &str) -> bool {
    static STRUCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(?:s|strike|del)[\s>]|line-through"));
    STRUCK.is_match(html)
}

/// How much an alternative says.
struct Said {
    has_table: bool,
    /// How many characters of it are broken.
    broken: usize,
    /// How much it says as a form.
    filled_in: (usize, usize),
    text: String,
}

impl Said {
    fn by(document: &Document, labels: &Labels) -> Self {
        let text = form::text(&document.body);
        let broken = ["Ã©", "Ã¨", "Ã ", "Ãª", "Ã§", "â€™", "\u{fffd}"];
        Self {
            has_table: document.body.iter().any(|block| matches!(block, Block::Table(_))),
            broken: broken.iter().map(|sign| text.matches(sign).count()).sum(),
            filled_in: form::weight(document, labels),
            text,
        }
    }

    /// Whether this, the HTML alternative, says more than the `plain` one.
    fn is_more_than(&self, plain: &Self) -> bool {
        /// No longer is what stands in for a text that is HTML only, in octets.
        const STUB: usize = 400;
        let is_stub = plain.text.len() < STUB
            && self.text.len() > 2 * plain.text.len()
            && fold(&plain.text).contains("html");
        self.has_table || is_stub || self.broken < plain.broken || self.filled_in > plain.filled_in
    }
}
