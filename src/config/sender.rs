//! `[sender]`: how notices leave.

use std::path::PathBuf;

use jiff::SignedDuration;

use super::Context;
use super::credential::credential;
use super::endpoint::{Sender, sender_url};
use super::kinds::{boolean, mailbox, number_in, path_in, positive_duration};
use super::section::Section;
use crate::credential::Credential;
use crate::message;

/// How notices leave, and under which name.
#[derive(Debug, Clone, PartialEq)]
pub struct SenderConfig {
    /// The way out.
    pub url: Sender,
    /// Whom notices come from.
    pub from: message::Mailbox,
    /// How the desk proves who it is; the systemd credential is `sender.password`.
    pub credential: Credential,
    /// The certificate of a private authority, in PEM.
    pub ca_file: Option<PathBuf>,
    /// How long a letter that the server does not take is tried again.
    pub give_up_after: SignedDuration,
    /// How many letters leave within an hour, at most.
    pub hourly_limit: u32,
    /// How many letters one recipient gets within a day, at most.
    pub daily_limit_per_recipient: u32,
}

/// Three days: over a weekend.
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);
const HOURLY_LIMIT: u32 = 500;
const DAILY_LIMIT_PER_RECIPIENT: u32 = 20;
/// More than any desk sends.
const MOST: u32 = 1_000_000;

impl SenderConfig {
    /// Reads the section; `plaintext` is what `[mailbox]` says of it, which holds here too unless
    /// this section says otherwise.
    pub(super) fn read(section: &mut Section, context: &Context, plaintext: bool) -> Option<Self> {
        let folder = &context.folder;
        let url = section.required("url", sender_url(folder), r#""maildir:/var/spool/guichet""#);
        let from = section.required("from", mailbox, r#""IREV <contact@example.org>""#);
        let credential = credential(section, folder, "sender.password");
        let ca_file = section.optional("ca_file", path_in(folder), r#""/etc/guichet/ca.pem""#);
        let give_up_after = section.optional("give_up_after", positive_duration, r#""3d""#);
        let hourly_limit = section.optional("hourly_limit", number_in(1..=MOST), "500");
        let daily_limit = section.optional("daily_limit_per_recipient", number_in(1..=MOST), "20");
        let plaintext = section.optional("plaintext", boolean, "false").unwrap_or(plaintext);

        let url = section.check("url", url?.in_plaintext(plaintext))?;
        Some(Self {
            url,
            from: from?,
            credential,
            ca_file,
            give_up_after: give_up_after.unwrap_or(GIVE_UP_AFTER),
            hourly_limit: hourly_limit.unwrap_or(HOURLY_LIMIT),
            daily_limit_per_recipient: daily_limit.unwrap_or(DAILY_LIMIT_PER_RECIPIENT),
        })
    }
}
