//! What clauses say, rule by rule. Each is a pattern over one folded clause.

mod beside;
mod joining;
mod leaving;

pub use beside::*;
pub use joining::*;
pub use leaving::*;

/// To come, in any of the ways of saying so.
macro_rules! coming {
    () => {
        r"(?:particip|assist|present|representee?|venir\b|rendre\b|joindre\b|liberer\b|des\ votres
            |parmi\ vous|avec\ vous|rester\b|monter\b|deplacer\b|(?:etre|pas|plus)\ la\b)"
    };
}
use coming;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $($part:expr),+;)+) => {
        $($(#[$doc])* pub static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| crate::pattern::pattern(concat!("(?x)", $($part),+)));)+

        #[cfg(test)]
        pub const ALL: &[&std::sync::LazyLock<regex::Regex>] = &[$(&$name),+];
    };
}
use rules;

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_compiles_and_needs_words() {
        for rule in [super::beside::ALL, super::joining::ALL, super::leaving::ALL].concat() {
            assert!(!rule.is_match(""), "{}", rule.as_str());
        }
    }
}
