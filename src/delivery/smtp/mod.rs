//! Delivery to a mail submission server (RFC 6409), over a connection of its own for each batch.
//!
//! lettre writes and reads the lines; its pool and its timeouts are not used. A conversation that
//! takes too long is dropped together with its connection: on one that is out of step, the answer to
//! one letter would be taken for the answer to the next.

mod reply;
mod session;
mod stream;
#[cfg(test)]
pub(crate) mod tests;

use std::path::PathBuf;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio_rustls::rustls::CertificateError;

use self::reply::{Failure, within};
use self::session::leave;
use self::stream::Transport;
use super::DeliveryError;
use crate::config::{SmtpUrl, Tls};
use crate::connection::NoTls;
use crate::credential::{Credential, Secret};

pub use session::{LETTER, Session};

/// How long each of the greeting, STARTTLS and the login may take. RFC 5321, section 4.5.3.2.1, would
/// wait 5 minutes for the greeting; the letters are kept anyhow.
const OPENING: Duration = Duration::from_secs(30);

const REACH: &str =
    "see that it runs, and that url under [sender] fits its port (465 for smtps://, 587 for smtp://)";
const STARTTLS: &str = "write smtps:// in url under [sender], if that is what it offers";
const CA_FILE: &str = "set ca_file under [sender] to the certificate of the authority that signed it";
const READ_CA_FILE: &str = "name a file of certificates in PEM there, which this user may read";
const NAME: &str = "write the name that the certificate is for in url under [sender]";
const DATE: &str = "have the certificate renewed, and see that this machine's clock is right";
const LOGIN: &str = "correct the user in url, or the password or token, under [sender]";
const MECHANISM: &str = "see that url under [sender] asks for TLS, and set password_file or token_command, \
                         whichever it takes";
const SECRET: &str = "correct it under [sender]";
const AGAIN: &str = "the letters are kept and tried again";

/// A mail submission server.
#[derive(Debug, Clone)]
pub struct Smtp {
    url: SmtpUrl,
    credential: Credential,
    ca_file: Option<PathBuf>,
}

impl Smtp {
    /// The server at `url`. `credential` is used where `url` names a user; the authorities in
    /// `ca_file` are trusted beside those of the system. Both are read anew for each connection.
    #[must_use]
    pub fn new(url: SmtpUrl, credential: Credential, ca_file: Option<PathBuf>) -> Self {
        Self { url, credential, ca_file }
    }

    /// Connects, begins TLS, and logs in.
    ///
    /// # Errors
    /// When any of it fails.
    pub async fn open(&self) -> Result<Session, DeliveryError> {
        let login = match &self.url.user {
            Some(user) => Some((user, self.secret().await?)),
            None => None,
        };
        let mut connection = self.connect().await?;
        if let Some((user, secret)) = login
            && let Err(error) = self.log_in(&mut connection, user, secret).await
        {
            leave(connection).await;
            return Err(error);
        }
        Ok(Session::new(connection, self.server()))
    }

    /// Connects, logs in and takes leave; says what the connection is like, e.g. `TLS, logged in`.
    ///
    /// # Errors
    /// When any of it fails.
    pub async fn check(&self) -> Result<String, DeliveryError> {
        self.open().await?.close().await;
        let tls = if self.url.tls == Tls::Plaintext { "no TLS" } else { "TLS" };
        let login = if self.url.user.is_some() { "logged in" } else { "no login" };
        Ok(format!("{tls}, {login}"))
    }

    async fn secret(&self) -> Result<Secret, DeliveryError> {
        self.credential.secret().await.map_err(|error| self.error(error.to_string(), SECRET))
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, DeliveryError> {
        let SmtpUrl { host, port, tls, .. } = &self.url;
        let dialing = Transport::connect(host, *port).await;
        let mut transport = dialing.map_err(|error| self.unreachable(&error.into()))?;
        if *tls == Tls::Implicit {
            let protecting = transport.protected(host, self.ca_file.as_deref()).await;
            transport = protecting.map_err(|problem| match problem {
                NoTls::Trust(_) => self.error(problem.to_string(), READ_CA_FILE),
                NoTls::Name(_) => self.error(problem.to_string(), NAME),
                NoTls::Handshake(error) => self.unreachable(&error.into()),
            })?;
        }
        let hello = ClientId::default();
        let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(transport), &hello);
        let mut connection = within(OPENING, greeting).await.map_err(|failure| self.unreachable(&failure))?;
        if *tls == Tls::StartTls {
            self.start_tls(&mut connection, &hello).await?;
        }
        Ok(connection)
    }

    /// Begins TLS (RFC 3207); without it nothing more is said.
    async fn start_tls(
        &self,
        connection: &mut AsyncSmtpConnection,
        hello: &ClientId,
    ) -> Result<(), DeliveryError> {
        if !connection.can_starttls() {
            return Err(self.error("it does not offer STARTTLS".to_owned(), STARTTLS));
        }
        let upgrade = connection.starttls(self.tls_parameters()?, hello);
        within(OPENING, upgrade).await.map_err(|failure| self.unreachable(&failure))
    }

    /// The authorities that are trusted, and the name that the certificate must be for.
    fn tls_parameters(&self) -> Result<TlsParameters, DeliveryError> {
        let mut parameters = TlsParameters::builder(self.url.host.clone());
        if let Some(path) = &self.ca_file {
            let wrong = |problem: &str| {
                self.error(format!("ca_file {} cannot be used ({problem})", path.display()), READ_CA_FILE)
            };
            let pem = std::fs::read_to_string(path).map_err(|error| wrong(&error.to_string()))?;
            if !pem.contains("-----BEGIN CERTIFICATE-----") {
                return Err(wrong("it holds no certificate"));
            }
            let authorities = Certificate::from_pem(pem.as_bytes());
            parameters = parameters
                .add_root_certificate(authorities.map_err(|_| wrong("a certificate in it is damaged"))?);
        }
        parameters
            .build()
            .map_err(|error| self.error(format!("TLS cannot be prepared ({error})"), READ_CA_FILE))
    }

    /// Logs in (RFC 4954): with a password by PLAIN or LOGIN, with a token by XOAUTH2.
    async fn log_in(
        &self,
        connection: &mut AsyncSmtpConnection,
        user: &str,
        secret: Secret,
    ) -> Result<(), DeliveryError> {
        let (mechanisms, secret) = match secret {
            Secret::Password(password) => (&[Mechanism::Plain, Mechanism::Login][..], password),
            Secret::Token(token) => (&[Mechanism::Xoauth2][..], token),
        };
        if connection.server_info().get_auth_mechanism(mechanisms).is_none() {
            let names: Vec<String> = mechanisms.iter().map(ToString::to_string).collect();
            return Err(self.error(format!("it offers no login by {}", names.join(" or ")), MECHANISM));
        }
        let credentials = Credentials::new(user.to_owned(), secret);
        match within(OPENING, connection.auth(mechanisms, &credentials)).await {
            Ok(_) => Ok(()),
            Err(Failure::Negative(reply)) => {
                let remedy = if reply.is_transient() { AGAIN } else { LOGIN };
                Err(self.error(format!("it refused the login ({})", reply.kept(user)), remedy))
            }
            Err(Failure::Challenged) => Err(self.error("it refused the login".to_owned(), LOGIN)),
            Err(failure) => Err(self.error(failure.to_string(), AGAIN)),
        }
    }

    fn unreachable(&self, failure: &Failure) -> DeliveryError {
        use CertificateError as Bad;
        let remedy = match failure {
            Failure::Certificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => NAME,
            Failure::Certificate(
                Bad::Expired | Bad::ExpiredContext { .. } | Bad::NotValidYet | Bad::NotValidYetContext { .. },
            ) => DATE,
            Failure::Certificate(_) => CA_FILE,
            Failure::Negative(_) => AGAIN,
            _ => REACH,
        };
        self.error(failure.to_string(), remedy)
    }

    fn error(&self, problem: String, remedy: &'static str) -> DeliveryError {
        DeliveryError::Server { server: self.server(), problem, remedy }
    }

    /// Name and port, e.g. `mail.example.org:465`.
    fn server(&self) -> String {
        let SmtpUrl { host, port, .. } = &self.url;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}
