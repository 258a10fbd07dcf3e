//! A message in, a [`Reading`] out: what it asks, for which event, for whom, and why.
//!
//! [`read`] tells the story: the message is sorted into `papers`; each is read as a `form`, by its
//! `labels`; the writer's own words give the `intent`; those forms that are about registering are the
//! `bulletins`; days and words tell the `occasion`; bulletins and sentences name the `people`; and from all of it
//! follows the `verdict`.

mod beside;
mod bulletins;
pub mod by_hand;
mod codes;
mod dates;
mod doubts;
mod form;
mod intent;
mod labels;
mod names;
mod occasion;
mod organiser;
mod papers;
mod people;
mod prose;
pub mod reading;
mod replacement;
mod sureness;
mod values;
mod verdict;
mod vocabulary;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Field};
use crate::message::{Machine, Message, Silence};
use beside::Beside;
use bulletins::{Bulletins, Filled, Said, speaks_of_registering};
use codes::codes;
use intent::{Intent, Speech};
use labels::Labels;
use occasion::{Circumstances, Occasion, is_to_come, occasion};
use papers::{Origin, Papers, Sheet};
use people::Sources;
use prose::Words;
use reading::{Participant, PassedOver, Reading, Reason, Verdict, Whose, missing};
use verdict::{Evidence, Judgement, judge};

/// The "paper" from which an address is read that a bulletin leaves blank.
pub const SENDER: &str = "sender";

/// What the desk's own blank form shows where nothing is filled in.
pub const PLACEHOLDER: &str = "Cliquez ici pour taper";

/// What the reader knows before it reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// The events that take bulletins.
    pub events: Vec<Event>,
    /// The organiser's own addresses: nobody's on a bulletin.
    pub own_addresses: Vec<String>,
}

/// Reads `message`, which the server received at `received_at`. `thread` is the identifier of the event that the
/// message goes on about, where the book knows it; it counts where the message itself does not tell.
#[must_use]
pub fn read(
    message: &Message,
    received_at: Option<Timestamp>,
    thread: Option<&str>,
    knowledge: &Knowledge,
) -> Reading {
    let labels = labels(knowledge);
    let papers = Papers::of(message, &labels);
    let forms = forms(&papers, &labels, &knowledge.own_addresses);
    let speech = Speech::of(&message.envelope.subject, &papers.own_words);
    let intent = speech.intent();
    let subject = message.envelope.subject.as_str();
    let texts = [subject, &papers.own_words, &papers.quoted_words];
    let own_subject = if speech.owns_its_subject() { subject } else { "" };
    let own_codes = own_codes(own_subject, &papers.own_words, &intent);
    let codes = codes(&texts);
    // What merely looks like a code is on many an order and delivery note.
    let names_a_code = !codes.is_empty() && texts.into_iter().any(speaks_of_registering);
    let answers_a_notice = papers.answers_a_notice || names_a_code;
    let written = received_at.or(message.envelope.date);
    let to_come = knowledge.events.iter().filter(|event| is_to_come(event, written));
    let to_come: Vec<Event> = to_come.cloned().collect();
    let said = Said {
        subject,
        own_words: &papers.own_words,
        intent: &intent,
        quoted_words: &papers.quoted_words,
        events: &to_come,
    };
    let bulletins = Bulletins::among(&forms, &said, answers_a_notice);
    let telling = telling_texts(&bulletins, &papers, message, &speech, &intent);
    let known = Circumstances { written, thread, spoken: &spoken(&bulletins, &speech, &intent) };
    let occasion = occasion(&telling, known, &knowledge.events);
    let passed_on = Speech::of("", &papers.passed_on_words).intent();
    let machine = message.machine.or_else(|| intent.machine());
    let sender = message.envelope.from.as_ref();
    let signed = prose::signature(&papers.own_words, &papers.signature);
    let words = Words {
        papers: &papers,
        intent: &intent,
        passed_on: &passed_on,
        answers_a_notice,
        signed: signed.as_deref(),
        sender,
        events: &to_come,
    };
    let correspondent = sender.filter(|_| !machine.is_some_and(Machine::has_its_own_address));
    let sources = Sources { bulletins: &bulletins, forms: &forms, words: &words, correspondent };
    let participants = sources.participants();
    let required = required(&occasion, knowledge);
    let Judgement { verdict, reason, sureness } = judge(&Evidence {
        message,
        machine,
        own_addresses: &knowledge.own_addresses,
        papers: &papers,
        intent: &intent,
        passed_on: &passed_on,
        answer: speech.answer(),
        answers_a_notice,
        bulletins: &bulletins,
        occasion: &occasion,
        participants: &participants,
        required: &required,
    });
    let replaced = (reason == Reason::Replacement).then(|| sources.newcomers(own_subject));
    let (participants, replacement) = match replaced {
        Some((newcomers, replacement)) => (newcomers, Some(replacement)),
        None => (participants, None),
    };
    let leaving = match verdict {
        Verdict::Cancellation if participants.is_empty() => prose::leaving(own_subject, &words),
        _ => Vec::new(),
    };
    // Who is named leaves, and nobody else.
    let speaks_for_all = verdict != Verdict::Automatic && leaving.is_empty();
    let participants: Vec<Participant> = participants.into_iter().chain(leaving).collect();
    let enters = matches!(verdict, Verdict::Registration | Verdict::Incomplete);
    let beside =
        Beside { words: &words, bulletins: &bulletins, occasion: &occasion, enters, answer: speech.answer() };
    let question = beside.says_more(&participants);
    Reading {
        envelope: message.envelope.clone(),
        verdict,
        reason,
        sureness,
        silence: message.silence.or(machine.map(|_| Silence::Machine)),
        report: message.report.clone(),
        event: occasion.event().map(|event| event.id.clone()),
        is_event_presumed: matches!(occasion, Occasion::Presumed(_)),
        missing: missing(&participants, &required),
        participants,
        candidates: occasion.candidates(),
        codes,
        own_codes,
        answer: speech.answer().filter(|_| speaks_for_all),
        whose: if speaks_for_all { intent.whose() } else { Whose::Unsaid },
        signed,
        replacement,
        passed_on_from: papers.first_writer(&knowledge.own_addresses),
        corrects: intent.corrects,
        comes: intent.comes && !intent.leaves() && !speech.supposes() && speaks_for_all,
        says_who_comes: verdict == Verdict::Cancellation && prose::says_who_comes(&papers.own_words),
        sends_somebody: verdict == Verdict::Cancellation && prose::sends_somebody(&papers.own_words),
        count: prose::counted(&papers.own_words),
        question,
        excerpt: excerpt(&papers.own_words),
        passed_over: passed_over(&papers, &forms),
    }
}

/// What is in the files that was not read, and why.
fn passed_over(papers: &Papers, forms: &[Filled]) -> Vec<PassedOver> {
    let on_forms = forms.iter().flat_map(|(_, form)| &form.passed_over);
    papers.passed_over.iter().chain(on_forms).cloned().collect()
}

/// The codes that the writer wrote; in a withdrawal without those that are to be kept.
fn own_codes(own_subject: &str, own_words: &str, intent: &Intent) -> Vec<String> {
    let kept = if intent.leaves() { prose::kept_codes(own_words) } else { Vec::new() };
    codes(&[own_subject, own_words]).into_iter().filter(|code| !kept.contains(code)).collect()
}

/// The labels of all forms, with those of what the events ask beside the usual, and what announces them.
fn labels(knowledge: &Knowledge) -> Labels {
    let extra: Vec<_> = knowledge.events.iter().flat_map(|event| event.extra.clone()).collect();
    Labels::with(&extra).at(&knowledge.events)
}

/// Each sheet, read as a form.
fn forms<'p>(papers: &'p Papers, labels: &Labels, own_addresses: &[String]) -> Vec<Filled<'p>> {
    let filled = |sheet: &'p Sheet| (sheet, form::read(&sheet.document, labels, &sheet.name, own_addresses));
    papers.sheets.iter().map(filled).collect()
}

/// What says to which events somebody is to come: who registers several people may do so for several.
fn spoken(bulletins: &Bulletins, speech: &Speech, intent: &Intent) -> String {
    if bulletins.people().len() > 1 { speech.stated(intent) } else { speech.spoken(intent) }
}

/// The texts that can tell which event is meant, the most telling first.
fn telling_texts(
    bulletins: &Bulletins,
    papers: &Papers,
    message: &Message,
    speech: &Speech,
    intent: &Intent,
) -> Vec<String> {
    let names: Vec<&str> = message.files.iter().map(|file| file.name.as_str()).collect();
    vec![
        if intent.leaves() { speech.spoken(intent) } else { String::new() },
        bulletins.text(Origin::File),
        speech.stated(intent),
        bulletins.text(Origin::PassedOn),
        speech.stated_in_subject(intent),
        names.join("\n").replace(['_', '-'], " "),
        speech.asked(),
        papers.quoted_words.clone(),
    ]
}

/// The fields that the event requires; where the event is not known, those that every event does.
fn required(occasion: &Occasion<'_>, knowledge: &Knowledge) -> Vec<Field> {
    let event = occasion.event().or(knowledge.events.first());
    event.map_or_else(
        || vec![Field::LastName, Field::FirstName, Field::Organisation],
        |event| event.required.clone(),
    )
}

/// How `words` begin, on one line.
fn excerpt(words: &str) -> String {
    /// As much as a person reads at a glance, in characters.
    const LONGEST: usize = 280;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
