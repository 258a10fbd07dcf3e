//! The labels of French forms: what a form asks for, in the usual ways of asking.
//!
//! A label is judged by its words, not looked up in a list of phrases: "Structure ou organisme
//! employeur" is an organisation because each of its words is. A word that belongs to no kind
//! ("Nom de l'élu référent") makes it somebody else's label.

use super::names;
use crate::event::{ExtraField, Field};
use crate::fold::{fold, words};

/// What a label asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// One field.
    Field(Field),
    /// Family and given name in one, in the order in which the label names them.
    FullName(NameOrder),
    /// Telephone or mail, told apart by what was written.
    Contact,
    /// Something that the desk does not ask for.
    Foreign,
}

impl Label {
    /// Whether it asks for (a part of) the participant's name.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self, Self::FullName(_) | Self::Field(Field::LastName | Field::FirstName))
    }
}

/// The order in which a full name is written, unless capitals say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrder {
    /// Dupont Marie.
    LastFirst,
    /// Marie Dupont.
    FirstLast,
}

/// The labels that an event knows: the usual ones and its own.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    own: Vec<(String, Field)>,
}

/// What a word of a label is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    LastName,
    FirstName,
    Person,
    Organisation,
    Role,
    Phone,
    Email,
    Contact,
    Address,
    Neutral,
    Foreign,
}

impl Kind {
    /// Whether a label that begins so asks for somebody's particulars, whoever it goes on to name.
    /// "Association des Lilas" does not: it is a value.
    fn asks_for_a_person(self) -> bool {
        matches!(
            self,
            Self::LastName | Self::FirstName | Self::Phone | Self::Email | Self::Contact | Self::Address
        )
    }
}

/// No label is longer than this many words.
const LONGEST: usize = 9;

impl Labels {
    /// The usual labels, and those of an event's `extra` fields.
    #[must_use]
    pub fn with(extra: &[ExtraField]) -> Self {
        let own = extra
            .iter()
            .flat_map(|field| {
                field.labels.iter().map(|label| (bare(label), Field::Extra(field.name.clone())))
            })
            .collect();
        Self { own }
    }

    /// What `text` asks for, if it is a label and nothing else. `None`: it is no known label.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<Label> {
        if text.len() > 120 {
            return None;
        }
        let folded = bare(text);
        if folded.contains(':') {
            return None;
        }
        if let Some((_, field)) = self.own.iter().find(|(label, _)| *label == folded) {
            return Some(Label::Field(field.clone()));
        }
        let words = words(&folded);
        if words.is_empty() || words.len() > LONGEST {
            return None;
        }
        judge(&words)
    }

    /// The label at the end of `text`, longest first, and the text before it.
    #[must_use]
    pub fn at_end<'t>(&self, text: &'t str) -> Option<(&'t str, Label)> {
        let starts = word_starts(text);
        let first = starts.len().saturating_sub(LONGEST);
        starts.iter().skip(first).find_map(|&start| {
            let (before, candidate) = text.split_at_checked(start)?;
            if joins_on(before, candidate) {
                return None;
            }
            match self.recognise(candidate)? {
                Label::Foreign if !before.trim().is_empty() && !candidate_is_plain_foreign(candidate) => None,
                label => Some((before, label)),
            }
        })
    }
}

/// Whether `candidate` only goes on with what `before` says: "Chargée de mission" ends in no label.
fn joins_on(before: &str, candidate: &str) -> bool {
    let links = |word: &String| {
        matches!(
            word.as_str(),
            "de" | "du" | "des" | "d" | "la" | "le" | "les" | "l" | "au" | "aux" | "en" | "et"
        )
    };
    !before.trim().is_empty()
        && (words(before).last().is_some_and(links) || words(candidate).first().is_some_and(links))
}

/// Whether every word of a foreign label is itself a foreign label's word ("Fax", "Code postal"),
/// so that it ends the value before it on the same line.
fn candidate_is_plain_foreign(candidate: &str) -> bool {
    words(candidate).iter().all(|word| foreign(word))
}

/// The byte positions at which words begin.
fn word_starts(text: &str) -> Vec<usize> {
    let mut previous = ' ';
    let mut starts = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() && previous.is_whitespace() {
            starts.push(at);
        }
        previous = c;
    }
    starts
}

/// A label without what stands around it.
fn bare(text: &str) -> String {
    fold(text.trim_matches(|c: char| c.is_whitespace() || "*:-–—•·.…_?!#>/|".contains(c)))
}

fn judge(words: &[String]) -> Option<Label> {
    let kinds: Vec<Kind> = words.iter().map(|word| kind(word)).collect();
    let has = |wanted: Kind| kinds.contains(&wanted);
    let unknown = kinds.iter().filter(|&&kind| kind == Kind::Foreign).count();
    if unknown > 0 || has(Kind::Address) && !has(Kind::Email) {
        let asks =
            kinds.iter().find(|kind| **kind != Kind::Neutral).is_some_and(|kind| kind.asks_for_a_person());
        return (asks || words.iter().all(|word| foreign(word) || kind(word) == Kind::Neutral))
            .then_some(Label::Foreign);
    }
    let subjects = [Kind::Organisation, Kind::Role, Kind::Phone, Kind::Email, Kind::Contact]
        .into_iter()
        .filter(|&kind| has(kind))
        .count();
    let label = match () {
        () if has(Kind::LastName) && has(Kind::FirstName) && subjects == 0 => Label::FullName(order(&kinds)),
        () if has(Kind::LastName) && has(Kind::Organisation) && subjects == 1 => {
            Label::Field(Field::Organisation)
        }
        () if has(Kind::LastName) && subjects == 0 => Label::Field(Field::LastName),
        () if has(Kind::FirstName) && subjects == 0 => Label::Field(Field::FirstName),
        () if has(Kind::Contact) || has(Kind::Phone) && has(Kind::Email) => {
            if has(Kind::Organisation) {
                Label::Foreign
            } else {
                Label::Contact
            }
        }
        () if has(Kind::Role) && words.iter().any(|word| word == "dans" || word == "sein") => {
            Label::Field(Field::Role)
        }
        () if subjects > 1 => Label::Foreign,
        () if has(Kind::Organisation) => Label::Field(Field::Organisation),
        () if has(Kind::Role) => Label::Field(Field::Role),
        () if has(Kind::Phone) => Label::Field(Field::Phone),
        () if has(Kind::Email) => Label::Field(Field::Email),
        () if kinds.first() == Some(&Kind::Person) => Label::FullName(NameOrder::FirstLast),
        () if words.len() > 1 && words.iter().all(|word| names::is_civility(word)) => {
            Label::FullName(NameOrder::FirstLast)
        }
        () => return None,
    };
    Some(label)
}

fn order(kinds: &[Kind]) -> NameOrder {
    let at = |wanted: Kind| kinds.iter().position(|&kind| kind == wanted);
    if at(Kind::FirstName) < at(Kind::LastName) { NameOrder::FirstLast } else { NameOrder::LastFirst }
}

/// Words that a form uses to ask for things that are not the desk's.
fn foreign(word: &str) -> bool {
    matches!(
        word,
        "adresse"
            | "postal"
            | "postale"
            | "code"
            | "cp"
            | "ville"
            | "rue"
            | "date"
            | "signature"
            | "fax"
            | "telecopie"
            | "site"
            | "web"
            | "internet"
            | "regime"
            | "alimentaire"
            | "repas"
            | "dejeuner"
            | "cachet"
            | "commentaire"
            | "commentaires"
            | "remarques"
            | "remarque"
            | "observations"
            | "question"
            | "questions"
            | "attentes"
            | "fait"
            | "objet"
            | "siret"
            | "pays"
            | "handicap"
            | "besoins"
            | "age"
            | "sexe"
            | "civilite"
            | "tampon"
            | "visa"
            | "departement"
            | "quartier"
            | "montant"
            | "reference"
            | "covoiturage"
            | "hebergement"
            | "atelier"
            | "ateliers"
            | "envoye"
    )
}

fn kind(word: &str) -> Kind {
    match word {
        "nom" | "noms" => Kind::LastName,
        "prenom" | "prenoms" => Kind::FirstName,
        "participant" | "participante" | "participants" | "participantes" | "personne" | "personnes"
        | "inscrit" | "inscrite" | "soussigne" | "soussignee" => Kind::Person,
        "structure" | "structures" | "organisme" | "organismes" | "organisation" | "association"
        | "associations" | "collectivite" | "collectivites" | "commune" | "mairie" | "employeur"
        | "etablissement" | "institution" | "institutions" | "service" | "services" | "entreprise"
        | "societe" | "epci" | "rattachement" | "raison" => Kind::Organisation,
        "fonction" | "fonctions" | "poste" | "qualite" | "profession" | "titre" | "metier" | "emploi"
        | "mission" | "statut" => Kind::Role,
        "tel" | "tels" | "telephone" | "telephones" | "telephonique" | "portable" | "mobile" | "gsm"
        | "phone" => Kind::Phone,
        "mail" | "mails" | "email" | "emails" | "courriel" | "courriels" | "mel" | "electronique"
        | "messagerie" => Kind::Email,
        "coordonnees" | "contact" => Kind::Contact,
        "adresse" | "adresses" => Kind::Address,
        "de" | "du" | "des" | "la" | "le" | "les" | "l" | "d" | "a" | "au" | "en" | "et" | "ou" | "votre"
        | "vos" | "s" | "e" | "es" | "n" | "no" | "numero" | "numeros" | "famille" | "usage"
        | "naissance" | "marital" | "patronymique" | "complet" | "complete" | "exercee" | "exercees"
        | "occupe" | "occupee" | "actuelle" | "actuel" | "professionnel" | "professionnelle"
        | "professionnels" | "pro" | "ligne" | "directe" | "direct" | "fixe" | "bureau" | "obligatoire"
        | "majuscules" | "majuscule" | "capitales" | "lettres" | "origine" | "representee" | "represente"
        | "travail" | "mme" | "m" | "mlle" | "madame" | "monsieur" | "precise" | "exacte" | "exact"
        | "lisible" | "stagiaire" | "agent" | "personnel" | "personnelle" | "souhaite" | "usuel"
        | "usuelle" | "dans" | "sein" | "appartenance" | "sociale" => Kind::Neutral,
        "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" => Kind::Neutral,
        _ => Kind::Foreign,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
                    "Service",
                    "Établissement",
                    "Votre organisation",
                    "Association ou structure d'origine",
                ][..],
                Field::Organisation,
            ),
            (
                &["Fonction", "Fonction exercée", "Poste occupé", "Qualité", "Profession", "Titre"][..],
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
        let labels = Labels::with(&[ExtraField {
            name: "workshop".into(),
            labels: vec!["Choix de l'atelier".into()],
        }]);
        assert_eq!(
            labels.recognise("Choix de l’atelier :"),
            Some(Label::Field(Field::Extra("workshop".into())))
        );
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
}
