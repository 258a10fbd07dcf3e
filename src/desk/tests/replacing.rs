//! Somebody comes in somebody else's place; and people who ask for seats that the staff give.

use super::orders::{kinds, named, rows};
use super::*;
use crate::bulletin::reading::Replacement;
use crate::desk::orders::{self, Refusal};
use crate::event::Confirm;

const MORNING: &str = "2016-03-01T10:00:00Z";

fn anne() -> Participant {
    participant(&[(Field::LastName, "Morel"), (Field::FirstName, "Anne")])
}

fn writer(address: &str) -> Writer {
    Writer { address: Some(address.to_owned()), ..Writer::default() }
}

fn replace(roll: &Roll, leaving: &Registration, comes: &Participant) -> Result<Decision, Refusal> {
    let writer = writer("p1@example.org");
    orders::replace(&samples::march(), roll, leaving, comes, &writer, at(MORNING))
}

/// Place and organisation of whoever is entered.
fn entered(decision: &Decision) -> (Place, &str) {
    let entered = decision.steps.iter().find_map(|step| match step {
        Step::Enter { place, participant, .. } => Some((*place, participant.get(&Field::Organisation)?)),
        _ => None,
    });
    entered.unwrap()
}

#[test]
fn whoever_comes_gets_the_seat_itself_though_others_wait_and_one_answer_says_both() {
    let rows = rows(3, 1);
    let decision = replace(&roll(1, rows.clone()), &rows[0], &anne()).unwrap();
    assert_eq!(entered(&decision), (Place::Seat, "MJC de Croix"));
    assert_eq!(decision.steps[0], Step::Leave { registration: 1 });
    assert_eq!(decision.steps.len(), 2, "nobody else comes up");
    assert_eq!(kinds(&decision), [(Kind::Replaced, "sender")]);
    assert_eq!(decision.notices[0].about, [0, 1]);
}

#[test]
fn an_offered_seat_is_passed_on_and_a_place_in_line_is_not() {
    let mut rows = rows(3, 1);
    rows[0].state = State::Offered;
    let decision = replace(&roll(1, rows.clone()), &rows[0], &anne()).unwrap();
    assert_eq!(entered(&decision).0, Place::Seat);
    let decision = replace(&roll(1, rows.clone()), &rows[1], &anne()).unwrap();
    assert_eq!(entered(&decision).0, Place::Line);
}

#[test]
fn a_seat_that_was_only_held_for_what_is_missing_goes_to_the_next_in_line() {
    let mut rows = rows(2, 1);
    rows[0].state = State::Incomplete;
    let decision = replace(&roll(1, rows.clone()), &rows[0], &anne()).unwrap();
    assert_eq!(entered(&decision).0, Place::Line);
    assert_eq!(decision.steps[2], Step::Promote { registration: 2, held_until: None });
}

#[test]
fn the_others_whom_it_concerns_are_told_and_the_newcomer_at_their_own_address() {
    let mut rows = rows(1, 1);
    rows[0].own_address = Some("ali@example.org".to_owned());
    let mut comes = anne();
    comes.values.extend(participant(&[(Field::Email, "Anne@example.org")]).values);
    let decision = replace(&roll(1, rows.clone()), &rows[0], &comes).unwrap();
    let expected = [
        (Kind::Replaced, "sender"),
        (Kind::Withdrawn, "ali@example.org"),
        (Kind::Personal, "anne@example.org"),
    ];
    assert_eq!(kinds(&decision), expected);
}

#[test]
fn a_replacement_that_a_colleague_passed_on_is_answered_to_whoever_wrote_it() {
    let rows = rows(1, 1);
    let writer = Writer { through_a_colleague: true, ..writer("p1@example.org") };
    let decision =
        orders::replace(&samples::march(), &roll(1, rows.clone()), &rows[0], &anne(), &writer, at(MORNING));
    let expected = [(Kind::Forwarded, "sender"), (Kind::Replaced, "p1@example.org")];
    assert_eq!(kinds(&decision.unwrap()), expected);
}

#[test]
fn nobody_replaces_anybody_who_is_not_named_in_full_is_registered_or_comes_too_late() {
    let event = samples::march();
    let rows = rows(2, 2);
    let roll = roll(2, rows.clone());
    let refused = |comes: &Participant| replace(&roll, &rows[0], comes).unwrap_err();
    let half = participant(&[(Field::FirstName, "Anne")]);
    assert_eq!(refused(&half), Refusal::Missing(vec!["last_name".to_owned()]));
    assert_eq!(refused(&named("B", "Ali")), Refusal::SamePerson("BCD-2342".to_owned()));
    assert_eq!(refused(&named("A", "Ali")), Refusal::SamePerson("BCD-2341".to_owned()));
    let at_nine = event.starts.timestamp();
    let late = orders::replace(&event, &roll, &rows[0], &anne(), &writer("p1@example.org"), at_nine);
    assert_eq!(late.unwrap_err(), Refusal::Begun(event.id.clone()));
    let mut gone = rows[0].clone();
    (gone.place, gone.state) = (Place::None, State::Cancelled);
    assert_eq!(replace(&roll, &gone, &anne()).unwrap_err(), Refusal::Ended("BCD-2341".to_owned()));
}

#[test]
fn where_there_are_more_registrations_than_seats_no_seat_is_passed_on_beyond_them() {
    let rows = rows(3, 3);
    let refusal = replace(&roll(1, rows.clone()), &rows[0], &anne()).unwrap_err();
    let id = samples::march().id;
    assert_eq!(refusal, Refusal::Full { event: id, capacity: 1, needed: 3 });
}

#[test]
fn the_address_of_whoever_leaves_is_not_that_of_whoever_comes() {
    let rows = rows(1, 1);
    let mut comes = anne();
    comes.values.extend(participant(&[(Field::Email, "P1@example.org")]).values);
    comes.values[2].place.paper = crate::bulletin::SENDER.into();
    let decision = replace(&roll(1, rows.clone()), &rows[0], &comes).unwrap();
    let Step::Enter { participant, .. } = &decision.steps[1] else { panic!("{decision:?}") };
    assert_eq!(participant.get(&Field::Email), None);
}

#[test]
fn whoever_comes_is_known_by_the_words_and_by_the_bulletin_beside_them() {
    let whole =
        participant(&[(Field::LastName, "Morel"), (Field::FirstName, "Anne"), (Field::Role, "médiation")]);
    let mut reading = reading(Verdict::Review, "p1@example.org", vec![marie(), whole.clone()]);
    assert_eq!(orders::newcomer(&reading, "Marie Petit"), whole, "the one who does not leave");
    reading.replacement = Some(Replacement { leaves: None, comes: Some(anne()) });
    assert_eq!(orders::newcomer(&reading, "Marie Petit").get(&Field::Role), Some("médiation"));
    reading.replacement = Some(Replacement { leaves: None, comes: Some(named("Roy", "Luc")) });
    assert_eq!(orders::newcomer(&reading, "Marie Petit").get(&Field::Role), None, "somebody else's bulletin");
}

/// An event whose seats the staff give.
fn chosen() -> Event {
    Event { confirm: Confirm::Staff, promotion: Promotion::Staff, ..samples::march() }
}

#[test]
fn whom_the_staff_choose_has_a_seat_and_no_letter_says_that_one_came_free() {
    let mut rows = rows(2, 0);
    rows[1].state = State::Incomplete;
    for row in &rows {
        let decision = orders::promote(&chosen(), &roll(5, rows.clone()), row, at(MORNING)).unwrap();
        let held_until = (row.state == State::Incomplete).then(|| at("2016-03-04T10:00:00Z"));
        assert_eq!(decision.steps, [Step::Promote { registration: row.id, held_until }]);
        assert_eq!(kinds(&decision)[0].0, Kind::ConfirmedByStaff);
    }
}

#[test]
fn who_was_never_confirmed_is_refused_and_who_was_is_cancelled() {
    let mut rows = rows(2, 1);
    rows[1].own_address = Some("ali@example.org".to_owned());
    let cancel = |row: usize, by: Option<&Writer>| {
        let leaving = std::slice::from_ref(&rows[row]);
        orders::cancel(&chosen(), &roll(5, rows.clone()), leaving, by, at(MORNING)).unwrap()
    };
    let refused = cancel(1, None);
    assert_eq!(refused.steps, [Step::Refuse { registration: 2 }]);
    let expected = [(Kind::RefusedByStaff, "p2@example.org"), (Kind::RefusedByStaff, "ali@example.org")];
    assert_eq!(kinds(&refused), expected);
    assert_eq!(cancel(0, None).steps, [Step::Leave { registration: 1 }]);
    let withdrawn = cancel(1, Some(&writer("p2@example.org")));
    assert_eq!(withdrawn.steps, [Step::Leave { registration: 2 }], "they asked for it themselves");
}

#[test]
fn who_comes_instead_of_somebody_without_a_seat_asks_the_staff_for_one() {
    let rows = rows(2, 1);
    let decide = |row: usize| {
        let writer = writer("p1@example.org");
        orders::replace(&chosen(), &roll(5, rows.clone()), &rows[row], &anne(), &writer, at(MORNING)).unwrap()
    };
    assert_eq!((entered(&decide(0)).0, review(&decide(0))), (Place::Seat, None));
    assert_eq!((entered(&decide(1)).0, review(&decide(1))), (Place::Line, Some(Ground::ToConfirm)));
}

#[test]
fn what_was_missing_of_somebody_who_has_a_seat_already_is_no_new_request() {
    let named = participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Marie")]);
    let supplied = participant(&[(Field::Organisation, "Ville de Lens")]);
    for (place, asks) in [(Place::Seat, None), (Place::Line, Some(Ground::ToConfirm))] {
        let held = registered(3, &named, "marie@lens.example", place, State::Incomplete);
        let mut mail = reading(Verdict::Incomplete, "marie@lens.example", vec![supplied.clone()]);
        mail.codes.push(held.code.clone());
        let decision = on(&chosen(), &roll(25, vec![held]), &mail);
        assert_eq!((decision.outcome, review(&decision)), (Outcome::Completed, asks));
    }
}

#[test]
fn what_a_colleague_passed_on_is_answered_to_the_participant_and_told_to_the_colleague() {
    let (event, roll) = (samples::march(), roll(5, vec![]));
    let writer = Writer { through_a_colleague: true, ..writer("marie@lens.example") };
    let whole = bulletin("equipe@irev.example", &[marie()]);
    let registered = orders::register(&event, &roll, &whole, &writer, false, at(MORNING)).unwrap();
    let expected = [(Kind::Forwarded, "sender"), (Kind::Confirmed, "marie@lens.example")];
    assert_eq!(kinds(&registered), expected);
    let half = reading(Verdict::Incomplete, "equipe@irev.example", vec![anne()]);
    let held = orders::hold(&event, &roll, &half, &writer, at(MORNING)).unwrap();
    let expected = [(Kind::Forwarded, "sender"), (Kind::Incomplete, "marie@lens.example")];
    assert_eq!(kinds(&held), expected);
    let declined = orders::decline(&writer);
    let expected = [(Kind::Declined, "sender"), (Kind::Declined, "marie@lens.example")];
    assert_eq!(kinds(&declined), expected);
}

#[test]
fn an_event_is_called_off_once_and_not_when_it_is_over() {
    let event = samples::march();
    let off = Roll { state: EventState::CalledOff, ..roll(5, vec![]) };
    let after = event.ends.clone().unwrap().timestamp();
    assert_eq!(orders::takes_place(&event, &roll(5, vec![]), at(MORNING)), Ok(()));
    assert_eq!(orders::takes_place(&event, &off, at(MORNING)), Err(Refusal::CalledOff(event.id.clone())));
    assert_eq!(orders::takes_place(&event, &roll(5, vec![]), after), Err(Refusal::Over(event.id.clone())));
}

#[test]
fn whoever_is_completed_by_the_staff_asks_them_for_a_seat_too() {
    let held = registered(3, &anne(), "anne@lens.example", Place::Line, State::Incomplete);
    let correct = |event: &Event| {
        let values = participant(&[(Field::Organisation, "Ville de Lens")]).values;
        review(&orders::correct(event, &roll(25, vec![held.clone()]), &held, &values).unwrap())
    };
    assert_eq!(correct(&chosen()), Some(Ground::ToConfirm));
    assert_eq!(correct(&samples::march()), None);
}
