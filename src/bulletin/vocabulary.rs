//! The words by which organisations and roles are known.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// Whether a piece of text begins as the name of an organisation does: "CCAS d'Avion", "la Maison de
/// quartier".
pub fn begins_an_organisation(text: &str) -> bool {
    static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:l[ae]s?\ |l'|l\ )?(?:
              academie|afpa|bibliotheque|cabinet|cave|cfa|chambre|cinema|cnfpt|commissariat|cpie|ehpad|eurl|greta|hlm|laboratoire|ligue|mediatheque
              |musee|ong|palais|rectorat|residence|sa|sas|sem|sgar|theatre|ufolep|
              adil|afeji|agences?|aggl?o\w*|amicales?|antenne|apf|arc|arefi|asbl|assoc?\w*|atelier|bailleur|bureau|ca|caf|caisse|carsat|cc|ccas|cci
              |centres?|cercle|ch|chu|cias|cidff|cites?|club|coll?ectif|collectivite|colleges?|comites?|commission|communes?|communaute|compagnie
              |conf?ederation|conseils?|cooperative|coop|cpam|crepi|croix|cs|csc|csx|cu|ddcs|ddtm|delegation|departement|direction|drac|drjscs
              |ecoles?|emmaus|entreprise|epci|epf|epide|esat|espace|etablissement|fabrique|federation|ferme|fondation|foyer|gip|groupe|groupement
              |habitat|hopital|hotel|inspection|institut|irts|lycee|mairie|maison|mas|mda|mdh|mel|metropole|mission|mjc|mouvement|nord|observatoire
              |office|oph|opac|operateur|pact|parc|pays|petr|pimms|pj|plateforme|plie|point|pole|prefecture|quartiers?|regie|region|relais|reseau
              |resto|restos|sarl|scic|scop|scp|secours|secretariat|service|sivom|sivu|soci?ete|soliha|sous-prefecture|squat|studio|syndicat|table
              |tribunal|udaf|ufcv|union|universite|upe|utpas|ville)\b",
        )
    });
    ORGANISATION.is_match(&fold(text))
}

/// Whether a piece of text begins as somebody's role does: "chargée de mission", "habitante".
pub fn begins_a_role(text: &str) -> bool {
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:l[ae]\ |l'|une?\ |notre\ |son\ |sa\ |mon\ |ma\ )?(?:
              (?:vice|co|ex|ancien|ancienne|jeune|futur|future)[\ -])?(?:
              accueil|accompagnat|acteur|actrice|adjoint|administrat|adulte|agent|aide|animat|architecte|artiste|assesseur|assistant|atsem
              |attache|auxiliaire|avocat|benevole|cadre|charge|chef|citoyen|collabor|commercial|comptable|concierge|conseill|consultant
              |contact|controleur|coordinat|coordonnat|correspondant|dga|dgs|delegue|developpeur|directeur|directrice|doctorant|educat|elu\b|elue\b|employe
              |enseignant|etudiant|evaluat|facilitat|format(?:eur|rice)|gardien|gerant|gestionnaire|habitant|infirm|informat|ingenieur|inspect
              |instituteur|intervenant|juriste|locataire|maire\b|maitre\ de\ conf|mediat|medecin|membre|militant|moniteur|officier|paysagiste
              |permanent|preside?nt|professeur|psycholog|referent|representant|responsable|retraite|salarie|scenographe|secretaire|sociologue
              |stagiaire|suppleant|technicien|titulaire|travailleu|tresori|urbaniste|usager|volontaire)",
        )
    });
    ROLE.is_match(&fold(text))
}
