//! The verdict on what words leave open: the files that came with them, and bulletins that could not be read.

use super::{Evidence, is_about_registering, is_passed_on, names_a_couple};
use crate::bulletin::bulletins::is_of_another_kind;
use crate::bulletin::intent::Intent;
use crate::bulletin::occasion::Occasion;
use crate::bulletin::papers::could_be_a_bulletin;
use crate::bulletin::reading::{Reason, Verdict};
use crate::document::Refusal;
use crate::fold::fold;

/// The verdict on words that withdraw nothing, and on the files that came with them.
pub fn judge_files(evidence: &Evidence<'_>, joins: bool, named: bool) -> (Verdict, Reason) {
    let intent = evidence.intent;
    let refused = &evidence.papers.refused;
    let unread = refused.iter().find(|(_, refusal)| could_be_a_bulletin(*refusal));
    let is_another_form =
        is_of_another_kind(&[&evidence.message.envelope.subject, &evidence.papers.own_words]);
    let scanned = evidence.machine.is_some() && intent.scans;
    let speaks_of_it = joins
        || scanned
        || refused.iter().any(is_called_a_bulletin)
        || intent.about_registering && !is_another_form;
    let answers = evidence.answers_a_notice;
    let for_registering = is_about_registering(evidence);
    let may_come = intent.announces && !is_another_form
        || intent.may_come && named && !intent.invites
        || intent.comes && for_registering && !answers;
    let blank = evidence.bulletins.are_blank();
    // Others announce their own meetings, with their own bulletins.
    let is_an_announcement = intent.invites && !joins && !named || is_another_form && !joins;
    match evidence.occasion {
        _ if let Some((_, refusal)) = unread
            && speaks_of_it
            && !is_an_announcement =>
        {
            (Verdict::Review, reason(*refusal))
        }
        Occasion::Unknown if blank && intent.invites => (Verdict::Other, Reason::OtherForm),
        Occasion::Unknown if joins || blank => (Verdict::Review, Reason::UnknownEvent),
        _ if joins && intent.joins_elsewhere.is_some() && !named => (Verdict::Review, Reason::Doubtful),
        Occasion::Unclear(_) if joins || blank => (Verdict::Review, Reason::SeveralEvents),
        // Who passes a message on with a blank bulletin may have forgotten to save it, or not.
        _ if blank && !joins && intent.invites => (Verdict::Other, Reason::PassedOn),
        _ if blank && !joins && is_passed_on(evidence) => (Verdict::Review, Reason::BlankBulletin),
        _ if blank => (Verdict::Incomplete, Reason::BlankBulletin),
        _ if joins && names_a_couple(evidence) => (Verdict::Review, Reason::Crowded),
        _ if joins || is_bare_announcement(evidence) && named => (Verdict::Incomplete, Reason::NoBulletin),
        _ if (evidence.passed_on.joins || evidence.passed_on.leaves()) && !evidence.passed_on.invites => {
            (Verdict::Review, Reason::Doubtful)
        }
        _ if may_come
            || intent.joins_later && for_registering
            || intent.lacks && !evidence.papers.asked.is_empty()
            || may_have_changed(intent) && !intent.asks && answers =>
        {
            (Verdict::Review, Reason::Doubtful)
        }
        _ => (Verdict::Other, what_else(evidence)),
    }
}

/// Whether the words may mean that somebody does not come.
fn may_have_changed(intent: &Intent) -> bool {
    intent.is_troubled || intent.hints || intent.apologises && !intent.comes
}

/// Whether the subject is all there is.
fn is_bare_announcement(evidence: &Evidence<'_>) -> bool {
    evidence.intent.announces
        && evidence.message.files.is_empty()
        && !evidence.papers.own_words.contains(char::is_alphabetic)
}

/// What a message is that is not for the desk.
fn what_else(evidence: &Evidence<'_>) -> Reason {
    match () {
        () if evidence.intent.asks => Reason::Question,
        () if evidence.intent.thanks => Reason::Thanks,
        () if !evidence.message.files.is_empty() => Reason::OtherForm,
        () => Reason::NotForTheDesk,
    }
}

fn is_called_a_bulletin((name, _): &(String, Refusal)) -> bool {
    let name = fold(name);
    name.contains("bulletin") || name.contains("inscription")
}

fn reason(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::Empty => Reason::EmptyFile,
        Refusal::Image => Reason::Scan,
        Refusal::Protected => Reason::Protected,
        Refusal::Macros => Reason::Macros,
        Refusal::Damaged => Reason::Damaged,
        Refusal::TooLarge => Reason::TooLarge,
        Refusal::Unsupported(_) => Reason::Unsupported,
    }
}

/// Why a file that is called a bulletin could not be read, unless the same was read in another format.
pub fn unread_bulletin(evidence: &Evidence<'_>) -> Option<Reason> {
    let stem = |name: &str| fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let was_read = |name: &str| evidence.papers.sheets.iter().any(|sheet| stem(&sheet.name) == stem(name));
    let is_unread = |file: &&(String, Refusal)| is_called_a_bulletin(file) && !was_read(&file.0);
    evidence.papers.refused.iter().find(is_unread).map(|(_, refusal)| reason(*refusal))
}

/// Whether a file is there that could be a bulletin and was not read.
pub fn holds_an_unread_file(evidence: &Evidence<'_>) -> bool {
    evidence.papers.refused.iter().any(|(_, refusal)| could_be_a_bulletin(*refusal))
}
