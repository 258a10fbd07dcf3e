//! What is damaged, protected, hostile, or not for machines to read.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;

fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// The first object of a file, with bytes for a stream.
fn with_stream(before: &str, dictionary: &str, content: &[u8], after: &str) -> Vec<u8> {
    let mut bytes =
        format!("%PDF-1.7\n{before}<< {dictionary} /Length {} >>\nstream\n", content.len()).into_bytes();
    bytes.extend(content);
    bytes.extend(format!("\nendstream\nendobj\n{after}\n").into_bytes());
    bytes
}

const PAGES: &str = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>\nendobj\n";

#[test]
fn pages_with_nothing_on_them_are_empty() {
    assert_eq!(refusal(&page("", "", "", &[])), Refusal::Empty);
    assert_eq!(refusal(&page(&text(50, 700, "   "), "", "", &[])), Refusal::Empty);
}

#[test]
fn scans_are_images_even_with_text_that_a_machine_guessed_behind_them() {
    let scan = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        "x",
    );
    let picture = "q 600 0 0 800 0 0 cm /X Do Q ";
    assert_eq!(refusal(&page(picture, "", "", &[&scan])), Refusal::Image);
    let guessed = format!("{picture} 3 Tr {}", text(50, 700, "Norn : MoreI"));
    assert_eq!(refusal(&page(&guessed, "", "", &[&scan])), Refusal::Image);
    let signed = format!("{picture} {}", text(50, 10, "Scanned with an app"));
    assert_eq!(refusal(&page(&signed, "", "", &[&scan])), Refusal::Image);
}

#[test]
fn a_form_on_a_picture_of_paper_that_is_filled_in_is_read() {
    let scan = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", "x");
    let typed = "<< /Subtype /FreeText /Rect [85 698 200 712] /Contents (Morel) >>";
    let document = read(&page("q 600 0 0 800 0 0 cm /X Do Q", typed, "", &[&scan])).unwrap();
    assert_eq!(outline(&document.body), "Morel");
}

#[test]
fn bytes_that_only_begin_like_a_pdf_are_damaged() {
    assert_eq!(refusal(b"%PDF-1.7\n"), Refusal::Damaged);
    assert_eq!(refusal(b"%PDF-1.7\ntrailer << /Root 1 0 R >>"), Refusal::Damaged);
}

#[test]
fn a_file_without_its_table_of_objects_is_read_all_the_same() {
    let whole = page(&text(50, 700, "Nom : Morel"), "", "", &[]);
    let end = whole.windows(4).position(|window| window == b"xref").unwrap();
    assert_eq!(outline(&read(&whole[..end]).unwrap().body), "Nom : Morel");
}

#[test]
fn a_document_cut_short_anywhere_ends_in_a_document_or_a_refusal() {
    let whole = page(&text(50, 700, "Nom : Morel"), "", "", &[]);
    for length in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..length]);
    }
}

#[test]
fn what_inflates_too_far_is_too_large() {
    let bomb = deflated(&vec![b' '; 20 << 20]);
    let file =
        with_stream(&format!("{PAGES}4 0 obj\n"), "/Filter /FlateDecode", &bomb, "trailer << /Root 1 0 R >>");
    assert_eq!(refusal(&file), Refusal::TooLarge);
    let objects = with_stream(
        &format!("{PAGES}4 0 obj\n"),
        "/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode",
        &bomb,
        "trailer << /Root 1 0 R >>",
    );
    assert_eq!(refusal(&objects), Refusal::TooLarge);
    let twice = deflated(&deflated(&vec![b' '; 20 << 20]));
    let file = with_stream(
        &format!("{PAGES}4 0 obj\n"),
        "/Filter [/FlateDecode /FlateDecode]",
        &twice,
        "trailer << /Root 1 0 R >>",
    );
    assert_eq!(refusal(&file), Refusal::TooLarge);
}

#[test]
fn arrays_nested_without_end_do_no_harm() {
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let _ = read(&page(&text(50, 700, "Nom"), &nested, "", &[]));
    let content = format!("{nested} TJ {}", text(50, 700, "Nom"));
    let _ = read(&page(&content, "", "", &[]));
}

#[test]
fn more_pages_than_any_form_has_are_too_large() {
    let pages = "<< /Type /Page /MediaBox [0 0 9 9] >>".repeat(30_000);
    assert_eq!(refusal(&page(&text(50, 700, "Nom"), &pages, "", &[])), Refusal::TooLarge);
}

#[test]
fn pages_among_their_own_ancestors_are_read_once() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
        stream("", &text(50, 700, "Nom")),
        HELVETICA.to_owned(),
    ];
    assert_eq!(outline(&read(&file(&objects)).unwrap().body), "Nom");
}

#[test]
fn widths_of_codes_that_there_are_not_cost_nothing() {
    for font in [
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 2000000000 /LastChar 2000000001 /Widths [500] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H
            /DescendantFonts [<< /Subtype /CIDFontType2 /W [0 4000000000 500] >>] >>",
    ] {
        let bytes = page(&text(50, 700, "Nom"), "", "", &[]);
        let whole = String::from_utf8(bytes).unwrap();
        assert_eq!(outline(&read(whole.replace(HELVETICA, font).as_bytes()).unwrap().body), "Nom");
    }
}

#[test]
fn a_field_that_is_its_own_parent_a_thousand_times_over_is_one() {
    let field = "<< /Subtype /Widget /FT /Tx /T (nom) /V (Morel) /Rect [1 1 100 20] /Parent 6 0 R >>";
    let file = page("", &"6 0 R ".repeat(1000), "", &[field]);
    assert_eq!(read(&file).unwrap().fields.len(), 1);
}

#[test]
fn forms_that_place_themselves_end() {
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800]", &"/X Do ".repeat(10));
    assert_eq!(refusal(&page("/X Do\n", "", "", &[&form])), Refusal::TooLarge);
}

#[test]
fn more_text_than_any_form_has_is_too_large() {
    let content = "BT /F 1 Tf 50 700 Td (aaaaaaaaaaaaaaaaaaaa) Tj ET ".repeat(6000);
    assert_eq!(refusal(&page(&content, "", "", &[])), Refusal::TooLarge);
    let content = "0 0 m 1 1 l S ".repeat(1_000_000);
    assert_eq!(refusal(&page(&content, "", "", &[])), Refusal::TooLarge);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_content_panics(content in "([0-9.-]{1,4} |q |Q |cm |BT |ET |Tf |Td |Tm |re |m |l |S |f |\\(a\\) Tj |/F |/X Do |\\[|\\]|<<|>>){0,60}") {
        let _ = read(&page(&content, "", "", &[]));
    }

    #[test]
    fn no_broken_byte_panics(at in 0_usize..1000, byte in any::<u8>()) {
        let mut bytes = page(&text(50, 700, "Nom : Morel"), "<< /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [1 2 3 4] >>", "", &[]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
    }
}
