//! What was filled in.

use super::*;

/// The widget of a field at a place on the page.
fn widget(entries: &str, (x, y): (i32, i32), (width, height): (i32, i32)) -> String {
    format!("<< /Type /Annot /Subtype /Widget /Rect [{x} {y} {} {}] {entries} >>\n", x + width, y + height)
}

fn text_field(name: &str, value: &str, place: (i32, i32)) -> String {
    widget(&format!("/FT /Tx /T ({name}) /V ({value})"), place, (200, 20))
}

/// A button with a state that ticks it.
fn button(entries: &str, on: &str, place: (i32, i32)) -> String {
    widget(&format!("/FT /Btn /AP << /N << /{on} 4 0 R /Off 4 0 R >> >> {entries}"), place, (12, 12))
}

#[test]
fn a_value_stands_beside_its_label_although_nothing_draws_it() {
    let labels = text(50, 700, "Nom :") + &text(50, 670, "Prénom :");
    let widgets = text_field("nom", "Morel", (150, 692)) + &text_field("prenom", "Zo\\351", (150, 664));
    assert_eq!(body_with(&labels, &widgets), "[{Nom :}{Morel}]\n[{Prénom :}{Zoé}]");
    let near = text_field("nom", "Morel", (82, 692)) + &text_field("prenom", "Zo\\351", (95, 664));
    assert_eq!(body_with(&labels, &near), "Nom : Morel\n\nPrénom : Zoé");
}

#[test]
fn values_below_their_labels_stay_in_their_columns() {
    let labels = row(700, &[(50, "Nom"), (300, "Prénom")]);
    let widgets = text_field("nom", "Morel", (50, 676)) + &text_field("prenom", "Zo\\351", (300, 676));
    assert_eq!(body_with(&labels, &widgets), "[{Nom}{Prénom}]\n[{Morel}{Zoé}]");
}

#[test]
fn a_value_in_a_ruled_cell_is_in_the_table() {
    let content = grid(&[50, 150, 400], &[710, 690, 670]) + &text(55, 696, "Nom") + &text(55, 676, "Prénom");
    let widgets = text_field("nom", "Morel", (160, 690)) + &text_field("prenom", "Zo\\351", (160, 670));
    assert_eq!(body_with(&content, &widgets), "[{Nom}{Morel}]\n[{Prénom}{Zoé}]");
}

#[test]
fn a_field_is_known_by_the_names_of_its_parents_and_has_their_values() {
    let parent = "<< /T (participant) /FT /Tx /Kids [7 0 R] >>";
    let field = "<< /T (nom) /V <FEFF004D006F00720065006C> /Parent 6 0 R /Kids [8 0 R] >>";
    let widget = "<< /Type /Annot /Subtype /Widget /Rect [100 690 300 710] /Parent 7 0 R >>";
    let document = read(&page(&text(50, 700, "Nom :"), "8 0 R", "", &[parent, field, widget])).unwrap();
    assert_eq!(outline(&document.body), "Nom :\tMorel");
    assert_eq!(document.fields, [filled("participant.nom", "Morel")]);
}

#[test]
fn a_field_among_its_own_parents_ends() {
    let field = "<< /T (nom) /FT /Tx /V (Morel) /Parent 6 0 R /Kids [6 0 R] /Subtype /Widget /Rect [100 690 300 710] >>";
    let document = read(&page(&text(50, 700, "Nom :"), "6 0 R", "", &[field])).unwrap();
    assert_eq!(outline(&document.body), "Nom :\tMorel");
}

#[test]
fn check_boxes_show_their_state_beside_what_they_are_for() {
    let labels = row(700, &[(70, "matin"), (170, "midi"), (270, "soir")]);
    let widgets = button("/T (a) /AS /Oui /V /Oui", "Oui", (54, 698))
        + &button("/T (b) /AS /Off", "Oui", (154, 698))
        // A program that fills forms in may forget the appearance.
        + &button("/T (c) /AS /Off /V /Oui", "Oui", (254, 698));
    assert_eq!(body_with(&labels, &widgets), "☒ matin\t☐ midi\t☒ soir");
    assert_eq!(fields(&widgets), [filled("a", "☒"), filled("b", "☐"), filled("c", "☒")]);
}

#[test]
fn of_radio_buttons_the_chosen_one_is_ticked_and_tells_what_it_exports() {
    let group = "<< /T (repas) /FT /Btn /Ff 49152 /V /1 /Opt [(oui) (non)] /Kids [7 0 R 8 0 R] >>";
    let radio = |state: &str, x: i32| {
        let appearance = if state == "1" { "1" } else { "Off" };
        format!(
            "<< /Subtype /Widget /Rect [{x} 698 {} 710] /Parent 6 0 R /AS /{appearance} /AP << /N << /{state} 4 0 R >> >> >>",
            x + 12
        )
    };
    let content = row(700, &[(70, "oui"), (170, "non")]);
    let document =
        read(&page(&content, "7 0 R 8 0 R", "", &[group, &radio("0", 54), &radio("1", 154)])).unwrap();
    assert_eq!(outline(&document.body), "☐ oui\t☒ non");
    assert_eq!(document.fields, [filled("repas", "non")]);
}

#[test]
fn the_box_printed_below_a_check_box_is_the_same_box() {
    let content = "54 698 12 12 re S\n".to_owned() + &text(70, 700, "matin");
    let widget = button("/T (a) /AS /Oui", "Oui", (54, 698));
    assert_eq!(body_with(&content, &widget), "☒ matin");
}

#[test]
fn a_choice_shows_what_its_list_shows() {
    let widget = widget(
        "/FT /Ch /T (atelier) /V (b) /Opt [[(a) (Matin)] [(b) (Apr\\350s-midi)]]",
        (100, 690),
        (200, 20),
    );
    assert_eq!(body_with(&text(50, 700, "Atelier :"), &widget), "Atelier :\tAprès-midi");
    assert_eq!(fields(&widget), [filled("atelier", "Après-midi")]);
}

#[test]
fn hidden_fields_buttons_to_press_and_passwords_are_not_shown() {
    let widgets = widget("/FT /Tx /T (a) /V (hors de vue) /F 2", (100, 690), (200, 20))
        + &widget("/FT /Btn /Ff 65536 /T (b) /V (Envoyer)", (100, 690), (200, 20))
        + &widget("/FT /Tx /Ff 8192 /T (c) /V (secret)", (100, 690), (200, 20));
    assert_eq!(body_with(&text(50, 700, "Nom :"), &widgets), "Nom :");
}

#[test]
fn several_lines_beside_a_label_are_one_and_in_a_cell_of_their_own_several() {
    let address = widget("/FT /Tx /T (a) /V (1 rue Basse\\r59000 Lille)", (150, 660), (200, 50));
    assert_eq!(body_with(&text(50, 700, "Adresse :"), &address), "Adresse :\t1 rue Basse 59000 Lille");
    assert_eq!(body_with(&text(50, 720, "Adresse :"), &address), "Adresse :\n\n1 rue Basse\n\n59000 Lille");
    assert_eq!(fields(&address), [filled("a", "1 rue Basse\n59000 Lille")]);
}

#[test]
fn text_that_somebody_typed_on_top_of_a_flat_form_stands_where_it_was_put() {
    let content =
        text(50, 700, "Nom : ..............................") + &text(50, 680, "Tél : ...............");
    let typed =
        "<< /Type /Annot /Subtype /FreeText /Rect [85 698 200 712] /Contents (Morel) /DA (/Helv 10 Tf) >>
        << /Type /Annot /Subtype /Text /Rect [85 678 200 692] /Contents (un commentaire) >>";
    assert_eq!(body_with(&content, typed), "Nom : Morel\nTél : ...............");
}

#[test]
fn a_form_that_only_xfa_describes_is_named_and_one_with_fields_beside_it_is_read() {
    let content = text(50, 700, "Please wait...");
    let xfa = page(&content, "", "/XFA 4 0 R", &[]);
    assert_eq!(refusal(&xfa), Refusal::Unsupported(crate::document::Foreign::Xfa));
    let both = page(&text(50, 700, "Nom :"), &text_field("nom", "Morel", (100, 690)), "/XFA 4 0 R", &[]);
    assert_eq!(outline(&read(&both).unwrap().body), "Nom :\tMorel");
}
