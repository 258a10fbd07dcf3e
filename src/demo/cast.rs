//! The cast: invented people at invented addresses, with telephone numbers that are reserved for fiction.

/// Somebody who writes or is registered.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) role: &'static str,
    pub(super) organisation: &'static str,
    pub(super) phone: &'static str,
    pub(super) address: &'static str,
}

/// What a form calls family name, given name, organisation, role, telephone and address.
pub(super) type Labels = [&'static str; 6];

pub(super) const USUAL: Labels = ["Nom", "Prénom", "Structure", "Fonction", "Téléphone", "Mail"];
pub(super) const CAPITALS: Labels = ["NOM", "PRÉNOM", "ORGANISME", "FONCTION", "TÉL.", "COURRIEL"];
pub(super) const WORDY: Labels =
    ["Nom de famille", "Prénom(s)", "Organisation", "Poste occupé", "Tél. portable", "Adresse mail"];

impl Person {
    /// What the person writes beside each label.
    pub(super) fn fields(&self, labels: Labels) -> Vec<(&'static str, &'static str)> {
        let values =
            [self.last_name, self.first_name, self.organisation, self.role, self.phone, self.address];
        labels.into_iter().zip(values).collect()
    }

    /// The same as lines of a mail.
    pub(super) fn lines(&self, labels: Labels, separator: &str) -> String {
        let lines =
            self.fields(labels).into_iter().map(|(label, value)| format!("{label}{separator}{value}"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The part of the address after the @.
    pub(super) fn domain(&self) -> &'static str {
        self.address.rsplit('@').next().unwrap_or_default()
    }
}

macro_rules! cast {
    ($($name:ident: $first:literal $last:literal, $role:literal, $organisation:literal, $phone:literal, $address:literal;)*) => {
        $(pub(super) const $name: Person = Person {
            first_name: $first,
            last_name: $last,
            role: $role,
            organisation: $organisation,
            phone: $phone,
            address: $address,
        };)*
    };
}

cast! {
    LE_GOFF: "Yannick" "LE GOFF", "Chef de projet politique de la ville", "Ville de Lens",
        "03 53 01 24 61", "ylegoff@ville-lens.example";
    LE_GOFF_CORRECTED: "Yannick" "LE GOFF", "Chef de projet politique de la ville", "Ville de Lens",
        "03 53 01 24 16", "ylegoff@ville-lens.example";
    DELATTRE: "Anne-Sophie" "Delattre", "Directrice", "Centre social Les Tilleuls",
        "03 53 01 37 80", "as.delattre@centre-les-tilleuls.example";
    SAIDI: "Nora" "Saïdi", "Référente familles", "Centre social Les Tilleuls",
        "03 53 01 37 82", "n.saidi@centre-les-tilleuls.example";
    BRAME: "Julien" "Brame", "Animateur", "Centre social Les Tilleuls",
        "06 39 98 11 40", "j.brame@centre-les-tilleuls.example";
    NDIAYE: "Aminata" "N'DIAYE", "Adulte-relais", "Association Quartiers en lien",
        "06.39.98.47.03", "aminata.ndiaye@quartiers-en-lien.example";
    VANDENBERGHE: "Sofie" "Vandenberghe", "Chargée de mission participation", "Ville de Dunkerque",
        "03 53 01 58 59", "sofie.vandenberghe@ville-dunkerque.example";
    DHONDT: "Philippe" "d'Hondt", "Directeur", "CCAS de Seclin",
        "03 53 01 62 00", "p.dhondt@ccas-seclin.example";
    CARON: "Martine" "CARON", "Secrétariat de direction", "CCAS de Seclin",
        "03 53 01 62 01", "m.caron@ccas-seclin.example";
    BEN_SAID: "Karim" "BEN SAÏD", "Délégué du préfet", "Sous-préfecture d'Avesnes",
        "+33 6 39 98 20 16", "karim.bensaid@sp-avesnes.example";
    OZDEMIR: "Elif" "Özdemir", "Coordinatrice du conseil citoyen", "Ville de Roubaix",
        "03-53-01-66-07", "eozdemir@ville-roubaix.example";
    MOREAU: "Cécile" "Moreau", "Médiatrice", "Régie de quartier du Faubourg",
        "0639985521", "cecile.moreau@regie-faubourg.example";
    // Typed on a Mac, where an accent can be a character of its own.
    LEFEVRE: "Aure\u{301}lien" "LEFE\u{300}VRE", "De\u{301}veloppeur local", "Amiens Me\u{301}tropole",
        "03 53 01 80 25", "aurelien.lefevre@amiens-metropole.example";
    MARTEL: "Béatrice" "MARTEL", "Cheffe de service cohésion sociale", "Ville de Carvin",
        "03 53 01 74 10", "bmartel@ville-carvin.example";
    KOWALCZYK: "Stéphane" "KOWALCZYK", "Agent de développement", "Ville de Carvin",
        "03 53 01 74 12", "skowalczyk@ville-carvin.example";
    DE_LA_TOUR: "Geneviève" "de La Tour", "Membre du conseil citoyen", "Conseil citoyen des Hauts de Creil",
        "06 39 98 73 31", "g.delatour@hauts-de-creil.example";
    BENALI: "Mehdi" "Benali", "Responsable", "Maison des habitants de Saint-Quentin",
        "03 53 01 02 44", "mehdi.benali@maison-habitants.example";
    NOEL_DUBOIS: "Joëlle" "NOËL-DUBOIS", "Élue à la vie des quartiers", "Mairie de Laon",
        "03 53 01 02 90", "jnoeldubois@mairie-laon.example";
    VAN_DER_MEER: "Joris" "Van der Meer", "Chargé de projet", "Flandre intérieure habitat",
        "06 39 98 59 19", "jvandermeer@flandre-habitat.example";
    PRUVOST: "François" "PRUVOST", "Coordonnateur", "Mission locale de Picardie maritime",
        "03 53 01 22 80", "f.pruvost@ml-picardie-maritime.example";
    LECOEUR: "Inès" "LECŒUR", "Stagiaire", "",
        "06 39 98 01 76", "ines.lecoeur@courriel.example";
    FONTAINE: "Loïc" "Fontaine", "Médiateur social", "Ville de Soissons",
        "03 53 01 59 32", "loic.fontaine@ville-soissons.example";
    DUHAMEL: "Gérard" "DUHAMEL", "Président", "Amicale des locataires du Beau-Marais",
        "03 53 01 46 12", "amicale@beau-marais.example";
    WALLAERT: "Édith" "Wallaert", "Chargée d'insertion", "PLIE du Val de Lys",
        "03 53 01 39 17", "e.wallaert@plie-val-de-lys.example";
    MASSON: "Hervé" "Masson", "", "",
        "", "herve.masson@courriel.example";
    STATIONER: "Service clients" "Papeterie du Beffroi", "", "",
        "03 53 01 90 90", "facturation@papeterie-beffroi.example";
    NEWSLETTER: "La lettre" "des quartiers", "", "",
        "", "lettre@villes-et-quartiers.example";
}
