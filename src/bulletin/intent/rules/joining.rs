//! Clauses by which people register, or only seem to.

use super::rules;

rules! {
    /// "je m'inscris", "merci d'inscrire Mme Petit", "mon bulletin", "réserver une place".
    JOINING =
        r"(?:m'|l'|les |nous )y inscri(?:re|s|t|vons|vez)\b"
        r"on s'inscrit\b"
        r"^si oui$"
        r"(?:la|l'|les) ?(?:report|bascul|transfer)\w+ (?:sur|au|a|vers)\b"
        r"(?:mett|placer|placez|port)\w* (?:\w+ ){0,2}?(?:sur|dans|en) (?:la |votre )?liste\b"
        r"(?:mett|placer|placez|port)\w* (?:\w+ ){0,2}?(?:en|sur) (?:liste d'|)attente\b"
        r"enregistrer pour (?:la|le|cette)\b"
        r"(?:pouvez|pourriez|peux|pourrais)[ -](?:vous |tu )r?ajouter (?:m |mme )?[a-z'-]{2,} [a-z'-]{2,}$"
        r"(?:report|bascul|transfer)\w* (?:mon inscription|ma (?:place|participation|demande)|la|l'inscription) (?:\w+ )?(?:sur|au|a|vers|pour)\b"
        r"(?:m'|me |nous |m)(?:re)?inscri(?:s|t|re|vons|vez)\b"
        r"(?:re)?inscrivez[ -](?:moi|nous|la|le|les|mme|m)\b"
        r"(?:re)?inscri(?:re|s|vons)\b"
        r"(?:soit|soient|etre) (?:re)?inscrit"
        r"<my> (?:<number> )?(?:bulletins?|inscriptions?|fiches?)\b"
        r"(?:pour|l'|d'|les|des|nos|<number>) ?inscriptions? (?:de|d'|pour|a)"
        r"^(?:pour |demande d')?inscriptions? (?:de|d'|pour|a|au|mme|m|mr|mlle|\d+)\b"
        r"^pour inscription"
        r"(?:reserv|gard|reten|retien|bloqu|prevo)\w*[ -](?:moi |nous |lui |leur )?(?:<number>|ma|sa|notre|des|les) places?"
        r"(?:prend\w*|veu[xt]|voudrais|souhait\w+|demande) (?:bien )?<number> places?"
        r"(?:ajout|rajout)\w+ .*\b(?:participant|liste|inscrit)"
        r"(?:ajout|rajout|not|mett)ez[ -](?:moi|nous)\b"
        r"compter?z?[ -](?:parmi |(?:aussi )?(?:sur|avec) (?:ma|notre|moi|nous|la presence)\b|moi\b|nous\b)"
        r"nous compter\b"
        r"(?:noter|enregistrer|prendre) (?:<my> |l')inscription$"
        r"^(?:les |nos |voici (?:les |nos )|liste des )?participante?s? (?:de|du|d'|pour|au)\b"
        r"(?:pouvez|pourriez|merci de|veuillez)\b.*\bprendre en compte$"
        r"pren(?:dre|ez|ds) (?:bien )?en compte\b.*\b(?:personnes?|inscriptions?|participants?|participation|demande)\b"
        r"(?:ajout|rajout|inscri)\w* (?:une?|deux|ma|mon|notre) (?:autre )?(?:collegues?|personnes?|participante?s?|autre)\b"
        r"(?:my|our) registrations?\b"
        r"register (?:me|us)\b"
        r"(?:m'|me |nous |l'|la |le |les |lui |y )(?:compter|ajouter|rajouter|noter|enregistrer)\b"
        r"^(?:vous )?not(?:ez|er)(?:$| (?:svp|donc|mme|m|mr|la|les))\b"
        r"veuillez (?:noter|enregistrer) (?:la|ma|notre|sa) (?:participation|presence)"
        r"^(?:voici )?(?:le |un )?bulletins? (?:d'inscription )?(?:de|d'|pour) (?:mme|m|mr|mlle|mon|ma|notre)\b";
    /// "je m'inscris", "inscrivez-moi", "je souhaite participer": the writer herself.
    ONESELF =
        r"(?:m'|me |m'y |m )(?:re)?(?:inscri|compter|noter|mettre|ajouter|garder|reserver)"
        r"(?:inscri|not|compt|ajout|mett)\w+[ -](?:sur )?moi\b"
        r"ma (?:participation|presence|venue|inscription)\b"
        r"je (?:\w+ ){0,3}?(?:participe|viens|viendrai|assiste|souhaite|voudrais|aimerais|suis preneu)";
    /// "ma collègue souhaite s'inscrire".
    WISHING =
        r"(?:souhait|voudr|aimer|desir|veu|tien)\w* (?:egalement |aussi |vraiment )?s'inscrire\b";
    /// "ci-joint le bulletin", "voici la fiche remplie".
    ENCLOSING =
        r"(?:ci-?joint\w*|joint\w*|voici|voila|trouver\w*|piece jointe|pj)\b.*\b(?:bulletins?|inscriptions?|coupons?)\b"
        r"(?:ci-?joint\w*|joint\w*|voici|voila|trouver\w*|piece jointe|pj)\b.*\b(?:formulaires?|fiches?)(?: d'inscription| de participation| ci-?joint| dument| complete| rempli|$)"
        r"(?:vous|le|la|les) (?:envoi|adress|transmet|renvoi|renvoy|retourn)\w*\b.*\b(?:bulletins?|inscriptions?|coupons?)\b"
        r"(?:vous|le|la|les) (?:envoi|adress|transmet|renvoi|renvoy|retourn)\w*\b.*\b(?:formulaires?|fiches?)(?: d'inscription| de participation| ci-?joint| dument| complete| rempli|$)"
        r"(?:bulletins?|coupons?)\b.{0,30}\b(?:ci-?joint|joint|complete|rempli|renseigne|en pj|en piece)"
        r"(?:formulaires?|fiches?)(?: d'inscription| de participation)?(?: dument)? (?:ci-?joint|joint|complete|rempli|renseigne|en pj|en piece)";
    /// "je viendrai", "nous serons trois", "je souhaite participer", "je confirme ma présence", "j'en suis":
    /// a registration if it is about one of the events.
    COMING =
        r"(?:je|j'y|nous|on) (?:\w+ ){0,3}?(?:particip(?:e|ons|erai|erons|era)|viendr(?:ai|ons|a)|assist(?:e|ons|erai|erons|era))\b"
        r"(?:je|j'y|nous|on) (?:\w+ ){0,3}?vi?en(?:s|ons)(?:$| (?:bien|donc|aussi|pour|au?|aux|avec|le|seule?|accompagne\w*|finalement|quand|toujours))"
        r"^(?:y )?(?:participer(?:ai|ons)|assister(?:ai|ons)|viendr(?:ai|ons)|ser(?:ai|ons) presente?s?)\b"
        r"(?:serai|serons) (?:\w+ )?(?:present|la\b|des votres|parmi|avec vous|<number>)"
        r"(?:on|nous) ser(?:a|ons) <number>"
        r"(?:souhait|voudr|aimer|desir|veu[xt]|voul)\w* (?:\w+ ){0,2}?(?:particip|assist|venir|etre present)"
        r"(?:ma|notre|sa|leur|nos) (?:participation|presence|venue)\b"
        r"(?:la|une) (?:participation|presence|venue) (?:de|d')"
        r"(?:je|on|nous) (?:\w+ )?(?:peux|peut|pouvons|vais pouvoir|pourr(?:ai|ons)) (?:\w+ ){0,2}?<come>"
        r"pourr(?:ai|ons) (?:\w+ )?<come>"
        r"(?:ok|oui|d'accord|partante?) pour (?:moi|nous|le \d|jeudi|la|cette)\b"
        r"j'en (?:suis|serai)(?:$| (?:pour|aussi|avec|merci))"
        r"nous en sommes\b"
        r"^(?:moi|nous) (?:oui|si)\b"
        r"reviens (?:donc )?vers vous pour (?:le|la|cette)\b"
        r"(?:heureu\w+|ravie?s?|content\w*|plaisir|honneur|joie) d(?:e |')(?:en etre|y etre|etre|particip|venir|assist|me joindre|nous joindre)"
        r"^(?:je (?:suis|serai) |nous serons )?presente?s?$"
        r"(?:idem|pareil|de meme) pour (?:moi|nous)\b"
        r"(?:moi|nous) aussi(?:$| je)"
        r"(?:me|nous) (?:joins|joindrai|joignons)\b"
        r"(?:date|seance|rencontre)\b.{0,30}\b(?:me|nous) (?:convien\w+|va|interesse)"
        r"(?:vient|viendra|participe|participera|sera la) (?:egalement |aussi )?avec moi\b"
        r"je (?:suis|serai) (?:\w+ )?(?:partante?|preneu\w+)\b"
        r"j'y serai\b"
        r"puis-je (?:encore )?(?:assister|participer|venir|me joindre)"
        r"je (?:la|les) prends\b"
        r"engag\w* a <come>"
        r"(?:confirm|annonc|inform)\w* .{0,20}(?:participation|presence|venue)\b"
        r"(?:would like|want|wish) to (?:attend|register|participate|come)"
        r"j'assist(?:e|erai)\b"
        r"c'est (?:moi|nous) qui (?:vi|particip|assist)"
        r"voici (?:donc )?(?:les|mes|ses|nos|leurs) (?:renseignements|coordonnees|informations|infos|elements)"
        r"(?:donne|envoie|indique|communique) (?:donc )?(?:tout|les (?:infos|renseignements|informations|elements|coordonnees))"
        r"(?:document|doc|fichier|formulaire|fiche|feuille|papier) .{0,20}(?:complete|rempli|renseigne)";
    /// "Mme Petit participera", "deux personnes viendront".
    OTHERS_COMING =
        r"(?:participer(?:a|ont)|assister(?:a|ont)|viendr(?:a|ont))\b"
        r"(?:est|sont|serai(?:t|ent)) (?:\w+ )?(?:interessee?s?|partante?s?|disponibles?|volontaires?|preneu\w+)\b"
        r"ser(?:a|ont) (?:\w+ )?(?:presente?s?|des votres|representee?s?)\b";
    /// A subject: "Inscription 24 mars", "Bulletin d'inscription".
    ANNOUNCING =
        r"^(?:bulletins? d'|demande d'|(?:le |pour le )?\d{1,2}(?:er)? \w+ )?inscriptions?\b";
    /// "voici le nécessaire", "il manquait ma structure": an answer to what the desk asked for.
    SUPPLYING =
        r"(?:voici|voila|ci-apres|ci-dessous)\b"
        r"il s'agit (?:de|d'|du)\b"
        r"manqu\w+"
        r"compl(?:ement|ete|eter)\b"
        r"<my> (?:coordonnees|renseignements|informations|infos|elements|structure|nom|prenom)\b"
        r"(?:renseignements|informations|infos|elements) (?:demande|manquant)";
    /// "je ne pourrai pas m'inscrire", "avant de m'inscrire", "comment s'inscrire": nobody registers.
    NOT_JOINING =
        r"(?:ne|n') ?(?:\w+ ){0,4}?(?:pas|plus|point|rien|jamais|meme)\b.*\b(?:inscri|place)"
        r"(?:ne|n') ?(?:pourr\w+|peu[xt]|pouvons|peuvent|puis|souhait\w+|vais|veu[xt])\b.*\binscri"
        r"avant (?:de\b|que\b|d').*\binscri"
        r"(?:je|nous) ne (?:me|nous) suis jamais"
        r"jamais (?:\w+ )?inscri"
        r"pas (?:encore )?(?:pu )?(?:m'|me |nous )inscri(?:re|s)\b"
        r"ne (?:me |m'|nous |l'|les |la |le )?inscri\w+ (?:donc |plus |surtout )?(?:pas|plus)\b"
        r"(?:place|stationnement|parking)\b.{0,15}\b(?:handicap\w*|pmr|voiture|vehicule|parking|stationnement|camion\w*)\b"
        r"(?:reflechi|garanti)\w*\b"
        r"comme (?:prevu|convenu|annonce)\b"
        r"(?:pens|hesit|envisag)\w+ (?:a|de) (?:m'|me |nous )inscri"
        r"si (?:je|nous) (?:m'|nous )inscri";
    /// "je ne demande pas à participer", "inutile de m'inscrire", "ne les inscrivez pas".
    ABSTAINING =
        r"(?:inutile|pas la peine|pas besoin) de (?:nous |me |m'|les |l'|la )?(?:compter|inscri|garder|reserver|ajouter)"
        r"ne (?:demand|souhait|desir|veu|compt|pens|envisag)\w+ (?:donc )?pas (?:\w+ )?(?:particip|venir|assist|y |m'inscri|etre inscri)"
        r"(?:inutile|pas la peine|pas besoin|sans) (?:de )?(?:m'|nous |l'|les |la |le )inscri"
        r"ne (?:m'|nous |l'|les |la |le |me )inscri\w+ (?:donc |plus |surtout )?pas\b"
        r"ne (?:me |m'|nous )?inscri\w* (?:donc )?pas\b"
        r"(?:ne|n') ?(?:\w+ )?(?:concern|interess)\w+ (?:\w+ )?(?:pas|plus)\b"
        r"(?:ne reste|ne resterai|ne resterons|ne restons) pas (?:a|pour) (?:la|cette)\b";
    /// "inscrire mon fils au centre aéré": what nobody registers for at a desk.
    ELSEWHERE =
        r"(?:centre (?:aere|de loisirs)|creche|cantine|garderie|tournoi|brocante|vide-grenier|loto|colonie)\b"
        r"inscri\w* .*\b(?:au|aux|a la|a l'|a une?|a des|a vos|en|dans) ?(?:\w+ )?(?:ecole|college|lycee|universite|cours|stages?|club)\b"
        r"inscri\w* .*\b(?:au|aux|a la|a l'|a une?|a des|a vos|en|dans) ?(?:\w+ )?(?:chorale|marche|course|concours|bafa|cap|permis)\b"
        r"inscri\w* .*\b(?:au|aux|a la|a l'|a une?|a des|a vos|en|dans) ?(?:\w+ )?(?:colloque|congres|assises|festival|webinaire)\b"
        r"inscri\w* .*\b(?:au|aux|a la|a l'|a une?|a des|a vos|en|dans) ?(?:\w+ )?(?:formations?|salon|sortie|voyage|sejour|newsletter|infolettre)\b";
    /// "je serai là pour animer l'atelier", "mon intervention": who speaks there takes no seat.
    SPEAKING =
        r"(?:anim(?:er|erai|e|ation)|interven(?:ir|tion|ant\w*)|interviendr\w+|co-?anim\w+)\b.{0,60}\b(?:atelier|seance|debat|rencontre|table ronde|matinee|travaux|groupe|comme convenu|$)"
        r"presenter (?:le|la|les|mon|notre)\b.{0,60}\b(?:atelier|seance|debat|rencontre|table ronde|matinee|travaux|groupe|comme convenu|$)"
        r"mon (?:intervention|diaporama|atelier|powerpoint|temps de parole)\b"
        r"en tant qu'(?:intervenant|animat)";
    /// "la prochaine séance", "si vous en organisez une autre": what is asked for there is for later.
    LATER =
        r"(?:une|la|autre|votre) (?:prochaine|autre|nouvelle|troisieme) (?:seance|session|rencontre|date|edition|fois)"
        r"si vous (?:\w+ ){0,2}?organis\w+"
        r"(?:autres|prochaines|nouvelles|futures) (?:seances|sessions|rencontres|dates)"
        r"ulterieure?ment\b"
        r"pour la (?:prochaine|suite)\b"
        r"une autre fois\b"
        r"(?:a|de|pour) la (?:suivante|prochaine)\b"
        r"d'autres (?:dates|rencontres|seances)";
    /// Somebody invites or asks the reader: "inscrivez-vous", "merci de confirmer votre présence".
    INVITING =
        r"(?:de|pour|a|pouvez|devez|faut|souhaitez|voulez) vous (?:y )?inscrire\b"
        r"vous (?:y )?(?:des)?inscrivez\b"
        r"inscrivez-vous"
        r"votre (?:inscription|participation|presence|venue)\b"
        r"nous (?:retourner|renvoyer|adresser|faire parvenir)\b"
        r"vous (?:inviter|invitons|invite|convier|convions|accueillir)\b"
        r"(?:notre|nos) (?:invitation|colloque|assemblee|ag|universite|journee|seminaire|evenement|formation|stage|forum|salon|conference|manifestation|soiree|fete|programme)\b"
        r"que vous (?:\w+ )?(?:particip|ven|assist|soyez)"
        r"(?:inscriptions? obligatoires?|places limitees|dans la limite des places)\b"
        r"vous ne "
        r"s'inscri(?:re|vez|ve|vent)\b"
        r"(?:t'y|t') ?inscri"
        r"vous compter parmi\b"
        r"il suffit de\b"
        r"inscrire (?:vos|votre)\b"
        r"(?:bulletins?|fiches?|formulaires?|coupons?) (?:d'inscription |de participation )?vierges?\b"
        r"a (?:renvoyer|retourner|adresser) (?:directement |avant \w+ )?(?:a l'|a |au |aupres)"
        r"se (?:des)?inscri";
    /// The words that any message about registering has.
    REGISTERING =
        r"inscri"
        r"bulletin"
        r"particip"
        r"coupon"
        r"votre (?:formulaire|fiche d)"
        r"(?:dans|sur|de) (?:la|votre) liste\b"
        r"listes? des (?:inscrits|participants)";
}
