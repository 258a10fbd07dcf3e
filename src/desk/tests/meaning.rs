//! Whom a message means that names nobody.

use super::*;
use crate::bulletin::reading::{Answer, Whose};

const HIS: &str = "paul@croix.example";

/// Marie and Paul, each registered from an address of their own.
fn each_alone(state: State) -> Roll {
    roll(
        25,
        vec![
            registered(1, &marie(), HERS, Place::Seat, state),
            registered(2, &paul(), HIS, Place::Seat, state),
        ],
    )
}

/// Marie and Paul, whom one address registered.
fn together(sender: &str) -> Roll {
    let row = |id, person: &Participant| registered(id, person, sender, Place::Seat, State::Complete);
    roll(25, vec![row(1, &marie()), row(2, &paul())])
}

/// A message from `name <sender>` on the letter about the rows of `codes`.
fn on_letter(roll: &Roll, verdict: Verdict, (name, sender): (&str, &str), rows: &[usize]) -> Reading {
    let mut said = reading(verdict, sender, Vec::new());
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    said.envelope.from = Some(Mailbox { name, address: sender.into() });
    said.codes = rows.iter().map(|row| roll.known[row - 1].code.clone()).collect();
    said
}

fn withdrawing(roll: &Roll, from: (&str, &str), rows: &[usize], whose: Whose) -> Reading {
    Reading { whose, ..on_letter(roll, Verdict::Cancellation, from, rows) }
}

fn leaving(decision: &Decision) -> Vec<i64> {
    let leaves = |step: &Step| match step {
        Step::Leave { registration } => Some(*registration),
        _ => None,
    };
    decision.steps.iter().filter_map(leaves).collect()
}

#[test]
fn below_the_letter_of_somebody_else_nobody_is_withdrawn_but_by_their_name_or_their_code() {
    let roll = each_alone(State::Complete);
    for from in [("Paul Durand", HIS), ("", HIS), ("Anne Leroy", "anne@lille.example")] {
        let decision = decided(&roll, &withdrawing(&roll, from, &[1], Whose::TheWriters));
        assert_eq!((leaving(&decision), answer(&decision)), (vec![], Some(Kind::HandedOver)), "{from:?}");
    }
    let signed = Reading {
        signed: Some("Anne".into()),
        ..withdrawing(&roll, ("", "a@lille.example"), &[1], Whose::TheWriters)
    };
    assert_eq!(leaving(&decided(&roll, &signed)), Vec::<i64>::new());
    let from_home = withdrawing(&roll, ("Marie Petit", "marie@home.example"), &[1], Whose::TheWriters);
    assert_eq!(leaving(&decided(&roll, &from_home)), [1]);
    let written = Reading {
        own_codes: vec![roll.known[0].code.clone()],
        ..withdrawing(&roll, ("Paul Durand", HIS), &[1], Whose::Unsaid)
    };
    assert_eq!(leaving(&decided(&roll, &written)), [1]);
}

#[test]
fn below_the_letter_of_somebody_else_nobody_is_corrected_or_given_a_seat() {
    let roll = each_alone(State::Offered);
    let yes =
        Reading { answer: Some(Answer::Yes), ..on_letter(&roll, Verdict::Other, ("Paul Durand", HIS), &[1]) };
    let decision = decided(&roll, &yes);
    let is_accepted = decision.steps.iter().any(|step| matches!(step, Step::Accept { .. }));
    assert_eq!((is_accepted, review(&decision)), (false, Some(Ground::AboutOffer)));
    let phone = participant(&[(Field::Phone, "+33639980001")]);
    let corrected = Reading {
        participants: vec![phone],
        ..on_letter(&roll, Verdict::Incomplete, ("Paul Durand", HIS), &[1])
    };
    let decision = decided(&roll, &corrected);
    assert_eq!(review(&decision), Some(Ground::NotTheirs));
    assert!(decision.steps.iter().all(|step| matches!(step, Step::Keep { .. })));
}

#[test]
fn the_absence_of_somebody_else_is_never_the_writers() {
    let alone = each_alone(State::Complete);
    let of_her_colleague = withdrawing(&alone, ("Marie Petit", HERS), &[1], Whose::Anothers);
    let decision = decided(&alone, &of_her_colleague);
    assert_eq!((leaving(&decision), review(&decision)), (vec![], Some(Ground::SeveralMeant)));
    let both = together(HERS);
    let of_the_other = withdrawing(&both, ("Marie Petit", HERS), &[1, 2], Whose::Anothers);
    assert_eq!(leaving(&decided(&both, &of_the_other)), [2]);
    let by_the_office = withdrawing(&both, ("Zoé Roy", OFFICE), &[1, 2], Whose::Anothers);
    assert_eq!(leaving(&decided(&both, &by_the_office)), Vec::<i64>::new());
    let of_one = together(OFFICE);
    let by_the_secretary = withdrawing(&of_one, ("Zoé Roy", OFFICE), &[2], Whose::Anothers);
    assert_eq!(leaving(&decided(&of_one, &by_the_secretary)), [2]);
    let of_both = withdrawing(&both, ("Marie Petit", HERS), &[1, 2], Whose::Both);
    assert_eq!(leaving(&decided(&both, &of_both)), [1, 2]);
}

#[test]
fn the_same_withdrawal_again_takes_nobody_else() {
    for rows in [&[1, 2][..], &[1], &[]] {
        let mut roll = together(HERS);
        let withdrawal = withdrawing(&roll, ("Marie Petit", HERS), rows, Whose::TheWriters);
        assert_eq!(leaving(&decided(&roll, &withdrawal)), [1], "{rows:?}");
        roll.known[0].place = Place::None;
        roll.known[0].state = State::Cancelled;
        let again = decided(&roll, &withdrawal);
        assert_eq!((leaving(&again), answer(&again)), (vec![], Some(Kind::AlreadyCancelled)), "{rows:?}");
    }
}

#[test]
fn a_no_below_an_old_letter_declines_no_other_offer() {
    let mut roll = together(HERS);
    roll.known[0].place = Place::None;
    roll.known[0].state = State::Lapsed;
    roll.known[1].state = State::Offered;
    for verdict in [Verdict::Other, Verdict::Cancellation] {
        let no = Reading { answer: Some(Answer::No), ..on_letter(&roll, verdict, ("", HERS), &[1]) };
        assert_eq!(leaving(&decided(&roll, &no)), Vec::<i64>::new(), "{verdict}");
    }
}

#[test]
fn whoever_signs_below_the_letter_of_somebody_else_at_their_address_is_asked_for() {
    let roll = roll(
        25,
        vec![
            registered(1, &marie(), "famille@petit.example", Place::Seat, State::Complete),
            registered(
                2,
                &participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Jean")]),
                "famille@petit.example",
                Place::Seat,
                State::Complete,
            ),
        ],
    );
    let from = ("", "famille@petit.example");
    let by_jean =
        Reading { signed: Some("Jean Petit".into()), ..withdrawing(&roll, from, &[1], Whose::TheWriters) };
    assert_eq!(leaving(&decided(&roll, &by_jean)), Vec::<i64>::new());
    let by_marie = Reading { signed: Some("Marie".into()), ..by_jean.clone() };
    assert_eq!(leaving(&decided(&roll, &by_marie)), [1]);
    let yes = Reading { verdict: Verdict::Other, answer: Some(Answer::Yes), ..by_jean.clone() };
    let mut offered = roll.clone();
    offered.known[0].state = State::Offered;
    let is_accepted = |said: &Reading| decided(&offered, said).outcome == Outcome::OfferAccepted;
    assert!(!is_accepted(&yes), "Jean takes no seat that is offered to Marie");
    assert!(is_accepted(&Reading { signed: Some("Marie Petit".into()), ..yes }));
    let without_letter = Reading { codes: Vec::new(), ..by_marie };
    assert_eq!(leaving(&decided(&roll, &without_letter)), [1]);
}

#[test]
fn a_no_to_a_letter_that_asked_nothing_is_shown_to_a_person() {
    let roll = each_alone(State::Complete);
    let no = Reading { answer: Some(Answer::No), ..on_letter(&roll, Verdict::Other, ("", HERS), &[1]) };
    let decision = decided(&roll, &no);
    assert_eq!((leaving(&decision), review(&decision)), (vec![], Some(Ground::AboutRegistration)));
}

#[test]
fn half_a_name_below_a_letter_is_not_somebody_new() {
    let roll = each_alone(State::Complete);
    let named = |name| Reading {
        participants: vec![participant(&[(Field::LastName, name)])],
        ..on_letter(&roll, Verdict::Incomplete, ("", HERS), &[1])
    };
    let decision = decided(&roll, &named("Petitt"));
    assert_eq!((decision.steps.len(), review(&decision)), (0, Some(Ground::SeveralMeant)));
    assert_eq!(decided(&roll, &named("PETIT")).steps, [Step::Keep { registration: 1 }]);
    let other_half = participant(&[(Field::LastName, "Petitt"), (Field::FirstName, "Marie")]);
    let mut with_organisation = other_half.clone();
    with_organisation.values.extend(participant(&[(Field::Organisation, "Ville de Lens")]).values);
    for person in [other_half, with_organisation] {
        let corrected = Reading { participants: vec![person], ..named("") };
        assert_eq!(review(&decided(&roll, &corrected)), Some(Ground::SeveralMeant));
    }
    let a_relative = Reading {
        participants: vec![participant(&[
            (Field::LastName, "Petit"),
            (Field::FirstName, "Jean"),
            (Field::Organisation, "Ville de Lens"),
        ])],
        ..named("")
    };
    assert_eq!(decided(&roll, &a_relative).outcome, Outcome::Registered);
}

#[test]
fn whoever_registers_themselves_again_from_their_address_is_one_person() {
    let roll = each_alone(State::Complete);
    let mut again = marie();
    again.values.retain(|value| value.field != Field::Organisation);
    again.values.extend(participant(&[(Field::Organisation, "CCAS de Lens")]).values);
    let from = |name: &str| {
        let mut said = bulletin(HERS, std::slice::from_ref(&again));
        said.envelope.from = Some(Mailbox { name: Some(name.into()), address: HERS.into() });
        decided(&roll, &said)
    };
    assert_eq!(from("PETIT Marie").outcome, Outcome::Corrected);
    assert_eq!(from("Accueil").outcome, Outcome::Registered, "two of one name may work there");
}

#[test]
fn who_comes_after_all_below_the_letter_of_their_cancellation_is_back() {
    let mut roll = each_alone(State::Complete);
    roll.known[0].place = Place::None;
    roll.known[0].state = State::Cancelled;
    let said =
        |comes, answer| Reading { answer, comes, ..on_letter(&roll, Verdict::Other, ("", HERS), &[1]) };
    let back = decided(&roll, &said(true, None));
    assert_eq!((back.outcome, answer(&back)), (Outcome::Registered, Some(Kind::Confirmed)));
    let unclear = decided(&roll, &said(false, Some(Answer::Yes)));
    assert_eq!((unclear.steps.len(), review(&unclear)), (1, Some(Ground::AboutReturn)));
    let thanks = Reading { reason: Reason::Thanks, ..said(false, Some(Answer::Yes)) };
    assert_eq!(decided(&roll, &thanks).outcome, Outcome::Other);
}

#[test]
fn whoever_says_below_the_letter_of_somebody_else_that_they_come_too_is_read_by_a_person() {
    let roll = each_alone(State::Complete);
    let said = |from| {
        let said = Reading { comes: true, ..on_letter(&roll, Verdict::Other, from, &[1]) };
        decided(&roll, &said)
    };
    let karim = said(("Karim Benali", "karim@lille.example"));
    assert_eq!((answer(&karim), review(&karim)), (Some(Kind::HandedOver), Some(Ground::NotTheirs)));
    for known in [("", HERS), ("", HIS), ("Marie Petit", "marie@home.example")] {
        assert_eq!(said(known).outcome, Outcome::Other, "{known:?}");
    }
}

#[test]
fn whoever_is_spoken_of_beside_those_who_leave_is_left_to_a_person() {
    let roll = together(OFFICE);
    let said = |excerpt: &str| {
        let excerpt = excerpt.to_owned();
        Reading {
            excerpt,
            participants: vec![paul()],
            ..withdrawing(&roll, ("", OFFICE), &[1, 2], Whose::Unsaid)
        }
    };
    let with_marie = decided(&roll, &said("Paul Durand, et Marie aussi, ne viendront pas"));
    assert_eq!((leaving(&with_marie), review(&with_marie)), (vec![2], Some(Ground::SeveralMeant)));
    for excerpt in ["Paul Durand ne viendra pas", "Paul ne viendra pas, merci"] {
        let alone = decided(&roll, &said(excerpt));
        assert_eq!((leaving(&alone), review(&alone)), (vec![2], None), "{excerpt}");
    }
    let comes = Reading { says_who_comes: true, ..said("Paul ne viendra pas, Marie sera bien là") };
    assert_eq!(review(&decided(&roll, &comes)), None);
    let signed = Reading { signed: Some("Marie".into()), ..said("Paul ne viendra pas. Marie") };
    assert_eq!(review(&decided(&roll, &signed)), None);
}

#[test]
fn whoever_comes_after_all_is_back_and_nobody_else() {
    let mut roll = together("famille@petit.example");
    for row in &mut roll.known {
        (row.place, row.state) = (Place::None, State::Cancelled);
    }
    let back = |signed: Option<&str>, rows: &[usize]| {
        let said = on_letter(&roll, Verdict::Other, ("", "famille@petit.example"), rows);
        let decision = decided(&roll, &Reading { comes: true, signed: signed.map(str::to_owned), ..said });
        let entered = decision.steps.iter().filter(|step| matches!(step, Step::Enter { .. })).count();
        (entered, review(&decision))
    };
    assert_eq!(back(Some("Marie"), &[1]), (1, None));
    assert_eq!(back(Some("Marie Petit"), &[1, 2]), (1, None));
    assert_eq!(back(Some("Zoé Roy"), &[1]), (0, Some(Ground::AboutReturn)));
    assert_eq!(back(None, &[1, 2]), (0, Some(Ground::AboutReturn)));
}

#[test]
fn below_an_old_letter_whoever_is_back_is_meant_as_they_are_now() {
    let mut roll = each_alone(State::Complete);
    let mut now = roll.known[0].clone();
    (now.id, now.code) = (3, "BCD-2343".into());
    roll.known[0].place = Place::None;
    roll.known[0].state = State::Cancelled;
    roll.known.push(now);
    let withdrawal = withdrawing(&roll, ("Marie Petit", HERS), &[1], Whose::TheWriters);
    assert_eq!(leaving(&decided(&roll, &withdrawal)), [3]);
    let phone = Reading {
        participants: vec![participant(&[(Field::Phone, "+33639980001")])],
        ..on_letter(&roll, Verdict::Incomplete, ("", HERS), &[1])
    };
    assert!(matches!(decided(&roll, &phone).steps[..], [Step::Amend { registration: 3, .. }]));
    let stranger = withdrawing(&roll, ("", "x@example.net"), &[1], Whose::TheWriters);
    assert_eq!(leaving(&decided(&roll, &stranger)), Vec::<i64>::new(), "an old code opens no new door");
}

#[test]
fn whoever_writes_of_herself_with_the_code_of_somebody_else_is_asked() {
    let roll = each_alone(State::Complete);
    let codes = vec![roll.known[0].code.clone()];
    let mine = Reading {
        own_codes: codes.clone(),
        codes,
        ..withdrawing(&roll, ("Paul Durand", HIS), &[], Whose::TheWriters)
    };
    assert_eq!(
        (leaving(&decided(&roll, &mine)), review(&decided(&roll, &mine))),
        (vec![], Some(Ground::SeveralMeant))
    );
}

#[test]
fn nobody_leaves_unseen_where_somebody_comes_instead_or_others_are_meant() {
    let roll = together(OFFICE);
    let paul_leaves = Reading {
        participants: vec![paul()],
        excerpt: "Paul ne sera pas là mais Zoé Blanc si".into(),
        says_who_comes: true,
        sends_somebody: true,
        ..withdrawing(&roll, ("", OFFICE), &[1, 2], Whose::Unsaid)
    };
    let decision = decided(&roll, &paul_leaves);
    assert_eq!((leaving(&decision), review(&decision)), (vec![], Some(Ground::Read(Reason::Replacement))));
    let marie_stays = Reading { excerpt: "Paul ne viendra pas, Marie sera là".into(), ..paul_leaves };
    assert_eq!(leaving(&decided(&roll, &marie_stays)), [2]);
    let mut with_own = together(OFFICE);
    with_own.known[0].own_address = Some(HERS.into());
    let all = withdrawing(&with_own, ("Marie Petit", HERS), &[1, 2], Whose::Everybodys);
    let decision = decided(&with_own, &all);
    assert_eq!((leaving(&decision), review(&decision)), (vec![], Some(Ground::SeveralMeant)));
    let and_paul = Reading {
        excerpt: "Je serai absente, Paul aussi.".into(),
        ..withdrawing(&with_own, ("Marie Petit", HERS), &[1, 2], Whose::TheWriters)
    };
    let decision = decided(&with_own, &and_paul);
    assert_eq!((leaving(&decision), review(&decision)), (vec![1], Some(Ground::SeveralMeant)));
}

#[test]
fn whoever_registers_above_the_letter_of_somebody_else_is_registered() {
    let roll = each_alone(State::Complete);
    let lea = participant(&[
        (Field::LastName, "Vasseur"),
        (Field::FirstName, "Léa"),
        (Field::Organisation, "Ville de Lens"),
    ]);
    let said = Reading {
        participants: vec![lea],
        ..on_letter(&roll, Verdict::Registration, ("Léa Vasseur", "lea@lens.example"), &[1])
    };
    let decision = decided(&roll, &said);
    assert_eq!((decision.outcome, answer(&decision)), (Outcome::Registered, Some(Kind::Confirmed)));
}
