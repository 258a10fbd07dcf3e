//! What the staff may order, and what they are told they may not.

use super::*;
use jiff::ToSpan;

use crate::desk::orders::{self, Refusal};

const MORNING: &str = "2016-03-01T10:00:00Z";

pub fn named(last: &str, first: &str) -> Participant {
    participant(&[(Field::LastName, last), (Field::FirstName, first), (Field::Organisation, "MJC de Croix")])
}

/// Rows of people called A, B, C…, so many of whom have a seat.
pub fn rows(count: i64, seats: i64) -> Vec<Registration> {
    (1..=count)
        .map(|id| {
            let place = if id <= seats { Place::Seat } else { Place::Line };
            let name = char::from(b'A' + u8::try_from(id).unwrap() - 1).to_string();
            registered(id, &named(&name, "Ali"), &format!("p{id}@example.org"), place, State::Complete)
        })
        .collect()
}

fn by_hand(people: &[Participant]) -> Reading {
    Reading { participants: people.to_vec(), ..Reading::unread(Envelope::default(), None, Reason::Complete) }
}

pub fn kinds(decision: &Decision) -> Vec<(Kind, &str)> {
    let recipient = |to| match to {
        &Recipient::Sender => "sender",
        Recipient::Contact(address) => address,
    };
    decision.notices.iter().map(|notice| (notice.kind, recipient(&notice.to))).collect()
}

#[test]
fn somebody_registered_by_hand_waits_like_everybody_and_is_told_at_their_own_address() {
    let mut zoe = named("Petit", "Zoé");
    zoe.values.extend(participant(&[(Field::Email, "Zoe@example.org")]).values);
    let register = |roll: &Roll| {
        orders::register(
            &samples::march(),
            roll,
            &by_hand(std::slice::from_ref(&zoe)),
            &Writer::default(),
            false,
            at(MORNING),
        )
    };
    let decision = register(&roll(1, vec![])).unwrap();
    assert_eq!(places(&decision), [Place::Seat]);
    assert_eq!(kinds(&decision), [(Kind::RegisteredByStaff, "zoe@example.org")]);
    assert_eq!(decision.outcome, Outcome::StaffCommand);
    assert_eq!(places(&register(&roll(1, rows(1, 1))).unwrap()), [Place::Line]);
    let known = registered(7, &named("Petit", "Zoé"), "mjc@example.org", Place::Seat, State::Complete);
    let refusal = register(&roll(1, vec![known])).unwrap_err();
    assert_eq!(refusal, Refusal::SamePerson("BCD-2347".to_owned()));
}

#[test]
fn nobody_is_registered_by_hand_without_what_is_required_or_when_it_is_over() {
    let event = samples::march();
    let half = by_hand(&[participant(&[(Field::LastName, "Petit")])]);
    let register = |reading: &Reading, although_closed, now: &str| {
        orders::register(&event, &roll(1, vec![]), reading, &Writer::default(), although_closed, at(now))
            .map(|_| ())
    };
    let missing = vec!["first_name".to_owned(), "organisation".to_owned()];
    assert_eq!(register(&half, false, MORNING), Err(Refusal::Missing(missing)));
    let whole = by_hand(&[named("Petit", "Zoé")]);
    let closed = "2016-03-24T07:00:00Z";
    assert_eq!(register(&whole, false, closed), Err(Refusal::Closed(event.id.clone())));
    assert_eq!(register(&whole, true, closed), Ok(()));
    assert_eq!(register(&whole, true, "2016-03-24T11:00:00Z"), Err(Refusal::Over(event.id.clone())));
    let called_off = Roll { state: EventState::CalledOff, ..roll(1, vec![]) };
    let refusal =
        orders::register(&event, &called_off, &whole, &Writer::default(), true, at(MORNING)).unwrap_err();
    assert_eq!(refusal, Refusal::CalledOff(event.id.clone()));
}

#[test]
fn as_many_come_up_as_the_staff_cancel_and_each_is_told_at_their_contact() {
    let rows = rows(5, 3);
    let decision =
        orders::cancel(&samples::march(), &roll(3, rows.clone()), &rows[..2], None, at(MORNING)).unwrap();
    let promoted: Vec<_> =
        decision.steps.iter().filter(|step| matches!(step, Step::Promote { .. })).cloned().collect();
    assert_eq!(
        promoted,
        [
            Step::Promote { registration: 4, held_until: None },
            Step::Promote { registration: 5, held_until: None }
        ]
    );
    let expected = [
        (Kind::CancelledByStaff, "p1@example.org"),
        (Kind::CancelledByStaff, "p2@example.org"),
        (Kind::Promoted, "p4@example.org"),
        (Kind::Promoted, "p5@example.org"),
    ];
    assert_eq!(kinds(&decision), expected);
}

#[test]
fn who_asked_for_a_cancellation_is_answered_and_whose_it_was_is_told_too() {
    let rows = rows(2, 2);
    let cancel = |asked_by: &str| {
        let asked_by = Writer { address: Some(asked_by.to_owned()), ..Writer::default() };
        let decision = orders::cancel(
            &samples::march(),
            &roll(2, rows.clone()),
            &rows[..1],
            Some(&asked_by),
            at(MORNING),
        );
        kinds(&decision.unwrap()).into_iter().map(|(kind, to)| (kind, to.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(cancel("p1@example.org"), [(Kind::Cancelled, "sender".to_owned())]);
    let by_a_stranger =
        [(Kind::CancelledByStaff, "p1@example.org".to_owned()), (Kind::Cancelled, "sender".to_owned())];
    assert_eq!(cancel("colleague@example.org"), by_a_stranger);
}

#[test]
fn who_left_is_neither_cancelled_corrected_nor_promoted() {
    let mut gone = rows(1, 1);
    gone[0].place = Place::None;
    gone[0].state = State::Cancelled;
    let (event, roll) = (samples::march(), roll(1, gone.clone()));
    let ended = Err(Refusal::Ended("BCD-2341".to_owned()));
    let unit = |ordered: Result<Decision, Refusal>| ordered.map(|_| ());
    assert_eq!(unit(orders::cancel(&event, &roll, &gone, None, at(MORNING))), ended);
    assert_eq!(unit(orders::promote(&event, &roll, &gone[0], at(MORNING))), ended);
    let values = participant(&[(Field::Role, "médiation")]).values;
    assert_eq!(unit(orders::correct(&event, &roll, &gone[0], &values)), ended);
}

#[test]
fn the_staff_give_a_free_seat_to_whom_they_choose_and_no_seat_that_is_taken() {
    let (event, rows) = (samples::march(), rows(3, 1));
    let promote = |seats, index: usize| {
        orders::promote(&event, &roll(seats, rows.clone()), &rows[index], at(MORNING)).map(|one| one.steps)
    };
    assert_eq!(promote(2, 2), Ok(vec![Step::Promote { registration: 3, held_until: None }]));
    assert_eq!(promote(1, 2), Err(Refusal::Full { event: event.id.clone(), capacity: 1, needed: 2 }));
    assert_eq!(promote(2, 0), Err(Refusal::HasASeat("BCD-2341".to_owned())));
}

#[test]
fn a_correction_that_says_nothing_new_or_makes_two_people_one_is_refused() {
    let (event, rows) = (samples::march(), rows(2, 2));
    let correct = |field: Field, text: &str| {
        let values = participant(&[(field, text)]).values;
        orders::correct(&event, &roll(2, rows.clone()), &rows[0], &values)
    };
    let decision = correct(Field::Role, "médiation").unwrap();
    assert_eq!(kinds(&decision), [(Kind::CorrectedByStaff, "p1@example.org")]);
    assert_eq!(correct(Field::LastName, "a").unwrap_err(), Refusal::NothingNew("BCD-2341".to_owned()));
    assert_eq!(correct(Field::LastName, "B").unwrap_err(), Refusal::SamePerson("BCD-2342".to_owned()));
}

#[test]
fn who_mailed_for_several_hears_of_their_cancellation_in_one_letter() {
    let mut rows = rows(3, 3);
    rows[1].sender = rows[0].sender.clone();
    let decision =
        orders::cancel(&samples::march(), &roll(3, rows.clone()), &rows, None, at(MORNING)).unwrap();
    let expected = [(Kind::CancelledByStaff, "p1@example.org"), (Kind::CancelledByStaff, "p3@example.org")];
    assert_eq!(kinds(&decision), expected);
    assert_eq!(decision.notices[0].about, [0, 1]);
}

#[test]
fn who_is_imported_lacks_nothing_is_not_written_to_and_is_not_changed_when_known() {
    let event = samples::march();
    let half = by_hand(&[participant(&[(Field::LastName, "Petit"), (Field::Email, "zoe@example.org")])]);
    let decision = orders::import(&event, &roll(1, vec![]), &half, at(MORNING)).unwrap();
    let [Step::Enter { state, held_until, place, .. }] = &decision.steps[..] else { panic!("{decision:?}") };
    assert_eq!((state, held_until, place), (&State::Complete, &None, &Place::Seat));
    assert_eq!(decision.notices, []);

    let mut known = named("A", "Ali");
    known.values.extend(participant(&[(Field::Role, "direction")]).values);
    let decision = orders::import(&event, &roll(1, rows(1, 1)), &by_hand(&[known]), at(MORNING)).unwrap();
    assert_eq!(decision.steps, [Step::Keep { registration: 1 }]);
}

#[test]
fn somebody_of_the_same_name_from_elsewhere_is_registered_and_shown_to_the_staff() {
    let known = registered(1, &marie(), "marie@example.org", Place::Seat, State::Complete);
    let other = participant(&[
        (Field::LastName, "Petit"),
        (Field::FirstName, "Marie"),
        (Field::Organisation, "Ville de Douai"),
    ]);
    let decision = decided(&roll(5, vec![known]), &bulletin("secretariat@example.org", &[other]));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Registered, Some(Kind::Confirmed)));
    assert_eq!(decision.reviews, [crate::desk::Review { ground: Ground::Namesake, about: Some(0) }]);
}

#[test]
fn a_question_beside_a_bulletin_is_shown_to_the_staff_and_one_without_is_not_for_the_desk() {
    let asks = |reading: Reading| Reading { question: true, ..reading };
    let decision = decided(&roll(5, vec![]), &asks(bulletin("marie@example.org", &[marie()])));
    assert_eq!(answer(&decision), Some(Kind::Confirmed));
    assert_eq!(review(&decision), Some(Ground::QuestionBeside));
    let decision = decided(&roll(5, vec![]), &asks(reading(Verdict::Other, "marie@example.org", vec![])));
    assert_eq!(review(&decision), None);
}

#[test]
fn nobody_is_asked_for_what_could_not_be_taken_any_more() {
    let event = samples::march();
    let half = bulletin("zoe@example.org", &[participant(&[(Field::LastName, "Petit")])]);
    let hold = |now: &str| {
        orders::hold(&event, &roll(1, vec![]), &half, &Writer::of(&half, &[]), at(now)).map(|_| ())
    };
    assert_eq!(hold(MORNING), Ok(()));
    let after_closing = event.closes.timestamp() + 1.second();
    assert_eq!(hold(&after_closing.to_string()), Err(Refusal::Closed(event.id.clone())));
}
