use super::*;

fn recognised(text: &str) -> Option<Label> {
    Labels::default().recognise(text)
}

#[test]
fn the_usual_labels_are_known_in_their_variants() {
    for (texts, wanted) in [
        (
            &[
                "Nom",
                "NOM :",
                "Nom de famille",
                "Nom du participant",
                "* Votre nom :",
                "Nom(s)",
                "Nom (en majuscules) :",
            ][..],
            Field::LastName,
        ),
        (
            &["Prénom", "PRÉNOM(S)", "Prénom du participant :", "Vos prénoms", "Pre\u{301}nom"][..],
            Field::FirstName,
        ),
        (
            &[
                "Structure",
                "Organisme",
                "Nom de la structure",
                "Structure ou organisme employeur",
                "Collectivité / association",
                "Établissement",
                "Représentant-e de (structure)",
                "Conseil citoyen / structure",
                "Struture",
                "Votre organisation",
                "Association ou structure d'origine",
            ][..],
            Field::Organisation,
        ),
        (
            &[
                "Fonction",
                "Fonction exercée",
                "Poste occupé",
                "Intitulé du poste",
                "Qualité",
                "Profession",
                "Titre",
                "Mandat / fonction",
                "En qualité de",
                "Au titre de",
                "À quel titre ?",
                "Rôle dans l'association",
                "Fonction (facultatif)",
            ][..],
            Field::Role,
        ),
        (
            &[
                "Tél.",
                "Téléphone",
                "N° de téléphone",
                "Tél (ligne directe)",
                "Portable",
                "Numéro de mobile",
                "Téléphone professionnel",
                "Téléphone (de préférence portable)",
                "Ligne directe",
                "Poste tél.",
                "Joignable au",
                "Contact téléphonique",
                "☎",
            ][..],
            Field::Phone,
        ),
        (
            &[
                "Mail",
                "E-mail",
                "E-MAIL :",
                "Courriel",
                "Mél.",
                "Adresse mail",
                "Adresse électronique",
                "Adresse e-mail professionnelle",
                "Adresse de messagerie",
                "Adresse mail (pour l'envoi de la confirmation)",
                "@",
            ][..],
            Field::Email,
        ),
    ] {
        for text in texts {
            assert_eq!(recognised(text), Some(Label::Field(wanted.clone())), "{text}");
        }
    }
}

#[test]
fn a_full_name_keeps_the_order_in_which_it_is_asked() {
    for text in
        ["Nom et prénom", "NOM Prénom", "Nom / Prénom :", "Nom, prénom du participant", "Noms et prénoms"]
    {
        assert_eq!(recognised(text), Some(Label::FullName(NameOrder::LastFirst)), "{text}");
    }
    assert_eq!(recognised("Prénom et nom"), Some(Label::FullName(NameOrder::FirstLast)));
    assert_eq!(recognised("Participant 2"), Some(Label::FullName(NameOrder::FirstLast)));
}

#[test]
fn labels_of_something_else_are_not_the_participants() {
    for text in [
        "Nom de l'élu référent",
        "Adresse mail de la structure",
        "Adresse",
        "Adresse postale",
        "Téléphone du standard de la structure",
        "Fax",
        "Date et signature",
    ] {
        assert_eq!(recognised(text), Some(Label::Foreign), "{text}");
    }
}

#[test]
fn a_part_of_the_organisation_counts_where_the_whole_is_not_asked_for() {
    for text in ["Service", "Commune", "Direction / service", "Conseil citoyen"] {
        assert_eq!(recognised(text), Some(Label::Branch), "{text}");
    }
}

#[test]
fn organisation_and_role_are_asked_for_in_one_slot() {
    let affiliation = |order| Some(Label::Affiliation(order));
    assert_eq!(recognised("Institution / Fonction"), affiliation(AffiliationOrder::OrganisationFirst));
    assert_eq!(recognised("Fonction et structure"), affiliation(AffiliationOrder::RoleFirst));
}

#[test]
fn the_heading_of_somebody_elses_particulars_is_known() {
    for text in [
        "Responsable hiérarchique :",
        "Contact administratif",
        "Personne à prévenir en cas d'urgence",
        "De la part de :",
        "Inscription effectuée par",
        "Facturation",
    ] {
        assert_eq!(recognised(text), Some(Label::SomebodyElse), "{text}");
    }
    assert_eq!(recognised("Responsable de service"), None);
}

#[test]
fn a_salutation_asks_for_nobodys_name() {
    assert_eq!(recognised("Madame, Monsieur,"), None);
}

#[test]
fn what_people_write_is_no_label() {
    for text in [
        "Marie",
        "Ville de Lens",
        "Bonjour",
        "06 39 98 00 01",
        "",
        "Merci de renvoyer ce bulletin avant le 23 mars",
    ] {
        assert_eq!(recognised(text), None, "{text}");
    }
}

#[test]
fn an_event_adds_its_own_labels() {
    let labels =
        Labels::with(&[ExtraField { name: "workshop".into(), labels: vec!["Choix de l'atelier".into()] }]);
    assert_eq!(labels.recognise("Choix de l’atelier :"), Some(Label::Field(Field::Extra("workshop".into()))));
}

#[test]
fn an_events_own_label_may_hold_a_colon_and_the_name_of_another_field() {
    let labels = Labels::with(&[ExtraField { name: "use".into(), labels: vec!["Nom : usage".into()] }]);
    assert_eq!(labels.recognise("Nom : usage *"), Some(Label::Field(Field::Extra("use".into()))));
    assert_eq!(labels.recognise("Participant : Nom"), Some(Label::Field(Field::LastName)));
}

#[test]
fn a_label_at_the_end_of_a_value_is_found_longest_first() {
    let labels = Labels::default();
    assert_eq!(labels.at_end("Dupont Adresse mail"), Some(("Dupont ", Label::Field(Field::Email))));
    assert_eq!(
        labels.at_end("Marie Nom de la structure"),
        Some(("Marie ", Label::Field(Field::Organisation)))
    );
    assert_eq!(labels.at_end("03 21 00 00 00 Fax"), Some(("03 21 00 00 00 ", Label::Foreign)));
    assert_eq!(labels.at_end("Ville de Lens"), None);
}

#[test]
fn a_part_of_the_organisation_may_be_named_in_the_label_of_the_role() {
    for text in ["Fonction dans la structure", "Fonction au sein de l'organisme"] {
        assert_eq!(recognised(text), Some(Label::Field(Field::Role)), "{text}");
    }
    assert_eq!(recognised("Structure d'appartenance"), Some(Label::Field(Field::Organisation)));
}

#[test]
fn civilities_and_the_undersigned_ask_for_a_full_name() {
    for text in ["Madame / Monsieur", "Mme, M.", "Soussigné(e)"] {
        assert_eq!(recognised(text), Some(Label::FullName(NameOrder::FirstLast)), "{text}");
    }
}

#[test]
fn a_label_and_what_a_dash_parts_from_it_are_no_label() {
    let labels = Labels::default();
    assert_eq!(labels.recognise("Fonction – Stagiaire"), None);
    assert_eq!(labels.recognise("Nom – Prénom"), labels.recognise("Nom Prénom"));
    assert!(labels.recognise("Téléphone - portable").is_some());
}
