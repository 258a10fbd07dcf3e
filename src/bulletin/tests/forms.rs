//! Messages with a form in their body, and what is said above it.

use super::*;

#[test]
fn a_form_in_the_body_is_read_below_whatever_is_said() {
    for words in [
        "Voici mes coordonnées",
        "N'ayant pu venir le 25 février, je m'inscris.",
        "J'avais annulé ma participation du 25 février. Je m'inscris à la seconde session.",
        "Je ne pourrai pas être présente le 25 février, je m'inscris donc au 24 mars.",
        "Mon collègue ne pouvait pas venir le 25 février, voici mon bulletin.",
        "Merci de ne pas tenir compte de mon précédent envoi, voici le bon bulletin.",
        "Je m'inscris, y a-t-il un parking ?",
    ] {
        let reading = read_mail("Inscription 24 mars", &format!("{words}{FORM}"));
        assert_eq!((reading.verdict, people(&reading)), (Verdict::Registration, vec![ZOE.into()]), "{words}");
    }
}

#[test]
fn a_form_beside_a_withdrawal_is_a_contradiction() {
    let reading = read_mail("Inscription", &format!("Je ne pourrai finalement pas venir.{FORM}"));
    assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::Contradiction));
}

#[test]
fn boxes_that_nobody_ticked_say_nothing() {
    for (boxes, verdict) in [
        ("☒ participera ☐ ne participera pas", Verdict::Registration),
        ("☐ participera ☒ ne participera pas", Verdict::Review),
        ("[x] participera [ ] ne participera pas", Verdict::Registration),
        ("[ ] participera [x] ne participera pas", Verdict::Review),
        ("Participera à la rencontre : NON", Verdict::Review),
        ("Participera à la rencontre : OUI / NON", Verdict::Registration),
        ("Participera : ☐ oui ☒ non", Verdict::Review),
        ("Participera au repas : ☐ oui ☒ non", Verdict::Registration),
    ] {
        assert_eq!(read_mail("Inscription", &format!("{FORM}{boxes}")).verdict, verdict, "{boxes}");
    }
}

#[test]
fn the_particulars_below_a_signature_are_the_signers() {
    let reading = read_mail(
        "Inscription",
        "Nom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\n\nPaul MARTIN\nDirecteur\nTél : 03 21 11 11 11\nMail : paul@lens.example",
    );
    assert_eq!(people(&reading), ["Le Goff|Zoé|Ville de Lens|-|-|accueil@mairie.example"]);
}

#[test]
fn the_organisers_own_line_gives_nobody_a_telephone() {
    let reading = read_mail(
        "Inscription",
        "Nom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nTél. : 03 53 01 00 00 - Mail : contact@desk.example",
    );
    assert_eq!(people(&reading), ["Le Goff|Zoé|Ville de Lens|-|-|accueil@mairie.example"]);
}

#[test]
fn several_people_in_one_slot_are_for_a_person() {
    for name in ["Nom : LE GOFF et PETIT\nPrénom : Zoé et Luc", "Nom et prénom : LE GOFF Zoé, PETIT Luc"]
    {
        let reading =
            read_mail("Inscription", &format!("{name}\nStructure : Ville de Lens\nFonction : élus"));
        assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::Crowded), "{name}");
    }
}

#[test]
fn people_asked_for_by_number_share_the_organisation() {
    let reading = read_mail(
        "Bulletin d'inscription",
        "Structure : Ville de Lens\n\nParticipant 1 : Zoé Le Goff, médiatrice\nParticipant 2 : Luc Petit, adjoint",
    );
    let wanted = [
        "Le Goff|Zoé|Ville de Lens|-|-|accueil@mairie.example",
        "Petit|Luc|Ville de Lens|-|-|accueil@mairie.example",
    ];
    assert_eq!(
        (reading.verdict, people(&reading)),
        (Verdict::Registration, wanted.map(String::from).to_vec())
    );
}

#[test]
fn the_label_of_somebody_else_gives_the_participant_nothing() {
    let reading = read_mail(
        "Inscription",
        "Nom de l'élu référent : Martin Durand\nNom : LE GOFF\nPrénom : Zoé\nNom de la structure : Ville de Lens\nFonction dans la structure : Médiatrice\nTéléphone de la structure : 03 21 00 00 00\nAdresse mail de la structure : mairie@lens.example\nPortable : 06 39 98 00 01\nAdresse mail : zoe@lens.example\nRégime alimentaire : végétarien",
    );
    assert_eq!(people(&reading), [ZOE]);
}

#[test]
fn values_that_look_like_labels_are_values() {
    for organisation in [
        "Service jeunesse",
        "Commune de Lens",
        "Association",
        "Mission locale",
        "La Poste",
        "Contact Entreprises",
    ] {
        let form = FORM.replace("Ville de Lens", organisation);
        let reading = read_mail("Inscription", &form);
        assert_eq!(people(&reading), [ZOE.replace("Ville de Lens", organisation)]);
    }
}

#[test]
fn labels_on_one_line_are_told_apart_by_commas_and_semicolons() {
    for line in [
        "Nom: LE GOFF, Prénom: Zoé, Structure: Ville de Lens, Fonction: Médiatrice, Tél: 0639980001, Mail: zoe@lens.example",
        "Nom : LE GOFF ; Prénom : Zoé ; Structure : Ville de Lens ; Fonction : Médiatrice ; Tél : 0639980001 ; Mail : zoe@lens.example",
    ] {
        assert_eq!(people(&read_mail("Inscription", line)), [ZOE], "{line}");
    }
}

#[test]
fn other_forms_with_a_name_and_an_organisation_are_no_bulletins() {
    for (subject, body) in [
        (
            "Adhésion 2016",
            "Bulletin d'adhésion\nNom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nMontant : 20 €",
        ),
        (
            "Formulaire de contact",
            "Nom : Dupont\nPrénom : Jean\nOrganisme : SARL Dupont\nTéléphone : 03 20 00 00 00\nMessage : je vous propose nos services",
        ),
        (
            "Facture",
            "Veuillez trouver ci-joint notre facture.\nNom : SARL Traiteur du Nord\nTéléphone : 03 20 00 00 00\nMontant : 412 €",
        ),
    ] {
        assert_eq!(read_mail(subject, body).verdict, Verdict::Other, "{subject}");
    }
}

#[test]
fn days_of_other_things_do_not_tell_the_event() {
    for words in [
        "Suite à votre mail du 26 février et à notre échange du 7 mars, voici mon inscription.",
        "Voici mon inscription. Je suis en congés du 28 mars au 4 avril.",
        "Voici mon inscription à la rencontre du 24-03-2016.",
        "Voici mon inscription à la rencontre du 24.03.16.",
        "Voici mon inscription. Bulletin à renvoyer avant le vendredi 18 mars.",
    ] {
        let reading = read_mail("Inscription", &format!("{words}{FORM}"));
        assert_eq!((reading.verdict, reading.event), (Verdict::Registration, Some(march().id)), "{words}");
    }
}

#[test]
fn a_bulletin_for_a_day_that_is_not_configured_is_for_a_person() {
    let reading = read_mail("Inscription", &format!("Voici mon inscription à la journée du 12 avril.{FORM}"));
    assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::UnknownEvent));
}

#[test]
fn a_form_that_came_back_blank_asks_for_what_is_missing() {
    let reading = read_mail("Inscription", "Je souhaite m'inscrire.\nNom :\nPrénom :\nStructure :\n");
    assert_eq!((reading.verdict, reading.missing.len()), (Verdict::Incomplete, 3));
}

#[test]
fn below_the_code_of_a_registration_the_lines_that_were_missing_are_enough() {
    for lines in [
        "Structure : Mairie de Croix",
        "Référence : K7F-3QDM\nStructure : Mairie de Croix",
        "Bonjour,\nmerci pour votre message.\nStructure : Mairie de Croix",
    ] {
        let reading = read_mail("Re: Votre inscription", &format!("{lines}{NOTICE}"));
        assert_eq!(
            (reading.verdict, reading.codes),
            (Verdict::Incomplete, vec!["K7F-3QDM".into()]),
            "{lines}"
        );
        let [person] = reading.participants.as_slice() else { panic!("{lines}") };
        assert_eq!(person.get(&Field::Organisation), Some("Mairie de Croix"), "{lines}");
    }
    let reading = read_mail("Re: Votre inscription", &format!("Tél : 06 39 98 00 01{NOTICE}"));
    assert_eq!((reading.verdict, people(&reading).len()), (Verdict::Incomplete, 1));
}

#[test]
fn a_telephone_below_other_words_supplies_nothing() {
    let signature = "\nZoé Le Goff\nMédiatrice\nTél : 06 39 98 00 01";
    for (words, verdict) in [
        ("Merci d'annuler mon inscription.", Verdict::Cancellation),
        ("Je ne pourrai pas venir le 24 mars.", Verdict::Cancellation),
        ("Merci !", Verdict::Other),
        ("Y a-t-il un parking ?", Verdict::Other),
    ] {
        let reading = read_mail("Re: Votre inscription", &format!("{words}{signature}{NOTICE}"));
        assert_eq!(reading.verdict, verdict, "{words}");
    }
}

#[test]
fn a_number_that_looks_like_a_code_begins_no_conversation() {
    let reading = read_mail("Livraison", "Votre commande BDC-2345 est prête.\nTél : 03 20 00 00 00");
    assert_eq!(reading.verdict, Verdict::Other);
}
