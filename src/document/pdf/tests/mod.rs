mod entries;
mod fonts;
mod layout;
mod limits;

use crate::document::tests::{filled, outline};
use crate::document::{Document, Field, Refusal, read};

/// A file of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let start = bytes.len();
    let entries =
        offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")).collect::<Vec<_>>().concat();
    let size = objects.len() + 1;
    bytes.extend(
        format!(
            "xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<< /Root 1 0 R /Size {size} >>\nstartxref\n{start}\n%%EOF"
        )
        .into_bytes(),
    );
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A font that no file brings.
const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A page of 600 by 800 points with this content and these annotations, and its form's own entries.
/// Further objects are numbered from 6.
fn page(content: &str, annotations: &str, form: &str, further: &[&str]) -> Vec<u8> {
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] {form} >> >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [{annotations}]
            /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
        ),
        stream("", content),
        HELVETICA.to_owned(),
    ];
    let further = further.iter().map(|object| (*object).to_owned());
    file(&objects.into_iter().chain(further).collect::<Vec<_>>())
}

fn document(content: &str, annotations: &str) -> Document {
    read(&page(content, annotations, "", &[])).unwrap()
}

/// The outline of the body, see [`outline`].
fn body(content: &str) -> String {
    outline(&document(content, "").body)
}

/// The outline of the body of a page with annotations.
fn body_with(content: &str, annotations: &str) -> String {
    outline(&document(content, annotations).body)
}

/// The fields of a page with these annotations.
fn fields(annotations: &str) -> Vec<Field> {
    document(&text(50, 700, "Bulletin"), annotations).fields
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes).unwrap_err()
}

/// Text of 10 points at a place.
fn text(x: i32, y: i32, text: &str) -> String {
    let string: String = text
        .chars()
        .map(|character| match character {
            '(' | ')' | '\\' => format!("\\{character}"),
            _ if character.is_ascii() => character.to_string(),
            _ => format!("\\{:03o}", u32::from(character)),
        })
        .collect();
    format!("BT /F 10 Tf {x} {y} Td ({string}) Tj ET\n")
}

/// Pieces of text beside each other.
fn row(y: i32, pieces: &[(i32, &str)]) -> String {
    pieces.iter().map(|(x, piece)| text(*x, y, piece)).collect()
}

/// A line from one place to another.
fn line(from: (i32, i32), to: (i32, i32)) -> String {
    format!("{} {} m {} {} l S\n", from.0, from.1, to.0, to.1)
}

/// The lines of a table with its edges at these places.
fn grid(columns: &[i32], rows: &[i32]) -> String {
    let (left, right) = (columns[0], columns[columns.len() - 1]);
    let (top, bottom) = (rows[0], rows[rows.len() - 1]);
    let across = rows.iter().map(|y| line((left, *y), (right, *y)));
    let down = columns.iter().map(|x| line((*x, top), (*x, bottom)));
    across.chain(down).collect()
}
