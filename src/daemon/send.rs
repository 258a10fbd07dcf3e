//! The outbox: sent as it fills, whatever the mailbox does.

use std::time::Duration;

use tokio::time::timeout;

use super::flow::{Flow, Shift};
use crate::delivery::LETTER;
use crate::flows::{Dispatch, FlowError, SENDER, dispatch};

/// The longest that a step may take, its records in the book included: a letter takes longer than
/// a login.
const STEP: Duration = LETTER.saturating_add(Duration::from_mins(1));
/// How often to look for letters when the bell is not rung: other processes put letters there, or
/// let them go, and some are due only later.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Sends what is due until the desk closes.
///
/// # Errors
/// When the book fails.
pub async fn send(outbox: &Dispatch, shift: &Shift, chance: fastrand::Rng) -> Result<(), FlowError> {
    let flow = Flow::new(SENDER, shift, STEP, &outbox.clock, chance);
    flow.go_on(async |flow| turn(outbox, flow, shift).await).await
}

async fn turn(outbox: &Dispatch, flow: &mut Flow<'_>, shift: &Shift) -> Result<(), FlowError> {
    show(outbox, shift).await?;
    let Some(opened) = flow.wait(Duration::ZERO, Box::pin(outbox.open())).await else { return Ok(()) };
    if let Some(batch) = opened? {
        flow.works();
        dispatch(outbox, batch, &|| flow.is_over()).await?;
    } else {
        let _ = flow.wait(LOOK_EVERY, timeout(LOOK_EVERY, shift.bell.notified())).await;
    }
    Ok(())
}

async fn show(outbox: &Dispatch, shift: &Shift) -> Result<(), FlowError> {
    let (letters, is_paused) = (outbox.store.count_waiting_letters().await?, outbox.store.is_paused().await?);
    shift.state.send_if_modified(|state| {
        let is_new = (state.letters, state.is_paused) != (letters, is_paused);
        (state.letters, state.is_paused) = (letters, is_paused);
        is_new
    });
    Ok(())
}
