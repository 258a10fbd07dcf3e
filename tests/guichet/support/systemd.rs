//! systemd, as far as a service hears of it: the socket of `sd_notify(3)`.

use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

/// How long is waited for what should be said.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Systemd {
    folder: TempDir,
    lines: mpsc::Receiver<String>,
}

impl Systemd {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        let (said, lines) = mpsc::channel();
        // Always read: a service waits while the queue of the socket is full.
        std::thread::spawn(move || {
            let mut octets = [0; 4096];
            while let Ok(length) = socket.recv(&mut octets) {
                let line = String::from_utf8_lossy(&octets[..length]).trim_end().to_owned();
                if said.send(line).is_err() {
                    break;
                }
            }
        });
        Self { folder, lines }
    }

    /// The address at which it listens.
    pub fn address(&self) -> PathBuf {
        self.folder.path().join("notify")
    }

    /// Waits until something is said that has `words`; all that was said until then.
    pub fn hears(&self, words: &str) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("{words:?} is not among {said:#?}");
            };
            said.push(line);
            if said.last().is_some_and(|line| line.contains(words)) {
                return said;
            }
        }
    }

    /// What was said meanwhile.
    pub fn heard(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }
}
