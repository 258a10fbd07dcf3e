//! Several people of one letter, or of one mail: what is said of some of them leaves nobody out.

use super::*;
use crate::bulletin::reading::{Answer, Whose};

/// Marie and Paul, whom Marie registered and who are offered seats.
fn offered() -> Roll {
    let row = |id, person: &Participant| registered(id, person, HERS, Place::Seat, State::Offered);
    roll(25, vec![row(1, &marie()), row(2, &paul())])
}

/// What Marie writes below the letter about both.
fn below(roll: &Roll, verdict: Verdict) -> Reading {
    let mut said = reading(verdict, HERS, Vec::new());
    said.envelope.from = Some(Mailbox { name: Some("Marie Petit".into()), address: HERS.into() });
    said.codes = roll.known.iter().map(|known| known.code.clone()).collect();
    said
}

fn steps(decision: &Decision) -> Vec<(&str, i64)> {
    let step = |step: &Step| match step {
        Step::Accept { registration } => Some(("accepts", *registration)),
        Step::Leave { registration } => Some(("leaves", *registration)),
        Step::Amend { registration, .. } => Some(("amends", *registration)),
        Step::Enter { .. } => Some(("enters", 0)),
        _ => None,
    };
    decision.steps.iter().filter_map(step).collect()
}

#[test]
fn a_yes_or_a_no_is_one_to_all_that_the_letter_offers() {
    let roll = offered();
    let yes = Reading { answer: Some(Answer::Yes), ..below(&roll, Verdict::Other) };
    assert_eq!(steps(&decided(&roll, &yes)), [("accepts", 1), ("accepts", 2)]);
    let no = Reading { answer: Some(Answer::No), ..below(&roll, Verdict::Cancellation) };
    assert_eq!(steps(&decided(&roll, &no)), [("leaves", 1), ("leaves", 2)]);
    let for_herself = Reading { whose: Whose::TheWriters, ..no };
    assert_eq!(steps(&decided(&roll, &for_herself)), [("leaves", 1)]);
}

#[test]
fn who_is_said_to_come_while_another_leaves_keeps_the_offer_until_a_person_has_looked() {
    let roll = offered();
    let mut said = below(&roll, Verdict::Cancellation);
    said.participants = vec![participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Marie")])];
    said.excerpt = "Marie Petit est prise ce jour-là mais Paul viendra".into();
    said.says_who_comes = true;
    let decision = decided(&roll, &said);
    assert_eq!(steps(&decision), [("leaves", 1)]);
    let about = decision.reviews.iter().map(|review| (review.ground, review.about)).collect::<Vec<_>>();
    let kept = decision.steps.iter().position(|step| matches!(step, Step::Keep { registration: 2 }));
    assert_eq!(about, [(Ground::AboutOffer, kept)]);
}

#[test]
fn more_than_the_letter_holds_is_looked_at_by_a_person() {
    let roll = offered();
    let three = Reading { answer: Some(Answer::Yes), count: Some(3), ..below(&roll, Verdict::Other) };
    let decision = decided(&roll, &three);
    assert_eq!((steps(&decision).len(), review(&decision)), (2, Some(Ground::AboutOffer)));
    let both = Reading { count: Some(2), ..three };
    assert_eq!(review(&decided(&roll, &both)), None);
    let withdrawn =
        Reading { whose: Whose::TheWriters, count: Some(2), ..below(&roll, Verdict::Cancellation) };
    assert_eq!(review(&decided(&roll, &withdrawn)), Some(Ground::SeveralMeant));
}

#[test]
fn a_yes_to_as_many_seats_as_are_offered_is_one_to_all_of_them() {
    let roll = offered();
    let mut both = Reading { answer: Some(Answer::Yes), count: Some(2), ..below(&roll, Verdict::Other) };
    both.codes.truncate(1);
    assert_eq!(steps(&decided(&roll, &both)), [("accepts", 1), ("accepts", 2)]);
    both.count = None;
    assert_eq!(steps(&decided(&roll, &both)), [("accepts", 1)]);
}

#[test]
fn a_correction_in_words_is_shown_to_a_person_wherever_it_is_written() {
    let roll = roll(25, vec![registered(1, &marie(), HERS, Place::Seat, State::Complete)]);
    let said = Reading { corrects: true, ..reading(Verdict::Other, HERS, Vec::new()) };
    assert_eq!(review(&decided(&roll, &said)), Some(Ground::AboutRegistration));
    let by_nobody = Reading { corrects: true, ..reading(Verdict::Other, OFFICE, Vec::new()) };
    assert_eq!(review(&decided(&roll, &by_nobody)), None);
}

#[test]
fn a_given_name_in_a_sentence_below_a_letter_is_nobody_new() {
    let roll = offered();
    let mut given = below(&roll, Verdict::Incomplete);
    given.participants = vec![participant(&[(Field::FirstName, "Maria")])];
    given.participants[0].values[0].basis = crate::bulletin::reading::Basis::Prose;
    let decision = decided(&roll, &given);
    assert_eq!((steps(&decision), review(&decision)), (vec![], Some(Ground::SeveralMeant)));
}

#[test]
fn nobody_waits_for_somebody_elses_registration() {
    let roll = roll(2, vec![registered(1, &marie(), HERS, Place::Seat, State::Complete)]);
    let said = reading(Verdict::Registration, OFFICE, vec![marie(), paul()]);
    let decision = decided(&roll, &said);
    assert_eq!((steps(&decision), review(&decision)), (vec![("enters", 0)], Some(Ground::NotTheirs)));
    let hers_alone = decided(&roll, &reading(Verdict::Registration, OFFICE, vec![marie()]));
    assert_eq!((hers_alone.outcome, review(&hers_alone)), (Outcome::Review, Some(Ground::NotTheirs)));
}

#[test]
fn whatever_the_writer_says_of_the_name_on_her_own_letter_corrects_it() {
    let roll = roll(25, vec![registered(1, &marie(), HERS, Place::Seat, State::Complete)]);
    let elsewhere = participant(&[
        (Field::LastName, "Petit"),
        (Field::FirstName, "Marie"),
        (Field::Organisation, "CC de Fives"),
        (Field::Email, "mp@fives.example"),
    ]);
    let mut corrected = below(&roll, Verdict::Registration);
    corrected.participants = vec![elsewhere];
    assert_eq!(steps(&decided(&roll, &corrected)), [("amends", 1)]);
    let by_another = Reading {
        participants: corrected.participants.clone(),
        ..reading(Verdict::Registration, OFFICE, vec![])
    };
    assert_eq!(steps(&decided(&roll, &by_another)), [("enters", 0)]);
}

#[test]
fn who_writes_from_her_own_address_is_who_somebody_else_registered_under_it() {
    let mut by_the_office = registered(1, &marie(), OFFICE, Place::Seat, State::Complete);
    by_the_office.own_address = Some(HERS.into());
    let roll = roll(25, vec![by_the_office]);
    let herself = participant(&[
        (Field::LastName, "Petit"),
        (Field::FirstName, "Marie"),
        (Field::Organisation, "Mairie de Lens"),
    ]);
    assert_eq!(steps(&decided(&roll, &reading(Verdict::Registration, HERS, vec![herself]))), [("amends", 1)]);
}

#[test]
fn what_finds_nothing_to_withdraw_may_withdraw_what_waits_for_a_person() {
    let roll = roll(25, Vec::new());
    let decision = decided(&roll, &below(&roll, Verdict::Cancellation));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Refused, Some(Kind::NothingToCancel)));
    let waiting = decision.after_one_that_waits();
    assert_eq!((waiting.outcome, answer(&waiting)), (Outcome::Review, Some(Kind::HandedOver)));
}
