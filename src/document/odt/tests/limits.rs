//! What is damaged, protected or hostile.

use proptest::prelude::*;

use super::super::MAX_FLAT;
use super::*;
use crate::document::Refusal;
use crate::document::allowance::MAX_TEXT;

/// A document with a bit of everything.
fn sample() -> String {
    let row = cell(r#"table:number-rows-spanned="2""#, &p("Nom")) + &cell("", &p("Morel"));
    let form = r#"<office:forms><form:form><form:text xml:id="c" form:name="Ville" form:value="Lille"/></form:form></office:forms>"#;
    let text = r#"<draw:control draw:control="c"/><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame>
        <field:fieldmark-start text:name="x"/>b<field:fieldmark-end/><loext:content-control>c</loext:content-control>"#;
    part(
        "document",
        "",
        &(form.to_owned() + &table(&[row, "<table:covered-table-cell/>".to_owned()]) + &p(text)),
    )
}

#[test]
fn a_document_cut_short_anywhere_is_damaged() {
    let source = sample();
    let start = source.find('>').unwrap() + SPACES.len();
    for length in (start..source.len()).filter(|&length| source.is_char_boundary(length)) {
        assert_eq!(read(&source.as_bytes()[..length]), Err(Refusal::Damaged), "{length}");
    }
    let whole = odt(&p("Nom"));
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read(&whole[..length]), Err(Refusal::Damaged));
    }
}

#[test]
fn a_package_without_its_parts_is_damaged() {
    assert_eq!(
        read(&package(&[("mimetype", "application/vnd.oasis.opendocument.text")])),
        Err(Refusal::Damaged)
    );
    assert_eq!(read(&odt_of("<x/>")), Err(Refusal::Damaged));
    assert_eq!(read(&odt_of("")), Err(Refusal::Damaged));
}

#[test]
fn an_encrypted_package_is_protected() {
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
        <manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let bytes = package(&[("META-INF/manifest.xml", manifest), ("content.xml", "\u{1}\u{2}\u{3}")]);
    assert_eq!(read(&bytes), Err(Refusal::Protected));
}

#[test]
fn a_document_that_shows_nothing_but_pictures_is_one_and_else_it_is_empty() {
    let picture = p(r#"<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>"#);
    assert_eq!(read(&odt(&picture)), Err(Refusal::Image));
    assert_eq!(read(&odt(&p("<text:s/>"))), Err(Refusal::Empty));
    let logo = format!(
        "<office:master-styles><style:master-page><style:header>{picture}</style:header></style:master-page></office:master-styles>"
    );
    assert_eq!(read(part("document", &logo, &p("")).as_bytes()), Err(Refusal::Empty));
}

#[test]
fn more_text_than_any_form_has_is_too_large() {
    assert_eq!(read(&odt(&p(&"a".repeat(MAX_TEXT + 1)))), Err(Refusal::TooLarge));
    assert_eq!(read(&odt(&p("").repeat(MAX_TEXT / 4 + 1))), Err(Refusal::TooLarge));
    assert_eq!(
        read(&odt(&p(&r#"<text:s text:c="4000000000"/>"#.repeat(MAX_TEXT / 200 + 1)))),
        Err(Refusal::TooLarge)
    );
    let flat = part("document", "", &format!("<!--{}-->{}", " ".repeat(MAX_FLAT), p("Nom")));
    assert_eq!(read(flat.as_bytes()), Err(Refusal::TooLarge));
}

#[test]
fn repetition_without_end_is_held_in_check() {
    let cell = cell(r#"table:number-columns-repeated="999999999""#, &p("a"));
    let text = table(&[cell])
        .replace("<table:table-row>", r#"<table:table-row table:number-rows-repeated="999999999">"#);
    assert_eq!(body(&text).matches("{a}").count(), 101 * 101);
    assert_eq!(read(&odt(&text.repeat(80))), Err(Refusal::TooLarge));
    let nested = (0..20).fold(p("a"), |inner, _| {
        table(&[format!(
            r#"<table:table-cell table:number-columns-repeated="99">{inner}</table:table-cell>"#
        )])
    });
    assert_eq!(read(&odt(&nested)), Err(Refusal::TooLarge));
}

#[test]
fn nesting_without_end_is_too_large() {
    for element in ["text:span", "text:section", "draw:g", "table:table", "text:p"] {
        assert_eq!(read(&odt(&format!("<{element}>").repeat(100_000))), Err(Refusal::TooLarge));
    }
}

#[test]
fn fields_opened_without_end_are_forgotten() {
    let open = r#"<field:fieldmark-start text:name="x"/>"#;
    assert_eq!(body(&p(&(open.repeat(100_000) + "Nom"))), "Nom");
}

#[test]
fn declared_entities_do_not_expand() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "boum"><!ENTITY b "&a;&a;&a;&a;&a;">]>"#;
    let source = part("document", "", &p("&b;Nom &#x41;")).replacen("?>", &format!("?>{bomb}"), 1);
    assert_eq!(outline(&read(source.as_bytes()).unwrap().body), "Nom A");
}

proptest! {
    #[test]
    fn changed_bytes_end_in_a_document_or_a_refusal(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        for mut bytes in [sample().into_bytes(), odt_of(&sample())] {
            for (index, byte) in &changes {
                let at = index.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = read(&bytes);
        }
    }

    #[test]
    fn elements_in_any_order_end_in_a_document_or_a_refusal(
        order in prop::collection::vec(0_usize..16, 0..60)
    ) {
        let pieces = [
            "<text:p>", "</text:p>", "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>",
            r#"<table:table-cell table:number-columns-repeated="2">"#, "</table:table-cell>",
            "<table:covered-table-cell/>", "<draw:text-box>", "</draw:text-box>",
            "<field:fieldmark-start/>", "<field:fieldmark-end/>", "<loext:content-control>",
            "</loext:content-control>", "a",
        ];
        // Ends of what is not open are left out, and what is still open is ended, so that it is well formed.
        let (mut text, mut open) = (String::new(), Vec::new());
        for piece in order.into_iter().map(|index| pieces[index]) {
            let name = piece.trim_matches(['<', '>', '/']).split(' ').next().unwrap();
            if piece.starts_with("</") && open.pop_if(|open| *open == name).is_none() {
                continue;
            }
            if piece.starts_with('<') && !piece.starts_with("</") && !piece.ends_with("/>") {
                open.push(name);
            }
            text.push_str(piece);
        }
        let ends: Vec<String> = open.iter().rev().map(|name| format!("</{name}>")).collect();
        let result = read(&odt(&(text + &ends.concat())));
        prop_assert!(matches!(result, Ok(_) | Err(Refusal::Empty)), "{result:?}");
    }
}
