//! Why a command failed, and what the program ends with.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Faults;
use crate::daemon::DaemonError;
use crate::demo::SampleError;
use crate::flows::office::OfficeError;
use crate::flows::{BlankError, FlowError};
use crate::plural::{plural, waiting_letters};
use crate::reader::ReaderError;
use crate::sheets::SheetError;
use crate::store::StoreError;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Configuration(#[from] Faults),
    #[error(transparent)]
    Daemon(#[from] DaemonError),
    #[error(transparent)]
    Reader(#[from] ReaderError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the demo cannot be set up: {0}")]
    Demo(#[from] SampleError),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("{} holds other files than a preview: name a new or an empty folder", .0.display())]
    Occupied(PathBuf),
    #[error("there is no event {0:?} in the configuration; it has: {1}")]
    NoSuchEvent(String, String),
    #[error(transparent)]
    Office(#[from] OfficeError),
    #[error("it is not said which event is meant: add --event with one of: {0}")]
    WhichEvent(String),
    #[error(
        "there is no field {0:?}; there are {1}, or what a form calls them, such as nom=, prénom= and structure="
    )]
    NoSuchField(String, String),
    #[error("{0}")]
    Mistyped(String),
    #[error("there are {0} codes: write only that of the registration of whoever does not come")]
    SeveralCodes(usize),
    #[error("{0:?} is neither a number of seats nor the word configured")]
    NoNumber(String),
    #[error("nobody reads the digest: set digest_to under [staff]")]
    NoReaders,
    #[error(transparent)]
    Flow(#[from] FlowError),
    #[error(transparent)]
    Blank(#[from] BlankError),
    #[error("there is no text to announce")]
    NoText,
    #[error("no registration has the code {0}; guichet participants lists them")]
    NoSuchCode(String),
    #[error("{} is no table in CSV: {problem}", path.display())]
    Table { path: PathBuf, problem: String },
    #[error("a terminal cannot show this format: name a file by --output")]
    NotForTerminals,
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("left for the next round: {}", left_over(*.unread, *.waiting))]
    LeftOver { unread: usize, waiting: u32 },
    #[error("does not work: {}; what to do stands above", plural(*.0, "thing"))]
    Broken(usize),
    #[error("cannot print: {0}")]
    Print(#[from] std::io::Error),
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// What the program ends with: 2 for wrong usage or configuration, else 1.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Configuration(_)
            | Self::NoSuchEvent(..)
            | Self::WhichEvent(_)
            | Self::NotForTerminals
            | Self::Occupied(_)
            | Self::NoSuchField(..)
            | Self::Mistyped(_)
            | Self::SeveralCodes(_)
            | Self::NoNumber(_)
            | Self::NoText
            | Self::NoReaders
            | Self::Blank(_)
            | Self::Daemon(DaemonError::Blank(_))
            | Self::Office(OfficeError::NoSuchEvent(..) | OfficeError::WhichEvent(_)) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

/// What one round could not do.
fn left_over(unread: usize, waiting: u32) -> String {
    let messages = (unread > 0).then(|| format!("{} that could not be fetched", plural(unread, "message")));
    let letters = (waiting > 0).then(|| waiting_letters(waiting));
    [messages, letters].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
