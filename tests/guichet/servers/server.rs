//! What all servers have in common: a folder, ports, a start, a violent end.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::patience::eventually;
use super::ports;
use super::process::Process;

/// How often a start is tried, each time with other ports.
const STARTS: usize = 5;

/// A server under way, with a folder of its own.
pub struct Server {
    process: Option<Process>,
    words: Vec<String>,
    /// The port on which it says hello.
    port: u16,
    folder: Folder,
}

/// The folder of a server.
pub struct Folder(TempDir);

impl Server {
    /// Tries `start`, which chooses ports, until nobody else has taken them meanwhile.
    pub fn with_free_ports<Started>(start: impl Fn() -> Result<Started, String>) -> Started {
        let mut log = String::new();
        for _ in 0..STARTS {
            match start() {
                Ok(started) => return started,
                Err(said) => log = said,
            }
        }
        panic!("the server does not start:\n{log}");
    }

    /// Starts the program `words[0]`, which is up once it greets on `port` with the name of `folder`.
    ///
    /// # Errors
    /// What it has logged when it ends at once.
    pub fn start(folder: Folder, words: &[&str], port: u16) -> Result<Self, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let mut server = Self { process: None, words, port, folder };
        if server.comes_up() { Ok(server) } else { Err(server.log()) }
    }

    fn comes_up(&mut self) -> bool {
        let mut process = Process::start(&self.words, self.folder.log_file());
        let (mut is_up, name) = (false, self.folder.name());
        let settled = || {
            is_up = ports::greets(self.port, &name);
            is_up || process.has_ended()
        };
        eventually(settled, || self.log());
        self.process = Some(process);
        is_up
    }

    /// SIGKILL to all its processes; waits until they are gone.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again after it was killed.
    pub fn start_again(&mut self) {
        assert!(self.comes_up(), "{}", self.log());
    }

    /// Everything it has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap_or_default()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Folder {
    /// An empty folder for a server of this kind, open to the users that it becomes.
    pub fn new(kind: &str) -> Self {
        let mut folder = tempfile::Builder::new();
        Self(folder.prefix(kind).permissions(Permissions::from_mode(0o755)).tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Its name, by which the server greets, so that it is not taken for another one.
    pub fn name(&self) -> String {
        self.path().file_name().unwrap().to_str().unwrap().to_owned()
    }

    /// Writes a file in which `@name@` becomes the value of that name, and `@folder@` this folder.
    pub fn write(&self, file: &str, template: &str, values: &[(&str, String)]) {
        let here = [("folder", self.path().display().to_string()), ("name", self.name())];
        let insert = |text: String, (name, value): &(&str, String)| text.replace(&format!("@{name}@"), value);
        let text = values.iter().chain(&here).fold(template.to_owned(), insert);
        fs::write(self.path().join(file), text).unwrap();
    }

    fn log_file(&self) -> File {
        File::options().create(true).append(true).open(self.path().join("log")).unwrap()
    }
}
