//! `[mailbox]`: where bulletins arrive.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use toml::de::DeValue;

use super::Context;
use super::credential::credential;
use super::endpoint::{Mailbox, mailbox_url};
use super::kinds::{Reading, boolean, date_or_local_time_in, path_in, positive_duration, quoted, text};
use super::section::Section;
use crate::credential::Credential;

/// Where bulletins arrive, and how the mailbox is treated.
#[derive(Debug, Clone, PartialEq)]
pub struct MailboxConfig {
    /// The mailbox itself.
    pub url: Mailbox,
    /// How the desk proves who it is; the systemd credential is `mailbox.password`.
    pub credential: Credential,
    /// The certificate of a private authority, in PEM.
    pub ca_file: Option<PathBuf>,
    /// What is done to a message on the server once it is dealt with.
    pub after: After,
    /// Further folders in which a bulletin may have landed; nothing in them is answered.
    pub also: Vec<String>,
    /// The folder that gets a copy of each letter.
    pub sent_folder: Option<String>,
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

const ON_A_SERVER: &str = r#"leave it out, or write url = "imaps://user@host/INBOX""#;

impl MailboxConfig {
    pub(super) fn read(section: &mut Section, context: &Context) -> Option<Self> {
        let Context { folder, timezone } = context;
        let url = section.required("url", mailbox_url(folder), r#""maildir:/var/mail/contact""#);
        let credential = credential(section, folder, "mailbox.password");
        let ca_file = section.optional("ca_file", path_in(folder), r#""/etc/guichet/ca.pem""#);
        let after = section.optional("after", after, r#""move:Bulletins""#);
        let also = section.list("also", text, r#"["Junk"]"#);
        let sent_folder = section.optional("sent_folder", text, r#""Sent""#);
        let poll_every = section.optional("poll_every", positive_duration, r#""60s""#);
        let since = section.optional("since", date_or_local_time_in(timezone), "2016-02-26");
        let plaintext = section.optional("plaintext", boolean, "false").unwrap_or(false);

        let url = section.check("url", url?.in_plaintext(plaintext))?;
        let config = Self {
            poll_every: poll_every.unwrap_or(default_poll(&url)),
            url,
            credential,
            ca_file,
            after: after.unwrap_or(After::Nothing),
            also: also.unwrap_or_default(),
            sent_folder,
            since: since.as_ref().map(ZonedDateTime::timestamp),
            plaintext,
        };
        match &config.url {
            Mailbox::Maildir(_) => config.refuse_what_only_a_server_can_do(section),
            Mailbox::Imap(url) => config.refuse_its_own_folder(section, &url.folder),
        }
        Some(config)
    }

    fn refuse_what_only_a_server_can_do(&self, section: &mut Section) {
        let asked = [
            ("also", !self.also.is_empty()),
            ("sent_folder", self.sent_folder.is_some()),
            ("after", self.after != After::Nothing),
        ];
        for (key, _) in asked.into_iter().filter(|(_, is_asked)| *is_asked) {
            section.refuse(key, "is for a mailbox on a server".to_owned(), ON_A_SERVER);
        }
    }

    /// What is moved or copied into the mailbox itself would be a new message there.
    fn refuse_its_own_folder(&self, section: &mut Section, own: &str) {
        let target = self.after.target().map(|folder| ("after", folder));
        let sent = self.sent_folder.as_deref().map(|folder| ("sent_folder", folder));
        let also = self.also.iter().map(|folder| ("also", folder.as_str()));
        for (key, _) in also.chain(target).chain(sent).filter(|(_, folder)| is_same(folder, own)) {
            section.refuse(key, "names the mailbox itself".to_owned(), "name another folder");
        }
    }
}

impl After {
    /// The folder to which messages are moved, if they are.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Move(folder) => Some(folder),
            Self::Nothing | Self::Keyword => None,
        }
    }
}

/// Whether two names are of one folder: INBOX is written in any case (RFC 3501, section 5.1).
fn is_same(one: &str, other: &str) -> bool {
    one == other || [one, other].iter().all(|name| name.eq_ignore_ascii_case("INBOX"))
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
