//! Clauses by which people withdraw, or only seem to.

use super::rules;

rules! {
    /// "annuler mon inscription", "je me désiste", "ANNULER", "inutile de me garder une place".
    CANCELLING =
        r"annul\w* .{0,20}\b<seat>"
        r"annulation (?:d'|de (?:l'|<my>) ?)<seat>"
        r"(?:dois|doit|devons|devoir|contraint\w*|oblig\w*|veuillez|demande|prie|souhait\w+|voudrais|prefer\w+|merci|je|j'|nous) ?(?:(?:\w+ment|helas|donc|bien|vraiment) )*(?:d'|de l'|l'|bien vouloir |vous prie d')?annul(?:er|e|ons|ez)\b(?:$| (?:pour|le \d|du \d|finalement|merci|desole))"
        r"^(?:\w+ )?annul(?:er|ation|e|ez)(?: merci)?$"
        r"(?:je|nous|me|se|moi|dois|devons) (?:\w+ ){0,2}?desist(?:e|er|ons|ent|era|erons|eront)\b"
        r"(?:mon|notre|son) desistement\b"
        r"^desistement\b"
        r"(?:noter|enregistrer|annonce|signale|confirme)\w* .{0,20}desistement\b"
        r"decommand(?:e|er|ons)\b"
        r"des?in?scri(?:re|ption|s|vez)\b"
        r"(?:retir|supprim|enlev|ray|radi|desinscri)(?:er|ez|e) .*(?:inscription|participation|\bnom\b|liste\b)"
        r"(?:ray|radi|retir|enlev|supprim)ez[ -](?:moi|nous)\b"
        r"(?:me|nous|le|la|les|l') ?(?:rayer|radier|retirer|enlever|oter|desinscrire)\b"
        r"(?:sort|ot|enlev|retir|supprim|effac|barr|ray|desinscri)\w* (?:[\w'-]+ ){0,3}?(?:de|sur) (?:la |votre |vos |cette )?listes?\b"
        r"(?:retir|enlev|ray|barr|ot|desinscri|annul)(?:er|ez) (?:donc )?(?:m|mr|mme|mlle|notre collegue|ma collegue|mon collegue)\b"
        r"(?:retir|enlev|ray|barr|desinscri)(?:er|ez) (?:donc )?[a-z-]{4,} [a-z'-]{3,}$"
        r"annul(?:er|ez|e|ons) (?:\w+ )?(?:la (?:premiere|seconde|deuxieme|derniere)|les deux|l'une|le tout|tous|toutes|tout|ca|cela|pour (?:moi|nous))\b"
        r"(?:liber|redonn|rend|remet|attribu)\w* (?:ma|la|notre|nos|sa|leur|cette|mes) places?\b"
        r"la place profite\b"
        r"tombe\w* a l'eau\b"
        r"(?:ma|notre|sa) place (?:peut|pourra|profite|soit|est|sera)\b"
        r"remet\w* .{0,20}\bplaces?\b.{0,20}\b(?:jeu|disposition)"
        r"(?:inutile|plus (?:la )?(?:peine|besoin)|ne pas|ne \w+ (?:pas|plus)) (?:de )?(?:me |nous )?(?:gard|conserv|reserv)\w*\b"
        r"ne (?:souhait|desir|veu|voul)\w+ (?:donc )?(?:plus|pas) (?:rester|etre|figurer) (?:sur|en|dans) (?:la |votre )?(?:liste|attente)"
        r"annul\w* .{0,30}\b[2-9b-df-hj-np-tv-xz]{3}-[2-9b-df-hj-np-tv-xz]{4}\b"
        r"laisse[rz]? tomber\b"
        r"(?:pouvez|pourriez|peux|pourrais)[ -](?:vous |tu )?annuler(?:$| (?:pour|merci|tout))"
        r"annulations? (?:pour|de) (?:m|mr|mme|mlle|monsieur|madame)\b"
        r"declar\w+ forfait\b"
        r"(?:faire|fera|ferez|continuer) sans (?:moi|nous)\b.*$";
    /// "je laisse ma place à quelqu'un d'autre": to whomever the desk likes.
    GIVING_UP =
        r"(?:laiss|ced|donn|rend)\w+ (?:ma|sa|notre|leur|la) place (?:a (?:quelqu'un|une? autre|d'autres|la personne|ceux|celles)|au suivant)"
        r"(?:attribu|propos|donn)\w+ (?:ma|sa|notre|leur|la) place\b(?:$| (?:a (?:quelqu'un|une? autre|d'autres|la personne|ceux|celles|qui)|au suivant|car|et|si|merci))";
    /// "merci de ne pas annuler", "je reviens sur mon désistement", "ne tenez pas compte de mon annulation".
    NOT_CANCELLING =
        r"ne (?:\w+ )?(?:pas|rien)\b.*\b(?:annul|desist|supprim|retir)"
        r"n'annul(?:ez|er|e|ons) (?:\w+ )?(?:pas|rien|plus)"
        r"n'a(?:i|vons) (?:pas|jamais|rien) (?:\w+ ){0,2}?(?:annul|desist|renonc)"
        r"(?:avais|avait|avions) (?:\w+ ){0,3}?(?:annul|desist|d[e'] ?l?'?annul)"
        r"ne (?:me )?desist\w* pas"
        r"ne (?:m'|me |nous |l'|les? |la )(?:annul|desinscri|supprim|retir|ray)\w* (?:\w+ )?(?:pas|plus|rien)\b"
        r"(?:tenir|tenez) (?:pas )?compte de .*\b(?:annul|desist|mail|message|courriel|precedent)"
        r"revien\w* sur "
        r"n'en tenez (?:donc )?pas compte\b"
        r"(?:recuper|repren|retrouv)\w* (?:ma|notre|la|une|sa) place\b"
        r"<my> (?:annulation|desistement) (?:est|etait) une erreur"
        r"(?:c'est|c'etait|il s'agit d') ?(?:\w+ ){0,3}?(?:une )?(?:erreur|meprise|malentendu)\b"
        r"(?:oubliez|ignorez) <my> (?:annulation|desistement|dernier|precedent)";
    /// "ne pourra pas participer", "nous ne viendrons plus", "je ne peux être des vôtres".
    STAYING_AWAY =
        r"(?:ne|n')? ?(?:pourr(?:ai|as|a|ons|ont|ais|ait|ions|aient)|peu[xt]?|peuvent|pouvons|puis|suis|est|sommes|ser(?:ai|a|ons|ont))\b(?: \w+){0,3}? (?:pas|plus|point)\b.*<come>"
        r"(?:ne|n') ?(?:(?:me|se|nous|m') ?)?(?:pourr(?:ai|a|ons|ont|ais|ait)|peu[xt]|peuvent|pouvons|puis|puisse|puissions|puissent|pouvant|pouvoir|saur\w+) (?:[\w']+ ){0,4}?<come>"
        r"(?:aucune?|personne|nul)\b.{0,20}\bne (?:pourr\w+|viendr\w+|peu\w+|ser\w+|particip\w+)\b"
        r"(?:serai|sera|serons|seront|suis|sommes|pourr\w+|peux)\b(?: \w+){0,2}? (?:pas|plus) (?:\w+ )?la\b"
        r"(?:viendr\w+|viens|vient|viennent|venons|particip(?:e|ons|erai|era|erons|eront)|assist(?:e|ons|erai|era|erons|eront))\b(?: \w+){0,2}? (?:pas|plus)\b"
        r"(?:vais|va|allons|vont)\b(?: \w+){0,2}? (?:pas|plus) (?:(?:\w+ment|helas|donc) )*(?:pouvoir(?: (?:\w+ment|helas|donc|y))*(?:$| .{0,20}<come>| aller\b)|y aller\b|<come>)"
        r"(?:irai|ira|irons|iront)\b(?: \w+){0,2}? (?:pas|plus)\b"
        r"(?:incapacite|impossibilite) (?:\w+ )?d(?:e |').*<come>"
        r"ni .{2,60} (?:ne |n')(?:\w+ )?(?:pourr|viendr|ser|particip|assist|peu|vien)\w*"
        r"(?:suis|sommes|ser(?:ai|ons))\b(?: \w+){0,2}? pas (?:\w+ )?(?:disponibles?|dispos?|libres?) (?:le )?<day>"
        r"m'empeche\w* d[e'].*<come>"
        r"plus (?:en mesure|possible|disponible|libre|en poste)"
        r"pas possible (?:pour (?:moi|nous|lui|elle)|de (?:me |nous )?<come>)"
        r"(?:ce|cela|ca) (?:ne )?(?:sera|va|est) (?:\w+ )?pas (?:etre )?possible\b"
        r"(?:mort|rape|cuit|foutu|fichu|loupe) pour (?:moi|nous|jeudi|le|cette|demain)"
        r"il n'y aura (?:donc )?(?:personne|plus)\b"
        r"(?:not|compt)\w+ (?:\w+ )?(?:absente?|excusee?)s?\b"
        r"faux[ -]bond\b"
        r"n'(?:ai|avons|a) plus besoin de (?:ma|la|cette|notre|nos|sa) places?\b"
        r"(?:n'y|ne) ser(?:ai|a|ons|ont) (?:\w+ )?pas(?:$| (?:la|present|parmi|des|avec))"
        r"(?:je|nous) (?:ne )?(?:peu[tx]|pourr\w+|peut) (?:pas|pa) (?:\w+ )?(?:etre|venir|y aller|assist|particip)"
        r"y (?:etre|aller|assister|participer) .{0,20}\b(?:impossible|pas possible)"
        r"que je ne sois pas (?:parmi|des|avec|la|present)"
        r"impossib\w+ (?:pour \w+ )?d[e'].*<come>"
        r"(?:renonc|declin)\w+"
        r"(?:serai|sera|serons|seront|suis) (?:[\w-]+ )?(?:absent|indisponible|empeche)"
        r"excus\w+ .*\babsence\b"
        r"(?:notez|noter|signaler?|annoncer?|prevenir de) <my> absence"
        r"excuser? pour (?:la|cette|ce|le) (?:rencontre|seance|session|reunion|journee|matinee|\d)"
        r"ne (?:pas |plus )?compte[rz] (?:pas |plus )?sur (?:moi|nous|ma)";
    /// "je ne viens pas de Lille", "je ne viendrai pas les mains vides": says nothing of coming or not.
    OF_SOMETHING_ELSE =
        r"(?:viens|vient|venons|viendr\w+|particip\w+|assist\w+)\b(?: \w+){0,2}? (?:pas|plus) (?:de [a-z]|d'[a-z]|du [a-su-z]|souvent|toujours|aux? (?:frais|couts?)|les (?:mains|bras)|(?:pour |en )?(?:representer|represent\w*)|pour (?:rien|vendre|me plaindre))";
    /// "mais le 24 c'est bon": comes on another day than the one on which somebody does not.
    FINE_THEN =
        r"(?:mais|par contre|en revanche) (?:pour |je (?:suis|serai) (?:bien |disponible |libre |la )*)?(?:le |au )?<day>(?: \w+)? (?:c'est|ca|cela|me|oui|ok|sans|pas de|convient|je)"
        r"(?:mais|par contre|en revanche) je (?:suis|serai|viendrai) (?:\w+ )?(?:le |au )?<day>\b"
        r"(?:mais|par contre|en revanche) oui (?:pour )?(?:le |au )<day>\b";
    /// "deux fois", "en double": one of what stands there twice is to go.
    DOUBLED =
        r"(?:deux|2|trois|3|plusieurs) fois\b"
        r"doublons?\b"
        r"en (?:double|trop|doublon)\b"
        r"(?:deuxieme|seconde|2e|2eme) (?:inscription|bulletin|demande|mail|envoi|fiche)\b"
        r"en annuler (?:une?|qu'une?)\b";
    /// Somebody else than the writer does not come: "ma responsable ne peut pas".
    OF_SOMEBODY_ELSE =
        r"^(?:qui |il |elle |ils |elles )?(?:ne|n') ?(?:pourra|peut|viendra|sera|participera|pourront|peuvent|viendront|seront|participeront)\b"
        r"<my> (?:\w+ ){1,3}?(?:ne|n')? ?(?:pourr|peut|peuvent|ser[ao]|viendr|particip)\w*";
    /// Whoever leaves is somebody else than the writer: "mon mari ne viendra pas", "annuler son inscription".
    OF_ANOTHER =
        r"(?:mon|ma|mes|notre|nos|un|une|le|la|l'|des|deux|trois) ?<kin>\b"
        r"(?:son|sa|ses|leurs?) <seat>"
        r"(?:l'un|l'une|une?|deux|trois|certains|quelqu'un) (?:d'entre|de|des) (?:nous|nos|notre|mes|ces|les|eux|elles)\b"
        r"(?:une?|deux|trois|mon|ma|nos|notre) (?:\w+ )?(?:personne|participant|membre)\w*"
        r"(?:il|elle|ils|elles) (?:ne |n')"
        r"(?:la|le|les|l') ?(?:desinscri|raye|radi|retire|enleve|supprim)\w+";
    /// It is the writer, whoever else is spoken of: "suite à un décès dans ma famille je ne pourrai pas".
    FIRST_PERSON =
        r"(?:je|nous) (?:ne |n')?(?:\w+ )?(?:pourr\w*|peux|pouvons|viens|venons|viendr\w*|ser(?:ai|ons)|suis|sommes|participe\w*|assiste\w*|vais|allons)\b";
    /// It is the writer: "je ne viendrai pas", "mon inscription".
    OF_THE_WRITER =
        r"(?:je|moi|me)\b"
        r"(?:j'|m')"
        r"(?:pourrai|viendrai|serai|participerai|assisterai)\b"
        r"(?:mon|ma|notre|nos) <seat>"
        r"(?:nous|on) (?:ne |n')";
    /// And the writer too: "ni mon mari ni moi", "ma collègue et moi".
    AND_THE_WRITER = r"(?:et|ni) moi\b" r"moi(?:-meme)? (?:et|ni)\b";
    /// "ma collègue non plus", where somebody leaves.
    NEITHER = r"<my> <kin> non plus\b";
    /// Words that may say who comes and who does not: "Absents : Petit, Roy", "seule Anne viendra", "merci
    /// d'ajouter Luc".
    HINTING =
        r"annul"
        r"absen(?:ts?|tes?|ces?)\b"
        r"desist"
        r"(?:empechement|empechee?s?|excusee?s?)\b"
        r"seule?s? .{0,40}\b(?:viendr|pourr|ser[ao]|particip)\w*"
        r"(?:que|plus que) <number>\b"
        r"sauf\b"
        r"compte[rz] (?:donc |surtout )?(?:pas|plus) sur\b"
        r"r?ajout(?:er|ez|ons)\b"
        r"rest(?:e|ons|erai|erons) (?:a la maison|chez (?:moi|nous)|alite)"
        r"(?:m'|nous )excuser\b"
        r"(?:bloquee?s?|coincee?s?|cas contact|covid)\b"
        r"(?:pas|plus) autoris"
        r"plus partie d(?:e|u|es)\b"
        r"retenue?s?\b"
        r"(?:pas|plus) compter sur\b"
        r"(?:viendr(?:ai|ons|a)|ce sera|serai|serons) (?:\w+ )?sans [a-z-]{3,}(?:$| qui\b)"
        r"une autre fois\b"
        r"(?:viendr|participer|ser)(?:ai|ons|a) (?:\w+ )?seule?s?\b"
        r"viendr(?:ai|ons) (?:\w+ )?avec [a-z'-]{3,} [a-z'-]{2,}$"
        r"(?:m'|nous )accompagn"
        r"delegue [a-z'-]{3,}"
        r"ko$"
        r"<kin> (?:\w+ )?(?:est|sont|a|ont|sera) (?:\w+ )?(?:malade|souffran|absent|hospitali|arret|empech|retenu|grippe|indispo)\w*"
        r"non plus\b"
        r"(?:vient|viennent|viendra|viendront)\b"
        r"(?:pourra|pourront) .{0,20}\b(?:venir|participer|etre la)\b"
        r"qu'a (?:deux|trois|quatre|\d)\b"
        r"je reviens$"
        r"nous venons\b"
        r"accompagn\w+ (?:de|d'|par)"
        r"(?:viendr|participer|ser)(?:a|ont|ai|ons) .{0,20}\bavec (?:moi|nous)\b"
        r"(?:serons|viendrons|venons) (?:donc )?(?:a )?<number>\b";
    /// What is only a part of a meeting, or something beside it: "annuler le repas".
    A_PART = r"(?:repas|dejeuner|diner|buffet|cocktail|ateliers?|visites?|hotel|chambres?|parking|navette|covoiturage|hebergement|panier|plateau|menu)\b";
    /// Nobody but the writer does not come: "je ne participerai pas moi-même".
    MYSELF =
        r"moi-meme\b"
        r"(?:pour|de) ma part\b"
        r"de mon cote\b"
        r"quant a moi\b"
        r"personnellement\b";
    /// In answer to a letter of the desk: "non finalement", "passez au suivant", "je me suis engagé ailleurs".
    DECLINING =
        r"(?:non finalement|finalement(?: c'est| c)? non)\b"
        r"passe[rz]? (?:au suivant|a la personne suivante|mon tour)"
        r"(?:pris|prise|engagee?|engages|retenue?|occupee?) (?:\w+ )?(?:ailleurs|d'autres engagements|par ailleurs|ce|cette|le|la|a)\b"
        r"pris d'autres engagements"
        r"plus (?:\w+ )?interesse"
        r"trop tard pour (?:moi|nous)\b"
        r"(?:donne|laisse|cede|propose|attribue)[rz]?-(?:la|les)\b"
        r"(?:donne|laisse|cede|propose)[rz]? (?:la|ma|cette|notre) place\b"
        r"je n'en (?:ai|veux) plus"
        r"annul(?:er|ez)\b"
        r"(?:je|nous|on|j'y) (?:ne |n')?(?:suis|sommes|est|ser(?:ai|a|ons))\b(?: \w+){0,2}? pas (?:\w+ )?(?:disponibles?|dispos?|libres?)\b"
        r"(?:peux|peut|pouvons|pouvoir) (?:pas|plus)$"
        r"(?:vais|va|allons) (?:\w+ )?(?:pas|plus) (?:\w+ )?pouvoir$";
    /// "je ne pourrai venir qu'à 10 h", "je ne pourrai pas rester": comes, but not for all of it.
    PARTLY =
        r"qu'(?:a|au|aux|en|apres|une|pour|le|la|jusqu)\b"
        r"que (?:le|la|a|pour|jusqu|vers|de)\b"
        r"avant \d"
        r"a l'heure"
        r"rester\b"
        r"jusqu'a la fin"
        r"le matin$"
        r"l'apres-midi"
        r"toute la "
        r"en entier"
        r"des le debut"
        r"accompagn"
        r"(?:pas|plus) seule?s?\b"
        r"en voiture\b"
        r"(?:lors|pour|pendant|durant|a) (?:du|de la|le|la|les|des|aux|au|de l')\s?(?:\w+ )?(?:debat|fin|dejeuner|repas|ateliers?|visite|premiere|seconde|derniere|cafe|pause|conclusion|buffet)\b"
        r"(?:assister|participer|rester|etre present\w*) (?:au|aux|a la|a l'|pour le|pour la) ?(?:\w+ )?(?:debat|ateliers?|dejeuner|repas|visite|fin|suite|premiere|seconde|deuxieme|reste)\b"
        r"quitter (?:la|votre|cette) (?:seance|rencontre|reunion|matinee)\b"
        r"avant (?:\d|la fin|midi)"
        r"en retard"
        r"repas\b"
        r"dejeuner\b"
        r"(?:la|present|presente) a \d"
        r"des \d"
        r"(?:au|pour le|le) debut\b"
        r"des l'ouverture"
        r"manger\b"
        r"(?:pas|plus) (?:tous )?a (?:deux|trois|quatre|cinq|six|\d)\b";
    /// "je ne suis pas sûre de pouvoir venir", "il se peut que je doive annuler".
    DOUBTING =
        r"(?:pas|plus) (?:encore |tout a fait |tres |vraiment |bien |trop )*(?:sures?\b|certaine?s?\b|surs?(?: de\b| d'| que\b| qu'|$))"
        r"sai[ts] pas (?:encore )?si\b"
        r"pas (?:encore )?(?:tout a fait )?(?:sures?\b|certaine?s?\b|surs?(?: de\b| d'| que\b| qu'|$))"
        r"pas (?:\w+ )?(?:\w+ )?garantir\b"
        r"il se p(?:eut|ourrait)\b"
        r"(?:je|nous) (?:risqu\w+|crain\w+)\b"
        r"peut-etre\b"
        r"sans doute\b"
        r"il est possible que?\b"
        r"sous reserve\b"
        r"j'attends (?:de savoir|la reponse|le planning)"
        r"des que je (?:sais|saurai)"
        r"si vous n'avez pas de nouvelles";
    /// Somebody does not come under a condition: "je ne viendrai pas si la salle n'est pas accessible".
    UNLESS = r"(?:pas|plus)\b.* (?:si (?:je|j'|nous|on|il|elle|vous|la|le|les|l'|mon|ma|mes|ce|cela|c'est|une?|personne)|sans [a-z]|a moins d|sauf si)";
    /// Words for what is not sure to be: "si je ne peux pas venir", "en cas d'empêchement".
    SUPPOSING =
        r"si (?:je|nous|on|jamais|elle|il|une?|quelqu'un)\b"
        r"en cas d"
        r"au cas ou\b"
        r"si besoin\b"
        r"(?:sans (?:cela|ca|quoi)|sinon|autrement|a defaut)\b";
    /// "je vous disais que je ne pourrais pas", "mon absence jeudi dernier": what was.
    REPORTED =
        r"(?:disais|disait|pensais|croyais|craignais|avais (?:dit|ecrit|annonce) que)\b"
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|semaine|mois|fois) (?:derniere?|passee?)\b"
        r"hier\b";
    /// "on ne sait pas encore lequel", "ça dépendra".
    UNDECIDED =
        r"si je (?:peux|pourrai|pourrais) (?:\w+ )?(?:venir|participer|etre|me liberer).*\bou (?:non|pas)\b"
        r"gard\w+[ -](?:moi )?(?:ma|la|une) place en attendant\b"
        r"sai[ts] pas (?:encore )?(?:lequel|laquelle|qui)\b"
        r"(?:l'une?|une?|une? seule?) des (?:deux|trois|quatre)\b"
        r"(?:pas|plus) (?:\w+ ){0,3}?(?:tous|toutes) les (?:deux|trois|quatre)\b"
        r"(?:ca|cela) depend(?:ra)?\b"
        r"^(?:seulement |plutot |uniquement )?(?:l'apres-midi|le matin)$"
        r"report(?:er|e[rz]?) (?:mon|ma|notre|son) (?:inscription|participation|place)$";
    /// What is no seat at a meeting: an order, a delivery, a proxy. Its whole sentence is about that.
    OF_ANOTHER_MATTER =
        r"(?:votre|vos|notre|nos|d'une|une) (?:\w+ )?(?:commandes?|livraisons?|devis|factures?|colis|abonnements?|comptes?)\b"
        r"notre (?:point|entretien|dejeuner|copil|comite|appel)\b"
        r"donne (?:\w+ )?(?:pouvoir|procuration)\b"
        r"(?:reservation|location|mise a disposition) (?:de |d'|du |des )?(?:\w+ ){0,2}?(?:salles?|voitures?|vehicules?|hotel|chambres?|gymnase|materiel|repas|train)\b"
        r"(?:petite |grande |la )salle (?:du|de|pour|b)\b"
        r"salles? (?:de (?:reunion|repetition|conference)|municipale|des fetes|polyvalente)\b"
        r"(?:ce|un|mon|le) pouvoir\b"
        r"listes? electorales?\b";
    /// Away from the office, rather than from the event.
    OUT_OF_OFFICE =
        r"du bureau\b"
        r"jusqu'au\b"
        r"du \d.*\bau \d"
        r"en (?:conge|vacance|arret|formation)"
        r"de retour\b";
    /// What somebody else calls off, or what is no meeting: "nous devons annuler votre commande",
    /// "un désistement", "le cours de judo".
    NOT_OURS =
        r"annul\w* (?:\w+ ){0,2}?(?:votre|vos|la commande|le rendez|notre rendez|le copil|le comite|(?:ce|le) (?:message|mail|courriel))\b"
        r"(?:une?|des|d'eventuels|de|s'il y a) desistements?\b"
        r"apres annulation\b"
        r".*\bde vos listes\b"
        r"(?:viens|viendrai) pas moi-meme\b"
        r"rendez[ -]vous\b.*\bannul"
        r"(?:cours (?:de|d')|tournois?|match|entrainement|consultation|(?:notre|mon|le|ce) (?:rendez-vous|rdv))\b"
        r"(?:inscription|place) (?:\w+ )?(?:au|a la|a l') (?:formation|stage|newsletter|infolettre)";
    /// "me désinscrire de votre liste de diffusion".
    LEAVING_A_LIST =
        r"(?:de|a) (?:cette|la|votre) liste\b"
        r"(?:de|a) vos listes\b"
        r"listes? (?:de (?:diffusion|contacts?|distribution)|d'envoi)"
        r"newsletter\b"
        r"infolettre\b"
        r"lettre d'info"
        r"mailing"
        r"(?:vos|votre) (?:fichiers?|base|envois|annonces|mails|messages)\b"
        r"supprimer mon adresse"
        r"ne plus recevoir";
    /// "viendra à ma place", "je serai remplacée par", "ce n'est plus moi mais", "gardez la place".
    REPLACING =
        r"a (?:ma|sa|notre|leur) place\b"
        r"a la place d"
        r"(?:me|nous|le|la|se) (?:remplac|substitu)"
        r"(?:ser\w+|etre) remplac"
        r"(?:serai|serons|suis|sommes|etre) (?:represente|supplee?|substitue)\w* par\b"
        r"(?:retir|enlev|ray|barr|remplac)(?:er|ez) .{3,60} et (?:de |d')?(?:mett|ajout|inscri|not)\w+"
        r"(?:c'est|ce (?:ne )?sera|n'est) (?:finalement |plus )?pas moi qui\b"
        r"chang\w+ (?:juste |simplement )?(?:le|les|mon|son) (?:pre)?noms?\b"
        r"(?:de|pour|va|pour que) (?:\w+ )?(?:me|nous|le|la) represent"
        r"remplac(?:e|ee|es|era|erai|erons)\b"
        r"(?:re)?pren(?:d|ds|dra|drai|drait) (?:\w+ )?(?:ma|sa|notre|leur) place\b"
        r"<my> <kin> .{0,40}\bpren(?:d|dra|drait) (?:\w+ )?(?:la|cette) place\b"
        r"remplacer?z? .*\bpar\b"
        r"en remplacement d"
        r"remplacement d(?:e |u |').{3,60}? par\b"
        r"au lieu d(?:e |')[a-z-]{3,}"
        r"lieu et place\b"
        r"(?:changement|changer) (?:de |le |la )?(?:participant|nom|personne)"
        r"(?:laiss|ced|donn|propos|attribu|offr)\w+ (?:ma|sa|notre|leur) place\b"
        r"n'est (?:plus|pas|finalement pas) (?:moi|nous|lui|elle)\b"
        r"ne (?:sera|serai) (?:plus|pas) moi\b"
        r"c'est .{0,80}\bqui (?:me |nous |le |la )?(?:represent|viendr|particip|assist|ira|sera|vient)"
        r"(?:transfer|echang)\w+ .{0,30}\b(?:inscription|place)"
        r"(?:inscription|place)\b.{0,40}\bau nom d"
        r"garde[rz] (?:la|ma|notre|sa|cette) place\b.*$"
        r"(?:envoie|enverr\w+|delegue) (?:\w+ )?(?:quelqu'un|une? collegue)"
        r"^par (?:quelqu'un|une? collegue|une? autre)\b"
        r"rectifier (?:la liste|le nom)"
        r".{4,60} en (?:mon|notre) nom$";
    /// "Mme le Maire, qui est inscrite, sera représentée par son adjoint": a person, no organisation. A whole
    /// sentence.
    REPRESENTED =
        r"(?:n'est|ne sera) (?:plus|pas|finalement pas|donc pas) .{2,60}\bmais .{2,60}\bqui\b"
        r"(?:m|mr|mme|monsieur|madame|maire|president\w*|direct(?:eur|rice)|elue?|il|elle)\b.*\bser(?:a|ont) (?:represente|supplee?)\w* par\b";
    /// "personne ne le remplacera": the seat is free.
    NOT_REPLACING =
        r"(?:annul|supprim|retir|enlev)\w* .{0,20}\b(?:inscription|place)s? au nom d"
        r"au lieu de <number>\b"
        r"personne (?:ne |n'|d'autre )"
        r"c'est (?:bien|toujours) (?:moi|nous) qui\b"
        r"(?:renonc|tien|tenir|droit)\w* (?:\w+ )?a (?:ma|sa|notre|leur) place\b"
        r"(?:envoi|ecri|rempli|l'inscri(?:s|re|vons)|les inscri(?:s|re|vons)|adress|repond|transmet)\w* .{0,40}\ba (?:sa|leur|son) place"
        r"(?:ne|n') ?(?:\w+ )*?(?:ser|est|sommes)\w* (?:\w+ )?pas (?:remplac|represent|supple)"
        r"(?:sans|aucune?|pas de) (?:rempla|suppl|represent)"
        r"a (?:quelqu'un|une? autre|d'autres|la personne|ceux|celles|qui)\b";
    /// "je remplace Mme Petit au poste de": a post, not a seat.
    TAKING_OVER_A_POST =
        r"(?:au poste|sur le poste|dans ses fonctions|a ce poste|partie? (?:en|a la) retraite|annule et remplace)\b";
}
