//! An event: how full it is, and who is on its lists.

use super::{Digest, Named, Turn};
use crate::desk::EventState;
use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::event::{Confirm, Event, Field, Window};
use crate::letters::french::{agree, ahead, recently, span, time, typeset};
use crate::letters::people::given;
use crate::letters::report::{Gauge, Row};
use crate::letters::{Block, Tone};

/// How many people are shown of all lists together; the rest stands in the workbook.
const MOST_PEOPLE: usize = 200;

/// How many people of a list are shown even then.
const FEWEST_PEOPLE: usize = 5;

/// What a digest tells of one event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage<'a> {
    /// The event.
    pub event: &'a Event,
    /// Whether the staff keep it open.
    pub state: EventState,
    /// How many seats there are today.
    pub capacity: u32,
    /// How many are taken, held or offered.
    pub taken: u32,
    /// How many people wait in line.
    pub waiting: u32,
    /// Everybody, in the order of the list; who left is passed over.
    pub listed: Vec<Listed>,
    /// What happened to the event since the digest before.
    pub turns: Vec<Turn>,
    /// What happened to registrations since then.
    pub news: Vec<super::News>,
    /// Whether its sign-in sheet goes with the mail.
    pub has_sign_in_sheet: bool,
}

impl EventPage<'_> {
    /// Those with a seat, held or offered ones too.
    fn seated(&self) -> Vec<&Listed> {
        self.listed.iter().filter(|one| one.status != Status::Cancelled && one.rank.is_none()).collect()
    }

    /// Those who wait, the next first.
    pub(super) fn in_line(&self) -> Vec<&Listed> {
        self.listed.iter().filter(|one| one.status != Status::Cancelled && one.rank.is_some()).collect()
    }

    /// How many seats are free.
    pub(super) fn free(&self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }

    /// How full it is.
    fn words(&self) -> (String, Tone) {
        let (seats, tone) = self.seats();
        match (self.waiting, self.event.confirm) {
            (0, _) => (seats, tone),
            (waiting, Confirm::Automatic) => (format!("{seats}, {waiting}\u{a0}en attente"), tone),
            (asking, Confirm::Staff) => {
                let words = agree(asking, "demande à confirmer", "demandes à confirmer");
                (format!("{seats}, {asking}\u{a0}{words}"), tone)
            }
        }
    }

    fn seats(&self) -> (String, Tone) {
        let (taken, capacity, free) = (self.taken, self.capacity, self.free());
        let seats = agree(capacity, "place", "places");
        if self.state == EventState::CalledOff {
            ("Ce rendez-vous n'a pas lieu".to_owned(), Tone::Ended)
        } else if taken > capacity {
            let people = agree(taken, "personne inscrite", "personnes inscrites");
            (format!("{taken} {people} pour {capacity} {seats}"), Tone::Open)
        } else if capacity == 0 {
            ("Aucune place".to_owned(), Tone::Open)
        } else if taken == 0 {
            let free = agree(capacity, "place libre", "places libres");
            (format!("Personne pour l'instant, {capacity} {free}"), Tone::Settled)
        } else if free == 0 {
            (format!("Complet : {taken} {seats} sur {capacity}"), Tone::Open)
        } else {
            let (seats, left) =
                (agree(taken, "place prise", "places prises"), agree(free, "libre", "libres"));
            (format!("{taken} {seats} sur {capacity}, {free}\u{a0}{left}"), Tone::Settled)
        }
    }

    fn count(&self, test: fn(&Listed) -> bool) -> usize {
        self.listed.iter().filter(|one| one.status != Status::Cancelled && test(one)).count()
    }

    /// How many registrations there are beyond the seats, after their number was lowered.
    fn overbooked(&self) -> Option<String> {
        let beyond = self.taken.checked_sub(self.capacity).filter(|beyond| *beyond > 0)?;
        let words = agree(beyond, "inscription", "inscriptions");
        Some(format!(
            "{beyond}\u{a0}{words} de plus que de places : personne ne perd sa place, et aucune n'est redonnée tant \
             que cela dure"
        ))
    }

    /// How many people are asked whether they want a seat, are to be completed, or cannot be reached.
    fn lacking(&self) -> Option<String> {
        let offered = self.count(Listed::is_offered);
        let incomplete = self.count(|one| one.status == Status::Incomplete);
        let unreachable = self.count(|one| one.is_unreachable);
        let parts: Vec<String> = [
            (offered, agree(offered, "place proposée", "places proposées")),
            (incomplete, agree(incomplete, "inscription à compléter", "inscriptions à compléter")),
            (unreachable, agree(unreachable, "personne injoignable", "personnes injoignables")),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, words)| format!("{number}\u{a0}{words}"))
        .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl Digest<'_> {
    /// How full each event is.
    pub(super) fn gauges(&self) -> impl Iterator<Item = Block> {
        self.pages.iter().map(|page| Block::Gauge(self.gauge(page)))
    }

    fn gauge(&self, page: &EventPage<'_>) -> Gauge {
        let event = page.event;
        let (words, tone) = page.words();
        let span = span(&event.starts, event.ends.as_ref());
        let when = match ahead(&event.starts, &self.now) {
            Some(ahead) => format!("{span} – {ahead}"),
            None => span,
        };
        let notes = [page.overbooked(), page.movement(), page.lacking(), self.openness(page)];
        let notes = notes.into_iter().flatten().map(|note| typeset(&note)).collect();
        let (taken, capacity) = (page.taken, page.capacity);
        Gauge { title: typeset(&event.title), when, taken, capacity, words: typeset(&words), tone, notes }
    }

    /// Whether bulletins are accepted now.
    fn openness(&self, page: &EventPage<'_>) -> Option<String> {
        let event = page.event;
        Some(match (page.state, event.window(self.now.timestamp())) {
            (EventState::CalledOff, _) => return None,
            (EventState::Closed, _) => "Inscriptions closes par l'équipe".to_owned(),
            (EventState::Open, Window::Open) if event.closes.date() == self.now.date() => {
                format!("Inscriptions ouvertes aujourd'hui jusqu'à {}", time(&event.closes))
            }
            (EventState::Open, Window::Open) => {
                format!("Inscriptions ouvertes jusqu'{}", until(&recently(&event.closes, &self.now)))
            }
            (EventState::Open, Window::Closed) => {
                format!("Inscriptions closes {}", recently(&event.closes, &self.now))
            }
            (EventState::Open, Window::NotYetOpen) => {
                let opens = event.opens.as_ref()?;
                format!("Les inscriptions ouvrent {}", recently(opens, &self.now))
            }
        })
    }

    /// The list and the waitlist of each event.
    pub(super) fn lists(&self) -> Vec<Block> {
        self.pages.iter().flat_map(|page| self.lists_of(page)).collect()
    }

    fn lists_of(&self, page: &EventPage<'_>) -> Vec<Block> {
        let (seated, in_line) = (page.seated(), page.in_line());
        let mut blocks = Vec::new();
        if !seated.is_empty() {
            blocks.push(self.titled(&format!("liste ({})", seated.len()), page));
            blocks.extend(self.roster(page, &seated));
        }
        if !in_line.is_empty() {
            let title = match page.event.confirm {
                Confirm::Automatic => "liste d'attente",
                Confirm::Staff => "demandes d'inscription",
            };
            blocks.push(self.titled(&format!("{title} ({})", in_line.len()), page));
            blocks.extend(self.roster(page, &in_line));
            blocks.extend(self.ways_up(page));
        }
        blocks
    }

    /// As much of a list as a mail bears, and where the rest is.
    fn roster(&self, page: &EventPage<'_>, people: &[&Listed]) -> Vec<Block> {
        let share = self.share(people.len());
        let rows = people.iter().take(share).zip(1..).map(|(one, number)| self.row(one, number));
        let mut blocks = vec![Block::Roster(rows.collect())];
        let rest = people.len().saturating_sub(share);
        let others = agree(rest, "autre personne", "autres personnes");
        if rest > 0 && self.has_workbook {
            let words = format!("Et {rest} {others} : toute la liste est dans le classeur ci-joint.");
            blocks.push(Block::Aside(typeset(&words)));
        } else if rest > 0 {
            let meaning = format!("Et {rest} {others} ; voir toute la liste :");
            let line = ["participants", "--event", &page.event.id];
            blocks.push(Block::Commands(vec![self.shell().command(&meaning, &line)]));
        }
        blocks
    }

    /// How many people of a list of so many are shown.
    fn share(&self, number: usize) -> usize {
        let all: usize = self.pages.iter().map(|page| page.count(|_| true)).sum();
        if all <= MOST_PEOPLE { number } else { (number * MOST_PEOPLE / all).max(FEWEST_PEOPLE) }
    }

    /// How people come up from the waitlist by hand.
    fn ways_up(&self, page: &EventPage<'_>) -> Option<Block> {
        let shell = self.shell();
        let next = page.in_line().first().map(|next| next.code.clone())?;
        let command = match page.free() {
            _ if page.state == EventState::CalledOff => return None,
            0 => shell.command(
                "Changer le nombre de places (NUMBER : le total voulu) :",
                &["capacity", &page.event.id, "NUMBER"],
            ),
            // Each of those who ask is up for decision by name.
            _ if page.event.confirm == Confirm::Staff => return None,
            _ => shell
                .command("Donner une place libre à la première personne qui attend :", &["promote", &next]),
        };
        Some(Block::Commands(vec![command]))
    }
}

/// `au mercredi`, `à hier`: what follows `jusqu'`.
fn until(moment: &str) -> String {
    moment.strip_prefix("le ").map_or_else(|| format!("à {moment}"), |moment| format!("au {moment}"))
}

impl Digest<'_> {
    /// What the staff should know of somebody on a list.
    fn marks(&self, one: &Listed) -> Vec<String> {
        let held_until = one.held_until.map(|moment| format!(" jusqu'{}", until(&self.recently(moment))));
        let held_until = held_until.unwrap_or_default();
        let marks = [
            (one.status == Status::Incomplete, format!("à compléter{held_until}")),
            (one.is_offered(), format!("place proposée{held_until}")),
            (one.is_unreachable, "injoignable".to_owned()),
        ];
        marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| typeset(&mark)).collect()
    }

    fn row(&self, one: &Listed, number: usize) -> Row {
        let value = |field: &Field| given(one.fields.get(field).map(String::as_str));
        let parts = [value(&Field::FirstName), value(&Field::LastName)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let who = Named { name: Some(parts.join(" ")), organisation: None };
        Row {
            number,
            name: who.introduction(),
            organisation: value(&Field::Organisation).map(|organisation| typeset(&organisation)),
            marks: self.marks(one),
            code: one.code.clone(),
        }
    }
}
