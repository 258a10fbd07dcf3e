//! Why a conversation with an IMAP server did not go on as it should.

use std::fmt;
use std::io::{self, ErrorKind};

use tokio_rustls::rustls::CertificateError;

use crate::connection::certificate_error;

/// Why a conversation did not go on as it should. After any but the first the connection is of no
/// more use, for its answers may be out of step.
#[derive(Debug)]
pub enum Failure {
    /// The server answered NO or BAD to this command (RFC 3501, section 7.1); its answer.
    Refused(String),
    /// Its certificate is not good.
    Certificate(CertificateError),
    /// It cannot be reached, hung up, fell silent, or does not speak IMAP; a clause that says so.
    Lost(String),
}

impl Failure {
    /// What is said is not IMAP.
    pub fn garbled() -> Self {
        Self::Lost("what it says is not IMAP".to_owned())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(answer) => write!(f, "it answered {answer}"),
            Self::Certificate(problem) => write!(f, "its certificate is not trusted ({problem})"),
            Self::Lost(how) => f.write_str(how),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // async-imap quotes here what it could not parse, which may be anybody's mail.
            ErrorKind::Other if error.raw_os_error().is_none() => Self::garbled(),
            ErrorKind::UnexpectedEof => Self::Lost("it hung up".to_owned()),
            _ => match certificate_error(&error) {
                Some(problem) => Self::Certificate(problem),
                None => Self::Lost(format!("the connection failed ({error})")),
            },
        }
    }
}
