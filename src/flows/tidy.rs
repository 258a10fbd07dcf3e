//! Order in the mailbox: colleagues see there what is dealt with and what was said.

use jiff::Timestamp;

use super::FlowError;
use crate::config::{After, Mailbox, MailboxConfig};
use crate::mailbox::{Filing, Imap};
use crate::store::Store;

/// What keeping order needs.
#[derive(Debug)]
pub struct Tidying {
    /// The book.
    pub store: Store,
    /// Who keeps order.
    pub filing: Filing,
    /// The mailbox, by its name in the book.
    pub mailbox: String,
    /// What is done to messages that are dealt with.
    pub after: After,
    /// The folder that gets a copy of each letter.
    pub sent_folder: Option<String>,
}

impl Tidying {
    /// What `config` wants to be kept in order, if anything.
    #[must_use]
    pub fn new(config: &MailboxConfig, store: &Store) -> Option<Self> {
        let Mailbox::Imap(url) = &config.url else { return None };
        if config.after == After::Nothing && config.sent_folder.is_none() {
            return None;
        }
        let server = Imap::new(url.clone(), config.credential.clone(), config.ca_file.clone());
        Some(Self {
            store: store.clone(),
            mailbox: server.name_of(&url.folder),
            filing: Filing::new(server),
            after: config.after.clone(),
            sent_folder: config.sent_folder.clone(),
        })
    }
}

/// How many messages are put away together, at most.
const BATCH: u32 = 100;

/// Puts away the messages that are dealt with, and files the letters that left. What is done twice
/// because the desk was stopped in between is done once all the same. Stops between two steps when
/// `enough` says so.
///
/// # Errors
/// When the server refuses or cannot be used, or the book fails. What is left is done later.
pub async fn tidy(tidying: &mut Tidying, now: Timestamp, enough: &dyn Fn() -> bool) -> Result<(), FlowError> {
    let Tidying { store, filing, mailbox, after, sent_folder } = tidying;
    while *after != After::Nothing && !enough() {
        let Some((uid_validity, uids)) = store.to_put_away(mailbox, BATCH).await? else { break };
        filing.put_away(uid_validity, &uids, after).await?;
        store.note_put_away(mailbox, uid_validity, &uids, now).await?;
    }
    while let Some(folder) = sent_folder
        && !enough()
    {
        let Some(letter) = store.to_file().await? else { break };
        filing.file(folder, &letter.message_id, &letter.mail, letter.sent_at).await?;
        store.note_filed(letter.id, now).await?;
    }
    Ok(())
}
