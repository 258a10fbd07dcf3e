//! Values that do not look like what they should be: a person decides about them.

use std::sync::LazyLock;

use regex::Regex;

use super::reading::Value;
use super::vocabulary::begins_an_organisation;
use super::{names, values};
use crate::event::Field;
use crate::fold::fold;
use crate::pattern::pattern;

/// Whether a value hardly is what it was read as.
#[must_use]
pub fn is_doubtful(value: &Value) -> bool {
    match value.field {
        Field::LastName | Field::FirstName => is_no_name(&value.text),
        Field::Organisation => is_no_organisation(&value.text),
        _ => false,
    }
}

/// A name has letters and the signs that join them, and does not begin as an organisation does.
fn is_no_name(text: &str) -> bool {
    /// More words than half a name has.
    const TOO_MANY: usize = 5;
    let words = text.split_whitespace().count();
    let has_signs =
        text.chars().any(|c| !(c.is_alphabetic() || c.is_whitespace() || "'’-–.\"«»“”()".contains(c)));
    has_signs || words > TOO_MANY || words > 1 && begins_an_organisation(text) || !names::is_plausible(text)
}

/// An organisation has a name of some letters; it is no telephone, no address, no answer to a question, and
/// no sentence.
fn is_no_organisation(text: &str) -> bool {
    /// No organisation's name is longer, in characters.
    const LONGEST: usize = 200;
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:oui|non|ok|x)$|^(?:je|j'|nous|vous|cela|merci|bonjour|ci-joint|voir|cf|idem|pareil|meme)\b|\?$",
        )
    });
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_contact = || values::email(text).is_some() || values::phone(text).is_some() && letters < 4;
    letters < 2 || text.chars().count() > LONGEST || SAYS.is_match(&fold(text)) || is_contact()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::reading::{Basis, Place};

    fn doubts(field: Field, text: &str) -> bool {
        let (text, place) = (text.to_owned(), Place::default());
        is_doubtful(&Value { field, text, place, basis: Basis::Labelled })
    }

    #[test]
    fn names_are_not_doubted() {
        for name in [
            "Le Goff",
            "Mohamed « Momo »",
            "N'Diaye",
            "Van den Berghe-Petit",
            "Aïcha",
            "M.-P.",
            "O’Leary",
            "Ben Saïd",
        ] {
            assert!(!doubts(Field::LastName, name), "{name}");
        }
    }

    #[test]
    fn what_is_no_name_is_doubted() {
        for name in ["Petit 06", "zoe@mjc.example", "[C. Petit]", "MJC de Croix", "je ne sais pas encore"] {
            assert!(doubts(Field::LastName, name), "{name}");
        }
    }

    #[test]
    fn organisations_are_not_doubted() {
        for name in [
            "MJC",
            "3 Cités",
            "CA du Pévèle",
            "ADELI-Habitat",
            "CCAS d'Avion (service social)",
            "Ville de Lens – DGS",
        ] {
            assert!(!doubts(Field::Organisation, name), "{name}");
        }
    }

    #[test]
    fn what_is_no_organisation_is_doubted() {
        for name in ["oui", "06 39 98 00 01", "zoe@mjc.example", "je travaille seule", "laquelle ?", "-"] {
            assert!(doubts(Field::Organisation, name), "{name}");
        }
    }
}
