//! How the desk is.

use jiff::Timestamp;

use super::Digest;
use crate::letters::Block;
use crate::letters::french::typeset;
use crate::letters::report::Fact;

/// How the desk is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Machine {
    /// Its contacts with servers.
    pub contacts: Vec<Contact>,
    /// How many letters wait to leave.
    pub letters_waiting: u32,
    /// When the oldest of them was written.
    pub oldest_letter: Option<Timestamp>,
    /// Since when answers are held back by hand.
    pub paused_since: Option<Timestamp>,
    /// The version of the program.
    pub version: String,
}

/// The contact of a part of the desk with its server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// The part: `mailbox`, `sender`, `filing`, or `folder` with a name.
    pub part: String,
    /// When it last worked.
    pub works_at: Option<Timestamp>,
    /// Since when it fails.
    pub fails_since: Option<Timestamp>,
    /// Why, in technical English.
    pub why: Option<String>,
}

impl Contact {
    /// What it is, as a label.
    fn label(&self) -> String {
        match (self.part.as_str(), self.part.strip_prefix("folder ")) {
            ("mailbox", _) => "Boîte aux lettres".to_owned(),
            ("sender", _) => "Envoi".to_owned(),
            ("filing", _) => "Rangement".to_owned(),
            (_, Some(folder)) => format!("Dossier {folder}"),
            (other, None) => other.to_owned(),
        }
    }
}

impl Digest<'_> {
    /// How the desk is, in a sentence, for a quiet day.
    pub(super) fn machine_in_short(&self) -> Block {
        let works_at = self.machine.contacts.iter().find(|contact| contact.part == "mailbox");
        let contact = match works_at.and_then(|contact| contact.works_at) {
            Some(works_at) => format!("dernier contact {}", self.recently(works_at)),
            None => "pas encore de contact".to_owned(),
        };
        let waiting = self.waiting();
        Block::Aside(typeset(&format!(
            "Le guichet va bien : {contact}, {waiting}. Version {}.",
            self.machine.version
        )))
    }

    /// How the desk is, line by line.
    pub(super) fn machine(&self) -> Vec<Block> {
        let machine = &self.machine;
        let paused = match machine.paused_since {
            Some(since) => format!("suspendues depuis {}", self.recently(since)),
            None => "elles partent normalement".to_owned(),
        };
        let contacts = machine.contacts.iter().map(|contact| (contact.label(), self.contact(contact)));
        let others = [
            ("Réponses".to_owned(), paused),
            ("Lettres".to_owned(), self.waiting()),
            ("Programme".to_owned(), format!("guichet {}", machine.version)),
        ];
        let facts = contacts
            .chain(others)
            .map(|(label, value)| Fact { label: typeset(&format!("{label} :")), value: typeset(&value) });
        vec![Block::Heading("Le guichet".to_owned()), Block::Facts(facts.collect())]
    }

    fn contact(&self, contact: &Contact) -> String {
        match (contact.fails_since, contact.works_at) {
            (Some(since), _) => match &contact.why {
                Some(why) => format!("inaccessible depuis {} ({why})", self.recently(since)),
                None => format!("inaccessible depuis {}", self.recently(since)),
            },
            (None, Some(works_at)) => format!("dernier contact {}", self.recently(works_at)),
            (None, None) => "pas encore de contact".to_owned(),
        }
    }

    /// The letters that wait.
    fn waiting(&self) -> String {
        let oldest = self.machine.oldest_letter.map(|oldest| self.recently(oldest));
        match (self.machine.letters_waiting, oldest) {
            (0, _) => "aucune lettre n'attend".to_owned(),
            (1, Some(oldest)) => format!("une lettre attend, écrite {oldest}"),
            (1, None) => "une lettre attend".to_owned(),
            (many, Some(oldest)) => format!("{many} lettres attendent, la plus ancienne écrite {oldest}"),
            (many, None) => format!("{many} lettres attendent"),
        }
    }
}
