//! Messages without a form: what their words mean.

use super::*;

#[test]
fn who_registers_in_prose_is_not_passed_over() {
    let bodies = [
        "Bonjour, je voudrais m'inscrire à la rencontre du 24 mars.",
        "bonjour je veux bien participer le 24 mars merci",
        "BONJOUR,\nJE SERAI PRESENTE LE 24 MARS\nMERCI",
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
        "Je souhaite inscrire Luc Petit, basé à Lens, au 24 mars.",
        "Je m'inscris à la rencontre du 24 mars, par cette lettre.",
        "Je souhaite participer à une séance, celle du 24 mars.",
    ];
    each("rencontre", &bodies, "", &[Verdict::Incomplete, Verdict::Review]);
}

#[test]
fn whom_the_words_name_in_full_is_registered() {
    let bodies = [
        "Inscription de Mme Zoé Petit (MJC de Croix) pour le 24/03",
        "Je soussignée Zoé Petit, directrice de la MJC de Croix, participerai à la rencontre du 24 mars.",
    ];
    for body in bodies {
        let reading = read_mail("rencontre", body);
        assert_eq!(reading.verdict, Verdict::Registration, "{body}: {reading:?}");
        assert!(
            people(&reading).iter().all(|person| person.starts_with("Petit|Zoé|MJC de Croix|")),
            "{body}"
        );
    }
}

#[test]
fn numbered_questions_are_answered_by_number() {
    let quoted = "\n\nLe 1 mars 2016 à 10:02, IREV <contact@desk.example> a écrit :\n> Pour vous inscrire au 24 mars, merci de nous indiquer :\n> 1. votre nom\n> 2. votre prénom\n> 3. votre structure\n";
    for answers in ["1. Petit\n2. Zoé\n3. MJC de Croix", "Bonjour, 1) Petit 2) Zoé 3) MJC de Croix"] {
        let reading = read_mail("Re: rencontre du 24 mars", &format!("{answers}{quoted}"));
        assert_eq!(people(&reading), ["Petit|Zoé|MJC de Croix|-|-|accueil@mairie.example"], "{answers}");
    }
}

#[test]
fn what_is_struck_out_in_html_is_not_read_in_the_plain_text() {
    let octets = "From: accueil@mairie.example\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\nInscription au 24 mars\nNom : Roy Petit\nPrenom : Luc\nStructure : MJC de Croix\n\
        --b\nContent-Type: text/html\n\n<p>Inscription au 24 mars<br>Nom : <s>Roy</s> Petit<br>Prenom : Luc<br>\
        Structure : MJC de Croix</p>\n--b--\n";
    let message = Message::parse(octets.as_bytes(), &[]).unwrap();
    let reading = read(&message, None, None, &Knowledge { events: vec![march()], own_addresses: Vec::new() });
    assert_eq!(people(&reading), ["Petit|Luc|MJC de Croix|-|-|accueil@mairie.example"]);
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
        "Merci de supprimer mon inscription, voir le fichier joint.",
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
    each("Re: Inscription confirmée", &bodies, "", &[Verdict::Automatic]);
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
        "Merci d'inscrire notre structure à votre annuaire.",
        "Merci de me retirer de vos fichiers.",
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
fn the_code_of_a_notice_is_found_in_what_is_quoted() {
    assert_eq!(read_mail("Re: Inscription confirmée", &format!("ANNULER{NOTICE}")).codes, ["K7F-3QDM"]);
}

#[test]
fn whoever_registers_with_others_is_not_forgotten() {
    let names = |body: &str| names(&read_mail("Inscription 24 mars", body));
    for body in [
        "Je m'inscris à la rencontre du 24 mars ainsi que mon collègue Jean Leroy (MJC de Croix).\nZoé Petit",
        "Bonjour, je viens le 24 mars avec Jean Leroy, de la MJC de Croix.\nCordialement,\nZoé Petit",
        "Je vous confirme ma présence le 24 mars ainsi que celle de M. Jean Leroy.\n\nZoé Petit\nMJC de Croix",
        "Merci de nous inscrire, mon collègue Jean Leroy et moi-même, au 24 mars.\nZoé Petit",
    ] {
        assert_eq!(names(body), ["Jean Leroy", "Zoé Petit"], "{body}");
    }
    let both_in_a_sentence =
        "Bonjour, je suis Zoé Petit de la MJC de Croix et je viens à la rencontre du 24 mars avec Luc Roy.";
    assert_eq!(names(both_in_a_sentence), ["Zoé Petit", "Luc Roy"]);
    let couple = "Je m'inscris au 24 mars avec mon mari Jean Petit (Les Voisins).\nZoé Petit";
    assert_eq!(names(couple), ["Jean Petit", "Zoé Petit"]);
    let who_is_spoken_of = "Je m'inscris au 24 mars, j'ai échangé avec Paul Durand.\nZoé Petit";
    assert_eq!(names(who_is_spoken_of), ["Zoé Petit"]);
    let below = read_mail(
        "Inscription 24 mars",
        "Je m'inscris au 24 mars ainsi que mon collègue Jean Leroy.\nZoé Petit\nMJC de Croix",
    );
    assert_eq!(
        (below.verdict, below.participants.len()),
        (Verdict::Registration, 2),
        "{:?}",
        below.participants
    );
    let unsigned = "Je m'inscris à la rencontre du 24 mars avec mon collègue Jean Leroy (MJC de Croix).";
    assert_eq!(names(unsigned), ["Jean Leroy", "- -"], "a place is kept for whoever it is");
    let alone = "Bonjour, je souhaite m'inscrire à la rencontre du 24 mars.\nCordialement,\nZoé Petit";
    assert_eq!(names(alone), ["Zoé Petit"]);
    let for_others = "Bonjour, je souhaite inscrire deux personnes le 24 mars.\nCordialement,\nZoé Petit";
    assert_eq!(names(for_others), Vec::<String>::new());
    let advised = "Je viens le 24 mars sur les conseils de Paul Durand. Zoé Petit, MJC de Croix";
    assert_eq!(names(advised), ["Zoé Petit"]);
    let couple = read_mail("Inscription", "Merci d'inscrire M. et Mme Petit (Les Voisins) au 24 mars");
    assert_eq!((couple.verdict, couple.reason), (Verdict::Review, Reason::Crowded));
}

#[test]
fn more_people_than_are_known_are_shown_to_a_person_beside_the_registration() {
    for body in [
        "Nom : Petit\nPrénom : Zoé\nStructure : MJC\n\nMa collègue Anne Leroy sera également présente.",
        "Bonjour, nous serons trois le 24 mars : moi-même, Anne Leroy et un bénévole. MJC de Croix.\nZoé Petit",
        "Nom et prénom : Zoé Petit + 1 collègue\nStructure : MJC",
    ] {
        let reading = read_mail("Inscription 24 mars", body);
        let is_kept = matches!(reading.verdict, Verdict::Registration | Verdict::Incomplete);
        assert!(is_kept && reading.question, "{body}: {:?}", reading.verdict);
    }
    for body in [
        "Nom : Petit\nPrénom : Zoé\nStructure : MJC",
        "Bonjour, nous serons deux le 24 mars : Zoé Petit et Anne Leroy, MJC de Croix.",
        "Merci d'inscrire Zoé Petit (MJC de Croix) au 24 mars.\nAnne Leroy",
    ] {
        assert!(!read_mail("Inscription 24 mars", body).question, "{body}");
    }
}
