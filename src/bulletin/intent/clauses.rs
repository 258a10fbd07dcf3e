//! A text cut into clauses, each a statement or part of a question.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::rules::{LATER, OF_ANOTHER_MATTER, REPRESENTED, TAKING_OVER_A_POST};
use crate::bulletin::dates::{Day, days};
use crate::document::{CHECKED, UNCHECKED};
use crate::fold::fold;
use crate::pattern::pattern;

/// A part of a sentence, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub text: String,
    /// Whether it asks, or belongs to what is asked.
    pub question: bool,
    /// The days that it names, else those that its sentence has named before it.
    pub days: Vec<Day>,
    /// The whole sentence.
    sentence: Rc<str>,
}

impl Clause {
    pub fn says(&self, rule: &Regex) -> bool {
        rule.is_match(&self.text)
    }

    /// Whether its sentence is about a later occasion.
    pub fn is_for_later(&self) -> bool {
        LATER.is_match(&self.sentence)
    }

    /// Whether its sentence is about somebody's post.
    pub fn is_about_a_post(&self) -> bool {
        TAKING_OVER_A_POST.is_match(&self.sentence)
    }

    /// Whether its sentence says that somebody will be represented.
    pub fn is_about_a_representative(&self) -> bool {
        REPRESENTED.is_match(&self.sentence)
    }

    /// Whether its sentence says so, here or elsewhere.
    pub fn sentence_says(&self, rule: &Regex) -> bool {
        rule.is_match(&self.sentence)
    }

    /// Whether both stand in one sentence.
    pub fn is_beside(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sentence, &other.sentence)
    }

    /// Whether it holds under a condition, or its sentence has begun with one: "si c'est complet, annulez ma demande".
    pub fn is_conditional(&self) -> bool {
        static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\b(?:si (?:c'est|la|le|les|tout|je|nous|il|elle|vous (?:etes|n'avez)|jamais)|s'(?:il|ils|elle)|au cas ou|en cas d)\b",
            )
        });
        let end = self.sentence.find(self.text.as_str()).map_or(0, |at| at + self.text.len());
        self.sentence.get(..end).is_some_and(|said| CONDITION.is_match(said))
    }

    /// Whether a "mais" stands before it in its sentence.
    pub fn stands_after_a_but(&self) -> bool {
        static BUT: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"\b(?:mais|cependant|toutefois|par contre|en revanche|neanmoins|sauf que)\b")
        });
        let at = self.sentence.rfind(self.text.as_str()).unwrap_or_default();
        let begins_with_it = BUT.find(&self.text).is_some_and(|but| but.start() == 0);
        begins_with_it || self.sentence.get(..at).is_some_and(|before| BUT.is_match(before))
    }

    /// Whether it is what was written for a label: the "non" of "Participera au repas : non".
    pub fn is_beside_a_label(&self) -> bool {
        static ASKED: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"\b(?:reponse|decision|place|offre|proposition)[^:]{0,12}$"));
        let at = self.sentence.find(self.text.as_str()).unwrap_or_default();
        let before = self.sentence.get(..at).unwrap_or_default().trim_end();
        before.strip_suffix(':').is_some_and(|label| !ASKED.is_match(label.trim_end()))
    }

    /// Whether its sentence is about something that has no seats.
    pub fn is_about_another_matter(&self) -> bool {
        OF_ANOTHER_MATTER.is_match(&self.sentence)
    }
}

/// A line at least so many characters long may have been wrapped by a mail program.
const WRAPPED: usize = 60;

/// The clauses of `text`, in order.
pub fn clauses(text: &str) -> Vec<Clause> {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.;!?\n]+(?:\s|$)|[;!?\n]"));
    let text = plain(text);
    let mut clauses = Vec::new();
    let mut start = 0;
    for end in SENTENCE.find_iter(&text) {
        clauses
            .extend(sentence(text.get(start..end.start()).unwrap_or_default(), end.as_str().contains('?')));
        start = end.end();
    }
    clauses.extend(sentence(text.get(start..).unwrap_or_default(), false));
    clauses
}

/// The clauses of one sentence. What asks begins with an interrogative, or is all that stands
/// before the question mark: "Je m'inscris, y a-t-il un parking ?" states, then asks.
fn sentence(text: &str, ends_in_a_question_mark: bool) -> Vec<Clause> {
    static BREAK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[(),]+|:\s|\s[-/]+\s|\b(?:mais|cependant|toutefois|car)\b|\bque (?:je|nous) (?:vous |t')?(?:ai|avais|avons|avions)\b",
        )
    });
    static ASKING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:(?:bonjour|et|mais|alors|ou)\ )?
              (?:est-ce|est-il|serait-il|sera-t-il|peu[xt]-|puis-je|pouvez-|pouvons-|pourriez-|pourrai[st]-
              |pourrions-|do(?:is|it|ivent)-|faut-il|faudra-t-il|comment|combien|pourquoi|quel(?:le)?s?\ |quand\b
              |y\ a-t-il|y\ aura-t-il|reste-t-il|avez-vous|auriez-vous|savez-vous|a-t-on
              |(?:.*\ )?(?:savoir|demande|dire|preciser|indiquer)\ (?:si|s'il|comment|ou|quand|combien|quel(?:le)?s?|a\ quelle)\b)",
        )
    });
    static SUPPOSING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:et |mais )?si (?:je|nous|on|jamais)\b"));
    let parts: Vec<&str> = BREAK.split(text).map(str::trim).filter(|part| !part.is_empty()).collect();
    let last = parts.len().saturating_sub(1);
    let asks_from = parts
        .iter()
        .position(|part| ASKING.is_match(part) || ends_in_a_question_mark && SUPPOSING.is_match(part))
        .unwrap_or(if ends_in_a_question_mark { last } else { parts.len() });
    let sentence: Rc<str> = text.into();
    let mut named: Vec<Day> = Vec::new();
    let clause = |(at, part): (usize, &str)| {
        let own = days(part);
        if !own.is_empty() {
            named = own;
        }
        Clause {
            text: part.to_owned(),
            question: at >= asks_from,
            days: named.clone(),
            sentence: Rc::clone(&sentence),
        }
    };
    parts.into_iter().enumerate().map(clause).collect()
}

/// `folded` without bulletins, forms and lists of other kinds: what is left may be about registering
/// for an event.
pub fn of_this_kind(folded: &str) -> Cow<'_, str> {
    static OF_ANOTHER_KIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\bparticip\w*\ (?:\w+\ )?a\ (?:une?|mon|plusieurs)\ (?:conseil|comite|collectif|commission|groupe)
              | \bparticip\w*\ a\ (?:votre|une|l'|cette|notre)\ ?
                (?:etude|enquete|sondage|questionnaire|appel|salon|concours|consultation)
              | \bparticip\w*\ a\ (?:vos|votre|des|ces|leurs|nos)\ (?:travaux|projets?|reflexions?|chantiers?|publications?|actions?|activites?)
              | \bbulletins?\ (?:(?:n°|no|numero)\ ?\d+|d'info\w*|d'adhesion|d'abonnement|municipa\w+|officiels?|mensuels?|trimestriels?
                |de\ (?:pa[iy]e|salaire|liaison|veille|adhesion|soutien|vote|sante|commande))
              | \bfiches?\ (?:fournisseurs?|clients?|techniques?|produits?|projets?|actions?|pratiques?|navettes?
                |de\ (?:poste|pa[iy]e|lecture|suivi|renseignements?))
              | \binscrite?s?\ (?:en\ (?:licence|master|fac|terminale|doctorat|these|bts|formation)|a\ (?:pole|la\ fac|l'univ\w*|l'ecole)|comme\ demandeu\w+)
              | \bformulaires?\ (?:de\ contact|de\ demande|cerfa)
              | \b(?:des)?in?scri\w*(?:\ \w+){0,3}\ (?:a|au|aux|de|du|sur|dans)\ (?:l'|\w+\ )?
                (?:newsletter|infolettre|lettre\ (?:d'info|electronique|mensuelle)|bulletin\ d'info|revue|listes?\ (?:de\ diffusion|d'envoi)|annuaire|base\b)[^.;!?]*
              | \b(?:retir|supprim|enlev|desabonn)\w*(?:\ \w+){0,4}\ (?:de|du|des)\ (?:l'|\w+\ )?
                (?:newsletter|infolettre|lettre\ d'info|listes?\ (?:de\ diffusion|d'envoi|de\ contacts)|base\b|fichier)[^.;!?]*",
        )
    });
    OF_ANOTHER_KIND.replace_all(folded, " ")
}

/// `folded` without the usual misspellings of the words that matter.
fn spelt(folded: &str) -> String {
    const MISSPELT: [(&str, &str); 16] = [
        (r"\ban(?:n?ul|nn?ull)", "annul"),
        (r"\b(m|j|d)'?(?:in?cri|inscri)", "$1'inscri"),
        (r"\bincri", "inscri"),
        (r"\binscript?on\b", "inscription"),
        (r"\binscri\b", "inscris"),
        (r"\bm'inscri\b", "m'inscris"),
        (r"\bm inscri", "m'inscri"),
        (r"\bj ?(aimerai|avai|ai|y)\b", "j'$1"),
        (r"\bdez?in[cs]+ri", "desinscri"),
        (r"\bpartic(?:ip|p|ipp)", "particip"),
        (r"\bc (est|etait)\b", "c'$1"),
        (r"\bqu il\b", "qu'il"),
        (r"\b(peu[xt]|pourrai|viens|viendrai|suis|serai) pa\b", "$1 pas"),
        (r"\b(?:qqn|qqun|qlqun|qlqn)\b", "quelqu'un"),
        (r"\bdautres?\b", "d'autre"),
        (r"\binscriv(?:e|er)[ -](moi|nous)\b", "inscrivez-$1"),
    ];
    static RULES: LazyLock<Vec<(Regex, &str)>> =
        LazyLock::new(|| MISSPELT.iter().map(|(rule, right)| (pattern(rule), *right)).collect());
    RULES.iter().fold(folded.to_owned(), |text, (rule, right)| rule.replace_all(&text, *right).into_owned())
}

/// `text` folded, with wrapped lines joined and without what would only get in the way: courtesies
/// amid a sentence, boxes that nobody ticked, and the bulletins, forms and lists of other kinds.
fn plain(text: &str) -> String {
    static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r",? ?\b(?:s'il (?:vous|te) plait|si possible|si c'est (?:encore |toujours )?possible|si ce n'est pas trop tard|s'il (?:en )?est encore temps|svp|stp)\b,?",
        )
    });
    static ABBREVIATION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(mr?|mme|mlle|melle|dr|me|tel|st|ste)\.\s+"));
    // "Nom : ???" asks nothing.
    static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| pattern(r":\s*\?+"));
    static ENDING: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?:e|s|es|ne)\)"));
    static NOT_TICKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:☐|\[ ?\])[^☐☒\[\n]*"));
    // "J'ai participé au premier et je m'inscris au second": what follows is said by itself.
    static AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bet (je|j'|nous|on|vous|merci|ne|n')"));
    let mut joined = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines() {
        let cut = before.chars().count() >= WRAPPED && !before.ends_with(['.', ';', ':', '!', '?', ',']);
        let goes_on = line.trim_start().starts_with(char::is_lowercase) || cut;
        joined.push_str(if goes_on { " " } else { "\n" });
        joined.push_str(line);
        before = line.trim_end();
    }
    let folded = joined.lines().map(fold).collect::<Vec<_>>().join("\n");
    let folded = ENDING.replace_all(&folded, "");
    let folded = UNKNOWN.replace_all(&folded, ":");
    let folded = spelt(&ABBREVIATION.replace_all(&folded, "$1 "));
    let ticked = folded.replace("[x]", &CHECKED.to_string()).replace("(x)", &CHECKED.to_string());
    let text = ticked.replace("( )", &UNCHECKED.to_string());
    let text = NOT_TICKED.replace_all(&text, " ");
    let text = COURTESY.replace_all(&text, " ");
    let text = of_this_kind(&text);
    let text = AND.replace_all(&text, ", $1");
    text.lines()
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}
