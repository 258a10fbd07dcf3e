//! What clauses say, rule by rule. Each is a list of phrases, as patterns over one folded clause that
//! begin at the beginning of a word.

mod answering;
mod beside;
mod joining;
mod leaving;
mod machines;

#[cfg(test)]
mod tests;

pub use answering::*;
pub use beside::*;
pub use joining::*;
pub use leaving::*;
pub use machines::*;

use regex::Regex;

use crate::pattern::pattern;

/// What stands for several words in a phrase.
const SHORT: [(&str, &str); 8] = [
    // To come, in any of the ways of saying so.
    (
        "<come>",
        r"(?:particip|assist|present|representee?|venir\b|rendre\b|joindre\b|liberer\b|profiter\b|honorer\b|des votres|parmi vous|avec vous|rester\b|monter\b|deplacer\b|deplacement\b|(?:etre|pas|plus) la\b)",
    ),
    ("<number>", r"(?:une?|deux|trois|quatre|cinq|six|\d+)"),
    ("<my>", "(?:mon|ma|mes|notre|nos|son|sa|ses|leurs?)"),
    // What stands before a yes or a no.
    (
        "<lead>",
        r"(?:(?:bonjour|bonsoir|merci(?: beaucoup| bien)?|alors|et bien|eh bien|bon|ah|oh|mais|donc|finalement|malheureusement|helas|desolee?s?|evidemment|mille fois|c'est (?:donc )?|ce sera|je (?:vous )?(?:dis|reponds)(?: donc)?|(?:ma |la )?reponse(?: est)?|pour (?:moi|nous|ma part)|madame|monsieur) ?)*",
    ),
    // And behind it.
    (
        "<tail>",
        r"(?: (?:merci(?: beaucoup| bien| a vous| encore| d'avance| infiniment)?|avec (?:un |grand |un grand |beaucoup de )?plaisir|volontiers|bien sur|bien entendu|tout a fait|en effet|effectivement|evidemment|absolument|sans (?:faute|hesiter|hesitation)|pour (?:moi|nous|ma part|(?:la|cette|une|ma) place|(?:le |ce )?<day>(?: \w+)?)|c'est (?:bon|ok|parfait|d'accord)|madame|monsieur|toujours|finalement|encore|desolee?s?|malheureusement|helas|je (?:vous )?(?:remercie|confirme)))*",
    ),
    ("<day>", r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|\d{1,2})"),
    (
        "<kin>",
        r"(?:autres? )?(?:coll?egues?|mari|femme|epou(?:x|se)|conjointe?|compagn\w+|fils|fille|pere|mere|frere|soeur|voisine?s?|amie?s?|binome|stagiaires?|adjointe?s?|direct(?:eur|rice)s?|responsables?|chef\w*|president\w*|maire|elue?s?|secretaire|collaborat(?:eur|rice)s?|equipiere?s?|benevoles?|remplacante?s?|camarades?)",
    ),
    ("<seat>", "(?:inscriptions?|participation|venue|presence|places?|reservation|demande)"),
];

fn any_of(phrases: &[&str]) -> Regex {
    let phrases = SHORT.iter().fold(phrases.join("|"), |text, (short, long)| text.replace(short, long));
    pattern(&of_ascii(&format!(r"\b(?:{phrases})")))
}

/// `rule` with its words and digits in ASCII alone, as folded French has them: the tables of all letters there are
/// would take a tenth of the reader's memory.
fn of_ascii(rule: &str) -> String {
    let mut ascii = String::with_capacity(rule.len());
    let (mut is_escaped, mut is_in_class) = (false, false);
    for sign in rule.chars() {
        match (is_escaped, sign) {
            (true, 'w') => ascii.push_str(if is_in_class { "a-z0-9_" } else { "[a-z0-9_]" }),
            (true, 'd') => ascii.push_str(if is_in_class { "0-9" } else { "[0-9]" }),
            (true, sign) => ascii.extend(['\\', sign]),
            (false, '\\') => {}
            (false, sign) => {
                is_in_class = sign == '[' || is_in_class && sign != ']';
                ascii.push(sign);
            }
        }
        is_escaped = !is_escaped && sign == '\\';
    }
    ascii
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $($phrase:literal)+;)+) => {
        $($(#[$doc])* pub static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| super::any_of(&[$($phrase),+]));)+

        #[cfg(test)]
        pub const ALL: &[(&str, &std::sync::LazyLock<regex::Regex>)] = &[$((stringify!($name), &$name)),+];
    };
}
use rules;
