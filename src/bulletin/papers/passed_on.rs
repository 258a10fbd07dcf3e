//! Who wrote what a message passes on.

use super::Papers;
use crate::bulletin::intent::Speech;
use crate::bulletin::organiser::is_the_organisers;
use crate::message::Mailbox;

/// A message that another one passes on.
#[derive(Debug)]
pub struct Letter {
    /// Who wrote it, where that is told.
    pub writer: Option<Mailbox>,
    /// Its words.
    pub words: String,
}

impl Papers {
    /// Who wrote the message that this one passes on: of a message passed on several times the first writer,
    /// but neither the desk nor who announces the meeting. `None` where the address is not told, or where
    /// messages of several people are passed on beside each other.
    #[must_use]
    pub fn first_writer(&self, own_addresses: &[String]) -> Option<Mailbox> {
        let firsts = self.passed_on.iter().filter_map(|letters| first(letters, own_addresses));
        let mut writers = firsts.map(|letter| letter.writer.as_ref());
        let writer = writers.next()??;
        let is_same = |other: Option<&Mailbox>| {
            other.is_some_and(|other| other.address.eq_ignore_ascii_case(&writer.address))
        };
        writers.all(is_same).then(|| writer.clone())
    }
}

/// The first letter of somebody who writes to the desk: the innermost; somebody outside of the organisation
/// before a colleague of it.
fn first<'l>(letters: &'l [Letter], own_addresses: &[String]) -> Option<&'l Letter> {
    let has = |letter: &Letter, is: &dyn Fn(&str) -> bool| {
        letter.writer.as_ref().is_some_and(|writer| is(&writer.address))
    };
    let is_own = |address: &str| own_addresses.iter().any(|own| own.eq_ignore_ascii_case(address));
    let is_colleague = |address: &str| is_the_organisers(address, own_addresses);
    let to_the_desk = || letters.iter().rev().filter(|letter| !has(letter, &is_own) && !letter.announces());
    to_the_desk().find(|letter| !has(letter, &is_colleague)).or_else(|| to_the_desk().next())
}

impl Letter {
    /// Whether it invites others, and registers nobody.
    fn announces(&self) -> bool {
        let says = Speech::of("", &self.words).intent();
        says.invites && !says.joins && !says.comes && !says.leaves() && !says.replaces
    }
}
