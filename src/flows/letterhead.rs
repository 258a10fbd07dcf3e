//! What all letters of a desk to participants have in common.

use jiff::Timestamp;

use super::{BlankError, Blanks};
use crate::config::Config;
use crate::event::Event;
use crate::letters::{Attachment, Enclosure, Letter, Privacy, calendar};
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

    /// The files that `letter` about `event` says are enclosed, written `now`; `sequence` is the number of
    /// the calendar file.
    #[must_use]
    pub fn enclosures(
        &self,
        letter: &Letter,
        event: &Event,
        sequence: u32,
        now: Timestamp,
    ) -> Vec<Attachment> {
        let file = |enclosure: &Enclosure| match enclosure {
            Enclosure::Calendar => Some(calendar(event, &self.from, sequence, now)),
            Enclosure::Bulletin => self.blanks.of(&event.id),
        };
        letter.encloses.iter().filter_map(file).collect()
    }

    /// Who signs.
    #[must_use]
    pub fn signature(&self) -> &str {
        self.from.name.as_deref().unwrap_or(&self.from.address)
    }
}
