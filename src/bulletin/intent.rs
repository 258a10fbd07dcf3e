//! What the writer wants, from the writer's own words, clause by clause.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{Day, days};
use super::pattern;
use crate::fold::fold;

/// What the writer's own words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a message can say several of these at once")]
pub struct Intent {
    /// Registers somebody.
    pub joins: bool,
    /// Withdraws.
    pub withdraws: bool,
    /// Sends somebody else instead.
    pub replaces: bool,
    /// Asks something.
    pub asks: bool,
    /// Passes the announcement on.
    pub passes_on: bool,
    /// Says thanks, and nothing else that matters.
    pub thanks: bool,
    /// Speaks of a bulletin or an inscription at all.
    pub about_registering: bool,
}

/// A part of a sentence.
struct Clause {
    folded: String,
    question: bool,
}

impl Clause {
    fn says(&self, rule: &Regex) -> bool {
        rule.is_match(&self.folded)
    }

    fn days(&self) -> Vec<Day> {
        days(&self.folded)
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr;)+) => {
        $($(#[$doc])* static $name: LazyLock<Regex> = LazyLock::new(|| pattern($pattern));)+
    };
}

rules! {
    /// "je m'inscris", "merci d'inscrire Mme Petit", "noter ma participation", "je participerai".
    JOINING = r"\b(?:m'|me |nous )inscri|(?:^| |d')inscri(?:re|s|vons)\b|\b(?:mon|notre|ma|nos|mes|son|sa|leur|leurs) (?:bulletin|inscription|participation|presence|venue|fiche)|\b(?:je|nous) (?:participer(?:ai|ons)|viendr(?:ai|ons)|assister(?:ai|ons)|ser(?:ai|ons) present)|\bsouhait\w+ (?:y )?(?:participer|assister|venir)|\b(?:pour|l'|une|d'|les|des|nos) ?inscriptions? (?:de|pour|a)\b|\bpour inscription\b";
    /// "ci-joint le bulletin", "voici la fiche remplie".
    ENCLOSING = r"\b(?:ci-?joints?|ci-?jointe|joints?|jointe|voici|trouver\w*|envoie|adresse|transmets|renvoie|retourne|voir|piece jointe|pj)\b.*\b(?:bulletins?|inscriptions?|formulaire|fiche)|\b(?:bulletins?|formulaire|fiche)\b.*\b(?:ci-?joint|joint|jointe|complete|completee|rempli|remplie)\b";
    /// "annuler mon inscription", "je me désiste", "ANNULER".
    CANCELLING = r"\bannul\w* (?:de )?(?:mon|ma|notre|nos|mes|l'|cette|la|sa|son|leur) ?(?:inscription|participation|venue|presence|place|reservation)|^(?:merci d'|je souhaite |j')?annul(?:er|ation|e|ez)(?: svp| s'il vous plait| merci)?$|\bannulation (?:d'|de l'|de mon )?(?:inscription|participation)|\bdesist(?:e|er|ement|ons|ement)\b|\bretir(?:er|ez) (?:mon|notre|ma) (?:inscription|nom|participation)|\blib[e]re\w* (?:ma|la|notre) place";
    /// "je ne pourrai pas participer", "nous ne viendrons plus", "m'empêche de venir".
    NOT_COMING = r"\b(?:ne|n') ?(?:pourr|peu|pouv|puis|ser|viendr|particip|assist)\w*\b.*\b(?:pas|plus|ni)\b.*\b(?:particip|present|venir|assister|rendre|des votres|parmi vous|joindre|liberer)|\b(?:ne|n') ?(?:viendr|particip|assister|ser)\w*\b.*\b(?:pas|plus)\b|\bm'empeche\w* d[e'] ?(?:particip|venir|assister|etre)|\bplus (?:en mesure|possible) d[e'] ?(?:me |m')?(?:particip|venir|assister|etre|rendre)";
    /// "n'ayant pas pu", "je ne pouvais pas", "j'avais dû annuler": over and done.
    PAST = r"\bn'ayant\b|\bn'a(?:i|vons|it|vais|vions)\b|\b(?:pouv|av|et|dev)(?:ais|ait|ions|iez|aient)\b|\bavoir (?:du|pu)\b|\bn'(?:ai|avons) (?:pas )?pu\b";
    /// "viendra à ma place", "je serai remplacée par".
    REPLACING = r"\ba (?:ma|sa|notre|leur) place\b|\b(?:me|nous|le|la) rempla[c]|\b(?:ser\w+|etre) (?:remplac|represente)|\bremplac(?:e|ee|es) par\b|\bremplacera\b|\bchangement de participant";
    /// "pour info", "à diffuser".
    PASSING_ON = r"\bpour (?:info|infos|information|diffusion)\b|\ba (?:diffuser|relayer|faire suivre|faire circuler|transmettre)\b|\bmerci de (?:diffuser|relayer|faire suivre|faire circuler)|\bfyi\b|\ba toutes fins utiles\b|\bsi (?:cela|ca) (?:vous |t')?interess";
    /// A request to be registered, though it ends in a question mark.
    REQUESTING = r"\b(?:pouvez|pourriez|peux|pourrais|peut|pourrait)-?(?: ?vous| ?tu| ?on)\b.*\b(?:inscrire|enregistrer|noter|ajouter|compter)\b";
    /// "merci beaucoup", "c'est noté".
    THANKING = r"\bmerci (?:beaucoup|bien|pour|a vous|de votre)|^merci$|\ba bientot\b|\bbien (?:recu|note)\b|\bc'est note\b";
    /// The words that any message about registering has.
    REGISTERING = r"\binscri|\bbulletin|\bparticip|\bcoupon|\bformulaire|\bfiche\b";
}

/// What the writer of `own_words` wants; `subject` counts where it is the writer's own.
#[must_use]
pub fn intent(subject: &str, own_words: &str) -> Intent {
    let clauses: Vec<Clause> = clauses(own_words).chain(clauses(own_subject(subject))).collect();
    let mut intent = Intent::default();
    let (mut joined, mut withdrawn): (Vec<Day>, Vec<Day>) = (Vec::new(), Vec::new());
    let mut withdrawn_without_a_day = false;
    for clause in &clauses {
        let request = clause.says(&REQUESTING);
        let past = clause.says(&PAST);
        let leaves = clause.says(&CANCELLING) || clause.says(&NOT_COMING);
        intent.about_registering |= clause.says(&REGISTERING);
        intent.passes_on |= clause.says(&PASSING_ON);
        intent.thanks |= clause.says(&THANKING);
        intent.asks |= clause.question && !request;
        if clause.question && !request || past {
            continue;
        }
        intent.replaces |= clause.says(&REPLACING);
        if leaves {
            withdrawn.extend(clause.days());
            withdrawn_without_a_day |= clause.days().is_empty();
        } else if clause.says(&JOINING) || clause.says(&ENCLOSING) {
            intent.joins = true;
            joined.extend(clause.days());
        }
    }
    let of_another_day = !joined.is_empty() && !withdrawn.iter().any(|day| joined.contains(day));
    intent.withdraws = withdrawn_without_a_day || !withdrawn.is_empty() && !of_another_day;
    intent
}

/// `own_words` without the clauses that say what was, or what will not be: what is left may tell
/// which event the writer means.
#[must_use]
pub fn affirmed(own_words: &str) -> String {
    clauses(own_words)
        .filter(|clause| !clause.says(&PAST) && !clause.says(&NOT_COMING))
        .map(|clause| clause.folded)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A subject that is not the thread's.
fn own_subject(subject: &str) -> &str {
    static THREAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:re|tr|fw|fwd|rép|ref)\s*:"));
    if THREAD.is_match(subject) { "" } else { subject }
}

/// The clauses of `text`; lines that a mail program wrapped are joined.
fn clauses(text: &str) -> impl Iterator<Item = Clause> {
    static BREAK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[.;!?\n(),]+|\b(?:mais|cependant|toutefois)\b"));
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        let goes_on = line.trim_start().starts_with(char::is_lowercase);
        joined.push(if goes_on { ' ' } else { '\n' });
        joined.push_str(line);
    }
    let mut clauses = Vec::new();
    let mut rest = joined.as_str();
    while !rest.is_empty() {
        let (clause, end, after) = match BREAK.find(rest) {
            Some(found) => {
                (rest.get(..found.start()), found.as_str(), rest.get(found.end()..).unwrap_or_default())
            }
            None => (Some(rest), "", ""),
        };
        let folded = fold(clause.unwrap_or_default());
        if !folded.is_empty() {
            clauses.push(Clause { folded, question: end.contains('?') });
        }
        rest = after;
    }
    // A comma does not end a question: "Bonjour, peut-on, comme l'an dernier, venir à deux ?"
    clauses.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Intent {
        intent("", text)
    }

    #[test]
    fn joining() {
        for text in [
            "Bonjour, je m'inscris à la rencontre du 24 mars.",
            "pouvez-vous m'inscrire à la rencontre svp ?",
            "Merci d'enregistrer mon inscription.",
            "Veuillez trouver ci-joint le bulletin d'inscription de M. Petit.",
            "Je souhaite inscrire Zoé Petit",
            "Merci de bien vouloir noter ma participation",
            "peut-on inscrire Zoé Petit pour le 24 ?",
            "Bonjour, bulletin ci-joint.",
            "peut-on inscrire Zoé d'Hondt du CCAS d'Avion pour le 24 ?",
            "Pour inscription, merci.",
            "Je souhaite participer à la séance de rattrapage",
        ] {
            let intent = says(text);
            assert!(intent.joins && !intent.withdraws && !intent.replaces, "{text}: {intent:?}");
        }
    }

    #[test]
    fn withdrawing() {
        for text in [
            "Je ne pourrai finalement pas participer à la rencontre du 24 mars. Merci d'annuler mon inscription.",
            "un empêchement de dernière minute m'oblige à me désister pour le 24 mars. Désolée.",
            "ANNULER",
            "Merci d'annuler mon inscription svp",
            "Nous ne viendrons malheureusement pas.",
            "Je ne participerai plus à la rencontre",
        ] {
            let intent = says(text);
            assert!(intent.withdraws && !intent.joins, "{text}: {intent:?}");
        }
    }

    #[test]
    fn what_is_past_or_about_another_day_is_no_withdrawal() {
        for text in [
            "N'ayant pas pu participer à la rencontre du 25 février, je m'inscris à celle du 24 mars (bulletin joint).",
            "je ne pouvais pas être présente le 25 février et j'avais dû annuler mon inscription. Je vous adresse donc mon bulletin pour le 24 mars.",
            "Je ne pourrai pas être présente le 25 février, je m'inscris donc au 24 mars",
        ] {
            let intent = says(text);
            assert!(intent.joins && !intent.withdraws, "{text}: {intent:?}");
        }
        assert!(!says("Suite à l'annulation de mon train, j'aurai dix minutes de retard.").withdraws);
        assert!(!says("La rencontre est-elle annulée ?").withdraws);
    }

    #[test]
    fn replacing() {
        for text in [
            "Merci de noter que Zoé Petit participera à ma place le 24 mars.",
            "Je serai remplacée par ma collègue Zoé Petit.",
        ] {
            assert!(says(text).replaces, "{text}");
        }
    }

    #[test]
    fn asking_thanking_and_passing_on_are_not_joining() {
        for text in [
            "Y a-t-il un parking à proximité ?",
            "Avez-vous bien reçu mon bulletin envoyé la semaine dernière ? Je n'ai pas eu de retour.",
            "Merci beaucoup, à bientôt !",
            "Pour info, à diffuser à vos collègues.",
            "Comment s'inscrire ?",
            "Veuillez trouver ci-joint notre facture.",
            "Est-il encore possible de s'inscrire ?",
        ] {
            let intent = says(text);
            assert!(!intent.joins && !intent.withdraws, "{text}: {intent:?}");
        }
        assert!(says("Pour info, à diffuser à vos collègues.").passes_on);
        assert!(says("Y a-t-il un parking ?").asks);
    }

    #[test]
    fn days_of_what_will_not_be_do_not_tell_the_event() {
        assert_eq!(
            days(&affirmed("Je ne pourrai pas venir le 25 février, je m'inscris au 24 mars.")).len(),
            1
        );
    }
}
