//! The keys by which a server's section says how the desk proves who it is.

use std::path::Path;

use super::kinds::{path_in, text};
use super::section::Section;
use crate::credential::Credential;

/// Reads `password_file` and `token_command`; `name` is that of the systemd credential.
pub(super) fn credential(section: &mut Section, folder: &Path, name: &'static str) -> Credential {
    let password_file = section.optional("password_file", path_in(folder), r#""/etc/guichet/password""#);
    let token_command = section.list("token_command", text, r#"["/usr/local/bin/mail-token"]"#);
    Credential { name, password_file, token_command: token_command.unwrap_or_default() }
}
