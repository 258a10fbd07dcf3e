//! What a server answers, and what becomes of a conversation with it.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;
use tokio::time::timeout;
use tokio_rustls::rustls::CertificateError;

use crate::connection::certificate_error;
use crate::said;

/// A reply (RFC 5321, section 4.2).
#[derive(Debug)]
pub struct Reply {
    /// Its three digits.
    pub code: u16,
    /// Its text, all lines of it; it may begin with an enhanced status code (RFC 3463).
    text: String,
}

/// Why a conversation did not go on as it should.
#[derive(Debug)]
pub enum Failure {
    /// The server answered 4yz or 5yz (RFC 5321, section 4.2.1).
    Negative(Reply),
    /// It asked for more than there is to say, which is how XOAUTH2 is refused.
    Challenged,
    /// Its certificate is not good.
    Certificate(CertificateError),
    /// It cannot be reached, hung up, fell silent, or does not speak SMTP; a clause that says so.
    Lost(String),
}

impl Reply {
    /// The reply on one line, as it may be kept: without mail addresses, nor what stands before the
    /// @ in `whom`.
    #[must_use]
    pub fn kept(&self, whom: &str) -> String {
        said::kept(&format!("{} {}", self.code, self.text), whom)
    }

    /// Whether it is 4yz: the same again may succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        (400..500).contains(&self.code)
    }

    /// Whether its enhanced status code is 5.7.z: it is a matter of what is allowed (RFC 3463,
    /// section 3.8).
    #[must_use]
    pub fn is_policy(&self) -> bool {
        self.text.starts_with("5.7.")
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kept(""))
    }
}

impl From<&Response> for Reply {
    fn from(response: &Response) -> Self {
        let text = response.message().collect::<Vec<_>>().join(" ");
        Self { code: response.code().into(), text }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative(reply) => write!(f, "it answered {reply}"),
            Self::Challenged => f.write_str("it asked for more than there is to say"),
            Self::Certificate(problem) => write!(f, "its certificate is not trusted ({problem})"),
            Self::Lost(how) => f.write_str(how),
        }
    }
}

impl From<smtp::Error> for Failure {
    fn from(error: smtp::Error) -> Self {
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        if let Some(code) = error.status() {
            return Self::Negative(Reply { code: code.into(), text });
        }
        if let Some(problem) = certificate_error(&error) {
            return Self::Certificate(problem);
        }
        if error.is_client() {
            return Self::Challenged;
        }
        Self::Lost(if error.is_response() {
            "it hung up, or its answer is not SMTP".to_owned()
        } else {
            format!("the connection failed ({})", innermost(&error))
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match certificate_error(&error) {
            Some(problem) => Self::Certificate(problem),
            None => Self::Lost(format!("the connection failed ({error})")),
        }
    }
}

fn innermost(error: &smtp::Error) -> String {
    let mut cause: &(dyn Error + 'static) = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

/// What comes of `conversation`, which may take as long as `patience`. When it takes longer, the
/// connection is out of step and must be dropped.
///
/// # Errors
/// When it does not go on as it should.
pub async fn within<T, E: Into<Failure>>(
    patience: Duration,
    conversation: impl Future<Output = Result<T, E>>,
) -> Result<T, Failure> {
    match timeout(patience, conversation).await {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(_) => Err(Failure::Lost(format!("it did not answer within {} seconds", patience.as_secs()))),
    }
}
