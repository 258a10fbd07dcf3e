//! When to stop.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::sleep;

/// Whether the daemon is to stop. Loops ask it between two steps, and wait no longer once it is so.
#[derive(Debug, Default)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// From now on, it is to stop.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Whether it is to stop.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is to stop.
    pub async fn requested(&self) {
        // It cannot fail: `self` holds the other end.
        drop(self.0.subscribe().wait_for(|&requested| requested).await);
    }

    /// Waits until it should have stopped for so long.
    pub async fn overdue(&self, patience: Duration) {
        self.requested().await;
        sleep(patience).await;
    }

    /// What `waiting` comes to; `None` when it was cut short, because it is to stop.
    pub async fn or<T>(&self, waiting: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.requested() => None,
            outcome = waiting => Some(outcome),
        }
    }
}

/// Comes to an end with the first SIGTERM or SIGINT from now on.
///
/// # Errors
/// When signals cannot be received.
pub fn signalled() -> io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends_at_once_when_it_is_to_stop_and_none_begins_after() {
        let (stop, begun) = (Stop::default(), Instant::now());
        assert_eq!(stop.or(async { 1 }).await, Some(1));
        let later = async {
            sleep(Duration::from_secs(3)).await;
            stop.request();
        };
        let (waited, ()) = tokio::join!(stop.or(sleep(Duration::from_hours(1))), later);
        assert_eq!((waited, begun.elapsed()), (None, Duration::from_secs(3)));
        assert!(stop.is_requested());
        assert_eq!(stop.or(async { 1 }).await, None);
    }
}
