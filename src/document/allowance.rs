//! How much a document may have of something, before it is too large.

use super::Refusal;

/// How many bytes of text a document may have, the values of its fields counted again: 1 MiB.
pub(super) const MAX_TEXT: usize = 1 << 20;
/// What the end of a line of `OpenDocument` or RTF counts as, in bytes of text; it takes memory even if it ends
/// nothing.
pub(super) const LINE: usize = 4;
/// What a cell, a row or a text box of these counts as besides its text, in bytes of text.
pub(super) const CELL: usize = 8;
/// What a table of these counts as besides its rows, in bytes of text.
pub(super) const TABLE: usize = 64;
/// What a field of RTF counts as besides its value, in bytes of text.
pub(super) const FIELD: usize = 64;

/// Counts something against an allowance.
///
/// # Errors
/// `TooLarge` once it is used up.
pub(super) fn spend(allowance: &mut usize, amount: usize) -> Result<(), Refusal> {
    *allowance = allowance.checked_sub(amount).ok_or(Refusal::TooLarge)?;
    Ok(())
}
