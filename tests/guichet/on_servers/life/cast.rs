//! Forty people who do not exist, and who writes for them.

/// Somebody who wants to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub first: &'static str,
    pub last: &'static str,
    pub organisation: &'static str,
    /// Who mails the bulletin, where that is somebody else.
    pub writer: Option<&'static str>,
}

const fn alone(first: &'static str, last: &'static str, organisation: &'static str) -> Person {
    Person { first, last, organisation, writer: None }
}

const fn by(
    writer: &'static str,
    first: &'static str,
    last: &'static str,
    organisation: &'static str,
) -> Person {
    Person { first, last, organisation, writer: Some(writer) }
}

/// The secretary of a town hall, and that of a social centre.
pub const TOWN_HALL: &str = "secretariat@example.org";
pub const CENTRE: &str = "accueil@example.org";
/// A colleague of the organiser.
pub const COLLEAGUE: &str = "equipe@example.org";
/// Somebody who has nothing to do with anybody.
pub const STRANGER: &str = "inconnu@example.org";

/// In the order in which they register.
pub const PEOPLE: [Person; 40] = [
    alone("Marie", "Petit", "Conseil citoyen de Moulins"),
    alone("Paul", "Durand", "Ville de Lens"),
    alone("Hélène", "Wattrelos", "MJC de Croix"),
    alone("Idriss", "Belkacem", "Centre social L'Escale"),
    alone("Zoé", "Blanc", "Association Les Voisins"),
    alone("Bruno", "Köhler", "Conseil citoyen du Pile"),
    alone("Fatoumata", "Diallo", "Régie de quartier"),
    alone("Théo", "Besançon", "Ville de Roubaix"),
    alone("Aïcha", "Haddad", "Conseil citoyen de Wazemmes"),
    alone("Yannick", "Le Goff", "Maison de quartier"),
    alone("Marc", "Vasseur", "Union des habitants"),
    alone("Claire", "Delattre", "CCAS de Tourcoing"),
    by(TOWN_HALL, "Anne", "Morel", "Mairie de Croix"),
    by(TOWN_HALL, "Jean", "Leroy", "Mairie de Croix"),
    by(TOWN_HALL, "Sophie", "Caron", "Mairie de Croix"),
    by("luc@example.org", "Luc", "Roy", "Compagnie du Coin"),
    by("luc@example.org", "Inès", "Martel", "Compagnie du Coin"),
    by(COLLEAGUE, "Nadia", "Saïdi", "Ateliers du Nord"),
    alone("Omar", "Benali", "Conseil citoyen de Fives"),
    alone("Julie", "Fontaine", "Ville de Lille"),
    alone("Karim", "Ziani", "Club de prévention"),
    alone("Elsa", "Masson", "Maison des projets"),
    alone("Victor", "Pruvost", "Conseil citoyen de Lomme"),
    alone("Rose", "Ndiaye", "Ville de Loos"),
    alone("Simon", "Wallaert", "Café des habitants"),
    alone("Agathe", "Brame", "Conseil citoyen de Béthune"),
    alone("Farid", "Ozdemir", "Centre social du Bois"),
    alone("Lucie", "Moreau", "Ville de Douai"),
    alone("Hugo", "Dubois", "Médiathèque"),
    alone("Samira", "Kaci", "Conseil citoyen de Bully"),
    alone("Denis", "Lecoeur", "Ville de Liévin"),
    alone("Pauline", "Duhamel", "Conseil citoyen d'Arras"),
    by(CENTRE, "Noé", "Vandenberghe", "Centre social Sud"),
    by(CENTRE, "Lila", "Mercier", "Centre social Sud"),
    by(CENTRE, "Tom", "Garnier", "Centre social Sud"),
    alone("Odile", "Carpentier", "Ville d'Hénin"),
    alone("Rachid", "Amara", "Conseil citoyen de Calais"),
    alone("Céline", "Baudry", "Ville de Dunkerque"),
    alone("Gaël", "Thomas", "Conseil citoyen de Boulogne"),
    alone("Irène", "Lambert", "Maison des associations"),
];

/// The one with this first name.
pub fn person(first: &str) -> Person {
    PEOPLE.into_iter().find(|person| person.first == first).unwrap_or_else(|| panic!("{first} is not cast"))
}

impl Person {
    /// Their own address, of which the first name is the mailbox.
    pub fn own(&self) -> String {
        let ascii = |letter| match letter {
            'é' | 'è' | 'ë' => 'e',
            'ï' => 'i',
            'ö' => 'o',
            other => other,
        };
        format!("{}@example.org", self.first.to_lowercase().chars().map(ascii).collect::<String>())
    }

    /// Whoever mails their bulletin.
    pub fn address(&self) -> String {
        self.writer.filter(|writer| *writer != COLLEAGUE).map_or_else(|| self.own(), str::to_owned)
    }

    pub fn mailbox(&self) -> String {
        format!("{} {} <{}>", self.first, self.last, self.own())
    }

    /// The lines of a bulletin, in the body of a message.
    pub fn lines(&self) -> String {
        let Self { first, last, organisation, .. } = self;
        format!("Nom : {}\nPrénom : {first}\nStructure : {organisation}\n", last.to_uppercase())
    }

    /// The fields of a bulletin, in a form.
    pub fn fields(&self) -> [(&'static str, &'static str); 3] {
        [("Nom", self.last), ("Prénom", self.first), ("Structure", self.organisation)]
    }
}
