//! Which registrations a message speaks of that names nobody.
//!
//! Whoever has the desk's letter may have it from somebody else, quoted below what they write to others. So
//! what it says counts where nothing contradicts it: neither the registrations of the writer's own, nor the
//! name from which, or with which, they write.

use super::registration::{Registration, State};
use super::writer::Writer;
use super::{Ground, Roll};
use crate::bulletin::reading::{Answer, Reading, Whose};

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
            let coded = roll.known.iter().filter(|known| codes.contains(&known.code));
            let is_theirs = |known: &&Registration| writer.may_change(known, &reading.codes);
            let current = |known| Some(roll.current(known)).filter(is_theirs).unwrap_or(known);
            let mut current: Vec<_> = coded.map(current).collect();
            current.dedup_by_key(|known| known.id);
            current
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
        let of_the_writer: Vec<_> = roll.open_to(writer, &[]).collect();
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
        // Who writes of herself with the code of somebody else may have taken it for her own.
        Pool::Written(pool) if reading.whose == Whose::TheWriters => {
            let is_mistaken = pool.iter().any(|known| is_of_another(roll, known, writer));
            return if is_mistaken { Err(Ground::SeveralMeant) } else { Ok(pool) };
        }
        Pool::Written(pool) => return Ok(pool),
        Pool::OfTheLetter(pool) => pool,
        Pool::OfTheWriter(pool) => pool.into_iter().filter(|known| may_be_meant(roll, known)).collect(),
    };
    // Those of the letter who are not the writer's may be meant too.
    let quoted = roll.known.iter().filter(|known| known.is_active() && reading.codes.contains(&known.code));
    if matches!(reading.whose, Whose::Everybodys | Whose::Both)
        && quoted.into_iter().any(|known| !pool.iter().any(|meant| meant.id == known.id))
    {
        return Err(Ground::SeveralMeant);
    }
    let of = |wanted: bool| pool.iter().copied().filter(move |known| writer.is(known) == Some(wanted));
    let (own, others): (Vec<_>, Vec<_>) = (of(true).collect(), of(false).collect());
    // A bare no is one to all that the letter offers.
    let is_declined = reading.answer == Some(Answer::No)
        && reading.whose == Whose::Unsaid
        && pool.iter().all(|known| known.state == State::Offered);
    let meant = match (reading.whose, pool.as_slice()) {
        (_, []) => return Err(Ground::NothingMeant),
        _ if is_declined => pool,
        (Whose::Anothers, _) if own.len() + others.len() == pool.len() => others,
        (Whose::TheWriters, [known]) if !writer.signs_otherwise(known) => pool,
        (Whose::Everybodys, _) | (Whose::Unsaid, [_]) => pool,
        (Whose::TheWriters | Whose::Unsaid, _) => own,
        (Whose::Both, [_, _]) if own.len() == 1 && others.len() == 1 => pool,
        (Whose::Anothers | Whose::Both, _) => Vec::new(),
    };
    match meant.as_slice() {
        [] => Err(Ground::SeveralMeant),
        [_] => Ok(meant),
        _ if is_declined || matches!(reading.whose, Whose::Everybodys | Whose::Both) => Ok(meant),
        _ => Err(Ground::SeveralMeant),
    }
}

/// Whether somebody can still speak of a registration without its letter: it goes on, or it was withdrawn, by
/// the same words perhaps, and nobody has come back since.
fn may_be_meant(roll: &Roll, known: &Registration) -> bool {
    known.is_active() || known.state == State::Cancelled && known.identity().is_some() && !roll.is_back(known)
}

/// Whether a message about `known` is of somebody else for whom the writer has a registration, by the name with
/// which they sign or from which they write.
#[must_use]
pub fn is_of_another(roll: &Roll, known: &Registration, writer: &Writer) -> bool {
    writer.is_called(known) == Some(false)
        && roll.open_to(writer, &[]).any(|other| writer.is_called(other) == Some(true))
}
