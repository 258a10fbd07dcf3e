//! The labels of French forms: what a form asks for, in the usual ways of asking.
//!
//! A label is judged by its words, not looked up in a list of phrases: "Structure ou organisme
//! employeur" is an organisation because each of its words is. A word that belongs to no kind
//! ("Nom de l'élu référent") makes it somebody else's label.

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
            match self.recognise(candidate)? {
                Label::Foreign if !before.trim().is_empty() && !candidate_is_plain_foreign(candidate) => None,
                label => Some((before, label)),
            }
        })
    }
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
        () if subjects > 1 => Label::Foreign,
        () if has(Kind::Organisation) => Label::Field(Field::Organisation),
        () if has(Kind::Role) => Label::Field(Field::Role),
        () if has(Kind::Phone) => Label::Field(Field::Phone),
        () if has(Kind::Email) => Label::Field(Field::Email),
        () if kinds.first() == Some(&Kind::Person) => Label::FullName(NameOrder::FirstLast),
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
        | "inscrit" | "inscrite" => Kind::Person,
        "structure" | "structures" | "organisme" | "organismes" | "organisation" | "association"
        | "associations" | "collectivite" | "collectivites" | "commune" | "mairie" | "employeur"
        | "etablissement" | "institution" | "institutions" | "service" | "services" | "entreprise"
        | "societe" | "epci" | "rattachement" => Kind::Organisation,
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
        | "usuelle" | "dans" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" => Kind::Neutral,
        _ => Kind::Foreign,
    }
}

#[cfg(test)]
mod tests;
