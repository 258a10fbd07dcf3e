//! Messages by which somebody comes in somebody else's place: who, and in whose.

use super::*;
use crate::bulletin::reading::Replacement;

/// Who comes and who does not, by a mail with these words: "Paul Durand for Marie Petit", "Paul Durand for the
/// writer", "? for somebody".
fn told(subject: &str, body: &str) -> String {
    let reading = read_mail(subject, body);
    assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::Replacement), "{body}");
    let replacement = reading.replacement.unwrap();
    let name = |person: &Participant| {
        let names = [Field::FirstName, Field::LastName]
            .iter()
            .filter_map(|field| person.get(field))
            .collect::<Vec<_>>();
        if names.is_empty() { "somebody".to_owned() } else { names.join(" ") }
    };
    let comes = replacement.comes.as_ref().map_or("?".to_owned(), name);
    format!("{comes} for {}", replacement.leaves.as_ref().map_or("the writer".to_owned(), name))
}

#[test]
fn who_comes_and_in_whose_place_is_read_from_what_people_write() {
    for (words, expected) in [
        ("Je serai remplacé par Paul Durand.", "Paul Durand for the writer"),
        ("Je serai remplacée par mon collègue, M. Paul Durand, directeur.", "Paul Durand for the writer"),
        (
            "Bonjour Madame Dubois, je serai remplacée par Paul Durand. Bien à vous",
            "Paul Durand for the writer",
        ),
        ("Paul Durand viendra à ma place le 24 mars.", "Paul Durand for the writer"),
        ("Je ne pourrai pas venir, Zoé Petit viendra à ma place.", "Zoé Petit for the writer"),
        ("Finalement c'est ma collègue Anne Morel qui viendra.", "Anne Morel for the writer"),
        ("C'est Anne Morel qui viendra, je ne pourrai pas être présente.", "Anne Morel for the writer"),
        ("Mme Petit étant malade, M. Durand la remplacera.", "Durand for Petit"),
        ("Mme Petit, qui est inscrite, est souffrante. M. Durand viendra à sa place.", "Durand for Petit"),
        ("Merci de remplacer Marie Petit par Paul Durand.", "Paul Durand for Marie Petit"),
        ("Pouvez-vous remplacer Marie Petit par Paul Durand ?", "Paul Durand for Marie Petit"),
        (
            "Merci de remplacer l'inscription de Marie Petit par celle de Paul Durand.",
            "Paul Durand for Marie Petit",
        ),
        ("Merci de remplacer mon inscription par celle de Zoé Petit.", "Zoé Petit for the writer"),
        ("Remplacement de Marie Petit par Paul Durand", "Paul Durand for Marie Petit"),
        ("Marie Petit ne pourra venir, Paul Durand assistera à sa place.", "Paul Durand for Marie Petit"),
        (
            "Marie PETIT ne pourra pas participer à la rencontre.\nPaul DURAND y assistera à sa place.",
            "Paul Durand for Marie Petit",
        ),
        ("Paul Durand remplacera Marie Petit le 24 mars.", "Paul Durand for Marie Petit"),
        ("Zoé Petit vient en remplacement de M. Duval", "Zoé Petit for Duval"),
        ("Zoé Petit participera à la rencontre en lieu et place de M. Duval.", "Zoé Petit for Duval"),
        ("C'est finalement Zoé Petit qui participera au lieu de moi.", "Zoé Petit for the writer"),
        ("Je laisse ma place à ma collègue Zoé Petit.", "Zoé Petit for the writer"),
        ("Je cède ma place à Zoé Petit, de la MJC de Croix.", "Zoé Petit for the writer"),
        ("Merci d'inscrire Paul Durand à la place de Marie Petit.", "Paul Durand for Marie Petit"),
        ("À la place de Marie Petit, c'est Paul Durand qui viendra.", "Paul Durand for Marie Petit"),
        ("Merci de retirer Marie Petit et d'inscrire Paul Durand.", "Paul Durand for Marie Petit"),
        ("Ce n'est plus Marie Petit mais Paul Durand qui viendra le 24 mars.", "Paul Durand for Marie Petit"),
        ("Madame Petit sera remplacée par Monsieur Durand.", "Durand for Petit"),
        (
            "Mme le Maire, qui est inscrite, sera représentée par son adjoint, M. Paul Durand.",
            "Paul Durand for somebody",
        ),
        ("Notre directrice ne peut plus venir, Paul Durand viendra à sa place.", "Paul Durand for somebody"),
        ("Je me fais remplacer par Anne.", "Anne for the writer"),
        ("J'ai demandé à Anne Morel de me représenter le 24 mars.", "Anne Morel for the writer"),
        ("Pour me remplacer, j'ai pensé à Anne Morel, qui sera présente.", "Anne Morel for the writer"),
        ("Peut-on mettre Anne Morel à ma place ?", "Anne Morel for the writer"),
        ("Merci de mettre mon inscription au nom de Paul Durand.", "Paul Durand for the writer"),
        ("Changement de participant : Paul Durand au lieu de Marie Petit", "Paul Durand for Marie Petit"),
        ("Veuillez noter que Marie Petit laisse sa place à Paul Durand.", "Paul Durand for Marie Petit"),
        ("je serai remplacée par\nPaul Durand", "Paul Durand for the writer"),
        ("zoé petit viendra à ma place le 24 mars, désolé", "Zoé Petit for the writer"),
        ("ZOÉ PETIT ME REMPLACERA", "Zoé Petit for the writer"),
        ("Zoé Petit prendra ma place.", "Zoé Petit for the writer"),
        ("Mon adjointe me remplacera. Elle s'appelle Zoé Petit.", "Zoé Petit for the writer"),
        (
            "Merci d'annuler l'inscription de Marie Petit et d'inscrire à sa place Paul Durand.",
            "Paul Durand for Marie Petit",
        ),
        (
            "Suite au départ de Marie Petit, merci de noter que Paul Durand la remplace.",
            "Paul Durand for Marie Petit",
        ),
        // Nobody is named, or too many are.
        ("Je serai remplacée par un collègue.", "? for the writer"),
        ("Je ne pourrai pas venir, quelqu'un viendra à ma place.", "? for the writer"),
        ("Je serai remplacée par Paul Durand et Anne Morel.", "? for the writer"),
        ("Paul Durand ou Anne Morel viendra à ma place.", "? for the writer"),
        ("Ma collègue Marie Petit sera remplacée.", "? for Marie Petit"),
    ] {
        assert_eq!(told("24 mars", words), expected, "{words}");
    }
}

#[test]
fn the_writer_may_be_who_comes() {
    let told = |from: &str, words: &str| {
        let octets = format!(
            "From: {from}\r\nTo: contact@desk.example\r\nSubject: 24 mars\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n"
        );
        let message = Message::parse(octets.as_bytes(), &[]).unwrap();
        let knowledge = Knowledge { events: vec![march()], own_addresses: Vec::new() };
        let reading = read(&message, None, None, &knowledge);
        let Replacement { leaves, comes } = reading.replacement.unwrap();
        let name = |person: Participant| {
            Field::USUAL[..2]
                .iter()
                .map(|field| person.get(field).unwrap_or("-").to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        (comes.map(name), leaves.map(name))
    };
    let named = |name: &str| Some(name.to_owned());
    let zoe = "Zoé Le Goff <zoe@lens.example>";
    let marie = named("Petit Marie");
    assert_eq!(
        told(zoe, "Je viendrai le 24 mars à la place de Marie Petit."),
        (named("Le Goff Zoé"), marie.clone())
    );
    assert_eq!(
        told(zoe, "C'est moi qui remplacerai Marie Petit le 24 mars."),
        (named("Le Goff Zoé"), marie.clone())
    );
    assert_eq!(
        told(zoe, "Ma collègue est malade, je la remplacerai le 24 mars."),
        (named("Le Goff Zoé"), named("- -"))
    );
    let words = "Je viendrai le 24 mars à la place de Marie Petit.\r\n\r\nZoé LE GOFF";
    assert_eq!(told("legoff@lens.example", words), (named("Le Goff Zoé"), marie.clone()));
    // Whose mailbox it is, nothing tells.
    assert_eq!(
        told("Accueil Mairie <accueil@lens.example>", "Je viendrai le 24 mars à la place de Marie Petit."),
        (None, marie)
    );
}

#[test]
fn the_subject_may_say_it() {
    assert_eq!(
        told("Remplacement de Marie Petit par Paul Durand - 24 mars", "Voir objet."),
        "Paul Durand for Marie Petit"
    );
    let body = "Bonjour,\n\nM. Durand viendra à sa place.\n\nCordialement";
    assert_eq!(told("24 mars : Marie Petit remplacée par Paul Durand", body), "Paul Durand for Marie Petit");
}

#[test]
fn what_is_said_of_the_newcomer_is_read() {
    for (words, expected) in [
        (
            "Je serai remplacée par Paul Durand, directeur adjoint de la MJC de Croix (06 39 98 00 02, paul@mjc.example).",
            "Durand|Paul|MJC de Croix|directeur adjoint|+33639980002|paul@mjc.example",
        ),
        (
            "Notre médiatrice Anne Morel viendra à ma place. Son mail : anne@mjc.example. Je reste joignable au 06 39 98 00 09.",
            "Morel|Anne|-|médiatrice|-|anne@mjc.example",
        ),
        (
            "Anne Morel, de la Ville de Lens, viendra à ma place.\nElle est chargée de mission.\nTél. 06 39 98 00 03",
            "Morel|Anne|Ville de Lens|chargée de mission|+33639980003|accueil@mairie.example",
        ),
        ("Mme Petit étant malade, M. Durand la remplacera.", "Durand|-|-|-|-|accueil@mairie.example"),
    ] {
        let reading = read_mail("24 mars", words);
        assert_eq!(people(&reading), [expected], "{words}");
        assert_eq!(reading.replacement.unwrap().comes.as_ref(), reading.participants.first(), "{words}");
    }
}

#[test]
fn the_bulletin_of_the_newcomer_counts() {
    let read = |words: &str| read_mail("Remplacement", &format!("{words}{FORM}"));
    for words in [
        "Je ne pourrai pas venir le 24 mars, ma collègue viendra à ma place, voici son bulletin d'inscription.",
        "Mme Le Goff viendra à ma place le 24 mars, voici son bulletin.",
        "Je serai remplacée par Zoé le 24 mars.",
    ] {
        let reading = read(words);
        assert_eq!(reading.reason, Reason::Replacement, "{words}");
        assert_eq!(people(&reading), [ZOE], "{words}");
        let Replacement { leaves, comes } = reading.replacement.unwrap();
        assert_eq!((leaves, comes.as_ref()), (None, reading.participants.first()), "{words}");
    }
}

#[test]
fn the_bulletin_of_who_does_not_come_is_nobodys_registration() {
    let words = "Zoé Le Goff ne pourra pas venir le 24 mars, merci de la remplacer par Paul Durand. Pour mémoire son inscription :";
    let reading = read_mail("Remplacement", &format!("{words}{FORM}"));
    assert_eq!(people(&reading), ["Durand|Paul|-|-|-|accueil@mairie.example"]);
    assert_eq!(reading.replacement.unwrap().leaves.unwrap().get(&Field::LastName), Some("Le Goff"));
}

#[test]
fn whoever_takes_the_place_of_somebody_who_was_to_come_is_shown_to_a_person() {
    let body = format!("Je remplace Inès Morel qui devait venir.{FORM}");
    let reading = read_mail("Inscription 24 mars", &body);
    assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::Replacement));
    let post = format!("Je remplace Mme Morel au poste de directrice et je m'inscris au 24 mars.{FORM}");
    assert_eq!(read_mail("Inscription 24 mars", &post).verdict, Verdict::Registration);
}
