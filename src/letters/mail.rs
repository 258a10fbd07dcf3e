//! A letter in its envelope: the octets that leave (RFC 5322, RFC 2045, RFC 3834).

use std::sync::LazyLock;
use std::time::{Duration, UNIX_EPOCH};

use jiff::Timestamp;
use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{self, Message, MultiPart, SinglePart};
use regex::Regex;
use sha2::{Digest, Sha256};

use super::Letter;
use super::text::one_line;
use crate::message::Mailbox;

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

/// What stands on the envelope.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Who writes.
    pub from: &'a Mailbox,
    /// The one address that it goes to.
    pub to: &'a str,
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
    /// The recipient's address is not one, or not ASCII.
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
    let mut builder = Message::builder()
        .from(message::Mailbox::new(
            display_name(post.from),
            address(&post.from.address).ok_or(MailError::Sender)?,
        ))
        .to(message::Mailbox::new(None, address(post.to).ok_or(MailError::Recipient)?))
        .subject(subject(letter, thread))
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .raw_header(identifiers("Message-ID", &[identifier]));
    let parent = thread.message_id.as_deref().filter(|id| is_identifier(id));
    if let Some(parent) = parent {
        builder = builder.raw_header(identifiers("In-Reply-To", &[parent]));
    }
    let chain = chain(thread, parent);
    if !chain.is_empty() {
        builder = builder.raw_header(identifiers("References", &chain));
    }
    let submitted = if letter.unasked { "auto-generated" } else { "auto-replied" };
    let mail = builder
        .raw_header(plain_field("Auto-Submitted", submitted))
        .raw_header(plain_field("X-Auto-Response-Suppress", "All"))
        .raw_header(plain_field("Content-Language", "fr"))
        .multipart(parts(letter, identifier, attachments)?)?;
    Ok(mail.formatted())
}

/// The content. Boundaries come from the Message-ID, so that no two mails share them; `=_` never
/// occurs in quoted-printable or base64 (RFC 2045 §6.7).
fn parts(letter: &Letter, identifier: &str, attachments: &[Attachment]) -> Result<MultiPart, MailError> {
    let digest: String =
        Sha256::digest(identifier).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let quoted = |content_type, content: String| {
        SinglePart::builder()
            .header(content_type)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(content)
    };
    let alternative = MultiPart::alternative()
        .boundary(format!("=_a{digest}"))
        .singlepart(quoted(ContentType::TEXT_PLAIN, letter.text()))
        .singlepart(quoted(ContentType::TEXT_HTML, letter.html()));
    if attachments.is_empty() {
        return Ok(alternative);
    }
    let mixed = MultiPart::mixed().boundary(format!("=_m{digest}")).multipart(alternative);
    attachments.iter().try_fold(mixed, |mixed, attachment| {
        let media_type = ContentType::parse(&attachment.media_type).map_err(|_| MailError::MediaType)?;
        let file = message::Attachment::new(one_line(&attachment.name));
        let bytes =
            message::Body::new_with_encoding(attachment.bytes.clone(), ContentTransferEncoding::Base64);
        let bytes = bytes.map_err(|_| MailError::MediaType)?;
        Ok(mixed.singlepart(file.body(bytes, media_type)))
    })
}

/// `Re: ` and the subject that is answered, without the marks that mail programs pile up before it.
fn subject(letter: &Letter, thread: &Thread) -> String {
    static MARKS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^(?:(?:re|ré|rép|tr|fwd?)(?:\[\d+\])?\s*:\s*)+"));
    let subject = one_line(&thread.subject);
    let bare = MARKS.replace(&subject, "");
    let bare: String = bare.trim().chars().take(LONGEST_SUBJECT).collect();
    if bare.is_empty() { one_line(&letter.subject) } else { format!("Re: {bare}") }
}

#[expect(clippy::expect_used, reason = "the pattern is a literal, compiled by the tests")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a valid pattern")
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

fn plain_field(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// The display name on one line: lettre panics on line ends there.
fn display_name(mailbox: &Mailbox) -> Option<String> {
    mailbox.name.as_deref().map(one_line).filter(|name| !name.is_empty())
}

fn address(address: &str) -> Option<Address> {
    Some(address).filter(|address| address.is_ascii())?.parse().ok()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]
mod tests {
    use mail_parser::{Address as Parsed, MessageParser, MimeHeaders};

    use super::super::samples::{event, helene, idriss, occasion};
    use super::super::{Standing, confirmed, promoted};
    use super::*;

    fn letter() -> Letter {
        confirmed(occasion(&event()), &[helene(Standing::Confirmed)])
    }

    fn desk() -> Mailbox {
        Mailbox { name: Some("IREV – Inscriptions".to_owned()), address: "contact@irev.example".to_owned() }
    }

    fn post(from: &Mailbox) -> Post<'_> {
        let date = "2016-03-01T09:30:00Z".parse().unwrap();
        Post { from, to: "h.wattrelos@ville.example", message_id: "1f3a.7@guichet.example", date }
    }

    fn thread(subject: &str) -> Thread {
        Thread {
            subject: subject.to_owned(),
            message_id: Some("parent@ville.example".to_owned()),
            references: vec!["root@ville.example".to_owned()],
        }
    }

    fn written(thread: &Thread) -> String {
        String::from_utf8(mail(&letter(), thread, post(&desk()), &[]).unwrap()).unwrap()
    }

    /// The lines of a header field, unfolded.
    fn field(mail: &str, name: &str) -> Option<String> {
        let unfolded = mail.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let prefix = format!("{name}: ");
        unfolded.split("\r\n").find_map(|line| line.strip_prefix(&prefix).map(str::to_owned))
    }

    fn subject_after(original: &str) -> String {
        let mail = written(&thread(original));
        MessageParser::default().parse(mail.as_bytes()).unwrap().subject().unwrap().to_owned()
    }

    #[test]
    fn both_forms_arrive_as_they_were_set() {
        let mail = written(&thread("Bulletin"));
        let mail = MessageParser::default().parse(mail.as_bytes()).unwrap();
        assert_eq!(mail.content_type().unwrap().subtype(), Some("alternative"));
        let text = mail.part(mail.text_body[0]).unwrap().text_contents().unwrap().replace("\r\n", "\n");
        let html = mail.part(mail.html_body[0]).unwrap().text_contents().unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), letter().text().trim_end());
        assert_eq!(html.trim_end(), letter().html().trim_end());
    }

    #[test]
    fn lines_are_7_bit_and_short_whatever_stands_in_the_header() {
        let references = (0..50).map(|n| format!("{n}.{}@ville.example", "x".repeat(150))).collect();
        let thread = Thread { references, ..thread(&"Réservation ".repeat(200)) };
        let mail = written(&thread);
        assert!(mail.is_ascii());
        assert!(mail.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    }

    #[test]
    fn an_answer_continues_its_thread() {
        let mail = written(&thread("Bulletin"));
        assert_eq!(field(&mail, "In-Reply-To").unwrap(), "<parent@ville.example>");
        assert_eq!(field(&mail, "References").unwrap(), "<root@ville.example> <parent@ville.example>");
        assert_eq!(field(&mail, "Message-ID").unwrap(), "<1f3a.7@guichet.example>");
        assert_eq!(field(&mail, "Date").unwrap(), "Tue, 01 Mar 2016 09:30:00 +0000");
        assert_eq!(field(&mail, "To").unwrap(), "h.wattrelos@ville.example");
    }

    #[test]
    fn a_long_thread_keeps_its_latest_ancestors() {
        let references = (0..50).map(|n| format!("{n}@ville.example")).collect();
        let references = field(&written(&Thread { references, ..thread("Bulletin") }), "References").unwrap();
        assert_eq!(references.split(' ').count(), 20);
        assert!(references.starts_with("<31@ville.example>"));
        assert!(references.ends_with("<49@ville.example> <parent@ville.example>"));
    }

    #[test]
    fn a_malformed_identifier_is_not_repeated() {
        let hostile = Thread {
            subject: "Bulletin".to_owned(),
            message_id: Some("a@b>\r\nBcc: eve@example.org".to_owned()),
            references: vec!["é@b".to_owned(), "fine@b".to_owned(), String::new()],
        };
        let mail = written(&hostile);
        assert_eq!(field(&mail, "In-Reply-To"), None);
        assert_eq!(field(&mail, "References").unwrap(), "<fine@b>");
        assert!(!mail.contains("eve@example.org"));
    }

    #[test]
    fn marks_of_answers_and_forwards_do_not_pile_up() {
        assert_eq!(subject_after("Bulletin d’inscription"), "Re: Bulletin d’inscription");
        assert_eq!(subject_after("RE: Re :  TR: Fwd: RE[2]: Bulletin"), "Re: Bulletin");
        assert_eq!(subject_after("Retour : Lens"), "Re: Retour : Lens");
        assert_eq!(subject_after(" Re: "), letter().subject, "nothing is left to answer");
        assert_eq!(subject_after(""), letter().subject);
    }

    #[test]
    fn a_subject_cannot_add_a_header_field() {
        let mail = written(&thread("Bulletin\r\nBcc: eve@example.org\0\n\nBonjour"));
        assert_eq!(field(&mail, "Bcc"), None);
        assert_eq!(field(&mail, "Subject").unwrap(), "Re: Bulletin Bcc: eve@example.org Bonjour");
    }

    #[test]
    fn a_display_name_with_line_ends_does_no_harm() {
        for name in [
            "IREV\r\nBcc: eve@example.org\0",
            "\r\n",
            "",
            "\"IREV\\",
            "a, b <c@d>",
            "IREV (Lille); é\"",
            ",",
            "é,",
        ] {
            let from = Mailbox { name: Some(name.to_owned()), address: "contact@irev.example".to_owned() };
            let mail = mail(&letter(), &Thread::default(), post(&from), &[]).unwrap();
            let parsed = MessageParser::default().parse(&mail).unwrap();
            let Some(Parsed::List(senders)) = parsed.from() else { panic!("no sender for {name:?}") };
            assert_eq!(senders.len(), 1, "{name:?}");
            assert_eq!(senders[0].address(), Some("contact@irev.example"), "{name:?}");
            assert!(parsed.bcc().is_none());
        }
    }

    #[test]
    fn every_mail_says_that_a_machine_wrote_it() {
        let answer = written(&Thread::default());
        assert_eq!(field(&answer, "Auto-Submitted").unwrap(), "auto-replied");
        assert_eq!(field(&answer, "X-Auto-Response-Suppress").unwrap(), "All");
        assert_eq!(field(&answer, "Content-Language").unwrap(), "fr");
        let news = promoted(occasion(&event()), &[idriss(Standing::Confirmed)]);
        let news = String::from_utf8(mail(&news, &Thread::default(), post(&desk()), &[]).unwrap()).unwrap();
        assert_eq!(field(&news, "Auto-Submitted").unwrap(), "auto-generated");
        assert_eq!(field(&news, "In-Reply-To"), None);
        assert_eq!(field(&news, "References"), None);
    }

    #[test]
    fn attachments_stand_beside_the_letter() {
        let bulletin = Attachment {
            name: "Bulletin d’inscription.docx".to_owned(),
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document".to_owned(),
            bytes: (0..=255).collect(),
        };
        let mail =
            mail(&letter(), &thread("Bulletin"), post(&desk()), std::slice::from_ref(&bulletin)).unwrap();
        let mail = MessageParser::default().parse(&mail).unwrap();
        assert_eq!(mail.content_type().unwrap().subtype(), Some("mixed"));
        let attached: Vec<_> = mail.attachments().collect();
        assert_eq!(attached.len(), 1);
        assert_eq!(attached[0].attachment_name(), Some(bulletin.name.as_str()));
        assert_eq!(attached[0].contents(), bulletin.bytes);
    }

    #[test]
    fn the_same_arguments_give_the_same_octets() {
        assert_eq!(written(&thread("Bulletin")), written(&thread("Bulletin")));
    }

    #[test]
    fn what_cannot_stand_in_a_mail_is_an_error() {
        let desk = desk();
        let (post, lost) = (post(&desk), Mailbox { name: None, address: "irev".to_owned() });
        let attempt = |post| mail(&letter(), &Thread::default(), post, &[]);
        for to in ["", "hélène@ville.example", "a@b\r\nBcc: c@d", "a@b, c@d", "a"] {
            assert!(matches!(attempt(Post { to, ..post }), Err(MailError::Recipient)), "{to}");
        }
        assert!(matches!(attempt(Post { from: &lost, ..post }), Err(MailError::Sender)));
        assert!(matches!(attempt(Post { message_id: "a>b", ..post }), Err(MailError::MessageId)));
        assert!(matches!(attempt(Post { date: Timestamp::MIN, ..post }), Err(MailError::Date)));
    }
}
