//! Octets to a [`Message`]: which parts are text, which are files, which are neither.

use std::cell::Cell;
use std::sync::LazyLock;

use mail_parser::{MessageParser, MessagePart, PartType};
use regex::bytes::Regex;

use super::containers::{Container, Enclosed, Letter};
use super::fields::Fields;
use super::machine::Evidence;
use super::part::{Part, Use};
use super::report;
use super::{DeliveryReport, Envelope, File, Machine, Message, Silence, flowed, name, signed};
use crate::pattern::pattern;

/// How deep attached messages are followed.
const DEEPEST: usize = 8;
/// How many MIME parts of one message are looked at.
const MOST_PARTS: usize = 1_000;
/// How many octets all containers in one message may hold together: 32 MiB.
const MAX_UNPACKED: usize = 32 << 20;
/// How many attached messages a mail may announce: the parser's result is dropped recursively.
const MOST_NESTED: usize = 5_000;

impl Message {
    /// Reads a mail as it arrived. The desk's own mail is known by `own_addresses`.
    ///
    /// `None` where there is no header field, or attached messages are nested as no human does.
    #[must_use]
    pub fn parse(raw: &[u8], own_addresses: &[String]) -> Option<Message> {
        parse(raw, &Setting::of(own_addresses), DEEPEST)
    }

    /// A message of nobody's that holds nothing but a file, or what is in it where it is a container.
    #[must_use]
    pub fn enclosing(name: &str, bytes: Vec<u8>) -> Self {
        let setting = Setting::of(&[]);
        let mut content = Content::new(&setting, DEEPEST);
        content.add_enclosed(Enclosed { name: name.to_owned(), bytes });
        content.headed_by(&Fields::read(b""))
    }
}

/// What holds for a message and all that is in it.
struct Setting<'a> {
    own_addresses: &'a [String],
    /// How many octets may still come out of containers.
    allowance: Cell<usize>,
}

impl<'a> Setting<'a> {
    fn of(own_addresses: &'a [String]) -> Self {
        Self { own_addresses, allowance: Cell::new(MAX_UNPACKED) }
    }
}

fn parse(raw: &[u8], setting: &Setting, depth: usize) -> Option<Message> {
    let raw = raw.trim_ascii_start();
    if is_bottomless(raw) {
        return None;
    }
    let parsed = MessageParser::default().parse(raw)?;
    assemble(&parsed, setting, depth)
}

/// Only these types, or a default in the last, make a part a message.
#[expect(clippy::expect_used, reason = "the pattern is a literal, compiled by the tests")]
fn is_bottomless(raw: &[u8]) -> bool {
    static NESTING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i-u)rfc822|global|digest").expect("a literal pattern compiles"));
    NESTING.find_iter(raw).nth(MOST_NESTED).is_some()
}

fn assemble(parsed: &mail_parser::Message, setting: &Setting, depth: usize) -> Option<Message> {
    let mut content = Content::new(setting, depth);
    content.add_all(parsed, true);
    let fields = Fields::read(section(parsed.parts.first()?, &parsed.raw_message));
    (!fields.is_empty()).then(|| content.headed_by(&fields))
}

/// What the parts of a message hold, gathered one after the other.
struct Content<'a> {
    setting: &'a Setting<'a>,
    depth: usize,
    plain: Vec<String>,
    html: Vec<String>,
    rich: Option<Vec<u8>>,
    files: Vec<File>,
    attached: Vec<Message>,
    settles_invitation: bool,
    enclosed: report::Enclosed,
}

impl<'a> Content<'a> {
    fn new(setting: &'a Setting<'a>, depth: usize) -> Self {
        Self {
            setting,
            depth,
            plain: Vec::new(),
            html: Vec::new(),
            rich: None,
            files: Vec::new(),
            attached: Vec::new(),
            settles_invitation: false,
            enclosed: report::Enclosed::default(),
        }
    }

    fn add_all(&mut self, parsed: &mail_parser::Message, is_root: bool) {
        for (position, part) in parsed.parts.iter().take(MOST_PARTS).enumerate() {
            self.add(part, &parsed.raw_message, is_root && position == 0);
        }
    }

    fn add(&mut self, part: &MessagePart, raw: &[u8], is_root: bool) {
        match &part.body {
            PartType::Multipart(_) => {}
            PartType::Message(message) => {
                if let Some(depth) = self.depth.checked_sub(1) {
                    self.attached.extend(assemble(message, self.setting, depth));
                }
            }
            _ => self.add_leaf(Part::read(&Fields::read(section(part, raw)), body(part, raw)), is_root),
        }
    }

    fn add_leaf(&mut self, part: Part, is_root: bool) {
        match part.purpose(is_root) {
            Use::Plain if part.is_flowed() => {
                self.plain.push(flowed::join(&part.text(), part.deletes_space()));
            }
            Use::Plain => self.plain.push(part.text()),
            Use::Html => self.html.push(part.text()),
            Use::Invitation => self.settles_invitation |= part.settles_invitation(),
            Use::Status => self.enclosed.statuses.push(part.text()),
            Use::Headers => self.enclosed.take_header(&part.bytes),
            Use::Receipt => self.enclosed.arrived = true,
            Use::Apparatus => {}
            Use::Message => self.add_message(part),
            Use::Signed => self.add_signed(part, is_root),
            Use::File => self.add_file(part),
        }
    }

    /// The message that they make below these header fields.
    fn headed_by(self, fields: &Fields) -> Message {
        let envelope = Envelope::read(fields);
        let evidence = Evidence {
            fields,
            envelope: &envelope,
            own_addresses: self.setting.own_addresses,
            settles_invitation: self.settles_invitation,
        };
        let machine = Machine::recognize(&evidence);
        let (plain, html) = (joined(&self.plain), joined(&self.html));
        let report = DeliveryReport::recognize(&report::Evidence {
            fields,
            envelope: &envelope,
            machine,
            enclosed: &self.enclosed,
            attached: self.attached.first().and_then(|message| message.envelope.message_id.as_deref()),
            words: plain.as_deref().or(html.as_deref()).unwrap_or_default(),
        });
        Message {
            silence: Silence::impose(fields, &envelope, machine),
            machine,
            is_addressed: evidence.is_addressed(),
            report,
            envelope,
            plain,
            html,
            rich: self.rich,
            files: self.files,
            attached: self.attached,
        }
    }

    /// A message that the parser took for a file.
    fn add_message(&mut self, part: Part) {
        let Some(depth) = self.depth.checked_sub(1) else { return };
        match parse(&part.bytes, self.setting, depth) {
            Some(message) => self.attached.push(message),
            None => self.add_file(part),
        }
    }

    /// What was signed, among the other parts.
    fn add_signed(&mut self, part: Part, is_root: bool) {
        let entity = signed::content(&part.bytes).filter(|entity| !is_bottomless(entity));
        match entity.as_deref().and_then(|entity| MessageParser::default().parse(entity)) {
            Some(parsed) if self.depth > 0 => {
                self.depth -= 1;
                self.add_all(&parsed, is_root);
                self.depth += 1;
            }
            _ => self.add_file(part),
        }
    }

    fn add_file(&mut self, part: Part) {
        self.add_enclosed(Enclosed { name: part.name().to_owned(), bytes: part.bytes });
    }

    /// A file, or what it holds where it is only a container.
    fn add_enclosed(&mut self, Enclosed { name, bytes }: Enclosed) {
        match self.open(&bytes) {
            Some(container) => {
                self.depth -= 1;
                self.add_container(name, container);
                self.depth += 1;
            }
            None => self.keep(&name, bytes),
        }
    }

    /// What a file holds, unless that is too deep or too much.
    fn open(&self, bytes: &[u8]) -> Option<Container> {
        let allowance = &self.setting.allowance;
        let container = Container::open(bytes, allowance.get()).filter(|_| self.depth > 0)?;
        allowance.set(allowance.get().checked_sub(container.size())?);
        Some(container)
    }

    fn keep(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.push(File { name: name::clean(name, self.files.len() + 1), bytes });
    }

    fn add_container(&mut self, name: String, container: Container) {
        match container {
            Container::Page(bytes) => self.add_enclosed(Enclosed { name, bytes }),
            Container::Mail(bytes) => match parse(&bytes, self.setting, self.depth) {
                Some(message) => self.attached.push(message),
                None => self.keep(&name, bytes),
            },
            Container::Rest(letter) => self.add_letter(letter),
            Container::Letter(letter) => self.attach(letter),
            Container::Files(files) => files.into_iter().for_each(|file| self.add_enclosed(file)),
        }
    }

    /// What a letter of Outlook's holds; its text where the message has none.
    fn add_letter(&mut self, letter: Letter) {
        if self.says_nothing() {
            self.plain = letter.plain.into_iter().collect();
            self.html = letter.html.into_iter().collect();
            self.rich = self.rich.take().or(letter.rich);
        }
        letter.files.into_iter().for_each(|file| self.add_enclosed(file));
        letter.letters.into_iter().for_each(|letter| self.attach(letter));
    }

    /// Whether its texts are blank.
    fn says_nothing(&self) -> bool {
        static MARKUP: LazyLock<regex::Regex> =
            LazyLock::new(|| pattern(r"(?is)<(?:style|head)\b.*?</(?:style|head)>|<[^>]*>|&nbsp;"));
        self.plain.iter().all(|text| text.trim().is_empty())
            && self.html.iter().all(|html| MARKUP.replace_all(html, "").trim().is_empty())
    }

    /// Attaches a letter of Outlook's as a message.
    fn attach(&mut self, letter: Letter) {
        let Some(depth) = self.depth.checked_sub(1) else { return };
        let fields = Fields::read(&letter.header);
        let mut content = Content::new(self.setting, depth);
        content.add_letter(letter);
        self.attached.push(content.headed_by(&fields));
    }
}

/// The octets of a part's header section.
fn section<'a>(part: &MessagePart, raw: &'a [u8]) -> &'a [u8] {
    raw.get(part.offset_header as usize..part.offset_body as usize).unwrap_or_default()
}

/// The octets of a part's body, still in their transfer encoding.
fn body<'a>(part: &MessagePart, raw: &'a [u8]) -> &'a [u8] {
    raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default()
}

fn joined(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("\n"))
}
