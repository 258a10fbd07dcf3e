//! A name in a piece of a sentence.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{is_no_name, phrase};
use crate::bulletin::labels::NameOrder;
use crate::bulletin::names::{self, Parted};
use crate::bulletin::reading::Basis;
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};
use crate::fold::fold;
use crate::message::Mailbox;

/// A name, and what stands around it in its segment.
#[derive(Debug)]
pub struct Found<'t> {
    /// The text before the name.
    pub before: &'t str,
    /// The name; the given one empty where only a family name is written.
    pub name: Parted,
    /// In which order it is written.
    pub order: Order,
    /// The text behind it.
    pub after: &'t str,
    /// Whether the words before it are about taking part.
    pub is_introduced: bool,
}

/// In which order family and given name are written.
#[derive(Debug, Clone)]
pub enum Order {
    /// "LE GOFF Zoé".
    FamilyNameFirst,
    /// "Zoé LE GOFF".
    GivenNameFirst,
    /// Nothing tells; with the name as the other order would have it.
    Either(Parted),
}

/// The name in `text`, if there is one that something proves. `stands` tells what capitals prove: amid a
/// sentence also organisations have them.
pub fn find<'t>(text: &'t str, stands: Stands, sender: Option<&Mailbox>) -> Option<Found<'t>> {
    static INTRODUCING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)(?:\b(?:d'|r[ée]?)?inscrire|\binscri[st]|\binscrivez|\binscriptions?\ (?:de|d'|pour|à)|\bparticipation\ (?:de|d')|\bpr[ée]sence\ (?:de|d')|\bajouter|\bnoter|\benregistrer
              |\bsoussign[ée]e?(?:\(e\))?|\bm'appelle|\bs'appelle|\b[ms]e\ nomme|\bje\ suis|\bc'est|\bc|\bici|\bnom\ (?:est|c'est)|\bplaces?\ (?:pour|à)|\bcompter\ (?:avec|sur)|\bvenue?\ (?:de|d')|\bpour|\bavec|\bde|\bet|\bsoit|\bdont
              |\bcoll[èe]gues?|\bbin[ôo]mes?|\bmari|\b[ée]pouse|\brepr[ée]sent[ée]e?s?\ par|\bainsi\ que|\bpuis|^ensuite|^enfin|^aussi)\ +
              (?:(?:[ée]galement|aussi|encore|svp)\ )?
              (?:(?:pour|au|à\ la)\ (?:(?:le|la|rencontre|séance|session|jeudi|du)\ ){0,3}(?:\d{1,2}(?:/\d{1,2}|\ mars)?\ )?)?
              (?:(?:l'|d')?\ ?(?:inscription|participation|pr[ée]sence)\ (?:de|d')\ )?(?:(?:notre|mon|ma|nos|mes|ses|la|le|les|ces)\ (?:(?:deux|trois|quatre|\d)\ )?\w+\ )?",
        )
    });
    if let Some(found) = in_two_parts(text) {
        return Some(found);
    }
    let civility = after_civility(text);
    let introduced = INTRODUCING.find_iter(text).map(|found| found.end());
    let mut starts: Vec<usize> = [Some(0), civility].into_iter().flatten().chain(introduced).collect();
    starts.sort_unstable();
    let mut best: Option<Found> = None;
    for start in starts {
        let Some(rest) = text.get(start..) else { continue };
        let before = text.get(..start).unwrap_or_default();
        let name = without_civility(rest);
        let has_civility = has_civility(rest) || civility == Some(start) || ends_in_a_colleague(before);
        let is_called_for = is_about_taking_part(before, "");
        let proof =
            Proof { has_civility, stands: if is_called_for { Stands::Called } else { stands }, sender };
        let Some(Named { name, order, after }) =
            name_at(name, &proof).or_else(|| family_name_at(name, &proof))
        else {
            continue;
        };
        let is_introduced = is_about_taking_part(before, after);
        if best.as_ref().is_none_or(|best| !best.is_introduced && is_introduced) {
            best = Some(Found { before, name, order, after, is_introduced });
        }
    }
    best
}

/// "mon nom c'est Vasseur et mon prénom Ludovic".
fn in_two_parts(text: &str) -> Option<Found<'_>> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)\bnom (?:est |c'est )?(\S+)\s*(?:,|et)?\s*(?:mon )?pr[ée]nom (?:est |c'est )?(\S+)")
    });
    let captures = PARTS.captures(text)?;
    let (whole, last, first) = (captures.get(0)?, captures.get(1)?, captures.get(2)?);
    let name =
        Parted { last: names::tidy(last.as_str()), first: names::tidy(first.as_str()), by: Basis::Prose };
    let plausible = names::is_plausible(&name.last) && names::is_plausible(&name.first);
    plausible.then(|| Found {
        before: text.get(..whole.start()).unwrap_or_default(),
        name,
        order: Order::GivenNameFirst,
        after: text.get(whole.end()..).unwrap_or_default().trim(),
        is_introduced: true,
    })
}

/// A name at the beginning of a text.
pub struct Named<'t> {
    pub name: Parted,
    pub order: Order,
    pub after: &'t str,
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Amid a sentence.
    Amid,
    /// At the beginning of a line or a sentence: a name with its family name in capitals is believed.
    Apart,
    /// Behind words that register somebody: any two words with capitals are believed.
    Called,
}

/// What can prove a name.
pub struct Proof<'p> {
    pub has_civility: bool,
    pub stands: Stands,
    pub sender: Option<&'p Mailbox>,
}

/// The full name at the beginning of `text`, if something proves it.
pub fn name_at<'t>(text: &'t str, proof: &Proof<'_>) -> Option<Named<'t>> {
    let name = capital_words(text);
    if !name.contains(char::is_whitespace) {
        return small_name_at(text, proof.sender);
    }
    let parted = names::split(name, NameOrder::FirstLast)?;
    let turned = names::split(name, NameOrder::LastFirst).filter(|turned| turned.last != parted.last);
    let is_proved = proof.has_civility
        || proof.stands == Stands::Called
        || proof.stands == Stands::Apart && parted.by == Basis::Capitals
        || name.split_whitespace().any(names::is_first_name)
        || proof.sender.and_then(|sender| sender.name.as_deref()).is_some_and(|sender| is_same(name, sender));
    let is_whole = names::is_plausible(&parted.last) && names::is_plausible(&parted.first);
    let order = match turned {
        Some(turned) => Order::Either(turned),
        None if fold(name).starts_with(&fold(&parted.last)) => Order::FamilyNameFirst,
        None => Order::GivenNameFirst,
    };
    (is_proved && is_whole && !begins_an_organisation(name)).then(|| Named {
        name: parted,
        order,
        after: text.get(name.len()..).unwrap_or_default().trim(),
    })
}

/// The words with a capital at the beginning of `text` that can be one name.
pub fn capital_words(text: &str) -> &str {
    /// More words than anybody's name has.
    const TOO_MANY: usize = 5;
    let (mut end, mut name_end, mut count) = (0, 0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let candidate = text.get(end..).unwrap_or_default();
        let stem = bare.trim_start_matches("d'").trim_start_matches("d’");
        let is_capital = stem.starts_with(char::is_uppercase)
            && bare.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c))
            && !is_no_name(bare);
        let begins_else = begins_an_organisation(candidate.trim_start())
            || begins_a_role(candidate) && !names::is_first_name(bare);
        let is_particle = names::is_particle(bare) && bare.starts_with(char::is_lowercase) && count > 0;
        // "de la Maison de quartier" begins the organisation, not a part of the name.
        let leads_on = is_particle && {
            let rest =
                candidate.split_whitespace().find(|word| !names::is_particle(word)).unwrap_or_default();
            let from = candidate.find(rest).and_then(|at| candidate.get(at..)).unwrap_or_default();
            !begins_an_organisation(from) && rest.starts_with(char::is_uppercase)
        };
        if !(is_capital && (count == 0 || !begins_else) || leads_on) || count >= TOO_MANY {
            break;
        }
        count += 1;
        end += word.len();
        if is_capital {
            name_end = end;
        }
    }
    text.get(..name_end).unwrap_or_default().trim_end()
}

/// A name in small letters, as telephones write it, that the sender's address bears out: usual given
/// names and one word that ends the name.
fn small_name_at<'t>(text: &'t str, sender: Option<&Mailbox>) -> Option<Named<'t>> {
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"^(?:du|de la|de l'|des|d'|de|au|[àa] la|[àa] l')\s?"));
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_lowercase() || "-'".contains(c));
    let words: Vec<&str> = text.split_whitespace().take(3).take_while(|word| is_word(word)).collect();
    let given = words.iter().take_while(|word| names::is_first_name(word)).count();
    let given = given.min(words.len().saturating_sub(1));
    let (first, last) = (words.get(..given)?.join(" "), *words.get(given)?);
    let name = format!("{first} {last}");
    let after = text.strip_prefix(&name)?.trim();
    let behind = LINK.find(after).and_then(|link| after.get(link.end()..)).unwrap_or(after);
    let ends = behind.is_empty()
        || behind.starts_with("et ")
        || behind.starts_with("je ")
        || begins_a_role(behind)
        || begins_an_organisation(behind);
    let sender = fold(&format!("{} {}", sender?.name.as_deref().unwrap_or_default(), sender?.address));
    let is_borne_out =
        [first.as_str(), last].iter().any(|word| sender.contains(&fold(word).replace(' ', "")));
    (given > 0 && is_borne_out && ends && !is_no_name(last) && !begins_a_role(last)).then(|| Named {
        name: Parted { last: names::tidy(last), first: names::tidy(&first), by: Basis::Prose },
        order: Order::GivenNameFirst,
        after,
    })
}

/// The family name alone of "Merci d'inscrire Mme Delannoy", "Mme Delannoy participera": enough to keep a
/// place.
fn family_name_at<'t>(text: &'t str, proof: &Proof<'_>) -> Option<Named<'t>> {
    static TAKES_PART: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:participera|viendra|assistera|(?:sera|est) (?:bien )?presente?|souhaite (?:participer|assister|venir|s'inscrire))\b",
        )
    });
    let name = capital_words(text);
    let after = text.get(name.len()..).unwrap_or_default().trim();
    let is_registered = proof.stands == Stands::Called || TAKES_PART.is_match(&fold(after));
    let is_name = !name.is_empty() && names::is_plausible(name) && !begins_an_organisation(name);
    (proof.has_civility && is_registered && is_name).then(|| Named {
        name: Parted { last: names::tidy(name), first: String::new(), by: Basis::Prose },
        order: Order::GivenNameFirst,
        after,
    })
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
pub fn is_about_taking_part(before: &str, after: &str) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)\b(?:re)?inscri | ^(?:les\ )?(?:participants?|participantes?|personnes?|presents?)\b | \bparticipation\ d | \bpresence\ d | \bsoussigne | \b[ms]'appelle | \b[ms]e\ nomme | \bmoi\ c'est | \bmon\ nom | \bajouter\b | \bnoter\b
              | \benregistrer\b | \bplaces?\ pour | \bcompter\b",
        )
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:\S+ ){0,8}?(?:particip(?:era|erai|ent|eront)|viendr(?:a|ai|ont)|assister(?:a|ai|ont)|ser(?:a|ai|ait|ont) (?:presente?s?|des votres)|souhait\w+ (?:participer|assister|s'inscrire|venir|etre inscri))",
        )
    });
    BEFORE.is_match(&fold(before)) || AFTER.is_match(&fold(after))
}

/// Whether a piece of a sentence ends in what somebody is to the writer: "ma collègue".
fn ends_in_a_colleague(before: &str) -> bool {
    static COLLEAGUE: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)\b(?:mon|ma|notre) (?:coll[èe]gue|bin[ôo]me|mari|[ée]pouse|femme)\s*$")
    });
    COLLEAGUE.is_match(before)
}

/// Where the first civility in `text` ends.
fn after_civility(text: &str) -> Option<usize> {
    static CIVILITY: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?:^|\s)(?:M\.? ?/ ?Mme|Mme ?/ ?M\.?|M\.|Mr\.?|MM\.?|M|Mmes?\.?|Mlles?|Melle|Messieurs|Monsieur|Mesdames|Madame|Mademoiselle|Mesdemoiselles|Dr\.?)\s+",
        )
    });
    CIVILITY.find(text).map(|found| found.end())
}

/// Whether `text` begins with a civility.
pub fn has_civility(text: &str) -> bool {
    without_civility(text).len() < text.len()
}

/// `text` without a civility at its beginning.
pub fn without_civility(text: &str) -> &str {
    match after_civility(text) {
        Some(end) if text.get(..end).is_some_and(|civility| civility.split_whitespace().count() == 1) => {
            text.get(end..).unwrap_or_default()
        }
        _ => text,
    }
}
