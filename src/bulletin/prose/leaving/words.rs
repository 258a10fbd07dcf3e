//! The words by which people leave, or come all the same.

use std::sync::LazyLock;

use regex::Regex;

use super::super::segments::{Beginning, segments};
use super::super::words::phrase;
use crate::bulletin::codes::codes;

/// Words behind which something else is said, of others.
pub static BUT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\s*\b(?:mais|par contre|en revanche|toutefois|cependant|tandis que|alors que|sauf|hormis|excepté|[àa] l'exception d[eu]|(?:et )?(?:de )?(?:garder|gardez|maintenir|maintenez|conserver|conservez|laisser))\b\s*",
    )
});
/// Words by which somebody else is said to stay away.
pub static STAYS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?xi)\b(?:ne\s|n')(?:\w+\s){0,2}?(?:pourr|peu[tvx]|puisse|viendr|vien[dnt]|ser[ao]|est\b|sont\b|particip|assist|souhait|compte)\w*
          | \b(?:viendra|viendront|pourra|pourront|peut|peuvent|sera|seront|participera|participeront|vient)\s(?:\w+\s)?(?:pas|plus)\b
          | \b(?:est|sera|sont|seront|étant|etant)\s(?:\w+\s){0,2}?(?:malade|absent|empêch|empech|indisponible|excus|souffrant|hospitalis|retenu|en\sarr[êe]t|en\scong)\w*
          | \b(?:se\sd[ée]sist|annul|renonc|d[ée]clin)(?:e|ent|era|eront)\b
          | \b(?:doi(?:t|vent)|souhaite(?:nt)?|préf[èe]re(?:nt)?)\s(?:\w+\s){0,2}?(?:annuler|se\sd[ée]sister|renoncer|d[ée]cliner)\b
          | \b(?:sommes|sont|est)\sdans\sl'(?:impossibilité|impossibilite|incapacité|incapacite)\b
          | \b(?:a|ont)\sun\s(?:empêchement|empechement|contretemps|imprévu) | \bnon\splus$",
    )
});
/// Words that say so of several.
pub static PLURAL: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)(?:ront|vent|sont|ont|ent)\b"));
/// What is said there is not about all of the meeting.
pub static PARTLY: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:qu'|que (?:le|la|pour|vers)\b)|jusqu'à la fin|\b(?:rester|le matin|l'après-midi|en retard)\b",
    )
});
/// Words by which a registration is cancelled; whose, stands behind them.
pub static CANCELS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:annul(?:er|ez|ation|ations|e|ons)|d[ée]s?inscri(?:re|vez|ption|ptions)|retir(?:er|ez)|supprim(?:er|ez)|enlev(?:er|ez)|ray(?:er|ez)|d[ée]sistements?|suppressions?|(?:excuse[rz]?|note[rz]|signaler?|annoncer?)\s+l'absence)\b",
    )
});
/// Words by which somebody comes all the same.
pub static COMES: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?i)\b(?:viendra|viendront|participera|participeront|assistera|maintien\w*|maintenue?s?|reste(?:nt)?|sera (?:bien |quand même |donc |toujours )?(?:là|la|présente?)|seront (?:bien |donc )?(?:là|la|présente?s)|vient (?:bien|quand même)|est toujours)\b",
    )
});
/// Words by which the writer says it of herself too.
pub static ONESELF: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?xi)\bje\s(?:ne\s|n')?(?:\w+\s){0,2}?(?:pourrai|peux|viendrai|serai|participerai|viens)\b.*\b(?:venir|présente?|presente?|participer|assister|là|pas|plus)$
          | \b(?:me\sd[ée]siste|me\sd[ée]sister|me\sd[ée]sinscrire)\b | \b(?:mon\sinscription|ma\s(?:participation|venue|présence|place))\b
          | \bla\smienne\b | \b(?:et|que)\smoi(?:-même)?\b | \bmoi(?:-même)?\s(?:et|non\splus)\b",
    )
});
/// Words by which the writer comes.
static FIRST_PERSON_COMES: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"(?i)\b(?:je|j'y|moi|nous)\s(?:y\s)?(?:viens|viendrai|serai|serons|oui|si|viendrons)\b")
});
pub static FIRST_PERSON: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)\b(?:je|j'|nous|on)\b"));
pub static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"(?i)(?:^|\b(?:qui|et|que|donc|car|qu') ?)\b(?:il|elle|ils|elles|qui)\s*$|^qui\s*$")
});

/// Whether `own_words` say of somebody that they come, or are to be kept.
#[must_use]
pub fn says_who_comes(own_words: &str) -> bool {
    let says_so = |piece: &str| COMES.is_match(piece) && !STAYS.is_match(piece);
    BUT.is_match(own_words) || pieces(own_words).iter().any(|piece| says_so(piece))
}

/// Whether `own_words`, by which somebody leaves, say that somebody comes who may be meant in their place: "mais
/// Zoé Blanc y sera", "au profit de Zoé Blanc".
#[must_use]
pub fn sends_somebody(own_words: &str) -> bool {
    static SENDS: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)\b(?:y\ sera|sera\ (?:bien\ |quand\ même\ )?(?:là|la|présente?|presente?|des\ vôtres)|viendra|viendront|participera|assistera
              |repr[ée]sentera|(?:prend|prendra)\ (?:le\ relais|la\ suite)|j'envo\w+|nous\ envo\w+
              |(?:peut|pourra|pourrait|souhaite|veut|aimerait|propose)\ (?:\w+\ )?(?:prendre|venir|participer|assister)
              |est\ (?:\w+\ )?(?:int[ée]ress[ée]e?|disponible|partante?|preneuse|preneur)|reste\ inscrite?)\b | \b(?:si|oui)\s*$
              | \b(?:inscri(?:vez|re)|ajout(?:ez|er))\s+(?:plutôt\s+)?(?:(?:ma|mon)\s+collègue\s+)?(?-i:\p{Lu})",
        )
    });
    static IN_FAVOUR: LazyLock<Regex> = LazyLock::new(|| phrase(r"(?i)\bau (?:profit|bénéfice) d"));
    let sends = |piece: &String| {
        SENDS.is_match(piece) && !STAYS.is_match(piece) && !FIRST_PERSON_COMES.is_match(piece)
            || IN_FAVOUR.is_match(piece)
    };
    pieces(own_words).iter().any(sends)
}

/// What is said piece by piece.
fn pieces(own_words: &str) -> Vec<String> {
    let segments = segments(own_words);
    segments.iter().flat_map(|segment| BUT.split(&segment.text).map(str::to_owned)).collect()
}

/// The codes that `own_words` name beside those that they cancel: "annuler K7F-3QDM, mais garder B3R-7HKX".
#[must_use]
pub fn kept_codes(own_words: &str) -> Vec<String> {
    static COMING: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"(?i)\b(?:ok|oui|présente?|vient|viendra|maintenue?|confirmée?)\b"));
    let is_coming = |line: &&str| COMING.is_match(line) && !CANCELS.is_match(line) && !STAYS.is_match(line);
    let mut kept: Vec<String> = own_words.lines().filter(is_coming).flat_map(|line| codes(&[line])).collect();
    let mut is_kept = false;
    for segment in &segments(own_words) {
        let goes_on = matches!(segment.begins, Beginning::Amid | Beginning::Colon);
        is_kept &= goes_on;
        for (at, piece) in BUT.split(&segment.text).enumerate() {
            is_kept |= at > 0;
            kept.extend(codes(&[piece]).into_iter().filter(|_| is_kept));
        }
    }
    kept
}
