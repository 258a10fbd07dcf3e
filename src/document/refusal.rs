//! Why a file was not read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{archive, compound};

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// It holds nothing, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// It is a picture: a scan or a photo of a form.
    #[error("the file is a picture, probably a scan or a photo")]
    Image,
    /// It opens with a password only.
    #[error("the file is protected by a password")]
    Protected,
    /// It brings programs with it.
    #[error("the file has macros in it")]
    Macros,
    /// Its container or its markup is broken.
    #[error("the file is damaged")]
    Damaged,
    /// It is larger, deeper or longer than any form, inflated or not.
    #[error("the file is too large to be read")]
    TooLarge,
    /// It is in a format that is not read.
    #[error("the file is {0}, which is not read")]
    Unsupported(Foreign),
}

/// A format that is recognised but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foreign {
    /// Word 2 or older.
    #[error("a document of Word 2 or older")]
    Doc,
    /// A PDF whose form only XFA describes (ISO 32000-1 §12.7.8).
    #[error("a PDF form that only Adobe's programs can show (XFA)")]
    Xfa,
    /// Outlook's `winmail.dat` (MS-OXTNEF).
    #[error("an Outlook winmail.dat")]
    Tnef,
    /// A web page saved with its pictures in one MIME message (RFC 2557), which has lost the page.
    #[error("a web archive")]
    WebArchive,
    /// XML that is no web page, such as Word 2003's.
    #[error("an XML document")]
    Xml,
    /// An archive of other files.
    #[error("an archive")]
    Zip,
    /// A workbook of any program.
    #[error("a spreadsheet")]
    Spreadsheet,
    /// Slides of any program.
    #[error("a presentation")]
    Presentation,
    /// Anything else that is not text.
    #[error("in an unknown format")]
    Unknown,
}

impl From<archive::Fault> for Refusal {
    fn from(fault: archive::Fault) -> Self {
        match fault {
            archive::Fault::Damaged => Self::Damaged,
            archive::Fault::Encrypted => Self::Protected,
            archive::Fault::TooLarge => Self::TooLarge,
        }
    }
}

impl From<compound::Damaged> for Refusal {
    fn from(_: compound::Damaged) -> Self {
        Self::Damaged
    }
}
