//! Clauses that machines write.

use super::rules;

rules! {
    /// "Message automatique", "ne pas répondre à ce courriel", "do not reply".
    GENERATED =
        r"(?:reponse|message|courriel|mail|e-mail|notification|avis|envoi|accuse de reception) automati(?:que|se)"
        r"message d'absence\b"
        r"(?:genere|envoye|emis|produit|expedie|adresse)e?s? (?:\w+ )?(?:automatiquement|par (?:un|le|une) (?:automate|robot|systeme|machine|logiciel))"
        r"(?:automatically generated|automated (?:message|response|reply|e-?mail)|automatic reply|do not reply)"
        r"ne (?:pas |pas y )?repond(?:re|ez)(?: pas)?(?:$| (?:a (?:ce|cet|cette)|directement|au present))"
        r"merci de ne pas (?:y )?repondre"
        r"(?:aucune|toute) reponse .{0,40}(?:ne sera|n'est) (?:pas )?(?:lue|traitee|consultee)"
        r"ne (?:recevons|lisons|consultons) pas (?:vos|les) reponses"
        r"(?:boite|adresse|messagerie) (?:\w+ )?(?:n'est|ne peut) (?:pas|plus) (?:\w+ )?(?:consultee|lue|relevee|surveillee|recevoir|utilisee)";
    /// "Votre message … a été lu le 17/03": a read receipt in words.
    RECEIPT =
        r"votre (?:message|courriel|mail)\b.*\b(?:a ete (?:lu|affiche|ouvert|supprime sans)|was read|a bien ete remis)"
        r"cela ne garantit pas que"
        r"^(?:lu|non lu|read|not read)$"
        r"^a ete lu le \w+ \d"
        r"(?:ceci|voici) (?:est )?un accuse de (?:lecture|reception)"
        r"aucune garantie que le destinataire"
        r"votre (?:fax|telecopie) a ete\b"
        r"rapport d'(?:emission|envoi)\b"
        r"(?:saisir|recopier) les caracteres\b"
        r"(?:votre )?message .* est (?:retenu|en attente|bloque)\b"
        r"(?:adresse|messagerie|boite) est protegee par\b"
        r"(?:accusons|accuse) (?:bien )?reception de votre (?:message|courriel|mail|demande)"
        r"(?:message|courriel|mail|demande) (?:\w+ ){0,3}?(?:transmise?|traitee?|presentee?) (?:\w+ ){0,4}?(?:service|retour|delai|plus vite)"
        r"your message .*\bwas (?:read|displayed|deleted)";
    /// "Je suis absent jusqu'au 23 mars", "le secrétariat est fermé".
    AWAY =
        r"(?:absent|absente|absence|en conges?|conges|vacances|arret|fermee?s?|fermeture|out of (?:the )?office|on leave)\b";
    /// What those say of whoever wrote to them: "à mon retour", "en cas d'urgence".
    MEANWHILE =
        r"(?:a|des) (?:mon|son|notre|leur) retour\b"
        r"de retour (?:le|au bureau|a partir|lundi|mardi|mercredi|jeudi|vendredi)\b"
        r"(?:en cas d'|toute |pour les |caractere d')urgen(?:ce|t)"
        r"(?:pendant|durant|en) (?:mon|cette|son|notre) absence\b"
        r"(?:contacter|joindre|appelez|adresser? (?:a|au)|vous (?:rapprocher|tourner))\b"
        r"(?:acces limite|acces (?:\w+ )?(?:ponctuel|restreint)|messages? seront? (?:lus?|traites?))"
        r"(?:return|urgent|contact)\b";
    /// What a service says to its user: "Votre inscription a bien été enregistrée", "votre commande".
    CONFIRMING =
        r"(?:confirmation|recapitulatif|copie|recu|suivi|validation|rappel) de (?:votre|ta) (?:inscription|commande|reservation|reponse|demande|achat|paiement|participation|adhesion|abonnement)"
        r"votre (?:inscription|commande|reservation|reponse|demande|adhesion|candidature|paiement|compte|abonnement)\b.{0,80}\b(?:a (?:bien )?ete|est (?:bien )?)(?: \w+)? ?(?:enregistree?|prise? en compte|validee?|confirmee?|recue?|effectuee?|activee?|creee?|expediee?|transmise?)"
        r"(?:reponse|inscription|commande) (?:\w+ )?(?:enregistree|bien recue|confirmee)$"
        r"merci d'avoir (?:rempli|repondu|complete|commande)"
        r"(?:voici )?ce que nous avons recu de votre part"
        r"vous (?:etes|venez d'etre) (?:bien |desormais |maintenant )?inscrite? (?:a|au|aux|sur)\b"
        r"(?:activer|confirmez|valider|acceder a) votre (?:compte|adresse|espace)"
        r"requiert votre (?:approbation|attention|validation)"
        r"votre candidature\b"
        r"(?:rappel|sujet|propos) de votre (?:inscription|abonnement)\b";
    /// "se désabonner", "vous recevez ce mail parce que": bulk mail.
    BULK =
        r"(?:se|vous) desabonner\b"
        r"se desinscrire\b"
        r"unsubscribe\b"
        r"(?:vous recevez|you (?:are )?receiv\w+) (?:ce|cet|cette|des|this)\b"
        r"(?:voir|lire|afficher|consulte[rz]) (?:ce|cet|cette) (?:\w+ )?(?:dans|en ligne)"
        r"version en ligne\b"
        r"cliquez (?:sur (?:ce|le) lien|ici$|ici et\b|pour (?:rejoindre|confirmer|acceder|valider|vous))";
    /// "Numérisation depuis MFP-07", "vous avez reçu une télécopie": a scanner or a fax sends it.
    SCANNING =
        r"(?:numeris\w+|scann?e\w*|scan|scans|scanner)\b"
        r"(?:telecopie|fax)\b"
        r"(?:copieur|photocopieur|multifonctions?|mfp|imprimante|ricoh|aficio|kyocera|bizhub|workcentre|km_\w+)\b";
}
