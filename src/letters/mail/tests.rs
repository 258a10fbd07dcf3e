use mail_parser::{Address as Parsed, MessageParser, MimeHeaders};

use super::*;
use crate::letters::gallery::people::{helene, idriss};
use crate::letters::tests::{event, occasion};
use crate::letters::{Standing, confirmed, promoted};

fn letter() -> Letter {
    confirmed(occasion(&event()), &[helene(Standing::Confirmed)])
}

fn desk() -> Mailbox {
    Mailbox { name: Some("IREV – Inscriptions".to_owned()), address: "contact@irev.example".to_owned() }
}

fn post(from: &Mailbox) -> Post<'_> {
    let date = "2016-03-01T09:30:00Z".parse().unwrap();
    Post { from, to: &["h.wattrelos@ville.example"], message_id: "1f3a.7@guichet.example", date }
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
fn a_message_without_references_is_placed_by_what_it_answers() {
    let envelope = |references: &[&str], in_reply_to: &[&str]| Envelope {
        references: references.iter().map(ToString::to_string).collect(),
        in_reply_to: in_reply_to.iter().map(ToString::to_string).collect(),
        ..Envelope::default()
    };
    assert_eq!(Thread::from(&envelope(&[], &["a@b"])).references, ["a@b"]);
    assert_eq!(Thread::from(&envelope(&["r@b"], &["a@b"])).references, ["r@b"]);
    assert!(Thread::from(&envelope(&[], &["a@b", "c@d"])).references.is_empty());
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
    let mail = mail(&letter(), &thread("Bulletin"), post(&desk()), std::slice::from_ref(&bulletin)).unwrap();
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
    let attempt = |post: Post<'_>| mail(&letter(), &Thread::default(), post, &[]);
    for to in ["", "hélène@ville.example", "a@b\r\nBcc: c@d", "a@b, c@d", "a"] {
        for to in [&[to][..], &["anne@example.org", to]] {
            assert!(matches!(attempt(Post { to, ..post }), Err(MailError::Recipient)), "{to:?}");
        }
    }
    assert!(matches!(attempt(Post { to: &[], ..post }), Err(MailError::Recipient)));
    assert!(matches!(attempt(Post { from: &lost, ..post }), Err(MailError::Sender)));
    assert!(matches!(attempt(Post { message_id: "a>b", ..post }), Err(MailError::MessageId)));
    assert!(matches!(attempt(Post { date: Timestamp::MIN, ..post }), Err(MailError::Date)));
}

#[test]
fn a_mail_to_several_names_them_all() {
    let (desk, to) = (desk(), ["anne@example.org", "luc@example.org"]);
    let mail = mail(&letter(), &Thread::default(), Post { to: &to, ..post(&desk) }, &[]).unwrap();
    let mail = String::from_utf8(mail).unwrap();
    assert_eq!(field(&mail, "To").unwrap(), "anne@example.org, luc@example.org");
}
