//! What is damaged, protected or hostile.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const SPECIAL: [u8; 3] = [0x55, 0x08, 1];

/// The verdict on a file, which must not take long.
fn verdict(bytes: &[u8]) -> Result<String, Refusal> {
    let start = Instant::now();
    let read = read(bytes).map(|document| outline(&document.body));
    assert!(start.elapsed() < Duration::from_secs(10));
    read
}

/// A form with a table, a field and a text box.
fn sample() -> Draft {
    let mut draft = draft(
        &[
            vec![t("Bulletin\r")],
            simple_row(&["Nom", "Morel"]),
            field(&[t(" FORMTEXT ")], &[t("Zoé")]),
            vec![run("\u{8}", &SPECIAL, &[]), t("\r")],
        ]
        .concat(),
    );
    draft.stories[2] = vec![t("IREV\r")];
    draft.stories[6] = vec![t("Lille\r")];
    draft
}

#[test]
fn a_document_cut_short_anywhere_ends_in_a_document_or_a_refusal() {
    let bytes = sample().build();
    for length in (0..bytes.len()).step_by(61) {
        let _ = verdict(&bytes[..length]);
    }
    assert_eq!(verdict(&bytes[..bytes.len() - 1024]), Err(Refusal::Damaged));
}

#[test]
fn encrypted_documents_are_protected() {
    for flags in [0x0100, 0x8100] {
        let draft = Draft { flags, ..sample() };
        assert_eq!(verdict(&draft.build()), Err(Refusal::Protected));
        assert_eq!(verdict(&Draft { is_old: true, ..draft }.build()), Err(Refusal::Protected));
    }
}

#[test]
fn a_document_that_shows_nothing_but_pictures_is_one_and_else_it_is_empty() {
    assert_eq!(verdict(&draft(&[t("\r")]).build()), Err(Refusal::Empty));
    for picture in ["\u{1}", "\u{8}"] {
        assert_eq!(verdict(&draft(&[run(picture, &SPECIAL, &[]), t("\r")]).build()), Err(Refusal::Image));
    }
    assert_eq!(verdict(&Draft { flags: 0x0008, ..draft(&[t("\r")]) }.build()), Err(Refusal::Image));
}

#[test]
fn a_claim_of_billions_of_characters_is_too_large() {
    let (mut main, table) = sample().streams();
    main[76..80].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    let bytes = compound(&[("WordDocument", &main), ("1Table", &table)], &[]);
    assert_eq!(verdict(&bytes), Err(Refusal::TooLarge));
}

#[test]
fn text_that_is_not_there_is_damaged() {
    let (mut main, table) = sample().streams();
    main.truncate(TEXT + 4);
    main.resize(TEXT + 6, 0);
    let bytes = compound(&[("WordDocument", &main), ("1Table", &table)], &[]);
    assert_eq!(verdict(&bytes), Err(Refusal::Damaged));
}

#[test]
fn a_text_named_ten_thousand_times_is_too_large() {
    let (mut main, _) = draft(&[t(&"a".repeat(1 << 18))]).streams();
    let place = (TEXT as u32).to_le_bytes();
    let count = 10_000_u32;
    let mut pieces = vec![2];
    pieces.extend((4 * (count + 1) + 8 * count).to_le_bytes());
    pieces.extend((0..=count).flat_map(|index| (index << 18).to_le_bytes()));
    pieces.extend([&[0, 0], &place[..], &[0, 0]].concat().repeat(count as usize));
    main[76..80].copy_from_slice(&(count << 18).to_le_bytes());
    main[154 + 8 * 33..][..8].copy_from_slice(&[[0; 4], (pieces.len() as u32).to_le_bytes()].concat());
    let bytes = compound(&[("WordDocument", &main), ("1Table", &pieces)], &[]);
    assert_eq!(verdict(&bytes), Err(Refusal::TooLarge));
    main[76..80].copy_from_slice(&(1_u32 << 19).to_le_bytes());
    let bytes = compound(&[("WordDocument", &main), ("1Table", &pieces)], &[]);
    assert!(verdict(&bytes).is_ok());
}

#[test]
fn more_paragraphs_than_any_form_has_are_too_large() {
    assert_eq!(verdict(&draft(&[t(&"a\r".repeat(60_000))]).build()), Err(Refusal::TooLarge));
}

#[test]
fn modifiers_without_end_are_too_large() {
    let mut draft = draft(&[Run { change: 1, ..t(&"\r".repeat(40_000)) }]);
    draft.lists = vec![STRUCK.repeat(20_000)];
    assert_eq!(verdict(&draft.build()), Err(Refusal::TooLarge));
}

#[test]
fn tables_nested_without_end_become_flat() {
    let deep = run("Nom\r", &[], &[0x49, 0x66, 0xff, 0xff, 0xff, 0x7f]);
    assert!(verdict(&draft(&[deep]).build()).unwrap().contains("Nom"));
}

const STRUCK: [u8; 3] = [0x37, 0x08, 1];

proptest! {
    #[test]
    fn no_octets_in_the_place_of_others_do_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let (mut main, mut table) = sample().streams();
        let length = main.len();
        for (index, octet) in changes {
            match index.index(length + table.len()) {
                at if at < length => main[at] = octet,
                at => table[at - length] = octet,
            }
        }
        let _ = verdict(&compound(&[("WordDocument", &main), ("1Table", &table)], &[]));
    }
}
