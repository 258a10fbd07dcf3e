//! The words of sentences.

use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// A pattern in which an apostrophe stands for a typographic one too.
pub fn phrase(rule: &str) -> Regex {
    pattern(&rule.replace('\'', "['’]"))
}

/// `text` on one line, a single space between its words.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word belongs to no name: greetings, months, what a sentence begins with.
pub fn is_no_name(word: &str) -> bool {
    matches!(
        fold(word).trim_end_matches('.'),
        "bonjour"
            | "bonsoir"
            | "salut"
            | "merci"
            | "cordialement"
            | "rencontre"
            | "seance"
            | "session"
            | "reunion"
            | "inscription"
            | "inscriptions"
            | "bulletin"
            | "irev"
            | "lille"
            | "reseau"
            | "janvier"
            | "fevrier"
            | "mars"
            | "avril"
            | "mai"
            | "juin"
            | "juillet"
            | "aout"
            | "septembre"
            | "octobre"
            | "novembre"
            | "decembre"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "voici"
            | "pour"
            | "vous"
            | "nous"
            | "je"
            | "si"
            | "ni"
            | "il"
            | "elle"
            | "ma"
            | "mon"
            | "notre"
            | "tel"
            | "mail"
            | "port"
            | "telephone"
            | "portable"
            | "mes"
            | "ci-joint"
            | "suite"
            | "madame"
            | "monsieur"
            | "mme"
            | "mlle"
            | "objet"
            | "ps"
            | "ok"
            | "oui"
            | "non"
            | "desole"
            | "desolee"
            | "bien"
            | "bonne"
            | "tres"
            | "avec"
            | "dans"
            | "et"
            | "a"
            | "au"
    )
}
