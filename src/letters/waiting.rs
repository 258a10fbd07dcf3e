//! Why people wait, in words that are true for each of them.

use super::french::count;
use super::{Person, Standing, Wait};
use crate::event::{Event, Promotion};

impl Wait {
    /// The reason, as the beginning of a sentence: `Toutes les places sont prises pour le moment`.
    pub(super) fn reason(self) -> String {
        match self {
            Self::Full => "Toutes les places sont prises pour le moment".to_owned(),
            Self::Organisation { limit: 1 } => {
                "Chaque structure dispose d'une seule place, et elle est déjà prise".to_owned()
            }
            Self::Organisation { limit } => {
                format!(
                    "Chaque structure dispose de {} places au plus, et elles sont déjà prises",
                    seats(limit)
                )
            }
            Self::Turn => "Aucune place ne peut être attribuée tout de suite".to_owned(),
            Self::Staff => "Notre équipe confirme elle-même chaque inscription".to_owned(),
        }
    }

    /// The reason beside a name, where the words of the standing do not say it.
    pub(super) fn note(self) -> Option<String> {
        match self {
            Self::Organisation { limit: 1 } => Some("Une seule place par structure".to_owned()),
            Self::Organisation { limit } => Some(format!("Au plus {} places par structure", seats(limit))),
            Self::Full | Self::Turn | Self::Staff => None,
        }
    }
}

fn seats(limit: u32) -> String {
    usize::try_from(limit).map_or_else(|_| limit.to_string(), count)
}

fn whys(people: &[Person]) -> impl Iterator<Item = Wait> {
    people.iter().filter_map(|person| match person.standing {
        Standing::Waitlisted { why, .. } => Some(why),
        _ => None,
    })
}

/// Why all those of `people` wait who do, where it is for one reason.
pub(super) fn common(people: &[Person]) -> Option<Wait> {
    let first = whys(people).next()?;
    whys(people).all(|why| why == first).then_some(first)
}

/// What those who wait may expect; nothing where nobody waits.
pub(super) fn outlook(event: &Event, people: &[Person]) -> Vec<&'static str> {
    let in_line = whys(people).any(|why| why != Wait::Staff);
    let undecided = whys(people).any(|why| why == Wait::Staff);
    let seat = match event.promotion {
        Promotion::Offer => "Si une place peut être proposée, nous vous écrirons aussitôt.",
        Promotion::Automatic | Promotion::Staff => {
            "Si une place peut être attribuée, nous vous écrirons aussitôt."
        }
    };
    let decision = "Nous vous écrirons dès que l'équipe aura décidé.";
    in_line.then_some(seat).into_iter().chain(undecided.then_some(decision)).collect()
}
