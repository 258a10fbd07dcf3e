//! Text, tables, text boxes, parts.

use super::*;
use crate::document::{Foreign, Format, Refusal};

#[test]
fn spaces_tabs_and_breaks_are_kept_and_the_white_space_of_the_file_is_not() {
    let text = "\n  Nom :\u{a0}<text:span>Mo</text:span>rel<text:tab/>Zo<text:s/><text:s text:c=\"2\"/>e\u{301} \n <text:line-break/> Anne";
    assert_eq!(body(&(p(text) + "\n" + &p("") + &p("A &amp; B"))), "Nom : Morel\tZo   é\nAnne\n\nA & B");
}

#[test]
fn sections_headings_and_lists_are_lines() {
    let text = format!(
        "<text:section><text:h>Bulletin</text:h><text:list><text:list-header>{}</text:list-header>\
         <text:list-item><text:number>1.</text:number>{}</text:list-item></text:list></text:section>",
        p("À remplir"),
        p("Nom")
    );
    assert_eq!(body(&text), "Bulletin\nÀ remplir\nNom");
}

#[test]
fn flat_files_are_read_like_packages() {
    let flat = part("document", "", &p("Nom : Morel"));
    for source in [flat.clone(), flat.replacen("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "", 1)] {
        let document = read(source.as_bytes()).unwrap();
        assert_eq!((document.format, outline(&document.body)), (Format::Odt, "Nom : Morel".to_owned()));
    }
}

#[test]
fn templates_master_documents_and_packages_without_a_type_are_read() {
    let content = part("document-content", "", &p("Nom"));
    for kind in ["text-template", "text-master", "text-web"] {
        let kind = format!("application/vnd.oasis.opendocument.{kind}");
        let bytes = package(&[("mimetype", &kind), ("content.xml", &content)]);
        assert_eq!(outline(&read(&bytes).unwrap().body), "Nom");
    }
    assert_eq!(outline(&read(&package(&[("content.xml", &content)])).unwrap().body), "Nom");
}

#[test]
fn documents_of_openoffice_1_are_read() {
    let content = r#"<office:document-content xmlns:office="http://openoffice.org/2000/office"
        xmlns:text="http://openoffice.org/2000/text" xmlns:style="http://openoffice.org/2000/style"
        xmlns:draw="http://openoffice.org/2000/drawing" office:class="text">
        <office:automatic-styles><style:style style:name="T1" style:family="text">
        <style:properties style:text-crossing-out="single-line"/></style:style></office:automatic-styles>
        <office:body><text:p>Nom<text:tab-stop/><text:span text:style-name="T1">Petit</text:span>Morel<draw:text-box>
        <text:p>Lille</text:p></draw:text-box></text:p></office:body></office:document-content>"#;
    let bytes = package(&[("mimetype", "application/vnd.sun.xml.writer"), ("content.xml", content)]);
    assert_eq!(outline(&read(&bytes).unwrap().body), "Nom\tMorel\nLille");
}

#[test]
fn headers_and_footers_are_margins() {
    let page = format!(
        "<office:master-styles><style:master-page><style:header>{}</style:header><style:footer>{}</style:footer>\
         <style:footer-first style:display=\"false\">{}</style:footer-first></style:master-page></office:master-styles>",
        p("IREV"),
        p("Lille"),
        p("jamais")
    );
    let styles = format!("<office:document-styles {SPACES}>{page}</office:document-styles>");
    let content = part("document-content", "", &p("Nom"));
    let packaged = read(&package(&[("styles.xml", &styles), ("content.xml", &content)])).unwrap();
    let flat = read(part("document", &page, &p("Nom")).as_bytes()).unwrap();
    for document in [packaged, flat] {
        assert_eq!(
            (outline(&document.body), outline(&document.margins)),
            ("Nom".into(), "IREV\nLille".into())
        );
    }
}

#[test]
fn footnotes_comments_and_templates_of_indexes_are_left_out() {
    let text = format!(
        "Nom<text:note><text:note-citation>1</text:note-citation><text:note-body>{0}</text:note-body></text:note>\
         <office:annotation>{0}</office:annotation> <text:ruby><text:ruby-base>Morel</text:ruby-base>\
         <text:ruby-text>x</text:ruby-text></text:ruby>",
        p("x")
    );
    let index = format!(
        "<text:table-of-content><text:table-of-content-source>{}</text:table-of-content-source><text:index-body>{}\
         </text:index-body></text:table-of-content>",
        p("x"),
        p("Page 1")
    );
    assert_eq!(body(&(p(&text) + &index)), "Nom Morel\nPage 1");
}

#[test]
fn deleted_text_is_gone_wherever_it_stands_and_inserted_text_counts() {
    let region = |id: &str, change: &str| {
        format!(r#"<text:changed-region xml:id="{id}" text:id="{id}">{change}</text:changed-region>"#)
    };
    let changes = region("c1", &format!("<text:deletion>{}</text:deletion>", p("Petit")))
        + &region("c2", "<text:insertion/>")
        + &region("c3", "<text:deletion/>");
    let range = |id: &str, text: &str| {
        format!(r#"<text:change-start text:change-id="{id}"/>{text}<text:change-end text:change-id="{id}"/>"#)
    };
    let text = r#"Nom : <text:change text:change-id="c1"/>"#.to_owned()
        + &range("c2", "Morel")
        + &range("c3", "Durand</text:p><text:p>Dupont")
        + " ici";
    let text = format!("<text:tracked-changes>{changes}</text:tracked-changes>{}", p(&text));
    assert_eq!(body(&text), "Nom : Morel\nici");
}

#[test]
fn hidden_and_struck_out_text_is_dropped_by_style_wherever_that_says_so() {
    let style = |name: &str, family: &str, parent: &str, properties: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">
            <style:text-properties {properties}/></style:style>"#
        )
    };
    let styles = style("H", "text", "", r#"text:display="none""#)
        + &style("S", "text", "", r#"style:text-line-through-style="solid""#)
        + &style("T", "text", "", r#"style:text-line-through-type="double""#)
        + &style("C", "text", "S", r#"fo:color="red""#)
        + &style("N", "text", "", r#"style:text-line-through-style="none""#)
        + &style("P", "paragraph", "", r#"style:text-line-through-style="solid""#)
        + &style("L", "text", "L", "");
    let span =
        |style: &str, text: &str| format!(r#"<text:span text:style-name="{style}">{text}</text:span>"#);
    let spans: String = ["H", "S", "T", "C", "N", "L"].iter().map(|&style| span(style, style)).collect();
    let struck = format!(r#"<text:p text:style-name="P">b{}c</text:p>"#, span("N", "visible"));
    assert_eq!(styled(&styles, &(p(&(spans + "a")) + &struck)), "NLa\nvisible");
}

#[test]
fn styles_of_the_package_count_where_the_content_has_none_of_that_name() {
    let hidden = |name: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="text"><style:text-properties text:display="none"/></style:style>"#
        )
    };
    let styles = format!(
        "<office:document-styles {SPACES}><office:styles>{}</office:styles>\
         <office:automatic-styles>{}</office:automatic-styles></office:document-styles>",
        hidden("Caché"),
        hidden("T1")
    );
    let own = r#"<office:automatic-styles><style:style style:name="T1" style:family="text"/></office:automatic-styles>"#;
    let text = p(
        r#"<text:span text:style-name="Caché">x</text:span><text:span text:style-name="T1">Nom</text:span>"#,
    );
    let content = part("document-content", own, &text);
    let bytes = package(&[("styles.xml", &styles), ("content.xml", &content)]);
    assert_eq!(outline(&read(&bytes).unwrap().body), "Nom");
}

#[test]
fn hidden_sections_rows_and_paragraphs_are_dropped() {
    let section = |attributes: &str| format!("<text:section {attributes}>{}</text:section>", p("x"));
    let text = section(r#"text:display="none""#)
        + &section(r#"text:display="condition" text:condition="1" text:is-hidden="true""#)
        + &section(r#"text:display="condition" text:condition="0""#)
        + &p(r#"<text:hidden-paragraph text:is-hidden="true"/>y"#)
        + &p(r#"a<text:hidden-text text:is-hidden="true">z</text:hidden-text>"#)
        + &table(&[cell("", &p("b"))])
        + &table(&[cell("", &p("c"))])
            .replace("<table:table-row>", r#"<table:table-row table:visibility="collapse">"#);
    assert_eq!(body(&text), "x\n\na\n[{b}]");
}

#[test]
fn a_text_box_comes_once_after_its_paragraph() {
    let box_of = |text: &str| {
        format!(
            r#"<draw:frame text:anchor-type="as-char"><draw:text-box>{text}</draw:text-box><draw:image/><svg:desc>x</svg:desc></draw:frame>"#
        )
    };
    let shape = format!("<draw:g><draw:custom-shape>{}</draw:custom-shape></draw:g>", p("Lille"));
    let inner = p(&("Nom".to_owned() + &box_of(&p("Morel"))));
    let text = p(&("Bul".to_owned() + &box_of(&inner) + "le" + &shape + "tin"));
    assert_eq!(body(&(text + &p("Fin"))), "Bulletin\nNom\nMorel\nLille\nFin");
}

#[test]
fn a_table_keeps_merged_cells_header_rows_and_nested_tables() {
    let covered = "<table:covered-table-cell/>";
    let nested = table(&[cell("", &p("dedans"))])
        .replace("<table:table>", r#"<table:table table:is-sub-table="true">"#);
    let rows = [
        cell(r#"table:number-columns-spanned="3""#, &p("Participant")) + covered + covered,
        cell(r#"table:number-columns-spanned="2" table:number-rows-spanned="2""#, &p("Nom"))
            + covered
            + &cell("", &(p("Morel") + &nested)),
        format!(
            r#"<table:covered-table-cell table:number-columns-repeated="2">{}</table:covered-table-cell>"#,
            p("x")
        ) + &cell("", &p("Zoé")),
        cell("", "") + &cell("", "") + &cell("", &p("fin")),
    ];
    let text = table(&rows)
        .replacen("<table:table-row>", "<table:table-header-rows><table:table-row>", 1)
        .replacen("</table:table-row>", "</table:table-row></table:table-header-rows>", 1);
    assert_eq!(body(&text), "[3×{Participant}]\n[2×{Nom}{Morel\n[{dedans}]}]\n[2×{}{Zoé}]\n[{}{}{fin}]");
}

#[test]
fn a_table_in_a_shape_is_one() {
    let table = table(&[cell("", &p("Nom")) + &cell("", &p("Morel"))]);
    let shape =
        format!("<draw:custom-shape>{}{}</draw:custom-shape>", table.replace("table:", "loext:"), p(""));
    assert_eq!(body(&p(&(shape + "a"))), "a\n[{Nom}{Morel}]");
}

#[test]
fn repeated_cells_and_rows_stand_there_so_often() {
    let row = cell(r#"table:number-columns-repeated="2""#, &p("a")) + &cell("", &p("b"));
    let text =
        table(&[row]).replace("<table:table-row>", r#"<table:table-row table:number-rows-repeated="2">"#);
    assert_eq!(body(&text), "[{a}{a}{b}]\n[{a}{a}{b}]");
}

#[test]
fn workbooks_and_slides_are_named_whatever_the_file_is_called() {
    let text = |genre: &str| part("document", "", "").replace("office:text", &format!("office:{genre}"));
    for (genre, foreign) in [
        ("spreadsheet", Foreign::Spreadsheet),
        ("presentation", Foreign::Presentation),
        ("drawing", Foreign::Unknown),
    ] {
        assert_eq!(read(text(genre).as_bytes()), Err(Refusal::Unsupported(foreign)));
        let kind = format!("application/vnd.oasis.opendocument.{genre}");
        assert_eq!(read(&package(&[("mimetype", &kind)])), Err(Refusal::Unsupported(foreign)));
    }
}

#[test]
fn a_document_with_macros_is_left_to_a_person() {
    let text = part("document-content", "", &p("Nom"));
    let with = |macros: &str| {
        read(&package(&[("content.xml", text.as_str()), (macros, "")]))
            .map(|document| outline(&document.body))
    };
    assert_eq!(with("Basic/script-lc.xml"), Ok("Nom".into()));
    assert_eq!(with("Basic/Standard/Module1.xml"), Err(Refusal::Macros));
    assert_eq!(with("Scripts/python/a.py"), Err(Refusal::Macros));
}
