//! Tables, text boxes, margins.

use super::*;

#[test]
fn rows_and_cells_make_a_table_between_lines() {
    let main =
        [vec![t("avant\r")], simple_row(&["Nom", "Morel"]), simple_row(&["Prénom", ""]), vec![t("après\r")]];
    assert_eq!(body(&main.concat()), "avant\n[{Nom}{Morel}]\n[{Prénom}{}]\naprès");
}

#[test]
fn a_cell_may_hold_several_paragraphs() {
    let main = [inside("1 rue Basse", 1), t("Lille"), cell(1), row(1, &[0, 9], &[])];
    assert_eq!(body(&main), "[{1 rue Basse\nLille}]");
}

#[test]
fn columns_are_counted_by_the_edges_of_all_rows() {
    let main = [
        vec![t("Participants"), cell(1), row(1, &[-8, 3000], &[])],
        vec![t("Nom"), cell(1), t("Morel"), cell(1), t("Zoé"), cell(1), row(1, &[-5, 1000, 2000, 3004], &[])],
        vec![t("Total"), cell(1), t("1"), cell(1), row(1, &[0, 2000, 3000], &[])],
        vec![t("loin"), cell(1), row(1, &[2000, 3000], &[])],
    ];
    assert_eq!(body(&main.concat()), "[3×{Participants}]\n[{Nom}{Morel}{Zoé}]\n[2×{Total}{1}]\n[2×{}{loin}]");
}

#[test]
fn merged_cells_are_one_and_continued_ones_are_empty() {
    let edges = [0, 1000, 2000, 3000];
    let cells = |texts: [&'static str; 3]| texts.into_iter().flat_map(|text| [t(text), cell(1)]);
    for [first, merged] in [[1, 2], [2, 1]] {
        let main: Vec<Run> = cells(["Nom", "", "Morel"])
            .chain([row(1, &edges, &[first, merged, 0x60])])
            .chain(cells(["a", "b", "caché"]))
            .chain([row(1, &edges, &[0, 0, 0x20])])
            .collect();
        assert_eq!(body(&main), "[2×{Nom}{Morel}]\n[{a}{b}{}]");
    }
}

#[test]
fn merges_may_come_after_the_definition_of_a_row() {
    let mut end = row(1, &[0, 1000, 2000, 3000], &[]);
    end.paragraph.extend([0x24, 0x56, 0, 2, 0x2b, 0xd6, 2, 2, 1]);
    let main: Vec<Run> =
        ["Nom", "", "caché"].into_iter().flat_map(|text| [t(text), cell(1)]).chain([end]).collect();
    assert_eq!(body(&main), "[2×{Nom}{}]");
}

#[test]
fn tables_stand_in_the_cells_of_others() {
    let main = [
        inside("Participant", 1),
        t("Nom"),
        cell(2),
        t("Morel"),
        cell(2),
        row(2, &[0, 10, 20], &[]),
        t("fin"),
        cell(1),
        t("à droite"),
        cell(1),
        row(1, &[0, 1000, 2000], &[]),
    ];
    assert_eq!(body(&main), "[{Participant\n[{Nom}{Morel}]\nfin}{à droite}]");
}

#[test]
fn a_row_too_long_for_its_page_is_said_in_the_data_stream() {
    let mut end = row(1, &[0, 1000, 3000], &[]);
    let list = std::mem::take(&mut end.paragraph);
    end.paragraph = vec![0x46, 0x66, 3, 0, 0, 0];
    let mut draft = draft(&[t("Nom"), cell(1), t("Morel"), cell(1), end]);
    draft.stories[0].extend([t("a"), cell(1), row(1, &[0, 3000], &[])]);
    draft.data = [&[0; 3], &(list.len() as u16).to_le_bytes()[..], &list].concat();
    assert_eq!(outline(&document(&draft).body), "[{Nom}{Morel}]\n[2×{a}]");
}

#[test]
fn page_breaks_end_a_line_but_do_not_pull_it_into_a_table() {
    assert_eq!(body(&[vec![t("avant\u{c}")], simple_row(&["Nom"])].concat()), "avant\n[{Nom}]");
}

#[test]
fn headers_and_footers_are_margins_and_notes_are_left_out() {
    let mut draft = draft(&[t("Nom : Morel"), run("\u{2}", &[0x55, 0x08, 1], &[]), t("\r")]);
    draft.stories[1] = vec![t("note\r")];
    draft.stories[2] = vec![run("\u{3}", &[0x55, 0x08, 1], &[]), t("\rIREV\rLille\r")];
    draft.stories[4] = vec![t("commentaire\r")];
    let document = document(&draft);
    assert_eq!(outline(&document.body), "Nom : Morel");
    assert_eq!(outline(&document.margins), "IREV\nLille");
}

/// A table of characters and what is said of those between them.
fn plex(positions: &[u32], said: &[Vec<u8>]) -> Vec<u8> {
    let positions = positions.iter().flat_map(|position| position.to_le_bytes());
    positions.chain(said.concat()).collect()
}

fn text_box(shape: u32) -> Vec<u8> {
    [&[0; 14], &shape.to_le_bytes()[..], &[0; 4]].concat()
}

fn place(shape: u32) -> Vec<u8> {
    [&shape.to_le_bytes()[..], &[0; 22]].concat()
}

/// A record of a drawing.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let version: u16 = if kind == 0xf00a { 0x0002 } else { 0x000f };
    [&version.to_le_bytes()[..], &kind.to_le_bytes(), &(content.len() as u32).to_le_bytes(), content].concat()
}

/// The record of a shape.
fn shape(number: u32) -> Vec<u8> {
    record(0xf004, &record(0xf00a, &[number.to_le_bytes(), [0; 4]].concat()))
}

#[test]
fn text_boxes_follow_the_paragraph_that_holds_them() {
    let drawing = run("\u{8}", &[0x55, 0x08, 1], &[]);
    let mut draft = draft(&[t("a"), drawing.clone(), t("b\rc"), drawing.clone(), t("\rfin\r")]);
    // The second box is in a group; the third has no place.
    draft.stories[6] = [vec![t("deux\r")], simple_row(&["Nom"]), vec![t("trois\r"), t("\r")]].concat();
    draft.parts = vec![
        (40, plex(&[1, 5, 99], &[place(1027), place(1030)])),
        (56, plex(&[0, 5, 10, 16, 17], &[text_box(1030), text_box(1029), text_box(1031), text_box(0)])),
        (50, {
            let group = record(0xf003, &[shape(1027), shape(1028), shape(1029)].concat());
            let all = record(0xf003, &[shape(1024), group, shape(1030)].concat());
            [record(0xf000, &[0; 8]), vec![0], record(0xf002, &all)].concat()
        }),
    ];
    assert_eq!(outline(&document(&draft).body), "ab\n[{Nom}]\nc\ndeux\nfin\ntrois");
    draft.parts.clear();
    assert_eq!(outline(&document(&draft).body), "ab\nc\nfin\ndeux\n[{Nom}]\ntrois");
}

#[test]
fn text_goes_on_behind_a_text_box_that_ends_hidden() {
    let mut draft = draft(&[run("a\u{8}b\r", &[0x55, 0x08, 1], &[])]);
    draft.stories[6] = vec![run("secret\r", &[0x3c, 0x08, 1], &[])];
    draft.parts = vec![(40, plex(&[1, 4], &[place(7)])), (56, plex(&[0, 7], &[text_box(7)]))];
    assert_eq!(outline(&document(&draft).body), "ab");
}

#[test]
fn text_boxes_of_margins_are_margins() {
    let mut draft = draft(&[t("Nom\r")]);
    draft.stories[2] = vec![t("IREV"), run("\u{8}", &[0x55, 0x08, 1], &[]), t("\rLille\r")];
    draft.stories[7] = vec![t("logo\r")];
    draft.parts =
        vec![(41, plex(&[4, 99], &[place(2049)])), (58, plex(&[0, 5, 5], &[text_box(2049), text_box(0)]))];
    assert_eq!(outline(&document(&draft).margins), "IREV\nlogo\nLille");
}
