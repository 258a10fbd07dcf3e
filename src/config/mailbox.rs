//! `[mailbox]`: where bulletins arrive.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use toml::de::DeValue;

use super::Context;
use super::endpoint::{Mailbox, mailbox_url};
use super::kinds::{Reading, boolean, date_or_local_time_in, path_in, positive_duration, quoted, text};
use super::section::Section;

/// Where bulletins arrive, and how the mailbox is treated.
#[derive(Debug, Clone, PartialEq)]
pub struct MailboxConfig {
    /// The mailbox itself.
    pub url: Mailbox,
    /// The file that holds the password; `$CREDENTIALS_DIRECTORY/mailbox.password` wins, when used.
    pub password_file: Option<PathBuf>,
    /// The certificate of a private authority, in PEM.
    pub ca_file: Option<PathBuf>,
    /// What is done to a message on the server once it is dealt with.
    pub after: After,
    /// How often one looks for new messages when nothing announces them.
    pub poll_every: SignedDuration,
    /// Older messages are never answered.
    pub since: Option<Timestamp>,
    /// Whether `imap://` and `smtp://` go without TLS, to a loopback address.
    pub plaintext: bool,
}

/// What is done to a message on the server once it is dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// It stays as it is.
    Nothing,
    /// It gets a keyword.
    Keyword,
    /// It is moved to this folder.
    Move(String),
}

impl MailboxConfig {
    pub(super) fn read(section: &mut Section, context: &Context) -> Option<Self> {
        let Context { folder, timezone } = context;
        let url = section.required("url", mailbox_url(folder), r#""maildir:/var/mail/contact""#);
        let password_file =
            section.optional("password_file", path_in(folder), r#""/etc/guichet/mailbox.password""#);
        let ca_file = section.optional("ca_file", path_in(folder), r#""/etc/guichet/ca.pem""#);
        let after = section.optional("after", after, r#""move:Bulletins""#);
        let poll_every = section.optional("poll_every", positive_duration, r#""60s""#);
        let since = section.optional("since", date_or_local_time_in(timezone), "2016-02-26");
        let plaintext = section.optional("plaintext", boolean, "false").unwrap_or(false);

        let url = section.check("url", url?.in_plaintext(plaintext))?;
        Some(Self {
            poll_every: poll_every.unwrap_or(default_poll(&url)),
            url,
            password_file,
            ca_file,
            after: after.unwrap_or(After::Nothing),
            since: since.as_ref().map(ZonedDateTime::timestamp),
            plaintext,
        })
    }
}

/// A server announces new messages by itself (IDLE, RFC 2177), a Maildir does not.
fn default_poll(url: &Mailbox) -> SignedDuration {
    match url {
        Mailbox::Imap(_) => SignedDuration::from_secs(60),
        Mailbox::Maildir(_) => SignedDuration::from_secs(5),
    }
}

fn after(value: &DeValue) -> Reading<After> {
    let text = text(value)?;
    match text.split_once(':') {
        None if text == "nothing" => Ok(After::Nothing),
        None if text == "keyword" => Ok(After::Keyword),
        Some(("move", folder)) if !folder.is_empty() => Ok(After::Move(folder.to_owned())),
        _ => Err(format!(r#"{} is none of "nothing", "keyword", "move:FOLDER""#, quoted(&text)).into()),
    }
}
