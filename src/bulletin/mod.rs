//! A message in, a [`Reading`] out: what it asks, for which event, for whom, and why.
//!
//! [`read`] tells the story: the message is sorted into `papers`; each is read as a `form`, by its
//! `labels`; the writer's own words give the `intent`; days and words tell the `occasion`; and from
//! all of it follows the `verdict`.

mod dates;
mod form;
mod intent;
mod labels;
mod names;
mod occasion;
mod papers;
pub mod reading;
mod values;
mod verdict;

use std::sync::LazyLock;

use jiff::Timestamp;
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::event::{Event, Field};
use crate::fold::fold;
use crate::message::Message;
use crate::pattern::pattern;
use form::Form;
use intent::{affirmed, intent};
use labels::Labels;
use occasion::{Occasion, occasion};
use papers::{Origin, Papers, Sheet};
use reading::{Participant, Place, Reading, Value};
use verdict::{Evidence, judge};

/// The "paper" from which an address is read that a bulletin leaves blank.
pub const SENDER: &str = "sender";

/// What the reader knows before it reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// The events that take bulletins.
    pub events: Vec<Event>,
    /// The organiser's own addresses: nobody's on a bulletin.
    pub own_addresses: Vec<String>,
}

/// Reads `message`, which the server received at `received_at`.
#[must_use]
pub fn read(message: &Message, received_at: Option<Timestamp>, knowledge: &Knowledge) -> Reading {
    let papers = Papers::of(message);
    let extra: Vec<_> = knowledge.events.iter().flat_map(|event| event.extra.clone()).collect();
    let labels = Labels::with(&extra);
    let forms: Vec<(&Sheet, Form)> = papers
        .sheets
        .iter()
        .map(|sheet| (sheet, form::read(&sheet.document, &labels, &sheet.name, &knowledge.own_addresses)))
        .collect();
    let intent = intent(&message.envelope.subject, &papers.own_words);
    let codes = codes(&[&message.envelope.subject, &papers.own_words, &papers.quoted_words]);
    let bulletins: Vec<&(&Sheet, Form)> = forms
        .iter()
        .filter(|(sheet, form)| is_bulletin(sheet, form, message, intent, !codes.is_empty()))
        .collect();

    let texts = telling_texts(&bulletins, &papers, message);
    let written = received_at.or(message.envelope.date);
    let occasion = occasion(&texts, &knowledge.events, written);
    let mut participants = together(&bulletins);
    for participant in &mut participants {
        fall_back_on_the_sender(participant, message);
    }
    let required = required(occasion, knowledge);
    let (verdict, reason) = judge(&Evidence {
        message,
        papers: &papers,
        intent: &intent,
        occasion,
        participants: &participants,
        required: &required,
        blank_bulletin: bulletins.iter().any(|(_, form)| form.people.is_empty()),
        declines: bulletins.iter().any(|(_, form)| form.declines),
    });
    let mut passed_over = papers.passed_over;
    passed_over.extend(forms.iter().flat_map(|(_, form)| form.passed_over.clone()));
    Reading {
        envelope: message.envelope.clone(),
        verdict,
        reason,
        silence: message.silence,
        report: message.report.clone(),
        event: occasion.event().map(|event| event.id.clone()),
        missing: missing(&participants, &required),
        participants,
        codes,
        question: intent.asks,
        passed_over,
    }
}

/// A bulletin is known by what it is about, not by having a name and a telephone: it asks for the
/// participant by name, and it or its message speaks of registering. `in_conversation`: the message
/// carries a registration's code.
fn is_bulletin(
    sheet: &Sheet,
    form: &Form,
    message: &Message,
    intent: intent::Intent,
    in_conversation: bool,
) -> bool {
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\binscri|\bbulletin|\bparticipant|\bparticipera|\bcoupon|\bfiche de participation")
    });
    let about = |text: &str| ABOUT.is_match(&fold(text));
    let spoken_of = || intent.joins || about(&message.envelope.subject);
    match sheet.origin {
        // Below a code the lines that were missing are enough.
        Origin::Body if in_conversation => form.people.iter().any(|person| !person.values.is_empty()),
        // A body is a bulletin when it is filled in like one; "Nom : SARL …, Téléphone : …" is not.
        Origin::Body => {
            form.people.iter().any(is_somebody)
                && form.asks_for >= 3
                && (intent.about_registering || spoken_of())
        }
        Origin::File => {
            form.asks_for_a_name
                && form.asks_for >= 2
                && (about(&form::text(&sheet.document.body)) || about(&sheet.name) || spoken_of())
        }
        Origin::PassedOn => {
            form.people.iter().any(is_somebody)
                && form.asks_for >= 3
                && !intent.passes_on
                && (about(&form::text(&sheet.document.body)) || spoken_of())
        }
    }
}

fn is_somebody(participant: &Participant) -> bool {
    participant.get(&Field::LastName).is_some() && participant.get(&Field::FirstName).is_some()
}

/// The texts that can tell which event is meant, the most telling first.
fn telling_texts(bulletins: &[&(&Sheet, Form)], papers: &Papers, message: &Message) -> Vec<String> {
    let of = |origin: Origin| {
        bulletins
            .iter()
            .filter(move |(sheet, _)| sheet.origin == origin)
            .map(|(sheet, _)| form::text(&sheet.document.body))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let names: Vec<&str> = message.files.iter().map(|file| file.name.as_str()).collect();
    vec![
        of(Origin::File),
        affirmed(&papers.own_words),
        of(Origin::PassedOn),
        message.envelope.subject.clone(),
        names.join("\n").replace(['_', '-'], " "),
        papers.quoted_words.clone(),
    ]
}

/// Everybody on all the papers, each person once: the same form is often in the body and in a file.
fn together(bulletins: &[&(&Sheet, Form)]) -> Vec<Participant> {
    let mut people: Vec<Participant> = Vec::new();
    let files_first = [Origin::File, Origin::PassedOn, Origin::Body];
    let forms = files_first
        .iter()
        .flat_map(|origin| bulletins.iter().filter(move |(sheet, _)| sheet.origin == *origin));
    for person in forms.flat_map(|(_, form)| &form.people) {
        match people.iter_mut().find(|known| same_name(known, person)) {
            Some(known) => person.values.iter().for_each(|value| known.keep(value.clone())),
            None => people.push(person.clone()),
        }
    }
    if people.iter().any(is_somebody) {
        people.retain(|person| {
            person.get(&Field::LastName).is_some() || person.get(&Field::FirstName).is_some()
        });
    }
    people
}

fn same_name(one: &Participant, other: &Participant) -> bool {
    let names = |person: &Participant| {
        let mut names: Vec<String> = [Field::LastName, Field::FirstName]
            .iter()
            .filter_map(|field| person.get(field))
            .map(fold)
            .collect();
        names.sort();
        names
    };
    let (one, other) = (names(one), names(other));
    one == other && !one.is_empty()
}

fn fall_back_on_the_sender(participant: &mut Participant, message: &Message) {
    if let Some(from) = &message.envelope.from {
        let place = Place { paper: SENDER.into(), spot: String::new() };
        participant.keep(Value { field: Field::Email, text: from.address.clone(), place });
    }
}

/// The fields that the event requires; where the event is not known, those that every event does.
fn required(occasion: Occasion<'_>, knowledge: &Knowledge) -> Vec<Field> {
    let event = occasion.event().or(knowledge.events.first());
    event.map_or_else(
        || vec![Field::LastName, Field::FirstName, Field::Organisation],
        |event| event.required.clone(),
    )
}

/// The required fields that at least one participant lacks.
fn missing(participants: &[Participant], required: &[Field]) -> Vec<Field> {
    let lacking = |field: &&Field| {
        participants.is_empty() || participants.iter().any(|person| person.get(field).is_none())
    };
    required.iter().filter(lacking).cloned().collect()
}

/// The registration codes in `texts`.
fn codes(texts: &[&str]) -> Vec<String> {
    static CODE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b[2-9BCDFGHJKMNPQRSTVWXZ]{3}-[2-9BCDFGHJKMNPQRSTVWXZ]{4}\b"));
    let mut codes: Vec<String> = Vec::new();
    for code in texts.iter().flat_map(|text| CODE.find_iter(text)) {
        if !codes.iter().any(|known| known == code.as_str()) {
            codes.push(code.as_str().to_owned());
        }
    }
    codes
}
