//! The people of a message, gathered from its bulletins, its sentences and its sender.

use super::SENDER;
use super::bulletins::{Bulletins, Filled};
use super::doubts::is_doubtful;
use super::papers::{Origin, Sheet};
use super::prose::replacement::replaced;
use super::prose::{self, Words};
use super::reading::{Basis, Participant, Place, Replacement, Value};
use super::replacement::{replacement, who_comes};
use crate::event::Field;
use crate::message::Mailbox;

/// Where the people of a message are found.
#[derive(Debug)]
pub struct Sources<'m> {
    /// The bulletins.
    pub bulletins: &'m Bulletins<'m>,
    /// All its forms, those too that are no bulletins.
    pub forms: &'m [Filled<'m>],
    /// Its sentences.
    pub words: &'m Words<'m>,
    /// The sender, where the address is that of a human.
    pub correspondent: Option<&'m Mailbox>,
}

impl Sources<'_> {
    /// The people on the bulletins, else those whom sentences name, with what is said of them elsewhere in the
    /// message, and with the address of the correspondent for want of their own.
    #[must_use]
    pub fn participants(&self) -> Vec<Participant> {
        let on_bulletins = self.bulletins.people();
        let is_in_words = on_bulletins.is_empty() && !self.bulletins.are_blank();
        self.completed(if is_in_words { prose::people(self.words) } else { on_bulletins })
    }

    /// Who comes where somebody comes in somebody else's place, and in whose, by words below `own_subject`, which is
    /// empty where the subject is the thread's.
    #[must_use]
    pub fn newcomers(&self, own_subject: &str) -> (Vec<Participant>, Replacement) {
        let sender = self.words.sender;
        let said = replaced(own_subject, &self.words.papers.own_words, sender);
        let mut on_paper = self.bulletins.people();
        if on_paper.is_empty() {
            // A few lines with labels are no bulletin, but they name somebody.
            on_paper.extend(self.on_own_lines().filter(|person| person.is_named()).cloned());
        }
        let mut come = who_comes(&said, on_paper, sender);
        if let [newcomer] = come.as_mut_slice() {
            self.share_lines(newcomer);
        }
        let come = self.completed(come);
        let replacement = replacement(said, &come, sender);
        (come, replacement)
    }

    /// `participants` with what else is said of them.
    fn completed(&self, mut participants: Vec<Participant>) -> Vec<Participant> {
        self.share_organisation(&mut participants);
        if let ([participant], Some(sender)) = (participants.as_mut_slice(), self.words.sender) {
            let is_the_writer = participant.get(&Field::LastName).is_some_and(|name| sender.is_called(name));
            let said = prose::said_of_the_writer(&self.words.papers.own_words).filter(|_| is_the_writer);
            if let Some(organisation) = said.as_ref().and_then(|said| said.value(&Field::Organisation)) {
                participant.keep(organisation.clone());
            }
        }
        for participant in &mut participants {
            if let Some(sender) = self.correspondent {
                fall_back_on(sender, participant);
            }
            let odd = participant.values.iter_mut().filter(|value| is_doubtful(value));
            odd.for_each(|value| value.basis = Basis::Odd);
        }
        participants
    }

    /// Gives whom a sentence names what stands below it on labelled lines: "Fonction : … Structure : …".
    fn share_lines(&self, person: &mut Participant) {
        // A telephone alone is that of whoever signs.
        let tells = |known: &&Participant| {
            !known.is_named()
                && [Field::Role, Field::Organisation].iter().any(|field| known.get(field).is_some())
        };
        let lines = self.on_lines_of_the_body().find(tells);
        lines.into_iter().flat_map(|known| &known.values).for_each(|value| person.keep(value.clone()));
    }

    /// Gives those whom sentences name the organisation that stands on a labelled line of its own.
    fn share_organisation(&self, participants: &mut [Participant]) {
        let mut nameless =
            self.on_lines_of_the_body().filter(|person| !person.is_named() && person.code.is_none());
        let Some(organisation) = nameless.find_map(|person| person.value(&Field::Organisation)) else {
            return;
        };
        for participant in participants {
            let is_shorter = |value: &Value| {
                value.field == Field::Organisation
                    && value.basis == Basis::ForAll
                    && organisation.text.contains(value.text.as_str())
            };
            participant.values.retain(|value| !is_shorter(value));
            participant.keep(Value { basis: Basis::ForAll, ..organisation.clone() });
        }
    }

    /// The people on the labelled lines of the body.
    fn on_lines_of_the_body(&self) -> impl Iterator<Item = &Participant> {
        self.on_forms(|sheet| sheet.origin == Origin::Body)
    }

    /// The people on the labelled lines that the writer wrote, between those of a quoted bulletin too.
    fn on_own_lines(&self) -> impl Iterator<Item = &Participant> {
        self.on_forms(|sheet| matches!(sheet.origin, Origin::Body | Origin::Answers))
    }

    fn on_forms(&self, are_meant: impl Fn(&Sheet) -> bool) -> impl Iterator<Item = &Participant> {
        let meant = self.forms.iter().filter(move |(sheet, _)| are_meant(sheet));
        meant.flat_map(|(_, form)| &form.people)
    }
}

fn fall_back_on(sender: &Mailbox, participant: &mut Participant) {
    let place = Place { paper: SENDER.into(), spot: String::new() };
    let (field, text) = (Field::Email, sender.address.clone());
    participant.keep(Value { field, text, place, basis: Basis::Sender });
}
