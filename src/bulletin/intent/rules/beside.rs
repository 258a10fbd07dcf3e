//! What clauses say beside coming and going.

use super::rules;

rules! {
    /// "n'ayant pas pu", "j'avais dû annuler", "je vous ai envoyé mon bulletin": over and done.
    PAST =
        r"\bn'ayant\b | \bn'a(?:i|vons|it|vais|vions)\b | \b(?:pouv|av|et|dev)(?:ais|ait|ions|iez|aient)\b
        | \bavoir\ (?:du|pu)\b
        | \b(?:ai|avons|(?:m'|l'|vous\ |nous\ )a|ont|avez)\ (?:\w+\ ){0,2}?(?:envoye|adresse|transmis|
            retourne|renvoye|recu|participe|assiste)\b | \b(?:ai|avons)\ du\b | \b(?:ai|avons)\ annule\b
        | \bsuis\ (?:deja\ |bien\ )?inscrit | \bsuis\ pas\ inscrit | \bme\ suis\ (?:\w+\ )?inscrit
        | \best\ (?:deja\ |bien\ )?inscrit
        | \b(?:suite\ a|apres|depuis|concernant|confirmation\ de|reception\ de|recu|sujet\ de|propos\ de|
            validation\ de|suivi\ de)\ (?:mon|ma|notre|nos|son|sa|l')";
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
            transferer|remplacer\ .*\ par)\b | \b(?:pouvez|pourriez|peux|pourrais)-?(?:\ ?vous|\ ?tu)\ l'inscrire
        | \b(?:possible|temps|moyen|puis-je|peut-on|est-ce\ que\ je\ peux|pouvons-nous)\b.*\b(?:m'|me\ |
            nous\ )inscrire\b | \b(?:possible)\ (?:d'(?:annuler|inscrire)|de\ transferer)\b";
    /// How, when and where are asked, not requested.
    HOW = r"\bcomment\b | \bquand\b | \bquel | \bpourquoi\b | \bcombien\b";
    /// "votre rencontre": the reader's.
    YOURS = r"\b(?:votre|vos)\ (?:\w+\ )?(?:rencontre|matinee|seance|session|evenement)s?\b";
    /// Any word for coming, not coming, and seats.
    TAKING_PART =
        r"\bven(?:ir|ue)\b | \bvien | \bparticip | \bassist | \bannul | \bdesist | \binscri | \bpresen[ct]
        | \bplaces?\b | \ble\ \d | \bliberer\b | \bdes\ votres\b";
    /// "merci beaucoup", "c'est noté".
    THANKING =
        r"\bmerci\ (?:beaucoup|bien|pour|a\ vous|de\ votre) | ^merci$ | \ba\ bientot\b
        | \bbien\ (?:recu|note)\b | \bc'est\ note\b";
}
