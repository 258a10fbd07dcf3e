//! A book in memory, in place of the database, which refuses every step that is not fair.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::moves::COLLEAGUE;
use crate::bulletin::reading::Reading;
use crate::desk::registration::{Identity, Place, Registration, State, organisation};
use crate::desk::{Decision, EventState, Ground, Kind, Notice, Recipient, Roll, Step, Writer};
use crate::event::{Confirm, Event, Field, Promotion};

/// What happened to registrations, and how often.
pub type Tally = BTreeMap<String, u32>;

pub struct Book {
    pub event: Event,
    pub state: EventState,
    pub capacity: u32,
    pub now: Timestamp,
    pub rows: Vec<Registration>,
    pub tally: Tally,
    /// Until when the place of a row is held.
    due: BTreeMap<usize, Timestamp>,
    /// How a row stood when an address was last told of it.
    told: BTreeMap<(usize, String), (Place, State)>,
    /// What a person has yet to look at of a row, which does not lapse before.
    looked_at: BTreeMap<usize, Vec<Ground>>,
}

/// Whether a person looks at what may be the answer that a registration waits for.
fn is_about_an_answer(ground: Ground) -> bool {
    !matches!(ground, Ground::ToConfirm | Ground::Namesake | Ground::QuestionBeside | Ground::NotAnswered)
}

/// Where the registration with this row stands: rows count from 1, as those of the database do.
fn index(id: i64) -> usize {
    usize::try_from(id - 1).unwrap()
}

impl Book {
    pub fn new(event: Event, now: Timestamp) -> Self {
        let (capacity, state) = (event.capacity, EventState::Open);
        let (rows, tally, due, told, looked_at) = Default::default();
        Self { event, state, capacity, now, rows, tally, due, told, looked_at }
    }

    pub fn roll(&self, reading: Option<(&Reading, &Writer)>) -> Roll {
        let count = |place| u32::try_from(self.at(place).count()).unwrap();
        let mut seated = BTreeMap::new();
        for row in self.at(Place::Seat) {
            *seated.entry(row.organisation()).or_default() += 1;
        }
        Roll {
            state: self.state,
            capacity: self.capacity,
            taken: count(Place::Seat),
            waiting: count(Place::Line),
            known: reading.map(|(reading, writer)| self.meant(reading, writer)).unwrap_or_default(),
            line: self.at(Place::Line).cloned().collect(),
            seated,
        }
    }

    pub fn row(&self, id: i64) -> &Registration {
        &self.rows[index(id)]
    }

    fn meant(&self, reading: &Reading, writer: &Writer) -> Vec<Registration> {
        let coded = self.rows.iter().filter(|row| reading.codes.contains(&row.code));
        let mut names: Vec<Identity> = coded.filter_map(Registration::identity).collect();
        names.extend(reading.participants.iter().filter_map(Identity::of));
        let is_meant = |row: &&Registration| {
            row.identity().is_some_and(|known| names.iter().any(|name| name.names == known.names))
                || row.may_be_changed_by(writer.address.as_deref(), &reading.codes)
        };
        self.rows.iter().filter(is_meant).cloned().collect()
    }

    fn at(&self, place: Place) -> impl Iterator<Item = &Registration> {
        self.rows.iter().filter(move |row| row.place == place)
    }

    fn count(&mut self, what: impl Into<String>) {
        *self.tally.entry(what.into()).or_default() += 1;
    }

    /// Those whose time has run out.
    pub fn run_out(&self) -> Vec<Registration> {
        let is_held = |row: &&usize| {
            self.state != EventState::CalledOff
                && matches!(self.rows[**row].state, State::Offered | State::Incomplete)
                && !self.looked_at.contains_key(*row)
        };
        let mut due: Vec<_> =
            self.due.iter().filter(|(_, due)| **due <= self.now).map(|(row, due)| (due, row)).collect();
        due.sort();
        due.into_iter().map(|(_, row)| row).filter(is_held).map(|&row| self.rows[row].clone()).collect()
    }

    /// Carries out a decision, checks that each step is fair and each letter true, and remembers what
    /// people were told. `by_staff` may choose who comes up.
    pub fn carry_out(&mut self, decision: &Decision, writer: &Writer, by_staff: bool) -> Result<(), String> {
        let mut touched = Vec::new();
        for step in &decision.steps {
            let row = self.step(step, writer, by_staff)?;
            if !matches!(step, Step::Keep { .. } | Step::Promote { .. } | Step::Offer { .. })
                && self.rows[row].state != State::Incomplete
                && self.rows[row].state != State::Offered
            {
                self.overtake(row);
            }
            touched.push(row);
        }
        for review in decision.reviews.iter().filter(|review| is_about_an_answer(review.ground)) {
            if let Some(about) = review.about {
                self.looked_at.entry(touched[about]).or_default().push(review.ground);
            }
        }
        for notice in &decision.notices {
            self.check_letter(notice, &touched)?;
            let recipient = match &notice.to {
                Recipient::Sender if writer.through_a_colleague => Some(COLLEAGUE.to_owned()),
                Recipient::Sender => writer.address.clone(),
                Recipient::Contact(address) => Some(address.clone()),
            };
            for &about in &notice.about {
                let row = touched[about];
                let told = (self.rows[row].place, self.rows[row].state);
                self.told.extend(recipient.clone().map(|recipient| ((row, recipient), told)));
            }
        }
        Ok(())
    }

    /// Nobody need look any more at what may have been awaited of a row.
    fn overtake(&mut self, row: usize) {
        if let Some(grounds) = self.looked_at.get_mut(&row) {
            grounds.retain(|ground| !matches!(ground, Ground::AboutIncomplete | Ground::AboutOffer));
        }
        self.looked_at.retain(|_, grounds| !grounds.is_empty());
    }

    /// The staff settle everything that they had to look at.
    pub fn settle(&mut self) {
        self.looked_at.clear();
    }

    fn step(&mut self, step: &Step, writer: &Writer, by_staff: bool) -> Result<usize, String> {
        match step {
            Step::Enter { participant, place, state, held_until, .. } => {
                let of = participant
                    .get(&Field::Organisation)
                    .map(|name| organisation(Some(name)))
                    .unwrap_or_default();
                if *place == Place::Seat {
                    self.may_have_a_seat(&of, i64::MAX, by_staff)?;
                }
                self.count(format!("enter {} {}", place.as_str(), state.as_str()));
                let arrival = i64::try_from(self.rows.len()).unwrap();
                let fields: BTreeMap<Field, String> = participant
                    .values
                    .iter()
                    .map(|value| (value.field.clone(), value.text.clone()))
                    .collect();
                self.rows.push(Registration {
                    id: arrival + 1,
                    arrival,
                    place: *place,
                    state: *state,
                    code: format!("C{arrival}"),
                    own_address: crate::desk::registration::own_address(participant).map(str::to_owned),
                    address_by_staff: false,
                    fields,
                    sender: writer.address.clone(),
                });
                self.due.extend(held_until.map(|until| (self.rows.len() - 1, until)));
                Ok(self.rows.len() - 1)
            }
            Step::Keep { registration } => Ok(index(*registration)),
            Step::Amend { registration, values, state, .. } => {
                let row = &mut self.rows[index(*registration)];
                let what = format!("amend {} to {}", row.state.as_str(), state.as_str());
                if !row.is_active() {
                    return Err("a registration that has ended was amended".into());
                }
                row.fields.extend(values.iter().map(|value| (value.field.clone(), value.text.clone())));
                row.own_address = row.fields.get(&Field::Email).cloned();
                row.state = *state;
                self.count(what);
                Ok(index(*registration))
            }
            Step::Leave { registration } => self.end(*registration, State::Cancelled),
            Step::Refuse { registration } => {
                let is_asking =
                    self.event.confirm == Confirm::Staff && self.row(*registration).place == Place::Line;
                if !by_staff || !is_asking {
                    return Err("somebody was refused who did not wait for the staff".into());
                }
                self.end(*registration, State::Refused)
            }
            Step::Lapse { registration } => {
                let row = index(*registration);
                if self.due.get(&row).is_none_or(|due| *due > self.now) {
                    return Err(format!("row {row} lapsed before its time"));
                }
                self.end(*registration, State::Lapsed)
            }
            Step::Promote { registration, held_until } => {
                let row = index(*registration);
                if held_until.is_some() != (self.rows[row].state == State::Incomplete) {
                    return Err("a place is held for which nothing is awaited".into());
                }
                if let Some(until) = held_until {
                    self.due.entry(row).and_modify(|due| *due = (*due).max(*until));
                }
                self.come_up(*registration, None, by_staff)
            }
            Step::Offer { registration, until } => self.come_up(*registration, Some(*until), by_staff),
            Step::Accept { registration } => {
                let row = &mut self.rows[index(*registration)];
                if row.state != State::Offered {
                    return Err("what was not offered was accepted".into());
                }
                row.state = State::Complete;
                self.count("accept");
                Ok(index(*registration))
            }
        }
    }

    fn end(&mut self, id: i64, state: State) -> Result<usize, String> {
        let row = &mut self.rows[index(id)];
        if !row.is_active() {
            return Err("what has ended ended once more".into());
        }
        let what = format!("{} from {} {}", state.as_str(), row.place.as_str(), row.state.as_str());
        (row.place, row.state) = (Place::None, state);
        self.count(what);
        Ok(index(id))
    }

    fn come_up(
        &mut self,
        id: i64,
        offered_until: Option<Timestamp>,
        by_staff: bool,
    ) -> Result<usize, String> {
        let row = self.rows[index(id)].clone();
        if row.place != Place::Line {
            return Err("somebody came up who did not wait".into());
        }
        self.may_have_a_seat(&row.organisation(), row.arrival, by_staff)?;
        let row = &mut self.rows[index(id)];
        row.place = Place::Seat;
        if let Some(until) = offered_until {
            row.state = State::Offered;
            self.due.insert(index(id), until);
            self.count("offer");
        } else {
            let what = format!("promote {}", row.state.as_str());
            self.count(what);
        }
        Ok(index(id))
    }

    /// Whether somebody who came as no. `arrival` may have a seat now.
    fn may_have_a_seat(&self, organisation: &str, arrival: i64, by_staff: bool) -> Result<(), String> {
        if self.at(Place::Seat).count() >= usize::try_from(self.capacity).unwrap() {
            return Err("a seat was given beyond capacity".into());
        }
        if by_staff {
            return Ok(());
        }
        if self.event.confirm == Confirm::Staff {
            return Err("a seat was given that is the staff's to give".into());
        }
        if !self.has_a_share(organisation) {
            return Err("an organisation has more seats than it may".into());
        }
        match self.at(Place::Line).find(|row| row.arrival < arrival && self.has_a_share(&row.organisation()))
        {
            Some(row) => Err(format!("arrival {} was passed over", row.arrival)),
            None => Ok(()),
        }
    }

    fn has_a_share(&self, organisation: &str) -> bool {
        let seated = || self.at(Place::Seat).filter(|row| row.organisation() == organisation).count();
        let most = self.event.max_per_organisation;
        organisation.is_empty() || most.is_none_or(|most| seated() < usize::try_from(most).unwrap())
    }

    /// What must be true after every turn, whatever happened.
    pub fn check(&self) -> Result<(), String> {
        self.check_that_nobody_waits_in_vain()?;
        self.check_that_nothing_is_overdue()?;
        self.check_that_everybody_is_once()?;
        self.check_that_everybody_knows()
    }

    pub fn check_that_nobody_waits_in_vain(&self) -> Result<(), String> {
        let time_to_answer = match self.event.promotion {
            Promotion::Offer => SignedDuration::from_hours(2),
            _ => SignedDuration::ZERO,
        };
        let is_in_time =
            self.now + self.event.promotion_cutoff + time_to_answer < self.event.starts.timestamp();
        let comes_up =
            is_in_time && self.state != EventState::CalledOff && self.event.promotion != Promotion::Staff;
        let is_free = self.at(Place::Seat).count() < usize::try_from(self.capacity).unwrap();
        let waits = self.at(Place::Line).any(|row| self.has_a_share(&row.organisation()));
        if comes_up && is_free && waits {
            Err("somebody waits although a seat is free".into())
        } else {
            Ok(())
        }
    }

    fn check_that_nothing_is_overdue(&self) -> Result<(), String> {
        match self.run_out().first() {
            Some(row) => Err(format!("the time of row {} has run out, and it stands", row.id)),
            None => Ok(()),
        }
    }

    fn check_that_everybody_is_once(&self) -> Result<(), String> {
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

    /// Whoever was told how a registration stands, and is concerned by it, was told of its last change.
    fn check_that_everybody_knows(&self) -> Result<(), String> {
        for ((row, address), told) in &self.told {
            let registration = &self.rows[*row];
            let stands = (registration.place, registration.state);
            if *told != stands && registration.contacts().any(|contact| contact == address) {
                return Err(format!("{address} believes that row {row} is {told:?}, but it is {stands:?}"));
            }
        }
        let knows = |row: usize, address: &str| self.told.contains_key(&(row, address.to_owned()));
        for (number, row) in self.rows.iter().enumerate().filter(|(_, row)| row.is_active()) {
            if row.contact().is_some_and(|contact| !knows(number, contact)) {
                return Err(format!("nobody was told of row {number}"));
            }
        }
        Ok(())
    }

    /// A letter must say what the book says.
    fn check_letter(&self, notice: &Notice, touched: &[usize]) -> Result<(), String> {
        let mut rows = notice.about.iter().map(|&step| &self.rows[touched[step]]);
        let is_true = match notice.kind {
            Kind::Confirmed | Kind::Promoted | Kind::Accepted => {
                rows.all(|row| (row.place, row.state) == (Place::Seat, State::Complete))
            }
            Kind::Waitlisted | Kind::Requested => {
                rows.all(|row| (row.place, row.state) == (Place::Line, State::Complete))
            }
            Kind::Offered => rows.all(|row| row.state == State::Offered),
            Kind::OfferLapsed | Kind::HoldLapsed => rows.all(|row| row.state == State::Lapsed),
            Kind::Cancelled | Kind::CancelledByStaff | Kind::Withdrawn | Kind::OfferDeclined => {
                rows.all(|row| row.state == State::Cancelled)
            }
            Kind::RefusedByStaff => rows.all(|row| row.state == State::Refused),
            Kind::ConfirmedByStaff => {
                self.event.confirm == Confirm::Staff && rows.all(|row| row.place == Place::Seat)
            }
            Kind::Replaced => {
                let left = rows.next().is_some_and(|row| row.state == State::Cancelled);
                left && rows.all(|row| row.state == State::Complete)
            }
            Kind::AlreadyCancelled => rows.all(|row| !row.is_active()),
            Kind::Incomplete => rows.any(|row| row.state == State::Incomplete),
            Kind::ToComplete => rows.all(|row| (row.place, row.state) == (Place::Seat, State::Incomplete)),
            Kind::Personal | Kind::Completed => rows.all(|row| row.state == State::Complete),
            _ => true,
        };
        if is_true { Ok(()) } else { Err(format!("the letter {:?} is not true", notice.kind)) }
    }
}
