use super::*;
use crate::event::Field;

fn sender() -> Mailbox {
    Mailbox { name: Some("Zoé Petit".into()), address: "zoe.petit59@mail.example".into() }
}

fn told(text: &str) -> Vec<String> {
    let fields =
        [Field::LastName, Field::FirstName, Field::Organisation, Field::Role, Field::Phone, Field::Email];
    super::told(text, "message", Some(&sender()), false)
        .iter()
        .map(|person| {
            fields.iter().map(|field| person.get(field).unwrap_or("-")).collect::<Vec<_>>().join("|")
        })
        .collect()
}

#[test]
fn one_person_in_a_sentence() {
    for (text, expected) in [
        (
            "Je soussignée Zoé PETIT, médiatrice au sein de la Ville de Lens, participerai à la rencontre du 24 mars.",
            "Petit|Zoé|Ville de Lens|médiatrice|-|-",
        ),
        (
            "Merci d'inscrire Mme Zoé Petit (association Les Lilas, tél. 06 39 98 00 01, zoe@lilas.example) au 24 mars.",
            "Petit|Zoé|association Les Lilas|-|+33639980001|zoe@lilas.example",
        ),
        (
            "Je souhaite inscrire Mohamed Ben Saïd, agent de développement local (Maison de quartier Vauban), à la rencontre du 24 mars.",
            "Ben Saïd|Mohamed|Maison de quartier Vauban|agent de développement local|-|-",
        ),
        ("peut-on inscrire Zoé d'Hondt du CCAS d'Avion pour le 24 ?", "d'Hondt|Zoé|CCAS d'Avion|-|-|-"),
        (
            "Inscription pour ma part : Zoé Petit, chargée de projet, ADELI-Habitat. Port. 06 39 98 00 01.",
            "Petit|Zoé|ADELI-Habitat|chargée de projet|+33639980001|-",
        ),
        (
            "Je m'appelle Zoé PETIT, j'appartiens au \"Conseil citoyen des Lilas\" depuis sa création.",
            "Petit|Zoé|Conseil citoyen des Lilas|-|-|-",
        ),
        (
            "mon nom c'est Petit et mon prénom Zoé, je suis adulte relais et je bosse au PIMMS de Lens. mon tel : 0639980001",
            "Petit|Zoé|PIMMS de Lens|adulte relais|+33639980001|-",
        ),
        (
            "Je m'inscris au 24 mars !\nZoé Petit – Association Les Lilas – 06 39 98 00 01\n\nÀ bientôt",
            "Petit|Zoé|Association Les Lilas|-|+33639980001|-",
        ),
        (
            "inscription à votre matinée :\n\nPETIT Zoé\nChargée de mission\nCommunauté de communes des Lilas\n06 39 98 00 01\n\nAvec mes remerciements,",
            "Petit|Zoé|Communauté de communes des Lilas|Chargée de mission|+33639980001|-",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn a_family_name_alone_is_kept() {
    assert_eq!(
        told("Mme Petit participera à la rencontre pour le CCAS d'Avion."),
        ["Petit|-|CCAS d'Avion|-|-|-"]
    );
    assert_eq!(told("Mme Petit m'a dit que la rencontre plaira."), Vec::<String>::new());
}

#[test]
fn several_people_with_what_is_said_of_all() {
    assert_eq!(
        told(
            "Je vous inscris 3 personnes, toutes du Centre social Lefort :\n\n* Zoé Petit, référente familles, zoe@lefort.example\n* Luc Roy, accueil, 06.39.98.00.02\n* Anne Le Goff\n\nMerci"
        ),
        [
            "Petit|Zoé|Centre social Lefort|référente familles|-|zoe@lefort.example",
            "Roy|Luc|Centre social Lefort|accueil|+33639980002|-",
            "Le Goff|Anne|Centre social Lefort|-|-|-",
        ]
    );
    assert_eq!(
        told(
            "Nous serons deux de la Maison des habitants de Lens : Luc Roy, médiateur (06 39 98 00 02) et moi-même, Zoé Petit, coordinatrice (06 39 98 00 01)."
        ),
        [
            "Roy|Luc|Maison des habitants de Lens|médiateur|+33639980002|-",
            "Petit|Zoé|Maison des habitants de Lens|coordinatrice|+33639980001|-",
        ]
    );
    assert_eq!(
        told("Nous serons deux à participer : Zoé Le Goff et Luc Petit, du CCAS de Lens."),
        ["Le Goff|Zoé|CCAS de Lens|-|-|-", "Petit|Luc|CCAS de Lens|-|-|-"]
    );
    assert_eq!(
        told(
            "Merci d'inscrire :\n- Mme Zoé PETIT, cheffe de projet, Ville de Roncq\n- M. Luc ROY, habitant, Conseil citoyen Les Acacias"
        ),
        ["Petit|Zoé|Ville de Roncq|cheffe de projet|-|-", "Roy|Luc|Conseil citoyen Les Acacias|habitant|-|-",]
    );
}

#[test]
fn who_signs_who_is_greeted_and_who_does_not_come_is_not_registered() {
    for text in [
        "Bonjour Madame Vandamme,\nje m'inscris au 24 mars.\nZoé Petit",
        "Je m'inscris au 24 mars.\n\nZoé Petit\nMédiatrice\nVille de Lens",
        "Merci de m'inscrire.\nMa collègue Anne Roy ne pourra pas venir.",
        "Je m'inscris de la part de Mme Anne Roy.",
        "Je m'inscris à la Rencontre de Réseau.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}
