//! Order in the mailbox, kept beside everything else: nobody waits for it.

use std::time::Duration;

use tokio::time::sleep;

use super::flow::{Flow, Shift};
use crate::clock::Clock;
use crate::flows::{FILING, FlowError, Tidying, tidy};

/// The longest that a step may take.
const STEP: Duration = Duration::from_mins(2);
/// How often to see whether there is something to put away.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Keeps order until the desk closes, where that is wanted.
///
/// # Errors
/// When the book fails.
pub async fn file(
    tidying: Option<&mut Tidying>,
    shift: &Shift,
    clock: &Clock,
    chance: fastrand::Rng,
) -> Result<(), FlowError> {
    let Some(tidying) = tidying else { return Ok(()) };
    let flow = Flow::new(FILING, shift, STEP, clock, chance);
    let turn = async |flow: &mut Flow<'_>| {
        tidy(tidying, clock.now(), &|| flow.is_over()).await?;
        flow.works();
        flow.wait(LOOK_EVERY, sleep(LOOK_EVERY)).await;
        Ok(())
    };
    flow.go_on(turn).await
}
