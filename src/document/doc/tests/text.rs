//! Text: pieces, what they change, encodings, what is not shown.

use super::*;
use crate::document::{Foreign, Format};

const HIDDEN: [u8; 3] = [0x3c, 0x08, 1];
const STRUCK: [u8; 3] = [0x37, 0x08, 1];
const DOUBLY_STRUCK: [u8; 3] = [0x53, 0x2a, 1];
const DELETED: [u8; 3] = [0x00, 0x08, 1];
const INSERTED: [u8; 3] = [0x01, 0x08, 1];

fn narrow(text: &str) -> Run {
    Run { is_narrow: true, ..t(text) }
}

#[test]
fn pieces_of_both_widths_make_lines() {
    let main = [
        narrow("Nom : Mo"),
        t("rel\tZo\u{e9} \u{141}\r"),
        narrow("Anne\u{1e}Lise\u{b}\u{80} \u{9c}uvre\r\r\u{e9}\r"),
    ];
    assert_eq!(body(&main), "Nom : Morel\tZoé Ł\nAnne-Lise\n€ œuvre\n\né");
    assert_eq!(document(&draft(&main)).format, Format::Doc);
}

#[test]
fn the_order_is_that_of_the_pieces_not_of_the_file() {
    let mut draft =
        draft(&[t("Nom : "), narrow("Morel"), t("\rPrénom : "), t("Zoé\r"), cell(1), row(1, &[0, 9], &[])]);
    draft.is_reversed = true;
    assert_eq!(outline(&document(&draft).body), "Nom : Morel\nPrénom : Zoé\n[{}]");
}

#[test]
fn hidden_struck_and_deleted_text_is_gone_and_inserted_text_counts() {
    let hidden = [HIDDEN, STRUCK, DOUBLY_STRUCK, DELETED].map(|said| run("secret", &said, &[]));
    let main = [&[t("Nom : ")], &hidden[..], &[run("Morel", &INSERTED, &[]), t("\r")]].concat();
    assert_eq!(body(&main), "Nom : Morel");
    assert_eq!(body(&[run("visible\r", &[0x3c, 0x08, 1, 0x3c, 0x08, 0], &[])]), "visible");
    assert_eq!(body(&[t("a"), run("b", &[0x3c, 0x08, 0x80], &[]), run("c", &[0x3c, 0x08, 0x81], &[])]), "ab");
}

#[test]
fn a_paragraph_that_is_hidden_with_its_mark_leaves_no_line() {
    assert_eq!(body(&[t("a\r"), run("secret\r", &HIDDEN, &[]), t("b\r")]), "a\nb");
}

#[test]
fn what_a_piece_changes_counts_in_documents_saved_fast() {
    let changed = |text: &str, change: u16| Run { change, ..t(text) };
    // The short form: the code in the upper seven bits of a byte, the operand in the next one.
    let short = |code: u16, operand: u16| operand << 8 | code << 1;
    let mut draft = draft(&[
        t("Nom : "),
        changed("Petit", short(0x41, 1)),
        changed("Jean", 1),
        run("Morel", &HIDDEN, &[]),
        changed("\r", 0),
        t("a"),
        changed("\u{7}", short(0x18, 1)),
        changed("\u{7}", 3),
    ]);
    draft.stories[0][3].change = short(0x5c, 0);
    draft.lists = vec![STRUCK.to_vec(), [&CELL[..], &[0x17, 0x24, 1]].concat()];
    assert_eq!(outline(&document(&draft).body), "Nom : Morel\n[{a}]");
}

#[test]
fn word_6_is_read_in_the_encoding_of_its_fonts_and_of_its_language() {
    let font = |charset: u8, name: &[u8]| {
        let said = [&[0, 0, 0, charset, 0], name, &[0]].concat();
        [&[u8::try_from(said.len()).unwrap()], &said[..]].concat()
    };
    let fonts = [vec![0, 0], font(0, b"Arial"), font(204, b"Arial"), font(2, b"Wingdings")].concat();
    let mut old = draft(&[
        t("Nom : Zo\u{e9}"),
        run("\u{c8}", &[93, 1, 0], &[]),
        run("o\u{fe}", &[93, 2, 0], &[]),
        run("secret", &[92, 1], &[]),
        t("\ra"),
        run("\u{7}", &[], &[24, 1]),
        t("b"),
        run("\u{7}", &[], &[24, 1]),
        run("\u{7}", &[], &[16, 1, 1, 24, 1, 25, 1, 190, 8, 0, 2, 0, 0, 100, 0, 200, 0]),
    ]);
    old.is_old = true;
    old.parts = vec![(15, fonts)];
    assert_eq!(outline(&document(&old).body), "Nom : ZoéИ☐☒\n[{a}{b}]");
    old.language = 0x0415;
    old.stories[0] = vec![t("Nom : \u{a3}ukasz\r")];
    assert_eq!(outline(&document(&old).body), "Nom : Łukasz");
}

#[test]
fn older_documents_are_named() {
    let (mut main, table) = draft(&[t("Nom\r")]).streams();
    main[2] = 0x2d;
    let bytes = compound(&[("WordDocument", &main), ("1Table", &table)], &[]);
    assert_eq!(read(&bytes), Err(Refusal::Unsupported(Foreign::Doc)));
}
