//! What was filled in.

use super::*;

/// What a form field says of itself: its kind, its result, its default; text fields have a text.
fn form(name: &str, kind: u16, result: u16, default: u16, entries: &[&str]) -> Vec<u8> {
    let counted = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        std::iter::once(units.len() as u16).chain(units).collect::<Vec<_>>()
    };
    let string = |text: &str| [counted(text), vec![0]].concat();
    let mut words = vec![0xffff, 0xffff, kind | result << 2, 0, 0];
    words.extend(string(name));
    words.extend(if kind == 0 { string("") } else { vec![default] });
    words.extend([0; 10]);
    if kind == 2 {
        words.extend([0xffff, entries.len() as u16, 0]);
        words.extend(entries.iter().flat_map(|entry| counted(entry)));
    }
    let said: Vec<u8> = words.into_iter().flat_map(u16::to_le_bytes).collect();
    let header = [&(said.len() as u32 + 68).to_le_bytes()[..], &68_u16.to_le_bytes(), &[0; 62]].concat();
    [header, said].concat()
}

/// The character in the code of a form field that stands for what it says of itself.
fn reference(offset: usize) -> Run {
    run("\u{1}", &[&[0x55, 0x08, 1, 0x03, 0x6a], &(offset as u32).to_le_bytes()[..]].concat(), &[])
}

/// Form fields, each before a space.
fn forms(forms: &[(Vec<u8>, &str, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (said, code, result) in forms {
        let code = [t(code), reference(draft.data.len())];
        draft.stories[0].extend(field(&code, &[t(result)]));
        draft.stories[0].push(t(" "));
        draft.data.extend(said);
    }
    draft.stories[0].push(t("\r"));
    draft
}

#[test]
fn a_text_field_holds_its_result_and_en_spaces_are_blank() {
    let draft = forms(&[
        (form("Nom", 0, 0, 0, &[]), " FORMTEXT ", "Morel"),
        (form("Prenom", 0, 0, 0, &[]), " FORMTEXT ", "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}"),
    ]);
    assert_eq!(outline(&document(&draft).body), "Morel");
    assert_eq!(fields(&draft), [filled("Nom", "Morel"), filled("Prenom", "")]);
}

#[test]
fn check_boxes_show_their_state_or_else_their_default() {
    let check_box = |result, default| (form("C", 1, result, default, &[]), " FORMCHECKBOX ", "");
    let draft = forms(&[check_box(1, 0), check_box(0, 1), check_box(25, 1), check_box(25, 0)]);
    assert_eq!(outline(&document(&draft).body), "☒ ☐ ☒ ☐");
    assert_eq!(fields(&draft)[0], filled("C", "☒"));
}

#[test]
fn lists_show_what_was_chosen() {
    let list = |result, default| {
        (form("Atelier", 2, result, default, &["Matin", "Après-midi"]), " FORMDROPDOWN ", "ancien")
    };
    let draft = forms(&[list(1, 0), list(25, 0), list(9, 0)]);
    assert_eq!(outline(&document(&draft).body), "Après-midi Matin");
    assert_eq!(fields(&draft)[0], filled("Atelier", "Après-midi"));
}

#[test]
fn hidden_form_fields_are_gone() {
    let mut draft = forms(&[(form("Nom", 0, 0, 0, &[]), " FORMTEXT ", "Morel")]);
    for run in &mut draft.stories[0] {
        run.character.extend([0x3c, 0x08, 1]);
    }
    draft.stories[0].push(t("visible\r"));
    assert_eq!(outline(&document(&draft).body), "visible");
    assert_eq!(fields(&draft), []);
}

#[test]
fn field_codes_are_not_shown_and_the_text_of_links_is() {
    // What a link says of itself begins unlike a form field.
    let mut link = form("x", 1, 0, 0, &[]);
    link[68] = 8;
    let draft = forms(&[(link, r#" HYPERLINK "mailto:zoe@exemple.fr" "#, "zoe@exemple.fr")]);
    assert_eq!(outline(&document(&draft).body), "zoe@exemple.fr");
    let inner = field(&[t(" MERGEFIELD civilite ")], &[t("Mme")]);
    let outer = field(&[&[t(" IF ")], &inner[..]].concat(), &[t("Chère")]);
    assert_eq!(body(&outer), "Chère");
}

#[test]
fn a_field_without_end_hides_no_more_than_its_paragraph() {
    assert_eq!(body(&[t("\u{13} DATE \r"), t("Nom : Morel\r")]), "Nom : Morel");
}

#[test]
fn symbols_of_wingdings_are_boxes() {
    let symbol =
        |code: u16| run("(", &[&[0x55, 0x08, 1, 0x09, 0x6a, 3, 0], &code.to_le_bytes()[..]].concat(), &[]);
    let main = [symbol(0xf0a8), symbol(0xf0fe), symbol(0x6f), t(" \u{f0fe}\u{2611} Oui\r")];
    assert_eq!(body(&main), "☐☒☐ ☒☒ Oui");
}

#[test]
fn letters_of_wingdings_are_boxes() {
    let name = utf16("Wingdings 2\0");
    let font = [&[0; 39], &name[..]].concat();
    let mut draft = draft(&[run("R", &[0x4f, 0x4a, 0, 0], &[]), t(" Oui R\r")]);
    draft.parts = vec![(15, [&[1, 0, 0, 0, font.len() as u8], &font[..]].concat())];
    assert_eq!(outline(&document(&draft).body), "☒ Oui R");
}
