use std::io::{Cursor, Write};

use cfb::CompoundFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::message::Message;

const BULLETIN: &str = "Nom : Petit";

/// A message with a file.
fn with_file(name: &str, file: &[u8]) -> Message {
    let octets = format!(
        "From: Zoé <zoe@mjc.example>\nContent-Type: multipart/mixed; boundary=B\n\n\
         --B\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{}\n--B--\n",
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, file)
    );
    Message::parse(octets.as_bytes(), &[]).unwrap()
}

fn names(message: &Message) -> Vec<&str> {
    message.files.iter().map(|file| file.name.as_str()).collect()
}

/// An attribute of a winmail.dat (MS-OXTNEF §2.1.3.1).
fn attribute(level: u8, id: u32, value: &[u8]) -> Vec<u8> {
    let length = u32::try_from(value.len()).unwrap().to_le_bytes();
    let sum = value.iter().fold(0_u16, |sum, &octet| sum.wrapping_add(octet.into())).to_le_bytes();
    [&[level], &id.to_le_bytes()[..], &length, value, &sum].concat()
}

/// Properties with values of any length (§2.1.3.4).
fn properties(properties: &[(u16, u16, &[u8])]) -> Vec<u8> {
    let mut octets = u32::try_from(properties.len()).unwrap().to_le_bytes().to_vec();
    for (id, kind, value) in properties {
        octets.extend([kind.to_le_bytes(), id.to_le_bytes()].concat());
        octets.extend([1, 0, 0, 0]);
        octets.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
        octets.extend(*value);
        octets.extend(vec![0; value.len().wrapping_neg() % 4]);
    }
    octets
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect()
}

/// A winmail.dat with a text and a file that has a long name.
fn winmail(text: &str) -> Vec<u8> {
    let name = utf16("Bulletin d'inscription de Zoé.txt");
    [
        b"\x78\x9f\x3e\x22\x01\x00".to_vec(),
        attribute(1, 0x0006_9007, b"\xe4\x04\0\0\0\0\0\0"),
        attribute(1, 0x0006_9003, &properties(&[(0x8000 - 1, 0x1f, b"x\0"), (0x1000, 0x1f, &utf16(text))])),
        attribute(2, 0x0006_9002, &[0; 14]),
        attribute(2, 0x0001_8010, b"BULLET~1.TXT\0"),
        attribute(2, 0x0006_800f, BULLETIN.as_bytes()),
        attribute(2, 0x0006_9005, &properties(&[(0x3707, 0x1f, &name)])),
    ]
    .concat()
}

#[test]
fn a_winmail_dat_gives_up_its_text_and_its_files_with_their_long_names() {
    let message = with_file("winmail.dat", &winmail("Bonjour, ci-joint mon bulletin."));
    assert_eq!(message.plain.as_deref(), Some("Bonjour, ci-joint mon bulletin."));
    assert_eq!(names(&message), ["Bulletin d'inscription de Zoé.txt"]);
    assert_eq!(message.files[0].bytes, BULLETIN.as_bytes());
}

#[test]
fn the_text_of_a_winmail_dat_yields_to_that_of_the_message() {
    let octets = [
        b"From: zoe@mjc.example\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nBonjour\n\
          --B\nContent-Type: application/ms-tnef\n\n"
            .to_vec(),
        winmail("Autre texte"),
        b"\n--B--\n".to_vec(),
    ]
    .concat();
    let message = Message::parse(&octets, &[]).unwrap();
    assert_eq!(message.plain.as_deref(), Some("Bonjour"));
    assert_eq!(message.files.len(), 1);
}

#[test]
fn the_text_of_a_winmail_dat_stands_in_for_a_blank_one() {
    let octets = [
        b"From: zoe@mjc.example\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n\
          <html><head><style>p {}</style></head><p>&nbsp;</p>\n--B\nContent-Type: application/ms-tnef\n\n"
            .to_vec(),
        winmail("Bonjour"),
        b"\n--B--\n".to_vec(),
    ]
    .concat();
    let message = Message::parse(&octets, &[]).unwrap();
    assert_eq!((message.plain.as_deref(), message.html), (Some("Bonjour"), None));
}

/// A message as Outlook saves it, with a file and a letter attached.
fn outlook_message() -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut stream = |path: &str, octets: &[u8]| {
        if let Some((storage, _)) = path.rsplit_once('/') {
            file.create_storage_all(format!("/{storage}")).unwrap();
        }
        file.create_stream(format!("/{path}")).unwrap().write_all(octets).unwrap();
    };
    // An attached object says its size where others have their value.
    let object = [&[0; 8], &0x3701_000d_u32.to_le_bytes()[..], &[0; 12]].concat();
    stream("__properties_version1.0", &[0; 32]);
    stream("__substg1.0_0037001F", &utf16("Inscription\r\nBcc: x"));
    stream("__substg1.0_0C1A001F", &utf16("Zoé Petit"));
    stream("__substg1.0_5D01001F", &utf16("zoe@mjc.example"));
    stream("__substg1.0_1000001F", &utf16("Mon bulletin."));
    stream("__attach_version1.0_#00000000/__properties_version1.0", &[0; 8]);
    stream("__attach_version1.0_#00000000/__substg1.0_3707001F", &utf16("bulletin.txt"));
    stream("__attach_version1.0_#00000000/__substg1.0_37010102", BULLETIN.as_bytes());
    stream("__attach_version1.0_#00000001/__properties_version1.0", &object);
    stream("__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0", &[0; 24]);
    stream("__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001E", b"\xe0 suivre");
    file.into_inner().into_inner()
}

#[test]
fn a_message_saved_by_outlook_is_an_attached_message() {
    let message = with_file("inscription.msg", &outlook_message());
    assert_eq!(names(&message), Vec::<&str>::new());
    let [saved] = message.attached.as_slice() else { panic!("{:?}", message.attached) };
    let from = saved.envelope.from.as_ref().unwrap();
    assert_eq!((from.name.as_deref(), from.address.as_str()), (Some("Zoé Petit"), "zoe@mjc.example"));
    assert_eq!(saved.envelope.subject, "Inscription Bcc: x");
    assert_eq!(saved.plain.as_deref(), Some("Mon bulletin."));
    assert_eq!(names(saved), ["bulletin.txt"]);
    assert_eq!(saved.attached[0].plain.as_deref(), Some("à suivre"));
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_files_in_an_archive_are_files_of_the_message() {
    let inner = archive(&[("Paul.txt", b"Nom : Roy")]);
    let outer = archive(&[
        ("bulletins/Zoé.txt", BULLETIN.as_bytes()),
        ("__MACOSX/._Zoé.txt", b"\0"),
        ("autres.zip", &inner),
    ]);
    assert_eq!(names(&with_file("bulletins.zip", &outer)), ["Zoé.txt", "Paul.txt"]);
}

#[test]
fn a_document_is_no_archive_though_it_is_one() {
    let document = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    assert_eq!(names(&with_file("bulletin.docx", &document)), ["bulletin.docx"]);
}

#[test]
fn a_mail_saved_as_a_file_is_an_attached_message_whatever_its_name() {
    let mail =
        format!("From: zoe@mjc.example\nDate: 1 Mar 2016 10:00 +0100\nMessage-ID: <a@b>\n\n{BULLETIN}\n");
    let message = with_file("inscription", mail.as_bytes());
    assert_eq!(message.attached[0].plain.as_deref().map(str::trim), Some(BULLETIN));
}

#[test]
fn a_web_archive_is_its_first_page() {
    let archive = b"From: <Saved by Blink>\r\nDate: Tue, 1 Mar 2016 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\tboundary=C\r\n\r\n\
        --C\r\nContent-Type: text/html; charset=\"iso-8859-1\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><p>Pr=E9nom : Zo=E9</html>\r\n\
        --C\r\nContent-Type: text/html\r\n\r\n<html><p>03 39 98 00 00</html>\r\n--C--\r\n";
    let message = with_file("bulletin.doc", archive);
    assert_eq!(names(&message), ["bulletin.doc"]);
    assert_eq!(message.files[0].bytes, "<html><p>Prénom : Zoé</html>".as_bytes());
}

#[test]
fn what_is_cut_short_is_a_file_or_what_is_left_of_it() {
    for whole in [winmail("Bonjour"), outlook_message(), archive(&[("a.txt", b"a")])] {
        for end in (0..whole.len()).step_by(whole.len() / 200 + 1) {
            let message = with_file("bulletin", &whole[..end]);
            assert!(message.files.len() + message.attached.len() <= 1);
        }
    }
}

#[test]
fn archives_in_archives_and_letters_in_letters_come_to_an_end() {
    let mut zip = archive(&[("a.txt", b"a")]);
    for _ in 0..50 {
        zip = archive(&[("a.zip", &zip)]);
    }
    assert_eq!(names(&with_file("a.zip", &zip)), ["a.zip"]);
    let mut letter = winmail("Bonjour");
    for _ in 0..50 {
        let object = [&[0; 16], letter.as_slice()].concat();
        letter = [
            b"\x78\x9f\x3e\x22\x01\x00".to_vec(),
            attribute(2, 0x0006_9002, &[0; 14]),
            attribute(2, 0x0006_9005, &properties(&[(0x3701, 0xd, &object)])),
        ]
        .concat();
    }
    assert!(with_file("winmail.dat", &letter).attached.is_empty());
}

#[test]
fn what_archives_in_an_archive_inflate_to_is_counted_together() {
    let large = archive(&[("large.txt", &vec![b'a'; 12 << 20])]);
    let all = archive(&[("1.zip", &large), ("2.zip", &large), ("3.zip", &large), ("4.zip", &large)]);
    assert_eq!(names(&with_file("all.zip", &all)), ["large.txt", "large.txt", "3.zip", "4.zip"]);
}

#[test]
fn counts_that_lie_are_not_believed() {
    let many = [u32::MAX.to_le_bytes(), [0x1f, 0x10, 0, 0x10], u32::MAX.to_le_bytes()].concat();
    let lie = [b"\x78\x9f\x3e\x22\x01\x00".to_vec(), attribute(1, 0x0006_9003, &many)].concat();
    assert_eq!(names(&with_file("winmail.dat", &lie)), ["winmail.dat"]);
}
