//! Names as French forms have them: civility, both orders, capitals, particles.

mod words;

#[cfg(test)]
mod tests;

use super::labels::NameOrder;
use super::reading::Basis;
use super::vocabulary::begins_an_organisation;
use crate::fold::fold;
use words::{is_all_shouted, is_family_name_too, is_given, is_title};
pub use words::{is_civility, is_first_name, is_particle, is_shouted};

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

/// Family and given name of a full name whose order nobody asked for: a usual given name is one, though
/// somebody's family may be called so.
#[must_use]
pub fn split_freely(full: &str) -> Option<Parted> {
    let parted = split(full, NameOrder::FirstLast)?;
    let is_turned = parted.by == Basis::LabelOrder && is_given(&parted.last) && !is_given(&parted.first);
    Some(if is_turned {
        Parted { last: parted.first, first: parted.last, by: Basis::FirstName }
    } else {
        parted
    })
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
