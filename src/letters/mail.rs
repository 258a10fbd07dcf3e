//! A letter in its envelope: the octets that leave (RFC 5322, RFC 2045, RFC 3834).

use crate::pattern::pattern;
use std::sync::LazyLock;
use std::time::{Duration, UNIX_EPOCH};

use jiff::Timestamp;
use lettre::Address;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue, To,
};
use lettre::message::{Mailboxes, Message, MessageBuilder, MultiPart, SinglePart};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::Letter;
use super::text::one_line;
use crate::message::{Envelope, Mailbox};

/// How many ancestors References names at most; the latest count.
const LONGEST_CHAIN: usize = 20;
/// The longest message identifier that is repeated, in octets: with it a line stays well below the
/// 998 of RFC 5322 §2.1.1.
const LONGEST_IDENTIFIER: usize = 500;
/// The longest subject that is repeated, in characters.
const LONGEST_SUBJECT: usize = 200;

/// The conversation that a mail continues. The default continues none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    /// The subject of the message that is answered, decoded; where it is empty, the letter's own
    /// title is the subject.
    pub subject: String,
    /// Its Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// The Message-IDs of its References, without angle brackets, oldest first.
    pub references: Vec<String>,
}

impl From<&Envelope> for Thread {
    /// The conversation that an answer to this message continues. A message without References is
    /// placed by its In-Reply-To, where that names one message (RFC 5322 §3.6.4).
    fn from(envelope: &Envelope) -> Self {
        let references = match (envelope.references.as_slice(), envelope.in_reply_to.as_slice()) {
            ([], [only]) => vec![only.clone()],
            (references, _) => references.to_vec(),
        };
        Self { subject: envelope.subject.clone(), message_id: envelope.message_id.clone(), references }
    }
}

/// What stands on the envelope.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Who writes.
    pub from: &'a Mailbox,
    /// The addresses that it goes to; each may see the others.
    pub to: &'a [&'a str],
    /// The mail's own Message-ID, without angle brackets.
    pub message_id: &'a str,
    /// When it was written.
    pub date: Timestamp,
}

/// A file that goes with a letter, such as a blank bulletin or a calendar entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type, e.g. `text/calendar; charset=utf-8`.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a mail cannot be written. The reasons carry no address, so that they may be logged.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The sender's address is not one, or not ASCII.
    #[error("the sender's address cannot stand in a mail: correct `from` in the configuration")]
    Sender,
    /// There is no recipient, or the address of one is none, or not ASCII.
    #[error("the recipient's address cannot stand in a mail; nothing can be sent there")]
    Recipient,
    /// The Message-ID has other characters than RFC 5322 §3.6.4 allows.
    #[error("the Message-ID given to a mail is malformed")]
    MessageId,
    /// The date lies before 1970.
    #[error("the date given to a mail lies before 1970: set the clock")]
    Date,
    /// The media type of an attachment is not one.
    #[error("the media type of an attachment is malformed")]
    MediaType,
    /// The mail cannot be put together.
    #[error("a mail cannot be put together")]
    Build(#[from] lettre::error::Error),
}

/// The octets of a mail that says `letter`: 7-bit, `multipart/alternative` of text and HTML, with
/// the `attachments` beside it where there are any.
///
/// The same arguments give the same octets. It is marked as automatic, so that no machine answers
/// it: `auto-replied`, or `auto-generated` for a letter that nobody asked for (RFC 3834 §5).
pub fn mail(
    letter: &Letter,
    thread: &Thread,
    post: Post<'_>,
    attachments: &[Attachment],
) -> Result<Vec<u8>, MailError> {
    let identifier = Some(post.message_id).filter(|id| is_identifier(id)).ok_or(MailError::MessageId)?;
    let seconds = u64::try_from(post.date.as_second()).map_err(|_| MailError::Date)?;
    let from = mailbox(post.from.name.as_deref(), &post.from.address).ok_or(MailError::Sender)?;
    let to: Option<Mailboxes> = post.to.iter().map(|address| mailbox(None, address)).collect();
    let to = to.filter(|_| !post.to.is_empty()).ok_or(MailError::Recipient)?;
    let submitted = if letter.unasked { "auto-generated" } else { "auto-replied" };
    let head = Message::builder()
        .from(from)
        .mailbox(To::from(to))
        .subject(subject(letter, thread))
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .raw_header(identifiers("Message-ID", &[identifier]))
        .raw_header(field("Auto-Submitted", submitted))
        .raw_header(field("X-Auto-Response-Suppress", "All"))
        .raw_header(field("Content-Language", "fr"));
    let mail = threaded(head, thread).multipart(parts(letter, identifier, attachments)?)?;
    Ok(mail.formatted())
}

/// Adds the fields by which mail programs find the conversation (RFC 5322 §3.6.4).
fn threaded(mut head: MessageBuilder, thread: &Thread) -> MessageBuilder {
    let parent = thread.message_id.as_deref().filter(|id| is_identifier(id));
    if let Some(parent) = parent {
        head = head.raw_header(identifiers("In-Reply-To", &[parent]));
    }
    let chain = chain(thread, parent);
    if chain.is_empty() { head } else { head.raw_header(identifiers("References", &chain)) }
}

/// The content. Boundaries come from the Message-ID, so that no two mails share them; `=_` never
/// occurs in quoted-printable or base64 (RFC 2045 §6.7).
fn parts(letter: &Letter, identifier: &str, attachments: &[Attachment]) -> Result<MultiPart, MailError> {
    let digest = Sha256::digest(identifier);
    let digest = digest.iter().take(8).fold(0_u64, |digest, byte| digest << 8 | u64::from(*byte));
    let alternative = MultiPart::alternative()
        .boundary(format!("=_a{digest:016x}"))
        .singlepart(quoted_printable(ContentType::TEXT_PLAIN, letter.text()))
        .singlepart(quoted_printable(ContentType::TEXT_HTML, letter.html()));
    if attachments.is_empty() {
        return Ok(alternative);
    }
    let mixed = MultiPart::mixed().boundary(format!("=_m{digest:016x}")).multipart(alternative);
    attachments.iter().try_fold(mixed, |mixed, attachment| Ok(mixed.singlepart(attached(attachment)?)))
}

fn quoted_printable(content_type: ContentType, content: String) -> SinglePart {
    let part = SinglePart::builder().header(content_type);
    part.header(ContentTransferEncoding::QuotedPrintable).body(content)
}

fn attached(attachment: &Attachment) -> Result<SinglePart, MailError> {
    let media_type = ContentType::parse(&attachment.media_type).map_err(|_| MailError::MediaType)?;
    let part = SinglePart::builder()
        .header(media_type)
        .header(ContentDisposition::attachment(&one_line(&attachment.name)))
        .header(ContentTransferEncoding::Base64);
    Ok(part.body(attachment.bytes.clone()))
}

/// `Re: ` and the subject that is answered, without the marks that mail programs pile up before it.
fn subject(letter: &Letter, thread: &Thread) -> String {
    static MARKS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)^(?:(?:re|ré|rép|tr|fwd?)(?:\[\d+\])?\s*:\s*)+"));
    let subject = one_line(&thread.subject);
    let bare = MARKS.replace(&subject, "");
    let bare: String = bare.trim().chars().take(LONGEST_SUBJECT).collect();
    if bare.is_empty() { one_line(&letter.subject) } else { format!("Re: {bare}") }
}

/// The ancestors of an answer to `parent`, oldest first (RFC 5322 §3.6.4).
fn chain<'a>(thread: &'a Thread, parent: Option<&'a str>) -> Vec<&'a str> {
    let ancestors =
        thread.references.iter().map(String::as_str).filter(|id| is_identifier(id) && Some(*id) != parent);
    let mut latest: Vec<&str> = parent.into_iter().chain(ancestors.rev()).take(LONGEST_CHAIN).collect();
    latest.reverse();
    latest
}

/// Whether `identifier` can stand between angle brackets in a header field as it is.
fn is_identifier(identifier: &str) -> bool {
    (1..=LONGEST_IDENTIFIER).contains(&identifier.len())
        && identifier.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'))
}

/// A field of message identifiers, each on a line of its own: they must neither be broken nor
/// encoded.
fn identifiers(name: &'static str, identifiers: &[&str]) -> HeaderValue {
    let bracketed: Vec<String> = identifiers.iter().map(|identifier| format!("<{identifier}>")).collect();
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        bracketed.join(" "),
        bracketed.join("\r\n "),
    )
}

fn field(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A mailbox, its name on one line: lettre panics on line ends there.
fn mailbox(name: Option<&str>, address: &str) -> Option<lettre::message::Mailbox> {
    let address: Address = Some(address).filter(|address| address.is_ascii())?.parse().ok()?;
    let name = name.map(one_line).filter(|name| !name.is_empty());
    Some(lettre::message::Mailbox::new(name, address))
}

#[cfg(test)]
mod tests;
