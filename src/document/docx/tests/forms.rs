//! What was filled in.

use super::*;

#[test]
fn content_controls_around_rows_and_cells_are_transparent() {
    let cells = cell("", &p(&r("Nom"))) + &control(r#"<w:alias w:val="Nom"/>"#, &cell("", &p(&r("Morel"))));
    let rows = control("", &format!("<w:tr>{cells}</w:tr>"));
    let content = format!("<w:tbl>{rows}</w:tbl>");
    assert_eq!(body(&content), "[{Nom}{Morel}]");
    assert_eq!(fields(&content), [filled("Nom", "Morel")]);
}

#[test]
fn a_content_control_that_shows_its_placeholder_is_blank() {
    let blank = control(
        r#"<w:alias w:val="Nom"/><w:tag w:val="nom"/><w:showingPlcHdr/>"#,
        &r("Cliquez ici pour taper du texte."),
    );
    let typed = control(r#"<w:tag w:val="prenom"/><w:showingPlcHdr w:val="false"/>"#, &r("Zoé"));
    let content = p(&(r("Nom : ") + &blank + &r(" Prénom : ") + &typed));
    assert_eq!(body(&content), "Nom :  Prénom : Zoé");
    assert_eq!(fields(&content), [filled("Nom", ""), filled("prenom", "Zoé")]);
}

#[test]
fn a_content_control_may_hold_several_paragraphs() {
    let content = control(r#"<w:alias w:val="Adresse"/>"#, &(p(&r("1 rue Basse")) + &p(&r("Lille"))));
    assert_eq!(fields(&content), [filled("Adresse", "1 rue Basse\nLille")]);
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
    assert_eq!(fields(&content)[1], filled("Matin", "☐"));
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
    let typed = form_field(r#"<w:name w:val="Nom"/><w:textInput/>"#, "FORMTEXT", &(r("Mo") + &r("rel")));
    let blank =
        form_field(r#"<w:name w:val="Prenom"/><w:textInput/>"#, "FORMTEXT", &r("\u{2002}\u{2002}\u{2002}"));
    let content = p(&(r("Nom : ") + &typed)) + &p(&(r("Prénom : ") + &blank));
    assert_eq!(body(&content), "Nom : Morel\nPrénom :");
    assert_eq!(fields(&content), [filled("Nom", "Morel"), filled("Prenom", "")]);
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
    assert_eq!(fields(&content)[0], filled("Atelier", "Après-midi"));
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
    let open =
        r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>"#;
    assert_eq!(body(&(p(open) + &p(&r("Nom : Morel")))), "Nom : Morel");
}
