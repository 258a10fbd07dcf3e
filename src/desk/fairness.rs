//! The desk's fairness, proved over random histories; and ten broken desks, each of which is caught.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::orders;
use super::registration::{Identity, Place, Registration, State};
use super::{Decision, EventState, Kind, Notice, Outcome, Recipient, Roll, Step, decide, fill};
use crate::bulletin::reading::{Basis, Participant, Place as Spot, Reading, Reason, Value, Verdict};
use crate::event::{Event, Field, samples};
use crate::message::{Envelope, Mailbox};

/// Something that happens to the desk. People are numbers; each writes from an address of their own.
#[derive(Debug, Clone)]
pub enum Move {
    /// A bulletin that names people, mailed by one of them or by somebody else.
    Bulletin { sender: u8, people: Vec<u8>, complete: bool },
    /// Somebody registers without naming anybody.
    Nameless { sender: u8 },
    /// Somebody withdraws, with their own address.
    Withdraw { sender: u8 },
    /// Somebody writes from an address that is on no registration, about a person who has one.
    Stranger { person: u8 },
    /// The staff add or take away a seat.
    Capacity { seats: u8 },
    /// The staff cancel the registration in this row, counted around.
    CancelByStaff { row: u8 },
    /// The staff give a seat to the registration in this row, if they may.
    PromoteByStaff { row: u8 },
    /// The staff register somebody by hand.
    ByHand { person: u8 },
}

pub fn moves() -> impl Strategy<Value = Vec<Move>> {
    prop::collection::vec(mail_or_capacity(), 30..60)
}

/// The same, in which the staff take part.
fn histories() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        12 => mail_or_capacity(),
        1 => any::<u8>().prop_map(|row| Move::CancelByStaff { row }),
        1 => any::<u8>().prop_map(|row| Move::PromoteByStaff { row }),
        1 => (0_u8..12).prop_map(|person| Move::ByHand { person }),
    ];
    prop::collection::vec(one, 30..60)
}

fn mail_or_capacity() -> impl Strategy<Value = Move> {
    let person = 0_u8..12;
    prop_oneof![
        6 => (person.clone(), prop::collection::btree_set(person.clone(), 1..4), prop::bool::weighted(0.8))
            .prop_map(|(sender, people, complete)| Move::Bulletin { sender, people: people.into_iter().collect(), complete }),
        1 => person.clone().prop_map(|sender| Move::Nameless { sender }),
        3 => person.clone().prop_map(|sender| Move::Withdraw { sender }),
        1 => person.prop_map(|person| Move::Stranger { person }),
        1 => (1_u8..6).prop_map(|seats| Move::Capacity { seats }),
    ]
}

/// A way of deciding: the desk's own, or a broken one.
type Decide = dyn Fn(&Event, &Roll, &Reading) -> Decision;
/// A way of filling free seats.
type Fill = dyn Fn(&Event, &Roll) -> Decision;

pub fn now() -> Timestamp {
    "2016-03-01T10:00:00Z".parse().unwrap()
}

pub fn honest(event: &Event, roll: &Roll, reading: &Reading) -> Decision {
    decide(Some((event, roll)), reading, now(), now())
}

pub fn honest_fill(event: &Event, roll: &Roll) -> Decision {
    fill(event, roll, now())
}

/// A book in memory, in place of the database.
pub struct Book {
    pub event: Event,
    pub capacity: u32,
    pub rows: Vec<Registration>,
}

impl Book {
    pub fn roll(&self, reading: &Reading) -> Roll {
        let names: Vec<Identity> = reading.participants.iter().filter_map(Identity::of).collect();
        let sender = reading.envelope.from.as_ref().map(|from| from.address.clone());
        let meant = |row: &&Registration| {
            row.identity().is_some_and(|known| names.iter().any(|name| name.names == known.names))
                || sender.is_some() && (row.sender == sender || row.own_address == sender)
                || reading.codes.contains(&row.code)
        };
        let count = |place| u32::try_from(self.rows.iter().filter(|row| row.place == place).count()).unwrap();
        Roll {
            state: EventState::Open,
            capacity: self.capacity,
            taken: count(Place::Seat),
            waiting: count(Place::Line),
            known: self.rows.iter().filter(meant).cloned().collect(),
            line: self.rows.iter().filter(|row| row.place == Place::Line).cloned().collect(),
        }
    }

    pub fn carry_out(&mut self, decision: &Decision, sender: Option<&str>) -> Vec<usize> {
        decision.steps.iter().map(|step| self.step(step, sender)).collect()
    }

    fn step(&mut self, step: &Step, sender: Option<&str>) -> usize {
        let id = |id: &i64| usize::try_from(*id).unwrap();
        match step {
            Step::Enter { participant, place, state, .. } => {
                let arrival = i64::try_from(self.rows.len()).unwrap();
                let fields: BTreeMap<Field, String> = participant
                    .values
                    .iter()
                    .map(|value| (value.field.clone(), value.text.clone()))
                    .collect();
                self.rows.push(Registration {
                    id: arrival,
                    arrival,
                    place: *place,
                    state: *state,
                    code: format!("C{arrival}"),
                    own_address: fields.get(&Field::Email).cloned(),
                    address_by_staff: false,
                    fields,
                    sender: sender.map(str::to_owned),
                });
                self.rows.len() - 1
            }
            Step::Amend { registration, values, state, .. } => {
                let row = &mut self.rows[id(registration)];
                row.fields.extend(values.iter().map(|value| (value.field.clone(), value.text.clone())));
                row.own_address = row.fields.get(&Field::Email).cloned();
                row.state = *state;
                id(registration)
            }
            Step::Keep { registration } => id(registration),
            Step::Leave { registration } => {
                let row = &mut self.rows[id(registration)];
                (row.place, row.state) = (Place::None, State::Cancelled);
                id(registration)
            }
            Step::Promote { registration } => {
                self.rows[id(registration)].place = Place::Seat;
                id(registration)
            }
        }
    }

    /// What must be true after every step, whatever happened.
    fn check(&self, capacity_was_lowered: bool) -> Result<(), String> {
        let arrivals = |place| self.rows.iter().filter(move |row| row.place == place).map(|row| row.arrival);
        let seats = arrivals(Place::Seat).count();
        let capacity = usize::try_from(self.capacity).unwrap();
        if seats > capacity && !capacity_was_lowered {
            return Err(format!("{seats} seats of {capacity} are taken"));
        }
        if let (Some(last), Some(first)) = (arrivals(Place::Seat).max(), arrivals(Place::Line).min())
            && last > first
        {
            return Err(format!("arrival {first} was passed over by {last}"));
        }
        if seats < capacity && arrivals(Place::Line).next().is_some() {
            return Err("somebody waits although a seat is free".into());
        }
        let active: Vec<String> = self
            .rows
            .iter()
            .filter(|row| row.is_active())
            .filter_map(|row| row.identity().map(|of| of.key()))
            .collect();
        let mut once = active.clone();
        once.sort();
        once.dedup();
        if once.len() < active.len() { Err("somebody is registered twice".into()) } else { Ok(()) }
    }

    /// A letter must say what the book says.
    fn check_letter(&self, notice: &Notice, touched: &[usize]) -> Result<(), String> {
        let rows = || notice.about.iter().map(|&step| &self.rows[touched[step]]);
        let true_of_all = match notice.kind {
            Kind::Confirmed | Kind::Promoted => {
                rows().all(|row| row.place == Place::Seat && row.state == State::Complete)
            }
            Kind::Waitlisted => rows().all(|row| row.place == Place::Line),
            Kind::Cancelled | Kind::CancelledByStaff => rows().all(|row| row.place == Place::None),
            Kind::Incomplete => rows().any(|row| row.state == State::Incomplete),
            _ => true,
        };
        if true_of_all { Ok(()) } else { Err(format!("the letter {:?} is not true", notice.kind)) }
    }
}

fn person(number: u8, complete: bool) -> Participant {
    let value = |field, text: String| Value {
        field,
        text,
        place: Spot { paper: "form".into(), spot: String::new() },
        basis: Basis::Labelled,
    };
    let mut values = vec![
        value(Field::LastName, format!("Nom{number}")),
        value(Field::FirstName, format!("Prenom{number}")),
        value(Field::Email, address(number)),
    ];
    if complete {
        values.push(value(Field::Organisation, format!("Structure {}", number % 3)));
    }
    Participant { values, ..Participant::default() }
}

fn address(number: u8) -> String {
    format!("p{number}@example.org")
}

fn reading(verdict: Verdict, sender: &str, participants: Vec<Participant>) -> Reading {
    let from = Mailbox { name: None, address: sender.to_owned() };
    let envelope = Envelope { from: Some(from), ..Envelope::default() };
    Reading { verdict, participants, ..Reading::unread(envelope, None, Reason::Complete) }
}

/// Plays a history and checks everything after each move.
fn play(capacity: u8, moves: &[Move], decide: &Decide, fill: &Fill) -> Result<(), String> {
    let mut book = Book { event: samples::march(), capacity: capacity.into(), rows: Vec::new() };
    let mut lowered = false;
    for one in moves {
        match one {
            Move::Capacity { seats } => {
                let seats = u32::from(*seats);
                let taken = book
                    .rows
                    .iter()
                    .filter(|row| row.place == Place::Seat)
                    .map(|row| row.id)
                    .collect::<Vec<_>>();
                book.capacity = seats;
                let roll = book.roll(&reading(Verdict::Other, "", Vec::new()));
                let decision = fill(&book.event, &roll);
                book.carry_out(&decision, None);
                if taken.iter().any(|&id| book.rows[usize::try_from(id).unwrap()].place != Place::Seat) {
                    return Err("lowering the capacity took a seat".into());
                }
            }
            Move::CancelByStaff { .. } | Move::PromoteByStaff { .. } | Move::ByHand { .. } => {
                order(&mut book, one)?;
            }
            mail => {
                let reading = reading_of(mail);
                receive(&mut book, mail, &reading, decide)?;
            }
        }
        lowered |= book.rows.iter().filter(|row| row.place == Place::Seat).count()
            > usize::try_from(book.capacity).unwrap();
        book.check(lowered).map_err(|fault| format!("after {one:?}: {fault}"))?;
        lowered &= book.rows.iter().filter(|row| row.place == Place::Seat).count()
            > usize::try_from(book.capacity).unwrap();
    }
    Ok(())
}

pub fn reading_of(mail: &Move) -> Reading {
    match mail {
        Move::Bulletin { sender, people, complete } => {
            let verdict = if *complete { Verdict::Registration } else { Verdict::Incomplete };
            let people = people.iter().map(|&number| person(number, *complete)).collect();
            reading(verdict, &address(*sender), people)
        }
        Move::Nameless { sender } => reading(Verdict::Incomplete, &address(*sender), Vec::new()),
        Move::Withdraw { sender } => reading(Verdict::Cancellation, &address(*sender), Vec::new()),
        Move::Stranger { person: number } => reading(
            Verdict::Registration,
            "stranger@example.net",
            vec![with_another_phone(person(*number, true))],
        ),
        _ => unreachable!("not a mail"),
    }
}

/// Carries out what the staff order; what is refused changes nothing.
fn order(book: &mut Book, order: &Move) -> Result<(), String> {
    let (event, rows) = (book.event.clone(), book.rows.clone());
    let nobody = reading(Verdict::Other, "", Vec::new());
    let row = |row: &u8| rows.get(usize::from(*row) % rows.len().max(1));
    let ordered = match order {
        Move::CancelByStaff { row: number } => {
            let Some(row) = row(number) else { return Ok(()) };
            orders::cancel(&event, &book.roll(&nobody), std::slice::from_ref(row), None, now())
        }
        Move::PromoteByStaff { row: number } => {
            let Some(row) = row(number) else { return Ok(()) };
            orders::promote(&event, &book.roll(&nobody), row, now())
        }
        Move::ByHand { person: number } => {
            let said = Reading {
                participants: vec![person(*number, true)],
                ..Reading::unread(Envelope::default(), None, Reason::Complete)
            };
            orders::register(&event, &book.roll(&said), &said, false, now())
        }
        _ => unreachable!("not an order"),
    };
    let Ok(decision) = ordered else { return Ok(()) };
    let touched = book.carry_out(&decision, None);
    for notice in &decision.notices {
        book.check_letter(notice, &touched).map_err(|fault| format!("after {order:?}: {fault}"))?;
    }
    Ok(())
}

fn with_another_phone(mut person: Participant) -> Participant {
    let place = Spot { paper: "form".into(), spot: String::new() };
    person.values.push(Value {
        field: Field::Phone,
        text: "+33639980001".into(),
        place,
        basis: Basis::Labelled,
    });
    person
}

fn receive(book: &mut Book, mail: &Move, reading: &Reading, decide: &Decide) -> Result<(), String> {
    let before = book.rows.clone();
    let seats = |rows: &[Registration]| rows.iter().filter(|row| row.place == Place::Seat).count();
    let sender = reading.envelope.from.as_ref().map(|from| from.address.clone());
    let decision = decide(&book.event, &book.roll(reading), reading);
    let touched = book.carry_out(&decision, sender.as_deref());
    if seats(&book.rows) > seats(&before).max(usize::try_from(book.capacity).unwrap()) {
        return Err(format!("after {mail:?}: a seat was given beyond capacity"));
    }
    if decision.notices.iter().filter(|notice| notice.to == Recipient::Sender).count() != 1 {
        return Err(format!("after {mail:?}: not exactly one answer"));
    }
    for notice in &decision.notices {
        book.check_letter(notice, &touched).map_err(|fault| format!("after {mail:?}: {fault}"))?;
    }
    for row in &before {
        let after = &book.rows[usize::try_from(row.id).unwrap()];
        let entitled = row.may_be_changed_by(sender.as_deref(), &[]);
        let promoted = row.place == Place::Line && after.place == Place::Seat && row.fields == after.fields;
        if after != row && !entitled && !promoted {
            return Err(format!("after {mail:?}: somebody else's registration changed"));
        }
    }
    if let Move::Bulletin { people, .. } = mail {
        if decision.outcome != Outcome::Review
            && people.iter().any(|&number| !book.has(&person(number, true)))
        {
            return Err(format!("after {mail:?}: somebody was dropped"));
        }
        // The same again changes nothing.
        let again = decide(&book.event, &book.roll(reading), reading);
        if again.steps.iter().any(|step| !matches!(step, Step::Keep { .. })) {
            return Err(format!("after {mail:?}: the same bulletin again changed something"));
        }
    }
    Ok(())
}

impl Book {
    fn has(&self, person: &Participant) -> bool {
        let names = Identity::of(person).map(|identity| identity.names);
        self.rows.iter().any(|row| row.is_active() && row.identity().map(|of| of.names) == names)
    }
}

fn first_fault(cases: u32, decide: &Decide, fill: &Fill) -> Option<String> {
    // A history that breaks an honest desk is worth making shorter; the others are meant to break.
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: if cases > 100 { 10_000 } else { 0 },
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    runner
        .run(&(1_u8..=5, histories()), |(capacity, moves)| {
            play(capacity, &moves, decide, fill).map_err(TestCaseError::fail)
        })
        .err()
        .map(|fault| fault.to_string())
}

#[test]
fn no_history_breaks_the_desk() {
    assert_eq!(first_fault(500, &honest, &honest_fill), None);
}

/// Ten ways of being wrong, each by one mistake.
fn broken_desks() -> Vec<(&'static str, Box<Decide>)> {
    fn by(change: impl Fn(&mut Roll, &mut Reading) + 'static) -> Box<Decide> {
        Box::new(move |event, roll, reading| {
            let (mut roll, mut reading) = (roll.clone(), reading.clone());
            change(&mut roll, &mut reading);
            honest(event, &roll, &reading)
        })
    }
    fn after(change: impl Fn(&Roll, &mut Decision) + 'static) -> Box<Decide> {
        Box::new(move |event, roll, reading| {
            let mut decision = honest(event, roll, reading);
            change(roll, &mut decision);
            decision
        })
    }
    vec![
        ("has one seat too many", by(|roll, _| roll.capacity += 1)),
        ("does not see the line", by(|roll, _| roll.waiting = 0)),
        ("promotes the last in line", by(|roll, _| roll.line.reverse())),
        ("knows nobody again", by(|roll, _| roll.known.clear())),
        (
            "drops the last on a bulletin",
            by(|_, reading| {
                if reading.participants.len() > 1 {
                    reading.participants.pop();
                }
            }),
        ),
        (
            "lets anybody change anything",
            by(|roll, reading| {
                let from = reading.envelope.from.as_ref().map(|from| from.address.clone());
                roll.known.iter_mut().for_each(|known| known.sender.clone_from(&from));
            }),
        ),
        (
            "promotes nobody",
            after(|_, decision| {
                if decision.steps.iter().any(|step| matches!(step, Step::Leave { .. })) {
                    decision.steps.truncate(1);
                    decision.notices.truncate(1);
                }
            }),
        ),
        ("answers twice", after(|_, decision| decision.notices.extend(decision.notices.first().cloned()))),
        (
            "tells those who wait that they have a seat",
            after(|_, decision| {
                for notice in &mut decision.notices {
                    if notice.kind == Kind::Waitlisted {
                        notice.kind = Kind::Confirmed;
                    }
                }
            }),
        ),
        (
            "gives a seat to whoever is second",
            after(|_, decision| {
                for step in decision.steps.iter_mut().skip(1) {
                    if let Step::Enter { place, .. } = step {
                        *place = Place::Seat;
                    }
                }
            }),
        ),
        (
            "takes the withdrawal but keeps the seat",
            after(|_, decision| {
                for step in &mut decision.steps {
                    if let Step::Leave { registration } = step {
                        *step = Step::Keep { registration: *registration };
                    }
                }
            }),
        ),
    ]
}

#[test]
fn every_broken_desk_is_caught() {
    for (name, desk) in broken_desks() {
        let fault = first_fault(100, &*desk, &honest_fill);
        assert!(fault.is_some(), "the desk that {name} was not caught");
    }
}

#[test]
fn a_desk_that_fills_no_seats_is_caught() {
    let fault =
        first_fault(100, &honest, &|_, _| Decision::nothing(super::Outcome::Other, super::Ground::Filled));
    assert!(fault.is_some());
}
