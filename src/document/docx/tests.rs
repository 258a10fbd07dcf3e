#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::document::tests::outline;
use crate::document::{Block, Document, Foreign, Format, Refusal, read};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

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

/// Names and values of the fields.
fn fields(body: &str) -> Vec<(String, String)> {
    document(body).fields.into_iter().map(|field| (field.name, field.value)).collect()
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
    let rows: String = rows.iter().map(|row| format!("<w:tr><w:trPr/>{row}</w:tr>")).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
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
fn content_controls_around_rows_and_cells_are_transparent() {
    let cells = cell("", &p(&r("Nom"))) + &control(r#"<w:alias w:val="Nom"/>"#, &cell("", &p(&r("Morel"))));
    let rows = control("", &format!("<w:tr>{cells}</w:tr>"));
    let content = format!("<w:tbl>{rows}</w:tbl>");
    assert_eq!(body(&content), "[{Nom}{Morel}]");
    assert_eq!(fields(&content), [("Nom".to_owned(), "Morel".to_owned())]);
}

#[test]
fn a_content_control_that_shows_its_placeholder_is_blank() {
    let blank = control(
        r#"<w:alias w:val="Nom"/><w:tag w:val="nom"/><w:showingPlcHdr/>"#,
        &r("Cliquez ici pour taper du texte."),
    );
    let filled = control(r#"<w:tag w:val="prenom"/><w:showingPlcHdr w:val="false"/>"#, &r("Zoé"));
    let content = p(&(r("Nom : ") + &blank + &r(" Prénom : ") + &filled));
    assert_eq!(body(&content), "Nom :  Prénom : Zoé");
    assert_eq!(
        fields(&content),
        [("Nom".to_owned(), String::new()), ("prenom".to_owned(), "Zoé".to_owned())]
    );
}

#[test]
fn a_content_control_may_hold_several_paragraphs() {
    let content = control(r#"<w:alias w:val="Adresse"/>"#, &(p(&r("1 rue Basse")) + &p(&r("Lille"))));
    assert_eq!(fields(&content), [("Adresse".to_owned(), "1 rue Basse\nLille".to_owned())]);
}

#[test]
fn check_boxes_show_their_state_whatever_their_glyph() {
    let check_box = |state: &str, content: &str| {
        control(
            &format!(
                r#"<w:alias w:val="Matin"/><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>"#
            ),
            content,
        )
    };
    let content = p(&(check_box("1", &r("☒"))
        + &r(" a ")
        + &check_box("0", &r("◇◇"))
        + &r(" b ")
        + &check_box("true", "")));
    assert_eq!(body(&content), "☒ a ☐ b ☒");
    assert_eq!(fields(&content)[1], ("Matin".to_owned(), "☐".to_owned()));
    let content = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        check_box("1", &cell("", &p(&r("■")))),
        cell("", &p(&r("Matin")))
    );
    assert_eq!(body(&content), "[{☒}{Matin}]");
}

#[test]
fn symbols_of_wingdings_are_boxes() {
    let symbol = |font: &str, code: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>"#);
    let content = symbol("Wingdings", "F0A8")
        + &symbol("Wingdings", "F0FE")
        + &symbol("Wingdings 2", "F052")
        + &symbol("Wingdings", "6F")
        + &symbol("MS Gothic", "2611");
    assert_eq!(body(&p(&content)), "☐☒☒☐☒");
}

#[test]
fn a_legacy_text_field_holds_its_result_and_en_spaces_are_blank() {
    let filled = form_field(r#"<w:name w:val="Nom"/><w:textInput/>"#, "FORMTEXT", &(r("Mo") + &r("rel")));
    let blank =
        form_field(r#"<w:name w:val="Prenom"/><w:textInput/>"#, "FORMTEXT", &r("\u{2002}\u{2002}\u{2002}"));
    let content = p(&(r("Nom : ") + &filled)) + &p(&(r("Prénom : ") + &blank));
    assert_eq!(body(&content), "Nom : Morel\nPrénom :");
    assert_eq!(
        fields(&content),
        [("Nom".to_owned(), "Morel".to_owned()), ("Prenom".to_owned(), String::new())]
    );
}

#[test]
fn legacy_check_boxes_and_lists_show_what_was_chosen() {
    let check_box = |state: &str| {
        form_field(
            &format!(r#"<w:name w:val="C"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox>"#),
            "FORMCHECKBOX",
            "",
        )
    };
    let content = check_box(r#"<w:default w:val="0"/><w:checked/>"#)
        + &check_box(r#"<w:default w:val="1"/>"#)
        + &check_box(r#"<w:default w:val="1"/><w:checked w:val="0"/>"#);
    assert_eq!(body(&p(&content)), "☒☒☐");
    let list = |state: &str| {
        let entries = r#"<w:listEntry w:val="Matin"/><w:listEntry w:val="Après-midi"/>"#;
        form_field(
            &format!(r#"<w:name w:val="Atelier"/><w:ddList>{state}{entries}</w:ddList>"#),
            "FORMDROPDOWN",
            &r("ancien"),
        )
    };
    let content = p(&(list(r#"<w:result w:val="1"/>"#) + &r(", ") + &list("")));
    assert_eq!(body(&content), "Après-midi, Matin");
    assert_eq!(fields(&content)[0], ("Atelier".to_owned(), "Après-midi".to_owned()));
}

#[test]
fn field_codes_are_dropped_and_the_text_of_links_is_kept() {
    let link = form_field("", r#"HYPERLINK "mailto:zoe@exemple.fr""#, &r("zoe@exemple.fr"));
    assert_eq!(body(&p(&link)), "zoe@exemple.fr");
    let simple = format!(
        r#"<w:hyperlink>{}</w:hyperlink><w:fldSimple w:instr="PAGE">{}</w:fldSimple>"#,
        r("Page "),
        r("1")
    );
    assert_eq!(body(&p(&simple)), "Page 1");
}

#[test]
fn text_inside_a_field_code_is_not_shown() {
    let inner = form_field("", "MERGEFIELD civilite", &r("Mme"));
    let content = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> IF </w:instrText></w:r>{inner}
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r("Chère")
    );
    assert_eq!(body(&p(&content)), "Chère");
}

#[test]
fn a_field_without_end_hides_no_more_than_its_paragraph() {
    let open = r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText></w:r>"#;
    assert_eq!(body(&(p(open) + &p(&r("Nom : Morel")))), "Nom : Morel");
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
    let odt = package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]);
    assert_eq!(read(&odt), Err(Refusal::Unsupported(Foreign::Odt)));
    assert_eq!(read(&package(&[("photo.jpg", "x")])), Err(Refusal::Unsupported(Foreign::Zip)));
}

#[test]
fn a_document_cut_short_anywhere_is_damaged() {
    let main = part("document", &format!("<w:body>{}</w:body>", p(&r("Nom"))));
    for length in (0..main.len()).step_by(7).filter(|&length| main.is_char_boundary(length)) {
        assert_eq!(read(&docx_of(&main[..length])), Err(Refusal::Damaged));
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
    let entry = bytes.windows(4).rposition(|signature| signature == b"PK\x01\x02").unwrap();
    bytes[entry + 24..][..4].copy_from_slice(&100_u32.to_le_bytes());
    assert!(matches!(read(&bytes), Err(Refusal::TooLarge | Refusal::Damaged)));
}

#[test]
fn a_claim_of_gigabytes_for_a_small_part_costs_nothing() {
    let mut bytes = docx(&p(&r("Nom")));
    let entry = bytes.windows(4).rposition(|signature| signature == b"PK\x01\x02").unwrap();
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
fn an_encrypted_entry_protects_the_document() {
    let mut bytes = docx(&p(&r("Nom")));
    let entry = bytes.windows(4).rposition(|signature| signature == b"PK\x01\x02").unwrap();
    bytes[entry + 8] |= 1;
    assert_eq!(read(&bytes), Err(Refusal::Protected));
}

#[test]
fn tables_nested_too_deep_become_lines_and_far_too_deep_are_refused() {
    let nested = |depth: usize| {
        "<w:tbl><w:tr><w:tc>".repeat(depth) + &p(&r("Nom")) + &"</w:tc></w:tr></w:tbl>".repeat(depth)
    };
    let depth = |blocks: &[Block]| {
        let mut inner = blocks;
        (0..).find(|_| match inner {
            [Block::Table(table)] => {
                inner = &table.rows[0][0].blocks;
                false
            }
            _ => true,
        })
    };
    assert_eq!(depth(&document(&nested(20)).body), Some(20));
    assert_eq!(depth(&document(&nested(100)).body), Some(32));
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
    assert_eq!(read(&docx(&p(&r(&"a".repeat(super::MAX_TEXT + 1))))), Err(Refusal::TooLarge));
    let named = r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>"#;
    let nested = named.repeat(400) + &p(&r(&"a".repeat(20_000))) + &"</w:sdtContent></w:sdt>".repeat(400);
    assert_eq!(read(&docx(&nested)), Err(Refusal::TooLarge));
}
