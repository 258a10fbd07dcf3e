mod conversation;
mod meaning;
mod orders;
mod replacing;
mod together;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::registration::{Place, Registration, State};
use super::{Decision, EventState, Ground, Kind, Outcome, Recipient, Roll, Step, Writer, decide};
use crate::bulletin::reading::{Basis, Participant, Place as Spot, Reading, Reason, Value, Verdict};
use crate::event::{Event, Field, Promotion, samples};
use crate::message::{Envelope, Machine, Mailbox, Silence};

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

const HERS: &str = "marie@lens.example";
const OFFICE: &str = "secretariat@lens.example";

fn roll(capacity: u32, known: Vec<Registration>) -> Roll {
    let count = |place| u32::try_from(known.iter().filter(|row| row.place == place).count()).unwrap();
    let line = known.iter().filter(|row| row.place == Place::Line).cloned().collect();
    Roll {
        state: EventState::Open,
        capacity,
        taken: count(Place::Seat),
        waiting: count(Place::Line),
        known,
        line,
        seated: BTreeMap::new(),
    }
}

fn paul() -> Participant {
    participant(&[
        (Field::LastName, "Durand"),
        (Field::FirstName, "Paul"),
        (Field::Organisation, "MJC de Croix"),
    ])
}

fn participant(values: &[(Field, &str)]) -> Participant {
    let value = |(field, text): &(Field, &str)| Value {
        field: field.clone(),
        text: (*text).into(),
        place: Spot { paper: "bulletin.docx".into(), spot: String::new() },
        basis: Basis::Labelled,
    };
    Participant { values: values.iter().map(value).collect(), ..Participant::default() }
}

fn marie() -> Participant {
    participant(&[
        (Field::LastName, "Petit"),
        (Field::FirstName, "Marie"),
        (Field::Organisation, "Ville de Lens"),
    ])
}

fn registered(id: i64, of: &Participant, sender: &str, place: Place, state: State) -> Registration {
    Registration {
        id,
        arrival: id,
        place,
        state,
        code: format!("BCD-234{id}"),
        fields: of.values.iter().map(|value| (value.field.clone(), value.text.clone())).collect(),
        sender: Some(sender.into()),
        own_address: of.get(&Field::Email).map(str::to_owned),
        address_by_staff: false,
    }
}

fn reading(verdict: Verdict, sender: &str, participants: Vec<Participant>) -> Reading {
    let from = Mailbox { name: None, address: sender.into() };
    let envelope = Envelope { from: Some(from), ..Envelope::default() };
    Reading { verdict, participants, ..Reading::unread(envelope, None, Reason::Complete) }
}

fn bulletin(sender: &str, people: &[Participant]) -> Reading {
    reading(Verdict::Registration, sender, people.to_vec())
}

fn on(event: &Event, roll: &Roll, reading: &Reading) -> Decision {
    let moment = at("2016-03-01T10:00:00Z");
    decide(Some((event, roll)), reading, &Writer::of(reading, &[]), moment, moment)
}

fn decided(roll: &Roll, reading: &Reading) -> Decision {
    on(&samples::march(), roll, reading)
}

fn answer(decision: &Decision) -> Option<Kind> {
    decision.notices.iter().find(|notice| notice.to == Recipient::Sender).map(|notice| notice.kind)
}

fn review(decision: &Decision) -> Option<Ground> {
    decision.reviews.first().map(|review| review.ground)
}

fn places(decision: &Decision) -> Vec<Place> {
    let place = |step: &Step| match step {
        Step::Enter { place, .. } => Some(*place),
        _ => None,
    };
    decision.steps.iter().filter_map(place).collect()
}

#[test]
fn of_three_people_for_one_seat_the_first_is_confirmed_and_the_others_wait() {
    let people = ["Marie", "Luc", "Zoé"].map(|name| {
        participant(&[(Field::LastName, "Petit"), (Field::FirstName, name), (Field::Organisation, "MJC")])
    });
    let decision = decided(&roll(1, Vec::new()), &bulletin("a@lens.example", &people));
    assert_eq!(places(&decision), [Place::Seat, Place::Line, Place::Line]);
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Registered, Some(Kind::Mixed)));
}

#[test]
fn a_person_decides_where_a_bulletin_would_make_two_people_one() {
    let from_croix = |address| {
        participant(&[
            (Field::LastName, "Petit"),
            (Field::FirstName, "Marie"),
            (Field::Organisation, "MJC de Croix"),
            (Field::Email, address),
        ])
    };
    let known = [
        registered(1, &marie(), "a@lens.example", Place::Seat, State::Complete),
        registered(2, &from_croix("b@croix.example"), "b@croix.example", Place::Seat, State::Complete),
    ];
    let known = known.map(|mut known| {
        known.own_address = known.sender.clone();
        known
    });
    // Marie of Lens writes that she is at Croix, where another Marie is registered.
    let decision =
        decided(&roll(5, known.to_vec()), &bulletin("a@lens.example", &[from_croix("a@lens.example")]));
    assert_eq!((decision.outcome, review(&decision)), (Outcome::Review, Some(Ground::SeveralMeant)));
    let decision = decided(&roll(5, vec![]), &bulletin("a@lens.example", &[marie(), marie()]));
    assert_eq!((decision.steps.len(), review(&decision)), (0, Some(Ground::SeveralMeant)));
}

#[test]
fn a_second_bulletin_corrects_the_first_and_says_what_changed() {
    let known = registered(7, &marie(), "marie@lens.example", Place::Seat, State::Complete);
    let mut corrected = marie();
    corrected.keep(Value {
        field: Field::Phone,
        text: "+33639980001".into(),
        place: Spot::default(),
        basis: Basis::Labelled,
    });
    let decision = decided(&roll(25, vec![known]), &bulletin("marie@lens.example", &[corrected]));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Corrected, Some(Kind::Corrected)));
    let Step::Amend { registration: 7, changes, .. } = &decision.steps[0] else { panic!("{decision:?}") };
    assert_eq!(
        (&changes[0].field, changes[0].from.as_deref(), changes[0].to.as_str()),
        (&Field::Phone, None, "+33639980001")
    );
}

#[test]
fn the_same_bulletin_again_changes_nothing_whichever_way_the_names_are_typed() {
    let known = registered(7, &marie(), "marie@lens.example", Place::Seat, State::Complete);
    let shouted = participant(&[
        (Field::LastName, "PETIT"),
        (Field::FirstName, "MARIE"),
        (Field::Organisation, "VILLE DE LENS"),
    ]);
    let decision = decided(&roll(25, vec![known]), &bulletin("Marie@Lens.example", &[shouted]));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Duplicate, Some(Kind::AlreadyRegistered)));
    assert_eq!(decision.steps, [Step::Keep { registration: 7 }]);
}

#[test]
fn the_same_name_elsewhere_is_somebody_else() {
    let known = registered(7, &marie(), "marie@lens.example", Place::Seat, State::Complete);
    let namesake = participant(&[
        (Field::LastName, "Petit"),
        (Field::FirstName, "Marie"),
        (Field::Organisation, "CCAS de Seclin"),
    ]);
    let decision = decided(&roll(25, vec![known]), &bulletin("m.petit@seclin.example", &[namesake]));
    assert_eq!(places(&decision), [Place::Seat]);
}

#[test]
fn a_stranger_changes_nothing_and_is_not_told_the_code() {
    let known = registered(7, &marie(), "marie@lens.example", Place::Seat, State::Complete);
    for verdict in [Verdict::Registration, Verdict::Cancellation] {
        let decision =
            decided(&roll(25, vec![known.clone()]), &reading(verdict, "x@else.example", vec![marie()]));
        assert_eq!((decision.outcome, answer(&decision)), (Outcome::Review, Some(Kind::HandedOver)));
        assert_eq!(decision.steps, []);
    }
}

#[test]
fn the_code_of_a_notice_entitles_whoever_has_it() {
    let known = registered(7, &marie(), "marie@lens.example", Place::Seat, State::Complete);
    let mut cancellation = reading(Verdict::Cancellation, "marie@home.example", Vec::new());
    cancellation.codes.push(known.code.clone());
    let decision = decided(&roll(25, vec![known]), &cancellation);
    assert_eq!(
        (decision.outcome, &decision.steps[..]),
        (Outcome::Cancelled, &[Step::Leave { registration: 7 }][..])
    );
}

#[test]
fn a_freed_seat_goes_to_the_next_in_line_and_both_are_told() {
    let luc =
        participant(&[(Field::LastName, "Roux"), (Field::FirstName, "Luc"), (Field::Organisation, "MJC")]);
    let known = vec![
        registered(1, &marie(), "marie@lens.example", Place::Seat, State::Complete),
        registered(2, &luc, "luc@mjc.example", Place::Line, State::Complete),
    ];
    let decision =
        decided(&roll(1, known), &reading(Verdict::Cancellation, "marie@lens.example", Vec::new()));
    assert_eq!(
        decision.steps,
        [Step::Leave { registration: 1 }, Step::Promote { registration: 2, held_until: None }]
    );
    let told: Vec<_> = decision.notices.iter().map(|notice| (notice.kind, notice.to.clone())).collect();
    let luc = Recipient::Contact("luc@mjc.example".into());
    assert_eq!(told, [(Kind::Cancelled, Recipient::Sender), (Kind::Promoted, luc)]);
}

#[test]
fn nobody_comes_up_when_the_staff_decide_or_when_it_is_too_late() {
    let known = vec![
        registered(1, &marie(), "marie@lens.example", Place::Seat, State::Complete),
        registered(
            2,
            &participant(&[(Field::LastName, "Roux")]),
            "luc@mjc.example",
            Place::Line,
            State::Complete,
        ),
    ];
    let cancellation = reading(Verdict::Cancellation, "marie@lens.example", Vec::new());
    let by_staff = Event { promotion: Promotion::Staff, ..samples::march() };
    assert_eq!(on(&by_staff, &roll(1, known.clone()), &cancellation).steps.len(), 1);
    let eve = at("2016-03-24T05:00:00Z");
    let decision = decide(
        Some((&samples::march(), &roll(1, known))),
        &cancellation,
        &Writer::of(&cancellation, &[]),
        eve,
        eve,
    );
    assert_eq!(decision.steps.len(), 1);
}

#[test]
fn who_means_to_register_holds_a_place_and_completes_it_later() {
    let nobody = reading(Verdict::Incomplete, "marie@lens.example", Vec::new());
    let decision = decided(&roll(25, Vec::new()), &nobody);
    let Step::Enter { state: State::Incomplete, place: Place::Seat, held_until, .. } = &decision.steps[0]
    else {
        panic!("{decision:?}")
    };
    assert_eq!(*held_until, Some(at("2016-03-04T10:00:00Z")));

    let held = registered(3, &Participant::default(), "marie@lens.example", Place::Seat, State::Incomplete);
    let decision = decided(&roll(25, vec![held]), &bulletin("marie@lens.example", &[marie()]));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Completed, Some(Kind::Confirmed)));
    assert!(matches!(&decision.steps[..], [Step::Amend { registration: 3, state: State::Complete, .. }]));
}

#[test]
fn late_is_what_was_received_after_closing_time_not_what_is_read_after_it() {
    let event = samples::march();
    let (roll, reading) = (roll(25, Vec::new()), bulletin("marie@lens.example", &[marie()]));
    let decide = |received: &str, now: &str| {
        decide(Some((&event, &roll)), &reading, &Writer::of(&reading, &[]), at(received), at(now))
    };
    assert_eq!(decide("2016-03-23T16:59:00Z", "2016-03-24T07:00:00Z").outcome, Outcome::Registered);
    let late = decide("2016-03-23T17:01:00Z", "2016-03-23T17:01:00Z");
    assert_eq!(
        (late.outcome, answer(&late), review(&late)),
        (Outcome::Late, Some(Kind::Late), Some(Ground::Late))
    );
    let begun = decide("2016-03-24T09:00:00Z", "2016-03-24T09:00:00Z");
    assert_eq!((begun.outcome, answer(&begun)), (Outcome::Refused, Some(Kind::Closed)));
    let over = decide("2016-03-25T08:00:00Z", "2016-03-25T08:00:00Z");
    assert_eq!((over.outcome, answer(&over)), (Outcome::Refused, Some(Kind::Over)));
}

#[test]
fn before_opening_nobody_is_registered() {
    let event = Event { opens: Some("2016-03-05T09:00[Europe/Paris]".parse().unwrap()), ..samples::march() };
    let decision = on(&event, &roll(25, Vec::new()), &bulletin("marie@lens.example", &[marie()]));
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Refused, Some(Kind::NotYetOpen)));
}

#[test]
fn a_header_that_forbids_answers_does_not_throw_the_bulletin_away() {
    let silent = Reading { silence: Some(Silence::Suppressed), ..bulletin("marie@lens.example", &[marie()]) };
    let decision = decided(&roll(25, Vec::new()), &silent);
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Registered, None));
    assert_eq!(review(&decision), Some(Ground::NotAnswered));
}

#[test]
fn machines_and_what_is_not_for_the_desk_are_left_alone() {
    for (verdict, outcome) in [(Verdict::Automatic, Outcome::Automatic), (Verdict::Other, Outcome::Other)] {
        let mut reading = reading(verdict, "marie@lens.example", vec![marie()]);
        reading.reason = Reason::Machine(Machine::List);
        let decision = decided(&roll(25, Vec::new()), &reading);
        assert_eq!((decision.outcome, decision.steps.len(), decision.notices.len()), (outcome, 0, 0));
    }
}

#[test]
fn a_withdrawal_that_could_mean_several_is_left_to_a_person() {
    let luc =
        participant(&[(Field::LastName, "Roux"), (Field::FirstName, "Luc"), (Field::Organisation, "MJC")]);
    let known = vec![
        registered(1, &marie(), "secretariat@lens.example", Place::Seat, State::Complete),
        registered(2, &luc, "secretariat@lens.example", Place::Seat, State::Complete),
    ];
    let decision =
        decided(&roll(5, known), &reading(Verdict::Cancellation, "secretariat@lens.example", Vec::new()));
    assert_eq!(
        (decision.outcome, decision.ground, decision.steps.len()),
        (Outcome::Review, Ground::SeveralMeant, 0)
    );
}

#[test]
fn an_answer_that_supplies_what_is_missing_completes_the_registration_whose_code_it_carries() {
    let named = participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Marie")]);
    let held = registered(3, &named, "secretariat@lens.example", Place::Line, State::Incomplete);
    let supplied = participant(&[(Field::Organisation, "Ville de Lens")]);
    let mut answer_mail = reading(Verdict::Incomplete, "secretariat@lens.example", vec![supplied]);
    answer_mail.codes.push(held.code.clone());
    let decision = decided(&roll(25, vec![held]), &answer_mail);
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Completed, Some(Kind::Waitlisted)));
}

#[test]
fn words_about_an_incomplete_registration_are_shown_to_a_person_and_not_answered() {
    let held = registered(3, &Participant::default(), "marie@lens.example", Place::Seat, State::Incomplete);
    let mut words = reading(Verdict::Other, "marie@lens.example", Vec::new());
    words.codes.push(held.code.clone());
    let decision = decided(&roll(25, vec![held]), &words);
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Review, None));
    assert_eq!(review(&decision), Some(Ground::AboutIncomplete));
}

#[test]
fn an_incomplete_registration_is_not_held_beyond_closing_time() {
    let eve = at("2016-03-23T10:00:00Z");
    let nobody = reading(Verdict::Incomplete, "marie@lens.example", Vec::new());
    let decision = decide(
        Some((&samples::march(), &roll(25, Vec::new()))),
        &nobody,
        &Writer::of(&nobody, &[]),
        eve,
        eve,
    );
    let Step::Enter { held_until, .. } = &decision.steps[0] else { panic!("{decision:?}") };
    assert_eq!(*held_until, Some(samples::march().closes.timestamp()));
}
