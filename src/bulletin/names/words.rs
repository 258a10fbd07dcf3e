//! What single words tell of a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::fold;

/// Whether `word`, or each part of it between hyphens, is a usual given name.
#[must_use]
pub fn is_first_name(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("first_names.txt").split_whitespace().collect());
    let folded = fold(word);
    !folded.is_empty() && folded.split('-').all(|part| KNOWN.contains(part))
}

/// Whether a given name is usual as a family name too.
pub fn is_family_name_too(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("first_names_and_family_names.txt").split_whitespace().collect());
    KNOWN.contains(fold(word).as_str())
}

/// Whether all of `name` are usual given names.
pub fn is_given(name: &str) -> bool {
    name.split_whitespace().all(is_first_name)
}

/// Whether a word is written in capitals, as French forms write family names.
#[must_use]
pub fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(|c| !c.is_lowercase())
}

pub fn is_all_shouted(name: &str) -> bool {
    name.split_whitespace().all(|word| is_shouted(word) || is_particle(word))
        && name.split_whitespace().any(is_shouted)
}

/// Whether a word leads up to the family name it belongs to.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "de" | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "d'"
            | "van"
            | "von"
            | "vanden"
            | "vander"
            | "den"
            | "der"
            | "el"
            | "al"
            | "ben"
            | "bel"
            | "bou"
            | "ait"
            | "mac"
            | "mc"
            | "da"
            | "do"
            | "dos"
            | "di"
            | "saint"
            | "st"
    )
}

/// Whether a folded word is a civility.
#[must_use]
pub fn is_civility(word: &str) -> bool {
    matches!(word, "m" | "mr" | "mme" | "mlle" | "melle" | "monsieur" | "madame" | "mademoiselle" | "dr")
}

/// Whether a folded word is a title that is put before names: a civility, a profession, an order.
pub fn is_title(word: &str) -> bool {
    is_civility(word)
        || matches!(
            word,
            "veuve"
                | "vve"
                | "docteur"
                | "pr"
                | "professeur"
                | "me"
                | "maitre"
                | "soeur"
                | "frere"
                | "pere"
                | "abbe"
        )
}
