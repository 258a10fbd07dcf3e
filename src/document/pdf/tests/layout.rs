//! Lines and tables out of places.

use super::*;

#[test]
fn text_is_read_from_top_to_bottom_and_far_apart_pieces_have_a_tab_between_them() {
    let content = text(50, 600, "Fin") + &row(700, &[(300, "Prénom : Zoé"), (50, "Nom : Morel")]);
    assert_eq!(body(&content), "Nom : Morel\tPrénom : Zoé\n\nFin");
}

#[test]
fn words_are_parted_by_the_room_between_them() {
    let content = "BT /F 10 Tf 50 700 Td [(Ma) 20 (rie) -300 (Le) 0 (roy)] TJ ET";
    assert_eq!(body(content), "Marie Leroy");
}

#[test]
fn a_ruled_table_keeps_labels_and_values_in_their_rows() {
    let content = grid(&[50, 150, 400], &[710, 690, 650])
        + &row(696, &[(55, "Nom"), (155, "Morel")])
        + &row(676, &[(55, "Structure"), (155, "Direction de la")])
        + &text(155, 662, "cohésion sociale");
    assert_eq!(body(&content), "[{Nom}{Morel}]\n[{Structure}{Direction de la\ncohésion sociale}]");
}

#[test]
fn merged_cells_cover_columns_and_are_empty_where_they_go_on_below() {
    let content = line((50, 710), (350, 710))
        + &line((150, 690), (350, 690))
        + &line((50, 670), (350, 670))
        + &line((50, 710), (50, 670))
        + &line((150, 710), (150, 670))
        + &line((250, 690), (250, 670))
        + &line((350, 710), (350, 670))
        + &row(696, &[(55, "Participant"), (155, "Identité")])
        + &row(676, &[(155, "Nom"), (255, "Prénom")]);
    assert_eq!(body(&content), "[{Participant}2×{Identité}]\n[{}{Nom}{Prénom}]");
}

#[test]
fn filled_hair_lines_rule_a_table_as_word_draws_it() {
    let bar = |x: i32, y: i32, width: &str, height: &str| format!("{x} {y} {width} {height} re f\n");
    let content = [710, 690, 670].map(|y| bar(50, y, "300", "0.5")).concat()
        + &[50, 150, 350].map(|x| bar(x, 670, "0.5", "40")).concat()
        + &row(696, &[(55, "Nom"), (155, "Morel")])
        + &row(676, &[(55, "Prénom"), (155, "Zoé")]);
    assert_eq!(body(&content), "[{Nom}{Morel}]\n[{Prénom}{Zoé}]");
}

#[test]
fn a_frame_around_a_form_is_no_table() {
    let content =
        grid(&[50, 400], &[710, 600]) + &text(60, 690, "Nom : Morel") + &text(60, 678, "Prénom : Zoé");
    assert_eq!(body(&content), "Nom : Morel\nPrénom : Zoé");
}

#[test]
fn a_table_inside_a_frame_is_one() {
    let content = grid(&[20, 500], &[750, 600])
        + &text(30, 730, "Participant")
        + &grid(&[50, 150, 400], &[710, 690])
        + &row(696, &[(55, "Nom"), (155, "Morel")]);
    assert_eq!(body(&content), "Participant\n[{Nom}{Morel}]");
}

#[test]
fn aligned_columns_are_a_table_and_values_may_go_on_below() {
    let content = row(700, &[(50, "Nom"), (200, "Morel")])
        + &row(680, &[(50, "Structure"), (200, "Direction de la")])
        + &text(200, 668, "cohésion sociale")
        + &row(648, &[(50, "Tél."), (200, "03 20 00 00 00")])
        + &text(50, 600, "Merci de renvoyer ce bulletin avant le 3 mai à l'adresse ci-dessus.");
    assert_eq!(
        body(&content),
        "[{Nom}{Morel}]\n[{Structure}{Direction de la\ncohésion sociale}]\n[{Tél.}{03 20 00 00 00}]\n\
        Merci de renvoyer ce bulletin avant le 3 mai à l'adresse ci-dessus."
    );
}

#[test]
fn an_aligned_row_a_person_keeps_blank_cells() {
    let content = row(700, &[(50, "Nom"), (150, "Prénom"), (250, "Téléphone")])
        + &row(680, &[(50, "Morel"), (150, "Zoé"), (250, "06 00 00 00 00")])
        + &row(660, &[(50, "Petit"), (250, "06 00 00 00 01")]);
    assert_eq!(
        body(&content),
        "[{Nom}{Prénom}{Téléphone}]\n[{Morel}{Zoé}{06 00 00 00 00}]\n[{Petit}{}{06 00 00 00 01}]"
    );
}

#[test]
fn dots_to_write_on_stay_unless_something_is_written_on_them() {
    let dots = |y: i32| text(80, y, "..............................");
    let content = text(50, 700, "Nom :") + &dots(700) + &text(95, 702, "Morel") + &text(50, 680, "Tél :");
    assert_eq!(body(&(content + &dots(680))), "Nom :\tMorel\nTél : ..............................");
}

#[test]
fn a_letter_a_cell_makes_a_word_beside_its_label() {
    let letters = "MOREL".chars().zip(0..).map(|(letter, at)| text(103 + 15 * at, 700, &letter.to_string()));
    let cells = (0..8).map(|at| format!("{} 696 15 15 re S\n", 100 + 15 * at));
    let content = text(50, 700, "Nom :") + &cells.collect::<String>() + &letters.collect::<String>();
    assert_eq!(body(&content), "Nom :\tMOREL");
}

#[test]
fn drawn_boxes_are_ticked_by_a_cross_of_lines_or_a_letter() {
    let square = |x: i32| format!("{x} 698 10 10 re S\n");
    let content = square(50)
        + &line((51, 699), (59, 707))
        + &line((51, 707), (59, 699))
        + &text(65, 700, "matin")
        + &square(150)
        + &text(165, 700, "midi")
        + &square(250)
        + &text(252, 699, "X")
        + &text(265, 700, "soir");
    assert_eq!(body(&content), "☒ matin\t☐ midi\t☒ soir");
}

#[test]
fn struck_out_words_are_gone_and_underlined_ones_stay() {
    let content =
        row(700, &[(50, "M."), (80, "Madame")]) + &line((49, 703), (61, 703)) + &line((80, 698), (118, 698));
    assert_eq!(body(&content), "Madame");
    let annotation = "<< /Type /Annot /Subtype /StrikeOut /Rect [45 695 65 712] /QuadPoints [45 712 65 712 45 695 65 695] >>";
    assert_eq!(body_with(&row(700, &[(50, "M."), (80, "Madame")]), annotation), "Madame");
}

#[test]
fn a_page_that_lies_on_its_side_is_turned() {
    let content = "BT /F 10 Tf 0 1 -1 0 100 50 Tm (Nom : Morel) Tj ET BT /F 10 Tf 0 1 -1 0 112 50 Tm (Pr\\351nom : Zo\\351) Tj ET";
    assert_eq!(body(content), "Nom : Morel\nPrénom : Zoé");
}

#[test]
fn headers_that_are_marked_as_such_go_into_the_margins() {
    let content = format!(
        "/Artifact << /Type /Pagination /Subtype /Header >> BDC {} EMC {}",
        text(50, 780, "IREV, 59000 Lille"),
        text(50, 700, "Nom : Morel")
    );
    let document = document(&content, "");
    assert_eq!(
        (outline(&document.body), outline(&document.margins)),
        ("Nom : Morel".to_owned(), "IREV, 59000 Lille".to_owned())
    );
}

#[test]
fn what_a_form_object_places_is_part_of_the_page() {
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 0 600]",
        &text(50, 90, "Morel"),
    );
    let content = text(50, 700, "Nom :") + "q 1 0 0 1 50 10 cm /X Do Q";
    let document = read(&page(&content, "", "", &[&form])).unwrap();
    assert_eq!(outline(&document.body), "Nom :\tMorel");
}

#[test]
fn what_lies_beside_the_page_is_not_seen() {
    assert_eq!(body(&(text(50, 700, "Nom") + &text(700, 700, "caché"))), "Nom");
}

#[test]
fn the_foot_of_a_page_goes_into_the_margins() {
    let content = text(50, 700, "Nom : Morel") + &text(50, 30, "IREV, 59000 Lille, 03 20 00 00 00");
    let document = document(&content, "");
    assert_eq!(
        (outline(&document.body), outline(&document.margins)),
        ("Nom : Morel".to_owned(), "IREV, 59000 Lille, 03 20 00 00 00".to_owned())
    );
}

#[test]
fn what_a_narrow_cell_wraps_is_one_line_again_and_a_label_above_it_stays_apart() {
    let content = grid(&[50, 150, 250], &[720, 660])
        + &row(706, &[(55, "FONCTION"), (155, "COURRIEL")])
        + &row(694, &[(55, "Chef de bureau de"), (155, "morel@lille.exempl")])
        + &row(682, &[(55, "projet"), (155, "e")]);
    assert_eq!(body(&content), "[{FONCTION\nChef de bureau de projet}{COURRIEL\nmorel@lille.exemple}]");
}

#[test]
fn the_room_between_frames_is_no_column() {
    let content = grid(&[50, 150, 158, 300], &[720, 700]) + &row(706, &[(55, "Nom"), (165, "Morel")]);
    assert_eq!(body(&content), "[{Nom}{Morel}]");
}

#[test]
fn a_dot_in_an_address_behind_dots_to_write_on_is_part_of_it() {
    let content = text(50, 700, "Mail : ..........j.morel@exemple.fr..........");
    assert_eq!(body(&content), "Mail : ..........j.morel@exemple.fr..........");
}

#[test]
fn what_word_prints_in_blank_fields_is_not_written_by_anybody() {
    assert_eq!(body(&text(50, 700, "Nom : Cliquez ici pour taper du texte.")), "Nom :");
}

#[test]
fn rows_far_from_those_above_them_begin_another_table() {
    let content = row(700, &[(50, "Nom"), (200, "Morel")])
        + &row(685, &[(50, "Prénom"), (200, "Zoé")])
        + &row(650, &[(50, "Nom"), (200, "Petit")])
        + &row(635, &[(50, "Prénom"), (200, "Anne")]);
    let tables = document(&content, "").body.len();
    assert_eq!(tables, 2);
}

#[test]
fn watermarks_across_the_page_say_nothing() {
    let content = text(50, 700, "Nom : Morel") + "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (COPIE) Tj ET";
    assert_eq!(body(&content), "Nom : Morel");
}
