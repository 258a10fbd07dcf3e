use super::*;
use crate::bulletin::reading::Answer;

fn says(text: &str) -> Intent {
    Speech::of("", text).intent()
}

#[test]
fn joining() {
    for text in [
        "Bonjour, je m'inscris à la rencontre du 24 mars.",
        "pouvez-vous m'inscrire à la rencontre svp ?",
        "Merci d'enregistrer mon inscription.",
        "Veuillez trouver ci-joint le bulletin d'inscription de M. Petit.",
        "Je souhaite inscrire Zoé Petit",
        "Merci de bien vouloir noter ma participation",
        "peut-on inscrire Zoé Petit pour le 24 ?",
        "Bonjour, bulletin ci-joint.",
        "peut-on inscrire Zoé d'Hondt du CCAS d'Avion pour le 24 ?",
        "Pour inscription, merci.",
        "Je souhaite participer à la séance de rattrapage",
    ] {
        let intent = says(text);
        assert!(intent.joins || intent.comes, "{text}: {intent:?}");
        assert!(!intent.withdraws && !intent.stays_away && !intent.replaces, "{text}: {intent:?}");
    }
}

#[test]
fn withdrawing() {
    for text in [
        "Je ne pourrai finalement pas participer à la rencontre du 24 mars. Merci d'annuler mon inscription.",
        "un empêchement de dernière minute m'oblige à me désister pour le 24 mars. Désolée.",
        "ANNULER",
        "Merci d'annuler mon inscription svp",
        "Nous ne viendrons malheureusement pas.",
        "Je ne participerai plus à la rencontre",
    ] {
        let intent = says(text);
        assert!(intent.withdraws || intent.stays_away, "{text}: {intent:?}");
        assert!(!intent.joins && !intent.comes, "{text}: {intent:?}");
    }
}

#[test]
fn what_is_past_or_about_another_day_is_no_withdrawal() {
    for text in [
        "N'ayant pas pu participer à la rencontre du 25 février, je m'inscris à celle du 24 mars (bulletin joint).",
        "je ne pouvais pas être présente le 25 février et j'avais dû annuler mon inscription. Je vous adresse donc mon bulletin pour le 24 mars.",
        "Je ne pourrai pas être présente le 25 février, je m'inscris donc au 24 mars",
    ] {
        let intent = says(text);
        assert!(intent.joins && !intent.withdraws && !intent.stays_away, "{text}: {intent:?}");
    }
    assert!(!says("Suite à l'annulation de mon train, j'aurai dix minutes de retard.").withdraws);
    assert!(!says("La rencontre est-elle annulée ?").withdraws);
}

#[test]
fn replacing() {
    for text in [
        "Merci de noter que Zoé Petit participera à ma place le 24 mars.",
        "Je serai remplacée par ma collègue Zoé Petit.",
    ] {
        assert!(says(text).replaces, "{text}");
    }
}

#[test]
fn asking_thanking_and_passing_on_are_not_joining() {
    for text in [
        "Y a-t-il un parking à proximité ?",
        "Avez-vous bien reçu mon bulletin envoyé la semaine dernière ? Je n'ai pas eu de retour.",
        "Merci beaucoup, à bientôt !",
        "Pour info, à diffuser à vos collègues.",
        "Comment s'inscrire ?",
        "Veuillez trouver ci-joint notre facture.",
        "Est-il encore possible de s'inscrire ?",
    ] {
        let intent = says(text);
        assert!(
            !intent.joins && !intent.comes && !intent.withdraws && !intent.stays_away,
            "{text}: {intent:?}"
        );
    }
    assert!(says("Pour info, à diffuser à vos collègues.").passes_on);
    assert!(says("Y a-t-il un parking ?").asks);
}

#[test]
fn days_of_what_will_not_be_do_not_tell_the_event() {
    let text = "Je ne pourrai pas venir le 25 février, je m'inscris au 24 mars.";
    assert_eq!(Speech::of("", text).stated(&says(text)), "je m'inscris au 24 mars");
}

/// Holds that each of `texts` answers so.
fn answers(wanted: Option<Answer>, texts: &[&str]) {
    let answer = |text: &&&str| Speech::of("Re: Une place s'est libérée", text).answer() != wanted;
    let wrong: Vec<&&str> = texts.iter().filter(answer).collect();
    assert_eq!(wrong, Vec::<&&str>::new(), "not {wanted:?}");
}

#[test]
fn a_plain_yes_takes_the_seat() {
    answers(
        Some(Answer::Yes),
        &[
            "oui",
            "OUI",
            "Oui !",
            "oiu",
            "Ouiii merci",
            "OUI MERCI",
            "Oui, avec plaisir.",
            "Oui avec grand plaisir !",
            "Bonjour,\n\nOui, avec plaisir.\n\nCordialement,",
            "Bonjour Madame,\nmerci beaucoup pour votre message.\nOui je prends la place.\nBien à vous,\nMarie Petit",
            "Bonjour, oui merci",
            "ok pour moi",
            "OK",
            "Ok pour jeudi",
            "D'accord",
            "d accord pour moi",
            "Entendu, merci.",
            "volontiers",
            "Avec plaisir !",
            "Je confirme",
            "Je confirme ma venue.",
            "Je vous confirme ma présence le 24 mars",
            "je confirme bien ma participation",
            "Par la présente, je confirme ma venue",
            "J'accepte",
            "j'accepte avec plaisir cette place",
            "Nous acceptons la place",
            "je prends la place",
            "Je la prends, merci !",
            "Je prends volontiers cette place.",
            "je viendrai",
            "Je viens !",
            "je viens bien sûr",
            "C'est bon pour moi",
            "c est bon pour moi",
            "présente",
            "présent",
            "Présent(e)",
            "je serai présente",
            "Je serai là jeudi.",
            "J'y serai, merci",
            "Parfait, merci, à jeudi",
            "Super, merci, à jeudi !",
            "Très bien.\nA jeudi donc",
            "Je suis toujours intéressée.",
            "Je suis toujours preneuse !",
            "Toujours partante, merci",
            "Je suis disponible le 24 mars.",
            "Vous pouvez compter sur moi.",
            "Merci de votre retour, vous pouvez m'inscrire : je viens.",
            "Gardez-moi la place, je viens.",
            "Je maintiens mon inscription",
            "Quelle bonne nouvelle ! Oui, je prends.",
            "Désolée pour le retard, mais oui, je viens.",
            "Oui, mais à quelle heure ?",
            "Oui. Y a-t-il un parking ?",
            "Oui, je vous remercie. Pouvez-vous me rappeler l'adresse ?",
            "Non, ce n'est pas un problème, je viens",
            "Ma réponse : oui",
            "Elle accepte, merci.",
            "J'étais sur liste d'attente et je prends la place.",
            "Oui je pourrai venir. En cas d'empêchement je vous préviendrai.",
            "oui\n\nMarie Petit\nMairie de Roubaix\n03 20 00 00 00",
            "Bien reçu, je prends la place, merci",
            "Je prends bien sûr la place qui s'est libérée.",
            "Je suis bien entendu toujours intéressée par cette séance",
            "Oui en effet",
            "Oui merci de m'inscrire",
            "Très volontiers",
            "Ça marche, merci",
        ],
    );
}

#[test]
fn a_plain_no_leaves_it() {
    answers(
        Some(Answer::No),
        &[
            "non",
            "NON",
            "Non merci",
            "non finalement",
            "Finalement non",
            "Non, désolée.",
            "Bonjour,\nMalheureusement non.\nCordialement",
            "Non, finalement je ne peux plus.",
            "je décline",
            "Je préfère décliner, merci.",
            "Je ne suis plus disponible",
            "je suis plus dispo désolé",
            "finalement je ne peux plus",
            "Je ne peux plus venir",
            "je peux plus",
            "Je ne pourrai pas venir jeudi",
            "je laisse ma place",
            "Je laisse ma place à quelqu'un d'autre.",
            "Je cède la place au suivant",
            "trop tard pour moi",
            "C'est trop tard, j'ai pris un autre engagement.",
            "Entre temps j'ai pris un autre rendez-vous.",
            "J'ai prévu autre chose",
            "Je me suis organisée autrement.",
            "Passez au suivant",
            "Je ne suis plus intéressée",
            "je n'en ai plus besoin",
            "Je n'ai plus besoin de la place",
            "Nous ne prenons pas la place.",
            "Je ne souhaite plus participer",
            "Non merci, une prochaine fois peut-être",
            "Non, mais merci d'avoir pensé à moi !",
            "Non, je ne pourrai pas, merci de proposer la place à quelqu'un d'autre.",
            "Merci d'annuler mon inscription",
            "Pouvez-vous annuler mon inscription ?",
            "J'aurais aimé venir mais je ne peux plus.",
            "Je confirme mon absence",
            "C'est gentil mais non merci",
            "Il ne pourra pas venir.",
            "pas pour moi finalement",
            "Malheureusement j'ai une autre réunion.",
            "Impossible pour moi jeudi, désolée.",
            "Je ne souhaite plus rester sur la liste d'attente",
        ],
    );
}

#[test]
fn what_is_no_plain_answer_is_left_to_a_person() {
    answers(
        None,
        &[
            "",
            "Merci !",
            "Merci beaucoup, à bientôt",
            "C'est noté",
            "Bien reçu, merci",
            "Très bien, merci",
            "Je prends note",
            "je prends connaissance de votre message",
            "oui mais je ne pourrai venir qu'à 10 h",
            "Oui, mais je serai en retard",
            "Oui. Mais seulement le matin.",
            "oui si je peux venir à deux",
            "ok si vous me gardez la place jusqu'à demain",
            "Oui, sous réserve de l'accord de ma responsable",
            "Oui peut-être",
            "peut-être",
            "Je pense que oui",
            "Je ne sais pas encore",
            "je vais voir",
            "Je vous confirme demain",
            "Je vous redirai",
            "est-ce que je peux venir à deux ?",
            "Puis-je venir ?",
            "Oui ?",
            "Est-ce toujours possible ? Si oui je prends la place",
            "Avant de m'inscrire, une question",
            "C'est bien le 24 ?",
            "Je viens à quelle heure ?",
            "Oui. Non.",
            "oui pour moi, non pour ma collègue",
            "non, gardez-moi sur la liste",
            "Non, je préfère rester sur liste d'attente",
            "Oui, je viens avec une collègue",
            "Nous serons deux : oui à deux",
            "Oui, j'ai bien reçu votre message.",
            "Je laisse ma place à ma collègue Zoé Roy",
            "Zoé Roy viendra à ma place",
            "Ma collègue ne pourra pas venir",
            "Participera au repas : non",
            "Régime végétarien : oui",
            "Y a-t-il un parking ?",
            "Je vous ai confirmé ma présence hier.",
            "Je suis la secrétaire de M. Durand",
            "Je suis disponible pour tout renseignement",
            "Je viens vers vous pour un renseignement",
            "Non rien, tout va bien",
            "Je ne viendrai pas moi-même",
            "Ne m'annulez pas !",
            "Veuillez confirmer votre présence",
            "Je ne souhaite pas perdre ma place",
            "Pas de souci",
        ],
    );
}

#[test]
fn an_answer_in_a_subject_of_its_own_counts() {
    for (subject, answer) in [
        ("Oui", Some(Answer::Yes)),
        ("OUI pour la place", Some(Answer::Yes)),
        ("Non merci", Some(Answer::No)),
        ("Re: oui ou non ?", None),
        ("Inscription", None),
    ] {
        assert_eq!(Speech::of(subject, "").answer(), answer, "{subject}");
    }
}

#[test]
fn who_withdraws_everybody_is_told_from_who_withdraws_one() {
    for text in [
        "nous ne viendrons pas",
        "Nous ne pourrons malheureusement pas être présents le 24 mars.",
        "merci d'annuler nos inscriptions",
        "Merci d'annuler toutes les inscriptions.",
        "Merci d'annuler l'inscription de notre équipe",
        "Merci d'annuler les deux inscriptions",
        "aucun de nous ne pourra venir",
        "nous annulons tous",
        "Nous annulons notre venue",
        "on ne pourra pas venir",
        "Nous sommes contraints d'annuler.",
        "Pouvez-vous annuler nos inscriptions ?",
    ] {
        let intent = says(text);
        assert!(intent.leaves() && intent.withdraws_all, "{text}: {intent:?}");
    }
    for text in [
        "je ne pourrai pas venir",
        "merci d'annuler mon inscription",
        "merci d'annuler l'inscription de Marie Petit",
        "Nous vous informons que M. Durand ne viendra pas",
        "Nous ne viendrons pas tous : Marie Petit ne peut pas",
        "Ma collègue ne pourra pas venir",
        "Nous serons présents",
        "Comment annuler nos inscriptions ?",
        "Si nous ne pouvons pas venir, nous vous préviendrons.",
    ] {
        assert!(!says(text).withdraws_all, "{text}");
    }
}
