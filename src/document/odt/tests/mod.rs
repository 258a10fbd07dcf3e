mod forms;
mod layout;
mod limits;

use crate::document::tests::{filled, outline, package};
use crate::document::{Document, Field, read};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0""#;

/// One XML document, with these elements before its body.
fn part(root: &str, before: &str, text: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<office:{root} {SPACES}>{before}<office:body><office:text>{text}</office:text></office:body></office:{root}>"#
    )
}

/// A package with this content.
fn odt_of(content: &str) -> Vec<u8> {
    package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])
}

/// A document with this text, as a package.
fn odt(text: &str) -> Vec<u8> {
    odt_of(&part("document-content", "", text))
}

fn document(text: &str) -> Document {
    read(&odt(text)).unwrap()
}

/// The body of a document with this text.
fn body(text: &str) -> String {
    outline(&document(text).body)
}

/// The body of a document with these automatic styles.
fn styled(styles: &str, text: &str) -> String {
    let before = format!("<office:automatic-styles>{styles}</office:automatic-styles>");
    outline(&read(&odt_of(&part("document-content", &before, text))).unwrap().body)
}

/// The fields of a document with this text.
fn fields(text: &str) -> Vec<Field> {
    document(text).fields
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

/// A cell with these attributes.
fn cell(attributes: &str, content: &str) -> String {
    format!("<table:table-cell {attributes}>{content}</table:table-cell>")
}

/// A table of these rows.
fn table(rows: &[String]) -> String {
    let row = |cells: &String| format!("<table:table-row>{cells}</table:table-row>");
    format!("<table:table>{}</table:table>", rows.iter().map(row).collect::<String>())
}
