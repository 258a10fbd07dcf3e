//! XML as the document formats need it: elements with their namespace, text, limits. Nothing is
//! expanded but the entities that XML predefines and characters given by number, so that a
//! document type declaration can declare what it likes.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Prefix, PrefixDeclaration};

use super::Refusal;

/// How deep elements may be nested.
const MAX_DEPTH: usize = 1000;
/// How many namespace declarations may hold at one place.
const MAX_BINDINGS: usize = 512;

/// The namespaces that are told apart; the years and publishers of one are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// `WordprocessingML` (ECMA-376-1 §17), transitional or strict.
    Word,
    /// Word 2010's additions to it (MS-DOCX §2.6).
    Word2010,
    /// Markup compatibility (ECMA-376-3).
    Compatibility,
    /// `OpenDocument` (ODF 1.3 part 3), the formats of OpenOffice.org 1 with it: documents and their
    /// parts.
    Office,
    /// Its text.
    Text,
    /// Its tables.
    Table,
    /// Its drawings and frames.
    Draw,
    /// Its forms.
    Form,
    /// Its styles.
    Style,
    /// The form fields of Word that OpenOffice.org keeps in it.
    Fieldmark,
    /// `LibreOffice`'s additions to it.
    LibreOffice,
    /// Any other, or none.
    Other,
}

impl Space {
    fn of(uri: &[u8]) -> Self {
        match uri {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            b"http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word2010,
            b"http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            b"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0" => Self::Fieldmark,
            b"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" => Self::LibreOffice,
            _ => Self::of_open_document(uri).unwrap_or(Self::Other),
        }
    }

    fn of_open_document(uri: &[u8]) -> Option<Self> {
        let oasis = uri.strip_prefix(b"urn:oasis:names:tc:opendocument:xmlns:");
        let name = oasis.and_then(|name| name.strip_suffix(b":1.0"));
        match name.or_else(|| uri.strip_prefix(b"http://openoffice.org/2000/"))? {
            b"office" => Some(Self::Office),
            b"text" => Some(Self::Text),
            b"table" => Some(Self::Table),
            b"drawing" => Some(Self::Draw),
            b"form" => Some(Self::Form),
            b"style" => Some(Self::Style),
            _ => None,
        }
    }
}

/// The name of an element, without its prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub space: Space,
    pub local: String,
}

/// An element that begins.
pub(super) struct Element<'x> {
    pub name: Name,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// The value of the attribute of this local name, whatever its namespace.
    pub fn attribute(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attribute = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == local.as_bytes())?;
        let raw = String::from_utf8_lossy(&attribute.value);
        Some(unescape(&raw).map_or_else(|_| raw.to_string(), Cow::into_owned))
    }
}

/// What is met in reading.
pub(super) enum Node<'x> {
    Start(Element<'x>),
    End(Name),
    Text(String),
}

/// Reads one XML document from beginning to end.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    open: Vec<Name>,
    /// The namespace declarations in scope: depth, prefix, namespace.
    bindings: Vec<(usize, Vec<u8>, Space)>,
    /// Whether the innermost element was written `<like-this/>` and is to be ended.
    empty: bool,
}

impl<'x> Xml<'x> {
    pub fn new(source: &'x str) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, open: Vec::new(), bindings: Vec::new(), empty: false }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open element.
    pub fn innermost(&self) -> Option<&Name> {
        self.open.last()
    }

    /// The next node; `None` once the root element has ended.
    ///
    /// # Errors
    /// `Damaged` where it is not well formed or cut short, `TooLarge` where it is too deep.
    pub fn next(&mut self) -> Result<Option<Node<'x>>, Refusal> {
        if self.empty {
            self.empty = false;
            return self.end().map(Some);
        }
        loop {
            match self.reader.read_event().map_err(|_| Refusal::Damaged)? {
                Event::Start(start) => return self.start(start).map(Some),
                Event::Empty(start) => {
                    self.empty = true;
                    return self.start(start).map(Some);
                }
                Event::End(_) => return self.end().map(Some),
                Event::Text(text) => {
                    let text = text.decode().map_err(|_| Refusal::Damaged)?;
                    return Ok(Some(Node::Text(text.into_owned())));
                }
                Event::CData(text) => {
                    let text = text.decode().map_err(|_| Refusal::Damaged)?;
                    return Ok(Some(Node::Text(text.into_owned())));
                }
                Event::GeneralRef(reference) => {
                    if let Some(character) = character(&reference) {
                        return Ok(Some(Node::Text(character.to_string())));
                    }
                }
                Event::Eof => return if self.open.is_empty() { Ok(None) } else { Err(Refusal::Damaged) },
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the innermost element and its end.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        self.inside(|_, _| {})
    }

    /// Shows every element in the rest of the innermost one, with its depth, 1 for a child, and
    /// passes over its end.
    pub fn inside(&mut self, mut visit: impl FnMut(&Element, usize)) -> Result<(), Refusal> {
        let outer = self.depth();
        while self.depth() >= outer
            && let Some(node) = self.next()?
        {
            if let Node::Start(element) = node {
                visit(&element, self.depth() - outer);
            }
        }
        Ok(())
    }

    /// The text of the innermost element, whose end is passed over.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let outer = self.depth();
        let mut text = String::new();
        while self.depth() >= outer
            && let Some(node) = self.next()?
        {
            if let Node::Text(piece) = node {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    fn start(&mut self, start: BytesStart<'x>) -> Result<Node<'x>, Refusal> {
        if self.depth() == MAX_DEPTH {
            return Err(Refusal::TooLarge);
        }
        self.bind(&start)?;
        let name = self.name(&start);
        self.open.push(name.clone());
        Ok(Node::Start(Element { name, start }))
    }

    fn end(&mut self) -> Result<Node<'x>, Refusal> {
        let name = self.open.pop().ok_or(Refusal::Damaged)?;
        let depth = self.depth();
        while self.bindings.pop_if(|(level, ..)| *level >= depth).is_some() {}
        Ok(Node::End(name))
    }

    /// Takes in the namespace declarations of an element.
    fn bind(&mut self, start: &BytesStart) -> Result<(), Refusal> {
        for attribute in start.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => Vec::new(),
                Some(PrefixDeclaration::Named(prefix)) => prefix.to_vec(),
                None => continue,
            };
            self.bindings.push((self.open.len(), prefix, Space::of(&attribute.value)));
        }
        if self.bindings.len() > MAX_BINDINGS { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    fn name(&self, start: &BytesStart) -> Name {
        let (local, prefix) = start.name().decompose();
        let prefix = prefix.map(Prefix::into_inner).unwrap_or_default();
        let binding = self.bindings.iter().rev().find(|(_, bound, _)| bound == prefix);
        Name {
            space: binding.map_or(Space::Other, |&(.., space)| space),
            local: String::from_utf8_lossy(local.as_ref()).into_owned(),
        }
    }
}

/// The character that a reference stands for, if it is given by number or XML predefines it.
fn character(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}
