//! What happened since the digest before.

use super::{Digest, EventPage, Named};
use crate::desk::registration::Status;
use crate::event::{Confirm, Event, Field};
use crate::letters::french::{agree, label, list, ordinal, typeset};
use crate::letters::report::Headline;
use crate::letters::{Block, Tone};

/// How many news of an event are told one by one.
const LONGEST_NEWS: usize = 40;

/// What happened to a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Whose it is.
    pub who: Named,
    /// What happened.
    pub what: What,
}

/// What can happen to a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Arrived {
        /// What the person was told.
        status: Status,
        /// The place in line, of those who wait.
        rank: Option<u32>,
    },
    /// A seat came free for it.
    MovedUp,
    /// A seat came free, and is offered.
    Offered,
    /// The offered seat is taken.
    Accepted,
    /// What was missing came.
    Completed,
    /// These fields changed.
    Corrected(Vec<Field>),
    /// It was withdrawn.
    Left,
    /// The staff refused it.
    Refused,
    /// It was held for a limited time, which ran out.
    Lapsed,
}

/// What can happen to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The number of seats changed.
    Capacity {
        /// What it was.
        from: u32,
        /// What it is.
        to: u32,
    },
    /// The staff closed the list.
    Closed,
    /// The staff opened it again.
    Reopened,
    /// It does not take place.
    CalledOff,
}

/// The kinds of news that are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    In,
    Up,
    Changed,
    Out,
}

impl What {
    fn way(&self) -> Way {
        match self {
            Self::Arrived { .. } => Way::In,
            Self::MovedUp | Self::Offered | Self::Accepted => Way::Up,
            Self::Completed | Self::Corrected(_) => Way::Changed,
            Self::Left | Self::Refused | Self::Lapsed => Way::Out,
        }
    }

    fn words(&self, event: &Event) -> String {
        match self {
            Self::Arrived { status: Status::Confirmed, .. } => "inscription confirmée".to_owned(),
            Self::Arrived { status: Status::Incomplete, .. } => "inscription à compléter".to_owned(),
            Self::Arrived { status: Status::Cancelled, .. } | Self::Left => "inscription annulée".to_owned(),
            Self::Arrived { status: Status::Waitlisted, .. } if event.confirm == Confirm::Staff => {
                "demande d'inscription à confirmer".to_owned()
            }
            Self::Arrived { status: Status::Waitlisted, rank: Some(rank) } => {
                format!("liste d'attente, {}\u{a0}rang", ordinal(*rank))
            }
            Self::Arrived { status: Status::Waitlisted, rank: None } => {
                "place proposée, réponse attendue".to_owned()
            }
            Self::MovedUp if event.confirm == Confirm::Staff => {
                "inscription confirmée par l'équipe".to_owned()
            }
            Self::MovedUp => "place libérée, inscription confirmée".to_owned(),
            Self::Offered => "place libérée et proposée, réponse attendue".to_owned(),
            Self::Accepted => "place proposée et acceptée, inscription confirmée".to_owned(),
            Self::Completed => "inscription complétée".to_owned(),
            Self::Corrected(fields) => {
                let fields: Vec<String> = fields.iter().map(|field| in_words(event, field)).collect();
                format!("inscription corrigée ({})", list(&fields))
            }
            Self::Refused => "inscription refusée par l'équipe".to_owned(),
            Self::Lapsed => "délai passé, place rendue".to_owned(),
        }
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Arrived { status: Status::Confirmed, .. }
            | Self::MovedUp
            | Self::Accepted
            | Self::Completed => Tone::Settled,
            Self::Arrived { .. } | Self::Offered => Tone::Open,
            Self::Corrected(_) | Self::Left | Self::Refused | Self::Lapsed => Tone::Ended,
        }
    }
}

/// A field in the middle of a sentence: `structure`, `« Choix de l'atelier »`.
fn in_words(event: &Event, field: &Field) -> String {
    match field {
        Field::Extra(_) => format!("« {} »", label(event, field)),
        usual => label(event, usual).to_lowercase(),
    }
}

impl News {
    fn headline(&self, event: &Event) -> Headline {
        let sign = match self.what.way() {
            Way::In => '+',
            Way::Up => '↑',
            Way::Changed => '~',
            Way::Out => '−',
        };
        let what = typeset(&self.what.words(event));
        Headline { sign, tone: self.what.tone(), who: Some(self.who.introduction()), what }
    }
}

impl Turn {
    fn headline(self) -> Headline {
        let (what, tone) = match self {
            Self::Capacity { from, to } => (format!("{to} places au lieu de {from}"), Tone::Open),
            Self::Closed => ("L'équipe a clos les inscriptions".to_owned(), Tone::Ended),
            Self::Reopened => ("L'équipe a rouvert les inscriptions".to_owned(), Tone::Settled),
            Self::CalledOff => ("Le rendez-vous n'a pas lieu".to_owned(), Tone::Ended),
        };
        Headline { sign: '→', tone, who: None, what: typeset(&what) }
    }
}

impl EventPage<'_> {
    /// How many came and went: `5 arrivées, 1 départ`.
    pub(super) fn movement(&self) -> Option<String> {
        let parts: Vec<String> = [
            (Way::In, "arrivée", "arrivées"),
            (Way::Up, "place attribuée", "places attribuées"),
            (Way::Changed, "correction", "corrections"),
            (Way::Out, "départ", "départs"),
        ]
        .into_iter()
        .map(|(way, one, many)| (self.news.iter().filter(|news| news.what.way() == way).count(), one, many))
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| format!("{number}\u{a0}{}", agree(number, one, many)))
        .collect();
        (!parts.is_empty()).then(|| format!("Du nouveau : {}", parts.join(", ")))
    }

    fn headlines(&self) -> Vec<Headline> {
        let mut news: Vec<&News> = self.news.iter().collect();
        news.sort_by_key(|news| news.what.way());
        let turns = self.turns.iter().map(|turn| turn.headline());
        turns.chain(news.into_iter().map(|news| news.headline(self.event))).collect()
    }
}

impl Digest<'_> {
    /// What is new at each event, or that nothing is.
    pub(super) fn news(&self) -> Vec<Block> {
        let blocks: Vec<Block> = self.pages.iter().flat_map(|page| self.news_of(page)).collect();
        if blocks.is_empty() && !self.pages.is_empty() {
            let words = format!("Rien de nouveau parmi les inscriptions{}.", self.period());
            return vec![Block::Paragraph(typeset(&words))];
        }
        blocks
    }

    fn news_of(&self, page: &EventPage<'_>) -> Vec<Block> {
        let mut headlines = page.headlines();
        if headlines.is_empty() {
            return Vec::new();
        }
        let rest = headlines.len().saturating_sub(LONGEST_NEWS);
        headlines.truncate(LONGEST_NEWS);
        let heading = self.titled(&format!("du nouveau{}", self.period()), page);
        let others = format!("Et {rest} {}.", agree(rest, "autre nouvelle", "autres nouvelles"));
        let more = (rest > 0).then(|| Block::Aside(typeset(&others)));
        [heading, Block::News(headlines)].into_iter().chain(more).collect()
    }
}
