//! Once a day: gather how everything stands, compose the digest, put it into the outbox.

mod gather;
mod news;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use self::gather::gather;
pub use self::gather::task;
use super::{FlowError, Staff, compare, message_id, reconcile};
use crate::config::{Config, DigestWhen, MailboxConfig};
use crate::desk::EventState;
use crate::event::Event;
use crate::letters::digest::EventPage;
use crate::letters::{Attachment, Letter};
use crate::sheets::{self, SheetError};
use crate::store::Store;
use crate::trial;

/// The kind of these letters.
const KIND: &str = "digest";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What the digest is made from, and when.
#[derive(Debug)]
pub struct Digesting {
    /// Who reads it; the book.
    pub staff: Staff,
    /// The mailbox that is counted for it.
    pub mailbox: MailboxConfig,
    /// The configured events.
    pub events: Vec<Event>,
    /// At what time of the day.
    pub at: Time,
    /// On which days.
    pub when: DigestWhen,
    /// How long before an event starts its sign-in sheet is attached.
    pub sign_in_sheet_from: SignedDuration,
    /// The path of the configuration, where commands must name it.
    pub config: Option<String>,
}

/// The digest of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The day.
    pub day: Date,
    /// Whether it tells anything, and so waits in the outbox.
    pub is_told: bool,
}

impl Digesting {
    /// The digest as `config` wants it.
    #[must_use]
    pub fn new(config: &Config, store: &Store) -> Self {
        Self {
            staff: Staff::new(config, store),
            mailbox: config.mailbox.clone(),
            events: config.events.iter().map(|event| event.event.clone()).collect(),
            at: config.staff.digest_at,
            when: config.staff.digest_when,
            sign_in_sheet_from: config.staff.sign_in_sheet_from,
            config: config.named_in_commands(),
        }
    }

    /// Makes the digest that is due at `now`, if one is: the latest whose time has come, also when the
    /// desk was closed at that time. One a day, whatever happens in between: it is recorded together with
    /// its letter. Where nobody reads it, the mailbox is counted all the same.
    ///
    /// # Errors
    /// When the book fails or the letter cannot be written; then none was made.
    pub async fn make_due(
        &self,
        now: Timestamp,
        chance: &mut fastrand::Rng,
    ) -> Result<Option<Made>, FlowError> {
        let day = due_day(self.at, &self.staff.timezone, now);
        if self.staff.store.has_digest(day, now).await? {
            return Ok(None);
        }
        let mut book = self.staff.store.open_book().await?;
        if book.open_digests(day, now).await? {
            book.close().await?;
            return Ok(None);
        }
        drop(book);
        self.make(day, self.when, now, chance).await
    }

    /// Makes the digest of today, whatever the time, if there was none.
    ///
    /// # Errors
    /// As for [`Self::make_due`].
    pub async fn make_now(
        &self,
        now: Timestamp,
        chance: &mut fastrand::Rng,
    ) -> Result<Option<Made>, FlowError> {
        let today = self.staff.local(now).date();
        self.make(today, DigestWhen::Always, now, chance).await
    }

    /// What the digest would say now.
    ///
    /// # Errors
    /// When the book fails.
    pub async fn preview(&self, now: Timestamp) -> Result<Letter, FlowError> {
        let reconciled = compare(&self.staff.store, &self.mailbox, now).await;
        let mut book = self.staff.store.open_book().await?;
        Ok(gather(self, &mut book, &reconciled, now).await?.letter())
    }

    async fn make(
        &self,
        day: Date,
        when: DigestWhen,
        now: Timestamp,
        chance: &mut fastrand::Rng,
    ) -> Result<Option<Made>, FlowError> {
        let reconciled = reconcile(&self.staff.store, &self.mailbox, now).await;
        trial::reached("reconciled");
        let mut book = self.staff.store.open_book().await?;
        let digest = gather(self, &mut book, &reconciled, now).await?;
        trial::reached("gathered");
        let has_news = !digest.is_quiet() || when == DigestWhen::Always && !digest.pages.is_empty();
        let is_told = has_news && !self.staff.readers.is_empty();
        let message_id = message_id(chance, &self.staff.from);
        if !book.record_digest(day, is_told.then_some(message_id.as_str()), now).await? {
            return Ok(None);
        }
        if is_told {
            let (letter, attachments) = (digest.letter(), attachments(&digest.pages, now));
            let cause = day.to_string();
            self.staff.write(&mut book, (KIND, &cause), &letter, &attachments, &message_id, now).await?;
        }
        trial::reached("digested");
        book.close().await?;
        trial::reached("published");
        Ok(Some(Made { day, is_told }))
    }

    /// Whether the sign-in sheet of `event` is of use by now.
    fn wants_sign_in_sheet(&self, event: &Event, state: EventState, now: Timestamp) -> bool {
        let comes_soon = event.starts.timestamp().duration_since(now) <= self.sign_in_sheet_from;
        comes_soon && state != EventState::CalledOff
    }
}

/// The latest day whose digest is due at `now`. A time that a change of clocks skips is so much later, one
/// that it repeats is due at its first occurrence.
fn due_day(at: Time, timezone: &TimeZone, now: Timestamp) -> Date {
    let today = now.to_zoned_datetime(timezone.clone()).date();
    let due = today.to_datetime(at).to_zoned_datetime(timezone.clone());
    match due {
        Ok(due) if due.timestamp() > now => today.saturating_sub(1.day()),
        _ => today,
    }
}

/// The files that go with the digest. One that cannot be made is left out: the digest matters more.
fn attachments(pages: &[EventPage<'_>], now: Timestamp) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for page in pages.iter().filter(|page| !page.listed.is_empty()) {
        let (event, listed) = (page.event, &page.listed);
        let name = format!("inscriptions-{}.xlsx", event.id);
        attachments.extend(attachment(name, WORKBOOK, sheets::workbook(event, listed, now)));
        if page.has_sign_in_sheet {
            let name = format!("emargement-{}.docx", event.id);
            attachments.extend(attachment(name, DOCUMENT, sheets::sign_in_sheet(event, listed, now)));
        }
    }
    attachments
}

fn attachment(name: String, media_type: &str, made: Result<Vec<u8>, SheetError>) -> Option<Attachment> {
    match made {
        Ok(bytes) => Some(Attachment { name, media_type: media_type.to_owned(), bytes }),
        Err(error) => {
            tracing::error!("the digest goes without {name}: {error}");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn day_at(at: Time, now: &str) -> Date {
        due_day(at, &TimeZone::get("Europe/Paris").unwrap(), now.parse().unwrap())
    }

    #[test]
    fn a_digest_is_due_from_its_time_on_until_that_of_the_next_day() {
        let eight = time(8, 0, 0, 0);
        assert_eq!(day_at(eight, "2016-03-01T06:59:59Z"), date(2016, 2, 29));
        assert_eq!(day_at(eight, "2016-03-01T07:00:00Z"), date(2016, 3, 1));
        assert_eq!(day_at(eight, "2016-03-02T06:59:59Z"), date(2016, 3, 1));
    }

    #[test]
    fn it_is_due_at_eight_by_the_clock_on_both_days_of_change() {
        let eight = time(8, 0, 0, 0);
        assert_eq!(day_at(eight, "2016-03-27T05:59:59Z"), date(2016, 3, 26));
        assert_eq!(day_at(eight, "2016-03-27T06:00:00Z"), date(2016, 3, 27), "summer time since this night");
        assert_eq!(day_at(eight, "2016-10-30T06:59:59Z"), date(2016, 10, 29));
        assert_eq!(day_at(eight, "2016-10-30T07:00:00Z"), date(2016, 10, 30), "winter time since this night");
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_is_due_once() {
        let half_past_two = time(2, 30, 0, 0);
        assert_eq!(day_at(half_past_two, "2016-03-27T01:29:59Z"), date(2016, 3, 26));
        assert_eq!(day_at(half_past_two, "2016-03-27T01:30:00Z"), date(2016, 3, 27), "at 3:30");
        assert_eq!(day_at(half_past_two, "2016-10-30T00:30:00Z"), date(2016, 10, 30), "the first 2:30");
        assert_eq!(day_at(half_past_two, "2016-10-30T01:30:00Z"), date(2016, 10, 30), "the second 2:30");
    }
}
