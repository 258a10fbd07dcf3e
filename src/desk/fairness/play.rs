//! A history, played and checked after each turn.

use jiff::{SignedDuration, Timestamp};

use super::Book;
use super::book::Tally;
use super::moves::{COLLEAGUE, History, Mail, Move, mail_of, person};
use crate::bulletin::reading::{Answer, Participant, Reading, Reason, Verdict};
use crate::desk::registration::{Identity, Place, Registration, State};
use crate::desk::{
    Decision, EventState, Ground, Outcome, Recipient, Roll, Step, Writer, decide, fill, lapse, orders,
};
use crate::event::{Confirm, Event, samples};
use crate::message::Envelope;

/// A mail as it is decided on.
#[derive(Debug, Clone)]
pub struct Received {
    pub reading: Reading,
    pub writer: Writer,
    pub at: Timestamp,
    pub now: Timestamp,
}

type Deciding = dyn Fn(&Event, &Roll, &Received) -> Decision;
type Lapsing = dyn Fn(&Event, &Roll, &[Registration], Timestamp) -> Decision;
type Filling = dyn Fn(&Event, &Roll, Timestamp) -> Decision;

/// A desk: the honest one, or one that is wrong somewhere.
pub struct Desk {
    pub decide: Box<Deciding>,
    pub lapse: Box<Lapsing>,
    pub fill: Box<Filling>,
}

pub fn honest(event: &Event, roll: &Roll, received: &Received) -> Decision {
    let Received { reading, writer, at, now } = received;
    decide(Some((event, roll)), reading, writer, *at, *now)
}

impl Desk {
    pub fn honest() -> Self {
        Self { decide: Box::new(honest), lapse: Box::new(lapse), fill: Box::new(fill) }
    }
}

/// What the desk was asked, for replaying a history on another book.
#[derive(Debug, Clone)]
pub enum Turn {
    Mail(Box<Received>),
    Lapse(Timestamp),
    Fill(Timestamp),
    Capacity(u32),
    Order(Decision),
    State(EventState),
    Settle,
}

/// A history that was played.
pub struct Played {
    /// What the desk was asked, and how every row stood after it.
    pub turns: Vec<(Turn, Vec<Registration>)>,
    /// What happened to registrations, and how often.
    pub tally: Tally,
}

pub fn start() -> Timestamp {
    "2016-03-01T10:00:00Z".parse().unwrap()
}

pub fn event_of(history: &History) -> Event {
    Event {
        capacity: history.capacity,
        promotion: history.promotion,
        confirm: history.confirm,
        max_per_organisation: history.max_per_organisation,
        ..samples::march()
    }
}

/// Plays a history and checks everything after each turn.
pub fn play(history: &History, desk: &Desk) -> Result<Played, String> {
    let mut game = Game { desk, book: Book::new(event_of(history), start()), turns: Vec::new() };
    for one in &history.moves {
        game.play(one).map_err(|fault| format!("after {one:?}: {fault}"))?;
    }
    Ok(Played { turns: game.turns, tally: game.book.tally })
}

struct Game<'d> {
    desk: &'d Desk,
    book: Book,
    turns: Vec<(Turn, Vec<Registration>)>,
}

impl Game<'_> {
    fn play(&mut self, one: &Move) -> Result<(), String> {
        match one {
            Move::Mail(mail) => {
                let Some(received) = self.received(mail) else { return Ok(()) };
                self.receive(received)?;
            }
            Move::Pass(hours) => self.pass(*hours),
            Move::Outage(mails, hours) => self.come_back(mails, *hours)?,
            Move::Capacity(seats) => self.set_capacity(*seats)?,
            Move::Close => self.set_state(EventState::Closed),
            Move::CallOff => self.set_state(EventState::CalledOff),
            Move::Reopen => self.set_state(EventState::Open),
            Move::Settle => {
                self.book.settle();
                self.note(Turn::Settle);
            }
            order => self.order(order)?,
        }
        self.keep_the_rules()?;
        self.book.check()
    }

    fn note(&mut self, turn: Turn) {
        self.turns.push((turn, self.book.rows.clone()));
    }

    fn received(&self, mail: &Mail) -> Option<Received> {
        let reading = mail_of(mail, &self.book)?;
        let writer = Writer::of(&reading, &[COLLEAGUE.to_owned()]);
        Some(Received { reading, writer, at: self.book.now, now: self.book.now })
    }

    fn pass(&mut self, hours: i64) {
        self.book.now += SignedDuration::from_hours(hours);
    }

    /// The mails came while the desk was away: they are handled before anything runs out.
    fn come_back(&mut self, mails: &[Mail], hours: i64) -> Result<(), String> {
        let begun = self.book.now;
        self.pass(hours);
        for (hour, mail) in (0..hours).zip(mails) {
            let Some(received) = self.received(mail) else { continue };
            self.receive(Received { at: begun + SignedDuration::from_hours(hour), ..received })?;
        }
        *self.book.tally.entry("outage".into()).or_default() += 1;
        Ok(())
    }

    /// What the daemon does at every turn.
    fn keep_the_rules(&mut self) -> Result<(), String> {
        let (due, now) = (self.book.run_out(), self.book.now);
        if !due.is_empty() {
            let decision = (self.desk.lapse)(&self.book.event, &self.book.roll(None), &due, now);
            self.book.carry_out(&decision, &Writer::default(), false)?;
            self.note(Turn::Lapse(now));
        }
        let decision = (self.desk.fill)(&self.book.event, &self.book.roll(None), now);
        self.book.carry_out(&decision, &Writer::default(), false)?;
        self.note(Turn::Fill(now));
        Ok(())
    }

    fn set_capacity(&mut self, seats: u32) -> Result<(), String> {
        let seated = |book: &Book| -> Vec<i64> {
            book.rows.iter().filter(|row| row.place == Place::Seat).map(|row| row.id).collect()
        };
        let before = seated(&self.book);
        self.book.capacity = seats;
        self.note(Turn::Capacity(seats));
        self.keep_the_rules_but_time()?;
        let after = seated(&self.book);
        if before.iter().all(|row| after.contains(row)) {
            return Ok(());
        }
        Err("lowering the capacity took a seat".into())
    }

    fn keep_the_rules_but_time(&mut self) -> Result<(), String> {
        let now = self.book.now;
        let decision = (self.desk.fill)(&self.book.event, &self.book.roll(None), now);
        self.book.carry_out(&decision, &Writer::default(), false)?;
        self.note(Turn::Fill(now));
        Ok(())
    }

    fn set_state(&mut self, state: EventState) {
        self.book.state = state;
        self.note(Turn::State(state));
    }

    /// Carries out what the staff order; what is refused changes nothing.
    fn order(&mut self, order: &Move) -> Result<(), String> {
        let Book { event, rows, now, .. } = &self.book;
        let row = |number: &usize| rows.get(number % rows.len().max(1));
        let nobody = Writer::default();
        let roll = self.book.roll(None);
        let ordered = match order {
            Move::CancelByStaff(number) => {
                let Some(row) = row(number) else { return Ok(()) };
                orders::cancel(event, &roll, std::slice::from_ref(row), None, *now)
            }
            Move::RefuseByStaff { row: number, complete } => {
                let state = if *complete { State::Complete } else { State::Incomplete };
                let line = rows.iter().filter(|row| row.place == Place::Line && row.state == state);
                let line: Vec<_> = line.collect();
                let Some(row) = line.get(number % line.len().max(1)) else { return Ok(()) };
                orders::cancel(event, &roll, std::slice::from_ref(*row), None, *now)
            }
            Move::Replace { row: number, person: comes } => {
                let Some(row) = row(number) else { return Ok(()) };
                let said = by_hand(person(*comes, true));
                let roll = self.book.roll(Some((&said, &nobody)));
                orders::replace(event, &roll, row, &said.participants[0], &nobody, *now)
            }
            Move::PromoteByStaff(number) => {
                let Some(row) = row(number) else { return Ok(()) };
                orders::promote(event, &roll, row, *now)
            }
            Move::ByHand(number) => {
                let said = by_hand(person(*number, true));
                orders::register(event, &self.book.roll(Some((&said, &nobody))), &said, &nobody, false, *now)
            }
            _ => return Err("not an order".into()),
        };
        let Ok(decision) = ordered else { return Ok(()) };
        let chooses = event.confirm == Confirm::Staff
            || matches!(order, Move::PromoteByStaff(_) | Move::ByHand(_) | Move::Replace { .. });
        let is_replaced = matches!(order, Move::Replace { .. });
        self.book.carry_out(&decision, &nobody, chooses)?;
        if is_replaced {
            *self.book.tally.entry("replace".into()).or_default() += 1;
        }
        self.note(Turn::Order(decision));
        Ok(())
    }

    fn receive(&mut self, received: Received) -> Result<(), String> {
        let before = self.book.rows.clone();
        let Received { reading, writer, .. } = &received;
        let roll = self.book.roll(Some((reading, writer)));
        let decision = (self.desk.decide)(&self.book.event, &roll, &received);
        self.book.carry_out(&decision, writer, false)?;
        check_that_it_is_answered_once(&decision)?;
        self.check_that_only_theirs_changed(&before, &received)?;
        self.check_that_answers_are_heard(&before, &received)?;
        self.check_that_nobody_was_dropped(&decision, &received)?;
        if self.book.event.max_per_organisation.is_none() {
            self.book.check_that_nobody_waits_in_vain()?;
        }
        self.check_that_the_same_again_changes_nothing(&received)?;
        self.note(Turn::Mail(Box::new(received)));
        Ok(())
    }

    fn check_that_only_theirs_changed(
        &self,
        before: &[Registration],
        received: &Received,
    ) -> Result<(), String> {
        let Received { reading, writer, .. } = received;
        // Who names nobody below another's letter, and is registered, means themselves.
        let own = before.iter().any(|row| row.is_active() && writer.may_change(row, &[]));
        let codes = if own && reading.participants.is_empty() { &[][..] } else { &reading.codes };
        for row in before {
            let after = self.book.row(row.id);
            let is_theirs = writer.may_change(row, codes);
            let came_up =
                row.place == Place::Line && after.place == Place::Seat && row.fields == after.fields;
            if after != row && !is_theirs && !came_up {
                return Err("somebody else's registration changed".into());
            }
        }
        Ok(())
    }

    /// Whoever answers the offer of a seat has it, or has left.
    fn check_that_answers_are_heard(
        &self,
        before: &[Registration],
        Received { reading, writer, at, .. }: &Received,
    ) -> Result<(), String> {
        let is_asked = |row: &&Registration| {
            row.state == State::Offered && reading.codes.contains(&row.code) && writer.may_change(row, &[])
        };
        let takes_place =
            self.book.state != EventState::CalledOff && *at < self.book.event.starts.timestamp();
        let heard = match reading.answer {
            Some(Answer::Yes) if takes_place => State::Complete,
            Some(Answer::No) if takes_place => State::Cancelled,
            _ => return Ok(()),
        };
        for row in before.iter().filter(is_asked) {
            if self.book.row(row.id).state != heard {
                return Err("the answer to an offer was not heard".into());
            }
        }
        Ok(())
    }

    fn check_that_nobody_was_dropped(&self, decision: &Decision, received: &Received) -> Result<(), String> {
        let enters = matches!(
            decision.outcome,
            Outcome::Registered
                | Outcome::Incomplete
                | Outcome::Completed
                | Outcome::Corrected
                | Outcome::Duplicate
        );
        let names = |person: &_| Identity::of(person).map(|identity| identity.names);
        let is_there = |name: &Option<String>| {
            let own = |row: &Registration| row.identity().map(|identity| identity.names);
            self.book.rows.iter().any(|row| row.is_active() && own(row) == *name)
        };
        let is_cancellation =
            decision.notices.iter().any(|notice| notice.kind == crate::desk::Kind::AlreadyCancelled);
        if enters
            && !is_cancellation
            && !received.reading.participants.iter().map(names).all(|name| is_there(&name))
        {
            return Err("somebody was dropped".into());
        }
        Ok(())
    }

    fn check_that_the_same_again_changes_nothing(&self, received: &Received) -> Result<(), String> {
        let Received { reading, writer, .. } = received;
        let again = (self.desk.decide)(&self.book.event, &self.book.roll(Some((reading, writer))), received);
        let is_change = |step: &Step| !matches!(step, Step::Keep { .. });
        let names_nobody = reading.participants.is_empty();
        if (!names_nobody || reading.verdict == Verdict::Cancellation) && again.steps.iter().any(is_change) {
            return Err("the same mail again changed something".into());
        }
        Ok(())
    }
}

/// What the staff say of somebody.
fn by_hand(person: Participant) -> Reading {
    let unread = Reading::unread(Envelope::default(), None, Reason::Complete);
    Reading { participants: vec![person], ..unread }
}

fn check_that_it_is_answered_once(decision: &Decision) -> Result<(), String> {
    let answers = decision.notices.iter().filter(|notice| notice.to == Recipient::Sender).count();
    let is_left = decision.outcome == Outcome::Other
        || matches!(
            decision.ground,
            Ground::AboutIncomplete | Ground::AboutOffer | Ground::AboutRegistration | Ground::AboutReturn
        );
    match answers {
        0 if is_left => Ok(()),
        1 if !is_left => Ok(()),
        _ => Err(format!("{answers} answers to one message")),
    }
}
