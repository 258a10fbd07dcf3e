use super::*;

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
