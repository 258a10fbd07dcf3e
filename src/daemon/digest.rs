//! The daily digest, made when its time has come.

use std::time::Duration;

use tokio::time::sleep;

use super::flow::{Flow, Shift};
use crate::clock::Clock;
use crate::flows::{Digesting, FlowError, Made};
use crate::store::StoreError;

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

/// The digest that was made; `None` also where that failed for a reason that is no reason to close the
/// desk.
///
/// # Errors
/// When the book cannot be used at all.
pub fn made(outcome: Result<Option<Made>, FlowError>) -> Result<Option<Made>, FlowError> {
    match outcome {
        Err(error @ (FlowError::Store(StoreError::Refused(_)) | FlowError::Mail(_))) => {
            tracing::error!("the digest cannot be made: {error}");
            Ok(None)
        }
        Ok(Some(made)) => {
            let Made { day, is_told } = &made;
            tracing::info!(%day, told = is_told, "the digest of {day} is made");
            Ok(Some(made))
        }
        outcome => outcome,
    }
}
