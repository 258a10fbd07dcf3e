//! A folder on an IMAP server (RFC 3501).
//!
//! async-imap parses what the server says; its commands are not used, for they take a lost connection
//! or a refusal for an empty answer. Everything goes through [`dialogue`].

mod census;
mod changes;
mod check;
mod dialogue;
mod failure;
mod filing;
mod folder_name;
mod inbox;
mod session;
#[cfg(test)]
mod tests;
mod uid_set;
mod wire;

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio_rustls::rustls::CertificateError;

use self::dialogue::Dialogue;
use self::failure::Failure;
use self::session::{Folder, Session, capabilities, quoted};
use super::MailboxError;
use crate::config::{ImapUrl, MailboxConfig, Tls};
use crate::connection::{NoTls, Stream, dial, protect};
use crate::credential::{Credential, Secret};
use crate::said;

pub use census::census;
pub use check::check;
pub use filing::Filing;
pub use inbox::ImapInbox;

const REACH: &str =
    "see that it runs, and that url under [mailbox] fits its port (993 for imaps://, 143 for imap://)";
const STARTTLS: &str = "write imaps:// in url under [mailbox], if that is what it offers";
const CA_FILE: &str = "set ca_file under [mailbox] to the certificate of the authority that signed it";
const READ_CA_FILE: &str = "name a file of certificates in PEM there, which this user may read";
const NAME: &str = "write the name that the certificate is for in url under [mailbox]";
const DATE: &str = "have the certificate renewed, and see that this machine's clock is right";
const LOGIN: &str = "correct the user in url, or the password or token, under [mailbox]";
const MECHANISM: &str = "see that url under [mailbox] asks for TLS, and set password_file or token_command, \
                         whichever it takes";
const MOVE: &str = "write after = \"keyword\" or \"nothing\" under [mailbox]";
const SECRET: &str = "correct it under [mailbox]";
const FOLDER: &str = "see that the folders named under [mailbox] are there, and that this user may read them";
const AGAIN: &str = "nothing is lost, and it is tried again";

/// An IMAP server, and who logs in there.
#[derive(Debug, Clone)]
pub struct Imap {
    url: ImapUrl,
    credential: Credential,
    ca_file: Option<PathBuf>,
}

impl Imap {
    /// The server at `url`, with the other keys of `config`. The authorities in its `ca_file` are
    /// trusted beside those of the system. That file and the credential are read anew for each
    /// connection.
    #[must_use]
    pub fn new(url: &ImapUrl, config: &MailboxConfig) -> Self {
        let MailboxConfig { credential, ca_file, .. } = config;
        Self { url: url.clone(), credential: credential.clone(), ca_file: ca_file.clone() }
    }

    /// The name of one of its folders in the book, e.g. `imap://contact%40example.org@mail.example.org/INBOX`
    /// (RFC 5092). It tells no port and no TLS, which do not make it another folder.
    #[must_use]
    pub fn name_of(&self, folder: &str) -> String {
        let user = self.url.user.replace('%', "%25").replace('@', "%40");
        format!("imap://{user}@{}/{folder}", self.url.host)
    }

    /// Connects, begins TLS, and logs in.
    ///
    /// # Errors
    /// When any of it fails.
    async fn open(&self) -> Result<Session, MailboxError> {
        let secret = self.credential.secret().await;
        let secret = secret.map_err(|error| self.error(error.to_string(), SECRET))?;
        let mut dialogue = self.connect().await?;
        self.log_in(&mut dialogue, secret).await?;
        Session::begin(dialogue).await.map_err(|failure| self.lost(&failure))
    }

    async fn examine(&self, session: &mut Session, folder: &str) -> Result<Folder, MailboxError> {
        session.examine(folder).await.map_err(|failure| match failure {
            Failure::Refused(answer) => {
                self.error(format!("it does not open the folder {folder} ({answer})"), FOLDER)
            }
            failure => self.lost(&failure),
        })
    }

    async fn connect(&self) -> Result<Dialogue, MailboxError> {
        let ImapUrl { host, port, tls, .. } = &self.url;
        let dialing = dial(host, *port).await;
        let stream = Box::new(dialing.map_err(|error| self.lost(&error.into()))?);
        if *tls == Tls::Implicit {
            let stream = self.protect(stream).await?;
            return Dialogue::greeted(stream).await.map_err(|failure| self.lost(&failure));
        }
        let mut dialogue = Dialogue::greeted(stream).await.map_err(|failure| self.lost(&failure))?;
        if *tls == Tls::StartTls {
            let begun = dialogue.exchange("STARTTLS", |_| {}).await;
            begun.map_err(|failure| match failure {
                Failure::Refused(_) => self.error("it does not offer STARTTLS".to_owned(), STARTTLS),
                failure => self.lost(&failure),
            })?;
            dialogue = Dialogue::over(self.protect(dialogue.into_stream()).await?);
        }
        Ok(dialogue)
    }

    async fn protect(&self, stream: Box<dyn Stream>) -> Result<Box<dyn Stream>, MailboxError> {
        protect(stream, &self.url.host, self.ca_file.as_deref()).await.map_err(|problem| match problem {
            NoTls::Trust(_) => self.error(problem.to_string(), READ_CA_FILE),
            NoTls::Name(_) => self.error(problem.to_string(), NAME),
            NoTls::Handshake(error) => self.lost(&error.into()),
        })
    }

    /// Logs in: with a password by PLAIN (RFC 4616) or LOGIN, with a token by OAUTHBEARER (RFC 7628)
    /// or XOAUTH2.
    async fn log_in(&self, dialogue: &mut Dialogue, secret: Secret) -> Result<(), MailboxError> {
        let offered = capabilities(dialogue).await.map_err(|failure| self.lost(&failure))?;
        let offers = |name: &str| offered.iter().any(|capability| capability == name);
        let ImapUrl { user, host, port, .. } = &self.url;
        let (command, answers) = match secret {
            Secret::Password(password) if offers("AUTH=PLAIN") => {
                ("AUTHENTICATE PLAIN".to_owned(), vec![STANDARD.encode(format!("\0{user}\0{password}"))])
            }
            Secret::Password(password) if !offers("LOGINDISABLED") => {
                (format!("LOGIN {} {}", quoted(user), quoted(&password)), Vec::new())
            }
            // What is wrong with a token comes as a challenge, which wants an answer.
            Secret::Token(token) if offers("AUTH=OAUTHBEARER") => {
                let name = user.replace('=', "=3D").replace(',', "=2C");
                let first =
                    format!("n,a={name},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01");
                ("AUTHENTICATE OAUTHBEARER".to_owned(), vec![STANDARD.encode(first), STANDARD.encode("\x01")])
            }
            Secret::Token(token) if offers("AUTH=XOAUTH2") => {
                let first = format!("user={user}\x01auth=Bearer {token}\x01\x01");
                ("AUTHENTICATE XOAUTH2".to_owned(), vec![STANDARD.encode(first), String::new()])
            }
            Secret::Password(_) => return Err(self.no_login("a password")),
            Secret::Token(_) => return Err(self.no_login("a token")),
        };
        let answers: Vec<&[u8]> = answers.iter().map(String::as_bytes).collect();
        dialogue.converse(&command, &answers, |_| {}).await.map_err(|failure| match failure {
            Failure::Refused(answer) => {
                self.error(format!("it refused the login ({})", said::kept(&answer, user)), LOGIN)
            }
            failure => self.lost(&failure),
        })
    }

    fn no_move(&self) -> MailboxError {
        self.error("it cannot move messages (MOVE, UIDPLUS)".to_owned(), MOVE)
    }

    fn no_login(&self, by: &str) -> MailboxError {
        self.error(format!("it offers no login by {by}"), MECHANISM)
    }

    fn lost(&self, failure: &Failure) -> MailboxError {
        use CertificateError as Bad;
        let remedy = match failure {
            Failure::Certificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => NAME,
            Failure::Certificate(
                Bad::Expired | Bad::ExpiredContext { .. } | Bad::NotValidYet | Bad::NotValidYetContext { .. },
            ) => DATE,
            Failure::Certificate(_) => CA_FILE,
            Failure::Refused(_) => AGAIN,
            Failure::Lost(_) => REACH,
        };
        self.error(failure.to_string(), remedy)
    }

    fn error(&self, problem: String, remedy: &'static str) -> MailboxError {
        let ImapUrl { host, port, .. } = &self.url;
        let server = if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
        MailboxError::Server { server, problem, remedy }
    }
}
