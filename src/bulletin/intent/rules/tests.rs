use super::super::clauses::clauses;
use super::*;
use crate::fold::fold;

/// A rule, what says it, and what comes near without saying it.
type Example = (&'static str, &'static [&'static str], &'static [&'static str]);

const EXAMPLES: &[Example] = &[
    (
        "JOINING",
        &["Je m'inscris au 24 mars", "Merci d'inscrire Mme Petit", "Réservez-nous deux places", "Notez-moi"],
        &["Je prends note de la date", "La place du marché est en travaux"],
    ),
    ("ONESELF", &["Inscrivez-moi", "Je souhaite participer"], &["Inscrivez Mme Petit"]),
    ("WISHING", &["Ma collègue souhaite s'inscrire"], &["Comment s'inscrire ?"]),
    (
        "ASSENTING",
        &["Oui", "D'accord pour moi", "Bonjour, avec grand plaisir", "C'est bon pour moi"],
        &["Oui je sais", "Le oui l'emporte"],
    ),
    (
        "ACCEPTING",
        &["Je prends la place", "Je confirme ma venue", "J'accepte", "Je viendrai"],
        &["Je prends note", "Je viens vers vous", "Je suis la directrice"],
    ),
    ("WELCOMING", &["Très bien, merci", "C'est noté"], &["C'est très bien de nous réunir"]),
    ("LOOKING_FORWARD", &["À jeudi", "Rendez-vous le 24"], &["À bientôt"]),
    ("REFUSING", &["Non merci", "Malheureusement non"], &["Non loin de la gare"]),
    (
        "LETTING_GO",
        &["Je laisse ma place", "Je ne suis plus disponible", "J'ai pris un autre engagement"],
        &["Je prends la place", "Je ne souhaite pas perdre ma place"],
    ),
    (
        "HEDGING",
        &["Peut-être", "Gardez-moi sur la liste", "Je viendrai avec une collègue"],
        &["J'étais sur liste d'attente"],
    ),
    ("IN_PART", &["Oui pour Marie", "Non sauf le matin"], &["Oui", "Non merci"]),
    ("SUPPOSED", &["Si vous me gardez la place", "S'il reste des places"], &["Aussi", "Ainsi"]),
    ("NO_TROUBLE", &["Pas de souci", "Ce n'est pas un problème"], &["Un problème de train"]),
    ("RECEIVED", &["J'ai bien reçu votre message"], &["Je reçois vos lettres"]),
    (
        "ALL_OF_US",
        &["Nous ne viendrons pas", "Annuler nos inscriptions", "Aucun de nous ne pourra venir"],
        &["Nous vous informons que M. Durand ne viendra pas", "Annuler mon inscription"],
    ),
    ("NOT_ALL", &["Nous ne viendrons pas tous", "Tous sauf moi"], &["Nous ne viendrons pas"]),
    (
        "ENCLOSING",
        &["Ci-joint le bulletin", "Voici la fiche remplie", "Je vous renvoie le coupon"],
        &["Ci-joint notre facture", "Voici la fiche de paie"],
    ),
    (
        "COMING",
        &["Je viendrai", "Nous serons trois", "Je souhaite participer", "J'en suis !"],
        &["Elle viendra peut-être", "Je viens de lire votre mail"],
    ),
    ("OTHERS_COMING", &["Mme Petit participera", "Deux personnes viendront"], &["Mme Petit participait"]),
    ("ANNOUNCING", &["Inscription 24 mars", "Bulletin d'inscription"], &["Réouverture des inscriptions"]),
    ("SUPPLYING", &["Voici le nécessaire", "Il manquait ma structure"], &["Avez-vous bien reçu tout ?"]),
    (
        "NOT_JOINING",
        &["Je ne pourrai pas m'inscrire", "Avant de m'inscrire, une question"],
        &["Je m'inscris donc", "Je n'ai qu'un mot à dire : inscrivez-moi"],
    ),
    (
        "ABSTAINING",
        &["Inutile de m'inscrire", "Ne les inscrivez pas", "Je ne demande pas à participer"],
        &["Inutile de dire que je m'inscris"],
    ),
    (
        "ELSEWHERE",
        &["Inscrire mon fils au centre aéré", "M'inscrire à la formation"],
        &["M'inscrire à la rencontre"],
    ),
    (
        "SPEAKING",
        &["Je serai là pour animer l'atelier", "Mon intervention dure dix minutes"],
        &["Je participerai à l'atelier"],
    ),
    (
        "LATER",
        &["Pour la prochaine séance", "Si vous en organisez une autre"],
        &["Pour la séance du 24 mars"],
    ),
    (
        "INVITING",
        &["Inscrivez-vous avant le 20", "Merci de confirmer votre présence"],
        &["Inscrivez-moi", "Je confirme ma présence"],
    ),
    ("REGISTERING", &["L'inscription", "Un bulletin", "Les participants"], &["La liste des courses"]),
    (
        "CANCELLING",
        &["Annuler mon inscription", "Je me désiste", "ANNULER", "Inutile de me garder une place"],
        &["Mon train est annulé", "Le désistement de la SNCF"],
    ),
    ("GIVING_UP", &["Je laisse ma place à quelqu'un d'autre"], &["Je laisse ma place à Zoé Petit"]),
    (
        "NOT_CANCELLING",
        &["Ne l'annulez pas, n'annulez rien", "Je reviens sur mon désistement"],
        &["Annulez tout"],
    ),
    (
        "STAYING_AWAY",
        &["Je ne pourrai pas participer", "Nous ne viendrons plus", "Je ne peux être des vôtres"],
        &["Je pourrai participer", "Je ne viens qu'à 10 h"],
    ),
    ("YES_AND_NO", &["Oui pour Marie mais non pour Paul"], &["Oui pour les deux"]),
    ("APOLOGISING", &["Vraiment désolée", "Changement de programme : je viens"], &["Malheureusement"]),
    (
        "OF_SOMETHING_ELSE",
        &["Je ne viens pas de Lille", "Je ne participe pas aux frais", "Je ne viendrai pas les mains vides"],
        &["Je ne viens pas du tout", "Je ne viens pas"],
    ),
    (
        "FINE_THEN",
        &["Je ne peux pas le 11, mais le 24 c'est bon", "Pas libre mardi mais je suis disponible jeudi"],
        &["Je ne peux pas le 24, mais Zoé viendra"],
    ),
    (
        "DOUBLED",
        &[
            "Je me suis inscrite deux fois",
            "Un doublon",
            "La deuxième inscription",
            "Vous pouvez en annuler un",
        ],
        &["Les deux inscriptions", "Annulez-en deux"],
    ),
    ("AND_THE_WRITER", &["Ni mon mari ni moi", "Moi et ma collègue"], &["Ma collègue, pas moi"]),
    (
        "OF_SOMEBODY_ELSE",
        &["Ma responsable ne peut pas venir", "Elle ne viendra pas"],
        &["Je ne peux pas venir"],
    ),
    (
        "MYSELF",
        &["Je ne participerai pas moi-même", "Pour ma part, je ne viens pas"],
        &["Moi, je ne viens pas"],
    ),
    (
        "OF_ANOTHER",
        &[
            "Mon mari ne pourra pas venir",
            "Merci d'annuler son inscription",
            "L'un de nous ne viendra pas",
            "Merci de la désinscrire",
        ],
        &["Je ne viendrai pas", "Annuler mon inscription", "Retirez-moi de la liste"],
    ),
    (
        "FIRST_PERSON",
        &["Suite à un décès dans ma famille je ne pourrai pas venir", "Nous sommes malades"],
        &["Ma collègue ne pourra pas venir"],
    ),
    (
        "OF_THE_WRITER",
        &["Je ne viendrai pas", "Annuler mon inscription", "Nous ne viendrons pas"],
        &["Ma collègue ne viendra pas", "Merci d'annuler l'inscription"],
    ),
    ("NEITHER", &["Ni moi ni ma collègue, ma collègue non plus"], &["Moi non plus"]),
    (
        "HINTING",
        &[
            "Absents : Petit, Roy",
            "Seule Anne pourra venir",
            "Nous ne serons que deux",
            "Les trois sont annulés",
            "Merci d'ajouter Luc Roy",
            "Luc viendra avec moi",
        ],
        &["Nous serons là", "Anne arrivera en retard"],
    ),
    ("A_PART", &["Annuler le repas", "Ma participation à l'atelier"], &["Annuler mon inscription"]),
    ("DECLINING", &["Non finalement", "Passez au suivant"], &["Oui, avec plaisir"]),
    ("PARTLY", &["Je ne pourrai venir qu'à 10 h", "Je ne pourrai pas rester"], &["Je ne pourrai pas venir"]),
    (
        "DOUBTING",
        &["Je ne suis pas sûre de pouvoir venir", "Il se peut que je doive annuler"],
        &["Je suis sûre de pouvoir venir"],
    ),
    (
        "UNLESS",
        &["Je ne viendrai pas si la salle n'est pas accessible", "Paul ne viendra pas sans Anne"],
        &["Si je ne viens pas, je vous préviendrai", "Je ne viendrai pas"],
    ),
    ("SUPPOSING", &["Si je ne peux pas venir", "En cas d'empêchement"], &["Je ne peux pas venir"]),
    (
        "REPORTED",
        &["Je vous disais que je ne viendrais pas", "Mon absence jeudi dernier"],
        &["Mon absence jeudi"],
    ),
    ("UNDECIDED", &["On ne sait pas encore lequel", "Ça dépendra"], &["Je sais lequel"]),
    (
        "OF_ANOTHER_MATTER",
        &["Votre commande est annulée", "Annuler la réservation de la salle", "Notre point de 14 h"],
        &["Annuler ma réservation"],
    ),
    ("OUT_OF_OFFICE", &["Absente du bureau", "En congés jusqu'au 28"], &["Absente le 24 mars"]),
    (
        "NOT_OURS",
        &["Nous devons annuler votre rendez-vous", "Le cours de judo"],
        &["Annuler mon inscription"],
    ),
    ("LEAVING_A_LIST", &["Me désinscrire de votre liste de diffusion"], &["Me désinscrire du 24 mars"]),
    (
        "REPLACING",
        &["Zoé Petit viendra à ma place", "Je serai remplacée par ma collègue", "Gardez la place"],
        &["Je serai en place dès 9 h", "Je viendrai avec ma collègue"],
    ),
    (
        "REPRESENTED",
        &["Mme le Maire sera représentée par son adjoint"],
        &["Notre association sera représentée par Zoé Petit"],
    ),
    ("NOT_REPLACING", &["Personne ne le remplacera"], &["Zoé Petit le remplacera"]),
    (
        "TAKING_OVER_A_POST",
        &["Je remplace Mme Petit au poste de directrice"],
        &["Je remplace Mme Petit le 24"],
    ),
    (
        "PAST",
        &["N'ayant pas pu venir", "J'avais dû annuler", "Je vous ai envoyé mon bulletin"],
        &["Je vous envoie mon bulletin", "Je dois annuler"],
    ),
    ("NOT_THEN", &["Pas le 25 février", "Et non au 25 février"], &["Pour le 24 mars"]),
    ("PASSING_ON", &["Pour info", "À diffuser dans vos réseaux"], &["Pour inscription"]),
    ("FOR_REGISTRATION", &["Je te laisse l'enregistrer", "Pour inscription"], &["Pour info"]),
    (
        "REQUESTING",
        &["Pouvez-vous m'inscrire ?", "Serait-il possible de me réserver une place ?"],
        &["Avez-vous reçu mon bulletin ?"],
    ),
    ("HOW", &["Comment m'inscrire ?", "Quand puis-je m'inscrire ?"], &["Puis-je m'inscrire ?"]),
    ("YOURS", &["Votre rencontre du 24"], &["Notre rencontre du 24"]),
    ("INVITED", &["Merci de votre aimable invitation"], &["Merci de votre retour"]),
    (
        "LACKING",
        &["Je n'ai pas de structure", "Habitante du quartier", "Je viens à titre personnel"],
        &["Les habitants du quartier viendront", "Notre structure"],
    ),
    ("TROUBLE", &["Malheureusement", "J'ai de la fièvre", "Un imprévu"], &["Bien reçu"]),
    (
        "CORRECTING",
        &["Une coquille s'est glissée dans mon nom", "Mon nom s'écrit avec deux t"],
        &["Mon nom est Petit"],
    ),
    ("TAKING_PART", &["Venir", "Ma place", "Participer"], &["Bonjour à tous"]),
    ("THANKING", &["Merci beaucoup", "C'est noté", "Ok merci"], &["Merci de m'inscrire"]),
    (
        "GENERATED",
        &["Ceci est un message automatique", "Ne pas répondre à ce courriel", "Please do not reply"],
        &["Je réponds à ce courriel"],
    ),
    ("RECEIPT", &["Votre message du 17/03 a été lu"], &["J'ai lu votre message du 17/03"]),
    ("AWAY", &["Je suis absente cette semaine", "Le secrétariat est fermé"], &["Je suis là cette semaine"]),
    ("MEANWHILE", &["À mon retour", "En cas d'urgence, appelez le standard"], &["J'attends votre retour"]),
    (
        "CONFIRMING",
        &["Votre inscription a bien été enregistrée", "Merci d'avoir rempli le questionnaire"],
        &["Mon inscription a-t-elle bien été enregistrée ?"],
    ),
    ("BULK", &["Se désabonner", "Vous recevez ce mail parce que vous êtes inscrit"], &["Je reçois ce mail"]),
    (
        "SCANNING",
        &["Numérisation depuis MFP-07", "Vous avez reçu une télécopie"],
        &["Un numéro de téléphone"],
    ),
];

#[test]
fn every_rule_is_said_by_its_examples_and_not_by_what_comes_near() {
    let rules = [answering::ALL, beside::ALL, joining::ALL, leaving::ALL, machines::ALL].concat();
    let mut faults = Vec::new();
    for (name, rule) in &rules {
        assert!(!rule.is_match("") && !rule.as_str().contains('<'), "{name}: {}", rule.as_str());
        let says =
            |text: &str| rule.is_match(&fold(text)) || clauses(text).iter().any(|clause| clause.says(rule));
        let (_, said, unsaid) = EXAMPLES.iter().find(|example| example.0 == *name).expect(name);
        faults.extend(said.iter().filter(|text| !says(text)).map(|text| format!("{name}: not {text}")));
        faults.extend(unsaid.iter().filter(|text| says(text)).map(|text| format!("{name}: but {text}")));
    }
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(rules.len(), EXAMPLES.len(), "an example of a rule that is no more");
}
