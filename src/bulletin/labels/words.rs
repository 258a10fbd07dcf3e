//! The words of which labels are made.

use strsim::damerau_levenshtein;

/// What a word of a label is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    LastName,
    FirstName,
    Person,
    Birth,
    Organisation,
    Branch,
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
    pub fn asks_for_a_person(self) -> bool {
        matches!(
            self,
            Self::LastName | Self::FirstName | Self::Phone | Self::Email | Self::Contact | Self::Address
        )
    }
}

/// Words that a form uses to ask for things that are not the desk's.
pub fn foreign(word: &str) -> bool {
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

/// What `word`, which is folded, is about; one letter may be wrong in a long word.
pub fn kind(word: &str) -> Kind {
    match known(word) {
        Kind::Foreign if word.len() >= SHORTEST => misspelt(word),
        kind => kind,
    }
}

/// The shortest word that is known when misspelt, in letters.
const SHORTEST: usize = 6;

/// What a word is about that is not known as it is written: "prénon", "struture".
fn misspelt(word: &str) -> Kind {
    const USUAL: [&str; 11] = [
        "prenom",
        "structure",
        "organisme",
        "organisation",
        "association",
        "collectivite",
        "fonction",
        "profession",
        "telephone",
        "portable",
        "courriel",
    ];
    USUAL
        .iter()
        .find(|usual| damerau_levenshtein(word, usual) == 1)
        .map_or(Kind::Foreign, |usual| known(usual))
}

fn known(word: &str) -> Kind {
    match word {
        "nom" | "noms" | "surname" => Kind::LastName,
        "prenom" | "prenoms" | "forename" => Kind::FirstName,
        "participant" | "participante" | "participants" | "participantes" | "personne" | "personnes"
        | "inscrit" | "inscrite" | "soussigne" | "soussignee" | "identite" | "demandeur" | "demandeuse" => {
            Kind::Person
        }
        "naissance" | "fille" | "patronymique" => Kind::Birth,
        "structure" | "structures" | "organisme" | "organismes" | "organisation" | "association"
        | "associations" | "asso" | "assoc" | "orga" | "org" | "struct" | "administration"
        | "collectivite" | "collectivites" | "mairie" | "employeur" | "employeuse" | "etablissement"
        | "institution" | "institutions" | "entreprise" | "societe" | "epci" | "rattachement" | "raison"
        | "denomination" | "entite" | "representez" | "representee" | "collectif" | "bailleur"
        | "composante" | "organization" | "company" | "employer" => Kind::Organisation,
        "service" | "services" | "commune" | "direction" | "pole" => Kind::Branch,
        "fonction" | "fonctions" | "poste" | "qualite" | "profession" | "titre" | "metier" | "emploi"
        | "mission" | "mandat" | "responsabilite" | "responsabilites" | "grade" | "position" | "job"
        | "delegation" | "role" | "fct" | "fonct" => Kind::Role,
        "tel" | "tels" | "telephone" | "telephones" | "telephonique" | "telephoniques" | "portable"
        | "mobile" | "gsm" | "phone" | "joignable" | "port" | "tph" => Kind::Phone,
        "mail" | "mails" | "email" | "emails" | "courriel" | "courriels" | "mel" | "electronique"
        | "messagerie" => Kind::Email,
        "coordonnees" | "contact" => Kind::Contact,
        "adresse" | "adresses" => Kind::Address,
        "de" | "du" | "des" | "la" | "le" | "les" | "l" | "d" | "a" | "au" | "en" | "et" | "ou" | "votre"
        | "vos" | "vous" | "sa" | "son" | "ses" | "s" | "e" | "es" | "n" | "no" | "numero" | "numeros"
        | "famille" | "usage" | "marital" | "complet" | "complete" | "exercee" | "exercees" | "occupe"
        | "occupee" | "actuelle" | "actuel" | "professionnel" | "professionnelle" | "professionnels"
        | "pro" | "ligne" | "directe" | "direct" | "fixe" | "bureau" | "obligatoire" | "facultatif"
        | "majuscules" | "majuscule" | "capitales" | "lettres" | "origine" | "represente" | "travail"
        | "mme" | "m" | "mlle" | "madame" | "monsieur" | "precise" | "exacte" | "exact" | "lisible"
        | "stagiaire" | "agent" | "personnel" | "personnelle" | "souhaite" | "usuel" | "usuelle" | "dans"
        | "sein" | "appartenance" | "sociale" | "intitule" | "joindre" | "quel" | "quelle" | "quels"
        | "quelles" | "est" | "sont" | "pour" | "un" | "une" | "compte" | "venez" | "cette" | "notre"
        | "exercez" | "occupez" | "domicile" | "perso" | "referent" | "referente" | "preference"
        | "travaillez" | "title" | "address" | "y" | "que" | "mon" | "ma" | "mes" | "affectation"
        | "principal" | "principale" | "supplementaire" | "premier" | "premiere" | "second" | "seconde"
        | "deuxieme" | "troisieme" | "autre" | "autres" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8"
        | "9" | "10" => Kind::Neutral,
        _ => Kind::Foreign,
    }
}
