//! `[sender]`: how notices leave.

use std::path::PathBuf;

use super::Context;
use super::endpoint::{Sender, sender_url};
use super::kinds::{boolean, mailbox, path_in};
use super::section::Section;
use crate::message;

/// How notices leave, and under which name.
#[derive(Debug, Clone, PartialEq)]
pub struct SenderConfig {
    /// The way out.
    pub url: Sender,
    /// Whom notices come from.
    pub from: message::Mailbox,
    /// The file that holds the password; `$CREDENTIALS_DIRECTORY/sender.password` wins, when used.
    pub password_file: Option<PathBuf>,
    /// The certificate of a private authority, in PEM.
    pub ca_file: Option<PathBuf>,
}

impl SenderConfig {
    /// Reads the section; `plaintext` is what `[mailbox]` says of it, which holds here too unless
    /// this section says otherwise.
    pub(super) fn read(section: &mut Section, context: &Context, plaintext: bool) -> Option<Self> {
        let folder = &context.folder;
        let url = section.required("url", sender_url(folder), r#""maildir:/var/spool/guichet""#);
        let from = section.required("from", mailbox, r#""IREV <contact@example.org>""#);
        let password_file =
            section.optional("password_file", path_in(folder), r#""/etc/guichet/sender.password""#);
        let ca_file = section.optional("ca_file", path_in(folder), r#""/etc/guichet/ca.pem""#);
        let plaintext = section.optional("plaintext", boolean, "false").unwrap_or(plaintext);

        let url = section.check("url", url?.in_plaintext(plaintext))?;
        Some(Self { url, from: from?, password_file, ca_file })
    }
}
