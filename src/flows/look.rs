//! What waits in a mailbox: seen, accounted for, fetched in the order of arrival.

use jiff::{SignedDuration, Timestamp};

use super::FlowError;
use crate::mailbox::{Arrival, Fetched, Inbox, MailboxError};
use crate::sighting::{Copy, Sighting};
use crate::store::{Store, Waiting};

/// How many messages are fetched together, at most.
const BATCH: u32 = 100;
/// How many octets are fetched together, at most, unless one message has more.
const BATCH_OCTETS: u64 = 8 << 20;
/// After so many looks a message that is not there any more is given up.
const PATIENCE: u32 = 3;
/// The pause after the first attempt at a message that cannot be fetched; twice as long after each
/// further one, up to 64 times.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);

/// Tells `inbox` what is accounted for already.
///
/// # Errors
/// When the book fails.
pub async fn remember(store: &Store, inbox: &mut Inbox) -> Result<(), FlowError> {
    let name = inbox.name();
    match inbox {
        Inbox::Maildir(maildir) => {
            let known = store.known_names(&name, maildir.since()).await?;
            maildir.remember(known.into_iter().collect());
        }
        Inbox::Imap(imap) => imap.remember(store.cursor(&name).await?),
    }
    Ok(())
}

/// Takes what is new in `inbox` into the account.
///
/// # Errors
/// When the mailbox cannot be looked through or the book fails.
pub async fn look(store: &Store, inbox: &mut Inbox) -> Result<(), FlowError> {
    let look = inbox.look().await?;
    if look.is_empty() {
        return Ok(());
    }
    Ok(store.note(&look).await?)
}

/// The next messages of `inbox` that wait, and how many of those that were due could not be fetched;
/// `None` when none was due.
///
/// # Errors
/// When the mailbox as a whole cannot be read or the book fails.
pub async fn fetch(
    store: &Store,
    inbox: &mut Inbox,
    now: Timestamp,
) -> Result<Option<(Vec<Arrival>, usize)>, FlowError> {
    let batch = within_reason(store.waiting(&inbox.name(), now, BATCH).await?);
    if batch.is_empty() {
        return Ok(None);
    }
    let wanted: Vec<Sighting> = batch.iter().map(|waiting| waiting.sighting.clone()).collect();
    let mut arrivals = Vec::new();
    for (waiting, fetched) in batch.iter().zip(inbox.fetch(&wanted).await?) {
        match fetched {
            Fetched::Arrived(arrival) => arrivals.push(arrival),
            Fetched::Gone => miss(store, waiting, now).await?,
            Fetched::Unreadable(error) => put_off(store, waiting, &error, now).await?,
        }
    }
    let unread = batch.len() - arrivals.len();
    Ok(Some((arrivals, unread)))
}

/// As many as may be held in memory together.
fn within_reason(mut batch: Vec<Waiting>) -> Vec<Waiting> {
    let mut octets = 0;
    let fitting = batch.iter().take_while(|waiting| {
        octets += waiting.sighting.octets;
        octets <= BATCH_OCTETS
    });
    let count = fitting.count().max(1);
    batch.truncate(count);
    batch
}

/// A message is not there: somebody may be moving it about, so it is looked for again before it is
/// given up.
async fn miss(store: &Store, waiting: &Waiting, now: Timestamp) -> Result<(), FlowError> {
    let Copy { mailbox, uid, .. } = &waiting.sighting.copy;
    if waiting.tries + 1 < PATIENCE {
        return Ok(store.put_off(&waiting.sighting.copy, after_pause(waiting.tries, now)).await?);
    }
    tracing::warn!(%mailbox, %uid, "somebody moved or deleted it before it could be read");
    Ok(store.note_gone(&waiting.sighting.copy).await?)
}

/// One message that cannot be read does not keep the others waiting.
async fn put_off(
    store: &Store,
    waiting: &Waiting,
    error: &MailboxError,
    now: Timestamp,
) -> Result<(), FlowError> {
    tracing::warn!(uid = %waiting.sighting.copy.uid, "{error}; it is tried again");
    Ok(store.put_off(&waiting.sighting.copy, after_pause(waiting.tries, now)).await?)
}

fn after_pause(tries: u32, now: Timestamp) -> Timestamp {
    now.saturating_add(PAUSE * (1 << tries.min(6))).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::mailbox::Maildir;

    struct Post {
        folder: tempfile::TempDir,
        store: Store,
    }

    impl Post {
        async fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            for part in ["new", "cur"] {
                fs::create_dir(folder.path().join(part)).unwrap();
            }
            let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
            Self { folder, store }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn deliver(&self, name: &str, date: &str) {
            let mail = format!("Received: by mail.example; {date}\nSubject: {name}\n\nBonjour\n");
            fs::write(self.path("new").join(name), mail).unwrap();
        }

        /// The mailbox as a desk sees it that starts now.
        async fn inbox(&self, since: Option<Timestamp>) -> Inbox {
            let mut inbox = Inbox::Maildir(Maildir::at(self.folder.path(), since));
            remember(&self.store, &mut inbox).await.unwrap();
            inbox
        }

        /// The names of what is fetched at `now`, and how many were due in vain.
        async fn fetch(&self, inbox: &mut Inbox, now: i64) -> (Vec<String>, usize) {
            let now = Timestamp::from_second(now).unwrap();
            let fetched = fetch(&self.store, inbox, now).await.unwrap();
            let (arrivals, unread) = fetched.unwrap_or_default();
            (arrivals.into_iter().map(|arrival| arrival.copy.uid).collect(), unread)
        }
    }

    const MONDAY: &str = "Mon, 29 Feb 2016 08:17:20 +0100";
    const TUESDAY: &str = "Tue, 1 Mar 2016 08:17:20 +0100";

    fn rename(from: &Path, to: &Path) {
        fs::rename(from, to).unwrap();
    }

    #[tokio::test]
    async fn messages_are_fetched_in_the_order_of_arrival_also_after_a_restart() {
        let post = Post::new().await;
        post.deliver("1", TUESDAY);
        let mut inbox = post.inbox(None).await;
        look(&post.store, &mut inbox).await.unwrap();
        post.deliver("2", MONDAY);
        let mut restarted = post.inbox(None).await;
        look(&post.store, &mut restarted).await.unwrap();
        assert_eq!(post.fetch(&mut restarted, 0).await, (vec!["2".into(), "1".into()], 0));
    }

    #[tokio::test]
    async fn a_message_that_a_mail_program_moves_meanwhile_is_fetched_all_the_same() {
        let post = Post::new().await;
        post.deliver("1", MONDAY);
        let mut inbox = post.inbox(None).await;
        look(&post.store, &mut inbox).await.unwrap();
        rename(&post.path("new/1"), &post.path("cur/1:2,S"));
        assert_eq!(post.fetch(&mut inbox, 0).await, (vec!["1".into()], 0));
    }

    #[tokio::test]
    async fn a_message_that_is_taken_away_is_looked_for_three_times_and_keeps_nobody_waiting() {
        let post = Post::new().await;
        post.deliver("1", MONDAY);
        post.deliver("2", MONDAY);
        let mut inbox = post.inbox(None).await;
        look(&post.store, &mut inbox).await.unwrap();
        rename(&post.path("new/1"), &post.path("1"));
        assert_eq!(post.fetch(&mut inbox, 0).await, (vec!["2".into()], 1));
        // The second is not handled here and is due each time; the first only after its pauses.
        assert_eq!(post.fetch(&mut inbox, 9).await, (vec!["2".into()], 0));
        assert_eq!(post.fetch(&mut inbox, 10).await, (vec!["2".into()], 1));
        assert_eq!(post.fetch(&mut inbox, 30).await, (vec!["2".into()], 1));
        assert_eq!(post.fetch(&mut inbox, 1_000_000).await, (vec!["2".into()], 0));
    }

    #[tokio::test]
    async fn a_message_that_comes_back_in_time_is_fetched() {
        let post = Post::new().await;
        post.deliver("1", MONDAY);
        let mut inbox = post.inbox(None).await;
        look(&post.store, &mut inbox).await.unwrap();
        rename(&post.path("new/1"), &post.path("1"));
        assert_eq!(post.fetch(&mut inbox, 0).await, (vec![], 1));
        rename(&post.path("1"), &post.path("cur/1:2,"));
        assert_eq!(post.fetch(&mut inbox, 10).await, (vec!["1".into()], 0));
    }

    #[tokio::test]
    async fn the_past_of_a_mailbox_is_never_fetched() {
        let post = Post::new().await;
        post.deliver("1", MONDAY);
        post.deliver("2", TUESDAY);
        let since = "2016-03-01T00:00:00+01:00".parse().unwrap();
        let mut inbox = post.inbox(Some(since)).await;
        look(&post.store, &mut inbox).await.unwrap();
        assert_eq!(post.fetch(&mut inbox, 0).await, (vec!["2".into()], 0));
    }

    #[tokio::test]
    async fn what_is_not_past_any_more_after_a_restart_is_fetched() {
        let post = Post::new().await;
        post.deliver("1", MONDAY);
        let mut inbox = post.inbox(Some("2016-03-01T00:00:00+01:00".parse().unwrap())).await;
        look(&post.store, &mut inbox).await.unwrap();
        for (since, fetched) in [("2016-02-29T12:00:00Z", vec![]), ("2016-02-29T00:00:00Z", vec!["1".into()])]
        {
            let mut inbox = post.inbox(Some(since.parse().unwrap())).await;
            look(&post.store, &mut inbox).await.unwrap();
            assert_eq!(post.fetch(&mut inbox, 0).await, (fetched, 0));
        }
    }

    #[test]
    fn a_batch_is_no_larger_than_memory_bears() {
        let waiting = |octets| Waiting {
            sighting: Sighting {
                copy: Copy { mailbox: String::new(), uid_validity: 0, uid: String::new() },
                octets,
                received_at: Timestamp::UNIX_EPOCH,
            },
            tries: 0,
        };
        let fits = |sizes: &[u64]| within_reason(sizes.iter().copied().map(waiting).collect()).len();
        assert_eq!(fits(&[]), 0);
        assert_eq!(fits(&[100 << 20, 1]), 1);
        assert_eq!(fits(&[4 << 20, 4 << 20, 1]), 2);
    }
}
