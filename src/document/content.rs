//! What a file is, told from its bytes.

use crate::pattern::pattern;
use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::Encoding;
use regex::Regex;

use super::package::Package;
use super::text::{decode, decode_or};
use super::{Foreign, Refusal};
use crate::archive::SIGNATURES;
use crate::compound;

/// How many characters of a text are looked at to tell its format.
const HEAD: usize = 4096;

/// The namespace of `OpenDocument`, which its root element declares.
const OPEN_DOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// What a file is, as far as its reader needs it.
pub(super) enum Content<'a> {
    /// Plain text, decoded.
    Text(String),
    /// HTML, decoded.
    Html(String),
    /// An Office Open XML package of any kind.
    OfficeOpenXml(Box<Package<'a>>),
    /// A compound file with a document of Word.
    Doc(&'a [u8]),
    /// An `OpenDocument` package of any kind.
    OpenDocument(Box<Package<'a>>),
    /// An `OpenDocument` in one XML file, decoded.
    FlatOpenDocument(Cow<'a, str>),
    /// Rich Text Format.
    Rtf(&'a [u8]),
    /// PDF, perhaps behind other bytes.
    Pdf(&'a [u8]),
    /// Something that is not read.
    Foreign(Foreign),
}

impl<'a> Content<'a> {
    /// Tells what a file is.
    ///
    /// # Errors
    /// `Empty`, `Image`, and for archives `Protected`, `Damaged` and `TooLarge`.
    pub fn of(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let visible = bytes.trim_ascii_start();
        let head = bytes.get(..1024).unwrap_or(bytes);
        if visible.is_empty() {
            Err(Refusal::Empty)
        } else if is_image(bytes) {
            Err(Refusal::Image)
        } else if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
            archive(Package::open(bytes)?)
        } else if bytes.starts_with(compound::SIGNATURE) {
            compound_file(bytes)
        } else if [b"\xdb\xa5\x2d\0", b"\xfe\x37\0\x23"].iter().any(|mark| bytes.starts_with(*mark)) {
            Ok(Self::Foreign(Foreign::Doc))
        } else if head.windows(5).any(|mark| mark == b"%PDF-") {
            Ok(Self::Pdf(bytes))
        } else if visible.starts_with(b"{\\rtf") {
            Ok(Self::Rtf(visible))
        } else if bytes.starts_with(b"\x78\x9f\x3e\x22") {
            Ok(Self::Foreign(Foreign::Tnef))
        } else if [&b"Rar!\x1a\x07"[..], b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"]
            .iter()
            .any(|m| bytes.starts_with(m))
        {
            Ok(Self::Foreign(Foreign::Zip))
        } else {
            text(bytes)
        }
    }
}

/// Whether these are the bytes of a picture: JPEG, PNG, GIF, TIFF, BMP, WebP, or HEIC and AVIF in
/// their container (ISO/IEC 23008-12).
fn is_image(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 6] =
        [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    const BRANDS: [&[u8]; 7] = [b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif"];
    let at = |offset: usize, length: usize| bytes.get(offset..offset + length).unwrap_or_default();
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
        || (bytes.starts_with(b"BM") && at(6, 4) == [0; 4] && bytes.len() > 26)
        || (bytes.starts_with(b"RIFF") && at(8, 4) == b"WEBP")
        || (at(4, 4) == b"ftyp" && BRANDS.contains(&at(8, 4)))
}

/// Tells the packages of office programs from each other and from other archives.
fn archive(mut package: Package<'_>) -> Result<Content<'_>, Refusal> {
    if package.has("_rels/.rels") || package.has("word/document.xml") {
        return Ok(Content::OfficeOpenXml(Box::new(package)));
    }
    let kind = package.part("mimetype")?.unwrap_or_default();
    let family = kind.strip_prefix(b"application/vnd.oasis.opendocument.");
    let is_text = family.map_or(package.has("content.xml"), |family| family.starts_with(b"text"));
    if is_text {
        return Ok(Content::OpenDocument(Box::new(package)));
    }
    Ok(Content::Foreign(match family {
        Some(family) if family.starts_with(b"spreadsheet") => Foreign::Spreadsheet,
        Some(family) if family.starts_with(b"presentation") => Foreign::Presentation,
        Some(_) => Foreign::Unknown,
        None => Foreign::Zip,
    }))
}

/// Tells compound files (MS-CFB) from each other by the streams that their directory names.
fn compound_file(bytes: &[u8]) -> Result<Content<'_>, Refusal> {
    const DIRECTORY_ENTRY: usize = 128;
    let has_stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let is_named =
            |entry: &[u8]| entry.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(&name));
        bytes.chunks_exact(DIRECTORY_ENTRY).any(is_named)
    };
    if has_stream("EncryptedPackage") {
        Err(Refusal::Protected)
    } else if has_stream("WordDocument") {
        Ok(Content::Doc(bytes))
    } else if has_stream("Workbook") || has_stream("Book") {
        Ok(Content::Foreign(Foreign::Spreadsheet))
    } else if has_stream("PowerPoint Document") {
        Ok(Content::Foreign(Foreign::Presentation))
    } else {
        Ok(Content::Foreign(Foreign::Unknown))
    }
}

/// Tells HTML, plain text and other formats made of text from each other.
fn text(bytes: &[u8]) -> Result<Content<'_>, Refusal> {
    let text = match declared_encoding(bytes) {
        Some(encoding) => decode_or(encoding, bytes),
        None => decode(bytes),
    };
    let mut head: String = text.chars().take(HEAD).collect();
    head.make_ascii_lowercase();
    let is_binary =
        |character: char| character.is_control() && !character.is_whitespace() && character != '\u{1b}';
    if text.trim().is_empty() {
        Err(Refusal::Empty)
    } else if head.contains('\0') || head.chars().filter(|&character| is_binary(character)).count() > 16 {
        Ok(Content::Foreign(Foreign::Unknown))
    } else if HTML.is_match(&head) {
        Ok(Content::Html(text.into_owned()))
    } else if head.contains(OPEN_DOCUMENT) {
        Ok(Content::FlatOpenDocument(text))
    } else if head.trim_start().starts_with("<?xml") {
        Ok(Content::Foreign(Foreign::Xml))
    } else if WEB_ARCHIVE.is_match(&head) {
        Ok(Content::Foreign(Foreign::WebArchive))
    } else {
        Ok(Content::Text(text.into_owned()))
    }
}

/// The encoding that the `<meta>` of a web page names.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let label = CHARSET.captures(&head).and_then(|captures| captures.get(1));
    label.and_then(|label| Encoding::for_label(label.as_str().as_bytes()))
}

/// An element of HTML after nothing but comments and declarations, in lower case.
static HTML: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?s)^[\s\u{feff}]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*",
        r"<(?:!doctype\s+html|(?:html|head|meta|title|style|link|body|table|div|p|span|font|center",
        r"|h[1-6]|br|hr|a|b|i|u|ul|ol|form|blockquote|pre)[\s/>])",
    ))
});

static CHARSET: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)<meta[^>]*charset\s*=\s*["']?([\w-]+)"#));

/// Header fields, in lower case, of a MIME message whose parts belong together.
static WEB_ARCHIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related")
});
