//! Clauses by which people register, or only seem to.

use super::{coming, rules};

rules! {
    /// "je m'inscris", "merci d'inscrire Mme Petit", "mon bulletin", "réserver une place".
    JOINING =
        r"\b(?:m'|me\ |nous\ |m)(?:re)?inscri(?:s|t|re|vons|vez)\b | \b(?:re)?inscrivez[\ -](?:moi|nous|la|le|les|mme|m)\b
        | (?:^|\ |d'|j')(?:re)?inscri(?:re|s|vons)\b | \b(?:soit|soient|etre)\ (?:re)?inscrit
        | \b(?:mon|notre|nos|mes|son|sa|leur|leurs)\ (?:bulletins?|inscriptions?|fiches?)\b
        | \b(?:pour|l'|une|d'|les|des|nos|deux|trois|quatre|cinq|\d+)\ ?inscriptions?\ (?:de|d'|pour|a)
        | ^(?:pour\ |demande\ d')?inscriptions?\ (?:de|d'|pour|a|au|mme|m|mr|mlle|\d+)\b | ^pour\ inscription
        | \breserv\w+\ (?:moi\ |nous\ |lui\ |leur\ )?(?:une|deux|trois|\d+|ma|sa|notre|des)\ places?
        | \b(?:ajout|rajout)\w+\ .*\b(?:participant|liste|inscrit)
        | \bcompter?z?[\ -](?:parmi\ |(?:aussi\ )?(?:sur|avec)\ (?:ma|notre|moi|nous|la\ presence)\b|moi\b|nous\b)
        | \bnous\ compter\b | \bveuillez\ (?:noter|enregistrer)\ (?:la|ma|notre|sa)\ (?:participation|presence)";
    /// "ci-joint le bulletin", "voici la fiche remplie".
    ENCLOSING =
        r"(?:\b(?:ci-?joints?|ci-?jointe?s?|joints?|jointes?|voici|voila|trouver\w*|piece\ jointe|pj|(?:vous|le|la|
            les)\ (?:envoi|adress|transmet|renvoi|renvoy|retourn)\w*)\b.*)\b(?:bulletins?|inscriptions?|
            coupons?|(?:formulaires?|fiches?)(?:\ d'inscription|\ de\ participation|\ ci-?joint|\ dument|
            \ complete|\ rempli|$))
        | \b(?:bulletins?|coupons?)\b.{0,30}\b(?:ci-?joint|joint|complete|rempli|renseigne|en\ pj|en\ piece)
        | \b(?:formulaires?|fiches?)(?:\ d'inscription|\ de\ participation)?(?:\ dument)?\ (?:ci-?joint|joint|
            complete|rempli|renseigne|en\ pj|en\ piece)";
    /// "je viendrai", "nous serons trois", "je souhaite participer", "je confirme ma présence", "j'en suis":
    /// a registration if it is about one of the events.
    COMING =
        r"\b(?:je|j'y|nous|on)\ (?:\w+\ ){0,3}?(?:particip(?:e|ons|erai|erons|era)|viendr(?:ai|ons|a)|
            vi?en(?:s|ons)(?:$|\ (?:bien|donc|aussi|a|au|aux|avec|le|seule?|accompagne\w*|finalement|quand))|assist(?:e|ons|erai|erons|era))\b
        | ^(?:y\ )?(?:participer(?:ai|ons)|assister(?:ai|ons)|viendr(?:ai|ons)|ser(?:ai|ons)\ presente?s?)\b
        | \b(?:serai|serons)\ (?:\w+\ )?(?:present|la\b|des\ votres|parmi|avec\ vous|deux|trois|quatre|\d)
        | \b(?:on|nous)\ ser(?:a|ons)\ (?:deux|trois|quatre|cinq|\d)
        | \b(?:souhait|voudr|aimer|desir|veu[xt]|voul)\w*\ (?:\w+\ ){0,2}?(?:particip|assist|venir|
            etre\ present) | \b(?:ma|notre|sa|leur|nos)\ (?:participation|presence|venue)\b
        | \b(?:la|une)\ (?:participation|presence|venue)\ (?:de|d')
        | \b(?:je|on|nous)\ (?:\w+\ )?(?:peux|peut|pouvons|vais\ pouvoir|pourr(?:ai|ons))\ (?:\w+\ ){0,2}?", coming!(), r"
        | \bpourr(?:ai|ons)\ (?:\w+\ )?", coming!(), r"
        | \b(?:ok|oui|d'accord|partante?)\ pour\ (?:moi|nous|le\ \d|jeudi|la|cette)\b | \bj'en\ suis(?:$|\ (?:pour|aussi|avec|merci)) | \bnous\ en\ sommes\b
        | \bje\ (?:suis|serai)\ (?:\w+\ )?(?:partante?|preneu\w+)\b | \bj'y\ serai\b
        | \bvoici\ (?:donc\ )?(?:les|mes|ses|nos|leurs)\ (?:renseignements|coordonnees|informations|infos|elements)
        | \b(?:donne|envoie|indique|communique)\ (?:donc\ )?(?:tout|les\ (?:infos|renseignements|informations|elements|coordonnees))
        | \b(?:document|doc|fichier|formulaire|fiche|feuille|papier)\ .{0,20}(?:complete|rempli|renseigne)";
    /// "Mme Petit participera", "deux personnes viendront".
    OTHERS_COMING =
        r"\b(?:participer(?:a|ont)|assister(?:a|ont)|viendr(?:a|ont)|ser(?:a|ont)\ (?:\w+\ )?(?:presente?s?|
            des\ votres|representee?s?))\b";
    /// A subject: "Inscription 24 mars", "Bulletin d'inscription".
    ANNOUNCING = r"^(?:bulletins?\ d'inscription|inscriptions?|demande\ d'inscription)\b";
    /// "je ne pourrai pas m'inscrire", "avant de m'inscrire", "comment s'inscrire": nobody registers.
    NOT_JOINING =
        r"\b(?:ne|n')\ ?(?:\w+\ ){0,4}?(?:pas|plus|point|rien|jamais|meme)\b.*\b(?:inscri|place)
        | \b(?:ne|n')\ ?(?:pourr\w+|peu[xt]|pouvons|peuvent|puis|souhait\w+|vais|veu[xt])\b.*\binscri
        | \bavant\ (?:de|que)\b.*\binscri | \b(?:je|nous)\ ne\ (?:me|nous)\ suis\ jamais | \bjamais\ (?:\w+\ )?inscri
        | \bpas\ (?:encore\ )?(?:pu\ )?(?:m'|me\ |nous\ )inscri(?:re|s)\b | \breflechi\w*\b.*\binscri
        | \b(?:pens|hesit|envisag)\w+\ (?:a|de)\ (?:m'|me\ |nous\ )inscri | \bsi\ (?:je|nous)\ (?:m'|nous\ )inscri";
    /// "inscrire mon fils au centre aéré": what people register for that is no meeting.
    ELSEWHERE =
        r"\b(?:au|aux|a\ la|a\ l'|a\ un|a\ une|a\ des|a\ vos|en|dans)\ ?(?:\w+\ )?(?:centre\ (?:aere|de\ loisirs|social)|ecole|college|lycee
            |universite|creche|cantine|garderie|cours|stages?|club|chorale|marche|course|tournoi|concours|bafa|cap\b|permis
            |formations?|programme|salon|brocante|vide-grenier|loto|sortie|voyage|sejour|colonie|bibliotheque|mediatheque)";
    /// "je serai là pour animer l'atelier", "mon intervention": who speaks there takes no seat.
    SPEAKING =
        r"\b(?:anim(?:er|erai|e|ation)|interven(?:ir|tion|ant\w*)|interviendr\w+|co-?anim\w+|presenter\ (?:le|la|les|mon|notre))\b
            .{0,60}\b(?:atelier|seance|debat|rencontre|table\ ronde|matinee|travaux|groupe|comme\ convenu|$)
        | \bmon\ (?:intervention|diaporama|atelier|powerpoint|temps\ de\ parole)\b | \ben\ tant\ qu'(?:intervenant|animat)";
    /// "la prochaine séance", "si vous en organisez une autre": what is asked for there is for later.
    LATER =
        r"\b(?:une|la|autre|votre)\ (?:prochaine|autre|nouvelle|troisieme)\ (?:seance|session|rencontre|date|edition|fois)
        | \bsi\ vous\ (?:\w+\ ){0,2}?organis\w+ | \b(?:autres|prochaines|nouvelles|futures)\ (?:seances|sessions|rencontres|dates)
        | \bulterieure?ment\b | \bpour\ la\ (?:prochaine|suite)\b | \bune\ autre\ fois\b | \bd'autres\ (?:dates|rencontres|seances)";
    /// Somebody invites or asks the reader: "inscrivez-vous", "merci de confirmer votre présence".
    INVITING =
        r"\bvous\ (?:y\ )?inscri(?:re|vez)\b | \binscrivez-vous | \bvotre\ (?:inscription|participation|presence|venue)\b
        | \bnous\ (?:retourner|renvoyer|adresser|faire\ parvenir)\b
        | \bvous\ (?:inviter|invitons|convier|convions)\b | \bvous\ ne\ | \bs'inscri";
    /// The words that any message about registering has.
    REGISTERING = r"\binscri | \bbulletin | \bparticip | \bcoupon | \bformulaire | \bfiche\b";
}
