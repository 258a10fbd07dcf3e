//! Every turn of a conversation: who leaves, who comes up, who comes back, and who is told.

use super::*;
use crate::bulletin::reading::{Answer, Whose};
use crate::desk::{Notice, fill, lapse};
use crate::event::Confirm;

const MORNING: &str = "2016-03-01T10:00:00Z";
const SECRETARY: &str = "secretariat@lens.example";

fn named(first: &str, last: &str, organisation: &str) -> Participant {
    participant(&[(Field::LastName, last), (Field::FirstName, first), (Field::Organisation, organisation)])
}

fn with_address(mut person: Participant, address: &str) -> Participant {
    person.values.extend(participant(&[(Field::Email, address)]).values);
    person
}

fn paul() -> Participant {
    named("Paul", "Durand", "Ville de Lens")
}

/// Marie and Paul, whom their secretary registered; Marie has an address of her own.
fn two(place: Place, state: State) -> Vec<Registration> {
    let marie = with_address(marie(), "marie@lens.example");
    vec![registered(1, &marie, SECRETARY, place, state), registered(2, &paul(), SECRETARY, place, state)]
}

fn cancellation(sender: &str, people: &[Participant]) -> Reading {
    reading(Verdict::Cancellation, sender, people.to_vec())
}

/// The rows that leave.
fn leaving(decision: &Decision) -> Vec<i64> {
    let leaves = |step: &Step| match step {
        Step::Leave { registration } => Some(*registration),
        _ => None,
    };
    decision.steps.iter().filter_map(leaves).collect()
}

/// Who is told what, but for the sender.
fn told(decision: &Decision) -> Vec<(Kind, &str)> {
    fn told(notice: &Notice) -> Option<(Kind, &str)> {
        match &notice.to {
            Recipient::Contact(address) => Some((notice.kind, address.as_str())),
            Recipient::Sender => None,
        }
    }
    decision.notices.iter().filter_map(told).collect()
}

fn offering() -> Event {
    Event { promotion: Promotion::Offer, ..samples::march() }
}

fn answering(sender: &str, answer: Answer, codes: &[&str]) -> Reading {
    Reading {
        answer: Some(answer),
        codes: codes.iter().map(|&code| code.to_owned()).collect(),
        ..reading(Verdict::Other, sender, Vec::new())
    }
}

#[test]
fn of_two_on_a_bulletin_the_one_who_is_named_leaves_and_the_other_stays() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    for person in [paul(), participant(&[(Field::LastName, "Durand")])] {
        let decision = decided(&roll, &cancellation(SECRETARY, &[person]));
        assert_eq!((leaving(&decision), answer(&decision)), (vec![2], Some(Kind::Cancelled)));
    }
}

#[test]
fn whoever_says_that_they_cannot_come_means_themselves_among_those_whom_they_registered() {
    let mut rows = two(Place::Seat, State::Complete);
    for row in &mut rows {
        row.sender = Some("marie@lens.example".into());
    }
    let decision = decided(&roll(25, rows), &cancellation("marie@lens.example", &[]));
    assert_eq!(leaving(&decision), [1]);
}

#[test]
fn whoever_withdraws_everybody_withdraws_the_whole_bulletin() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    let unclear = decided(&roll, &cancellation(SECRETARY, &[]));
    assert_eq!((leaving(&unclear), review(&unclear)), (vec![], Some(Ground::SeveralMeant)));
    let all = Reading { whose: Whose::Everybodys, ..cancellation(SECRETARY, &[]) };
    assert_eq!(leaving(&decided(&roll, &all)), [1, 2]);
}

#[test]
fn the_code_that_somebody_writes_says_whom_they_mean_and_that_of_the_quoted_letter_whom_they_could() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    let codes: Vec<String> = roll.known.iter().map(|known| known.code.clone()).collect();
    let quoted = Reading { codes: codes.clone(), ..cancellation(SECRETARY, &[]) };
    assert_eq!(leaving(&decided(&roll, &quoted)), Vec::<i64>::new());
    let written = Reading { own_codes: vec![codes[1].clone()], ..quoted };
    assert_eq!(leaving(&decided(&roll, &written)), [2]);
}

#[test]
fn who_is_named_and_is_not_theirs_stays_and_is_shown_to_the_staff() {
    let mut rows = two(Place::Seat, State::Complete);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Seat,
        State::Complete,
    ));
    let both = cancellation(SECRETARY, &[paul(), named("Anne", "Morel", "CCAS")]);
    let decision = decided(&roll(25, rows.clone()), &both);
    assert_eq!((leaving(&decision), review(&decision)), (vec![2], Some(Ground::NotTheirs)));
    let stranger = decided(&roll(25, rows), &cancellation("x@example.net", &[paul()]));
    assert_eq!((leaving(&stranger), answer(&stranger)), (vec![], Some(Kind::HandedOver)));
}

#[test]
fn whoever_has_the_name_of_somebody_registered_from_elsewhere_is_shown_to_the_staff() {
    let mut elsewhere = cancellation("paul@home.example", &[]);
    elsewhere.envelope.from =
        Some(Mailbox { name: Some("DURAND Paul".into()), address: "paul@home.example".into() });
    let decision = decided(&roll(25, two(Place::Seat, State::Complete)), &elsewhere);
    assert_eq!((leaving(&decision), review(&decision)), (vec![], Some(Ground::NotTheirs)));
}

#[test]
fn whoever_names_somebody_else_than_they_have_registered_may_have_spelt_it_otherwise() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    let decision = decided(&roll, &cancellation(SECRETARY, &[named("Jean-Paul", "Durant", "Ville de Lens")]));
    assert_eq!((leaving(&decision), answer(&decision)), (vec![], Some(Kind::HandedOver)));
}

#[test]
fn what_does_not_exist_is_said_to_be_so_and_what_was_cancelled_stays_so() {
    let nobody = decided(&roll(25, vec![]), &cancellation("x@example.net", &[paul()]));
    assert_eq!((nobody.outcome, answer(&nobody)), (Outcome::Refused, Some(Kind::NothingToCancel)));
    assert!(nobody.reviews.is_empty(), "there is nothing for the staff to do");
    let gone = two(Place::None, State::Cancelled);
    let again = decided(&roll(25, gone), &cancellation(SECRETARY, &[paul()]));
    assert_eq!((again.outcome, answer(&again)), (Outcome::Duplicate, Some(Kind::AlreadyCancelled)));
    assert_eq!(again.steps, [Step::Keep { registration: 2 }]);
}

#[test]
fn the_participant_hears_that_the_secretary_has_cancelled_and_the_other_way_round() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    let by_secretary = decided(&roll, &cancellation(SECRETARY, &[marie()]));
    assert_eq!(told(&by_secretary), [(Kind::Withdrawn, "marie@lens.example")]);
    let by_marie = decided(&roll, &cancellation("marie@lens.example", &[]));
    assert_eq!((leaving(&by_marie), told(&by_marie)), (vec![1], vec![(Kind::Withdrawn, SECRETARY)]));
}

#[test]
fn a_freed_seat_is_offered_to_the_next_in_line_until_the_offer_lapses() {
    let mut rows = two(Place::Seat, State::Complete);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Line,
        State::Complete,
    ));
    let decision = on(&offering(), &roll(2, rows), &cancellation(SECRETARY, &[paul()]));
    let until = at("2016-03-03T10:00:00Z");
    assert_eq!(decision.steps[1], Step::Offer { registration: 3, until });
    assert_eq!(told(&decision), [(Kind::Offered, "anne@ccas.example")]);
}

#[test]
fn an_offer_ends_when_there_is_no_time_left_and_none_is_made_after_that() {
    let anne =
        registered(3, &named("Anne", "Morel", "CCAS"), "anne@ccas.example", Place::Line, State::Complete);
    let filled = |now: &str| fill(&offering(), &roll(1, vec![anne.clone()]), at(now)).steps;
    let until = at("2016-03-23T20:00:00Z");
    assert_eq!(filled("2016-03-23T18:00:00Z"), [Step::Offer { registration: 3, until }]);
    assert_eq!(filled("2016-03-23T18:01:00Z"), [], "two hours are the least to answer in");
}

#[test]
fn a_yes_takes_the_offered_seat_and_a_no_passes_it_on() {
    let mut rows = two(Place::Seat, State::Offered);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Line,
        State::Complete,
    ));
    let roll = roll(2, rows);
    let code = roll.known[0].code.clone();
    let yes = on(&offering(), &roll, &answering("marie@lens.example", Answer::Yes, &[&code]));
    assert_eq!((yes.outcome, answer(&yes)), (Outcome::OfferAccepted, Some(Kind::Accepted)));
    assert_eq!(yes.steps, [Step::Accept { registration: 1 }]);
    assert_eq!(told(&yes), [(Kind::Promoted, SECRETARY)]);
    let no = on(&offering(), &roll, &answering("marie@lens.example", Answer::No, &[&code]));
    assert_eq!((no.outcome, answer(&no)), (Outcome::OfferDeclined, Some(Kind::OfferDeclined)));
    assert!(matches!(no.steps[..], [Step::Leave { registration: 1 }, Step::Offer { registration: 3, .. }]));
    assert!(told(&no).contains(&(Kind::Offered, "anne@ccas.example")));
}

#[test]
fn a_yes_to_two_offers_means_both_unless_it_names_one() {
    let roll = roll(2, two(Place::Seat, State::Offered));
    let codes: Vec<&str> = roll.known.iter().map(|known| known.code.as_str()).collect();
    let both = on(&offering(), &roll, &answering(SECRETARY, Answer::Yes, &codes));
    assert_eq!(both.steps.len(), 2);
    let one = Reading { excerpt: "Oui pour Marie.".into(), ..answering(SECRETARY, Answer::Yes, &codes) };
    let unclear = on(&offering(), &roll, &one);
    let keep = [Step::Keep { registration: 1 }, Step::Keep { registration: 2 }];
    assert_eq!((&*unclear.steps, review(&unclear)), (&keep[..], Some(Ground::SeveralMeant)));
}

#[test]
fn words_about_an_offer_that_are_neither_yes_nor_no_are_shown_to_a_person() {
    let roll = roll(2, two(Place::Seat, State::Offered));
    let unsure = Reading {
        codes: vec![roll.known[0].code.clone()],
        ..reading(Verdict::Other, "marie@lens.example", Vec::new())
    };
    let decision = on(&offering(), &roll, &unsure);
    assert_eq!(decision.steps, [Step::Keep { registration: 1 }]);
    assert_eq!(review(&decision), Some(Ground::AboutOffer));
}

#[test]
fn an_offer_that_nobody_answers_goes_to_the_next_and_the_person_is_told() {
    let mut rows = two(Place::Seat, State::Offered);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Line,
        State::Complete,
    ));
    let decision = lapse(&offering(), &roll(2, rows.clone()), &rows[..1], at(MORNING));
    assert!(matches!(
        decision.steps[..],
        [Step::Lapse { registration: 1 }, Step::Offer { registration: 3, .. }]
    ));
    let expected = [
        (Kind::OfferLapsed, SECRETARY),
        (Kind::OfferLapsed, "marie@lens.example"),
        (Kind::Offered, "anne@ccas.example"),
    ];
    assert_eq!(told(&decision), expected);
}

#[test]
fn a_yes_that_comes_too_late_joins_the_end_of_the_line() {
    let mut rows = two(Place::None, State::Lapsed);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Seat,
        State::Complete,
    ));
    let code = rows[0].code.clone();
    let late = on(&offering(), &roll(1, rows), &answering("marie@lens.example", Answer::Yes, &[&code]));
    let [Step::Enter { participant, place: Place::Line, .. }] = late.steps.as_slice() else {
        panic!("{late:?}");
    };
    assert_eq!(participant.get(&Field::LastName), Some("Petit"));
    assert_eq!(answer(&late), Some(Kind::Waitlisted));
}

#[test]
fn whoever_answers_the_letter_of_a_cancellation_comes_back_as_the_book_knows_them() {
    let rows = two(Place::None, State::Cancelled);
    let codes = vec![rows[1].code.clone()];
    let back = Reading { codes, ..reading(Verdict::Incomplete, SECRETARY, Vec::new()) };
    let decision = decided(&roll(25, rows), &back);
    let [Step::Enter { participant, state: State::Complete, .. }] = decision.steps.as_slice() else {
        panic!("{decision:?}");
    };
    assert_eq!(participant.get(&Field::FirstName), Some("Paul"));
}

#[test]
fn whoever_comes_back_by_name_need_not_repeat_what_the_book_knows() {
    let rows = two(Place::None, State::Cancelled);
    let half = participant(&[(Field::LastName, "Durand"), (Field::FirstName, "Paul")]);
    let back =
        |sender| decided(&roll(25, rows.clone()), &reading(Verdict::Incomplete, sender, vec![half.clone()]));
    let decision = back(SECRETARY);
    let [Step::Enter { participant, state: State::Complete, .. }] = decision.steps.as_slice() else {
        panic!("{decision:?}");
    };
    assert_eq!(participant.get(&Field::Organisation), Some("Ville de Lens"));
    let elsewhere = back("x@example.net");
    assert!(matches!(elsewhere.steps[..], [Step::Enter { state: State::Incomplete, .. }]));
}

#[test]
fn whoever_comes_up_with_something_missing_has_the_whole_time_to_bring_it() {
    let half = participant(&[(Field::LastName, "Morel"), (Field::FirstName, "Anne")]);
    let anne = registered(3, &half, "anne@ccas.example", Place::Line, State::Incomplete);
    let decision = fill(&samples::march(), &roll(1, vec![anne]), at(MORNING));
    let until = at("2016-03-04T10:00:00Z");
    assert_eq!(decision.steps, [Step::Promote { registration: 3, held_until: Some(until) }]);
}

#[test]
fn a_held_place_for_which_nothing_came_goes_on() {
    let mut rows = two(Place::Seat, State::Incomplete);
    rows.push(registered(
        3,
        &named("Anne", "Morel", "CCAS"),
        "anne@ccas.example",
        Place::Line,
        State::Complete,
    ));
    let decision = lapse(&samples::march(), &roll(2, rows.clone()), &rows[1..2], at(MORNING));
    assert_eq!(
        decision.steps,
        [Step::Lapse { registration: 2 }, Step::Promote { registration: 3, held_until: None }]
    );
    assert_eq!(told(&decision), [(Kind::HoldLapsed, SECRETARY), (Kind::Promoted, "anne@ccas.example")]);
}

#[test]
fn a_participant_is_told_at_their_own_address_when_somebody_else_registers_them() {
    let marie = with_address(marie(), "Marie@lens.example");
    let decision = decided(&roll(25, vec![]), &bulletin(SECRETARY, &[marie.clone(), paul()]));
    assert_eq!(told(&decision), [(Kind::Personal, "marie@lens.example")]);
    let own = decided(&roll(25, vec![]), &bulletin("marie@lens.example", &[marie]));
    assert_eq!(told(&own), []);
}

#[test]
fn an_address_that_several_people_share_is_nobodys_own() {
    let people = [marie(), paul()].map(|person| with_address(person, "accueil@lens.example"));
    assert_eq!(told(&decided(&roll(25, vec![]), &bulletin(SECRETARY, &people))), []);
}

#[test]
fn whoever_mailed_a_bulletin_hears_that_the_participant_has_completed_it() {
    let marie = with_address(
        participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Marie")]),
        "marie@lens.example",
    );
    let rows = vec![registered(1, &marie, SECRETARY, Place::Seat, State::Incomplete)];
    let codes = vec![rows[0].code.clone()];
    let organisation = participant(&[(Field::Organisation, "Ville de Lens")]);
    let answer = Reading { codes, ..bulletin("marie@lens.example", &[organisation]) };
    let decision = decided(&roll(25, rows), &answer);
    assert_eq!((decision.outcome, told(&decision)), (Outcome::Completed, vec![(Kind::Completed, SECRETARY)]));
}

#[test]
fn whoever_else_is_concerned_hears_of_a_correction() {
    let marie = with_address(marie(), "marie@lens.example");
    let rows = vec![registered(1, &marie, SECRETARY, Place::Seat, State::Complete)];
    let mut other = marie.clone();
    other.values.extend(participant(&[(Field::Phone, "+33639980001")]).values);
    let by_secretary = decided(&roll(25, rows.clone()), &bulletin(SECRETARY, std::slice::from_ref(&other)));
    assert_eq!(told(&by_secretary), [(Kind::Amended, "marie@lens.example")]);
    let by_marie = decided(&roll(25, rows), &bulletin("marie@lens.example", &[other]));
    assert_eq!(told(&by_marie), [(Kind::Amended, SECRETARY)]);
}

#[test]
fn who_is_answered_at_their_reply_address_gets_no_second_letter() {
    let mut said = bulletin(SECRETARY, &[with_address(marie(), "marie@lens.example")]);
    said.envelope.reply_to = Some(Mailbox { name: None, address: "Marie@lens.example".into() });
    assert_eq!(told(&decided(&roll(25, vec![]), &said)), []);
}

const STAFF: &str = "equipe@irev.example";

fn passed_on(from: Option<&str>, people: &[Participant], roll: &Roll) -> Decision {
    let passed_on_from = from.map(|address| Mailbox { name: None, address: address.into() });
    let reading = Reading { passed_on_from, ..bulletin(STAFF, people) };
    let writer = Writer::of(&reading, &[STAFF.to_owned()]);
    decide(Some((&samples::march(), roll)), &reading, &writer, at(MORNING), at(MORNING))
}

#[test]
fn who_wrote_what_a_colleague_passes_on_is_answered_and_the_colleague_is_told() {
    let decision = passed_on(Some("marie@lens.example"), &[marie()], &roll(25, vec![]));
    assert_eq!(answer(&decision), Some(Kind::Forwarded));
    assert_eq!(told(&decision), [(Kind::Confirmed, "marie@lens.example")]);
    let marie = with_address(marie(), "marie@lens.example");
    let unknown = passed_on(None, &[marie], &roll(25, vec![]));
    assert_eq!(
        (answer(&unknown), told(&unknown)),
        (Some(Kind::Forwarded), vec![(Kind::Personal, "marie@lens.example")])
    );
}

#[test]
fn the_address_of_a_colleague_is_not_that_of_the_participant_whose_bulletin_they_pass_on() {
    let mut luc = named("Luc", "Roy", "MJC");
    luc.values.extend(participant(&[(Field::Email, STAFF)]).values);
    for value in luc.values.iter_mut().filter(|value| value.field == Field::Email) {
        value.place.paper = crate::bulletin::SENDER.into();
    }
    for (writer, kept) in [(Some("luc@mjc.example"), Some("luc@mjc.example")), (None, None)] {
        let decision = passed_on(writer, std::slice::from_ref(&luc), &roll(25, vec![]));
        let [Step::Enter { participant, .. }] = decision.steps.as_slice() else { panic!("{decision:?}") };
        assert_eq!(participant.get(&Field::Email), kept);
    }
}

#[test]
fn a_colleague_who_passes_something_on_may_change_no_more_than_its_writer() {
    let roll = roll(25, two(Place::Seat, State::Complete));
    let mut corrected = marie();
    corrected.values.extend(participant(&[(Field::Phone, "+33639980001")]).values);
    let by_stranger = passed_on(Some("x@example.net"), &[corrected.clone()], &roll);
    assert_eq!((by_stranger.outcome, review(&by_stranger)), (Outcome::Review, Some(Ground::NotTheirs)));
    assert_eq!(passed_on(Some(SECRETARY), &[corrected], &roll).outcome, Outcome::Corrected);
}

#[test]
fn an_organisation_has_no_more_seats_than_it_may_and_others_are_not_kept_waiting() {
    let event = Event { max_per_organisation: Some(1), ..samples::march() };
    let both = on(&event, &roll(25, vec![]), &bulletin(SECRETARY, &[marie(), paul()]));
    assert_eq!(places(&both), [Place::Seat, Place::Line]);
    let mut rows = two(Place::Seat, State::Complete);
    rows[1].place = Place::Line;
    let seated = [("ville de lens".to_owned(), 1)].into();
    let roll = Roll { seated, ..roll(25, rows) };
    let anne = on(&event, &roll, &bulletin("anne@ccas.example", &[named("Anne", "Morel", "CCAS")]));
    assert_eq!(places(&anne), [Place::Seat]);
    let marie_leaves = on(&event, &roll, &cancellation(SECRETARY, &[marie()]));
    assert_eq!(marie_leaves.steps[1], Step::Promote { registration: 2, held_until: None });
}

#[test]
fn where_the_staff_confirm_everybody_waits_for_them() {
    let event = Event { confirm: Confirm::Staff, promotion: Promotion::Staff, ..samples::march() };
    let decision = on(&event, &roll(25, vec![]), &bulletin("marie@lens.example", &[marie()]));
    assert!(matches!(decision.steps[..], [Step::Enter { place: Place::Line, .. }]));
    assert_eq!((answer(&decision), review(&decision)), (Some(Kind::Requested), Some(Ground::ToConfirm)));
}

#[test]
fn a_yes_to_somebody_else_about_something_else_takes_no_seat() {
    let roll = roll(2, two(Place::Seat, State::Offered));
    let elsewhere = Reading { is_event_presumed: true, ..answering("marie@lens.example", Answer::Yes, &[]) };
    let decision = on(&offering(), &roll, &elsewhere);
    assert_eq!(decision.steps, [Step::Keep { registration: 1 }]);
    assert_eq!(review(&decision), Some(Ground::AboutOffer));
    let about_the_event = answering("marie@lens.example", Answer::Yes, &[]);
    assert_eq!(on(&offering(), &roll, &about_the_event).outcome, Outcome::OfferAccepted);
}

#[test]
fn whoever_has_a_place_completes_and_corrects_it_after_the_list_is_closed() {
    let half = participant(&[(Field::LastName, "Petit"), (Field::FirstName, "Marie")]);
    let rows = vec![registered(1, &half, "marie@lens.example", Place::Seat, State::Incomplete)];
    let closed = Roll { state: EventState::Closed, ..roll(2, rows) };
    let decision = decided(&closed, &bulletin("marie@lens.example", &[marie()]));
    assert_eq!(decision.outcome, Outcome::Completed);
    let with_another = decided(&closed, &bulletin("marie@lens.example", &[marie(), paul()]));
    assert_eq!((with_another.outcome, answer(&with_another)), (Outcome::Refused, Some(Kind::Closed)));
}

#[test]
fn an_offered_seat_can_be_taken_after_the_list_is_closed_but_not_when_the_event_is_called_off() {
    let rows = two(Place::Seat, State::Offered);
    let yes = answering("marie@lens.example", Answer::Yes, &[&rows[0].code]);
    let closed = Roll { state: EventState::Closed, ..roll(2, rows.clone()) };
    assert_eq!(on(&offering(), &closed, &yes).outcome, Outcome::OfferAccepted);
    let with_bulletin =
        Reading { verdict: Verdict::Registration, participants: vec![marie()], ..yes.clone() };
    assert_eq!(on(&offering(), &closed, &with_bulletin).outcome, Outcome::OfferAccepted);
    let called_off = Roll { state: EventState::CalledOff, ..roll(2, rows) };
    assert_eq!(answer(&on(&offering(), &called_off, &yes)), Some(Kind::CalledOff));
}
