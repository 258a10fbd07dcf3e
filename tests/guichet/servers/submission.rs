//! How people's mail programs, and other servers, hand mail to Postfix.

use lettre::address::Envelope;
use lettre::transport::smtp::SmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};

use super::Postfix;

impl Postfix {
    /// Hands over a mail as another server does.
    ///
    /// # Errors
    /// The code with which it is refused, e.g. 550.
    pub fn hand_over(&self, from: &str, to: &str, mail: &[u8]) -> Result<(), u16> {
        send(SmtpTransport::builder_dangerous("localhost").port(self.mx), from, to, mail)
    }

    /// Submits a mail as a mail program does: logged in, after STARTTLS.
    ///
    /// # Errors
    /// The code with which it is refused, e.g. 535.
    pub fn submit(&self, user: &str, password: &str, to: &str, mail: &[u8]) -> Result<(), u16> {
        let authority = Certificate::from_pem(self.authority.as_bytes()).unwrap();
        let tls = TlsParameters::builder("localhost".into()).add_root_certificate(authority).build().unwrap();
        let server = SmtpTransport::builder_dangerous("localhost")
            .port(self.submission)
            .tls(Tls::Required(tls))
            .credentials(Credentials::new(user.into(), password.into()));
        send(server, &format!("{user}@irev.example"), to, mail)
    }
}

fn send(server: SmtpTransportBuilder, from: &str, to: &str, mail: &[u8]) -> Result<(), u16> {
    let envelope = Envelope::new(Some(from.parse().unwrap()), vec![to.parse().unwrap()]).unwrap();
    let sent = server.build().send_raw(&envelope, mail);
    sent.map(drop).map_err(|error| match error.status() {
        Some(code) => code.into(),
        None => panic!("{error:?}"),
    })
}
