//! Whole sentences, and what they say of a person who is known already.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::prose::segments::{Beginning, Segment, segments};
use crate::bulletin::prose::told::Told;
use crate::bulletin::prose::words::phrase;
use crate::bulletin::vocabulary::begins_a_role;
use crate::event::Field;
use crate::fold::fold;

/// A sentence.
#[derive(Debug)]
pub struct Sentence {
    /// What it stands on.
    pub paper: &'static str,
    /// Its words; other signs than a colon are commas.
    pub text: String,
    /// The number of the line in which it begins.
    pub line: usize,
}

/// The sentences of `text`, which is called `paper`.
pub fn sentences(paper: &'static str, text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for Segment { text, line, begins, .. } in segments(text) {
        let sign = match begins {
            Beginning::Colon => " : ",
            Beginning::Amid => ", ",
            Beginning::Line if text.starts_with(char::is_lowercase) => " ",
            Beginning::Line if sentences.last().is_some_and(|before| is_unfinished(&before.text)) => " ",
            _ => "",
        };
        match sentences.last_mut().filter(|_| !sign.is_empty()) {
            Some(sentence) => sentence.text.extend([sign, &text]),
            None => sentences.push(Sentence { paper, text: without_greeting(text), line }),
        }
    }
    sentences
}

/// Whether a line breaks off amid a sentence.
fn is_unfinished(text: &str) -> bool {
    static OPEN: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"\b(?:par|de|du|d'|et|que|qu'|a|pour|ma|mon|notre|collegue|mme|m|madame|monsieur)$")
    });
    OPEN.is_match(&fold(text))
}

fn without_greeting(text: String) -> String {
    static GREETING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?i:bonjour|bonsoir|salut|coucou|ch[eè]re?s?)\b(?: (?i:m\.|mme|madame|monsieur|[àa] toutes|[àa] tous|et|tous|toutes)|(?-i: \p{Lu}[\p{L}-]+)){0,4}$",
        )
    });
    if GREETING.is_match(&text) { String::new() } else { text }
}

impl Sentence {
    /// A piece of it, as those who tell of people take it.
    pub fn segment(&self, begins: Beginning, text: &str) -> Segment {
        Segment { text: text.to_owned(), line: self.line, begins, is_item: false }
    }

    /// Adds to `told` what this sentence says of a person whom another one names: "Son mail est …", "Elle est
    /// médiatrice". What the writer says of herself is hers.
    pub fn add_to(&self, told: &mut Told) {
        static THEIRS: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?x)^(?:il|elle)\b | \b(?:son|sa|ses|leurs?)\b | \b(?:la|le|l'|lui)\ ?(?:joindre|contacter|appeler|ecrire)
                  | ^(?:tel|telephone|portable|mobile|mail|mel|courriel|e-mail|coordonnees|contact|fonction|adresse)\b | ^[\d+]
                  | ^\S+@\S+$",
            )
        });
        static WRITERS: LazyLock<Regex> =
            LazyLock::new(|| phrase(r"\b(?:me|m'|moi|mon|ma|mes|nous|notre|nos|je|j')\b"));
        let folded = fold(&self.text);
        if THEIRS.is_match(&folded) && !WRITERS.is_match(&folded) {
            self.add_particulars(Beginning::Sentence, &self.text, told);
        }
    }

    /// Adds to `told` the particulars in `text`, a part of this sentence that is about that person and begins so:
    /// amid a sentence also what has nothing but a capital can be an organisation.
    pub fn add_particulars(&self, begins: Beginning, text: &str, told: &mut Told) {
        let mut is_below_a_label = false;
        for segment in segments(text) {
            is_below_a_label |= segment.begins == Beginning::Colon;
            let piece = self.segment(begins, up_to_the_verb(&segment.text));
            let may_tell = !is_below_a_label && !piece.text.is_empty();
            if !may_tell || !told.particulars(&piece.text, &piece) {
                let _ = told.contact(&segment.text, &piece);
            }
        }
        // What is only short is no role here: "voici son bulletin".
        told.person.values.retain(|value| value.field != Field::Role || begins_a_role(&value.text));
    }
}

/// `piece` without what it says of coming: "de la MJC de Croix viendra à ma place".
fn up_to_the_verb(piece: &str) -> &str {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)(?:^|\s)(?:qui|que|viendr\w+|vient|participer?\w*|assiste\w*|ira|sera|prendra|siegera|repr[ée]senter\w*|remplacer?\w*
              |(?:me|nous|la|le|les|l')\s?(?:remplac|repr[ée]sent)\w*|pourra|peut|ne|n'|[ée]tant|[àa]\ (?:ma|sa|notre|leur|la)\ place|au\ lieu|en\ (?:remplacement|lieu)
              |se\ \w+|devait|initialement|d[ée]j[àa]|malade|souffrante?|absente?|emp[êe]ch[ée]e?|et|mais|car|pour\ (?:la|le|cette)|merci|par)(?:\s|$)",
        )
    });
    VERB.find(piece).and_then(|verb| piece.get(..verb.start())).unwrap_or(piece).trim()
}
