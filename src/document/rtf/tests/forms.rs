//! What was filled in.

use super::*;

/// A form field as Word writes it.
fn form_field(code: &str, form: &str, result: &str) -> String {
    format!(
        r"{{\field\flddirty{{\*\fldinst {{\lang1036 {code} }}{{{{\*\datafield 0102}}{{\*\formfield{{{form}}}}}}}}}{{\fldrslt {{{result}}}}}}}"
    )
}

#[test]
fn a_text_field_holds_its_result_and_en_spaces_are_blank() {
    let text = format!(
        r"Nom : {}\par Pr\'e9nom : {}\par",
        form_field("FORMTEXT", r"\fftype0{\*\ffname Nom}{\*\ffdeftext x}", r"Mo}{rel\line Lille"),
        form_field("FORMTEXT", r"\fftype0{\*\ffname Pr\'e9nom}", r"\u8194\'20\u8194\'20"),
    );
    assert_eq!(body(&text), "Nom : Morel\nLille\nPrénom :");
    assert_eq!(fields(&text), [filled("Nom", "Morel\nLille"), filled("Prénom", "")]);
}

#[test]
fn check_boxes_show_what_was_ticked_else_what_they_began_with() {
    let check_box =
        |state: &str| form_field("FORMCHECKBOX", &format!(r"\fftype1{state}{{\*\ffname C}}"), "x");
    let states = [r"\ffres1\ffdefres0", r"\ffres0\ffdefres1", r"\ffres25\ffdefres1", r"\ffdefres0", ""];
    let text: String = states.iter().map(|state| check_box(state)).collect();
    assert_eq!(body(&text), "☒☐☒☐☐");
    assert_eq!(fields(&text)[0], filled("C", "☒"));
}

#[test]
fn lists_show_what_was_chosen() {
    let list = |state: &str| {
        let form = format!(r"\fftype2{state}{{\*\ffname Atelier}}{{\*\ffl Matin}}{{\*\ffl Apr\'e8s-midi}}");
        form_field("FORMDROPDOWN", &form, "ancien")
    };
    let text = list(r"\ffres1") + ", " + &list(r"\ffres25\ffdefres0") + ", " + &list(r"\ffres7");
    assert_eq!(body(&text), "Après-midi, Matin,");
    assert_eq!(fields(&text)[0], filled("Atelier", "Après-midi"));
}

#[test]
fn a_field_without_a_name_has_that_of_the_bookmark_before_it() {
    let marked = |name: &str| {
        format!(
            r"{{\*\bkmkstart {name}}}{{\*\bkmkend {name}}}{{\field{{\*\fldinst {{ FORMTEXT }}}}{{\fldrslt Morel}}}}"
        )
    };
    assert_eq!(fields(&marked("Nom")), [filled("Nom", "Morel")]);
    assert_eq!(fields(&marked("__Fieldmark__1_2")), []);
    assert_eq!(fields(&marked("Nom").replacen(r"{\field", r"x{\field", 1)), []);
}

#[test]
fn a_form_field_may_stand_beside_its_code() {
    let text = r"{\field{\*\fldinst FORMTEXT {\*\datafield 00}}{\fldrslt Morel}{\*\formfield{{\*\ffname Nom}{\*\ffhelptext x}}}}";
    assert_eq!((body(text), fields(text)), ("Morel".to_owned(), vec![filled("Nom", "Morel")]));
}

#[test]
fn codes_of_fields_are_dropped_and_the_text_of_links_is_kept() {
    let link = r#"{\field{\*\fldinst HYPERLINK "mailto:zoe@exemple.fr"}{\fldrslt{\ul zoe@exemple.fr}}}"#;
    assert_eq!(body(link), "zoe@exemple.fr");
    let nested =
        r"{\field{\*\fldinst IF {\field{\*\fldinst MERGEFIELD c}{\fldrslt Mme}}}{\fldrslt Ch\'e8re}}";
    assert_eq!(body(nested), "Chère");
}
