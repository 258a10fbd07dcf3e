//! Trials: a process can be stopped at named steps, so that the tests can kill it there, its clock can
//! be set and its disk seem full, and the reader has a parser that really crashes, hangs and swells.
//! Only in builds with the feature `trials`; elsewhere nothing of it exists but the names of the steps.

/// Stops here for ever if the environment says so: `GUICHET_STOP_AT=step` or `step:3` for the third
/// time. The line `stopped at step` on standard error tells the test.
#[cfg(feature = "trials")]
pub fn reached(step: &str) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static TIMES: AtomicUsize = AtomicUsize::new(0);
    let Ok(wanted) = std::env::var("GUICHET_STOP_AT") else { return };
    let (name, time) = wanted.split_once(':').unwrap_or((&wanted, "1"));
    if name == step && (TIMES.fetch_add(1, Ordering::SeqCst) + 1).to_string() == time {
        eprintln!("stopped at {step}");
        loop {
            std::thread::park();
        }
    }
}

/// Nothing, outside trials.
#[cfg(not(feature = "trials"))]
pub fn reached(_step: &str) {}

/// What time it is, where the environment names a file that says so (`GUICHET_CLOCK=file`, RFC 3339).
#[cfg(feature = "trials")]
#[must_use]
pub fn now() -> Option<jiff::Timestamp> {
    std::fs::read_to_string(std::env::var_os("GUICHET_CLOCK")?).ok()?.trim().parse().ok()
}

/// Nothing, outside trials.
#[cfg(not(feature = "trials"))]
#[must_use]
pub fn now() -> Option<jiff::Timestamp> {
    None
}

/// How many octets of its disk are free, where the environment names a file that says so
/// (`GUICHET_FREE=file`).
#[cfg(feature = "trials")]
#[must_use]
pub fn free() -> Option<u64> {
    std::fs::read_to_string(std::env::var_os("GUICHET_FREE")?).ok()?.trim().parse().ok()
}

/// Nothing, outside trials.
#[cfg(not(feature = "trials"))]
#[must_use]
pub fn free() -> Option<u64> {
    None
}

/// Reads the attachments called `trial.docx` as a careless program would: with docx-rs, which hangs
/// on XML cut short, overflows the stack on nested tables and allocates what an archive announces.
#[cfg(feature = "trials")]
pub fn read_as_others_do(message: &crate::message::Message) {
    for file in message.files.iter().filter(|file| file.name == "trial.docx") {
        drop(docx_rs::read_docx(&file.bytes));
    }
}
