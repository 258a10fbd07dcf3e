//! Text, tables, text boxes, parts.

use super::*;
use crate::document::{Foreign, Format, Refusal};

#[test]
fn runs_make_a_line_with_tabs_breaks_and_hyphens() {
    let content = format!(
        "{}<w:r><w:t>rel</w:t><w:tab/><w:t>Zo</w:t></w:r>{}<w:r><w:br/><w:t>Anne</w:t><w:noBreakHyphen/><w:t>Lise</w:t></w:r>",
        r("Nom :\u{a0}Mo"),
        r("e\u{301}")
    );
    assert_eq!(
        body(&(p(&content) + &p("") + &p(&r("A &amp; B&#233;")))),
        "Nom : Morel\tZoé\nAnne-Lise\n\nA & Bé"
    );
}

#[test]
fn any_prefix_and_the_strict_namespace_are_understood() {
    for space in [TRANSITIONAL, STRICT] {
        let main = format!(r#"<document xmlns="{space}"><body><p><r><t>Nom</t></r></p></body></document>"#);
        assert_eq!(outline(&read(&docx_of(&main)).unwrap().body), "Nom");
        let main = format!(
            r#"<x:document xmlns:x="{space}"><x:body><x:p><x:t>Nom</x:t></x:p></x:body></x:document>"#
        );
        assert_eq!(outline(&read(&docx_of(&main)).unwrap().body), "Nom");
    }
}

#[test]
fn text_of_other_namespaces_is_not_taken_for_words() {
    assert_eq!(body(&p(&(r("Nom") + r#"<a:t xmlns:a="urn:other">Diagramme</a:t>"#))), "Nom");
    assert_eq!(body(&p(&(r#"<w:t xmlns:w="urn:other">Diagramme</w:t>"#.to_owned() + &r("Nom")))), "Nom");
}

#[test]
fn tracked_insertions_count_and_deletions_do_not() {
    let content = r("Nom : ")
        + "<w:del><w:r><w:delText>Petit</w:delText><w:t>Petit</w:t></w:r></w:del>"
        + &format!("<w:ins>{}</w:ins>", r("Morel"))
        + &format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", r(" loin"), r(" ici"));
    assert_eq!(body(&p(&content)), "Nom : Morel ici");
}

#[test]
fn hidden_text_is_dropped_and_the_rest_of_the_paragraph_is_not() {
    let hidden = |value: &str| format!("<w:r><w:rPr><w:vanish{value}/></w:rPr><w:t>secret</w:t></w:r>");
    assert_eq!(body(&p(&(r("a") + &hidden("") + &r("b")))), "ab");
    assert_eq!(body(&p(&hidden(r#" w:val="0""#))), "secret");
    let changed =
        "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>visible</w:t></w:r>";
    assert_eq!(body(&p(changed)), "visible");
}

#[test]
fn a_text_box_is_read_once_although_word_writes_it_twice() {
    let content = format!("<w:txbxContent>{}{}</w:txbxContent>", p(&r("Nom : Morel")), p(&r("Prénom : Zoé")));
    let content = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
    );
    let anchored = p(&(r("Bul") + &content + &r("letin")));
    assert_eq!(body(&(anchored + &p(&r("Fin")))), "Bulletin\nNom : Morel\nPrénom : Zoé\nFin");
}

#[test]
fn a_text_box_of_old_word_is_read() {
    let pict = format!(
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        p(&r("Nom"))
    );
    assert_eq!(body(&p(&pict)), "Nom");
}

#[test]
fn the_fallback_counts_where_the_choice_shows_nothing() {
    let content = r#"<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><x:symEx xmlns:x="urn:x"/></mc:Choice>
        <mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>"#;
    assert_eq!(body(&p(content)), "☺");
}

#[test]
fn a_table_keeps_merged_cells_and_nested_tables() {
    let nested = table(&[cell("", &p(&r("dedans")))]) + &p("");
    let rows = [
        cell(r#"<w:gridSpan w:val="2"/>"#, &p(&r("Participant"))),
        cell(r#"<w:vMerge w:val="restart"/>"#, &p(&r("Nom"))) + &cell("", &(p(&r("Morel")) + &nested)),
        cell("<w:vMerge/>", &p(&r("caché"))) + &cell("", &p("")),
    ];
    assert_eq!(body(&table(&rows)), "[2×{Participant}]\n[{Nom}{Morel\n[{dedans}]}]\n[{}{}]");
}

#[test]
fn columns_left_out_before_a_row_are_a_cell() {
    let row = format!(
        r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{}</w:tr></w:tbl>"#,
        cell("", &p(&r("a")))
    );
    assert_eq!(body(&row), "[2×{}{a}]");
}

#[test]
fn headers_and_footers_are_margins_and_the_main_part_may_have_any_name() {
    let main = part("document", &format!("<w:body>{}</w:body>", p(&r("Nom"))));
    let bytes = package(&[
        ("_rels/.rels", &relationships(&[("officeDocument", "/word/document2.xml")])),
        ("word/document2.xml", &main),
        (
            "word/_rels/document2.xml.rels",
            &relationships(&[("header", "header1.xml"), ("footer", "footer1.xml"), ("header", "absent.xml")]),
        ),
        ("word/header1.xml", &part("hdr", &p(&r("IREV")))),
        ("word/footer1.xml", &part("ftr", &p(&r("Lille")))),
    ]);
    let document = read(&bytes).unwrap();
    assert_eq!(
        (outline(&document.body), outline(&document.margins)),
        ("Nom".to_owned(), "IREV\nLille".to_owned())
    );
    assert_eq!(document.format, Format::Docx);
}

#[test]
fn workbooks_and_slides_are_named_whatever_the_file_is_called() {
    for (root, foreign) in [("workbook", Foreign::Spreadsheet), ("presentation", Foreign::Presentation)] {
        assert_eq!(read(&docx_of(&format!("<{root}/>"))), Err(Refusal::Unsupported(foreign)));
    }
    assert_eq!(read(&package(&[("photo.jpg", "x")])), Err(Refusal::Unsupported(Foreign::Zip)));
}
