//! The commands of a login: folders, what is in them, and the messages themselves (RFC 3501, section 6).

use std::collections::HashMap;
use std::time::Duration;

use async_imap::imap_proto::{AttributeValue, MailboxDatum, Outcome, Response, ResponseCode, Status};
use jiff::fmt::strtime;
use jiff::{SignedDuration, Timestamp};

use super::dialogue::Dialogue;
use super::failure::Failure;
use super::{folder_name, uid_set};

/// A conversation with a server that knows who we are.
#[derive(Debug)]
pub struct Session {
    pub(super) dialogue: Dialogue,
    capabilities: Vec<String>,
}

/// A folder as it was opened (RFC 3501, section 6.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder {
    /// UIDVALIDITY.
    pub uid_validity: u32,
    /// UIDNEXT, which the next message gets at least; `None` where the server does not say.
    pub uid_next: Option<u32>,
}

/// A message as it is listed, without its octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// UID.
    pub uid: u32,
    /// RFC822.SIZE.
    pub octets: u64,
    /// INTERNALDATE; `None` where the server does not say.
    pub received_at: Option<Timestamp>,
}

/// What is fetched of a message. PEEK does not mark it as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// All of it.
    Whole,
    /// Its header section.
    Header,
}

impl Session {
    /// A session over `dialogue`, on which the login is done.
    pub async fn begin(mut dialogue: Dialogue) -> Result<Self, Failure> {
        let capabilities = capabilities(&mut dialogue).await?;
        Ok(Self { dialogue, capabilities })
    }

    /// Whether the server has the capability `name`, e.g. `IDLE`.
    pub fn supports(&self, name: &str) -> bool {
        self.capabilities.iter().any(|capability| capability == name)
    }

    /// Opens `folder` for reading alone: nothing in it changes, not even `\Recent` (EXAMINE).
    ///
    /// # Errors
    /// When there is none, or the server does not say its UIDVALIDITY.
    pub async fn examine(&mut self, folder: &str) -> Result<Folder, Failure> {
        self.open("EXAMINE", folder).await
    }

    pub(super) async fn open(&mut self, command: &str, folder: &str) -> Result<Folder, Failure> {
        let (mut uid_validity, mut uid_next) = (None, None);
        let command = format!("{command} {}", quoted(&folder_name::encode(folder)));
        let opening = self.dialogue.exchange(&command, |response| {
            if let Response::Data { status: Status::Ok, outcome: Outcome { code: Some(code), .. } } = response
            {
                match code {
                    ResponseCode::UidValidity(number) => uid_validity = Some(*number),
                    ResponseCode::UidNext(number) => uid_next = Some(*number),
                    _ => {}
                }
            }
        });
        opening.await?;
        let uid_validity =
            uid_validity.ok_or_else(|| Failure::Lost("it has no UIDVALIDITY for its folder".to_owned()))?;
        Ok(Folder { uid_validity, uid_next })
    }

    /// The names of all folders.
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn folders(&mut self) -> Result<Vec<String>, Failure> {
        let mut folders = Vec::new();
        let listing = self.dialogue.exchange(r#"LIST "" "*""#, |response| {
            if let Response::MailboxData(MailboxDatum::List(folder)) = response {
                folders.push(folder_name::decode(&folder.name));
            }
        });
        listing.await?;
        Ok(folders)
    }

    /// The messages from the UID `first` on. What comes after this is news to [`Self::wait`].
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn list(&mut self, first: u32) -> Result<Vec<Listed>, Failure> {
        self.dialogue.exchange("NOOP", |_| {}).await?;
        self.dialogue.forget_news();
        let mut listed = self.list_set(&format!("{first}:*")).await?;
        // Past the end, `*` is the last message all the same.
        listed.retain(|message| message.uid >= first);
        Ok(listed)
    }

    /// The messages that were received at `since`, later, or up to two days before.
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn list_since(&mut self, since: Timestamp) -> Result<Vec<Listed>, Failure> {
        // SINCE disregards time and time zone.
        let day = since.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(since);
        let mut uids = Vec::new();
        let command = format!("UID SEARCH SINCE {}", day.strftime("%-d-%b-%Y"));
        let search = self.dialogue.exchange(&command, |response| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = response {
                uids.extend(found);
            }
        });
        search.await?;
        let mut listed = Vec::new();
        for set in uid_set::sets(&uids) {
            listed.extend(self.list_set(&set).await?);
        }
        Ok(listed)
    }

    /// The highest UID in the folder, 0 where there is none.
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn highest_uid(&mut self) -> Result<u32, Failure> {
        let listed = self.list_set("*").await?;
        Ok(listed.iter().map(|message| message.uid).max().unwrap_or_default())
    }

    async fn list_set(&mut self, set: &str) -> Result<Vec<Listed>, Failure> {
        let mut listed = Vec::new();
        let command = format!("UID FETCH {set} (UID RFC822.SIZE INTERNALDATE)");
        self.dialogue.exchange(&command, |response| listed.extend(message(response))).await?;
        Ok(listed)
    }

    /// Fetches `section` of messages, by their UIDs; those that are not there any more are left out.
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn fetch(&mut self, uids: &[u32], section: Section) -> Result<HashMap<u32, Vec<u8>>, Failure> {
        let item = match section {
            Section::Whole => "BODY.PEEK[]",
            Section::Header => "BODY.PEEK[HEADER]",
        };
        let mut fetched = HashMap::new();
        for set in uid_set::sets(uids) {
            let command = format!("UID FETCH {set} (UID {item})");
            self.dialogue.exchange(&command, |response| fetched.extend(octets(response))).await?;
        }
        Ok(fetched)
    }

    /// Waits until the server announces a message that was not listed, at most `at_most`. Where it
    /// does not announce any, waits that long.
    ///
    /// # Errors
    /// As for [`Dialogue::exchange`].
    pub async fn wait(&mut self, at_most: Duration) -> Result<(), Failure> {
        if self.dialogue.has_news() {
            return Ok(());
        }
        if self.supports("IDLE") {
            return self.dialogue.idle(at_most).await;
        }
        tokio::time::sleep(at_most).await;
        Ok(())
    }

    /// Takes leave. What comes of it does not matter.
    pub async fn log_out(mut self) {
        let _ = self.dialogue.exchange("LOGOUT", |_| {}).await;
    }
}

/// What the server can do (RFC 3501, section 6.1.1), in capitals.
pub async fn capabilities(dialogue: &mut Dialogue) -> Result<Vec<String>, Failure> {
    use async_imap::imap_proto::Capability;
    let mut capabilities = Vec::new();
    let asking = dialogue.exchange("CAPABILITY", |response| {
        if let Response::Capabilities(named) = response {
            capabilities.extend(named.iter().map(|capability| match capability {
                Capability::Imap4rev1 => "IMAP4REV1".to_owned(),
                Capability::Auth(mechanism) => format!("AUTH={}", mechanism.to_uppercase()),
                Capability::Atom(name) => name.to_uppercase(),
            }));
        }
    });
    asking.await?;
    Ok(capabilities)
}

/// `text` as a quoted string (RFC 3501, section 4.3).
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

/// The message that a FETCH response lists; `None` for one that came unasked.
fn message(response: &Response<'_>) -> Option<Listed> {
    let Response::Fetch(_, attributes) = response else { return None };
    let (mut uid, mut octets, mut received_at) = (None, None, None);
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(number) => uid = Some(*number),
            AttributeValue::Rfc822Size(size) => octets = Some(u64::from(*size)),
            AttributeValue::InternalDate(date) => received_at = internal_date(date),
            _ => {}
        }
    }
    Some(Listed { uid: uid?, octets: octets?, received_at })
}

/// UID and octets that a FETCH response holds.
fn octets(response: &Response<'_>) -> Option<(u32, Vec<u8>)> {
    let Response::Fetch(_, attributes) = response else { return None };
    let (mut uid, mut octets) = (None, None);
    for attribute in attributes {
        match attribute {
            AttributeValue::Uid(number) => uid = Some(*number),
            AttributeValue::BodySection { data: Some(data), .. } => octets = Some(data.to_vec()),
            _ => {}
        }
    }
    Some((uid?, octets?))
}

/// A `date-time` (RFC 3501, section 9), e.g. ` 7-Mar-2016 09:14:00 +0100`.
fn internal_date(text: &str) -> Option<Timestamp> {
    strtime::parse("%d-%b-%Y %H:%M:%S %z", text.trim()).ok()?.to_timestamp().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_the_server_is_read() {
        for (text, expected) in [
            (" 7-Mar-2016 09:14:00 +0100", Some("2016-03-07T08:14:00Z")),
            ("17-Dec-2016 00:00:59 -0330", Some("2016-12-17T03:30:59Z")),
            ("yesterday", None),
        ] {
            assert_eq!(internal_date(text), expected.map(|time| time.parse().unwrap()));
        }
    }

    #[test]
    fn no_name_breaks_out_of_its_quotes() {
        assert_eq!(quoted(r#"a "b" \c"#), r#""a \"b\" \\c""#);
    }
}
