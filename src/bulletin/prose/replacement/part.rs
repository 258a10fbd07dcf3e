//! Which part somebody has in a sentence about who comes in whose place.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::prose::words::phrase;

/// What becomes of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// They come.
    Comes,
    /// They do not.
    Leaves,
}

/// The part of whoever stands between `before` and `after`, both folded, neither with another name in it. What
/// stands before a name says more; of that the nearest words, of what follows the first ones.
pub fn part(before: &str, after: &str) -> Option<Part> {
    static COMES_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\bpar\b | \b(?:me|nous|m'|la|le|les|l'|te)\ ?(?:remplac|represent|supple|substitu)\w*
              | \b(?:laiss|ced|donn|transm|transfer|attribu|offr)\w*\ .{0,40}\b(?:place|inscription|participation)s?\ (?:a|pour|vers|en\ faveur|au\ profit|au\ nom)\b
              | \b(?:place|inscription)\ .{0,20}\b(?:a|pour|au\ nom|en\ faveur|au\ profit)\b
              | \b(?:re|r)?(?:inscri(?:re|vez|s)|ajout(?:er|ez)|mett(?:re|ez)|not(?:er|ez)|enregistr(?:er|ez)|reten(?:ir|ez))\b
              | \b(?:envoie|envoyons|enverr\w+|delegue\w*|mandate\w*|designe\w*|charge|demande\ a|propose\ a|confie\ a)\b
              | \bc'est\b | \bce\ sera\b | \bs'appelle\b | \bse\ nomme\b | \bil\ s'agit\b | \bmais\b | \bplutot\b | \bremplacante?\b | \bsuppleante?\b | \bau\ nom\ d
              | \bnouve\w+\ (?:participante?|inscrite?|nom|personne)\b | \bvient\ a\ (?:ma|sa|notre|leur)\ place\b | \ba\ (?:ma|sa|notre|leur)\ place\b",
        )
    });
    static BY_SOMEBODY_ELSE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:inscrit\w*|envoye\w*|transmis\w*|appele\w*|signe\w*|prevenu\w*|informe\w*|donne\w*|recu\w*) par\b",
        )
    });
    static LEAVES_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\bremplac(?:er|ez|era|erai|erons|eront|e|ons|ant|ement\ d)\b | \bremplacement\ (?:de\b|du\b|d') | \brepresent(?:er|era|erai|e)\b
              | \bplace\ (?:de\b|du\b|d') | \bau\ lieu\ (?:de\b|du\b|d')
              | \b(?:n'est|ne\ sera|n'etait)\ (?:finalement\ |donc\ )?(?:plus|pas)\b
              | \b(?:annul|retir|enlev|supprim|desinscri|ray|barr|radi)\w+ | \bn'inscrivez\ (?:plus|pas)\b
              | \b(?:absence|depart|empechement|desistement|indisponibilite)\ (?:de\b|du\b|d')
              | \b(?:ancien\w*|initial\w*|precedent\w*)\ (?:participante?|inscrite?|nom)\b | \bparticipante?\ (?:initial|prevue?|inscrite?)\w*
              | \bpersonne\ (?:remplacee|inscrite|absente|empechee)\b",
        )
    });
    static COMES_AFTER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:viendra|viendront|vient|venir|participera|participeront|participe|assistera|assisteront|assiste|ira|iront
              |sera\ (?:donc\ )?(?:la\b|presente?|des\ votres|parmi)|se\ (?:rendra|deplacera|substitu\w+)|prendra|representera|remplacera|remplaceront|remplace
              |(?:me|nous|la|le|les|l'|lui)\ ?(?:remplac|represent|supple|substitu)\w*|siegera|fera\ le\ deplacement|est\ (?:disponible|remplacante?)
              |pourra|peut|accepte|prend)\b
              | ^[,\ ]*(?:a\ (?:ma|sa|notre|leur)\ place|a\ la\ place|au\ lieu\ d|en\ lieu\ et\ place|en\ remplacement|en\ mon\ nom)",
        )
    });
    static LEAVES_AFTER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:ne\ |n')(?:\w+\ )?(?:pourra|pourront|peut|peuvent|viendra|viendront|sera|seront|participera|assistera|pouvant|vient|participe|est\ plus)\b
              | \b(?:malade|souffrante?|empechee?|indisponible|hospitalisee?|absente?|excusee?)s?\b | \ben\ (?:conges?|arret|vacances|deplacement)\b
              | \b(?:laisse|laissera|cede|donne|transmet)\ sa\ place\b | \bse\ desiste | \bannule\b | \bdevait\b
              | \bsera\ (?:\w+\ )?(?:remplac|represent|supple)\w* | \bseront\ (?:\w+\ )?(?:remplac|represent|supple)\w*
              | ^[,\ ]*(?:remplac|represent|supple)ee?s?\b | \b(?:se\ fera|se\ fait|se\ faire|etre|est)\ (?:remplac|represent)\w*
              | \b(?:initialement|deja|precedemment|prealablement)\ inscrite?s? | \bqui\ (?:etait|est|s'etait)\ (?:bien\ |deja\ )?inscrite?",
        )
    });
    let before = clause(before);
    let last = |rule: &Regex| rule.find_iter(before).last().map(|found| found.end());
    let nearest = |rule: &Regex| last(rule).filter(|at| is_near(before, *at));
    let by_somebody_else = last(&BY_SOMEBODY_ELSE).is_some_and(|at| is_near(before, at));
    let comes = nearest(&COMES_BEFORE).filter(|_| !by_somebody_else);
    match (comes, nearest(&LEAVES_BEFORE)) {
        (Some(comes), Some(leaves)) if comes >= leaves => return Some(Part::Comes),
        (_, Some(_)) => return Some(Part::Leaves),
        (Some(_), None) => return Some(Part::Comes),
        (None, None) => {}
    }
    let after = up_to_another_subject(after);
    let first = |rule: &Regex| rule.find(after).map(|found| found.start());
    match (first(&COMES_AFTER), first(&LEAVES_AFTER)) {
        (Some(comes), Some(leaves)) if comes < leaves => Some(Part::Comes),
        (_, Some(_)) => Some(Part::Leaves),
        (Some(_), None) => Some(Part::Comes),
        (None, None) => None,
    }
}

/// What is said after the last "que".
fn clause(before: &str) -> &str {
    static THAT: LazyLock<Regex> = LazyLock::new(|| phrase(r"\bqu(?:e |')"));
    THAT.find_iter(before).last().and_then(|that| before.get(that.end()..)).unwrap_or(before)
}

/// Whether what ends at `at` is not too far from the name that follows.
fn is_near(before: &str, at: usize) -> bool {
    /// No more than a role and an organisation stand between, in octets.
    const FAR: usize = 70;
    before.len() - at < FAR
}

/// What is still said of the person: "Mme Petit, je serai remplacée" says nothing of her.
fn up_to_another_subject(after: &str) -> &str {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)(?:^|[,\ ])(?:je|j'|nous|c'est|ce\ sera|merci|vous)\b
              | ,\ (?:et\ |donc\ )?(?:ma|mon|notre)\ [\w-]+(?:\ [\w-]+){0,2}\ (?:ne|n'|sera|est|viendra|participera|assistera|me|la|le)\b",
        )
    });
    SUBJECT.find(after).and_then(|subject| after.get(..subject.start())).unwrap_or(after)
}

/// Whether a sentence, folded, says that its writer is the one who does not come.
pub fn writer_leaves(sentence: &str) -> bool {
    static WRITER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:ma|notre)\ place\b | \b(?:me|nous|m')\ ?(?:remplac|represent|supple|substitu)\w*
              | \b(?:serai|serons|suis|sommes)\ (?:\w+\ ){0,2}(?:remplac|represent|supple)\w*
              | \b(?:me|nous)\ f(?:aire|ais|erai|erons|aisons)\ (?:remplac|represent) | \bmoi\b
              | \bmon\ (?:inscription|remplacement|nom|absence) | \bma\ participation\b | \b(?:je|nous)\ (?:ne\ |n')
              | \bje\ (?:ne\ )?(?:laisse|cede|donne|transmets|delegue|mandate|designe)",
        )
    });
    WRITER.is_match(sentence)
}

/// Whether a sentence, folded, says that its writer is the one who comes: "je la remplacerai".
pub fn writer_comes(sentence: &str) -> bool {
    static WRITER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:je|nous)\ (?:la\ |le\ |les\ )?(?:remplace|remplacerai|remplacons|remplacerons|represente|representerai)\b
              | \b(?:je|j')\ ?(?:viens|viendrai|participe|participerai|assiste|assisterai|serai|souhaite|peux|vais)\b
                .{0,80}\b(?:a\ la\ place\ d|au\ lieu\ d|en\ remplacement\ d|en\ lieu\ et\ place|a\ (?:sa|leur)\ place)
              | \bc'est\ (?:moi|nous)\ qui\ (?:viendr|remplac|represent|particip|assist|la\ |le\ )",
        )
    });
    WRITER.is_match(sentence)
}

/// Whether a sentence, folded, says that somebody else than its writer does not come.
pub fn another_leaves(sentence: &str) -> bool {
    static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:sa|leur)\ place\b | \b(?:la|le|les|l')\ ?(?:remplac(?:era|eront|e|er)|represent(?:era|e|er))\b
              | \b(?:sera|seront|est)\ (?:\w+\ )?(?:remplac|represent|supple)\w*
              | \b(?:remplac(?:er|era|e|ement\ de)|place\ de|lieu\ de)\ (?:ma|mon|notre|nos|mes|la|le)\b",
        )
    });
    ANOTHER.is_match(sentence)
}
