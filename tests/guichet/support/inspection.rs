//! `guichet inspect` at work, held before it ends to see what it has cost.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Mail, group, guichet};

/// What `inspect --json` printed, and what it took.
pub struct Inspection {
    /// An object for each message.
    pub objects: Vec<Value>,
    /// The peaks of the memory of the program and of its reader together, in kB, without what is mapped of
    /// the program's file, which has its debugging information in a test.
    pub peak: u64,
    pub time: Duration,
}

impl Inspection {
    /// Inspects the `count` messages at `path`, a file or a folder, with the configuration `config`.
    pub fn of(path: &Path, count: usize, config: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The program waits for this last message, and its processes can be looked at.
        let last = folder.path().join("last.eml");
        assert!(Command::new("mkfifo").arg(&last).status().unwrap().success());
        let begin = Instant::now();
        let mut command = guichet();
        command.args(["inspect", "--json", "--config"]).arg(config).arg(path).arg(&last);
        let mut child = command.process_group(0).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut objects = lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap());
        let read: Vec<Value> = objects.by_ref().take(count).collect();
        let time = begin.elapsed();
        let own = |id: u32| memory(id, "VmHWM").saturating_sub(memory(id, "RssFile"));
        let peak = group(child.id()).iter().map(|stat| own(id(stat))).sum();
        fs::write(&last, Mail::question(1).octets()).unwrap();
        assert_eq!(objects.count(), 1);
        assert!(child.wait().unwrap().success());
        Self { objects: read, peak, time }
    }
}

/// The process that a line of proc(5)'s stat is about.
fn id(stat: &str) -> u32 {
    stat.split(' ').next().unwrap().parse().unwrap()
}

/// What the kernel says of the memory of a process, in kB: `VmRSS` now, or `VmHWM` at its peak.
pub fn memory(id: u32, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}
