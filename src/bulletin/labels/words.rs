//! The words of which labels are made.

/// What a word of a label is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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

/// What `word`, which is folded, is about.
pub fn kind(word: &str) -> Kind {
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
        | "usuelle" | "dans" | "sein" | "appartenance" | "sociale" | "1" | "2" | "3" | "4" | "5" | "6"
        | "7" | "8" | "9" | "10" => Kind::Neutral,
        _ => Kind::Foreign,
    }
}
