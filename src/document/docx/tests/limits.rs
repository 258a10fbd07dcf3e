//! What is damaged, protected or hostile.

use proptest::prelude::*;

use super::*;
use crate::document::Refusal;
use crate::document::allowance::MAX_TEXT;

/// Where the last part of a package has its entry in the directory.
fn last_entry(package: &[u8]) -> usize {
    package.windows(4).rposition(|signature| signature == b"PK\x01\x02").unwrap()
}

#[test]
fn a_document_cut_short_anywhere_is_damaged() {
    let main = part("document", &format!("<w:body>{}</w:body>", p(&r("Nom"))));
    for length in (0..main.len()).step_by(7).filter(|&length| main.is_char_boundary(length)) {
        assert_eq!(read(&docx_of(main.get(..length).unwrap())), Err(Refusal::Damaged));
    }
    let whole = docx(&p(&r("Nom")));
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read(&whole[..length]), Err(Refusal::Damaged));
    }
}

#[test]
fn parts_that_inflate_too_far_are_too_large_whatever_the_archive_claims() {
    let mut bytes = docx(&format!("<!--{}-->", " ".repeat(17 << 20)));
    assert_eq!(read(&bytes), Err(Refusal::TooLarge));
    let entry = last_entry(&bytes);
    bytes[entry + 24..][..4].copy_from_slice(&100_u32.to_le_bytes());
    assert!(matches!(read(&bytes), Err(Refusal::TooLarge | Refusal::Damaged)));
}

#[test]
fn a_claim_of_gigabytes_for_a_small_part_costs_nothing() {
    let mut bytes = docx(&p(&r("Nom")));
    let entry = last_entry(&bytes);
    bytes[entry + 24..][..4].copy_from_slice(&0xfff0_0000_u32.to_le_bytes());
    assert_eq!(outline(&read(&bytes).unwrap().body), "Nom");
}

#[test]
fn an_archive_that_claims_millions_of_entries_is_too_large() {
    let mut bytes = vec![0; 64];
    bytes[..4].copy_from_slice(b"PK\x03\x04");
    let mut record = b"PK\x06\x06".to_vec();
    record.resize(56, 0);
    record[32..40].copy_from_slice(&10_000_000_u64.to_le_bytes());
    bytes.extend(record);
    bytes.extend(b"PK\x06\x07\0\0\0\0\x40\0\0\0\0\0\0\0\x01\0\0\0PK\x05\x06");
    bytes.extend([0xff; 16]);
    bytes.extend([0; 2]);
    assert_eq!(read(&bytes), Err(Refusal::TooLarge));
}

#[test]
fn a_document_that_shows_nothing_but_pictures_is_one_and_else_it_is_empty() {
    let main = part("document", &format!("<w:body>{}</w:body>", p("<w:r><w:drawing/></w:r>")));
    let of =
        |parts: &[(&str, &str)]| read(&package(&[&[("word/document.xml", main.as_str())], parts].concat()));
    assert_eq!(of(&[("word/media/image1.JPEG", "")]), Err(Refusal::Image));
    assert_eq!(of(&[("docProps/thumbnail.jpeg", "")]), Err(Refusal::Empty));
}

#[test]
fn a_document_with_macros_is_left_to_a_person() {
    let main = part("document", &format!("<w:body>{}</w:body>", p(&r("Nom"))));
    let bytes = package(&[("word/document.xml", &main), ("word/vbaProject.bin", "")]);
    assert_eq!(read(&bytes), Err(Refusal::Macros));
}

#[test]
fn an_encrypted_entry_protects_the_document() {
    let mut bytes = docx(&p(&r("Nom")));
    let entry = last_entry(&bytes);
    bytes[entry + 8] |= 1;
    assert_eq!(read(&bytes), Err(Refusal::Protected));
}

#[test]
fn tables_nested_too_deep_become_lines_and_far_too_deep_are_refused() {
    let nested = |depth: usize| {
        "<w:tbl><w:tr><w:tc>".repeat(depth) + &p(&r("Nom")) + &"</w:tc></w:tr></w:tbl>".repeat(depth)
    };
    let depth = |body: &str| outline(&document(body).body).matches("[{").count();
    assert_eq!(depth(&nested(20)), 20);
    assert_eq!(depth(&nested(100)), 32);
    assert!(body(&nested(100)).contains("{Nom}"));
    assert_eq!(read(&docx(&nested(20_000))), Err(Refusal::TooLarge));
}

#[test]
fn elements_nested_without_end_are_too_large() {
    assert_eq!(read(&docx(&"<w:ins>".repeat(100_000))), Err(Refusal::TooLarge));
    assert_eq!(read(&docx(&p(&"<w:r>".repeat(100_000)))), Err(Refusal::TooLarge));
}

#[test]
fn declared_entities_do_not_expand() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "boum"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>"#;
    let main = part("document", &format!("<w:body>{}</w:body>", p(&r("&b;&c;Nom &lt;&#x41;&gt;"))));
    let main = main.replacen("?>", &format!("?>{bomb}"), 1);
    assert_eq!(outline(&read(&docx_of(&main)).unwrap().body), "Nom <A>");
}

#[test]
fn more_text_than_any_form_has_is_too_large() {
    assert_eq!(read(&docx(&p(&r(&"a".repeat(MAX_TEXT + 1))))), Err(Refusal::TooLarge));
    let named = r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>"#;
    let nested = named.repeat(400) + &p(&r(&"a".repeat(20_000))) + &"</w:sdtContent></w:sdt>".repeat(400);
    assert_eq!(read(&docx(&nested)), Err(Refusal::TooLarge));
}

/// Any tree of elements, in places where the schema allows them and in others.
fn tree() -> impl Strategy<Value = String> {
    let names = ["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "txbxContent", "ins", "hyperlink"];
    prop_oneof![Just("<w:t>mot </w:t>".to_owned()), Just("<w:br/>".to_owned())].prop_recursive(
        12,
        80,
        5,
        move |inner| {
            (prop::sample::select(names.to_vec()), prop::collection::vec(inner, 1..5))
                .prop_map(|(name, inner)| format!("<w:{name}>{}</w:{name}>", inner.concat()))
        },
    )
}

proptest! {
    #[test]
    fn no_tree_of_elements_loses_or_doubles_text(tree in tree()) {
        prop_assert_eq!(body(&(p(&r("Nom")) + &tree)).matches("mot").count(), tree.matches("mot").count());
    }
}
