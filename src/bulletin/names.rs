//! Names as French forms have them: civility, both orders, capitals, particles.

use super::labels::NameOrder;
use crate::fold::fold;

/// A name without civility, in normal capitals where it was all in capitals or all in small
/// letters; as written otherwise.
#[must_use]
pub fn tidy(name: &str) -> String {
    let name = without_civility(without_brackets(name));
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && (letters().all(|c| !c.is_lowercase()) || letters().all(|c| !c.is_uppercase()))
    {
        capitalised(name)
    } else {
        name.to_owned()
    }
}

/// Family and given name of a full name. Capitals tell the family name ("Marie LE GOFF"); without
/// them `order` does, and particles stay with the family name. `None` where there is one word only.
#[must_use]
pub fn split(full: &str, order: NameOrder) -> Option<(String, String)> {
    let full = without_civility(without_brackets(full));
    let full = match Comma::find(full, order) {
        Some(Comma::Between(last, first)) => return Some((tidy(last), tidy(first))),
        Some(Comma::After(name)) => name,
        None => full,
    };
    let words: Vec<&str> = full.split_whitespace().collect();
    let shouted: Vec<bool> = words.iter().map(|word| is_shouted(word)).collect();
    let at = if shouted.contains(&true) && shouted.contains(&false) {
        by_capitals(&words, &shouted)
    } else {
        by_order(&words, order)
    }?;
    let (left, right) = words.split_at_checked(at.boundary)?;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let (last, first) = if at.last_first { (left, right) } else { (right, left) };
    Some((tidy(&last.join(" ")), tidy(&first.join(" "))))
}

/// Where a full name is cut, and which side is the family name.
struct Cut {
    boundary: usize,
    last_first: bool,
}

fn by_capitals(words: &[&str], shouted: &[bool]) -> Option<Cut> {
    if shouted.first() == Some(&true) {
        let boundary = shouted.iter().position(|shouted| !shouted)?;
        return Some(Cut { boundary, last_first: true });
    }
    let mut boundary = shouted.iter().position(|shouted| *shouted)?;
    while boundary > 0 && words.get(boundary - 1).is_some_and(|word| is_particle(word)) {
        boundary -= 1;
    }
    // "de LA TOUR Marie": the family name leads after all.
    if boundary == 0 {
        let end = shouted.iter().rposition(|shouted| *shouted)?;
        return Some(Cut { boundary: end + 1, last_first: true });
    }
    Some(Cut { boundary, last_first: false })
}

fn by_order(words: &[&str], order: NameOrder) -> Option<Cut> {
    if words.len() < 2 {
        return None;
    }
    Some(match order {
        NameOrder::FirstLast => Cut { boundary: 1, last_first: false },
        NameOrder::LastFirst => {
            let particles = words.iter().take_while(|word| is_particle(word)).count();
            Cut { boundary: (particles + 1).min(words.len() - 1), last_first: true }
        }
    })
}

/// Whether a word is written in capitals, as French forms write family names.
fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(|c| !c.is_lowercase())
}

fn is_particle(word: &str) -> bool {
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
            | "den"
            | "der"
            | "el"
            | "al"
            | "ben"
            | "bel"
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

/// Whether a line is nothing but somebody's name: a few words, each with a capital.
#[must_use]
pub fn is_a_name(line: &str) -> bool {
    let words: Vec<&str> = without_civility(line).split_whitespace().collect();
    let named = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c)) && word.starts_with(char::is_uppercase)
    };
    (2..=4).contains(&words.len())
        && words.iter().all(|word| named(word) || is_particle(word))
        && words.first().is_some_and(named)
}

/// Whether `name` holds the names of several people: "LE GOFF et PETIT", "Le Goff Zoé, Petit Luc".
#[must_use]
pub fn names_several(name: &str) -> bool {
    let parts: Vec<&str> = name
        .split(['&', '+', '/', ';', ','])
        .flat_map(|part| part.split(" et "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let with_and = parts.len() > 1 && (name.contains(" et ") || name.contains(['&', '+', '/', ';']));
    with_and || parts.iter().filter(|part| is_a_name(part)).count() > 1
}

/// A name without what was added to it in brackets: "Le Goff (née Petit)".
fn without_brackets(name: &str) -> &str {
    name.split_once('(').map_or(name, |(name, _)| name).trim()
}

/// What a comma in a full name does.
enum Comma<'n> {
    /// It stands between family and given name: "LE GOFF, Zoé".
    Between(&'n str, &'n str),
    /// It ends the name: "Zoé LE GOFF, médiatrice".
    After(&'n str),
}

impl<'n> Comma<'n> {
    fn find(full: &'n str, order: NameOrder) -> Option<Self> {
        let (left, right) = full.split_once(',')?;
        let words: Vec<&str> = left.split_whitespace().collect();
        let shouted = words.iter().filter(|word| is_shouted(word)).count();
        let is_whole = match shouted {
            0 => words.len() > 1 && order == NameOrder::FirstLast,
            _ => shouted < words.len(),
        };
        let ends = is_whole || right.trim().is_empty();
        Some(if ends { Self::After(left) } else { Self::Between(left, right) })
    }
}

fn without_civility(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(char::is_whitespace) {
        if !is_civility(&fold(first.trim_end_matches(['.', ',']))) {
            break;
        }
        name = rest.trim_start();
    }
    name
}

/// A capital for each part of `name`: "LE GOFF" → "Le Goff", "n'diaye" → "N'Diaye". Particles get
/// one too, as in lists of names.
fn capitalised(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|c| -> Vec<char> {
            let cased = if start { c.to_uppercase().collect() } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric();
            cased
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_and_whispered_names_get_normal_capitals_and_keep_their_accents() {
        for (written, wanted) in [
            ("LE GOFF", "Le Goff"),
            ("n'diaye", "N'Diaye"),
            ("MARTIN-PETIT", "Martin-Petit"),
            ("ÖZDEMIR", "Özdemir"),
            ("bâ", "Bâ"),
            ("MacMahon", "MacMahon"),
            ("d'Hondt", "d'Hondt"),
            ("Mme LEFÈVRE", "Lefèvre"),
            ("M. Petit", "Petit"),
        ] {
            assert_eq!(tidy(written), wanted);
        }
    }

    #[test]
    fn a_full_name_is_split_by_its_capitals() {
        for (full, last, first) in [
            ("LE GOFF Aïcha", "Le Goff", "Aïcha"),
            ("Aïcha LE GOFF", "Le Goff", "Aïcha"),
            ("Mme Marie-Claude de LA TOUR", "de LA TOUR", "Marie-Claude"),
            ("BEN SAÏD Anne Sophie", "Ben Saïd", "Anne Sophie"),
        ] {
            let (got_last, got_first) = split(full, NameOrder::FirstLast).unwrap();
            assert_eq!((fold(&got_last), got_first.as_str()), (fold(last), first), "{full}");
        }
    }

    #[test]
    fn without_capitals_the_label_tells_the_order() {
        assert_eq!(split("Le Goff Aïcha", NameOrder::LastFirst), Some(("Le Goff".into(), "Aïcha".into())));
        assert_eq!(split("Aïcha Le Goff", NameOrder::FirstLast), Some(("Le Goff".into(), "Aïcha".into())));
        assert_eq!(split("DUPONT MARIE", NameOrder::LastFirst), Some(("Dupont".into(), "Marie".into())));
        assert_eq!(split("Dupont", NameOrder::LastFirst), None);
    }

    #[test]
    fn a_comma_parts_the_names_or_ends_them() {
        let zoe = Some(("Le Goff".into(), "Zoé".into()));
        assert_eq!(split("LE GOFF, Zoé", NameOrder::FirstLast), zoe);
        assert_eq!(split("Le Goff, Zoé", NameOrder::LastFirst), zoe);
        assert_eq!(split("Zoé LE GOFF, médiatrice", NameOrder::LastFirst), zoe);
        assert_eq!(split("Mme Zoé Le Goff, Directrice (par intérim)", NameOrder::FirstLast), zoe);
    }

    #[test]
    fn several_names_are_told_from_one() {
        for several in ["LE GOFF et PETIT", "Zoé & Luc", "Le Goff Zoé, Petit Luc", "Zoé / Luc"] {
            assert!(names_several(several), "{several}");
        }
        for one in ["Le Goff", "Le Goff, Zoé", "Etienne", "Marie-Pierre", "Zoé LE GOFF, médiatrice"] {
            assert!(!names_several(one), "{one}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_name_is_known_by_its_capitals() {
        assert!(is_a_name("Paul MARTIN") && is_a_name("Mme Zoé Le Goff") && is_a_name("Jean de La Tour"));
        assert!(!is_a_name("Directeur") && !is_a_name("Vos coordonnées") && !is_a_name("1 rue du Four"));
    }
}
