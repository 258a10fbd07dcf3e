//! What a folder holds, for the reconciliation of its account.

use jiff::Timestamp;

use super::Imap;
use super::session::Listed;
use crate::mailbox::MailboxError;
use crate::sighting::{Census, Copy, Sighting};

/// The messages of `folder` from the UID `first_uid` on, over a connection of its own. One of which the
/// server does not say when it was received counts as received `now`.
///
/// # Errors
/// When the folder cannot be looked through.
pub async fn census(
    server: &Imap,
    folder: &str,
    first_uid: u32,
    now: Timestamp,
) -> Result<Census, MailboxError> {
    let mut session = server.open().await?;
    let uid_validity = server.examine(&mut session, folder).await?.uid_validity;
    let listed = session.list(first_uid).await.map_err(|failure| server.lost(&failure))?;
    session.log_out().await;
    let sighting = |message: Listed| Sighting {
        copy: Copy { mailbox: server.name_of(folder), uid_validity, uid: message.uid.to_string() },
        octets: message.octets,
        received_at: message.received_at.unwrap_or(now),
    };
    Ok(Census { uid_validity, held: listed.into_iter().map(sighting).collect() })
}
