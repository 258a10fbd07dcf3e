//! Clauses that answer whether somebody takes the seat that the desk offers.

use super::rules;

rules! {
    /// "oui", "d'accord", "avec plaisir": yes, and nothing else.
    ASSENTING =
        r"^<lead>(?:oui+|oiu|yes|ok|okay|d[' ]accord|entendu|banco|(?:tres )?volontiers|certainement|absolument|parfait(?:ement)?|bien sur(?: que oui)?|bien entendu|tout a fait)<tail>$"
        r"^<lead>oui pour (?:les (?:deux|trois|quatre)|nous (?:deux|trois)|tous|toutes|tout le monde)<tail>$"
        r"^<lead>avec (?:un |grande? |un grand |beaucoup de )?(?:plaisir|joie)<tail>$"
        r"^<lead>(?:ca|cela) (?:marche|roule)<tail>$"
        r"^<lead>(?:c'est|tout est) (?:bon|ok|parfait|d'accord|entendu)<tail>$"
        r"^<lead>(?:je suis |nous sommes )?(?:toujours |bien )?(?:presente?s?|partante?s?|preneu(?:rs?|ses?)|interessee?s?)<tail>$";
    /// "je prends la place", "je confirme ma venue", "je viendrai".
    ACCEPTING =
        r"(?:j'|je |nous |on )(?:l'|les )?accept(?:e|ons|erai|erons)\b"
        r"(?:je|nous|on) (?:la|les) (?:re)?pren(?:ds|d|ons|drai|drons)\b"
        r"^(?:bonjour )?(?:je|nous|on) pren(?:ds|d|ons|drai|drons)$"
        r"(?:je|nous|on) (?:\w+ )?pren(?:ds|d|ons|drai|drons) (?:(?:donc|bien|sur|entendu|volontiers|avec|plaisir|evidemment|toujours) )*(?:la|cette|ma|notre|une|les|ces|<number>) (?:\w+ )?places?\b"
        r"(?:je|nous|on) (?:vous |te )?(?:re)?confirm(?:e|ons)\b(?: (?:bien|donc|aussi|egalement|volontiers|avec plaisir|par la presente))*(?:$| que (?:je|nous|j')| ?(?:<my>|l') ?(?:presence|participation|venue|inscription|accord|interet|place))"
        r"^confirm(?:e|ons|ation de) (?:<my>|la) (?:presence|participation|venue)\b"
        r"(?:je|nous) (?:veux|voulons) (?:bien|toujours|(?:de )?(?:la|cette) place)\b"
        r"(?:je|nous) (?:suis|sommes|serai|serons|reste|restons) (?:\w+ ){0,3}?(?:partante?s?|preneu(?:rs?|ses?)|d'accord|interessee?s?(?:$| (?:par (?:la|cette|une) (?:place|seance|rencontre)|et)))\b"
        r"(?:je|nous) (?:suis|sommes|serai|serons) (?:\w+ ){0,2}?(?:presente?s?|des votres|parmi vous|avec vous|au rendez-vous)\b"
        r"(?:je|nous) (?:suis|sommes|serai|serons) (?:\w+ ){0,2}?(?:disponibles?|dispos?|libres?)(?:$| (?:et|ce jour|a cette date|pour (?:le|la|cette|venir|particip\w+)|(?:le )?<day>))"
        r"(?:je|j'y|nous|on) ser(?:ai|ons|a) (?:\w+ )?la(?:$| (?:et|le|pour|avec|comme|<day>))"
        r"(?:je|j'y|nous|on) (?:\w+ ){0,2}?(?:viendr(?:ai|ons|a)|participer(?:ai|ons|a)|assister(?:ai|ons|a)|participe|participons|assiste|assistons)\b"
        r"(?:je|nous|on) (?:\w+ ){0,2}?vi?en(?:s|ons|t)(?:$| (?:bien|donc|toujours|volontiers|avec plaisir|jeudi|le \d))"
        r"j'y (?:serai|vais|participe)\b"
        r"j'en suis\b"
        r"nous en sommes\b"
        r"compte[rz][ -](?:sur )?(?:moi|nous)\b"
        r"(?:merci|veuillez|vous pouvez|pouvez-vous) (?:de |donc |bien vouloir )*(?:m'|me |nous )(?:inscrire|compter|noter|ajouter|(?:garder|reserver) (?:la|cette|une|ma) place)\b"
        r"compter sur (?:moi|nous|ma|notre)\b"
        r"(?:inscrivez|notez|ajoutez|comptez)[ -](?:moi|nous)\b"
        r"(?:gard|reserv)ez[ -](?:moi|nous) (?:bien |donc )?(?:la|cette|ma|une|les|<number>) places?\b"
        r"(?:je|nous) (?:maintiens|maintenons|valide|validons)\b"
        r"(?:je|nous) (?:peux|pourrai|pouvons|pourrons|vais pouvoir|allons pouvoir) (?:\w+ ){0,2}?<come>"
        r"(?:je|nous) (?:souhaite|souhaitons|desire|veux|voudrais) (?:\w+ ){0,2}?(?:<come>|prendre|garder|beneficier|(?:la|cette) place)"
        r"(?:ca|cela) (?:me |nous )?(?:convient|va|arrange)\b"
        r"(?:ravie?s?|heureu\w+|contente?s?) d(?:e |')(?:la |y |pouvoir )?(?:venir|particip\w+|assist\w+|prendre|accepter|beneficier|etre|me joindre)"
        r"^(?:il|elle|ils|elles) (?:accept|confirm|viendr|participer|prend|ser(?:a|ont) (?:\w+ )?(?:present|la\b|des votres))";
    /// "très bien", "c'est noté": it is heard, and gladly.
    WELCOMING =
        r"^<lead>(?:super|genial|formidable|impeccable|excellent\w*|tres bien|(?:bien )?note|c'est (?:bien )?note|bien recu|(?:quelle |c'est une )?(?:bonne|super|excellente) nouvelle)<tail>$";
    /// "à jeudi", "rendez-vous le 24".
    LOOKING_FORWARD = r"^(?:et |donc )*(?:a|au|rendez-vous|rdv|a tres bientot|on se voit)(?: donc)?(?: le)? <day>\b";
    /// "non", "non merci": no, and nothing else.
    REFUSING = r"^<lead>(?:non|no|negatif)<tail>$";
    /// "je laisse ma place", "je ne suis plus disponible", "j'ai pris un autre engagement".
    LETTING_GO =
        r"n'accept\w+ (?:pas|plus)\b"
        r"(?:peux|peut|pouvons|pourrai|pourrons) (?:\w+ )?(?:pas|plus) (?:l'|la |les |y )?(?:accepter|prendre)\b"
        r"(?:je|nous|on) (?:\w+ )?(?:refus(?:e|ons)|passe mon tour)\b"
        r"ne (?:la |les )?pren(?:ds|d|ons|drai|drons) (?:pas|plus)\b"
        r"(?:suis|sommes|serai|serons|est|sera) (?:\w+ )?(?:plus|pas) (?:\w+ )?(?:dispo\w*|interess\w+|libres?|preneu\w+|partante?s?|en mesure)\b"
        r"^(?:plus|pas) (?:dispo\w*|interess\w+|libres?)\b"
        r"(?:peux|peut|pouvons|pourrai|pourra|pourrons|pourrais) (?:\w+ )?(?:plus|pas)(?:$| (?:finalement|malheureusement|helas|ce jour|me liberer|y aller|<day>))"
        r"(?:laiss|ced|rend|liber)\w* (?:donc |volontiers |bien )?(?:ma|notre|la|cette|sa) place\b"
        r"trop tard\b"
        r"impossible (?:pour (?:moi|nous)|d'y|de me liberer)\b"
        r"(?:j'ai|nous avons) (?:\w+ )?(?:une? |d')autres? (?:engagements?|rendez-vous|rdv|reunions?|obligations?)"
        r"(?:pris|prevu|accepte|programme|planifie|prendre) (?:\w+ )?(?:une? |d')?autres? (?:engagements?|rendez-vous|rdv|chose|reunions?|obligations?|dispositions?|activites?)"
        r"(?:prise?s?|engagee?s?|retenue?s?|occupee?s?|organisee?s?) (?:ailleurs|autrement|par ailleurs|de (?:mon|notre) cote)"
        r"passe[rz]? (?:au suivant|a la personne suivante|mon tour)"
        r"n'en (?:ai|avons|veux|voulons) (?:plus|pas)\b"
        r"(?:ai|avons) plus besoin\b"
        r"ne (?:souhait|desir|veu|voul|compt)\w+ (?:pas|plus) (?:y )?(?:<come>|(?:de )?(?:la|cette|ma) place|prendre (?:la|cette)|garder (?:la|cette|ma)|donner suite)"
        r"(?:pas|plus) (?:possible )?pour (?:moi|nous)(?:$| (?:finalement|malheureusement|cette fois))"
        r"(?:ce sera|ca sera|faites) sans (?:moi|nous)\b"
        r"confirm\w* .{0,20}\b(?:absence|annulation|desistement|refus)\b"
        r"(?:donn|propos|attribu|offr|ced)\w* (?:donc )?(?:ma|la|cette|notre) place\b";
    /// "peut-être", "gardez-moi sur la liste", "avec une collègue": neither a yes nor a no.
    HEDGING =
        r"(?:peut-etre|sous reserve|a condition|a moins (?:que|qu'|d)|en principe|normalement|a priori|probablement|sans doute|ca depend\w*|selon)\b"
        r"(?:j'espere|je pense|je crois|nous pensons|nous esperons)\b"
        r"(?:je|on|nous) (?:vais|va|allons|dois|doit|devons) (?:\w+ )?(?:voir|essayer|tenter|verifier|demander|reflechir|m'organiser)\b"
        r"(?:j'essai\w+|je verrai|on verra|je ne sais|je sais pas|nous ne savons)\b"
        r"(?:redirai|redis|tiendrai|tiens au courant|confirmerai|confirmerons|recontacterai)\b"
        r"confirm\w* (?:des que|plus tard|demain|lundi|ulterieurement|d'ici|dans la)\b"
        r"(?:seulement|uniquement|(?:qu'une|qu'un|que deux)\b)"
        r"(?:gard|rest|laiss|conserv|mainten|maintien|remett|remet|replac)\w*[ -](?:\w+ ){0,3}?(?:sur|dans|en) (?:la |votre |une )?(?:liste|attente)"
        r"(?:prefer|souhait|voudr)\w* (?:\w+ )?(?:rester|attendre|reporter)\b"
        r"a (?:deux|trois|plusieurs)\b"
        r"(?:avec|et) (?:une?|ma|mon|mes|deux|notre|nos|des) (?:autres? )?(?:coll?egues?|amie?s?|mari|femme|epou\w+|personnes?|stagiaires?|voisine?s?|binome)\b"
        r"accompagn";
    /// "oui pour Marie", "non sauf si": for somebody or something only.
    IN_PART = r"^<lead>(?:oui|non|ok) (?:pour|si|sauf|a|au|en)\b";
    /// "oui pour Marie, non pour Paul": a whole sentence.
    YES_AND_NO =
        r"oui (?:pour|a)\b.*\b(?:non|pas) (?:pour|a)\b"
        r"non (?:pour|a)\b.*\boui (?:pour|a)\b";
    /// "si", said of what is not sure to be.
    SUPPOSED =
        r"si (?:oui|je|j'|nous|vous|on|c'est|ca|cela|<my>|la|le|les|une?|il|elle|tout|possible|toutefois)"
        r"s'(?:il|ils|elle)\b";
    /// "pas de souci", "ce n'est pas un problème": the no before it is none.
    NO_TROUBLE =
        r"(?:pas|aucun|sans|nul) (?:de |d'|un |une |du tout de )?(?:soucis?|problemes?|difficultes?|gene|inconvenient|empechement|imprevus?|contretemps)\b"
        r"sauf (?:gros |grand )?(?:imprevus?|empechement|contretemps|contrordre|contre-ordre)\b"
        r"(?:ne|n') ?(?:\w+ )?(?:pose|derange|gene)\w* (?:pas|aucun|en rien)";
    /// "j'ai bien reçu", which a yes may answer.
    RECEIVED = r"(?:ai|avons|a) (?:\w+ )?(?:recu|lu|vu|pris connaissance)\b";
    /// Everybody for whom the writer can speak: "nous ne viendrons pas", "annuler nos inscriptions".
    ALL_OF_US =
        r"(?:nous|on) (?:ne |n')?(?:\w+ )?(?:viendr|pourr|ser(?:ons|a)\b|particip|assist|pouvons|peut\b|sommes|venons|vient\b|pouvions)"
        r"nous (?:ne |nous )?(?:\w+ ){0,2}?(?:annul|desist|renonc|declin|declar)"
        r"nous (?:devons|sommes (?:contraint|oblige)\w*|preferons|souhaitons|voudrions|allons) (?:\w+ ){0,3}?(?:annul|desist|renonc|declin)"
        r"(?:nos|toutes? (?:les|nos|ces)|les (?:deux|trois|quatre|cinq|\d+)|l'ensemble (?:des|de nos|de ces)) (?:\w+ )?(?:inscription|participation|place|reservation)"
        r"(?:inscription|participation|venue|presence)s? de (?:tous|toutes?|notre|l'ensemble de) (?:l'|notre |la )?(?:equipe|groupe|delegation|structure|association|service|ensemble|monde)\b"
        r"(?:inscription|participation)s? de l'(?:equipe|association|ensemble)"
        r"(?:inscription|participation)s? d(?:u|e la) (?:groupe|delegation)"
        r"(?:aucune?|personne|nul) (?:de|d'entre|parmi|chez) (?:nous|notre|l'equipe|nos)"
        r"(?:notre |l'|le |la )(?:association|equipe|groupe|delegation|structure|collectif|conseil citoyen|mairie|commune|service) (?:ne |n')"
        r"(?:mes|nos) coll?egues et moi\b"
        r"annul\w* (?:\w+ )?(?:tous|toutes|tout|le tout|pour (?:nous|tous|tout le monde))\b"
        r"notre (?:participation|venue|presence|desistement|annulation)\b"
        r"(?:rendons|liberons|redonnons|laissons) (?:nos|les) places\b";
    /// "pas tous", "plus que deux": not everybody.
    NOT_ALL =
        r"(?:pas|plus) (?:\w+ )?(?:tous|toutes|au complet|les deux|ensemble)\b"
        r"(?:plus|pas) (?:aussi )?(?:nombreu|que )"
        r"(?:l'un|l'une|une?|deux) (?:d'entre|de) nous\b"
        r"(?:une|deux|trois) personnes?\b"
        r"sauf\b";
}
