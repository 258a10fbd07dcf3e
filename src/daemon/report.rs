//! What the service manager hears while the desk is open.

use std::convert::Infallible;
use std::future::pending;
use std::time::{Duration, Instant};

use tokio::time::{interval, sleep};

use super::flow::Shift;
use crate::service::Service;

/// The state of things is told no more often than that.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// Tells how things stand each time that this changes.
pub async fn tell_state(shift: &Shift, service: Service) -> Infallible {
    let mut state = shift.state.subscribe();
    loop {
        let line = state.borrow_and_update().to_string();
        service.status(&line);
        sleep(TELL_EVERY).await;
        if state.changed().await.is_err() {
            return pending().await;
        }
    }
}

/// Feeds the watchdog as long as all loops go on.
pub async fn feed_watchdog(shift: &Shift, service: Service) -> Infallible {
    let Some(every) = service.watchdog_interval() else { return pending().await };
    let mut ticks = interval(every);
    let mut was_well = true;
    loop {
        ticks.tick().await;
        let overdue = shift.vigil.overdue(Instant::now());
        let is_well = overdue.is_empty();
        if is_well {
            service.alive();
        } else if was_well {
            let overdue: Vec<String> = overdue.iter().map(ToString::to_string).collect();
            tracing::error!("the desk does not go on: {}", overdue.join(", "));
        }
        was_well = is_well;
    }
}

/// Closes the desk with the first signal that asks for it, and tells that it closes.
pub async fn close(shift: &Shift, service: Service, signalled: impl Future<Output = ()>) -> Infallible {
    if shift.stop.or(signalled).await.is_some() {
        shift.stop.request();
    }
    service.stopping();
    pending().await
}
