//! Text, tables, text boxes, parts.

use super::*;
use crate::document::Format;

#[test]
fn paragraphs_lines_tabs_and_special_characters_are_read() {
    let text = "Nom\\~:\\tab Mo\\-rel\\line Anne\\_Lise\\par\r\n\\par a\r\nb\\\nc\\'e9\\{\\}\\\\\\emdash\\rquote s\\bullet ";
    assert_eq!(body(text), "Nom :\tMorel\nAnne-Lise\n\nab\ncé{}\\—’s•");
    assert_eq!(document("a").format, Format::Rtf);
}

#[test]
fn text_is_decoded_by_its_font_else_by_the_document() {
    assert_eq!(body(r"\'e9{\f2 Ko\'b3o}\'b3"), "éKoło³");
    assert_eq!(body(r"{\f3 \'93\'fa\'96{\f0 x}}"), "日\u{fffd}x");
    assert_eq!(body(r"{\f3 \'83A\'83\'41}"), "アア");
    assert_eq!(outline(&read(br"{\rtf1\ansi\ansicpg1251 \'cc}").unwrap().body), "М");
    assert_eq!(outline(&read(br"{\rtf1\mac \'8e}").unwrap().body), "é");
    assert_eq!(outline(&read(br"{\rtf1\pc \'82}").unwrap().body), "é");
    assert_eq!(outline(&read(br"{\rtf1\pca \'b7}").unwrap().body), "À");
    assert_eq!(outline(&read("{\\rtf1\\ansi\\ansicpg65001 é}".as_bytes()).unwrap().body), "é");
}

#[test]
fn characters_given_by_number_replace_what_stands_in_for_them() {
    assert_eq!(body(r"Zo\u233?, {\uc2\u233\'3f\'3fx} {\uc0\u233x} \u233\'e9x"), "Zoé, éx éx éx");
    assert_eq!(body(r"\u-3842\'3f\u9746 ?\u-10179?\u-8704?"), "☒☒😀");
    assert_eq!(body(r"\u8211\endash a\u233{b}\u233\par c"), "–aébé\nc");
}

#[test]
fn symbols_of_wingdings_are_boxes_and_those_of_symbol_are_not() {
    assert_eq!(body(r"{\f1 o\'fe\'a8} {\f4\'6f\'b7}x"), "☐☒☐   x");
    let field = |code: &str| format!(r"{{\field{{\*\fldinst SYMBOL {code}}}{{\fldrslt\f1 x}}}}");
    assert_eq!(body(&(field(r#"254 \\f "Wingdings" \\s 10"#) + &field("65"))), "☒A");
}

#[test]
fn groups_that_are_not_of_the_page_are_left_out() {
    let text = concat!(
        r"a{\*\unknown x{y}}{\stylesheet{\s0 Normal;}}{\footnote x\par}{\*\annotation x}{\xe x}{\listtext 1.\tab}{\pntext x}",
        r"{\object{\*\objdata 0102}{\result b}}{\*\bkmkstart x}{\*\bkmkend x}{\upr{x}{\*\ud c}}{\pict\wmetafile8 0102}{\nonshppict x}d",
    );
    assert_eq!(body(text), "abcd");
    assert_eq!(body(r"a{\pict\bin5 }}}}}}b"), "ab");
    assert_eq!(body(r"{a\*\cs7 b}"), "ab");
}

#[test]
fn headers_and_footers_are_margins() {
    let document = document(r"{\header\pard IREV\par}{\footerf\pard Lille\par}{\footnote x}\pard Nom\par");
    assert_eq!((outline(&document.body), outline(&document.margins)), ("Nom".into(), "IREV\nLille".into()));
}

#[test]
fn deleted_hidden_and_struck_out_text_is_gone_and_inserted_text_counts() {
    assert_eq!(body(r"a{\deleted b}{\v b}{\strike b}{\striked1 b}{\revised c}d"), "acd");
    assert_eq!(body(r"\v x\v0 a\strike x\strike0 b\striked1 x\plain c{\v0 d}"), "abcd");
    assert_eq!(body(r"{\v x{\strike\strike0 y}\field z}a"), "a");
}

#[test]
fn text_in_the_style_of_placeholders_is_blank() {
    let styles = r"{\stylesheet{\s0 Normal;}{\*\cs15 \additive \cf2 Placeholder Text;}{\*\cs16 Strong;}}";
    assert_eq!(body(&format!(r"{styles}Nom : {{\cs15 Cliquez ici}}{{\cs16 Morel}}")), "Nom : Morel");
    let styles = r"{\stylesheet{\*\cs15 Texte de l\rquote espace r\'e9serv\'e9;}}";
    assert_eq!(body(&format!(r"{styles}Nom : {{\cs15 Cliquez ici}}.")), "Nom : .");
}

#[test]
fn a_text_box_comes_once_after_its_paragraph() {
    let shape = r"{\shp{\*\shpinst\shpleft0{\sp{\sn x}{\sv 1}}{\shptxt\pard Nom\par\pard Morel\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext\pard Nom\par}}}}";
    assert_eq!(body(&format!(r"Bul{shape}letin\par Fin\par")), "Bulletin\nNom\nMorel\nFin");
    assert_eq!(body(r"Bul{\*\do\dptxbx{\dptxbxtext\pard Nom\par}}letin\par"), "Bulletin\nNom");
    let table = row(&["cellx100"], &[&format!("a{shape}b")]);
    assert_eq!(body(&table), "[{ab\nNom\nMorel}]");
    let boxed = shape.replace(r"\pard Morel\par", &row(&["cellx100"], &["Morel"]));
    assert_eq!(body(&format!(r"a{boxed}b\par")), "ab\nNom\n[{Morel}]");
}

#[test]
fn words_that_a_shape_has_as_a_property_are_read() {
    let shape = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 7}}{\sp{\sn gtextUNICODE}{\sv Bulletin d\'e9t\u233\'e9}}{\sp{\sn y}{\sv 7}}}}";
    assert_eq!(body(&format!(r"a{shape}b\par c")), "ab\nBulletin dété\nc");
}

#[test]
fn a_table_keeps_its_cells_whatever_ends_its_lines() {
    let table = row(&["cellx100", "cellx200"], &[r"Nom\par", r"Morel\par Zo\'e9"])
        + &row(&["cellx100", "cellx200"], &["", ""]);
    assert_eq!(body(&(table + r"Fin\par")), "[{Nom}{Morel\nZoé}]\n[{}{}]\nFin");
}

#[test]
fn two_tables_with_a_paragraph_between_them_are_two() {
    let one = row(&["cellx100"], &["a"]);
    assert_eq!(document(&format!(r"{one}\par {one}b")).body.len(), 4);
    assert_eq!(document(&format!("{one} {one}")).body.len(), 1);
}

#[test]
fn tables_without_intbl_or_without_pard_are_tables() {
    assert_eq!(body(r"\trowd\cellx100\cellx200 Nom\cell Morel\cell\row Fin"), "[{Nom}{Morel}]\nFin");
    assert_eq!(
        body(r"\trowd\cellx100\cellx200\pard Nom\cell\pard Morel\cell\row\pard Fin"),
        "[{Nom}{Morel}]\nFin"
    );
    assert_eq!(body(r"\pard\intbl Nom\cell Morel\cell\row"), "[{Nom}{Morel}]");
}

#[test]
fn merged_cells_cover_columns_and_the_continuation_of_a_cell_is_empty() {
    let table = row(&["clmgf cellx100", "clmrg cellx200", "cellx300"], &["Nom", "", "Morel"])
        + &row(&["clvmgf cellx100", "cellx200", "cellx300"], &["a", "b", "c"])
        + &row(&["clvmrg cellx100", "cellx200", "cellx300"], &["x", "d", "e"]);
    assert_eq!(body(&table), "[2×{Nom}{Morel}]\n[{a}{b}{c}]\n[{}{d}{e}]");
}

#[test]
fn cells_that_reach_over_the_edges_of_others_cover_columns() {
    let table = row(&["cellx1000", "cellx2000", "cellx3000"], &["a", "b", "c"])
        + &row(&["cellx990", "cellx3005"], &["d", "e"])
        + &row(&["cellx3000"], &["f"]);
    assert_eq!(body(&table), "[{a}{b}{c}]\n[{d}2×{e}]\n[3×{f}]");
}

#[test]
fn nested_tables_stand_in_their_cell() {
    let nested = concat!(
        r"Adresse\par\pard\intbl\itap2 Rue\nestcell Basse\nestcell{\*\nesttableprops\trowd\cellx50\cellx90\nestrow}{\nonesttables\par}",
        r"\pard\intbl\itap2 Ville\nestcell{\*\nesttableprops\trowd\cellx90\nestrow}\pard\intbl\itap1 fin",
    );
    let table = row(&["cellx100", "cellx200"], &[nested, "b"]);
    assert_eq!(body(&table), "[{Adresse\n[{Rue}{Basse}]\n[2×{Ville}]\nfin}{b}]");
}
