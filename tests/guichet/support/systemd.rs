//! systemd, as far as a service hears of it: the socket of sd_notify(3).

use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

/// How long is waited for what should be said.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Systemd {
    folder: TempDir,
    socket: UnixDatagram,
}

impl Systemd {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        Self { folder, socket }
    }

    /// The address at which it listens.
    pub fn address(&self) -> PathBuf {
        self.folder.path().join("notify")
    }

    /// Waits until something is said that has `words`; all that was said until then.
    pub fn hears(&self, words: &str) -> Vec<String> {
        self.socket.set_nonblocking(false).unwrap();
        self.socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut said = Vec::new();
        loop {
            let Some(line) = self.receive() else { panic!("{words:?} is not among {said:#?}") };
            said.push(line);
            if said.last().is_some_and(|line| line.contains(words)) {
                return said;
            }
        }
    }

    /// What was said meanwhile.
    pub fn heard(&self) -> Vec<String> {
        self.socket.set_nonblocking(true).unwrap();
        std::iter::from_fn(|| self.receive()).collect()
    }

    fn receive(&self) -> Option<String> {
        let mut octets = [0; 4096];
        let length = self.socket.recv(&mut octets).ok()?;
        Some(String::from_utf8(octets[..length].to_vec()).unwrap().trim_end().to_owned())
    }
}
