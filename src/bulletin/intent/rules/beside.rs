//! What clauses say beside coming and going.

use super::rules;

rules! {
    /// "n'ayant pas pu", "j'avais dû annuler", "je vous ai envoyé mon bulletin": over and done.
    PAST =
        r"n'ayant\b"
        r"ayant (?:du|ete|pu)\b"
        r"n'a(?:i|vons|it|vais|vions)\b"
        r"(?:pouv|av|et|dev)(?:ais|ait|ions|iez|aient)\b"
        r"avoir (?:du|pu|\w+e)\b"
        r"(?:ai|avons|(?:m'|l'|vous |nous )a|ont|avez) (?:\w+ ){0,2}?(?:envoye|adresse|transmis|retourne|renvoye|recu|participe|assiste|ecrit|appele|telephone|prevenu)\b"
        r"(?:ai|avons) (?:du|annule)\b"
        r"suis (?:deja |bien |pas )?inscrit"
        r"me suis (?:\w+ )?inscrit"
        r"est (?:deja |bien )?inscrit"
        r"(?:a|ont|avait|est|sont) (?:deja |bien )?(?:ete )?(?:faite?s?|envoyee?s?|effectuee?s?|enregistree?s?|transmise?s?|partie?s?|prise?s? en compte)(?:$| (?:par|lundi|mardi|mercredi|jeudi|vendredi|hier|le|la|il|en))"
        r"n'ai (?:rien|pas) recu\b"
        r"(?:viens|venons) de (?:m'|me |nous )(?:re)?inscri"
        r"ai dit (?:de|d'|que)\b"
        r"(?:copie|double|rappel) (?:de|du) (?:<my> |la |l'|le )?(?:bulletins?|inscriptions?|fiches?)"
        r"pour memoire\b"
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|semaine|mois) (?:derniere?|passee?)\b"
        r"(?:suite a|apres|depuis|concernant|confirmation de|reception de|recu|sujet de|propos de|validation de|suivi de) (?:<my>|l')";
    /// "pas pour le 25 février": the day that is not meant.
    NOT_THEN =
        r"(?:ne|n') ?(?:\w+ )?(?:suis|sommes|est|concerne\w*) pas (?:concernee?s? )?(?:par|au?)\b"
        r"(?:pas|non|plus) (?:pas )?(?:pour |a |au |celle |celui )?(?:le |la |du )?(?:\w+ ){0,2}?\d{1,2}\b"
        r"au lieu du \d";
    /// "pour info", "à diffuser".
    PASSING_ON =
        r"pour (?:votre |ton |ta )?(?:infos?|information|diffusion|connaissance)\b"
        r"a (?:diffuser|relayer|partager|faire suivre|faire circuler|faire passer|transmettre)\b"
        r"(?:merci de|pouvez-vous|peux-tu) (?:diffuser|relayer|faire suivre|faire circuler)"
        r"fyi\b"
        r"a toutes fins utiles\b"
        r"(?:fais|faisons|fait) suivre (?:l'|cette |une |un )?(?:infos?|information|invitation|annonce)"
        r"(?:transfere|relaie|diffuse|partage) (?:l'|cette |une )?(?:infos?|information|invitation|annonce)"
        r"(?:vous|t'|te|les) ?interesse"
        r"(?:bonjour|bonsoir|chere?s?) (?:a )?(?:tous|toutes|collegues)\b"
        r"(?:large(?:ment)?|diffus\w+) .{0,20}(?:reseaux?|collegues|equipes?)\b"
        r"(?:voir|lire) le message (?:ci-dessous|ci-apres|plus bas)\b";
    /// What a message that was passed on is passed on for: "je te laisse l'enregistrer".
    FOR_REGISTRATION =
        r"enregistr"
        r"inscri"
        r"prendre en compte"
        r"(?:noter|ajouter|traiter)\b";
    /// A request, though it ends in a question mark.
    REQUESTING =
        r"puis-je (?:encore )?(?:assister|participer|venir|me joindre)"
        r"vous (?:pouvez|pourriez|pouviez)\b.*\b(?:(?:re)?inscrire|enregistrer|noter|ajouter|rajouter|compter|reserver|garder|retenir|mettre|prendre|annuler|desinscrire|supprimer|retirer|rayer|enlever|oter|sortir)\b"
        r"(?:pouvez|pourriez|peux|pourrais)-?(?: ?vous| ?tu)\b.*\b(?:mettre|enlever|oter|sortir|reporter|basculer|changer|rectifier|corriger|modifier)\b"
        r"possible de (?:me |nous |lui )?(?:reserver|garder|(?:re)?inscrire|retenir|compter)\b"
        r"possible que\b.*\b(?:vienne|participe|assiste|remplace)"
        r"possible de (?:\w+ )?(?:reporter|basculer|mettre|me mettre)\b"
        r"(?:pouvez|pourriez|peux|pourrais|peut|pourrait)-?(?: ?vous| ?tu| ?on)\b.*\b(?:(?:re)?inscrire|enregistrer|noter|ajouter|rajouter|compter|reserver|garder|retenir|annuler|desinscrire|supprimer|retirer|rayer|echanger|transferer|remplacer .* par|mettre .* place)\b"
        r"(?:pouvez|pourriez|peux|pourrais)-?(?: ?vous| ?tu) l'inscrire"
        r"(?:possible|temps|moyen|puis-je|peut-on|est-ce que je peux|pouvons-nous)\b.*\b(?:m'|me |nous )(?:re)?inscrire\b"
        r"possible (?:d'(?:annuler|inscrire|ajouter)|de (?:transferer|rajouter|reserver|garder|compter))\b";
    /// How, when and where are asked, not requested.
    HOW =
        r"comment\b"
        r"quand\b"
        r"quel"
        r"pourquoi\b"
        r"combien\b";
    /// "votre rencontre": the reader's.
    YOURS =
        r"(?:votre|vos) (?:\w+ )?(?:rencontre|matinee|seance|session|evenement|reunion)s?\b";
    /// "merci de votre invitation": who says so need not be registered.
    INVITED =
        r"(?:votre|l'|cette|aimable) ?(?:\w+ )?invitation\b";
    /// "Désolée, je n'avais pas vu votre mail": of whoever comes, nothing else.
    APOLOGISING = r"(?:\w+ )?(?:desolee?s?|navree?s?)\b" r"changement de programme$";
    /// "Malheureusement", "fièvre", "un imprévu": in answer to a letter of the desk something has changed.
    TROUBLE =
        r"(?:malheureusement|helas|desolee?s?|navree?s?|regret\w*|empeche\w*|imprevus?|contretemps|contraint\w*)\b"
        r"(?:fievre|malade|souffran\w+|grippe\w*|hospitali\w+|hopital|accident\w*|decede?\w*|deces|obseques|enterrement|deuil|varicelle|au lit|alite\w*|arretee?s?|arret)\b"
        r"(?:mes|nos|ses) (?:plates )?excuses\b"
        r"changement de (?:planning|programme|situation|poste)"
        r"(?:plus|pas) (?:en poste|disponible|libre|possible)\b"
        r"(?:serai|suis|sera|serons|sommes|est|sont|seront) (?:\w+ )?en (?:conges?|vacances|deplacement|formation|arret|reunion)\b"
        r"trop tard\b"
        r"prise? (?:ce|cette|par|ailleurs)\b"
        r"(?:liquidation|licencie\w*|quitte\w* (?:mes|ses|mon|son|la|l'))\b";
    /// "Je n'ai pas de structure", "habitante": there is nothing to say for what the desk asks.
    LACKING =
        r"(?:pas|plus|sans|aucune?) (?:de |d')?(?:structures?|organismes?|associations?|employeurs?|fonctions?|telephone)\b"
        r"^(?:neant|aucune?|rien|sans objet|(?:simple )?(?:habitante?s?|citoyen(?:ne)?s?|particuliers?|retraitee?s?|benevoles?))(?: du quartier)?$"
        r"(?:a titre|en (?:mon|notre) nom) (?:personnel|propre|individuel|prive)"
        r"(?:suis|sommes) (?:juste |seulement )?(?:une? |des )?(?:simples? )?(?:habitante?s?|citoyen(?:ne)?s?|particuliers?|retraitee?s?)$";
    /// "Une coquille s'est glissée", "mon nom s'écrit", "rectifier mon adresse".
    CORRECTING =
        r"(?:erreur|coquille|faute|confusion)\b.{0,50}\b(?:adresse|nom|prenom|mail|inscription|bulletin|liste|confirmation|telephone|numero|structure|glissee)"
        r"(?:corrig|rectifi|modifi|chang)\w+ .{0,40}\b(?:adresse|nom|prenom|mail|inscription|bulletin|liste|telephone|numero|structure|orthographe)"
        r"(?:nom|prenom) (?:s'ecrit|prend|est mal)\b"
        r"il faut (?:mettre|lire|ecrire|noter|remplacer)\b"
        r"chang\w+ d'(?:employeur|adresse|numero)\b"
        r"mal (?:ecrit|orthographi\w*|tape|saisi)"
        r"(?:trompee?|trompes) (?:\w+ ){0,3}?(?:adresse|nom|prenom|mail|numero|telephone)"
        r"<my> (?:tel|telephone|numero|portable|mobile|mail|adresse|courriel|structure|organisme|organisation|association|commune|service|fonction|poste|employeur)s? (?:[\w'-]+ ){0,3}?(?:(?:n')?est|c'est|a change|change|devient|sera)\b"
        r"(?:nouvel|nouvelle|nouveau) (?:adresse|mail|numero|tel|telephone|portable|courriel|structure|employeur)\b"
        r"(?:tel|telephone|mail|courriel|portable|numero|adresse)s? (?:de |d')(?:m |mme )?[a-z-]+ "
        r"(?:tel|telephone|mail|courriel|portable|numero|adresse|structure)\b.{0,30}\b(?:bulletin|formulaire|fiche)\b.{0,20}\b(?:errone|faux|fausse|incorrect|ancien|perime|encore)"
        r"corrections?$"
        r"s'ecrit\b"
        r"je (?:travaille|suis) (?:desormais|maintenant|a present)\b"
        r"et non (?:pas )?(?:[a-z'-]+ ){0,2}[a-z'-]+$"
        r"(?:nom|prenom|fonction|structure|organisation|telephone|tel|numero|mail|adresse) d(?:e |')(?:m |mme |mlle )?(?:[a-z'-]+ ){1,3}(?:est|s'ecrit|n'est|sera)\b"
        r"se (?:pre)?nomme\b"
        r"je m'appelle .{2,40} (?:avec|et (?:pas|non))\b"
        r"merci de (?:le |la )?(?:corriger|rectifier)\b"
        r"^(?:petite |une |il y a une )?(?:erreur|coquille)(?: de ma part)?$"
        r"(?:mon|ma) (?:nouveau |nouvelle )?(?:tel|telephone|numero|portable|mobile|mail|adresse mail|courriel)$";
    /// Any word for coming, not coming, and seats.
    TAKING_PART =
        r"(?:venir|venue|vien\w*|liberer)\b"
        r"(?:particip|assist|annul|desist|inscri|presen[ct])"
        r"places?\b"
        r"empechement"
        r"le \d"
        r"des votres\b";
    /// "merci beaucoup", "c'est noté".
    THANKING =
        r"merci (?:beaucoup|bien|pour|a vous|de votre)"
        r"^merci$"
        r"^(?:ok|d'accord|entendu|parfait|tres bien|super)(?: merci(?: beaucoup| bien)?)?$"
        r"a bientot\b"
        r"bien (?:recu|note)\b"
        r"c'est note\b";
}
