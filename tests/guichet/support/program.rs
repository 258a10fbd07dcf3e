//! The real program as a child of the test: watched line by line, ended or killed.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stderr: String,
}

/// A run under way, with all its children in a process group of its own; killed when dropped.
pub struct Running {
    child: Child,
    lines: BufReader<ChildStderr>,
    stderr: String,
}

/// The program that is tested.
pub fn guichet() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.process_group(0).stdout(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        Self { child, lines, stderr: String::new() }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line on standard error that has `words`; `false` when the run ended without it.
    pub fn says(&mut self, words: &str) -> bool {
        loop {
            let begin = self.stderr.len();
            if self.lines.read_line(&mut self.stderr).unwrap() == 0 {
                return false;
            }
            if self.stderr[begin..].contains(words) {
                return true;
            }
        }
    }

    /// The line that was read last.
    pub fn last_line(&self) -> &str {
        self.stderr.lines().last().unwrap_or_default()
    }

    /// SIGKILL, as when the power goes.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, by SIGTERM, and waits until it has.
    pub fn terminate(self) -> Ended {
        let id = self.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.end()
    }

    /// Waits for its end.
    pub fn end(mut self) -> Ended {
        while self.lines.read_line(&mut self.stderr).unwrap() > 0 {}
        let status: ExitStatus = self.child.wait().unwrap();
        Ended { code: status.code(), stderr: std::mem::take(&mut self.stderr) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Ended {
    /// Asserts that all went well; what the run said.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self.stderr
    }

    /// Asserts that it ended with `code` and one clear sentence, which is returned: the last line, the
    /// only one that is no log line, without a panic or a backtrace.
    #[track_caller]
    pub fn with_one_sentence(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        for noise in ["panicked", "backtrace", "stack", "Error {", "Some("] {
            assert!(!self.stderr.contains(noise), "{}", self.stderr);
        }
        let said: Vec<&str> = self.stderr.lines().filter(|line| line.starts_with("guichet: ")).collect();
        assert_eq!(said.len(), 1, "{}", self.stderr);
        assert_eq!(self.stderr.lines().last(), said.first().copied(), "{}", self.stderr);
        said[0].to_owned()
    }
}

/// The processes of a group that are not dead, by the kernel's own list (proc(5)).
pub fn group(leader: u32) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok())
        .filter(|stat| {
            // After the name in parentheses: state, parent, group.
            let rest = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
            let words: Vec<&str> = rest.split(' ').collect();
            words.get(2).copied() == Some(leader.to_string().as_str()) && words[0] != "Z"
        })
        .collect()
}

/// Is busy for about so long: where exactly the other process is then, chance decides.
pub fn busy(about: Duration) {
    let begin = Instant::now();
    while begin.elapsed() < about {
        std::hint::spin_loop();
    }
}
