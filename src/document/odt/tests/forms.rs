//! What was filled in.

use super::*;

/// A form with these controls, of which each stands in a paragraph of its own.
fn controls(controls: &[&str]) -> String {
    let forms: String = controls
        .iter()
        .enumerate()
        .map(|(index, control)| {
            control.replacen(' ', &format!(r#" xml:id="c{index}" form:id="c{index}" "#), 1)
        })
        .collect();
    let places: String = (0..controls.len())
        .map(|index| {
            p(&format!(r#"{index} <draw:control text:anchor-type="as-char" draw:control="c{index}"/>."#))
        })
        .collect();
    format!("<office:forms><form:form>{forms}</form:form></office:forms>{places}")
}

#[test]
fn text_controls_show_what_was_filled_in_else_what_they_began_with() {
    let text = controls(&[
        r#"<form:text form:name="Nom" form:value="votre nom" form:current-value="Morel"/>"#,
        r#"<form:formatted-text form:name="Ville" form:value="Lille"/>"#,
        r#"<form:text form:name="Tél" form:value="" />"#,
        r#"<form:textarea form:name="Adresse" form:current-value="1 rue Basse&#10;Lille"/>"#,
        r#"<form:textarea form:name="Notes"><text:p>sans</text:p><text:p>sel</text:p></form:textarea>"#,
        r#"<form:combobox form:name="Titre" form:current-value="Mme"><form:item form:label="M."/></form:combobox>"#,
    ]);
    assert_eq!(body(&text), "0 Morel.\n1 Lille.\n2 .\n3 1 rue Basse\nLille.\n4 sans\nsel.\n5 Mme.");
    assert_eq!(
        fields(&text),
        [
            filled("Nom", "Morel"),
            filled("Ville", "Lille"),
            filled("Tél", ""),
            filled("Adresse", "1 rue Basse\nLille"),
            filled("Notes", "sans\nsel"),
            filled("Titre", "Mme"),
        ]
    );
}

#[test]
fn boxes_show_their_state_and_the_words_beside_them() {
    let text = controls(&[
        r#"<form:checkbox form:name="Matin" form:label="Matin" form:current-state="checked"/>"#,
        r#"<form:checkbox form:name="Soir" form:state="checked" form:current-state="unchecked"/>"#,
        r#"<form:checkbox form:name="Nuit" form:state="checked"/>"#,
        r#"<form:radio form:name="Repas" form:label="Oui" form:current-selected="true"/>"#,
        r#"<form:radio form:name="Repas" form:label="Non"/>"#,
        r#"<form:fixed-text form:name="Label1" form:label="Nom :"/>"#,
    ]);
    assert_eq!(body(&text), "0 ☒ Matin.\n1 ☐.\n2 ☒.\n3 ☒ Oui.\n4 ☐ Non.\n5 Nom :.");
    assert_eq!(
        fields(&text),
        [filled("Matin", "☒"), filled("Soir", "☐"), filled("Nuit", "☒"), filled("Repas", "☒")]
    );
}

#[test]
fn lists_show_what_is_chosen() {
    let options = |first: &str, second: &str| {
        format!(
            r#"<form:listbox form:name="Atelier"><form:option form:label="Un" {first}/><form:option form:label="Deux" {second}/></form:listbox>"#
        )
    };
    let (first, now) = (r#"form:selected="true""#, r#"form:current-selected="true""#);
    let text = controls(&[&options(first, now), &options(first, ""), &options(now, now), &options("", "")]);
    assert_eq!(body(&text), "0 Deux.\n1 Un.\n2 Un, Deux.\n3 .");
}

#[test]
fn controls_beside_a_paragraph_stand_in_its_line_or_in_rows_below() {
    let control = |index: usize, x: &str, y: &str| {
        format!(
            r#"<draw:control text:anchor-type="paragraph" svg:x="{x}" svg:y="{y}" draw:control="c{index}"/>"#
        )
    };
    let forms = r#"<office:forms><form:form>
        <form:text xml:id="c0" form:current-value="Morel"/><form:checkbox xml:id="c1" form:current-state="checked"/>
        <form:fixed-text xml:id="c2" form:label="Prénom :"/><form:text xml:id="c3" form:current-value="Zoé"/>
        <form:text xml:id="c4" form:current-value="Lille"/></form:form></office:forms>"#;
    let text = control(3, "5cm", "10mm") + &control(2, "0cm", "0.45in") + &control(4, "0cm", "2cm");
    let text = p(&(text + &control(0, "3cm", "0.1cm") + &control(1, "0.2cm", "0cm") + "Nom :"));
    assert_eq!(body(&(forms.to_owned() + &text)), "☒ Nom : Morel\nPrénom :\tZoé\nLille");
}

#[test]
fn controls_on_the_page_come_after_the_first_paragraph() {
    let forms = r#"<office:forms><form:form><form:text xml:id="c0" form:current-value="Morel"/></form:form></office:forms>
        <draw:control text:anchor-type="page" draw:control="c0"/>"#;
    assert_eq!(body(&(forms.to_owned() + &p("Nom") + &p("Fin"))), "Nom\nMorel\nFin");
    assert_eq!(body(forms), "Morel");
}

#[test]
fn fields_of_word_show_their_state_or_their_text() {
    let mark = |name: &str, kind: &str, parameters: &[(&str, &str)]| {
        let parameter = |(name, value): &(&str, &str)| {
            format!(r#"<field:param field:name="{name}" field:value="{value}"/>"#)
        };
        let parameters: String = parameters.iter().map(parameter).collect();
        format!(
            r#"<field:fieldmark text:name="{name}" field:type="vnd.oasis.opendocument.field.{kind}">{parameters}</field:fieldmark>"#
        )
    };
    let entries =
        [("Dropdown_ListEntry", "Matin"), ("Dropdown_ListEntry", "Soir"), ("Dropdown_Selected", "1")];
    let text = mark("Oui", "FORMCHECKBOX", &[("Checkbox_Checked", "true")])
        + &mark("__Fieldmark__1_2", "FORMCHECKBOX", &[])
        + &mark("Atelier", "FORMDROPDOWN", &entries);
    let start = |name: &str| {
        format!(
            r#"<field:fieldmark-start text:name="{name}" field:type="vnd.oasis.opendocument.field.FORMTEXT"/>"#
        )
    };
    let typed = start("Nom") + "Morel<field:fieldmark-end/>";
    assert_eq!(body(&p(&(text.clone() + &typed))), "☒☐SoirMorel");
    assert_eq!(
        fields(&p(&(text + &typed))),
        [filled("Oui", "☒"), filled("Atelier", "Soir"), filled("Nom", "Morel")]
    );
    let divided = start("Nom") + "FORMTEXT<field:fieldmark-separator/>Morel<field:fieldmark-end/>";
    let blank = start("Prénom") + "<field:fieldmark-separator/>\u{2002}\u{2002}<field:fieldmark-end/>";
    assert_eq!(fields(&p(&(divided + &blank))), [filled("Nom", "Morel"), filled("Prénom", "")]);
}

#[test]
fn a_field_without_end_hides_no_more_than_its_paragraph() {
    let open = r#"<field:fieldmark-start field:type="x"/>code"#;
    let end = "<field:fieldmark-separator/><field:fieldmark-end/>";
    assert_eq!(body(&(p(open) + &p("Nom : Morel") + &p(end))), "Nom : Morel");
}

#[test]
fn content_controls_show_their_state_once_and_no_placeholder() {
    let control = |attributes: &str, text: &str| {
        format!("<loext:content-control {attributes}>{text}</loext:content-control>")
    };
    let text = control(r#"loext:alias="Nom" loext:showing-place-holder="true""#, "Cliquez ici")
        + &control(r#"loext:tag="prenom""#, "<text:span>Zoé</text:span>")
        + &control(r#"loext:checkbox="true" loext:checked="true""#, "■")
        + &control(r#"loext:alias="Soir" loext:checkbox="true" loext:checked="false""#, "◇◇");
    assert_eq!(body(&p(&(text.clone() + "."))), "Zoé☒☐.");
    assert_eq!(fields(&p(&(text + "."))), [filled("Nom", ""), filled("prenom", "Zoé"), filled("Soir", "☐")]);
}

#[test]
fn text_in_the_style_of_placeholders_is_blank() {
    let styles = r#"<style:style style:name="Placeholder_20_Text" style:family="text"><style:text-properties fo:color="grey"/></style:style>
        <style:style style:name="T1" style:family="text" style:parent-style-name="Placeholder_20_Text"/>"#;
    let text = p(r#"Nom : <text:span text:style-name="T1">Cliquez ici</text:span>, Prénom : Zoé"#);
    assert_eq!(styled(styles, &text), "Nom : , Prénom : Zoé");
}

#[test]
fn what_is_typed_over_a_placeholder_keeps_its_style_and_is_no_placeholder() {
    let styles = r#"<style:style style:name="Placeholder_20_Text" style:family="text"/>"#;
    let control = |attributes: &str, text: &str| {
        let text = format!(r#"<text:span text:style-name="Placeholder_20_Text">{text}</text:span>"#);
        format!("<loext:content-control{attributes}>{text}</loext:content-control>")
    };
    let blank = control(r#" loext:showing-place-holder="true""#, "Cliquez ici");
    assert_eq!(
        styled(styles, &p(&format!("Nom : {}, Prénom : {blank}", control("", "Petit")))),
        "Nom : Petit, Prénom :"
    );
}

#[test]
fn placeholders_and_prompts_are_blank() {
    let text = "Nom : <text:placeholder text:placeholder-type=\"text\">&lt;Nom&gt;</text:placeholder>, \
        <text:text-input text:description=\"Prénom\">Prénom</text:text-input>, \
        <text:text-input text:description=\"Ville\">Lille</text:text-input>, \
        <text:drop-down text:name=\"Atelier\"><text:label text:value=\"Un\"/>Deux</text:drop-down>, \
        <text:user-field-get text:name=\"u\">Anne</text:user-field-get>";
    assert_eq!(body(&p(text)), "Nom : , , Lille, Deux, Anne");
    assert_eq!(fields(&p(text)), [filled("Prénom", ""), filled("Ville", "Lille"), filled("Atelier", "Deux")]);
}
