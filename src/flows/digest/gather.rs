//! How everything stands, read from the book at one moment.

use jiff::Timestamp;

use super::Digesting;
use super::news::{News, news};
use crate::bulletin::reading::{Participant, Reading, Reason, Verdict, missing};
use crate::desk::Outcome;
use crate::desk::orders::newcomer;
use crate::event::{Event, Field};
use crate::flows::{FlowError, Found, Reconciled};
use crate::letters::digest::{
    Account, Concerned, Contact, Digest, EventPage, Machine, MailboxAccount, Named, Replacing, Tally, Task,
    Unseen, Written,
};
use crate::sighting::Sighting;
use crate::store::{Balance, Book, OpenReview, ReviewedRegistration};

/// Everything of which the digest at `now` tells, the mailbox having been counted before.
///
/// # Errors
/// When the book fails.
pub async fn gather<'d>(
    digesting: &'d Digesting,
    book: &mut Book,
    reconciled: &[Reconciled],
    now: Timestamp,
) -> Result<Digest<'d>, FlowError> {
    let staff = &digesting.staff;
    let before = book.last_digest().await?;
    let news = news(book, before.map_or(0, |told| told.last_change)).await?;
    let mut pages = Vec::new();
    for event in digesting.events.iter().filter(|event| !event.is_over(now)) {
        pages.push(page(digesting, book, event, &news, now).await?);
    }
    let reviews = book.reviews().await?;
    let handled = book.outcomes_since(before.map_or(0, |told| told.last_message)).await?;
    Ok(Digest {
        now: staff.local(now),
        since: before.map(|told| told.at),
        has_workbook: pages.iter().any(|page| !page.listed.is_empty()),
        tasks: reviews.iter().map(|review| task(review, &digesting.events)).collect(),
        pages,
        account: Account { handled, mailboxes: reconciled.iter().filter_map(mailbox).collect() },
        machine: machine(book).await?,
        config: digesting.config.clone(),
        signature: staff.from.name.as_deref().unwrap_or(&staff.from.address),
    })
}

async fn page<'d>(
    digesting: &Digesting,
    book: &mut Book,
    event: &'d Event,
    news: &News,
    now: Timestamp,
) -> Result<EventPage<'d>, FlowError> {
    let standing = book.seats(&event.id).await?;
    Ok(EventPage {
        event,
        state: standing.state,
        capacity: standing.capacity,
        taken: standing.taken,
        waiting: standing.waiting,
        listed: book.participants(&event.id).await?,
        turns: news.turns_of(&event.id),
        news: news.of(&event.id),
        has_sign_in_sheet: digesting.wants_sign_in_sheet(event, standing.state, now),
    })
}

/// A review as the staff are shown it.
#[must_use]
pub fn task(review: &OpenReview, events: &[Event]) -> Task {
    let reading = review.reading.as_deref();
    let event = review.event.as_deref().and_then(|id| events.iter().find(|event| event.id == id));
    let people = reading.map_or(&[][..], |reading| &reading.participants);
    Task {
        review: review.number,
        reason: review.reason.clone(),
        opened_at: review.opened_at,
        message: review.message.as_ref().map(|message| Written {
            sender: message.sender.clone(),
            subject: message.subject.clone(),
            excerpt: reading.map(|reading| reading.excerpt.clone()).filter(|excerpt| !excerpt.is_empty()),
            received_at: message.received_at,
        }),
        people: people.iter().map(introduction).collect(),
        event: event.map(|event| event.id.clone()),
        candidates: candidates(reading, events),
        is_complete: is_complete(people, event.or(events.first())),
        is_withdrawal: reading.is_some_and(is_withdrawal),
        registration: review.registration.as_ref().map(|registration| Concerned {
            code: registration.code.clone(),
            who: Named {
                name: Some(registration.name.clone()).filter(|name| !name.is_empty()),
                organisation: registration.organisation.clone(),
            },
        }),
        replacement: reading.filter(|reading| reading.reason == Reason::Replacement).map(|reading| {
            let leaves = review.registration.as_ref();
            replacing(reading, leaves, event.or(events.first()))
        }),
        recipient: review.letter.as_ref().map(|letter| letter.recipient.clone()),
        said: review.letter.as_ref().and_then(|letter| letter.answer.clone()),
    }
}

/// The events that a message could be about, of those that are configured.
fn candidates(reading: Option<&Reading>, events: &[Event]) -> Vec<String> {
    let named = reading.map_or(&[][..], |reading| &reading.candidates);
    named.iter().filter(|id| events.iter().any(|event| event.id == **id)).cloned().collect()
}

/// Who would come in whose place.
fn replacing(reading: &Reading, leaves: Option<&ReviewedRegistration>, event: Option<&Event>) -> Replacing {
    let known = leaves.map(|registration| registration.name.clone());
    let told = reading.replacement.as_ref();
    let leaving = match told.map(|told| &told.leaves) {
        Some(Some(person)) => Some(name(person)),
        _ => reading.envelope.from.as_ref().and_then(|writer| writer.name.clone()),
    };
    let leaves = known.or(leaving).filter(|name| !name.is_empty());
    let comes = newcomer(reading, leaves.as_deref().unwrap_or_default());
    let required = event.map_or(&[][..], |event| event.required.as_slice());
    // The organisation is that of whoever does not come, where no other is said.
    let lacks = comes.lacks(required).filter(|field| **field != Field::Organisation).cloned().collect();
    Replacing { comes: Some(name(&comes)).filter(|name| !name.is_empty()), leaves, lacks }
}

fn name(participant: &Participant) -> String {
    let names = [Field::FirstName, Field::LastName].map(|field| participant.get(&field));
    names.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn is_complete(people: &[Participant], event: Option<&Event>) -> bool {
    !people.is_empty() && event.is_none_or(|event| missing(people, &event.required).is_empty())
}

fn is_withdrawal(reading: &Reading) -> bool {
    reading.verdict == Verdict::Cancellation
}

/// `Zoé Petit (MJC de Croix)`, as far as it was read.
fn introduction(participant: &Participant) -> String {
    let name = name(participant);
    match participant.get(&Field::Organisation) {
        Some(organisation) => format!("{name} ({organisation})").trim_start().to_owned(),
        None => name,
    }
}

async fn machine(book: &mut Book) -> Result<Machine, FlowError> {
    let backlog = book.backlog().await?;
    let contacts = book.contacts().await?.into_iter().map(|contact| {
        let (fails_since, why) = contact.absence.map(|absence| (absence.since, absence.why)).unzip();
        Contact { part: contact.flow, works_at: contact.works_at, fails_since, why }
    });
    Ok(Machine {
        contacts: contacts.collect(),
        letters_waiting: backlog.letters,
        oldest_letter: backlog.oldest,
        paused_since: backlog.paused_since,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// A folder as the digest shows it; one that was not looked into yet is left out.
fn mailbox(reconciled: &Reconciled) -> Option<MailboxAccount> {
    let tally = match &reconciled.found {
        Found::NotBegun => return None,
        Found::Unknown(why) => Tally::Unknown { why: why.clone() },
        Found::Counted(balance) if balance.missing.is_empty() => all_seen(balance),
        Found::Counted(balance) => {
            Tally::Missing { held: count(balance.held), unseen: balance.missing.iter().map(unseen).collect() }
        }
    };
    Some(MailboxAccount { name: reconciled.folder.clone(), tally })
}

fn all_seen(balance: &Balance) -> Tally {
    let outcome = |(word, number): (&String, &usize)| Some((Outcome::from_word(word)?, count(*number)));
    Tally::AllSeen {
        held: count(balance.held),
        handled: balance.outcomes.iter().filter_map(outcome).collect(),
        waiting: count(balance.waiting + balance.arriving),
        gone: count(balance.left),
    }
}

fn unseen(sighting: &Sighting) -> Unseen {
    Unseen { uid: sighting.copy.uid.clone(), received_at: Some(sighting.received_at) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
