//! All names in a sentence that is about who comes.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::bulletin::names::{self, Parted};
use crate::bulletin::prose::name::{Named, Order, Proof, Stands, capital_words, name_at, without_civility};
use crate::bulletin::prose::words::{is_no_name, phrase};
use crate::bulletin::reading::Basis;
use crate::bulletin::vocabulary::begins_an_organisation;
use crate::fold::fold;
use crate::message::Mailbox;

/// A name amid a sentence.
#[derive(Debug)]
pub struct Mention {
    /// Where it begins, its civility included.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The name; one half of it empty where only the other one is written.
    pub name: Parted,
    /// In which order it is written.
    pub order: Order,
}

/// All names in `text`, which is about who comes: any two words with capitals are believed, a family name alone
/// behind a civility, and a usual given name alone.
pub fn mentions(text: &str, sender: Option<&Mailbox>) -> Vec<Mention> {
    if !text.contains(char::is_lowercase) || !text.contains(char::is_uppercase) {
        return small_mentions(text);
    }
    let is_start = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric() && before != '-' && before != '.')
    };
    let capitals = text.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let mut mentions: Vec<Mention> = Vec::new();
    for start in capitals.filter(|at| is_start(*at)) {
        if mentions.last().is_none_or(|last| start >= last.end) {
            mentions.extend(mention_at(text, start, sender));
        }
    }
    mentions
}

/// The names in a text that is all in small letters or all in capitals, as telephones write: a usual given name
/// and the word that follows it, above a word that says what becomes of them.
fn small_mentions(text: &str) -> Vec<Mention> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)\b([\p{L}-]{3,})\ ([\p{L}'-]{3,})(?:$|[,\ ]+(?:qui|vien\w+|venir|participe\w*|assiste\w*|ira|sera|me|nous|la|le|remplace\w*
              |repr[ée]sente\w*|prendra|peut|pourra|ne|n'|est|[àa]|au|en|par|pour)\b)",
        )
    });
    let is_word = |word: &str| is_no_name(word) || opens_a_sentence(word) || names::is_particle(word);
    let mention = |found: Captures<'_>| {
        let (first, last) = (found.get(1)?, found.get(2)?);
        let is_name =
            names::is_first_name(first.as_str()) && !is_word(first.as_str()) && !is_word(last.as_str());
        let name =
            Parted { last: names::tidy(last.as_str()), first: names::tidy(first.as_str()), by: Basis::Prose };
        is_name.then(|| Mention { start: first.start(), end: last.end(), name, order: Order::GivenNameFirst })
    };
    let starts = text
        .char_indices()
        .filter(|(at, _)| text.get(..*at).is_some_and(|before| !before.ends_with(char::is_alphanumeric)));
    let mut mentions: Vec<Mention> = Vec::new();
    for (start, _) in starts {
        let rest = NAME
            .captures_at(text, start)
            .filter(|found| found.get(0).is_some_and(|found| found.start() == start));
        if let Some(found) =
            rest.and_then(mention).filter(|found| mentions.last().is_none_or(|last| found.start >= last.end))
        {
            mentions.push(found);
        }
    }
    mentions
}

fn mention_at(text: &str, start: usize, sender: Option<&Mailbox>) -> Option<Mention> {
    let rest = text.get(start..)?.split([',', ';', ':', '(', ')']).next()?;
    let name = without_civility(rest);
    let has_civility = name.len() < rest.len();
    let words = capital_words(name);
    let first = words.split_whitespace().next()?;
    if !has_civility && opens_a_sentence(first) {
        return None;
    }
    let end = start + rest.len() - name.len() + words.len();
    let proof = Proof { has_civility, stands: Stands::Called, sender };
    // "Mme Le Goff"
    let is_family_name =
        has_civility && names::is_particle(first) && !words.split(' ').any(names::is_first_name);
    let is_whole = words.contains(char::is_whitespace) && !is_family_name;
    if let Some(Named { name, order, .. }) = name_at(words, &proof).filter(|_| is_whole) {
        return Some(Mention { start, end, name, order });
    }
    if begins_an_organisation(words) || !names::is_plausible(words) {
        return None;
    }
    let (last, given) = match () {
        () if words != first && !is_family_name => return None,
        () if has_civility => (names::tidy(words), String::new()),
        () if names::is_first_name(words) => (String::new(), names::tidy(words)),
        () => return None,
    };
    Some(Mention {
        start,
        end,
        name: Parted { last, first: given, by: Basis::Prose },
        order: Order::GivenNameFirst,
    })
}

/// Whether a word with a capital only opens a sentence.
fn opens_a_sentence(word: &str) -> bool {
    static OPENING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?x)^(?:c'est|ce|cette|finalement|malheureusement|donc|desormais|comme|par|en|sera|serai|d'[a-z]*|l'[a-z]*|j'[a-z]*
              |un|une|le|la|les|du|de|ne|votre|sa|son|leurs?|lui|celle|celui|toutefois|cependant|mais|car|suivant|veuillez|pouvez
              |remplac\w*|changement|participant\w*|ancien\w*|nouve\w*|mettre|noter|ajouter|inscrire|annul\w*|absent\w*
              |modification|rectificatif|suppleante?|collegue|empeche\w*|etant|n'[a-z]*|peut-on|pourriez|serait|attention|urgent|info\w*)$",
        )
    });
    OPENING.is_match(&fold(word)) || is_no_name(word)
}
