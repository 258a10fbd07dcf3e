//! Names as French forms have them: civility, both orders, capitals, particles.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::labels::NameOrder;
use super::reading::Basis;
use super::vocabulary::begins_an_organisation;
use crate::fold::fold;

/// Family and given name of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parted {
    /// The family name.
    pub last: String,
    /// The given name.
    pub first: String,
    /// What tells which is which.
    pub by: Basis,
}

/// A name without civility, in normal capitals where it was all in capitals or all in small
/// letters; as written otherwise.
#[must_use]
pub fn tidy(name: &str) -> String {
    let name = without_titles(without_brackets(name));
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && (letters().all(|c| !c.is_lowercase()) || letters().all(|c| !c.is_uppercase()))
    {
        capitalised(name)
    } else {
        name.to_owned()
    }
}

/// Family and given name of a full name. Capitals tell the family name ("Marie LE GOFF"), else a
/// given name that is known; without them `order` does, and particles stay with the family name.
/// `None` where there is one word only.
#[must_use]
pub fn split(full: &str, order: NameOrder) -> Option<Parted> {
    let full = without_titles(without_brackets(full));
    if let Some((left, right)) = halves(full) {
        return Some(order_of(left, right, order));
    }
    let full = match Comma::find(full, order) {
        Some(Comma::Between(last, first)) => return Some(parted(last, first, Basis::Labelled)),
        Some(Comma::After(name)) => name,
        None => full,
    };
    let words: Vec<&str> = full.split_whitespace().collect();
    let shouted: Vec<bool> = words.iter().map(|word| is_shouted(word)).collect();
    let (cut, by) = if shouted.contains(&true) && shouted.contains(&false) {
        (by_capitals(&words, &shouted)?, Basis::Capitals)
    } else if let Some(cut) = by_first_name(&words, order) {
        (cut, Basis::FirstName)
    } else {
        (by_order(&words, order)?, Basis::LabelOrder)
    };
    let (left, right) = words.split_at_checked(cut.boundary)?;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let (last, first) = if cut.last_first { (left, right) } else { (right, left) };
    Some(parted(&last.join(" "), &first.join(" "), by))
}

fn parted(last: &str, first: &str, by: Basis) -> Parted {
    Parted { last: tidy(last), first: tidy(first), by }
}

/// The two names of "MOUTON / Renaud" and "LE BIHAN - Delphine".
fn halves(full: &str) -> Option<(&str, &str)> {
    let (left, right) =
        full.split_once('/').or_else(|| full.split_once(" - ")).or_else(|| full.split_once(" – "))?;
    let (left, right) = (left.trim(), right.trim());
    (!left.is_empty() && !right.is_empty() && !right.contains('/')).then_some((left, right))
}

/// Which of two halves of a name is the family name.
fn order_of(left: &str, right: &str, order: NameOrder) -> Parted {
    match (is_all_shouted(left), is_all_shouted(right), is_given(left), is_given(right)) {
        (true, false, ..) => parted(left, right, Basis::Capitals),
        (false, true, ..) => parted(right, left, Basis::Capitals),
        (_, _, true, false) => parted(right, left, Basis::FirstName),
        (_, _, false, true) => parted(left, right, Basis::FirstName),
        _ if order == NameOrder::LastFirst => parted(left, right, Basis::LabelOrder),
        _ => parted(right, left, Basis::LabelOrder),
    }
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

/// The given name stands where a known one is, if one end of the name has one and the other has not.
/// One that is a usual family name too does not outweigh the order that was asked for.
fn by_first_name(words: &[&str], order: NameOrder) -> Option<Cut> {
    let (first, last) = (words.first()?, words.last()?);
    match (is_first_name(first), is_first_name(last)) {
        (true, false) if order == NameOrder::LastFirst && is_family_name_too(first) => None,
        (false, true) if order == NameOrder::FirstLast && is_family_name_too(last) => None,
        (true, false) => {
            let given = words.iter().take_while(|word| is_first_name(word)).count();
            Some(Cut { boundary: given, last_first: false })
        }
        (false, true) => {
            let given = words.iter().rev().take_while(|word| is_first_name(word)).count();
            Some(Cut { boundary: words.len() - given, last_first: true })
        }
        _ => None,
    }
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

/// Whether `word`, or each part of it between hyphens, is a usual given name.
#[must_use]
pub fn is_first_name(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("first_names.txt").split_whitespace().collect());
    let folded = fold(word);
    !folded.is_empty() && folded.split('-').all(|part| KNOWN.contains(part))
}

/// Whether a given name is usual as a family name too.
fn is_family_name_too(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("first_names_and_family_names.txt").split_whitespace().collect());
    KNOWN.contains(fold(word).as_str())
}

/// Whether all of `name` are usual given names.
fn is_given(name: &str) -> bool {
    name.split_whitespace().all(is_first_name)
}

/// Whether a word is written in capitals, as French forms write family names.
#[must_use]
pub fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(|c| !c.is_lowercase())
}

fn is_all_shouted(name: &str) -> bool {
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
fn is_title(word: &str) -> bool {
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

/// Whether a line is nothing but somebody's name: a few words, each with a capital.
#[must_use]
pub fn is_a_name(line: &str) -> bool {
    let words: Vec<&str> = without_titles(line).split_whitespace().collect();
    let named = |word: &&str| {
        word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c)) && word.starts_with(char::is_uppercase)
    };
    (2..=4).contains(&words.len())
        && words.iter().all(|word| named(word) || is_particle(word))
        && words.first().is_some_and(named)
}

/// Whether `name` can be the name of a person, or of half of one: neither a sentence nor a number
/// nor a word that people put where they have nothing to say.
#[must_use]
pub fn is_plausible(name: &str) -> bool {
    /// More words than anybody's name has.
    const TOO_MANY: usize = 7;
    let folded = fold(name);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    let talks = |word: &&str| {
        matches!(
            *word,
            "je" | "nous"
                | "vous"
                | "il"
                | "elle"
                | "on"
                | "est"
                | "sont"
                | "avons"
                | "avez"
                | "suis"
                | "sera"
                | "pour"
                | "avec"
                | "dans"
                | "sur"
                | "cette"
                | "votre"
                | "notre"
                | "merci"
                | "bonjour"
                | "voir"
                | "cf"
                | "idem"
                | "neant"
                | "aucun"
                | "oui"
                | "non"
                | "inscription"
                | "rencontre"
                | "ci-joint"
                | "exemple"
                | "standard"
                | "accueil"
                | "secretariat"
        )
    };
    let is_an_organisation =
        begins_an_organisation(name) && words.len() > 1 && !words.iter().any(|word| is_first_name(word));
    name.chars().any(char::is_alphabetic)
        && !is_an_organisation
        && !name.contains(|c: char| c.is_ascii_digit() || "@:?!;".contains(c))
        && words.len() < TOO_MANY
        && !matches!(folded.as_str(), "nom" | "prenom" | "nom et prenom" | "nom prenom")
        && !words.iter().any(talks)
}

/// Whether `name` holds the names of several people: "LE GOFF et PETIT", "Le Goff Zoé, Petit Luc".
#[must_use]
pub fn names_several(name: &str) -> bool {
    let parts: Vec<&str> = name
        .split(['&', '+', '/', ';', ','])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" ou "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let with_and = parts.len() > 1
        && (name.contains(" et ") || name.contains(" ou ") || name.contains(['&', '+', '/', ';']));
    let of_one = halves(name).is_some_and(|(left, right)| !is_a_name(left) && are_one(left, right));
    with_and && !of_one || parts.iter().filter(|part| is_a_name(part)).count() > 1
}

/// Whether one half of a name is a family name and the other one a given name.
fn are_one(left: &str, right: &str) -> bool {
    is_all_shouted(left) != is_all_shouted(right) || is_given(left) != is_given(right)
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

/// A name without the titles before it. Somebody may be called Melle or Maître: such a word in capitals
/// stays where it is the only one.
fn without_titles(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(char::is_whitespace) {
        let word = first.trim_end_matches(['.', ',', ':']);
        let is_somebody =
            word.chars().count() > 4 && is_shouted(word) && !rest.split_whitespace().any(is_shouted);
        if !is_title(&fold(word)) || is_somebody {
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

    /// Family and given name, and what told them.
    fn told(full: &str, order: NameOrder) -> Option<(String, String, Basis)> {
        split(full, order).map(|parted| (parted.last, parted.first, parted.by))
    }

    fn zoe(by: Basis) -> (String, String, Basis) {
        ("Le Goff".into(), "Zoé".into(), by)
    }

    #[test]
    fn a_full_name_is_split_by_its_capitals() {
        for (full, last, first) in [
            ("LE GOFF Aïcha", "Le Goff", "Aïcha"),
            ("Aïcha LE GOFF", "Le Goff", "Aïcha"),
            ("Mme Marie-Claude de LA TOUR", "de LA TOUR", "Marie-Claude"),
            ("BEN SAÏD Anne Sophie", "Ben Saïd", "Anne Sophie"),
            ("MELLE Catherine", "Melle", "Catherine"),
            ("Maître Karine OBERT", "Obert", "Karine"),
            ("MOUTON / Renaud", "Mouton", "Renaud"),
            ("LE BIHAN - Delphine", "Le Bihan", "Delphine"),
        ] {
            let (got_last, got_first, _) = told(full, NameOrder::FirstLast).unwrap();
            assert_eq!((fold(&got_last), got_first.as_str()), (fold(last), first), "{full}");
        }
    }

    #[test]
    fn without_capitals_a_usual_given_name_tells_whatever_the_label_says() {
        for (full, order) in [
            ("Le Goff Zoé", NameOrder::FirstLast),
            ("Zoé Le Goff", NameOrder::LastFirst),
            ("ZOÉ LE GOFF", NameOrder::LastFirst),
            ("le goff zoé", NameOrder::FirstLast),
            ("Colpaert/Zoé", NameOrder::FirstLast),
        ] {
            let (_, first, by) = told(full, order).unwrap();
            assert_eq!((first.as_str(), by), ("Zoé", Basis::FirstName), "{full}");
        }
        let (last, first, _) = told("MARIE CLAUDE LE DUC", NameOrder::FirstLast).unwrap();
        assert_eq!((last.as_str(), first.as_str()), ("Le Duc", "Marie Claude"));
    }

    #[test]
    fn where_nothing_else_tells_the_label_tells_the_order() {
        let told = |full, order| told(full, order).map(|(last, _, by)| (last, by));
        let by_label = |last: &str| Some((last.to_owned(), Basis::LabelOrder));
        assert_eq!(told("Wullaert Akissi", NameOrder::LastFirst), by_label("Wullaert"));
        assert_eq!(told("Henri Thomas", NameOrder::LastFirst), by_label("Henri"));
        assert_eq!(told("Henri Thomas", NameOrder::FirstLast), by_label("Thomas"));
        assert_eq!(told("Simon Akissi", NameOrder::LastFirst), by_label("Simon"));
        assert_eq!(told("Dupont", NameOrder::LastFirst), None);
    }

    #[test]
    fn a_comma_parts_the_names_or_ends_them() {
        assert_eq!(told("LE GOFF, Zoé", NameOrder::FirstLast), Some(zoe(Basis::Labelled)));
        assert_eq!(told("Le Goff, Zoé", NameOrder::LastFirst), Some(zoe(Basis::Labelled)));
        assert_eq!(told("Zoé LE GOFF, médiatrice", NameOrder::LastFirst), Some(zoe(Basis::Capitals)));
        let full = "Mme Zoé Le Goff, Directrice (par intérim)";
        assert_eq!(told(full, NameOrder::FirstLast), Some(zoe(Basis::FirstName)));
    }

    #[test]
    fn a_sentence_is_nobodys_name() {
        for name in ["Le Goff", "N'Diaye", "Van den Broucke", "de La Tour d'Auvergne", "Bâ"] {
            assert!(is_plausible(name), "{name}");
        }
        for text in
            ["Je ne comprends pas votre message", "voir liste jointe", "12 rue du Four", "oui", "a@b.fr"]
        {
            assert!(!is_plausible(text), "{text}");
        }
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
