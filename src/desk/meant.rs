//! Which registrations a message speaks of that names nobody.
//!
//! Whoever has the desk's letter may have it from somebody else, quoted below what they write to others. So
//! what it says counts where nothing contradicts it: neither the registrations of the writer's own, nor the
//! name from which, or with which, they write.

use super::registration::{Registration, State};
use super::writer::Writer;
use super::{Ground, Roll};
use crate::bulletin::reading::{Reading, Whose};

/// The registrations that a message can mean, in order of arrival, ended ones too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pool<'r> {
    /// Those whose codes its writer wrote.
    Written(Vec<&'r Registration>),
    /// Those of the desk's letter that it answers.
    OfTheLetter(Vec<&'r Registration>),
    /// Those with the writer's address, of which none is written or quoted.
    OfTheWriter(Vec<&'r Registration>),
}

impl<'r> Pool<'r> {
    /// What a message of `writer` can mean.
    ///
    /// # Errors
    /// Why a person has to decide: the letter is somebody else's.
    pub fn of(roll: &'r Roll, reading: &Reading, writer: &Writer) -> Result<Self, Ground> {
        let with = |codes: &[String]| -> Vec<&Registration> {
            roll.known.iter().filter(|known| codes.contains(&known.code)).collect()
        };
        let is_theirs = |known: &&Registration| writer.may_change(known, &[]);
        let written = with(&reading.own_codes);
        if !written.is_empty() {
            return Ok(Self::Written(written));
        }
        let quoted = with(&reading.codes);
        let theirs: Vec<_> = quoted.iter().copied().filter(is_theirs).collect();
        if !theirs.is_empty() {
            return Ok(Self::OfTheLetter(theirs));
        }
        let of_the_writer: Vec<_> = roll.known.iter().filter(is_theirs).collect();
        if quoted.is_empty() {
            return Ok(Self::OfTheWriter(of_the_writer));
        }
        let (is_active, likely) = (|known: &&Registration| known.is_active(), likeliest(&quoted, writer));
        if likely.is_empty() || of_the_writer.iter().any(is_active) {
            return Err(Ground::NotTheirs);
        }
        Ok(Self::OfTheLetter(likely))
    }
}

/// Of `quoted`, those whose name the writer has; else those that no name contradicts.
fn likeliest<'r>(quoted: &[&'r Registration], writer: &Writer) -> Vec<&'r Registration> {
    let of = |wanted: Option<bool>| quoted.iter().copied().filter(move |known| writer.is(known) == wanted);
    let namesakes: Vec<_> = of(Some(true)).collect();
    if namesakes.is_empty() { of(None).collect() } else { namesakes }
}

/// Whom a withdrawal that names nobody means, ended registrations too.
///
/// # Errors
/// Why a person has to decide.
pub fn withdrawn<'r>(
    roll: &'r Roll,
    reading: &Reading,
    writer: &Writer,
) -> Result<Vec<&'r Registration>, Ground> {
    let pool = match Pool::of(roll, reading, writer)? {
        Pool::Written(pool) => return Ok(pool),
        Pool::OfTheLetter(pool) => pool,
        Pool::OfTheWriter(pool) => pool.into_iter().filter(|known| may_be_meant(roll, known)).collect(),
    };
    let of = |wanted: bool| pool.iter().copied().filter(move |known| writer.is(known) == Some(wanted));
    let (own, others): (Vec<_>, Vec<_>) = (of(true).collect(), of(false).collect());
    let meant = match (reading.whose, pool.as_slice()) {
        (_, []) => return Err(Ground::NothingMeant),
        (Whose::Anothers, _) if own.len() + others.len() == pool.len() => others,
        (Whose::TheWriters, [known]) if !writer.signs_otherwise(known) => pool,
        (Whose::Everybodys, _) | (Whose::Unsaid, [_]) => pool,
        (Whose::TheWriters | Whose::Unsaid, _) => own,
        (Whose::Anothers | Whose::Both, _) => Vec::new(),
    };
    match meant.as_slice() {
        [] => Err(Ground::SeveralMeant),
        [_] => Ok(meant),
        _ if reading.whose == Whose::Everybodys => Ok(meant),
        _ => Err(Ground::SeveralMeant),
    }
}

/// Whether somebody can still speak of a registration without its letter: it goes on, or it was withdrawn, by
/// the same words perhaps, and nobody has come back since.
fn may_be_meant(roll: &Roll, known: &Registration) -> bool {
    known.is_active() || known.state == State::Cancelled && known.identity().is_some() && !roll.is_back(known)
}

/// Whether a message about `known` is signed by somebody else for whom the writer has a registration.
#[must_use]
pub fn is_signed_by_another(roll: &Roll, known: &Registration, writer: &Writer) -> bool {
    let is_the_signers =
        |other: &Registration| writer.may_change(other, &[]) && writer.is(other) == Some(true);
    writer.signs_otherwise(known) && roll.known.iter().any(is_the_signers)
}
