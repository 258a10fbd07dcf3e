mod forms;
mod layout;
mod limits;

use crate::document::tests::{filled, outline, package};
use crate::document::{Document, Field, read};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The part that says where others are: type, target.
fn relationships(targets: &[(&str, &str)]) -> String {
    let start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relationship = |(index, (kind, target)): (usize, &(&str, &str))| {
        format!(r#"<Relationship Id="rId{index}" Type="{start}/{kind}" Target="{target}"/>"#)
    };
    let all: String = targets.iter().enumerate().map(relationship).collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

/// A main part as Word writes it.
fn part(root: &str, content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:{root} xmlns:w="{TRANSITIONAL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{content}</w:{root}>"#
    )
}

/// A document with this body.
fn docx(body: &str) -> Vec<u8> {
    docx_of(&part("document", &format!("<w:body>{body}<w:sectPr/></w:body>")))
}

/// A document with this main part.
fn docx_of(main: &str) -> Vec<u8> {
    let root = relationships(&[("officeDocument", "word/document.xml")]);
    package(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", &root), ("word/document.xml", main)])
}

fn document(body: &str) -> Document {
    read(&docx(body)).unwrap()
}

/// The outline of the body, see [`outline`].
fn body(body: &str) -> String {
    outline(&document(body).body)
}

/// The fields of a document with this body.
fn fields(body: &str) -> Vec<Field> {
    document(body).fields
}

fn p(content: &str) -> String {
    format!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr>{content}</w:p>"
    )
}

fn r(text: &str) -> String {
    format!(r#"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn table(rows: &[String]) -> String {
    let rows = rows.join("</w:tr><w:tr><w:trPr/>");
    format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr/>{rows}</w:tr></w:tbl>")
}

/// A content control around something.
fn control(properties: &str, content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
}

/// A legacy form field with what it says of itself, its code and its result.
fn form_field(properties: &str, code: &str, result: &str) -> String {
    let character = |kind: &str, inner: &str| {
        format!(r#"<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>"#)
    };
    let begin = character("begin", &format!("<w:ffData>{properties}</w:ffData>"));
    let code = format!("<w:r><w:instrText> {code} </w:instrText></w:r>");
    format!("{begin}{code}{}{result}{}", character("separate", ""), character("end", ""))
}
