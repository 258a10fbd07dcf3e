//! Waiting for what other processes do.

use std::time::{Duration, Instant};

/// How long something may take that is quick on a machine at rest.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often one looks.
const INTERVAL: Duration = Duration::from_millis(5);

/// Looks until `condition` holds.
///
/// # Panics
/// With what `log` then says, when it does not come to hold.
#[track_caller]
pub fn eventually(condition: impl FnMut() -> bool, log: impl FnOnce() -> String) {
    assert!(holds_in_time(condition), "it did not happen within {PATIENCE:?}; the log says\n{}", log());
}

/// Looks until `condition` holds; `false` when it does not come to hold.
pub fn holds_in_time(mut condition: impl FnMut() -> bool) -> bool {
    let begin = Instant::now();
    while !condition() {
        if begin.elapsed() > PATIENCE {
            return false;
        }
        std::thread::sleep(INTERVAL);
    }
    true
}
