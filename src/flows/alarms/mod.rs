//! What cannot wait for the digest: told once for each trouble, and again when it is over.

mod survey;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use self::survey::{Finding, Look, survey};
use super::{FlowError, Staff, message_id};
use crate::letters::{self, Alarm, Outage, Relief};
use crate::store::{Book, Contact, Kind, Ongoing};
use crate::trial;

pub use self::survey::{FILING, MAILBOX, SENDER, folder};

/// The kind of these letters.
const LETTER: &str = "alarm";

/// What the staff were told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// How many troubles begin.
    pub begun: usize,
    /// How many are over.
    pub over: usize,
}

impl Told {
    /// Whether there was anything to tell.
    #[must_use]
    pub fn is_something(self) -> bool {
        self != Self::default()
    }
}

/// Looks whether all is well, `contacts` being what is known of each part of the daemon in this run,
/// and tells the staff what begins to be wrong and what is over. Each is recorded together with its
/// letter, so that neither is without the other, whenever the desk is stopped.
///
/// # Errors
/// When the book fails or a letter cannot be written; then nothing was told.
pub async fn watch_over(
    staff: &Staff,
    contacts: &[Contact],
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Result<Told, FlowError> {
    let looks = survey(staff, contacts, now).await?;
    let ongoing = staff.store.ongoing_troubles().await?;
    let begun = begun(&looks, &ongoing);
    let over: Vec<&Ongoing> = ongoing.iter().filter(|trouble| is_over(trouble, &looks)).collect();
    let told = Told { begun: begun.len(), over: over.len() };
    if told.is_something() {
        let reliefs = reliefs(staff, &over, now).await?;
        let mut book = staff.store.open_book().await?;
        begin(staff, &mut book, &begun, now, chance).await?;
        end(staff, &mut book, &over, &reliefs, now, chance).await?;
        trial::reached("alarmed");
        book.close().await?;
        trial::reached("told");
        log(&begun, &over);
    }
    Ok(told)
}

/// What begins to be wrong. What has not lasted for long is told only along with something else.
fn begun<'l>(looks: &'l [Look], ongoing: &[Ongoing]) -> Vec<(&'l Look, &'l Alarm)> {
    let is_new = |look: &&Look| !ongoing.iter().any(|trouble| look.is_about(trouble));
    let new: Vec<&Look> = looks.iter().filter(is_new).collect();
    if !new.iter().any(|look| matches!(look.finding, Finding::Trouble(_))) {
        return Vec::new();
    }
    let alarm = |look: &'l Look| match &look.finding {
        Finding::Trouble(alarm) | Finding::Young(alarm) => Some((look, alarm)),
        Finding::Well | Finding::Unsure => None,
    };
    new.into_iter().filter_map(alarm).collect()
}

/// Whether a trouble is over: all is well, or what it was about is not there any more.
fn is_over(trouble: &Ongoing, looks: &[Look]) -> bool {
    let look = looks.iter().find(|look| look.is_about(trouble));
    look.is_none_or(|look| matches!(look.finding, Finding::Well))
}

async fn begin(
    staff: &Staff,
    book: &mut Book,
    begun: &[(&Look, &Alarm)],
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Result<(), FlowError> {
    let mut first = None;
    for (look, alarm) in begun {
        let id = book.begin_trouble(look.kind, &look.subject, alarm.since.timestamp()).await?;
        first.get_or_insert(id);
    }
    let Some(first) = first else { return Ok(()) };
    trial::reached("noticed");
    let alarms: Vec<Alarm> = begun.iter().map(|(_, alarm)| (*alarm).clone()).collect();
    let cause = format!("begun:{first}");
    let message_id = message_id(chance, &staff.from);
    staff.write(book, (LETTER, &cause), &letters::alarm(&alarms), &[], &message_id, now).await
}

async fn end(
    staff: &Staff,
    book: &mut Book,
    over: &[&Ongoing],
    reliefs: &[Relief],
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Result<(), FlowError> {
    for trouble in over {
        book.end_trouble(trouble.id, now).await?;
    }
    let Some(first) = over.first() else { return Ok(()) };
    trial::reached("ended");
    let cause = format!("over:{}", first.id);
    let message_id = message_id(chance, &staff.from);
    staff.write(book, (LETTER, &cause), &letters::relief(reliefs), &[], &message_id, now).await
}

/// What is over, as the letter says it.
async fn reliefs(staff: &Staff, over: &[&Ongoing], now: Timestamp) -> Result<Vec<Relief>, FlowError> {
    let mut reliefs = Vec::new();
    for trouble in over {
        let outage = Outage { from: staff.local(trouble.since), to: staff.local(now) };
        reliefs.push(match (trouble.kind, trouble.subject.as_str()) {
            (Kind::Contact, FILING) => Relief::Filing(outage),
            (Kind::Contact, other) => match survey::folder_of(other) {
                Some(folder) => Relief::Folder(folder.to_owned(), outage),
                None => Relief::Mailbox(outage),
            },
            (Kind::Letters, _) => Relief::Letters(outage),
            (Kind::Disk, _) => Relief::Disk,
            (Kind::Limit, _) => Relief::Limit,
            (Kind::Failed, message) => {
                let received_at = staff.store.received_at(message).await?;
                Relief::Message(staff.local(received_at.unwrap_or(trouble.since)))
            }
        });
    }
    Ok(reliefs)
}

/// A line for each trouble: an error where it begins, more quietly where it is over.
fn log(begun: &[(&Look, &Alarm)], over: &[&Ongoing]) {
    for (look, alarm) in begun {
        let (kind, line) = (look.kind.as_str(), survey::line(look, alarm));
        tracing::error!(trouble = kind, "{line}");
    }
    for Ongoing { kind, subject, since, .. } in over {
        let kind = kind.as_str();
        tracing::info!(trouble = kind, %since, "over: trouble with {}", format!("{kind} {subject}").trim_end());
    }
}
