//! What all letters of a desk to participants have in common.

use super::{BlankError, Blanks};
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
    /// The blank forms that go with requests for what is missing.
    pub blanks: Blanks,
}

impl Letterhead {
    /// That of the desk that `config` describes.
    ///
    /// # Errors
    /// When the organiser's blank form cannot be had.
    pub fn new(config: &Config) -> Result<Self, BlankError> {
        let from = config.sender.from.clone();
        let blanks = Blanks::new(&config.events, &from)?;
        Ok(Self { from, privacy: config.privacy.clone(), blanks })
    }

    /// Who signs.
    #[must_use]
    pub fn signature(&self) -> &str {
        self.from.name.as_deref().unwrap_or(&self.from.address)
    }
}
