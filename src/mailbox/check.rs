//! Does the mailbox work that the configuration names, with all the folders that it needs?

use super::imap::{self, Imap};
use super::{MailboxError, Maildir};
use crate::config::{Mailbox, MailboxConfig};
use crate::plural::plural;

/// Tries the mailbox without changing it, and says what it is like, e.g. `TLS, logged in; INBOX, Sent;
/// announces messages by itself (IDLE)`.
///
/// # Errors
/// When it does not work.
pub async fn check(config: &MailboxConfig) -> Result<String, MailboxError> {
    match &config.url {
        Mailbox::Maildir(folder) => {
            let look = Maildir::at(folder, config.since).look()?;
            let messages = plural(look.waiting.len() + look.past.len(), "message");
            Ok(format!("{messages} in {}", folder.display()))
        }
        Mailbox::Imap(url) => {
            let server = Imap::new(url, config);
            let target = config.after.target();
            let others = config.also.iter().chain(&config.sent_folder).map(String::as_str);
            let folders: Vec<&str> = [url.folder.as_str()].into_iter().chain(others).chain(target).collect();
            imap::check(&server, &folders, target.is_some()).await
        }
    }
}
