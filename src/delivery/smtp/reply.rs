//! What a server answers, and what becomes of a conversation with it.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::LazyLock;
use std::time::Duration;

use lettre::transport::smtp;
use lettre::transport::smtp::response::Response;
use regex::{NoExpand, Regex, RegexBuilder};
use tokio::time::timeout;
use tokio_rustls::rustls::{self, CertificateError};

use crate::pattern::pattern;

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

/// The longest answer that is kept, in characters.
const LONGEST: usize = 200;
/// What stands where an address stood.
const MASK: &str = "<…>";
/// The shortest name of a mailbox that is looked for in an answer, in octets: shorter ones are as
/// often words.
const SHORTEST_NAME: usize = 3;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)<?(?:"[^"]*"|[^\s<>"]+)(?:@|%40)[^\s<>]+>?"#));

impl Reply {
    /// The reply on one line, as it may be kept: without mail addresses, nor what stands before the
    /// @ in `whom`.
    #[must_use]
    pub fn kept(&self, whom: &str) -> String {
        let words: Vec<&str> = self
            .text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        let line = format!("{} {}", self.code, words.join(" "));
        let line = ADDRESS.replace_all(line.trim_end(), NoExpand(MASK));
        let name = whom.rsplit_once('@').map_or(whom, |(name, _)| name);
        let line = if name.len() < SHORTEST_NAME { line.into_owned() } else { without(&line, name) };
        match line.char_indices().nth(LONGEST - 1) {
            Some((end, last)) if end + last.len_utf8() < line.len() => {
                line.chars().take(LONGEST - 1).chain(['…']).collect()
            }
            _ => line,
        }
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

fn without(line: &str, name: &str) -> String {
    let word = format!(r"\b{{start-half}}{}\b{{end-half}}", regex::escape(name));
    let name = RegexBuilder::new(&word).case_insensitive(true).build();
    name.map_or_else(|_| MASK.to_owned(), |name| name.replace_all(line, NoExpand(MASK)).into_owned())
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
        Self::Lost(format!("the connection failed ({error})"))
    }
}

/// What is wrong with the certificate, where that is what `error` is about.
fn certificate_error(error: &smtp::Error) -> Option<CertificateError> {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let of_tls = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(rustls::Error::InvalidCertificate(problem)) =
            of_tls.and_then(|error| error.downcast_ref())
        {
            return Some(problem.clone());
        }
        cause = error.source();
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, recipient: &str) -> String {
        Reply { code: 550, text: text.to_owned() }.kept(recipient)
    }

    #[test]
    fn an_answer_is_kept_without_addresses() {
        for (text, expected) in [
            ("5.1.1 <anne@example.org>: unknown", "550 5.1.1 <…>: unknown"),
            ("5.1.1 anne.martin+x@example.org, unknown", "550 5.1.1 <…> unknown"),
            ("\"Anne Martin\"@example.org unknown", "550 <…> unknown"),
            ("see https://x.test/?to=anne%40example.org", "550 see <…>"),
            ("User Anne.Martin unknown", "550 User <…> unknown"),
            ("Anne.Martinet unknown", "550 Anne.Martinet unknown"),
            ("Ok: queued as 4F2", "550 Ok: queued as 4F2"),
            ("", "550"),
        ] {
            assert_eq!(kept(text, "anne.martin@example.org"), expected);
        }
    }

    #[test]
    fn an_answer_is_kept_on_one_line_of_200_characters() {
        assert_eq!(kept("a\r\n\tb \u{1b}[2Jc", ""), "550 a b [2Jc");
        let long = kept(&"é".repeat(300), "");
        assert_eq!((long.chars().count(), long.ends_with("é…")), (200, true));
        assert_eq!(kept(&"é".repeat(196), ""), format!("550 {}", "é".repeat(196)));
    }
}
