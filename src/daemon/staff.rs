//! The staff: kept informed of what they have to know.

use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::sleep;

use super::flow::{Flow, Shift};
use crate::clock::Clock;
use crate::flows::{FlowError, Staff, Told, watch_over};
use crate::store::StoreError;

/// The longest that a step may take.
const STEP: Duration = Duration::from_mins(1);
/// How often to look.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long not to look after news that could not be told.
const AFTER_A_FAILURE: Duration = Duration::from_mins(5);
/// A server that is missed for less is not worth a note: a machine that starts finds its network late.
const WORTH_A_NOTE: SignedDuration = SignedDuration::from_mins(2);

/// Keeps the staff informed until the desk closes; `flows` are the parts of the daemon that need
/// servers.
///
/// # Errors
/// When the book fails.
pub async fn inform(
    staff: &Staff,
    flows: &[String],
    shift: &Shift,
    clock: &Clock,
    mut chance: fastrand::Rng,
) -> Result<(), FlowError> {
    let flow = Flow::new("post for the staff", shift, STEP, clock, chance.fork());
    let turn = async |flow: &mut Flow<'_>| {
        let now = clock.now();
        let worth_a_note = WORTH_A_NOTE.min(staff.alarm_after);
        let contacts = shift.state.borrow().contacts.of_all(flows, now, worth_a_note);
        staff.store.note_contacts(&contacts).await?;
        let told = told(watch_over(staff, &contacts, now, &mut chance).await)?;
        if told.is_some_and(Told::is_something) {
            shift.bell.notify_one();
        }
        let pause = if told.is_some() { LOOK_EVERY } else { AFTER_A_FAILURE };
        flow.wait(pause, sleep(pause)).await;
        Ok(())
    };
    flow.go_on(turn).await
}

/// What came of telling the staff something; `None` where that failed, as `failure` says, for a reason that
/// is no reason to close the desk.
///
/// # Errors
/// When the book cannot be used at all.
pub fn survived<T>(failure: &str, outcome: Result<T, FlowError>) -> Result<Option<T>, FlowError> {
    match outcome {
        Err(error @ (FlowError::Store(StoreError::Refused(_)) | FlowError::Mail(_))) => {
            tracing::error!("{failure}: {error}");
            Ok(None)
        }
        outcome => outcome.map(Some),
    }
}

/// What the staff were told of troubles, if that could be.
///
/// # Errors
/// When the book cannot be used at all.
pub fn told(outcome: Result<Told, FlowError>) -> Result<Option<Told>, FlowError> {
    survived("the staff cannot be told of troubles", outcome)
}
