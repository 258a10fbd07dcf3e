//! What clauses say, rule by rule. Each is a list of phrases, as patterns over one folded clause that
//! begin at the beginning of a word.

mod beside;
mod joining;
mod leaving;
mod machines;

#[cfg(test)]
mod tests;

pub use beside::*;
pub use joining::*;
pub use leaving::*;
pub use machines::*;

use regex::Regex;

use crate::pattern::pattern;

/// What stands for several words in a phrase.
const SHORT: [(&str, &str); 4] = [
    // To come, in any of the ways of saying so.
    (
        "<come>",
        r"(?:particip|assist|present|representee?|venir\b|rendre\b|joindre\b|liberer\b|profiter\b|honorer\b|des votres|parmi vous|avec vous|rester\b|monter\b|deplacer\b|deplacement\b|(?:etre|pas|plus) la\b)",
    ),
    ("<number>", r"(?:une?|deux|trois|quatre|cinq|six|\d+)"),
    ("<my>", "(?:mon|ma|mes|notre|nos|son|sa|ses|leurs?)"),
    ("<seat>", "(?:inscriptions?|participation|venue|presence|places?|reservation|demande)"),
];

fn any_of(phrases: &[&str]) -> Regex {
    let phrases = SHORT.iter().fold(phrases.join("|"), |text, (short, long)| text.replace(short, long));
    pattern(&format!(r"\b(?:{phrases})"))
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
