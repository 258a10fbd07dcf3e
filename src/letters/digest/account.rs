//! What became of the mail, counted from the server's own UIDs.

use jiff::Timestamp;

use super::Digest;
use crate::desk::Outcome;
use crate::letters::Block;
use crate::letters::french::{agree, list, typeset};
use crate::letters::report::{Fact, Figure};

/// How many messages that were not seen are named.
const MOST_UNSEEN: usize = 20;

/// What became of the messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// Those handled since the digest before, by outcome.
    pub handled: Vec<(Outcome, u32)>,
    /// The folders that the desk reads.
    pub mailboxes: Vec<MailboxAccount>,
}

/// A folder, compared with what the book knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxAccount {
    /// Its name, e.g. `INBOX`.
    pub name: String,
    /// What the comparison found.
    pub tally: Tally,
}

/// What a comparison of server and book found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// The book knows every message that the server holds.
    AllSeen {
        /// How many messages the server holds since the start.
        held: u32,
        /// Those of them that are handled, by outcome.
        handled: Vec<(Outcome, u32)>,
        /// Those of them that wait to be handled.
        waiting: u32,
        /// How many the book knows beside them, which were moved or deleted since.
        gone: u32,
    },
    /// The server holds messages that the book does not know.
    Missing {
        /// How many messages the server holds since the start.
        held: u32,
        /// Those that the book does not know.
        unseen: Vec<Unseen>,
    },
    /// They could not be compared.
    Unknown {
        /// Why, in technical English.
        why: String,
    },
}

/// A message on the server that the book does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Its UID, or its unique name in a Maildir.
    pub uid: String,
    /// When the server received it.
    pub received_at: Option<Timestamp>,
}

/// So many of an outcome, as the words after the number.
fn words(outcome: Outcome, number: u32) -> &'static str {
    let (one, many) = match outcome {
        Outcome::Registered => ("bulletin enregistré", "bulletins enregistrés"),
        Outcome::Incomplete => ("bulletin incomplet", "bulletins incomplets"),
        Outcome::Completed => ("inscription complétée", "inscriptions complétées"),
        Outcome::Corrected => ("inscription corrigée", "inscriptions corrigées"),
        Outcome::Cancelled => ("annulation", "annulations"),
        Outcome::Late => ("bulletin arrivé trop tard", "bulletins arrivés trop tard"),
        Outcome::Refused => ("bulletin refusé", "bulletins refusés"),
        Outcome::OfferAccepted => ("place proposée acceptée", "places proposées acceptées"),
        Outcome::OfferDeclined => ("place proposée déclinée", "places proposées déclinées"),
        Outcome::StaffCommand => ("consigne de l'équipe", "consignes de l'équipe"),
        Outcome::Bounce => ("avis de lettre non remise", "avis de lettres non remises"),
        Outcome::Review => ("message confié à l'équipe", "messages confiés à l'équipe"),
        Outcome::Automatic => ("message automatique", "messages automatiques"),
        Outcome::Other => ("message sans rapport", "messages sans rapport"),
        Outcome::Duplicate => ("doublon", "doublons"),
        Outcome::Failed => ("échec", "échecs"),
    };
    agree(number, one, many)
}

fn figures(handled: &[(Outcome, u32)]) -> Vec<Figure> {
    let some = handled.iter().filter(|(_, number)| *number > 0);
    some.map(|(outcome, number)| Figure { number: *number, of: typeset(words(*outcome, *number)) }).collect()
}

impl MailboxAccount {
    fn sentence(&self) -> String {
        let name = &self.name;
        match &self.tally {
            Tally::AllSeen { held, gone, .. } => {
                let gone = match gone {
                    0 => String::new(),
                    1 => " Un autre, déjà traité, n'y est plus.".to_owned(),
                    many => format!(" {many} autres, déjà traités, n'y sont plus."),
                };
                match held {
                    0 => format!("{name} : aucun message sur le serveur.{gone}"),
                    1 => format!("{name} : un message sur le serveur, et le guichet l'a vu.{gone}"),
                    held => format!("{name} : {held} messages sur le serveur, tous vus.{gone}"),
                }
            }
            Tally::Missing { held, unseen } => {
                let missing = unseen.len();
                let verb = agree(missing, "n'a pas été vu", "n'ont pas été vus");
                let held_words = agree(*held, "message", "messages");
                format!("{name} : sur {held} {held_words}, {missing} {verb} par le guichet.")
            }
            Tally::Unknown { .. } => format!("{name} : le compte n'a pas pu être fait."),
        }
    }
}

impl Digest<'_> {
    /// The account in one paragraph, for a quiet day.
    pub(super) fn account_in_short(&self) -> Block {
        let sentences: Vec<String> = std::iter::once(self.handled())
            .chain(self.account.mailboxes.iter().map(MailboxAccount::sentence))
            .collect();
        Block::Aside(typeset(&sentences.join(" ")))
    }

    /// The account, folder by folder.
    pub(super) fn account(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(typeset("Le courrier"))];
        blocks.push(Block::Paragraph(typeset(&self.handled())));
        blocks.extend(self.account.mailboxes.iter().flat_map(|mailbox| self.of(mailbox)));
        blocks
    }

    /// How many messages were handled since the digest before, and as what.
    fn handled(&self) -> String {
        let number: u32 = self.account.handled.iter().map(|(_, number)| number).sum();
        let period = self.period();
        let figures = figures(&self.account.handled).into_iter();
        let each =
            list(&figures.map(|figure| format!("{}\u{a0}{}", figure.number, figure.of)).collect::<Vec<_>>());
        match number {
            0 => format!("Aucun message traité{period}."),
            1 => format!("Un message traité{period} : {each}."),
            many => format!("{many} messages traités{period} : {each}."),
        }
    }

    fn of(&self, mailbox: &MailboxAccount) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(typeset(&mailbox.sentence()))];
        match &mailbox.tally {
            Tally::AllSeen { handled, waiting, .. } => {
                let mut figures = figures(handled);
                let of = agree(*waiting, "message pas encore traité", "messages pas encore traités");
                figures.extend((*waiting > 0).then(|| Figure { number: *waiting, of: of.to_owned() }));
                blocks.extend((!figures.is_empty()).then_some(Block::Figures(figures)));
            }
            Tally::Missing { unseen, .. } => {
                blocks.push(Block::Facts(
                    unseen.iter().take(MOST_UNSEEN).map(|one| self.unseen(one)).collect(),
                ));
            }
            Tally::Unknown { why } => blocks.push(Block::Aside(why.clone())),
        }
        blocks
    }

    fn unseen(&self, unseen: &Unseen) -> Fact {
        let value = match unseen.received_at {
            Some(received_at) => format!("reçu {}", self.recently(received_at)),
            None => "reçu on ne sait quand".to_owned(),
        };
        Fact { label: typeset(&format!("UID {} :", unseen.uid)), value }
    }
}
