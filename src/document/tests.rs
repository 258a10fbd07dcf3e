use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Block, Cell, Field, Foreign, Format, Refusal, read};

/// Blocks in short: lines as they are, rows as `[{cell}{cell}]`, a wide cell as `[2×{cell}]`.
pub(super) fn outline(blocks: &[Block]) -> String {
    let lines = blocks.iter().map(|block| match block {
        Block::Line(line) => line.clone(),
        Block::Table(table) => table.rows.iter().map(|row| row_outline(row)).collect::<Vec<_>>().join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn row_outline(row: &[Cell]) -> String {
    let cell = |cell: &Cell| {
        let columns = if cell.columns == 1 { String::new() } else { format!("{}×", cell.columns) };
        format!("{columns}{{{}}}", outline(&cell.blocks))
    };
    format!("[{}]", row.iter().map(cell).collect::<String>())
}

/// A field in which this was filled in.
pub(super) fn filled(name: &str, value: &str) -> Field {
    Field { name: name.to_owned(), value: value.to_owned() }
}

/// A package of these parts.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Text in units of 16 bits, as Office keeps it.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A directory entry of a compound file, after a header, with nothing else.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 1024];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let name = utf16(stream);
    bytes[640..][..name.len()].copy_from_slice(&name);
    bytes
}

fn format(bytes: &[u8]) -> Format {
    read(bytes).unwrap().format
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes).unwrap_err()
}

#[test]
fn nothing_and_white_space_are_empty() {
    assert_eq!(refusal(b""), Refusal::Empty);
    assert_eq!(refusal(b" \r\n\t"), Refusal::Empty);
    assert_eq!(refusal(b"\xef\xbb\xbf\xc2\xa0"), Refusal::Empty);
}

#[test]
fn scans_and_photos_are_images() {
    let pictures: [&[u8]; 7] = [
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"GIF89a\x01\0",
        b"II*\0\x08\0\0\0",
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0",
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic\0\0\0\0",
    ];
    for picture in pictures {
        assert_eq!(refusal(picture), Refusal::Image);
    }
    assert_eq!(format(b"BMW Lille, service inscriptions"), Format::Text);
}

#[test]
fn compound_files_are_told_apart_by_their_streams() {
    assert_eq!(refusal(&compound_file("EncryptedPackage")), Refusal::Protected);
    assert_eq!(refusal(&compound_file("WordDocument")), Refusal::Damaged);
    assert_eq!(refusal(&compound_file("WORKBOOK")), Refusal::Unsupported(Foreign::Spreadsheet));
    assert_eq!(refusal(&compound_file("PowerPoint Document")), Refusal::Unsupported(Foreign::Presentation));
    assert_eq!(refusal(&compound_file("__properties_version1.0")), Refusal::Unsupported(Foreign::Unknown));
}

#[test]
fn formats_that_are_not_read_are_named() {
    let foreign: [(&[u8], Foreign); 6] = [
        (b"\xdb\xa5\x2d\0\0\0\x09\x04", Foreign::Doc),
        (b"\x78\x9f\x3e\x22\x01\0", Foreign::Tnef),
        (b"7z\xbc\xaf\x27\x1c\0\x04", Foreign::Zip),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w/>", Foreign::Xml),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n", Foreign::WebArchive),
        (b"\0\x01\x02\x03MZ", Foreign::Unknown),
    ];
    for (bytes, expected) in foreign {
        assert_eq!(refusal(bytes), Refusal::Unsupported(expected));
    }
}

#[test]
fn html_is_known_by_its_first_element() {
    assert_eq!(format(b"\xef\xbb\xbf <!DOCTYPE HTML><p>Nom"), Format::Html);
    assert_eq!(format(b"<!-- Word --><html xmlns:o='x'>Nom"), Format::Html);
    assert_eq!(format(b"<?xml version='1.0'?><html>Nom"), Format::Html);
    assert_eq!(format(b"<div\nclass=x>Nom"), Format::Html);
    assert_eq!(format(b"<morel@exemple.fr> Nom"), Format::Text);
}

#[test]
fn html_is_decoded_as_its_meta_says_unless_it_is_unicode() {
    let text = |bytes: &[u8]| outline(&read(bytes).unwrap().body);
    assert_eq!(text(b"<html><meta charset=iso-8859-2><p>Ko\xb3o"), "Koło");
    assert_eq!(text("<html><meta charset=iso-8859-2><p>Zoé".as_bytes()), "Zoé");
    assert_eq!(text(b"<html><p>Zo\xe9 \x9cuvre"), "Zoé œuvre");
}

#[test]
fn a_file_larger_than_any_form_is_refused() {
    assert_eq!(refusal(&vec![b'a'; super::MAX_BYTES + 1]), Refusal::TooLarge);
}

#[test]
fn a_refusal_is_written_in_kebab_case_and_told_in_a_sentence() {
    let refusal = Refusal::Unsupported(Foreign::WebArchive);
    assert_eq!(serde_json::to_string(&refusal).unwrap(), r#"{"unsupported":"web-archive"}"#);
    assert_eq!(serde_json::to_string(&Refusal::TooLarge).unwrap(), r#""too-large""#);
    assert_eq!(refusal.to_string(), "the file is a web archive, which is not read");
}
