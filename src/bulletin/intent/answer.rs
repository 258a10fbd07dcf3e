//! What a writer answers to a question of the desk: "voulez-vous cette place ?"

use super::clauses::Clause;
use super::rules::{
    ACCEPTING, ASSENTING, CORRECTING, DOUBTING, HEDGING, IN_PART, LETTING_GO, LOOKING_FORWARD, MYSELF,
    NO_TROUBLE, NOT_REPLACING, PAST, RECEIVED, REFUSING, REPLACING, SUPPOSED, TAKING_PART, THANKING,
    UNDECIDED, WELCOMING,
};
use super::{Said, Speech, is_request};
use crate::bulletin::reading::Answer;

/// What one clause answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    /// Nothing.
    Silent,
    /// "Bonjour", "merci": nothing, and nobody counts it.
    Polite,
    /// It asks.
    Asks,
    Yes,
    No,
    /// "Non" before "ce n'est pas un problème".
    NoTrouble,
    /// Something that a person has to weigh.
    Unsure,
}

/// A bare yes or no further down than so many clauses may answer something else.
const AT_THE_BEGINNING: usize = 4;

impl Speech {
    /// What the writer answers, where it is plain: a yes without a condition, or a no.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        let clauses: Vec<&Clause> = self.clauses().map(|(clause, _)| clause).collect();
        let replies = replies(&clauses);
        let says = |reply| replies.contains(&reply);
        let is_hedged = |(at, clause): (usize, &&Clause)| match replies.get(at) {
            Some(Reply::Yes) => clause.is_under_a_condition(&clauses) || has_a_but(at, &clauses, &replies),
            Some(Reply::No) => clause.is_under_a_condition(&clauses),
            _ => false,
        };
        let is_plain = !says(Reply::Unsure) && !clauses.iter().enumerate().any(is_hedged);
        let welcomes = [&WELCOMING, &LOOKING_FORWARD]
            .into_iter()
            .all(|rule| clauses.iter().any(|clause| !clause.question && clause.says(rule)));
        match (says(Reply::Yes) || welcomes, says(Reply::No)) {
            (true, false) if is_plain => Some(Answer::Yes),
            (false, true) if is_plain => Some(Answer::No),
            _ => None,
        }
    }
}

/// What each of `clauses` answers. The bare "non" of "non, pas de souci" answers nothing.
fn replies(clauses: &[&Clause]) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::with_capacity(clauses.len());
    let mut said_before = 0;
    for clause in clauses {
        let reply = reply(clause, said_before < AT_THE_BEGINNING);
        if reply == Reply::NoTrouble
            && let Some(before) = replies.last_mut().filter(|before| **before == Reply::No)
        {
            *before = Reply::Silent;
        }
        said_before += usize::from(reply != Reply::Polite);
        replies.push(reply);
    }
    replies
}

/// What `clause` answers. A bare word counts where it `may_be_bare`.
fn reply(clause: &Clause, may_be_bare: bool) -> Reply {
    let bare = |rule| may_be_bare && clause.says(rule) && !clause.is_beside_a_label() && !clause.is_receipt();
    let hedges = || [&HEDGING, &UNDECIDED].into_iter().any(|rule| clause.says(rule));
    let doubts = || clause.says(&DOUBTING) && clause.says(&TAKING_PART);
    match () {
        () if clause.question && is_request(clause) && matches!(Said::by(clause), Said::Leaves { .. }) => {
            Reply::No
        }
        () if clause.question => Reply::Asks,
        () if clause.says(&NO_TROUBLE) => Reply::NoTrouble,
        () if Said::by(clause) == (Said::Leaves { in_so_many_words: true })
            && !clause.gives_to_somebody() =>
        {
            Reply::No
        }
        () if !clause.is_for_later() && (hedges() || doubts() || sends_another(clause)) => Reply::Unsure,
        () if bare(&REFUSING) || clause.says(&LETTING_GO) => Reply::No,
        () => match Said::by(clause) {
            Said::Leaves { .. } if clause.says(&MYSELF) => Reply::Unsure,
            Said::Leaves { .. } => Reply::No,
            Said::SomebodyElseStaysAway if clause.begins_with_a_pronoun() => Reply::No,
            Said::SomebodyElseStaysAway | Said::Wavers | Said::Recants | Said::Doubts => Reply::Unsure,
            _ if clause.is_for_later() => Reply::Silent,
            _ if bare(&ASSENTING) || clause.says(&ACCEPTING) && !clause.says(&PAST) => {
                if clause.is_negated() { Reply::Unsure } else { Reply::Yes }
            }
            _ if clause.says(&IN_PART) => Reply::Unsure,
            _ if clause.is_polite() => Reply::Polite,
            _ => Reply::Silent,
        },
    }
}

/// Whether somebody else is to have the seat, of whom the writer thinks.
fn sends_another(clause: &Clause) -> bool {
    let to_nobody = clause.says(&LETTING_GO) && !clause.gives_to_somebody();
    let is_kept = clause.text.contains("gard");
    clause.says(&REPLACING) && !clause.says(&NOT_REPLACING) && !to_nobody && !is_kept
}

/// Whether, after the yes at `at`, a "mais" takes something back: it neither asks nor says yes again.
fn has_a_but(at: usize, clauses: &[&Clause], replies: &[Reply]) -> bool {
    let takes_back = |(clause, reply): (&&Clause, &Reply)| {
        let adds_something = [&THANKING, &CORRECTING].into_iter().any(|rule| clause.says(rule));
        *reply == Reply::Silent && clause.stands_after_a_but() && !adds_something
    };
    clauses.iter().zip(replies).skip(at + 1).any(takes_back)
}

impl Clause {
    /// Whether a statement in its sentence supposes something: "oui si vous me gardez la place".
    fn is_under_a_condition(&self, clauses: &[&Clause]) -> bool {
        let supposes = |other: &&&Clause| !other.question && other.says(&SUPPOSED) && other.is_beside(self);
        clauses.iter().any(|other| supposes(&other))
    }

    /// Whether the "oui" stands beside a message that was received: "oui, j'ai bien reçu votre message".
    fn is_receipt(&self) -> bool {
        self.sentence_says(&RECEIVED)
    }

    fn is_negated(&self) -> bool {
        self.text.split([' ', '\'']).any(|word| matches!(word, "pas" | "plus" | "jamais"))
    }

    fn begins_with_a_pronoun(&self) -> bool {
        ["il ", "elle ", "ils ", "elles "].iter().any(|pronoun| self.text.starts_with(pronoun))
    }

    /// Whether a place is given to somebody of whom the writer speaks: "à ma collègue", "à Mme Petit".
    fn gives_to_somebody(&self) -> bool {
        let behind = self.text.split_once("place ").map_or("", |(_, behind)| behind);
        let to_whomever = ["a quelqu'un", "a un ", "a une ", "a d'autres", "a la personne", "a ceux"];
        behind.starts_with("a ") && !to_whomever.iter().any(|whomever| behind.starts_with(whomever))
    }

    /// Whether it greets or thanks, and nothing else.
    fn is_polite(&self) -> bool {
        const POLITE: [&str; 12] = [
            "bonjour",
            "bonsoir",
            "madame",
            "monsieur",
            "mesdames",
            "messieurs",
            "merci",
            "cher",
            "chere",
            "chers",
            "cordialement",
            "salut",
        ];
        self.text.split(' ').next().is_some_and(|first| POLITE.contains(&first))
    }
}
