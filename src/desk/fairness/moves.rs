//! What can happen to a desk.

use proptest::prelude::*;

use super::Book;
use crate::bulletin::reading::{
    Answer, Basis, Participant, Place as Spot, Reading, Reason, Value, Verdict, Whose,
};
use crate::desk::registration::{Registration, State};
use crate::event::{Confirm, Field, Promotion};
use crate::message::{Envelope, Mailbox};

/// An event with its rules, and what happens to it.
#[derive(Debug, Clone)]
pub struct History {
    pub capacity: u32,
    pub promotion: Promotion,
    pub confirm: Confirm,
    pub max_per_organisation: Option<u32>,
    pub moves: Vec<Move>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Move {
    /// A mail comes.
    Mail(Mail),
    /// Time passes, in hours.
    Pass(i64),
    /// The desk is away for so many hours, in which these mails come, one an hour; then it starts again.
    Outage(Vec<Mail>, i64),
    /// The staff add or take away seats.
    Capacity(u32),
    /// The staff cancel the registration in this row, counted around.
    CancelByStaff(usize),
    /// The staff cancel the registration of somebody in line, counted around, of whom nothing is missing or
    /// something is; where they give the seats, they refuse it.
    RefuseByStaff {
        row: usize,
        complete: bool,
    },
    /// The staff put somebody in the place of the registration in this row, counted around.
    Replace {
        row: usize,
        person: u8,
    },
    /// The staff give a seat to the registration in this row, if they may.
    PromoteByStaff(usize),
    /// The staff register somebody by hand.
    ByHand(u8),
    /// The staff close the list, call the event off, or open it again.
    Close,
    CallOff,
    Reopen,
    /// The staff settle whatever they had to look at, without an order.
    Settle,
}

/// A mail. People are numbers; each writes from an address of their own. Rows are counted around among
/// those that the mail can be about.
#[derive(Debug, Clone)]
pub enum Mail {
    /// A bulletin that names people, mailed by one of them or by somebody else.
    Bulletin { sender: u8, people: Vec<u8>, complete: bool },
    /// Somebody registers without naming anybody.
    Nameless { sender: u8 },
    /// Somebody withdraws, and names nobody.
    Withdraw { sender: u8 },
    /// Somebody withdraws all whom they registered.
    WithdrawAll { sender: u8 },
    /// Somebody withdraws a person.
    WithdrawOne { sender: u8, person: u8 },
    /// Somebody writes from an address that is on no registration, about a person who may have one.
    Stranger { person: u8 },
    /// A colleague passes on what somebody wrote.
    Forward { author: u8, person: u8 },
    /// The answer to a request for what is missing.
    Complete { row: usize },
    /// A second bulletin of somebody whose registration is in this state, with another telephone.
    Correct { row: usize, state: State, number: u8 },
    /// The answer to an offer.
    Answer { row: usize, yes: bool },
    /// Somebody answers, or withdraws, below the letter of somebody else that was passed on to them.
    BelowAnothers { row: usize, sender: u8, withdraws: bool },
    /// A bulletin of somebody who is offered a seat, with a yes beside it.
    Yes { row: usize, number: u8 },
}

pub const COLLEAGUE: &str = "equipe@irev.example";

pub fn histories() -> impl Strategy<Value = History> {
    let rules = prop_oneof![
        4 => Just((Promotion::Automatic, Confirm::Automatic)),
        10 => Just((Promotion::Offer, Confirm::Automatic)),
        1 => Just((Promotion::Staff, Confirm::Automatic)),
        3 => Just((Promotion::Staff, Confirm::Staff)),
    ];
    let limit = prop_oneof![4 => Just(None), 1 => (1_u32..3).prop_map(Some)];
    (1_u32..=5, rules, limit, prop::collection::vec(moves(), 40..80)).prop_map(
        |(capacity, (promotion, confirm), max_per_organisation, moves)| History {
            capacity,
            promotion,
            confirm,
            max_per_organisation,
            moves,
        },
    )
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        40 => mails().prop_map(Move::Mail),
        6 => prop_oneof![9 => 1_i64..60, 1 => 60_i64..400].prop_map(Move::Pass),
        2 => (prop::collection::vec(mails(), 1..5), 1_i64..80).prop_map(|(mails, hours)| Move::Outage(mails, hours)),
        2 => (1_u32..6).prop_map(Move::Capacity),
        1 => any::<usize>().prop_map(Move::CancelByStaff),
        5 => (any::<usize>(), prop::bool::weighted(0.25)).prop_map(|(row, complete)| Move::RefuseByStaff { row, complete }),
        1 => (any::<usize>(), 0_u8..12).prop_map(|(row, person)| Move::Replace { row, person }),
        2 => any::<usize>().prop_map(Move::PromoteByStaff),
        1 => (0_u8..12).prop_map(Move::ByHand),
        2 => Just(Move::Settle),
        1 => prop_oneof![2 => Just(Move::Close), 1 => Just(Move::CallOff), 6 => Just(Move::Reopen)],
    ]
}

fn mails() -> impl Strategy<Value = Mail> {
    let person = || 0_u8..12;
    let row = any::<usize>;
    prop_oneof![
        12 => (person(), prop::collection::btree_set(person(), 1..4), prop::bool::weighted(0.75))
            .prop_map(|(sender, people, complete)| Mail::Bulletin { sender, people: people.into_iter().collect(), complete }),
        1 => person().prop_map(|sender| Mail::Nameless { sender }),
        3 => person().prop_map(|sender| Mail::Withdraw { sender }),
        1 => person().prop_map(|sender| Mail::WithdrawAll { sender }),
        3 => (person(), person()).prop_map(|(sender, person)| Mail::WithdrawOne { sender, person }),
        1 => person().prop_map(|person| Mail::Stranger { person }),
        2 => (person(), person()).prop_map(|(author, person)| Mail::Forward { author, person }),
        4 => row().prop_map(|row| Mail::Complete { row }),
        8 => (row(), states(), 0_u8..100).prop_map(|(row, state, number)| Mail::Correct { row, state, number }),
        6 => (row(), prop::bool::weighted(0.6)).prop_map(|(row, yes)| Mail::Answer { row, yes }),
        3 => (row(), person(), any::<bool>())
            .prop_map(|(row, sender, withdraws)| Mail::BelowAnothers { row, sender, withdraws }),
        2 => (row(), 0_u8..100).prop_map(|(row, number)| Mail::Yes { row, number }),
    ]
}

fn states() -> impl Strategy<Value = State> {
    prop_oneof![Just(State::Complete), Just(State::Incomplete), Just(State::Offered)]
}

/// What the desk reads of a mail that comes now; `None` where there is nothing that it could be about.
pub fn mail_of(mail: &Mail, book: &Book) -> Option<Reading> {
    let nobody = Vec::new;
    Some(match mail {
        Mail::Bulletin { sender, people, complete } => {
            let verdict = if *complete { Verdict::Registration } else { Verdict::Incomplete };
            reading(verdict, &address(*sender), people.iter().map(|&one| person(one, *complete)).collect())
        }
        Mail::Nameless { sender } => reading(Verdict::Incomplete, &address(*sender), nobody()),
        Mail::Withdraw { sender } => Reading {
            whose: Whose::TheWriters,
            ..reading(Verdict::Cancellation, &address(*sender), nobody())
        },
        Mail::WithdrawAll { sender } => Reading {
            whose: Whose::Everybodys,
            ..reading(Verdict::Cancellation, &address(*sender), nobody())
        },
        Mail::WithdrawOne { sender, person: one } => {
            reading(Verdict::Cancellation, &address(*sender), vec![person(*one, false)])
        }
        Mail::Stranger { person: one } => {
            let named = with_phone(person(*one, true), 1);
            reading(Verdict::Registration, "stranger@example.net", vec![named])
        }
        Mail::Forward { author, person: one } => Reading {
            passed_on_from: Some(mailbox(&address(*author))),
            ..reading(Verdict::Registration, COLLEAGUE, vec![person(*one, true)])
        },
        Mail::Complete { row } => {
            let row = pick(book, *row, &[State::Incomplete, State::Lapsed])?;
            about(row, Verdict::Registration, vec![complete(row)])
        }
        Mail::Correct { row, state, number } => {
            let row = pick(book, *row, &[*state])?;
            let verdict =
                if *state == State::Incomplete { Verdict::Incomplete } else { Verdict::Registration };
            about(row, verdict, vec![with_phone(row.as_read(), *number)])
        }
        Mail::Answer { row, yes } => {
            let row = pick(book, *row, &[State::Offered, State::Lapsed])?;
            let answer = Some(if *yes { Answer::Yes } else { Answer::No });
            Reading { answer, ..about(row, Verdict::Other, nobody()) }
        }
        Mail::BelowAnothers { row, sender, withdraws } => {
            let states = [State::Complete, State::Incomplete, State::Offered, State::Cancelled];
            let codes = vec![pick(book, *row, &states)?.code.clone()];
            let (verdict, answer, whose) = if *withdraws {
                (Verdict::Cancellation, Some(Answer::No), Whose::TheWriters)
            } else {
                (Verdict::Other, Some(Answer::Yes), Whose::Unsaid)
            };
            Reading { codes, answer, whose, ..reading(verdict, &address(*sender), nobody()) }
        }
        Mail::Yes { row, number } => {
            let row = pick(book, *row, &[State::Offered])?;
            let participants = vec![with_phone(row.as_read(), *number)];
            Reading { answer: Some(Answer::Yes), ..about(row, Verdict::Registration, participants) }
        }
    })
}

/// A row in one of these states, counted around.
fn pick<'b>(book: &'b Book, number: usize, states: &[State]) -> Option<&'b Registration> {
    let rows: Vec<_> = book.rows.iter().filter(|row| states.contains(&row.state)).collect();
    rows.get(number % rows.len().max(1)).copied()
}

/// A mail in the thread of a registration, from the address that its letters go to.
fn about(row: &Registration, verdict: Verdict, participants: Vec<Participant>) -> Reading {
    let from = row.contact().unwrap_or("nobody@example.org");
    Reading { codes: vec![row.code.clone()], ..reading(verdict, from, participants) }
}

/// What was missing of a row, with a name where it has none.
fn complete(row: &Registration) -> Participant {
    let mut participant = row.as_read();
    let number = u8::try_from(row.id % 100).unwrap();
    for (field, text) in [
        (Field::LastName, format!("Nom{}", 100 + number)),
        (Field::FirstName, format!("Prenom{}", 100 + number)),
        (Field::Organisation, format!("Structure {}", number % 3)),
    ] {
        participant.keep(value(field, text));
    }
    participant
}

fn value(field: Field, text: String) -> Value {
    let place = Spot { paper: "form".into(), spot: String::new() };
    Value { field, text, place, basis: Basis::Labelled }
}

pub fn person(number: u8, complete: bool) -> Participant {
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

fn with_phone(mut person: Participant, number: u8) -> Participant {
    person.values.retain(|value| value.field != Field::Phone);
    person.values.push(value(Field::Phone, format!("+336399800{number:02}")));
    person
}

fn address(number: u8) -> String {
    format!("p{number}@example.org")
}

fn mailbox(address: &str) -> Mailbox {
    Mailbox { name: None, address: address.to_owned() }
}

fn reading(verdict: Verdict, sender: &str, participants: Vec<Participant>) -> Reading {
    let envelope = Envelope { from: Some(mailbox(sender)), ..Envelope::default() };
    Reading { verdict, participants, ..Reading::unread(envelope, None, Reason::Complete) }
}
