//! What somebody answers to the offer of a seat.

use jiff::Timestamp;

use super::leave::cancel;
use super::meant::{Pool, is_of_another};
use super::registration::{Registration, State};
use super::writer::Writer;
use super::{Decision, Ground, Kind, Outcome, Recipient, Roll, Step};
use crate::bulletin::reading::{Answer, Reading, Reason, Verdict};
use crate::event::Event;
use crate::fold::words;

/// What follows from an answer to an offer; `None` where the message is not one.
pub fn answer(
    event: &Event,
    roll: &Roll,
    reading: &Reading,
    writer: &Writer,
    now: Timestamp,
) -> Option<Decision> {
    if !reading.participants.is_empty() {
        return None;
    }
    let mut offered = theirs(roll, reading, writer, State::Offered);
    let all: Vec<_> = roll.open_to(writer, &[]).filter(|known| known.state == State::Offered).collect();
    // "Nous prenons les deux places", below the letter about one.
    if !offered.is_empty() && reading.count == Some(all.len()) {
        offered = all;
    }
    match (reading.answer?, reading.verdict) {
        (Answer::Yes, Verdict::Cancellation | Verdict::Review) => None,
        (Answer::Yes, _) if !offered.is_empty() => Some(accept(&offered, reading, writer)),
        (Answer::No, Verdict::Other) if !offered.is_empty() => {
            let of_offers = Roll { known: offered.into_iter().cloned().collect(), ..roll.clone() };
            Some(cancel(event, &of_offers, reading, writer, now))
        }
        _ => None,
    }
}

/// The writer's registrations in this state: those of the letter that they answer or, where they begin a
/// thread about the event, all. A yes to anybody about anything is not one to the desk. Whoever has registered
/// others with herself answers for all of them.
fn theirs<'r>(roll: &'r Roll, reading: &Reading, writer: &Writer, state: State) -> Vec<&'r Registration> {
    let theirs = match Pool::of(roll, reading, writer) {
        Ok(Pool::Written(pool) | Pool::OfTheLetter(pool)) => pool,
        Ok(Pool::OfTheWriter(pool)) if !reading.is_event_presumed => pool,
        _ => Vec::new(),
    };
    let meant: Vec<_> = theirs.into_iter().filter(|known| known.state == state).collect();
    let is_among_them = meant.iter().any(|known| writer.is_called(known) == Some(true));
    let is_theirs = |known: &&Registration| {
        !is_of_another(roll, known, writer) || is_among_them && writer.may_change(known, &[])
    };
    meant.into_iter().filter(is_theirs).collect()
}

/// The offered seats are taken, unless the words name only some of those whom they could mean.
fn accept(offered: &[&Registration], reading: &Reading, writer: &Writer) -> Decision {
    let said = words(&reading.excerpt);
    let is_named = |known: &&Registration| words(&known.name()).iter().any(|name| said.contains(name));
    let named = offered.iter().copied().filter(|known| is_named(known)).count();
    if offered.len() > 1 && named > 0 && named < offered.len() {
        return Decision::hand_over(Ground::SeveralMeant);
    }
    let mut decision = Decision::nothing(Outcome::OfferAccepted, Ground::OfferAnswered);
    for registration in offered {
        let about = decision.step(Step::Accept { registration: registration.id });
        decision.tell(Kind::Accepted, Recipient::Sender, about);
        decision.tell_all(Kind::Promoted, registration, writer.address.as_deref(), about);
    }
    if reading.count.is_some_and(|count| count > offered.len()) {
        return decision.reviewed(Ground::AboutOffer);
    }
    decision
}

/// The bulletins, as the book knows them, of those whose offer or hold has run out and who say yes all the same,
/// and of those who had withdrawn and come after all: they come back, to the end of the line.
#[must_use]
pub fn late_yes(roll: &Roll, reading: &Reading, writer: &Writer) -> Option<Reading> {
    let is_plain = matches!(reading.verdict, Verdict::Other | Verdict::Incomplete);
    let says_yes = reading.answer == Some(Answer::Yes);
    if !(says_yes || reading.comes) || !is_plain || !reading.participants.is_empty() {
        return None;
    }
    let lapsed = theirs(roll, reading, writer, State::Lapsed).into_iter().filter(|_| says_yes);
    // Whoever says "je viens" speaks of herself.
    let cancelled = theirs(roll, reading, writer, State::Cancelled);
    let own: Vec<_> = cancelled.iter().copied().filter(|known| writer.is(known) == Some(true)).collect();
    let cancelled = match (own.as_slice(), cancelled.as_slice()) {
        ([_], _) => own,
        ([], [known]) if writer.is(known).is_none() => cancelled,
        _ => Vec::new(),
    };
    let cancelled = cancelled.into_iter().filter(|_| reading.comes);
    let participants: Vec<_> = lapsed
        .chain(cancelled)
        .filter(|known| reading.codes.contains(&known.code) && known.identity().is_some())
        .filter(|known| !roll.is_back(known))
        .map(Registration::as_read)
        .collect();
    let reason = Reason::NoBulletin;
    (!participants.is_empty()).then(|| Reading { reason, participants, ..reading.clone() })
}
