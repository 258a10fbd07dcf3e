//! A name in a piece of a sentence.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{begins_a_role, begins_an_organisation, is_no_name};
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names::{self, Parted};
use crate::fold::fold;
use crate::pattern::pattern;

/// A name, and what stands around it in its segment.
#[derive(Debug)]
pub struct Found<'t> {
    /// The text before the name.
    pub before: &'t str,
    /// The name.
    pub name: Parted,
    /// The text behind it.
    pub after: &'t str,
    /// Whether the words before it are about taking part.
    pub is_introduced: bool,
}

/// The name in `text`, if there is one that something proves. `sender` is the sender's own name.
pub fn find<'t>(text: &'t str, sender: Option<&str>) -> Option<Found<'t>> {
    if let Some(found) = in_two_parts(text) {
        return Some(found);
    }
    static INTRODUCING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?xi)(?:\b(?:d'|r[ée]?)?inscrire|\binscri[st]|\binscrivez|\binscriptions?\ (?:de|d'|pour|à)|\bparticipation\ (?:de|d')|\bpr[ée]sence\ (?:de|d')|\bajouter|\bnoter|\benregistrer
              |\bsoussign[ée]e?(?:\(e\))?|\bm'appelle|\bnom\ (?:est|c'est)|\bplaces?\ (?:pour|à)|\bcompter\ (?:avec|sur)|\bvenue?\ (?:de|d')|\bpour|\bavec|\bde|\bet|\bsoit|\bdont)\ +
              (?:(?:l'|d')?\ ?(?:inscription|participation|pr[ée]sence)\ (?:de|d')\ )?(?:(?:notre|mon|ma|nos|la|le)\ \w+\ )?",
        )
    });
    let civility = after_civility(text);
    let starts =
        [Some(0), civility].into_iter().flatten().chain(INTRODUCING.find_iter(text).map(|found| found.end()));
    let mut best: Option<Found> = None;
    for start in starts {
        let Some(rest) = text.get(start..) else { continue };
        let has_civility = civility.is_some_and(|civility| civility <= start + 12 && civility >= start)
            || civility == Some(start);
        let rest = without_civility(rest);
        let Some((name, after)) = name_at(rest, has_civility, sender) else { continue };
        let before = text.get(..start).unwrap_or_default();
        let is_introduced = is_about_taking_part(before, after);
        let found = Found { before, name, after, is_introduced };
        if best.as_ref().is_none_or(|best| !best.is_introduced && is_introduced) {
            best = Some(found);
        }
    }
    best
}

/// "mon nom c'est Vasseur et mon prénom Ludovic".
fn in_two_parts(text: &str) -> Option<Found<'_>> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\bnom (?:est |c['’]est )?(\S+)\s*(?:,|et)?\s*(?:mon )?pr[ée]nom (?:est |c['’]est )?(\S+)",
        )
    });
    let captures = PARTS.captures(text)?;
    let (whole, last, first) = (captures.get(0)?, captures.get(1)?, captures.get(2)?);
    let name = Parted {
        last: names::tidy(last.as_str()),
        first: names::tidy(first.as_str()),
        by: crate::bulletin::reading::Basis::Prose,
    };
    let plausible = names::is_plausible(&name.last) && names::is_plausible(&name.first);
    plausible.then(|| Found {
        before: text.get(..whole.start()).unwrap_or_default(),
        name,
        after: text.get(whole.end()..).unwrap_or_default().trim(),
        is_introduced: true,
    })
}

/// The name at the beginning of `text`, and what is behind it.
fn name_at<'t>(text: &'t str, has_civility: bool, sender: Option<&str>) -> Option<(Parted, &'t str)> {
    let mut end = 0;
    let mut words: Vec<&str> = Vec::new();
    let mut confirmed = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let candidate = text.get(end..).unwrap_or_default();
        let stem = bare.trim_start_matches("d'").trim_start_matches("d’");
        let is_capital = stem.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c))
            && !is_no_name(bare);
        let begins_else = begins_an_organisation(candidate.trim_start())
            || begins_a_role(candidate) && !names::is_first_name(bare);
        let after_particle =
            names::is_particle(bare) && bare.starts_with(char::is_lowercase) && !words.is_empty();
        // "de la Maison de quartier" begins the organisation, not a part of the name.
        let leads_on = after_particle && {
            let rest =
                candidate.split_whitespace().find(|word| !names::is_particle(word)).unwrap_or_default();
            let from = candidate.find(rest).and_then(|at| candidate.get(at..)).unwrap_or_default();
            !begins_an_organisation(from) && rest.starts_with(char::is_uppercase)
        };
        if !(is_capital && (words.is_empty() || !begins_else) || leads_on) || words.len() >= 5 {
            break;
        }
        words.push(bare);
        end += word.len();
        if is_capital {
            confirmed = words.len();
        }
    }
    words.truncate(confirmed);
    if words.len() < 2 {
        return None;
    }
    let name = words.join(" ");
    let after = text.get(name.len()..).unwrap_or_default().trim();
    let parted = names::split(&name, NameOrder::FirstLast)?;
    let is_proved = has_civility
        || words.iter().any(|word| names::is_first_name(word))
        || sender.is_some_and(|sender| is_same(&name, sender));
    let is_whole = names::is_plausible(&parted.last) && names::is_plausible(&parted.first);
    (is_proved && is_whole && !begins_an_organisation(&name)).then_some((parted, after))
}

/// Whether two spellings of a name have the same words.
fn is_same(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let mut words: Vec<String> = fold(name).split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

/// Whether the words around a name say that this person takes part.
fn is_about_taking_part(before: &str, after: &str) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\b(?:re)?inscri | \bparticipation\ d | \bpresence\ d | \bsoussigne | \bm'appelle | \bmon\ nom | \bajouter\b | \bnoter\b
              | \benregistrer\b | \bplaces?\ pour | \bcompter\b",
        )
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\S+ ){0,8}?(?:particip(?:era|erai|ent|eront)|viendr(?:a|ai|ont)|assister(?:a|ai|ont)|sera(?:i|it)? (?:presente?|des votres)|souhait\w+ (?:participer|assister|s'inscrire|venir|etre inscri))",
        )
    });
    BEFORE.is_match(&fold(before)) || AFTER.is_match(&fold(after))
}

/// Where the first civility in `text` ends.
fn after_civility(text: &str) -> Option<usize> {
    static CIVILITY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:^|\s)(?:M\.|Mr\.?|M|Mme\.?|Mlle|Melle|Monsieur|Madame|Mademoiselle|Dr\.?)\s+")
    });
    CIVILITY.find(text).map(|found| found.end())
}

fn without_civility(text: &str) -> &str {
    match after_civility(text) {
        Some(end) if text.get(..end).is_some_and(|civility| civility.split_whitespace().count() == 1) => {
            text.get(end..).unwrap_or_default()
        }
        _ => text,
    }
}
