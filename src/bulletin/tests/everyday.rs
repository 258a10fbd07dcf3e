//! What people write below a letter of the desk, or to register with others, in everyday words.

use super::*;

/// The verdicts on these words below a letter of the desk.
fn below_a_letter(bodies: &[&str], verdict: Verdict) {
    each("Re: Inscription confirmée", bodies, NOTICE, &[verdict]);
}

#[test]
fn who_will_not_be_able_to_come_withdraws() {
    below_a_letter(
        &[
            "Je ne vais pas pouvoir venir.",
            "Je vais pas pouvoir",
            "Je ne vais finalement pas pouvoir me libérer.",
            "On ne va pas pouvoir venir",
            "Nous n'allons pas pouvoir venir.",
            "Je n'irai pas finalement",
            "Je suis dans l'incapacité de venir",
            "Finalement c non",
            "Je dois malheureusement annuler.",
            "Merci de ne plus compter sur moi pour le 24.",
            "Ni mon épouse ni moi ne serons présents",
            "Je n'ai plus besoin de ma place",
            "Pouvez-vous annuler svp ?",
            "Mon absence est due à un rdv médical je ne viens pas",
            "Je souhaite annuler mon inscription si c'est encore possible.",
            "S'il est encore temps, merci d'annuler mon inscription.",
        ],
        Verdict::Cancellation,
    );
}

#[test]
fn who_does_not_say_so_stays() {
    below_a_letter(
        &[
            "Je ne viens pas de Lille, y a-t-il une gare proche ?",
            "Je ne viens pas souvent à Lille, comment s'y rendre ?",
            "Je ne participe pas aux frais, c'est bien gratuit ?",
            "Je ne viendrai pas les mains vides :)",
            "Je ne vais pas pouvoir ouvrir le fichier",
            "À jeudi, sauf imprévu",
            "Pas de problème, je serai là, je n'ai pas d'empêchement.",
            "Désolée, je n'avais pas vu votre mail. Je serai présente.",
            "Merci. Désolée de ne pas avoir pu venir en février.",
            "Merci, à jeudi ! Si je ne peux pas venir je vous préviendrai.",
        ],
        Verdict::Other,
    );
}

#[test]
fn what_may_not_mean_the_writers_seat_is_for_a_person() {
    below_a_letter(
        &[
            "Malheureusement ma collègue n'est pas disponible ce jour-là.",
            "Ma voiture n'est pas disponible, je viens en bus.",
            "Je ne serai pas disponible le 11, mais le 24 c'est bon.",
            "J'ai envoyé deux fois mon bulletin, vous pouvez en annuler un.",
            "Doublon de ma part : merci d'annuler la deuxième inscription.",
            "Paul Durand et Anne Roy : l'un des deux devra annuler, je vous dirai lequel.",
            "Annulez mon inscription si c'est complet.",
            "Mon nom est mal orthographié : Petitt avec deux t.",
            "Je suis cas contact, je reste à la maison.",
            "Merci de bien vouloir m'excuser pour jeudi, une urgence professionnelle.",
            "Mon chef ne m'a pas autorisé à venir.",
            "Je viendrai seule finalement.",
            "Je viendrai avec Anne Roy",
            "Je serai là, ma collègue est malade.",
            "Désolés, nous ne pourrons pas venir tous les deux.",
            "Je serai en congés le 24 mars.",
            "Je ne fais plus partie du conseil citoyen.",
            "Merci de ne plus compter sur Paul Durand pour le 24.",
            "Je viendrai sans Julie.",
            "Je m'appelle Marchant avec un t, merci de corriger.",
            "Petite erreur : c'est Maria Petit et non Marie Petit.",
            "La fonction de Paul Durand est directeur.",
            "Oui pour Marie Petit, mais non pour Paul Durand qui ne peut plus se libérer.",
            "Paul est hospitalisé, je viendrai quand même.",
            "M. Durand est excusé",
        ],
        Verdict::Review,
    );
}

#[test]
fn whoever_leaves_is_known_by_as_much_of_the_name_as_is_written() {
    for (body, wanted) in [
        ("Durand ne vient pas", vec!["- Durand"]),
        ("Merci de désinscrire Durand.", vec!["- Durand"]),
        ("Annulation pour M. Durand svp", vec!["- Durand"]),
        ("Paul Durand ainsi que Anne Roy ne pourront pas venir.", vec!["Paul Durand", "Anne Roy"]),
        ("Ni Paul Durand ni Anne ne pourront être là", vec!["Paul Durand", "Anne -"]),
        ("Finalement ni Paul ni Anne Roy ne seront là", vec!["Paul -", "Anne Roy"]),
        ("Veuillez retirer mon nom de la liste des participants.", vec![]),
        ("Personne ne viendra", vec![]),
    ] {
        let reading = read_mail("Re: Inscription confirmée", &format!("{body}{NOTICE}"));
        assert_eq!(
            (reading.verdict, names(&reading)),
            (Verdict::Cancellation, wanted.iter().map(|name| (*name).to_owned()).collect()),
            "{body}"
        );
    }
    let in_my_family = "Suite à un décès dans ma famille je ne pourrai pas me rendre à votre réunion.";
    assert_eq!(read_mail("Re: Inscription", &format!("{in_my_family}{NOTICE}")).whose, Whose::TheWriters);
}

#[test]
fn a_telephone_that_is_all_the_message_says_is_supplied_thanks_or_not() {
    below_a_letter(
        &["Téléphone : 06 39 98 00 01\nMerci", "Bonjour,\nMail : zoe@lens.example\nMerci"],
        Verdict::Incomplete,
    );
    below_a_letter(&["Merci !\nTéléphone : 06 39 98 00 01"], Verdict::Other);
}

#[test]
fn a_condition_beside_a_bulletin_is_shown_with_the_registration() {
    let bulletin = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n\n";
    for words in [
        "Si c'est complet, merci d'annuler ma demande.",
        "S'il n'y a plus de place, annulez mon inscription.",
    ] {
        let reading = read_mail("Inscription 24 mars", &format!("{bulletin}{words}"));
        assert_eq!((reading.verdict, reading.question), (Verdict::Registration, true), "{words}");
    }
}

#[test]
fn all_whom_a_sentence_registers_are_registered() {
    for (body, wanted) in [
        (
            "Merci d'inscrire mes collègues Zoé Petit et Luc Roy de la MJC de Croix.\nAnne Durand",
            vec!["Zoé Petit", "Luc Roy"],
        ),
        (
            "Je participerai le 24 mars, ainsi que mes collègues Zoé Petit et Luc Roy.\nAnne Durand",
            vec!["Zoé Petit", "Luc Roy", "Anne Durand"],
        ),
        (
            "Merci de m'inscrire, ainsi que Zoé Petit et Luc Roy.\n\nAnne Durand\nMJC de Croix",
            vec!["Zoé Petit", "Luc Roy", "Anne Durand"],
        ),
        ("Je m'inscris, ainsi que Zoé Petit.\n\nAnne Durand\nMJC de Croix", vec!["Zoé Petit", "Anne Durand"]),
        (
            "Merci d'inscrire nos deux médiatrices Zoé Petit et Anne Roy de la MJC de Croix.",
            vec!["Zoé Petit", "Anne Roy"],
        ),
        (
            "Voici les participants de la MJC de Croix : mes collègues Zoé Petit et Luc Roy.",
            vec!["Zoé Petit", "Luc Roy"],
        ),
        ("Zoé Petit et Zora Estève de la MJC de Croix seront des vôtres.", vec!["Zoé Petit", "Zora Estève"]),
        ("Merci d'inscrire également Luc Roy, du CC de Croix.\nZoé", vec!["Luc Roy"]),
        ("Merci de m'inscrire au 24 mars. Luc Roy m'en a parlé.\nZoé Petit\nMJC de Croix", vec!["Zoé Petit"]),
        (
            "Je m'inscris au 24 mars. Mon collègue Luc Roy vous enverra son bulletin.\n\nZoé Petit\nMJC de Croix",
            vec!["Zoé Petit"],
        ),
        (
            "Merci de m'inscrire au 24 mars. J'ai eu l'information par ma collègue Anne Roy.\n\nZoé Petit\nMJC de Croix",
            vec!["Zoé Petit"],
        ),
        ("Pouvez-vous ajouter Luc Roy, animateur, à la liste des participants ?", vec!["Luc Roy"]),
        (
            "Merci d'inscrire Luc Roy et Paul Durand au 24 mars. Je serai moi-même absente.\nZoé Petit\nMJC de Croix",
            vec!["Luc Roy", "Paul Durand"],
        ),
        ("Inscription de Mmes Zoé Petit et Anne Roy (MJC de Croix)", vec!["Zoé Petit", "Anne Roy"]),
    ] {
        let reading = read_mail("Inscription 24 mars", body);
        assert_eq!(names(&reading), wanted, "{body}");
    }
}

#[test]
fn nobody_who_is_excused_is_registered() {
    for (body, wanted) in [
        (
            "Mme Zoé Petit et M. Paul Durand participeront pour la MJC de Croix. M. Luc Roy est excusé.",
            vec!["Zoé Petit", "Paul Durand"],
        ),
        (
            "Seront présents : Zoé Petit, Paul Durand.\nExcusé : Luc Roy.\nStructure : MJC de Croix",
            vec!["Zoé Petit", "Paul Durand"],
        ),
        ("Merci d'inscrire Zoé Petit (MJC de Croix), Luc Roy étant excusé.", vec!["Zoé Petit"]),
        (
            "Merci d'inscrire Zoé Petit et Paul Durand. M. Roy, excusé, ne pourra être présent.\nAnne Durand\nMJC de Croix",
            vec!["Zoé Petit", "Paul Durand"],
        ),
        (
            "Inscriptions MJC de Croix : Zoé Petit oui, Luc Roy non, Paul Durand oui",
            vec!["Zoé Petit", "Paul Durand"],
        ),
        ("Merci de m'inscrire au 24 mars.\n\nZoé Petit\nMJC de Croix\nCopie : Luc Roy", vec!["Zoé Petit"]),
    ] {
        let reading = read_mail("Inscription 24 mars", body);
        assert_eq!(names(&reading), wanted, "{body}");
        let is_elsewhere =
            |person: &Participant| person.get(&Field::Organisation).is_some_and(|of| of != "MJC de Croix");
        assert!(!reading.participants.iter().any(is_elsewhere), "{body}");
    }
}

#[test]
fn a_name_that_nobody_has_is_shown_to_the_staff() {
    let question = |body: &str| read_mail("Inscription 24 mars", body).question;
    let bulletin = "Nom : Petit\nPrénom : Zoé\nStructure : Centre social Rosa Parks";
    assert!(question(&format!("Bonjour, je viendrai accompagnée de Luc Roy.\n\n{bulletin}")));
    assert!(question(&format!("{bulletin}\n\nOn m'a dit que Luc Roy aimerait être des nôtres.")));
    assert!(!question(&format!("Bonjour Madame Anne Roy,\n\n{bulletin}\n\nZoé Petit")));
    assert!(!question(&format!("Le centre social Rosa Parks, rue Jean Moulin, m'envoie.\n\n{bulletin}")));
}

#[test]
fn whoever_comes_along_with_a_bulletin_is_shown_to_the_staff() {
    let bulletin = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n\n";
    for words in [
        "Une collègue m'accompagnera.",
        "Mon mari viendra avec moi.",
        "Nombre de participants : 2",
        "Mon collègue Karim Benali, animateur au CC de Croix, m'accompagnera.",
    ] {
        let reading = read_mail("Inscription 24 mars", &format!("{bulletin}{words}"));
        assert_eq!((reading.verdict, reading.question), (Verdict::Registration, true), "{words}");
    }
}

#[test]
fn what_is_asked_for_beside_a_bulletin_makes_it_no_other_form() {
    let bulletin = "Nom : Petit\nPrénom : Zoé\nStructure : MJC de Croix\n\n";
    for words in ["Je souhaiterais une attestation de présence. Merci", "Merci de m'envoyer une facture."] {
        let reading = read_mail("Inscription conseil citoyen", &format!("{bulletin}{words}"));
        assert_eq!(reading.verdict, Verdict::Registration, "{words}");
    }
    let membership = read_mail("Inscription", &format!("Bulletin d'adhésion 2016\n\n{bulletin}"));
    assert_eq!(membership.verdict, Verdict::Other);
}

#[test]
fn who_sends_a_bulletin_may_say_that_a_colleague_does_not_come() {
    let reading = read_mail_of(
        "Hélène Wattrelos <helene@lens.example>",
        "Bulletin",
        "Nom : Wattrelos\nPrénom : Hélène\nStructure : Ville de Lens\n\nMon collègue Luc Roy ne pourra pas venir mais moi oui.",
    );
    assert_eq!((reading.verdict, reading.question), (Verdict::Registration, true));
}
