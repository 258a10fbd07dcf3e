//! What codes stand for.

use super::*;

/// The body of a page that shows a string in a font, object 6, with further objects from 7.
fn shown(font: &str, string: &str, further: &[&str]) -> Result<String, Refusal> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R
            /Resources << /Font << /F 6 0 R >> >> >>"
            .to_owned(),
        stream("", &format!("BT /F 10 Tf 50 700 Td {string} Tj ET")),
        "null".to_owned(),
        font.to_owned(),
    ];
    let further = further.iter().map(|object| (*object).to_owned());
    read(&file(&objects.into_iter().chain(further).collect::<Vec<_>>()))
        .map(|document| outline(&document.body))
}

fn simple(encoding: &str) -> String {
    format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding {encoding} >>")
}

#[test]
fn the_encodings_of_windows_and_of_the_macintosh_are_known() {
    assert_eq!(shown(&simple("/WinAnsiEncoding"), "(Zo\\351 \\234uvre)", &[]).unwrap(), "Zoé œuvre");
    assert_eq!(shown(&simple("/MacRomanEncoding"), "(Zo\\216 \\317uvre)", &[]).unwrap(), "Zoé œuvre");
}

#[test]
fn differences_name_their_glyphs() {
    let encoding = "<< /BaseEncoding /WinAnsiEncoding /Differences [1 /eacute /fi /uni0152] >>";
    assert_eq!(shown(&simple(encoding), "(Zo\\001 \\002l \\003)", &[]).unwrap(), "Zoé fil Œ");
}

/// A composite font whose codes are glyphs, with a map to characters.
const COMPOSITE: &str =
    "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /ToUnicode 8 0 R
    /DescendantFonts [7 0 R] >>";
const DESCENDANT: &str = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500
    /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>";

#[test]
fn glyphs_of_composite_fonts_stand_for_what_their_map_says() {
    let map = stream(
        "",
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange
        1 beginbfrange <0010> <0012> <0041> endbfrange
        2 beginbfchar <0020> <00660069> <0021> <0065> endbfchar endcmap",
    );
    assert_eq!(shown(COMPOSITE, "<001000110012002000210021>", &[DESCENDANT, &map]).unwrap(), "ABCfiee");
}

#[test]
fn text_whose_glyphs_stand_for_nothing_known_is_for_a_human_to_read() {
    let font = COMPOSITE.replace("/ToUnicode 8 0 R", "");
    assert_eq!(shown(&font, "<001000110012>", &[DESCENDANT]), Err(Refusal::Image));
}

#[test]
fn accents_that_are_drawn_over_letters_join_them() {
    let accent = "BT /F 10 Tf 1 0 0 1 50 700 Tm (Zoe) Tj 1 0 0 1 63 701 Tm (\\264) Tj ET";
    assert_eq!(body(accent), "Zoé");
}

#[test]
fn letters_drawn_twice_to_look_bold_are_read_once() {
    assert_eq!(body(&(text(50, 700, "Nom") + "BT /F 10 Tf 50.3 700 Td (Nom) Tj ET")), "Nom");
}
