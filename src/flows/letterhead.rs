//! What all letters of a desk to participants have in common.

use crate::config::Config;
use crate::letters::Privacy;
use crate::message::Mailbox;

/// In whose name letters are written, and what goes with them.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// In whose name they are written.
    pub from: Mailbox,
    /// What a first letter tells of the use of personal data.
    pub privacy: Privacy,
}

impl Letterhead {
    /// That of the desk that `config` describes.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self { from: config.sender.from.clone(), privacy: config.privacy.clone() }
    }

    /// Who signs.
    #[must_use]
    pub fn signature(&self) -> &str {
        self.from.name.as_deref().unwrap_or(&self.from.address)
    }
}
