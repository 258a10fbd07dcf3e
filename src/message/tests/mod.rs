//! Whole mails read as they arrive. People and places are invented.

mod machine;
mod report;

use super::*;

fn parse(raw: impl AsRef<[u8]>) -> Message {
    Message::parse(raw.as_ref(), &["contact@desk.example".to_owned()]).unwrap()
}

/// A mail from Anne with these header fields and body.
fn mail(fields: &str, body: &str) -> Message {
    parse(format!("From: Anne Roy <anne@example.org>\nSubject: Inscription\n{fields}\n\n{body}"))
}

/// A `multipart/mixed` mail of these parts, each its fields, an empty line and its body.
fn mixed(parts: &[&str]) -> Message {
    let body = parts.join("\n--cut\n");
    mail("Content-Type: multipart/mixed; boundary=cut", &format!("--cut\n{body}\n--cut--\n"))
}

fn names(message: &Message) -> Vec<&str> {
    message.files.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_latin_body_is_read_whatever_its_charset_claims() {
    for charset in
        ["", "Content-Type: text/plain; charset=us-ascii\n", "Content-Type: text/plain; charset=utf-8\n"]
    {
        let mut raw = format!("From: a@example.org\n{charset}\n").into_bytes();
        raw.extend_from_slice(b"Zo\xEB Lef\xE8vre \x96 Li\xE9vin");
        assert_eq!(parse(raw).plain.unwrap(), "Zoë Lefèvre – Liévin");
    }
}

#[test]
fn a_latin_header_is_read_although_it_should_be_encoded() {
    let read = parse(b"From: Zo\xEB <z@example.org>\nSubject: R\xE9union\n\n");
    assert_eq!(read.envelope.from.unwrap().name.unwrap(), "Zoë");
    assert_eq!(read.envelope.subject, "Réunion");
}

#[test]
fn the_texts_of_both_alternatives_are_kept_apart() {
    let read = mail(
        "Content-Type: multipart/alternative; boundary=cut",
        "--cut\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
         Pr=C3=A9nom : =\nAnne\n--cut\nContent-Type: text/html\n\n<p>Anne</p>\n--cut--\n",
    );
    assert_eq!(read.plain.as_deref(), Some("Prénom : Anne"));
    assert_eq!(read.html.as_deref(), Some("<p>Anne</p>"));
    assert!(read.files.is_empty());
}

#[test]
fn texts_around_a_file_are_joined_in_order() {
    let read = mixed(&[
        "Content-Type: text/plain\n\nDevant",
        "Content-Type: application/msword; name=a.doc\n\nx",
        "\nDerri\u{e8}re",
    ]);
    assert_eq!(read.plain.as_deref(), Some("Devant\nDerrière"));
    assert_eq!(names(&read), ["a.doc"]);
}

#[test]
fn a_flowed_paragraph_is_whole_again() {
    let long = "x".repeat(70);
    let read = mail("Content-Type: text/plain; format=flowed", &format!("{long} \nsuite\n"));
    assert_eq!(read.plain.unwrap(), format!("{long} suite"));
}

#[test]
fn an_attached_text_is_a_file_and_no_words() {
    let read = mixed(&[
        "Content-Type: text/plain\n\nci-joint",
        "Content-Type: text/plain; name=form.txt\n\nNom : Roy",
        "Content-Type: text/html\nContent-Disposition: attachment\n\n<p>Nom</p>",
    ]);
    assert_eq!(read.plain.as_deref(), Some("ci-joint"));
    assert_eq!(read.html, None);
    assert_eq!(names(&read), ["form.txt", "fichier-2"]);
}

#[test]
fn a_text_with_a_name_is_the_body_where_there_is_nothing_else() {
    let read = mail("Content-Type: text/plain; name=body.txt", "Bonjour");
    assert_eq!(read.plain.as_deref(), Some("Bonjour"));
}

#[test]
fn files_are_decoded_even_if_damaged() {
    let read = mixed(&[
        "Content-Type: application/octet-stream; name=a.doc\nContent-Transfer-Encoding: base64\n\nQm9u\nam91cg==",
        "Content-Disposition: inline; filename=b.doc\nContent-Transfer-Encoding: base64\n\nQm9u?\n!am91cg",
    ]);
    assert_eq!(names(&read), ["a.doc", "b.doc"]);
    assert!(read.files.iter().all(|file| file.bytes == b"Bonjour"));
}

#[test]
fn damage_in_a_text_costs_no_more_than_itself() {
    let read = mixed(&[
        "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nR=E9mi =ZZ = Roy=",
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQm9u%am91cg==",
    ]);
    assert_eq!(read.plain.as_deref(), Some("Rémi =ZZ = Roy\nBonjour"));
}

#[test]
fn a_container_that_cannot_be_opened_is_read_as_text() {
    let read = mail("Content-Type: multipart/mixed", "Bonjour");
    assert_eq!(read.plain.as_deref(), Some("Bonjour"));
}

#[test]
fn file_names_are_found_in_every_dress() {
    for (fields, name) in [
        (
            "Content-Disposition: attachment;\n\tfilename=\"Bulletin\n d'inscription.doc\"",
            "Bulletin d'inscription.doc",
        ),
        ("Content-Disposition: attachment;\n filename=\n \"b.doc\"", "b.doc"),
        ("Content-Disposition: attachment; filename*0*=utf-8''H%C3;\n filename*1*=%A9.doc", "Hé.doc"),
        ("Content-Disposition: attachment; filename=\"=?utf-8?Q?H=C3?=\n =?utf-8?Q?=A9.doc?=\"", "Hé.doc"),
        ("Content-Type: application/msword;\n name=\"=?iso-8859-1?Q?H=E9.doc?=\"", "Hé.doc"),
        ("Content-Disposition: attachment; filename=\"He\u{301}.doc\"", "Hé.doc"),
        ("Content-Disposition: attachment; filename=\"../../etc/x.doc\"", "x.doc"),
        ("Content-Disposition: attachment; filename=\"\"", "fichier-1"),
    ] {
        assert_eq!(names(&mixed(&[&format!("{fields}\n\nx")])), [name], "{fields}");
    }
}

#[test]
fn logos_are_dropped_and_scans_are_kept() {
    let scan = "x".repeat(30_000);
    let read = mixed(&[
        "Content-Type: image/png; name=logo.png\nContent-ID: <1@x>\n\nsmall",
        "Content-Type: image/png\nContent-Disposition: inline\n\nsmall",
        "Content-Type: image/jpeg; name=petit.jpg\nContent-Disposition: attachment\n\nsmall",
        &format!("Content-Type: image/jpeg; name=scan.jpg\nContent-ID: <2@x>\n\n{scan}"),
    ]);
    assert_eq!(names(&read), ["petit.jpg", "scan.jpg"]);
}

#[test]
fn what_programs_write_for_each_other_is_no_file() {
    let read = mixed(&[
        "Content-Type: application/pgp-signature; name=signature.asc\n\nx",
        "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx",
        "Content-Type: message/delivery-status\n\nAction: failed",
        "Content-Type: text/calendar; name=invite.ics\n\nMETHOD:REQUEST",
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
    ]);
    assert_eq!(names(&read), ["winmail.dat"]);
    assert_eq!(read.machine, None);
}

#[test]
fn an_attached_message_is_read_as_one() {
    let inner = "From: Luc <luc@example.org>\nSubject: Dedans\n\nNom : Petit";
    let read = mixed(&[
        &format!("Content-Type: message/rfc822; name=a.eml\n\n{inner}"),
        &format!("Content-Type: application/octet-stream; name=b.eml\n\n{inner}"),
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogRGVkYW5zCgpOb20gOiBQZXRpdA==",
    ]);
    let subjects: Vec<&str> = read.attached.iter().map(|inner| inner.envelope.subject.as_str()).collect();
    assert_eq!(subjects, ["Dedans"; 3]);
    assert!(read.attached.iter().all(|inner| inner.plain.as_deref() == Some("Nom : Petit")));
    assert!(read.files.is_empty() && read.plain.is_none());
}

#[test]
fn attached_messages_are_followed_eight_deep() {
    let raw = format!("{}Subject: fond\n\nx", "Content-Type: message/rfc822\n\n".repeat(20));
    let mut depth = 0;
    let mut message = parse(raw);
    while let Some(inner) = message.attached.pop() {
        message = inner;
        depth += 1;
    }
    assert_eq!(depth, 8);
}

#[test]
fn bottomless_nesting_is_refused() {
    let raw = format!("{}Subject: fond\n\nx", "Content-Type: message/rfc822\n\n".repeat(200_000));
    assert_eq!(Message::parse(raw.as_bytes(), &[]), None);
}

#[test]
fn parts_beyond_the_thousandth_are_not_looked_at() {
    let read = mixed(&vec!["Content-Type: application/pdf\n\nx"; 1_500]);
    assert_eq!(read.files.len(), 999);
}

#[test]
fn nothing_is_no_message() {
    for raw in ["", "\n\n", "   "] {
        assert_eq!(Message::parse(raw.as_bytes(), &[]), None, "{raw:?}");
    }
}

#[test]
fn an_mbox_line_and_blank_lines_before_the_header_do_no_harm() {
    let read = parse("\r\nFrom a@x Mon Feb 29 08:17:00 2016\r\nFrom: b@example.org\r\n\r\nBonjour\r\n");
    assert_eq!(read.envelope.from.unwrap().address, "b@example.org");
    assert_eq!(read.plain.unwrap().trim_end(), "Bonjour");
}

#[test]
fn a_calendar_answer_below_a_part_without_an_empty_line_is_one() {
    let octets = b"From: a@b.fr\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n--B\n\
        Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n--B--\n";
    assert_eq!(Message::parse(octets, &[]).unwrap().machine, Some(Machine::Calendar));
}
