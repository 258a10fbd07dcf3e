//! A look at everything that could be wrong.

use jiff::{SignedDuration, Timestamp};

use crate::flows::{FlowError, Staff};
use crate::letters::{Alarm, Limit, Trouble};
use crate::plural::waiting_letters;
use crate::store::{Absence, Contact, Failed, Kind, Ongoing, Pace, Room, room};

/// The part of the daemon that reads the mailbox.
pub const MAILBOX: &str = "mailbox";
/// The part that sends letters.
pub const SENDER: &str = "sender";
/// The part that keeps order in the mailbox.
pub const FILING: &str = "filing";
/// What the parts that read further folders begin with.
const FOLDER: &str = "folder ";

/// With less room than this, in octets, the disk is nearly full: a day of mail with large files may
/// fill it before somebody has looked. A small disk is so with less than a twentieth of it.
const LITTLE_ROOM: u64 = 256 << 20;
/// For so long after the last one of its kind, a limit that is reached again, or another message that
/// failed, waits to be told: what comes in numbers is told together, once an hour.
const REST: SignedDuration = SignedDuration::from_hours(1);

/// The part of the daemon that reads the further folder `name`.
#[must_use]
pub fn folder(name: &str) -> String {
    format!("{FOLDER}{name}")
}

/// The folder that this part of the daemon reads, if it is a further one.
pub fn folder_of(flow: &str) -> Option<&str> {
    flow.strip_prefix(FOLDER)
}

/// One thing that was looked at.
#[derive(Debug)]
pub struct Look {
    /// What kind of trouble it could be.
    pub kind: Kind,
    /// Which one of its kind.
    pub subject: String,
    /// How it is.
    pub finding: Finding,
}

/// How something was found.
#[derive(Debug)]
pub enum Finding {
    /// All is well.
    Well,
    /// It cannot be said now: whatever was told goes on.
    Unsure,
    /// It is wrong, but not worth a letter of its own yet.
    Young(Alarm),
    /// It is wrong.
    Trouble(Alarm),
}

impl Look {
    fn new(kind: Kind, subject: impl Into<String>, finding: Finding) -> Self {
        Self { kind, subject: subject.into(), finding }
    }

    /// Whether it is about the same as `trouble`.
    pub fn is_about(&self, trouble: &Ongoing) -> bool {
        self.kind == trouble.kind && self.subject == trouble.subject
    }
}

/// Looks at everything.
///
/// # Errors
/// When the book cannot be read.
pub async fn survey(staff: &Staff, seen: &[Contact], now: Timestamp) -> Result<Vec<Look>, FlowError> {
    let contacts = with_beginnings(staff, seen).await?;
    let (senders, inbound): (Vec<_>, Vec<_>) = contacts.iter().partition(|contact| contact.flow == SENDER);
    let mut looks: Vec<Look> = inbound.into_iter().map(|contact| staff.contact(contact, now)).collect();
    looks.push(staff.outbox(senders.first().copied(), now).await?);
    looks.push(staff.disk(now));
    looks.push(staff.limit(now).await?);
    looks.extend(staff.failed(now).await?);
    Ok(looks)
}

/// What is seen in this run, each absence since it began, be it in an earlier run.
async fn with_beginnings(staff: &Staff, seen: &[Contact]) -> Result<Vec<Contact>, FlowError> {
    let kept = staff.store.contacts().await?;
    let since = |flow: &str| {
        kept.iter().find(|kept| kept.flow == flow)?.absence.as_ref().map(|absence| absence.since)
    };
    let dated = |contact: &Contact| {
        let mut contact = contact.clone();
        if let Some(absence) = &mut contact.absence {
            absence.since = since(&contact.flow).map_or(absence.since, |since| since.min(absence.since));
        }
        contact
    };
    Ok(seen.iter().map(dated).collect())
}

impl Staff {
    /// A server that messages come from.
    fn contact(&self, Contact { flow, works_at, absence }: &Contact, now: Timestamp) -> Look {
        let finding = match absence {
            Some(Absence { since, why }) => {
                let why = why.clone();
                let trouble = match (flow.as_str(), folder_of(flow)) {
                    (FILING, _) => Trouble::Filing { why },
                    (_, Some(name)) => Trouble::Folder { name: name.to_owned(), why },
                    _ => Trouble::Mailbox { why },
                };
                self.aged(trouble, *since, now)
            }
            None if works_at.is_some() => Finding::Well,
            None => Finding::Unsure,
        };
        Look::new(Kind::Contact, flow, finding)
    }

    /// The way out. It is tried only while a letter may leave.
    async fn outbox(&self, sender: Option<&Contact>, now: Timestamp) -> Result<Look, FlowError> {
        let waiting = self.store.count_waiting_letters().await?;
        let absence = sender.and_then(|sender| sender.absence.as_ref());
        let finding = if waiting == 0 {
            Finding::Well
        } else if let Some(Absence { since, why }) = absence {
            if self.store.has_due(self.pace, now).await? {
                self.aged(Trouble::Letters { waiting, why: Some(why.clone()) }, *since, now)
            } else {
                Finding::Unsure
            }
        } else if let Some((since, why)) = self.store.oldest_deferred(self.alarm_after, now).await? {
            self.aged(Trouble::Letters { waiting, why }, since, now)
        } else if sender.is_some_and(|sender| sender.works_at.is_some()) {
            Finding::Well
        } else {
            Finding::Unsure
        };
        Ok(Look::new(Kind::Letters, "", finding))
    }

    /// The disk of the database. It has room again only when there is twice as much.
    fn disk(&self, now: Timestamp) -> Look {
        let finding = match room(&self.database) {
            Ok(room) if is_little(room.free, room) => {
                let database = self.database.display().to_string();
                self.trouble(Trouble::Disk { free: room.free, database }, now)
            }
            Ok(room) if is_little(room.free / 2, room) => Finding::Unsure,
            Ok(_) => Finding::Well,
            Err(error) => {
                tracing::warn!("the disk of the database does not say how much room it has: {error}");
                Finding::Unsure
            }
        };
        Look::new(Kind::Disk, "", finding)
    }

    /// The pace.
    async fn limit(&self, now: Timestamp) -> Result<Look, FlowError> {
        let Pace { hourly, daily_per_recipient } = self.pace;
        let waiting = self.store.count_held_by_pace(self.pace, now).await?;
        let finding = if waiting == 0 {
            Finding::Well
        } else {
            let hour = now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(now);
            let is_hourly = self.store.count_sent(hour).await? >= hourly;
            let limit =
                if is_hourly { Limit::Hourly(hourly) } else { Limit::DailyPerRecipient(daily_per_recipient) };
            self.rested(Kind::Limit, Trouble::Limit { limit, waiting }, now).await?
        };
        Ok(Look::new(Kind::Limit, "", finding))
    }

    /// The messages on which the desk failed.
    async fn failed(&self, now: Timestamp) -> Result<Vec<Look>, FlowError> {
        let mut looks = Vec::new();
        for Failed { message, received_at, sender, subject } in self.store.failed_messages().await? {
            let trouble = Trouble::Message { received_at: self.local(received_at), sender, subject };
            let finding = self.rested(Kind::Failed, trouble, now).await?;
            looks.push(Look::new(Kind::Failed, message.to_string(), finding));
        }
        Ok(looks)
    }

    fn trouble(&self, trouble: Trouble, since: Timestamp) -> Finding {
        Finding::Trouble(Alarm { trouble, since: self.local(since) })
    }

    /// A trouble that is told once it has lasted.
    fn aged(&self, trouble: Trouble, since: Timestamp, now: Timestamp) -> Finding {
        let alarm = Alarm { trouble, since: self.local(since) };
        if now.duration_since(since) >= self.alarm_after {
            Finding::Trouble(alarm)
        } else {
            Finding::Young(alarm)
        }
    }

    /// A trouble that is told once there was none of its kind for a while.
    async fn rested(&self, kind: Kind, trouble: Trouble, now: Timestamp) -> Result<Finding, FlowError> {
        let alarm = Alarm { trouble, since: self.local(now) };
        let rest = now.saturating_sub(REST).unwrap_or(now);
        let has_rested = !self.store.has_had_trouble(kind, rest, now).await?;
        Ok(if has_rested { Finding::Trouble(alarm) } else { Finding::Young(alarm) })
    }
}

/// Whether so much is little on a disk like this one.
pub fn is_little(free: u64, room: Room) -> bool {
    free < LITTLE_ROOM.min(room.total / 20)
}

/// What begins, in a log line: no name, address or word of a mail.
pub fn line(look: &Look, Alarm { trouble, since }: &Alarm) -> String {
    let since = since.timestamp();
    match trouble {
        Trouble::Mailbox { why } | Trouble::Folder { why, .. } | Trouble::Filing { why } => {
            format!("the {} has had no contact since {since}: {why}", look.subject)
        }
        Trouble::Letters { waiting, why } => {
            let why = why.as_deref().unwrap_or("the mail server takes none");
            format!("no letter has left since {since}, {}: {why}", waiting_letters(*waiting))
        }
        Trouble::Disk { free, .. } => {
            format!("the disk of the database is nearly full, with {} MB free: make room", free / 1_000_000)
        }
        Trouble::Limit { waiting, .. } => {
            format!("{}, for the limit of letters is reached", waiting_letters(*waiting))
        }
        Trouble::Message { .. } => {
            format!("message {} of the book could not be recorded and is left to a person", look.subject)
        }
    }
}
