//! Troubles as they begin: since when, what that means for the people who write, and what to do.

use jiff::ZonedDateTime;

use super::{Alarm, Item, Limit, Trouble};
use crate::letters::french::moment;

impl Trouble {
    /// Whether a server is away or refuses.
    pub(super) fn is_a_server(&self) -> bool {
        matches!(
            self,
            Self::Mailbox { .. } | Self::Folder { .. } | Self::Filing { .. } | Self::Letters { .. }
        )
    }
}

impl Alarm {
    pub(super) fn item(&self) -> Item {
        let since = format!("Depuis le {}", moment(&self.since));
        match &self.trouble {
            Trouble::Mailbox { why } => mailbox(&since).technical(Some(why)),
            Trouble::Folder { name, why } => folder(&since, name).technical(Some(why)),
            Trouble::Filing { why } => filing(&since).technical(Some(why)),
            Trouble::Letters { waiting, why } => letters(&since, *waiting).technical(why.as_deref()),
            Trouble::Disk { free, database } => {
                disk(&self.since, *free).detail("Base de données", Some(database))
            }
            Trouble::Limit { limit, waiting } => limited(&since, *limit, *waiting),
            Trouble::Message { received_at, sender, subject } => message(received_at)
                .detail("De", sender.as_deref())
                .detail("Objet", subject.as_deref())
                .detail("Journal", Some("journalctl -u guichet -p err")),
        }
    }
}

impl Item {
    fn technical(self, why: Option<&str>) -> Self {
        self.detail("Détail technique", why)
    }
}

fn mailbox(since: &str) -> Item {
    Item::new("la boîte de réception est inaccessible")
        .say(format!("{since}, le guichet n'a plus accès à la boîte où arrivent les bulletins."))
        .say(
            "Rien n'est perdu : ce qui arrive entre-temps sera lu dès que l'accès reviendra, dans l'ordre \
             d'arrivée. D'ici là, les personnes qui écrivent ne reçoivent pas de réponse.",
        )
        .say(
            "À faire : vérifiez que le serveur de messagerie fonctionne, et que l'identifiant et le mot de \
             passe du guichet y sont toujours valables.",
        )
}

fn folder(since: &str, name: &str) -> Item {
    Item::new(format!("le dossier « {name} » est inaccessible"))
        .say(format!("{since}, le guichet n'a plus accès au dossier « {name} »."))
        .say(
            "Rien n'est perdu, mais un bulletin qui s'y égarerait ne vous sera signalé qu'une fois l'accès \
             revenu.",
        )
        .say(
            "À faire : vérifiez que le serveur de messagerie fonctionne, et que ce dossier y existe toujours \
             sous ce nom.",
        )
}

fn filing(since: &str) -> Item {
    Item::new("les messages traités ne sont plus rangés")
        .say(format!(
            "{since}, le guichet ne parvient plus à ranger dans la boîte les messages traités et les copies \
             des réponses."
        ))
        .say("Les inscriptions et les réponses n'en dépendent pas. Le rangement sera rattrapé.")
        .say(
            "À faire : vérifiez que le serveur de messagerie fonctionne, et que les dossiers nommés dans la \
             configuration (after, sent_folder) y existent toujours.",
        )
}

fn letters(since: &str, waiting: u32) -> Item {
    let waiting = match waiting {
        1 => "Un message attend".to_owned(),
        many => format!("{many} messages attendent"),
    };
    Item::new("les réponses ne partent plus")
        .say(format!("{since}, le serveur d'envoi ne prend plus les messages du guichet. {waiting}."))
        .say(
            "Rien n'est perdu : les inscriptions continuent d'être enregistrées, dans l'ordre d'arrivée. \
             Mais les réponses, comme cette alerte, ne partent qu'une fois l'envoi rétabli.",
        )
        .say(
            "À faire : si ce n'est pas déjà réglé, vérifiez que le serveur d'envoi fonctionne, et que \
             l'identifiant et le mot de passe du guichet y sont toujours valables.",
        )
}

fn disk(since: &ZonedDateTime, free: u64) -> Item {
    Item::new("le disque est presque plein")
        .say(format!(
            "Le {}, il ne restait que {}\u{a0}Mo sur le disque où le guichet tient son registre.",
            moment(since),
            free / 1_000_000
        ))
        .say(
            "Pour l'instant, tout fonctionne. Une fois le disque plein, le guichet ne pourra plus rien \
             enregistrer : les bulletins resteront sans réponse dans la boîte, et seront lus dès qu'il y aura \
             de la place.",
        )
        .say(
            "À faire : libérez de la place sur ce disque, sans toucher à la base de données ni aux fichiers \
             qui portent le même nom.",
        )
}

fn limited(since: &str, limit: Limit, waiting: u32) -> Item {
    let (limit, key) = match limit {
        Limit::Hourly(number) => (format!("{number} messages par heure"), "hourly_limit"),
        Limit::DailyPerRecipient(number) => {
            (format!("{number} messages par jour à un même destinataire"), "daily_limit_per_recipient")
        }
    };
    let waiting = match waiting {
        1 => "Une réponse attend et partira d'elle-même".to_owned(),
        many => format!("{many} réponses attendent et partiront d'elles-mêmes"),
    };
    Item::new("des réponses attendent")
        .say(format!("{since}, la limite des envois du guichet est atteinte : {limit}."))
        .say(format!("Les inscriptions continuent d'être enregistrées. {waiting} dès que possible."))
        .say(format!(
            "À faire : regardez qui vous écrit, car une autre machine répond peut-être à la nôtre. Si vous \
             attendiez autant de courrier, vous pouvez relever cette limite ({key}, dans la configuration)."
        ))
}

fn message(received_at: &ZonedDateTime) -> Item {
    Item::new("un message n'a pas pu être traité")
        .say(format!("Le guichet a échoué sur un message reçu le {}.", moment(received_at)))
        .say(
            "Rien n'en a été enregistré, et personne n'y a répondu. Le message est toujours dans la boîte ; \
             les autres sont traités normalement.",
        )
        .say(
            "À faire : lisez ce message et répondez-y. Sur la machine du guichet, « guichet reviews » donne \
             son numéro, « guichet resolve » le règle, et le journal dit ce qui s'est passé.",
        )
}
