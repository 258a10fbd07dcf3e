//! Order in the mailbox: what is dealt with is marked or moved, what was said is in the folder of sent
//! mail.

use jiff::Timestamp;

use super::Imap;
use super::failure::Failure;
use super::session::Session;
use crate::config::After;
use crate::mailbox::MailboxError;

/// The keyword of messages that are dealt with (RFC 3501, section 2.3.2). Mail programs show it, where
/// they show keywords.
const KEYWORD: &str = "guichet";

const KEEP_ORDER: &str =
    "see that after and sent_folder under [mailbox] name folders that are there and may be written";

/// Who keeps order in a mailbox, over a connection of its own, so that nobody waits for it.
#[derive(Debug)]
pub struct Filing {
    server: Imap,
    /// Taken while it is spoken with: whoever drops that halfway drops the session.
    session: Option<Session>,
}

impl Filing {
    /// Order in a mailbox on `server`.
    #[must_use]
    pub fn new(server: Imap) -> Self {
        Self { server, session: None }
    }

    /// Marks or moves messages as `after` says. Those that are not there any more, or whose UIDs are
    /// of another UIDVALIDITY than the server's, are somebody else's care.
    ///
    /// # Errors
    /// When the server refuses or cannot be used; they are then to be put away later.
    pub async fn put_away(
        &mut self,
        uid_validity: u32,
        uids: &[u32],
        after: &After,
    ) -> Result<(), MailboxError> {
        let mut session = self.session().await?;
        let folder = self.server.url.folder.clone();
        let putting = async {
            if session.select(&folder).await?.uid_validity != uid_validity {
                return Ok(());
            }
            match after {
                After::Nothing => Ok(()),
                After::Keyword => session.mark(uids, KEYWORD).await,
                After::Move(target) => session.move_to(uids, target).await,
            }
        };
        let put = putting.await;
        self.keep(session, put).await
    }

    /// Puts a mail that was sent at `sent_at` into `folder`, unless one with its Message-ID, here
    /// without angle brackets, is there: the connection may have been lost just after it was put there.
    ///
    /// # Errors
    /// When the server refuses or cannot be used; the mail is then to be filed later.
    pub async fn file(
        &mut self,
        folder: &str,
        message_id: &str,
        mail: &[u8],
        sent_at: Timestamp,
    ) -> Result<(), MailboxError> {
        let mut session = self.session().await?;
        let filing = async {
            session.examine(folder).await?;
            if session.contains(message_id).await? {
                return Ok(());
            }
            session.append(folder, mail, sent_at).await
        };
        let filed = filing.await;
        self.keep(session, filed).await
    }

    async fn session(&mut self) -> Result<Session, MailboxError> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => self.server.open().await,
        }
    }

    /// Keeps a session that is still in step.
    async fn keep(&mut self, session: Session, done: Result<(), Failure>) -> Result<(), MailboxError> {
        match done {
            Ok(()) => {
                self.session = Some(session);
                Ok(())
            }
            Err(failure @ Failure::Refused(_)) => {
                session.log_out().await;
                Err(self.server.error(failure.to_string(), KEEP_ORDER))
            }
            Err(failure) => Err(self.server.lost(&failure)),
        }
    }

    /// Takes leave of the server.
    pub async fn close(&mut self) {
        if let Some(session) = self.session.take() {
            session.log_out().await;
        }
    }
}
