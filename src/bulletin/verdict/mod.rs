//! From everything that was read, the verdict and its reason.

mod files;
mod machines;

use super::bulletins::{Bulletins, is_of_another_kind, speaks_of_registering};
use super::intent::Intent;
use super::occasion::Occasion;
use super::papers::{Origin, Papers};
use super::prose;
use super::reading::{Answer, Basis, Participant, Reason, Sureness, Value, Verdict, Whose};
use crate::event::{Event, Field};
use crate::fold::fold;
use crate::message::{Machine, Message};
use files::{judge_files, unread_bulletin};
use machines::{carries, hands_on_a_registration};

/// What the verdict follows from.
#[derive(Debug)]
pub struct Evidence<'e> {
    /// The message itself.
    pub message: &'e Message,
    /// The mark by which a machine sent it.
    pub machine: Option<Machine>,
    /// The organiser's own addresses.
    pub own_addresses: &'e [String],
    /// Its papers.
    pub papers: &'e Papers,
    /// What its writer's own words say.
    pub intent: &'e Intent,
    /// What the words of the messages say that it passes on.
    pub passed_on: &'e Intent,
    /// What its writer's own words answer to a question.
    pub answer: Option<Answer>,
    /// Whether it answers a letter of the desk.
    pub answers_a_notice: bool,
    /// Its bulletins.
    pub bulletins: &'e Bulletins<'e>,
    /// The event it is about.
    pub occasion: &'e Occasion<'e>,
    /// The people on its bulletins.
    pub participants: &'e [Participant],
    /// What each of them must have.
    pub required: &'e [Field],
}

/// A verdict, why, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// What the message asks.
    pub verdict: Verdict,
    /// Why the verdict is what it is.
    pub reason: Reason,
    /// How sure it is.
    pub sureness: Sureness,
}

/// The verdict, why, and how sure it is. What would be doubtful is left to a person.
#[must_use]
pub fn judge(evidence: &Evidence<'_>) -> Judgement {
    let (verdict, reason) = found(evidence);
    match sureness(evidence, verdict, reason) {
        sureness @ Sureness::Doubtful if verdict == Verdict::Registration => {
            Judgement { verdict: Verdict::Review, reason: Reason::OddValue, sureness }
        }
        _ if verdict == Verdict::Incomplete
            && evidence.answers_a_notice
            && supplies_something_odd(evidence) =>
        {
            Judgement { verdict: Verdict::Review, reason: Reason::OddValue, sureness: Sureness::Doubtful }
        }
        sureness => Judgement { verdict, reason, sureness },
    }
}

/// Whether what is answered to a letter of the desk hardly is what was missing: "Structure : je ne sais pas".
fn supplies_something_odd(evidence: &Evidence<'_>) -> bool {
    let mut values = evidence.participants.iter().flat_map(|person| &person.values);
    values.any(|value| value.basis == Basis::Odd && evidence.required.contains(&value.field))
}

/// How sure a verdict is: as sure as the least sure of what it rests on.
fn sureness(evidence: &Evidence<'_>, verdict: Verdict, reason: Reason) -> Sureness {
    let intent = evidence.intent;
    let is_required = |value: &&Value| evidence.required.contains(&value.field);
    let values = evidence.participants.iter().flat_map(|person| &person.values).filter(is_required);
    let of_values = values.map(|value| value.basis.sureness()).min().unwrap_or(Sureness::Sure);
    let of_event = match evidence.occasion {
        Occasion::One(_) | Occasion::Continued(_) | Occasion::Unknown => Sureness::Sure,
        Occasion::Presumed(_) | Occasion::Unclear(_) | Occasion::Unasked => Sureness::Likely,
    };
    let if_said = |said: bool| if said { Sureness::Sure } else { Sureness::Likely };
    match verdict {
        Verdict::Registration => of_values.min(of_event),
        Verdict::Incomplete if evidence.participants.is_empty() => if_said(intent.joins).min(of_event),
        Verdict::Incomplete => of_values.max(Sureness::Likely).min(of_event),
        Verdict::Cancellation => if_said(intent.withdraws),
        Verdict::Review if matches!(reason, Reason::Doubtful | Reason::Contradiction) => Sureness::Doubtful,
        Verdict::Review => Sureness::Sure,
        Verdict::Automatic => if_said(evidence.machine.is_some_and(Machine::certain)),
        Verdict::Other => if_said(intent.asks || intent.thanks || intent.passes_on),
    }
}

/// The verdict, and why.
fn found(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let (verdict, reason) = match () {
        () if evidence.bulletins.decline() => (Verdict::Review, Reason::NotComing),
        () if !evidence.participants.is_empty() => judge_bulletin(evidence),
        () => judge_words(evidence),
    };
    match evidence.machine {
        Some(machine) if carries(machine, evidence, verdict) => match machine {
            // It may be a letter that came back, with a bulletin in it.
            Machine::NullReturnPath => (Verdict::Review, Reason::Doubtful),
            _ => (verdict, reason),
        },
        Some(machine) if hands_on_a_registration(machine, evidence) => (Verdict::Review, Reason::Doubtful),
        Some(machine) => (Verdict::Automatic, Reason::Machine(machine)),
        None => (verdict, reason),
    }
}

fn judge_bulletin(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let complete =
        evidence.participants.iter().all(|person| person.lacks(evidence.required).next().is_none());
    let intent = evidence.intent;
    match evidence.occasion {
        _ if intent.replaces => (Verdict::Review, Reason::Replacement),
        _ if intent.doubts && evidence.bulletins.are_none() => (Verdict::Review, Reason::Doubtful),
        _ if intent.withdraws && (withdraws_from_a_part(evidence) || intent.doubles) => {
            (Verdict::Review, Reason::Doubtful)
        }
        // "Merci d'annuler l'inscription suivante : Nom : …"
        _ if intent.withdraws && !intent.joins && !intent.recants && means_the_event(evidence) => {
            (Verdict::Cancellation, Reason::Withdrawal)
        }
        _ if intent.withdraws
            || intent.stays_away
                && means_the_event(evidence)
                && !is_for_others(evidence)
                && !is_only_of_another(evidence) =>
        {
            (Verdict::Review, Reason::Contradiction)
        }
        Occasion::One(event) | Occasion::Continued(event) | Occasion::Presumed(event)
            if is_for_something_else(intent, event) =>
        {
            (Verdict::Review, Reason::Doubtful)
        }
        Occasion::Unknown if evidence.bulletins.are_none() && !intent.joins => {
            (Verdict::Other, Reason::NotForTheDesk)
        }
        Occasion::Unknown => (Verdict::Review, Reason::UnknownEvent),
        Occasion::Unclear(_) => (Verdict::Review, Reason::SeveralEvents),
        _ if evidence.bulletins.are_crowded() || names_a_couple(evidence) => {
            (Verdict::Review, Reason::Crowded)
        }
        _ if let Some(unread) = unread_bulletin(evidence) => (Verdict::Review, unread),
        _ if evidence.bulletins.contradict() => (Verdict::Review, Reason::Contradiction),
        _ if complete => (Verdict::Registration, Reason::Complete),
        _ => (Verdict::Incomplete, Reason::FieldsMissing),
    }
}

fn judge_words(evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let intent = evidence.intent;
    let answers = evidence.answers_a_notice;
    let named = matches!(evidence.occasion, Occasion::One(_));
    let for_the_desk =
        named || intent.joins || is_about_registering(evidence) || intent.means_yours || answers;
    // Who has a letter of the desk and says "je viendrai" is registered already.
    let joins = intent.joins || intent.comes && named && !answers;
    // A bare no answers only where something was asked.
    let declines =
        intent.declines && answers || evidence.answer == Some(Answer::No) && evidence.papers.offers;
    let accepts = evidence.answer == Some(Answer::Yes) && evidence.papers.offers;
    let leaves = intent.withdraws || intent.stays_away && for_the_desk || declines && !intent.comes;
    match evidence.occasion {
        _ if intent.replaces && for_the_desk => (Verdict::Review, Reason::Replacement),
        _ if leaves && (withdraws_from_a_part(evidence) || intent.doubles) => {
            (Verdict::Review, Reason::Doubtful)
        }
        _ if (intent.recants || intent.doubts) && for_the_desk => (Verdict::Review, Reason::Doubtful),
        _ if intent.corrects && !leaves && !accepts && (answers || is_about_registering(evidence)) => {
            (Verdict::Review, Reason::Doubtful)
        }
        _ if intent.abstains && !intent.withdraws && !joins && !answers => {
            (Verdict::Other, Reason::NotForTheDesk)
        }
        _ if leaves && joins => (Verdict::Review, Reason::Contradiction),
        Occasion::Unknown if intent.withdraws => (Verdict::Review, Reason::UnknownEvent),
        Occasion::Unknown if intent.stays_away => (Verdict::Other, Reason::NotForTheDesk),
        // Who excuses himself for an invitation need not be registered.
        _ if leaves && !intent.withdraws && intent.is_invited && !answers => {
            (Verdict::Review, Reason::Doubtful)
        }
        _ if leaves && intent.has_another_matter && !answers => (Verdict::Review, Reason::Doubtful),
        _ if leaves => (Verdict::Cancellation, Reason::Withdrawal),
        _ if intent.stays_away || intent.wavers && !joins && for_the_desk => {
            (Verdict::Review, Reason::Doubtful)
        }
        _ if intent.passes_on && (!joins || intent.invites) && !hands_on_a_withdrawal(evidence) => {
            (Verdict::Other, Reason::PassedOn)
        }
        _ if !intent.announces && is_of_another_kind(&[&evidence.message.envelope.subject]) => {
            (Verdict::Other, Reason::OtherForm)
        }
        _ => judge_files(evidence, joins, named),
    }
}

/// Whether sentences name two people by one family name: "M. et Mme Petit".
fn names_a_couple(evidence: &Evidence<'_>) -> bool {
    let is_half = |person: &Participant| person.get(&Field::FirstName).is_none();
    let may_be_meant = evidence.participants.is_empty() || evidence.participants.iter().any(is_half);
    evidence.bulletins.are_none() && may_be_meant && prose::names_a_couple(&evidence.papers.own_words)
}

/// Whether somebody withdraws from nothing but a meal, a workshop and the like, and that is not the event.
fn withdraws_from_a_part(evidence: &Evidence<'_>) -> bool {
    let is_the_event = |part: &str| {
        let title = evidence.occasion.event().map(|event| fold(&event.title));
        title.is_some_and(|title| title.contains(part.trim_end_matches('s')))
    };
    evidence.intent.withdraws_from.as_deref().is_some_and(|part| !is_the_event(part))
}

/// Whether it registers for something that is not `event`: "au centre aéré", "au colloque".
fn is_for_something_else(intent: &Intent, event: &Event) -> bool {
    let kind = |said: &str| said.rsplit([' ', '\'']).next().map(str::to_owned);
    let is_the_events = |kind: String| fold(&event.title).contains(kind.trim_end_matches('s'));
    intent.joins_elsewhere.as_deref().and_then(kind).is_some_and(|kind| !is_the_events(kind))
}

/// Whether the writer registers others, and not herself: who writes "je ne viens pas" then is not meant.
fn is_for_others(evidence: &Evidence<'_>) -> bool {
    let Some(sender) = &evidence.message.envelope.from else { return false };
    let names = evidence.participants.iter().map(|person| person.get(&Field::LastName));
    let mut is_another = names.map(|name| name.is_some_and(|name| !sender.is_called(name)));
    let says_so = evidence.bulletins.are_none() || evidence.intent.leaves_out_oneself;
    evidence.intent.joins && says_so && is_another.all(|is_another| is_another)
}

/// Whether the writer registers nobody but herself, and says that somebody else does not come.
fn is_only_of_another(evidence: &Evidence<'_>) -> bool {
    let [participant] = evidence.participants else { return false };
    let (name, sender) = (participant.get(&Field::LastName), &evidence.message.envelope.from);
    let is_the_writer = sender.as_ref().zip(name).is_some_and(|(sender, name)| sender.is_called(name));
    is_the_writer && evidence.intent.whose() == Whose::Anothers
}

/// Whether the words or the subject speak of registering, if only to answer the desk's own notice.
fn is_about_registering(evidence: &Evidence<'_>) -> bool {
    evidence.intent.about_registering || speaks_of_registering(&evidence.message.envelope.subject)
}

/// Whether somebody withdraws from the event by a message that it passes on.
fn hands_on_a_withdrawal(evidence: &Evidence<'_>) -> bool {
    let passed_on = evidence.passed_on;
    passed_on.leaves() && !passed_on.invites && !passed_on.is_bulk && !passed_on.has_another_matter
}

/// Whether it is, or holds, a message passed on.
fn is_passed_on(evidence: &Evidence<'_>) -> bool {
    evidence.papers.sheets.iter().any(|sheet| sheet.origin == Origin::PassedOn)
}

/// Whether the day on which somebody will not come can be that of the event.
fn means_the_event(evidence: &Evidence<'_>) -> bool {
    let days = &evidence.intent.away_on;
    let on_its_day = |event: &Event| days.iter().any(|day| day.means(event.starts.date()));
    days.is_empty() || evidence.occasion.event().is_none_or(on_its_day)
}
