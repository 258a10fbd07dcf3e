//! A program and all its processes, which end with the test.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;

use super::patience::holds_in_time;
use crate::support::group;

/// Kills its process group, itself included, when standard input is at its end.
const LEASH: &str = "read -r _; kill -s KILL 0";

/// A program under way, in a process group of its own.
///
/// A shell in the same group waits at the other end of a pipe. However the test ends, even when it is
/// killed, the kernel closes the pipe, and the shell takes the whole group with it.
pub struct Process {
    program: Child,
    leash: Child,
}

impl Process {
    /// Starts the program `words[0]`, which writes to `output`.
    pub fn start(words: &[String], output: File) -> Self {
        let program = Command::new(&words[0])
            .args(&words[1..])
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(output.try_clone().unwrap())
            .stderr(output)
            .spawn()
            .unwrap();
        let group = program.id().try_into().unwrap();
        let mut leash = Command::new("sh");
        let leash = leash.args(["-c", LEASH]).process_group(group).stdin(Stdio::piped()).spawn().unwrap();
        Self { program, leash }
    }

    /// Asks it to stop, by SIGTERM, and waits until it has; its exit code.
    pub fn terminate(mut self) -> Option<i32> {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.program.wait().unwrap().code()
    }

    pub fn id(&self) -> u32 {
        self.program.id()
    }

    pub fn has_ended(&mut self) -> bool {
        self.program.try_wait().unwrap().is_some()
    }
}

/// SIGKILL to the whole group, as when the power goes.
impl Drop for Process {
    fn drop(&mut self) {
        drop(self.leash.stdin.take());
        drop(self.leash.wait());
        drop(self.program.wait());
        let leader = self.program.id();
        let is_over = holds_in_time(|| group(leader).is_empty());
        // A second panic would abort the other tests.
        assert!(is_over || thread::panicking(), "they live on: {:?}", group(leader));
    }
}
