//! Who keeps what people wrote about themselves, and why (Regulation (EU) 2016/679, article 13).

use super::french::typeset;
use super::{Block, Letter};

/// What people are told about the use of their data. The texts are parts of sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// Who decides on it, e.g. `IREV`.
    pub controller: String,
    /// What it is for: `gérer les inscriptions à nos rencontres`.
    pub purpose: String,
    /// How long it is kept: `jusqu'à un an après la rencontre`.
    pub retention: String,
    /// Whom to ask about it: an address, or a name with an address.
    pub contact: String,
}

impl Privacy {
    fn words(&self) -> String {
        let Self { controller, purpose, retention, contact } = self;
        let kept = format!(
            "Données personnelles : {controller} s'en sert pour {purpose}, et les conserve {retention}. Pour \
             les consulter, les faire corriger ou effacer :"
        );
        format!("{} {contact}", typeset(&kept))
    }
}

impl Letter {
    /// The letter, with a discreet word below it about the use of personal data.
    #[must_use]
    pub fn telling(self, privacy: &Privacy) -> Self {
        self.with(Block::Aside(privacy.words()))
    }
}
