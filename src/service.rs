//! The desk as a service: what systemd hears of it (`sd_notify(3)`), and whether it is well enough to
//! say so. Elsewhere than under systemd nobody listens, and all of this does nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sd_notify::NotifyState;

/// The line to the service manager.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    watchdog: Option<Duration>,
}

impl Service {
    /// The one that `$NOTIFY_SOCKET`, `$WATCHDOG_USEC` and `$WATCHDOG_PID` tell of.
    #[must_use]
    pub fn from_environment() -> Self {
        Self { watchdog: sd_notify::watchdog_enabled().filter(|patience| !patience.is_zero()) }
    }

    /// How often [`Service::alive`] wants to be called: twice as often as systemd's patience lasts
    /// (`WatchdogSec=`); `None` where nobody waits for it.
    #[must_use]
    pub fn watchdog_interval(&self) -> Option<Duration> {
        self.watchdog.map(|patience| patience / 2)
    }

    /// The desk is open.
    pub fn ready(&self) {
        tell(&NotifyState::Ready);
    }

    /// The state of things, in one line: what `systemctl status` shows.
    pub fn status(&self, words: &str) {
        // A line of its own would be an assignment of its own.
        let line = words.replace(char::is_control, " ");
        tell(&NotifyState::Status(&line));
    }

    /// The desk is well.
    pub fn alive(&self) {
        if self.watchdog.is_some() {
            tell(&NotifyState::Watchdog);
        }
    }

    /// The desk is closing.
    pub fn stopping(&self) {
        tell(&NotifyState::Stopping);
    }
}

fn tell(state: &NotifyState) {
    if let Err(error) = sd_notify::notify(std::slice::from_ref(state)) {
        tracing::warn!("systemd cannot be told {state}: {error}");
    }
}

/// Watches over flows, each of which says by when it will be heard of again. As long as all keep
/// their word, the desk is well.
#[derive(Debug, Default)]
pub struct Vigil(Mutex<BTreeMap<String, Instant>>);

/// A flow that has not kept its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Its name.
    pub flow: String,
    /// For how long it should have been heard of.
    pub by: Duration,
}

impl Vigil {
    /// `flow` ends its step, or its wait, by `until` at the latest.
    pub fn expect(&self, flow: &str, until: Instant) {
        self.promises().insert(flow.to_owned(), until);
    }

    /// `flow` has ended, as it should: nothing more is expected of it.
    pub fn ended(&self, flow: &str) {
        self.promises().remove(flow);
    }

    /// The flows that do not keep their word at `now`, by name. One that was never heard of has
    /// given none.
    #[must_use]
    pub fn overdue(&self, now: Instant) -> Vec<Overdue> {
        let late = |until: &Instant| now.checked_duration_since(*until).filter(|by| !by.is_zero());
        let promises = self.promises();
        promises
            .iter()
            .filter_map(|(flow, until)| late(until).map(|by| Overdue { flow: flow.clone(), by }))
            .collect()
    }

    fn promises(&self) -> MutexGuard<'_, BTreeMap<String, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Overdue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {} s late", self.flow, self.by.as_secs())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use std::os::unix::net::UnixDatagram;
    use std::process::Command;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// Runs [`speaks`] in a process of its own, as systemd would with these variables.
    fn speak(variables: &[(&str, &str)]) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "service::tests::speaks", "--ignored"]);
        for variable in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] {
            command.env_remove(variable);
        }
        let output = command.envs(variables.iter().copied()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    #[test]
    #[ignore = "the other tests run it, with the environment that it wants"]
    fn speaks() {
        let service = Service::from_environment();
        service.ready();
        service.status("2 waiting\nREADY=0");
        service.alive();
        service.stopping();
    }

    /// What arrives at a socket when a service speaks there.
    fn heard(variables: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let socket = UnixDatagram::bind(&path).unwrap();

        speak(&[&[("NOTIFY_SOCKET", path.to_str().unwrap())], variables].concat());
        socket.set_nonblocking(true).unwrap();
        let mut octets = [0; 1024];
        let datagrams = std::iter::from_fn(|| socket.recv(&mut octets).ok().map(|n| octets[..n].to_vec()));
        datagrams.map(|datagram| String::from_utf8(datagram).unwrap()).collect()
    }

    #[test]
    fn systemd_hears_all_that_the_desk_says_one_datagram_each() {
        let said = ["READY=1\n", "STATUS=2 waiting READY=0\n", "WATCHDOG=1\n", "STOPPING=1\n"];
        assert_eq!(heard(&[("WATCHDOG_USEC", "30000000")]), said);
    }

    #[test]
    fn a_watchdog_that_is_not_there_or_not_ours_is_not_fed() {
        let said = ["READY=1\n", "STATUS=2 waiting READY=0\n", "STOPPING=1\n"];
        assert_eq!(heard(&[]), said);
        assert_eq!(heard(&[("WATCHDOG_USEC", "0")]), said);
        assert_eq!(heard(&[("WATCHDOG_USEC", "30000000"), ("WATCHDOG_PID", "1")]), said);
    }

    #[test]
    fn where_nobody_listens_nothing_happens() {
        speak(&[]);
        speak(&[("NOTIFY_SOCKET", "/nowhere/notify")]);
    }

    #[test]
    fn the_watchdog_is_fed_twice_as_often_as_it_must() {
        let service = Service { watchdog: Some(30 * SECOND) };
        assert_eq!(service.watchdog_interval(), Some(15 * SECOND));
        assert_eq!(Service { watchdog: None }.watchdog_interval(), None);
    }

    #[test]
    fn the_desk_is_well_until_one_flow_does_not_keep_its_word() {
        let (vigil, start) = (Vigil::default(), Instant::now());
        assert_eq!(vigil.overdue(start), []);
        vigil.expect("mailbox", start + 60 * SECOND);
        vigil.expect("sender", start + 10 * SECOND);
        assert_eq!(vigil.overdue(start + 10 * SECOND), []);

        let overdue = vigil.overdue(start + 12 * SECOND);
        assert_eq!(overdue, [Overdue { flow: "sender".into(), by: 2 * SECOND }]);
        assert_eq!(overdue[0].to_string(), "sender is 2 s late");

        vigil.expect("sender", start + 30 * SECOND);
        assert_eq!(vigil.overdue(start + 12 * SECOND), []);
        assert_eq!(vigil.overdue(start + 61 * SECOND).len(), 2);
    }

    #[test]
    fn nothing_is_expected_of_a_flow_that_has_ended() {
        let (vigil, start) = (Vigil::default(), Instant::now());
        vigil.expect("mailbox", start);
        vigil.ended("mailbox");
        assert_eq!(vigil.overdue(start + SECOND), []);
    }
}
