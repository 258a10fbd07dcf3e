//! The commands that change something in a mailbox: after a message is dealt with, and after a letter
//! left.

use async_imap::imap_proto::{MailboxDatum, Response};
use jiff::Timestamp;

use super::failure::Failure;
use super::session::{Folder, Session, quoted};
use super::{folder_name, uid_set};

impl Session {
    /// Opens `folder` for changes (SELECT).
    ///
    /// # Errors
    /// When there is none, or the server does not say its UIDVALIDITY.
    pub async fn select(&mut self, folder: &str) -> Result<Folder, Failure> {
        self.open("SELECT", folder).await
    }

    /// Gives messages the keyword `keyword` (RFC 3501, section 2.3.2).
    ///
    /// # Errors
    /// When the server refuses, or as for [`super::dialogue::Dialogue::exchange`].
    pub async fn mark(&mut self, uids: &[u32], keyword: &str) -> Result<(), Failure> {
        self.store(uids, keyword).await
    }

    /// Moves messages to `folder`: by MOVE (RFC 6851), else by COPY and an EXPUNGE of these messages
    /// alone (UIDPLUS, RFC 4315).
    ///
    /// # Errors
    /// When the server has neither or refuses, or as for [`super::dialogue::Dialogue::exchange`].
    pub async fn move_to(&mut self, uids: &[u32], folder: &str) -> Result<(), Failure> {
        let target = quoted(&folder_name::encode(folder));
        if self.supports("MOVE") {
            return self.with_each_set("UID MOVE", uids, &target).await;
        }
        if !self.supports("UIDPLUS") {
            return Err(Failure::Refused("neither MOVE nor UIDPLUS among its capabilities".to_owned()));
        }
        self.with_each_set("UID COPY", uids, &target).await?;
        self.store(uids, "\\Deleted").await?;
        self.with_each_set("UID EXPUNGE", uids, "").await
    }

    async fn store(&mut self, uids: &[u32], flag: &str) -> Result<(), Failure> {
        self.with_each_set("UID STORE", uids, &format!("+FLAGS.SILENT ({flag})")).await
    }

    async fn with_each_set(&mut self, command: &str, uids: &[u32], rest: &str) -> Result<(), Failure> {
        for set in uid_set::sets(uids) {
            self.dialogue.exchange(format!("{command} {set} {rest}").trim_end(), |_| {}).await?;
        }
        Ok(())
    }

    /// Whether the folder that is open has a mail with this Message-ID.
    ///
    /// # Errors
    /// As for [`super::dialogue::Dialogue::exchange`].
    pub async fn contains(&mut self, message_id: &str) -> Result<bool, Failure> {
        let mut found = false;
        let command = format!("UID SEARCH HEADER Message-ID {}", quoted(message_id));
        let search = self.dialogue.exchange(&command, |response| {
            found |=
                matches!(response, Response::MailboxData(MailboxDatum::Search(uids)) if !uids.is_empty());
        });
        search.await?;
        Ok(found)
    }

    /// Adds `mail` to `folder`, as read, with the time `sent_at` (APPEND).
    ///
    /// # Errors
    /// When the server refuses, or as for [`super::dialogue::Dialogue::exchange`].
    pub async fn append(&mut self, folder: &str, mail: &[u8], sent_at: Timestamp) -> Result<(), Failure> {
        let command = format!(
            "APPEND {} (\\Seen) \"{}\" {{{}}}",
            quoted(&folder_name::encode(folder)),
            sent_at.strftime("%d-%b-%Y %H:%M:%S +0000"),
            mail.len()
        );
        self.dialogue.converse(&command, &[mail], |_| {}).await
    }
}
