//! What cannot wait until the end of the page.

use jiff::SignedDuration;

use super::Digest;
use super::account::Tally;
use super::machine::Contact;
use crate::letters::Block;
use crate::letters::french::{list, typeset};

/// How long a letter may wait before that is trouble.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// In the subject.
    pub short: String,
    /// At the top of the page.
    pub sentence: String,
}

impl Trouble {
    fn new(short: &str, sentence: &str) -> Self {
        Self { short: short.to_owned(), sentence: sentence.to_owned() }
    }
}

impl Digest<'_> {
    /// Everything that is wrong, the worst first.
    pub(super) fn troubles(&self) -> Vec<Trouble> {
        let away = self.machine.contacts.iter().filter_map(|contact| self.away(contact));
        self.missing()
            .into_iter()
            .chain(away)
            .chain(self.paused())
            .chain(self.stuck())
            .chain(self.uncounted())
            .collect()
    }

    /// What is wrong, and the command that ends a pause.
    pub(super) fn alerts(&self) -> Vec<Block> {
        let sentences: Vec<String> =
            self.troubles().iter().map(|trouble| typeset(&trouble.sentence)).collect();
        let alert = (!sentences.is_empty()).then_some(Block::Alert(sentences));
        let resume = self.machine.paused_since.map(|_| {
            Block::Commands(vec![self.shell().command("Laisser partir les réponses :", &["resume"])])
        });
        alert.into_iter().chain(resume).collect()
    }

    /// Messages on the server that the book does not know.
    fn missing(&self) -> Option<Trouble> {
        let unseen = |tally: &Tally| match tally {
            Tally::Missing { unseen, .. } => unseen.len(),
            Tally::AllSeen { .. } | Tally::Unknown { .. } => 0,
        };
        let number: usize = self.account.mailboxes.iter().map(|mailbox| unseen(&mailbox.tally)).sum();
        let (short, sentence) = if number < 2 {
            (
                "1 message non vu".to_owned(),
                "Un message de la boîte aux lettres avait échappé au guichet : il est traité maintenant, avec du \
                 retard. Sa date est plus bas, sous « Le courrier »."
                    .to_owned(),
            )
        } else {
            (
                format!("{number} messages non vus"),
                format!(
                    "{number} messages de la boîte aux lettres avaient échappé au guichet : ils sont traités \
                     maintenant, avec du retard. Leurs dates sont plus bas, sous « Le courrier »."
                ),
            )
        };
        (number > 0).then_some(Trouble { short, sentence })
    }

    /// A server that is away, and what that means.
    fn away(&self, contact: &Contact) -> Option<Trouble> {
        let since = self.recently(contact.fails_since?);
        let waiting = match self.machine.paused_since {
            Some(_) => "les lettres attendent",
            None => "les lettres attendent et partiront d'elles-mêmes à son retour",
        };
        Some(match (contact.part.as_str(), contact.part.strip_prefix("folder ")) {
            ("mailbox", _) => Trouble::new(
                "boîte aux lettres inaccessible",
                &format!(
                    "La boîte aux lettres est inaccessible depuis {since} : les messages ne sont plus lus."
                ),
            ),
            ("sender", _) => Trouble::new(
                "envoi en panne",
                &format!("Le serveur d'envoi est inaccessible depuis {since} : {waiting}."),
            ),
            ("filing", _) => Trouble::new(
                "rangement en panne",
                &format!("Les messages traités ne peuvent plus être rangés dans la boîte depuis {since}."),
            ),
            (_, Some(folder)) => Trouble::new(
                "dossier inaccessible",
                &format!("Le dossier {folder} est inaccessible depuis {since}."),
            ),
            (other, None) => {
                Trouble::new("contact perdu", &format!("Le contact est perdu depuis {since} : {other}."))
            }
        })
    }

    fn paused(&self) -> Option<Trouble> {
        let since = self.recently(self.machine.paused_since?);
        let waiting = match self.machine.letters_waiting {
            0 => "aucune n'attend pour l'instant".to_owned(),
            1 => "une lettre attend".to_owned(),
            many => format!("{many} lettres attendent"),
        };
        let sentence = format!("Les réponses sont suspendues depuis {since} : {waiting}.");
        Some(Trouble::new("réponses suspendues", &sentence))
    }

    /// Letters that wait for no reason told already.
    fn stuck(&self) -> Option<Trouble> {
        let oldest = self.machine.oldest_letter?;
        let told = self.machine.paused_since.is_some()
            || self
                .machine
                .contacts
                .iter()
                .any(|contact| contact.part == "sender" && contact.fails_since.is_some());
        let late = self.now.timestamp().duration_since(oldest) >= PATIENCE;
        (late && !told).then(|| {
            let sentence = format!("Des lettres attendent de partir depuis {}.", self.recently(oldest));
            Trouble::new("lettres en attente", &sentence)
        })
    }

    /// Folders that could not be compared, unless the mailbox is away anyway.
    fn uncounted(&self) -> Option<Trouble> {
        let away = |contact: &Contact| contact.part == "mailbox" && contact.fails_since.is_some();
        if self.machine.contacts.iter().any(away) {
            return None;
        }
        let unknown =
            self.account.mailboxes.iter().filter(|mailbox| matches!(mailbox.tally, Tally::Unknown { .. }));
        let names: Vec<String> = unknown.map(|mailbox| mailbox.name.clone()).collect();
        (!names.is_empty()).then(|| {
            let sentence = format!("Le compte des messages n'a pas pu être vérifié : {}.", list(&names));
            Trouble::new("compte non vérifié", &sentence)
        })
    }
}
