//! The only door through which strangers' bytes come in: a child process of the same binary takes
//! a whole message and returns a [`Reading`].
//!
//! Parsers of other people hang, overflow the stack and ask for gigabytes, and neither a thread nor
//! `catch_unwind` contains that. The child has limits on memory and time, no environment and no
//! rights it could need; it is kept warm over many messages and replaced when it misbehaves. What
//! it cannot read is left to a person.
//!
//! Parent and child exchange frames (see `frame`): first the [`Knowledge`] as JSON, then for each
//! request its description as JSON and its octets, answered by the [`Reading`] as JSON.

mod child;
mod frame;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

pub use child::serve;

use crate::bulletin::Knowledge;
use crate::bulletin::reading::{Reading, Reason, Verdict};
use crate::message::{Envelope, Silence, header_section};

/// What one message may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest message that is read whole, in octets.
    pub octets: usize,
    /// How long the reader may take over one.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { octets: 30 << 20, time: Duration::from_secs(10) }
    }
}

/// What the reader is asked to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// A mail message.
    Message {
        /// When the server received it.
        received_at: Option<Timestamp>,
        /// The event that the message goes on about, where the book knows it.
        thread: Option<String>,
    },
    /// A bare document, by the name of its file.
    File(String),
}

/// What went wrong with the reader itself, not with a message.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The child cannot be started.
    #[error("the reader {} cannot be started: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It reads nothing.
    #[error("the reader {} cannot read an empty message: see that the limits of this system leave it memory and processes", program.display())]
    Unfit {
        /// The program.
        program: PathBuf,
    },
    /// What it should know cannot be written down.
    #[error("what the reader should know cannot be written down: {0}")]
    Knowledge(#[from] serde_json::Error),
}

/// The way in which a reader misbehaved over a message.
enum Misbehaviour {
    Crashed,
    Hung,
}

impl From<Misbehaviour> for Reason {
    fn from(misbehaviour: Misbehaviour) -> Self {
        match misbehaviour {
            Misbehaviour::Crashed => Self::ReaderCrashed,
            Misbehaviour::Hung => Self::ReaderHung,
        }
    }
}

/// A reader, kept warm.
#[derive(Debug)]
pub struct Reader {
    program: PathBuf,
    knowledge: Vec<u8>,
    limits: Limits,
    warm: Option<Warm>,
}

/// A running child.
#[derive(Debug)]
struct Warm {
    _child: Child,
    requests: ChildStdin,
    replies: ChildStdout,
    has_read: bool,
}

impl Reader {
    /// A reader that runs `program reader` and knows `knowledge`.
    ///
    /// # Errors
    /// When `knowledge` cannot be written down.
    pub fn new(program: &Path, knowledge: &Knowledge, limits: Limits) -> Result<Self, ReaderError> {
        Ok(Self {
            program: program.to_owned(),
            knowledge: serde_json::to_vec(knowledge)?,
            limits,
            warm: None,
        })
    }

    /// Proves that it reads: else every message would be left to a person.
    ///
    /// # Errors
    /// When the reader cannot be started, or does not read an empty message.
    pub async fn prove(&mut self) -> Result<(), ReaderError> {
        let read = self.exchange(&Request::Message { received_at: None, thread: None }, b"\r\n").await?;
        read.map(drop).map_err(|_| ReaderError::Unfit { program: self.program.clone() })
    }

    /// Reads `octets`. A message that crashes, hangs or swells the reader, or is too large for it, is
    /// read by its headers alone and left to a person.
    ///
    /// # Errors
    /// When the reader cannot be started.
    pub async fn read(&mut self, request: &Request, octets: &[u8]) -> Result<Reading, ReaderError> {
        if octets.len() > self.limits.octets {
            return self.read_header(request, octets, Reason::TooLarge).await;
        }
        match self.attempt(request, octets).await? {
            Ok(reading) => Ok(reading),
            Err(misbehaviour) => self.read_header(request, octets, misbehaviour.into()).await,
        }
    }

    /// Reads the header section of `octets` alone and leaves the message to a person for `reason`.
    ///
    /// # Errors
    /// When the reader cannot be started.
    pub async fn read_header(
        &mut self,
        request: &Request,
        octets: &[u8],
        reason: Reason,
    ) -> Result<Reading, ReaderError> {
        let headers = self.attempt(request, header_section(octets)).await?;
        Ok(match headers {
            Ok(reading) if reading.verdict == Verdict::Automatic => reading,
            Ok(reading) => Reading::unread(reading.envelope, reading.silence, reason),
            Err(_) => Reading::unread(Envelope::default(), Some(Silence::NoAddress), reason),
        })
    }

    /// One try with a warm reader; one with a fresh one where the warm one may have suffered from
    /// what it read before.
    async fn attempt(
        &mut self,
        request: &Request,
        octets: &[u8],
    ) -> Result<Result<Reading, Misbehaviour>, ReaderError> {
        let tired = self.warm.as_ref().is_some_and(|warm| warm.has_read);
        match self.exchange(request, octets).await? {
            Err(Misbehaviour::Crashed) if tired => self.exchange(request, octets).await,
            result => Ok(result),
        }
    }

    /// Sends a request and awaits its reply; a reader that misbehaves is killed.
    async fn exchange(
        &mut self,
        request: &Request,
        octets: &[u8],
    ) -> Result<Result<Reading, Misbehaviour>, ReaderError> {
        let description = serde_json::to_vec(request)?;
        let mut warm = match self.warm.take() {
            Some(warm) => warm,
            None => self.start()?,
        };
        let knowledge = if warm.has_read { None } else { Some(self.knowledge.as_slice()) };
        let reply = timeout(self.limits.time, async {
            for outgoing in knowledge.into_iter().chain([description.as_slice(), octets]) {
                frame::send(&mut warm.requests, outgoing).await?;
            }
            frame::receive(&mut warm.replies).await
        });
        let Ok(reply) = reply.await else { return Ok(Err(Misbehaviour::Hung)) };
        let reading = reply.ok().and_then(|reply| serde_json::from_slice(&reply).ok());
        Ok(match reading {
            Some(reading) => {
                warm.has_read = true;
                self.warm = Some(warm);
                Ok(reading)
            }
            None => Err(Misbehaviour::Crashed),
        })
    }

    fn start(&self) -> Result<Warm, ReaderError> {
        let cannot = |source| ReaderError::Start { program: self.program.clone(), source };
        let mut child = Command::new(&self.program)
            .arg("reader")
            .env_clear()
            // Each arena of glibc reserves 64 MiB of the address space that is limited here.
            .env("MALLOC_ARENA_MAX", "1")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a parser says of a stranger's file is not for the log.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(cannot)?;
        let (Some(requests), Some(replies)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(cannot(std::io::ErrorKind::BrokenPipe.into()));
        };
        Ok(Warm { _child: child, requests, replies, has_read: false })
    }
}
