//! Clauses by which people withdraw, or only seem to.

use super::{coming, rules};

rules! {
    /// "annuler mon inscription", "je me désiste", "ANNULER", "inutile de me garder une place".
    CANCELLING =
        r"\bannul\w*\ .{0,20}(?:inscription|participation|\bvenue|\bpresence|\bplace|reservation)
        | \b(?:dois|doit|devons|devoir|contraint\w*|oblig\w*|veuillez|demande|prie|souhait\w+|voudrais|prefer\w+|
            merci|je|j'|nous)\ ?(?:d'|de\ l'|l'|bien\ vouloir\ |vous\ prie\ d')?annul(?:er|e|ons|ez)\b(?:$|
            \ (?:pour|le\ \d|du\ \d|finalement|merci|desole)) | ^(?:\w+\ )?annul(?:er|ation|e|ez)(?:\ merci)?$
        | \bannulation\ (?:d'|de\ (?:l'|mon|ma|notre|son|sa)\ ?)(?:inscription|participation|venue|presence)
        | \b(?:je|nous|me|se|moi|dois|devons)\ (?:\w+\ ){0,2}?desist(?:e|er|ons)\b | \b(?:mon|notre|son)\ desistement\b
        | \b(?:noter|enregistrer|annonce|signale|confirme)\w*\ .{0,20}desistement\b
        | \bdecommand(?:e|er|ons)\b | \bdes?in?scri(?:re|ption|s|vez)\b
        | \b(?:retir|supprim|enlev|ray|radi|desinscri)(?:er|ez|e)\ .*(?:inscription|participation|\bnom\b|liste\b)
        | \b(?:ray|radi|retir|enlev)ez[\ -](?:moi|nous)\b
        | \b(?:liber|redonn|rend|remet)\w*\ (?:ma|la|notre|nos|sa|leur|cette|mes)\ places?\b
        | \bremet\w*\ .{0,20}\bplaces?\b.{0,20}\b(?:jeu|disposition)
        | \b(?:inutile|plus\ (?:la\ )?(?:peine|besoin)|ne\ pas|ne\ \w+\ (?:pas|plus))\ (?:de\ )?(?:me\ |nous\ )?
            (?:gard|conserv|reserv)\w*\b
        | \b(?:faire|fera|ferez|continuer)\ sans\ (?:moi|nous)\b.*$";
    /// "merci de ne pas annuler", "je reviens sur mon désistement", "ne tenez pas compte de mon annulation".
    NOT_CANCELLING =
        r"\bne\ (?:\w+\ )?(?:pas|rien)\b.*\b(?:annul|desist|supprim|retir)
        | \bn'annul\w+\ (?:\w+\ )?(?:pas|rien|plus) | \bne\ (?:me\ )?desist\w*\ pas
        | \b(?:tenir|tenez)\ (?:pas\ )?compte\ de\ .*\b(?:annul|desist|mail|message|courriel|precedent)
        | \brevien\w*\ sur\ | \b(?:mon|ma|notre)\ (?:annulation|desistement)\ (?:est|etait)\ une\ erreur
        | \b(?:oubliez|ignorez)\ (?:mon|ma|notre)\ (?:annulation|desistement|dernier|precedent)";
    /// "ne pourra pas participer", "nous ne viendrons plus", "je ne peux être des vôtres".
    STAYING_AWAY =
        r"\b(?:ne|n')?\ ?(?:pourr(?:ai|as|a|ons|ont|ais|ait|ions|aient)|peu[xt]?|peuvent|pouvons|puis|suis|est|
            sommes|ser(?:ai|a|ons|ont))\b(?:\ \w+){0,3}?\ (?:pas|plus|point)\b.*", coming!(), r"
        | \b(?:ne|n')\ ?(?:(?:me|se|nous|m')\ ?)?(?:pourr(?:ai|a|ons|ont|ais|ait)|peu[xt]|peuvent|pouvons|
            puis|pouvant|pouvoir|saur\w+)\ (?:\w+\ ){0,4}?", coming!(), r"
        | \b(?:aucun|aucune|personne|nul)\b.{0,20}\bne\ (?:pourr\w+|viendr\w+|peu\w+|ser\w+|particip\w+)\b
        | \b(?:serai|sera|serons|seront|suis|sommes|pourr\w+|peux)\b
            (?:\ \w+){0,2}?\ (?:pas|plus)\ (?:\w+\ )?la\b
        | \b(?:viendr\w+|viens|vient|venons|particip(?:e|ons|erai|era|erons|eront)|assist(?:e|ons|erai|era|
            erons|eront))\b(?:\ \w+){0,2}?\ (?:pas|plus)\b | \bm'empeche\w*\ d[e'].*", coming!(), r"
        | \bplus\ (?:en\ mesure|possible|disponible|libre) | \bque\ je\ ne\ sois\ pas\ (?:parmi|des|avec|la|present)
        | \bimpossib\w+\ (?:pour\ \w+\ )?d[e'].*", coming!(), r" | \b(?:renonc|declin)\w+
        | \b(?:serai|sera|serons|seront|suis)\ (?:\w+\ )?(?:absent|indisponible|empeche)
        | \bexcus\w+\ .*\babsence\b
        | \bexcuser?\ pour\ (?:la|cette|ce|le)\ (?:rencontre|seance|session|reunion|journee|matinee|\d)
        | \bne\ (?:pas\ )?compte[rz]\ (?:pas\ |plus\ )?sur\ (?:moi|nous|ma)";
    /// In answer to a letter of the desk: "non finalement", "passez au suivant", "je me suis engagé ailleurs".
    DECLINING =
        r"^(?:(?:bonjour|merci|c'est\ gentil|finalement|desolee?)\ ?)*(?:mais\ )?non\b | \bnon\ (?:merci|finalement)\b
        | \bpasse[rz]?\ (?:au\ suivant|a\ la\ personne\ suivante|mon\ tour)
        | \b(?:pris|prise|engagee?|engages|retenue?|occupee?)\ (?:\w+\ )?(?:ailleurs|d'autres\ engagements|par\ ailleurs)
        | \bpris\ d'autres\ engagements | \bplus\ (?:\w+\ )?(?:interesse|besoin) | \b(?:donne|laisse|cede|propose)[rz]?\ (?:la|ma|cette|notre)\ place\b
        | \bje\ n'en\ (?:ai|veux)\ plus | \b(?:peux|peut|pouvons)\ (?:pas|plus)$";
    /// "je ne pourrai venir qu'à 10 h", "je ne pourrai pas rester": comes, but not for all of it.
    PARTLY =
        r"\bqu'(?:a|en|apres|une)\b | \bque\ (?:le|la|a|pour|jusqu|vers|de)\b | \bavant\ \d | \ba\ l'heure
        | \brester\b | \bjusqu'a\ la\ fin | \ble\ matin$ | \bl'apres-midi | \btoute\ la\ | \ben\ entier
        | \bdes\ le\ debut | \baccompagn | \ben\ retard | \bparking | \brepas\b | \bdejeuner\b
        | \b(?:la|present|presente)\ a\ \d | \bdes\ \d | \b(?:au|pour\ le|le)\ debut\b | \bdes\ l'ouverture";
    /// "je ne suis pas sûre de pouvoir venir", "il se peut que je doive annuler".
    DOUBTING =
        r"\bpas\ (?:encore\ )?(?:tout\ a\ fait\ )?(?:sures?\b|certaine?s?\b|surs?(?:\ de\b|\ d'|\ que\b|\ qu'|$)) | \bil\ se\ p(?:eut|ourrait)\b
        | \b(?:je|nous)\ (?:risqu\w+|crain\w+)\b | \bpeut-etre\b | \bsous\ reserve\b | \bj'attends\ (?:de\ savoir|la\ reponse|le\ planning)
        | \bdes\ que\ je\ (?:sais|saurai) | \bsi\ vous\ n'avez\ pas\ de\ nouvelles";
    /// Words for what is not sure to be: "si je ne peux pas venir", "en cas d'empêchement".
    SUPPOSING =
        r"\bsi\ (?:je|nous|on|jamais|elle|il|un|une)\b | \ben\ cas\ d | \bau\ cas\ ou\b | \bsi\ besoin\b";
    /// Away from the office, rather than from the event.
    OUT_OF_OFFICE =
        r"\bdu\ bureau\b | \bjusqu'au\b | \bdu\ \d.*\bau\ \d | \ben\ (?:conge|vacance|arret|formation)
        | \bde\ retour\b";
    /// What somebody else calls off: "nous devons annuler votre commande", "un désistement".
    NOT_OURS =
        r"\bannul\w*\ (?:\w+\ ){0,2}?(?:votre|vos|la\ commande|le\ rendez|notre\ rendez|le\ copil|le\ comite)\b
        | \b(?:un|des|d'eventuels|de|s'il\ y\ a)\ desistements?\b | \bapres\ annulation\b
        | \b(?:inscription|place)\ (?:\w+\ )?(?:au|a\ la|a\ l')\ (?:formation|stage|newsletter|infolettre)";
    /// "me désinscrire de votre liste de diffusion".
    LEAVING_A_LIST =
        r"\b(?:liste|listes)\ (?:de\ (?:diffusion|contacts?|distribution)|d'envoi) | \bnewsletter\b | \binfolettre\b
        | \blettre\ d'info | \bmailing | \b(?:vos|votre)\ (?:fichiers?|base|envois|annonces|mails|messages)\b
        | \bsupprimer\ mon\ adresse | \bne\ plus\ recevoir";
    /// "viendra à ma place", "je serai remplacée par", "ce n'est plus moi mais", "gardez la place".
    REPLACING =
        r"\ba\ (?:ma|sa|notre|leur)\ place\b | \ba\ la\ place\ d | \b(?:me|nous|le|la)\ rempla[c]
        | \b(?:ser\w+|etre)\ remplac | \b(?:ser\w+|etre)\ represente\w*\ par | \bremplac(?:e|ee|es|era)\b
        | \bremplacer?z?\ .*\bpar\b | \ben\ remplacement\ d | \bau\ lieu\ d[e'] | \blieu\ et\ place\b
        | \bchangement\ de\ (?:participant|nom|personne) | \b(?:laiss|ced|donn)\w+\ (?:ma|sa|notre|leur)\ place\b
        | \bn'est\ (?:plus|pas|finalement\ pas)\ (?:moi|nous|lui|elle)\b | \bne\ (?:sera|serai)\ (?:plus|pas)\ moi\b
        | \bc'est\ (?:\w+\ ){0,3}?(?:\w+\ )?.{0,60}\bqui\ (?:me\ |nous\ |le\ |la\ )?(?:represent|viendr|particip|assist|ira|sera|vient)
        | \btransfer\w+\ .{0,30}\b(?:inscription|place) | \b(?:inscription|place)\b.{0,40}\bau\ nom\ d
        | \bgarde[rz]\ (?:la|ma|notre|sa|cette)\ place\b.*$ | \b(?:envoie|enverr\w+|delegue)\ (?:\w+\ )?(?:quelqu'un|un\ collegue|une\ collegue)
        | \brectifier\ (?:la\ liste|le\ nom)";
    /// "je remplace Mme Petit au poste de": a post, not a seat.
    TAKING_OVER_A_POST =
        r"\b(?:au\ poste|sur\ le\ poste|dans\ ses\ fonctions|a\ ce\ poste|partie?\ (?:en|a\ la)\ retraite|annule\ et\ remplace)\b";
}
