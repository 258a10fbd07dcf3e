//! What the writer wants, from the writer's own words, clause by clause.

mod answer;
mod clauses;
mod rules;
mod said;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use regex::Regex;

use super::dates::Day;
use crate::bulletin::reading::Whose;
use crate::fold::fold;
use crate::message::Machine;
use crate::pattern::pattern;
pub use clauses::of_this_kind;
use clauses::{Clause, clauses};
use rules::{
    A_PART, ABSTAINING, ALL_OF_US, AND_THE_WRITER, ANNOUNCING, APOLOGISING, AWAY, BULK, CONFIRMING,
    CORRECTING, DECLINING, DOUBLED, DOUBTING, ELSEWHERE, FIRST_PERSON, FOR_REGISTRATION, GENERATED,
    GIVING_UP, HINTING, INVITED, INVITING, LACKING, LEAVING_A_LIST, MEANWHILE, MYSELF, NEITHER, NO_TROUBLE,
    NOT_ALL, NOT_REPLACING, NOT_THEN, OF_ANOTHER, OF_SOMEBODY_ELSE, OF_THE_WRITER, ONESELF, OUT_OF_OFFICE,
    PASSING_ON, PAST, RECEIPT, REGISTERING, REPLACING, SCANNING, STAYING_AWAY, SUPPLYING, SUPPOSED, THANKING,
    TROUBLE, YES_AND_NO, YOURS,
};
use said::{Said, is_hedged, is_request};

/// What the writer's own words say. What is said in so many words (an inscription, a bulletin) is
/// told from what only means the desk when one of its events is named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a message can say several of these at once")]
pub struct Intent {
    /// Registers somebody, in so many words.
    pub joins: bool,
    /// Registers somebody for something that is no event, or for another: "au centre aéré".
    pub joins_elsewhere: Option<String>,
    /// Speaks of the writer herself in registering.
    pub joins_oneself: bool,
    /// Registers somebody for a later occasion.
    pub joins_later: bool,
    /// Says that the writer comes.
    pub comes: bool,
    /// Says that somebody comes, or something that can mean so.
    pub may_come: bool,
    /// Calls itself a registration in the subject.
    pub announces: bool,
    /// Withdraws a registration, in so many words.
    pub withdraws: bool,
    /// Says that somebody will not come.
    pub stays_away: bool,
    /// Speaks of everybody in saying so: "nous ne viendrons pas", "annuler nos inscriptions".
    pub withdraws_all: bool,
    /// Speaks of the writer in saying so: "je ne viendrai pas", "annuler mon inscription".
    pub withdraws_oneself: bool,
    /// Speaks of somebody else in saying so: "ma collègue ne viendra pas", "annuler son inscription".
    pub withdraws_another: bool,
    /// Withdraws from nothing but this part of a meeting, or something beside it: "repas".
    pub withdraws_from: Option<String>,
    /// Says so of nobody but the writer: "je ne viendrai pas moi-même".
    pub leaves_out_oneself: bool,
    /// The days on which, where they are named.
    pub away_on: Vec<Day>,
    /// In answer to a letter of the desk: does not want what it says.
    pub declines: bool,
    /// Comes for a part of the time.
    pub wavers: bool,
    /// Answers what the desk asked for.
    pub supplies: bool,
    /// Has nothing to say for what the desk asked for.
    pub lacks: bool,
    /// Has an invitation.
    pub is_invited: bool,
    /// Passes a message on for registration.
    pub passes_on_to_register: bool,
    /// Takes a withdrawal back.
    pub recants: bool,
    /// Says something that may mean that somebody does not come.
    pub hints: bool,
    /// Says that something stands there twice.
    pub doubles: bool,
    /// Does not know yet.
    pub doubts: bool,
    /// Does not want to be registered, or not to have others registered.
    pub abstains: bool,
    /// Corrects what a bulletin or a letter of the desk says.
    pub corrects: bool,
    /// Speaks of something that has no seats: an order, a room.
    pub has_another_matter: bool,
    /// Says that something has changed.
    pub is_troubled: bool,
    /// Is sorry.
    pub apologises: bool,
    /// Sends somebody else instead.
    pub replaces: bool,
    /// Asks something.
    pub asks: bool,
    /// Invites the reader, or asks the reader to register.
    pub invites: bool,
    /// Speaks of the reader's meeting: "votre rencontre".
    pub means_yours: bool,
    /// Passes the announcement on.
    pub passes_on: bool,
    /// Says thanks, and nothing else that matters.
    pub thanks: bool,
    /// Speaks of a bulletin or an inscription at all.
    pub about_registering: bool,
    /// Says that a machine wrote it.
    pub is_generated: bool,
    /// Says that the writer is away, and what becomes of messages meanwhile.
    pub is_out_of_office: bool,
    /// Is bulk mail, by its own words.
    pub is_bulk: bool,
    /// Speaks to the user of a service: "votre commande a bien été enregistrée".
    pub confirms: bool,
    /// Says that a scanner or a fax sends it.
    pub scans: bool,
}

/// What a writer says, clause by clause.
#[derive(Debug)]
pub struct Speech {
    subject: Vec<Clause>,
    /// Whether the subject is the writer's own, and not the thread's.
    owns_subject: bool,
    body: Vec<Clause>,
    /// Whether the words are about a mailing list.
    leaves_a_list: bool,
}

impl Speech {
    /// What is said in `own_words` below `subject`.
    #[must_use]
    pub fn of(subject: &str, own_words: &str) -> Self {
        static THREAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:re|tr|fw|fwd|rép|ref)\s*:"));
        Self {
            subject: clauses(subject),
            owns_subject: !THREAD.is_match(subject),
            body: clauses(own_words),
            leaves_a_list: LEAVING_A_LIST.is_match(&fold(own_words)),
        }
    }

    /// What the writer wants.
    #[must_use]
    pub fn intent(&self) -> Intent {
        let mut intent = Intent::default();
        let mut joined: Vec<Day> = Vec::new();
        let (mut away_some_day, mut somebody_else_stays_away) = (false, false);
        let mut leaves_all_of_it = false;
        for (clause, is_subject) in self.clauses() {
            intent.note(clause);
            let is_of_that_day = away_some_day
                || clause.days.is_empty()
                || clause.days.iter().any(|day| intent.away_on.contains(day));
            let said = Said::by(clause);
            if matches!(said, Said::Leaves { .. } | Said::SomebodyElseStaysAway) {
                intent.note_who_leaves(clause);
                let part = A_PART.find(&clause.text).map(|part| part.as_str().to_owned());
                leaves_all_of_it |= part.is_none();
                intent.withdraws_from = part.or(intent.withdraws_from);
            }
            intent.withdraws_another |= clause.says(&NEITHER);
            match said {
                Said::Nothing => {}
                Said::Wavers => intent.wavers = true,
                Said::Recants => intent.recants = true,
                Said::Doubts => intent.doubts = true,
                // "Désinscription" above words about a mailing list is about that list.
                Said::Leaves { .. } if is_subject && (self.leaves_a_list || intent.has_another_matter) => {}
                Said::Joins
                    if is_subject && (intent.abstains || intent.asks && !intent.joins && !intent.comes) => {}
                // "Inscription de M. Petit" above words that cancel it names what is cancelled.
                Said::Joins if is_subject && intent.withdraws && !intent.joins && is_of_that_day => {}
                Said::SomebodyElseStaysAway => somebody_else_stays_away = true,
                Said::Leaves { in_so_many_words } => {
                    intent.withdraws |= in_so_many_words;
                    intent.stays_away |= !in_so_many_words;
                    intent.leaves_out_oneself |= clause.says(&MYSELF);
                    away_some_day |= clause.days.is_empty();
                    intent.away_on.extend(&clause.days);
                }
                said @ (Said::Joins | Said::Comes) => {
                    intent.joins |= said == Said::Joins;
                    intent.comes |= said == Said::Comes;
                    intent.joins_oneself |= clause.says(&ONESELF);
                    joined.extend(&clause.days);
                }
                Said::JoinsLater => intent.joins_later = true,
                Said::MayCome => intent.may_come = true,
            }
        }
        let of_another_day = !joined.is_empty() && !intent.away_on.iter().any(|day| joined.contains(day));
        if away_some_day {
            intent.away_on.clear();
        } else if of_another_day {
            intent.stays_away = false;
        }
        // Who registers, and says that a colleague cannot come, sends no withdrawal.
        if intent.joins {
            intent.wavers |= somebody_else_stays_away;
        } else {
            intent.stays_away |= somebody_else_stays_away;
        }
        intent.doubts |= self.body.iter().any(|clause| clause.sentence_says(&YES_AND_NO));
        if leaves_all_of_it {
            intent.withdraws_from = None;
        }
        let says = |rule: &Regex| self.clauses().any(|(clause, _)| clause.says(rule));
        intent.is_out_of_office = says(&AWAY) && self.body.iter().any(|clause| clause.says(&MEANWHILE));
        intent.announces = !intent.asks && self.own_subject().iter().any(|clause| clause.says(&ANNOUNCING));
        intent
    }

    /// Whether the subject is the writer's own, and not the thread's.
    #[must_use]
    pub fn owns_its_subject(&self) -> bool {
        self.owns_subject
    }

    /// Whether something is said under a condition: "si une place se libère, je viendrai".
    #[must_use]
    pub fn supposes(&self) -> bool {
        self.body.iter().any(|clause| clause.says(&SUPPOSED))
    }

    /// What the words ask.
    #[must_use]
    pub fn asked(&self) -> String {
        text(self.body.iter().filter(|clause| clause.question))
    }

    /// The words without what is not meant: what is left may tell which event the writer means.
    #[must_use]
    pub fn stated(&self, intent: &Intent) -> String {
        text(self.body.iter().filter(|clause| clause.is_meant(intent)))
    }

    /// What is said of the event to which somebody is to come or, where somebody leaves, from which: the clauses that
    /// say so, and those of their sentences that say nothing else.
    #[must_use]
    pub fn spoken(&self, intent: &Intent) -> String {
        let mut spoken = Vec::new();
        let mut about: Option<&Clause> = None;
        for clause in &self.body {
            let said = Said::by(clause);
            let is_about = match said {
                Said::Leaves { .. } | Said::SomebodyElseStaysAway => intent.leaves(),
                Said::Joins | Said::Comes => !intent.leaves(),
                _ => false,
            };
            let goes_on = said == Said::Nothing
                && !clause.stands_after_a_but()
                && about.is_some_and(|before| before.is_beside(clause));
            if is_about {
                about = Some(clause);
            }
            if (is_about || goes_on) && clause.is_meant(intent) {
                spoken.push(clause);
            }
        }
        text(spoken.into_iter())
    }

    /// The subject, the thread's too, without what is not meant.
    #[must_use]
    pub fn stated_in_subject(&self, intent: &Intent) -> String {
        text(self.subject.iter().filter(|clause| clause.is_meant(intent)))
    }

    /// The clauses of the writer, and whether they are the subject's.
    fn clauses(&self) -> impl Iterator<Item = (&Clause, bool)> {
        let body = self.body.iter().map(|clause| (clause, false));
        body.chain(self.own_subject().iter().map(|clause| (clause, true)))
    }

    fn own_subject(&self) -> &[Clause] {
        if self.owns_subject { &self.subject } else { &[] }
    }
}

fn text<'c>(clauses: impl Iterator<Item = &'c Clause>) -> String {
    clauses.map(|clause| clause.text.as_str()).collect::<Vec<_>>().join("\n")
}

impl Intent {
    /// Whether somebody is not to come, in whatever words.
    #[must_use]
    pub fn leaves(&self) -> bool {
        self.withdraws || self.stays_away
    }

    /// Of whom the writer says that they leave.
    #[must_use]
    pub fn whose(&self) -> Whose {
        match (self.withdraws_oneself, self.withdraws_another) {
            _ if !self.leaves() => Whose::Unsaid,
            _ if self.withdraws_all => Whose::Everybodys,
            (true, true) => Whose::Both,
            (true, false) => Whose::TheWriters,
            (false, true) => Whose::Anothers,
            (false, false) => Whose::Unsaid,
        }
    }

    /// The machine that wrote it, by its words.
    #[must_use]
    pub fn machine(&self) -> Option<Machine> {
        let acts = self.joins || self.comes || self.leaves() || self.replaces;
        (self.is_generated || self.is_out_of_office && !acts).then_some(Machine::Words)
    }

    /// Whether the words may name people to be registered.
    #[must_use]
    pub fn registers(&self) -> bool {
        let registers = self.joins || self.comes || self.may_come || self.announces;
        registers && !self.leaves() && !self.replaces && !self.abstains
    }

    /// Of whom a clause speaks that says that somebody leaves.
    fn note_who_leaves(&mut self, clause: &Clause) {
        self.withdraws_all |= clause.says(&ALL_OF_US) && !clause.says(&NOT_ALL);
        let of_another =
            (clause.says(&OF_ANOTHER) || clause.says(&OF_SOMEBODY_ELSE)) && !clause.says(&FIRST_PERSON);
        self.withdraws_another |= of_another;
        self.withdraws_oneself |=
            if of_another { clause.says(&AND_THE_WRITER) } else { clause.says(&OF_THE_WRITER) };
    }

    /// What a clause says beside coming and going.
    fn note(&mut self, clause: &Clause) {
        let request = is_request(clause);
        self.about_registering |= clause.says(&REGISTERING);
        let elsewhere = || ELSEWHERE.find(&clause.text).map(|found| found.as_str().to_owned());
        self.joins_elsewhere = self.joins_elsewhere.take().or_else(elsewhere);
        self.invites |= clause.says(&INVITING);
        self.supplies |= clause.says(&SUPPLYING) && !clause.question;
        self.lacks |= clause.says(&LACKING) && !clause.question;
        self.is_invited |= clause.says(&INVITED);
        self.passes_on_to_register |= clause.says(&FOR_REGISTRATION);
        self.means_yours |= clause.says(&YOURS);
        self.passes_on |= clause.says(&PASSING_ON);
        self.thanks |= clause.says(&THANKING);
        self.asks |= clause.question && !request;
        self.is_generated |= [&GENERATED, &RECEIPT, &BULK].into_iter().any(|rule| clause.says(rule));
        self.is_bulk |= clause.says(&BULK);
        self.confirms |= clause.says(&CONFIRMING);
        self.scans |= clause.says(&SCANNING);
        let is_plain = !clause.question && !clause.says(&PAST) && !clause.says(&NO_TROUBLE);
        // "Je viendrai avec grand plaisir": with nobody.
        self.hints |=
            clause.says(&HINTING) && is_plain && !is_hedged(clause) && !clause.text.contains("plaisir");
        self.doubles |= clause.says(&DOUBLED);
        self.abstains |= clause.says(&ABSTAINING) && !clause.question;
        self.has_another_matter |= clause.is_about_another_matter();
        self.corrects |= clause.says(&CORRECTING) && (!clause.question || request);
        let apologises = clause.says(&APOLOGISING);
        self.is_troubled |= clause.says(&TROUBLE) && is_plain && !apologises;
        self.apologises |= apologises && is_plain;
        let declines = clause.says(&DECLINING) && !clause.question && !is_hedged(clause);
        self.declines |= declines && !clause.says(&A_PART);
        self.wavers |= declines && clause.says(&A_PART);
        // "Je remplace Inès Morel, qui devait venir": that she was to come is over, and the writer comes now.
        self.replaces |=
            clause.text.contains("je remplace ") && !clause.question && !clause.is_about_a_post();
        self.replaces |= (clause.says(&REPLACING) || clause.is_about_a_representative())
            && (!clause.question || request)
            && !clause.is_about_a_post()
            && ![&PAST, &DOUBTING, &GIVING_UP, &NOT_REPLACING].into_iter().any(|rule| clause.says(rule));
    }
}

impl Clause {
    /// Whether it neither asks nor says what was or will not be. Where somebody stays away, that is what the
    /// message is about.
    fn is_meant(&self, intent: &Intent) -> bool {
        let leaves = intent.leaves();
        let stays_away = self.says(&STAYING_AWAY);
        (!self.question || is_request(self))
            && (!self.says(&PAST) || leaves && stays_away)
            && !self.says(&OUT_OF_OFFICE)
            && (leaves || !self.says(&NOT_THEN) && !stays_away)
    }
}
