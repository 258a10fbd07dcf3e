//! Whole messages, as the people of a network write them to a general mailbox.

use super::*;
use crate::event::samples::{february, march};
use reading::{Reason, Verdict};

const FORM: &str = "\n\nNom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nFonction : Médiatrice\nTél : 06 39 98 00 01\nMail : zoe@lens.example\n";
const ZOE: &str = "Le Goff|Zoé|Ville de Lens|Médiatrice|+33639980001|zoe@lens.example";
const NOTICE: &str = "\n\nLe 1 mars 2016 à 10:02, IREV <contact@desk.example> a écrit :\n> Bonjour,\n> Votre inscription est confirmée.\n> Rencontre de réseau référents conseil citoyen : séance de rattrapage\n> jeudi 24 mars 2016, 09h00\n> Référence : K7F-3QDM\n> Pour annuler, répondez à ce message en indiquant ANNULER.\n";
const ANNOUNCEMENT: &str = "\n\n-----Message d'origine-----\nDe : IREV [mailto:contact@desk.example]\nEnvoyé : vendredi 26 février 2016 17:09\nÀ : Réseau\nObjet : Rencontre de réseau référents conseil citoyen : séance de rattrapage\n\nUne seconde séance aura lieu le jeudi 24 mars 2016 pour les personnes n'ayant pas pu participer à la première. Inscription obligatoire : merci de nous retourner le bulletin.\n";

/// Reads a mail of 10 March 2016.
fn read_mail(subject: &str, body: &str) -> Reading {
    let octets = format!(
        "From: Accueil <accueil@mairie.example>\r\nTo: contact@desk.example\r\nSubject: {subject}\r\nDate: Thu, 10 Mar 2016 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
        body.replace('\n', "\r\n")
    );
    let own = vec![String::from("contact@desk.example")];
    let message = Message::parse(octets.as_bytes(), &own).unwrap();
    read(
        &message,
        message.envelope.date,
        &Knowledge { events: vec![february(), march()], own_addresses: own },
    )
}

fn people(reading: &Reading) -> Vec<String> {
    let value = |person: &Participant, field| person.get(field).unwrap_or("-").to_owned();
    let line = |person| Field::USUAL.iter().map(|field| value(person, field)).collect::<Vec<_>>().join("|");
    reading.participants.iter().map(line).collect()
}

/// Holds that each of `bodies`, below `subject` and above `rest`, gets one of `verdicts`.
fn each(subject: &str, bodies: &[&str], rest: &str, verdicts: &[Verdict]) {
    for body in bodies {
        let reading = read_mail(subject, &format!("{body}{rest}"));
        assert!(verdicts.contains(&reading.verdict), "{body}: {} ({:?})", reading.verdict, reading.reason);
    }
}

#[test]
fn who_registers_in_prose_is_not_passed_over() {
    let bodies = [
        "Bonjour, je voudrais m'inscrire à la rencontre du 24 mars.",
        "bonjour je veux bien participer le 24 mars merci",
        "BONJOUR,\nJE SERAI PRESENTE LE 24 MARS\nMERCI",
        "Nous serons deux à participer : Zoé Le Goff et Luc Petit, du CCAS de Lens.",
        "Inscription de Mme Zoé Petit (MJC de Croix) pour le 24/03",
        "Merci de nous inscrire, ma collègue Zoé Petit et moi-même, à la matinée du 24 mars.",
        "Pouvez-vous ajouter Mme Claire Morel à la liste des participants ?",
        "Je souhaiterais réserver une place pour la rencontre du 24 mars.",
        "Je serai des vôtres le 24 mars !",
        "ok pour moi le 24 mars, inscrivez moi",
        "Mme Dubois participera à la réunion du 24 mars.",
        "Je souhaite que Mme Duval soit inscrite à la rencontre du 24 mars.",
        "je minscris au 24 mars",
        "J'ai bien reçu votre invitation, vous pouvez compter sur ma présence le 24 mars.",
        "Je n'ai pas réussi à ouvrir votre bulletin mais je souhaite m'inscrire.",
    ];
    each("rencontre", &bodies, "", &[Verdict::Incomplete, Verdict::Review]);
}

#[test]
fn a_question_that_asks_for_a_seat_is_a_registration() {
    let bodies = [
        "Est-ce possible de m'inscrire à la rencontre du 24 mars ?",
        "Pouvez-vous, s'il vous plaît, m'inscrire au 24 mars ?",
        "Puis-je m'inscrire par retour de mail au 24 mars ?",
    ];
    each("rencontre", &bodies, "", &[Verdict::Incomplete]);
    let bodies =
        ["Comment puis-je m'inscrire ?", "Jusqu'à quand peut-on s'inscrire ?", "Faut-il s'inscrire ?"];
    each("rencontre", &bodies, "", &[Verdict::Other]);
}

#[test]
fn who_withdraws_in_whatever_words_frees_the_seat() {
    let bodies = [
        "ANNULER",
        "annulation svp",
        "K7F-3QDM : annuler",
        "Merci de supprimer mon inscription.",
        "merci de me désinscrire",
        "Merci de retirer mon nom de la liste des participants.",
        "Pouvez-vous annuler mon inscription ? Merci",
        "Je suis contrainte d'annuler.",
        "Je dois malheureusement renoncer à participer.",
        "Je vous prie d'excuser mon absence le 24 mars.",
        "Je serai finalement absente le 24 mars.",
        "bonjour je peux plus venir jeudi desole",
        "je pourrai pas venir le 24",
        "Je ne pourrai être des vôtres le 24 mars.",
        "Empêchement : je ne viens plus.",
        "il m'est impossible de venir le 24 mars",
        "Ne comptez pas sur moi le 24 mars, désolée.",
        "Je ne pourrai pas être présente à la rencontre à laquelle je m'étais inscrite.",
        "J'étais inscrite au 24 mars mais je ne pourrai pas venir.",
        "Mme Petit ne pourra pas participer, merci d'annuler son inscription",
    ];
    each("Re: Inscription confirmée", &bodies, NOTICE, &[Verdict::Cancellation]);
}

#[test]
fn words_about_withdrawing_are_not_a_withdrawal() {
    let bodies = [
        "Si je ne peux pas venir, puis-je envoyer un collègue ?",
        "Quelles sont vos modalités d'annulation ?",
        "Est-ce que je peux annuler mon inscription, si besoin ?",
        "En cas d'empêchement je vous préviendrai.",
        "Je serai en retard de 15 minutes le 24 mars.",
        "Je ne comprends pas pourquoi vous ne participez pas au projet.",
    ];
    each("Bonjour", &bodies, "", &[Verdict::Other]);
}

#[test]
fn who_takes_a_withdrawal_back_or_comes_in_part_is_for_a_person() {
    let bodies = [
        "Merci de ne pas annuler mon inscription, je viens bien !",
        "Je reviens sur mon désistement.",
        "Je ne pourrai pas venir le matin.",
        "Je ne pourrai être présente qu'à partir de 10h.",
    ];
    each("Re: Inscription confirmée", &bodies, NOTICE, &[Verdict::Review]);
}

#[test]
fn coming_in_part_does_not_spoil_a_bulletin_but_is_shown_to_the_staff() {
    let reading = read_mail("Inscription", &format!("Je ne pourrai pas rester jusqu'à la fin.{FORM}"));
    assert_eq!((reading.verdict, reading.question), (Verdict::Registration, true));
}

#[test]
fn what_is_called_off_elsewhere_frees_no_seat() {
    let bodies = [
        "Je ne pourrai pas assister au COPIL du 12 avril.",
        "Veuillez annuler ma commande n°123",
        "Pourriez-vous annuler notre rendez-vous de mardi ?",
        "Nous vous informons que la réunion du 15 mars est annulée.",
        "Merci de me désinscrire de votre liste de diffusion.",
        "Notre structure ne sera pas joignable le lundi.",
    ];
    each("Information", &bodies, "", &[Verdict::Other]);
}

#[test]
fn an_absence_note_without_a_mark_is_no_withdrawal() {
    let bodies = [
        "Je serai absente du 20 au 30 mars. Votre message sera lu à mon retour.",
        "Je suis absent du bureau jusqu'au 28 mars. En cas d'urgence, contactez l'accueil.",
    ];
    each("Re: Inscription confirmée", &bodies, "", &[Verdict::Other]);
}

#[test]
fn whoever_comes_in_somebody_elses_place_is_for_a_person() {
    let bodies = [
        "Je ne pourrai pas venir, Zoé Petit viendra à ma place.",
        "Merci de remplacer mon inscription par celle de Zoé Petit.",
        "C'est finalement Zoé Petit qui participera au lieu de moi.",
        "Zoé Petit vient en remplacement de M. Duval",
        "Je laisse ma place à ma collègue Zoé Petit.",
        "Peut-on remplacer Luc Petit par Zoé Petit ?",
        "Zoé Petit participera à la rencontre en lieu et place de M. Duval.",
    ];
    each("24 mars", &bodies, "", &[Verdict::Review]);
}

#[test]
fn the_general_mailbox_is_left_alone() {
    let bodies = [
        "Veuillez trouver ci-joint notre bulletin d'information n°12",
        "Voici notre fiche technique produits.",
        "Voici notre fiche fournisseur complétée.",
        "Je souhaite m'inscrire à votre newsletter.",
        "Je participerai à votre étude sur les conseils citoyens, rappelez-moi.",
        "Je suis étudiante et je participe à un conseil citoyen à Lille.",
        "Nous avons le plaisir de vous inviter à notre assemblée générale. Merci de confirmer votre présence.",
        "Merci de nous retourner le bulletin d'inscription ci-joint avant le 2 avril.",
        "Inscrivez-vous vite à notre salon !",
        "Ma collègue vous a adressé son inscription hier, l'avez-vous reçue ?",
        "J'ai bien reçu la confirmation de mon inscription.",
        "Je te confirme ma présence à la réunion d'équipe",
        "Pourriez-vous m'adresser une attestation de présence pour le 25 février ?",
    ];
    each("Bonjour", &bodies, "", &[Verdict::Other]);
}

#[test]
fn thanks_under_a_notice_are_no_registration() {
    each("Re: Inscription confirmée", &["Merci !", "C'est noté", "ok merci"], NOTICE, &[Verdict::Other]);
}

#[test]
fn an_answer_to_the_announcement_says_which_event_is_meant() {
    let reading = read_mail("RE: Rencontre", &format!("Bonjour,\nje serai présente.{ANNOUNCEMENT}"));
    assert_eq!((reading.verdict, reading.event), (Verdict::Incomplete, Some(march().id)));
    let reading = read_mail("Bonjour", "Je serai présente à notre point de mardi.");
    assert_eq!(reading.verdict, Verdict::Other);
}

#[test]
fn the_announcement_passed_on_registers_nobody() {
    let bodies = ["A diffuser largement !", "Si cela t'intéresse, voir ci-dessous.", "Pour ton information."];
    each("TR: Rencontre de réseau", &bodies, ANNOUNCEMENT, &[Verdict::Other]);
}

#[test]
fn a_subject_that_says_inscription_is_not_passed_over() {
    each("Inscription", &["Zoé Le Goff, Ville de Lens"], "", &[Verdict::Review]);
    each("Bulletin d'inscription", &["Cordialement"], "", &[Verdict::Review]);
    each("Inscription", &["Y a-t-il un parking ?"], "", &[Verdict::Other]);
}

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
        &format!(
            "Nom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nTél. : 03 53 01 00 00 - Mail : contact@desk.example"
        ),
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
fn the_code_of_a_notice_is_found_in_what_is_quoted() {
    assert_eq!(read_mail("Re: Inscription confirmée", &format!("ANNULER{NOTICE}")).codes, ["K7F-3QDM"]);
}

#[test]
fn a_form_that_came_back_blank_asks_for_what_is_missing() {
    let reading = read_mail("Inscription", "Je souhaite m'inscrire.\nNom :\nPrénom :\nStructure :\n");
    assert_eq!((reading.verdict, reading.missing.len()), (Verdict::Incomplete, 3));
}
