//! To the staff: what cannot wait, and that it is over.

use jiff::ZonedDateTime;

use super::french::{moment, span, typeset};
use super::{Block, Letter};

/// Who signs: the desk itself, for it writes to its own people.
const SIGNATURE: &str = "Le guichet d'inscription";
/// The longest subject of a message that is repeated, in characters.
const LONGEST_SUBJECT: usize = 200;

/// Something that cannot wait. `why` is a technical clause, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The mailbox is away or refuses.
    Mailbox {
        /// What goes wrong.
        why: String,
    },
    /// So does a further folder.
    Folder {
        /// Its name.
        name: String,
        /// What goes wrong.
        why: String,
    },
    /// Order cannot be kept in the mailbox.
    Filing {
        /// What goes wrong.
        why: String,
    },
    /// Letters do not leave.
    Letters {
        /// How many wait.
        waiting: u32,
        /// What goes wrong, where the mail server as a whole is away or refuses.
        why: Option<String>,
    },
    /// The disk is nearly full.
    Disk {
        /// How many octets are free.
        free: u64,
        /// Which file is on that disk.
        database: String,
    },
    /// Letters wait for the pace.
    Limit {
        /// The limit that is reached.
        limit: Limit,
        /// How many wait.
        waiting: u32,
    },
    /// The desk failed on a message.
    Message {
        /// When the server received it.
        received_at: ZonedDateTime,
        /// Who sent it.
        sender: Option<String>,
        /// Its subject.
        subject: Option<String>,
    },
}

/// A limit of the letters that may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many in an hour.
    Hourly(u32),
    /// So many in a day to one recipient.
    DailyPerRecipient(u32),
}

/// A trouble that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What it is.
    pub trouble: Trouble,
    /// Since when.
    pub since: ZonedDateTime,
}

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

/// One matter of a letter.
struct Item {
    /// What is the matter, in half a sentence that begins with a small letter.
    title: String,
    /// The sentences about it, a paragraph each.
    words: Vec<String>,
    /// Lines to look at, typeset already.
    details: Vec<String>,
}

/// To the staff: these troubles begin.
#[must_use]
pub fn alarm(alarms: &[Alarm]) -> Letter {
    let items: Vec<Item> = alarms.iter().map(Alarm::item).collect();
    letter(&items, "alertes")
}

/// To the staff: these troubles are over.
#[must_use]
pub fn relief(reliefs: &[Relief]) -> Letter {
    let items: Vec<Item> = reliefs.iter().map(Relief::item).collect();
    letter(&items, "alertes levées")
}

/// A letter about one matter, which is its title, or about several, each under its own.
fn letter(items: &[Item], several: &str) -> Letter {
    let title = match items {
        [only] => only.title.clone(),
        many => format!("{} {several}", many.len()),
    };
    let letter = Letter::new(&format!("Guichet d'inscription : {title}")).greet(None);
    let letter = items.iter().fold(letter, |letter, item| {
        let letter = if items.len() > 1 { letter.head(&capitalised(&item.title)) } else { letter };
        let letter = item.words.iter().fold(letter, |letter, words| letter.say(words));
        if item.details.is_empty() { letter } else { letter.with(Block::Form(item.details.clone())) }
    });
    Letter { unasked: true, ..letter.sign("Bien cordialement,", SIGNATURE) }
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

impl Item {
    fn new(title: impl Into<String>, words: impl IntoIterator<Item = String>) -> Self {
        Self { title: title.into(), words: words.into_iter().collect(), details: Vec::new() }
    }

    /// Adds a line whose value stays as it was written.
    fn detail(mut self, label: &str, value: Option<&str>) -> Self {
        let value: String = value.unwrap_or_default().trim().chars().take(LONGEST_SUBJECT).collect();
        if !value.is_empty() {
            self.details.push(format!("{} {value}", typeset(&format!("{label} :"))));
        }
        self
    }
}

impl Alarm {
    fn item(&self) -> Item {
        let since = format!("Depuis le {}", moment(&self.since));
        match &self.trouble {
            Trouble::Mailbox { why } => mailbox(&since).technical(why),
            Trouble::Folder { name, why } => folder(&since, name).technical(why),
            Trouble::Filing { why } => filing(&since).technical(why),
            Trouble::Letters { waiting, why } => {
                letters(&since, *waiting).technical(why.as_deref().unwrap_or_default())
            }
            Trouble::Disk { free, database } => disk(*free).detail("Base de données", Some(database)),
            Trouble::Limit { limit, waiting } => limited(*limit, *waiting),
            Trouble::Message { received_at, sender, subject } => {
                message(received_at).detail("De", sender.as_deref()).detail("Objet", subject.as_deref())
            }
        }
    }
}

/// The last words of what to do where a server is away or refuses.
const CHECK: &str = "Sur la machine du guichet, la commande « guichet check » dit ce qui ne va pas. Inutile de \
                     redémarrer quoi que ce soit côté guichet : il réessaie de lui-même.";

fn mailbox(since: &str) -> Item {
    Item::new(
        "la boîte de réception est inaccessible",
        [
            format!("{since}, le guichet n'a plus accès à la boîte où arrivent les bulletins."),
            "Rien n'est perdu : ce qui arrive entre-temps sera lu dès que l'accès reviendra, dans l'ordre \
         d'arrivée. D'ici là, les personnes qui écrivent ne reçoivent pas de réponse."
                .to_owned(),
            format!(
                "À faire : vérifiez que le serveur de messagerie fonctionne, et que l'identifiant et le mot de \
             passe du guichet y sont toujours valables. {CHECK}"
            ),
        ],
    )
}

fn folder(since: &str, name: &str) -> Item {
    Item::new(
        format!("le dossier « {name} » est inaccessible"),
        [
            format!("{since}, le guichet n'a plus accès au dossier « {name} »."),
            "Rien n'est perdu, mais un bulletin qui s'y égarerait ne vous sera signalé qu'une fois l'accès \
         revenu."
                .to_owned(),
            format!(
                "À faire : vérifiez que le serveur de messagerie fonctionne, et que ce dossier y existe \
             toujours sous ce nom. {CHECK}"
            ),
        ],
    )
}

fn filing(since: &str) -> Item {
    Item::new(
        "les messages traités ne sont plus rangés",
        [
            format!(
                "{since}, le guichet ne parvient plus à ranger dans la boîte les messages traités et les \
             copies des réponses."
            ),
            "Les inscriptions et les réponses n'en dépendent pas. Le rangement sera rattrapé.".to_owned(),
            format!(
                "À faire : vérifiez que le serveur de messagerie fonctionne, et que les dossiers nommés dans la \
             configuration (after, sent_folder) y existent toujours. {CHECK}"
            ),
        ],
    )
}

fn letters(since: &str, waiting: u32) -> Item {
    let waiting = match waiting {
        1 => "Un message attend".to_owned(),
        many => format!("{many} messages attendent"),
    };
    Item::new("les réponses ne partent plus", [
        format!("{since}, le serveur d'envoi ne prend plus les messages du guichet. {waiting}."),
        "Rien n'est perdu : les inscriptions continuent d'être enregistrées, dans l'ordre d'arrivée. Mais \
         les réponses, comme cette alerte, ne partent qu'une fois l'envoi rétabli."
            .to_owned(),
        format!(
            "À faire : si ce n'est pas déjà réglé, vérifiez que le serveur d'envoi fonctionne, et que \
             l'identifiant et le mot de passe du guichet y sont toujours valables. {CHECK}"
        ),
    ])
}

fn disk(free: u64) -> Item {
    Item::new("le disque est presque plein", [
        format!("Il ne reste que {} Mo sur le disque où le guichet tient son registre.", free / 1_000_000),
        "Pour l'instant, tout fonctionne. Une fois le disque plein, le guichet ne pourra plus rien \
         enregistrer : les bulletins resteront dans la boîte jusqu'à ce qu'il y ait de la place, sans réponse."
            .to_owned(),
        "À faire : libérez de la place sur ce disque, sans toucher à la base de données ni aux fichiers qui \
         portent le même nom."
            .to_owned(),
    ])
}

fn limited(limit: Limit, waiting: u32) -> Item {
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
    Item::new(
        "des réponses attendent",
        [
            format!(
                "Le guichet a atteint la limite de ses envois : {limit}. Les inscriptions continuent d'être \
             enregistrées. {waiting} dès que possible."
            ),
            format!(
                "À faire : regardez qui vous écrit, car une autre machine répond peut-être à la nôtre. Si vous \
             attendiez autant de courrier, vous pouvez relever cette limite ({key}, dans la configuration)."
            ),
        ],
    )
}

fn message(received_at: &ZonedDateTime) -> Item {
    Item::new("un message n'a pas pu être traité", [
        format!("Le guichet a échoué sur un message reçu le {}.", moment(received_at)),
        "Rien n'en a été enregistré, et personne n'y a répondu. Le message est toujours dans la boîte ; les \
         autres sont traités normalement."
            .to_owned(),
        "À faire : lisez ce message et répondez-y. Sur la machine du guichet, la commande « guichet reviews » \
         dit comment le régler, et « journalctl -u guichet -p err » ce qui s'est passé."
            .to_owned(),
    ])
}

impl Item {
    fn technical(self, why: &str) -> Self {
        self.detail("Détail technique", Some(why))
    }
}

impl Relief {
    fn item(&self) -> Item {
        match self {
            Self::Mailbox(outage) => outage.item("la boîte de réception est de nouveau accessible", {
                "Le guichet a de nouveau accès à la boîte où arrivent les bulletins. Ce qui y est arrivé \
                 entre-temps est traité dans l'ordre d'arrivée."
            }),
            Self::Folder(name, outage) => outage.item(
                &format!("le dossier « {name} » est de nouveau accessible"),
                "Le guichet lit ce dossier de nouveau.",
            ),
            Self::Filing(outage) => outage.item(
                "les messages traités sont de nouveau rangés",
                "Le guichet range de nouveau les messages traités et les copies des réponses.",
            ),
            Self::Letters(outage) => outage.item(
                "les réponses partent de nouveau",
                "Le serveur d'envoi prend de nouveau les messages du guichet. Ceux qui attendaient partent.",
            ),
            Self::Disk => Item::new(
                "le disque a de nouveau de la place",
                ["Il y a de nouveau assez de place sur le disque où le guichet tient son registre."
                    .to_owned()],
            ),
            Self::Limit => Item::new(
                "plus aucune réponse n'attend",
                ["La limite des envois ne retient plus aucune réponse.".to_owned()],
            ),
            Self::Message(received_at) => Item::new(
                "le message est réglé",
                [format!(
                    "Le message reçu le {}, sur lequel le guichet avait échoué, est réglé.",
                    moment(received_at)
                )],
            ),
        }
    }
}

impl Outage {
    fn item(&self, title: &str, news: &str) -> Item {
        let lasted = format!("Interruption : {}.", span(&self.from, Some(&self.to)));
        Item::new(title, [format!("{news} Vous n'avez rien à faire."), lasted])
    }
}
