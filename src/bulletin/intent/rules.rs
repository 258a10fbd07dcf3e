//! What clauses say, rule by rule. Each is a pattern over one folded clause.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $($part:expr),+;)+) => {
        $($(#[$doc])* pub static $name: LazyLock<Regex> =
            LazyLock::new(|| pattern(concat!("(?x)", $($part),+)));)+

        #[cfg(test)]
        const ALL: &[&LazyLock<Regex>] = &[$(&$name),+];
    };
}

/// To come, in any of the ways of saying so.
macro_rules! coming {
    () => {
        r"(?:particip|assist|present|representee?|venir\b|rendre\b|joindre\b|liberer\b|des\ votres
            |parmi\ vous|avec\ vous|rester\b|(?:etre|pas|plus)\ la\b)"
    };
}

rules! {
    /// "je m'inscris", "merci d'inscrire Mme Petit", "mon bulletin", "réserver une place".
    JOINING =
        r"\b(?:m'|me\ |nous\ |m)inscri(?:s|t|re|vons|vez)\b | \binscrivez[\ -](?:moi|nous|la|le|les|mme|m)\b
        | (?:^|\ |d')inscri(?:re|s|vons)\b | \b(?:soit|soient|etre)\ inscrit
        | \b(?:mon|notre|nos|mes|son|sa|leur|leurs)\ (?:bulletins?|inscriptions?|fiches?)\b
        | \b(?:pour|l'|une|d'|les|des|nos)\ ?inscriptions?\ (?:de|pour|a)\b
        | ^(?:pour\ |demande\ d')?inscriptions?\ (?:de|d'|pour|a|au|mme|m|mr|mlle|\d+)\b | ^pour\ inscription
        | \breserv\w+\ (?:moi\ |nous\ |lui\ |leur\ )?(?:une|deux|trois|\d+|ma|sa|notre|des)\ places?
        | \b(?:ajout|rajout)\w+\ .*\b(?:participant|liste|inscrit)
        | \bcompter?z?\ (?:parmi\ |(?:aussi\ )?sur\ (?:ma|notre|moi|nous)\b)";
    /// "ci-joint le bulletin", "voici la fiche remplie".
    ENCLOSING =
        r"(?:\b(?:ci-?joints?|ci-?jointe?s?|joints?|jointes?|voici|trouver\w*|piece\ jointe|pj|(?:vous|le|la|
            les)\ (?:envoi|adress|transmet|renvoi|renvoy|retourn)\w*)\b.*)\b(?:bulletins?|inscriptions?|
            coupons?|(?:formulaires?|fiches?)(?:\ d'inscription|\ de\ participation|\ ci-?joint|\ dument|
            \ complete|\ rempli|$))
        | \b(?:bulletins?|coupons?)\b.{0,30}\b(?:ci-?joint|joint|complete|rempli|renseigne|en\ pj|en\ piece)
        | \b(?:formulaires?|fiches?)(?:\ d'inscription|\ de\ participation)?(?:\ dument)?\ (?:ci-?joint|joint|
            complete|rempli|renseigne|en\ pj|en\ piece)";
    /// "je viendrai", "nous serons trois", "je souhaite participer", "je confirme ma présence":
    /// a registration if it is about one of the events.
    COMING =
        r"\b(?:je|j'y|nous|on)\ (?:\w+\ ){0,3}?(?:particip(?:e|ons|erai|erons|era)|viendr(?:ai|ons|a)|viens|
            venons|assist(?:e|ons|erai|erons|era))\b
        | \b(?:serai|serons)\ (?:\w+\ )?(?:present|la\b|des\ votres|parmi|avec\ vous|deux|trois|quatre|\d)
        | \b(?:souhait|voudr|aimer|desir|veu[xt]|voul)\w*\ (?:\w+\ ){0,2}?(?:particip|assist|venir|
            etre\ present) | \b(?:ma|notre|sa|leur|nos)\ (?:participation|presence|venue)\b
        | \bpourr(?:ai|ons)\ (?:\w+\ )?", coming!(), r"
        | \b(?:document|doc|fichier|formulaire|fiche|feuille|papier)\ .{0,20}(?:complete|rempli|renseigne)";
    /// "Mme Petit participera", "deux personnes viendront".
    OTHERS_COMING =
        r"\b(?:participer(?:a|ont)|assister(?:a|ont)|viendr(?:a|ont)|ser(?:a|ont)\ (?:\w+\ )?(?:presente?s?|
            des\ votres|representee?s?))\b";
    /// A subject: "Inscription 24 mars", "Bulletin d'inscription".
    ANNOUNCING = r"^(?:bulletins?\ d'inscription|inscriptions?|demande\ d'inscription)\b";
    /// "annuler mon inscription", "je me désiste", "ANNULER".
    CANCELLING =
        r"\bannul\w*\ .{0,20}(?:inscription|participation|\bvenue|\bpresence|\bplace|reservation)
        | \b(?:dois|devons|devoir|contraint\w*|oblig\w*|veuillez|demande|prie|souhait\w+|voudrais|prefer\w+|
            merci|je|j'|nous)\ ?(?:d'|de\ l'|l'|bien\ vouloir\ |vous\ prie\ d')?annul(?:er|e|ons|ez)\b(?:$|
            \ (?:pour|le\ \d|du\ \d|finalement|merci|desole)) | ^(?:\w+\ )?annul(?:er|ation|e|ez)(?:\ merci)?$
        | \bannulation\ (?:d'|de\ (?:l'|mon|ma|notre|son|sa)\ ?)(?:inscription|participation|venue|presence)
        | \bdesist(?:e|er|ement|ons)\b | \bdecommand(?:e|er|ons)\b | \bdes?in?scri(?:re|ption|s|vez)\b
        | \b(?:retir|supprim|enlev|ray|radi)(?:er|ez|e)\ .*(?:inscription|participation|\bnom\b|liste\b)
        | \b(?:liber|redonn|rend)\w*\ (?:ma|la|notre|sa|leur)\ place";
    /// "merci de ne pas annuler", "je reviens sur mon désistement".
    NOT_CANCELLING =
        r"\bne\ (?:\w+\ )?(?:pas|rien)\b.*\b(?:annul|desist|supprim|retir)
        | \bn'annul\w+\ (?:\w+\ )?(?:pas|rien|plus) | \bne\ me\ desiste\ pas
        | \b(?:tenir|tenez)\ (?:pas\ )?compte\ de\ | \brevien\w*\ sur\ | \b(?:mon|ma|
            notre)\ (?:annulation|desistement)\ (?:est|etait)\ une\ erreur";
    /// "ne pourra pas participer", "nous ne viendrons plus", "je ne peux être des vôtres".
    STAYING_AWAY =
        r"\b(?:ne|n')?\ ?(?:pourr(?:ai|as|a|ons|ont|ais|ait|ions|aient)|peu[xt]|peuvent|pouvons|puis|suis|est|
            sommes|ser(?:ai|a|ons|ont))\b(?:\ \w+){0,3}?\ (?:pas|plus|point)\b.*", coming!(), r"
        | \b(?:ne|n')\ ?(?:(?:me|se|nous|m')\ ?)?(?:pourr(?:ai|a|ons|ont|ais|ait)|peu[xt]|peuvent|pouvons|
            puis|pouvant|pouvoir|saur\w+)\ (?:\w+\ ){0,4}?", coming!(), r"
        | \b(?:serai|sera|serons|seront|suis|sommes|pourr\w+|peux)\b
            (?:\ \w+){0,2}?\ (?:pas|plus)\ (?:\w+\ )?la\b
        | \b(?:viendr\w+|viens|vient|venons|particip(?:e|ons|erai|era|erons|eront)|assist(?:e|ons|erai|era|
            erons|eront))\b(?:\ \w+){0,2}?\ (?:pas|plus)\b | \bm'empeche\w*\ d[e'].*", coming!(), r"
        | \bplus\ (?:en\ mesure|possible|disponible|libre)
        | \bimpossib\w+\ (?:pour\ \w+\ )?d[e'].*", coming!(), r" | \b(?:renonc|declin)\w+
        | \b(?:serai|sera|serons|seront|suis)\ (?:\w+\ )?(?:absent|indisponible|empeche)
        | \bexcus\w+\ .*\babsence\b
        | \bexcuser?\ pour\ (?:la|cette|ce|le)\ (?:rencontre|seance|session|reunion|journee|matinee|\d)
        | \bne\ (?:pas\ )?compte[rz]\ (?:pas\ )?sur\ (?:moi|nous|ma)";
    /// "je ne pourrai venir qu'à 10 h", "je ne pourrai pas rester": comes, but not for all of it.
    PARTLY =
        r"\bqu'(?:a|en|apres|une)\b | \bque\ (?:le|la|a|pour|jusqu|vers|de)\b | \bavant\ \d | \ba\ l'heure
        | \brester\b | \bjusqu'a\ la\ fin | \ble\ matin$ | \bl'apres-midi | \btoute\ la\ | \ben\ entier
        | \bdes\ le\ debut | \baccompagn | \ben\ retard | \bparking | \brepas\b | \bdejeuner\b";
    /// Words for what is not sure to be: "si je ne peux pas venir", "en cas d'empêchement".
    SUPPOSING =
        r"\bsi\ (?:je|nous|on|jamais|elle|il|un|une)\b | \ben\ cas\ d | \bau\ cas\ ou\b | \bsi\ besoin\b";
    /// Away from the office, rather than from the event.
    OUT_OF_OFFICE =
        r"\bdu\ bureau\b | \bjusqu'au\b | \bdu\ \d.*\bau\ \d | \ben\ (?:conge|vacance|arret|formation)
        | \bde\ retour\b";
    /// "n'ayant pas pu", "j'avais dû annuler", "je vous ai envoyé mon bulletin": over and done.
    PAST =
        r"\bn'ayant\b | \bn'a(?:i|vons|it|vais|vions)\b | \b(?:pouv|av|et|dev)(?:ais|ait|ions|iez|aient)\b
        | \bavoir\ (?:du|pu)\b
        | \b(?:ai|avons|(?:m'|l'|vous\ |nous\ )a|ont|avez)\ (?:\w+\ ){0,2}?(?:envoye|adresse|transmis|
            retourne|renvoye|recu|participe|assiste)\b | \b(?:ai|avons)\ du\b
        | \bsuis\ (?:deja\ |bien\ )?inscrit | \bsuis\ pas\ inscrit | \bme\ suis\ (?:\w+\ )?inscrit
        | \b(?:suite\ a|apres|depuis|concernant|confirmation\ de|reception\ de|recu|sujet\ de|propos\ de|
            validation\ de|suivi\ de)\ (?:mon|ma|notre|nos|son|sa|l')";
    /// Somebody invites or asks the reader: "inscrivez-vous", "merci de confirmer votre présence".
    INVITING =
        r"\bvous\ (?:y\ )?inscri | \binscrivez-vous | \bvotre\ (?:inscription|participation|presence|venue)\b
        | \bnous\ (?:retourner|renvoyer|adresser|faire\ parvenir)\b
        | \bvous\ (?:inviter|invitons|convier|convions)\b | \bvous\ ne\ | \bs'inscri";
    /// "viendra à ma place", "je serai remplacée par".
    REPLACING =
        r"\ba\ (?:ma|sa|notre|leur)\ place\b | \b(?:me|nous|le|la)\ rempla[c]
        | \b(?:ser\w+|etre)\ (?:remplac|represente) | \bremplac(?:e|ee|es|era)\b | \bremplacer?z?\ .*\bpar\b
        | \ben\ remplacement\ d | \bau\ lieu\ d[e'] | \blieu\ et\ place\b | \bchangement\ de\ participant
        | \b(?:laiss|ced|donn)\w+\ (?:ma|sa|notre|leur)\ place\b";
    /// "pour info", "à diffuser".
    PASSING_ON =
        r"\bpour\ (?:votre\ |ton\ |ta\ )?(?:info|infos|information|diffusion|connaissance)\b
        | \ba\ (?:diffuser|relayer|partager|faire\ suivre|faire\ circuler|faire\ passer|transmettre)\b
        | \b(?:merci\ de|pouvez-vous|peux-tu)\ (?:diffuser|relayer|faire\ suivre|faire\ circuler) | \bfyi\b
        | \ba\ toutes\ fins\ utiles\b | \b(?:vous|t'|te|les)\ ?interesse";
    /// A request, though it ends in a question mark.
    REQUESTING =
        r"\b(?:pouvez|pourriez|peux|pourrais|peut|pourrait)-?(?:\ ?vous|\ ?tu|\ ?on)\b.*\b(?:inscrire|
            enregistrer|noter|ajouter|rajouter|compter|reserver|annuler|desinscrire|supprimer|retirer|
            remplacer\ .*\ par)\b
        | \b(?:possible|temps|moyen|puis-je|peut-on|est-ce\ que\ je\ peux|pouvons-nous)\b.*\b(?:m'|me\ |
            nous\ )inscrire\b | \b(?:possible)\ d'(?:annuler|inscrire)\b";
    /// How, when and where are asked, not requested.
    HOW = r"\bcomment\b | \bquand\b | \bquel | \bpourquoi\b | \bcombien\b";
    /// "merci beaucoup", "c'est noté".
    THANKING =
        r"\bmerci\ (?:beaucoup|bien|pour|a\ vous|de\ votre) | ^merci$ | \ba\ bientot\b
        | \bbien\ (?:recu|note)\b | \bc'est\ note\b";
    /// The words that any message about registering has.
    REGISTERING = r"\binscri | \bbulletin | \bparticip | \bcoupon | \bformulaire | \bfiche\b";
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_compiles_and_needs_words() {
        for rule in super::ALL {
            assert!(!rule.is_match(""), "{}", rule.as_str());
        }
    }
}
