//! One folder as a source of messages: a cursor into it, and the session that looks.

use std::collections::HashMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Imap;
use super::failure::Failure;
use super::session::{Folder, Listed, Section, Session};
use crate::clock::Clock;
use crate::mailbox::{Arrival, Fetched, MailboxError};
use crate::sighting::{Copy, Cursor, Look, Sighting};

/// Larger messages are fetched by their header section alone, in octets.
const LARGEST: u64 = 30 << 20;
/// For how long the server is left to announce messages by itself, at most: RFC 2177 allows 29
/// minutes, but routers forget a silent connection sooner, and one that is dead shows only here.
const IDLE: Duration = Duration::from_mins(5);
/// How much later than the server's this machine's clock may be: what has come just before the first
/// start is never looked for, but what comes after must not be taken for the past.
const SKEW: SignedDuration = SignedDuration::from_mins(10);

/// A folder in which messages arrive. It is only ever read.
#[derive(Debug)]
pub struct ImapInbox {
    server: Imap,
    folder: String,
    /// Older messages are its past, where that is configured.
    since: Option<Timestamp>,
    clock: Clock,
    is_answered: bool,
    cursor: Option<Cursor>,
    /// Taken while it is spoken with: whoever drops that halfway drops the session.
    open: Option<(Session, Folder)>,
}

impl ImapInbox {
    /// `folder` on `server`. Messages from before `since`, or else from before the first look, are
    /// its past.
    #[must_use]
    pub fn new(server: Imap, folder: String, since: Option<Timestamp>, clock: Clock) -> Self {
        Self { server, folder, since, clock, is_answered: true, cursor: None, open: None }
    }

    /// The same, but what comes there is for the staff alone.
    #[must_use]
    pub fn unanswered(self) -> Self {
        Self { is_answered: false, ..self }
    }

    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        self.server.name_of(&self.folder)
    }

    /// Tells it how far the folder was looked through before.
    pub fn remember(&mut self, cursor: Option<Cursor>) {
        self.cursor = cursor;
    }

    /// What is new.
    ///
    /// # Errors
    /// When the folder cannot be looked through; nothing is known of it then.
    pub async fn look(&mut self) -> Result<Look, MailboxError> {
        let (mut session, folder) = self.session().await?;
        let looked = self.look_through(&mut session, folder).await;
        let look = looked.map_err(|failure| self.server.lost(&failure))?;
        self.open = Some((session, folder));
        Ok(look)
    }

    async fn look_through(&mut self, session: &mut Session, folder: Folder) -> Result<Look, Failure> {
        let (cursor, listed) = match (self.cursor, self.since) {
            (Some(cursor), since)
                if cursor.uid_validity == folder.uid_validity
                    && since.is_none_or(|since| since >= cursor.since) =>
            {
                (cursor, session.list(cursor.next_uid).await?)
            }
            // What has come since then is looked for anew; what is known already, the book tells.
            (Some(Cursor { since, .. }), None) | (_, Some(since)) => {
                let cursor = start(session, folder, since).await?;
                let listed = session.list_since(since).await?;
                let first_uid = self.first_uid(&cursor, &listed);
                (Cursor { first_uid, ..cursor }, listed)
            }
            (None, None) => {
                let now = self.clock.now();
                let since = now.saturating_sub(SKEW).unwrap_or(now);
                (start(session, folder, since).await?, Vec::new())
            }
        };
        let next_uid = listed.iter().map(|message| message.uid.saturating_add(1)).max();
        let cursor = Cursor { next_uid: cursor.next_uid.max(next_uid.unwrap_or_default()), ..cursor };
        let seen = listed.into_iter().map(|message| self.sighting(cursor.uid_validity, message));
        let mut look = Look::new(seen.collect(), Some(cursor.since));
        if self.cursor != Some(cursor) {
            self.cursor = Some(cursor);
            look.cursor = Some((self.name(), cursor));
        }
        Ok(look)
    }

    /// Where an account begins that takes in what `listed` holds of the time since it began. It never
    /// shrinks under the same UIDVALIDITY.
    fn first_uid(&self, begun: &Cursor, listed: &[Listed]) -> u32 {
        let is_ours =
            |message: &&Listed| message.received_at.is_none_or(|received_at| received_at >= begun.since);
        let lowest = listed.iter().filter(is_ours).map(|message| message.uid).min();
        let before = self.cursor.filter(|before| before.uid_validity == begun.uid_validity);
        let firsts = [lowest, before.map(|before| before.first_uid)];
        firsts.into_iter().flatten().fold(begun.first_uid, u32::min)
    }

    fn sighting(&self, uid_validity: u32, message: Listed) -> Sighting {
        Sighting {
            copy: Copy { mailbox: self.name(), uid_validity, uid: message.uid.to_string() },
            octets: message.octets,
            received_at: message.received_at.unwrap_or_else(|| self.clock.now()),
        }
    }

    /// Fetches messages; what came of each, in the order of `wanted`.
    ///
    /// # Errors
    /// When the folder cannot be read any more.
    pub async fn fetch(&mut self, wanted: &[Sighting]) -> Result<Vec<Fetched>, MailboxError> {
        let (mut session, folder) = self.session().await?;
        let fetched = self.fetch_all(&mut session, folder, wanted).await;
        let fetched = fetched.map_err(|failure| self.server.lost(&failure))?;
        self.open = Some((session, folder));
        Ok(fetched)
    }

    async fn fetch_all(
        &self,
        session: &mut Session,
        folder: Folder,
        wanted: &[Sighting],
    ) -> Result<Vec<Fetched>, Failure> {
        let is_current = |sighting: &&Sighting| sighting.copy.uid_validity == folder.uid_validity;
        let (whole, large): (Vec<&Sighting>, Vec<&Sighting>) =
            wanted.iter().filter(is_current).partition(|sighting| sighting.octets <= LARGEST);
        let uids =
            |sightings: &[&Sighting]| -> Vec<u32> { sightings.iter().filter_map(|one| uid(one)).collect() };
        let mut fetched = HashMap::new();
        for (uids, section) in [(uids(&whole), Section::Whole), (uids(&large), Section::Header)] {
            self.fetch_section(session, &uids, section, &mut fetched).await?;
        }
        Ok(wanted.iter().map(|sighting| self.what_came(sighting, &mut fetched)).collect())
    }

    /// Fetches `section` of messages into `fetched`. Where the server refuses them together, each is
    /// fetched alone, so that one which it cannot read does not keep the others waiting.
    async fn fetch_section(
        &self,
        session: &mut Session,
        uids: &[u32],
        section: Section,
        fetched: &mut HashMap<u32, Came>,
    ) -> Result<(), Failure> {
        match session.fetch(uids, section).await {
            Ok(came) => {
                fetched.extend(came.into_iter().map(|(uid, octets)| (uid, Came::Octets(octets, section))));
            }
            Err(Failure::Refused(_)) if uids.len() > 1 => {
                for uid in uids {
                    Box::pin(self.fetch_section(session, &[*uid], section, fetched)).await?;
                }
            }
            Err(failure @ Failure::Refused(_)) => {
                fetched.extend(uids.iter().map(|uid| (*uid, Came::Error(self.server.lost(&failure)))));
            }
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    fn what_came(&self, sighting: &Sighting, fetched: &mut HashMap<u32, Came>) -> Fetched {
        match uid(sighting).and_then(|uid| fetched.remove(&uid)) {
            Some(Came::Octets(octets, section)) => Fetched::Arrived(Arrival {
                copy: sighting.copy.clone(),
                received_at: sighting.received_at,
                octets,
                is_whole: section == Section::Whole,
                is_answered: self.is_answered,
            }),
            Some(Came::Error(error)) => Fetched::Unreadable(error),
            None => Fetched::Gone,
        }
    }

    /// Waits until the server announces a message, at most `at_most`. It may return earlier.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn wait(&mut self, at_most: Duration) -> Result<(), MailboxError> {
        let (mut session, folder) = self.session().await?;
        if at_most > IDLE && !session.supports("IDLE") {
            session.log_out().await;
            tokio::time::sleep(at_most).await;
            return Ok(());
        }
        session.wait(at_most.min(IDLE)).await.map_err(|failure| self.server.lost(&failure))?;
        self.open = Some((session, folder));
        Ok(())
    }

    /// The session that is open, or else a new one. It goes back to [`Self::open`] once the server
    /// has answered as it should.
    async fn session(&mut self) -> Result<(Session, Folder), MailboxError> {
        if let Some(open) = self.open.take() {
            return Ok(open);
        }
        let mut session = self.server.open().await?;
        let folder = self.server.examine(&mut session, &self.folder).await?;
        Ok((session, folder))
    }

    /// Goes on with a session in which `folder` is open.
    #[cfg(test)]
    pub(super) fn resume(&mut self, session: Session, folder: Folder) {
        self.open = Some((session, folder));
    }

    /// Takes leave of the server.
    pub async fn close(&mut self) {
        if let Some((session, _)) = self.open.take() {
            session.log_out().await;
        }
    }
}

/// What came of one message.
enum Came {
    Octets(Vec<u8>, Section),
    Error(MailboxError),
}

fn uid(sighting: &Sighting) -> Option<u32> {
    sighting.copy.uid.parse().ok()
}

/// The cursor behind what is in the folder now, and an account that begins there.
async fn start(session: &mut Session, folder: Folder, since: Timestamp) -> Result<Cursor, Failure> {
    let next_uid = match folder.uid_next {
        Some(next_uid) => next_uid,
        None => session.highest_uid().await?.saturating_add(1),
    };
    Ok(Cursor { uid_validity: folder.uid_validity, first_uid: next_uid, next_uid, since })
}
