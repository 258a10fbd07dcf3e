//! Troubles that are over.

use jiff::ZonedDateTime;

use super::Item;
use crate::letters::french::{moment, span};

/// A trouble that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relief {
    /// The mailbox is there again.
    Mailbox(Outage),
    /// So is a further folder, of this name.
    Folder(String, Outage),
    /// Order is kept again.
    Filing(Outage),
    /// Letters leave again.
    Letters(Outage),
    /// There is room on the disk.
    Disk,
    /// No letter waits for the pace.
    Limit,
    /// Somebody has settled the message on which the desk failed, received at that moment.
    Message(ZonedDateTime),
}

/// From when to when something was away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// From when.
    pub from: ZonedDateTime,
    /// To when.
    pub to: ZonedDateTime,
}

impl Relief {
    pub(super) fn item(&self) -> Item {
        match self {
            Self::Mailbox(outage) => Item::new("la boîte de réception est de nouveau accessible")
                .say(
                    "Le guichet a de nouveau accès à la boîte où arrivent les bulletins. Ce qui y est arrivé \
                     entre-temps est traité dans l'ordre d'arrivée.",
                )
                .say(outage.words()),
            Self::Folder(name, outage) => {
                Item::new(format!("le dossier « {name} » est de nouveau accessible"))
                    .say("Le guichet lit ce dossier de nouveau.")
                    .say(outage.words())
            }
            Self::Filing(outage) => Item::new("les messages traités sont de nouveau rangés")
                .say("Le guichet range de nouveau les messages traités et les copies des réponses.")
                .say(outage.words()),
            Self::Letters(outage) => Item::new("les réponses partent de nouveau")
                .say(
                    "Le serveur d'envoi prend de nouveau les messages du guichet. Ceux qui attendaient \
                     partent.",
                )
                .say(outage.words()),
            Self::Disk => Item::new("le disque a de nouveau de la place")
                .say("Il y a de nouveau assez de place sur le disque où le guichet tient son registre."),
            Self::Limit => Item::new("plus aucune réponse n'attend")
                .say("La limite des envois ne retient plus aucune réponse."),
            Self::Message(received_at) => Item::new("le message est réglé").say(format!(
                "Le message reçu le {}, sur lequel le guichet avait échoué, est réglé.",
                moment(received_at)
            )),
        }
    }
}

impl Outage {
    fn words(&self) -> String {
        format!("Interruption : {}.", span(&self.from, Some(&self.to)))
    }
}
