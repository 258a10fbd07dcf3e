mod forms;
mod layout;
mod limits;
mod mails;

use crate::document::tests::{filled, outline};
use crate::document::{Document, Field, read};

/// A document as Word begins it, with this text.
fn rtf(text: &str) -> String {
    let fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset2 Wingdings;}{\f2\froman\fcharset238 Arial CE{\*\falt x;};}{\f3\fcharset128 MS Mincho;}{\f4\fcharset2 Symbol;}}";
    format!(
        r"{{\rtf1\ansi\ansicpg1252\deff0\deflang1036{fonts}{{\colortbl;\red0\green0\blue0;}}{{\info{{\title x}}}}\pard\plain {text}}}"
    )
}

fn document(text: &str) -> Document {
    read(rtf(text).as_bytes()).unwrap()
}

/// The body of a document with this text.
fn body(text: &str) -> String {
    outline(&document(text).body)
}

/// The fields of a document with this text.
fn fields(text: &str) -> Vec<Field> {
    document(text).fields
}

/// A row as Word writes it, with the edges of its cells.
fn row(edges: &[&str], cells: &[&str]) -> String {
    let definition = format!(r"\{}", edges.join(r"\")).replace(' ', r"\");
    let cells = format!(r"{}\cell ", cells.join(r"\cell "));
    format!(
        r"\trowd\trgaph70 {definition}\pard\plain\intbl {cells}\pard\intbl {{\trowd {definition}\row }}\pard\plain "
    )
}
