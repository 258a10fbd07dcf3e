//! The daily digest, made when its time has come.

use std::time::Duration;

use tokio::time::sleep;

use super::flow::{Flow, Shift};
use super::staff::survived;
use crate::clock::Clock;
use crate::flows::{Digesting, FlowError, Made};

/// The longest that a step may take, the counting of the mailbox included.
const STEP: Duration = Duration::from_mins(15);
/// How often to see whether it is time.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long not to try again where it cannot be made.
const AFTER_A_FAILURE: Duration = Duration::from_mins(5);

/// Makes the digest day after day until the desk closes.
///
/// # Errors
/// When the book fails.
pub async fn digest(
    digesting: &Digesting,
    shift: &Shift,
    clock: &Clock,
    mut chance: fastrand::Rng,
) -> Result<(), FlowError> {
    let flow = Flow::new("digest", shift, STEP, clock, chance.fork());
    let turn = async |flow: &mut Flow<'_>| {
        let outcome = digesting.make_due(clock.now(), &mut chance).await;
        let pause = if outcome.is_err() { AFTER_A_FAILURE } else { LOOK_EVERY };
        if made(outcome)?.is_some() {
            shift.bell.notify_one();
        }
        flow.wait(pause, sleep(pause)).await;
        Ok(())
    };
    flow.go_on(turn).await
}

/// The digest that was made, if one was.
///
/// # Errors
/// When the book cannot be used at all.
pub fn made(outcome: Result<Option<Made>, FlowError>) -> Result<Option<Made>, FlowError> {
    let made = survived("the digest cannot be made", outcome)?.flatten();
    if let Some(Made { day, is_told }) = &made {
        tracing::info!(%day, told = is_told, "the digest of {day} is made");
    }
    Ok(made)
}
