//! From everything that was read, the verdict and its reason.

use super::intent::Intent;
use super::occasion::Occasion;
use super::papers::{Papers, could_be_a_bulletin};
use super::reading::{Participant, Reason, Verdict};
use crate::document::Refusal;
use crate::event::Field;
use crate::message::Message;

/// What the verdict follows from.
#[derive(Debug)]
pub struct Evidence<'e> {
    /// The message itself.
    pub message: &'e Message,
    /// Its papers.
    pub papers: &'e Papers,
    /// What its writer's own words say.
    pub intent: &'e Intent,
    /// The event it is about.
    pub occasion: Occasion<'e>,
    /// The people on its bulletins.
    pub participants: &'e [Participant],
    /// What each of them must have.
    pub required: &'e [Field],
    /// Whether a bulletin came back blank.
    pub blank_bulletin: bool,
    /// Whether a bulletin says that the person will not come.
    pub declines: bool,
}

/// The verdict, and why.
#[must_use]
pub fn judge(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let filled_in = !evidence.participants.is_empty();
    match evidence.message.machine {
        // What it returns is the desk's own letter, with people in it.
        Some(machine) if evidence.message.report.is_some() => {
            (Verdict::Automatic, Reason::Machine(machine))
        }
        // Bulk mail may still be a bulletin that a list or a gateway passed on.
        Some(machine) if machine.certain() || !filled_in => (Verdict::Automatic, Reason::Machine(machine)),
        _ if filled_in => judge_bulletin(evidence),
        _ => judge_words(evidence),
    }
}

fn judge_bulletin(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let complete =
        evidence.participants.iter().all(|person| person.lacks(evidence.required).next().is_none());
    match (evidence.intent, evidence.occasion) {
        _ if evidence.declines => (Verdict::Review, Reason::NotComing),
        (intent, _) if intent.replaces => (Verdict::Review, Reason::Replacement),
        (intent, _) if intent.withdraws => (Verdict::Review, Reason::Contradiction),
        (_, Occasion::Unknown) => (Verdict::Review, Reason::UnknownEvent),
        (_, Occasion::Unclear) => (Verdict::Review, Reason::SeveralEvents),
        _ if complete => (Verdict::Registration, Reason::Complete),
        _ => (Verdict::Incomplete, Reason::FieldsMissing),
    }
}

fn judge_words(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let intent = evidence.intent;
    match () {
        () if intent.replaces => (Verdict::Review, Reason::Replacement),
        () if intent.withdraws && intent.joins => (Verdict::Review, Reason::Contradiction),
        () if intent.withdraws => (Verdict::Cancellation, Reason::Withdrawal),
        () if intent.passes_on && !intent.joins => (Verdict::Other, Reason::PassedOn),
        () => judge_files(evidence),
    }
}

fn judge_files(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let intent = evidence.intent;
    let unread = evidence.papers.refused.iter().find(|(_, refusal)| could_be_a_bulletin(*refusal));
    let speaks_of_it =
        intent.joins || intent.about_registering || evidence.papers.refused.iter().any(is_called_a_bulletin);
    match unread {
        Some((_, refusal)) if speaks_of_it => return (Verdict::Review, reason(*refusal)),
        _ => {}
    }
    let joins = intent.joins || evidence.blank_bulletin;
    match (joins, evidence.occasion) {
        (true, Occasion::Unknown) => (Verdict::Review, Reason::UnknownEvent),
        (true, Occasion::Unclear) => (Verdict::Review, Reason::SeveralEvents),
        (true, _) if evidence.blank_bulletin => (Verdict::Incomplete, Reason::BlankBulletin),
        (true, _) => (Verdict::Incomplete, Reason::NoBulletin),
        _ if intent.asks => (Verdict::Other, Reason::Question),
        _ if intent.thanks => (Verdict::Other, Reason::Thanks),
        _ if unread.is_some() || !evidence.message.files.is_empty() => (Verdict::Other, Reason::OtherForm),
        _ => (Verdict::Other, Reason::NotForTheDesk),
    }
}

fn is_called_a_bulletin((name, _): &(String, Refusal)) -> bool {
    let name = crate::fold::fold(name);
    name.contains("bulletin") || name.contains("inscription")
}

fn reason(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::Empty => Reason::EmptyFile,
        Refusal::Image => Reason::Scan,
        Refusal::Protected => Reason::Protected,
        Refusal::Damaged => Reason::Damaged,
        Refusal::TooLarge => Reason::TooLarge,
        Refusal::Unsupported(_) => Reason::Unsupported,
    }
}
